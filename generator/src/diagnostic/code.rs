//! The table of fault codes: one row each.
//!
//! Everything that is said of a code is in its row and in its example, a folder of the same name in
//! `examples/`; `bindery explain`, `docs/diagnostics.md` and the rules of SARIF are made from them.

use std::fmt;

/// Declares [`Code`] with its stable name, what it stands for, and its explanation.
macro_rules! codes {
    ($(
        $(#[doc = $doc:literal])*
        $variant:ident = $name:literal, $level:ident $(as $language:ident)? {
            why: $why:literal,
            mend: $mend:literal,
        }
    )*) => {
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

            /// What the code stands for, in a sentence.
            pub fn summary(self) -> &'static str {
                match self { $( Self::$variant => concat!($($doc),*).trim_ascii(), )* }
            }

            /// How much a fault of this kind usually matters.
            pub fn level(self) -> Level {
                match self { $( Self::$variant => Level::$level, )* }
            }

            /// What follows from such a fault, in a sentence or two.
            pub fn why(self) -> &'static str {
                match self { $( Self::$variant => $why, )* }
            }

            /// What to do about it: an instruction without a capital and a full stop. It is the
            /// help of a diagnostic that knows nothing better.
            pub fn mend(self) -> &'static str {
                match self { $( Self::$variant => $mend, )* }
            }

            /// The fault in a text as small as can be, and the same text without it.
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

/// How much a fault usually matters, and when it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Nothing is written.
    Error,
    /// The document is bound all the same.
    Warning,
    /// What is bound does not depend on it. Only `bindery lint` tells it, as a warning.
    Lint,
}

/// A fault and its mending, as whole texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// What the texts are.
    pub language: Language,
    /// A text with the fault.
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
    /// A file could not be read.
    Unreadable = "unreadable", Error {
        why: "Whatever the file holds is missing. The message ends with what the operating system \
              said.",
        mend: "correct the path, or let the file be read by the user who runs this",
    }
    /// The text is not YAML or JSON.
    Syntax = "syntax", Error {
        why: "Nothing behind the fault can be told apart from what was meant, so nothing is read.",
        mend: "correct the text at the marked place, or in the line before",
    }
    /// A mapping has one key twice.
    DuplicateKey = "duplicate-key", Warning {
        why: "Only the last one counts, and other tools may take the first: half of what was \
              written is lost without a word.",
        mend: "remove one of the two, or rename it",
    }
    /// A limit that protects from hostile documents was exceeded.
    LimitExceeded = "limit-exceeded", Error {
        why: "A small text can ask for more memory, time or stack than a machine has. Documents of \
              real services stay far below every limit. The limits, and the keys that raise them, \
              are in `docs/limits.md`.",
        mend: "flatten this part, or move pieces of it to `components` and refer to them",
    }
    /// A `$ref` leads to a file outside the folder of the document, or to the network.
    ForbiddenRef = "forbidden-ref", Error {
        why: "A document comes from anybody. It must not decide which files of this machine are \
              read, nor where a connection is opened.",
        mend: "put a copy into the folder of the document and refer to it by its relative path",
    }
    /// A `$ref` points at nothing.
    DanglingRef = "dangling-ref", Error {
        why: "Nothing says what is sent or read in its place.",
        mend: "add what it refers to, or correct the reference",
    }
    /// A chain of `$ref`s leads back to itself without reaching a value.
    CircularRef = "circular-ref", Error {
        why: "Each part says only that it is the same as the other, and none says what it is. A \
              schema that holds itself in a property is no such circle, and is fine.",
        mend: "let one of these references give way to the object that is meant",
    }

    // upgrade
    /// The file is no OpenAPI document.
    NotOpenApi = "not-openapi", Error {
        why: "A document says which version it is written in, as `openapi` or `swagger` at its top. \
              Without that nothing else has a meaning.",
        mend: "begin with `openapi: 3.0.3`",
    }
    /// The version is not one that can be read.
    UnsupportedVersion = "unsupported-version", Error {
        why: "Versions differ in what their words mean. To read one by the rules of another would \
              be to guess.",
        mend: "write the document in OpenAPI 3.0, 3.1 or 3.2, or in Swagger 2.0",
    }
    /// The document mixes what two versions of the specification spell differently.
    MixedVersions = "mixed-versions", Warning {
        why: "It is read as well as can be, but other tools will read one half and pass over the \
              other without a word.",
        mend: "write the whole document in the version that it names at its top",
    }

    // check
    /// A value has another type than the specification asks for.
    WrongType = "wrong-type", Error {
        why: "What the value says cannot be known, so the part that it belongs to is left out. In a \
              component, which any number of operations may need, that is an error.",
        mend: "write a value of the type that the message names",
    }
    /// A word is none that the specification knows, but like one that it does.
    UnknownKeyword = "unknown-keyword", Warning {
        why: "An unknown keyword is passed over. If it is a slip, what it was to say is lost.",
        mend: "write the keyword that was meant, or begin its name with `x-`",
    }
    /// The `type` of a schema is none that there is.
    UnknownType = "unknown-type", Error {
        why: "A schema of no known type describes nothing: the values could be anything.",
        mend: "write `string`, `number`, `integer`, `boolean`, `array` or `object`",
    }
    /// A member that the specification requires is missing.
    MissingMember = "missing-member", Warning {
        why: "Without it the part means nothing or must be guessed. The message says which of the \
              two happened.",
        mend: "add the member",
    }
    /// An object does not follow the specification.
    InvalidObject = "invalid-object", Warning {
        why: "The part contradicts itself or the specification, and is left out or read in the one \
              way that makes sense. The message says which.",
        mend: "write it as the specification asks",
    }
    /// Two operations have one `operationId`.
    DuplicateOperationId = "duplicate-operation-id", Warning {
        why: "An operation is named after its id. The first one keeps it; the second gets a name \
              made from its method and path, which changes when the path does.",
        mend: "give each operation an `operationId` of its own",
    }
    /// A `{name}` in a path has no parameter.
    UndeclaredPathParameter = "undeclared-path-parameter", Warning {
        why: "Nothing says what may stand there, so any text is taken.",
        mend: "declare it under `parameters` of the operation or of the path",
    }
    /// A path parameter does not occur in its path.
    UnusedPathParameter = "unused-path-parameter", Warning {
        why: "There is no place to send it in, so it is left out.",
        mend: "put its name in braces into the path, or remove the parameter",
    }
    /// A parameter is declared twice.
    DuplicateParameter = "duplicate-parameter", Warning {
        why: "A parameter is told by its name and place; of two that are the same only the first \
              can be sent.",
        mend: "remove one of the two",
    }
    /// `required` names no property.
    UnknownRequired = "unknown-required", Warning {
        why: "The property that was meant stays optional, and one that nobody describes would have \
              to be sent.",
        mend: "name a property there, or add the property that is named",
    }
    /// A security requirement names no scheme.
    UnknownSecurityScheme = "unknown-security-scheme", Warning {
        why: "Nothing says which credentials are meant, so none are sent for this requirement.",
        mend: "add the scheme to `components.securitySchemes`, or correct its name",
    }

    // lint
    /// A keyword of a later version than the document's.
    LaterKeyword = "later-keyword", Lint {
        why: "It is understood here, but tools that keep to the version which the document names \
              pass over it without a word.",
        mend: "name the version that has the keyword at the top, or write what the document's own \
               version has for it",
    }
    /// A schema says what no type says.
    UntypedKeyword = "untyped-keyword", Lint {
        why: "The schema is typed by what stands beside the keyword, so values that it rules out \
              can be sent, and are not refused when they come.",
        mend: "say it with `type`, `properties` or limits if that is possible, or leave it to the \
               service",
    }
    /// An example does not fit its schema.
    InvalidExample = "invalid-example", Lint {
        why: "One of the two is wrong: either readers are misled, or the schema refuses what the \
              service sends. The generated code shows the example only in its documentation.",
        mend: "correct the example or the schema",
    }

    // lower
    /// A schema is typed more loosely than it is written.
    UnsupportedSchema = "unsupported-schema", Warning {
        why: "No Rust type says what the schema says. What the message names is left out, or typed \
              as any JSON value.",
        mend: "write the schema in a simpler way, or leave it: the rest is bound as it is written",
    }
    /// A parameter cannot be sent.
    UnsupportedParameter = "unsupported-parameter", Warning {
        why: "A parameter travels as text. The operation is left out, since a call without what the \
              service asks for would fail.",
        mend: "describe the parameter with a `schema`, or with content that is text",
    }
    /// A body cannot be sent or read.
    UnsupportedBody = "unsupported-body", Warning {
        why: "The operation is left out, since a call of it would fail.",
        mend: "write the media type as RFC 9110 has it, such as `application/json`",
    }
    /// A `default` does not fit its schema.
    InvalidDefault = "invalid-default", Warning {
        why: "A default is a constant of the generated code, of the type that the schema says. One \
              that does not fit is left out.",
        mend: "correct the default or the schema",
    }

    // configuration
    /// The configuration file is at fault.
    InvalidConfig = "invalid-config", Error as Toml {
        why: "A key that is passed over would be a wish that nobody hears.",
        mend: "correct `bindery.toml` at the marked place",
    }
    /// An allowance of the configuration has nothing to allow.
    UnusedAllowance = "unused-allowance", Warning as Toml {
        why: "The fault was mended, has moved, or is an error, which cannot be allowed. Left in \
              place, the allowance would hide the next fault of its kind.",
        mend: "remove it from `allow`",
    }

    // the generator itself
    /// The generator made something that it should not have.
    Internal = "internal", Error as None {
        why: "No document should lead here: it is a fault of the generator, and nothing is written.",
        mend: "report it, with the document if that is possible",
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
