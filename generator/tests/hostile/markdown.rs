//! Is Markdown what it is meant to be, or has text of a document become markup in it?

use super::doc_comments::Seen;
use super::payloads::CANARY;
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};
use std::cell::RefCell;

/// The problems of a text. It is read as rustdoc reads it, which switches on more than GitHub does.
pub fn problems(text: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let references = RefCell::new(Vec::new());
    // rustdoc takes the text of every link without a target for a path.
    let resolve = |link: BrokenLink<'_>| {
        references.borrow_mut().push(link.reference.to_string());
        Some((CowStr::from("https://a.example"), CowStr::from("")))
    };
    let mut problems = Vec::new();
    for event in Parser::new_with_broken_link_callback(text, options, Some(resolve)) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => problems.push(format!("HTML: {html}")),
            Event::Start(Tag::Image { dest_url, .. }) => {
                problems.push(format!("image: {dest_url}"))
            }
            Event::Start(Tag::FootnoteDefinition(name)) | Event::FootnoteReference(name) => {
                problems.push(format!("footnote: {name}"));
            }
            Event::Start(Tag::Link { dest_url, .. }) if !is_safe(&dest_url) => {
                problems.push(format!("link: {dest_url}"));
            }
            _ => {}
        }
    }
    let references = references.into_inner().into_iter();
    problems.extend(
        references
            .filter(|reference| reference.contains(CANARY))
            .map(|reference| format!("link into the crate: {reference}")),
    );
    problems
}

/// Whether a link leads to the web or to a page or an item of ours.
fn is_safe(address: &str) -> bool {
    let address = address.trim().to_ascii_lowercase();
    if ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
    {
        return true;
    }
    let is_path = address.replace("::", "").find(':').is_none();
    is_path && !address.contains(&CANARY.to_ascii_lowercase())
}

/// The code blocks that rustdoc compiles: their tags and their text.
pub fn doctests(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(String, String)> = None;
    // Without extensions: so rustdoc reads it for tests.
    for event in Parser::new(text) {
        match (event, &mut open) {
            (Event::Start(Tag::CodeBlock(kind)), _) => {
                let tags = match kind {
                    CodeBlockKind::Fenced(tags) => tags.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                open = Some((tags, String::new()));
            }
            (Event::Text(text), Some((_, code))) => code.push_str(&text),
            (Event::End(TagEnd::CodeBlock), _) => found.extend(open.take()),
            _ => {}
        }
    }
    found.retain(|(tags, _)| !OTHER_LANGUAGES.contains(&tags.as_str()));
    found
}

/// Tags with which a code block is certainly not Rust.
const OTHER_LANGUAGES: [&str; 18] = [
    "bash",
    "c",
    "csharp",
    "go",
    "graphql",
    "html",
    "http",
    "java",
    "javascript",
    "json",
    "php",
    "python",
    "ruby",
    "sh",
    "text",
    "toml",
    "xml",
    "yaml",
];

/// Why a code block is none that the generator writes: those are programs that name the crate.
pub fn unintended(tags: &str, code: &str, krate: &str) -> Option<String> {
    if !["no_run", "rust,no_run"].contains(&tags) {
        return Some(format!("a code block with the tags `{tags}`"));
    }
    let shown = code
        .lines()
        .map(|line| line.strip_prefix("# ").unwrap_or(line));
    let shown: Vec<&str> = shown.collect();
    let Ok(tokens) = shown.join("\n").parse() else {
        return Some("an example that is not Rust".to_owned());
    };
    let seen = Seen::of(tokens);
    if seen.identifiers.iter().any(|name| name == CANARY) {
        return Some("an example with code of the document".to_owned());
    }
    let names_crate = seen.identifiers.iter().any(|name| name == krate);
    (!names_crate).then(|| "a code block that is no example of ours".to_owned())
}
