//! The key of a Paths Object: a path template (OpenAPI 3.1.1, section 4.8.2, Paths Object).

/// Splits a path key into the path template and the query that some documents append to it. A
/// fragment is dropped, because it is never sent. Characters between braces belong to a parameter
/// name, whatever they are.
pub fn split_path_and_query(path: &str) -> (&str, &str) {
    let mut inside = false;
    let mut mark = None;
    let mut end = path.len();
    for (at, character) in path.char_indices() {
        match character {
            '{' => inside = true,
            '}' => inside = false,
            '?' if !inside && mark.is_none() => mark = Some(at),
            '#' if !inside => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    let whole = path.get(..end).unwrap_or_default();
    mark.and_then(|at| whole.split_at_checked(at))
        .map_or((whole, ""), |(path, query)| {
            (path, query.strip_prefix('?').unwrap_or(query))
        })
}

#[cfg(test)]
mod tests {
    use super::split_path_and_query;

    #[test]
    fn splits_outside_braces() {
        assert_eq!(
            split_path_and_query("/{a#}/{?}?x={y#?}?#z"),
            ("/{a#}/{?}", "x={y#?}?")
        );
        assert_eq!(split_path_and_query("/a#b?c"), ("/a", ""));
    }
}
