//! Does a client meet the challenges of a server, and only those of its own server?

use super::{Chunks, serve};
use crate::runtime::aws_sigv4::AwsSigV4;
use crate::runtime::body::Body;
use crate::runtime::builder::Builder;
use crate::runtime::caller::{Async, Caller as _};
use crate::runtime::digest::DigestAuth;
use crate::runtime::error::Error;
use crate::runtime::operation::{Api, Credential, Operation, Scheme};
use crate::runtime::request::Request as Call;
use crate::runtime::response::Response;
use crate::runtime::secret::Secret;
use crate::runtime::writer::Writer;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect};
use bytes::Bytes;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

static API: Api = Api {
    name: "challenged",
    servers: &[],
    user_agent: "test",
    schemes: &[Scheme {
        name: "auth",
        credential: Credential::Authorization,
    }],
};

static GET: Operation = operation("GET");
static PUT: Operation = operation("PUT");

const fn operation(method: &'static str) -> Operation {
    Operation {
        id: "op",
        method,
        path: "/{name}",
        accept: "",
        security: &[&["auth"]],
        errors: &[],
    }
}

struct Get(&'static str);

impl Call for Get {
    type Output = Bytes;

    const OPERATION: &'static Operation = &GET;

    fn write(&self, to: &mut Writer) {
        to.path("name", &self.0.to_owned());
    }

    fn read(response: &Response) -> Result<Bytes, Error> {
        response.whole()
    }
}

/// With a body, which may be a stream.
struct Put {
    streamed: bool,
}

impl Call for Put {
    type Output = Bytes;

    const OPERATION: &'static Operation = &PUT;

    fn write(&self, to: &mut Writer) {
        to.path("name", &"a b".to_owned());
        match self.streamed {
            true => to.bytes("text/plain", Body::stream(Chunks::of(["bo", "dy"]))),
            false => to.bytes("text/plain", "body"),
        }
    }

    fn read(response: &Response) -> Result<Bytes, Error> {
        response.whole()
    }
}

const STREAM: Put = Put { streamed: true };
const BYTES: Put = Put { streamed: false };

/// A server that knows Mufasa, lets each nonce expire after some uses, and takes no count twice.
#[derive(Default)]
struct Server {
    lives: usize,
    issued: u32,
    /// The counts that were used with each nonce.
    nonces: BTreeMap<String, Vec<String>>,
    /// Values of `Authorization`, in order.
    seen: Vec<Option<String>>,
    names_next: bool,
    rejects: bool,
    always_stale: bool,
}

type Shared = Arc<Mutex<Server>>;

fn field(text: &str, name: &str) -> String {
    let (_, after) = text.split_once(&format!(" {name}=")).unwrap();
    let end = after.find(", ").unwrap_or(after.len());
    after.get(..end).unwrap().trim_matches('"').to_owned()
}

fn hash(text: &str) -> String {
    use sha2::Digest as _;
    let bytes = sha2::Sha256::digest(text);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Server {
    fn nonce(&mut self) -> String {
        self.issued += 1;
        let nonce = format!("nonce-{}", self.issued);
        self.nonces.insert(nonce.clone(), Vec::new());
        nonce
    }

    /// Whether a response is right; `None` if its nonce is stale.
    fn judge(&mut self, text: &str, method: &str, target: &str) -> Option<bool> {
        let (nonce, count) = (field(text, "nonce"), field(text, "nc"));
        let lives = match self.always_stale {
            true => 0,
            false => self.lives,
        };
        let counts = self.nonces.get_mut(&nonce).filter(|it| it.len() < lives)?;
        assert!(!counts.contains(&count), "{count} twice with {nonce}");
        counts.push(count.clone());
        let secret = hash("Mufasa:a \"realm\":Circle of Life");
        let request = hash(&format!("{method}:{target}"));
        let client = field(text, "cnonce");
        let expected = hash(&format!("{secret}:{nonce}:{count}:{client}:auth:{request}"));
        assert_eq!(field(text, "uri"), target);
        Some(!self.rejects && field(text, "response") == expected)
    }
}

async fn respond(State(server): State<Shared>, request: Request) -> axum::response::Response {
    let (head, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 100).await.unwrap();
    let text = head.headers.get("authorization");
    let text = text.map(|text| text.to_str().unwrap().to_owned());
    let mut server = server.lock().unwrap();
    server.seen.push(text.clone());
    let target = head.uri.path_and_query().unwrap().as_str();
    let judged = text.map(|text| server.judge(&text, head.method.as_str(), target));
    let stale = match judged {
        Some(Some(true)) => {
            let mut headers = HeaderMap::new();
            if server.names_next {
                let next = format!("qop=auth, nextnonce=\"{}\"", server.nonce());
                headers.insert("authentication-info", next.parse().unwrap());
            }
            return (headers, body).into_response();
        }
        Some(None) => ", stale=true",
        _ => "",
    };
    let nonce = server.nonce();
    let challenge = format!(
        "Digest realm=\"a \\\"realm\\\"\", qop=\"auth\", algorithm=SHA-256, nonce=\"{nonce}\"{stale}"
    );
    let challenge = [("www-authenticate", challenge)];
    (StatusCode::UNAUTHORIZED, challenge).into_response()
}

fn digest(change: impl FnOnce(&mut Server)) -> (Shared, String) {
    let mut server = Server {
        lives: usize::MAX,
        ..Server::default()
    };
    change(&mut server);
    let shared = Arc::new(Mutex::new(server));
    let router = Router::new().fallback(respond);
    let url = serve(router.with_state(Arc::clone(&shared)));
    (shared, url)
}

fn client(url: String, secret: Secret) -> Async {
    let builder = Builder::new(&API).base_url(url);
    builder.credential("auth", secret).build().unwrap()
}

fn mufasa() -> Secret {
    Secret::signer(DigestAuth::new("Mufasa", "Circle of Life"))
}

/// The nonce and its count of each request; `None` for one without credentials.
fn uses(server: &Shared) -> Vec<Option<(String, String)>> {
    let server = server.lock().unwrap();
    let pair = |text: &String| (field(text, "nonce"), field(text, "nc"));
    server
        .seen
        .iter()
        .map(|text| text.as_ref().map(pair))
        .collect()
}

fn used(nonce: u32, count: u32) -> Option<(String, String)> {
    Some((format!("nonce-{nonce}"), format!("{count:08x}")))
}

#[tokio::test]
async fn a_challenge_is_met_once_and_then_known() {
    let (server, url) = digest(|_| {});
    let client = client(url, mufasa());
    client.call(&Get("a")).await.unwrap();
    assert_eq!(client.clone().call(&BYTES).await.unwrap(), "body");
    // The challenge is known, and the hash does not include the body.
    assert_eq!(client.call(&STREAM).await.unwrap(), "body");
    assert_eq!(uses(&server), [None, used(1, 1), used(1, 2), used(1, 3)]);
}

#[tokio::test]
async fn a_stale_nonce_is_replaced_once() {
    let (server, url) = digest(|it| it.lives = 1);
    let client = client(url, mufasa());
    client.call(&Get("a")).await.unwrap();
    client.call(&Get("b")).await.unwrap();
    assert_eq!(uses(&server), [None, used(1, 1), used(1, 2), used(2, 1)]);

    let (server, url) = digest(|it| it.always_stale = true);
    let client = self::client(url, mufasa());
    let error = client.call(&Get("a")).await.unwrap_err();
    assert!(error.is_unauthorized());
    let text = error.to_string();
    assert!(text.contains("rejected new credentials"), "{text}");
    assert_eq!(uses(&server), [None, used(1, 1), used(2, 1)]);
}

#[tokio::test]
async fn wrong_credentials_are_not_sent_again() {
    let (server, url) = digest(|it| it.rejects = true);
    let wrong = DigestAuth::new("Mufasa", "s3cret-w0rd");
    let client = client(url, Secret::signer(wrong));
    for _ in 0..2 {
        let error = client.call(&Get("a")).await.unwrap_err();
        assert!(error.is_unauthorized());
        assert!(!format!("{error} {error:?}").contains("s3cret"));
    }
    assert_eq!(uses(&server), [None, used(1, 1), None, used(3, 1)]);
    assert!(!format!("{client:?}").contains("s3cret"));
}

#[tokio::test]
async fn concurrent_calls_count_together() {
    let (server, url) = digest(|_| {});
    let client = client(url, mufasa());
    client.call(&Get("a")).await.unwrap();
    let calls = (0..20).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.call(&Get("b")).await.unwrap() })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap();
    }
    let mut all: Vec<_> = uses(&server).into_iter().flatten().collect();
    all.sort();
    let expected: Vec<_> = (1..=21).filter_map(|count| used(1, count)).collect();
    assert_eq!(all, expected);
}

#[tokio::test]
async fn the_next_nonce_of_a_response_is_used() {
    let (server, url) = digest(|it| it.names_next = true);
    let client = client(url, mufasa());
    client.call(&Get("a")).await.unwrap();
    client.call(&Get("b")).await.unwrap();
    assert_eq!(uses(&server), [None, used(1, 1), used(2, 1)]);
}

#[tokio::test]
async fn a_stream_is_refused_where_it_cannot_be_sent_again() {
    let (server, url) = digest(|it| it.lives = 1);
    let client = client(url, mufasa());
    let error = client.call(&STREAM).await.unwrap_err();
    assert!(error.is_authorization() && !error.request_sent());
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.contains("the body is a stream"), "{source}");
    assert!(server.lock().unwrap().seen.is_empty());
    client.call(&Get("a")).await.unwrap();
    let error = client.call(&STREAM).await.unwrap_err();
    assert!(error.is_unauthorized());
    let text = error.to_string();
    assert!(text.contains("the body is a stream"), "{text}");
}

#[tokio::test]
async fn another_server_gets_no_response_to_a_challenge() {
    let (other, elsewhere) = digest(|_| {});
    let redirect = Redirect::temporary(&format!("{elsewhere}/x"));
    let (server, _) = digest(|_| {});
    let router = Router::new()
        .route("/away", axum::routing::get(move || async move { redirect }))
        .fallback(respond)
        .with_state(Arc::clone(&server));
    let client = client(serve(router), mufasa());
    client.call(&Get("a")).await.unwrap();
    assert!(client.call(&Get("away")).await.is_err());
    // The redirect is followed, without credentials.
    assert_eq!(other.lock().unwrap().seen, [None]);
}

#[tokio::test]
async fn an_unsupported_challenge_is_named() {
    let challenge = "Digest realm=r, nonce=n, algorithm=SHA-512-256";
    let router = Router::new().fallback(move || async move {
        (StatusCode::UNAUTHORIZED, [("www-authenticate", challenge)])
    });
    let client = client(serve(router), mufasa());
    let error = client.call(&Get("a")).await.unwrap_err();
    assert!(error.is_unauthorized());
    let text = error.to_string();
    assert!(text.contains("`sha-512-256`"), "{text}");
}

#[tokio::test]
async fn each_attempt_has_a_signature_of_its_own() {
    let seen: Arc<Mutex<Vec<HeaderMap>>> = Arc::default();
    let all = Arc::clone(&seen);
    let router = Router::new().fallback(move |headers: HeaderMap| async move {
        let mut all = all.lock().unwrap();
        all.push(headers);
        let later = [("retry-after", "1")];
        match all.len() {
            1 => (StatusCode::SERVICE_UNAVAILABLE, later).into_response(),
            _ => "done".into_response(),
        }
    });
    let by = AwsSigV4::new("AKID", "s3cret").region("eu-west-1");
    let client = client(serve(router), Secret::signer(by.session_token("t0ken")));
    assert_eq!(client.call(&BYTES).await.unwrap(), "done");
    {
        let seen = seen.lock().unwrap();
        let [first, second] = seen.as_slice() else {
            panic!("{seen:?}");
        };
        let text = second["authorization"].to_str().unwrap();
        assert!(
            text.contains("/eu-west-1/execute-api/aws4_request, "),
            "{text}"
        );
        let names = "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, ";
        assert!(text.contains(names), "{text}");
        assert_ne!(first["x-amz-date"], second["x-amz-date"]);
        assert_ne!(first["authorization"], second["authorization"]);
    }
    let error = client.call(&STREAM).await.unwrap_err();
    assert!(error.is_authorization() && !error.request_sent());
    assert_eq!(seen.lock().unwrap().len(), 2);
    assert!(!format!("{client:?} {error:?}").contains("s3cret"));
}

#[cfg(feature = "mock")]
#[tokio::test]
async fn recordings_have_no_hash_of_a_secret() {
    use crate::runtime::hyper_async::Hyper;
    use crate::runtime::recorder::Recorder;

    let path = std::env::temp_dir().join(format!("challenged-{}.jsonl", std::process::id()));
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    for secret in [
        Secret::signer(DigestAuth::new("Mufasa", "s3cret-w0rd")),
        Secret::signer(
            AwsSigV4::new("AKID", "s3cret-w0rd")
                .region("eu-west-1")
                .session_token("t0ken-t0ken"),
        ),
    ] {
        let all = Arc::clone(&seen);
        // It repeats each part of the credentials.
        let router = Router::new().fallback(move |headers: HeaderMap| async move {
            let Some(text) = headers.get("authorization") else {
                let challenge = "Digest realm=r, nonce=n, qop=auth";
                let challenge = [("www-authenticate", challenge)];
                return (StatusCode::UNAUTHORIZED, challenge).into_response();
            };
            let text = text.to_str().unwrap();
            let (_, hash) = text
                .split_once("response=\"")
                .or(text.split_once("Signature="))
                .unwrap();
            let hash = hash.split('"').next().unwrap().to_owned();
            let token = headers.get("x-amz-security-token");
            let token = token.map_or("", |token| token.to_str().unwrap());
            let body = format!("{text} {hash} {token}");
            all.lock().unwrap().push(hash);
            body.into_response()
        });
        let recorder = Recorder::new(Hyper::new(Duration::from_secs(10)).unwrap(), &path).unwrap();
        let builder = Builder::new(&API).base_url(serve(router));
        let builder = builder
            .credential("auth", secret)
            .transport(Arc::new(recorder));
        builder.build().unwrap().call(&Get("a")).await.unwrap();
        let recorded = std::fs::read_to_string(&path).unwrap();
        assert!(recorded.contains("REDACTED"), "{recorded}");
        let hash = seen.lock().unwrap().pop().unwrap();
        assert!(hash.len() >= 32, "{hash}");
        for hidden in [hash.as_str(), "s3cret-w0rd", "t0ken-t0ken"] {
            assert!(!recorded.contains(hidden), "{hidden} in {recorded}");
        }
        std::fs::remove_file(&path).unwrap();
    }
}
