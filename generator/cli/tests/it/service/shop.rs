//! The server of the tests: it keeps its requests, and responds accordingly.

use axum::body::Body;
use axum::response::Response;
use served::shop::server::*;
use served::shop::types::{Item, Problem};
use served::{Call, Failure, Operation, Refusal};
use std::sync::Mutex;

#[derive(Default)]
pub struct Shop {
    /// The calls of methods, as `Debug` prints them.
    seen: Mutex<Vec<String>>,
    /// The failures.
    pub failed: Mutex<Vec<String>>,
}

impl Shop {
    fn saw(&self, request: &dyn std::fmt::Debug) {
        self.seen.lock().unwrap().push(format!("{request:?}"));
    }

    /// The latest request.
    pub fn last(&self) -> String {
        self.seen
            .lock()
            .unwrap()
            .last()
            .cloned()
            .unwrap_or_default()
    }
}

/// The caller of the shop.
pub struct Customer(String);

impl std::fmt::Debug for Customer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Customer({:?})", self.0)
    }
}

impl Server for Shop {
    type Caller = Customer;

    async fn authorize(&self, call: &Call, credentials: Credentials) -> Result<Customer, Refusal> {
        assert!(call.headers.contains_key("host"));
        match credentials {
            Credentials::Login(login) if login.password != "open sesame" => {
                Err(Refusal::unauthorized("the password is wrong"))
            }
            Credentials::Login(login) => Ok(Customer(login.username)),
            Credentials::Token(token) if token.as_str() == "weak" => {
                Err(Refusal::forbidden("too weak"))
            }
            Credentials::Token(token) | Credentials::Key(token) => {
                Ok(Customer(token.as_str().to_owned()))
            }
            Credentials::LoginAndKey(login, key) => Ok(Customer(format!(
                "{} with {}",
                login.username,
                key.as_str()
            ))),
        }
    }

    async fn fetch_item(&self, call: Call, request: FetchItem) -> Result<FetchItemResponse, Failure> {
        assert_eq!(call.operation.id, "fetchItem");
        self.saw(&request);
        Ok(match request.id {
            304 => FetchItemResponse::NotModified,
            404 => {
                let mut problem = Problem::new();
                problem.title = Some("No such item".to_owned());
                FetchItemResponse::NotFound(problem)
            }
            500 => return Err(std::io::Error::other("the cellar is flooded").into()),
            503 => FetchItemResponse::ServerError(
                axum::http::StatusCode::SERVICE_UNAVAILABLE,
                "Back soon.".to_owned(),
            ),
            // Not what the description allows.
            599 => FetchItemResponse::ServerError(axum::http::StatusCode::OK, String::new()),
            418 => {
                let mut response = Response::new(Body::from("short and stout"));
                *response.status_mut() = axum::http::StatusCode::IM_A_TEAPOT;
                FetchItemResponse::Undeclared(response)
            }
            id => FetchItemResponse::Ok {
                body: Item::new(format!("item {id}"), 1.5),
                e_tag: Some("\"1\"".to_owned()),
                x_stock: Some(7),
            },
        })
    }

    async fn delete_item(
        &self,
        call: Call<Customer>,
        request: DeleteItem,
    ) -> Result<DeleteItemResponse, Failure> {
        self.saw(&(call.caller, request));
        Ok(DeleteItemResponse::NoContent)
    }

    async fn replace_item(
        &self,
        call: Call<Customer>,
        request: ReplaceItem,
    ) -> Result<ReplaceItemResponse, Failure> {
        self.saw(&call.caller);
        if request.id == 409 {
            let status = axum::http::StatusCode::CONFLICT;
            return Ok(ReplaceItemResponse::Default(
                status,
                Problem::new().status(409),
            ));
        }
        Ok(ReplaceItemResponse::Ok(request.body))
    }

    async fn export_item(
        &self,
        call: Call<Option<Customer>>,
        request: ExportItem,
    ) -> Result<ExportItemResponse, Failure> {
        self.saw(&(call.caller, &request.id));
        Ok(ExportItemResponse::Ok(Body::from(vec![0, 1, 255])))
    }

    async fn discount_item(
        &self,
        _: Call<Customer>,
        request: DiscountItem,
    ) -> Result<DiscountItemResponse, Failure> {
        self.saw(&request);
        Ok(DiscountItemResponse::Accepted)
    }

    async fn list_items(
        &self,
        _: Call<Customer>,
        request: ListItems,
    ) -> Result<ListItemsResponse, Failure> {
        self.saw(&request);
        Ok(ListItemsResponse::Ok(vec![
            Item::new("a", 1.0),
            Item::new("b", 2.0),
        ]))
    }

    async fn upload_item(
        &self,
        _: Call<Customer>,
        request: UploadItem,
    ) -> Result<UploadItemResponse, Failure> {
        let more = request.more.unwrap_or_default();
        self.saw(&(
            request.picture.file_name,
            request.picture.content_type,
            request.picture.content,
            more.iter()
                .map(|part| part.content.len())
                .collect::<Vec<_>>(),
            request.note,
        ));
        Ok(UploadItemResponse::Created {
            body: request.item,
            location: Some("/items/1".to_owned()),
        })
    }

    async fn leave_note(
        &self,
        _: Call<Customer>,
        request: LeaveNote,
    ) -> Result<LeaveNoteResponse, Failure> {
        Ok(LeaveNoteResponse::Ok(request.body))
    }

    async fn replace_note(
        &self,
        _: Call<Customer>,
        request: ReplaceNote,
    ) -> Result<ReplaceNoteResponse, Failure> {
        self.saw(&request);
        Ok(ReplaceNoteResponse::NoContent)
    }

    async fn choose_body(
        &self,
        call: Call<Customer>,
        request: ChooseBody,
    ) -> Result<ChooseBodyResponse, Failure> {
        self.saw(&call.caller);
        Ok(ChooseBodyResponse::Ok(match request.body {
            ChooseBodyBody::Json(item) => format!("json {}", item.name),
            ChooseBodyBody::Csv(text) => format!("csv {text}"),
        }))
    }

    fn fail(&self, failure: Failure) -> Response {
        self.failed
            .lock()
            .unwrap()
            .push(failure.error().to_string());
        axum::response::IntoResponse::into_response(failure)
    }

    fn body_limit(&self, operation: &'static Operation) -> usize {
        match operation.id {
            "replaceNote" => 10,
            _ => 100_000,
        }
    }
}
