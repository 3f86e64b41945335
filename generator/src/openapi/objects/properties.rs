//! What do the properties of each object hold? The tables of section 4.7, "Fixed Fields".

use super::Expect::{
    self, Anything, Choice, Count, Flag, List, Map, Number, Object, Referable, Text,
};
use super::Need::{self, Optional, Required, Vital};
use super::ObjectKind::*;
use super::Property;

const fn property(name: &'static str, expect: Expect, need: Need) -> Property {
    Property { name, expect, need }
}

const TEXTS: Expect = List(&Text);
const SCHEMAS: Expect = List(&Referable(Schema));

pub(super) const OPEN_API: &[Property] = &[
    property("openapi", Anything, Optional),
    property("info", Object(Info), Optional),
    property("servers", List(&Object(Server)), Optional),
    property("paths", Object(Paths), Vital),
    property("components", Object(Components), Vital),
    property("security", List(&Map(&TEXTS)), Vital),
    property("tags", List(&Object(Tag)), Optional),
    property("externalDocs", Object(ExternalDocs), Optional),
];

pub(super) const INFO: &[Property] = &[
    property("title", Text, Optional),
    property("description", Text, Optional),
    property("termsOfService", Text, Optional),
    property("contact", Object(Contact), Optional),
    property("license", Object(License), Optional),
    property("version", Text, Optional),
];

pub(super) const CONTACT: &[Property] = &[
    property("name", Text, Optional),
    property("url", Text, Optional),
    property("email", Text, Optional),
];

pub(super) const LICENSE: &[Property] = &[
    property("name", Text, Required),
    property("url", Text, Optional),
];

pub(super) const SERVER: &[Property] = &[
    property("url", Text, Required),
    property("description", Text, Optional),
    property("variables", Map(&Object(ServerVariable)), Optional),
];

pub(super) const SERVER_VARIABLE: &[Property] = &[
    property("enum", TEXTS, Optional),
    property("default", Text, Required),
    property("description", Text, Optional),
];

pub(super) const COMPONENTS: &[Property] = &[
    property("schemas", Map(&Referable(Schema)), Vital),
    property("responses", Map(&Referable(Response)), Vital),
    property("parameters", Map(&Referable(Parameter)), Vital),
    property("requestBodies", Map(&Referable(RequestBody)), Vital),
    property("headers", Map(&Referable(Header)), Vital),
    property("examples", Map(&Referable(Example)), Optional),
    property("securitySchemes", Map(&Referable(SecurityScheme)), Vital),
    // A section of 3.1; harmless in 3.0.
    property("pathItems", Map(&Object(PathItem)), Vital),
];

pub(super) const PATH_ITEM: &[Property] = &[
    property("$ref", Text, Vital),
    property("summary", Text, Optional),
    property("description", Text, Optional),
    property("get", Object(Operation), Vital),
    property("put", Object(Operation), Vital),
    property("post", Object(Operation), Vital),
    property("delete", Object(Operation), Vital),
    property("options", Object(Operation), Vital),
    property("head", Object(Operation), Vital),
    property("patch", Object(Operation), Vital),
    property("trace", Object(Operation), Vital),
    // Of 3.2; an earlier document that has them can only mean the same.
    property("query", Object(Operation), Optional),
    property("additionalOperations", Map(&Object(Operation)), Optional),
    property("servers", List(&Object(Server)), Optional),
    property("parameters", List(&Referable(Parameter)), Vital),
];

pub(super) const OPERATION: &[Property] = &[
    property("tags", TEXTS, Optional),
    property("summary", Text, Optional),
    property("description", Text, Optional),
    property("externalDocs", Object(ExternalDocs), Optional),
    property("operationId", Text, Optional),
    property("parameters", List(&Referable(Parameter)), Vital),
    property("requestBody", Referable(RequestBody), Vital),
    property("responses", Object(Responses), Required),
    property("deprecated", Flag, Optional),
    property("security", List(&Map(&TEXTS)), Vital),
    property("servers", List(&Object(Server)), Optional),
];

pub(super) const EXTERNAL_DOCS: &[Property] = &[
    property("description", Text, Optional),
    property("url", Text, Required),
];

pub(super) const PARAMETER: &[Property] = &[
    property("name", Text, Required),
    property(
        "in",
        Choice(&["query", "header", "path", "cookie"]),
        Required,
    ),
    property("description", Text, Optional),
    property("required", Flag, Optional),
    property("deprecated", Flag, Optional),
    property("allowEmptyValue", Flag, Optional),
    property("style", Choice(STYLES), Vital),
    property("explode", Flag, Vital),
    property("allowReserved", Flag, Vital),
    property("schema", Referable(Schema), Vital),
    property("content", Map(&Object(MediaType)), Vital),
    property("example", Anything, Optional),
    property("examples", Map(&Referable(Example)), Optional),
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

pub(super) const HEADER: &[Property] = &[
    property("description", Text, Optional),
    property("required", Flag, Optional),
    property("deprecated", Flag, Optional),
    property("allowEmptyValue", Flag, Optional),
    property("style", Choice(&["simple"]), Optional),
    property("explode", Flag, Optional),
    property("allowReserved", Flag, Optional),
    property("schema", Referable(Schema), Vital),
    property("content", Map(&Object(MediaType)), Vital),
    property("example", Anything, Optional),
    property("examples", Map(&Referable(Example)), Optional),
];

pub(super) const EXAMPLE: &[Property] = &[
    property("summary", Text, Optional),
    property("description", Text, Optional),
    property("value", Anything, Optional),
    property("externalValue", Text, Optional),
];

pub(super) const REQUEST_BODY: &[Property] = &[
    property("description", Text, Optional),
    property("content", Map(&Object(MediaType)), Required),
    property("required", Flag, Optional),
];

pub(super) const MEDIA_TYPE: &[Property] = &[
    property("schema", Referable(Schema), Vital),
    property("example", Anything, Optional),
    property("examples", Map(&Referable(Example)), Optional),
    property("encoding", Map(&Object(Encoding)), Vital),
];

pub(super) const ENCODING: &[Property] = &[
    property("contentType", Text, Vital),
    property("headers", Map(&Referable(Header)), Optional),
    property(
        "style",
        Choice(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
        Vital,
    ),
    property("explode", Flag, Vital),
    property("allowReserved", Flag, Vital),
];

pub(super) const RESPONSE: &[Property] = &[
    property("description", Text, Optional),
    property("headers", Map(&Referable(Header)), Optional),
    property("content", Map(&Object(MediaType)), Vital),
];

pub(super) const TAG: &[Property] = &[
    property("name", Text, Required),
    property("description", Text, Optional),
    property("externalDocs", Object(ExternalDocs), Optional),
];

pub(super) const SCHEMA: &[Property] = &[
    property("type", Choice(TYPES), Vital),
    property("format", Text, Optional),
    property("title", Text, Optional),
    property("description", Text, Optional),
    property("properties", Map(&Referable(Schema)), Vital),
    property("required", TEXTS, Vital),
    property("items", Referable(Schema), Vital),
    // Of JSON Schema: what the JSON in a text holds.
    property("contentSchema", Referable(Schema), Optional),
    property("enum", List(&Anything), Vital),
    property("allOf", SCHEMAS, Vital),
    property("oneOf", SCHEMAS, Vital),
    property("anyOf", SCHEMAS, Vital),
    property("not", Referable(Schema), Vital),
    property("additionalProperties", Expect::SchemaOrFlag, Vital),
    property("nullable", Flag, Vital),
    property("default", Anything, Optional),
    property("example", Anything, Optional),
    property("discriminator", Object(Discriminator), Optional),
    property("readOnly", Flag, Vital),
    property("writeOnly", Flag, Vital),
    property("deprecated", Flag, Optional),
    property("externalDocs", Object(ExternalDocs), Optional),
    property("multipleOf", Number, Optional),
    property("maximum", Number, Optional),
    property("exclusiveMaximum", Flag, Optional),
    property("minimum", Number, Optional),
    property("exclusiveMinimum", Flag, Optional),
    property("maxLength", Count, Optional),
    property("minLength", Count, Optional),
    property("pattern", Text, Optional),
    property("maxItems", Count, Optional),
    property("minItems", Count, Optional),
    property("uniqueItems", Flag, Optional),
    property("maxProperties", Count, Optional),
    property("minProperties", Count, Optional),
];

const TYPES: &[&str] = &["string", "number", "integer", "boolean", "array", "object"];

pub(super) const DISCRIMINATOR: &[Property] = &[
    property("propertyName", Text, Required),
    property("mapping", Map(&Text), Vital),
];

pub(super) const SECURITY_SCHEME: &[Property] = &[
    property(
        "type",
        Choice(&["apiKey", "http", "oauth2", "openIdConnect"]),
        Required,
    ),
    property("description", Text, Optional),
    property("name", Text, Vital),
    property("in", Choice(&["query", "header", "cookie"]), Vital),
    property("scheme", Text, Vital),
    property("bearerFormat", Text, Optional),
    property("flows", Object(OAuthFlows), Vital),
    property("openIdConnectUrl", Text, Vital),
];

pub(super) const OAUTH_FLOWS: &[Property] = &[
    property("implicit", Object(OAuthFlow), Optional),
    property("password", Object(OAuthFlow), Optional),
    property("clientCredentials", Object(OAuthFlow), Optional),
    property("authorizationCode", Object(OAuthFlow), Optional),
];

pub(super) const OAUTH_FLOW: &[Property] = &[
    property("authorizationUrl", Text, Vital),
    property("tokenUrl", Text, Vital),
    property("refreshUrl", Text, Optional),
    property("scopes", Map(&Text), Optional),
];
