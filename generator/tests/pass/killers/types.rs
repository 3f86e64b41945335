// Made by bindery from the description of `killers`; changes are overwritten.

//! The types of this API.

use crate::runtime;
use crate::runtime::{Base64, DateTime, Decimal, Duration, HttpDate, Maybe, Time};
use std::collections::BTreeMap;

/// The schema `Everything`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Everything {
    /// The member `formats`.
    pub formats: Option<Formats>,

    /// The member `conditional`.
    pub conditional: Option<Conditional>,

    /// The member `outside`.
    pub outside: Option<Shapes>,

    /// The member `pointed`.
    pub pointed: Option<Post>,

    /// The member `combined`.
    pub combined: Option<Combined>,

    /// The member `owner`.
    pub owner: Maybe<Owner>,

    /// The member `values`.
    pub values: Option<Values>,

    /// The member `words`.
    pub words: Option<Words>,

    /// The member `result`.
    pub result: Option<ApiResult>,

    /// The member `option`.
    pub option: Option<ApiOption>,

    /// The member `error`.
    pub error: Option<ApiError>,

    /// The member `client`.
    pub client: Option<ApiClient>,

    /// The member `file`.
    pub file: Option<File>,

    /// The member `date`.
    pub date: Option<Date>,

    /// The member `tree`.
    pub tree: Option<Tree>,

    /// The member `nulls`.
    pub nulls: Option<Nulls>,

    /// The member `keywords`.
    pub keywords: Option<Keywords>,

    /// The member `defaults`.
    pub defaults: Option<Defaults>,

    /// The member `identified`.
    pub identified: Option<Identified>,

    /// The member `patterns`.
    pub patterns: Option<Patterns>,

    /// The member `deep`.
    pub deep: Option<Deep>,

    /// The member `named`.
    pub named: Option<Renamed>,
}

crate::runtime::model! {
    Everything: read write {
        optional formats = "formats",
        optional conditional = "conditional",
        optional outside = "outside",
        optional pointed = "pointed",
        optional combined = "combined",
        maybe owner = "owner",
        optional values = "values",
        optional words = "words",
        optional result = "result",
        optional option = "option",
        optional error = "error",
        optional client = "client",
        optional file = "file",
        optional date = "date",
        optional tree = "tree",
        optional nulls = "nulls",
        optional keywords = "keywords",
        optional defaults = "defaults",
        optional identified = "identified",
        optional patterns = "patterns",
        optional deep = "deep",
        optional named = "named",
    }
}

impl Everything {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `formats`.
    pub fn formats(mut self, formats: Formats) -> Self {
        self.formats = Some(formats);
        self
    }

    /// The member `conditional`.
    pub fn conditional(mut self, conditional: Conditional) -> Self {
        self.conditional = Some(conditional);
        self
    }

    /// The member `outside`.
    pub fn outside(mut self, outside: Shapes) -> Self {
        self.outside = Some(outside);
        self
    }

    /// The member `pointed`.
    pub fn pointed(mut self, pointed: Post) -> Self {
        self.pointed = Some(pointed);
        self
    }

    /// The member `combined`.
    pub fn combined(mut self, combined: impl Into<Combined>) -> Self {
        self.combined = Some(combined.into());
        self
    }

    /// The member `owner`.
    pub fn owner(mut self, owner: impl Into<Maybe<Owner>>) -> Self {
        self.owner = owner.into();
        self
    }

    /// The member `values`.
    pub fn values(mut self, values: Values) -> Self {
        self.values = Some(values);
        self
    }

    /// The member `words`.
    pub fn words(mut self, words: Words) -> Self {
        self.words = Some(words);
        self
    }

    /// The member `result`.
    pub fn result(mut self, result: ApiResult) -> Self {
        self.result = Some(result);
        self
    }

    /// The member `option`.
    pub fn option(mut self, option: ApiOption) -> Self {
        self.option = Some(option);
        self
    }

    /// The member `error`.
    pub fn error(mut self, error: ApiError) -> Self {
        self.error = Some(error);
        self
    }

    /// The member `client`.
    pub fn client(mut self, client: ApiClient) -> Self {
        self.client = Some(client);
        self
    }

    /// The member `file`.
    pub fn file(mut self, file: File) -> Self {
        self.file = Some(file);
        self
    }

    /// The member `date`.
    pub fn date(mut self, date: Date) -> Self {
        self.date = Some(date);
        self
    }

    /// The member `tree`.
    pub fn tree(mut self, tree: impl Into<Tree>) -> Self {
        self.tree = Some(tree.into());
        self
    }

    /// The member `nulls`.
    pub fn nulls(mut self, nulls: Nulls) -> Self {
        self.nulls = Some(nulls);
        self
    }

    /// The member `keywords`.
    pub fn keywords(mut self, keywords: Keywords) -> Self {
        self.keywords = Some(keywords);
        self
    }

    /// The member `defaults`.
    pub fn defaults(mut self, defaults: Defaults) -> Self {
        self.defaults = Some(defaults);
        self
    }

    /// The member `identified`.
    pub fn identified(mut self, identified: Identified) -> Self {
        self.identified = Some(identified);
        self
    }

    /// The member `patterns`.
    pub fn patterns(mut self, patterns: Patterns) -> Self {
        self.patterns = Some(patterns);
        self
    }

    /// The member `deep`.
    pub fn deep(mut self, deep: Deep) -> Self {
        self.deep = Some(deep);
        self
    }

    /// The member `named`.
    pub fn named(mut self, named: Renamed) -> Self {
        self.named = Some(named);
        self
    }
}

/// The schema `EverythingAnswer`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EverythingAnswer {
    /// The member `at`.
    pub at: Option<DateTime>,
}

crate::runtime::model! {
    EverythingAnswer: read {
        optional at = "at",
    }
}

/// The schema `Formats`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Formats {
    /// The member `links`.
    pub links: Option<BTreeMap<String, String>>,

    /// The member `phone`.
    ///
    /// Format: `phone-number`.
    pub phone: Option<f64>,

    /// The member `flag`.
    pub flag: Option<bool>,

    /// The member `list`.
    pub list: Option<Vec<String>>,

    /// The member `day`.
    pub day: Option<runtime::Date>,

    /// The member `moment`.
    pub moment: Option<DateTime>,

    /// The member `clock`.
    pub clock: Option<Time>,

    /// The member `length`.
    pub length: Option<Duration>,

    /// The member `mail`.
    pub mail: Option<HttpDate>,

    /// The member `price`.
    pub price: Option<Decimal>,

    /// The member `bytes`.
    pub bytes: Option<Base64>,
}

crate::runtime::model! {
    Formats: read write {
        optional links = "links",
        optional phone = "phone",
        optional flag = "flag",
        optional list = "list",
        optional day = "day",
        optional moment = "moment",
        optional clock = "clock",
        optional length = "length",
        optional mail = "mail",
        optional price = "price",
        optional bytes = "bytes",
    }
}

impl Formats {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `links`.
    pub fn links(mut self, links: BTreeMap<String, String>) -> Self {
        self.links = Some(links);
        self
    }

    /// The member `phone`.
    ///
    /// Format: `phone-number`.
    pub fn phone(mut self, phone: f64) -> Self {
        self.phone = Some(phone);
        self
    }

    /// The member `flag`.
    pub fn flag(mut self, flag: bool) -> Self {
        self.flag = Some(flag);
        self
    }

    /// The member `list`.
    pub fn list(mut self, list: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.list = Some(list.into_iter().map(Into::into).collect());
        self
    }

    /// The member `day`.
    pub fn day(mut self, day: impl Into<runtime::Date>) -> Self {
        self.day = Some(day.into());
        self
    }

    /// The member `moment`.
    pub fn moment(mut self, moment: impl Into<DateTime>) -> Self {
        self.moment = Some(moment.into());
        self
    }

    /// The member `clock`.
    pub fn clock(mut self, clock: impl Into<Time>) -> Self {
        self.clock = Some(clock.into());
        self
    }

    /// The member `length`.
    pub fn length(mut self, length: impl Into<Duration>) -> Self {
        self.length = Some(length.into());
        self
    }

    /// The member `mail`.
    pub fn mail(mut self, mail: impl Into<HttpDate>) -> Self {
        self.mail = Some(mail.into());
        self
    }

    /// The member `price`.
    pub fn price(mut self, price: impl Into<Decimal>) -> Self {
        self.price = Some(price.into());
        self
    }

    /// The member `bytes`.
    pub fn bytes(mut self, bytes: impl Into<Base64>) -> Self {
        self.bytes = Some(bytes.into());
        self
    }
}

/// The schema `Conditional`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Conditional {
    /// The member `never`.
    pub never: Option<serde_json::Value>,

    /// The member `text`.
    pub text: Option<String>,

    /// The member `kind`.
    pub kind: Option<String>,
}

crate::runtime::model! {
    Conditional: read write {
        present never = "never",
        optional text = "text",
        optional kind = "kind",
    }
}

impl Conditional {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `never`.
    pub fn never(mut self, never: impl Into<serde_json::Value>) -> Self {
        self.never = Some(never.into());
        self
    }

    /// The member `text`.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// The member `kind`.
    pub fn kind(mut self, kind: impl Into<String>) -> Self {
        self.kind = Some(kind.into());
        self
    }
}

/// The schema `Combined`.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum Combined {
    /// `object`.
    Object(CombinedObjectType),

    /// `object`.
    Object2(CombinedObjectType2),

    /// A value that is none of these, as it was sent.
    Other(serde_json::Value),
}

crate::runtime::union! {
    Combined: read write {
        Object ["both", "a"],
        Object2 ["both", "b"],
        ..Other,
    }
}

impl From<CombinedObjectType> for Combined {
    fn from(value: CombinedObjectType) -> Self {
        Self::Object(value)
    }
}

impl From<CombinedObjectType2> for Combined {
    fn from(value: CombinedObjectType2) -> Self {
        Self::Object2(value)
    }
}

/// The schema `Owner`.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum Owner {
    /// Person.
    Person(Person),

    /// Company.
    Company(Company),

    /// A value that is none of these, as it was sent.
    Other(serde_json::Value),
}

crate::runtime::union! {
    Owner: read write {
        Person ["name", "age"],
        Company ["name", "tax"],
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
        Self::Company(value)
    }
}

/// The schema `Values`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Values {
    /// The member `vote`.
    pub vote: Option<Vote>,

    /// The member `operator`.
    pub operator: Option<Operator>,

    /// The member `direction`.
    pub direction: Option<Direction>,

    /// The member `sort`.
    pub sort: Option<Sort>,

    /// The member `mixed`.
    pub mixed: Maybe<Mixed>,

    /// The member `numbers`.
    pub numbers: Option<Numbers>,

    /// The member `unknown`.
    pub unknown: Option<Unknown>,

    /// The member `outcome`.
    pub outcome: Option<Outcome>,
}

crate::runtime::model! {
    Values: read write {
        optional vote = "vote",
        optional operator = "operator",
        optional direction = "direction",
        optional sort = "sort",
        maybe mixed = "mixed",
        optional numbers = "numbers",
        optional unknown = "unknown",
        optional outcome = "outcome",
    }
}

impl Values {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `vote`.
    pub fn vote(mut self, vote: Vote) -> Self {
        self.vote = Some(vote);
        self
    }

    /// The member `operator`.
    pub fn operator(mut self, operator: Operator) -> Self {
        self.operator = Some(operator);
        self
    }

    /// The member `direction`.
    pub fn direction(mut self, direction: Direction) -> Self {
        self.direction = Some(direction);
        self
    }

    /// The member `sort`.
    pub fn sort(mut self, sort: Sort) -> Self {
        self.sort = Some(sort);
        self
    }

    /// The member `mixed`.
    pub fn mixed(mut self, mixed: impl Into<Maybe<Mixed>>) -> Self {
        self.mixed = mixed.into();
        self
    }

    /// The member `numbers`.
    pub fn numbers(mut self, numbers: Numbers) -> Self {
        self.numbers = Some(numbers);
        self
    }

    /// The member `unknown`.
    pub fn unknown(mut self, unknown: Unknown) -> Self {
        self.unknown = Some(unknown);
        self
    }

    /// The member `outcome`.
    pub fn outcome(mut self, outcome: Outcome) -> Self {
        self.outcome = Some(outcome);
        self
    }
}

/// The schema `Words`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Words {
    /// The member `self`.
    pub self_lower: String,

    /// The member `Self`.
    pub self_capital: Option<String>,

    /// The member `super`.
    pub super_: Option<String>,

    /// The member `crate`.
    pub crate_: Option<String>,

    /// The member `gen`.
    pub r#gen: Option<String>,

    /// The member `type`.
    pub r#type: WordsType,

    /// The member `_`.
    pub underscore: Option<String>,

    /// The member `""`.
    pub empty: Option<String>,

    /// The member `connectionString`.
    pub connection_string: Option<String>,

    /// The member `connection_string`.
    pub connection_underscore_string: Option<String>,

    /// The member `connection-string`.
    pub connection_dash_string: Option<String>,
}

crate::runtime::model! {
    Words: read write {
        required self_lower = "self",
        optional self_capital = "Self",
        optional super_ = "super",
        optional crate_ = "crate",
        optional r#gen = "gen",
        required r#type = "type",
        optional underscore = "_",
        optional empty = "",
        optional connection_string = "connectionString",
        optional connection_underscore_string = "connection_string",
        optional connection_dash_string = "connection-string",
    }
}

impl Words {
    /// With what is required; the rest is absent.
    pub fn new(self_lower: impl Into<String>, r#type: WordsType) -> Self {
        Self {
            self_lower: self_lower.into(),
            r#type,
            self_capital: None,
            super_: None,
            crate_: None,
            r#gen: None,
            underscore: None,
            empty: None,
            connection_string: None,
            connection_underscore_string: None,
            connection_dash_string: None,
        }
    }

    /// The member `Self`.
    pub fn self_capital(mut self, self_capital: impl Into<String>) -> Self {
        self.self_capital = Some(self_capital.into());
        self
    }

    /// The member `super`.
    pub fn super_(mut self, super_: impl Into<String>) -> Self {
        self.super_ = Some(super_.into());
        self
    }

    /// The member `crate`.
    pub fn crate_(mut self, crate_: impl Into<String>) -> Self {
        self.crate_ = Some(crate_.into());
        self
    }

    /// The member `gen`.
    pub fn r#gen(mut self, r#gen: impl Into<String>) -> Self {
        self.r#gen = Some(r#gen.into());
        self
    }

    /// The member `_`.
    pub fn underscore(mut self, underscore: impl Into<String>) -> Self {
        self.underscore = Some(underscore.into());
        self
    }

    /// The member `""`.
    pub fn empty(mut self, empty: impl Into<String>) -> Self {
        self.empty = Some(empty.into());
        self
    }

    /// The member `connectionString`.
    pub fn connection_string(mut self, connection_string: impl Into<String>) -> Self {
        self.connection_string = Some(connection_string.into());
        self
    }

    /// The member `connection_string`.
    pub fn connection_underscore_string(
        mut self,
        connection_underscore_string: impl Into<String>,
    ) -> Self {
        self.connection_underscore_string = Some(connection_underscore_string.into());
        self
    }

    /// The member `connection-string`.
    pub fn connection_dash_string(
        mut self,
        connection_dash_string: impl Into<String>,
    ) -> Self {
        self.connection_dash_string = Some(connection_dash_string.into());
        self
    }
}

/// The schema `Result`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ApiResult {
    /// The member `ok`.
    pub ok: Option<bool>,
}

crate::runtime::model! {
    ApiResult: read write {
        optional ok = "ok",
    }
}

impl ApiResult {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `ok`.
    pub fn ok(mut self, ok: bool) -> Self {
        self.ok = Some(ok);
        self
    }
}

/// The schema `Option`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ApiOption {
    /// The member `some`.
    pub some: Option<String>,
}

crate::runtime::model! {
    ApiOption: read write {
        optional some = "some",
    }
}

impl ApiOption {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `some`.
    pub fn some(mut self, some: impl Into<String>) -> Self {
        self.some = Some(some.into());
        self
    }
}

/// The schema `Error`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ApiError {
    /// The member `code`.
    pub code: Option<i64>,
}

crate::runtime::model! {
    ApiError: read write {
        optional code = "code",
    }
}

impl ApiError {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `code`.
    pub fn code(mut self, code: i64) -> Self {
        self.code = Some(code);
        self
    }
}

/// The schema `Client`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ApiClient {
    /// The member `id`.
    pub id: Option<String>,
}

crate::runtime::model! {
    ApiClient: read write {
        optional id = "id",
    }
}

impl ApiClient {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `id`.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
}

/// The schema `Files`.
pub type Files = Vec<File>;

/// The schema `File`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct File {
    /// The member `path`.
    pub path: Option<String>,
}

crate::runtime::model! {
    File: read write {
        optional path = "path",
    }
}

impl File {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `path`.
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }
}

/// The schema `Date`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Date {
    /// The member `day`.
    pub day: Option<runtime::Date>,
}

crate::runtime::model! {
    Date: read write {
        optional day = "day",
    }
}

impl Date {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `day`.
    pub fn day(mut self, day: impl Into<runtime::Date>) -> Self {
        self.day = Some(day.into());
        self
    }
}

/// The schema `Tree`.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum Tree {
    /// `Leaf`.
    Leaf(Box<Leaf>),

    /// `Branches`.
    Branches(Branches),

    /// `object`.
    Object(BTreeMap<String, Tree>),

    /// A value that is none of these, as it was sent.
    Other(serde_json::Value),
}

crate::runtime::union! {
    Tree: read write {
        Leaf ["leaf", "parent"],
        Branches *,
        Object *,
        ..Other,
    }
}

impl From<Leaf> for Tree {
    fn from(value: Leaf) -> Self {
        Self::Leaf(Box::new(value))
    }
}

/// The schema `Leaf`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Leaf {
    /// The member `leaf`.
    pub leaf: i64,

    /// The member `parent`.
    pub parent: Option<Alias>,
}

crate::runtime::model! {
    Leaf: read write {
        required leaf = "leaf",
        optional parent = "parent",
    }
}

impl Leaf {
    /// With what is required; the rest is absent.
    pub fn new(leaf: i64) -> Self {
        Self { leaf, parent: None }
    }

    /// The member `parent`.
    pub fn parent(mut self, parent: impl Into<Alias>) -> Self {
        self.parent = Some(parent.into());
        self
    }
}

/// The schema `Alias`.
pub type Alias = Tree;

/// The schema `Branches`.
pub type Branches = Vec<Alias>;

/// The schema `Nulls`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Nulls {
    /// The member `list`.
    pub list: Maybe<String>,

    /// The member `any`.
    pub any: Maybe<String>,

    /// The member `one`.
    pub one: Maybe<File>,

    /// The member `all`.
    pub all: Maybe<All>,

    /// Said beside a reference.
    pub beside: Option<File>,

    /// The member `value`.
    pub value: Maybe<Null>,

    /// The member `const`.
    pub r#const: Maybe<()>,

    /// The member `required`.
    pub required: Option<i64>,

    /// The member `always`.
    pub always: Option<()>,

    /// The member `several`.
    pub several: Maybe<Several>,
}

crate::runtime::model! {
    Nulls: read write {
        maybe list = "list",
        maybe any = "any",
        maybe one = "one",
        maybe all = "all",
        optional beside = "beside",
        maybe value = "value",
        maybe r#const = "const",
        nullable required = "required",
        nullable always = "always",
        maybe several = "several",
    }
}

impl Nulls {
    /// With what is required; the rest is absent.
    pub fn new(required: Option<i64>, always: Option<()>) -> Self {
        Self {
            required,
            always,
            list: Maybe::Absent,
            any: Maybe::Absent,
            one: Maybe::Absent,
            all: Maybe::Absent,
            beside: None,
            value: Maybe::Absent,
            r#const: Maybe::Absent,
            several: Maybe::Absent,
        }
    }

    /// The member `list`.
    pub fn list(mut self, list: impl Into<Maybe<String>>) -> Self {
        self.list = list.into();
        self
    }

    /// The member `any`.
    pub fn any(mut self, any: impl Into<Maybe<String>>) -> Self {
        self.any = any.into();
        self
    }

    /// The member `one`.
    pub fn one(mut self, one: impl Into<Maybe<File>>) -> Self {
        self.one = one.into();
        self
    }

    /// The member `all`.
    pub fn all(mut self, all: impl Into<Maybe<All>>) -> Self {
        self.all = all.into();
        self
    }

    /// Said beside a reference.
    pub fn beside(mut self, beside: File) -> Self {
        self.beside = Some(beside);
        self
    }

    /// The member `value`.
    pub fn value(mut self, value: impl Into<Maybe<Null>>) -> Self {
        self.value = value.into();
        self
    }

    /// The member `const`.
    pub fn r#const(mut self, r#const: impl Into<Maybe<()>>) -> Self {
        self.r#const = r#const.into();
        self
    }

    /// The member `several`.
    pub fn several(mut self, several: impl Into<Maybe<Several>>) -> Self {
        self.several = several.into();
        self
    }
}

/// The schema `Keywords`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Keywords {
    /// The member `above`.
    ///
    /// More than 0.
    pub above: Option<f64>,

    /// The member `none`.
    pub none: Option<Vec<serde_json::Value>>,

    /// The member `two`.
    ///
    /// At most 2 items.
    pub two: Option<Vec<String>>,

    /// The member `pair`.
    pub pair: Option<Vec<serde_json::Value>>,

    /// The member `huge`.
    pub huge: Option<Decimal>,

    /// The member `unsigned`.
    ///
    /// At least 0.
    pub unsigned: Option<u64>,

    /// The member `yes`.
    pub yes: Option<serde_json::Value>,

    /// The member `no`.
    pub no: Option<serde_json::Value>,

    /// The member `anything`.
    pub anything: Option<serde_json::Value>,
}

crate::runtime::model! {
    Keywords: read write {
        optional above = "above",
        optional none = "none",
        optional two = "two",
        optional pair = "pair",
        optional huge = "huge",
        optional unsigned = "unsigned",
        present yes = "yes",
        present no = "no",
        present anything = "anything",
    }
}

impl Keywords {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `above`.
    ///
    /// More than 0.
    pub fn above(mut self, above: f64) -> Self {
        self.above = Some(above);
        self
    }

    /// The member `none`.
    pub fn none(
        mut self,
        none: impl IntoIterator<Item = impl Into<serde_json::Value>>,
    ) -> Self {
        self.none = Some(none.into_iter().map(Into::into).collect());
        self
    }

    /// The member `two`.
    ///
    /// At most 2 items.
    pub fn two(mut self, two: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.two = Some(two.into_iter().map(Into::into).collect());
        self
    }

    /// The member `pair`.
    pub fn pair(
        mut self,
        pair: impl IntoIterator<Item = impl Into<serde_json::Value>>,
    ) -> Self {
        self.pair = Some(pair.into_iter().map(Into::into).collect());
        self
    }

    /// The member `huge`.
    pub fn huge(mut self, huge: impl Into<Decimal>) -> Self {
        self.huge = Some(huge.into());
        self
    }

    /// The member `unsigned`.
    ///
    /// At least 0.
    pub fn unsigned(mut self, unsigned: u64) -> Self {
        self.unsigned = Some(unsigned);
        self
    }

    /// The member `yes`.
    pub fn yes(mut self, yes: impl Into<serde_json::Value>) -> Self {
        self.yes = Some(yes.into());
        self
    }

    /// The member `no`.
    pub fn no(mut self, no: impl Into<serde_json::Value>) -> Self {
        self.no = Some(no.into());
        self
    }

    /// The member `anything`.
    pub fn anything(mut self, anything: impl Into<serde_json::Value>) -> Self {
        self.anything = Some(anything.into());
        self
    }
}

/// The schema `Identified`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Identified {
    /// The member `far`.
    pub far: Option<Far>,

    /// The member `near`.
    pub near: Option<Near>,

    /// The member `other`.
    pub other: Option<Other>,
}

crate::runtime::model! {
    Identified: read write {
        optional far = "far",
        optional near = "near",
        optional other = "other",
    }
}

impl Identified {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `far`.
    pub fn far(mut self, far: Far) -> Self {
        self.far = Some(far);
        self
    }

    /// The member `near`.
    pub fn near(mut self, near: Near) -> Self {
        self.near = Some(near);
        self
    }

    /// The member `other`.
    pub fn other(mut self, other: impl IntoIterator<Item = Item>) -> Self {
        self.other = Some(other.into_iter().collect());
        self
    }
}

/// The schema `Defaults`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Defaults {
    /// The member `size`.
    ///
    /// Default: 50.
    pub size_lower: Option<i64>,

    /// The member `least`.
    ///
    /// Default: -9223372036854775808.
    pub least: Option<i64>,

    /// The member `most`.
    ///
    /// Default: 18446744073709551615.
    pub most: Option<u64>,

    /// The member `ratio`.
    ///
    /// Default: 0.25.
    pub ratio: Option<f64>,

    /// The member `on`.
    ///
    /// Default: `true`.
    pub on: Option<bool>,

    /// The member `text`.
    ///
    /// Default: `a "b" \ c`.
    pub text: Option<String>,

    /// The member `kind`.
    ///
    /// Default: `b`.
    pub kind: Option<DefaultsKind>,

    /// The member `level`.
    ///
    /// Default: 2.
    pub level: Option<DefaultsLevel>,

    /// The member `referred`.
    pub referred: Option<WithDefault>,

    /// The member `list`.
    ///
    /// Default: `[]`.
    pub list: Option<Vec<String>>,

    /// The member `wrong`.
    pub wrong: Option<Wrong>,

    /// The member `number`.
    pub number: Option<i64>,

    /// The member `nothing`.
    pub nothing: Maybe<String>,

    /// The member `Size`.
    ///
    /// Default: 1.
    pub size_capital: Option<i64>,

    /// The member `size_default`.
    ///
    /// Default: 2.
    pub size_default: Option<i64>,

    /// The member `tags`.
    ///
    /// Default: `["a","b\"c"]`.
    pub tags: Option<Vec<String>>,

    /// The member `kinds`.
    ///
    /// Default: `["second","first"]`.
    pub kinds: Option<Vec<WithDefault>>,

    /// The member `days`.
    ///
    /// Default: `["2026-01-31"]`.
    pub days: Option<Vec<runtime::Date>>,

    /// The member `big`.
    ///
    /// Default: -7.
    pub big: Option<Decimal>,

    /// The member `least_of_all`.
    pub least_of_all: Option<Decimal>,

    /// The member `beyond`.
    ///
    /// At least 0.
    pub beyond: Option<Decimal>,

    /// The member `map`.
    ///
    /// Default: `{"x":[1,-2.5],"y z":[]}`.
    pub map: Option<BTreeMap<String, Vec<f64>>>,

    /// The member `pair`.
    ///
    /// At least 2 items. Default: `["a",1]`.
    pub pair: Option<Vec<serde_json::Value>>,

    /// The member `object`.
    ///
    /// Default: `{"by":"name","nested":{"by":"b","extra":[1]}}`.
    pub object: Option<Sorting>,

    /// The member `either`.
    ///
    /// Default: `{"by":"name"}`.
    pub either: Option<Either>,

    /// The member `tagged`.
    pub tagged: Option<Sorter>,

    /// The member `anything`.
    ///
    /// Default: `{"a":[1,2.5,null,true,"x"],"b":{}}`.
    pub anything: Option<serde_json::Value>,

    /// The member `more`.
    ///
    /// Default: `{"by":"name","other":1}`.
    pub more: Option<Strict>,

    /// The member `names`.
    ///
    /// Default: `["n"]`.
    pub names: Option<Vec<String>>,

    /// The member `names_default`.
    pub names_default: Option<String>,
}

crate::runtime::model! {
    Defaults: read write {
        optional size_lower = "size",
        optional least = "least",
        optional most = "most",
        optional ratio = "ratio",
        optional on = "on",
        optional text = "text",
        optional kind = "kind",
        optional level = "level",
        optional referred = "referred",
        optional list = "list",
        optional wrong = "wrong",
        optional number = "number",
        maybe nothing = "nothing",
        optional size_capital = "Size",
        optional size_default = "size_default",
        optional tags = "tags",
        optional kinds = "kinds",
        optional days = "days",
        optional big = "big",
        optional least_of_all = "least_of_all",
        optional beyond = "beyond",
        optional map = "map",
        optional pair = "pair",
        optional object = "object",
        optional either = "either",
        optional tagged = "tagged",
        present anything = "anything",
        optional more = "more",
        optional names = "names",
        optional names_default = "names_default",
    }
}

impl Defaults {
    /// What is assumed without `size`.
    pub const SIZE_LOWER_DEFAULT: i64 = 50;
    /// What is assumed without `least`.
    pub const LEAST_DEFAULT: i64 = -9223372036854775808;
    /// What is assumed without `most`.
    pub const MOST_DEFAULT: u64 = 18446744073709551615;
    /// What is assumed without `ratio`.
    pub const RATIO_DEFAULT: f64 = 0.25;
    /// What is assumed without `on`.
    pub const ON_DEFAULT: bool = true;
    /// What is assumed without `text`.
    pub const TEXT_DEFAULT: &'static str = "a \"b\" \\ c";
    /// What is assumed without `kind`.
    pub const KIND_DEFAULT: DefaultsKind = DefaultsKind::B;
    /// What is assumed without `level`.
    pub const LEVEL_DEFAULT: DefaultsLevel = DefaultsLevel::N2;
    /// What is assumed without `referred`.
    pub const REFERRED_DEFAULT: WithDefault = WithDefault::First;

    /// What is assumed without `list`.
    pub fn list_default() -> Vec<String> {
        Vec::new()
    }

    /// What is assumed without `Size`.
    pub const SIZE_CAPITAL_DEFAULT: i64 = 1;
    /// What is assumed without `size_default`.
    pub const SIZE_DEFAULT_DEFAULT: i64 = 2;

    /// What is assumed without `tags`.
    pub fn tags_default() -> Vec<String> {
        Vec::from(["a".to_owned(), "b\"c".to_owned()])
    }

    /// What is assumed without `kinds`.
    pub fn kinds_default() -> Vec<WithDefault> {
        Vec::from([WithDefault::Second, WithDefault::First])
    }

    /// What is assumed without `days`.
    pub fn days_default() -> Vec<runtime::Date> {
        Vec::from(["2026-01-31".into()])
    }

    /// What is assumed without `big`.
    pub fn big_default() -> Decimal {
        Decimal::from(-7i64)
    }

    /// What is assumed without `map`.
    pub fn map_default() -> BTreeMap<String, Vec<f64>> {
        BTreeMap::from([
            ("x".to_owned(), Vec::from([1.0, -2.5])),
            ("y z".to_owned(), Vec::new()),
        ])
    }

    /// What is assumed without `pair`.
    pub fn pair_default() -> Vec<serde_json::Value> {
        Vec::from([serde_json::json!("a"), serde_json::json!(1i64)])
    }

    /// What is assumed without `object`.
    pub fn object_default() -> Sorting {
        Sorting {
            by: "name".to_owned(),
            down: Maybe::Absent,
            nested: Some(
                Box::new(Sorting {
                    by: "b".to_owned(),
                    down: Maybe::Absent,
                    nested: None,
                    additional_properties: BTreeMap::from([
                        ("extra".to_owned(), serde_json::json!([1i64])),
                    ]),
                }),
            ),
            additional_properties: BTreeMap::new(),
        }
    }

    /// What is assumed without `either`.
    pub fn either_default() -> Either {
        Either::Sorting(Sorting {
            by: "name".to_owned(),
            down: Maybe::Absent,
            nested: None,
            additional_properties: BTreeMap::new(),
        })
    }

    /// What is assumed without `tagged`.
    pub fn tagged_default() -> Sorter {
        Sorter::ByAge(ByAge {
            kind: "age".to_owned(),
            age: Some(3),
        })
    }

    /// What is assumed without `anything`.
    pub fn anything_default() -> serde_json::Value {
        serde_json::json!({ "a" : [1i64, 2.5f64, null, true, "x"], "b" : {} })
    }

    /// What is assumed without `names`.
    pub fn default_names() -> Vec<String> {
        Vec::from(["n".to_owned()])
    }

    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `size`.
    ///
    /// Default: 50.
    pub fn size_lower(mut self, size_lower: i64) -> Self {
        self.size_lower = Some(size_lower);
        self
    }

    /// The member `least`.
    ///
    /// Default: -9223372036854775808.
    pub fn least(mut self, least: i64) -> Self {
        self.least = Some(least);
        self
    }

    /// The member `most`.
    ///
    /// Default: 18446744073709551615.
    pub fn most(mut self, most: u64) -> Self {
        self.most = Some(most);
        self
    }

    /// The member `ratio`.
    ///
    /// Default: 0.25.
    pub fn ratio(mut self, ratio: f64) -> Self {
        self.ratio = Some(ratio);
        self
    }

    /// The member `on`.
    ///
    /// Default: `true`.
    pub fn on(mut self, on: bool) -> Self {
        self.on = Some(on);
        self
    }

    /// The member `text`.
    ///
    /// Default: `a "b" \ c`.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// The member `kind`.
    ///
    /// Default: `b`.
    pub fn kind(mut self, kind: DefaultsKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// The member `level`.
    ///
    /// Default: 2.
    pub fn level(mut self, level: DefaultsLevel) -> Self {
        self.level = Some(level);
        self
    }

    /// The member `referred`.
    pub fn referred(mut self, referred: WithDefault) -> Self {
        self.referred = Some(referred);
        self
    }

    /// The member `list`.
    ///
    /// Default: `[]`.
    pub fn list(mut self, list: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.list = Some(list.into_iter().map(Into::into).collect());
        self
    }

    /// The member `wrong`.
    pub fn wrong(mut self, wrong: Wrong) -> Self {
        self.wrong = Some(wrong);
        self
    }

    /// The member `number`.
    pub fn number(mut self, number: i64) -> Self {
        self.number = Some(number);
        self
    }

    /// The member `nothing`.
    pub fn nothing(mut self, nothing: impl Into<Maybe<String>>) -> Self {
        self.nothing = nothing.into();
        self
    }

    /// The member `Size`.
    ///
    /// Default: 1.
    pub fn size_capital(mut self, size_capital: i64) -> Self {
        self.size_capital = Some(size_capital);
        self
    }

    /// The member `size_default`.
    ///
    /// Default: 2.
    pub fn size_default(mut self, size_default: i64) -> Self {
        self.size_default = Some(size_default);
        self
    }

    /// The member `tags`.
    ///
    /// Default: `["a","b\"c"]`.
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tags = Some(tags.into_iter().map(Into::into).collect());
        self
    }

    /// The member `kinds`.
    ///
    /// Default: `["second","first"]`.
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = WithDefault>) -> Self {
        self.kinds = Some(kinds.into_iter().collect());
        self
    }

    /// The member `days`.
    ///
    /// Default: `["2026-01-31"]`.
    pub fn days(
        mut self,
        days: impl IntoIterator<Item = impl Into<runtime::Date>>,
    ) -> Self {
        self.days = Some(days.into_iter().map(Into::into).collect());
        self
    }

    /// The member `big`.
    ///
    /// Default: -7.
    pub fn big(mut self, big: impl Into<Decimal>) -> Self {
        self.big = Some(big.into());
        self
    }

    /// The member `least_of_all`.
    pub fn least_of_all(mut self, least_of_all: impl Into<Decimal>) -> Self {
        self.least_of_all = Some(least_of_all.into());
        self
    }

    /// The member `beyond`.
    ///
    /// At least 0.
    pub fn beyond(mut self, beyond: impl Into<Decimal>) -> Self {
        self.beyond = Some(beyond.into());
        self
    }

    /// The member `map`.
    ///
    /// Default: `{"x":[1,-2.5],"y z":[]}`.
    pub fn map(mut self, map: BTreeMap<String, Vec<f64>>) -> Self {
        self.map = Some(map);
        self
    }

    /// The member `pair`.
    ///
    /// At least 2 items. Default: `["a",1]`.
    pub fn pair(
        mut self,
        pair: impl IntoIterator<Item = impl Into<serde_json::Value>>,
    ) -> Self {
        self.pair = Some(pair.into_iter().map(Into::into).collect());
        self
    }

    /// The member `object`.
    ///
    /// Default: `{"by":"name","nested":{"by":"b","extra":[1]}}`.
    pub fn object(mut self, object: Sorting) -> Self {
        self.object = Some(object);
        self
    }

    /// The member `either`.
    ///
    /// Default: `{"by":"name"}`.
    pub fn either(mut self, either: impl Into<Either>) -> Self {
        self.either = Some(either.into());
        self
    }

    /// The member `tagged`.
    pub fn tagged(mut self, tagged: impl Into<Sorter>) -> Self {
        self.tagged = Some(tagged.into());
        self
    }

    /// The member `anything`.
    ///
    /// Default: `{"a":[1,2.5,null,true,"x"],"b":{}}`.
    pub fn anything(mut self, anything: impl Into<serde_json::Value>) -> Self {
        self.anything = Some(anything.into());
        self
    }

    /// The member `more`.
    ///
    /// Default: `{"by":"name","other":1}`.
    pub fn more(mut self, more: Strict) -> Self {
        self.more = Some(more);
        self
    }

    /// The member `names`.
    ///
    /// Default: `["n"]`.
    pub fn names(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.names = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// The member `names_default`.
    pub fn names_default(mut self, names_default: impl Into<String>) -> Self {
        self.names_default = Some(names_default.into());
        self
    }
}

/// The schema `Sorting`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Sorting {
    /// The member `by`.
    pub by: String,

    /// The member `down`.
    pub down: Maybe<bool>,

    /// The member `nested`.
    pub nested: Option<Box<Sorting>>,

    /// Members that the document does not list.
    pub additional_properties: BTreeMap<String, serde_json::Value>,
}

crate::runtime::model! {
    Sorting: read write {
        required by = "by",
        maybe down = "down",
        optional nested = "nested",
        ..additional_properties,
    }
}

impl Sorting {
    /// With what is required; the rest is absent.
    pub fn new(by: impl Into<String>) -> Self {
        Self {
            by: by.into(),
            down: Maybe::Absent,
            nested: None,
            additional_properties: BTreeMap::new(),
        }
    }

    /// The member `down`.
    pub fn down(mut self, down: impl Into<Maybe<bool>>) -> Self {
        self.down = down.into();
        self
    }

    /// The member `nested`.
    pub fn nested(mut self, nested: Sorting) -> Self {
        self.nested = Some(Box::new(nested));
        self
    }
}

/// The schema `Strict`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Strict {
    /// The member `by`.
    pub by: String,
}

crate::runtime::model! {
    Strict: read write {
        required by = "by",
    }
}

impl Strict {
    /// With what is required; the rest is absent.
    pub fn new(by: impl Into<String>) -> Self {
        Self { by: by.into() }
    }
}

/// The schema `ByName`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ByName {
    /// The member `kind`.
    pub kind: String,

    /// The member `name`.
    pub name: Option<String>,
}

crate::runtime::model! {
    ByName: read write {
        required kind = "kind",
        optional name = "name",
    }
}

impl ByName {
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

/// The schema `ByAge`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ByAge {
    /// The member `kind`.
    pub kind: String,

    /// The member `age`.
    pub age: Option<i64>,
}

crate::runtime::model! {
    ByAge: read write {
        required kind = "kind",
        optional age = "age",
    }
}

impl ByAge {
    /// With what is required; the rest is absent.
    pub fn new(kind: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            age: None,
        }
    }

    /// The member `age`.
    pub fn age(mut self, age: i64) -> Self {
        self.age = Some(age);
        self
    }
}

/// The schema `Sorter`.
///
/// Default: `{"kind":"age","age":3}`.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum Sorter {
    /// `ByName`.
    ByName(ByName),

    /// `ByAge`.
    ByAge(ByAge),

    /// A value that is none of these, as it was sent.
    Other(serde_json::Value),
}

crate::runtime::union! {
    Sorter: read write by "kind" {
        ByName ["name"],
        ByAge ["age"],
        ..Other,
    }
}

impl From<ByName> for Sorter {
    fn from(value: ByName) -> Self {
        Self::ByName(value)
    }
}

impl From<ByAge> for Sorter {
    fn from(value: ByAge) -> Self {
        Self::ByAge(value)
    }
}

/// The schema `WithDefault`.
///
/// Default: `first`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum WithDefault {
    /// `first`.
    First,

    /// `second`.
    Second,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    WithDefault, Unknown {
        First = "first",
        Second = "second",
    }
}

/// The schema `Patterns`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Patterns {
    /// The member `ahead`.
    ///
    /// Matches `^(?!x)[a-z]+$`.
    pub ahead: Option<String>,

    /// The member `behind`.
    ///
    /// Matches `(?<=a)b`.
    pub behind: Option<String>,

    /// The member `posix`.
    ///
    /// Matches `^[[:alpha:]]+$`.
    pub posix: Option<String>,

    /// The member `back`.
    ///
    /// Matches `^(a)\1$`.
    pub back: Option<String>,

    /// The member `unicode`.
    ///
    /// Matches `^\p{L}+$`.
    pub unicode: Option<String>,

    /// The member `broken`.
    ///
    /// Matches `(`.
    pub broken: Option<String>,

    /// The member `simple`.
    ///
    /// Matches `^[A-Z]{2}[0-9]{3,}$`.
    pub simple: Option<Simple>,
}

crate::runtime::model! {
    Patterns: read write {
        optional ahead = "ahead",
        optional behind = "behind",
        optional posix = "posix",
        optional back = "back",
        optional unicode = "unicode",
        optional broken = "broken",
        optional simple = "simple",
    }
}

impl Patterns {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `ahead`.
    ///
    /// Matches `^(?!x)[a-z]+$`.
    pub fn ahead(mut self, ahead: impl Into<String>) -> Self {
        self.ahead = Some(ahead.into());
        self
    }

    /// The member `behind`.
    ///
    /// Matches `(?<=a)b`.
    pub fn behind(mut self, behind: impl Into<String>) -> Self {
        self.behind = Some(behind.into());
        self
    }

    /// The member `posix`.
    ///
    /// Matches `^[[:alpha:]]+$`.
    pub fn posix(mut self, posix: impl Into<String>) -> Self {
        self.posix = Some(posix.into());
        self
    }

    /// The member `back`.
    ///
    /// Matches `^(a)\1$`.
    pub fn back(mut self, back: impl Into<String>) -> Self {
        self.back = Some(back.into());
        self
    }

    /// The member `unicode`.
    ///
    /// Matches `^\p{L}+$`.
    pub fn unicode(mut self, unicode: impl Into<String>) -> Self {
        self.unicode = Some(unicode.into());
        self
    }

    /// The member `broken`.
    ///
    /// Matches `(`.
    pub fn broken(mut self, broken: impl Into<String>) -> Self {
        self.broken = Some(broken.into());
        self
    }

    /// The member `simple`.
    ///
    /// Matches `^[A-Z]{2}[0-9]{3,}$`.
    pub fn simple(mut self, simple: Simple) -> Self {
        self.simple = Some(simple);
        self
    }
}

/// The schema `Deep`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Deep {
    /// The member `a_rather_long_name_of_a_member`.
    pub a_rather_long_name_of_a_member: Option<ARatherLongNameOfAMember>,
}

crate::runtime::model! {
    Deep: read write {
        optional a_rather_long_name_of_a_member = "a_rather_long_name_of_a_member",
    }
}

impl Deep {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `a_rather_long_name_of_a_member`.
    pub fn a_rather_long_name_of_a_member(
        mut self,
        a_rather_long_name_of_a_member: ARatherLongNameOfAMember,
    ) -> Self {
        self.a_rather_long_name_of_a_member = Some(a_rather_long_name_of_a_member);
        self
    }
}

/// The schema `Renamed`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Renamed {
    /// The member `n`.
    pub full_name: Option<String>,

    /// The member `color`.
    pub color: Option<Paint>,

    /// The member `level`.
    pub level: Option<RenamedLevel>,

    /// The member `size`.
    pub size: Option<Size>,
}

crate::runtime::model! {
    Renamed: read write {
        optional full_name = "n",
        optional color = "color",
        optional level = "level",
        optional size = "size",
    }
}

impl Renamed {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `n`.
    pub fn full_name(mut self, full_name: impl Into<String>) -> Self {
        self.full_name = Some(full_name.into());
        self
    }

    /// The member `color`.
    pub fn color(mut self, color: Paint) -> Self {
        self.color = Some(color);
        self
    }

    /// The member `level`.
    pub fn level(mut self, level: RenamedLevel) -> Self {
        self.level = Some(level);
        self
    }

    /// The member `size`.
    pub fn size(mut self, size: Size) -> Self {
        self.size = Some(size);
        self
    }
}

/// A part of `shapes`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Shapes {
    /// The member `inner`.
    pub inner: Option<Box<Shapes>>,

    /// The member `back`.
    pub back: Option<File>,
}

crate::runtime::model! {
    Shapes: read write {
        optional inner = "inner",
        optional back = "back",
    }
}

impl Shapes {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `inner`.
    pub fn inner(mut self, inner: Shapes) -> Self {
        self.inner = Some(Box::new(inner));
        self
    }

    /// The member `back`.
    pub fn back(mut self, back: File) -> Self {
        self.back = Some(back);
        self
    }
}

/// A part of `post`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Post {
    /// The member `tags`.
    pub tags: Option<Vec<String>>,

    /// The member `when`.
    pub when: Option<runtime::Date>,
}

crate::runtime::model! {
    Post: read write {
        optional tags = "tags",
        optional when = "when",
    }
}

impl Post {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `tags`.
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tags = Some(tags.into_iter().map(Into::into).collect());
        self
    }

    /// The member `when`.
    pub fn when(mut self, when: impl Into<runtime::Date>) -> Self {
        self.when = Some(when.into());
        self
    }
}

/// The part `object` of `Combined`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CombinedObjectType {
    /// The member `both`.
    pub both: Both,

    /// The member `a`.
    pub a: String,
}

crate::runtime::model! {
    CombinedObjectType: read write {
        required both = "both",
        required a = "a",
    }
}

impl CombinedObjectType {
    /// With what is required; the rest is absent.
    pub fn new(both: Both, a: impl Into<String>) -> Self {
        Self { both, a: a.into() }
    }
}

/// The part `both` of `Combined object`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Both {
    /// `y`.
    Y,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    Both, Unknown {
        Y = "y",
    }
}

/// The part `object` of `Combined`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CombinedObjectType2 {
    /// The member `both`.
    pub both: Both,

    /// The member `b`.
    pub b: String,
}

crate::runtime::model! {
    CombinedObjectType2: read write {
        required both = "both",
        required b = "b",
    }
}

impl CombinedObjectType2 {
    /// With what is required; the rest is absent.
    pub fn new(both: Both, b: impl Into<String>) -> Self {
        Self { both, b: b.into() }
    }
}

/// Person.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Person {
    /// The member `name`.
    pub name: Option<String>,

    /// The member `age`.
    pub age: Option<i64>,
}

crate::runtime::model! {
    Person: read write {
        optional name = "name",
        optional age = "age",
    }
}

impl Person {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `name`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The member `age`.
    pub fn age(mut self, age: i64) -> Self {
        self.age = Some(age);
        self
    }
}

/// Company.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Company {
    /// The member `name`.
    pub name: Option<String>,

    /// The member `tax`.
    pub tax: Option<String>,
}

crate::runtime::model! {
    Company: read write {
        optional name = "name",
        optional tax = "tax",
    }
}

impl Company {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `name`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The member `tax`.
    pub fn tax(mut self, tax: impl Into<String>) -> Self {
        self.tax = Some(tax.into());
        self
    }
}

/// The part `vote` of `Values`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Vote {
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
    Vote, Unknown {
        Plus1 = "+1",
        Minus1 = "-1",
        Empty = "",
    }
}

/// The part `operator` of `Values`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Operator {
    /// `>=`.
    GreaterEqual,

    /// `<=`.
    LessEqual,

    /// `>`.
    Greater,

    /// `=`.
    Equal,

    /// `!=`.
    NotEqual,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    Operator, Unknown {
        GreaterEqual = ">=",
        LessEqual = "<=",
        Greater = ">",
        Equal = "=",
        NotEqual = "!=",
    }
}

/// The part `direction` of `Values`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Direction {
    /// `ASC`.
    AscUpper,

    /// `asc`.
    AscLower,

    /// `Asc`.
    AscCapital,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    Direction, Unknown {
        AscUpper = "ASC",
        AscLower = "asc",
        AscCapital = "Asc",
    }
}

/// The part `sort` of `Values`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Sort {
    /// `created_at`.
    CreatedAt,

    /// `-created_at`.
    MinusCreatedAt,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    Sort, Unknown {
        CreatedAt = "created_at",
        MinusCreatedAt = "-created_at",
    }
}

/// The part `text` of `Values mixed`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum MixedText {
    /// `one`.
    One,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    MixedText, Unknown {
        One = "one",
    }
}

/// The part `integer` of `Values mixed`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MixedInteger {
    /// `1`.
    N1,

    /// A value that the document does not list, as it was sent.
    Unknown(i64),
}

crate::runtime::open_integer_enum! {
    MixedInteger, Unknown {
        N1 = 1,
    }
}

/// The part `mixed` of `Values`.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum Mixed {
    /// `text`.
    Text(MixedText),

    /// `integer`.
    Integer(MixedInteger),

    /// `boolean`.
    Boolean(bool),

    /// `number`.
    Number(f64),

    /// A value that is none of these, as it was sent.
    Other(serde_json::Value),
}

crate::runtime::union! {
    Mixed: read write {
        Text *,
        Integer *,
        Boolean *,
        Number *,
        ..Other,
    }
}

impl From<MixedText> for Mixed {
    fn from(value: MixedText) -> Self {
        Self::Text(value)
    }
}

impl From<MixedInteger> for Mixed {
    fn from(value: MixedInteger) -> Self {
        Self::Integer(value)
    }
}

/// The part `numbers` of `Values`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Numbers {
    /// `1`.
    N1,

    /// `-1`.
    Minus1,

    /// `0`.
    N0,

    /// A value that the document does not list, as it was sent.
    Unknown(i64),
}

crate::runtime::open_integer_enum! {
    Numbers, Unknown {
        N1 = 1,
        Minus1 = -1,
        N0 = 0,
    }
}

/// The part `unknown` of `Values`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Unknown {
    /// `Unknown`.
    UnknownCapital,

    /// `unknown`.
    UnknownLower,

    /// `Other`.
    Other,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    Unknown, Unknown {
        UnknownCapital = "Unknown",
        UnknownLower = "unknown",
        Other = "Other",
    }
}

/// The part `outcome` of `Values`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// `Ok`.
    Ok,

    /// `Err`.
    Err,

    /// `Error`.
    Error,

    /// `Some`.
    Some,

    /// `None`.
    None,

    /// `Self`.
    Self_,

    /// `Output`.
    Output,

    /// `Item`.
    Item,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    Outcome, Unknown {
        Ok = "Ok",
        Err = "Err",
        Error = "Error",
        Some = "Some",
        None = "None",
        Self_ = "Self",
        Output = "Output",
        Item = "Item",
    }
}

/// The part `type` of `Words`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum WordsType {
    /// `self`.
    SelfLower,

    /// `Self`.
    SelfCapital,

    /// `super`.
    Super,

    /// `crate`.
    Crate,

    /// `gen`.
    Gen,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    WordsType, Unknown {
        SelfLower = "self",
        SelfCapital = "Self",
        Super = "super",
        Crate = "crate",
        Gen = "gen",
    }
}

/// The part `all` of `Nulls`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct All {
    /// The member `path`.
    pub path: Option<String>,
}

crate::runtime::model! {
    All: read write {
        optional path = "path",
    }
}

impl All {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `path`.
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }
}

/// The part `value` of `Nulls`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Null {
    /// `a`.
    A,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    Null, Unknown {
        A = "a",
    }
}

/// The part `several` of `Nulls`.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum Several {
    /// `text`.
    Text(String),

    /// `integer`.
    Integer(i64),

    /// A value that is none of these, as it was sent.
    Other(serde_json::Value),
}

crate::runtime::union! {
    Several: read write {
        Text *,
        Integer *,
        ..Other,
    }
}

/// A part of `far`.
pub type Far = f64;

/// The schema `near`.
pub type Near = bool;

/// The schema `other`.
pub type Other = Vec<Item>;

/// The part `kind` of `Defaults`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum DefaultsKind {
    /// `a`.
    A,

    /// `b`.
    B,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    DefaultsKind, Unknown {
        A = "a",
        B = "b",
    }
}

/// The part `level` of `Defaults`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DefaultsLevel {
    /// `1`.
    N1,

    /// `2`.
    N2,

    /// A value that the document does not list, as it was sent.
    Unknown(i64),
}

crate::runtime::open_integer_enum! {
    DefaultsLevel, Unknown {
        N1 = 1,
        N2 = 2,
    }
}

/// The part `wrong` of `Defaults`.
pub type Wrong = Null;

/// The part `either` of `Defaults`.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum Either {
    /// `integer`.
    Integer(i64),

    /// `Sorting`.
    Sorting(Sorting),

    /// A value that is none of these, as it was sent.
    Other(serde_json::Value),
}

crate::runtime::union! {
    Either: read write {
        Integer *,
        Sorting *,
        ..Other,
    }
}

impl From<Sorting> for Either {
    fn from(value: Sorting) -> Self {
        Self::Sorting(value)
    }
}

/// The part `simple` of `Patterns`.
///
/// Matches `^[A-Z]{2}[0-9]{3,}$`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Simple {
    text: String,
}

crate::runtime::pattern! {
    Simple = "^[A-Z]{2}[0-9]{3,}$",
    [('A', 'Z') 2 2]
    [('0', '9') 3 *]
}

/// The part `a_rather_long_name_of_a_member` of `Deep`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ARatherLongNameOfAMember {
    /// The member `another_rather_long_name_of_a_member`.
    pub another_rather_long_name_of_a_member: Option<AnotherRatherLongNameOfAMember>,
}

crate::runtime::model! {
    ARatherLongNameOfAMember: read write {
        optional another_rather_long_name_of_a_member = "another_rather_long_name_of_a_member",
    }
}

impl ARatherLongNameOfAMember {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `another_rather_long_name_of_a_member`.
    pub fn another_rather_long_name_of_a_member(
        mut self,
        another_rather_long_name_of_a_member: AnotherRatherLongNameOfAMember,
    ) -> Self {
        self.another_rather_long_name_of_a_member = Some(
            another_rather_long_name_of_a_member,
        );
        self
    }
}

/// The part `another_rather_long_name_of_a_member` of `Deep a_rather_long_name_of_a_member`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AnotherRatherLongNameOfAMember {
    /// The member `a_third_rather_long_name_of_a_member`.
    pub a_third_rather_long_name_of_a_member: Option<AThirdRatherLongNameOfAMember>,
}

crate::runtime::model! {
    AnotherRatherLongNameOfAMember: read write {
        optional a_third_rather_long_name_of_a_member = "a_third_rather_long_name_of_a_member",
    }
}

impl AnotherRatherLongNameOfAMember {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `a_third_rather_long_name_of_a_member`.
    pub fn a_third_rather_long_name_of_a_member(
        mut self,
        a_third_rather_long_name_of_a_member: AThirdRatherLongNameOfAMember,
    ) -> Self {
        self.a_third_rather_long_name_of_a_member = Some(
            a_third_rather_long_name_of_a_member,
        );
        self
    }
}

/// The part `a_third_rather_long_name_of_a_member` of
/// `Deep a_rather_long_name_of_a_member another_rather_long_name_of_a_member`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AThirdRatherLongNameOfAMember {
    /// The member `status`.
    pub status: Option<AThirdRatherLongNameOfAMemberStatus>,
}

crate::runtime::model! {
    AThirdRatherLongNameOfAMember: read write {
        optional status = "status",
    }
}

impl AThirdRatherLongNameOfAMember {
    /// With nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The member `status`.
    pub fn status(mut self, status: AThirdRatherLongNameOfAMemberStatus) -> Self {
        self.status = Some(status);
        self
    }
}

/// The part `status` of
/// `Deep a_rather_long_name_of_a_member another_rather_long_name_of_a_member a_third_rather_long_name_of_a_member`.
pub type AThirdRatherLongNameOfAMemberStatus = DefaultsKind;

/// A part of `Paint`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Paint {
    /// `0`.
    Red,

    /// As the sky.
    Blue,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    Paint, Unknown {
        Red = "0",
        Blue = "1",
    }
}

/// The part `level` of `Renamed`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RenamedLevel {
    /// Not much.
    Low,

    /// A lot.
    High,

    /// A value that the document does not list, as it was sent.
    Unknown(i64),
}

crate::runtime::open_integer_enum! {
    RenamedLevel, Unknown {
        Low = 1,
        High = 2,
    }
}

/// The part `size` of `Renamed`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Size {
    /// `1`.
    Small,

    /// `2`.
    Big,

    /// A value that the document does not list, as it was sent.
    Unknown(i64),
}

crate::runtime::open_integer_enum! {
    Size, Unknown {
        Small = 1,
        Big = 2,
    }
}

/// The schema `item`.
pub type Item = i64;

/// The part `order` of `everything`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Order {
    /// `asc`.
    AscLower,

    /// `ASC`.
    AscUpper,

    /// A value that the document does not list, as it was sent.
    Unknown(String),
}

crate::runtime::open_enum! {
    Order, Unknown {
        AscLower = "asc",
        AscUpper = "ASC",
    }
}

/// The part `unlisted` of `everything`.
pub type Unlisted = Null;

/// The part `account_sid` of `many`.
///
/// Matches `^AC[0-9a-f]{32}$`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountSid {
    text: String,
}

crate::runtime::pattern! {
    AccountSid = "^AC[0-9a-f]{32}$",
    [('A', 'A') 1 1]
    [('C', 'C') 1 1]
    [('0', '9'), ('a', 'f') 32 32]
}

/// The part `p04` of `many`.
///
/// Matches `^AC[0-9a-f]{32}$`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct P04 {
    text: String,
}

crate::runtime::pattern! {
    P04 = "^AC[0-9a-f]{32}$",
    [('A', 'A') 1 1]
    [('C', 'C') 1 1]
    [('0', '9'), ('a', 'f') 32 32]
}

/// The part `p05` of `many`.
///
/// Matches `^AC[0-9a-f]{32}$`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct P05 {
    text: String,
}

crate::runtime::pattern! {
    P05 = "^AC[0-9a-f]{32}$",
    [('A', 'A') 1 1]
    [('C', 'C') 1 1]
    [('0', '9'), ('a', 'f') 32 32]
}

/// The part `p06` of `many`.
///
/// Matches `^AC[0-9a-f]{32}$`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct P06 {
    text: String,
}

crate::runtime::pattern! {
    P06 = "^AC[0-9a-f]{32}$",
    [('A', 'A') 1 1]
    [('C', 'C') 1 1]
    [('0', '9'), ('a', 'f') 32 32]
}

/// The part `p07` of `many`.
///
/// Matches `^AC[0-9a-f]{32}$`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct P07 {
    text: String,
}

crate::runtime::pattern! {
    P07 = "^AC[0-9a-f]{32}$",
    [('A', 'A') 1 1]
    [('C', 'C') 1 1]
    [('0', '9'), ('a', 'f') 32 32]
}

/// The part `p08` of `many`.
///
/// Matches `^AC[0-9a-f]{32}$`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct P08 {
    text: String,
}

crate::runtime::pattern! {
    P08 = "^AC[0-9a-f]{32}$",
    [('A', 'A') 1 1]
    [('C', 'C') 1 1]
    [('0', '9'), ('a', 'f') 32 32]
}

/// The part `p09` of `many`.
///
/// Matches `^AC[0-9a-f]{32}$`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct P09 {
    text: String,
}

crate::runtime::pattern! {
    P09 = "^AC[0-9a-f]{32}$",
    [('A', 'A') 1 1]
    [('C', 'C') 1 1]
    [('0', '9'), ('a', 'f') 32 32]
}

/// The part `p10` of `many`.
///
/// Matches `^AC[0-9a-f]{32}$`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct P10 {
    text: String,
}

crate::runtime::pattern! {
    P10 = "^AC[0-9a-f]{32}$",
    [('A', 'A') 1 1]
    [('C', 'C') 1 1]
    [('0', '9'), ('a', 'f') 32 32]
}

/// The part `p11` of `many`.
///
/// Matches `^AC[0-9a-f]{32}$`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct P11 {
    text: String,
}

crate::runtime::pattern! {
    P11 = "^AC[0-9a-f]{32}$",
    [('A', 'A') 1 1]
    [('C', 'C') 1 1]
    [('0', '9'), ('a', 'f') 32 32]
}

/// The part `p12` of `many`.
///
/// Matches `^AC[0-9a-f]{32}$`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct P12 {
    text: String,
}

crate::runtime::pattern! {
    P12 = "^AC[0-9a-f]{32}$",
    [('A', 'A') 1 1]
    [('C', 'C') 1 1]
    [('0', '9'), ('a', 'f') 32 32]
}
