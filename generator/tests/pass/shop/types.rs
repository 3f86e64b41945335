// Made by bindery from the description of `shop`; changes are overwritten.

//! The types of this API.

use crate::runtime::{Base64, Date, DateTime, Decimal, Maybe};
use std::collections::BTreeMap;

/// Whether it can be bought.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ApiStatus {
    /// `available`.
    Available,

    /// `pending`.
    Pending,

    /// `+1`.
    Plus1,

    /// `-1`.
    Minus1,

    /// `""`.
    Empty,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    ApiStatus, Unknown {
        Available = "available",
        Pending = "pending",
        Plus1 = "+1",
        Minus1 = "-1",
        Empty = "",
    }
}

/// The schema `Size`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Size {
    /// `1`.
    N1,

    /// `2`.
    N2,

    /// `3`.
    N3,

    /// A value that the document does not list, as it was sent.
    Unknown(i64),
}

crate::runtime::open_integer_enum! {
    Size, Unknown {
        N1 = 1,
        N2 = 2,
        N3 = 3,
    }
}

/// The schema `Zip`.
///
/// Matches `^[0-9]{5}$`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zip {
    text: String,
}

crate::runtime::pattern! {
    Zip = "^[0-9]{5}$",
    [('0', '9') 5 5]
}

/// One of the animals that the shop sells.
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
        Dog ["dog", "hound"],
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

/// The schema `Cat`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Cat {
    /// The member `kind`.
    pub kind: String,

    /// The member `name`.
    ///
    /// At most 30 characters. Example: `Tom`.
    pub name: String,

    /// The member `lives`.
    ///
    /// Default: 9.
    pub lives: Option<u8>,
}

crate::runtime::model! {
    Cat: read write {
        required kind = "kind",
        required name = "name",
        optional lives = "lives",
    }
}

impl Cat {
    /// What is assumed without `lives`.
    pub const LIVES_DEFAULT: u8 = 9;

    /// With what is required; the rest is absent.
    pub fn new(kind: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            name: name.into(),
            lives: None,
        }
    }

    /// The member `lives`.
    ///
    /// Default: 9.
    pub fn lives(mut self, lives: u8) -> Self {
        self.lives = Some(lives);
        self
    }
}

/// The schema `Dog`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Dog {
    /// The member `kind`.
    pub kind: String,

    /// The member `name`.
    pub name: String,

    /// The member `friends`.
    pub friends: Option<Vec<Pet>>,

    /// The member `mother`.
    pub mother: Option<Box<Dog>>,
}

crate::runtime::model! {
    Dog: read write {
        required kind = "kind",
        required name = "name",
        optional friends = "friends",
        optional mother = "mother",
    }
}

impl Dog {
    /// With what is required; the rest is absent.
    pub fn new(kind: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            name: name.into(),
            friends: None,
            mother: None,
        }
    }

    /// The member `friends`.
    pub fn friends(mut self, friends: impl IntoIterator<Item = impl Into<Pet>>) -> Self {
        self.friends = Some(friends.into_iter().map(Into::into).collect());
        self
    }

    /// The member `mother`.
    pub fn mother(mut self, mother: Dog) -> Self {
        self.mother = Some(Box::new(mother));
        self
    }
}

/// Who keeps it.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum Owner {
    /// `text`.
    Text(String),

    /// `Person`.
    Person(Person),

    /// `Company`.
    Company(Box<Company>),

    /// A value that is none of these, as it was sent.
    Other(serde_json::Value),
}

crate::runtime::union! {
    Owner: read write {
        Text *,
        Person ["name", "born"],
        Company ["name", "vat", "head"],
        ..Other,
    }
}

impl From<Person> for Owner {
    fn from(value: Person) -> Self {
        Self::Person(value)
    }
}

impl From<Company> for Owner {
    fn from(value: Company) -> Self {
        Self::Company(Box::new(value))
    }
}

/// The schema `Person`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Person {
    /// The member `name`.
    pub name: String,

    /// The member `born`.
    pub born: Option<Date>,
}

crate::runtime::model! {
    Person: read write {
        required name = "name",
        optional born = "born",
    }
}

impl Person {
    /// With what is required; the rest is absent.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            born: None,
        }
    }

    /// The member `born`.
    pub fn born(mut self, born: impl Into<Date>) -> Self {
        self.born = Some(born.into());
        self
    }
}

/// The schema `Company`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Company {
    /// The member `name`.
    pub name: String,

    /// The member `vat`.
    pub vat: Option<String>,

    /// Who keeps it.
    pub head: Option<Owner>,
}

crate::runtime::model! {
    Company: read write {
        required name = "name",
        optional vat = "vat",
        optional head = "head",
    }
}

impl Company {
    /// With what is required; the rest is absent.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            vat: None,
            head: None,
        }
    }

    /// The member `vat`.
    pub fn vat(mut self, vat: impl Into<String>) -> Self {
        self.vat = Some(vat.into());
        self
    }

    /// Who keeps it.
    pub fn head(mut self, head: impl Into<Owner>) -> Self {
        self.head = Some(head.into());
        self
    }
}

/// The schema `Created`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Created {
    /// The member `id`.
    pub id: i64,

    /// The member `secret`.
    pub secret: Base64,

    /// Anything.
    pub extra: Option<serde_json::Value>,

    /// The member `price`.
    pub price: Option<Decimal>,

    /// Members that the document does not list.
    pub additional_properties: BTreeMap<String, i64>,
}

crate::runtime::model! {
    Created: read {
        required id = "id",
        required secret = "secret",
        present extra = "extra",
        optional price = "price",
        ..additional_properties,
    }
}

/// The schema `Change`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Change {
    /// The member `version`.
    pub version: u32,

    /// Who keeps it.
    pub owner: Owner,

    /// The member `weight`.
    pub weight: Option<f64>,

    /// Its other name.
    pub nick: Maybe<String>,

    /// The member `tags`.
    ///
    /// No item twice.
    pub tags: Option<Vec<String>>,

    /// The member `sizes`.
    pub sizes: Option<Vec<Vec<Size>>>,

    /// The member `password`.
    pub password: Option<String>,

    /// The member `changed`.
    pub changed: Option<DateTime>,

    /// The member `old`.
    ///
    /// Deprecated.
    pub old: Option<String>,

    /// Members that the document does not list.
    pub additional_properties: BTreeMap<String, serde_json::Value>,
}

crate::runtime::model! {
    Change: write {
        required version = "version",
        required owner = "owner",
        nullable weight = "weight",
        maybe nick = "nick",
        optional tags = "tags",
        optional sizes = "sizes",
        optional password = "password",
        optional changed = "changed",
        optional old = "old",
        ..additional_properties,
    }
}

impl Change {
    /// With what is required; the rest is absent.
    pub fn new(version: u32, owner: impl Into<Owner>, weight: Option<f64>) -> Self {
        Self {
            version,
            owner: owner.into(),
            weight,
            nick: Maybe::Absent,
            tags: None,
            sizes: None,
            password: None,
            changed: None,
            old: None,
            additional_properties: BTreeMap::new(),
        }
    }

    /// Its other name.
    pub fn nick(mut self, nick: impl Into<Maybe<String>>) -> Self {
        self.nick = nick.into();
        self
    }

    /// The member `tags`.
    ///
    /// No item twice.
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tags = Some(tags.into_iter().map(Into::into).collect());
        self
    }

    /// The member `sizes`.
    pub fn sizes(mut self, sizes: Vec<Vec<Size>>) -> Self {
        self.sizes = Some(sizes);
        self
    }

    /// The member `password`.
    pub fn password(mut self, password: impl Into<String>) -> Self {
        self.password = Some(password.into());
        self
    }

    /// The member `old`.
    ///
    /// Deprecated.
    #[deprecated]
    pub fn old(mut self, old: impl Into<String>) -> Self {
        self.old = Some(old.into());
        self
    }
}

/// The schema `Problem`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    /// The member `title`.
    pub title: String,

    /// The member `status`.
    pub status: Option<i64>,
}

crate::runtime::model! {
    Problem: read {
        required title = "title",
        optional status = "status",
    }
}

/// The part `response` of `listPets`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ListPetsResponse {
    /// The member `data`.
    pub data: Vec<Pet>,

    /// The member `next`.
    pub next: Option<String>,
}

crate::runtime::model! {
    ListPetsResponse: read {
        required data = "data",
        optional next = "next",
    }
}
