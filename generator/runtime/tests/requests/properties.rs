//! Does another implementation read what was written, whatever it is?
//!
//! `generator/fuzz` has the same functions, for as many inputs as it is let; the tests below try a
//! fixed number.

use super::request;
use bindery_runtime::runtime::multipart::{File, Multipart};
use bindery_runtime::runtime::parameter::{Parameter, Parts};
use bindery_runtime::runtime::style::Style;
use std::borrow::Cow;

/// Pairs of names and values.
pub type Pairs = [(String, String)];

struct Properties<'a>(&'a Pairs);

impl Parameter for Properties<'_> {
    fn parts(&self) -> Parts<'_> {
        let property = |(name, value): &'_ (String, String)| {
            (
                Cow::Owned(name.clone()),
                Parts::Text(Cow::Owned(value.clone())),
            )
        };
        Parts::Object(self.0.iter().map(property).collect())
    }
}

fn read(text: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(text).into_owned().collect()
}

/// The properties of an object in a query, and in the query of a deep object.
pub fn query(pairs: &Pairs) {
    for style in [Style::FORM, Style::FORM.reserved()] {
        let request = request(|to| {
            to.path("color", &"x");
            to.query_as("q", style, &Properties(pairs));
        });
        let request = request.unwrap();
        let query = request.uri().query().unwrap_or_default();
        let said = match style.eq(&Style::FORM) {
            true => pairs.to_vec(),
            // What has been encoded is left unchanged.
            false => pairs
                .iter()
                .map(|(name, value)| (name.clone(), once(value)))
                .collect(),
        };
        assert_eq!(read(query.as_bytes()), said, "{query}");
    }
    let request = request(|to| {
        to.path("color", &"x");
        to.query_as("q", Style::DEEP_OBJECT, &Properties(pairs));
    });
    let request = request.unwrap();
    let query = request.uri().query().unwrap_or_default();
    let deep = |(name, value): &(String, String)| (format!("q[{name}]"), value.clone());
    assert_eq!(
        read(query.as_bytes()),
        pairs.iter().map(deep).collect::<Vec<_>>()
    );
}

/// Text with the escapes that are in it read.
fn once(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.first_chunk::<2>().filter(|_| byte == b'%');
        let digits = digits.filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A form, of properties that are listed and of those that are not.
pub fn form(pairs: &Pairs) {
    let whole = request(|to| {
        to.path("color", &"x");
        to.whole_form(&Properties(pairs));
    });
    assert_eq!(read(whole.unwrap().body()), pairs);
    let values: Vec<&str> = pairs.iter().map(|(_, value)| value.as_str()).collect();
    let listed = request(|to| {
        to.path("color", &"x");
        to.form("a b", &values);
    });
    let same = |value: &&str| ("a b".to_owned(), (*value).to_owned());
    assert_eq!(
        read(listed.unwrap().body()),
        values.iter().map(same).collect::<Vec<_>>()
    );
}

/// Cookies stay apart, and one that is read by its name and decoded is what was given.
pub fn cookies(pairs: &Pairs) {
    let request = request(|to| {
        to.path("color", &"x");
        to.cookie("q", &Properties(pairs));
    });
    let request = request.unwrap();
    let Some(header) = request.headers().get("cookie") else {
        assert!(pairs.is_empty());
        return;
    };
    let parsed = header.to_str().unwrap().split("; ").map(|pair| {
        let (name, value) = pair.split_once('=').unwrap();
        (once(name), once(value))
    });
    assert_eq!(parsed.collect::<Vec<_>>(), pairs);
}

/// The parts of a body, as text and as files, for `multer`. Names that no header can hold are
/// refused.
pub fn parts(pairs: &Pairs) {
    let mut parts = Multipart::new();
    for (name, value) in pairs {
        parts = parts.text(name, value);
        parts = parts.file(name, File::new(value.clone().into_bytes()).name(value));
    }
    let request = request(|to| {
        to.path("color", &"x");
        to.multipart("multipart/form-data", &parts);
    });
    let control = |c: char| c.is_ascii_control() && !matches!(c, '\r' | '\n' | '\t');
    let refused =
        |(name, value): &(String, String)| name.contains(control) || value.contains(control);
    let request = match request {
        Ok(request) => request,
        Err(problem) => {
            assert!(pairs.iter().any(refused), "{problem}");
            return;
        }
    };
    assert!(!pairs.iter().any(refused), "{pairs:?}");
    if pairs.is_empty() {
        return;
    }
    let content_type = request.headers()["content-type"].to_str().unwrap();
    let boundary = multer::parse_boundary(content_type).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(async {
        let mut fields = multer::Multipart::with_reader(&request.body()[..], boundary);
        for (name, value) in pairs {
            for is_file in [false, true] {
                let field = fields.next_field().await.unwrap().unwrap();
                // `multer` takes a backslash for an escape; browsers write it unchanged.
                if !name.contains('\\') {
                    assert_eq!(field.name(), Some(quoted(name).as_str()));
                }
                if !value.contains('\\') && !name.contains('\\') {
                    let expected = is_file.then(|| quoted(value));
                    assert_eq!(field.file_name(), expected.as_deref());
                }
                assert_eq!(field.bytes().await.unwrap(), value);
            }
        }
        assert!(fields.next_field().await.unwrap().is_none());
    });
}

fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};

    /// How many inputs each function gets, unless the environment says otherwise.
    const CASES: u32 = 1_000;

    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => proptest::sample::select(&[
                "&", "=", ";", ",", "%", "%2", "%41", "+", " ", "\"", "\\", "\r\n", "\n", "\0", "#", "?",
                "[", "]", "--", "bindery-", "é", "🦀", "\u{7f}", "a", "b", "/", "..", "'", "; x=\"y\"",
            ][..]).prop_map(str::to_owned),
            1 => any::<char>().prop_map(String::from),
        ];
        vec(piece, 0..6).prop_map(|pieces| pieces.concat())
    }

    fn run(name: &str, check: fn(&super::Pairs)) {
        let cases = std::env::var("BINDERY_CASES").ok();
        let cases = cases.and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
        let config = Config {
            cases,
            failure_persistence: None,
            ..Config::default()
        };
        let inputs = vec((text(), text()), 0..4);
        let result = TestRunner::new(config).run(&inputs, |pairs| {
            check(&pairs);
            Ok(())
        });
        result.unwrap_or_else(|problem| panic!("{name}: {problem}"));
        println!("{name}: {cases} inputs");
    }

    #[test]
    fn queries_say_what_was_given() {
        run("query", super::query);
    }

    #[test]
    fn forms_say_what_was_given() {
        run("form", super::form);
    }

    #[test]
    fn cookies_say_what_was_given() {
        run("cookies", super::cookies);
    }

    #[test]
    fn parts_say_what_was_given() {
        run("parts", super::parts);
    }
}
