//! Are pages followed to their end, and never anywhere else?

use super::clients::{PARTICIPANT, SERVICE, SESSION, TWILIO_AUTHORIZATION, participants, twilio};
use super::server::{Response, Server};
use participant_apis::twilio_proxy::Client;

/// A page with these identifiers and this link, which is put in as JSON.
fn page(identifiers: &[&str], next: &str) -> Response {
    let items: Vec<String> = identifiers
        .iter()
        .map(|identifier| format!(r#"{{"sid":"{PARTICIPANT}","identifier":"{identifier}"}}"#))
        .collect();
    let items = items.join(",");
    Response::json(
        200,
        &format!(
            r#"{{"participants":[{items}],"meta":{{"page":0,"page_size":2,"key":"participants","next_page_url":{next}}}}}"#
        ),
    )
}

/// Everything that a stream yields, and whether it ended well.
async fn all(client: &Client) -> (Vec<String>, Result<(), participant_apis::Error>) {
    let mut stream = client
        .list_participant(SERVICE, SESSION)
        .page_size(2)
        .stream();
    let mut found = Vec::new();
    loop {
        match stream.try_next().await {
            Ok(Some(participant)) => found.extend(participant.identifier),
            Ok(None) => return (found, Ok(())),
            Err(error) => return (found, Err(error)),
        }
    }
}

#[tokio::test]
async fn pages_can_be_followed_without_credentials() {
    let pages = || {
        Server::start_with(|url| {
            vec![
                page(&["a"], &format!("\"{url}/next\"")),
                page(&["b"], "null"),
            ]
        })
    };
    let server = pages();
    let client = twilio(&server).anonymous();
    assert_eq!(all(&client).await.0, ["a", "b"]);
    let requests = server.seen();
    assert_eq!(requests.len(), 2);
    for seen in requests {
        assert_eq!(seen.header("authorization"), None);
    }

    let server = pages();
    let request = twilio(&server).list_participant(SERVICE, SESSION);
    let mut pages = request.anonymous().pages();
    while pages.try_next().await.expect("a page").is_some() {}
    for seen in server.seen() {
        assert_eq!(seen.header("authorization"), None);
    }
}

fn lines(server: &Server) -> Vec<String> {
    server
        .seen()
        .iter()
        .map(|seen| seen.line().to_owned())
        .collect()
}

/// A server of these pages; `{}` in a link stands for the server's URL.
fn server_with(pages: &[(&[&str], &str)]) -> Server {
    Server::start_with(|url| {
        pages
            .iter()
            .map(|(identifiers, next)| page(identifiers, &next.replace("{}", url)))
            .collect::<Vec<_>>()
    })
}

#[tokio::test]
async fn three_pages_are_one_stream() {
    let next = |token: u8| {
        format!(
            r#""{{}}{}?PageSize=2&Page={token}&PageToken=PT{token}""#,
            participants()
        )
    };
    let server = server_with(&[
        (&["+1", "+2"], &next(1)),
        (&["+3", "+4"], &next(2)),
        (&["+5"], "null"),
    ]);
    let (found, end) = all(&twilio(&server)).await;

    end.expect("a good end");
    assert_eq!(found, ["+1", "+2", "+3", "+4", "+5"]);
    let path = participants();
    assert_eq!(
        lines(&server),
        [
            format!("GET {path}?PageSize=2"),
            format!("GET {path}?PageSize=2&Page=1&PageToken=PT1"),
            format!("GET {path}?PageSize=2&Page=2&PageToken=PT2"),
        ]
    );
    for seen in server.seen() {
        assert_eq!(seen.header("authorization"), Some(TWILIO_AUTHORIZATION));
        assert_eq!(seen.header("accept"), Some("application/json"));
    }
}

#[tokio::test]
async fn pages_come_whole() {
    let next = format!(r#""{{}}{}?PageToken=PT1""#, participants());
    let server = server_with(&[(&["+1", "+2"], &next), (&["+3"], "null")]);
    let mut pages = twilio(&server).list_participant(SERVICE, SESSION).pages();

    let first = pages.try_next().await.expect("a page").expect("the first");
    assert_eq!(first.participants.map(|items| items.len()), Some(2));
    assert_eq!(first.meta.and_then(|meta| meta.page_size), Some(2));
    assert_eq!(
        server.seen().len(),
        1,
        "the second page is not fetched ahead"
    );
    let second = pages.try_next().await.expect("a page").expect("the second");
    assert_eq!(second.participants.map(|items| items.len()), Some(1));
    assert!(pages.try_next().await.expect("the end").is_none());
    assert!(pages.try_next().await.expect("still the end").is_none());
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn the_second_page_waits_until_the_first_is_used_up() {
    let next = format!(r#""{{}}{}?PageToken=PT1""#, participants());
    let server = server_with(&[(&["+1", "+2"], &next), (&["+3"], "null")]);
    let mut stream = twilio(&server).list_participant(SERVICE, SESSION).stream();
    assert!(
        server.seen().is_empty(),
        "nothing is sent before the stream is asked"
    );

    stream
        .try_next()
        .await
        .expect("an item")
        .expect("the first");
    stream
        .try_next()
        .await
        .expect("an item")
        .expect("the second");
    assert_eq!(server.seen().len(), 1);
    stream
        .try_next()
        .await
        .expect("an item")
        .expect("the third");
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn an_empty_page_in_the_middle_is_not_the_end() {
    let next = |token: u8| format!(r#""{{}}{}?PageToken=PT{token}""#, participants());
    let server = server_with(&[(&["+1"], &next(1)), (&[], &next(2)), (&["+2"], "null")]);
    let (found, end) = all(&twilio(&server)).await;

    end.expect("a good end");
    assert_eq!(found, ["+1", "+2"]);
}

#[tokio::test]
async fn pages_end_where_no_link_is() {
    for body in [
        r#"{"participants":[{"identifier":"+1"}]}"#,
        r#"{"participants":[{"identifier":"+1"}],"meta":null}"#,
        r#"{"participants":[{"identifier":"+1"}],"meta":{}}"#,
        r#"{"participants":[{"identifier":"+1"}],"meta":{"next_page_url":""}}"#,
    ] {
        let server = Server::start([Response::json(200, body)]);
        let (found, end) = all(&twilio(&server)).await;
        end.expect("a good end");
        assert_eq!(found, ["+1"], "{body}");
        assert_eq!(server.seen().len(), 1);
    }
}

#[tokio::test]
async fn a_relative_link_is_resolved_against_its_page() {
    let path = participants();
    let server = Server::start([
        page(&["+1"], &format!(r#""{path}?PageToken=PT1""#)),
        page(&["+2"], r#""?PageToken=PT2""#),
        page(&["+3"], r#""Participants?PageToken=PT3""#),
        page(&["+4"], "null"),
    ]);
    let (found, end) = all(&twilio(&server)).await;

    end.expect("a good end");
    assert_eq!(found, ["+1", "+2", "+3", "+4"]);
    assert_eq!(
        lines(&server),
        [
            format!("GET {path}?PageSize=2"),
            format!("GET {path}?PageToken=PT1"),
            format!("GET {path}?PageToken=PT2"),
            format!("GET {path}?PageToken=PT3"),
        ]
    );
}

#[tokio::test]
async fn a_link_to_another_host_is_refused() {
    let other = Server::start([page(&["+666"], "null")]);
    let links = [
        other.url(),
        other.url_by_name(),
        // The same host and another port, scheme or spelling are other places too.
        format!("https://{}", other.host()),
        format!("//{}", other.host()),
        format!("http://user@{}", other.host()),
        "file:///etc/passwd".to_owned(),
    ];
    for link in links {
        let link = format!(r#""{link}{}?PageToken=PT1""#, participants());
        let server = Server::start([page(&["+1"], &link)]);
        let (found, end) = all(&twilio(&server)).await;

        assert_eq!(found, ["+1"], "{link}");
        let error = end.expect_err(&link);
        assert!(error.is_foreign_link(), "{link}: {error}");
        assert_eq!(error.operation(), Some("listParticipant"), "{error}");
        assert_eq!(server.seen().len(), 1);
    }
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn a_link_that_leads_back_is_not_followed_again() {
    let path = participants();
    let itself = format!(r#""{path}?PageToken=PT1""#);
    let server = Server::start([
        page(&["+1"], &itself),
        page(&["+2"], &itself),
        page(&["+1"], &itself),
    ]);
    let (found, end) = all(&twilio(&server)).await;
    assert!(end.expect_err("a circle").is_page_loop());
    assert_eq!(found, ["+1", "+2"]);
    assert_eq!(server.seen().len(), 2);

    let server = Server::start([
        page(&["+1"], &format!(r#""{path}?PageToken=PT1""#)),
        page(&["+2"], &format!(r#""{path}?PageToken=PT2""#)),
        page(&["+3"], &format!(r#""{path}?PageToken=PT1""#)),
        page(&["+2"], &format!(r#""{path}?PageToken=PT2""#)),
    ]);
    let (found, end) = all(&twilio(&server)).await;
    assert!(end.expect_err("a circle").is_page_loop());
    assert_eq!(found, ["+1", "+2", "+3"]);
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn a_failing_page_ends_the_stream_after_what_came_before() {
    let server = Server::start([
        page(&["+1"], &format!(r#""{}?PageToken=PT1""#, participants())),
        Response::json(500, r#"{"code":20500}"#),
    ]);
    let mut stream = twilio(&server).list_participant(SERVICE, SESSION).stream();

    assert!(stream.try_next().await.expect("an item").is_some());
    let error = stream.try_next().await.expect_err("the second page fails");
    assert!(error.is_server_error());
    assert_eq!(server.seen().len(), 2);
}
