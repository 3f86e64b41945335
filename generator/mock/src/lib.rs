//! How does an API behave of which there is only the document? `bindery mock`.
//!
//! [`Mock`] handles one request after the other without IO; [`serve`] is the server around it. Both
//! read the canonical 3.0 form of the document: no code is generated.
//!
//! A request is checked in this order, and the first failure determines the response: is there an
//! operation (`route`), are there credentials (`authorise`), are the parameters valid
//! (`parameters`), is the body valid (`body`), is there an acceptable response (`response`), and
//! does the resource exist (`keep`)?

#![allow(
    clippy::disallowed_methods,
    reason = "what is sent and compared is the text itself"
)]

mod accept;
mod authorise;
mod body;
mod budget;
mod coding;
mod connection;
mod decode;
mod fill;
mod hide;
mod injections;
mod judge;
mod keep;
pub mod limits;
mod load;
mod make;
mod multipart;
mod operation;
mod page;
mod parameters;
mod prefer;
#[cfg(test)]
mod pressure;
mod receive;
mod refusal;
mod resource;
mod response;
mod route;
mod send;
mod server;
mod state;
mod texts;
mod tree;
#[cfg(test)]
mod trial;

pub use injections::{Failing, Injection, parse_delay, parse_failing};
pub use limits::{Limit, Limits, parse_limit};
pub use response::MockResponse;
pub use server::serve;

use bindery::pipeline::Served;
use coding::{decoded, pairs};
use decode::Values;
use hyper::header::{ALLOW, CONTENT_LENGTH, HOST, HeaderValue, LINK, LOCATION};
use hyper::http::request::Parts;
use injections::Fate;
use judge::{Direction, Examples, Judge, Patterns};
use keep::FromRequest;
use operation::Operation;
use page::Asked;
use refusal::Refusal;
use resource::Role;
use response::{Making, media};
use route::{Match, Router};
use serde_json::Value;
use state::State;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The header that says why a request was refused, where the document's own error body has no
/// place for it.
const REASON: &str = "x-bindery-reason";

/// How a mock behaves.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether requests are compared with the document.
    pub validate: bool,
    /// Whether what is created is kept.
    pub keep: bool,
    /// The seed of invented values.
    pub seed: u64,
    /// How long each response takes.
    pub delay: Duration,
    /// The injected faults.
    pub failing: Vec<Failing>,
    /// The limits for clients.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            validate: true,
            keep: true,
            seed: 0,
            delay: Duration::ZERO,
            failing: Vec::new(),
            limits: Limits::default(),
        }
    }
}

/// The APIs of some documents, played.
#[derive(Debug)]
pub struct Mock {
    documents: Vec<Served>,
    operations: Vec<Operation>,
    router: Router,
    patterns: Patterns,
    /// Of each document.
    examples: Vec<Examples>,
    state: Mutex<State>,
    options: Options,
    requests: AtomicU64,
}

impl Mock {
    /// Plays these documents. Where two of them have the same path, the first is meant.
    pub fn new(documents: Vec<Served>, options: Options) -> Self {
        let mut operations = Vec::new();
        for (index, served) in documents.iter().enumerate() {
            let mut own = operation::read(index, served);
            resource::assign(&mut own);
            operations.extend(own);
        }
        let mut router = Router::default();
        for (index, operation) in operations.iter().enumerate() {
            if let Some(served) = documents.get(operation.document) {
                let known = served.api.operations.iter();
                let mut known = known
                    .filter(|known| known.id == operation.id && known.path.text == operation.path);
                let servers = known.next().map_or(&[][..], |known| &known.servers);
                router.add(index, &served.api, servers, &operation.path);
            }
        }
        router.finish();
        let patterns = Patterns::default();
        let of_document = |(index, served): (usize, &Served)| {
            let own = operations
                .iter()
                .filter(|operation| operation.document == index);
            media::collected(&served.tree, &patterns, own)
        };
        let examples = documents.iter().enumerate().map(of_document).collect();
        Self {
            examples,
            patterns,
            documents,
            operations,
            router,
            state: Mutex::new(State::new(&options.limits)),
            options,
            requests: AtomicU64::new(0),
        }
    }

    /// The number of operations.
    pub fn operations(&self) -> usize {
        self.operations.len()
    }

    /// The treatment of a request before its response.
    fn fate(&self, head: &Parts) -> Result<Fate, String> {
        let number = self.requests.fetch_add(1, Ordering::Relaxed);
        let Options {
            delay,
            failing,
            seed,
            ..
        } = &self.options;
        injections::fate(&head.headers, *delay, failing, *seed, number)
    }

    /// The response to a request.
    pub fn respond(&self, head: &Parts, body: &[u8]) -> MockResponse {
        let mut response = explained(self.respond_to_any(head, body));
        if head.method == "HEAD" {
            let length = HeaderValue::from(response.body.len());
            response.headers.insert(CONTENT_LENGTH, length);
            response.body.clear();
        }
        response
    }

    fn respond_to_any(&self, head: &Parts, body: &[u8]) -> MockResponse {
        let query = head.uri.query().unwrap_or_default();
        let found = self.router.find(head.uri.path(), &pairs(query));
        let method = head.method.as_str();
        let of_method = |method: &str| {
            let of = |found: &&Match| {
                let operation = self.operations.get(found.operation);
                operation.is_some_and(|operation| operation.method == method)
            };
            found.iter().filter(of).collect::<Vec<_>>()
        };
        let mut matching = of_method(method);
        if matching.is_empty() && method == "HEAD" {
            matching = of_method("GET");
        }
        // Documents may tell operations of one path apart by what they take, such as a header.
        let mut refused = None;
        for found in matching {
            let Some(operation) = self.operations.get(found.operation) else {
                continue;
            };
            let mut response = self.response_of(operation, found, head, body);
            response.operation = Some(operation.id.clone());
            if response.reason.is_none() {
                return response;
            }
            refused = refused.or(Some(response));
        }
        refused.unwrap_or_else(|| self.astray(head, &found))
    }

    /// The response to a request that matches no operation.
    fn astray(&self, head: &Parts, found: &[Match]) -> MockResponse {
        let path = head.uri.path();
        if found.is_empty() {
            let reason = format!("no document has the path `{path}`");
            return Refusal::new(404, reason).plain();
        }
        let mut methods: Vec<&str> = found
            .iter()
            .filter_map(|found| self.operations.get(found.operation))
            .map(|operation| operation.method.as_str())
            .collect();
        if methods.contains(&"GET") {
            methods.push("HEAD");
        }
        methods.push("OPTIONS");
        methods.sort_unstable();
        methods.dedup();
        let allow = methods.join(", ");
        if head.method == "OPTIONS" {
            let mut response = MockResponse::new(204);
            if let Ok(allow) = HeaderValue::from_str(&allow) {
                response.headers.insert(ALLOW, allow);
            }
            return response;
        }
        let reason = format!(
            "`{path}` has no operation for {}, but for {allow}",
            head.method
        );
        Refusal::new(405, reason).with(ALLOW, allow).plain()
    }

    /// The response of an operation.
    fn response_of(
        &self,
        operation: &Operation,
        found: &Match,
        head: &Parts,
        body: &[u8],
    ) -> MockResponse {
        let Some(served) = self.documents.get(operation.document) else {
            return Refusal::new(404, "its document is gone").plain();
        };
        let responded = self.judge(operation, served, Direction::Response);
        let response = self.try_respond(served, operation, found, head, body);
        response
            .unwrap_or_else(|refusal| refusal.declared(&responded, operation, self.options.seed))
    }

    /// A response of a status that an operation declares, or that none does.
    fn failure(&self, head: &Parts, status: u16) -> MockResponse {
        let query = head.uri.query().unwrap_or_default();
        let found = self.router.find(head.uri.path(), &pairs(query));
        let operation = found.iter().find_map(|found| {
            let operation = self.operations.get(found.operation)?;
            (operation.method == head.method.as_str()).then_some(operation)
        });
        let refusal = Refusal::new(status, "an injected fault");
        let served = operation.and_then(|operation| self.documents.get(operation.document));
        match (operation, served) {
            (Some(operation), Some(served)) => {
                let judge = self.judge(operation, served, Direction::Response);
                let mut response = refusal.declared(&judge, operation, self.options.seed);
                response.operation = Some(operation.id.clone());
                response
            }
            _ => refusal.plain(),
        }
    }

    fn judge<'t>(&'t self, operation: &Operation, served: &'t Served, way: Direction) -> Judge<'t> {
        const NONE: &Examples = &Examples::new();
        Judge {
            tree: &served.tree,
            way,
            patterns: &self.patterns,
            examples: self.examples.get(operation.document).unwrap_or(NONE),
            left: Judge::budget(),
        }
    }

    fn try_respond(
        &self,
        served: &Served,
        operation: &Operation,
        found: &Match,
        head: &Parts,
        bytes: &[u8],
    ) -> Result<MockResponse, Refusal> {
        let query = head.uri.query().unwrap_or_default();
        let (sent, responded) = (
            self.judge(operation, served, Direction::Sent),
            self.judge(operation, served, Direction::Response),
        );
        let preferences =
            prefer::read(&head.headers).map_err(|reason| Refusal::new(400, reason))?;
        if self.options.validate {
            authorise::check(
                &served.api.schemes,
                &operation.security,
                query,
                &head.headers,
            )?;
            let given = parameters::Sent {
                path: &found.values,
                query,
                headers: &head.headers,
            };
            parameters::check(&sent, &operation.parameters, &given)
                .map_err(|reason| Refusal::new(invalid(operation), reason))?;
        }
        let mut values = Values::new(&self.options.limits);
        let value = match &operation.body {
            None => None,
            Some(body) => match body::check(&sent, body, &head.headers, bytes, &mut values) {
                Ok(value) => value,
                Err(refusal) if self.options.validate || refusal.status == 413 => {
                    return Err(match refusal.status {
                        400 => Refusal {
                            status: invalid(operation),
                            ..refusal
                        },
                        _ => refusal,
                    });
                }
                // It is kept for what it is.
                Err(_) => Values::new(&self.options.limits).json(bytes).ok(),
            },
        };
        let about = format!("{} {}", head.method, head.uri.path());
        let making = Making {
            seed: self.options.seed,
            about: &about,
        };
        let mut draft =
            response::draft(&responded, operation, &preferences, &head.headers, making)?;
        let mut reported = FromRequest::default();
        if self.options.keep && (200..300).contains(&draft.status) {
            let values: Vec<(String, String)> = found
                .values
                .iter()
                .map(|(name, value)| (name.clone(), decoded(value)))
                .collect();
            let url = format!("http://{}{}", host(head), head.uri.path());
            let request = keep::Request {
                operation,
                values: &values,
                body: value.as_ref(),
                item_schema: self.item_schema(operation),
                page: Asked {
                    operation,
                    url: &url,
                    query,
                    defaults: &defaults(&sent, operation),
                },
                making,
            };
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            reported = keep::apply(&responded, &mut state, &request, &mut draft)?;
        }
        let most = self.options.limits.of(Limit::ResponseBytes);
        let written = response::write(&responded, &draft, making, most);
        let mut response = written.ok_or_else(|| {
            let what = format!("the response is longer than {most} bytes");
            let limit = Limit::ResponseBytes;
            self.options.limits.refusal(limit, 500, &what)
        })?;
        if let Some(link) = reported
            .link
            .and_then(|link| HeaderValue::from_str(&link).ok())
        {
            response.headers.insert(LINK, link);
        }
        if let Some(name) = reported.location {
            let path = head.uri.path().trim_end_matches('/');
            let location = match path.strip_suffix(".json") {
                Some(path) => format!("{path}/{name}.json"),
                None => format!("{path}/{name}"),
            };
            if let Ok(location) = HeaderValue::from_str(&location) {
                response.headers.insert(LOCATION, location);
            }
        }
        Ok(response)
    }

    /// The schema of the path parameter that names an item of this collection.
    fn item_schema(&self, collection: &Operation) -> Option<&Value> {
        let Role::Create(parameter) = &collection.role else {
            return None;
        };
        let served = self.documents.get(collection.document)?;
        let mut items = self.operations.iter().filter(|operation| {
            let parent = operation.path.rsplit_once('/').map(|(parent, _)| parent);
            let of = collection.path.trim_end_matches('/');
            let of = of.strip_suffix(".json").unwrap_or(of);
            operation.document == collection.document && parent == Some(of)
        });
        items.find_map(|item| {
            let mut parameters = item.parameters.iter();
            let named =
                parameters.find(|known| known.location == "path" && known.name == *parameter)?;
            named.schema.as_ref()?.find(&served.tree)
        })
    }
}

/// A reply that says in a header why the request was refused, if it was.
fn explained(mut response: MockResponse) -> MockResponse {
    if let Some(reason) = &response.reason {
        let shown: String = reason.chars().filter(|c| !c.is_control()).collect();
        if let Ok(value) = HeaderValue::from_str(&shown) {
            response.headers.insert(REASON, value);
        }
    }
    response
}

/// The status of a request that does not fit: 422 where the document has that and no 400.
fn invalid(operation: &Operation) -> u16 {
    let declares = |status| {
        let mut responses = operation.responses.iter();
        responses.any(|response| response.status == bindery::ir::StatusMatch::Code(status))
    };
    if declares(422) && !declares(400) {
        422
    } else {
        400
    }
}

/// The whole numbers that query parameters are by default.
fn defaults(judge: &Judge<'_>, operation: &Operation) -> Vec<(String, u64)> {
    let parameters = operation.parameters.iter();
    let of_query = parameters.filter(|parameter| parameter.location == "query");
    let read = of_query.filter_map(|parameter| {
        let schema = parameter.schema.as_ref()?.find(judge.tree)?;
        let default = tree::merged(judge.tree, schema).get("default")?.as_u64()?;
        Some((parameter.name.clone(), default))
    });
    read.collect()
}

/// The host that the caller knows this server by.
fn host(head: &Parts) -> &str {
    let header = head.headers.get(HOST).and_then(|value| value.to_str().ok());
    let authority = head.uri.authority().map(|authority| authority.as_str());
    let sound = |host: &&str| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || ".-:[]_".contains(c);
        !host.is_empty() && host.chars().all(allowed)
    };
    header.or(authority).filter(sound).unwrap_or("localhost")
}
