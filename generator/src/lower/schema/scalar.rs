//! Which scalar does a format stand for? (OpenAPI Format Registry.)

use super::view::View;
use crate::ir::{IntegerFormat, NumberFormat, Scalar, TextFormat, Type};
use crate::lower::context::{InlineName, Lowering};
use crate::text::DocumentText;
use crate::upgrade::integer;

impl<'d> Lowering<'d> {
    /// The scalar for `type: integer`.
    pub(super) fn integer(&mut self, view: &mut View<'d>) -> Scalar {
        let format = match view.format.as_deref() {
            Some("int8") => IntegerFormat::I8,
            Some("int16") => IntegerFormat::I16,
            Some("int32") => IntegerFormat::I32,
            Some("uint8") => IntegerFormat::U8,
            Some("uint16") => IntegerFormat::U16,
            Some("uint32") => IntegerFormat::U32,
            Some("uint64" | "uint") => IntegerFormat::U64,
            Some("int128") => IntegerFormat::Big,
            _ => IntegerFormat::I64,
        };
        if format != IntegerFormat::I64 || view.format.as_deref() == Some("int64") {
            view.said.limits.format = None;
        }
        self.exact_limits(view);
        Scalar::Integer(widened(format, view))
    }

    /// `openapiv3` holds limits that are no `i64` as floating point numbers; the document has
    /// their digits.
    fn exact_limits(&mut self, view: &mut View<'d>) {
        for keyword in ["minimum", "maximum"] {
            let limit = match keyword {
                "minimum" => (&mut view.said.limits.minimum, view.minimum),
                _ => (&mut view.said.limits.maximum, view.maximum),
            };
            let (Some((text, _)), Some(_)) = limit else {
                continue;
            };
            let raw = self.references.raw(&view.pointer.child(keyword));
            if let Some(number) = raw.filter(|raw| raw.is_number()) {
                *text = number.to_string().into();
            }
        }
    }

    /// The type for `type: string`.
    pub(super) fn text(&mut self, view: &mut View<'d>, way: &InlineName) -> Type {
        let format = self.text_format(view);
        if format != TextFormat::Plain {
            view.said.limits.format = None;
        } else if let Some(pattern) = view.pattern.and_then(super::pattern::pattern) {
            let shape = crate::ir::Shape::Pattern(pattern);
            return self.named(way, &view.pointer, shape, &view.said);
        }
        Type::Scalar(Scalar::Text(format))
    }

    /// The format of a string that has a type of its own.
    pub(super) fn text_format(&self, view: &View<'_>) -> TextFormat {
        let format = match view.format.as_deref() {
            Some("date-time") => TextFormat::DateTime,
            Some("date") => TextFormat::Date,
            Some("time") => TextFormat::Time,
            Some("duration") => TextFormat::Duration,
            Some("int32" | "int64" | "uint32" | "uint64") => TextFormat::Integer,
            Some(
                "http-date" | "rfc2822" | "rfc-2822" | "rfc822" | "rfc7231" | "rfc1123"
                | "date-time-rfc2822" | "date-time-rfc-2822" | "date-time-rfc1123"
                | "date-time-rfc-1123" | "date-time-rfc7231",
            ) => TextFormat::HttpDate,
            Some("byte") => TextFormat::Base64,
            Some("binary") => TextFormat::Binary,
            _ => TextFormat::Plain,
        };
        match format {
            TextFormat::DateTime
            | TextFormat::Date
            | TextFormat::Time
            | TextFormat::Duration
            | TextFormat::HttpDate
                if self.config.plain_dates =>
            {
                TextFormat::Plain
            }
            format => format,
        }
    }
}

/// The scalar for `type: number`. A `float` is held in 64 bits, too: services send more digits of
/// one than 32 bits hold.
pub(super) fn number(view: &mut View<'_>) -> Scalar {
    let format = match view.format.as_deref() {
        Some("decimal" | "decimal128") => NumberFormat::Decimal,
        _ => NumberFormat::F64,
    };
    if format != NumberFormat::F64 || matches!(view.format.as_deref(), Some("double" | "float")) {
        view.said.limits.format = None;
    }
    Scalar::Number(format)
}

/// Limits can ask for more than the format holds.
fn widened(format: IntegerFormat, view: &View<'_>) -> IntegerFormat {
    let limits = &view.said.limits;
    let bound = |limit: &Option<(DocumentText, bool)>| {
        let (text, _) = limit.as_ref()?;
        integer(text.untrusted())
    };
    let lowest = bound(&limits.minimum).unwrap_or(0);
    let highest = bound(&limits.maximum).unwrap_or(0);
    let fits = |low: i128, high: i128| low <= lowest && highest <= high;
    match format {
        IntegerFormat::I64 if fits(i64::MIN.into(), i64::MAX.into()) => IntegerFormat::I64,
        IntegerFormat::I64 if fits(0, u64::MAX.into()) => IntegerFormat::U64,
        IntegerFormat::I64 => IntegerFormat::Big,
        IntegerFormat::U64 if !fits(i128::MIN, u64::MAX.into()) => IntegerFormat::Big,
        IntegerFormat::I32 if !fits(i32::MIN.into(), i32::MAX.into()) => IntegerFormat::I64,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use crate::ir::{IntegerFormat, NumberFormat, Scalar, TextFormat, Type};
    use crate::lower::testing::component;

    #[test]
    fn formats_have_types() {
        for (schema, scalar) in [
            ("{type: integer}", Scalar::Integer(IntegerFormat::I64)),
            (
                "{type: integer, format: int32}",
                Scalar::Integer(IntegerFormat::I32),
            ),
            ("{type: number}", Scalar::Number(NumberFormat::F64)),
            (
                "{type: number, format: float}",
                Scalar::Number(NumberFormat::F64),
            ),
            (
                "{type: string, format: date}",
                Scalar::Text(TextFormat::Date),
            ),
            (
                "{type: string, format: date-time-rfc-2822}",
                Scalar::Text(TextFormat::HttpDate),
            ),
            (
                "{type: number, format: decimal}",
                Scalar::Number(NumberFormat::Decimal),
            ),
            (
                "{type: string, format: int64}",
                Scalar::Text(TextFormat::Integer),
            ),
            (
                "{type: string, format: phone}",
                Scalar::Text(TextFormat::Plain),
            ),
            ("{type: boolean}", Scalar::Boolean),
        ] {
            let (ty, _) = component(schema);
            assert_eq!(ty, Type::Scalar(scalar), "{schema}");
        }
    }

    #[test]
    fn limits_widen_integers() {
        for (limits, format) in [
            ("maximum: 9223372036854775807", IntegerFormat::I64),
            (
                "minimum: 0, maximum: 18446744073709551615",
                IntegerFormat::U64,
            ),
            ("minimum: 0, maximum: 1.9e19", IntegerFormat::Big),
            ("minimum: -1, maximum: 1.0e19", IntegerFormat::Big),
            // One more than the greatest integer of 64 bits is that integer, as a float.
            ("maximum: 9223372036854775808.0", IntegerFormat::I64),
            ("format: int32, maximum: 4294967295", IntegerFormat::I64),
        ] {
            let (ty, _) = component(&format!("{{type: integer, {limits}}}"));
            assert_eq!(ty, Type::Scalar(Scalar::Integer(format)), "{limits}");
        }
    }
}
