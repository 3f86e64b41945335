// Made by bindery from the description of `arguments`; changes are overwritten.

//! The types of this API.

/// The schema `Colour`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Colour {
    /// `blue`.
    Blue,

    /// `black`.
    Black,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    Colour, Unknown {
        Blue = "blue",
        Black = "black",
    }
}

/// The schema `Point`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Point {
    /// The member `x`.
    pub x: i64,

    /// The member `y`.
    pub y: i64,

    /// The member `label`.
    pub label: Option<String>,
}

crate::runtime::model! {
    Point: write {
        required x = "x",
        required y = "y",
        optional label = "label",
    }
}

impl Point {
    /// With what is required; the rest is absent.
    pub fn new(x: i64, y: i64) -> Self {
        Self { x, y, label: None }
    }

    /// The member `label`.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }
}

/// The schema `Range`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Range {
    /// The member `gte`.
    pub gte: Option<i64>,

    /// The member `lt`.
    pub lt: Option<i64>,

    /// The member `in`.
    pub r#in: Option<Vec<Point>>,
}

crate::runtime::model! {
    Range: write {
        optional gte = "gte",
        optional lt = "lt",
        optional r#in = "in",
    }
}

impl Range {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `gte`.
    pub fn gte(mut self, gte: i64) -> Self {
        self.gte = Some(gte);
        self
    }

    /// The member `lt`.
    pub fn lt(mut self, lt: i64) -> Self {
        self.lt = Some(lt);
        self
    }

    /// The member `in`.
    pub fn r#in(mut self, r#in: impl IntoIterator<Item = Point>) -> Self {
        self.r#in = Some(r#in.into_iter().collect());
        self
    }
}

/// The part `created` of `inQuery`.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum Created {
    /// `Range`.
    Range(Range),

    /// `integer`.
    Integer(i64),

    /// A value that is none of these, as it was sent.
    Other(serde_json::Value),
}

crate::runtime::union! {
    Created: write {
        Range ["gte", "lt", "in"],
        Integer *,
        ..Other,
    }
}

impl From<Range> for Created {
    fn from(value: Range) -> Self {
        Self::Range(value)
    }
}
