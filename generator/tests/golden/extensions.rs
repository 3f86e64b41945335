//! Which properties of the types of `pass/shop` are reachable without a match?
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use golden::shop::types::Event;
use serde_json::from_str;

#[test]
fn common_properties_are_those_of_the_variant() {
    let event = |json: &str| from_str::<Event>(json).unwrap();
    let at = "2026-01-31T12:00:00Z";
    let sale = event(&format!(
        "{{\"kind\":\"Sale\",\"at\":\"{at}\",\"price\":1.5,\"note\":\"n\",\
         \"cause\":{{\"kind\":\"Birth\",\"at\":\"{at}\"}}}}"
    ));
    assert!(matches!(sale, Event::Sale(_)));
    assert_eq!(sale.kind().unwrap(), "Sale");
    assert_eq!(sale.at().unwrap().as_str(), at);
    assert_eq!(sale.note().unwrap(), "n");
    let cause = sale.cause().unwrap();
    assert!(matches!(cause, Event::Birth(_)));
    assert_eq!((cause.kind().unwrap().as_str(), cause.note()), ("Birth", None));
    // A child that the document does not have yet.
    let new = event(&format!("{{\"kind\":\"Move\",\"at\":\"{at}\"}}"));
    assert_eq!(new.kind().unwrap(), "Move");
    assert_eq!(event("3").kind(), None);
}
