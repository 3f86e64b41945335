//! Is every value decoded as the type that the document means, and encoded as it was received?

use conformance::schemas::types::{
    All, Animal, Bicycle, BoolConst, BoolTag, Command, ConstInt, Cool, DisInt, Dog, EnumOrDate, EnumOrInt, EnumsOfList,
    Event, High, InlineInt, Low, MapOfEnums, Mixed, NestedTag, NumberParam, Order, RefInt, RefStrAny,
    Size, Truck, Vehicle, Versioned, Warm,
};
use serde_json::{Value, from_value, json, to_value};

/// The property that has this value, which has to be encoded as it was received.
fn read<T>(property: &str, value: Value, get: fn(All) -> Option<T>) -> T {
    let all = json!({property: value});
    let read: All = from_value(all.clone()).unwrap();
    assert_eq!(to_value(&read).unwrap(), all);
    get(read).unwrap()
}

#[test]
fn a_listed_value_beats_a_plain_type_and_that_an_unlisted_value() {
    let number = |value: Value| read("ref_int", value, |all| all.ref_int);
    assert_eq!(number(json!(2)), RefInt::Low(Low::from(2)));
    assert_eq!(number(json!(200)), RefInt::High(High::from(200)));
    let text = |value: Value| read("ref_str_any", value, |all| all.ref_str_any);
    assert_eq!(text(json!("red")), RefStrAny::Warm(Warm::Red));
    assert_eq!(text(json!("green")), RefStrAny::Cool(Cool::Green));
    assert_eq!(text(json!("#fff")), RefStrAny::Text("#fff".to_owned()));
    let date = |value: Value| read("enum_or_date", value, |all| all.enum_or_date);
    assert!(matches!(date(json!("never")), EnumOrDate::Never(_)));
    let time = json!("2026-12-01T02:03:04Z");
    assert!(matches!(date(time), EnumOrDate::DateTime(_)));
    let integer = |value: Value| read("enum_or_int", value, |all| all.enum_or_int);
    assert!(matches!(integer(json!(0)), EnumOrInt::Integer0(_)));
    assert_eq!(integer(json!(12)), EnumOrInt::Integer(12));
    let flag = |value: Value| read("bool_const", value, |all| all.bool_const);
    assert_eq!(flag(json!(true)), BoolConst::Boolean(true));
    assert_eq!(flag(json!("x")), BoolConst::Text("x".to_owned()));
    let uuid = "cd98e8a0-8f1b-4a6c-9c1b-1f2d3c4b5a69";
    let text = |value: Value| read("enum_or_uuid", value, |all| all.enum_or_uuid);
    assert_eq!(text(json!("orange")), Warm::Orange);
    assert_eq!(text(json!(uuid)), Warm::Unknown(uuid.to_owned()));
}

#[test]
fn listed_values_count_in_lists_maps_and_objects() {
    let list = read("list_of_enums", json!([1, 100]), |all| all.list_of_enums);
    assert!(matches!(list.as_slice(), [a, b] if format!("{a:?}{b:?}").contains("High(")));
    let lists = |value: Value| read("enums_of_list", value, |all| all.enums_of_list);
    assert!(matches!(lists(json!([1, 2])), EnumsOfList::LowList(_)));
    assert!(matches!(lists(json!([100, 200])), EnumsOfList::HighList(_)));
    let map = |value: Value| read("map_of_enums", value, |all| all.map_of_enums);
    assert!(matches!(map(json!({"a": "red"})), MapOfEnums::WarmMap(_)));
    assert!(matches!(map(json!({"a": "blue"})), MapOfEnums::CoolMap(_)));
    let nested = |value: Value| read("nested_tag", value, |all| all.nested_tag);
    let cool = json!({"meta": {"color": "green"}});
    assert!(matches!(nested(cool), NestedTag::CoolHolder(_)));
    let warm = json!({"meta": {"color": "red"}});
    assert!(matches!(nested(warm), NestedTag::WarmHolder(_)));
}

#[test]
fn constants_are_one_enum_with_their_names() {
    let inline = read("inline_int", json!(3), |all| all.inline_int);
    assert_eq!(inline, InlineInt::from(3));
    assert!(!matches!(inline, InlineInt::Unknown(_)));
    assert_eq!(read("const_int", json!(1), |all| all.const_int), ConstInt::One);
    #[expect(deprecated, reason = "the document deprecates these values")]
    let deprecated = (ConstInt::Two, Size::Large);
    assert_eq!(read("const_int", json!(2), |all| all.const_int), deprecated.0);
    assert_eq!(read("size", json!("2"), |all| all.size), deprecated.1);
    assert_eq!(read("size", json!("1"), |all| all.size), Size::Small);
    let mixed = |value: Value| read("mixed", value, |all| all.mixed);
    assert!(matches!(mixed(json!("a")), Mixed::Text(_)));
    let Mixed::Integer(first) = mixed(json!(1)) else {
        panic!("no integer")
    };
    assert_eq!(format!("{first:?}"), "First");
}

#[test]
fn integers_and_booleans_are_tags() {
    let object = |v: i64| json!({"v": v, "x": "a"});
    let versioned = |value: Value| read("versioned", value, |all| all.versioned);
    assert!(matches!(versioned(object(1)), Versioned::V1(_)));
    assert!(matches!(versioned(object(2)), Versioned::V2(_)));
    assert!(matches!(versioned(object(3)), Versioned::Other(_)));
    let declared = |value: Value| read("dis_int", value, |all| all.dis_int);
    assert!(matches!(declared(object(1)), DisInt::V1(_)));
    assert!(matches!(declared(object(2)), DisInt::V2(_)));
    let flag = |value: Value| read("bool_tag", value, |all| all.bool_tag);
    let ok = json!({"ok": true, "data": "a"});
    assert!(matches!(flag(ok), BoolTag::OkTrue(_)));
    let error = json!({"ok": false, "error": "a"});
    assert!(matches!(flag(error), BoolTag::OkFalse(_)));
}

#[test]
fn variants_in_place_have_the_name_of_their_tag_or_property() {
    let number = |value: Value| read("number", value, |all| all.number);
    let fixed = json!({"type": "static", "value": 1});
    assert!(matches!(number(fixed), NumberParam::Static(_)));
    let derived = json!({"type": "derived", "attribute": "a", "factor": 0.5});
    assert!(matches!(number(derived), NumberParam::Derived(_)));
    assert!(matches!(number(json!({"type": "none"})), NumberParam::None(_)));
    let command = |value: Value| read("command", value, |all| all.command);
    assert!(matches!(command(json!("Stop")), Command::Text(_)));
    let go = json!({"Move": {"x": 1, "y": 2}});
    assert!(matches!(command(go), Command::Move(_)));
    assert!(matches!(command(json!({"Write": "a"})), Command::Write(_)));
    let left = json!({"Left": {"attribute": "a", "factor": 0.5}});
    assert!(matches!(command(left), Command::Left(_)));
}

#[test]
fn several_tags_choose_one_variant_and_all_others_the_default() {
    let event = |value: Value| read("event", value, |all| all.event);
    assert!(matches!(event(json!({"t": "opened", "x": 1})), Event::Opened(_)));
    assert!(matches!(event(json!({"t": "reopened"})), Event::Opened(_)));
    assert!(matches!(event(json!({"t": "new", "y": 1})), Event::Changed(_)));
    assert!(matches!(event(json!({"y": 1})), Event::Changed(_)));
    assert!(matches!(event(json!(1)), Event::Other(_)));
}

#[test]
fn a_base_is_one_of_the_schemas_that_extend_it() {
    let animal = |value: Value| read("animal", value, |all| all.animal);
    let dog = json!({"species": "dog", "name": "Rex", "bark": "wow"});
    let Animal::Dog(dog) = animal(dog) else {
        panic!("no dog")
    };
    assert_eq!((dog.name.as_deref(), dog.bark.as_str()), (Some("Rex"), "wow"));
    let hound = json!({"species": "hound", "bark": "wow"});
    assert!(matches!(animal(hound), Animal::Dog(_)));
    let cat = json!({"species": "cat", "lives": 9});
    assert!(matches!(animal(cat), Animal::Cat(cat) if cat.lives == Some(9)));
    let new = json!({"species": "fox", "name": "Ren", "tail": {"length": 1}});
    let Animal::Base(base) = animal(new) else {
        panic!("no base")
    };
    assert_eq!(base.name.as_deref(), Some("Ren"));
    assert!(matches!(animal(json!("a")), Animal::Other(_)));

    let made = All::new().animal(Dog::new("wow").name("Rex"));
    let expected = json!({"animal": {"species": "dog", "name": "Rex", "bark": "wow"}});
    assert_eq!(to_value(made).unwrap(), expected);
}

#[test]
fn names_of_schemas_are_tags_at_every_level() {
    let vehicle = |value: Value| read("vehicle", value, |all| all.vehicle);
    let truck = json!({"kind": "Truck", "doors": 2, "load": 1.5});
    assert!(matches!(vehicle(truck), Vehicle::Truck(truck) if truck.doors == Some(2)));
    let car = json!({"kind": "Car", "wheels": 4});
    assert!(matches!(vehicle(car), Vehicle::Car(_)));
    let bicycle = json!({"kind": "Bicycle", "wheels": 2});
    assert!(matches!(vehicle(bicycle), Vehicle::Bicycle(_)));
    let made = to_value(Vehicle::from(Truck::new(2.5))).unwrap();
    assert_eq!(made, json!({"kind": "Truck", "load": 2.5}));
    let made = to_value(Vehicle::from(Bicycle::new())).unwrap();
    assert_eq!(made, json!({"kind": "Bicycle"}));
}

#[test]
fn new_values_take_what_is_at_hand() {
    let made = |order: Order| to_value(order).unwrap();
    let by_text = made(Order::new("+1"));
    assert_eq!(by_text, json!({"kind": "order", "version": 2, "contact": "+1"}));
    let contact = |order: Order| made(order)["contact"].clone();
    assert_eq!(contact(Order::new(String::from("a"))), "a");
    assert_eq!(contact(Order::new(7)), 7);
    assert_eq!(contact(Order::new(vec!["a".to_owned()])), json!(["a"]));
    let order = Order::new(1).color("red").colors([Warm::Orange, "later".into()]);
    let order = order.either(std::collections::BTreeMap::from([("a".to_owned(), true)]));
    let expected = json!({
        "kind": "order", "version": 2, "contact": 1,
        "color": "red", "colors": ["orange", "later"], "either": {"a": true},
    });
    assert_eq!(made(order), expected);
    // What the document adds later can be set.
    assert_eq!(made(Order::new(1).kind("refund"))["kind"], "refund");
}
