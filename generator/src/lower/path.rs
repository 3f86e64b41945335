//! Which parameters does a path hold, and where? (Paths Object, "Path Templating".)

use crate::ir::{PathTemplate, Segment};

/// Takes a path apart. Google's documents write `{+name}` for a value that may hold slashes; the
/// parameter is called `name`.
pub(super) fn template(path: &str) -> PathTemplate {
    let mut segments = Vec::new();
    let mut literal = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        literal.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            literal.push('{');
            rest = after;
            continue;
        };
        if !literal.is_empty() {
            segments.push(Segment::Literal(std::mem::take(&mut literal)));
        }
        let name = name.strip_prefix('+').unwrap_or(name);
        segments.push(Segment::Parameter(name.to_owned()));
        rest = behind;
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        segments.push(Segment::Literal(literal));
    }
    PathTemplate {
        text: path.to_owned(),
        segments,
    }
}

/// The names of the parameters in a path, each once, in order; the flag tells `{+name}`.
pub(super) fn parameters(path: &str) -> Vec<(String, bool)> {
    let mut names: Vec<(String, bool)> = Vec::new();
    for segment in template(path).segments {
        if let Segment::Parameter(name) = segment
            && !names.iter().any(|(known, _)| *known == name)
        {
            let reserved = path.contains(&format!("{{+{name}}}"));
            names.push((name, reserved));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_literals_and_parameters() {
        let literal = |text: &str| Segment::Literal(text.to_owned());
        let parameter = |name: &str| Segment::Parameter(name.to_owned());
        assert_eq!(
            template("/v1/{a}/b.{c}:run").segments,
            [
                literal("/v1/"),
                parameter("a"),
                literal("/b."),
                parameter("c"),
                literal(":run")
            ]
        );
        assert_eq!(
            template("/{+name}").segments,
            [literal("/"), parameter("name")]
        );
        assert_eq!(template("/{open").segments, [literal("/{open")]);
        assert_eq!(template("").segments, []);
        assert_eq!(
            parameters("/{a}/{+b}/{a}"),
            [("a".to_owned(), false), ("b".to_owned(), true)]
        );
    }
}
