//! Parameters in the query of a page's URL.

use super::escape;
use super::page::Received;

impl Received<'_> {
    /// The value of a query parameter in the request for the page, as sent.
    pub fn query(&self, name: &str) -> Option<&str> {
        pairs(self.url().query()).find_map(|(key, value)| is(key, name).then_some(value))
    }

    /// The same URL with one query parameter changed.
    pub fn with(&self, name: &str, value: &str) -> String {
        let mut link = String::from("?");
        for (key, value) in pairs(self.url().query()).filter(|(key, _)| !is(key, name)) {
            link.extend([key, "=", value, "&"]);
        }
        escape::component(name, &mut link);
        link.push('=');
        escape::component(value, &mut link);
        link
    }
}

fn pairs(query: Option<&str>) -> impl Iterator<Item = (&str, &str)> {
    query
        .into_iter()
        .flat_map(|query| query.split('&'))
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// Returns whether an encoded key equals this name.
fn is(key: &str, name: &str) -> bool {
    let mut rest = key.bytes();
    let mut decoded = std::iter::from_fn(|| match rest.next()? {
        b'%' => {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            u8::try_from(digit()? * 16 + digit()?).ok()
        }
        byte => Some(byte),
    });
    name.bytes().all(|byte| decoded.next() == Some(byte)) && decoded.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_compared_as_what_they_say() {
        for (key, name) in [
            ("page", "page"),
            ("%24skip", "$skip"),
            ("page%5Bnumber%5d", "page[number]"),
            ("$skip", "$skip"),
        ] {
            assert!(is(key, name), "{key}");
        }
        for (key, name) in [("page", "pag"), ("pag", "page"), ("%2", "%2"), ("%zz", "z")] {
            assert!(!is(key, name), "{key}");
        }
    }
}
