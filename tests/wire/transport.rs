//! Can a program carry requests by means of its own?

use super::clients::{
    ACCOUNT, PARTICIPANT, SERVICE, SESSION, TOKEN, TWILIO_AUTHORIZATION, participants,
};
use bytes::Bytes;
use participant_apis::{Body, BoxFuture, Error, Limits, ResponseStream, Transport, twilio_proxy};
use std::sync::{Arc, Mutex};
use std::time::Duration;

type Respond = fn() -> Result<http::Response<ResponseStream>, Error>;
type Requests = Arc<Mutex<Vec<http::Request<Body>>>>;

/// Keeps its requests, and gives the same response to all.
#[derive(Debug)]
struct Recording {
    requests: Requests,
    response: Respond,
}

impl Transport for Recording {
    fn send(
        &self,
        request: http::Request<Body>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<ResponseStream>, Error>> {
        assert!(limits.timeout <= Duration::from_secs(3));
        assert_eq!(limits.body, 77);
        self.requests.lock().expect("the record").push(request);
        let response = self.response;
        Box::pin(async move { response() })
    }
}

/// A client that is carried by the recording, and the record.
fn client(response: Respond) -> (twilio_proxy::Client, Requests) {
    let requests = Requests::default();
    let transport = Recording {
        requests: Arc::clone(&requests),
        response,
    };
    let client = twilio_proxy::Client::builder()
        .basic_auth(ACCOUNT, TOKEN)
        .timeout(Duration::from_secs(3))
        .body_limit(77)
        .transport(transport)
        .build()
        .expect("a client");
    (client, requests)
}

#[tokio::test]
async fn a_transport_of_ones_own_gets_finished_requests() {
    let (client, requests) = client(|| Ok(http::Response::new(Bytes::from_static(b"{}").into())));
    client
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await
        .expect("an answer");

    let requests = requests.lock().expect("the record");
    let request = &requests[0];
    // Without a base URL, the document's server.
    assert_eq!(
        request.uri().to_string(),
        format!("https://proxy.twilio.com{}/{PARTICIPANT}", participants())
    );
    let authorization = &request.headers()["authorization"];
    assert_eq!(authorization, TWILIO_AUTHORIZATION);
    assert!(authorization.is_sensitive(), "or a log would show it");
}

#[tokio::test]
async fn its_failures_are_the_callers_errors() {
    let (client, _) = client(|| Err(Error::interrupted("the pigeon was eaten")));
    let error = client
        .delete_participant(SERVICE, SESSION, PARTICIPANT)
        .send()
        .await
        .expect_err("an error");

    assert_eq!(error.operation(), Some("deleteParticipant"));
    assert!(error.request_sent() && error.is_retryable());
    let cause = std::error::Error::source(&error).expect("a cause");
    assert_eq!(cause.to_string(), "the pigeon was eaten");
}
