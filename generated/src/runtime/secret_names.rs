// Made by bindery; changes are overwritten.

//! Names of secrets.

/// Words at the end of a name, as in `new_password`, `clientSecret` and `X-Amz-Security-Token`.
/// They include the tokens and credentials of OAuth 2 (RFC 6749, RFC 7521, RFC 7636) and OpenID
/// Connect. `token` alone is not included: it may be a token of a language model or of a page.
const NAMES: [&str; 26] = [
    "access_key",
    "access_token",
    "accesstoken",
    "api_key",
    "apikey",
    "api_token",
    "assertion",
    "auth_token",
    "authorization",
    "client_assertion",
    "code_verifier",
    "csrf_token",
    "device_code",
    "id_token",
    "passphrase",
    "passwd",
    "password",
    "private_key",
    "refresh_token",
    "refreshtoken",
    "secret",
    "secret_key",
    "secretkey",
    "security_token",
    "session_token",
    "set_cookie",
];

/// The names above, those of the caller and those of the API.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    given: Vec<String>,
    /// Query parameters that are keys.
    keys: Vec<String>,
    /// Headers that are keys, in lower case.
    headers: Vec<String>,
}

impl Names {
    /// Adds a name, in any spelling of its words.
    pub(crate) fn add(&mut self, name: &str) {
        add(&mut self.given, words(name));
    }

    /// Adds a query parameter. Elsewhere the name may have another meaning.
    pub(crate) fn add_key(&mut self, name: &str) {
        add(&mut self.keys, name.to_owned());
    }

    /// Adds a header.
    pub(crate) fn add_header(&mut self, name: &str) {
        add(&mut self.headers, name.to_ascii_lowercase());
    }

    /// Returns whether a query parameter is a key.
    pub(crate) fn key(&self, name: &str) -> bool {
        self.keys.iter().any(|key| key == name)
    }

    /// Returns whether the value of a property or part is secret.
    pub(crate) fn property(&self, name: &str) -> bool {
        self.is_one(&words(name))
    }

    /// The same for a pair in a query or form, which may be a signature.
    pub(crate) fn pair(&self, name: &str) -> bool {
        let words = words(name);
        self.is_one(&words) || ends_with_one(&words, &["sig", "signature"])
    }

    /// The same for a header in lower case: every token is secret except that of a page.
    pub(crate) fn header(&self, name: &str) -> bool {
        let words = words(name);
        let page = ["page", "next", "continuation"];
        let page = words.split('_').any(|word| page.contains(&word));
        let token = ends_with_one(&words, &["token"]) && !page;
        token || self.is_one(&words) || self.headers.iter().any(|header| header == name)
    }

    fn is_one(&self, words: &str) -> bool {
        ends_with_one(words, &NAMES) || self.given.iter().any(|given| given == words)
    }
}

fn add(names: &mut Vec<String>, name: String) {
    if !name.is_empty() && !names.contains(&name) {
        names.push(name);
    }
}

fn ends_with_one(words: &str, names: &[&str]) -> bool {
    let at_word = |rest: &str| rest.is_empty() || rest.ends_with('_');
    let mut names = names.iter();
    names.any(|name| words.strip_suffix(name).is_some_and(at_word))
}

/// The words of a name in lower case, joined by underscores.
fn words(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    let mut letters = name.chars().peekable();
    let mut before_is_small = false;
    while let Some(letter) = letters.next() {
        let begins = letter.is_uppercase()
            && (before_is_small || letters.peek().is_some_and(|next| next.is_lowercase()));
        if (begins || !letter.is_alphanumeric()) && !words.ends_with('_') {
            words.push('_');
        }
        if letter.is_alphanumeric() {
            words.extend(letter.to_lowercase());
        }
        before_is_small = letter.is_lowercase() || letter.is_numeric();
    }
    // `user[password]` in a form ends with a bracket.
    words.trim_matches('_').to_owned()
}
