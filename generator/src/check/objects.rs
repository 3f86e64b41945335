//! Which objects does OpenAPI 3.0 know, and what do their members hold? Section 4.7 as a table.

use Expect::{Anything, Choice, Count, Flag, List, Map, Number, Object, Referable, Text};
use Kind::*;
use Need::{Optional, Required, Vital};

/// An object of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    OpenApi,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    Paths,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Header,
    Example,
    Tag,
    Schema,
    Discriminator,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
}

/// What a member holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Expect {
    /// A string.
    Text,
    /// One of these strings.
    Choice(&'static [&'static str]),
    /// A boolean.
    Flag,
    /// Any number.
    Number,
    /// A whole number, zero or more.
    Count,
    /// Any value.
    Anything,
    /// An object.
    Object(Kind),
    /// An object or a Reference Object.
    Referable(Kind),
    /// A schema, a reference to one, or a boolean.
    SchemaOrFlag,
    /// A list of these.
    List(&'static Expect),
    /// A map of these by names that the author chose.
    Map(&'static Expect),
}

/// How much the object needs a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// An ill-typed value is left out; the object means the same without.
    Optional,
    /// It may be absent, but an ill-typed value spoils the object.
    Vital,
    /// Without it the object means nothing.
    Required,
}

/// A member of an object (a fixed field, in the words of the specification).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member {
    /// Its key.
    pub(crate) name: &'static str,
    /// What it holds.
    pub(crate) expect: Expect,
    /// How much it is needed.
    pub(crate) need: Need,
}

const fn member(name: &'static str, expect: Expect, need: Need) -> Member {
    Member { name, expect, need }
}

const TEXTS: Expect = List(&Text);
const SCHEMAS: Expect = List(&Referable(Schema));

impl Kind {
    /// The members that the specification fixes.
    pub(crate) fn members(self) -> &'static [Member] {
        match self {
            OpenApi => OPEN_API,
            Info => INFO,
            Contact => CONTACT,
            License => LICENSE,
            Server => SERVER,
            ServerVariable => SERVER_VARIABLE,
            Components => COMPONENTS,
            PathItem => PATH_ITEM,
            Operation => OPERATION,
            ExternalDocs => EXTERNAL_DOCS,
            Parameter => PARAMETER,
            RequestBody => REQUEST_BODY,
            MediaType => MEDIA_TYPE,
            Encoding => ENCODING,
            Paths | Responses => &[],
            Response => RESPONSE,
            Header => HEADER,
            Example => EXAMPLE,
            Tag => TAG,
            Schema => SCHEMA,
            Discriminator => DISCRIMINATOR,
            SecurityScheme => SECURITY_SCHEME,
            OAuthFlows => OAUTH_FLOWS,
            OAuthFlow => OAUTH_FLOW,
        }
    }

    /// What every member holds whose key the author chose, for objects that have such members.
    pub(crate) fn others(self) -> Option<Expect> {
        match self {
            Paths => Some(Object(PathItem)),
            Responses => Some(Referable(Response)),
            _ => None,
        }
    }

    /// The member with this key.
    pub(crate) fn member(self, name: &str) -> Option<&'static Member> {
        self.members().iter().find(|member| member.name == name)
    }

    /// Keywords that are read past: those of later versions and of JSON Schema that say nothing
    /// a client could use, and those that are common without being in any specification.
    pub(crate) fn ignored(self) -> &'static [&'static str] {
        match self {
            OpenApi => &[
                "webhooks",
                "jsonSchemaDialect",
                "$self",
                "definitions",
                "swagger",
            ],
            Info => &["summary"],
            License => &["identifier"],
            Server => &["name"],
            Components => &["links", "callbacks", "mediaTypes", "definitions"],
            PathItem => &["query", "additionalOperations", "operationId", "tags"],
            Operation => &["callbacks", "schemes", "consumes", "produces"],
            Tag => &["summary", "parent", "kind"],
            Parameter | Header => &["type", "format", "items", "enum", "default", "summary"],
            MediaType => &["itemSchema", "itemEncoding", "prefixEncoding"],
            Response => &["links", "summary", "examples"],
            Schema => &[
                "$schema",
                "$id",
                "id",
                "$anchor",
                "$comment",
                "$defs",
                "definitions",
                "$vocabulary",
                "$dynamicRef",
                "$dynamicAnchor",
                "const",
                "examples",
                "contains",
                "minContains",
                "maxContains",
                "prefixItems",
                "additionalItems",
                "patternProperties",
                "propertyNames",
                "dependencies",
                "dependentSchemas",
                "dependentRequired",
                "if",
                "then",
                "else",
                "unevaluatedItems",
                "unevaluatedProperties",
                "contentEncoding",
                "contentMediaType",
                "contentSchema",
                "xml",
                "optional",
                "name",
                "in",
                "key",
                "value",
                "order",
                "deprecated",
                "unit",
                "units",
                "label",
            ],
            _ => &[],
        }
    }

    /// The section of `components` that holds such objects.
    pub(crate) fn section(self) -> Option<&'static str> {
        Some(match self {
            PathItem => "pathItems",
            Parameter => "parameters",
            RequestBody => "requestBodies",
            Response => "responses",
            Header => "headers",
            Example => "examples",
            Schema => "schemas",
            SecurityScheme => "securitySchemes",
            _ => return None,
        })
    }

    /// Its name in the specification.
    pub(crate) fn name(self) -> &'static str {
        match self {
            OpenApi => "OpenAPI Object",
            Info => "Info Object",
            Contact => "Contact Object",
            License => "License Object",
            Server => "Server Object",
            ServerVariable => "Server Variable Object",
            Components => "Components Object",
            Paths => "Paths Object",
            PathItem => "Path Item Object",
            Operation => "Operation Object",
            ExternalDocs => "External Documentation Object",
            Parameter => "Parameter Object",
            RequestBody => "Request Body Object",
            MediaType => "Media Type Object",
            Encoding => "Encoding Object",
            Responses => "Responses Object",
            Response => "Response Object",
            Header => "Header Object",
            Example => "Example Object",
            Tag => "Tag Object",
            Schema => "Schema Object",
            Discriminator => "Discriminator Object",
            SecurityScheme => "Security Scheme Object",
            OAuthFlows => "OAuth Flows Object",
            OAuthFlow => "OAuth Flow Object",
        }
    }
}

const OPEN_API: &[Member] = &[
    member("openapi", Anything, Optional),
    member("info", Object(Info), Optional),
    member("servers", List(&Object(Server)), Optional),
    member("paths", Object(Paths), Vital),
    member("components", Object(Components), Vital),
    member("security", List(&Map(&TEXTS)), Vital),
    member("tags", List(&Object(Tag)), Optional),
    member("externalDocs", Object(ExternalDocs), Optional),
];

const INFO: &[Member] = &[
    member("title", Text, Optional),
    member("description", Text, Optional),
    member("termsOfService", Text, Optional),
    member("contact", Object(Contact), Optional),
    member("license", Object(License), Optional),
    member("version", Text, Optional),
];

const CONTACT: &[Member] = &[
    member("name", Text, Optional),
    member("url", Text, Optional),
    member("email", Text, Optional),
];

const LICENSE: &[Member] = &[
    member("name", Text, Required),
    member("url", Text, Optional),
];

const SERVER: &[Member] = &[
    member("url", Text, Required),
    member("description", Text, Optional),
    member("variables", Map(&Object(ServerVariable)), Optional),
];

const SERVER_VARIABLE: &[Member] = &[
    member("enum", TEXTS, Optional),
    member("default", Text, Required),
    member("description", Text, Optional),
];

const COMPONENTS: &[Member] = &[
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

const PATH_ITEM: &[Member] = &[
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
    member("servers", List(&Object(Server)), Optional),
    member("parameters", List(&Referable(Parameter)), Vital),
];

const OPERATION: &[Member] = &[
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

const EXTERNAL_DOCS: &[Member] = &[
    member("description", Text, Optional),
    member("url", Text, Required),
];

const PARAMETER: &[Member] = &[
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

const HEADER: &[Member] = &[
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

const EXAMPLE: &[Member] = &[
    member("summary", Text, Optional),
    member("description", Text, Optional),
    member("value", Anything, Optional),
    member("externalValue", Text, Optional),
];

const REQUEST_BODY: &[Member] = &[
    member("description", Text, Optional),
    member("content", Map(&Object(MediaType)), Required),
    member("required", Flag, Optional),
];

const MEDIA_TYPE: &[Member] = &[
    member("schema", Referable(Schema), Vital),
    member("example", Anything, Optional),
    member("examples", Map(&Referable(Example)), Optional),
    member("encoding", Map(&Object(Encoding)), Vital),
];

const ENCODING: &[Member] = &[
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

const RESPONSE: &[Member] = &[
    member("description", Text, Optional),
    member("headers", Map(&Referable(Header)), Optional),
    member("content", Map(&Object(MediaType)), Vital),
];

const TAG: &[Member] = &[
    member("name", Text, Required),
    member("description", Text, Optional),
    member("externalDocs", Object(ExternalDocs), Optional),
];

const SCHEMA: &[Member] = &[
    member("type", Choice(TYPES), Vital),
    member("format", Text, Optional),
    member("title", Text, Optional),
    member("description", Text, Optional),
    member("properties", Map(&Referable(Schema)), Vital),
    member("required", TEXTS, Vital),
    member("items", Referable(Schema), Vital),
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

const DISCRIMINATOR: &[Member] = &[
    member("propertyName", Text, Required),
    member("mapping", Map(&Text), Vital),
];

const SECURITY_SCHEME: &[Member] = &[
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

const OAUTH_FLOWS: &[Member] = &[
    member("implicit", Object(OAuthFlow), Optional),
    member("password", Object(OAuthFlow), Optional),
    member("clientCredentials", Object(OAuthFlow), Optional),
    member("authorizationCode", Object(OAuthFlow), Optional),
];

const OAUTH_FLOW: &[Member] = &[
    member("authorizationUrl", Text, Vital),
    member("tokenUrl", Text, Vital),
    member("refreshUrl", Text, Optional),
    member("scopes", Map(&Text), Optional),
];
