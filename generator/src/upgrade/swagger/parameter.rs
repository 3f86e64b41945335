//! How does a parameter of Swagger 2.0 read? `collectionFormat` became `style` and `explode`.

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
    let (style, explode) = match format {
        _ if simple => ("simple", false),
        "multi" => ("form", true),
        // Tabs have no style in 3.0; spaces are as near as it gets.
        "ssv" | "tsv" => ("spaceDelimited", false),
        "pipes" => ("pipeDelimited", false),
        _ => ("form", false),
    };
    parameter.insert("style".to_owned(), style.into());
    parameter.insert("explode".to_owned(), explode.into());
}
