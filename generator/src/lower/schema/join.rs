//! What do two schemas say together? (Schema Object, `allOf`.)

use super::view::{Additional, JsonType, View};
use crate::canonical::Distinct;

/// Two schemas that no value can satisfy together, in words.
pub(super) type Conflict = String;

impl<'d> View<'d> {
    /// Both schemas at once. `other` stands later in the document, so where both speak and
    /// neither is narrower, it wins.
    pub(super) fn and(mut self, other: Self) -> Result<Self, Conflict> {
        self.kind = common_kind(self.kind, other.kind)?;
        self.unknown_kind = self.unknown_kind.or(other.unknown_kind);
        for (name, sites) in other.properties {
            self.properties.entry(name).or_default().extend(sites);
        }
        self.required.extend(other.required);
        self.additional = match (self.additional, other.additional) {
            // `false` in one property would forbid the properties of the others; nobody means that.
            (Some(Additional::None) | None, later) => later,
            (earlier, None | Some(Additional::None)) => earlier,
            (Some(Additional::Each(mut sites)), Some(Additional::Each(more))) => {
                sites.extend(more);
                Some(Additional::Each(sites))
            }
            (Some(Additional::Each(sites)), Some(Additional::Any))
            | (Some(Additional::Any), Some(Additional::Each(sites))) => {
                Some(Additional::Each(sites))
            }
            (Some(Additional::Any), Some(Additional::Any)) => Some(Additional::Any),
        };
        self.items.extend(other.items);
        if !other.prefix_items.is_empty() {
            self.prefix_items = other.prefix_items;
        }
        if let Some(values) = other.values {
            self.values = Some(match self.values.take() {
                None => values,
                Some(earlier) => {
                    let mut known = Distinct::default();
                    for value in &values {
                        known.insert(value);
                    }
                    let both = earlier.iter().filter(|value| known.contains(value));
                    let both: Vec<_> = both.cloned().collect();
                    if both.is_empty() {
                        return Err("lists of values without a common one".to_owned());
                    }
                    both
                }
            });
            self.extensions = other.extensions;
        }
        self.format = other.format.or(self.format);
        self.pattern = other.pattern.or(self.pattern);
        self.minimum = other.minimum.or(self.minimum);
        self.maximum = other.maximum.or(self.maximum);
        self.all.extend(other.all);
        self.unions.extend(other.unions);
        self.discriminator = other.discriminator.or(self.discriminator);
        self.extensions = self.extensions.or(other.extensions);

        let (limits, more) = (&mut self.said.limits, other.said.limits);
        limits.minimum = more.minimum.or(limits.minimum.take());
        limits.maximum = more.maximum.or(limits.maximum.take());
        limits.multiple_of = more.multiple_of.or(limits.multiple_of.take());
        limits.min_length = more.min_length.max(limits.min_length);
        limits.max_length = least(more.max_length, limits.max_length);
        limits.min_items = more.min_items.max(limits.min_items);
        limits.max_items = least(more.max_items, limits.max_items);
        limits.unique_items |= more.unique_items;
        limits.pattern = more.pattern.or(limits.pattern.take());
        limits.format = more.format.or(limits.format.take());
        self.said.default = other.said.default.or(self.said.default);
        self.said.read_only |= other.said.read_only;
        self.said.write_only |= other.said.write_only;
        Ok(self)
    }
}

fn common_kind(
    earlier: Option<JsonType>,
    later: Option<JsonType>,
) -> Result<Option<JsonType>, Conflict> {
    match (earlier, later) {
        (None, kind) | (kind, None) => Ok(kind),
        (Some(one), Some(other)) if one == other => Ok(Some(one)),
        (Some(JsonType::Integer), Some(JsonType::Number))
        | (Some(JsonType::Number), Some(JsonType::Integer)) => Ok(Some(JsonType::Integer)),
        (Some(one), Some(other)) => Err(format!("{} and {}", one.spelled(), other.spelled())),
    }
}

impl JsonType {
    /// As in `type`.
    pub(super) fn spelled(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Text => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

fn least(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
