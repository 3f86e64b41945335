//! Is a text YAML or JSON, and what is wrong with it when it is neither?

use super::positions::Positions;
use super::syntax;
use super::tree::Reading;
use super::yaml::{self, Yaml, YamlError};
use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Target};
use crate::limits::{Limit, Limits};
use serde_json::Value;

/// Reads the text of source `source`, whose tree will be at `root`.
pub(super) fn parse(
    text: &str,
    source: usize,
    root: &Pointer,
    report: &mut Report,
) -> Option<Value> {
    let limits = *report.limits();
    let first = text.trim_start().chars().next();
    let mut not_json = None;
    if matches!(first, Some('{' | '[')) {
        let reading = Reading::new(text.len(), &limits);
        match read_json(text, &reading) {
            Ok(tree) => {
                report_duplicates(text, source, &reading, root, report);
                return Some(tree);
            }
            Err(_) if exceeded(&reading, root, report) => return None,
            Err(error) => not_json = Some(error),
        }
    }
    // YAML has braces too, and is laxer: `{a: 1}`. When neither reads it, what JSON says is clearer. YAML
    // would take `/* a comment */` for a text.
    if let Some(error) = not_json.take_if(|error| syntax::is_comment(text, error)) {
        report.push(syntax::json(text, source, &error));
        return None;
    }
    let reading = Reading::new(text.len(), &limits);
    match yaml::read(text, &reading) {
        Ok(Yaml { tree, second }) => {
            report_duplicates(text, source, &reading, root, report);
            if let Some(span) = second {
                report.push(syntax::second_document(text, source, span));
            }
            Some(tree)
        }
        Err(problem) => {
            if !exceeded(&reading, root, report) {
                report.push(match (not_json, problem) {
                    (Some(error), _) => syntax::json(text, source, &error),
                    (None, YamlError::Syntax { error, opened }) => {
                        syntax::yaml(text, source, &error, opened)
                    }
                    (None, YamlError::Key(span)) => syntax::odd_key(source, span),
                    (None, YamlError::Tag(span)) => syntax::unfit_tag(source, span),
                    (None, YamlError::Exceeded) => return None,
                });
            }
            None
        }
    }
}

fn read_json(text: &str, reading: &Reading) -> serde_json::Result<Value> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // `Reading` has a limit of its own, whose diagnostic says where it was exceeded.
    deserializer.disable_recursion_limit();
    let tree = reading.read(&mut deserializer)?;
    deserializer.end()?;
    Ok(tree)
}

/// Pushes the limit that was exceeded, if one was.
fn exceeded(reading: &Reading, root: &Pointer, report: &mut Report) -> bool {
    let Some((pointer, limit)) = reading.exceeded.borrow_mut().take() else {
        return false;
    };
    let problem = match limit {
        Limit::Depth => too_deep(report.limits()),
        Limit::KeyBytes => {
            let most = report.limits().of(limit);
            limit.exceeded(format!("a key has more than {most} bytes"))
        }
        limit => limit.exceeded(MULTIPLIED),
    };
    report.push(problem.at(&root.join(&pointer), "reading stopped here"));
    true
}

const MULTIPLIED: &str = "aliases make the document many times as large as its text";

fn too_deep(limits: &Limits) -> Diagnostic {
    let most = limits.of(Limit::Depth);
    Limit::Depth.exceeded(format!(
        "the document is nested more than {most} levels deep"
    ))
}

fn report_duplicates(
    text: &str,
    source: usize,
    reading: &Reading,
    root: &Pointer,
    report: &mut Report,
) {
    let duplicates = reading.duplicates.borrow();
    // Positions cost as much as reading does, and most texts have no use for them.
    let positions = (!duplicates.is_empty()).then(|| Positions::of(text));
    for (index, pointer) in duplicates.iter().enumerate() {
        let key = pointer.steps().last().unwrap_or_default();
        let problem = Diagnostic::warning(
            Code::DuplicateKey,
            format!("the key `{key}` occurs twice in one mapping; the last one counts"),
        )
        .at_key(&root.join(pointer), "this one counts");
        // Where there are so many, looking for each would take time quadratic in their number.
        let first = positions.as_ref().filter(|_| index < 100);
        let first = first.and_then(|positions| positions.first_key(pointer));
        report.push(match first {
            Some(span) => problem.place(Target::Text { source, span }, "the first one"),
            None => problem,
        });
    }
}
