//! Types of the user's go to and fro like those of the document.

use my_money::{Day, Money};
use shop::{Detached, Request};
use shop::shop::operations::ListOffers;
use shop::shop::{Client, types};

fn euro(amount: u64) -> Money {
    Money {
        amount,
        currency: "EUR".to_owned(),
    }
}

#[test]
fn parameters_are_written_by_serde() {
    let client = Client::detached();
    let request = client
        .list_offers("10.0.0.1".parse::<std::net::IpAddr>().unwrap())
        .below(euro(5))
        .either([euro(1), euro(2)])
        .since(Day("2024-02-29".to_owned()));
    let sent = request.to_http("https://shop.example").unwrap();
    assert_eq!(
        sent.uri(),
        "https://shop.example/offers/10.0.0.1?below=5%20EUR&either=1%20EUR&either=2%20EUR&since=2024-02-29"
    );
    let sent = client
        .fill_in(euro(3))
        .to_http("https://shop.example")
        .unwrap();
    assert_eq!(sent.body().bytes().unwrap(), &b"price=3+EUR"[..]);
}

#[test]
fn models_without_them_can_be_keys() {
    fn is_key<T: Eq + std::hash::Hash>() {}
    is_key::<types::Seal>();
}

#[test]
fn macros_of_the_user_are_given_types() {
    assert_eq!((types::Offer::TABLE, types::Or::TABLE), ("Offer", "Or"));
}

#[test]
fn models_hold_them() {
    let text = r#"[{"id":1,"price":"12 EUR","was":["14 EUR"],"reduced":null,"by":{"a":"1 EUR"},
        "or":"2 EUR","from":"2024-02-28T23:00:00-01:00","until":"2024-02-29"},{"id":2,"price":"1 EUR","or":true}]"#;
    let response = http::Response::new(bytes::Bytes::from_static(text.as_bytes()));
    let offers: Vec<types::Offer> = ListOffers::<Detached>::from_http(response).unwrap();
    assert_eq!(offers[0].price, euro(12));
    assert_eq!(offers[0].was, Some(vec![euro(14)]));
    assert_eq!(offers[0].until, Some(Day("2024-02-29".to_owned())));
    let from = offers[0].from.as_ref().unwrap().to_chrono().unwrap();
    assert_eq!(from.to_utc().to_string(), "2024-02-29 00:00:00 UTC");
    assert!(matches!(&offers[0].or, Some(types::Or::Money(money)) if money == &euro(2)));
    assert_eq!(offers[1].or, Some(types::Or::Boolean(true)));

    let wrong = http::Response::new(bytes::Bytes::from_static(br#"[{"id":1,"price":"free"}]"#));
    let problem = ListOffers::<Detached>::from_http(wrong)
        .unwrap_err()
        .to_string();
    assert!(
        problem.contains("price") && problem.contains("no money"),
        "{problem}"
    );

    let offer = types::OfferRequest::new(euro(7)).reduced(euro(6));
    let address = "::1".parse::<std::net::IpAddr>().unwrap();
    let sent = Client::detached()
        .sell(address, offer)
        .to_http("https://shop.example")
        .unwrap();
    assert_eq!(
        sent.body().bytes().unwrap(),
        &br#"{"price":"7 EUR","reduced":"6 EUR"}"#[..]
    );
}
