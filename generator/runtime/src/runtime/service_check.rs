//! Validation beyond types (JSON Schema Validation, section 6).

use super::service_refusal::RequestProblem;
use std::collections::BTreeMap;
use std::fmt::Display;

/// A value that can violate its schema.
pub(crate) trait Check {
    /// Reports the violations.
    fn check(&self, at: &mut Checker<'_>);
}

/// The current position, and the errors found.
#[derive(Debug)]
pub(crate) struct Checker<'a> {
    place: &'static str,
    name: String,
    /// Whether the position is below an undeclared name: the rest of it is not reported.
    is_within: bool,
    problems: &'a mut Vec<RequestProblem>,
}

#[allow(dead_code, reason = "an API uses few of the keywords there are")]
impl<'a> Checker<'a> {
    /// At an argument.
    pub(super) fn new(
        place: &'static str,
        name: &str,
        problems: &'a mut Vec<RequestProblem>,
    ) -> Self {
        Self {
            place,
            name: name.to_owned(),
            is_within: false,
            problems,
        }
    }

    /// Checks a property.
    pub(crate) fn property(&mut self, name: &str, value: &impl Check) {
        self.within(name, |at| value.check(at));
    }

    /// Checks a property against limits.
    pub(crate) fn bounded(&mut self, name: &str, value: &impl Bounded, bounds: &Bounds) {
        self.within(name, |at| value.hold(bounds, at));
    }

    /// A value that the schema does not list.
    pub(crate) fn unlisted(&mut self, listed: &[&str]) {
        self.problem(format_args!("none of `{}`", listed.join("`, `")));
    }

    /// Reports an error of the value.
    pub(crate) fn problem(&mut self, detail: impl Display) {
        if self.problems.len() < RequestProblem::MOST {
            self.problems
                .push(RequestProblem::new(self.place, &self.name, detail));
        }
    }

    fn within(&mut self, name: &str, check: impl FnOnce(&mut Self)) {
        let before = self.name.len();
        if !self.is_within {
            self.name.push('/');
            self.name
                .push_str(&name.replace('~', "~0").replace('/', "~1"));
        }
        check(self);
        self.name.truncate(before);
    }

    /// Validates a value with a name that the caller chose.
    fn unnamed(&mut self, value: &impl Check) {
        let before = std::mem::replace(&mut self.is_within, true);
        value.check(self);
        self.is_within = before;
    }
}

impl<T: Check> Check for &T {
    fn check(&self, at: &mut Checker<'_>) {
        (**self).check(at);
    }
}

impl<T: Check> Check for Box<T> {
    fn check(&self, at: &mut Checker<'_>) {
        (**self).check(at);
    }
}

impl<T: Check> Check for Option<T> {
    fn check(&self, at: &mut Checker<'_>) {
        self.iter().for_each(|value| value.check(at));
    }
}

impl<T: Check> Check for Vec<T> {
    fn check(&self, at: &mut Checker<'_>) {
        for (place, value) in self.iter().enumerate() {
            at.property(&place.to_string(), value);
        }
    }
}

impl<T: Check> Check for BTreeMap<String, T> {
    fn check(&self, at: &mut Checker<'_>) {
        for value in self.values() {
            at.unnamed(value);
        }
    }
}

/// Limits of a value (Schema Object): of a number, the length of text, the items of an array.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bounds {
    /// Whether the limit itself is excluded.
    minimum: Option<(f64, bool)>,
    maximum: Option<(f64, bool)>,
    multiple_of: Option<f64>,
    least: usize,
    most: usize,
    unique: bool,
}

#[allow(dead_code, reason = "an API uses few of the keywords there are")]
impl Bounds {
    /// No limits.
    pub(crate) const NONE: Self = Self {
        minimum: None,
        maximum: None,
        multiple_of: None,
        least: 0,
        most: usize::MAX,
        unique: false,
    };

    /// `minimum`.
    pub(crate) const fn minimum(mut self, minimum: f64) -> Self {
        self.minimum = Some((minimum, false));
        self
    }

    /// `exclusiveMinimum`.
    pub(crate) const fn above(mut self, minimum: f64) -> Self {
        self.minimum = Some((minimum, true));
        self
    }

    /// `maximum`.
    pub(crate) const fn maximum(mut self, maximum: f64) -> Self {
        self.maximum = Some((maximum, false));
        self
    }

    /// `exclusiveMaximum`.
    pub(crate) const fn below(mut self, maximum: f64) -> Self {
        self.maximum = Some((maximum, true));
        self
    }

    /// `multipleOf`.
    pub(crate) const fn multiple_of(mut self, number: f64) -> Self {
        self.multiple_of = Some(number);
        self
    }

    /// `minLength`, `minItems`.
    pub(crate) const fn at_least(mut self, least: usize) -> Self {
        self.least = least;
        self
    }

    /// `maxLength`, `maxItems`.
    pub(crate) const fn at_most(mut self, most: usize) -> Self {
        self.most = most;
        self
    }

    /// `uniqueItems`.
    pub(crate) const fn unique(mut self) -> Self {
        self.unique = true;
        self
    }

    fn hold_number(&self, number: f64, at: &mut Checker<'_>) {
        match self.minimum {
            Some((minimum, true)) if number <= minimum => {
                at.problem(format_args!("not above {minimum}"))
            }
            Some((minimum, false)) if number < minimum => {
                at.problem(format_args!("below {minimum}"))
            }
            _ => {}
        }
        match self.maximum {
            Some((maximum, true)) if number >= maximum => {
                at.problem(format_args!("not below {maximum}"))
            }
            Some((maximum, false)) if number > maximum => {
                at.problem(format_args!("above {maximum}"))
            }
            _ => {}
        }
        if let Some(step) = self.multiple_of.filter(|step| *step > 0.0) {
            // 0.3 is a multiple of 0.1 except in binary fractions.
            let times = number / step;
            if (times - times.round()).abs() > 1e-9 * times.abs().max(1.0) {
                at.problem(format_args!("no multiple of {step}"));
            }
        }
    }

    fn hold_count(&self, count: usize, what: &str, at: &mut Checker<'_>) {
        if count < self.least {
            at.problem(format_args!("fewer than {} {what}", self.least));
        }
        if count > self.most {
            at.problem(format_args!("more than {} {what}", self.most));
        }
    }
}

/// A value with limits.
pub(crate) trait Bounded {
    /// Reports the limits that it violates.
    fn hold(&self, bounds: &Bounds, at: &mut Checker<'_>);
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Bounded for $number {
            fn hold(&self, bounds: &Bounds, at: &mut Checker<'_>) {
                #[allow(clippy::cast_precision_loss, reason = "limits are seldom that large")]
                bounds.hold_number(*self as f64, at);
            }
        }
    )*};
}

numbers! { i8 i16 i32 i64 u8 u16 u32 u64 f64 }

impl Bounded for String {
    fn hold(&self, bounds: &Bounds, at: &mut Checker<'_>) {
        bounds.hold_count(self.chars().count(), "characters", at);
    }
}

impl<T: PartialEq> Bounded for Vec<T> {
    fn hold(&self, bounds: &Bounds, at: &mut Checker<'_>) {
        bounds.hold_count(self.len(), "items", at);
        let before = |place: usize| self.get(..place).unwrap_or_default();
        // Comparing longer lists with themselves would take too long.
        let mut items = self.iter().enumerate().take(1_000);
        if bounds.unique && items.any(|(place, item)| before(place).contains(item)) {
            at.problem("an item is there twice");
        }
    }
}

impl<T: Bounded> Bounded for Option<T> {
    fn hold(&self, bounds: &Bounds, at: &mut Checker<'_>) {
        self.iter().for_each(|value| value.hold(bounds, at));
    }
}

impl<T: Bounded> Bounded for &T {
    fn hold(&self, bounds: &Bounds, at: &mut Checker<'_>) {
        (**self).hold(bounds, at);
    }
}

impl<T: Bounded> Bounded for Box<T> {
    fn hold(&self, bounds: &Bounds, at: &mut Checker<'_>) {
        (**self).hold(bounds, at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported(value: &impl Bounded, bounds: Bounds) -> Vec<String> {
        let mut problems = Vec::new();
        let mut at = Checker::new("body", "", &mut problems);
        at.bounded("a/b", value, &bounds);
        problems.iter().map(|problem| problem.to_string()).collect()
    }

    #[test]
    fn limits_are_held() {
        let none = Vec::<String>::new();
        let number = Bounds::NONE.minimum(1.0).maximum(3.0).multiple_of(0.5);
        assert_eq!(reported(&1i64, number), none);
        assert_eq!(reported(&2.5, number), none);
        assert_eq!(reported(&0.3, Bounds::NONE.multiple_of(0.1)), none);
        assert_eq!(reported(&Some(4u8), number), ["body, `/a~1b`: above 3"]);
        assert_eq!(
            reported(&0.25, number),
            [
                "body, `/a~1b`: below 1",
                "body, `/a~1b`: no multiple of 0.5"
            ]
        );
        let open = Bounds::NONE.above(1.0).below(2.0);
        assert_eq!(reported(&1u8, open), ["body, `/a~1b`: not above 1"]);
        assert_eq!(reported(&2u8, open), ["body, `/a~1b`: not below 2"]);
        let length = Bounds::NONE.at_least(2).at_most(3);
        assert_eq!(reported(&"äöü".to_owned(), length), none);
        assert_eq!(
            reported(&"ä".to_owned(), length),
            ["body, `/a~1b`: fewer than 2 characters"]
        );
        assert_eq!(
            reported(&vec![1, 2, 3, 4], length),
            ["body, `/a~1b`: more than 3 items"]
        );
        let unique = Bounds::NONE.unique();
        assert_eq!(reported(&vec![1, 2], unique), none);
        assert_eq!(
            reported(&vec![1, 2, 1], unique),
            ["body, `/a~1b`: an item is there twice"]
        );
    }

    struct Odd(u8);

    impl Check for Odd {
        fn check(&self, at: &mut Checker<'_>) {
            if self.0 != 1 {
                at.unlisted(&["1", "3"]);
            }
        }
    }

    #[test]
    fn errors_of_a_request_are_limited() {
        let mut problems = Vec::new();
        let many: Vec<Odd> = (0..1_000).map(|_| Odd(2)).collect();
        many.check(&mut Checker::new("body", "", &mut problems));
        assert_eq!(problems.len(), RequestProblem::MOST);
    }

    #[test]
    fn a_problem_has_its_place() {
        let mut problems = Vec::new();
        let mut at = Checker::new("query", "odd", &mut problems);
        let map = BTreeMap::from([("k".to_owned(), vec![Some(Odd(1)), None, Some(Odd(2))])]);
        map.check(&mut at);
        Box::new(Odd(4)).check(&mut at);
        let reported: Vec<_> = problems.iter().map(|problem| problem.to_string()).collect();
        assert_eq!(
            reported,
            [
                "query, `odd`: none of `1`, `3`",
                "query, `odd`: none of `1`, `3`"
            ]
        );
    }
}
