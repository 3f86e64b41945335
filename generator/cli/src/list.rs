//! `bindery list`: which operations are there, and what are they called in Rust?

use super::args::{List, MessageFormat};
use super::screen::Screen;
use super::{DONE, UseOfConfig, missing, request};
use bindery::diagnostic::suggest;
use bindery::ir::{Omitted, Operation};
use bindery::name::OperationNames;
use bindery::pipeline::understand;
use bindery::text::{self, DocumentStr, DocumentText};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;

pub(super) fn run(list: &List, screen: &mut Screen) -> io::Result<u8> {
    if let Some(message) = missing(&list.input, "list") {
        screen.misuse(&message)?;
        return Ok(screen.code());
    }
    let request = request(&list.input, UseOfConfig::Documents, screen)?;
    let understood = request
        .job()
        .and_then(|job| understand(&job).map(|(findings, meanings)| (job, findings, meanings)));
    let (job, findings, meanings) = match understood {
        Ok(understood) => understood,
        Err(failed) => {
            screen.findings(&failed.findings)?;
            return Ok(screen.code());
        }
    };
    screen.findings(&findings)?;
    let (mut rows, mut omitted) = (Vec::new(), Vec::new());
    let mut total = 0;
    for (document, meaning) in job.documents.iter().zip(&meanings) {
        let module = document.module.as_str();
        let operations = meaning.api.operations.iter().zip(&meaning.names.operations);
        for (operation, names) in operations {
            total += 1;
            if is_wanted(list, operation, names) {
                let tags = operation.tags.iter();
                let features = tags.filter_map(|tag| meaning.names.features.get(tag));
                rows.push(Row {
                    module,
                    features: features.map(String::as_str).collect(),
                    operation,
                    names,
                });
            }
        }
        // Operations that are not generated have no tags or texts, so filters by these skip them.
        let shown = meaning.api.omitted.iter().filter(|omitted| {
            let path = list.path.as_ref();
            let found = list
                .text
                .as_deref()
                .is_none_or(|text| contains(&omitted.id, text) || contains(&omitted.path, text));
            list.tag.is_empty() && found && path.is_none_or(|text| omitted.path.contains(text))
        });
        omitted.extend(shown.map(|omitted| (module, omitted)));
    }
    let text = match list.input.message_format {
        MessageFormat::Json => lines(&rows, &omitted),
        _ => table(&rows, &omitted, total),
    };
    screen.result(&text)?;
    let operations = meanings.iter().flat_map(|meaning| &meaning.api.operations);
    let tags = operations.flat_map(|operation| &operation.tags);
    unknown_tags(&list.tag, &tags.collect(), screen)?;
    Ok(DONE)
}

/// Notes the tags that no operation has.
#[allow(clippy::disallowed_methods, reason = "texts are compared")]
fn unknown_tags(
    wanted: &[String],
    tags: &BTreeSet<&DocumentText>,
    screen: &Screen,
) -> io::Result<()> {
    let is_known = |wanted: &String| tags.iter().any(|tag| **tag == *wanted);
    for tag in wanted.iter().filter(|tag| !is_known(tag)) {
        let near = suggest(tag, tags.iter().map(|tag| tag.untrusted())).map(DocumentStr::new);
        let near = near.map(|near| format!("; did you mean `{}`?", near.terminal()));
        let near = near.unwrap_or_default();
        let tag = DocumentStr::from(tag).terminal();
        screen.note(&format!("note: no operation has the tag `{tag}`{near}"))?;
    }
    Ok(())
}

struct Row<'a> {
    module: &'a str,
    /// The cargo features of which one is enough for it.
    features: BTreeSet<&'a str>,
    operation: &'a Operation,
    names: &'a OperationNames,
}

impl Row<'_> {
    /// The method, as a program writes it.
    fn rust(&self) -> String {
        format!("{}::Client::{}", self.module, self.names.method)
    }
}

fn is_wanted(list: &List, operation: &Operation, names: &OperationNames) -> bool {
    let docs = &operation.docs;
    let tagged = list.tag.is_empty()
        || list
            .tag
            .iter()
            .any(|tag| operation.tags.iter().any(|own| own == tag));
    let there = |path: &String| operation.path.text.contains(path);
    let said = |text: &str| {
        let texts = [&docs.summary, &docs.description];
        let mut texts = texts.into_iter().flatten();
        contains(&operation.id, text)
            || contains(names.method.as_str(), text)
            || contains(&operation.path.text, text)
            || texts.any(|said| contains(said, text))
            || operation.tags.iter().any(|tag| contains(tag, text))
    };
    tagged && list.path.as_ref().is_none_or(there) && list.text.as_deref().is_none_or(said)
}

#[allow(clippy::disallowed_methods, reason = "texts are compared")]
fn contains<'a>(text: impl Into<DocumentStr<'a>>, part: &str) -> bool {
    let text = text.into().untrusted().to_lowercase();
    text.contains(&part.to_lowercase())
}

fn lines(rows: &[Row<'_>], omitted: &[(&str, &Omitted)]) -> String {
    let rows = rows.iter().map(|row| {
        json!({
            "reason": "operation",
            "method": row.operation.method.token().to_text().json(),
            "path": row.operation.path.text.json(),
            "id": row.operation.id.json(),
            "rust": row.rust(),
            "tags": row.operation.tags.iter().map(DocumentText::json).collect::<Vec<_>>(),
            "features": row.features,
            "summary": row.operation.docs.summary.as_ref().map(DocumentText::json),
            "deprecated": row.operation.docs.deprecated,
        })
    });
    let omitted = omitted.iter().map(|(module, omitted)| {
        json!({
            "reason": "omitted",
            "method": omitted.method.json(),
            "path": omitted.path.json(),
            "id": omitted.id.json(),
            "module": module,
            "code": omitted.code.name(),
            "message": omitted.reason.json(),
        })
    });
    rows.chain(omitted)
        .map(|line: Value| text::json(&line) + "\n")
        .collect()
}

const HEAD: [&str; 5] = ["METHOD", "PATH", "OPERATION", "RUST", "TAGS"];

fn table(rows: &[Row<'_>], omitted: &[(&str, &Omitted)], total: usize) -> String {
    let cells = rows.iter().map(|row| {
        let Row { operation, .. } = row;
        let tags = DocumentText::join(operation.tags.iter().map(DocumentText::borrowed), ", ");
        [
            operation.method.token().terminal().to_string(),
            operation.path.text.terminal().to_string(),
            operation.id.terminal().to_string(),
            row.rust(),
            tags.terminal().to_string(),
        ]
    });
    let mut text = String::new();
    if !rows.is_empty() {
        let head = HEAD.map(str::to_owned);
        text.push_str(&aligned(
            &std::iter::once(head).chain(cells).collect::<Vec<_>>(),
        ));
        text.push('\n');
    }
    let _ = match (rows.len(), total) {
        (1, 1) => writeln!(text, "1 operation"),
        (shown, total) if shown == total => writeln!(text, "{total} operations"),
        (shown, total) => writeln!(text, "{shown} of {total} operations"),
    };
    if !omitted.is_empty() {
        let _ = writeln!(text, "\n{} left out:", omitted.len());
        for (module, omitted) in omitted {
            let _ = writeln!(
                text,
                "  {} {} ({module}: {}): {} [{}]",
                omitted.method.terminal(),
                omitted.path.terminal(),
                omitted.id.terminal(),
                omitted.reason.terminal(),
                omitted.code.name()
            );
        }
    }
    text
}

/// Columns, two spaces apart.
fn aligned(rows: &[[String; 5]]) -> String {
    let mut widths = [0; 5];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            let _ = write!(line, "{cell:width$}  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
