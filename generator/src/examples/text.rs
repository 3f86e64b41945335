//! Which text has this format, pattern and length?

use super::Chance;
use regex_syntax::hir::{Class, Hir, HirKind, Repetition};

/// Retries that a pattern leaves open, one after the other, until the length is right.
const MORE: [u32; 9] = [0, 1, 2, 4, 8, 16, 32, 64, 256];

/// No text is longer unless it has to be; none at all is longer than this.
const LONGEST: usize = 10_000;

/// What a schema demands of a text.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextLimits<'a> {
    /// `format`.
    pub format: Option<&'a str>,
    /// `pattern`.
    pub pattern: Option<&'a str>,
    /// `minLength`, in characters.
    pub min_length: Option<u64>,
    /// `maxLength`, in characters.
    pub max_length: Option<u64>,
}

impl TextLimits<'_> {
    /// Whether the length of a text is within the limits.
    pub fn has_length(&self, text: &str) -> bool {
        let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
        self.min_length.is_none_or(|least| length >= least)
            && self.max_length.is_none_or(|most| length <= most)
    }
}

/// A text within the limits; `name` is the name of the property. `matches` tells whether a text has a
/// pattern, if that can be told.
pub fn text(
    limits: &TextLimits<'_>,
    name: &str,
    chance: &mut Chance,
    matches: &dyn Fn(&str, &str) -> Option<bool>,
) -> String {
    let bound =
        |bound: Option<u64>| bound.map(|bound| usize::try_from(bound).unwrap_or(usize::MAX));
    let least = bound(limits.min_length).unwrap_or_default().min(LONGEST);
    let most = bound(limits.max_length).unwrap_or(usize::MAX);
    let format = limits.format.and_then(|format| of_format(format, chance));
    let fits = |text: &str| (least..=most).contains(&text.chars().count());
    if let Some(pattern) = limits.pattern {
        if let Some(text) = &format
            && matches(pattern, text) == Some(true)
            && fits(text)
        {
            return text.clone();
        }
        if let Some(text) = of_pattern(pattern, matches, chance, &fits) {
            return text;
        }
    }
    if let Some(text) = format {
        return text;
    }
    let mut text: String = name.chars().take(most).collect();
    if text.is_empty() && most > 0 {
        text.push('a');
    }
    while text.chars().count() < least {
        text.push(char::from(
            b'a' + u8::try_from(chance.below(26)).unwrap_or_default(),
        ));
    }
    text
}

/// A text of a format that is known (OpenAPI Format Registry).
fn of_format(format: &str, chance: &mut Chance) -> Option<String> {
    let digits = |chance: &mut Chance, count: u32| {
        (0..count)
            .map(|_| format!("{:x}", chance.below(16)))
            .collect::<String>()
    };
    Some(match format {
        "date-time" => "2026-01-31T12:00:00Z".to_owned(),
        "date" => "2026-01-31".to_owned(),
        "time" => "12:00:00Z".to_owned(),
        "duration" => "PT1H".to_owned(),
        "int32" | "int64" | "uint32" | "uint64" if chance.is_first() => "1".to_owned(),
        "int32" | "int64" | "uint32" | "uint64" => chance.below(1_000_000).to_string(),
        "uuid" if chance.is_first() => "320e2af6-13ec-498d-8b51-daba52c37853".to_owned(),
        "uuid" => format!(
            "{}-{}-4{}-a{}-{}",
            digits(chance, 8),
            digits(chance, 4),
            digits(chance, 3),
            digits(chance, 3),
            digits(chance, 12)
        ),
        "uri" | "url" | "uri-reference" | "iri" => "https://example.com/".to_owned(),
        "email" | "idn-email" => "somebody@example.com".to_owned(),
        "hostname" | "idn-hostname" => "example.com".to_owned(),
        "ipv4" => "192.0.2.1".to_owned(),
        "ipv6" => "2001:db8::1".to_owned(),
        "byte" => "YmluZGVyeQ==".to_owned(),
        _ => return None,
    })
}

/// A text that has a pattern; none where the pattern cannot be read, or wants what is only seen by
/// looking ahead.
fn of_pattern(
    pattern: &str,
    matches: &dyn Fn(&str, &str) -> Option<bool>,
    chance: &mut Chance,
    fits: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let parse = |pattern: &str| {
        let mut parser = regex_syntax::ParserBuilder::new().nest_limit(50).build();
        parser.parse(pattern).ok()
    };
    // A text of the simpler pattern has the pattern itself only if that is known.
    let exact = parse(pattern);
    let assumed = exact.is_some();
    let tree = exact.or_else(|| parse(&simpler(pattern)))?;
    let mut found: Option<String> = None;
    for more in MORE {
        let mut text = String::new();
        write(&tree, more, chance, &mut text);
        if !matches(pattern, &text).unwrap_or(assumed) {
            continue;
        }
        let is_within = fits(&text);
        if is_within && !text.is_empty() {
            return Some(text);
        }
        // An empty text that fits is better than one of a wrong length.
        match &found {
            Some(_) if !is_within => {}
            Some(other) if other.is_empty() => {}
            _ => found = Some(text),
        }
    }
    found
}

/// A pattern without look-around groups, and with escapes that ECMAScript does not need. Generated
/// texts are checked against the original pattern.
fn simpler(pattern: &str) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(character) = rest.chars().next() {
        let looks = ["(?!", "(?=", "(?<!", "(?<="];
        if !in_class && looks.iter().any(|look| rest.starts_with(look)) {
            rest = behind_group(rest);
            continue;
        }
        let after = rest.get(character.len_utf8()..).unwrap_or_default();
        let mut taken = character.len_utf8();
        match character {
            '\\' => taken += after.chars().next().map_or(0, char::len_utf8),
            '[' => in_class = true,
            ']' => in_class = false,
            '{' if !in_class && !after.starts_with(|c: char| c.is_ascii_digit()) => out.push('\\'),
            _ => {}
        }
        let (one, behind) = rest.split_at_checked(taken).unwrap_or((rest, ""));
        out.push_str(one);
        rest = behind;
    }
    out
}

/// The text after the group at the beginning.
fn behind_group(text: &str) -> &str {
    let (mut depth, mut escaped, mut in_class) = (0_usize, false, false);
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => {
                escaped = false;
                continue;
            }
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => depth += 1,
            ')' if !in_class => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return text.get(at + character.len_utf8()..).unwrap_or_default();
        }
    }
    ""
}

/// Appends a text of one part of a pattern, its retries `more` times more than they must.
fn write(part: &Hir, more: u32, chance: &mut Chance, text: &mut String) {
    if text.len() > LONGEST {
        return;
    }
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => text.extend(one_of(class, chance)),
        HirKind::Capture(capture) => write(&capture.sub, more, chance, text),
        HirKind::Concat(parts) => parts
            .iter()
            .for_each(|part| write(part, more, chance, text)),
        HirKind::Alternation(parts) => {
            if let Some(part) = chance.one_of(parts) {
                write(part, more, chance, text);
            }
        }
        HirKind::Repetition(repetition) => {
            let times = match is_sign(repetition) {
                true => 0,
                false => repetition.min.saturating_add(more),
            };
            let times = times.min(repetition.max.unwrap_or(u32::MAX));
            for _ in 0..times {
                if text.len() > LONGEST {
                    return;
                }
                write(&repetition.sub, more, chance, text);
            }
        }
    }
}

/// Whether a part is an optional character such as a sign, which examples are better without.
fn is_sign(repetition: &Repetition) -> bool {
    let is_optional = repetition.min == 0 && repetition.max == Some(1);
    is_optional
        && match repetition.sub.kind() {
            HirKind::Literal(literal) => literal.0.iter().all(u8::is_ascii_punctuation),
            HirKind::Class(class) => {
                let is_plain = |c: &char| c.is_ascii_alphanumeric();
                one_of(class, &mut Chance::first()).is_some_and(|c| !is_plain(&c))
            }
            _ => false,
        }
}

/// A character of a class: a letter or digit where there is one, else one that can be seen.
fn one_of(class: &Class, chance: &mut Chance) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class
            .ranges()
            .iter()
            .map(|range| (range.start(), range.end()))
            .collect(),
        Class::Bytes(class) => class
            .ranges()
            .iter()
            .map(|range| (char::from(range.start()), char::from(range.end())))
            .collect(),
    };
    let ascii: Vec<char> = (' '..='~')
        .filter(|c| {
            ranges
                .iter()
                .any(|(first, last)| (first..=last).contains(&c))
        })
        .collect();
    let plain: Vec<char> = ascii
        .iter()
        .copied()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let chosen = chance.one_of(&plain).or_else(|| chance.one_of(&ascii));
    chosen
        .copied()
        .or_else(|| ranges.first().map(|(first, _)| *first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(limits: &TextLimits<'_>, name: &str) -> String {
        text(limits, name, &mut Chance::first(), &|_, _| None)
    }

    #[test]
    fn texts_are_within_their_limits() {
        for (format, pattern, lengths, expected) in [
            (None, None, (None, None), "currency"),
            (None, None, (Some(1), Some(3)), "cur"),
            (None, None, (Some(10), None), "currencyaa"),
            (
                Some("uuid"),
                None,
                (None, None),
                "320e2af6-13ec-498d-8b51-daba52c37853",
            ),
            // Neither a sign nor an empty text is a good example.
            (
                None,
                Some(r"^-?\d{0,10}(?:\.\d{0,2})?$"),
                (None, None),
                "0.0",
            ),
            (None, Some("^[A-Z]{3}$"), (None, None), "AAA"),
            (None, Some("^[a-z]+$"), (Some(4), None), "aaaaa"),
            (None, Some("^(red|green)$"), (None, None), "red"),
            // Without an engine, texts of such a pattern cannot be checked.
            (None, Some("^(?!x)[a-z]+$"), (None, None), "currency"),
        ] {
            let limits = TextLimits {
                format,
                pattern,
                min_length: lengths.0,
                max_length: lengths.1,
            };
            let text = made(&limits, "currency");
            assert_eq!(text, expected, "{limits:?}");
            assert!(limits.has_length(&text), "{limits:?}");
        }
    }
}
