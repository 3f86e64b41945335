//! The first line of every generated file, by which `write` knows which files it may delete.

use super::{Content, Files};

/// The text that a header begins with.
const TEXT: &str = "Made by bindery";

/// The texts of earlier versions, whose output is still known by them.
const EARLIER: [&str; 0] = [];

/// What precedes the text of a header in Rust, TOML and Markdown. In Markdown it is the definition of a
/// link that nothing refers to, which is not shown.
const COMMENTS: [&str; 3] = ["// ", "# ", "[//]: # ("];

/// The header of a Rust file, which can name the `source` it was made from.
pub(super) fn rust(source: &str) -> String {
    format!("// {TEXT}{source}; changes are overwritten.")
}

/// The header of a manifest.
pub(super) fn toml() -> String {
    format!("# {TEXT}; changes are overwritten.")
}

/// The header of a page.
fn markdown() -> String {
    format!("[//]: # ({TEXT}; changes are overwritten.)")
}

/// Gives their headers to texts that were written without.
pub(super) fn complete(files: &mut Files) {
    for (path, content) in &mut files.0 {
        let Content::Text(text) = content else {
            continue;
        };
        if is_present(text.as_bytes()) {
            continue;
        }
        let header = match path.as_str().rsplit_once('.') {
            Some((_, "rs")) => rust(""),
            Some((_, "md")) => markdown(),
            _ => toml(),
        };
        *text = format!("{header}\n\n{text}");
    }
}

/// Whether a file begins with a header.
pub(crate) fn is_present(content: &[u8]) -> bool {
    starts().any(|start| content.starts_with(start.as_bytes()))
}

/// Whether a file could be the beginning of one with a header.
pub(crate) fn is_begun(content: &[u8]) -> bool {
    is_present(content) || starts().any(|start| start.as_bytes().starts_with(content))
}

fn starts() -> impl Iterator<Item = String> {
    let texts = [TEXT].into_iter().chain(EARLIER);
    texts.flat_map(|text| COMMENTS.map(|comment| format!("{comment}{text}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_header_is_known_whole_and_begun() {
        for header in [rust(" from the description of `pets`"), toml(), markdown()] {
            assert!(is_present(header.as_bytes()), "{header}");
            for end in 0..header.len() {
                assert!(is_begun(&header.as_bytes()[..end]), "{header}, {end}");
            }
        }
        for other in [
            "#!/bin/sh\n",
            "// Mine.\n",
            "# Made by hand\n",
            "\n# Made by bindery",
        ] {
            assert!(!is_present(other.as_bytes()), "{other}");
            assert!(!is_begun(other.as_bytes()), "{other}");
        }
        assert!(!is_present(b""));
    }
}
