//! Whatever a document calls its things, the names of the output are valid, distinct and short.
//!
//! The obstacle course is a document of keywords, prelude items and near-collisions. Where real
//! documents are at hand (`BINDERY_CORPUS`, or `../shared/corpus` beside the repository), they are
//! held to the same.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test fails by panicking"
)]

use bindery::analyze::{Facts, analyze, share, split};
use bindery::config::ApiConfig;
use bindery::diagnostic::{Report, Severity};
use bindery::ir::{Api, Presence, Shape, Type, TypeId};
use bindery::name::{Identifier, Names, name};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

struct Named {
    api: Api,
    facts: Facts,
    names: Names,
    report: Report,
}

fn run(loaded: Option<bindery::load::Loaded>, mut report: Report) -> Option<Named> {
    let upgraded = bindery::upgrade::upgrade(loaded?.tree, &mut report)?;
    let document = bindery::check::check(upgraded.tree, &mut report)?;
    let config = ApiConfig::default();
    let mut api = bindery::lower::lower(&document, &config, &mut report);
    share(&mut api);
    split(&mut api, &config);
    let facts = analyze(&api);
    let names = name(&api, &facts, &config);
    Some(Named {
        api,
        facts,
        names,
        report,
    })
}

fn of_text(text: &str) -> Named {
    let mut report = Report::new();
    let loaded = bindery::load::load_text("test.yaml", text.to_owned(), &mut report);
    run(loaded, report).expect("a document")
}

/// Every scope of the output holds valid and distinct names.
fn hold(named: &Named) -> Result<(), String> {
    let Named {
        api, facts, names, ..
    } = named;
    let count = api.types.len();
    for (what, length) in [
        ("types", names.types.len()),
        ("fields", names.fields.len()),
        ("rest", names.rest.len()),
        ("variants", names.variants.len()),
        ("unknown", names.unknown.len()),
        ("facts", facts.types.len()),
    ] {
        if length != count {
            return Err(format!("{length} {what} for {count} types"));
        }
    }
    let operations = names.operations.iter();
    let beside = operations.flat_map(|o| [&o.request, &o.required]);
    distinct("types", names.types.iter().chain(beside))?;
    distinct("methods", names.operations.iter().map(|o| &o.method))?;
    distinct("schemes", &names.schemes)?;
    for (index, ((def, fields), variants)) in api
        .types
        .iter()
        .zip(&names.fields)
        .zip(&names.variants)
        .enumerate()
    {
        let expected = match &def.shape {
            Shape::Struct(object) => (object.fields.len(), 0),
            Shape::Enum(listed) => (0, listed.values.len()),
            Shape::Union(union) => (0, union.variants.len()),
            _ => (0, 0),
        };
        let place = def.origin.pointer.as_str();
        if (fields.len(), variants.len()) != expected {
            return Err(format!("{place}: names are missing"));
        }
        distinct(place, fields.iter().chain(&names.rest[index]))?;
        distinct(place, variants.iter().chain(&names.unknown[index]))?;
    }
    for (operation, names) in api.operations.iter().zip(&names.operations) {
        let all = names.parameters.iter().chain(&names.form);
        distinct(operation.id.untrusted(), all.chain([&names.body]))?;
    }
    sized(api, facts)
}

fn distinct<'a>(
    place: &str,
    names: impl IntoIterator<Item = &'a Identifier>,
) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for name in names {
        let written = name.to_string();
        if syn::parse_str::<syn::Ident>(&written).is_err() {
            return Err(format!("{place}: `{written}` is no identifier"));
        }
        if written.chars().count() > 110 {
            return Err(format!("{place}: `{written}` is too long"));
        }
        if !seen.insert(name.as_str()) {
            return Err(format!("{place}: `{written}` twice"));
        }
    }
    Ok(())
}

/// With the boxes that the facts ask for, no type holds itself by value.
fn sized(api: &Api, facts: &Facts) -> Result<(), String> {
    fn by_value(ty: &Type, found: &mut Vec<TypeId>) {
        match ty {
            Type::Named(id) => found.push(*id),
            Type::Nullable(inner) => by_value(inner, found),
            Type::Tuple(items) => items.iter().for_each(|item| by_value(item, found)),
            _ => {}
        }
    }
    let mut states = vec![0_u8; api.types.len()];
    for start in 0..api.types.len() {
        let mut stack = vec![(TypeId::new(start), false)];
        while let Some((id, leaving)) = stack.pop() {
            if leaving {
                states[id.index()] = 2;
                continue;
            }
            if states[id.index()] != 0 {
                continue;
            }
            states[id.index()] = 1;
            stack.push((id, true));
            let parts: Vec<&Type> = match &api.types[id.index()].shape {
                Shape::Struct(object) => object.fields.iter().map(|f| &f.ty).collect(),
                Shape::Union(union) => union.variants.iter().map(|v| &v.ty).collect(),
                Shape::Alias(ty) => vec![ty],
                _ => Vec::new(),
            };
            let boxed = &facts.types[id.index()].boxed;
            let mut found = Vec::new();
            for (index, part) in parts.into_iter().enumerate() {
                if !boxed.get(index).copied().unwrap_or_default() {
                    by_value(part, &mut found);
                }
            }
            for target in found {
                match states[target.index()] {
                    0 => stack.push((target, false)),
                    1 => {
                        let place = api.types[id.index()].origin.pointer.as_str();
                        return Err(format!("{place} holds itself"));
                    }
                    _ => {}
                }
            }
        }
    }
    Ok(())
}

#[test]
fn the_obstacle_course_is_passed() {
    let named = of_text(include_str!("names/obstacles.yaml"));
    hold(&named).unwrap();
    let types: BTreeMap<String, String> = named
        .api
        .types
        .iter()
        .zip(&named.names.types)
        .map(|(def, name)| (def.origin.pointer.as_str().to_owned(), name.to_string()))
        .collect();
    for (key, expected) in [
        ("Error", "ApiError"),
        ("Result", "ApiResult"),
        ("Option", "ApiOption"),
        ("Client", "ApiClient"),
        ("self", "Self_"),
        ("File", "File"),
        ("3DSecure", "N3dSecure"),
        ("foo_bar", "FooUnderscoreBar"),
        ("foo-bar", "FooDashBar"),
        ("名前", "名前"),
        ("😀", "U1f600"),
    ] {
        let pointer = format!("/components/schemas/{key}");
        assert_eq!(
            types.get(&pointer).map(String::as_str),
            Some(expected),
            "{key}"
        );
    }
    let (index, _) = named
        .api
        .types
        .iter()
        .enumerate()
        .find(|(_, def)| def.origin.pointer.as_str() == "/components/schemas/Fields")
        .unwrap();
    let fields: Vec<String> = named.names.fields[index]
        .iter()
        .map(Identifier::to_string)
        .collect();
    assert_eq!(
        fields,
        [
            "r#type",
            "self_",
            "super_",
            "r#gen",
            "new_",
            "clone_",
            "connection_string",
            "connection_underscore_string",
            "plus_1",
            "minus_1",
            "empty",
            "additional_properties",
        ]
    );
}

#[test]
fn a_component_and_an_operation_of_one_name_are_two_things() {
    let named = of_text(include_str!("names/obstacles.yaml"));
    let operation = &named.names.operations[0];
    assert_eq!(operation.method.to_string(), "create_user");
    assert_eq!(operation.request.to_string(), "CreateUserRequest");
    let arguments: Vec<String> = operation
        .parameters
        .iter()
        .map(Identifier::to_string)
        .collect();
    assert_eq!(
        arguments,
        [
            "path_id",
            "query_id",
            "send_",
            "caller_",
            "anonymous_",
            "self_",
            "body"
        ]
    );
    assert_eq!(operation.body.to_string(), "request_body");
}

#[test]
fn random_names_are_valid_and_distinct() {
    // A small generator of numbers, so that a failure can be repeated.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(below).unwrap()).unwrap()
    };
    let parts = [
        "a", "A", "b", "_", "-", ".", " ", "/", "1", "2", "type", "self", "Self", "Box", "Error",
        "é", "名", "😀", "+", ">=", "\u{301}", "id", "s", "item", "new", "[", "]", "ß", "İ", "",
    ];
    for _ in 0..40 {
        let mut schemas = serde_json::Map::new();
        for _ in 0..12 {
            let mut word =
                || -> String { (0..=next(4)).map(|_| parts[next(parts.len())]).collect() };
            let mut properties = serde_json::Map::new();
            for _ in 0..6 {
                let values = [word(), word(), word(), word()];
                properties.insert(
                    word(),
                    serde_json::json!({"type": "string", "enum": values}),
                );
                let inner = serde_json::json!({"properties": {(word()): {"type": "string"}}});
                properties.insert(word(), inner);
            }
            schemas.insert(word(), serde_json::json!({"properties": properties}));
        }
        let all: Vec<_> = schemas
            .keys()
            .map(|key| {
                let key = key.replace('~', "~0").replace('/', "~1");
                serde_json::json!({"$ref": format!("#/components/schemas/{key}")})
            })
            .collect();
        let content = serde_json::json!({"application/json": {"schema": {"oneOf": all}}});
        let document = serde_json::json!({
            "openapi": "3.0.3",
            "info": {"title": "t", "version": "1"},
            "paths": {"/x": {"put": {
                "requestBody": {"content": content},
                "responses": {"204": {"description": "d"}},
            }}},
            "components": {"schemas": schemas},
        });
        let named = of_text(&document.to_string());
        hold(&named).unwrap_or_else(|problem| panic!("{problem}\n{document}"));
    }
}

#[test]
fn naming_is_repeatable() {
    let text = include_str!("names/obstacles.yaml");
    assert_eq!(of_text(text).names, of_text(text).names);
}

#[test]
fn real_documents_are_named() {
    let root = match std::env::var_os("BINDERY_CORPUS") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus"),
    };
    if !root.is_dir() {
        eprintln!("skipped: there is no folder {}", root.display());
        return;
    }
    let mut documents = Vec::new();
    for folder in ["constructs", "public", "large"] {
        for entry in std::fs::read_dir(root.join(folder))
            .into_iter()
            .flatten()
            .flatten()
        {
            documents.push(entry.path());
        }
    }
    documents.sort();
    let only = std::env::var("BINDERY_ONLY").unwrap_or_default();
    let mut problems = Vec::new();
    let (mut bound, mut omitted) = (0, 0);
    for path in documents
        .iter()
        .filter(|path| path.to_string_lossy().contains(&only))
    {
        let file = path.file_name().unwrap().to_string_lossy();
        let mut report = Report::new();
        let loaded = bindery::load::load(path, &mut report);
        let start = Instant::now();
        let Some(named) = run(loaded, report) else {
            problems.push(format!("{file}: not read"));
            continue;
        };
        let time = start.elapsed();
        bound += named.api.operations.len();
        omitted += named.api.omitted.len();
        let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
        for diagnostic in named.report.diagnostics() {
            *codes.entry(diagnostic.code.name()).or_default() += 1;
            if std::env::var_os("BINDERY_ONLY").is_some() {
                println!(
                    "{}: {} {:?}",
                    diagnostic.code,
                    diagnostic.message,
                    diagnostic.places.first()
                );
            }
            if diagnostic.severity == Severity::Error {
                println!("{file}: error: {}", diagnostic.message);
            }
        }
        let longest = named
            .names
            .types
            .iter()
            .map(Identifier::as_str)
            .max_by_key(|n| n.len());
        println!(
            "{file}: {} bound, {} omitted, {} types, {time:.0?}, longest {}, {codes:?}",
            named.api.operations.len(),
            named.api.omitted.len(),
            named.api.types.len(),
            longest.unwrap_or_default(),
        );
        for left in &named.api.omitted {
            println!(
                "  {} {}: {}",
                left.method.terminal(),
                left.path.terminal(),
                left.reason.terminal()
            );
        }
        if std::env::var_os("BINDERY_NAMES").is_some() {
            for (def, name) in named.api.types.iter().zip(&named.names.types) {
                println!("  {name} {:?} {}", def.origin.name, kind(&def.shape));
            }
        }
        if let Err(problem) = hold(&named) {
            problems.push(format!("{file}: {problem}"));
        }
    }
    println!("{bound} operations bound, {omitted} omitted");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

fn kind(shape: &Shape) -> String {
    match shape {
        Shape::Struct(object) => {
            let required = object
                .fields
                .iter()
                .filter(|f| f.presence == Presence::Required);
            format!(
                "struct of {} ({} required)",
                object.fields.len(),
                required.count()
            )
        }
        Shape::Enum(listed) => format!("enum of {}", listed.values.len()),
        Shape::Union(union) => {
            let by = union.discriminator.as_ref().map(|d| d.property.untrusted());
            format!("union of {} by {by:?}", union.variants.len())
        }
        Shape::Pattern(pattern) => format!("pattern {}", pattern.expression.untrusted()),
        Shape::Alias(ty) => format!("alias {ty:?}"),
    }
}
