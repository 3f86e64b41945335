//! A service that reads credentials by axum, and gives tokens.

use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use axum::{Json, Router};
use axum_extra::TypedHeader;
use axum_extra::extract::CookieJar;
use axum_extra::headers::Authorization;
use axum_extra::headers::authorization::{Basic, Bearer};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// What the token endpoint does with a request.
#[derive(Clone, Debug)]
pub enum Grant {
    /// Gives a token that ends after as many seconds.
    Token(Option<u64>),
    /// Gives one that the API does not take.
    Useless,
    /// Responds with this.
    Response(u16, &'static str),
    /// Responds with a token once this many permits are there.
    Hold,
    /// Leads somewhere else.
    Redirect,
}

/// A request for a token, as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub basic: Option<(String, String)>,
    pub form: Vec<(String, String)>,
}

/// Credentials of a request, as they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    pub route: String,
    pub basic: Option<(String, String)>,
    pub bearer: Option<String>,
    pub authorization: Option<String>,
    pub header_key: Option<String>,
    pub query_key: Option<String>,
    pub cookie: Option<String>,
    pub signature: Option<String>,
    pub uri: String,
    pub body: String,
}

#[derive(Default)]
struct Log {
    /// What the token endpoint does, one after the other; the last one again and again.
    grants: Vec<Grant>,
    asked: Vec<Asked>,
    seen: Vec<Seen>,
    valid: Vec<String>,
}

/// The service.
#[derive(Clone)]
pub struct Service {
    pub url: String,
    log: Arc<Mutex<Log>>,
    pub permits: Arc<Semaphore>,
    /// A permit for each request that has come to the token endpoint.
    pub came: Arc<Semaphore>,
}

impl Service {
    /// Runs for as long as the runtime does.
    pub async fn start(grants: &[Grant]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let log = Log {
            grants: grants.to_vec(),
            ..Log::default()
        };
        let service = Self {
            url,
            log: Arc::new(Mutex::new(log)),
            permits: Arc::new(Semaphore::new(0)),
            came: Arc::new(Semaphore::new(0)),
        };
        let router = Router::new()
            .route("/token", post(token))
            .route("/notes", any(notes))
            .route("/status", get(notes))
            .fallback(any(show))
            .with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        service
    }

    pub fn token_url(&self) -> String {
        format!("{}/token", self.url)
    }

    /// What came to the token endpoint.
    pub fn asked(&self) -> Vec<Asked> {
        self.log.lock().unwrap().asked.clone()
    }

    /// What came to the API.
    pub fn seen(&self) -> Vec<Seen> {
        self.log.lock().unwrap().seen.clone()
    }

    /// The only request that came to the API.
    pub fn only(&self) -> Seen {
        let seen = self.seen();
        assert_eq!(seen.len(), 1, "{seen:#?}");
        seen[0].clone()
    }

    /// Makes all tokens useless.
    pub fn revoke(&self) {
        self.log.lock().unwrap().valid.clear();
    }
}

async fn token(
    State(service): State<Service>,
    basic: Option<TypedHeader<Authorization<Basic>>>,
    Form(form): Form<Vec<(String, String)>>,
) -> Response {
    let basic = basic.map(|TypedHeader(Authorization(basic))| {
        (basic.username().to_owned(), basic.password().to_owned())
    });
    let (grant, number) = {
        let mut log = service.log.lock().unwrap();
        log.asked.push(Asked { basic, form });
        let number = log.asked.len();
        let last = log.grants.len() - 1;
        (log.grants[last.min(number - 1)].clone(), number)
    };
    service.came.add_permits(1);
    let token = format!("token-{number}");
    let life = match grant {
        Grant::Response(status, body) => {
            return (StatusCode::from_u16(status).unwrap(), body).into_response();
        }
        Grant::Redirect => return moved("token"),
        Grant::Useless => return Json(given("useless", None)).into_response(),
        Grant::Hold => {
            service.permits.acquire().await.unwrap().forget();
            None
        }
        Grant::Token(life) => {
            // Long enough for others to come meanwhile.
            tokio::time::sleep(Duration::from_millis(30)).await;
            life
        }
    };
    service.log.lock().unwrap().valid.push(token.clone());
    Json(given(&token, life)).into_response()
}

fn given(token: &str, life: Option<u64>) -> serde_json::Value {
    let mut response = serde_json::json!({ "access_token": token, "token_type": "bearer" });
    if let Some(life) = life {
        response["expires_in"] = life.into();
    }
    response
}

fn moved(to: &str) -> Response {
    (
        StatusCode::TEMPORARY_REDIRECT,
        [(header::LOCATION, to.to_owned())],
    )
        .into_response()
}

/// Takes tokens only that are valid.
async fn notes(
    state: State<Service>,
    bearer: Option<TypedHeader<Authorization<Bearer>>>,
    request: Request,
) -> Response {
    let valid = bearer.is_some_and(|TypedHeader(Authorization(bearer))| {
        let log = state.log.lock().unwrap();
        log.valid.iter().any(|token| token == bearer.token())
    });
    let shown = see(&state, request);
    if valid {
        shown.into_response()
    } else {
        (StatusCode::UNAUTHORIZED, "no").into_response()
    }
}

/// Shows what came; with the header `x-detour`, only after a redirect.
async fn show(state: State<Service>, headers: HeaderMap, request: Request) -> Response {
    if headers.contains_key("x-detour") && request.0.route != "GET /public" {
        return moved("public?x=1");
    }
    see(&state, request).into_response()
}

fn see(service: &Service, request: Request) -> Json<serde_json::Value> {
    service.log.lock().unwrap().seen.push(request.0);
    Json(serde_json::json!({ "name": "ok" }))
}

/// A request with its credentials read.
struct Request(Seen);

impl<S: Send + Sync> axum::extract::FromRequest<S> for Request {
    type Rejection = Response;

    async fn from_request(
        request: axum::extract::Request,
        state: &S,
    ) -> Result<Self, Self::Rejection> {
        use axum::extract::FromRequestParts;
        let (mut head, body) = request.into_parts();
        let head = &mut head;
        let basic = TypedHeader::<Authorization<Basic>>::from_request_parts(head, state).await;
        let bearer = TypedHeader::<Authorization<Bearer>>::from_request_parts(head, state).await;
        let cookies = CookieJar::from_headers(&head.headers);
        let query = Query::<BTreeMap<String, String>>::try_from_uri(&head.uri).unwrap();
        let (method, uri, headers): (&Method, &Uri, &HeaderMap) =
            (&head.method, &head.uri, &head.headers);
        let text = |name: &str| Some(headers.get(name)?.to_str().unwrap().to_owned());
        let seen = Seen {
            route: format!("{method} {}", uri.path()),
            basic: basic.ok().map(|TypedHeader(Authorization(basic))| {
                (basic.username().to_owned(), basic.password().to_owned())
            }),
            bearer: bearer
                .ok()
                .map(|TypedHeader(Authorization(bearer))| bearer.token().to_owned()),
            authorization: text("authorization"),
            header_key: text("x-key"),
            query_key: query.0.get("key").cloned(),
            cookie: cookies
                .get("session")
                .map(|cookie| cookie.value().to_owned()),
            signature: text("x-signature"),
            uri: uri.to_string(),
            body: String::from_request(axum::extract::Request::new(body), state)
                .await
                .map_err(IntoResponse::into_response)?,
        };
        Ok(Self(seen))
    }
}
