// Made by bindery; changes are overwritten.

//! Which names say that what they name is secret?

/// Words at the end of a name, as in `new_password`, `clientSecret` and `X-Amz-Security-Token`. Among them
/// are the tokens and credentials of OAuth 2 (RFC 6749, RFC 7521, RFC 7636) and OpenID Connect. `token`
/// alone is none: it may be a word of a language model, or the place of a page.
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

/// Names of secret values: those above, and those of a caller and of an API.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    given: Vec<String>,
    /// Of parameters in the query that are keys.
    keys: Vec<String>,
    /// Of headers that are keys, in small letters.
    headers: Vec<String>,
}

impl Names {
    /// Adds a name, however its words are put together.
    pub(crate) fn add(&mut self, name: &str) {
        add(&mut self.given, words(name));
    }

    /// Adds a parameter in the query. Elsewhere the name may stand for something else.
    pub(crate) fn add_key(&mut self, name: &str) {
        add(&mut self.keys, name.to_owned());
    }

    /// Adds a header.
    pub(crate) fn add_header(&mut self, name: &str) {
        add(&mut self.headers, name.to_ascii_lowercase());
    }

    /// Whether a parameter in the query is a key.
    pub(crate) fn key(&self, name: &str) -> bool {
        self.keys.iter().any(|key| key == name)
    }

    /// Whether the value of a property or a part is secret.
    pub(crate) fn property(&self, name: &str) -> bool {
        self.is_one(&words(name))
    }

    /// The same for a pair in a query or a form, where signatures stand as well.
    pub(crate) fn pair(&self, name: &str) -> bool {
        let words = words(name);
        self.is_one(&words) || ends_with_one(&words, &["sig", "signature"])
    }

    /// The same for a header, given in small letters, where every token is secret but one that stands
    /// for a page.
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

/// The words of a name in small letters, with underscores between them.
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
    // `user[password]` of a form ends with a bracket.
    words.trim_matches('_').to_owned()
}
