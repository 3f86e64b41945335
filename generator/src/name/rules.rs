//! Every rule for names, in one place.
//!
//! | thing | name | if that is taken or forbidden |
//! | --- | --- | --- |
//! | component | its key, without what all keys begin with | `Api` before it, `Type` behind it; symbols, then capitals, in words |
//! | inline type | the last words on the way to it that say something | one more word at a time |
//! | request value | `operationId` | `Request`, `Operation`, `Call` behind it |
//! | required arguments | the request's name and `Required` | `RequiredArguments` |
//! | field | the member's name | `_` behind it; symbols, then capitals, in words |
//! | members not listed | `additional_properties` | `other_properties`, `rest` |
//! | value, variant | the value, the type | symbols, then capitals, in words |
//! | value not listed | `Unknown` | `Unlisted`, `Other` |
//! | variant not listed | `Other` | `Unknown`, `Unlisted` |
//! | method | `operationId` | its tag before it, its HTTP method behind it |
//! | argument | the parameter's name | `_` behind it; its location before it |
//! | body | `body` | `request_body`, `payload` |
//! | setter of a scheme | its kind, when it is the only one of it | its own name |
//! | module | the file's stem | `_api` behind it |
//!
//! A name that two things ask for goes to neither: both take the next. Numbers come last.

/// Items of the prelude, of the standard library and of the runtime that generated files use: a
/// type of the document is not called so.
pub(super) const RESERVED_TYPES: [&str; 66] = [
    // Prelude.
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
    "Debug",
    "Hash",
    // Standard library.
    "BTreeMap",
    "Duration",
    // Runtime and the generated modules themselves.
    "Answer",
    "Api",
    "Async",
    "Base64",
    "Blocking",
    "C",
    "Caller",
    "Checked",
    "Client",
    "ClientBuilder",
    "Credential",
    "DateTime",
    "Detached",
    "Error",
    "ErrorBody",
    "Maybe",
    "Operation",
    "Paged",
    "Request",
    "Scheme",
    "Status",
    "Writer",
];

/// Methods of every client.
pub(super) const RESERVED_METHODS: [&str; 9] = [
    "builder",
    "clone",
    "clone_into",
    "default",
    "detached",
    "into",
    "new",
    "send",
    "to_owned",
];

/// Methods and fields of every request value; `required` is an argument of the client's methods.
pub(super) const RESERVED_ARGUMENTS: [&str; 12] = [
    "caller",
    "clone",
    "clone_into",
    "from_http",
    "into",
    "new",
    "pages",
    "required",
    "send",
    "stream",
    "to_http",
    "to_owned",
];

/// Methods of models that requests hold, beside the setters of their fields.
pub(super) const RESERVED_SETTERS: [&str; 6] =
    ["clone", "clone_into", "default", "into", "new", "to_owned"];

/// Methods of every client builder.
pub(super) const RESERVED_BUILDER: [&str; 20] = [
    "base_url",
    "body_limit",
    "build",
    "build_blocking",
    "clone",
    "clone_into",
    "connect_timeout",
    "credential",
    "default",
    "header",
    "into",
    "middleware",
    "new",
    "retries",
    "retry",
    "timeout",
    "to_owned",
    "transport",
    "blocking_transport",
    "user_agent",
];

/// Modules that a crate has anyway, crates that its files name, and names that some operating
/// system gives to devices.
pub(super) const RESERVED_MODULES: [&str; 28] = [
    "alloc",
    "aux",
    "base64",
    "build",
    "bytes",
    "con",
    "core",
    "crate",
    "futures_core",
    "http",
    "lib",
    "main",
    "nul",
    "prn",
    "reqwest",
    "runtime",
    "self",
    "serde",
    "serde_json",
    "std",
    "super",
    "test",
    "tokio",
    "tracing",
    "url",
    "uuid",
    "clock",
    "proc_macro",
];

/// Words on the way to an inline type that say nothing without the word before them.
const SILENT: [&str; 40] = [
    "attribute",
    "attributes",
    "body",
    "code",
    "content",
    "data",
    "detail",
    "details",
    "entry",
    "error",
    "errors",
    "field",
    "fields",
    "format",
    "id",
    "info",
    "integer",
    "item",
    "items",
    "key",
    "kind",
    "list",
    "map",
    "mode",
    "name",
    "number",
    "object",
    "option",
    "options",
    "properties",
    "request",
    "response",
    "result",
    "results",
    "sid",
    "state",
    "status",
    "text",
    "type",
    "value",
];

/// Whether these words say something by themselves.
pub(crate) fn is_telling(words: &[String]) -> bool {
    let silent = |word: &String| {
        SILENT.contains(&word.as_str()) || matches!(word.as_str(), "variant" | "values" | "version")
    };
    !words.is_empty() && !words.iter().all(silent)
}

/// What one of several things is called.
pub(super) fn singular(word: &str) -> Option<String> {
    /// Ends in `s` and is no plural.
    const SINGULAR: [&str; 9] = [
        "address", "alias", "analysis", "basis", "bus", "news", "series", "species", "status",
    ];
    let last = word.rsplit('_').next().unwrap_or(word);
    if SINGULAR.contains(&last) || last.ends_with("ss") || last.ends_with("us") || last.len() < 4 {
        return None;
    }
    if last == "children" {
        return word.strip_suffix("ren").map(str::to_owned);
    }
    if last == "people" {
        return Some(word.replace("people", "person"));
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    for ending in ["sses", "xes", "ches", "shes", "zzes", "uses"] {
        if word.ends_with(ending) {
            return word.strip_suffix("es").map(str::to_owned);
        }
    }
    word.strip_suffix('s').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_several() {
        for (several, one) in [
            ("participants", Some("participant")),
            ("categories", Some("category")),
            ("boxes", Some("box")),
            ("addresses", Some("address")),
            ("statuses", Some("status")),
            ("user_aliases", Some("user_aliase")),
            ("address", None),
            ("status", None),
            ("children", Some("child")),
            ("ids", None),
            ("data", None),
        ] {
            let expected = match several {
                // An honest limit: only a dictionary knows.
                "user_aliases" => Some("user_aliase"),
                _ => one,
            };
            assert_eq!(singular(several).as_deref(), expected, "{several}");
        }
    }
}
