//! Which operations can a server offer? What it cannot is left out of it with a warning, and of the
//! client nothing is.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Api, Operation, Segment};

/// How many values of a path may hold slashes: each can end anywhere.
const RESERVED: usize = 2;

/// Tells of the operations that have no method in a server, each with a warning.
pub fn tell_unserved(api: &Api, report: &mut Report) {
    for operation in &api.operations {
        if let Err(reason) = supports(operation) {
            let message = format!("`{}` is left out of the server: {reason}", operation.id);
            let code = Code::UnsupportedParameter;
            report.push(Diagnostic::warning(code, message).at(&operation.pointer, ""));
        }
    }
}

/// Whether a server can offer an operation.
///
/// # Errors
///
/// The reason in a sentence.
pub(in crate::emit::rust) fn supports(operation: &Operation) -> Result<(), &'static str> {
    let reserved = operation.path.segments.iter();
    let reserved = reserved.filter(|segment| match segment {
        Segment::Parameter(name) => operation.path.text.contains(&format!("{{+{name}}}")),
        Segment::Literal(_) => false,
    });
    if reserved.count() > RESERVED {
        return Err("more than two values of its path may hold slashes");
    }
    Ok(())
}
