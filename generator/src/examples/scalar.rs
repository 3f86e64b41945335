//! Which text, number or other scalar is an example within the limits of the document?

#![allow(
    clippy::disallowed_methods,
    reason = "what is made is a value of a document"
)]

use super::{Chance, NumberLimits, TextLimits, number, text, whole};
use crate::ir::{Api, IntegerFormat, Limits, NumberFormat, Scalar, Shape, TextFormat, Type};
use crate::text::{DocumentText, DocumentValue};
use serde_json::{Value, json};

/// Aliases that are followed.
const ALIASES: usize = 32;

/// What the document says of a value besides its type: of the property or the parameter, and of the
/// schemas that it refers to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Constraints<'a> {
    /// All of them apply.
    pub(crate) limits: Vec<&'a Limits>,
    /// An example of the document, or its default value.
    pub(crate) example: Option<&'a DocumentValue>,
}

impl<'a> Constraints<'a> {
    /// Those of a property or a parameter, and of the aliases that its type refers to.
    pub(crate) fn of(
        api: &'a Api,
        ty: &'a Type,
        limits: Option<&'a Limits>,
        example: Option<&'a DocumentValue>,
    ) -> Self {
        let mut found = Self {
            limits: limits.into_iter().collect(),
            example,
        };
        let mut current = ty;
        for _ in 0..ALIASES {
            current = match current {
                Type::Nullable(inner) => inner,
                Type::Named(id) => match api.get(*id) {
                    Some(def) => {
                        found.limits.push(&def.limits);
                        let said = def.docs.example.as_ref().or(def.default.as_ref());
                        found.example = found.example.or(said);
                        match &def.shape {
                            Shape::Alias(target) => target,
                            _ => break,
                        }
                    }
                    None => break,
                },
                _ => break,
            };
        }
        found
    }

    /// The most of the least lengths and the least of the greatest, and so on.
    fn text(&self) -> TextLimits<'_> {
        let all = || self.limits.iter();
        let first = |of: fn(&Limits) -> Option<&DocumentText>| {
            all()
                .find_map(|limits| of(limits))
                .map(DocumentText::untrusted)
        };
        TextLimits {
            format: first(|limits| limits.format.as_ref()),
            pattern: first(|limits| limits.pattern.as_ref()),
            min_length: all().filter_map(|limits| limits.min_length).max(),
            max_length: all().filter_map(|limits| limits.max_length).min(),
        }
    }

    fn number(&self) -> NumberLimits {
        let mut found = NumberLimits::default();
        for limits in &self.limits {
            let bound = |bound: &Option<(DocumentText, bool)>| {
                let (text, excluded) = bound.as_ref()?;
                Some((text.as_f64()?, *excluded))
            };
            if let Some((least, excluded)) = bound(&limits.minimum)
                && found.minimum.is_none_or(|other| least > other)
            {
                (found.minimum, found.excludes_minimum) = (Some(least), excluded);
            }
            if let Some((most, excluded)) = bound(&limits.maximum)
                && found.maximum.is_none_or(|other| most < other)
            {
                (found.maximum, found.excludes_maximum) = (Some(most), excluded);
            }
            let step = limits.multiple_of.as_ref().and_then(DocumentText::as_f64);
            found.multiple_of = found.multiple_of.or(step);
        }
        found
    }

    /// The least number of items of a list, as far as an example shows them.
    pub(crate) fn items(&self) -> usize {
        let all = || self.limits.iter();
        let least = all().filter_map(|limits| limits.min_items).max();
        let most = all().filter_map(|limits| limits.max_items).min();
        let distinct = all().any(|limits| limits.unique_items);
        let wanted = match least {
            // Equal items would contradict the document as too few do.
            Some(least) if !distinct => least.clamp(1, 20),
            _ => 1,
        };
        usize::try_from(wanted.min(most.unwrap_or(u64::MAX))).unwrap_or(1)
    }
}

/// An example of a scalar; `word` is what its property is called.
pub(crate) fn scalar(scalar: Scalar, word: &str, constraints: &Constraints<'_>) -> DocumentValue {
    let said = constraints.example.map(DocumentValue::untrusted);
    let mut chance = Chance::first();
    let value = match scalar {
        Scalar::Null => Value::Null,
        Scalar::Boolean => json!(said.and_then(Value::as_bool).unwrap_or(true)),
        Scalar::Integer(format) => {
            let (least, most) = range(format);
            let limits = constraints.number().within(least, most);
            let said = said.and_then(Value::as_i64).filter(|said| {
                #[allow(clippy::cast_precision_loss)]
                let number = *said as f64;
                limits.include(number) && (least..=most).contains(&number)
            });
            json!(said.unwrap_or_else(|| whole(&limits, &mut chance)))
        }
        Scalar::Number(format) => {
            let limits = constraints.number();
            let said = said.and_then(Value::as_f64);
            let said = said.filter(|said| limits.include(*said));
            match (said, format) {
                (Some(said), _) => json!(said),
                // Without digits behind the point, it is a number of any kind.
                (None, NumberFormat::Decimal) => json!(whole(&limits, &mut chance)),
                (None, NumberFormat::F64) => json!(number(&limits, &mut chance)),
            }
        }
        Scalar::Text(format) => {
            let limits = constraints.text();
            let said = said.and_then(Value::as_str);
            let said = said.filter(|said| !said.is_empty() && limits.has_length(said));
            match (said, of_type(format)) {
                (Some(said), _) => json!(said),
                (None, Some(text)) => json!(text),
                // This library has no engine for expressions, so that it cannot tell.
                (None, None) => json!(text(&limits, word, &mut chance, &|_, _| None)),
            }
        }
    };
    value.into()
}

/// The usual text of a format that is a type of its own.
fn of_type(format: TextFormat) -> Option<&'static str> {
    Some(match format {
        TextFormat::DateTime => "2026-01-31T12:00:00Z",
        TextFormat::Date => "2026-01-31",
        TextFormat::Time => "12:00:00Z",
        TextFormat::Duration => "PT1H",
        TextFormat::Integer => "1",
        TextFormat::HttpDate => "Sat, 31 Jan 2026 12:00:00 GMT",
        TextFormat::Base64 => "AQID",
        TextFormat::Plain | TextFormat::Binary => return None,
    })
}

/// The numbers of a type, as far as an `f64` distinguishes them.
fn range(format: IntegerFormat) -> (f64, f64) {
    const WIDEST: f64 = 9_007_199_254_740_991.0;
    match format {
        IntegerFormat::I8 => (i8::MIN.into(), i8::MAX.into()),
        IntegerFormat::I16 => (i16::MIN.into(), i16::MAX.into()),
        IntegerFormat::I32 => (i32::MIN.into(), i32::MAX.into()),
        IntegerFormat::U8 => (0.0, u8::MAX.into()),
        IntegerFormat::U16 => (0.0, u16::MAX.into()),
        IntegerFormat::U32 => (0.0, u32::MAX.into()),
        IntegerFormat::U64 => (0.0, WIDEST),
        IntegerFormat::I64 | IntegerFormat::Big => (-WIDEST, WIDEST),
    }
}
