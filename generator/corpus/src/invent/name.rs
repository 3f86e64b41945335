//! Names of components and properties.

/// The key of the schema with this number.
pub fn component(index: usize) -> String {
    format!("Schema{index}")
}

/// Names of properties, with some that a generator may trip over.
pub const PROPERTIES: &[&str] = &[
    "id",
    "name",
    "type",
    "self",
    "friendly_name",
    "friendlyName",
    "created-at",
    "@odata.type",
    "2fa",
    "Default",
    "größe",
    "a b",
    "$ref_",
    "x.y",
    "async",
    "value",
];

/// Values of enums, likewise.
pub const VALUES: &[&str] = &[
    "a",
    "A",
    "+1",
    "-1",
    "",
    "created_at",
    "-created_at",
    ">=",
    "Unknown",
    "self",
    "ü",
    "1.0",
];
