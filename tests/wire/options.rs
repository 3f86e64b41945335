//! What do options change in one call?

use super::clients::{SERVICE, SESSION, participants, twilio};
use super::server::{Response, Server};
use participant_apis::CallOptions;

#[tokio::test]
async fn options_are_those_of_one_call() {
    let page = || Response::json(200, r#"{"participants":[],"meta":{"page":0}}"#);
    let server = Server::start([page(), page(), page()]);
    let client = twilio(&server);
    let options = CallOptions::new()
        .header("X-Trace", "7")
        .query("PageToken", "a b");
    let list = || client.list_participant(SERVICE, SESSION).page_size(2);
    let of_call = list().customize(options.clone()).send().await;
    let of_client = client.with(options).list_participant(SERVICE, SESSION);
    of_call.expect("a page");
    of_client.send().await.expect("a page");
    list().send().await.expect("a page");

    let seen = server.seen();
    let lines: Vec<&str> = seen.iter().map(super::server::Seen::line).collect();
    let path = participants();
    assert_eq!(
        lines,
        [
            format!("GET {path}?PageSize=2&PageToken=a%20b"),
            format!("GET {path}?PageToken=a%20b"),
            format!("GET {path}?PageSize=2"),
        ]
    );
    let traces: Vec<_> = seen.iter().map(|seen| seen.header("x-trace")).collect();
    assert_eq!(traces, [Some("7"), Some("7"), None]);
}
