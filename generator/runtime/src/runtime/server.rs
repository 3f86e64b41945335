//! Servers with variables (Server Object, Server Variable Object).

use super::base::Base;
use http::uri::Authority;

/// A server of an API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ServerUrl {
    /// The URL with `{variables}`; may be relative.
    template: &'static str,
    variables: &'static [Variable],
    given: Vec<(&'static str, String)>,
}

/// A variable in the URL of a server.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Variable {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its default value.
    pub(crate) default: &'static str,
    /// The allowed values; empty for any.
    pub(crate) values: &'static [&'static str],
}

impl ServerUrl {
    pub(crate) const fn new(template: &'static str, variables: &'static [Variable]) -> Self {
        Self {
            template,
            variables,
            given: Vec::new(),
        }
    }

    /// Sets the value of a variable. [`ServerUrl::url`] checks it.
    #[allow(dead_code, reason = "servers may have no variables")]
    pub(crate) fn with(mut self, name: &'static str, value: String) -> Self {
        self.given.retain(|(other, _)| *other != name);
        self.given.push((name, value));
        self
    }

    /// The URL.
    ///
    /// # Errors
    ///
    /// Returns an error if a value is not one of those that the document lists, or would change
    /// another part of the URL.
    pub(crate) fn url(&self) -> Result<String, String> {
        let known = |name: &str| self.variables.iter().any(|variable| variable.name == name);
        if let Some((name, _)) = self.given.iter().find(|(name, _)| !known(name)) {
            return Err(format!(
                "the server `{}` has no variable `{name}`",
                self.template
            ));
        }
        let mut url = String::new();
        let mut rest = self.template;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                break;
            };
            url.push_str(before);
            let mut variables = self.variables.iter();
            match variables.find(|variable| variable.name == name) {
                Some(variable) => url.push_str(self.value(variable, &url, after)?),
                None => url.extend(["{", name, "}"]),
            }
            rest = after;
        }
        url.push_str(rest);
        Ok(url)
    }

    fn value(&self, variable: &Variable, before: &str, after: &str) -> Result<&str, String> {
        let mut given = self.given.iter();
        let Some((name, value)) = given.find(|(name, _)| *name == variable.name) else {
            // The document's own default is as trusted as the rest of the URL.
            return Ok(variable.default);
        };
        if !variable.values.is_empty() {
            if variable.values.contains(&value.as_str()) {
                return Ok(value);
            }
            let values: Vec<String> = variable.values.iter().map(|v| format!("`{v}`")).collect();
            let values = values.join(", ");
            return Err(format!(
                "the server variable `{name}` has to be one of {values}"
            ));
        }
        if Place::of(before, after).holds(value) {
            return Ok(value);
        }
        Err(format!(
            "the value of the server variable `{name}` would change other parts of the URL"
        ))
    }
}

/// The part of a URL that contains a variable.
enum Place {
    /// From the beginning of the URL.
    Start,
    Scheme,
    /// Host and port.
    Authority,
    /// A part of the host.
    Host,
    Port,
    Path,
}

impl Place {
    fn of(before: &str, after: &str) -> Self {
        let Some((_, behind)) = before.split_once("//") else {
            return match (before.is_empty(), after.starts_with("://")) {
                (true, true) => Self::Scheme,
                (true, false) => Self::Start,
                (false, _) => Self::Path,
            };
        };
        if behind.contains('/') {
            Self::Path
        } else if behind.is_empty() && (after.is_empty() || after.starts_with('/')) {
            Self::Authority
        } else if behind.contains(':') {
            Self::Port
        } else {
            Self::Host
        }
    }

    fn holds(&self, value: &str) -> bool {
        let only = |others: &str| {
            let allowed = |c: char| c.is_ascii_alphanumeric() || others.contains(c);
            value.chars().all(allowed)
        };
        match self {
            Self::Start => Base::new(value).is_ok(),
            Self::Scheme => matches!(value, "http" | "https"),
            Self::Authority => {
                let authority = value.parse::<Authority>();
                authority.is_ok_and(|it| !it.host().is_empty()) && !value.contains('@')
            }
            Self::Host => {
                let labels = !value.is_empty() && value.split('.').all(|label| !label.is_empty());
                labels && only("-_.")
            }
            Self::Port => value.parse::<u16>().is_ok(),
            // Proxies may decode an encoded value, which could then leave the path.
            Self::Path => {
                only("-._~!$&'()*+,;=:/")
                    && value.split('/').all(|part| !matches!(part, "." | ".."))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY: &[&str] = &[];

    static VARIABLES: [Variable; 3] = [
        Variable {
            name: "region",
            default: "eu",
            values: &["eu", "us"],
        },
        Variable {
            name: "tenant",
            default: "demo",
            values: ANY,
        },
        Variable {
            name: "path",
            default: "v1",
            values: ANY,
        },
    ];

    fn server() -> ServerUrl {
        ServerUrl::new(
            "https://{tenant}.{region}.a.example:8443/{path}",
            &VARIABLES,
        )
    }

    #[test]
    fn defaults_stand_where_nothing_is_given() {
        assert_eq!(server().url().unwrap(), "https://demo.eu.a.example:8443/v1");
        let other = server()
            .with("region", "us".to_owned())
            .with("tenant", "x-1.y".to_owned());
        let other = other.with("path", "v2/beta".to_owned()).url();
        assert_eq!(other.unwrap(), "https://x-1.y.us.a.example:8443/v2/beta");
        let unknown = ServerUrl::new("https://{x}.a.example/{", &VARIABLES).url();
        assert_eq!(unknown.unwrap(), "https://{x}.a.example/{");
    }

    #[test]
    fn values_are_those_of_the_document() {
        let error = server().with("region", "cn".to_owned()).url().unwrap_err();
        assert_eq!(
            error,
            "the server variable `region` has to be one of `eu`, `us`"
        );
        let error = server().with("zone", "a".to_owned()).url().unwrap_err();
        let template = "https://{tenant}.{region}.a.example:8443/{path}";
        assert_eq!(
            error,
            format!("the server `{template}` has no variable `zone`")
        );
    }

    /// Each variable in every part of a URL.
    #[test]
    fn values_stay_in_their_place() {
        static ONE: [Variable; 1] = [Variable {
            name: "v",
            default: "d",
            values: ANY,
        }];
        let url = |template, value: &str| {
            ServerUrl::new(template, &ONE)
                .with("v", value.to_owned())
                .url()
        };
        for (template, good, bad) in [
            (
                "https://{v}.a.example/x",
                &["t", "a.b", "a_b-c"][..],
                &[
                    "evil.com/",
                    "evil.com#",
                    "evil.com?",
                    "u@evil",
                    "a:1",
                    "a\\",
                    "",
                    "a..b",
                    "é",
                    "%2e",
                ][..],
            ),
            ("https://api-{v}.a.example", &["t"], &["evil.com/", ".", ""]),
            (
                "https://{v}/x",
                &["h", "h:8080", "[::1]:80"],
                &["u@h", "h/x", "h?x", "h#x", "", "h x", ":80"],
            ),
            (
                "{v}://h/x",
                &["http", "https"],
                &["ftp", "https://evil", ""],
            ),
            (
                "{v}/x",
                &["https://h", "http://h:1/y"],
                &["h", "/y", "https://u@h", "https://h?x", "javascript:x"],
            ),
            ("{v}", &["https://h"], &["y"]),
            (
                "http://h:{v}/x",
                &["1", "65535"],
                &["80/y", "99999", "", "a", "80@evil"],
            ),
            (
                "https://h/{v}/x",
                &["v1", "a/b", "a:b", ""],
                &[
                    "..", "a/../b", ".", "a?b", "a#b", "%2e%2e", "a b", "\\", "é",
                ],
            ),
            ("/{v}", &["v1"], &["..", "a?b"]),
        ] {
            for value in good {
                let expected = template.replace("{v}", value);
                assert_eq!(url(template, value).unwrap(), expected);
            }
            for value in bad {
                let error = url(template, value).unwrap_err();
                assert!(error.contains("`v`"), "{template}: {value}: {error}");
                assert!(value.len() < 3 || !error.contains(value), "{error}");
            }
        }
    }
}
