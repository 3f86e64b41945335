//! Which objects does OpenAPI 3.0 know, and what is each called? Section 4.7.

mod properties;

use Expect::{Object, Referable};
use ObjectKind::*;

/// An object of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ObjectKind {
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

/// The type of a property.
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
    Object(ObjectKind),
    /// An object or a Reference Object.
    Referable(ObjectKind),
    /// A schema, a reference to one, or a boolean.
    SchemaOrFlag,
    /// A list of these.
    List(&'static Expect),
    /// A map of these by names that the author chose.
    Map(&'static Expect),
}

/// Whether the object requires a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// An ill-typed value is left out; the object means the same without.
    Optional,
    /// It may be absent, but an ill-typed value spoils the object.
    Vital,
    /// Without it the object means nothing.
    Required,
}

/// A property of an object (a fixed field, in the words of the specification).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Property {
    /// Its key.
    pub(crate) name: &'static str,
    /// Its type.
    pub(crate) expect: Expect,
    /// Whether it is required.
    pub(crate) need: Need,
}

impl ObjectKind {
    /// The properties that the specification fixes.
    pub(crate) fn properties(self) -> &'static [Property] {
        match self {
            OpenApi => properties::OPEN_API,
            Info => properties::INFO,
            Contact => properties::CONTACT,
            License => properties::LICENSE,
            Server => properties::SERVER,
            ServerVariable => properties::SERVER_VARIABLE,
            Components => properties::COMPONENTS,
            PathItem => properties::PATH_ITEM,
            Operation => properties::OPERATION,
            ExternalDocs => properties::EXTERNAL_DOCS,
            Parameter => properties::PARAMETER,
            RequestBody => properties::REQUEST_BODY,
            MediaType => properties::MEDIA_TYPE,
            Encoding => properties::ENCODING,
            Paths | Responses => &[],
            Response => properties::RESPONSE,
            Header => properties::HEADER,
            Example => properties::EXAMPLE,
            Tag => properties::TAG,
            Schema => properties::SCHEMA,
            Discriminator => properties::DISCRIMINATOR,
            SecurityScheme => properties::SECURITY_SCHEME,
            OAuthFlows => properties::OAUTH_FLOWS,
            OAuthFlow => properties::OAUTH_FLOW,
        }
    }

    /// The type of every property whose key the author chose, for objects that have such
    /// properties.
    pub(crate) fn others(self) -> Option<Expect> {
        match self {
            Paths => Some(Object(PathItem)),
            Responses => Some(Referable(Response)),
            _ => None,
        }
    }

    /// The property with this key.
    pub(crate) fn property(self, name: &str) -> Option<&'static Property> {
        self.properties()
            .iter()
            .find(|property| property.name == name)
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
            PathItem => &["operationId", "tags"],
            Operation => &["callbacks", "schemes", "consumes", "produces"],
            Tag => &["summary", "parent", "kind"],
            Parameter | Header => &["type", "format", "items", "enum", "default", "summary"],
            MediaType => &["itemEncoding", "prefixEncoding"],
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

/// The escaped key of the component that a pointer leads to.
pub(crate) fn component_key(pointer: &str, kind: ObjectKind) -> Option<&str> {
    let key = pointer
        .strip_prefix("/components/")?
        .strip_prefix(kind.section()?)?
        .strip_prefix('/')?;
    (!key.contains('/')).then_some(key)
}
