//! How does a text read in the case of a field, or of a type?

use heck::ToSnakeCase;

/// Words whose capitals do not begin words.
const BRANDS: [(&str, &str); 6] = [
    ("OAuth", "Oauth"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("GraphQL", "Graphql"),
    ("iOS", "Ios"),
    ("macOS", "Macos"),
];

/// `snake_case`, for fields, methods and arguments.
pub(crate) fn snake(text: &str) -> String {
    // Most texts are, and names are made of names.
    if is_snake(text) {
        return text.to_owned();
    }
    let plain = prepared(text).to_snake_case();
    if starts_well(&plain) {
        return plain;
    }
    let outer = spelled_outside(text).to_snake_case();
    if starts_well(&outer) {
        outer
    } else {
        format!("n{outer}")
    }
}

/// `UpperCamelCase`, for types and variants. Digits that are apart stay apart (`V1_2`).
pub(crate) fn camel(text: &str) -> String {
    let mut camel = String::with_capacity(text.len());
    for word in snake(text).split('_') {
        if camel.ends_with(|last: char| last.is_numeric())
            && word.starts_with(|first: char| first.is_numeric())
        {
            camel.push('_');
        }
        let mut characters = word.chars();
        if let Some(first) = characters.next() {
            camel.extend(first.to_uppercase());
            camel.push_str(characters.as_str());
        }
    }
    camel
}

/// A configured name of a field, a method or an argument: unchanged, unless the compiler would warn
/// of it.
pub(crate) fn given_snake(name: &str) -> String {
    let plain = |c: char| c == '_' || (c.is_alphanumeric() && !c.is_uppercase());
    if name.chars().all(plain) && starts_well(name) {
        name.to_owned()
    } else {
        snake(name)
    }
}

/// A configured name of a type or a variant: unchanged, unless the compiler would warn of it.
pub(crate) fn given_camel(name: &str) -> String {
    let upper = name.starts_with(|first: char| first.is_alphabetic() && !first.is_lowercase());
    if upper && name.chars().all(char::is_alphanumeric) {
        name.to_owned()
    } else {
        camel(name)
    }
}

/// The words of a text, in lower case.
pub(crate) fn words(text: &str) -> Vec<String> {
    let snake = snake(text);
    let words = snake.split('_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// The same text with symbols before its first and behind its last letter in words.
pub(crate) fn spelled_outside(text: &str) -> String {
    let is_inner = |character: char| character.is_alphanumeric();
    let (Some(start), Some(end)) = (text.find(is_inner), text.rfind(is_inner)) else {
        return spelled(text);
    };
    let (before, rest) = text.split_at_checked(start).unwrap_or(("", text));
    let last = rest
        .chars()
        .rev()
        .find(|c| is_inner(*c))
        .map_or(0, char::len_utf8);
    let split = end + last - start;
    let (inner, after) = rest.split_at_checked(split).unwrap_or((rest, ""));
    let side = |text: &str| {
        if text.is_empty() {
            String::new()
        } else {
            spelled(text)
        }
    };
    format!("{} {} {}", side(before), prepared(inner), side(after))
}

/// The same text with all symbols in words.
pub(crate) fn spelled(text: &str) -> String {
    if text.is_empty() {
        return "Empty".to_owned();
    }
    let mut spelled = String::with_capacity(text.len() * 2);
    let mut rest = text;
    let mut at_start = true;
    while let Some(first) = rest.chars().next() {
        let pair = PAIRS.iter().find(|(symbol, _)| rest.starts_with(symbol));
        let word = match pair {
            Some((symbol, word)) => {
                rest = rest.strip_prefix(symbol).unwrap_or_default();
                Some(*word)
            }
            None => {
                rest = rest.strip_prefix(first).unwrap_or_default();
                // A hyphen between words joins; before them it is a sign.
                if first == '-' && !at_start {
                    Some("Dash")
                } else {
                    let known = SYMBOLS.iter().find(|(symbol, _)| *symbol == first);
                    known.map(|(_, word)| *word)
                }
            }
        };
        match word {
            Some(word) => {
                spelled.push(' ');
                spelled.push_str(word);
                spelled.push(' ');
            }
            None if first.is_alphanumeric() => spelled.push(first),
            None => spelled.push_str(&format!(" U{:x} ", u32::from(first))),
        }
        at_start = false;
    }
    spelled
}

/// The case of a text, to distinguish texts that differ in nothing else.
pub(crate) fn capitals(text: &str) -> &'static str {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let upper = letters.iter().filter(|c| c.is_uppercase()).count();
    match letters.first() {
        _ if upper == 0 => "lower",
        _ if upper == letters.len() => "upper",
        Some(first) if first.is_uppercase() => "capital",
        _ => "mixed",
    }
}

/// Symbols of two characters, before their parts.
const PAIRS: [(&str, &str); 6] = [
    (">=", "Greater Equal"),
    ("<=", "Less Equal"),
    ("!=", "Not Equal"),
    ("<>", "Not Equal"),
    ("==", "Equal"),
    ("=~", "Matches"),
];

/// Symbols in words. Closing brackets are omitted.
const SYMBOLS: [(char, &str); 35] = [
    ('+', "Plus"),
    ('-', "Minus"),
    ('>', "Greater"),
    ('<', "Less"),
    ('=', "Equal"),
    ('!', "Not"),
    ('*', "Star"),
    ('/', "Slash"),
    ('\\', "Backslash"),
    ('.', "Dot"),
    (',', "Comma"),
    (':', "Colon"),
    (';', "Semicolon"),
    ('#', "Hash"),
    ('$', "Dollar"),
    ('%', "Percent"),
    ('&', "And"),
    ('|', "Or"),
    ('^', "Caret"),
    ('~', "Tilde"),
    ('@', "At"),
    ('?', "Question"),
    ('\'', "Quote"),
    ('"', "Double Quote"),
    ('`', "Backtick"),
    ('(', "Parenthesis"),
    (')', ""),
    ('[', "Bracket"),
    (']', ""),
    ('{', "Brace"),
    ('}', ""),
    (' ', "Space"),
    ('_', "Underscore"),
    ('\t', "Tab"),
    ('\n', "Newline"),
];

/// Whether a text of ASCII is in `snake_case` already.
fn is_snake(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && !text.ends_with('_')
        && !text.contains("__")
        && text.bytes().all(is_plain)
}

fn starts_well(text: &str) -> bool {
    text.starts_with(unicode_ident::is_xid_start)
}

/// Brands and plurals of abbreviations (`IDs`, `URLs`) with capitals only where words begin.
fn prepared(text: &str) -> String {
    if !text.chars().any(char::is_uppercase) {
        return text.to_owned();
    }
    let mut prepared = text.to_owned();
    for (brand, word) in BRANDS {
        if prepared.contains(brand) {
            prepared = prepared.replace(brand, word);
        }
    }
    let characters: Vec<char> = prepared.chars().collect();
    let upper = |index: Option<usize>| {
        let character = index.and_then(|index| characters.get(index));
        character.is_some_and(|character| character.is_uppercase())
    };
    let lower = |index: usize| characters.get(index).is_some_and(|c| c.is_lowercase());
    // Within an abbreviation in the plural, all capitals but the first.
    let mut within = false;
    let mut plain: Vec<char> = Vec::with_capacity(characters.len());
    for (index, character) in characters.iter().enumerate().rev() {
        let before_plural =
            upper(Some(index)) && characters.get(index + 1) == Some(&'s') && !lower(index + 2);
        within = upper(index.checked_sub(1)) && (within || before_plural);
        match within {
            true => plain.extend(character.to_lowercase().rev()),
            false => plain.push(*character),
        }
    }
    plain.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found() {
        for (text, expected_snake, expected_camel) in [
            ("friendlyName", "friendly_name", "FriendlyName"),
            ("X-Request-ID", "x_request_id", "XRequestId"),
            ("HTTPServer", "http_server", "HttpServer"),
            ("userIDs", "user_ids", "UserIds"),
            ("peerURLs", "peer_urls", "PeerUrls"),
            ("APIs", "apis", "Apis"),
            ("APIsByHTTPURLs", "apis_by_httpurls", "ApisByHttpurls"),
            ("useHTTPs", "use_https", "UseHttps"),
            ("URLsafe", "ur_lsafe", "UrLsafe"),
            ("As", "as", "As"),
            ("OAuthToken", "oauth_token", "OauthToken"),
            ("IPv4Address", "ipv4_address", "Ipv4Address"),
            ("@odata.nextLink", "odata_next_link", "OdataNextLink"),
            ("filter[name]", "filter_name", "FilterName"),
            ("v1.2", "v1_2", "V1_2"),
            ("2022-11-28", "n2022_11_28", "N2022_11_28"),
            ("+1", "plus_1", "Plus1"),
            ("-1", "minus_1", "Minus1"),
            (">=", "greater_equal", "GreaterEqual"),
            ("", "empty", "Empty"),
            ("*", "star", "Star"),
            ("404", "n404", "N404"),
            ("名前", "名前", "名前"),
            ("Ünïcode", "ünïcode", "Ünïcode"),
            ("😀", "u1f600", "U1f600"),
        ] {
            assert_eq!(snake(text), expected_snake, "{text}");
            assert_eq!(camel(text), expected_camel, "{text}");
        }
    }

    #[test]
    fn what_is_in_snake_case_stays_so() {
        // All texts of five of these.
        let letters = ["a", "z", "0", "9", "_"];
        for number in 0..letters.len().pow(5) {
            let places = (0..5).map(|place| letters[number / 5usize.pow(place) % 5]);
            let text: String = places.collect();
            if is_snake(&text) {
                assert_eq!(text.to_snake_case(), text);
            }
        }
    }

    #[test]
    fn given_names_stay_where_they_can() {
        for (given, lower, upper) in [
            ("type_", "type_", "Type"),
            ("petName", "pet_name", "PetName"),
            ("HTTPServer", "http_server", "HTTPServer"),
            ("pet-status", "pet_status", "PetStatus"),
            ("Pet_Status", "pet_status", "PetStatus"),
            ("", "empty", "Empty"),
        ] {
            assert_eq!(given_snake(given), lower, "{given}");
            assert_eq!(given_camel(given), upper, "{given}");
        }
    }

    #[test]
    fn symbols_are_spelled_outside_first() {
        assert_eq!(camel(&spelled_outside("-created_at")), "MinusCreatedAt");
        assert_eq!(camel(&spelled_outside("created_at")), "CreatedAt");
        assert_eq!(camel(&spelled("a-b")), "ADashB");
        assert_eq!(camel(&spelled("a_b")), "AUnderscoreB");
        assert_eq!(
            spelled_outside("é!").split_whitespace().collect::<Vec<_>>(),
            ["é", "Not"]
        );
    }
}
