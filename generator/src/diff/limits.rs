//! Do limits allow more or less than before? The service decides; callers feel it.

use crate::ir::Limits;
use crate::text::DocumentText;

/// Changed limits, in words.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// Values that are no longer allowed.
    pub tighter: Vec<String>,
    /// Values that are newly allowed.
    pub looser: Vec<String>,
}

/// Compares limits of something that is sent. Of what cannot be compared, such as patterns, the new
/// one counts as the tighter one.
pub(super) fn compare(old: &Limits, new: &Limits) -> Difference {
    let mut difference = Difference::default();
    let number = |limit: &Option<(DocumentText, bool)>| {
        limit.as_ref().map(|(text, _)| text.untrusted().to_owned())
    };
    let excluded =
        |limit: &Option<(DocumentText, bool)>| limit.as_ref().is_some_and(|(_, out)| *out);
    let counted = |count: Option<u64>| count.map(|count| count.to_string());
    let lower = [
        ("minimum", number(&old.minimum), number(&new.minimum)),
        (
            "minLength",
            counted(old.min_length),
            counted(new.min_length),
        ),
        ("minItems", counted(old.min_items), counted(new.min_items)),
    ];
    let upper = [
        ("maximum", number(&old.maximum), number(&new.maximum)),
        (
            "maxLength",
            counted(old.max_length),
            counted(new.max_length),
        ),
        ("maxItems", counted(old.max_items), counted(new.max_items)),
    ];
    for (name, old, new) in lower {
        difference.bound(name, old, new, 1.0);
    }
    for (name, old, new) in upper {
        difference.bound(name, old, new, -1.0);
    }
    let exclusive = [
        (
            "exclusiveMinimum",
            excluded(&old.minimum),
            excluded(&new.minimum),
        ),
        (
            "exclusiveMaximum",
            excluded(&old.maximum),
            excluded(&new.maximum),
        ),
        ("uniqueItems", old.unique_items, new.unique_items),
    ];
    for (name, old, new) in exclusive {
        match (old, new) {
            (false, true) => difference.tighter.push(format!("`{name}` holds")),
            (true, false) => difference.looser.push(format!("`{name}` holds no longer")),
            _ => {}
        }
    }
    difference.text(
        "multipleOf",
        old.multiple_of.as_ref(),
        new.multiple_of.as_ref(),
    );
    difference.text("pattern", old.pattern.as_ref(), new.pattern.as_ref());
    difference
}

impl Difference {
    /// A bound; `sign` says in which direction it allows less.
    fn bound(&mut self, name: &str, old: Option<String>, new: Option<String>, sign: f64) {
        match (old, new) {
            (None, Some(new)) => self.tighter.push(format!("`{name}` is {new}")),
            (Some(old), None) => self.looser.push(format!("`{name}` {old} is gone")),
            (Some(old), Some(new)) => {
                let value = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN) * sign;
                let words = format!("`{name}` is {new} instead of {old}");
                if value(&new) > value(&old) {
                    self.tighter.push(words);
                } else if value(&new) < value(&old) {
                    self.looser.push(words);
                }
            }
            (None, None) => {}
        }
    }

    fn text(&mut self, name: &str, old: Option<&DocumentText>, new: Option<&DocumentText>) {
        let [old, new] = [old, new].map(|text| text.map(DocumentText::untrusted));
        match (old, new) {
            (Some(old), None) => self.looser.push(format!("`{name}` `{old}` is gone")),
            (old, Some(new)) if old != Some(new) => self.tighter.push(match old {
                Some(old) => format!("`{name}` is `{new}` instead of `{old}`"),
                None => format!("`{name}` is `{new}`"),
            }),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bound_has_its_direction() {
        let old = Limits {
            minimum: Some(("1".into(), false)),
            max_length: Some(10),
            min_items: Some(1),
            pattern: Some("a+".into()),
            ..Limits::default()
        };
        let new = Limits {
            minimum: Some(("2".into(), true)),
            max_length: Some(20),
            max_items: Some(5),
            pattern: Some("b+".into()),
            ..Limits::default()
        };
        let found = compare(&old, &new);
        assert_eq!(
            found.tighter,
            [
                "`minimum` is 2 instead of 1",
                "`maxItems` is 5",
                "`exclusiveMinimum` holds",
                "`pattern` is `b+` instead of `a+`"
            ]
        );
        assert_eq!(
            found.looser,
            ["`minItems` 1 is gone", "`maxLength` is 20 instead of 10"]
        );
        assert_eq!(compare(&old, &old), Difference::default());
    }
}
