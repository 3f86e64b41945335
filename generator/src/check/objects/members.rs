//! What do the properties of each object hold? The tables of section 4.7, "Fixed Fields".

use super::Expect::{
    self, Anything, Choice, Count, Flag, List, Map, Number, Object, Referable, Text,
};
use super::Kind::*;
use super::Member;
use super::Need::{self, Optional, Required, Vital};

const fn member(name: &'static str, expect: Expect, need: Need) -> Member {
    Member { name, expect, need }
}

const TEXTS: Expect = List(&Text);
const SCHEMAS: Expect = List(&Referable(Schema));

pub(super) const OPEN_API: &[Member] = &[
    member("openapi", Anything, Optional),
    member("info", Object(Info), Optional),
    member("servers", List(&Object(Server)), Optional),
    member("paths", Object(Paths), Vital),
    member("components", Object(Components), Vital),
    member("security", List(&Map(&TEXTS)), Vital),
    member("tags", List(&Object(Tag)), Optional),
    member("externalDocs", Object(ExternalDocs), Optional),
];

pub(super) const INFO: &[Member] = &[
    member("title", Text, Optional),
    member("description", Text, Optional),
    member("termsOfService", Text, Optional),
    member("contact", Object(Contact), Optional),
    member("license", Object(License), Optional),
    member("version", Text, Optional),
];

pub(super) const CONTACT: &[Member] = &[
    member("name", Text, Optional),
    member("url", Text, Optional),
    member("email", Text, Optional),
];

pub(super) const LICENSE: &[Member] = &[
    member("name", Text, Required),
    member("url", Text, Optional),
];

pub(super) const SERVER: &[Member] = &[
    member("url", Text, Required),
    member("description", Text, Optional),
    member("variables", Map(&Object(ServerVariable)), Optional),
];

pub(super) const SERVER_VARIABLE: &[Member] = &[
    member("enum", TEXTS, Optional),
    member("default", Text, Required),
    member("description", Text, Optional),
];

pub(super) const COMPONENTS: &[Member] = &[
    member("schemas", Map(&Referable(Schema)), Vital),
    member("responses", Map(&Referable(Response)), Vital),
    member("parameters", Map(&Referable(Parameter)), Vital),
    member("requestBodies", Map(&Referable(RequestBody)), Vital),
    member("headers", Map(&Referable(Header)), Vital),
    member("examples", Map(&Referable(Example)), Optional),
    member("securitySchemes", Map(&Referable(SecurityScheme)), Vital),
    // A section of 3.1; harmless in 3.0.
    member("pathItems", Map(&Object(PathItem)), Vital),
];

pub(super) const PATH_ITEM: &[Member] = &[
    member("$ref", Text, Vital),
    member("summary", Text, Optional),
    member("description", Text, Optional),
    member("get", Object(Operation), Vital),
    member("put", Object(Operation), Vital),
    member("post", Object(Operation), Vital),
    member("delete", Object(Operation), Vital),
    member("options", Object(Operation), Vital),
    member("head", Object(Operation), Vital),
    member("patch", Object(Operation), Vital),
    member("trace", Object(Operation), Vital),
    // Of 3.2; an earlier document that has them can only mean the same.
    member("query", Object(Operation), Optional),
    member("additionalOperations", Map(&Object(Operation)), Optional),
    member("servers", List(&Object(Server)), Optional),
    member("parameters", List(&Referable(Parameter)), Vital),
];

pub(super) const OPERATION: &[Member] = &[
    member("tags", TEXTS, Optional),
    member("summary", Text, Optional),
    member("description", Text, Optional),
    member("externalDocs", Object(ExternalDocs), Optional),
    member("operationId", Text, Optional),
    member("parameters", List(&Referable(Parameter)), Vital),
    member("requestBody", Referable(RequestBody), Vital),
    member("responses", Object(Responses), Required),
    member("deprecated", Flag, Optional),
    member("security", List(&Map(&TEXTS)), Vital),
    member("servers", List(&Object(Server)), Optional),
];

pub(super) const EXTERNAL_DOCS: &[Member] = &[
    member("description", Text, Optional),
    member("url", Text, Required),
];

pub(super) const PARAMETER: &[Member] = &[
    member("name", Text, Required),
    member(
        "in",
        Choice(&["query", "header", "path", "cookie"]),
        Required,
    ),
    member("description", Text, Optional),
    member("required", Flag, Optional),
    member("deprecated", Flag, Optional),
    member("allowEmptyValue", Flag, Optional),
    member("style", Choice(STYLES), Vital),
    member("explode", Flag, Vital),
    member("allowReserved", Flag, Vital),
    member("schema", Referable(Schema), Vital),
    member("content", Map(&Object(MediaType)), Vital),
    member("example", Anything, Optional),
    member("examples", Map(&Referable(Example)), Optional),
];

/// Every style of the table "Style Values".
const STYLES: &[&str] = &[
    "matrix",
    "label",
    "form",
    "simple",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
];

pub(super) const HEADER: &[Member] = &[
    member("description", Text, Optional),
    member("required", Flag, Optional),
    member("deprecated", Flag, Optional),
    member("allowEmptyValue", Flag, Optional),
    member("style", Choice(&["simple"]), Optional),
    member("explode", Flag, Optional),
    member("allowReserved", Flag, Optional),
    member("schema", Referable(Schema), Vital),
    member("content", Map(&Object(MediaType)), Vital),
    member("example", Anything, Optional),
    member("examples", Map(&Referable(Example)), Optional),
];

pub(super) const EXAMPLE: &[Member] = &[
    member("summary", Text, Optional),
    member("description", Text, Optional),
    member("value", Anything, Optional),
    member("externalValue", Text, Optional),
];

pub(super) const REQUEST_BODY: &[Member] = &[
    member("description", Text, Optional),
    member("content", Map(&Object(MediaType)), Required),
    member("required", Flag, Optional),
];

pub(super) const MEDIA_TYPE: &[Member] = &[
    member("schema", Referable(Schema), Vital),
    member("example", Anything, Optional),
    member("examples", Map(&Referable(Example)), Optional),
    member("encoding", Map(&Object(Encoding)), Vital),
];

pub(super) const ENCODING: &[Member] = &[
    member("contentType", Text, Vital),
    member("headers", Map(&Referable(Header)), Optional),
    member(
        "style",
        Choice(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
        Vital,
    ),
    member("explode", Flag, Vital),
    member("allowReserved", Flag, Vital),
];

pub(super) const RESPONSE: &[Member] = &[
    member("description", Text, Optional),
    member("headers", Map(&Referable(Header)), Optional),
    member("content", Map(&Object(MediaType)), Vital),
];

pub(super) const TAG: &[Member] = &[
    member("name", Text, Required),
    member("description", Text, Optional),
    member("externalDocs", Object(ExternalDocs), Optional),
];

pub(super) const SCHEMA: &[Member] = &[
    member("type", Choice(TYPES), Vital),
    member("format", Text, Optional),
    member("title", Text, Optional),
    member("description", Text, Optional),
    member("properties", Map(&Referable(Schema)), Vital),
    member("required", TEXTS, Vital),
    member("items", Referable(Schema), Vital),
    // Of JSON Schema: what the JSON in a text holds.
    member("contentSchema", Referable(Schema), Optional),
    member("enum", List(&Anything), Vital),
    member("allOf", SCHEMAS, Vital),
    member("oneOf", SCHEMAS, Vital),
    member("anyOf", SCHEMAS, Vital),
    member("not", Referable(Schema), Vital),
    member("additionalProperties", Expect::SchemaOrFlag, Vital),
    member("nullable", Flag, Vital),
    member("default", Anything, Optional),
    member("example", Anything, Optional),
    member("discriminator", Object(Discriminator), Optional),
    member("readOnly", Flag, Vital),
    member("writeOnly", Flag, Vital),
    member("deprecated", Flag, Optional),
    member("externalDocs", Object(ExternalDocs), Optional),
    member("multipleOf", Number, Optional),
    member("maximum", Number, Optional),
    member("exclusiveMaximum", Flag, Optional),
    member("minimum", Number, Optional),
    member("exclusiveMinimum", Flag, Optional),
    member("maxLength", Count, Optional),
    member("minLength", Count, Optional),
    member("pattern", Text, Optional),
    member("maxItems", Count, Optional),
    member("minItems", Count, Optional),
    member("uniqueItems", Flag, Optional),
    member("maxProperties", Count, Optional),
    member("minProperties", Count, Optional),
];

const TYPES: &[&str] = &["string", "number", "integer", "boolean", "array", "object"];

pub(super) const DISCRIMINATOR: &[Member] = &[
    member("propertyName", Text, Required),
    member("mapping", Map(&Text), Vital),
];

pub(super) const SECURITY_SCHEME: &[Member] = &[
    member(
        "type",
        Choice(&["apiKey", "http", "oauth2", "openIdConnect"]),
        Required,
    ),
    member("description", Text, Optional),
    member("name", Text, Vital),
    member("in", Choice(&["query", "header", "cookie"]), Vital),
    member("scheme", Text, Vital),
    member("bearerFormat", Text, Optional),
    member("flows", Object(OAuthFlows), Vital),
    member("openIdConnectUrl", Text, Vital),
];

pub(super) const OAUTH_FLOWS: &[Member] = &[
    member("implicit", Object(OAuthFlow), Optional),
    member("password", Object(OAuthFlow), Optional),
    member("clientCredentials", Object(OAuthFlow), Optional),
    member("authorizationCode", Object(OAuthFlow), Optional),
];

pub(super) const OAUTH_FLOW: &[Member] = &[
    member("authorizationUrl", Text, Vital),
    member("tokenUrl", Text, Vital),
    member("refreshUrl", Text, Optional),
    member("scopes", Map(&Text), Optional),
];
