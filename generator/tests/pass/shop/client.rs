// Made by bindery from the description of `shop`; changes are overwritten.

use super::operations::{
    ChangePet, CreatePet, ListPets, Motto, MovePet, MovePetRequired, Photo, SetMotto,
    SetPhoto,
};
use super::types::Pet;
use crate::runtime::{
    Api, Async, Caller, Credential, Detached, Request, Scheme, Secret, ServerUrl,
    Variable,
};
use http::Response;

/// What the runtime has to know of this API.
const API: Api = Api {
    name: "shop",
    servers: &["https://eu.shop.example/v1"],
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    schemes: &[
        Scheme {
            name: "token",
            credential: Credential::Bearer,
        },
        Scheme {
            name: "key",
            credential: Credential::QueryKey("api_key"),
        },
    ],
};

/// Calls Pet Shop.
#[derive(Clone, Debug)]
pub struct Client<C = Async> {
    caller: C,
}

crate::runtime::client_builder!(ClientBuilder, Client, API);

impl ClientBuilder {
    /// The server, with values for the variables of its URL.
    ///
    /// Operations that the document serves elsewhere alone stay there. What is given with
    /// [`ClientBuilder::base_url`] counts instead.
    pub fn server(self, server: Server) -> Self {
        Self(self.0.server(server.0.url()))
    }

    /// The token for `token` (HTTP bearer, RFC 6750).
    pub fn bearer_auth(self, token: impl Into<String>) -> Self {
        Self(self.0.credential("token", Secret::token(token)))
    }

    /// The key for `key`, sent in the query as `api_key`.
    pub fn api_key(self, key: impl Into<String>) -> Self {
        Self(self.0.credential("key", Secret::token(key)))
    }
}

/// Where this API is served. A value that a variable cannot have is an error when the client is
/// built.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a server is called when it is given to a builder or a request"]
pub struct Server(pub(super) ServerUrl);

impl Server {
    /// What stands for `region` in the URL: one of `eu`, `us`; `eu` unless set.
    pub fn region(self, value: impl Into<String>) -> Self {
        Self(self.0.with("region", value.into()))
    }
}

impl Default for Server {
    /// `https://{region}.shop.example/v1`
    fn default() -> Self {
        Self(
            ServerUrl::new(
                "https://{region}.shop.example/v1",
                &[
                    Variable {
                        name: "region",
                        default: "eu",
                        values: &["eu", "us"],
                    },
                ],
            ),
        )
    }
}

impl Client {
    /// Begins to configure a client.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// let client = golden::shop::Client::builder()
    ///     .bearer_auth("token")
    ///     .build()?;
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
    /// Returns a client with the same settings and connections that sends no credentials, neither
    /// those configured for a security scheme nor those in a header set by the builder.
    #[must_use]
    pub fn anonymous(&self) -> Self {
        Self {
            caller: self.caller.anonymous(),
        }
    }

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
    /// List pets.
    ///
    /// `GET /pets`
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::shop::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.list_pets().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_pets(&self) -> ListPets<C> {
        ListPets::new(self.caller.clone())
    }

    /// Calls `POST /pets`.
    ///
    /// # Arguments
    ///
    /// - `body`: One of the animals that the shop sells.
    ///
    /// # Errors
    ///
    /// - 409, with [`Problem`](crate::shop::types::Problem): A twin exists.
    /// - 400 to 499: Wrong.
    /// - Any other status, with [`Problem`](crate::shop::types::Problem): Failed.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use golden::shop::types;
    ///
    /// # async fn run(client: golden::shop::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client
    ///     .create_pet(types::Pet::Cat(types::Cat::new("kind", "Tom")))
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_pet(&self, body: impl Into<Pet>) -> CreatePet<C> {
        CreatePet::new(self.caller.clone(), body.into())
    }

    /// Calls `PATCH /pets/{petId}`.
    ///
    /// # Arguments
    ///
    /// - `pet_id`: The parameter `petId` in the path. At least 1.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::shop::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.change_pet(1).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn change_pet(&self, pet_id: i64) -> ChangePet<C> {
        ChangePet::new(self.caller.clone(), pet_id)
    }

    /// Moves a pet to another shop.
    ///
    /// Deprecated.
    ///
    /// `PUT /pets/{petId}`
    ///
    /// # Arguments
    ///
    /// - `pet_id`: The parameter `petId` in the path. At least 1.
    /// - `street`: The member `street` of the form.
    /// - `number`: The member `number` of the form.
    /// - `city`: The member `city` of the form.
    /// - `zip`: The member `zip` of the form.
    /// - `country`: The member `country` of the form. Exactly 2 characters.
    /// - `moved`: The member `moved` of the form.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use golden::shop::operations;
    ///
    /// # async fn run(client: golden::shop::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client
    ///     .move_pet(
    ///         1,
    ///         operations::MovePetRequired {
    ///             street: "street".into(),
    ///             number: 1,
    ///             city: "city".into(),
    ///             zip: "00000".into(),
    ///             country: "country".into(),
    ///             moved: vec![true],
    ///         },
    ///     )
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    #[deprecated]
    pub fn move_pet(&self, pet_id: i64, required: MovePetRequired) -> MovePet<C> {
        MovePet::new(self.caller.clone(), pet_id, required)
    }

    /// Calls `GET /pets/{petId}/photo`.
    ///
    /// # Arguments
    ///
    /// - `pet_id`: The parameter `petId` in the path.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::shop::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.photo(1).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn photo(&self, pet_id: i64) -> Photo<C> {
        Photo::new(self.caller.clone(), pet_id)
    }

    /// Calls `PUT /pets/{petId}/photo`.
    ///
    /// # Arguments
    ///
    /// - `pet_id`: The parameter `petId` in the path.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::shop::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.set_photo(1).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_photo(&self, pet_id: i64) -> SetPhoto<C> {
        SetPhoto::new(self.caller.clone(), pet_id)
    }

    /// Calls `GET /motto`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::shop::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.motto().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn motto(&self) -> Motto<C> {
        Motto::new(self.caller.clone())
    }

    /// Calls `PUT /motto`.
    ///
    /// # Arguments
    ///
    /// - `body`: The body of the request: text, sent as `text/plain`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::shop::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// client.set_motto("text").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_motto(&self, body: impl Into<String>) -> SetMotto<C> {
        SetMotto::new(self.caller.clone(), body.into())
    }
}
