//! Warnings that the user allows.

use super::read::{Item, Reader, problem};
use crate::diagnostic::{Code, Diagnostic, Pointer, Severity, Target, did_you_mean};
use crate::load::Sources;
use std::ops::Range;

/// An entry of `allow`: warnings of one kind, everywhere or in one part of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// The kind.
    pub code: Code,
    /// The part, as a warning shows it; nothing for the whole document.
    pub within: Option<Pointer>,
    /// Its position in the text of the configuration.
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

/// Removes allowed diagnostics. Returns the allowances that matched nothing.
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

impl Reader {
    /// `allow`: codes, each alone or with ` at ` and a pointer.
    pub(super) fn allowances(&mut self, item: &Item<'_>) -> Vec<Allowance> {
        let Some(list) = item.get_ref().as_array() else {
            self.wrong_type(item, "a list of codes");
            return Vec::new();
        };
        let mut allowances = Vec::new();
        for item in list {
            let Some(text) = item.get_ref().as_str() else {
                self.wrong_type(item, "a code, such as \"duplicate-key\"");
                continue;
            };
            let (name, place) = match text.split_once(" at ") {
                Some((name, place)) => (name.trim(), Some(place.trim())),
                None => (text, None),
            };
            let place = place.map(|place| place.strip_prefix('#').unwrap_or(place));
            if let Some(place) = place.filter(|place| !place.starts_with('/')) {
                let message = format!("`{place}` is no JSON pointer");
                let help = "write the pointer as a warning shows it, such as `#/paths/~1pets/get`";
                self.problems
                    .push(problem(item.span(), &message).help(help));
                continue;
            }
            match Code::of_name(name) {
                Some(code) => allowances.push(Allowance {
                    code,
                    within: place.map(Pointer::from_escaped),
                    span: item.span(),
                }),
                None => {
                    let message = format!("there is no code `{name}`");
                    let codes = Code::ALL.iter().map(|code| code.name());
                    let help = did_you_mean(name, codes)
                        .unwrap_or_else(|| "`bindery explain` lists all codes".to_owned());
                    self.problems
                        .push(problem(item.span(), &message).help(help));
                }
            }
        }
        allowances
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::read::{read, tests::problems};

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

    #[test]
    fn allowances_are_codes_with_or_without_a_place() {
        let text = "[api.pets]\nallow = ['duplicate-key', 'unknown-required at #/paths/~1a']\n";
        let config = read(text).unwrap();
        let [all, one] = config.apis["pets"].allow.as_slice() else {
            panic!("{config:?}")
        };
        assert_eq!((all.code, &all.within), (Code::DuplicateKey, &None));
        assert_eq!(one.code, Code::UnknownRequired);
        assert_eq!(one.within.as_ref().unwrap().as_str(), "/paths/~1a");
        let wrong = "[api.a]\nallow = ['duplicat-key', 3, 'syntax at a', 'zzz']\n[api.b]\nallow = 'syntax'\n";
        let places: Vec<_> = problems(wrong)
            .into_iter()
            .map(|(place, _)| place)
            .collect();
        assert_eq!(
            places,
            ["'duplicat-key'", "3", "'syntax at a'", "'zzz'", "'syntax'"]
        );
        let help = |text| read(text).unwrap_err()[0].help.clone().unwrap();
        assert_eq!(
            help("[api.a]\nallow = ['duplicat-key']"),
            "did you mean `duplicate-key`?"
        );
    }
}
