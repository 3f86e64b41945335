//! A program that was written for zoo.yaml and uses everything of it; it is checked, never run.
#![allow(dead_code, unused, dropping_copy_types)]

use zoos::MODULE::types::{
    Animal, Both, Fault, Food, Hay, Kind, Link, Meat, Names, NewAnimal, Page, Tag, Ticket,
};
use zoos::MODULE::operations::{
    AddAnimal, AddAnimalResponse, Feed, FeedBody, FetchAnimal, ListAnimals, MoveAllRequired, Photo, Tail, Use,
};
use zoos::MODULE::{Client, ClientBuilder, Server, headers};

fn builder(builder: ClientBuilder) -> ClientBuilder {
    builder
        .basic_auth("user", "password")
        .api_key("key")
        .server(Server::live().region("us"))
        .server(Server::test())
}

fn calls(client: &Client<zoos::Blocking>) {
    let list: ListAnimals<_> = client
        .list_animals(Kind::Cat)
        .name("Mia")
        .ids([1_i64, 2])
        .limit(ListAnimals::LIMIT_DEFAULT + 1_i64)
        .cursor("c");
    for item in list.clone().stream() {
        let _: Animal = item.unwrap();
    }
    let page: Page = list.send().unwrap();
    let _: (Vec<Animal>, Option<String>) = (page.animals, page.next_cursor);
    let request: AddAnimal<_> = client.add_animal(NewAnimal::new("Mia"));
    match request.send().unwrap() {
        AddAnimalResponse::Ok(animal) => animal_is(animal),
        AddAnimalResponse::Accepted(Ticket { number, .. }) => drop::<Option<i64>>(number),
        _ => {}
    }
    let request: FetchAnimal<_> = client.fetch_animal("id", "part", 3);
    animal_is(request.send().unwrap());
    let hay = Hay::new("hay", 3_i64);
    let request: Feed<_> = client.feed("id", Food::from(hay.clone()));
    let () = request.send().unwrap();
    let _ = client.feed("id", FeedBody::Text("grass".to_owned()));
    let _ = client.feed("id", FeedBody::Json(hay.into()));
    let request: Photo<_> = client.photo("id");
    let _ = request.clone().download().unwrap();
    let _: usize = request.send().unwrap().len();
    let request: Tail<_> = client.tail();
    for item in request.clone().events().unwrap() {
        let _: Ticket = item.unwrap();
    }
    let _ = request.clone().download().unwrap();
    let _: String = request.send().unwrap();
    let text = String::new;
    let required = MoveAllRequired {
        a: text(),
        b: text(),
        c: text(),
        d: text(),
        e: text(),
        f: text(),
        g: text(),
    };
    let () = client.move_all(required).send().unwrap();
    let names: Names = vec![text()];
    let link = Link::default().to("a").from("b").by("c");
    let request: Use<_> = client.r#use().when(names).body(Both::new().note("n").link(link));
    let () = request.send().unwrap();
}

fn animal_is(Animal { name, born, kind, .. }: Animal) {
    let _: (String, Option<zoos::Date>, Option<Kind>) = (name, born, kind);
}

fn types(new: NewAnimal, problem: Fault, kind: Kind, food: Food, map: &http::HeaderMap) {
    let new = new.weight(NewAnimal::WEIGHT_DEFAULT + 1.0_f64).tag("T0001".parse::<Tag>().unwrap());
    let _: (String, Option<f64>, Option<Tag>) = (new.name, new.weight, new.tag);
    let _: Option<String> = problem.message;
    match kind {
        Kind::Cat | Kind::Dog => {}
        Kind::Unknown(text) => drop::<String>(text),
        _ => {}
    }
    match food {
        Food::Hay(Hay { bales, .. }) => drop::<i64>(bales),
        Food::Meat(meat) => meat_is(meat),
        Food::Other(other) => drop::<serde_json::Value>(other),
        _ => {}
    }
    let _ = Food::from(Meat::new("meat", 1.5));
    let _: Option<i64> = headers::x_total(map);
}

fn meat_is(Meat { kilos, .. }: Meat) {
    let _: f64 = kilos;
}

fn written<T: serde::Serialize>() {}

fn read<T: serde::de::DeserializeOwned>() {}

fn main() {
    written::<NewAnimal>();
    written::<Food>();
    written::<Both>();
    read::<Page>();
    read::<Animal>();
    read::<Ticket>();
    read::<Fault>();
}
