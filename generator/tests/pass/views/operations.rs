// Made by bindery from the description of `views`; changes are overwritten.

//! The requests of this API, as values.

use super::types::{
    AliasRequest, AnimalRequest, Draft, EmptyRequest, Household, HouseholdRequest,
    NewNote, Note, OwnerRequest, Pet, PetRequest, PetRequestView, Pets, PetsRequest,
    TermRequest, ThingRequest, Visit, VisitRequest,
};
use crate::runtime::{
    AsJson, Caller, Detached, Error, ErrorBody, Nested, Operation, Request, Response,
    Status, Writer, decode_error,
};
use std::collections::BTreeMap;

/// `GET /pets`
///
/// Made by [`Client::list_pets`](crate::views::Client::list_pets).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListPets<C = Detached> {
    caller: C,
}

impl<C> ListPets<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller }
    }
}

impl<C: Caller> ListPets<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Pets> {
        self.caller.call(&self)
    }
}

impl<C> Request for ListPets<C> {
    type Output = Pets;

    const OPERATION: &'static Operation = &Operation {
        id: "listPets",
        method: "GET",
        path: "/pets",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<Pets, Error> {
        response.json()
    }
}

/// `PUT /pets`
///
/// Made by [`Client::replace_pets`](crate::views::Client::replace_pets).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ReplacePets<C = Detached> {
    caller: C,
    body: PetsRequest,
}

impl<C> ReplacePets<C> {
    pub(super) fn new(caller: C, body: PetsRequest) -> Self {
        Self { caller, body }
    }
}

impl<C: Caller> ReplacePets<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for ReplacePets<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "replacePets",
        method: "PUT",
        path: "/pets",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.json(&self.body);
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// `POST /pets`
///
/// Made by [`Client::add_pet`](crate::views::Client::add_pet).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct AddPet<C = Detached> {
    caller: C,
    body: PetRequestView,
}

impl<C> AddPet<C> {
    pub(super) fn new(caller: C, body: PetRequestView) -> Self {
        Self { caller, body }
    }
}

impl<C: Caller> AddPet<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Pet> {
        self.caller.call(&self)
    }
}

impl<C> Request for AddPet<C> {
    type Output = Pet;

    const OPERATION: &'static Operation = &Operation {
        id: "addPet",
        method: "POST",
        path: "/pets",
        accept: "application/json",
        security: &[],
        errors: &[
            ErrorBody {
                status: Status::Code(409),
                decode: decode_error::<Pet>,
            },
        ],
    };

    fn write(&self, to: &mut Writer) {
        to.json(&self.body);
    }

    fn read(response: &Response) -> Result<Pet, Error> {
        response.json()
    }
}

/// `GET /pets/{id}`
///
/// Made by [`Client::fetch_pet`](crate::views::Client::fetch_pet).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct FetchPet<C = Detached> {
    caller: C,
    id: String,
    like: Option<OwnerRequest>,
}

impl<C> FetchPet<C> {
    pub(super) fn new(caller: C, id: String) -> Self {
        Self { caller, id, like: None }
    }

    /// A parameter is a request.
    pub fn like(mut self, like: OwnerRequest) -> Self {
        self.like = Some(like);
        self
    }
}

impl<C: Caller> FetchPet<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Pet> {
        self.caller.call(&self)
    }
}

impl<C> Request for FetchPet<C> {
    type Output = Pet;

    const OPERATION: &'static Operation = &Operation {
        id: "fetchPet",
        method: "GET",
        path: "/pets/{id}",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path("id", &self.id);
        to.query("like", &AsJson(&self.like));
    }

    fn read(response: &Response) -> Result<Pet, Error> {
        response.json()
    }
}

/// `POST /owners`
///
/// Made by [`Client::add_owner`](crate::views::Client::add_owner).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct AddOwner<C = Detached> {
    caller: C,
    secret: Option<String>,
    head: Option<OwnerRequest>,
    within: Option<HouseholdRequest>,
    parts: Option<Vec<HouseholdRequest>>,
    members: Option<BTreeMap<String, OwnerRequest>>,
    grid: Option<Vec<Vec<OwnerRequest>>>,
    animal: Option<AnimalRequest>,
    thing: Option<ThingRequest>,
    alias: Option<AliasRequest>,
    empty: Option<EmptyRequest>,
    term: Option<TermRequest>,
    last: Option<OwnerRequest>,
}

impl<C> AddOwner<C> {
    pub(super) fn new(caller: C) -> Self {
        Self {
            caller,
            secret: None,
            head: None,
            within: None,
            parts: None,
            members: None,
            grid: None,
            animal: None,
            thing: None,
            alias: None,
            empty: None,
            term: None,
            last: None,
        }
    }

    /// The member `secret` of the form.
    pub fn secret(mut self, secret: impl Into<String>) -> Self {
        self.secret = Some(secret.into());
        self
    }

    /// The member `head` of the form.
    pub fn head(mut self, head: OwnerRequest) -> Self {
        self.head = Some(head);
        self
    }

    /// The member `within` of the form.
    pub fn within(mut self, within: HouseholdRequest) -> Self {
        self.within = Some(within);
        self
    }

    /// The member `parts` of the form.
    pub fn parts(mut self, parts: impl IntoIterator<Item = HouseholdRequest>) -> Self {
        self.parts = Some(parts.into_iter().collect());
        self
    }

    /// The member `members` of the form.
    pub fn members(mut self, members: BTreeMap<String, OwnerRequest>) -> Self {
        self.members = Some(members);
        self
    }

    /// The member `grid` of the form.
    pub fn grid(mut self, grid: Vec<Vec<OwnerRequest>>) -> Self {
        self.grid = Some(grid);
        self
    }

    /// The member `animal` of the form.
    pub fn animal(mut self, animal: impl Into<AnimalRequest>) -> Self {
        self.animal = Some(animal.into());
        self
    }

    /// The member `thing` of the form.
    pub fn thing(mut self, thing: impl Into<ThingRequest>) -> Self {
        self.thing = Some(thing.into());
        self
    }

    /// The member `alias` of the form.
    pub fn alias(mut self, alias: AliasRequest) -> Self {
        self.alias = Some(alias);
        self
    }

    /// The member `empty` of the form.
    pub fn empty(mut self, empty: EmptyRequest) -> Self {
        self.empty = Some(empty);
        self
    }

    /// The member `term` of the form.
    pub fn term(mut self, term: impl Into<TermRequest>) -> Self {
        self.term = Some(term.into());
        self
    }

    /// The member `last` of the form.
    pub fn last(mut self, last: OwnerRequest) -> Self {
        self.last = Some(last);
        self
    }
}

impl<C: Caller> AddOwner<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Household> {
        self.caller.call(&self)
    }
}

impl<C> Request for AddOwner<C> {
    type Output = Household;

    const OPERATION: &'static Operation = &Operation {
        id: "addOwner",
        method: "POST",
        path: "/owners",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.required_form();
        to.form("secret", &self.secret);
        to.form("head", &Nested(&self.head));
        to.form("within", &Nested(&self.within));
        to.form("parts", &Nested(&self.parts));
        to.form("members", &Nested(&self.members));
        to.form("grid", &Nested(&self.grid));
        to.form("animal", &Nested(&self.animal));
        to.form("thing", &Nested(&self.thing));
        to.form("alias", &Nested(&self.alias));
        to.form("empty", &Nested(&self.empty));
        to.form("term", &Nested(&self.term));
        to.form("last", &Nested(&self.last));
    }

    fn read(response: &Response) -> Result<Household, Error> {
        response.json()
    }
}

/// `PUT /owners`
///
/// Made by [`Client::replace_owners`](crate::views::Client::replace_owners).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ReplaceOwners<C = Detached> {
    caller: C,
    body: HouseholdRequest,
}

impl<C> ReplaceOwners<C> {
    pub(super) fn new(caller: C, body: HouseholdRequest) -> Self {
        Self { caller, body }
    }
}

impl<C: Caller> ReplaceOwners<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Household> {
        self.caller.call(&self)
    }
}

impl<C> Request for ReplaceOwners<C> {
    type Output = Household;

    const OPERATION: &'static Operation = &Operation {
        id: "replaceOwners",
        method: "PUT",
        path: "/owners",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.json(&self.body);
    }

    fn read(response: &Response) -> Result<Household, Error> {
        response.json()
    }
}

/// `POST /notes`
///
/// Made by [`Client::add_note`](crate::views::Client::add_note).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct AddNote<C = Detached> {
    caller: C,
    body: NewNote,
}

impl<C> AddNote<C> {
    pub(super) fn new(caller: C, body: NewNote) -> Self {
        Self { caller, body }
    }
}

impl<C: Caller> AddNote<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Note> {
        self.caller.call(&self)
    }
}

impl<C> Request for AddNote<C> {
    type Output = Note;

    const OPERATION: &'static Operation = &Operation {
        id: "addNote",
        method: "POST",
        path: "/notes",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.json(&self.body);
    }

    fn read(response: &Response) -> Result<Note, Error> {
        response.json()
    }
}

/// `PUT /notes`
///
/// Made by [`Client::replace_note`](crate::views::Client::replace_note).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ReplaceNote<C = Detached> {
    caller: C,
    body: Draft,
}

impl<C> ReplaceNote<C> {
    pub(super) fn new(caller: C, body: Draft) -> Self {
        Self { caller, body }
    }
}

impl<C: Caller> ReplaceNote<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Draft> {
        self.caller.call(&self)
    }
}

impl<C> Request for ReplaceNote<C> {
    type Output = Draft;

    const OPERATION: &'static Operation = &Operation {
        id: "replaceNote",
        method: "PUT",
        path: "/notes",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.json(&self.body);
    }

    fn read(response: &Response) -> Result<Draft, Error> {
        response.json()
    }
}

/// `POST /visits`
///
/// Made by [`Client::add_visit`](crate::views::Client::add_visit).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct AddVisit<C = Detached> {
    caller: C,
    body: VisitRequest,
}

impl<C> AddVisit<C> {
    pub(super) fn new(caller: C, body: VisitRequest) -> Self {
        Self { caller, body }
    }
}

impl<C: Caller> AddVisit<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<Visit> {
        self.caller.call(&self)
    }
}

impl<C> Request for AddVisit<C> {
    type Output = Visit;

    const OPERATION: &'static Operation = &Operation {
        id: "addVisit",
        method: "POST",
        path: "/visits",
        accept: "application/json",
        security: &[],
        errors: &[
            ErrorBody {
                status: Status::Default,
                decode: decode_error::<PetRequest>,
            },
        ],
    };

    fn write(&self, to: &mut Writer) {
        to.json(&self.body);
    }

    fn read(response: &Response) -> Result<Visit, Error> {
        response.json()
    }
}
