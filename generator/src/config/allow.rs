//! Which warnings does the user know of and not want to be told?

use crate::diagnostic::{Code, Diagnostic, Pointer, Severity, Target};
use crate::load::Sources;
use std::ops::Range;

/// An entry of `allow`: warnings of one kind, everywhere or in one part of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// The kind.
    pub code: Code,
    /// The part, as a warning shows it; nothing for the whole document.
    pub within: Option<Pointer>,
    /// Where it stands in the text of the configuration.
    pub(crate) span: Range<usize>,
}

impl Allowance {
    /// Whether it speaks of this diagnostic. Errors cannot be allowed.
    fn allows(&self, diagnostic: &Diagnostic, sources: &Sources) -> bool {
        if diagnostic.code != self.code || diagnostic.severity == Severity::Error {
            return false;
        }
        let Some(within) = &self.within else {
            return true;
        };
        let at = diagnostic
            .places
            .iter()
            .find_map(|place| match &place.target {
                Target::Value(at) | Target::Key(at) => Some(sources.resolve(at).1),
                _ => None,
            });
        at.is_some_and(|at| at.strip_prefix(within).is_some())
    }
}

/// Takes out what is allowed. Answers the allowances that had nothing to allow.
pub(crate) fn apply<'a>(
    allowances: &'a [Allowance],
    diagnostics: &mut Vec<Diagnostic>,
    sources: &Sources,
) -> Vec<&'a Allowance> {
    let mut fired = vec![false; allowances.len()];
    diagnostics.retain(|diagnostic| {
        let mut keep = true;
        for (allowance, fired) in allowances.iter().zip(&mut fired) {
            if allowance.allows(diagnostic, sources) {
                *fired = true;
                keep = false;
            }
        }
        keep
    });
    let unused = allowances.iter().zip(fired);
    unused
        .filter_map(|(allowance, fired)| (!fired).then_some(allowance))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_warnings_of_the_kind_and_the_place_are_taken_out() {
        let allow = |code, within: Option<&str>| Allowance {
            code,
            within: within.map(Pointer::from_escaped),
            span: 0..0,
        };
        let at = Pointer::from_escaped("/paths/~1a/get");
        let beside = Pointer::from_escaped("/paths/~1ab/get");
        let mut diagnostics = vec![
            Diagnostic::warning(Code::DuplicateKey, "a").at(&at, ""),
            Diagnostic::warning(Code::DuplicateKey, "b").at(&beside, ""),
            Diagnostic::warning(Code::WrongType, "c").at(&at, ""),
            Diagnostic::error(Code::WrongType, "d").at(&at, ""),
        ];
        let allowances = [
            allow(Code::DuplicateKey, Some("/paths/~1a")),
            allow(Code::WrongType, None),
            allow(Code::UnknownKeyword, None),
            allow(Code::DuplicateKey, Some("/paths/~1")),
        ];
        let unused = apply(&allowances, &mut diagnostics, &Sources::default());
        let kept: Vec<&str> = diagnostics.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(kept, ["b", "d"]);
        assert_eq!(unused, [&allowances[2], &allowances[3]]);
    }
}
