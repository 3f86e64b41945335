//! Are pages of each form followed to their end over HTTP, and never further? Compiled and run
//! inside of the crate that holds the outputs.

use golden::Error;
use golden::pages::Client;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A response: the header `Link` if there is one, the body, and status 200 unless the body is
/// empty.
type Page = (&'static str, &'static str);

/// A server that plays these pages in order and keeps the targets that it was asked for. `{}` in a
/// header stands for its own URL.
struct Server {
    url: String,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(pages: &[Page]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (record, own, pages) = (Arc::clone(&seen), url.clone(), pages.to_vec());
        thread::spawn(move || {
            for (index, stream) in listener.incoming().flatten().enumerate() {
                let mut reader = BufReader::new(stream);
                let mut line = String::new();
                reader.read_line(&mut line).unwrap();
                let mut words = line.split(' ').map(str::to_owned);
                assert_eq!(words.next().as_deref(), Some("GET"));
                record.lock().unwrap().extend(words.next());
                while line.trim() != "" {
                    line.clear();
                    reader.read_line(&mut line).unwrap();
                }
                let (link, body) = pages.get(index).copied().unwrap_or_default();
                let status = if body.is_empty() { "400 Bad Request" } else { "200 OK" };
                let link = match link {
                    "" => String::new(),
                    link => format!("link: {}\r\n", link.replace("{}", &own)),
                };
                let length = body.len();
                let mut stream = reader.into_inner();
                let _ = write!(
                    stream,
                    "HTTP/1.1 {status}\r\ncontent-type: application/json\r\n{link}\
                     content-length: {length}\r\nconnection: close\r\n\r\n{body}"
                );
            }
        });
        Self { url, seen }
    }

    fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

/// What came of a walk: the ids of the items, how it ended, and what the server was asked for.
#[derive(Debug)]
struct Walked {
    found: String,
    end: Result<(), Error>,
    seen: Vec<String>,
}

impl Walked {
    #[track_caller]
    fn is(self, found: &str, seen: &[&str]) {
        self.end.as_ref().unwrap();
        assert_eq!(self.found, found, "{self:?}");
        assert_eq!(self.seen, seen);
    }

    #[track_caller]
    fn fails(self, found: &str, seen: &[&str], why: fn(&Error) -> bool) {
        let error = self.end.as_ref().expect_err(&self.found);
        assert!(why(error), "{error:?}");
        assert_eq!(self.found, found);
        assert_eq!(self.seen, seen);
    }
}

/// Walks over the items of a request twice: with a client that blocks and one that does not. Both
/// have to find the same. Whole pages are as many as were asked for and read.
macro_rules! walk {
    ($pages:expr, $client:ident => $request:expr) => {{
        let pages: &[Page] = $pages;
        let builder = |server: &Server| {
            let builder = Client::builder().base_url(&server.url);
            builder.timeout(Duration::from_secs(20))
        };

        let server = Server::start(pages);
        let $client = builder(&server).build_blocking().unwrap();
        let (mut found, mut end) = (String::new(), Ok(()));
        let mut items = $request.stream();
        for item in &mut items {
            match item {
                Ok(item) => found.push_str(&item.id),
                Err(error) => end = Err(error),
            }
        }
        assert!(items.next().is_none(), "it has ended");
        let blocking = Walked { found, end, seen: server.seen() };

        let server = Server::start(pages);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let walked = runtime.unwrap().block_on(async {
            let $client = builder(&server).build().unwrap();
            let mut items = $request.stream();
            let mut found = String::new();
            let end = loop {
                match items.try_next().await {
                    Ok(Some(item)) => found.push_str(&item.id),
                    Ok(None) => break Ok(()),
                    Err(error) => break Err(error),
                }
            };
            assert!(items.try_next().await.unwrap().is_none(), "it has ended");
            Walked { found, end, seen: server.seen() }
        });
        assert_eq!(walked.found, blocking.found);
        assert_eq!(walked.seen, blocking.seen);
        assert_eq!(format!("{:?}", walked.end), format!("{:?}", blocking.end));

        let server = Server::start(pages);
        let $client = builder(&server).build_blocking().unwrap();
        let whole = $request.pages().filter(Result::is_ok).count();
        let failed = usize::from(server.seen().len() > whole);
        assert_eq!(server.seen().len(), whole + failed);
        walked
    }};
}

const AB: &str = r#"[{"id":"a"},{"id":"b"}]"#;
const CD: &str = r#"[{"id":"c"},{"id":"d"}]"#;
const E: &str = r#"[{"id":"e"}]"#;

#[test]
fn links_in_the_header() {
    let next = r#"<{}/header?q=x&after=b>; rel="next", </header>; rel="first""#;
    let last = r#"</header>; rel="first""#;
    walk!(&[(next, AB), (last, E)], client => client.by_header().q("x"))
        .is("abe", &["/header?q=x", "/header?q=x&after=b"]);
    walk!(&[("", AB), ("", E)], client => client.by_header()).is("ab", &["/header"]);
    // An empty page in front is not the end.
    walk!(&[("<?p=2>; rel=next", "[]"), ("", E)], client => client.by_header())
        .is("e", &["/header", "/header?p=2"]);
    walk!(&[("<http://elsewhere.invalid/header>; rel=next", AB)], client => client.by_header())
        .fails("ab", &["/header"], Error::is_foreign_link);
    walk!(&[("<?p=2>; rel=next", AB), ("</header>; rel=next", E)], client => client.by_header())
        .fails("abe", &["/header", "/header?p=2"], Error::is_page_loop);
}

#[test]
fn links_in_the_body() {
    let first = r#"{"items":[{"id":"a"}],"links":{"next":"/link?page=2"}}"#;
    let empty = r#"{"items":[],"links":{"next":"?page=3"}}"#;
    let last = r#"{"items":[{"id":"b"}],"links":{"next":""}}"#;
    walk!(&[("", first), ("", empty), ("", last)], client => client.by_link())
        .is("ab", &["/link", "/link?page=2", "/link?page=3"]);
    // An error ends it after what came before.
    walk!(&[("", first), ("", ""), ("", last)], client => client.by_link())
        .fails("a", &["/link", "/link?page=2"], Error::is_status);
}

#[test]
fn cursors() {
    let first = r#"{"data":{"list":[{"id":"a"}]},"meta":{"next_cursor":"a/b&c=d+"}}"#;
    let second = r#"{"data":{"list":[{"id":"b"}]},"meta":{"next_cursor":"e","has_more":true}}"#;
    let last = r#"{"data":{"list":[{"id":"c"}]},"meta":{"next_cursor":null}}"#;
    let path = "/cursor?tag=x&tag=y&page%5Bcursor%5D=";
    walk!(
        &[("", first), ("", second), ("", last)],
        client => client.by_cursor().tag(["x", "y"])
    )
    .is("abc", &["/cursor?tag=x&tag=y", &format!("{path}a%2Fb%26c%3Dd%2B"), &format!("{path}e")]);
    // The cursor that began the walk is replaced.
    walk!(&[("", second), ("", last)], client => client.by_cursor().page_cursor("z"))
        .is("bc", &["/cursor?page%5Bcursor%5D=z", "/cursor?page%5Bcursor%5D=e"]);
    for last in [
        r#"{}"#,
        r#"{"meta":{"next_cursor":""}}"#,
        r#"{"meta":{"next_cursor":"x","has_more":false}}"#,
    ] {
        walk!(&[("", last), ("", first)], client => client.by_cursor()).is("", &["/cursor"]);
    }
    walk!(&[("", second), ("", second)], client => client.by_cursor())
        .fails("bb", &["/cursor", "/cursor?page%5Bcursor%5D=e"], Error::is_page_loop);
    let silent = r#"{"data":{"list":[{"id":"a"}]},"meta":{"has_more":true}}"#;
    walk!(&[("", silent)], client => client.by_cursor())
        .fails("a", &["/cursor"], Error::is_page_loop);
}

#[test]
fn numbers_that_are_reported() {
    let page = |next: &str| format!(r#"{{"things":[{{"id":"a"}}],"pagination":{{"next_page":{next}}}}}"#);
    for last in ["null", "0"] {
        let (first, last) = (page("2").leak(), page(last).leak());
        walk!(&[("", first), ("", last)], client => client.by_next_number())
            .is("aa", &["/next-number", "/next-number?page=2"]);
    }
}

#[test]
fn empty_pages_without_end() {
    let pages: Vec<Page> = (2..1100)
        .map(|next| -> Page {
            let page = format!(r#"{{"things":[],"pagination":{{"next_page":{next}}}}}"#);
            ("", page.leak())
        })
        .collect();
    let walked = walk!(&pages, client => client.by_next_number());
    assert!(walked.end.unwrap_err().is_page_loop());
    assert_eq!(walked.seen.len(), 1000);
}

#[test]
fn the_last_item() {
    let first = r#"{"data":[{"id":"a"},{"id":"b"}],"has_more":true}"#;
    let last = r#"{"data":[{"id":"c"}],"has_more":false}"#;
    walk!(&[("", first), ("", last)], client => client.by_last_item().limit(2))
        .is("abc", &["/last?limit=2", "/last?limit=2&starting_after=b"]);
    let none = r#"{"data":[],"has_more":true}"#;
    walk!(&[("", none)], client => client.by_last_item())
        .fails("", &["/last"], Error::is_page_loop);

    let first = r#"{"data":[{"id":"a"}],"has_more":true,"last_id":"a"}"#;
    for last in [
        r#"{"data":[{"id":"b"}],"has_more":false,"last_id":"b"}"#,
        r#"{"data":[{"id":"b"}],"last_id":"b"}"#,
    ] {
        walk!(&[("", first), ("", last)], client => client.by_last_id())
            .is("ab", &["/last-id", "/last-id?after_id=a"]);
    }
}

#[test]
fn offsets() {
    walk!(&[("", AB), ("", CD), ("", E)], client => client.by_offset())
        .is("abcde", &["/offset", "/offset?offset=2", "/offset?offset=4"]);
    walk!(&[("", AB), ("", "[]")], client => client.by_offset())
        .is("ab", &["/offset", "/offset?offset=2"]);
    walk!(&[("", "[]")], client => client.by_offset()).is("", &["/offset"]);
    walk!(&[("", AB), ("", E)], client => client.by_offset().offset(7).limit(2))
        .is("abe", &["/offset?offset=7&limit=2", "/offset?limit=2&offset=9"]);
    // More than the document allows: a short page may be all that the server gives.
    walk!(&[("", AB), ("", E), ("", "[]")], client => client.by_offset().limit(9))
        .is("abe", &["/offset?limit=9", "/offset?limit=9&offset=2", "/offset?limit=9&offset=3"]);
    // A server that does not know the parameter.
    walk!(&[("", AB), ("", AB), ("", AB)], client => client.by_offset())
        .fails("abab", &["/offset", "/offset?offset=2"], Error::is_page_loop);
    walk!(&[("", AB), ("", "")], client => client.by_offset())
        .fails("ab", &["/offset", "/offset?offset=2"], Error::is_status);

    let page = |ids: &'static str, total| -> Page {
        ("", format!(r#"{{"value":{ids},"@odata.count":{total}}}"#).leak())
    };
    let two = ["/offset-of", "/offset-of?%24skip=2"];
    walk!(&[page(AB, 3), page(E, 3)], client => client.by_offset_of_total()).is("abe", &two);
    walk!(&[page(AB, 2)], client => client.by_offset_of_total()).is("ab", &two[..1]);
    // A total that is none.
    walk!(&[page(AB, 0), page("[]", 0)], client => client.by_offset_of_total()).is("ab", &two);
    walk!(&[page(AB, 1), page("[]", 1)], client => client.by_offset_of_total()).is("ab", &two);
}

#[test]
fn numbers() {
    walk!(&[("", AB), ("", CD), ("", E)], client => client.by_number())
        .is("abcde", &["/number", "/number?page=2", "/number?page=3"]);
    walk!(&[("", AB), ("", E)], client => client.by_number().page(5))
        .is("abe", &["/number?page=5", "/number?page=6"]);
    walk!(&[("", AB), ("", AB)], client => client.by_number())
        .fails("abab", &["/number", "/number?page=2"], Error::is_page_loop);

    let page = |ids: &'static str, pages, last| -> Page {
        ("", format!(r#"{{"content":{ids},"totalPages":{pages},"last":{last}}}"#).leak())
    };
    let two = ["/number-of", "/number-of?page=1"];
    walk!(&[page(AB, 2, false), page(E, 2, true)], client => client.by_number_of_pages())
        .is("abe", &two);
    walk!(&[page("[]", 0, true)], client => client.by_number_of_pages()).is("", &two[..1]);
    // An empty page that is not the last.
    walk!(&[page("[]", 2, false), page(E, 2, true)], client => client.by_number_of_pages())
        .is("e", &two);

    let page = |ids: &'static str, page: &str, total| -> Page {
        ("", format!(r#"{{"results":{ids},"meta":{{"page":{page},"total":{total}}}}}"#).leak())
    };
    for (first, second) in [("0", "1"), ("1", "2")] {
        let target = format!("/number-told?page={second}");
        walk!(
            &[page(AB, first, 4), page(CD, second, 4), page("[]", "9", 4)],
            client => client.by_number_told()
        )
        .found_with(&target);
    }
    // Nothing says where the walk is.
    walk!(&[page(AB, "null", 4)], client => client.by_number_told())
        .fails("ab", &["/number-told"], Error::is_page_loop);
}

impl Walked {
    /// All four items, the second page from there, and at most an empty page after it.
    #[track_caller]
    fn found_with(self, second: &str) {
        self.end.as_ref().unwrap();
        assert_eq!(self.found, "abcd");
        assert_eq!(self.seen.get(1).map(String::as_str), Some(second));
        assert!(self.seen.len() <= 3, "{self:?}");
    }
}
