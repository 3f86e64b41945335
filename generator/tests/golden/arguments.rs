//! What do the requests of the case `arguments` look like on the wire? Compiled and run inside of
//! the crate that holds the outputs.

use golden::arguments::Client;
use golden::arguments::types::{Colour, Created, Point, Range};
use golden::{Decimal, Detached, File, Multipart, Request};
use std::collections::BTreeMap;

fn client() -> Client<Detached> {
    Client::detached()
}

fn sent(request: &impl Request) -> http::Request<bytes::Bytes> {
    let request = request.to_http("https://h").unwrap();
    request.map(|body| body.bytes().unwrap().clone())
}

fn target(request: &impl Request) -> String {
    let target = sent(request).uri().path_and_query().unwrap().to_string();
    target.replace("%5B", "[").replace("%5D", "]")
}

fn body(request: &impl Request) -> String {
    String::from_utf8(sent(request).body().to_vec()).unwrap()
}

#[test]
fn paths() {
    let point = Point::new(1, 2);
    assert_eq!(
        target(&client().in_path([1, 2], ["a", "b/c"], point)),
        "/simple/1,2/label/.a.b%2Fc/matrix/;x=1;y=2"
    );
    assert_eq!(
        target(&client().reserved("projects/1").filter("a:b/c&d")),
        "/v1/projects/1:run?filter=a:b/c%26d"
    );
    assert!(client().reserved("../x").to_http("https://h").is_err());
}

#[test]
fn queries() {
    let query = || client().in_query();
    let point = || Point::new(1, 2).label("a b");
    for (request, expected) in [
        (query(), ""),
        (query().repeated(["a", "b"]), "?repeated=a&repeated=b"),
        (query().commas(["a", "b,c"]), "?commas=a,b%2Cc"),
        (query().spaces(["a", "b"]), "?spaces=a%20b"),
        (
            query().pipes([Colour::Blue, Colour::Black]),
            "?pipes=blue%7Cblack",
        ),
        (query().members(point()), "?x=1&y=2&label=a%20b"),
        (query().joined(point()), "?joined=x,1,y,2,label,a%20b"),
        (
            query().others(BTreeMap::from([("k".into(), "v".into())])),
            "?k=v",
        ),
        (query().any("text"), "?any=text"),
        (
            query().any(serde_json::json!([1, {"a": 2}])),
            "?any=1&any=%7B%22a%22%3A2%7D",
        ),
        (query().price(7), "?price=7"),
        (
            query().price("12345678901234567890.10".parse::<Decimal>().unwrap()),
            "?price=12345678901234567890.10",
        ),
        (
            query().matrix(vec![vec![1.0], vec![]]),
            "?matrix=[1]&matrix=[]",
        ),
        (query().created(Created::Integer(5)), "?created=5"),
        (
            query().created(Range::new().gte(1).lt(2)),
            "?created[gte]=1&created[lt]=2",
        ),
        (
            query().created(Range::new().r#in([Point::new(1, 2)])),
            "?created[in][0][x]=1&created[in][0][y]=2",
        ),
        (query().expand(["a", "b"]), "?expand[]=a&expand[]=b"),
        (query().include(Some(true)), "?include=true"),
        (query().include(None), "?include="),
        (
            query().r#where(Range::new().lt(2)),
            "?where=%7B%22lt%22%3A2%7D",
        ),
    ] {
        assert_eq!(target(&request), format!("/query{expected}"));
    }
}

#[test]
fn headers_and_cookies() {
    let request = client().in_headers_and_cookies();
    let request = sent(
        &request
            .x_ids([1, 2])
            .x_point(Point::new(1, 2))
            .session("a;b")
            .tags(["x", "y"]),
    );
    assert_eq!(request.headers()["x-ids"], "1,2");
    assert_eq!(request.headers()["x-point"], "x=1,y=2");
    assert_eq!(request.headers()["cookie"], "session=a%3Bb; tags=x,y");
}

#[test]
fn forms() {
    let request = client()
        .send_form("a b")
        .tags(["x", "y"])
        .joined(["1", "2"])
        .point(Point::new(1, 2))
        .spread(Point::new(3, 4))
        .deep(Range::new().gte(5))
        .json([6, 7]);
    assert_eq!(
        body(&request),
        "name=a+b&tags=x&tags=y&joined=1%7C2&point=%7B%22x%22%3A1%2C%22y%22%3A2%7D\
         &x=3&y=4&deep%5Bgte%5D=5&json=%5B6%2C7%5D"
    );
    let whole = BTreeMap::from([("a".to_owned(), serde_json::json!(["x", "y"]))]);
    let whole = client().send_whole_form().body(whole);
    assert_eq!(body(&whole), "a=x&a=y");
    assert_eq!(
        sent(&whole).headers()["content-type"],
        "application/x-www-form-urlencoded"
    );
    assert!(
        !sent(&client().send_whole_form())
            .headers()
            .contains_key("content-type")
    );
}

#[test]
fn parts() {
    let upload = client()
        .upload(
            File::new("%PDF")
                .name("a.pdf")
                .content_type("application/pdf"),
            "Title",
        )
        .pages_(["1", "2"])
        .cover(vec![137, 80])
        .tags(["x", "y"])
        .point(Point::new(1, 2))
        .metadata([6, 7])
        .links(Range::new().gte(5));
    let request = sent(&upload);
    let content_type = request.headers()["content-type"].to_str().unwrap();
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let text = String::from_utf8_lossy(request.body())
        .replace(boundary, "B")
        .replace("\r\n", "\n");
    let parts: Vec<&str> = text
        .split("--B\nContent-Disposition: form-data; ")
        .collect();
    let binary = "Content-Type: application/octet-stream\n\n";
    assert_eq!(
        parts,
        [
            "".to_owned(),
            "name=\"file\"; filename=\"a.pdf\"\nContent-Type: application/pdf\n\n%PDF\n".to_owned(),
            "name=\"title\"\n\nTitle\n".to_owned(),
            format!("name=\"pages\"; filename=\"pages\"\n{binary}1\n"),
            format!("name=\"pages\"; filename=\"pages\"\n{binary}2\n"),
            "name=\"cover\"; filename=\"cover\"\nContent-Type: image/png\n\n\u{fffd}P\n".to_owned(),
            "name=\"tags\"\n\nx\n".to_owned(),
            "name=\"tags\"\n\ny\n".to_owned(),
            "name=\"point\"\nContent-Type: application/json\n\n{\"x\":1,\"y\":2}\n".to_owned(),
            "name=\"metadata\"\nContent-Type: application/json\n\n[6,7]\n".to_owned(),
            "name=\"links[gte]\"\n\n5\n--B--\n".to_owned(),
        ]
    );
    let free = client().send_parts().body(Multipart::new().text("a", "b"));
    assert!(body(&free).contains("name=\"a\"\r\n\r\nb\r\n"));
}

#[test]
fn other_bodies() {
    let binary = sent(&client().send_binary(vec![0, 255]));
    assert_eq!(binary.headers()["content-type"], "application/octet-stream");
    assert_eq!(&binary.body()[..], [0, 255]);
    let text = sent(&client().send_text().body("é"));
    assert_eq!(text.headers()["content-type"], "text/plain");
    assert_eq!(&text.body()[..], "é".as_bytes());
    let xml = sent(&client().send_xml("<x/>"));
    assert_eq!(xml.headers()["content-type"], "application/xml");
}
