//! The server: from a request to a method and back.

use super::nulls;
use super::operation::Operation;
use super::service_credentials::Presented;
use super::service_error::ErrorTemplates;
use super::service_media::{Media, accepted};
use super::service_reader::Reader;
use super::service_refusal::{Failure, Refusal, RequestProblem};
use super::service_response::whole;
use super::service_route::Routes;
use super::service_style::is_encoded;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use http::header::{ALLOW, CONTENT_LENGTH, HeaderMap};
use http::request::Parts;
use http::{Extensions, Method, StatusCode, Uri};
use std::fmt;
use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::sync::Arc;

/// A call that arrived: what a method gets in addition to its arguments.
#[derive(Clone)]
#[non_exhaustive]
pub struct Call<C = ()> {
    /// The operation.
    pub operation: &'static Operation,
    /// The scopes that the operation requires for the given credentials.
    pub scopes: &'static [&'static str],
    /// The method. `HEAD` is handled by the operation of `GET` unless it has its own.
    pub method: Method,
    /// The URL of the request.
    pub uri: Uri,
    /// Its headers, declared or not.
    pub headers: HeaderMap,
    /// Extensions that layers of the router added, such as the address of the caller.
    pub extensions: Extensions,
    /// The caller, as the method `authorize` determined it.
    pub caller: C,
}

/// Omits headers and the query, which may contain secrets.
impl<C: fmt::Debug> fmt::Debug for Call<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Call");
        shown.field("operation", &self.operation.id);
        shown.field("caller", &self.caller);
        shown.finish_non_exhaustive()
    }
}

impl Call {
    fn by<C>(self, caller: C) -> Call<C> {
        Call {
            operation: self.operation,
            scopes: self.scopes,
            method: self.method,
            uri: self.uri,
            headers: self.headers,
            extensions: self.extensions,
            caller,
        }
    }
}

/// The arguments of an operation.
pub(crate) trait Inbound: Sized {
    /// The operation.
    const OPERATION: &'static Operation;

    /// The scopes of each of its security requirements.
    const SCOPES: &'static [&'static [&'static str]] = &[];

    /// The media types of its body, the default first.
    const MEDIA: &'static [&'static str] = &[];

    /// The media types of its responses, where `Operation::accept` does not name them all.
    const OFFERED: &'static str = Self::OPERATION.accept;

    /// The declared names of properties. A refusal contains no other name of a request.
    const NAMES: &'static [&'static str] = &[];

    /// The error bodies that it declares.
    const ERRORS: ErrorTemplates = &[];

    /// Decodes them. Errors are kept by the reader.
    fn read(from: &mut Reader<'_>) -> Option<Self>;
}

/// The result of a method that is not implemented.
#[allow(dead_code, reason = "an API may have no operation")]
pub(crate) fn not_implemented<C, T, A>(call: Call<C>, _: T) -> Ready<Result<A, Failure>> {
    ready(Err(Failure::unimplemented(call.operation.id)))
}

/// The response of an operation.
pub(crate) trait Outbound {
    /// Converts it to an HTTP response.
    ///
    /// # Errors
    ///
    /// It cannot be represented as a response.
    fn respond(self) -> Result<Response, Failure>;
}

/// The credentials of an API.
pub(crate) trait Credentialed: Sized {
    /// Those of these schemes; `None` if the request does not have all of them.
    fn of(schemes: &[&str], from: &mut Presented<'_>) -> Option<Self>;
}

/// The reason why there is no response of the operation.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The request is refused.
    Refused(Refusal),
    /// The method failed.
    Failed(Failure),
}

impl Stop {
    /// Converts it to the response that the operation declares for errors.
    fn declared(self, errors: ErrorTemplates) -> Self {
        match self {
            Self::Refused(refusal) => Self::Refused(refusal.declared(errors)),
            Self::Failed(failure) => Self::Failed(failure.declared(errors)),
        }
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// A request that is being handled.
#[derive(Debug)]
pub(crate) struct Arrived {
    call: Call,
    path: Vec<(&'static str, String)>,
    body: Body,
    most: usize,
}

impl Arrived {
    /// The credentials of the operation's first security requirement that the request satisfies.
    ///
    /// # Errors
    ///
    /// Responds with 401 and the authentication schemes if there is none.
    #[allow(dead_code, reason = "not every API has credentials")]
    pub(crate) fn credentials<T: Inbound, C: Credentialed>(&mut self) -> Result<C, Refusal> {
        self.maybe_credentials::<T, C>().ok_or_else(|| {
            let refusal = Refusal::unauthorized("credentials are missing");
            self.unauthorized::<C>(refusal)
        })
    }

    /// The same; `None` if there is none.
    #[allow(dead_code, reason = "not every API has credentials")]
    pub(crate) fn maybe_credentials<T: Inbound, C: Credentialed>(&mut self) -> Option<C> {
        let mut presented = Presented::new(&self.call.headers, self.query());
        let alternatives = T::OPERATION.security.iter().enumerate();
        let mut alternatives = alternatives.filter(|(_, schemes)| !schemes.is_empty());
        let (place, credentials) = alternatives.find_map(|(place, schemes)| {
            let credentials = C::of(schemes, &mut presented)?;
            Some((place, credentials))
        })?;
        self.call.scopes = T::SCOPES.get(place).copied().unwrap_or_default();
        Some(credentials)
    }

    /// A refusal of the caller, with the authentication schemes for a 401.
    #[allow(dead_code, reason = "not every API has credentials")]
    pub(crate) fn unauthorized<C: Credentialed>(&self, refusal: Refusal) -> Refusal {
        let mut presented = Presented::new(&self.call.headers, self.query());
        for schemes in self.call.operation.security {
            let _ = C::of(schemes, &mut presented);
        }
        refusal.challenging(&presented.into_challenges())
    }

    fn query(&self) -> &str {
        self.call.uri.query().unwrap_or_default()
    }

    /// The view of the call for the method `authorize`.
    #[allow(dead_code, reason = "not every API has credentials")]
    pub(crate) fn call(&self) -> &Call {
        &self.call
    }

    /// The arguments, and the call by this caller.
    ///
    /// # Errors
    ///
    /// The errors of the request: 400, 406, 413 or 415.
    pub(crate) async fn read<T: Inbound, C>(self, caller: C) -> Result<(Call<C>, T), Refusal> {
        let Self {
            call,
            path,
            body,
            most,
        } = self;
        accepted(&call.headers, T::OFFERED)?;
        let length = call.headers.get(CONTENT_LENGTH);
        let length = length.and_then(|it| it.to_str().ok()?.parse::<usize>().ok());
        let too_large = || {
            let detail = format!("the body has more than {most} bytes");
            Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, detail)
        };
        if length.is_some_and(|length| length > most) {
            return Err(too_large());
        }
        // Refused before the body is read.
        let announced = length.is_some_and(|length| length > 0);
        Media::of(&call.headers, T::MEDIA, !announced)?;
        let body = match T::MEDIA.is_empty() {
            true => bytes::Bytes::new(),
            false => whole(body, most).await.map_err(|problem| match problem {
                None => too_large(),
                Some(_) => Refusal::invalid(vec![RequestProblem::new("body", "", "it broke off")]),
            })?,
        };
        let media = Media::of(&call.headers, T::MEDIA, body.is_empty())?;
        let query = call.uri.query().unwrap_or_default();
        let mut reader = Reader::new(&path, query, &call.headers, media, &body, T::NAMES);
        let arguments = nulls::refused(|| T::read(&mut reader));
        let arguments = reader.finish(arguments)?;
        Ok((call.by(caller), arguments))
    }
}

/// A future of a response.
type Responding = Pin<Box<dyn Future<Output = Result<Response, Stop>> + Send>>;

/// An operation with the function that calls its method.
pub(crate) struct Route<S> {
    operation: &'static Operation,
    errors: ErrorTemplates,
    serve: fn(Arc<S>, Arrived) -> Responding,
}

impl<S> Route<S> {
    /// The operation with these arguments.
    pub(crate) fn to<T: Inbound>(serve: fn(Arc<S>, Arrived) -> Responding) -> Self {
        Self {
            operation: T::OPERATION,
            errors: T::ERRORS,
            serve,
        }
    }
}

/// One row for each operation of a server: its type, the method, the arguments, and for operations
/// with credentials the function that determines the caller.
macro_rules! route {
    ($server:ident, $method:ident, $arguments:path) => {
        $crate::runtime::service::Route::to::<$arguments>(
            |server: ::std::sync::Arc<$server>, arrived| {
                ::std::boxed::Box::pin(async move {
                    let (call, request) = arrived.read::<$arguments, ()>(()).await?;
                    let response = $server::$method(&server, call, request).await?;
                    ::std::result::Result::Ok($crate::runtime::service::Outbound::respond(
                        response,
                    )?)
                })
            },
        )
    };
    ($server:ident, $method:ident, $arguments:path, $identify:ident) => {
        $crate::runtime::service::Route::to::<$arguments>(
            |server: ::std::sync::Arc<$server>, mut arrived| {
                ::std::boxed::Box::pin(async move {
                    let caller = $identify::<$server, $arguments>(&server, &mut arrived).await?;
                    let (call, request) = arrived.read::<$arguments, _>(caller).await?;
                    let response = $server::$method(&server, call, request).await?;
                    ::std::result::Result::Ok($crate::runtime::service::Outbound::respond(
                        response,
                    )?)
                })
            },
        )
    };
}

#[allow(unused_imports, reason = "the runtime by itself serves nothing")]
pub(crate) use route;

/// A server with its handlers for requests that match no operation.
pub(crate) struct Service<S> {
    pub(crate) server: Arc<S>,
    pub(crate) refuse: fn(&S, Refusal) -> Response,
    pub(crate) fail: fn(&S, Failure) -> Response,
    pub(crate) body_limit: fn(&S, &'static Operation) -> usize,
}

impl<S> fmt::Debug for Service<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service").finish_non_exhaustive()
    }
}

impl<S: Send + Sync + 'static> Service<S> {
    /// Creates a router of these operations, as a fallback, because paths of documents may conflict
    /// in axum's router.
    pub(crate) fn into_router(self, operations: impl Into<Vec<Route<S>>>) -> Router {
        let operations = operations.into();
        let routes = Routes::new(operations.iter().map(|route| &route.operation));
        let shared = Arc::new((self, routes, operations));
        Router::new().fallback(move |request: Request| {
            let shared = Arc::clone(&shared);
            async move {
                let (service, routes, operations) = &*shared;
                service.respond(routes, operations, request).await
            }
        })
    }

    async fn respond(
        &self,
        routes: &Routes,
        operations: &[Route<S>],
        request: Request,
    ) -> Response {
        let (parts, body) = request.into_parts();
        let is_head = parts.method == Method::HEAD;
        let is_encoded = is_encoded(parts.uri.path());
        let malformed = || {
            let detail = "a `%` is not followed by two hexadecimal digits";
            Stop::Refused(Refusal::invalid(vec![RequestProblem::new(
                "path", "", detail,
            )]))
        };
        let stop = match self.route(routes, operations, parts, body) {
            Ok((route, arrived)) => {
                let responded = match is_encoded {
                    true => (route.serve)(Arc::clone(&self.server), arrived).await,
                    false => Err(malformed()),
                };
                match responded {
                    Ok(response) => return without_body(response, is_head),
                    Err(stop) => stop.declared(route.errors),
                }
            }
            Err(_) if !is_encoded => malformed(),
            Err(NotFound::Options(allowed)) => {
                let mut response = Response::new(Body::empty());
                *response.status_mut() = StatusCode::NO_CONTENT;
                if let Ok(allowed) = allowed.parse() {
                    response.headers_mut().insert(ALLOW, allowed);
                }
                return response;
            }
            Err(NotFound::Refused(refusal)) => Stop::Refused(refusal),
        };
        let response = match stop {
            Stop::Refused(refusal) => (self.refuse)(&self.server, refusal),
            Stop::Failed(failure) => (self.fail)(&self.server, failure),
        };
        without_body(response, is_head)
    }

    fn route<'a>(
        &self,
        routes: &Routes,
        operations: &'a [Route<S>],
        parts: Parts,
        body: Body,
    ) -> Result<(&'a Route<S>, Arrived), NotFound> {
        let query = parts.uri.query().unwrap_or_default();
        let found = routes.find(parts.uri.path(), query);
        let mut ways: Vec<_> = found
            .into_iter()
            .filter_map(|(place, values)| Some((operations.get(place)?, values)))
            .collect();
        let is_of = |method: &str| {
            let is_of = |(route, _): &(&Route<S>, _)| route.operation.method == method;
            ways.iter().position(is_of)
        };
        let place = is_of(parts.method.as_str());
        // HEAD is GET without a body (RFC 9110, section 9.3.2).
        let head = || (parts.method == Method::HEAD).then(|| is_of("GET"))?;
        let Some(place) = place.or_else(head) else {
            let methods = ways.iter().map(|(route, _)| route.operation.method);
            return Err(NotFound::of(&parts.method, methods.collect()));
        };
        let (route, path) = ways.swap_remove(place);
        let operation = route.operation;
        let call = Call {
            operation,
            scopes: &[],
            method: parts.method,
            uri: parts.uri,
            headers: parts.headers,
            extensions: parts.extensions,
            caller: (),
        };
        let most = (self.body_limit)(&self.server, operation);
        let arrived = Arrived {
            call,
            path,
            body,
            most,
        };
        Ok((route, arrived))
    }
}

/// The response to a request that matches no operation.
enum NotFound {
    /// The response to OPTIONS: the methods of the path (RFC 9110, section 9.3.7).
    Options(String),
    Refused(Refusal),
}

impl NotFound {
    fn of(method: &Method, mut methods: Vec<&'static str>) -> Self {
        if methods.is_empty() {
            let detail = "there is no such path";
            return Self::Refused(Refusal::new(StatusCode::NOT_FOUND, detail));
        }
        if methods.contains(&"GET") {
            methods.push("HEAD");
        }
        methods.push("OPTIONS");
        methods.sort_unstable();
        methods.dedup();
        let allowed = methods.join(", ");
        if *method == Method::OPTIONS {
            return Self::Options(allowed);
        }
        let detail = "this path has no operation for the method";
        let refusal = Refusal::new(StatusCode::METHOD_NOT_ALLOWED, detail);
        Self::Refused(refusal.header(ALLOW, &allowed))
    }
}

/// The response to HEAD has no body, but its length.
fn without_body(response: Response, is_head: bool) -> Response {
    if !is_head {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let length = axum::body::HttpBody::size_hint(&body).exact();
    if let Some(length) = length.filter(|_| !parts.headers.contains_key(CONTENT_LENGTH)) {
        parts.headers.insert(CONTENT_LENGTH, length.into());
    }
    Response::from_parts(parts, Body::empty())
}
