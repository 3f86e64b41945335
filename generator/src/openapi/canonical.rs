//! The extensions of the canonical document: facts that `upgrade` keeps and OpenAPI 3.0 has no
//! keyword for.

/// Object at the root of the tree: the trees of the other files, each by the number of its source and
/// the stem of its file.
pub const FILES: &str = "x-bindery-files";
/// Parameter Object: the delimiter of a list that no style of OpenAPI 3.0 has.
pub const DELIMITER: &str = "x-bindery-delimiter";
/// Media Type Object: its `schema` is the schema of each item of a sequence (`itemSchema` of 3.2).
pub const OF_ITEMS: &str = "x-bindery-of-items";
/// Parameter Object in the query: it is the whole query (`in: querystring` of 3.2).
pub const WHOLE_QUERY: &str = "x-bindery-whole-query";
/// Schema Object: each message of a stream is of it (`x-stream-definitions` of grpc-gateway).
pub const STREAM_RESULT: &str = "x-bindery-stream-result";
/// Schema Object: the schemas of the first elements of an array (`prefixItems`).
pub const PREFIX_ITEMS: &str = "x-bindery-prefix-items";
/// Schema Object: the schemas of properties by the pattern of their names (`patternProperties`).
pub const PATTERN_PROPERTIES: &str = "x-bindery-pattern-properties";
/// Schema Object: the pattern of property names (`propertyNames`).
pub const KEY_PATTERN: &str = "x-bindery-key-pattern";
/// Request Body Object: the name of the body parameter of Swagger 2.0.
pub const BODY_NAME: &str = "x-bindery-body-name";
/// Schema Object with `enum`: whether each value is deprecated, by value.
pub const DEPRECATED_VALUES: &str = "x-bindery-deprecated-values";
/// Discriminator Object: the schema for all other values (`defaultMapping` of 3.2).
pub const DEFAULT_MAPPING: &str = "x-bindery-default-mapping";
