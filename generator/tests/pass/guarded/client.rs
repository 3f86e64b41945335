// Made by bindery from the description of `guarded`; changes are overwritten.

use super::operations::{
    AddNote, Basic, Bearer, Certified, Connect, Digest, Either, Elsewhere, Keys,
    ListNotes, Public, Signed, StatusRequest, Vault,
};
use super::types::Note;
use crate::runtime::{
    Api, Async, Caller, ClientCredentials, Credential, Detached, Request, Scheme, Secret,
    ServerUrl, Variable,
};
use http::Response;

/// What the runtime has to know of this API.
const API: Api = Api {
    name: "guarded",
    servers: &[
        "https://demo.eu.guarded.example:443/v1",
        "https://sandbox.guarded.example",
        "https://test.guarded.example/v2",
    ],
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    schemes: &[
        Scheme {
            name: "machine",
            credential: Credential::Bearer,
        },
        Scheme {
            name: "login",
            credential: Credential::Basic,
        },
        Scheme {
            name: "jwt",
            credential: Credential::Bearer,
        },
        Scheme {
            name: "connect",
            credential: Credential::Bearer,
        },
        Scheme {
            name: "headerKey",
            credential: Credential::HeaderKey("X-Key"),
        },
        Scheme {
            name: "queryKey",
            credential: Credential::QueryKey("key"),
        },
        Scheme {
            name: "cookieKey",
            credential: Credential::CookieKey("session"),
        },
        Scheme {
            name: "digest",
            credential: Credential::Authorization,
        },
        Scheme {
            name: "signature",
            credential: Credential::Authorization,
        },
    ],
};

/// Calls Guarded.
#[derive(Clone, Debug)]
pub struct Client<C = Async> {
    caller: C,
}

crate::runtime::client_builder!(ClientBuilder, Client, API);

impl ClientBuilder {
    /// Which server is called: [`ApiServer::production`] unless set.
    ///
    /// Operations that the document serves elsewhere alone stay there. What is given with
    /// [`ClientBuilder::base_url`] counts instead.
    pub fn server(self, server: ApiServer) -> Self {
        Self(self.0.server(server.0.url()))
    }

    /// An access token for `machine` (OAuth 2).
    ///
    /// For programs.
    pub fn oauth2_token(self, token: impl Into<String>) -> Self {
        Self(self.0.credential("machine", Secret::token(token)))
    }

    /// The credentials of this program for `machine` (OAuth 2, RFC 6749, section 4.4): access
    /// tokens are fetched from `https://login.guarded.example/token` when they are needed, shared
    /// by all clones of the client, and replaced before they end.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// let credentials = golden::ClientCredentials::new("id", "secret");
    /// let client = golden::guarded::Client::builder()
    ///     .oauth2_client(credentials)
    ///     .build()?;
    /// # Ok::<(), golden::Error>(())
    /// ```
    pub fn oauth2_client(self, client: ClientCredentials) -> Self {
        let tokens = client
            .of(
                "machine",
                "https://login.guarded.example/token",
                &[
                    ("notes.read", &["listNotes"]),
                    ("notes.read notes.write", &["addNote"]),
                ],
            );
        Self(self.0.credential("machine", tokens))
    }

    /// User name and password for `login` (HTTP basic, RFC 7617).
    pub fn basic_auth(
        self,
        username: impl Into<String>,
        password: impl Into<String>,
    ) -> Self {
        Self(self.0.credential("login", Secret::basic(username, password)))
    }

    /// The token for `jwt` (HTTP bearer, RFC 6750).
    pub fn jwt(self, token: impl Into<String>) -> Self {
        Self(self.0.credential("jwt", Secret::token(token)))
    }

    /// The token for `connect` (HTTP bearer, RFC 6750).
    pub fn connect(self, token: impl Into<String>) -> Self {
        Self(self.0.credential("connect", Secret::token(token)))
    }

    /// The key for `headerKey`, sent in the header `X-Key`.
    pub fn header_key(self, key: impl Into<String>) -> Self {
        Self(self.0.credential("headerKey", Secret::token(key)))
    }

    /// The key for `queryKey`, sent in the query as `key`.
    pub fn query_key(self, key: impl Into<String>) -> Self {
        Self(self.0.credential("queryKey", Secret::token(key)))
    }

    /// The key for `cookieKey`, sent in the cookie `session`.
    pub fn cookie_key(self, key: impl Into<String>) -> Self {
        Self(self.0.credential("cookieKey", Secret::token(key)))
    }

    /// The value of `Authorization` for `digest` (HTTP `Digest`).
    pub fn digest(self, value: impl Into<String>) -> Self {
        Self(self.0.credential("digest", Secret::token(value)))
    }

    /// The value of `Authorization` for `signature` (HTTP `Signature`).
    pub fn signature(self, value: impl Into<String>) -> Self {
        Self(self.0.credential("signature", Secret::token(value)))
    }
}

/// Where this API is served. A value that a variable cannot have is an error when the client is
/// built.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a server is called when it is given to a builder or a request"]
pub struct ApiServer(pub(super) ServerUrl);

impl ApiServer {
    /// Production server.
    ///
    /// `https://{tenant}.{region}.guarded.example:{port}/{basePath}`
    pub fn production() -> Self {
        Self(
            ServerUrl::new(
                "https://{tenant}.{region}.guarded.example:{port}/{basePath}",
                &[
                    Variable {
                        name: "tenant",
                        default: "demo",
                        values: &[],
                    },
                    Variable {
                        name: "region",
                        default: "eu",
                        values: &["eu", "us"],
                    },
                    Variable {
                        name: "port",
                        default: "443",
                        values: &[],
                    },
                    Variable {
                        name: "basePath",
                        default: "v1",
                        values: &[],
                    },
                ],
            ),
        )
    }

    /// Sandbox.
    ///
    /// `https://sandbox.guarded.example`
    pub fn sandbox() -> Self {
        Self(ServerUrl::new("https://sandbox.guarded.example", &[]))
    }

    /// `https://test.guarded.example/{basePath}`
    pub fn test_guarded_example() -> Self {
        Self(
            ServerUrl::new(
                "https://test.guarded.example/{basePath}",
                &[
                    Variable {
                        name: "basePath",
                        default: "v2",
                        values: &[],
                    },
                ],
            ),
        )
    }

    /// What stands for `tenant` in the URL: `demo` unless set.
    ///
    /// The name of the customer.
    pub fn tenant(self, value: impl Into<String>) -> Self {
        Self(self.0.with("tenant", value.into()))
    }

    /// What stands for `region` in the URL: one of `eu`, `us`; `eu` unless set.
    pub fn region(self, value: impl Into<String>) -> Self {
        Self(self.0.with("region", value.into()))
    }

    /// What stands for `port` in the URL: `443` unless set.
    pub fn port(self, value: impl Into<String>) -> Self {
        Self(self.0.with("port", value.into()))
    }

    /// What stands for `basePath` in the URL.
    pub fn base_path(self, value: impl Into<String>) -> Self {
        Self(self.0.with("basePath", value.into()))
    }
}

/// Where some operations are served. A value that a variable cannot have is an error when the
/// request is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a server is called when it is given to a builder or a request"]
pub struct ElsewhereServer(pub(super) ServerUrl);

impl ElsewhereServer {
    /// What stands for `basePath` in the URL: `v3` unless set.
    pub fn base_path(self, value: impl Into<String>) -> Self {
        Self(self.0.with("basePath", value.into()))
    }
}

impl Default for ElsewhereServer {
    /// `https://files.guarded.example/{basePath}`
    fn default() -> Self {
        Self(
            ServerUrl::new(
                "https://files.guarded.example/{basePath}",
                &[
                    Variable {
                        name: "basePath",
                        default: "v3",
                        values: &[],
                    },
                ],
            ),
        )
    }
}

/// Where some operations are served. A value that a variable cannot have is an error when the
/// request is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a server is called when it is given to a builder or a request"]
pub struct VaultServer(pub(super) ServerUrl);

impl VaultServer {
    /// Vault server.
    ///
    /// `https://{shelf}.vault.guarded.example`
    pub fn vault() -> Self {
        Self(
            ServerUrl::new(
                "https://{shelf}.vault.guarded.example",
                &[
                    Variable {
                        name: "shelf",
                        default: "main",
                        values: &[],
                    },
                ],
            ),
        )
    }

    /// Sandbox.
    ///
    /// `https://sandbox.guarded.example/`
    pub fn sandbox() -> Self {
        Self(ServerUrl::new("https://sandbox.guarded.example/", &[]))
    }

    /// What stands for `shelf` in the URL: `main` unless set.
    ///
    /// Where it stands.
    pub fn shelf(self, value: impl Into<String>) -> Self {
        Self(self.0.with("shelf", value.into()))
    }
}

impl Client {
    /// Begins to configure a client.
    ///
    /// For `certificate` (mutual TLS), the transport shows a certificate: one that does so has to
    /// be given with [`ClientBuilder::transport`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// let client = golden::guarded::Client::builder()
    ///     .oauth2_token("token")
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
    /// Calls `GET /notes`.
    ///
    /// Scopes: `notes.read`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::guarded::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.list_notes().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_notes(&self) -> ListNotes<C> {
        ListNotes::new(self.caller.clone())
    }

    /// Calls `POST /notes`.
    ///
    /// Scopes: `notes.read`, `notes.write`.
    ///
    /// # Arguments
    ///
    /// - `body`: The body of the request.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use golden::guarded::types;
    ///
    /// # async fn run(client: golden::guarded::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.add_note(types::Note::new("text")).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_note(&self, body: Note) -> AddNote<C> {
        AddNote::new(self.caller.clone(), body)
    }

    /// Calls `GET /status`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::guarded::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.status().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn status(&self) -> StatusRequest<C> {
        StatusRequest::new(self.caller.clone())
    }

    /// Calls `GET /basic`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::guarded::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.basic().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn basic(&self) -> Basic<C> {
        Basic::new(self.caller.clone())
    }

    /// Calls `GET /bearer`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::guarded::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.bearer().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn bearer(&self) -> Bearer<C> {
        Bearer::new(self.caller.clone())
    }

    /// Calls `GET /id`.
    ///
    /// Scopes: `profile`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::guarded::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.connect().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn connect(&self) -> Connect<C> {
        Connect::new(self.caller.clone())
    }

    /// Calls `GET /keys`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::guarded::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.keys().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn keys(&self) -> Keys<C> {
        Keys::new(self.caller.clone())
    }

    /// Calls `GET /either`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::guarded::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.either().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn either(&self) -> Either<C> {
        Either::new(self.caller.clone())
    }

    /// Calls `GET /public`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::guarded::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.public().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn public(&self) -> Public<C> {
        Public::new(self.caller.clone())
    }

    /// Calls `GET /digest`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::guarded::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.digest().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn digest(&self) -> Digest<C> {
        Digest::new(self.caller.clone())
    }

    /// Calls `GET /certified`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::guarded::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.certified().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn certified(&self) -> Certified<C> {
        Certified::new(self.caller.clone())
    }

    /// Calls `POST /signed`.
    ///
    /// # Arguments
    ///
    /// - `body`: The body of the request: text, sent as `text/plain`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::guarded::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.signed("text").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn signed(&self, body: impl Into<String>) -> Signed<C> {
        Signed::new(self.caller.clone(), body.into())
    }

    /// Calls `GET /elsewhere`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::guarded::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.elsewhere().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn elsewhere(&self) -> Elsewhere<C> {
        Elsewhere::new(self.caller.clone())
    }

    /// Calls `GET /vault`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn run(client: golden::guarded::Client)
    /// # -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client.vault().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn vault(&self) -> Vault<C> {
        Vault::new(self.caller.clone())
    }
}
