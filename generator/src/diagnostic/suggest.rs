//! Which known word was probably meant?

/// The candidate that `word` is most likely a misspelling of: at most one edit away, two for
/// words of more than five letters, or equal but for case. The first of equally near ones.
pub fn suggest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A hostile word could be long; nothing known is.
    if word.len() > 100 {
        return None;
    }
    let lower = word.to_lowercase();
    let limit = match word.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    };
    let mut best = None;
    for candidate in candidates {
        if candidate.len() > 110 || candidate == word {
            continue;
        }
        let distance = if candidate.eq_ignore_ascii_case(word) {
            0
        } else {
            strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()).max(1)
        };
        if (distance == 0 || distance <= limit) && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The question whether a known word was meant, for the help of a diagnostic.
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    suggest(word, candidates).map(|near| format!("did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, suggest};

    #[test]
    fn finds_swapped_and_missing_letters_and_other_case() {
        let known = ["required", "readOnly", "type", "title"];
        assert_eq!(suggest("requried", known), Some("required"));
        assert_eq!(suggest("readonly", known), Some("readOnly"));
        assert_eq!(suggest("typ", known), Some("type"));
        let question = did_you_mean("typ", known);
        assert_eq!(question.as_deref(), Some("did you mean `type`?"));
    }

    #[test]
    fn keeps_quiet_about_other_words() {
        let known = ["in", "not", "type"];
        assert_eq!(suggest("id", known), None);
        assert_eq!(suggest("nullable", known), None);
        assert_eq!(suggest("type", known), None);
        assert_eq!(suggest(&"t".repeat(10_000), known), None);
    }
}
