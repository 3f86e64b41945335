//! How does a parameter of Swagger 2.0 read? `collectionFormat` became `style` and `explode`.

use crate::openapi::canonical;
use serde_json::{Map, Value};

/// Whether a parameter is a body or a part of one.
pub(super) fn is_body(value: &Value) -> bool {
    value
        .get("in")
        .is_some_and(|location| location == "body" || location == "formData")
}

/// Says how a list is written. The default of Swagger 2.0, `csv`, is not that of 3.0.
pub(super) fn style(parameter: &mut Map<String, Value>) {
    let format = parameter.shift_remove("collectionFormat");
    if parameter.get("type").is_none_or(|kind| kind != "array") {
        return;
    }
    let format = format.as_ref().and_then(Value::as_str).unwrap_or("csv");
    let simple = parameter
        .get("in")
        .is_some_and(|location| location == "path" || location == "header");
    let (style, explode, delimiter) = match format {
        "ssv" if simple => ("simple", false, Some("space")),
        "tsv" if simple => ("simple", false, Some("tab")),
        "pipes" if simple => ("simple", false, Some("pipe")),
        _ if simple => ("simple", false, None),
        "multi" => ("form", true, None),
        "ssv" => ("spaceDelimited", false, None),
        "tsv" => ("form", false, Some("tab")),
        "pipes" => ("pipeDelimited", false, None),
        _ => ("form", false, None),
    };
    parameter.insert("style".to_owned(), style.into());
    parameter.insert("explode".to_owned(), explode.into());
    if let Some(delimiter) = delimiter {
        parameter.insert(canonical::DELIMITER.to_owned(), delimiter.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_format_is_a_style_or_a_delimiter() {
        let styled = |location: &str, format: &str| {
            let parameter = json!({"in": location, "type": "array", "collectionFormat": format});
            let Value::Object(mut parameter) = parameter else {
                panic!("no object")
            };
            style(&mut parameter);
            let text = |key: &str| {
                parameter
                    .get(key)
                    .and_then(Value::as_str)
                    .map(str::to_owned)
            };
            (text("style").unwrap(), text(canonical::DELIMITER))
        };
        for (location, format, expected, delimiter) in [
            ("path", "csv", "simple", None),
            ("path", "pipes", "simple", Some("pipe")),
            ("path", "ssv", "simple", Some("space")),
            ("header", "tsv", "simple", Some("tab")),
            ("query", "csv", "form", None),
            ("query", "ssv", "spaceDelimited", None),
            ("query", "pipes", "pipeDelimited", None),
            ("query", "tsv", "form", Some("tab")),
            ("formData", "tsv", "form", Some("tab")),
            ("query", "multi", "form", None),
        ] {
            let delimiter = delimiter.map(str::to_owned);
            assert_eq!(
                styled(location, format),
                (expected.to_owned(), delimiter),
                "{location} {format}"
            );
        }
    }
}
