// Made by bindery from the description of `shop`; changes are overwritten.

//! The other side of this API: a trait to be implemented, and a router.

mod responses;
mod arguments;
mod checks;
mod errors;

pub use responses::*;
pub use arguments::*;

use crate::runtime::{
    Arrived, Basic, Call, Credentialed, Failure, Inbound, Operation, Presented, Refusal,
    Service, Token, not_implemented, route,
};

/// The names of properties that a refusal may tell.
const NAMES: &[&str] = &[
    "code",
    "colour",
    "colours",
    "inner",
    "labels",
    "name",
    "note",
    "parts",
    "price",
    "tag",
];

/// The other side of `Shop`.
///
/// Each method may be written `async fn`. One that is not written answers with status 501, so that
/// a server can be made step by step.
pub trait Server: Send + Sync + 'static {
    /// Who calls, as methods of operations with credentials get it.
    type Caller: Send;

    /// Finds out who calls by the credentials, or refuses them: with `Refusal::unauthorized` where they
    /// are wrong, with `Refusal::forbidden` where they do not suffice.
    fn authorize(
        &self,
        call: &Call,
        credentials: Credentials,
    ) -> impl Future<Output = Result<Self::Caller, Refusal>> + Send;

    /// `GET /items/{id}`.
    fn fetch_item(
        &self,
        call: Call,
        request: FetchItem,
    ) -> impl Future<Output = Result<FetchItemResponse, Failure>> + Send {
        not_implemented(call, request)
    }

    /// `DELETE /items/{id}`.
    fn delete_item(
        &self,
        call: Call<Self::Caller>,
        request: DeleteItem,
    ) -> impl Future<Output = Result<DeleteItemResponse, Failure>> + Send {
        not_implemented(call, request)
    }

    /// `PUT /items/{id}`.
    fn replace_item(
        &self,
        call: Call<Self::Caller>,
        request: ReplaceItem,
    ) -> impl Future<Output = Result<ReplaceItemResponse, Failure>> + Send {
        not_implemented(call, request)
    }

    /// `GET /items/{id}.json`.
    fn export_item(
        &self,
        call: Call<Option<Self::Caller>>,
        request: ExportItem,
    ) -> impl Future<Output = Result<ExportItemResponse, Failure>> + Send {
        not_implemented(call, request)
    }

    /// `POST /items/{id}:discount`.
    fn discount_item(
        &self,
        call: Call<Self::Caller>,
        request: DiscountItem,
    ) -> impl Future<Output = Result<DiscountItemResponse, Failure>> + Send {
        not_implemented(call, request)
    }

    /// `GET /items`.
    fn list_items(
        &self,
        call: Call<Self::Caller>,
        request: ListItems,
    ) -> impl Future<Output = Result<ListItemsResponse, Failure>> + Send {
        not_implemented(call, request)
    }

    /// `POST /items`.
    fn upload_item(
        &self,
        call: Call<Self::Caller>,
        request: UploadItem,
    ) -> impl Future<Output = Result<UploadItemResponse, Failure>> + Send {
        not_implemented(call, request)
    }

    /// `POST /note`.
    fn leave_note(
        &self,
        call: Call<Self::Caller>,
        request: LeaveNote,
    ) -> impl Future<Output = Result<LeaveNoteResponse, Failure>> + Send {
        not_implemented(call, request)
    }

    /// `PUT /note`.
    fn replace_note(
        &self,
        call: Call<Self::Caller>,
        request: ReplaceNote,
    ) -> impl Future<Output = Result<ReplaceNoteResponse, Failure>> + Send {
        not_implemented(call, request)
    }

    /// `POST /both`.
    fn choose_body(
        &self,
        call: Call<Self::Caller>,
        request: ChooseBody,
    ) -> impl Future<Output = Result<ChooseBodyResponse, Failure>> + Send {
        not_implemented(call, request)
    }

    /// `GET /later`.
    fn later(
        &self,
        call: Call,
        request: Later,
    ) -> impl Future<Output = Result<LaterResponse, Failure>> + Send {
        not_implemented(call, request)
    }

    /// `GET /things/{id}`.
    fn fetch_thing(
        &self,
        call: Call<Self::Caller>,
        request: FetchThing,
    ) -> impl Future<Output = Result<FetchThingResponse, Failure>> + Send {
        not_implemented(call, request)
    }

    /// `PUT /things/{id}`.
    fn replace_thing(
        &self,
        call: Call,
        request: ReplaceThing,
    ) -> impl Future<Output = Result<ReplaceThingResponse, Failure>> + Send {
        not_implemented(call, request)
    }

    /// Answers a request that no method gets: because it is not as described, or its caller may not
    /// ask for that. As problem details (RFC 9457), unless it is written.
    fn refuse(&self, refusal: Refusal) -> axum::response::Response {
        axum::response::IntoResponse::into_response(refusal)
    }

    /// Answers a request whose method failed: the place to keep a log. With status 500 and without
    /// the reason, unless it is written.
    fn fail(&self, failure: Failure) -> axum::response::Response {
        axum::response::IntoResponse::into_response(failure)
    }

    /// How many bytes the body of a request to an operation may have: two million, unless it is
    /// written. More are refused with status 413.
    fn body_limit(&self, operation: &'static Operation) -> usize {
        let _ = operation;
        2_000_000
    }
}

/// A router that leads the requests of `Shop` to the methods of a server.
///
/// All of it is the fallback of the router, so that other routes can be added. Its paths are those
/// of the description; what stands before them in the URL of a server is given with `nest`.
pub fn router<S: Server>(server: std::sync::Arc<S>) -> axum::Router {
    let operations = [
        route!(S, fetch_item, FetchItem),
        route!(S, delete_item, DeleteItem, caller),
        route!(S, replace_item, ReplaceItem, caller),
        route!(S, export_item, ExportItem, maybe_caller),
        route!(S, discount_item, DiscountItem, caller),
        route!(S, list_items, ListItems, caller),
        route!(S, upload_item, UploadItem, caller),
        route!(S, leave_note, LeaveNote, caller),
        route!(S, replace_note, ReplaceNote, caller),
        route!(S, choose_body, ChooseBody, caller),
        route!(S, later, Later),
        route!(S, fetch_thing, FetchThing, caller),
        route!(S, replace_thing, ReplaceThing),
    ];
    let service = Service {
        server,
        refuse: S::refuse,
        fail: S::fail,
        body_limit: S::body_limit,
    };
    service.into_router(operations)
}

/// What a caller gives to be known: the first alternative of an operation for which a request
/// has everything.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// For `key`.
    Key(Token),

    /// For `token`.
    Token(Token),

    /// For `login`.
    Login(Basic),

    /// For `login` and `key`.
    LoginAndKey(Basic, Token),
}

impl Credentialed for Credentials {
    fn of(schemes: &[&str], from: &mut Presented<'_>) -> Option<Self> {
        match schemes {
            ["key"] => from.header_key("X-Key").map(Self::Key),
            ["token"] => from.bearer().map(Self::Token),
            ["login"] => from.basic().map(Self::Login),
            ["login", "key"] => {
                let value_0 = from.basic();
                let value_1 = from.header_key("X-Key");
                Some(Self::LoginAndKey(value_0?, value_1?))
            }
            _ => None,
        }
    }
}

/// Who calls an operation that needs credentials.
async fn caller<S: Server, T: Inbound>(
    server: &S,
    arrived: &mut Arrived,
) -> Result<S::Caller, Refusal> {
    let credentials = arrived.credentials::<T, Credentials>()?;
    let authorized = server.authorize(arrived.call(), credentials).await;
    authorized.map_err(|refusal| arrived.unauthorized::<Credentials>(refusal))
}

/// Who calls an operation that does without credentials, if it has any.
async fn maybe_caller<S: Server, T: Inbound>(
    server: &S,
    arrived: &mut Arrived,
) -> Result<Option<S::Caller>, Refusal> {
    let Some(credentials) = arrived.maybe_credentials::<T, Credentials>() else {
        return Ok(None);
    };
    let authorized = server.authorize(arrived.call(), credentials).await;
    authorized.map_err(|refusal| arrived.unauthorized::<Credentials>(refusal)).map(Some)
}
