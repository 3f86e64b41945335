//! Code blocks in documentation that is tested.

use pulldown_cmark::CodeBlockKind;

/// The lines of a code block, within a fence longer than any in it.
pub(super) fn fenced(language: &str, text: &str) -> Vec<String> {
    let longest = text
        .lines()
        .map(|line| line.trim_start().chars().take_while(|c| *c == '`').count())
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    let mut lines = vec![format!("{fence}{language}")];
    lines.extend(text.lines().map(|line| line.trim_end().to_owned()));
    lines.push(fence);
    lines
}

/// The language of a code block: `text` where rustdoc would take it for Rust, or complain.
pub(super) fn language(kind: &CodeBlockKind<'_>) -> String {
    const KNOWN: [&str; 16] = [
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
        "xml",
        "yaml",
    ];
    let CodeBlockKind::Fenced(info) = kind else {
        return "text".to_owned();
    };
    let word = info
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if KNOWN.contains(&word.as_str()) {
        word
    } else {
        "text".to_owned()
    }
}
