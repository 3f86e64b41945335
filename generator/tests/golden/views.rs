//! What the types of `pass/views` read, write, and become.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use golden::views::Client;
use golden::views::types::{
    AnimalRequest, CatRequest, Dog, Household, HouseholdRequest, OwnerRequest, Pet, PetRequestView,
    TermRequest,
};
use golden::{Maybe, Request as _};
use serde_json::{Value, from_value, json, to_value};

fn sent(household: Value) -> Value {
    let response: Household = from_value(household).unwrap();
    to_value(HouseholdRequest::from(response)).unwrap()
}

#[test]
fn responses_have_response_only_properties() {
    let pet: Pet = from_value(json!({
        "id": "p1", "name": "Rex", "chip": "not told", "both": "b", "stamp": "s",
        "owner": {"id": "o1", "revision": null, "mail": "m"},
    }))
    .unwrap();
    let owner = pet.owner.unwrap();
    assert_eq!((pet.id.as_str(), owner.id.as_str()), ("p1", "o1"));
    assert_eq!((pet.both.as_deref(), owner.revision), (Some("b"), None));
    assert_eq!(pet.stamp.as_deref(), Some("s"));
}

#[test]
fn a_response_without_a_required_property_is_an_error() {
    let problem = from_value::<Pet>(json!({"name": "Rex"})).unwrap_err();
    assert!(problem.to_string().contains("`id`"), "{problem}");
}

#[test]
fn requests_have_what_only_requests_have() {
    let pet = PetRequestView::new("Rex", "7")
        .nick(Maybe::Null)
        .pin("1234")
        .owner(OwnerRequest::new("m").password("x"));
    assert_eq!(
        to_value(pet).unwrap(),
        json!({"name": "Rex", "chip": "7", "nick": null, "pin": "1234", "owner": {"mail": "m", "password": "x"}})
    );
}

#[test]
fn a_tag_that_only_responses_have_is_sent_all_the_same() {
    let cat = AnimalRequest::from(CatRequest::new().kittens([CatRequest::new()]));
    assert_eq!(
        to_value(cat).unwrap(),
        json!({"kind": "Cat", "kittens": [{"kind": "Cat"}]})
    );
    let dog = AnimalRequest::from(Dog::new("Dog"));
    assert_eq!(to_value(dog).unwrap(), json!({"kind": "Dog"}));
}

#[test]
fn properties_of_forms_are_what_requests_hold() {
    let client = Client::detached();
    let owner = OwnerRequest::new("m");
    let request = client.add_owner().secret("s").head(owner);
    let request = request.to_http("https://h").unwrap();
    assert_eq!(
        request.body().bytes().unwrap(),
        "secret=s&head=%7B%22mail%22%3A%22m%22%7D"
    );
}

#[test]
fn what_was_received_becomes_what_is_sent() {
    let owner = || json!({"id": "o", "revision": 1, "mail": "m"});
    let responded = json!({
        "id": "h",
        "head": owner(),
        "within": {"id": "i", "alias": owner()},
        "parts": [{"id": "j"}],
        "members": {"a": owner()},
        "grid": [[owner()], []],
        "animal": {"kind": "Cat", "id": "c", "kittens": [{"kind": "Dog", "name": "d"}]},
        "thing": {"weight": 1.5, "serial": "s"},
        "empty": {"at": "now"},
        "term": {"not": [owner()]},
        "last": owner(),
        "more": owner(),
    });
    let owner = || json!({"mail": "m"});
    assert_eq!(
        sent(responded),
        json!({
            "head": owner(),
            "within": {"alias": owner()},
            "parts": [{}],
            "members": {"a": owner()},
            "grid": [[owner()], []],
            "animal": {"kind": "Cat", "kittens": [{"kind": "Dog", "name": "d"}]},
            "thing": {"weight": 1.5},
            "empty": {},
            "term": {"not": [owner()]},
            "last": owner(),
            "more": owner(),
        })
    );
}

#[test]
fn what_was_received_as_null_is_left_as_it_is() {
    assert_eq!(sent(json!({"id": "h", "grid": null, "last": null})), json!({}));
}

#[test]
fn what_no_type_was_known_for_is_sent_as_it_came() {
    let term = |value: Value| from_value::<Household>(json!({"id": "h", "term": value})).unwrap();
    let response = term(json!({"id": 7}));
    let request = HouseholdRequest::from(response).term.unwrap();
    assert!(matches!(request, TermRequest::Other(_)), "{request:?}");
    assert_eq!(to_value(request).unwrap(), json!({"id": 7}));
}
