//! An axum server on loopback, with a client for it.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use conformance::Retries;
use conformance::document::{Client, ClientBuilder};
use std::sync::{Arc, Mutex};

/// A server for one test; it ends with the test's runtime.
pub struct Server {
    pub url: String,
}

impl Server {
    pub async fn start(router: Router) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url }
    }

    pub fn builder(&self) -> ClientBuilder {
        Client::builder()
            .base_url(&self.url)
            .retries(Retries::none())
    }

    pub fn client(&self) -> Client {
        self.builder().build().unwrap()
    }
}

/// A request as axum gives it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: Method,
    pub uri: Uri,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Seen {
    /// Path and query, as they were sent.
    pub fn target(&self) -> &str {
        self.uri.path_and_query().unwrap().as_str()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

/// A server that accepts everything and responds with 204, and the requests it has received.
pub async fn recorder() -> (Server, Record) {
    let record = Record::default();
    let router = Router::new().fallback(keep).with_state(record.clone());
    (Server::start(router).await, record)
}

#[derive(Clone, Default)]
pub struct Record(Arc<Mutex<Vec<Seen>>>);

impl Record {
    /// The latest request.
    pub fn last(&self) -> Seen {
        self.0.lock().unwrap().last().unwrap().clone()
    }

    pub fn count(&self) -> usize {
        self.0.lock().unwrap().len()
    }
}

async fn keep(
    State(record): State<Record>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let seen = Seen {
        method,
        uri,
        headers,
        body,
    };
    record.0.lock().unwrap().push(seen);
    StatusCode::NO_CONTENT
}
