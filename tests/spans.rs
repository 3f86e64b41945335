//! What does a program that is traced learn of its calls, and what does it not?
//!
//! A program of its own: where some threads listen and others do not, `tracing` may take a place in
//! the code for one that nobody listens to.
#![cfg(feature = "tracing")]

#[allow(dead_code, reason = "the tests on the wire need more of it")]
#[path = "wire/clients.rs"]
mod clients;
#[allow(dead_code, reason = "the tests on the wire need more of it")]
#[path = "wire/server.rs"]
mod server;

use clients::{
    ACCOUNT, PARTICIPANT, SERVICE, SESSION, TOKEN, TWILIO_AUTHORIZATION, twilio_builder,
};
use participant_apis::{Retries, twilio_proxy};
use server::{Response, Server};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::DefaultGuard;
use tracing::{Event, Metadata, Subscriber};

type Fields = BTreeMap<String, String>;

/// The recorded events.
#[derive(Debug, Default)]
struct Reported {
    spans: Vec<Fields>,
    entered: Vec<u64>,
    /// Each with the span that it happened in, counted from one.
    events: Vec<(Option<u64>, Fields)>,
}

/// Listens to everything, at every level, of every crate.
#[derive(Clone, Default)]
struct Listener(Arc<Mutex<Reported>>);

impl Listener {
    fn listen() -> (Self, DefaultGuard) {
        let listener = Self::default();
        let guard = tracing::subscriber::set_default(listener.clone());
        (listener, guard)
    }

    fn change<T>(&self, change: impl FnOnce(&mut Reported) -> T) -> T {
        change(&mut self.0.lock().expect("the lock"))
    }

    /// The spans of calls, the others being those of other crates.
    fn calls(&self) -> Vec<Fields> {
        let calls = |reported: &mut Reported| reported.spans.clone();
        let mut spans = self.change(calls);
        spans.retain(|fields| fields.contains_key("url.template"));
        spans
    }

    fn retries(&self) -> Vec<(Option<u64>, Fields)> {
        let mut events = self.change(|reported| reported.events.clone());
        events.retain(|(_, fields)| {
            fields
                .get("message")
                .is_some_and(|text| text.contains("again"))
        });
        events
    }
}

struct Reader<'a>(&'a mut Fields);

impl Visit for Reader<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }
}

impl Subscriber for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields::from([("name".to_owned(), span.metadata().name().to_owned())]);
        span.record(&mut Reader(&mut fields));
        self.change(|reported| {
            reported.spans.push(fields);
            Id::from_u64(u64::try_from(reported.spans.len()).expect("few spans"))
        })
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let index = usize::try_from(span.into_u64()).expect("few spans") - 1;
        self.change(|reported| values.record(&mut Reader(&mut reported.spans[index])));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::new();
        event.record(&mut Reader(&mut fields));
        self.change(|reported| {
            let parent = event.parent().map(Id::into_u64);
            let parent = parent.or(reported.entered.last().copied());
            reported.events.push((parent, fields));
        });
    }

    fn enter(&self, span: &Id) {
        self.change(|reported| reported.entered.push(span.into_u64()));
    }

    fn exit(&self, span: &Id) {
        self.change(|reported| {
            let last = reported.entered.pop();
            assert_eq!(
                last,
                Some(span.into_u64()),
                "spans are left as they were entered"
            );
        });
    }
}

const TEMPLATE: &str = "/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{Sid}";

fn port(server: &Server) -> String {
    let url: http::Uri = server.url().parse().expect("a URL");
    url.port_u16().expect("a port").to_string()
}

/// The fields that every span of a call has.
fn fetched(server: &Server) -> Fields {
    let port = port(server);
    let (name, text) = (format!("GET {TEMPLATE}"), str::to_owned);
    Fields::from(
        [
            ("name", "call"),
            ("otel.name", &name),
            ("otel.kind", "client"),
            ("openapi.api", "twilio_proxy"),
            ("openapi.operation_id", "fetchParticipant"),
            ("http.request.method", "GET"),
            ("url.template", TEMPLATE),
            ("server.address", "127.0.0.1"),
            ("server.port", &port),
        ]
        .map(|(name, value)| (text(name), text(value))),
    )
}

fn with(mut fields: Fields, more: &[(&str, &str)]) -> Fields {
    for (name, value) in more {
        fields.insert((*name).to_owned(), (*value).to_owned());
    }
    fields
}

fn client(server: &Server) -> twilio_proxy::Client {
    let retries = Retries::default().backoff(Duration::ZERO, Duration::ZERO);
    let builder = twilio_builder(server).retries(retries);
    builder.build().expect("a client")
}

#[tokio::test]
async fn a_call_is_a_span_and_a_retry_an_event() {
    let server = Server::start([
        Response::with(503, &[("Retry-After", "0")], ""),
        Response::hang_up(),
        Response::json(200, "{}"),
    ]);
    let (listener, _guard) = Listener::listen();
    let request = client(&server).fetch_participant(SERVICE, SESSION, PARTICIPANT);
    request.send().await.expect("the third response");

    let expected = with(
        fetched(&server),
        &[
            ("http.response.status_code", "200"),
            ("http.request.resend_count", "2"),
        ],
    );
    assert_eq!(listener.calls(), [expected]);
    let retries = listener.retries();
    let whys: Vec<_> = retries
        .iter()
        .map(|(_, fields)| (fields["error.type"].as_str(), fields["waited_ms"].as_str()))
        .collect();
    assert_eq!(whys, [("503", "0"), ("interrupted", "0")]);
    let span = listener.change(|reported| {
        let index = reported
            .spans
            .iter()
            .position(|one| one.contains_key("url.template"));
        u64::try_from(index.expect("a span") + 1).expect("few spans")
    });
    assert!(retries.iter().all(|(parent, _)| *parent == Some(span)));
}

#[tokio::test]
async fn failures_are_named_in_few_words() {
    let server = Server::start([Response::json(404, "{}")]);
    let (listener, _guard) = Listener::listen();
    let request = client(&server).fetch_participant(SERVICE, SESSION, PARTICIPANT);
    request.send().await.expect_err("it is not there");
    let missing = [
        ("http.response.status_code", "404"),
        ("error.type", "404"),
        ("otel.status_code", "ERROR"),
    ];
    assert_eq!(listener.calls(), [with(fetched(&server), &missing)]);

    // Text that is no SID is refused before there is a request, and so a server.
    let request = client(&server).fetch_participant("nonsense", SESSION, PARTICIPANT);
    request.send().await.expect_err("it is no SID");
    let calls = listener.calls();
    let refused = calls.last().expect("a second call");
    assert_eq!(refused["error.type"], "invalid_request");
    assert!(!refused.contains_key("server.address"));
    assert!(!format!("{refused:?}").contains("nonsense"));
}

#[tokio::test]
async fn caller_values_are_not_recorded() {
    let link = |url: &str| format!("{url}/v1/elsewhere?PageToken=the-token");
    let server = Server::start_with(|url| {
        let page = format!(
            r#"{{"participants":[],"meta":{{"next_page_url":"{}"}}}}"#,
            link(url)
        );
        [
            Response::with(
                201,
                &[("X-Answer", "the-header")],
                r#"{"friendly_name":"the-answer"}"#,
            ),
            Response::json(200, &page),
            Response::redirect(302, "/v1/moved?where=the-target"),
            Response::json(500, r#"{"message":"the-fault"}"#),
        ]
    });
    let (listener, _guard) = Listener::listen();
    let builder = twilio_builder(&server).header("X-Key", "the-key");
    let client = builder.build().expect("a client");
    let create = client
        .create_participant(SERVICE, SESSION, "+14155551212")
        .friendly_name("the-name");
    create.send().await.expect("an answer");
    let mut all = client
        .list_participant(SERVICE, SESSION)
        .page_size(77)
        .stream();
    all.try_next().await.expect_err("the fourth response");
    assert_eq!(server.seen().len(), 4);

    // The port is any, so its digits may be those of what a caller gave.
    let reported = listener.change(|reported| format!("{reported:?}"));
    let reported = reported.replace(&port(&server), "PORT");
    assert_eq!(listener.calls().len(), 3, "{reported}");
    let basic = TWILIO_AUTHORIZATION
        .strip_prefix("Basic ")
        .expect("a scheme");
    for secret in [
        ACCOUNT,
        TOKEN,
        SERVICE,
        SESSION,
        basic,
        "14155551212",
        "the-",
        "PageSize",
        "77",
        "PageToken",
        "/v1/elsewhere",
        "/v1/moved",
        "http://",
    ] {
        assert!(!reported.contains(secret), "{secret} in {reported}");
    }
}

/// Tells that it carries a request.
#[cfg(feature = "mock")]
mod inside {
    use super::*;
    use participant_apis::twilio_proxy::operations::FetchParticipant;
    use participant_apis::{
        Body, BoxFuture, Error, Limits, Mock, MockResponse, ResponseStream, Transport,
    };

    #[derive(Debug)]
    struct Talking(Mock);

    impl Transport for Talking {
        fn send(
            &self,
            request: http::Request<Body>,
            limits: Limits,
        ) -> BoxFuture<'_, Result<http::Response<ResponseStream>, Error>> {
            Box::pin(async move {
                tokio::task::yield_now().await;
                tracing::info!("carried");
                Transport::send(&self.0, request, limits).await
            })
        }
    }

    #[tokio::test]
    async fn the_transport_works_inside_the_span() -> Result<(), Error> {
        let (listener, _guard) = Listener::listen();
        let mock = Mock::new();
        mock.on::<FetchParticipant>(MockResponse::json(200, "{}"))?;
        let builder = twilio_proxy::Client::builder().basic_auth(ACCOUNT, TOKEN);
        let client = builder.transport(Talking(mock)).build()?;
        let request = client.fetch_participant(SERVICE, SESSION, PARTICIPANT);
        request.send().await?;
        tracing::info!("outside");

        let events = listener.change(|reported| reported.events.clone());
        let events: Vec<_> = events
            .iter()
            .map(|(parent, fields)| (*parent, fields["message"].as_str()))
            .collect();
        assert_eq!(events, [(Some(1), "carried"), (None, "outside")]);
        Ok(())
    }

    #[cfg(feature = "blocking")]
    #[test]
    fn a_client_that_blocks_is_traced_too() -> Result<(), Error> {
        let (listener, _guard) = Listener::listen();
        let mock = Mock::new();
        mock.on::<FetchParticipant>(MockResponse::empty(503).unchecked())?
            .on::<FetchParticipant>(MockResponse::json(200, "{}"))?;
        let builder = twilio_proxy::Client::builder().basic_auth(ACCOUNT, TOKEN);
        let client = builder.blocking_transport(mock.clone()).build_blocking()?;
        client
            .fetch_participant(SERVICE, SESSION, PARTICIPANT)
            .send()?;

        let calls = listener.calls();
        assert_eq!(calls[0]["http.request.resend_count"], "1");
        let waited = mock.waits()[0].as_millis().to_string();
        let retries = listener.retries();
        assert_eq!(retries[0].1["waited_ms"], waited);
        assert_eq!(listener.change(|reported| reported.entered.len()), 0);
        Ok(())
    }
}
