// Made by bindery from the description of `views`; changes are overwritten.

use super::operations::{
    AddNote, AddOwner, AddPet, AddVisit, FetchPet, ListPets, ReplaceNote, ReplaceOwners,
    ReplacePets,
};
use super::types::{Draft, HouseholdRequest, NewNote, PetRequestView, VisitRequest};
use crate::runtime::{Api, Async, Caller, Detached, Request};
use http::Response;

/// What the runtime has to know of this API.
const API: Api = Api {
    name: "views",
    servers: &["https://views.example"],
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    schemes: &[],
};

/// Calls Views.
#[derive(Clone, Debug)]
pub struct Client<C = Async> {
    caller: C,
}

crate::runtime::client_builder!(ClientBuilder, Client, API);

impl Client {
    /// Begins to configure a client.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// let client = golden::views::Client::builder().build()?;
    /// # Ok::<(), golden::Error>(())
    /// ```
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }
}

impl Client<Detached> {
    /// Makes requests without a connection: as values, to be sent later or by other means.
    pub fn detached() -> Self {
        Self { caller: Detached }
    }
}

impl<C: Caller> Client<C> {
    /// Sends a request that was made apart from this client.
    pub fn send<R: Request>(&self, request: &R) -> C::Response<R::Output> {
        self.caller.call(request)
    }

    /// As [`Client::send`], with the status and the headers of the answer.
    pub fn send_full<R: Request>(
        &self,
        request: &R,
    ) -> C::Response<Response<R::Output>> {
        self.caller.call_full(request)
    }
}

impl<C: Clone> Client<C> {
    /// Calls `GET /pets`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::views::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.list_pets().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_pets(&self) -> ListPets<C> {
        ListPets::new(self.caller.clone())
    }

    /// Calls `PUT /pets`.
    ///
    /// # Arguments
    ///
    /// - `body`: The body of the request.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use golden::views::types;
    ///
    /// # async fn run(client: golden::views::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.replace_pets([types::PetRequestView::new("name", "chip")]).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn replace_pets(
        &self,
        body: impl IntoIterator<Item = PetRequestView>,
    ) -> ReplacePets<C> {
        ReplacePets::new(self.caller.clone(), body.into_iter().collect())
    }

    /// Calls `POST /pets`.
    ///
    /// # Arguments
    ///
    /// - `body`: A pet.
    ///
    /// Headers of the answer: [`x_owner`](crate::views::headers::x_owner).
    ///
    /// # Errors
    ///
    /// - 409, with [`Pet`](crate::views::types::Pet): There is one already.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use golden::views::types;
    ///
    /// # async fn run(client: golden::views::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client
    ///     .add_pet(types::PetRequestView::new("name", "chip"))
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_pet(&self, body: PetRequestView) -> AddPet<C> {
        AddPet::new(self.caller.clone(), body)
    }

    /// Calls `GET /pets/{id}`.
    ///
    /// # Arguments
    ///
    /// - `id`: The parameter `id` in the path.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::views::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.fetch_pet("id").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn fetch_pet(&self, id: impl Into<String>) -> FetchPet<C> {
        FetchPet::new(self.caller.clone(), id.into())
    }

    /// Calls `POST /owners`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::views::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.add_owner().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_owner(&self) -> AddOwner<C> {
        AddOwner::new(self.caller.clone())
    }

    /// Calls `PUT /owners`.
    ///
    /// # Arguments
    ///
    /// - `body`: The body of the request.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use golden::views::types;
    ///
    /// # async fn run(client: golden::views::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client
    ///     .replace_owners(types::HouseholdRequest::new())
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn replace_owners(&self, body: HouseholdRequest) -> ReplaceOwners<C> {
        ReplaceOwners::new(self.caller.clone(), body)
    }

    /// Calls `POST /notes`.
    ///
    /// # Arguments
    ///
    /// - `body`: The body of the request.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use golden::views::types;
    ///
    /// # async fn run(client: golden::views::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client
    ///     .add_note(types::NewNote::new("text", "token"))
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_note(&self, body: NewNote) -> AddNote<C> {
        AddNote::new(self.caller.clone(), body)
    }

    /// Calls `PUT /notes`.
    ///
    /// # Arguments
    ///
    /// - `body`: The body of the request.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use golden::views::types;
    ///
    /// # async fn run(client: golden::views::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.replace_note(types::Draft::new("text")).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn replace_note(&self, body: Draft) -> ReplaceNote<C> {
        ReplaceNote::new(self.caller.clone(), body)
    }

    /// Calls `POST /visits`.
    ///
    /// # Arguments
    ///
    /// - `body`: The body of the request.
    ///
    /// # Errors
    ///
    /// - Any other status, with [`PetRequest`](crate::views::types::PetRequest): Somebody asked for
    ///   a pet.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use golden::views::types;
    ///
    /// # async fn run(client: golden::views::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client
    ///     .add_visit(types::VisitRequest::new(types::PlaceRequest::new("label")))
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_visit(&self, body: VisitRequest) -> AddVisit<C> {
        AddVisit::new(self.caller.clone(), body)
    }
}
