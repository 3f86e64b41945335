// Made by bindery from the description of `views`; changes are overwritten.

//! The types of this API.

use crate::runtime::{DateTime, Maybe};
use std::collections::BTreeMap;

/// The schema `Stamp`.
pub type Stamp = String;

/// The schema `Pin`.
pub type Pin = String;

/// The schema `Pets`.
///
/// This is what answers hold; requests hold [`PetsRequest`].
pub type Pets = Vec<Pet>;

/// The schema `Pets`.
///
/// This is what requests hold; answers hold [`Pets`].
pub type PetsRequest = Vec<PetRequestView>;

/// A pet.
///
/// This is what answers hold; requests hold [`PetRequestView`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Pet {
    /// Given by the service.
    pub id: String,

    /// The member `name`.
    pub name: String,

    /// The member `seen`.
    pub seen: Option<DateTime>,

    /// The member `both`.
    pub both: Option<String>,

    /// The member `nick`.
    pub nick: Option<String>,

    /// The member `stamp`.
    pub stamp: Option<Stamp>,

    /// The member `owner`.
    pub owner: Option<Owner>,

    /// The member `colour`.
    pub colour: Option<Colour>,

    /// The member `audit`.
    pub audit: Option<Audit>,
}

crate::runtime::model! {
    Pet: read {
        required id = "id",
        required name = "name",
        optional seen = "seen",
        optional both = "both",
        optional nick = "nick",
        optional stamp = "stamp",
        optional owner = "owner",
        optional colour = "colour",
        optional audit = "audit",
    }
}

/// A pet.
///
/// This is what requests hold; answers hold [`Pet`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PetRequestView {
    /// The member `name`.
    pub name: String,

    /// Never told again.
    pub chip: String,

    /// The member `hint`.
    pub hint: Option<String>,

    /// The member `both`.
    pub both: Option<String>,

    /// The member `nick`.
    pub nick: Maybe<String>,

    /// The member `pin`.
    pub pin: Option<Pin>,

    /// The member `owner`.
    pub owner: Option<OwnerRequest>,

    /// The member `colour`.
    pub colour: Option<Colour>,
}

crate::runtime::model! {
    PetRequestView: write {
        required name = "name",
        required chip = "chip",
        optional hint = "hint",
        optional both = "both",
        maybe nick = "nick",
        optional pin = "pin",
        optional owner = "owner",
        optional colour = "colour",
    }
}

impl PetRequestView {
    /// With what is required; the rest is absent.
    pub fn new(name: impl Into<String>, chip: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            chip: chip.into(),
            hint: None,
            both: None,
            nick: Maybe::Absent,
            pin: None,
            owner: None,
            colour: None,
        }
    }

    /// The member `hint`.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The member `both`.
    pub fn both(mut self, both: impl Into<String>) -> Self {
        self.both = Some(both.into());
        self
    }

    /// The member `nick`.
    pub fn nick(mut self, nick: impl Into<Maybe<String>>) -> Self {
        self.nick = nick.into();
        self
    }

    /// The member `pin`.
    pub fn pin(mut self, pin: impl Into<Pin>) -> Self {
        self.pin = Some(pin.into());
        self
    }

    /// The member `owner`.
    pub fn owner(mut self, owner: OwnerRequest) -> Self {
        self.owner = Some(owner);
        self
    }

    /// The member `colour`.
    pub fn colour(mut self, colour: Colour) -> Self {
        self.colour = Some(colour);
        self
    }
}

/// The schema `PetRequest`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PetRequest {
    /// The member `text`.
    pub text: String,
}

crate::runtime::model! {
    PetRequest: read {
        required text = "text",
    }
}

/// The schema `Owner`.
///
/// This is what answers hold; requests hold [`OwnerRequest`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Owner {
    /// The member `id`.
    pub id: String,

    /// The member `revision`.
    pub revision: Option<i64>,

    /// The member `mail`.
    pub mail: String,
}

crate::runtime::model! {
    Owner: read {
        required id = "id",
        nullable revision = "revision",
        required mail = "mail",
    }
}

/// The schema `Owner`.
///
/// This is what requests hold; answers hold [`Owner`], which becomes it with `into()`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OwnerRequest {
    /// The member `mail`.
    pub mail: String,

    /// The member `password`.
    pub password: Option<String>,
}

crate::runtime::model! {
    OwnerRequest: write {
        required mail = "mail",
        optional password = "password",
    }
}

impl OwnerRequest {
    /// With what is required; the rest is absent.
    pub fn new(mail: impl Into<String>) -> Self {
        Self {
            mail: mail.into(),
            password: None,
        }
    }

    /// The member `password`.
    pub fn password(mut self, password: impl Into<String>) -> Self {
        self.password = Some(password.into());
        self
    }
}

impl From<Owner> for OwnerRequest {
    fn from(value: Owner) -> Self {
        Self {
            mail: value.mail,
            password: None,
        }
    }
}

/// The schema `Colour`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Colour {
    /// `black`.
    Black,

    /// `white`.
    White,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    Colour, Unknown {
        Black = "black",
        White = "white",
    }
}

/// The schema `Audit`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Audit {
    /// The member `by`.
    pub by: Owner,
}

crate::runtime::model! {
    Audit: read {
        required by = "by",
    }
}

/// The schema `Household`.
///
/// This is what answers hold; requests hold [`HouseholdRequest`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Household {
    /// The member `id`.
    pub id: String,

    /// The member `head`.
    pub head: Option<Owner>,

    /// The member `within`.
    pub within: Option<Box<Household>>,

    /// The member `parts`.
    pub parts: Option<Vec<Household>>,

    /// The member `members`.
    pub members: Option<BTreeMap<String, Owner>>,

    /// The member `grid`.
    pub grid: Option<Vec<Vec<Owner>>>,

    /// The member `animal`.
    pub animal: Option<Animal>,

    /// The member `thing`.
    pub thing: Option<Thing>,

    /// The member `alias`.
    pub alias: Option<Alias>,

    /// The member `empty`.
    pub empty: Option<Empty>,

    /// The member `term`.
    pub term: Option<Term>,

    /// The member `last`.
    pub last: Option<Owner>,

    /// Members that the document does not list.
    pub additional_properties: BTreeMap<String, Owner>,
}

crate::runtime::model! {
    Household: read {
        required id = "id",
        optional head = "head",
        optional within = "within",
        optional parts = "parts",
        optional members = "members",
        optional grid = "grid",
        optional animal = "animal",
        optional thing = "thing",
        optional alias = "alias",
        optional empty = "empty",
        optional term = "term",
        optional last = "last",
        ..additional_properties,
    }
}

/// The schema `Household`.
///
/// This is what requests hold; answers hold [`Household`], which becomes it with `into()`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct HouseholdRequest {
    /// The member `secret`.
    pub secret: Option<String>,

    /// The member `head`.
    pub head: Option<OwnerRequest>,

    /// The member `within`.
    pub within: Option<Box<HouseholdRequest>>,

    /// The member `parts`.
    pub parts: Option<Vec<HouseholdRequest>>,

    /// The member `members`.
    pub members: Option<BTreeMap<String, OwnerRequest>>,

    /// The member `grid`.
    pub grid: Maybe<Vec<Vec<OwnerRequest>>>,

    /// The member `animal`.
    pub animal: Option<AnimalRequest>,

    /// The member `thing`.
    pub thing: Option<ThingRequest>,

    /// The member `alias`.
    pub alias: Option<AliasRequest>,

    /// The member `empty`.
    pub empty: Option<EmptyRequest>,

    /// The member `term`.
    pub term: Option<TermRequest>,

    /// The member `last`.
    pub last: Maybe<OwnerRequest>,

    /// Members that the document does not list.
    pub additional_properties: BTreeMap<String, OwnerRequest>,
}

crate::runtime::model! {
    HouseholdRequest: write {
        optional secret = "secret",
        optional head = "head",
        optional within = "within",
        optional parts = "parts",
        optional members = "members",
        maybe grid = "grid",
        optional animal = "animal",
        optional thing = "thing",
        optional alias = "alias",
        optional empty = "empty",
        optional term = "term",
        maybe last = "last",
        ..additional_properties,
    }
}

impl HouseholdRequest {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `secret`.
    pub fn secret(mut self, secret: impl Into<String>) -> Self {
        self.secret = Some(secret.into());
        self
    }

    /// The member `head`.
    pub fn head(mut self, head: OwnerRequest) -> Self {
        self.head = Some(head);
        self
    }

    /// The member `within`.
    pub fn within(mut self, within: HouseholdRequest) -> Self {
        self.within = Some(Box::new(within));
        self
    }

    /// The member `parts`.
    pub fn parts(mut self, parts: impl IntoIterator<Item = HouseholdRequest>) -> Self {
        self.parts = Some(parts.into_iter().collect());
        self
    }

    /// The member `members`.
    pub fn members(mut self, members: BTreeMap<String, OwnerRequest>) -> Self {
        self.members = Some(members);
        self
    }

    /// The member `grid`.
    pub fn grid(mut self, grid: impl Into<Maybe<Vec<Vec<OwnerRequest>>>>) -> Self {
        self.grid = grid.into();
        self
    }

    /// The member `animal`.
    pub fn animal(mut self, animal: impl Into<AnimalRequest>) -> Self {
        self.animal = Some(animal.into());
        self
    }

    /// The member `thing`.
    pub fn thing(mut self, thing: impl Into<ThingRequest>) -> Self {
        self.thing = Some(thing.into());
        self
    }

    /// The member `alias`.
    pub fn alias(mut self, alias: AliasRequest) -> Self {
        self.alias = Some(alias);
        self
    }

    /// The member `empty`.
    pub fn empty(mut self, empty: EmptyRequest) -> Self {
        self.empty = Some(empty);
        self
    }

    /// The member `term`.
    pub fn term(mut self, term: impl Into<TermRequest>) -> Self {
        self.term = Some(term.into());
        self
    }

    /// The member `last`.
    pub fn last(mut self, last: impl Into<Maybe<OwnerRequest>>) -> Self {
        self.last = last.into();
        self
    }
}

impl From<Household> for HouseholdRequest {
    fn from(value: Household) -> Self {
        Self {
            secret: None,
            head: value.head.map(OwnerRequest::from),
            within: value.within.map(|it| Box::new(HouseholdRequest::from(*it))),
            parts: value
                .parts
                .map(|it| it.into_iter().map(HouseholdRequest::from).collect()),
            members: value
                .members
                .map(|it| {
                    it
                        .into_iter()
                        .map(|(key, it)| (key, OwnerRequest::from(it)))
                        .collect()
                }),
            grid: value
                .grid
                .map_or(
                    Maybe::Absent,
                    |it| Maybe::Value(
                        it
                            .into_iter()
                            .map(|it| it.into_iter().map(OwnerRequest::from).collect())
                            .collect(),
                    ),
                ),
            animal: value.animal.map(AnimalRequest::from),
            thing: value.thing.map(ThingRequest::from),
            alias: value.alias.map(OwnerRequest::from),
            empty: value.empty.map(EmptyRequest::from),
            term: value.term.map(TermRequest::from),
            last: value
                .last
                .map_or(Maybe::Absent, |it| Maybe::Value(OwnerRequest::from(it))),
            additional_properties: value
                .additional_properties
                .into_iter()
                .map(|(key, it)| (key, OwnerRequest::from(it)))
                .collect(),
        }
    }
}

/// The schema `Alias`.
///
/// This is what answers hold; requests hold [`AliasRequest`].
pub type Alias = Owner;

/// The schema `Alias`.
///
/// This is what requests hold; answers hold [`Alias`], which becomes it with `into()`.
pub type AliasRequest = OwnerRequest;

/// The schema `Empty`.
///
/// This is what answers hold; requests hold [`EmptyRequest`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Empty {
    /// The member `at`.
    pub at: String,
}

crate::runtime::model! {
    Empty: read {
        required at = "at",
    }
}

/// The schema `Empty`.
///
/// This is what requests hold; answers hold [`Empty`], which becomes it with `into()`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct EmptyRequest {}

crate::runtime::model! {
    EmptyRequest: write {
    }
}

impl EmptyRequest {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }
}

impl From<Empty> for EmptyRequest {
    fn from(_: Empty) -> Self {
        Self {}
    }
}

/// The schema `Animal`.
///
/// This is what answers hold; requests hold [`AnimalRequest`].
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum Animal {
    /// `Cat`.
    Cat(Cat),

    /// `Dog`.
    Dog(Dog),

    /// A value that is none of these, as it was sent.
    Other(serde_json::Value),
}

crate::runtime::union! {
    Animal: read by "kind" {
        Cat ["Cat"],
        Dog ["Dog"],
        ..Other,
    }
}

/// The schema `Animal`.
///
/// This is what requests hold; answers hold [`Animal`], which becomes it with `into()`.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum AnimalRequest {
    /// `Cat`.
    Cat(CatRequest),

    /// `Dog`.
    Dog(Dog),

    /// A value that is none of these, as it was sent.
    Other(serde_json::Value),
}

crate::runtime::union! {
    AnimalRequest: write by "kind" {
        Cat ["Cat"],
        Dog ["Dog"],
        ..Other,
    }
}

impl From<CatRequest> for AnimalRequest {
    fn from(value: CatRequest) -> Self {
        Self::Cat(value)
    }
}

impl From<Dog> for AnimalRequest {
    fn from(value: Dog) -> Self {
        Self::Dog(value)
    }
}

impl From<Animal> for AnimalRequest {
    fn from(value: Animal) -> Self {
        match value {
            Animal::Cat(it) => Self::Cat(CatRequest::from(it)),
            Animal::Dog(it) => Self::Dog(it),
            Animal::Other(it) => Self::Other(it),
        }
    }
}

/// The schema `Term`.
///
/// This is what answers hold; requests hold [`TermRequest`].
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum Term {
    /// `object`.
    Object(Box<TermObject>),

    /// `Owner`.
    Owner(Owner),

    /// `list`.
    List(Vec<Owner>),

    /// A value that is none of these, as it was sent.
    Other(serde_json::Value),
}

crate::runtime::union! {
    Term: read {
        Object ["not"],
        Owner ["id", "revision", "mail"],
        List *,
        ..Other,
    }
}

/// The schema `Term`.
///
/// This is what requests hold; answers hold [`Term`], which becomes it with `into()`.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum TermRequest {
    /// `object`.
    Object(Box<TermObjectRequest>),

    /// `Owner`.
    Owner(OwnerRequest),

    /// `list`.
    List(Vec<OwnerRequest>),

    /// A value that is none of these, as it was sent.
    Other(serde_json::Value),
}

crate::runtime::union! {
    TermRequest: write {
        Object ["not"],
        Owner ["mail", "password"],
        List *,
        ..Other,
    }
}

impl From<TermObjectRequest> for TermRequest {
    fn from(value: TermObjectRequest) -> Self {
        Self::Object(Box::new(value))
    }
}

impl From<OwnerRequest> for TermRequest {
    fn from(value: OwnerRequest) -> Self {
        Self::Owner(value)
    }
}

impl From<Term> for TermRequest {
    fn from(value: Term) -> Self {
        match value {
            Term::Object(it) => Self::Object(Box::new(TermObjectRequest::from(*it))),
            Term::Owner(it) => Self::Owner(OwnerRequest::from(it)),
            Term::List(it) => {
                Self::List(it.into_iter().map(OwnerRequest::from).collect())
            }
            Term::Other(it) => Self::Other(it),
        }
    }
}

/// The schema `Cat`.
///
/// This is what answers hold; requests hold [`CatRequest`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Cat {
    /// The member `kind`.
    pub kind: String,

    /// The member `id`.
    pub id: String,

    /// The member `kittens`.
    pub kittens: Option<Vec<Animal>>,
}

crate::runtime::model! {
    Cat: read {
        required kind = "kind",
        required id = "id",
        optional kittens = "kittens",
    }
}

/// The schema `Cat`.
///
/// This is what requests hold; answers hold [`Cat`], which becomes it with `into()`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct CatRequest {
    /// The member `kittens`.
    pub kittens: Option<Vec<AnimalRequest>>,
}

crate::runtime::model! {
    CatRequest: write {
        optional kittens = "kittens",
    }
}

impl CatRequest {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `kittens`.
    pub fn kittens(
        mut self,
        kittens: impl IntoIterator<Item = impl Into<AnimalRequest>>,
    ) -> Self {
        self.kittens = Some(kittens.into_iter().map(Into::into).collect());
        self
    }
}

impl From<Cat> for CatRequest {
    fn from(value: Cat) -> Self {
        Self {
            kittens: value
                .kittens
                .map(|it| it.into_iter().map(AnimalRequest::from).collect()),
        }
    }
}

/// The schema `Dog`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Dog {
    /// The member `kind`.
    pub kind: String,

    /// The member `name`.
    pub name: Option<String>,
}

crate::runtime::model! {
    Dog: read write {
        required kind = "kind",
        optional name = "name",
    }
}

impl Dog {
    /// With what is required; the rest is absent.
    pub fn new(kind: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            name: None,
        }
    }

    /// The member `name`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
}

/// The schema `Thing`.
///
/// This is what answers hold; requests hold [`ThingRequest`].
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum Thing {
    /// `Cat`.
    Cat(Cat),

    /// `object`.
    Object(ThingObject),

    /// `text`.
    Text(String),

    /// A value that is none of these, as it was sent.
    Other(serde_json::Value),
}

crate::runtime::union! {
    Thing: read {
        Cat ["kind", "id", "kittens"],
        Object ["weight", "serial"],
        Text *,
        ..Other,
    }
}

/// The schema `Thing`.
///
/// This is what requests hold; answers hold [`Thing`], which becomes it with `into()`.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum ThingRequest {
    /// `Cat`.
    Cat(CatRequest),

    /// `object`.
    Object(ThingObjectRequest),

    /// `text`.
    Text(String),

    /// A value that is none of these, as it was sent.
    Other(serde_json::Value),
}

crate::runtime::union! {
    ThingRequest: write {
        Cat ["kittens"],
        Object ["weight"],
        Text *,
        ..Other,
    }
}

impl From<CatRequest> for ThingRequest {
    fn from(value: CatRequest) -> Self {
        Self::Cat(value)
    }
}

impl From<ThingObjectRequest> for ThingRequest {
    fn from(value: ThingObjectRequest) -> Self {
        Self::Object(value)
    }
}

impl From<Thing> for ThingRequest {
    fn from(value: Thing) -> Self {
        match value {
            Thing::Cat(it) => Self::Cat(CatRequest::from(it)),
            Thing::Object(it) => Self::Object(ThingObjectRequest::from(it)),
            Thing::Text(it) => Self::Text(it),
            Thing::Other(it) => Self::Other(it),
        }
    }
}

/// The schema `NewNote`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NewNote {
    /// The member `text`.
    pub text: String,

    /// The member `token`.
    pub token: String,

    /// The member `at`.
    pub at: Option<String>,

    /// The member `owner`.
    pub owner: Option<OwnerRequest>,
}

crate::runtime::model! {
    NewNote: write {
        required text = "text",
        required token = "token",
        optional at = "at",
        optional owner = "owner",
    }
}

impl NewNote {
    /// With what is required; the rest is absent.
    pub fn new(text: impl Into<String>, token: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            token: token.into(),
            at: None,
            owner: None,
        }
    }

    /// The member `owner`.
    pub fn owner(mut self, owner: OwnerRequest) -> Self {
        self.owner = Some(owner);
        self
    }
}

/// The schema `Note`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Note {
    /// The member `id`.
    pub id: String,

    /// The member `token`.
    pub token: Option<String>,

    /// The member `owner`.
    pub owner: Owner,
}

crate::runtime::model! {
    Note: read {
        required id = "id",
        optional token = "token",
        required owner = "owner",
    }
}

/// The schema `Draft`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Draft {
    /// The member `text`.
    pub text: String,

    /// The member `id`.
    pub id: Option<String>,

    /// The member `token`.
    pub token: Option<String>,
}

crate::runtime::model! {
    Draft: read write {
        required text = "text",
        optional id = "id",
        optional token = "token",
    }
}

impl Draft {
    /// With what is required; the rest is absent.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            id: None,
            token: None,
        }
    }

    /// The member `token`.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }
}

/// The schema `Visit`.
///
/// This is what answers hold; requests hold [`VisitRequest`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Visit {
    /// The member `place`.
    pub place: Place,
}

crate::runtime::model! {
    Visit: read {
        required place = "place",
    }
}

/// The schema `Visit`.
///
/// This is what requests hold; answers hold [`Visit`], which becomes it with `into()`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct VisitRequest {
    /// The member `place`.
    pub place: PlaceRequest,
}

crate::runtime::model! {
    VisitRequest: write {
        required place = "place",
    }
}

impl VisitRequest {
    /// With what is required; the rest is absent.
    pub fn new(place: PlaceRequest) -> Self {
        Self { place }
    }
}

impl From<Visit> for VisitRequest {
    fn from(value: Visit) -> Self {
        Self {
            place: PlaceRequest::from(value.place),
        }
    }
}

/// The part `object` of `Term`.
///
/// This is what answers hold; requests hold [`TermObjectRequest`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TermObject {
    /// The member `not`.
    pub not: Term,
}

crate::runtime::model! {
    TermObject: read {
        required not = "not",
    }
}

/// The part `object` of `Term`.
///
/// This is what requests hold; answers hold [`TermObject`], which becomes it with `into()`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TermObjectRequest {
    /// The member `not`.
    pub not: TermRequest,
}

crate::runtime::model! {
    TermObjectRequest: write {
        required not = "not",
    }
}

impl TermObjectRequest {
    /// With what is required; the rest is absent.
    pub fn new(not: impl Into<TermRequest>) -> Self {
        Self { not: not.into() }
    }
}

impl From<TermObject> for TermObjectRequest {
    fn from(value: TermObject) -> Self {
        Self {
            not: TermRequest::from(value.not),
        }
    }
}

/// The part `object` of `Thing`.
///
/// This is what answers hold; requests hold [`ThingObjectRequest`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ThingObject {
    /// The member `weight`.
    pub weight: f64,

    /// The member `serial`.
    pub serial: String,
}

crate::runtime::model! {
    ThingObject: read {
        required weight = "weight",
        required serial = "serial",
    }
}

/// The part `object` of `Thing`.
///
/// This is what requests hold; answers hold [`ThingObject`], which becomes it with `into()`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ThingObjectRequest {
    /// The member `weight`.
    pub weight: f64,
}

crate::runtime::model! {
    ThingObjectRequest: write {
        required weight = "weight",
    }
}

impl ThingObjectRequest {
    /// With what is required; the rest is absent.
    pub fn new(weight: f64) -> Self {
        Self { weight }
    }
}

impl From<ThingObject> for ThingObjectRequest {
    fn from(value: ThingObject) -> Self {
        Self { weight: value.weight }
    }
}

/// The part `place` of `Visit`.
///
/// This is what answers hold; requests hold [`PlaceRequest`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Place {
    /// The member `code`.
    pub code: String,

    /// The member `label`.
    pub label: String,
}

crate::runtime::model! {
    Place: read {
        required code = "code",
        required label = "label",
    }
}

/// The part `place` of `Visit`.
///
/// This is what requests hold; answers hold [`Place`], which becomes it with `into()`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PlaceRequest {
    /// The member `label`.
    pub label: String,
}

crate::runtime::model! {
    PlaceRequest: write {
        required label = "label",
    }
}

impl PlaceRequest {
    /// With what is required; the rest is absent.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into() }
    }
}

impl From<Place> for PlaceRequest {
    fn from(value: Place) -> Self {
        Self { label: value.label }
    }
}
