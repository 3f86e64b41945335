//! Resolution of relative references (RFC 3986, section 5.2).

use crate::openapi::percent::percent_decoded;

/// Whether a reference has a scheme of its own.
pub(super) fn is_absolute(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else {
        return false;
    };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

/// The reference resolved against a base, both without a fragment. Without a base that is a URI of
/// its own, a relative reference counts from nowhere, and names a place among others like it.
pub(super) fn resolved(base: Option<&str>, reference: &str) -> String {
    let Some(base) = base.filter(|_| !is_absolute(reference)) else {
        return reference.to_owned();
    };
    if reference.is_empty() {
        return base.to_owned();
    }
    // `scheme:` and `//authority`, then the path.
    let start = match base.split_once(':') {
        Some((scheme, _)) if is_absolute(base) => scheme.len() + 1,
        _ => 0,
    };
    if reference.starts_with("//") {
        return format!("{}{reference}", base.get(..start).unwrap_or_default());
    }
    let rest = base.get(start..).unwrap_or_default();
    let path_at = match rest.strip_prefix("//") {
        Some(after) => start + 2 + after.find(['/', '?']).unwrap_or(after.len()),
        None => start,
    };
    let (head, path) = base.split_at_checked(path_at).unwrap_or((base, ""));
    let path = path.split('?').next().unwrap_or_default();
    if reference.starts_with('?') {
        return format!("{head}{path}{reference}");
    }
    let (reference, query) = match reference.split_once('?') {
        Some((reference, query)) => (reference, format!("?{query}")),
        None => (reference, String::new()),
    };
    let merged = match path.rsplit_once('/') {
        _ if reference.starts_with('/') => reference.to_owned(),
        Some((folder, _)) => format!("{folder}/{reference}"),
        None if head.ends_with('/') || head.is_empty() || !head.contains("//") => {
            reference.to_owned()
        }
        None => format!("/{reference}"),
    };
    format!("{head}{}{query}", without_dots(&merged))
}

/// Decodes percent-encoding (RFC 3986, section 2.1). A text that is then not UTF-8 stays unchanged.
pub(crate) fn decoded(text: &str) -> String {
    String::from_utf8(percent_decoded(text)).unwrap_or_else(|_| text.to_owned())
}

/// Section 5.2.4.
fn without_dots(path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "." => {}
            ".." => {
                if steps.len() > 1 {
                    steps.pop();
                }
            }
            step => steps.push(step),
        }
    }
    if path.ends_with("/.") || path.ends_with("/..") {
        steps.push("");
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_as_the_specification_shows() {
        // Section 5.4.1 and 5.4.2, without fragments.
        let base = Some("http://a/b/c/d;p?q");
        for (reference, uri) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            (";x", "http://a/b/c/;x"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g/../h", "http://a/b/c/h"),
        ] {
            assert_eq!(resolved(base, reference), uri, "{reference}");
        }
        assert_eq!(resolved(Some("http://a"), "g"), "http://a/g");
        assert_eq!(resolved(Some("urn:x:y"), "g"), "urn:g");
        assert_eq!(resolved(Some("schemas/a"), "b"), "schemas/b");
        assert_eq!(resolved(None, "b"), "b");
    }

    #[test]
    fn percent_encoding_is_undone() {
        assert_eq!(decoded("a%7Bb%7D%"), "a{b}%");
        assert_eq!(decoded("%C3%A4%zz"), "ä%zz");
        assert_eq!(decoded("%FF"), "%FF");
    }
}
