//! Does text of a document stay text, wherever the output has it?

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "hostile/bound.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod bound;

use bound::{Files, is_sound};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};
use std::path::Path;

/// A document whose only operation has this path, and neither summary nor description.
fn with_path(path: &str) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {"title": "t", "version": "1"},
        "servers": [{"url": "https://a.example"}],
        "paths": {(path): {"get": {"operationId": "a", "responses": {"200": {
            "description": "d",
            "content": {"application/json": {"schema": {"type": "string"}}},
        }}}}},
    })
}

fn bound(name: &str, tree: &Value) -> Files {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("document_text");
    bound::bound(&folder, name, tree.to_string().as_bytes()).unwrap()
}

/// Control characters, and characters that hide or reorder others.
fn is_hidden(c: char) -> bool {
    c != '\n' && c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
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
