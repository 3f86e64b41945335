//! Does text of a document stay text, wherever the output has it?

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

#[path = "document_text/documents.rs"]
mod documents;

use super::hostile::bound::{self, Files, is_sound};
use bindery::job::Request;
use bindery::pipeline::document;
use documents::{is_hidden, named, with_path, written};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("document_text")
}

fn bound(name: &str, tree: &Value) -> Files {
    bound::bound(&folder(), name, tree.to_string().as_bytes()).unwrap()
}

/// The documentation comments of a file, each as CommonMark.
fn comments(text: &str) -> Vec<String> {
    let mut comments: Vec<(&str, String)> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim_start) {
        let found = ["///", "//!"]
            .into_iter()
            .find_map(|mark| Some((mark, line.strip_prefix(mark)?)));
        match (found, comments.last_mut()) {
            (Some((mark, line)), Some((last, comment))) if open && mark == *last => {
                comment.push_str(line);
                comment.push('\n');
            }
            (Some((mark, line)), _) => comments.push((mark, format!("{line}\n"))),
            (None, _) => {}
        }
        open = found.is_some();
    }
    comments.into_iter().map(|(_, comment)| comment).collect()
}

/// The code blocks that rustdoc would compile, and the HTML that it would pass on.
fn active(comment: &str) -> Vec<String> {
    let (mut found, mut block) = (Vec::new(), None);
    for event in Parser::new_ext(comment, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let other = |word: &str| {
                    let rust = ["", "rust", "no_run", "ignore", "should_panic"];
                    !rust.contains(&word) && !word.starts_with("edition")
                };
                let is_rust = match &kind {
                    CodeBlockKind::Indented => true,
                    CodeBlockKind::Fenced(info) => !info.split([',', ' ']).any(other),
                };
                block = is_rust.then(String::new);
            }
            Event::Text(text) => {
                if let Some(block) = &mut block {
                    block.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => found.extend(block.take()),
            Event::Html(text) | Event::InlineHtml(text) => found.push(text.into_string()),
            _ => {}
        }
    }
    found
}

#[test]
fn a_path_is_no_code() {
    let long = "a".repeat(90);
    for (name, path) in [
        ("fence", "/a`\n\n```\nevil();\n```\n`"),
        ("carriage-return", "/a\rb"),
        ("bidirectional", "/a\u{202e}evil\u{2066}b"),
        ("control", "/a\0b\u{1b}[31m\u{85}c"),
        ("html", &format!("/{long} <script>evil()</script>")),
        ("comment", &format!("/{long} <!--evil --> */ evil() /*")),
        ("table", &format!("/{long} | :-|-: | `evil` | <b>evil</b>")),
        ("indented", "/a\n\n    evil()"),
    ] {
        let files = bound(name, &with_path(path));
        is_sound(&files);
        for (file, text) in &files {
            assert!(!text.contains(is_hidden), "{name}: {}", file.as_str());
            if file.as_str().starts_with("src/runtime/") {
                continue;
            }
            for found in comments(text).iter().flat_map(|it| active(it)) {
                assert!(!found.contains("evil"), "{}: {found}", file.as_str());
            }
        }
        let operations = files
            .iter()
            .find(|(file, _)| file.as_str().ends_with("operations.rs"));
        let (_, operations) = operations.unwrap();
        assert!(
            operations.contains("/// `"),
            "the path is shown: {operations}"
        );
    }
}

/// Texts that are markup where they are not escaped, the last ones in a cell of a table.
const MARKUP: [&str; 6] = [
    "<img src=x onerror=evil()>",
    "[a](javascript:evil())",
    "`<b>` ``<i>evil</i>` ",
    "a\\| <b>evil</b> [a](javascript:evil()) |",
    "a\\\\| `| <b>evil</b>",
    "&#x5b;a](javascript:evil()) &lt;b>",
];

#[test]
fn names_are_no_markup_on_pages() {
    for (index, text) in MARKUP.iter().enumerate() {
        let path = written(&format!("markup-{index}"), &named(text));
        let request = Request {
            documents: vec![path],
            ..Request::default()
        };
        let pages = document(&request.job().unwrap()).unwrap().files;
        assert!(pages.len() > 2);
        for (path, page) in &pages {
            assert!(!page.contains(is_hidden), "{}", path.as_str());
            for event in Parser::new_ext(page, Options::ENABLE_TABLES) {
                match event {
                    Event::Html(found) | Event::InlineHtml(found) => {
                        panic!("{}: {found}", path.as_str())
                    }
                    Event::Start(Tag::Link { dest_url, .. }) => {
                        assert!(!dest_url.contains("javascript:"), "{}", path.as_str());
                    }
                    _ => {}
                }
            }
            rows_are_whole(page);
        }
    }
}

/// Whether each row of a table has as many cells as the one above, for parsers that count the
/// backslashes before a bar.
fn rows_are_whole(page: &str) {
    let mut columns = None;
    for line in page.lines() {
        if !line.starts_with("| ") {
            columns = None;
            continue;
        }
        let mut backslashes = 0;
        let mut bars = 0;
        for c in line.chars() {
            bars += usize::from(c == '|' && backslashes % 2 == 0);
            backslashes = if c == '\\' { backslashes + 1 } else { 0 };
        }
        assert_eq!(*columns.get_or_insert(bars), bars, "{line}");
    }
}

/// A method is any token of HTTP, which a shell may understand otherwise.
#[test]
fn a_method_is_a_word_of_the_shell() {
    let mut tree = with_path("/a");
    tree["openapi"] = "3.2.0".into();
    let item = &mut tree["paths"]["/a"];
    let operation = item["get"].take();
    *item = json!({"additionalOperations": {"A`|'$B": operation}});
    let path = written("method", &tree);
    let request = Request {
        documents: vec![path],
        ..Request::default()
    };
    let pages = document(&request.job().unwrap()).unwrap().files;
    let mut pages = pages.values();
    let page = pages.find(|page| page.contains("curl")).unwrap();
    assert!(page.contains(r"curl -X 'A`|'\''$B' '"), "{page}");
}
