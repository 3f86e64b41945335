// Made by bindery from the description of `killers_old`; changes are overwritten.

//! The types of this API.

use crate::runtime::Maybe;

/// The schema `Old`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Old {
    /// The member `must`.
    pub must: Option<String>,

    /// The member `may`.
    pub may: Maybe<String>,

    /// The member `beside`.
    pub beside: Maybe<Part>,

    /// The member `all`.
    pub all: Maybe<Part>,

    /// The member `listed`.
    pub listed: Maybe<Listed>,

    /// The member `unlisted`.
    pub unlisted: Maybe<Unlisted>,

    /// The member `above`.
    ///
    /// More than 0.
    pub above: Option<i64>,

    /// The member `below`.
    ///
    /// At most 1.
    pub below: Option<f64>,

    /// The member `two`.
    ///
    /// At most 2 items.
    pub two: Option<Vec<String>>,

    /// The member `beyond`.
    pub beyond: Option<u64>,

    /// The member `pet`.
    pub pet: Option<Pet>,

    /// The member `count`.
    pub count: Option<i64>,
}

crate::runtime::model! {
    Old: read write {
        nullable must = "must",
        maybe may = "may",
        maybe beside = "beside",
        maybe all = "all",
        maybe listed = "listed",
        maybe unlisted = "unlisted",
        optional above = "above",
        optional below = "below",
        optional two = "two",
        optional beyond = "beyond",
        optional pet = "pet",
        optional count = "count",
    }
}

impl Old {
    /// With what is required; the rest is absent.
    pub fn new(must: Option<String>) -> Self {
        Self {
            must,
            may: Maybe::Absent,
            beside: Maybe::Absent,
            all: Maybe::Absent,
            listed: Maybe::Absent,
            unlisted: Maybe::Absent,
            above: None,
            below: None,
            two: None,
            beyond: None,
            pet: None,
            count: None,
        }
    }

    /// The member `may`.
    pub fn may(mut self, may: impl Into<Maybe<String>>) -> Self {
        self.may = may.into();
        self
    }

    /// The member `beside`.
    pub fn beside(mut self, beside: impl Into<Maybe<Part>>) -> Self {
        self.beside = beside.into();
        self
    }

    /// The member `all`.
    pub fn all(mut self, all: impl Into<Maybe<Part>>) -> Self {
        self.all = all.into();
        self
    }

    /// The member `listed`.
    pub fn listed(mut self, listed: impl Into<Maybe<Listed>>) -> Self {
        self.listed = listed.into();
        self
    }

    /// The member `unlisted`.
    pub fn unlisted(mut self, unlisted: impl Into<Maybe<Unlisted>>) -> Self {
        self.unlisted = unlisted.into();
        self
    }

    /// The member `above`.
    ///
    /// More than 0.
    pub fn above(mut self, above: i64) -> Self {
        self.above = Some(above);
        self
    }

    /// The member `below`.
    ///
    /// At most 1.
    pub fn below(mut self, below: f64) -> Self {
        self.below = Some(below);
        self
    }

    /// The member `two`.
    ///
    /// At most 2 items.
    pub fn two(mut self, two: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.two = Some(two.into_iter().map(Into::into).collect());
        self
    }

    /// The member `beyond`.
    pub fn beyond(mut self, beyond: u64) -> Self {
        self.beyond = Some(beyond);
        self
    }

    /// The member `pet`.
    pub fn pet(mut self, pet: impl Into<Pet>) -> Self {
        self.pet = Some(pet.into());
        self
    }

    /// The member `count`.
    pub fn count(mut self, count: i64) -> Self {
        self.count = Some(count);
        self
    }
}

/// The schema `Part`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Part {
    /// The member `name`.
    pub name: Option<String>,
}

crate::runtime::model! {
    Part: read write {
        optional name = "name",
    }
}

impl Part {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `name`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
}

/// The schema `Pet`.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum Pet {
    /// `Cat`.
    Cat(Cat),

    /// `Dog`.
    Dog(Dog),

    /// A value that is none of these, as it was sent.
    Other(serde_json::Value),
}

crate::runtime::union! {
    Pet: read write by "kind" {
        Cat ["cat"],
        Dog ["hound"],
        ..Other,
    }
}

impl From<Cat> for Pet {
    fn from(value: Cat) -> Self {
        Self::Cat(value)
    }
}

impl From<Dog> for Pet {
    fn from(value: Dog) -> Self {
        Self::Dog(value)
    }
}

/// The part `listed` of `Old`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Listed {
    /// `a`.
    A,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    Listed, Unknown {
        A = "a",
    }
}

/// The part `unlisted` of `Old`.
pub type Unlisted = Listed;

/// The part `Cat` of `Pet`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Cat {
    /// The member `kind`.
    pub kind: String,

    /// The member `lives`.
    pub lives: Option<i64>,
}

crate::runtime::model! {
    Cat: read write {
        required kind = "kind",
        optional lives = "lives",
    }
}

impl Cat {
    /// With what is required; the rest is absent.
    pub fn new(kind: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            lives: None,
        }
    }

    /// The member `lives`.
    pub fn lives(mut self, lives: i64) -> Self {
        self.lives = Some(lives);
        self
    }
}

/// The part `Dog` of `Pet`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Dog {
    /// The member `kind`.
    pub kind: String,

    /// The member `breed`.
    pub breed: Option<String>,
}

crate::runtime::model! {
    Dog: read write {
        required kind = "kind",
        optional breed = "breed",
    }
}

impl Dog {
    /// With what is required; the rest is absent.
    pub fn new(kind: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            breed: None,
        }
    }

    /// The member `breed`.
    pub fn breed(mut self, breed: impl Into<String>) -> Self {
        self.breed = Some(breed.into());
        self
    }
}
