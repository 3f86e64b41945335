//! The table of error codes: one row each.
//!
//! Everything about a code is in its row and in its example, a folder of the same name in
//! `examples/`; `bindery explain`, `docs/reference/diagnostics.md` and the rules of SARIF are
//! generated from them.

use std::fmt;

/// Declares [`Code`] with its stable name, what it stands for, and its explanation.
macro_rules! codes {
    ($(
        $(#[doc = $doc:literal])*
        $variant:ident = $name:literal, $level:ident $(as $language:ident)? {
            why: $why:literal,
            fix: $fix:literal,
        }
    )*) => {
        /// The kind of an error. Its name is stable: tools and configurations refer to it.
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

            /// The meaning of the code, in a sentence.
            pub fn summary(self) -> &'static str {
                match self { $( Self::$variant => concat!($($doc),*).trim_ascii(), )* }
            }

            /// The usual severity of the code.
            pub fn level(self) -> Level {
                match self { $( Self::$variant => Level::$level, )* }
            }

            /// The consequence, in a sentence or two.
            pub fn why(self) -> &'static str {
                match self { $( Self::$variant => $why, )* }
            }

            /// The correction: an instruction without a capital and a full stop. It is the help of
            /// a diagnostic that has no better one.
            pub fn fix(self) -> &'static str {
                match self { $( Self::$variant => $fix, )* }
            }

            /// The error in a text as small as can be, and the same text without it.
            pub fn example(self) -> Option<Example> {
                match self { $( Self::$variant => example!($name $(as $language)?), )* }
            }
        }
    };
}

/// The example of a code: a document, a configuration, or none.
macro_rules! example {
    ($name:literal) => {
        Some(Example {
            language: Language::Yaml,
            wrong: include_str!(concat!("examples/", $name, "/wrong.yaml")),
            right: include_str!(concat!("examples/", $name, "/right.yaml")),
        })
    };
    ($name:literal as Toml) => {
        Some(Example {
            language: Language::Toml,
            wrong: include_str!(concat!("examples/", $name, "/wrong.toml")),
            right: include_str!(concat!("examples/", $name, "/right.toml")),
        })
    };
    ($name:literal as None) => {
        None
    };
}

/// The severity of a code, and when it is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Nothing is written.
    Error,
    /// The document is bound all the same.
    Warning,
    /// Generated code does not depend on it. Only `bindery lint` reports it, as a warning.
    Lint,
}

/// A wrong and a corrected text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The kind of the texts.
    pub language: Language,
    /// A text with the error.
    pub wrong: &'static str,
    /// The same without it.
    pub right: &'static str,
}

/// The language of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// A document.
    Yaml,
    /// A `bindery.toml` beside a document `pets.yaml`.
    Toml,
}

codes! {
    // load
    /// A file cannot be read.
    Unreadable = "unreadable", Error {
        why: "The content of the file is missing. The message ends with the error of the \
              operating system.",
        fix: "correct the path, or give the user who runs this permission to read the file",
    }
    /// The text is not valid YAML or JSON.
    Syntax = "syntax", Error {
        why: "The text after the problem cannot be interpreted reliably, so the file is not \
              used.",
        fix: "correct the text at the marked position, or in the line before",
    }
    /// A mapping contains a key twice.
    DuplicateKey = "duplicate-key", Warning {
        why: "Only the last value is used, and other tools may use the first: one of the two \
              values is lost.",
        fix: "remove one of the two, or rename it",
    }
    /// A limit on the size or complexity of documents was exceeded.
    LimitExceeded = "limit-exceeded", Error {
        why: "A small text can require more memory, time or stack than a machine has. \
              Documents of real services stay far below every limit. The limits, and the keys \
              that raise them, are in `docs/reference/limits.md`.",
        fix: "flatten this part, or move parts of it to `components` and refer to them",
    }
    /// The target of a `$ref` is outside the folder of the document, or on the network.
    ForbiddenRef = "forbidden-ref", Error {
        why: "Documents are untrusted input. A document must not choose which files of this \
              machine are read, or where a connection is opened.",
        fix: "copy the target to the folder of the document and refer to it by its relative \
               path",
    }
    /// The target of a `$ref` does not exist.
    DanglingRef = "dangling-ref", Error {
        why: "Without the target, no type can be generated for the reference.",
        fix: "add the target, or correct the reference",
    }
    /// A chain of `$ref`s leads back to itself without reaching a value.
    CircularRef = "circular-ref", Error {
        why: "Each reference names only another reference, so none of them has a value. A \
              schema that contains itself in a property is not circular in this sense, and is \
              valid.",
        fix: "replace one of these references with the object that is meant",
    }

    // upgrade
    /// The file is not an OpenAPI document.
    NotOpenApi = "not-openapi", Error {
        why: "A document states its version at the top, in `openapi` or `swagger`. Without a \
              version, its content has no meaning.",
        fix: "begin with `openapi: 3.0.3`",
    }
    /// The version of the document is not supported.
    UnsupportedVersion = "unsupported-version", Error {
        why: "Versions differ in the meaning of their keywords, so a document cannot be \
              processed by the rules of another version.",
        fix: "write the document in OpenAPI 3.0, 3.1 or 3.2, or in Swagger 2.0",
    }
    /// The document mixes constructs of two versions of the specification.
    MixedVersions = "mixed-versions", Warning {
        why: "The document is processed as far as possible, but other tools will ignore the \
              constructs of one of the versions.",
        fix: "write the whole document in the version that it states at the top",
    }

    // check
    /// A value has another type than the specification requires.
    WrongType = "wrong-type", Error {
        why: "The value cannot be interpreted, so the part that contains it is left out. In a \
              component, which any number of operations may need, this is an error.",
        fix: "write a value of the type that the message names",
    }
    /// A keyword is not defined by the specification, but similar to one that is.
    UnknownKeyword = "unknown-keyword", Warning {
        why: "An unknown keyword is ignored. If it is a typing error, its value has no effect.",
        fix: "write the intended keyword, or begin the name with `x-`",
    }
    /// The `type` of a schema does not exist.
    UnknownType = "unknown-type", Error {
        why: "A schema of an unknown type describes nothing: its values could be anything.",
        fix: "write `string`, `number`, `integer`, `boolean`, `array` or `object`",
    }
    /// A property that the specification requires is missing.
    MissingProperty = "missing-property", Warning {
        why: "Without the property, the part is left out or a default is used. The message \
              says which.",
        fix: "add the property",
    }
    /// An object violates the specification.
    InvalidObject = "invalid-object", Warning {
        why: "The part contradicts itself or the specification. It is left out, or interpreted \
              in the only way that makes sense. The message says which.",
        fix: "write it as the specification requires",
    }
    /// Two operations have the same `operationId`.
    DuplicateOperationId = "duplicate-operation-id", Warning {
        why: "An operation is named after its id. The first operation keeps the name; the \
              second is named after its method and path, and is renamed when the path changes.",
        fix: "give each operation its own `operationId`",
    }
    /// A `{name}` in a path has no parameter.
    UndeclaredPathParameter = "undeclared-path-parameter", Warning {
        why: "The type of the parameter is unknown, so any text is accepted.",
        fix: "declare it under `parameters` of the operation or of the path",
    }
    /// A path parameter does not occur in its path.
    UnusedPathParameter = "unused-path-parameter", Warning {
        why: "There is no position to send the parameter in, so it is left out.",
        fix: "add its name in braces to the path, or remove the parameter",
    }
    /// A parameter is declared twice.
    DuplicateParameter = "duplicate-parameter", Warning {
        why: "A parameter is identified by its name and location. Only the first of two equal \
              ones can be sent.",
        fix: "remove one of the two",
    }
    /// `required` names a property that does not exist.
    UnknownRequired = "unknown-required", Warning {
        why: "The intended property stays optional, and a property that is not described would \
              have to be sent.",
        fix: "name an existing property, or add the property",
    }
    /// A security requirement names a scheme that does not exist.
    UnknownSecurityScheme = "unknown-security-scheme", Warning {
        why: "The credentials for the requirement are unknown, so none are sent for it.",
        fix: "add the scheme to `components.securitySchemes`, or correct its name",
    }

    /// Operations or schemas are left out because of errors.
    LeftOut = "left-out", Warning as None {
        why: "With `broken = \"leave-out\"` or `--leave-out-broken`, errors are reported as \
              warnings. The operations and schemas that need a part in error are not generated; \
              everything else is.",
        fix: "correct the errors, which are reported as warnings",
    }

    // lint
    /// A keyword belongs to a later version than the version of the document.
    LaterKeyword = "later-keyword", Lint {
        why: "The keyword has an effect here, but tools that follow the stated version ignore \
              it.",
        fix: "state the version that has the keyword, or use the equivalent of the stated \
               version",
    }
    /// A keyword of a schema has no equivalent in the type system.
    UntypedKeyword = "untyped-keyword", Lint {
        why: "The type is generated from the other keywords, so values that this keyword \
              excludes can be sent and are accepted in responses.",
        fix: "express it with `type`, `properties` or limits if possible, or leave the check \
               to the service",
    }
    /// A successful response declares no content.
    MissingContent = "missing-content", Lint {
        why: "The response has no type: the generated call returns nothing of its body. A \
              response that really has no body has the status 204.",
        fix: "describe the body under `content`, or declare the status 204",
    }
    /// An example does not match its schema.
    InvalidExample = "invalid-example", Lint {
        why: "Either the example misleads readers, or the schema excludes values that the \
              service sends. The generated code shows the example only in its documentation.",
        fix: "correct the example or the schema",
    }

    // lower
    /// A schema is typed more loosely than it is written.
    UnsupportedSchema = "unsupported-schema", Warning {
        why: "No Rust type expresses the schema. The part that the message names is left out, \
              or has the type of any JSON value.",
        fix: "write the schema in a simpler way, or accept the loose type: the rest is \
               generated as written",
    }
    /// A parameter cannot be sent.
    UnsupportedParameter = "unsupported-parameter", Warning {
        why: "A parameter is sent as text. The operation is left out, because a call without \
              the parameter would fail.",
        fix: "describe the parameter with a `schema`, or with content that is text",
    }
    /// A body cannot be encoded or decoded.
    UnsupportedBody = "unsupported-body", Warning {
        why: "The operation is left out, because a call would fail.",
        fix: "write the media type as RFC 9110 defines it, such as `application/json`",
    }
    /// A `default` does not match its schema.
    InvalidDefault = "invalid-default", Warning {
        why: "A default becomes a constant of the type that the schema describes. One that \
              does not match is left out.",
        fix: "correct the default or the schema",
    }

    // configuration
    /// The configuration file has an error.
    InvalidConfig = "invalid-config", Error as Toml {
        why: "An ignored key would be a setting without effect.",
        fix: "correct `bindery.toml` at the marked position",
    }
    /// An entry of `allow` matches no warning.
    UnusedAllowance = "unused-allowance", Warning as Toml {
        why: "The problem was fixed, has moved, or is an error, which cannot be allowed. The \
              entry would hide the next problem of this kind.",
        fix: "remove it from `allow`",
    }

    // conform
    /// Recorded traffic of the service differs from the document. Only `bindery conform` reports it.
    ServiceDiffers = "service-differs", Warning as None {
        why: "A response that does not match the document cannot be decoded, or loses what the \
              document does not declare.",
        fix: "run `bindery conform` with `--fix`, or correct the document",
    }

    // the generator itself
    /// The generator produced invalid output.
    Internal = "internal", Error as None {
        why: "This is a bug of the generator, whatever the document. Nothing is written.",
        fix: "report it, with the document if possible",
    }
}

impl Code {
    /// The code with this name.
    pub fn of_name(name: &str) -> Option<Self> {
        let mut codes = Self::ALL.iter().copied();
        codes.find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
