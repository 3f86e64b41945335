//! Is a text YAML or JSON, and what is wrong with it when it is neither?

use super::positions::Positions;
use super::syntax;
use super::tree::Reading;
use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Target};
use crate::limits::{Limit, Limits};
use serde_json::Value;

/// Reads the text of source `source`, whose tree will stand at `root`.
pub(super) fn parse(
    text: &str,
    source: usize,
    root: &Pointer,
    report: &mut Report,
) -> Option<Value> {
    let limits = *report.limits();
    let first = text.trim_start().chars().next();
    if matches!(first, Some('{' | '[')) {
        let reading = Reading::new(text.len(), false, &limits);
        match read_json(text, &reading) {
            Ok(tree) => {
                report_duplicates(text, source, &reading, root, report);
                return Some(tree);
            }
            Err(fault) => {
                // YAML has braces too, and is laxer: `{a: 1}`. When neither reads it, what JSON
                // says is clearer. YAML would take `/* a comment */` for a text.
                let lax_enough =
                    !syntax::is_comment(text, &fault) && !nests_too_deep(text, &limits);
                let lax = Reading::new(text.len(), true, &limits);
                if !exceeded(&reading, root, report) {
                    if let Some(Ok(tree)) = lax_enough.then(|| read_yaml(text, &lax)) {
                        report_duplicates(text, source, &lax, root, report);
                        return Some(tree);
                    }
                    report.push(syntax::json(text, source, &fault));
                }
                return None;
            }
        }
    }
    if nests_too_deep(text, &limits) {
        report.push(too_deep(&limits).place(Target::Source(source), ""));
        return None;
    }
    let reading = Reading::new(text.len(), true, &limits);
    match read_yaml(text, &reading) {
        Ok(tree) => {
            report_duplicates(text, source, &reading, root, report);
            if let Some(fault) = syntax::second_document(text, source) {
                report.push(fault);
            }
            Some(tree)
        }
        Err(fault) => {
            if !exceeded(&reading, root, report) {
                report.push(match fault.to_string().as_str() {
                    // The reader of YAML has a limit of its own, which nobody can raise.
                    "repetition limit exceeded" => {
                        Diagnostic::error(Code::LimitExceeded, MULTIPLIED)
                            .place(Target::Source(source), "in this file")
                            .help("refer to common parts by `$ref`, which repeats nothing")
                    }
                    told if told.starts_with("recursion limit exceeded") => {
                        too_deep(&limits).place(Target::Source(source), "")
                    }
                    _ => syntax::yaml(text, source, &fault),
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

fn read_yaml(text: &str, reading: &Reading) -> serde_yaml::Result<Value> {
    match serde_yaml::Deserializer::from_str(text).next() {
        Some(document) => reading.read(document),
        None => Ok(Value::Null),
    }
}

/// Whether flow collections are nested deeper than any that could be read. libyaml takes time
/// quadratic in this depth, so it is not asked. Brackets in prose count too, but no prose leaves
/// thousands of them open.
fn nests_too_deep(text: &str, limits: &Limits) -> bool {
    let most = 50 * limits.of(Limit::Depth);
    let mut run = 0_usize;
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => run += 1,
            b']' | b'}' => run = run.saturating_sub(1),
            _ => {}
        }
        if run > most {
            return true;
        }
    }
    false
}

/// Pushes the limit that was exceeded, if one was.
fn exceeded(reading: &Reading, root: &Pointer, report: &mut Report) -> bool {
    let Some((pointer, limit)) = reading.exceeded.borrow_mut().take() else {
        return false;
    };
    let fault = match limit {
        Limit::Depth => too_deep(report.limits()),
        Limit::KeyBytes => {
            let most = report.limits().of(limit);
            limit.exceeded(format!("a key has more than {most} bytes"))
        }
        limit => limit.exceeded(MULTIPLIED),
    };
    report.push(fault.at(&root.join(&pointer), "reading stopped here"));
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
        let fault = Diagnostic::warning(
            Code::DuplicateKey,
            format!("the key `{key}` occurs twice in one mapping; the last one counts"),
        )
        .at_key(&root.join(pointer), "this one counts");
        // Where there are so many, looking for each would take time quadratic in their number.
        let first = positions.as_ref().filter(|_| index < 100);
        let first = first.and_then(|positions| positions.first_key(pointer));
        report.push(match first {
            Some(span) => fault.place(Target::Text { source, span }, "the first one"),
            None => fault,
        });
    }
}
