//! Is what was recorded from a server replayed as it was, without what is secret?

use super::clients::{
    ACCOUNT, NUMBER, PARTICIPANT, SERVICE, SESSION, TOKEN, TWILIO_AUTHORIZATION, participants,
    twilio_builder,
};
use super::server::{Response, Server};
use participant_apis::twilio_proxy::operations::FetchParticipant;
use participant_apis::{
    Error, Hyper, Mock, MockResponse, Recorder, Retries, bandwidth_webrtc, twilio_proxy,
};
use std::path::PathBuf;
use std::time::Duration;

/// A file of this test's own.
fn file(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    folder.join(format!("{name}.jsonl"))
}

fn at_once() -> Retries {
    Retries::default().backoff(Duration::ZERO, Duration::ZERO)
}

/// What a program does with the service, with all that comes of it.
async fn story(client: &twilio_proxy::Client) -> Result<String, Error> {
    let mut reported = Vec::new();
    let created = client
        .create_participant(SERVICE, SESSION, "+14155551212")
        .friendly_name("Courier")
        .send()
        .await?;
    reported.push(format!("{created:?}"));
    let mut all = client.list_participant(SERVICE, SESSION).stream();
    while let Some(participant) = all.try_next().await? {
        reported.push(format!("{participant:?}"));
    }
    for _ in 0..2 {
        let fetch = client.fetch_participant(SERVICE, SESSION, PARTICIPANT);
        reported.push(format!("{:?}", fetch.send().await));
    }
    let delete = client.delete_participant(SERVICE, SESSION, PARTICIPANT);
    reported.push(format!("{:?}", delete.send().await));
    Ok(reported.join("\n"))
}

/// The server's part of it; it repeats a credential, as careless services do.
fn server() -> Server {
    Server::start_with(|url| {
        let next = format!("{url}{}?Page=1&PageToken=PAKP", participants());
        let page = format!(
            r#"{{"participants":[{{"friendly_name":"caf\u00e9"}}],"meta":{{"next_page_url":"{next}"}}}}"#
        );
        let cookie = [
            ("Set-Cookie", "session=crumbs"),
            ("X-Echo", TWILIO_AUTHORIZATION),
        ];
        let echo = format!(r#"{{"friendly_name":"{TWILIO_AUTHORIZATION}"}}"#);
        [
            Response::with(201, &cookie, r#"{"identifier":"+14155551212"}"#),
            Response::json(200, &page),
            Response::json(200, r#"{"participants":[{}]}"#),
            Response::empty(503),
            Response::json(200, &format!(r#"{{"proxy_identifier_sid":"{NUMBER}"}}"#)),
            Response::json(200, &echo),
            Response::raw(b"HTTP/1.1 404 No\r\nContent-Length: 3\r\n\r\n\xff\x00\n".to_vec()),
        ]
    })
}

#[tokio::test]
async fn a_recording_replays_what_a_server_said() -> Result<(), Error> {
    let (path, server) = (file("story"), server());
    let recorder = Recorder::new(Hyper::new(Duration::from_secs(10))?, &path)?;
    let recorder = recorder.keep_unsearchable_bodies();
    let builder = twilio_builder(&server).retries(at_once());
    let reported = story(&builder.transport(recorder).build()?).await?;
    assert_eq!(server.seen().len(), 7);

    let text = std::fs::read_to_string(&path).expect("the recording");
    assert_eq!(text.lines().count(), 7, "{text}");
    let basic = TWILIO_AUTHORIZATION
        .strip_prefix("Basic ")
        .expect("a scheme");
    for secret in [basic, TOKEN, "crumbs", "set-cookie", "authorization"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    assert!(text.contains(r#"{"hex":"ff000a"}"#), "{text}");

    // Another account and another host: neither is what a recording is known by.
    let mock = Mock::replay(&path)?;
    let client = twilio_proxy::Client::builder()
        .basic_auth("somebody", "else")
        .base_url(server.url())
        .retries(at_once())
        .transport(mock.clone())
        .build()?;
    let replayed = story(&client).await?;
    assert_eq!(replayed, reported.replace(TWILIO_AUTHORIZATION, "REDACTED"));
    assert!(replayed.contains("REDACTED") && replayed.contains("café"));
    assert_eq!(mock.received::<FetchParticipant>().len(), 3);
    assert_eq!(server.seen().len(), 7, "the server was not asked again");

    // What a test gives itself comes first.
    mock.on::<FetchParticipant>(MockResponse::json(200, r#"{"friendly_name":"own"}"#))?;
    let fetch = client.fetch_participant(SERVICE, SESSION, PARTICIPANT);
    assert_eq!(fetch.send().await?.friendly_name.as_deref(), Some("own"));
    Ok(())
}

/// What a client does with these replies, and what was recorded of it.
async fn recorded(
    name: &str,
    responses: Vec<Response>,
    set: fn(Recorder<Hyper>) -> Recorder<Hyper>,
) -> Result<(PathBuf, String, Vec<Result<String, Error>>), Error> {
    let (path, count) = (file(name), responses.len());
    let server = Server::start(responses);
    let recorder = set(Recorder::new(Hyper::new(Duration::from_secs(10))?, &path)?);
    let client = twilio_builder(&server).transport(recorder).build()?;
    let names = names(&client, count).await;
    let text = std::fs::read_to_string(&path).expect("the recording");
    Ok((path, text, names))
}

/// The names of the participant, fetched several times.
async fn names(client: &twilio_proxy::Client, count: usize) -> Vec<Result<String, Error>> {
    let mut names = Vec::new();
    for _ in 0..count {
        let fetched = client
            .fetch_participant(SERVICE, SESSION, PARTICIPANT)
            .send();
        names.push(
            fetched
                .await
                .map(|fetched| fetched.friendly_name.unwrap_or_default()),
        );
    }
    names
}

#[tokio::test]
async fn a_secret_is_found_in_every_spelling() -> Result<(), Error> {
    let named = |name: &str| format!(r#"{{"friendly_name":"{name}"}}"#);
    let escaped: String = TOKEN.bytes().map(|byte| format!("\\u{byte:04X}")).collect();
    let percent: String = TOKEN.bytes().map(|byte| format!("%{byte:02x}")).collect();
    // The chunks of this one end within the secret.
    let (one, other) = TOKEN.split_at(5);
    let (one, other) = (
        format!("{{\"friendly_name\":\"{one}"),
        format!("{other}\"}}"),
    );
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\
         Connection: close\r\n\r\n{:x}\r\n{one}\r\n{:x}\r\n{other}\r\n0\r\n\r\n",
        one.len(),
        other.len()
    );
    let basic = TWILIO_AUTHORIZATION
        .strip_prefix("Basic ")
        .expect("a scheme");
    let basic: String = basic
        .replace('=', "%3D")
        .replace('+', "-")
        .replace('/', "_");
    let echoes = [
        named(&escaped),
        named(&percent),
        named(&format!("x/{basic}")),
    ];
    let mut responses: Vec<Response> = echoes
        .iter()
        .map(|body| Response::json(200, body))
        .collect();
    responses.push(Response::raw(chunked));
    responses.push(Response::with(
        200,
        &[("Location", &format!("/?access_token=short&of={percent}"))],
        &named("x"),
    ));
    let (path, text, names) = recorded("spellings", responses, |recorder| recorder).await?;
    assert_eq!(
        names[0].as_deref().ok(),
        Some(TOKEN),
        "callers get what was sent"
    );
    assert_eq!(names[3].as_deref().ok(), Some(TOKEN));
    for hidden in [TOKEN, &escaped, &percent, &basic, "short"] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
        assert!(
            !text.contains(&hidden.replace('\\', "\\\\")),
            "{hidden} in {text}"
        );
    }
    assert_eq!(text.matches("REDACTED").count(), 6, "{text}");
    let client = twilio_proxy::Client::builder().basic_auth(ACCOUNT, "other");
    let client = client.transport(Mock::replay(&path)?).build()?;
    let replayed = self::names(&client, 5).await;
    let replayed: Vec<_> = replayed
        .into_iter()
        .map(|name| name.expect("a name"))
        .collect();
    assert_eq!(replayed[..2], ["REDACTED", "REDACTED"]);
    assert!(replayed[2].contains("REDACTED"), "{replayed:?}");
    assert_eq!(replayed[3..], ["REDACTED", "x"]);
    Ok(())
}

#[tokio::test]
async fn what_one_response_says_in_confidence_is_hidden_in_all() -> Result<(), Error> {
    let responses = vec![
        Response::json(
            200,
            r#"{"friendly_name":"a","access_token":"first\/token","pin":"zq7!"}"#,
        ),
        Response::with(
            200,
            &[("Set-Cookie", "sid=crumbs-crumbs; Path=/")],
            r#"{"friendly_name":"b"}"#,
        ),
        Response::json(
            200,
            r#"{"friendly_name":"first/token, crumbs-crumbs, acct-17"}"#,
        ),
    ];
    let set = |recorder: Recorder<Hyper>| recorder.redact_name("PIN").redact_text("acct-17");
    let (path, text, _) = recorded("confidence", responses, set).await?;
    for hidden in ["first", "zq7!", "crumbs", "acct-17"] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
    let client = twilio_proxy::Client::builder().basic_auth(ACCOUNT, TOKEN);
    let client = client.transport(Mock::replay(&path)?).build()?;
    let replayed = names(&client, 3).await;
    assert_eq!(
        replayed[2].as_deref().ok(),
        Some("REDACTED, REDACTED, REDACTED")
    );
    Ok(())
}

#[tokio::test]
async fn of_a_body_that_cannot_be_searched_there_is_a_hash() -> Result<(), Error> {
    let mut bytes = b"HTTP/1.1 404 No\r\nConnection: close\r\n\r\n\xff".to_vec();
    bytes.extend_from_slice(TOKEN.as_bytes());
    let zip = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\
               Connection: close\r\n\r\nabcd";
    let responses = || vec![Response::raw(bytes.clone()), Response::raw(zip)];
    let (path, text, _) = recorded("hashes", responses(), |recorder| recorder).await?;
    // By `printf abcd | sha256sum`.
    let hash = "88d4266fd4e6338d13b845fcf289579d209c897823b9217da3e161936f031589";
    assert!(
        text.contains(&format!(r#"{{"bytes":4,"sha256":"{hash}"}}"#)),
        "{text}"
    );
    assert!(!text.contains("hex"), "{text}");
    let client = twilio_proxy::Client::builder().basic_auth(ACCOUNT, TOKEN);
    let client = client.transport(Mock::replay(&path)?).build()?;
    for error in names(&client, 2).await {
        let error = error.expect_err("there is no body");
        assert!(error.is_configuration(), "{error:?}");
        let message = error.to_string();
        assert!(message.contains("keep_unsearchable_bodies"), "{message}");
    }
    let keep = Recorder::keep_unsearchable_bodies;
    let (_, text, _) = recorded("kept", responses(), keep).await?;
    let hex = format!(
        "ff{}",
        "REDACTED"
            .bytes()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    );
    assert!(
        text.contains(&format!(r#"{{"hex":"{hex}"}}"#)) && text.contains("abcd"),
        "{text}"
    );
    Ok(())
}

#[cfg(feature = "blocking")]
#[test]
fn a_client_that_blocks_records_the_same() -> Result<(), Error> {
    use participant_apis::BlockingHyper;
    let path = file("blocking");
    let server = Server::start([Response::json(200, r#"{"friendly_name":"Courier"}"#)]);
    let recorder = Recorder::new(BlockingHyper::new(Duration::from_secs(10))?, &path)?;
    let builder = twilio_builder(&server).blocking_transport(recorder);
    let client = builder.build_blocking()?;
    let fetched = client
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send()?;
    drop(client);

    let builder = twilio_proxy::Client::builder().basic_auth(ACCOUNT, "other");
    let client = builder
        .blocking_transport(Mock::replay(&path)?)
        .build_blocking()?;
    let again = client
        .fetch_participant(SERVICE, SESSION, PARTICIPANT)
        .send()?;
    assert_eq!(again, fetched);
    let text = std::fs::read_to_string(&path).expect("the recording");
    assert!(!text.contains("cut") && !text.contains(TOKEN), "{text}");
    Ok(())
}

/// A recording of two lines: the creation of a participant of either API.
fn two_lines(name: &str) -> PathBuf {
    let path = file(name);
    let line = |path: &str, body: &str| {
        format!(
            r#"{{"request":{{"method":"POST","uri":"https://h{path}","headers":[],"body":{body:?}}},"response":{{"status":200,"headers":[],"body":"{{}}"}}}}"#
        )
    };
    let twilio = line(&format!("{}?a=1", participants()), "x");
    let bandwidth = line(
        "/accounts/9/participants",
        r#"{"tag": "one", "publishPermissions": ["AUDIO"]}"#,
    );
    std::fs::write(&path, format!("{twilio}\n\n{bandwidth}\n")).expect("a file");
    path
}

#[tokio::test]
async fn unmatched_requests_name_the_nearest_line() -> Result<(), Error> {
    use participant_apis::bandwidth_webrtc::types::{CreateParticipantRequest, PublishPermission};
    let mock = Mock::replay(two_lines("nearest"))?;
    let twilio = twilio_proxy::Client::builder()
        .basic_auth(ACCOUNT, TOKEN)
        .transport(mock.clone())
        .build()?;
    let bandwidth = bandwidth_webrtc::Client::builder()
        .basic_auth(ACCOUNT, TOKEN)
        .base_url("https://other.example")
        .transport(mock)
        .build()?;
    let create = |account: &'static str, tag: &str, permission| {
        let request = CreateParticipantRequest::new()
            .tag(tag)
            .publish_permissions(vec![permission]);
        bandwidth.create_participant(account, request).send()
    };
    create("9", "one", PublishPermission::Audio).await?;

    let mut problems = Vec::new();
    let created = twilio.create_participant(SERVICE, SESSION, "+1").send();
    problems.push(created.await.expect_err("the query differs"));
    let listed = twilio.list_participant(SERVICE, SESSION).send();
    problems.push(listed.await.expect_err("the method differs"));
    for (account, tag, permission) in [
        ("9", "two", PublishPermission::Audio),
        ("9", "one", PublishPermission::Video),
        ("8", "one", PublishPermission::Audio),
    ] {
        problems.push(create(account, tag, permission).await.expect_err("no line"));
    }
    let ends = [
        "the nearest is line 1: its query is `a=1`",
        "the nearest is line 1: its method is POST",
        "the nearest is line 3: its body has another value at `/tag`",
        "the nearest is line 3: its body has another value at `/publishPermissions/0`",
        "the nearest is line 3: its path is `/accounts/9/participants`",
    ];
    for (problem, end) in problems.iter().zip(ends) {
        assert!(problem.to_string().ends_with(end), "{problem}");
        assert!(problem.is_configuration());
    }
    let list = format!(
        "no exchange in the recording matches `GET {}`",
        participants()
    );
    assert!(problems[1].to_string().contains(&list), "{}", problems[1]);
    Ok(())
}

#[test]
fn a_damaged_recording_is_an_error_with_its_place() {
    let path = two_lines("damaged");
    let whole = std::fs::read_to_string(&path).expect("the recording");
    let place = |text: &str| {
        std::fs::write(&path, text).expect("a file");
        let error = Mock::replay(&path).expect_err("it is damaged");
        assert!(error.is_configuration());
        let text = error.to_string();
        let (_, rest) = text.split_once("damaged.jsonl").expect("the file's name");
        rest.to_owned()
    };
    let cut = whole.get(..whole.len() - 2).expect("most of it");
    let end = cut.lines().last().expect("a line").len();
    assert!(place(cut).starts_with(&format!(":3:{end}: this is no recording: EOF")));
    assert!(!place(cut).contains("at line"), "the line is said once");
    let latin: Vec<u8> = [b"\n\n{\"a\":\"\xff\"}\n".as_slice(), whole.as_bytes()].concat();
    std::fs::write(&path, latin).expect("a file");
    let error = Mock::replay(&path).expect_err("it is no UTF-8");
    assert!(error.to_string().contains("damaged.jsonl:3:"), "{error}");
    let status = whole.replacen("200", "2000", 1);
    assert_eq!(
        place(&status),
        ":1:1: this is no recording: `response.status` is missing or no status"
    );
    std::fs::remove_file(&path).expect("it was there");
    let error = Mock::replay(&path).expect_err("there is no file");
    assert!(error.to_string().contains("cannot be read"), "{error}");
}
