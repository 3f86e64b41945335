//! How would a request of an operation be sent by curl?

#![allow(
    clippy::disallowed_methods,
    reason = "this is the form of a shell: `quoted` makes a word of any text"
)]

use crate::examples::{self, Direction};
use crate::ir::{
    Api, FormField, Location, Operation, Parameter, Payload, Segment, Server, Style, Type,
    media_type_in,
};
use crate::name::Names;
use crate::schemes::Place;
use crate::text::visible::visible;
use serde_json::Value;

/// The command, line by line: what must be given, with examples of the document where it has some.
/// `usual` is the URL of the document's first server.
pub(super) fn command(
    api: &Api,
    names: &Names,
    usual: Option<&str>,
    operation: &Operation,
) -> Vec<String> {
    let mut query: Vec<String> = Vec::new();
    let mut options: Vec<String> = Vec::new();
    for parameter in operation.parameters.iter().filter(|it| is_required(it)) {
        let value = example(api, parameter);
        match parameter.location {
            Location::Path => {}
            Location::Query => query.extend(pairs(parameter, &value)),
            Location::QueryString => {
                let text = match (&value, parameter.style) {
                    (Value::String(text), style) if style != Style::Json => text.clone(),
                    (value, _) => value.to_string(),
                };
                query.push(encoded(&text));
            }
            Location::Header => {
                options.push(format!(
                    "-H {}",
                    quoted(&format!(
                        "{}: {}",
                        parameter.name.untrusted(),
                        joined(&value)
                    ))
                ));
            }
            Location::Cookie => {
                options.push(format!(
                    "-b {}",
                    quoted(&format!(
                        "{}={}",
                        parameter.name.untrusted(),
                        joined(&value)
                    ))
                ));
            }
        }
    }
    let mut key = None;
    for (name, _) in operation.security.first().iter().flat_map(|it| &it.schemes) {
        let Some((scheme, _)) = names.scheme(api, name) else {
            continue;
        };
        let (row, name) = (scheme.credential.scheme, scheme.credential.name());
        let name = name.untrusted();
        match (row.curl, row.place) {
            (Some(option), _) => options.push(option.to_owned()),
            (None, Place::Authorization) => {
                let start = quoted(&format!("Authorization: {name} "));
                options.push(format!("-H {start}\"$CREDENTIALS\""));
            }
            (None, Place::Header) => {
                let start = quoted(&format!("{name}: "));
                options.push(format!("-H {start}\"$KEY\""));
            }
            (None, Place::Cookie) => {
                let start = quoted(&format!("{name}="));
                options.push(format!("-b {start}\"$KEY\""));
            }
            (None, Place::Query) => key = Some(encoded(name)),
            (None, Place::Transport) => {}
        }
    }
    let accepted = operation
        .responses
        .iter()
        .find_map(|response| response.body.as_ref());
    if let Some(body) = accepted {
        options.push(format!(
            "-H {}",
            quoted(&format!("Accept: {}", body.media_type.untrusted()))
        ));
    }
    options.extend(body(api, operation));
    let mut url = path(api, operation);
    if !query.is_empty() {
        url = format!("{url}?{}", query.join("&"));
    }
    let own = operation.servers.first().map(base);
    let mut address = match own.unwrap_or_else(|| usual.map(str::to_owned)) {
        Some(base) => quoted(&format!("{base}{url}")),
        None => format!("\"$BASE_URL\"{}", quoted(&url)),
    };
    if let Some(key) = key {
        let mark = if query.is_empty() { '?' } else { '&' };
        address = format!("{address}{}\"$KEY\"", quoted(&format!("{mark}{key}=")));
    }
    let method = operation.method.token().untrusted();
    let method = match method
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-')
    {
        true => method.to_owned(),
        false => quoted(method),
    };
    let mut lines = vec![format!("curl -X {method} {address}")];
    for option in options {
        if let Some(last) = lines.last_mut() {
            last.push_str(" \\");
        }
        lines.extend(format!("  {option}").lines().map(str::to_owned));
    }
    lines
}

fn is_required(parameter: &Parameter) -> bool {
    !parameter.presence.is_optional() || parameter.location == Location::Path
}

/// Bytes of a URL that are worth repeating with each operation.
const LONGEST: usize = 2_000;

/// The URL before the path: none where the document has only relative ones.
pub(super) fn base(server: &Server) -> Option<String> {
    let url = server.usual_url();
    let url = url.untrusted();
    let absolute = url.starts_with("https://") || url.starts_with("http://");
    (absolute && url.len() <= LONGEST).then(|| url.trim_end_matches('/').to_owned())
}

fn path(api: &Api, operation: &Operation) -> String {
    let segments = operation.path.segments.iter();
    segments
        .map(|segment| match segment {
            Segment::Literal(text) => text.untrusted().to_owned(),
            Segment::Parameter(name) => {
                let mut parameters = operation.parameters.iter();
                let found = parameters.find(|it| it.location == Location::Path && it.name == *name);
                let Some(parameter) = found else {
                    return format!("{{{}}}", name.untrusted());
                };
                let text = encoded(&joined(&example(api, parameter)));
                match parameter.style {
                    Style::Label => format!(".{text}"),
                    Style::Matrix => format!(";{}={text}", name.untrusted()),
                    _ => text,
                }
            }
        })
        .collect()
}

fn example(api: &Api, parameter: &Parameter) -> Value {
    let said = parameter
        .docs
        .example
        .as_ref()
        .or(parameter.default.as_ref());
    let (name, limits) = (parameter.name.untrusted(), Some(&parameter.limits));
    let value = examples::value_of(api, &parameter.ty, name, limits, said, Direction::Sent);
    value.untrusted().clone()
}

/// `name=value`, as often as the style asks for.
fn pairs(parameter: &Parameter, value: &Value) -> Vec<String> {
    let name = encoded(parameter.name.untrusted());
    let pair = |name: &str, value: &Value| format!("{name}={}", encoded(&joined(value)));
    match (value, parameter.style) {
        (value, Style::Json) => vec![format!("{name}={}", encoded(&value.to_string()))],
        (Value::Array(items), _) if parameter.explode => {
            items.iter().map(|item| pair(&name, item)).collect()
        }
        (Value::Object(properties), Style::DeepObject) => properties
            .iter()
            .map(|(key, value)| pair(&format!("{name}%5B{}%5D", encoded(key)), value))
            .collect(),
        (Value::Object(properties), _) if parameter.explode => properties
            .iter()
            .map(|(key, value)| pair(&encoded(key), value))
            .collect(),
        (value, _) => vec![pair(&name, value)],
    }
}

/// A value as the styles without `explode` write it.
fn joined(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(joined).collect();
            items.join(",")
        }
        Value::Object(properties) => {
            let properties = properties.iter();
            let properties: Vec<String> = properties
                .map(|(key, value)| format!("{key},{}", joined(value)))
                .collect();
            properties.join(",")
        }
        other => other.to_string(),
    }
}

/// The options for the body.
fn body(api: &Api, operation: &Operation) -> Vec<String> {
    let Some(body) = &operation.body else {
        return Vec::new();
    };
    let media_type = match body.payload {
        Payload::Ranged => media_type_in(&body.media_type),
        _ => body.media_type.untrusted(),
    };
    let content_type = format!("-H {}", quoted(&format!("Content-Type: {media_type}")));
    match &body.payload {
        Payload::Json(ty) => {
            let value = body.docs.example.clone();
            let value = value.unwrap_or_else(|| examples::value(api, ty, Direction::Sent));
            let text = quoted(value.to_pretty_json().untrusted());
            vec![content_type, format!("--data-raw {text}")]
        }
        Payload::Form(fields) => required(fields)
            .map(|field| {
                let value = joined(&property(api, field));
                let name = encoded(field.field.name.untrusted());
                format!("--data-urlencode {}", quoted(&format!("{name}={value}")))
            })
            .collect(),
        Payload::WholeForm(ty, _) => match examples::value(api, ty, Direction::Sent).untrusted() {
            Value::Object(properties) => properties
                .iter()
                .map(|(name, value)| {
                    let text = format!("{}={}", encoded(name), joined(value));
                    format!("--data-urlencode {}", quoted(&text))
                })
                .collect(),
            _ => vec![content_type],
        },
        Payload::Multipart(fields) => required(fields)
            .filter(|field| field.header_of.is_none())
            .map(|field| match is_file(api, &field.field.ty) {
                true => {
                    let name = field.field.name.untrusted();
                    format!("-F {}", quoted(&format!("{name}=@file")))
                }
                false => {
                    let value = joined(&property(api, field));
                    let name = field.field.name.untrusted();
                    format!("--form-string {}", quoted(&format!("{name}={value}")))
                }
            })
            .collect(),
        Payload::Parts => vec!["-F 'file=@file'".to_owned()],
        Payload::Text => vec![content_type, "--data-raw 'text'".to_owned()],
        Payload::Lines(ty, _) => {
            let item = examples::value(api, ty, Direction::Sent);
            let text = quoted(&item.untrusted().to_string());
            vec![content_type, format!("--data-raw {text}")]
        }
        Payload::Binary | Payload::Ranged => {
            vec![content_type, "--data-binary @file".to_owned()]
        }
    }
}

/// Fields that must be given; all, where none must be.
fn required(fields: &[FormField]) -> impl Iterator<Item = &FormField> {
    let any = fields.iter().any(|it| !it.field.presence.is_optional());
    fields
        .iter()
        .filter(move |it| !any || !it.field.presence.is_optional())
}

fn property(api: &Api, field: &FormField) -> Value {
    let field = &field.field;
    let said = field.docs.example.as_ref().or(field.default.as_ref());
    let (name, limits) = (field.name.untrusted(), Some(&field.limits));
    let value = examples::value_of(api, &field.ty, name, limits, said, Direction::Sent);
    value.untrusted().clone()
}

fn is_file(api: &Api, ty: &Type) -> bool {
    use crate::ir::{Scalar, TextFormat};
    match api.resolve(ty) {
        Type::Scalar(scalar) => *scalar == Scalar::Text(TextFormat::Binary),
        Type::List(inner) | Type::Nullable(inner) => is_file(api, inner),
        _ => false,
    }
}

/// A word of the shell: within single quotes nothing but such a quote means anything (POSIX Shell
/// Command Language, section 2.2.2).
fn quoted(text: &str) -> String {
    format!("'{}'", visible(text).replace('\'', "'\\''"))
}

/// Percent-encoded but for unreserved characters (RFC 3986, section 2.3).
fn encoded(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            written.push(char::from(byte));
        } else {
            written.push_str(&format!("%{byte:02X}"));
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::analyze;
    use crate::config::ApiConfig;
    use crate::lower::testing::lowered;
    use crate::name::name;

    fn of(document: &str) -> String {
        let (api, report) = lowered(document);
        assert!(!report.has_errors());
        let names = name(&api, &analyze(&api), &ApiConfig::default());
        let usual = api.servers.first().and_then(base);
        let operation = &api.operations[0];
        command(&api, &names, usual.as_deref(), operation).join("\n")
    }

    #[test]
    fn nothing_of_a_document_leaves_its_quotes() {
        let text = of(
            "{servers: [{url: 'https://a.b/$(x)'}], paths: {\"/it's/{p}\": {get: \
             {parameters: [{name: p, in: path, required: true, schema: {type: string, example: \"a/'b\"}}, \
             {name: 'X-A', in: header, required: true, schema: {type: string, example: \"'; rm -rf ~\"}}], \
             responses: {'204': {description: d}}}}}}",
        );
        assert_eq!(
            text,
            "curl -X GET 'https://a.b/$(x)/it'\\''s/a%2F%27b' \\\n  -H 'X-A: '\\''; rm -rf ~'"
        );
    }

    #[test]
    fn styles_and_credentials_are_written() {
        let text = of("{paths: {/s: {get: {security: [{q: []}], parameters: [\
             {name: ids, in: query, required: true, schema: {type: array, items: {type: integer}, example: [1, 2]}}, \
             {name: f, in: query, required: true, style: deepObject, explode: true, schema: {type: object, properties: {a: {type: string}}}}, \
             {name: o, in: query, schema: {type: string}}], responses: {'204': {description: d}}}}}, \
             components: {securitySchemes: {q: {type: apiKey, in: query, name: 'k y'}}}}");
        assert_eq!(
            text,
            "curl -X GET \"$BASE_URL\"'/s?ids=1&ids=2&f%5Ba%5D=a''&k%20y='\"$KEY\""
        );
    }
}
