//! Does a server read the parts of a body as what was given? It is not our own code that reads.

use super::request;
use bindery_runtime::runtime::multipart::{File, Multipart};
use bindery_runtime::runtime::writer::Writer;
use bytes::Bytes;

/// A part as a server sees it: name, file name, media type, content.
type Part = (String, Option<String>, Option<String>, Bytes);

fn received(parts: Multipart) -> Vec<Part> {
    let request = request(|to: &mut Writer| {
        to.path("color", &"x");
        to.multipart("multipart/form-data", &parts);
    })
    .unwrap();
    let content_type = request.headers()["content-type"].to_str().unwrap();
    let boundary = multer::parse_boundary(content_type).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut parts = multer::Multipart::with_reader(&request.body()[..], boundary);
        let mut received = Vec::new();
        while let Some(field) = parts.next_field().await.unwrap() {
            let name = field.name().unwrap().to_owned();
            let file_name = field.file_name().map(str::to_owned);
            let content_type = field.content_type().map(ToString::to_string);
            received.push((name, file_name, content_type, field.bytes().await.unwrap()));
        }
        received
    })
}

fn part(name: &str, file: Option<&str>, content_type: Option<&str>, content: &[u8]) -> Part {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let content = Bytes::copy_from_slice(content);
    (name.to_owned(), owned(file), owned(content_type), content)
}

#[test]
fn text_json_and_files_arrive() {
    let bytes: Vec<u8> = (0..=255).collect();
    let parts = Multipart::new()
        .text("title", "é\r\n--x")
        .json("point", &serde_json::json!({ "x": 1 }))
        .file(
            "scan",
            File::new(bytes.clone())
                .name("ü \"1\".png")
                .content_type("image/png"),
        )
        .file("scan", "plain");
    let octets = Some("application/octet-stream");
    assert_eq!(
        received(parts),
        [
            part("title", None, None, "é\r\n--x".as_bytes()),
            part("point", None, Some("application/json"), b"{\"x\":1}"),
            part("scan", Some("ü %221%22.png"), Some("image/png"), &bytes),
            part("scan", Some("scan"), octets, b"plain"),
        ]
    );
}

#[test]
fn content_that_looks_like_a_boundary_is_content() {
    let first = Multipart::new().text("a", "b");
    let request = request(|to| {
        to.path("color", &"x");
        to.multipart("multipart/form-data", &first);
    });
    let body = request.unwrap().into_body();
    let parts = first.file("again", body.clone());
    let [_, again] = received(parts).try_into().unwrap();
    assert_eq!(again.3, body);
}

#[test]
fn no_parts_are_no_body() {
    let request = request(|to| {
        to.path("color", &"x");
        to.multipart("multipart/form-data", &Multipart::new());
    })
    .unwrap();
    assert!(request.body().is_empty());
    assert!(!request.headers().contains_key("content-type"));
}

#[test]
fn a_problem_comes_out_with_the_name_of_the_part() {
    let parts = Multipart::new().file("scan", File::new("x").content_type("a\r\nb"));
    let problem = request(|to| to.multipart("multipart/form-data", &parts)).unwrap_err();
    assert!(problem.contains("`scan` is of a media type"), "{problem}");
}
