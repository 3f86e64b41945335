// Made by bindery from the description of `repeats`; changes are overwritten.

//! The types of this API.

/// The schema `Account`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Account {
    /// Whether money can be moved.
    pub transfers: Transfers,

    /// Whether cards can be charged.
    pub cards: Cards,

    /// The member `payouts`.
    pub payouts: Option<Payouts>,

    /// The member `loans`.
    pub loans: Option<Loans>,

    /// The member `billing`.
    pub billing: Option<Address>,

    /// The member `home`.
    pub home: Option<Home>,

    /// The member `office`.
    pub office: Option<Office>,

    /// The member `place`.
    pub place: Option<Place>,

    /// The member `position`.
    pub position: Option<Position>,
}

crate::runtime::model! {
    Account: read write {
        required transfers = "transfers",
        required cards = "cards",
        optional payouts = "payouts",
        optional loans = "loans",
        optional billing = "billing",
        optional home = "home",
        optional office = "office",
        optional place = "place",
        optional position = "position",
    }
}

impl Account {
    /// With what is required; the rest is absent.
    pub fn new(transfers: Transfers, cards: Cards) -> Self {
        Self {
            transfers,
            cards,
            payouts: None,
            loans: None,
            billing: None,
            home: None,
            office: None,
            place: None,
            position: None,
        }
    }

    /// The member `payouts`.
    pub fn payouts(mut self, payouts: Payouts) -> Self {
        self.payouts = Some(payouts);
        self
    }

    /// The member `loans`.
    pub fn loans(mut self, loans: Loans) -> Self {
        self.loans = Some(loans);
        self
    }

    /// The member `billing`.
    pub fn billing(mut self, billing: Address) -> Self {
        self.billing = Some(billing);
        self
    }

    /// The member `home`.
    pub fn home(mut self, home: Home) -> Self {
        self.home = Some(home);
        self
    }

    /// The member `office`.
    pub fn office(mut self, office: Office) -> Self {
        self.office = Some(office);
        self
    }

    /// The member `place`.
    pub fn place(mut self, place: impl Into<Place>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// The member `position`.
    pub fn position(mut self, position: impl Into<Position>) -> Self {
        self.position = Some(position.into());
        self
    }
}

/// The schema `Card`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Card {
    /// The member `state`.
    pub state: CardState,

    /// The member `flat`.
    pub flat: Option<Flat>,
}

crate::runtime::model! {
    Card: read {
        required state = "state",
        optional flat = "flat",
    }
}

/// Whether money can be moved.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Transfers {
    /// `active`.
    Active,

    /// `inactive`.
    Inactive,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    Transfers, Unknown {
        Active = "active",
        Inactive = "inactive",
    }
}

/// Whether cards can be charged.
pub type Cards = Transfers;

/// The part `payouts` of `Account`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Payouts {
    /// `active`.
    Active,

    /// `inactive`.
    Inactive,

    /// `pending`.
    Pending,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    Payouts, Unknown {
        Active = "active",
        Inactive = "inactive",
        Pending = "pending",
    }
}

/// The part `loans` of `Account`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Loans {
    /// Money is lent.
    Active,

    /// None is.
    Inactive,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    Loans, Unknown {
        Active = "active",
        Inactive = "inactive",
    }
}

/// The part `address` of `Account home`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Address {
    /// Where.
    pub city: String,

    /// The member `type`.
    pub r#type: Option<AddressType>,
}

crate::runtime::model! {
    Address: read write {
        required city = "city",
        optional r#type = "type",
    }
}

impl Address {
    /// With what is required; the rest is absent.
    pub fn new(city: impl Into<String>) -> Self {
        Self {
            city: city.into(),
            r#type: None,
        }
    }

    /// The member `type`.
    pub fn r#type(mut self, r#type: AddressType) -> Self {
        self.r#type = Some(r#type);
        self
    }
}

/// The part `home` of `Account`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Home {
    /// The member `address`.
    pub address: Option<Address>,
}

crate::runtime::model! {
    Home: read write {
        optional address = "address",
    }
}

impl Home {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `address`.
    pub fn address(mut self, address: Address) -> Self {
        self.address = Some(address);
        self
    }
}

/// The part `office` of `Account`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Office {
    /// The member `site`.
    pub site: Option<Site>,

    /// The member `yard`.
    pub yard: Option<Yard>,
}

crate::runtime::model! {
    Office: read write {
        optional site = "site",
        optional yard = "yard",
    }
}

impl Office {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `site`.
    pub fn site(mut self, site: Site) -> Self {
        self.site = Some(site);
        self
    }

    /// The member `yard`.
    pub fn yard(mut self, yard: Yard) -> Self {
        self.yard = Some(yard);
        self
    }
}

/// The part `site` of `Account office`.
pub type Site = Address;

/// The part `type` of `Account office site`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum SiteType {
    /// `flat`.
    Flat,

    /// `house`.
    House,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    SiteType, Unknown {
        Flat = "flat",
        House = "house",
    }
}

/// The part `yard` of `Account office`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Yard {
    /// Which.
    pub city: String,

    /// The member `type`.
    pub r#type: Option<YardType>,
}

crate::runtime::model! {
    Yard: read write {
        required city = "city",
        optional r#type = "type",
    }
}

impl Yard {
    /// With what is required; the rest is absent.
    pub fn new(city: impl Into<String>) -> Self {
        Self {
            city: city.into(),
            r#type: None,
        }
    }

    /// The member `type`.
    pub fn r#type(mut self, r#type: YardType) -> Self {
        self.r#type = Some(r#type);
        self
    }
}

/// The part `type` of `Account office yard`.
pub type YardType = SiteType;

/// The part `place` of `Account`.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum Place {
    /// Left.
    Left(Left),

    /// Start.
    Start(Start),

    /// End.
    End(End),

    /// A value that is none of these, as it was sent.
    Other(serde_json::Value),
}

crate::runtime::union! {
    Place: read write {
        Left ["left"],
        Start ["left"],
        End ["right"],
        ..Other,
    }
}

impl From<End> for Place {
    fn from(value: End) -> Self {
        Self::End(value)
    }
}

/// Left.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Left {
    /// The member `left`.
    pub left: i64,
}

crate::runtime::model! {
    Left: read write {
        required left = "left",
    }
}

impl Left {
    /// With what is required; the rest is absent.
    pub fn new(left: i64) -> Self {
        Self { left }
    }
}

/// Start.
pub type Start = Left;

/// End.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct End {
    /// The member `right`.
    pub right: i64,
}

crate::runtime::model! {
    End: read write {
        required right = "right",
    }
}

impl End {
    /// With what is required; the rest is absent.
    pub fn new(right: i64) -> Self {
        Self { right }
    }
}

/// The part `position` of `Account`.
pub type Position = Place;

/// The part `state` of `Card`.
pub type CardState = Transfers;

/// The part `flat` of `Card`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Flat {
    /// Where.
    pub city: String,

    /// The member `type`.
    pub r#type: Option<FlatType>,
}

crate::runtime::model! {
    Flat: read {
        required city = "city",
        optional r#type = "type",
    }
}

/// The part `type` of `Card flat`.
pub type FlatType = SiteType;

/// The part `type` of `Account home address`.
pub type AddressType = SiteType;

/// The part `state` of `listCards`.
pub type ListCardsState = Transfers;

/// The part `response` of `listCards`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ListCardsResponse {
    /// The member `object`.
    pub object: ListCardsResponseObject,

    /// The member `cards`.
    pub cards: Vec<Card>,
}

crate::runtime::model! {
    ListCardsResponse: read {
        required object = "object",
        required cards = "cards",
    }
}

/// The part `object` of `listCards response`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ListCardsResponseObject {
    /// `list`.
    List,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    ListCardsResponseObject, Unknown {
        List = "list",
    }
}

/// The part `response` of `listRefunds`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ListRefundsResponse {
    /// The member `object`.
    pub object: ListRefundsResponseObject,

    /// The member `refunds`.
    pub refunds: Vec<String>,
}

crate::runtime::model! {
    ListRefundsResponse: read {
        required object = "object",
        required refunds = "refunds",
    }
}

/// The part `object` of `listRefunds response`.
pub type ListRefundsResponseObject = ListCardsResponseObject;
