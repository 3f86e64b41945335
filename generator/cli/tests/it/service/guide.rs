use axum::Router;
use served::shop::server::{Credentials, FetchItem, FetchItemResponse, Server, router};
use served::shop::types::{Item, Problem};
use served::{Call, Failure, Refusal};
use std::collections::BTreeMap;
use std::sync::Arc;

struct Shop {
    stock: BTreeMap<i64, Item>,
}

impl Server for Shop {
    /// The caller, as methods get it.
    type Caller = String;

    async fn authorize(&self, _: &Call, credentials: Credentials) -> Result<String, Refusal> {
        match credentials {
            Credentials::Login(login) if login.password == "open sesame" => Ok(login.username),
            _ => Err(Refusal::unauthorized("who are you?")),
        }
    }

    async fn fetch_item(&self, _: Call, request: FetchItem) -> Result<FetchItemResponse, Failure> {
        let Some(item) = self.stock.get(&request.id) else {
            return Ok(FetchItemResponse::NotFound(Problem::new().status(404)));
        };
        Ok(FetchItemResponse::Ok {
            body: item.clone(),
            e_tag: Some("\"1\"".to_owned()),
            x_stock: None,
        })
    }
}

fn shop() -> Router {
    let stock = BTreeMap::from([(1, Item::new("tea", 2.5))]);
    let health = axum::routing::get(|| async { "fine" });
    router(Arc::new(Shop { stock })).route("/health", health)
}
