//! The table of fault codes: one row each.

use std::fmt;

/// Declares [`Code`] with its stable name and what it stands for.
macro_rules! codes {
    ($( $(#[doc = $doc:literal])* $variant:ident = $name:literal, )*) => {
        /// The kind of a fault. Its name is stable: tools and configurations refer to it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code { $( $(#[doc = $doc])* $variant, )* }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$( Self::$variant, )*];

            /// The stable name, such as `dangling-ref`.
            pub fn name(self) -> &'static str {
                match self { $( Self::$variant => $name, )* }
            }

            /// What the code stands for, in a sentence or two.
            pub fn summary(self) -> &'static str {
                match self { $( Self::$variant => concat!($($doc),*).trim_ascii(), )* }
            }
        }
    };
}

codes! {
    // load
    /// A file could not be read.
    Unreadable = "unreadable",
    /// The text is not YAML or JSON.
    Syntax = "syntax",
    /// A mapping has one key twice.
    DuplicateKey = "duplicate-key",
    /// A limit that protects from hostile documents was exceeded.
    LimitExceeded = "limit-exceeded",
    /// A `$ref` leads to a file outside the folder of the document, or to the network.
    ForbiddenRef = "forbidden-ref",
    /// A `$ref` points at nothing.
    DanglingRef = "dangling-ref",
    /// A chain of `$ref`s or aliases leads back to itself without a value.
    CircularRef = "circular-ref",

    // upgrade
    /// The file is no OpenAPI document.
    NotOpenApi = "not-openapi",
    /// The version is not one that can be read.
    UnsupportedVersion = "unsupported-version",

    // check
    /// A value has another type than the specification asks for.
    WrongType = "wrong-type",
    /// A keyword that the specification does not know, near one that it does.
    UnknownKeyword = "unknown-keyword",
    /// A member that the specification requires is missing.
    MissingMember = "missing-member",
    /// An object does not follow the specification.
    InvalidObject = "invalid-object",
    /// Two operations have one `operationId`.
    DuplicateOperationId = "duplicate-operation-id",
    /// A `{name}` in a path has no parameter.
    UndeclaredPathParameter = "undeclared-path-parameter",
    /// A path parameter does not occur in its path.
    UnusedPathParameter = "unused-path-parameter",
    /// A parameter is declared twice.
    DuplicateParameter = "duplicate-parameter",
    /// `required` names no property.
    UnknownRequired = "unknown-required",
    /// A security requirement names no scheme.
    UnknownSecurityScheme = "unknown-security-scheme",

    // lower
    /// A schema that no type can be made for yet.
    UnsupportedSchema = "unsupported-schema",
    /// A parameter that cannot be sent yet.
    UnsupportedParameter = "unsupported-parameter",
    /// A request body that cannot be sent yet.
    UnsupportedBody = "unsupported-body",
    /// An answer that cannot be read yet.
    UnsupportedAnswer = "unsupported-answer",
    /// A security scheme that cannot be met yet.
    UnsupportedSecurity = "unsupported-security",
    /// A `default` that does not fit its schema.
    InvalidDefault = "invalid-default",

    // configuration
    /// The configuration file is at fault.
    InvalidConfig = "invalid-config",

    // the generator itself
    /// The generator made something that it should not have.
    Internal = "internal",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
