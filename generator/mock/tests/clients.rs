//! Do generated clients and `bindery mock` understand each other, who read the same documents?

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use bindery::job::Request as Job;
use bindery_mock::{Failing, Injection, Mock, Options, serve};
use http::Request;
use participant_apis::bandwidth_webrtc::types::{
    AccessError, CreateParticipantRequest, PublishPermission, RequestError,
};
use participant_apis::twilio_proxy::types::ApiError;
use participant_apis::{
    Body, Error, Middleware, Operation, Retries, bandwidth_webrtc, twilio_proxy,
};
use std::path::Path;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

const SERVICE: &str = "KS00000000000000000000000000000002";
const SESSION: &str = "KC00000000000000000000000000000003";
const PARTICIPANT: &str = "KP00000000000000000000000000000004";

/// A mock of both documents of this repository, which ends with the test.
struct Played {
    url: String,
    lines: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Played {
    async fn start(options: Options) -> Self {
        let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
        let job = Job {
            specs,
            ..Job::default()
        };
        let (findings, served) = bindery::pipeline::serve(&job.job().unwrap()).unwrap();
        assert!(findings.iter().all(|it| it.diagnostics.is_empty()));
        let mock = Arc::new(Mock::new(served, options));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let lines = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&lines);
        let log = move |line: &str| log.lock().unwrap().push(line.to_owned());
        let task = tokio::spawn(serve(listener, mock, log, std::future::pending()));
        Self { url, lines, task }
    }

    fn lines(&self) -> usize {
        self.lines.lock().unwrap().len()
    }

    fn twilio(&self) -> twilio_proxy::ClientBuilder {
        let client = twilio_proxy::Client::builder().base_url(&self.url);
        client.basic_auth("user", "password")
    }

    fn webrtc(&self) -> bandwidth_webrtc::ClientBuilder {
        let client = bandwidth_webrtc::Client::builder().base_url(format!("{}/v1", self.url));
        client.basic_auth("user", "password")
    }
}

impl Drop for Played {
    fn drop(&mut self) {
        self.task.abort();
    }
}

#[tokio::test]
async fn what_is_created_is_fetched_listed_and_deleted() {
    let played = Played::start(Options::default()).await;
    let client = played.twilio().build().unwrap();
    let mut created = Vec::new();
    for number in 0..7 {
        let participant = client
            .create_participant(SERVICE, SESSION, format!("+1415555000{number}"))
            .friendly_name(format!("Courier {number}"))
            .send()
            .await
            .unwrap();
        assert_eq!(participant.friendly_name, Some(format!("Courier {number}")));
        // A map in the response is no second place for what was sent.
        let links = participant.links.iter().flatten();
        assert!(
            links
                .clone()
                .all(|(name, _)| name == "message_interactions")
        );
        created.push(participant);
    }
    let sid = created[3].sid.clone().unwrap();
    let fetched = client
        .fetch_participant(SERVICE, SESSION, &sid)
        .send()
        .await
        .unwrap();
    assert_eq!(fetched.sid, Some(sid.clone()));
    assert_eq!(fetched.identifier.as_deref(), Some("+14155550003"));
    assert_eq!(fetched.session_sid.as_ref().unwrap().as_str(), SESSION);

    let before = played.lines();
    let mut stream = client
        .list_participant(SERVICE, SESSION)
        .page_size(3)
        .stream();
    let mut listed = Vec::new();
    while let Some(participant) = stream.try_next().await.unwrap() {
        listed.push(participant.sid);
    }
    let all: Vec<_> = created.iter().map(|one| one.sid.clone()).collect();
    assert_eq!(listed, all);
    assert_eq!(played.lines() - before, 3);

    client
        .delete_participant(SERVICE, SESSION, &sid)
        .send()
        .await
        .unwrap();
    let gone = client
        .fetch_participant(SERVICE, SESSION, &sid)
        .send()
        .await;
    let gone = gone.unwrap_err();
    assert!(gone.is_not_found());
    let error = gone.declared::<ApiError>().unwrap();
    assert_eq!(error.status, Some(404));
    assert!(error.message.as_ref().unwrap().contains("was deleted"));
    let again = client
        .delete_participant(SERVICE, SESSION, &sid)
        .send()
        .await;
    assert!(again.unwrap_err().is_not_found());
    let left = client
        .list_participant(SERVICE, SESSION)
        .send()
        .await
        .unwrap();
    assert_eq!(left.participants.unwrap().len(), 6);

    // Another session is another collection, in which nothing was created yet.
    let other = "KC00000000000000000000000000000009";
    let made_up = client
        .fetch_participant(SERVICE, other, PARTICIPANT)
        .send()
        .await;
    assert_eq!(made_up.unwrap().session_sid.unwrap().as_str(), other);
}

#[tokio::test]
async fn responses_hold_what_was_sent() {
    let played = Played::start(Options::default()).await;
    let client = played.webrtc().build().unwrap();
    let request = CreateParticipantRequest::new()
        .publish_permissions(vec![PublishPermission::Audio])
        .tag("guide");
    let created = client
        .create_participant("7", request)
        .send()
        .await
        .unwrap();
    let participant = created.participant.unwrap();
    assert_eq!(participant.tag.as_deref(), Some("guide"));
    assert_eq!(
        participant.publish_permissions,
        Some(vec![PublishPermission::Audio])
    );
    assert!(created.token.is_some());
}

/// Takes the credentials out again, or adds a header.
#[derive(Debug)]
struct Change(Option<(&'static str, &'static str)>);

impl Middleware for Change {
    fn before(&self, _: &'static Operation, request: &mut Request<Body>) -> Result<(), Error> {
        let headers = request.headers_mut();
        match self.0 {
            None => headers.remove("authorization"),
            Some((name, value)) => headers.insert(name, value.parse().unwrap()),
        };
        Ok(())
    }
}

#[tokio::test]
async fn refusals_are_the_errors_that_the_document_declares() {
    let played = Played::start(Options::default()).await;
    let client = played.webrtc().middleware(Change(None)).build().unwrap();
    let create = |client: &bandwidth_webrtc::Client| {
        client.create_participant("7", CreateParticipantRequest::new())
    };
    let refused = create(&client).send().await.unwrap_err();
    assert_eq!(refused.status().map(|it| it.as_u16()), Some(401));
    let challenge = &refused.headers()["www-authenticate"];
    assert!(challenge.to_str().unwrap().starts_with("Basic "));
    let error = refused.declared::<AccessError>().unwrap();
    assert!(error.message.as_ref().unwrap().contains("`basic`"));

    let client = played
        .webrtc()
        .middleware(Change(Some(("content-type", "text/plain"))))
        .build()
        .unwrap();
    let refused = create(&client).send().await.unwrap_err();
    assert_eq!(refused.status().map(|it| it.as_u16()), Some(415));

    let client = played
        .webrtc()
        .middleware(Change(Some(("prefer", "code=400"))))
        .build()
        .unwrap();
    let refused = create(&client).send().await.unwrap_err();
    assert!(refused.declared::<RequestError>().is_some());

    let client = played
        .twilio()
        .middleware(Change(Some(("prefer", "code=429"))))
        .retries(Retries::none())
        .build()
        .unwrap();
    let refused = client
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.status().map(|it| it.as_u16()), Some(429));
    assert!(refused.declared::<ApiError>().is_some());
}

#[tokio::test]
async fn clients_survive_injected_errors() {
    let failing = |injection, percent| Options {
        failing: vec![Failing { injection, percent }],
        ..Options::default()
    };
    // Half of all requests fail, and three tries are made of each.
    let played = Played::start(failing(Injection::Status(503), 50)).await;
    let client = played.twilio().build().unwrap();
    let (mut well, mut failed) = (0, 0);
    for _ in 0..10 {
        let fetch = client.fetch_participant(SERVICE, SESSION, PARTICIPANT);
        match fetch.send().await {
            Ok(_) => well += 1,
            Err(error) => {
                assert_eq!(error.status().map(|it| it.as_u16()), Some(503));
                assert!(error.declared::<ApiError>().is_some());
                failed += 1;
            }
        }
    }
    assert!(well > failed, "{well} well, {failed} failed");
    assert!(played.lines() > 10);
    for injection in [Injection::Reset, Injection::Truncate, Injection::Garbage] {
        let played = Played::start(failing(injection, 100)).await;
        let client = played.twilio().retries(Retries::none()).build().unwrap();
        let fetch = client.fetch_participant(SERVICE, SESSION, PARTICIPANT);
        let error = fetch.send().await.unwrap_err();
        assert!(error.request_sent(), "{injection:?}: {error}");
    }
}
