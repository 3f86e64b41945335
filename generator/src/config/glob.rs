//! Does a text fit a pattern with asterisks?

/// Whether `text` is what `pattern` says: `*` stands for any characters but `/`, `**` for any.
pub(crate) fn fits(pattern: &str, text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    // Which beginnings of the text, by their lengths, fit what was read of the pattern.
    let mut reached = vec![false; text.len() + 1];
    if let Some(first) = reached.first_mut() {
        *first = true;
    }
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let any = rest.starts_with("**");
        rest = rest.get(if any { 2 } else { c.len_utf8() }..).unwrap_or("");
        let mut before = false;
        let mut grown = false;
        for (index, reached) in reached.iter_mut().enumerate() {
            let last = index.checked_sub(1).and_then(|index| text.get(index));
            let here = *reached;
            *reached = if c == '*' {
                here || (grown && (any || last != Some(&'/')))
            } else {
                before && last == Some(&c)
            };
            before = here;
            grown = *reached;
        }
    }
    reached.last() == Some(&true)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn asterisks_stand_for_parts_of_a_path() {
        for (pattern, text) in [
            ("", ""),
            ("/pets", "/pets"),
            ("*", ""),
            ("/pets/*", "/pets/{id}"),
            ("/pets/*", "/pets/"),
            ("/pets/**", "/pets/{id}/toys"),
            ("/**/toys", "/pets/{id}/toys"),
            ("/*/*/toys", "/pets/{id}/toys"),
            ("list*", "listPets"),
            ("*P*s", "listPets"),
            ("ä*", "äö"),
        ] {
            assert!(fits(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("", "a"),
            ("/pets", "/pets/1"),
            ("/pets/*", "/pets"),
            ("/pets/*", "/pets/{id}/toys"),
            ("/*/toys", "/pets/{id}/toys"),
            ("list*s", "listPet"),
            ("a*b*c", "acb"),
        ] {
            assert!(!fits(pattern, text), "{pattern} {text}");
        }
        // Time grows with the product of the two, whatever the pattern.
        let long = "a".repeat(2_000);
        assert!(!fits(&"*a".repeat(500), &format!("{long}b")));
    }
}
