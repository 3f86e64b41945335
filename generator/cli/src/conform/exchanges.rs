//! Compares exchanges with the operations of a document.

use super::deviation::{Deviations, Kind, Side};
use super::routes::{Matched, Routes, origin_of};
use super::schema::{Comparison, STEPS, Types};
use super::spec::{Declared, Spec};
use super::traffic::{Body, Content, Exchange};
use bindery::diagnostic::Pointer;
use bindery::openapi::media_type::{Family, family};
use serde_json::Value;
use std::cell::Cell;
use std::collections::BTreeMap;

/// A larger JSON body is not compared: its tree would be many times as large.
const BODY_BYTES: usize = 16 << 20;
/// The number of origins that are told apart.
const ORIGINS: usize = 1024;

/// Everything that was seen.
pub(super) struct Comparisons<'t> {
    spec: Spec<'t>,
    routes: Routes<'t>,
    pub deviations: Deviations,
    pub types: Types,
    pub counts: Counts,
    /// By scheme and authority: whether the document describes a request there, and the requests
    /// that it does not declare. Browsers record other services, too.
    origins: BTreeMap<String, Origin>,
}

#[derive(Default)]
struct Origin {
    is_known: bool,
    undeclared: Deviations,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// Exchanges that belong to an operation.
    pub matched: u64,
    /// Exchanges that were read.
    pub total: u64,
    /// Bodies that were not compared, because they are too large or not recorded.
    pub skipped: u64,
}

impl<'t> Comparisons<'t> {
    pub fn new(tree: &'t Value) -> Self {
        let spec = Spec::new(tree);
        Self {
            spec,
            routes: Routes::new(&spec),
            deviations: Deviations::default(),
            types: Types::new(),
            counts: Counts::default(),
            origins: BTreeMap::new(),
        }
    }

    /// Compares one exchange.
    pub fn add(&mut self, exchange: &Exchange) {
        self.counts.total += 1;
        let origin = origin_of(&exchange.uri);
        match self.routes.find(&exchange.method, &exchange.uri) {
            Matched::Operation {
                at,
                operation,
                item,
                item_at,
            } => {
                self.counts.matched += 1;
                if let Some(origin) = self.origin(origin) {
                    origin.is_known = true;
                }
                // A request that was rejected can be wrong.
                if (200..400).contains(&exchange.status) {
                    self.request(exchange, operation, &at, item, &item_at);
                }
                self.response(exchange, operation, &at);
            }
            Matched::Undeclared { path, item_at } => {
                // Browsers send these by themselves.
                let by_itself = ["OPTIONS", "HEAD"].contains(&exchange.method.as_str());
                let method = standard_method(&exchange.method).filter(|_| !by_itself);
                if let (Some(method), Some(origin)) = (method, self.origin(origin)) {
                    let at = item_at.unwrap_or_else(|| Pointer::root().child("paths"));
                    origin
                        .undeclared
                        .add(&at, Kind::UndeclaredOperation { method, path });
                }
            }
            Matched::Elsewhere => {}
        }
    }

    /// Adds the undeclared operations of the origins that the document describes.
    pub fn finish(&mut self) {
        for (_, origin) in std::mem::take(&mut self.origins) {
            if origin.is_known {
                self.deviations.append(origin.undeclared);
            }
        }
    }

    fn origin(&mut self, name: &str) -> Option<&mut Origin> {
        if self.origins.len() >= ORIGINS && !self.origins.contains_key(name) {
            return None;
        }
        Some(self.origins.entry(name.to_owned()).or_default())
    }

    fn request(
        &mut self,
        exchange: &Exchange,
        operation: &'t Value,
        at: &Pointer,
        item: &'t Value,
        item_at: &Pointer,
    ) {
        let sent = &exchange.request;
        match self.spec.request_content(operation, item, at, item_at) {
            Some((declared, required)) => {
                if sent.body != Body::Empty {
                    self.content(sent, &declared, Side::Request);
                } else if required {
                    self.deviations
                        .add(&declared.at, Kind::MissingBody(Side::Request));
                }
            }
            None if sent.body != Body::Empty => {
                let kind = Kind::UndeclaredBody(Side::Request, shown_media_type(sent));
                self.deviations.add(at, kind);
            }
            None => {}
        }
    }

    fn response(&mut self, exchange: &Exchange, operation: &'t Value, at: &Pointer) {
        let (status, received) = (exchange.status, &exchange.response);
        // Not Modified concerns the cache of a browser.
        if status < 200 || status == 304 {
            return;
        }
        let Some((response, at)) = self.spec.response(operation, at, status) else {
            self.undeclared_status(exchange, operation, at);
            return;
        };
        if exchange.method == "HEAD" || status == 204 {
            return;
        }
        let declared = self.spec.response_content(operation, response, &at);
        match (&received.body, declared.content.is_empty()) {
            (Body::Empty, true) => {}
            (Body::Empty, false) => {
                self.deviations.add(&at, Kind::MissingBody(Side::Response));
            }
            (_, true) => {
                let kind = Kind::UndeclaredBody(Side::Response, shown_media_type(received));
                self.deviations.add(&at, kind);
            }
            (_, false) => self.content(received, &declared, Side::Response),
        }
    }

    fn undeclared_status(&mut self, exchange: &Exchange, operation: &'t Value, at: &Pointer) {
        let at = at.child("responses");
        let received = &exchange.response;
        let media_type = (received.body != Body::Empty).then(|| shown_media_type(received));
        let status = exchange.status;
        let responses = operation.get("responses").and_then(Value::as_object);
        let alike = responses.into_iter().flatten().find_map(|(key, response)| {
            let is_same_class = key.len() == 3 && key.starts_with(&(status / 100).to_string());
            let (response, at) = self.spec.resolve(response, at.child(key));
            let declared = self.spec.response_content(operation, response, &at);
            let fits = is_same_class
                && match (&media_type, &received.body) {
                    (None, _) => declared.content.is_empty(),
                    (Some(media_type), body) => declared.find(media_type).is_some_and(|schema| {
                        let value = json_of(body);
                        let (Some((schema, at)), Some(value)) = (schema, value) else {
                            return true;
                        };
                        let steps = Cell::new(STEPS);
                        let mut trial = Comparison::new(self.spec, Side::Response, &steps);
                        trial.value(schema, at, &value);
                        trial
                            .deviations
                            .iter()
                            .all(|(_, kind, _)| !kind.is_violation())
                    }),
                };
            fits.then(|| key.clone())
        });
        let kind = Kind::UndeclaredStatus { status, media_type };
        if let Some(seen) = self.deviations.add(&at, kind) {
            match seen.count {
                1 => seen.alike = alike,
                _ if seen.alike != alike => seen.alike = None,
                _ => {}
            }
        }
    }

    /// Compares a body with the content that is declared.
    fn content(&mut self, content: &Content, declared: &Declared<'t>, side: Side) {
        let json = |name: &str| family(name) == Family::Json;
        let first_json = || declared.content.iter().find(|(name, _)| json(name));
        let schema = match content.media_type.as_deref() {
            Some(media_type) => match declared.find(media_type) {
                Some(schema) => schema.as_ref(),
                None => {
                    let kind = Kind::UndeclaredMediaType(side, shown_media_type(content));
                    self.deviations.add(&declared.at, kind);
                    let alike = first_json().filter(|_| json(media_type));
                    alike.and_then(|(_, schema)| schema.as_ref())
                }
            },
            None => {
                self.deviations.add(&declared.at, Kind::NoMediaType(side));
                first_json().and_then(|(_, schema)| schema.as_ref())
            }
        };
        if content
            .media_type
            .as_deref()
            .is_some_and(|name| !json(name))
        {
            return;
        }
        let Some((schema, at)) = schema else {
            return;
        };
        match &content.body {
            Body::Bytes(bytes) if bytes.len() <= BODY_BYTES => {
                match serde_json::from_slice::<Value>(bytes) {
                    Ok(value) => {
                        let steps = Cell::new(STEPS);
                        let mut comparison = Comparison::new(self.spec, side, &steps);
                        comparison.value(schema, at, &value);
                        self.counts.skipped += u64::from(steps.get() == 0);
                        self.deviations.append(comparison.deviations);
                        for (at, counts) in comparison.types {
                            let own = self.types.entry(at).or_default();
                            for (found, count) in counts {
                                *own.entry(found).or_default() += count;
                            }
                        }
                    }
                    Err(_) => drop(self.deviations.add(&declared.at, Kind::NotJson(side))),
                }
            }
            _ => self.counts.skipped += 1,
        }
    }
}

fn json_of(body: &Body) -> Option<Value> {
    match body {
        Body::Bytes(bytes) if bytes.len() <= BODY_BYTES => serde_json::from_slice(bytes).ok(),
        _ => None,
    }
}

/// The methods that are no values.
fn standard_method(method: &str) -> Option<&'static str> {
    let methods = [
        "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY",
    ];
    methods.into_iter().find(|known| *known == method)
}

/// The media type, if it has the form of one (RFC 6838, section 4.2).
fn shown_media_type(content: &Content) -> String {
    let is_token = |part: &str| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c);
        !part.is_empty() && part.len() <= 64 && part.chars().all(allowed)
    };
    let media_type = content.media_type.as_deref();
    let media_type = media_type.filter(|text| {
        text.split_once('/')
            .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
    });
    media_type.unwrap_or("application/octet-stream").to_owned()
}
