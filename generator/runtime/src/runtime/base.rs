//! Base URLs, and links in responses.

use super::error::{Error, Kind};
use http::Uri;
use http::uri::{Authority, Parts, PathAndQuery, Scheme};

/// A base URL: scheme, host, port and perhaps a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Base {
    text: String,
    scheme: Scheme,
    authority: Authority,
    /// The index of the path, which may be empty.
    path: usize,
}

impl Base {
    /// Parses an absolute `http` or `https` URL, with or without a final slash. A query, a fragment
    /// or credentials are errors: they would be lost or leak.
    pub(crate) fn new(url: &str) -> Result<Self, Error> {
        let problem = |why: &str| {
            Err(Error::new(
                Kind::Configuration,
                format!("the base URL {why}"),
            ))
        };
        if url.contains(['?', '#']) {
            return problem("cannot have a query or a fragment");
        }
        let Ok(uri) = url.parse::<Uri>() else {
            return problem("is not an absolute URL");
        };
        let Some(authority) = uri.authority() else {
            return problem("is not an absolute URL");
        };
        if authority.as_str().contains('@') {
            return problem("cannot hold credentials; give them to the builder");
        }
        if authority.host().is_empty() {
            return problem("has no host");
        }
        if authority.port().is_none() && authority.as_str() != authority.host() {
            return problem("has a port that is no port");
        }
        let Some(scheme) = uri.scheme().filter(|_| web(&uri).is_some()) else {
            return problem("has to begin with `https://` or `http://`");
        };
        let text = url.trim_end_matches('/').to_owned();
        Ok(Self {
            path: scheme.as_str().len() + "://".len() + authority.as_str().len(),
            scheme: scheme.clone(),
            authority: authority.clone(),
            text,
        })
    }

    /// Appends a path and query. Returns `None` if the result is not a valid URL.
    pub(crate) fn url(&self, path_and_query: String) -> Option<Uri> {
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(PathAndQuery::try_from(path_and_query).ok()?);
        Uri::from_parts(parts).ok()
    }

    /// The path of the base URL, without a final slash.
    pub(crate) fn path(&self) -> &str {
        self.text.get(self.path..).unwrap_or_default()
    }

    /// The base URL of an operation with a server of its own; `server` may be relative to this one.
    pub(crate) fn elsewhere(&self, server: &str) -> Result<Self, Error> {
        let here = format!("{}/", self.text).parse::<Uri>();
        match here.ok().and_then(|here| resolve(&here, server)) {
            Some(url) => Self::new(&url.to_string()),
            None => Self::new(server),
        }
    }

    /// The URL without a final slash.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }
}

/// Returns whether two URLs have the same scheme, host and port, so that credentials for one may be
/// sent to the other (RFC 6454, section 4).
pub(crate) fn same_origin(one: &Uri, other: &Uri) -> bool {
    fn port(uri: &Uri) -> Option<u16> {
        let usual = if uri.scheme() == Some(&Scheme::HTTPS) {
            443
        } else {
            80
        };
        uri.port_u16().or(Some(usual))
    }
    let same_host = match (one.host(), other.host()) {
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
        _ => false,
    };
    // A user name in a URL would be sent as credentials.
    let bare = |uri: &Uri| {
        uri.authority()
            .is_some_and(|text| !text.as_str().contains('@'))
    };
    same_host
        && bare(one)
        && bare(other)
        && one.scheme() == other.scheme()
        && port(one) == port(other)
}

/// The same URL with another query, which is encoded already. Returns `None` if it cannot be written.
pub(crate) fn with_query(uri: &Uri, query: &str) -> Option<Uri> {
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(format!("{}?{query}", uri.path()).parse().ok()?);
    Uri::from_parts(parts).ok()
}

/// Resolves a link against the URL of its response (RFC 3986, section 5.2), without the fragment.
/// Returns `None` if it is not a URL.
pub(crate) fn resolve(base: &Uri, link: &str) -> Option<Uri> {
    let link = link.split('#').next().unwrap_or_default();
    let (scheme, authority) = (web(base)?, base.authority()?);
    if has_scheme(link) {
        return link.parse().ok().filter(|uri| web(uri).is_some());
    }
    if link.starts_with("//") {
        return format!("{scheme}:{link}").parse().ok();
    }
    let (path, query) = match link.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (link, None),
    };
    let (path, query) = if path.is_empty() {
        (base.path().to_owned(), query.or(base.query()))
    } else if path.starts_with('/') {
        (without_dots(path), query)
    } else {
        let folder = base
            .path()
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        (without_dots(&format!("{folder}/{path}")), query)
    };
    let target = match query {
        Some(query) => format!("{path}?{query}"),
        None => path,
    };
    let target: PathAndQuery = target.parse().ok()?;
    Uri::builder()
        .scheme(scheme)
        .authority(authority.clone())
        .path_and_query(target)
        .build()
        .ok()
}

/// The scheme, if requests can be sent by it.
fn web(uri: &Uri) -> Option<&str> {
    uri.scheme_str()
        .filter(|scheme| matches!(*scheme, "http" | "https"))
}

fn has_scheme(link: &str) -> bool {
    link.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// RFC 3986, section 5.2.4, for a path that begins with a slash.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut open = false;
    for segment in path.split('/').skip(1) {
        open = matches!(segment, "." | "..");
        match segment {
            "." => {}
            ".." => {
                kept.pop();
            }
            _ => kept.push(segment),
        }
    }
    let mut out = String::new();
    for segment in &kept {
        out.push('/');
        out.push_str(segment);
    }
    if open || out.is_empty() {
        out.push('/');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_resolved_as_the_rfc_does() {
        let base: Uri = "http://a/b/c/d;p?q".parse().unwrap();
        // RFC 3986, section 5.4, without fragments.
        for (link, target) in [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g/"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q"),
            ("g?y#s", "http://a/b/c/g?y"),
            (";x", "http://a/b/c/;x"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            ("..g", "http://a/b/c/..g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/../h", "http://a/b/c/h"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("https://h:8443/x?y", "https://h:8443/x?y"),
        ] {
            let resolved = resolve(&base, link).unwrap_or_else(|| panic!("{link}"));
            assert_eq!(resolved.to_string(), target, "{link}");
        }
        for link in ["mailto:a@b", "javascript:x", "http://", "/a b\n"] {
            assert_eq!(resolve(&base, link), None, "{link}");
        }
        for base in ["ftp://a/b", "1https://a/b", "/b"] {
            assert_eq!(resolve(&base.parse().unwrap(), "c"), None, "{base}");
        }
    }

    #[test]
    fn origins_are_scheme_host_and_port() {
        let same = |a: &str, b: &str| same_origin(&a.parse().unwrap(), &b.parse().unwrap());
        assert!(same("https://a.com/x", "https://A.com:443/y?z"));
        assert!(!same("https://a.com/", "http://a.com/"));
        assert!(!same("https://a.com/", "https://b.com/"));
        assert!(!same("https://a.com/", "https://a.com:444/"));
        assert!(!same("https://a.com/", "https://a.com.evil.org/"));
        assert!(!same("https://a.com/", "https://a.com@evil.org/"));
        assert!(!same("https://a.com/", "https://user@a.com/"));
    }

    #[test]
    fn an_operation_may_be_served_elsewhere() {
        let base = Base::new("https://a.com/v1/").unwrap();
        for (server, url) in [
            ("https://files.a.com/", "https://files.a.com"),
            ("/v2", "https://a.com/v2"),
            ("beta", "https://a.com/v1/beta"),
            ("//b.com", "https://b.com"),
        ] {
            assert_eq!(base.elsewhere(server).unwrap().as_str(), url, "{server}");
        }
        assert!(base.elsewhere("ftp://a.com").is_err());
    }

    #[test]
    fn a_base_url_is_checked() {
        for url in ["http://h", "http://h/", "https://h:1/v1//"] {
            assert!(!Base::new(url).unwrap().as_str().ends_with('/'), "{url}");
        }
        for url in [
            "",
            "/v1",
            "h",
            "ftp://h",
            "http://h?x",
            "http://h#x",
            "http://u:p@h",
            "http://h/a b",
            "http://:80",
            "http://h:99999",
        ] {
            assert!(Base::new(url).unwrap_err().is_configuration(), "{url}");
        }
    }
}
