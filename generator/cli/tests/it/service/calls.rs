//! What does the generated client get from the generated server?

use crate::shop;
use served::names::{server as names, types};
use served::shop::types::{Colour, Filter, Item, Problem};
use served::{Call, Failure, File, Parameter, Refusal};

#[tokio::test]
async fn arguments_of_every_style_arrive() {
    let (shop, client, _) = shop().await;
    let mut filter = Filter::new();
    filter.colour = Some(Colour::Red);
    filter.least = Some(3);
    let item = client
        .fetch_item(7)
        .fields(["a b", "c,d", "e&f"])
        .filter(filter)
        .tag(["x", "y+z", "ä/"])
        .x_trace([1, 2])
        .session("s; 1")
        .verbose(None)
        .send()
        .await
        .unwrap();
    assert_eq!(item.name, "item 7");
    let expected = concat!(
        r#"FetchItem { id: 7, fields: Some(["a b", "c,d", "e&f"]), "#,
        r#"filter: Some(Filter { colour: Some(Red), least: Some(3) }), "#,
        r#"tag: Some(["x", "y+z", "ä/"]), x_trace: Some([1, 2]), "#,
        r#"session: Some("s; 1"), verbose: Some(None) }"#
    );
    assert_eq!(shop.last(), expected);
    client
        .fetch_item(-8)
        .verbose(Some(true))
        .send()
        .await
        .unwrap();
    let expected = "FetchItem { id: -8, fields: None, filter: None, tag: None, x_trace: None, \
                    session: None, verbose: Some(Some(true)) }";
    assert_eq!(shop.last(), expected);
}

#[tokio::test]
async fn every_status_has_its_body_and_headers() {
    let (shop, client, _) = shop().await;
    let response = client.send_full(&client.fetch_item(7)).await.unwrap();
    assert_eq!(
        served::shop::headers::e_tag(response.headers()).unwrap(),
        "\"1\""
    );
    assert_eq!(served::shop::headers::x_stock(response.headers()), Some(7));

    let error = client.fetch_item(404).send().await.unwrap_err();
    assert!(error.is_not_found());
    let problem = error.declared::<Problem>().unwrap();
    assert_eq!(problem.title.as_deref(), Some("No such item"));

    let error = client.fetch_item(503).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 503);
    assert_eq!(error.declared::<String>().unwrap(), "Back soon.");

    let error = client.fetch_item(418).send().await.unwrap_err();
    assert_eq!(error.body(), Some(b"short and stout".as_slice()));

    let error = client.fetch_item(500).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 500);
    assert!(!String::from_utf8_lossy(error.body().unwrap()).contains("cellar"));
    let error = client.fetch_item(599).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 500);
    let failed = shop.failed.lock().unwrap().join("; ");
    assert_eq!(failed, "the cellar is flooded; 200 OK is not one of 5XX");

    let error = client
        .replace_item(409, Item::new("a", 1.0))
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.declared::<Problem>().unwrap().status, Some(409));
    let error = client.later().send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 501);
}

#[tokio::test]
async fn bodies_of_every_kind_arrive() {
    let (shop, client, _) = shop().await;
    let item = Item::new("ä", 0.5)
        .colour(Colour::Red)
        .parts([Item::new("b", 1.0)]);
    let read = client.replace_item(1, item.clone()).send().await.unwrap();
    assert_eq!(read, item);
    assert_eq!(shop.last(), "Customer(\"t0ken\")");

    let discount = client
        .discount_item(1, 12.5)
        .reasons(["a&b", "c d+"])
        .until("2026-01-02");
    discount.send().await.unwrap();
    let expected = r#"DiscountItem { id: 1, percent: 12.5, reasons: Some(["a&b", "c d+"]), until: Some(Date("2026-01-02")) }"#;
    assert_eq!(shop.last(), expected);

    let picture = File::new(vec![0u8, 13, 10, 45, 45, 255])
        .name("a \"b\".png")
        .content_type("image/png");
    let upload = client
        .upload_item(item.clone(), picture)
        .more(["1", "22"])
        .note("n\r\nm");
    let response = client.send_full(&upload).await.unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["location"], "/items/1");
    assert_eq!(*response.body(), item);
    let expected =
        r#"(Some("a \"b\".png"), Some("image/png"), b"\0\r\n--\xff", [1, 2], Some("n\r\nm"))"#;
    assert_eq!(shop.last(), expected);

    assert_eq!(client.leave_note("ä\n").send().await.unwrap(), "ä\n");
    client
        .replace_note()
        .body("1234567890")
        .send()
        .await
        .unwrap();
    assert_eq!(shop.last(), "ReplaceNote { body: Some(b\"1234567890\") }");
    client.replace_note().send().await.unwrap();
    assert_eq!(shop.last(), "ReplaceNote { body: None }");
    let error = client
        .replace_note()
        .body("12345678901")
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 413);

    use served::shop::operations::ChooseBodyBody;
    let csv = client
        .choose_body(ChooseBodyBody::Csv("a,b".to_owned()))
        .send()
        .await
        .unwrap();
    assert_eq!(csv, "csv a,b");
    assert_eq!(shop.last(), "Customer(\"ann with k3y\")");
    assert_eq!(client.choose_body(item).send().await.unwrap(), "json ä");
}

#[tokio::test]
async fn paths_that_are_alike_are_distinguished() {
    let (shop, client, _) = shop().await;
    assert_eq!(
        client.export_item("a.b").send().await.unwrap().as_ref(),
        [0, 1, 255]
    );
    assert_eq!(shop.last(), "(Some(Customer(\"ann\")), \"a.b\")");
    client.delete_item(5).send().await.unwrap();
    assert_eq!(shop.last(), "(Customer(\"k3y\"), DeleteItem { id: 5 })");
    assert_eq!(client.list_items().limit(3).send().await.unwrap().len(), 2);
    assert_eq!(7.parts(), served::Parts::Literal("7".into()));
}

#[tokio::test]
async fn a_router_stands_below_the_path_of_its_server() {
    let shop = std::sync::Arc::new(shop::Shop::default());
    let router = served::shop::server::router(std::sync::Arc::clone(&shop));
    let router = axum::Router::new().nest("/v1/shop", router);
    let url = crate::served(router).await;
    let client = served::shop::Client::builder().base_url(format!("{url}/v1/shop"));
    let client = client.build().unwrap();
    assert_eq!(client.fetch_item(7).send().await.unwrap().name, "item 7");
    let bytes = client.export_item("x").send().await.unwrap();
    assert_eq!(bytes.len(), 3);
}

struct Named;

impl names::ServerTrait for Named {
    type Caller = String;

    async fn authorize_call(
        &self,
        call: &Call,
        credentials: names::CallerCredentials,
    ) -> Result<String, Refusal> {
        let scopes = call.scopes.join(" ");
        Ok(match credentials {
            names::CallerCredentials::ScopesAndSelf(token, key) => {
                format!("{} {} {scopes}", token.as_str(), key.as_str())
            }
            names::CallerCredentials::Self_(key) => format!("{} {scopes}", key.as_str()),
        })
    }

    async fn server(
        &self,
        call: Call<Option<String>>,
        request: names::Server,
    ) -> Result<names::ServerResponse, Failure> {
        assert_eq!(request.from, "x");
        let body = types::Call::new(types::Check::A, call.caller.unwrap_or_default() + ".");
        Ok(names::ServerResponse::Ok {
            body,
            status_header: Some(7),
            body_header: None,
        })
    }
}

#[tokio::test]
async fn the_first_alternative_that_is_whole_is_taken() {
    let url = crate::served(names::router(std::sync::Arc::new(Named))).await;
    let builder = || served::names::Client::builder().base_url(&url);
    let call = async |client: served::names::Client| {
        let response = client.send_full(&client.server("x")).await.unwrap();
        assert_eq!(response.headers()["status"], "7");
        match response.into_body() {
            served::names::operations::ServerResponse::Ok(body) => body.at,
            other => panic!("{other:?}"),
        }
    };
    let both = builder().api_key("k").oauth2_token("t").build().unwrap();
    assert_eq!(call(both).await, "t k read write:all.");
    let one = builder().api_key("k").build().unwrap();
    assert_eq!(call(one).await, "k .");
    assert_eq!(call(builder().build().unwrap()).await, ".");
}
