// Made by bindery from the description of `shop`; changes are overwritten.

//! The requests of this API, as values.

use super::types::{
    ApiStatus, Change, Created, ListPetsResponse, Owner, Pet, Problem, Size, Zip,
};
use crate::runtime::{
    Body, Caller, Checked, DateTime, Detached, Downloader, Error, ErrorBody, Operation,
    Request, Response, Status, Writer, decode_error,
};
use bytes::Bytes;

/// List pets.
///
/// Made by [`Client::list_pets`](crate::shop::Client::list_pets).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListPets<C = Detached> {
    caller: C,
    status: Option<ApiStatus>,
    tag: Option<Vec<String>>,
    born_after: Option<DateTime>,
    x_trace: Option<String>,
    session: Option<String>,
    size: Option<Size>,
}

impl<C> ListPets<C> {
    pub(super) fn new(caller: C) -> Self {
        Self {
            caller,
            status: None,
            tag: None,
            born_after: None,
            x_trace: None,
            session: None,
            size: None,
        }
    }

    /// Whether it can be bought.
    pub fn status(mut self, status: ApiStatus) -> Self {
        self.status = Some(status);
        self
    }

    /// The parameter `tag` in the query.
    ///
    /// At most 5 items.
    pub fn tag(mut self, tag: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tag = Some(tag.into_iter().map(Into::into).collect());
        self
    }

    /// The parameter `born-after` in the query.
    pub fn born_after(mut self, born_after: impl Into<DateTime>) -> Self {
        self.born_after = Some(born_after.into());
        self
    }

    /// The parameter `X-Trace` in the headers.
    ///
    /// Format: `uuid`.
    pub fn x_trace(mut self, x_trace: impl Into<String>) -> Self {
        self.x_trace = Some(x_trace.into());
        self
    }

    /// The parameter `session` in the cookies.
    ///
    /// Deprecated.
    #[deprecated]
    pub fn session(mut self, session: impl Into<String>) -> Self {
        self.session = Some(session.into());
        self
    }

    /// The parameter `size` in the query.
    pub fn size(mut self, size: Size) -> Self {
        self.size = Some(size);
        self
    }
}

impl<C: Caller> ListPets<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<ListPetsResponse> {
        self.caller.call(&self)
    }
}

impl<C> Request for ListPets<C> {
    type Output = ListPetsResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "listPets",
        method: "GET",
        path: "/pets",
        accept: "application/json",
        security: &[&["token"], &["key"], &[]],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.query("status", &self.status);
        to.query("tag", &self.tag);
        to.query("born-after", &self.born_after);
        to.header("X-Trace", &self.x_trace);
        to.cookie("session", &self.session);
        to.query("size", &self.size);
    }

    fn read(response: &Response) -> Result<ListPetsResponse, Error> {
        response.json()
    }
}

/// `POST /pets`
///
/// Made by [`Client::create_pet`](crate::shop::Client::create_pet).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreatePet<C = Detached> {
    caller: C,
    body: Pet,
}

impl<C> CreatePet<C> {
    pub(super) fn new(caller: C, body: Pet) -> Self {
        Self { caller, body }
    }
}

impl<C: Caller> CreatePet<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<CreatePetResponse> {
        self.caller.call(&self)
    }
}

impl<C> Request for CreatePet<C> {
    type Output = CreatePetResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "createPet",
        method: "POST",
        path: "/pets",
        accept: "application/json",
        security: &[&["token"]],
        errors: &[
            ErrorBody {
                status: Status::Code(409),
                decode: decode_error::<Problem>,
            },
            ErrorBody {
                status: Status::Default,
                decode: decode_error::<Problem>,
            },
        ],
    };

    fn write(&self, to: &mut Writer) {
        to.json(&self.body);
    }

    fn read(response: &Response) -> Result<CreatePetResponse, Error> {
        match response.status().as_u16() {
            200 => response.json().map(CreatePetResponse::Ok),
            201 => response.json().map(CreatePetResponse::Created),
            204 => Ok(CreatePetResponse::NoContent),
            _ if response.bytes().is_empty() => Ok(CreatePetResponse::NoContent),
            _ => response.json().map(CreatePetResponse::Created),
        }
    }
}

/// What [`Client::create_pet`](crate::shop::Client::create_pet) answers with.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)]
#[non_exhaustive]
pub enum CreatePetResponse {
    /// It was there already.
    Ok(Pet),

    /// It is new.
    Created(Created),

    /// Nothing came of it.
    NoContent,
}

/// `PATCH /pets/{petId}`
///
/// Made by [`Client::change_pet`](crate::shop::Client::change_pet).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ChangePet<C = Detached> {
    caller: C,
    pet_id: i64,
    body: Option<Change>,
}

impl<C> ChangePet<C> {
    pub(super) fn new(caller: C, pet_id: i64) -> Self {
        Self { caller, pet_id, body: None }
    }

    /// The body of the request.
    pub fn body(mut self, body: Change) -> Self {
        self.body = Some(body);
        self
    }
}

impl<C: Caller> ChangePet<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<Owner> {
        self.caller.call(&self)
    }
}

impl<C> Request for ChangePet<C> {
    type Output = Owner;

    const OPERATION: &'static Operation = &Operation {
        id: "changePet",
        method: "PATCH",
        path: "/pets/{petId}",
        accept: "application/json",
        security: &[&["token"]],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path("petId", &self.pet_id);
        if let Some(body) = &self.body {
            to.json(body);
        }
    }

    fn read(response: &Response) -> Result<Owner, Error> {
        response.json()
    }
}

/// What [`Client::move_pet`](crate::shop::Client::move_pet) cannot do without.
#[derive(Clone, Debug)]
pub struct MovePetRequired {
    /// The member `street` of the form.
    pub street: String,

    /// The member `number` of the form.
    pub number: i32,

    /// The member `city` of the form.
    pub city: String,

    /// The member `zip` of the form.
    pub zip: Checked<Zip>,

    /// The member `country` of the form.
    ///
    /// Exactly 2 characters.
    pub country: String,

    /// The member `moved` of the form.
    pub moved: Vec<bool>,
}

/// Moves a pet to another shop.
///
/// Made by [`Client::move_pet`](crate::shop::Client::move_pet).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct MovePet<C = Detached> {
    caller: C,
    pet_id: i64,
    street: String,
    number: i32,
    city: String,
    zip: Checked<Zip>,
    country: String,
    moved: Vec<bool>,
    note: Option<String>,
}

impl<C> MovePet<C> {
    pub(super) fn new(caller: C, pet_id: i64, required: MovePetRequired) -> Self {
        Self {
            caller,
            pet_id,
            street: required.street,
            number: required.number,
            city: required.city,
            zip: required.zip,
            country: required.country,
            moved: required.moved,
            note: None,
        }
    }

    /// The member `note` of the form.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

impl<C: Caller> MovePet<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for MovePet<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "movePet",
        method: "PUT",
        path: "/pets/{petId}",
        accept: "",
        security: &[&["token"]],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path("petId", &self.pet_id);
        to.form("street", &self.street);
        to.form("number", &self.number);
        to.form("city", &self.city);
        to.form("zip", &self.zip);
        to.form("country", &self.country);
        to.form("moved", &self.moved);
        to.form("note", &self.note);
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// `GET /pets/{petId}/photo`
///
/// Made by [`Client::photo`](crate::shop::Client::photo).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Photo<C = Detached> {
    caller: C,
    pet_id: i64,
}

impl<C> Photo<C> {
    pub(super) fn new(caller: C, pet_id: i64) -> Self {
        Self { caller, pet_id }
    }
}

impl<C: Caller> Photo<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<Bytes> {
        self.caller.call(&self)
    }
}

impl<C: Downloader> Photo<C> {
    /// Sends the request and reads the answer while it arrives, whatever its size.
    pub fn download(self) -> C::Opening<C::Download> {
        self.caller.download(&self, "")
    }
}

impl<C> Request for Photo<C> {
    type Output = Bytes;

    const OPERATION: &'static Operation = &Operation {
        id: "photo",
        method: "GET",
        path: "/pets/{petId}/photo",
        accept: "image/png",
        security: &[&["token"]],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path("petId", &self.pet_id);
    }

    fn read(response: &Response) -> Result<Bytes, Error> {
        response.whole()
    }
}

/// `PUT /pets/{petId}/photo`
///
/// Made by [`Client::set_photo`](crate::shop::Client::set_photo).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct SetPhoto<C = Detached> {
    caller: C,
    pet_id: i64,
    body: Option<Body>,
}

impl<C> SetPhoto<C> {
    pub(super) fn new(caller: C, pet_id: i64) -> Self {
        Self { caller, pet_id, body: None }
    }

    /// The body of the request: bytes or a stream of them, sent as `image/png`.
    pub fn body(mut self, body: impl Into<Body>) -> Self {
        self.body = Some(body.into());
        self
    }
}

impl<C: Caller> SetPhoto<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for SetPhoto<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "setPhoto",
        method: "PUT",
        path: "/pets/{petId}/photo",
        accept: "",
        security: &[&["token"]],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.path("petId", &self.pet_id);
        if let Some(body) = &self.body {
            to.bytes("image/png", body.clone());
        }
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

/// `GET /motto`
///
/// Made by [`Client::motto`](crate::shop::Client::motto).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Motto<C = Detached> {
    caller: C,
}

impl<C> Motto<C> {
    pub(super) fn new(caller: C) -> Self {
        Self { caller }
    }
}

impl<C: Caller> Motto<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<String> {
        self.caller.call(&self)
    }
}

impl<C> Request for Motto<C> {
    type Output = String;

    const OPERATION: &'static Operation = &Operation {
        id: "motto",
        method: "GET",
        path: "/motto",
        accept: "text/plain",
        security: &[],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<String, Error> {
        response.text()
    }
}

/// `PUT /motto`
///
/// Made by [`Client::set_motto`](crate::shop::Client::set_motto).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct SetMotto<C = Detached> {
    caller: C,
    body: String,
}

impl<C> SetMotto<C> {
    pub(super) fn new(caller: C, body: String) -> Self {
        Self { caller, body }
    }
}

impl<C: Caller> SetMotto<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<()> {
        self.caller.call(&self)
    }
}

impl<C> Request for SetMotto<C> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "setMotto",
        method: "PUT",
        path: "/motto",
        accept: "",
        security: &[&["token"]],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        to.bytes("text/plain", self.body.clone());
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}
