//! Which other spellings of types and booleans are common, and can only mean one thing?

/// The meaning of the name of a type.
pub(crate) enum TypeName {
    /// Any type.
    Any,
    /// A type of the specification, and the `format` that the name implies.
    Type(&'static str, Option<&'static str>),
}

/// The type that a name stands for, in any case.
pub(crate) fn type_name(text: &str) -> Option<TypeName> {
    use TypeName::{Any, Type};
    Some(match text.to_ascii_lowercase().as_str() {
        "any" | "mixed" | "" | "*" => Any,
        "string" | "str" | "text" | "enum" => Type("string", None),
        "number" | "decimal" => Type("number", None),
        "float" => Type("number", Some("float")),
        "double" => Type("number", Some("double")),
        "integer" | "int" => Type("integer", None),
        "int32" => Type("integer", Some("int32")),
        "int64" | "long" => Type("integer", Some("int64")),
        "boolean" | "bool" => Type("boolean", None),
        "object" | "map" | "dict" | "hash" | "json" => Type("object", None),
        "array" | "list" => Type("array", None),
        "date" => Type("string", Some("date")),
        "date-time" | "datetime" => Type("string", Some("date-time")),
        "uuid" => Type("string", Some("uuid")),
        "uri" | "url" => Type("string", Some("uri")),
        "file" | "binary" => Type("string", Some("binary")),
        "byte" => Type("string", Some("byte")),
        _ => return None,
    })
}

/// The boolean that a text stands for.
pub(crate) fn flag(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" => Some(true),
        "false" | "no" => Some(false),
        _ => None,
    }
}
