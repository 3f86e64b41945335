//! How is an error told to a person?

use crate::diagnostic::{Diagnostic, Severity, join_repeated, render};
use crate::emit::RelativePath;
use crate::findings::Findings;
use crate::load::Sources;
use crate::name::Rename;
use crate::text::DocumentStr;
use crate::write::LOCK;
use std::path::Path;

/// Every error of a text, one after the other, each with an empty line behind it. One that occurs at
/// several places is printed once, with their number.
pub fn problems(findings: &Findings, colour: bool) -> String {
    let problems = join_repeated(&findings.diagnostics);
    problems
        .iter()
        .map(|one| problem(&findings.sources, one, colour))
        .collect()
}

/// An error with its places in the text, and an empty line behind it.
pub fn problem(sources: &Sources, problem: &Diagnostic, colour: bool) -> String {
    // The pipeline has told the places in the document itself, where nothing is moved.
    render(problem, sources, colour) + "\n\n"
}

/// An error in one line: where it is, how bad, what it is, what follows from it and what to do.
pub fn line(sources: &Sources, problem: &Diagnostic) -> String {
    let place = problem.places.iter().find_map(|place| {
        let location = sources.locate(&place.target)?;
        let (name, _) = sources.get(location.source)?;
        let name = DocumentStr::new(name).terminal();
        Some(format!("{name}:{}:{}: ", location.line, location.column))
    });
    let heading = heading(problem.severity, problem.code.name(), false);
    let shown = |text: &str| DocumentStr::new(text).terminal().to_string();
    let message = shown(&problem.message);
    let mut line = format!("{}{heading}: {message}", place.unwrap_or_default());
    // The first place is the error itself; the others say what it touches.
    for place in problem.places.iter().skip(1) {
        if !place.label.is_empty() {
            let at = sources.locate(&place.target);
            let at = at.map(|at| format!(" (line {})", at.line));
            let label = shown(&place.label);
            line.push_str(&format!("; {label}{}", at.unwrap_or_default()));
        }
    }
    line.push_str("; help: ");
    line.push_str(&shown(problem.advice()));
    line
}

/// Says that an item has another name than in the previous run, in one line.
pub fn renamed(module: &str, rename: &Rename) -> String {
    let Rename {
        item,
        before,
        after,
    } = rename;
    format!("renamed {before} to {after} ({module}: {item})")
}

/// Says that a file was not deleted, in one line.
pub fn kept(out: &Path, path: &RelativePath) -> String {
    format!(
        "`{}` is listed in {LOCK} and was not deleted: it does not begin with the header of generated files",
        out.join(path.as_str()).display()
    )
}

/// `error[code]`, as every message of this program begins.
pub fn heading(severity: Severity, code: &str, colour: bool) -> String {
    let heading = format!("{severity}[{code}]");
    match (colour, severity) {
        (false, _) => heading,
        (true, Severity::Error) => format!("\u{1b}[1;31m{heading}\u{1b}[0m"),
        (true, Severity::Warning) => format!("\u{1b}[1;33m{heading}\u{1b}[0m"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Pointer, Report};
    use crate::load::load_text;

    #[test]
    fn a_line_says_what_is_lost_and_what_to_write() {
        let text = "a:\n  type: strng\n".to_owned();
        let loaded = load_text("a.yaml", text, &mut Report::new()).unwrap();
        let operation = Pointer::root().child("a");
        let problem = Diagnostic::warning(Code::UnknownKeyword, "`strng` is no value of `type`")
            .at(&operation.child("type"), "")
            .at_key(&operation, "this operation is left out")
            .help("write `string`");
        assert_eq!(
            line(&loaded.sources, &problem),
            "a.yaml:2:9: warning[unknown-keyword]: `strng` is no value of `type`; \
             this operation is left out (line 1); help: write `string`"
        );
    }
}
