//! What the generated requests of `pass/bodies` send, and what they make of responses.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use bytes::Bytes;
use golden::bodies::operations::{
    ChangeNoteBody, CheckJob, DrawNoteBody, FetchJob, PlanJob, PlanJobResponse, RunJob, RunJobResponse,
    SendNoteBody, SendNoteParts,
};
use golden::bodies::types::Prompt;
use golden::bodies::{Client, headers};
use golden::{Body, BoxFuture, Error, File, ResponseStream, Limits, Request as _, Transport};
use http::{Request, Response};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// Answers each request with this, and remembers it.
#[derive(Clone, Debug)]
struct Canned {
    media_type: &'static str,
    body: &'static str,
    asked: Arc<Mutex<Vec<Request<Body>>>>,
}

impl Transport for Canned {
    fn send(
        &self,
        request: Request<Body>,
        _: Limits,
    ) -> BoxFuture<'_, Result<Response<ResponseStream>, Error>> {
        self.asked.lock().unwrap().push(request);
        let response = Response::builder()
            .header("content-type", self.media_type)
            .header("x-rate-limit", "7")
            .header("x-versions", "1, 2")
            .header("x-owner", r#"{"at":3}"#);
        let response = response.body(ResponseStream::from(Bytes::from_static(self.body.as_bytes())));
        Box::pin(std::future::ready(Ok(response.unwrap())))
    }
}

fn canned(media_type: &'static str, body: &'static str) -> (Client, Canned) {
    let transport = Canned {
        media_type,
        body,
        asked: Arc::default(),
    };
    let builder = Client::builder().transport(transport.clone());
    (builder.build().unwrap(), transport)
}

impl Canned {
    /// The only request: its media type, what it accepts, its body.
    fn asked(&self) -> (Option<String>, Option<String>, String) {
        let mut asked = std::mem::take(&mut *self.asked.lock().unwrap());
        assert_eq!(asked.len(), 1);
        let request = asked.remove(0);
        let header = |name| {
            let value = request.headers().get(name)?;
            Some(value.to_str().unwrap().to_owned())
        };
        let body = request.body().bytes().unwrap().to_vec();
        (
            header("content-type"),
            header("accept"),
            String::from_utf8(body).unwrap(),
        )
    }
}

/// Nothing here ever waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

fn response(status: u16, body: &'static str) -> Response<Bytes> {
    let response = Response::builder().status(status);
    response.body(Bytes::from_static(body.as_bytes())).unwrap()
}

#[test]
fn events_have_their_types() {
    let text = "event: tick\ndata: {\"at\": 1}\n\ndata: {\"at\": 2}\n\n";
    let (client, transport) = canned("text/event-stream", text);
    let mut events = now(client.watch().events()).unwrap();
    let first = now(events.try_next()).unwrap().unwrap();
    assert_eq!((first.event.as_str(), first.data.at), ("tick", 1));
    assert_eq!(now(events.try_next()).unwrap().unwrap().data.at, 2);
    assert!(now(events.try_next()).unwrap().is_none());
    assert_eq!(transport.asked().1.as_deref(), Some("text/event-stream"));
    let (client, _) = canned("application/x-ndjson", "{\"at\": 1}\n{\"at\": 2}\n");
    let mut records = now(client.export_records().events()).unwrap();
    assert_eq!(now(records.try_next()).unwrap().unwrap().at, 1);
    let (client, _) = canned("application/json-seq", "\u{1e}{\"at\": 1}\n");
    let mut records = now(client.export_sequence().events()).unwrap();
    assert_eq!(now(records.try_next()).unwrap().unwrap().at, 1);
    let (client, transport) = canned(
        "text/event-stream",
        "data: {\"text\": \"a\"}\n\ndata: [DONE]\n\n",
    );
    let prompt = golden::bodies::types::Prompt::new("p").stream(true);
    let mut events = now(client.complete(prompt).events()).unwrap();
    assert_eq!(now(events.try_next()).unwrap().unwrap().data.text, "a");
    assert!(now(events.try_next()).unwrap().is_none());
    assert_eq!(transport.asked().2, r#"{"text":"p","stream":true}"#);
}

#[test]
fn downloads_ask_for_what_is_wanted() {
    let (client, transport) = canned("application/octet-stream", "bytes");
    let mut download = now(client.fetch_file("1").download()).unwrap();
    assert_eq!(now(download.try_next()).unwrap().unwrap(), "bytes");
    assert_eq!(headers::x_rate_limit(download.headers()), Some(7));
    assert_eq!(
        transport.asked().1.as_deref(),
        Some("application/octet-stream")
    );
    let report = client.fetch_report("1");
    let csv = now(client.download_as(&report, "text/csv")).unwrap();
    assert_eq!(csv.status(), 200);
    assert_eq!(transport.asked().1.as_deref(), Some("text/csv"));
}

#[test]
fn headers_have_their_types() {
    let (client, _) = canned("application/octet-stream", "bytes");
    let file = now(client.send_full(&client.fetch_file("1"))).unwrap();
    assert_eq!(headers::x_versions(file.headers()), Some(vec![1, 2]));
    assert_eq!(headers::x_owner(file.headers()).unwrap().at, 3);
    assert_eq!(headers::x_checksum(file.headers()), None);
    assert_eq!(file.into_body(), "bytes");
}

#[test]
fn the_status_reports_what_was_received() {
    let run = |status, body| RunJob::<()>::from_http(response(status, body));
    assert!(matches!(run(200, r#"{"at":1}"#), Ok(RunJobResponse::Ok(tick)) if tick.at == 1));
    assert!(matches!(
        run(201, r#"{"text":""}"#),
        Ok(RunJobResponse::Created(_))
    ));
    assert!(matches!(run(204, ""), Ok(RunJobResponse::NoContent)));
    // What is not declared.
    assert!(matches!(run(202, ""), Ok(RunJobResponse::NoContent)));
    assert!(matches!(
        run(202, r#"{"text":""}"#),
        Ok(RunJobResponse::Created(_))
    ));
    assert!(run(201, "").unwrap_err().is_decode());
    let plan = |status, body| PlanJob::<()>::from_http(response(status, body));
    assert!(matches!(plan(200, r#"{"at":1}"#), Ok(PlanJobResponse::Ok(_))));
    assert!(matches!(plan(202, "queued"), Ok(PlanJobResponse::Success)));
    let fetch = |status, body| FetchJob::<()>::from_http(response(status, body)).unwrap();
    assert_eq!(fetch(200, r#"{"at":1}"#).unwrap().at, 1);
    assert!(fetch(204, "").is_none() && fetch(200, "").is_none());
    assert!(CheckJob::<()>::from_http(response(200, "")).is_ok());
}

#[test]
fn a_problem_is_declared_and_standard() {
    let mut response = response(403, r#"{"title":"Out of credit","balance":30}"#);
    let kind = "application/problem+json".parse().unwrap();
    response.headers_mut().insert("content-type", kind);
    let error = RunJob::<()>::from_http(response).unwrap_err();
    let declared = error
        .declared::<golden::bodies::types::RunJobError>()
        .unwrap();
    assert_eq!(declared.balance, Some(30));
    let problem = error.problem().unwrap();
    assert_eq!(problem.title.as_deref(), Some("Out of credit"));
    assert_eq!(problem.properties["balance"], 30);
}

#[test]
fn bodies_are_sent_as_declared() {
    let (client, transport) = canned("text/plain", "");
    now(client.store_file("1", "content").send()).unwrap();
    let (media_type, _, body) = transport.asked();
    assert_eq!(
        (media_type.as_deref(), body.as_str()),
        (Some("application/octet-stream"), "content")
    );
    let tick = golden::bodies::types::Tick::new(1);
    now(client.delete_file("1").body(tick).send()).unwrap();
    assert_eq!(transport.asked().2, r#"{"at":1}"#);
    now(client.delete_file("1").send()).unwrap();
    assert_eq!(transport.asked().0, None);
    // A form that is required is sent without fields, too.
    now(client.send_filter().send()).unwrap();
    let form = Some("application/x-www-form-urlencoded");
    assert_eq!(transport.asked().0.as_deref(), form);
    let cover = File::new("c").header("X-Width", "3");
    now(client.send_album("t", cover).pictures(["a", "b"]).send()).unwrap();
    let (media_type, _, body) = transport.asked();
    assert!(
        media_type
            .unwrap()
            .starts_with("multipart/form-data; boundary=")
    );
    assert_eq!(
        body.matches("name=\"pictures\"; filename=\"pictures\"")
            .count(),
        2
    );
    assert!(
        body.contains("Content-Type: image/png\r\nX-Width: 3\r\n\r\nc\r\n"),
        "{body}"
    );
}

#[test]
fn the_type_of_a_body_chooses_its_media_type() {
    let prompt = || Prompt::new("é").stream(true);
    let parts = SendNoteParts::new().text("t").file("f");
    for (body, expected, text) in [
        (
            prompt().into(),
            "application/json",
            "{\"text\":\"é\",\"stream\":true}",
        ),
        (
            SendNoteBody::Form(prompt()),
            "application/x-www-form-urlencoded",
            "text=%C3%A9&stream=true",
        ),
        (
            SendNoteBody::Multipart(parts),
            "multipart/form-data; boundary=",
            "filename=\"file\"",
        ),
        (SendNoteBody::Markdown("# t".into()), "text/markdown", "# t"),
        (SendNoteBody::Pdf("%PDF".into()), "application/pdf", "%PDF"),
    ] {
        let (client, transport) = canned("text/plain", "");
        now(client.send_note(body).send()).unwrap();
        let (media_type, _, body) = transport.asked();
        assert!(media_type.unwrap().starts_with(expected), "{expected}");
        assert!(body.contains(text), "{body}");
    }
    let (client, transport) = canned("text/plain", "");
    now(client.change_note().send()).unwrap();
    assert_eq!(transport.asked().0, None);
    let merge = ChangeNoteBody::MergePatch(serde_json::json!({"a": null}));
    now(client.change_note().body(merge).send()).unwrap();
    let (media_type, _, body) = transport.asked();
    assert_eq!(media_type.as_deref(), Some("application/merge-patch+json"));
    assert_eq!(body, "{\"a\":null}");
    now(client.draw_note("png").send()).unwrap();
    assert_eq!(transport.asked().0.as_deref(), Some("image/png"));
    now(client.draw_note(DrawNoteBody::Jpeg("jpeg".into())).send()).unwrap();
    assert_eq!(transport.asked().0.as_deref(), Some("image/jpeg"));
}
