//! Does every operation of real documents respond with a valid success to a request that is
//! invented from the same document?
//!
//! The documents are not part of the repository: `BINDERY_CORPUS`, or `../shared/corpus` beside the
//! repository, names their folder. Where it is absent the test says so and passes.

use super::coding::encoded;
use super::judge::Direction;
use super::make;
use super::operation::{Operation, Parameter};
use super::refusal::response;
use super::response::media;
use super::{Mock, Options};
use bindery::emit::rust::sample_error;
use bindery::examples::Chance;
use bindery::job::Request as Job;
use bindery::openapi::media_type::Family;
use bindery::pipeline::{self, Served};
use bindery::schemes::Place;
use hyper::Request;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A request that fits an operation, or why none could be written.
fn request(
    mock: &Mock,
    operation: &Operation,
) -> Result<(hyper::http::request::Parts, Vec<u8>), String> {
    let served = &mock.documents[operation.document];
    let judge = mock.judge(operation, served, Direction::Sent);
    let mut path = operation.path.split(['?', '#']).next().unwrap().to_owned();
    let mut query: Vec<String> = Vec::new();
    let mut builder = Request::builder().method(operation.method.as_str());
    if let Some((_, pairs)) = operation.path.split_once('?') {
        query.extend(
            pairs
                .split('&')
                .filter(|pair| !pair.contains('{'))
                .map(str::to_owned),
        );
    }
    for parameter in operation.parameters.iter().filter(|it| it.required) {
        let schema = parameter.schema.as_ref().and_then(|it| it.find(judge.tree));
        let value = match schema {
            Some(schema) => make::value(&judge, schema, 0, &parameter.name),
            None => json!("text"),
        };
        let name = &parameter.name;
        match parameter.location.as_str() {
            "path" => {
                let text = written(parameter, &value, ",", "=");
                path = path.replace(&format!("{{{name}}}"), &text);
                path = path.replace(&format!("{{+{name}}}"), &text);
            }
            "query" => query.push(in_query(parameter, &value)),
            "header" => {
                let text = plain(&value);
                builder = builder.header(name.as_str(), text);
            }
            _ => builder = builder.header("cookie", in_query(parameter, &value)),
        }
    }
    // Declarations that the document lacks.
    while let (Some(start), Some(end)) = (path.find('{'), path.find('}')) {
        if end < start {
            break;
        }
        path.replace_range(start..=end, "1");
    }
    if let Some(alternative) = operation.security.first() {
        for (name, _) in &alternative.schemes {
            let scheme = served
                .api
                .schemes
                .iter()
                .find(|scheme| scheme.name == *name);
            let Some(scheme) = scheme else {
                continue;
            };
            let (row, name) = (scheme.credential.scheme, scheme.credential.name());
            let (name, sample) = (name.untrusted(), row.mock.sample);
            match row.place {
                Place::Authorization => {
                    builder = builder.header("authorization", format!("{name} {sample}"));
                }
                Place::Header => builder = builder.header(name, sample),
                Place::Query => query.push(format!("{}={sample}", encoded(name))),
                Place::Cookie => builder = builder.header("cookie", format!("{name}={sample}")),
                Place::Transport => {}
            }
        }
    }
    let mut bytes = Vec::new();
    if let Some(body) = operation.body.as_ref().filter(|body| body.required)
        && let Some(content) = body
            .content
            .iter()
            .find(|content| content.family == Family::Json)
            .or(body.content.first())
    {
        let value = match media::schema(&judge, content) {
            Some(schema) => make::value(&judge, schema, 0, "body"),
            None => json!({}),
        };
        let (media_type, body) = media::write(&judge, content, &value, usize::MAX).unwrap();
        bytes = body.to_vec();
        if bytes.is_empty() && content.family != Family::Form {
            bytes = b"text".to_vec();
        }
        builder = builder.header(CONTENT_TYPE, media_type);
    }
    let query = query.join("&");
    let path = path.replace(' ', "%20");
    let uri = if query.is_empty() {
        path
    } else {
        format!("{path}?{query}")
    };
    let request = builder
        .uri(uri)
        .body(())
        .map_err(|error| error.to_string())?;
    Ok((request.into_parts().0, bytes))
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(plain).collect::<Vec<_>>().join(","),
        Value::Object(all) => {
            let all = all
                .iter()
                .map(|(name, value)| format!("{name},{}", plain(value)));
            all.collect::<Vec<_>>().join(",")
        }
        other => other.to_string(),
    }
}

fn written(parameter: &Parameter, value: &Value, between: &str, equals: &str) -> String {
    if parameter.json {
        return encoded(&value.to_string());
    }
    let text = match value {
        Value::Array(all) => {
            let all: Vec<String> = all.iter().map(|one| encoded(&plain(one))).collect();
            all.join(between)
        }
        Value::Object(all) => {
            let sign = if parameter.explode { equals } else { between };
            let all = all
                .iter()
                .map(|(name, value)| format!("{}{sign}{}", encoded(name), encoded(&plain(value))));
            all.collect::<Vec<_>>().join(between)
        }
        other => encoded(&plain(other)),
    };
    match parameter.style.as_str() {
        "label" => format!(".{text}"),
        "matrix" => format!(";{}={text}", parameter.name),
        _ => text,
    }
}

fn in_query(parameter: &Parameter, value: &Value) -> String {
    let name = encoded(&parameter.name);
    match value {
        _ if parameter.json => format!("{name}={}", encoded(&value.to_string())),
        Value::Array(all) if parameter.explode => {
            let all = all
                .iter()
                .map(|one| format!("{name}={}", encoded(&plain(one))));
            all.collect::<Vec<_>>().join("&")
        }
        Value::Object(all) if parameter.style == "deepObject" => {
            let all = all
                .iter()
                .map(|(key, one)| format!("{name}[{}]={}", encoded(key), encoded(&plain(one))));
            all.collect::<Vec<_>>()
                .join("&")
                .replace('[', "%5B")
                .replace(']', "%5D")
        }
        Value::Object(_) if parameter.explode => written(parameter, value, "&", "="),
        other => {
            let between = match parameter.style.as_str() {
                "spaceDelimited" => "%20",
                "pipeDelimited" => "%7C",
                "tabDelimited" => "%09",
                _ => ",",
            };
            format!("{name}={}", written(parameter, other, between, "="))
        }
    }
}

/// The error of the response to a request invented for an operation.
fn trial(mock: &Mock, operation: &Operation) -> Result<(), String> {
    let (head, bytes) = request(mock, operation)?;
    let received = mock.respond(&head, &bytes);
    let said = String::from_utf8_lossy(&bytes).into_owned();
    if received.operation.as_deref() != Some(&operation.id) {
        // Two paths of a document that are the same to anybody.
        return match &received.operation {
            Some(other) => Err(format!("responds as {other}")),
            None => Err(format!("{}: {:?}", head.uri, received.reason)),
        };
    }
    if !(200..400).contains(&received.status) {
        return Err(format!(
            "{} {}: {:?} {said}",
            head.uri, received.status, received.reason
        ));
    }
    let judge = mock.judge(
        operation,
        &mock.documents[operation.document],
        Direction::Response,
    );
    let Some((_, response)) = response(operation, received.status) else {
        return Ok(());
    };
    let media_type = received.headers.get(CONTENT_TYPE);
    let Some(content) = media_type.and_then(|media_type| {
        let mut contents = response.content.iter();
        contents.find(|content| content.media_type.as_bytes() == media_type.as_bytes())
    }) else {
        return Ok(());
    };
    if content.family != Family::Json || content.framing.is_some() || operation.method == "HEAD" {
        return Ok(());
    }
    let value: Value = serde_json::from_slice(&received.body).map_err(|error| error.to_string())?;
    match media::schema(&judge, content) {
        Some(schema) => judge
            .judge(schema, &value)
            .map_err(|reason| format!("its response: {reason}")),
        None => Ok(()),
    }
}

/// A request of which some bytes are others, or are there twice or not at all.
fn altered(text: &str, chance: &mut Chance) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let odd: Vec<char> = "%/?&=[]{}\";,:.+-0 \u{0}\u{e9}\u{fffd}a1".chars().collect();
    for _ in 0..=chance.below(4) {
        let at = usize::try_from(chance.below(characters.len() as u64 + 1)).unwrap();
        let new = *chance.one_of(&odd).unwrap();
        match chance.below(3) {
            0 => characters.insert(at, new),
            1 if at < characters.len() => characters[at] = new,
            _ if at < characters.len() => drop(characters.remove(at)),
            _ => {}
        }
    }
    characters.into_iter().collect()
}

#[test]
fn altered_requests_get_a_response_or_are_refused() {
    let shop = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents/shop.yaml");
    let job = Job {
        documents: vec![shop],
        ..Job::default()
    };
    let (_, served) = pipeline::serve(&job.job().unwrap()).unwrap();
    let mock = Mock::new(served, Options::default());
    let cases = std::env::var("BINDERY_CASES").ok();
    let cases = cases.and_then(|cases| cases.parse().ok()).unwrap_or(200);
    let (mut well, mut refused) = (0, 0);
    for case in 0..cases {
        let mut chance = Chance::about(case, "altered");
        for operation in &mock.operations {
            let (mut head, body) = request(&mock, operation).unwrap();
            let body = altered(&String::from_utf8(body).unwrap(), &mut chance);
            if let Ok(uri) = altered(&head.uri.to_string(), &mut chance).parse() {
                head.uri = uri;
            }
            if let Some(name) = chance.one_of(&["content-type", "accept", "prefer", "x-key"]) {
                let value = head
                    .headers
                    .get(*name)
                    .map_or("", |value| value.to_str().unwrap());
                if let Ok(value) = HeaderValue::from_str(&altered(value, &mut chance)) {
                    head.headers.insert(*name, value);
                }
            }
            match mock.respond(&head, body.as_bytes()).status {
                200..300 => well += 1,
                400..500 => refused += 1,
                other => panic!("{other}: {head:?} {body}"),
            }
        }
    }
    assert!(
        well > 0 && refused > 0,
        "{well} successful, {refused} refused"
    );
}

/// Documents that could ask for work without end: the test is that it comes to one.
#[test]
fn no_document_holds_it_up() {
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let several = |name: &str| vec![reference(name); 12];
    let mut schemas = serde_json::Map::new();
    for level in 0..12 {
        let next = several(&format!("U{}", level + 1));
        schemas.insert(format!("U{level}"), json!({"anyOf": next}));
        let next = several(&format!("P{}", level + 1));
        schemas.insert(format!("P{level}"), json!({"allOf": next}));
    }
    schemas.insert("U12".to_owned(), json!({"type": "integer", "maximum": -1}));
    schemas.insert(
        "P12".to_owned(),
        json!({"type": "object", "properties": {"a": {"type": "string"}}}),
    );
    let properties = |name: &str| {
        let all = (0..40).map(|number| (format!("m{number}"), reference(name)));
        all.collect::<serde_json::Map<_, _>>()
    };
    let names: Vec<String> = (0..40).map(|number| format!("m{number}")).collect();
    schemas.insert(
        "Endless".to_owned(),
        json!({"type": "object", "required": names, "properties": properties("Endless")}),
    );
    schemas.insert("Self".to_owned(), json!({"oneOf": several("Self")}));
    schemas.insert(
        "Not".to_owned(),
        json!({"type": "object", "not": {"not": reference("Not")}, "properties": properties("Not")}),
    );
    schemas.insert(
        "Evil".to_owned(),
        json!({"type": "string", "pattern": "^(?=(a|aa|a*)*b)((a+)+)+$", "minLength": 9000}),
    );
    schemas.insert(
        "Many".to_owned(),
        json!({"type": "array", "minItems": 1_000_000_000, "items": reference("Evil")}),
    );
    let mut paths = serde_json::Map::new();
    for name in ["U0", "P0", "Endless", "Self", "Not", "Evil", "Many"] {
        let schema = reference(name);
        let json = json!({"application/json": {"schema": schema}, "application/x-www-form-urlencoded": {"schema": schema}});
        let parameter = json!({"name": "q", "in": "query", "schema": schema});
        let response = json!({"description": "d", "content": json});
        let operation = json!({"operationId": name, "parameters": [parameter], "requestBody": {"content": json}, "responses": {"200": response, "400": response}});
        paths.insert(format!("/{name}"), json!({"post": operation}));
    }
    let tree = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": paths, "components": {"schemas": schemas}});
    let folder = std::env::temp_dir().join(format!("bindery-mock-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("hostile.json");
    std::fs::write(&path, tree.to_string()).unwrap();
    let job = Job {
        documents: vec![path],
        ..Job::default()
    };
    let (_, served) = pipeline::serve(&job.job().unwrap()).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let mock = Mock::new(served, Options::default());
    assert_eq!(mock.operations.len(), 7);
    let deep = format!("{}1{}", "{\"m0\":".repeat(100), "}".repeat(100));
    for operation in &mock.operations {
        for (kind, body) in [
            ("application/json", deep.as_str()),
            ("application/x-www-form-urlencoded", "m0=1&m1[m2][m3]=4&a=b"),
        ] {
            let uri = format!("{}?q={}&m1=2", operation.path, "a".repeat(2_000));
            let request = Request::post(uri)
                .header(CONTENT_TYPE, kind)
                .body(())
                .unwrap();
            let response = mock.respond(&request.into_parts().0, body.as_bytes());
            assert!(
                response.operation.is_some(),
                "{}: {response:?}",
                operation.id
            );
        }
    }
}

fn corpus() -> Option<PathBuf> {
    let root = match std::env::var_os("BINDERY_CORPUS") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus"),
    };
    root.is_dir().then_some(root)
}

/// Gives every document of the corpus that can be read to `visit`. Whether there is a corpus.
pub(super) fn each_document(mut visit: impl FnMut(&str, Vec<Served>)) -> bool {
    let Some(root) = corpus() else {
        eprintln!("skipped: there is no folder of documents");
        return false;
    };
    let folders = std::env::var("BINDERY_FOLDERS").unwrap_or_else(|_| "constructs".to_owned());
    for folder in folders.split(',') {
        let mut paths: Vec<_> = std::fs::read_dir(root.join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file())
            .collect();
        paths.sort();
        for path in paths {
            let job = Job {
                documents: vec![path.clone()],
                ..Job::default()
            };
            match job.job().and_then(|job| pipeline::serve(&job)) {
                Ok((_, served)) => visit(&path.file_name().unwrap().to_string_lossy(), served),
                Err(_) => println!("{}: not read", path.display()),
            }
        }
    }
    true
}

#[test]
fn real_documents_are_played() {
    let (mut documents, mut asked, mut right) = (0, 0, 0);
    let has_corpus = each_document(|name, served| {
        documents += 1;
        // Each operation is asked by itself: what one creates is not what another fetches.
        let options = Options {
            keep: false,
            ..Options::default()
        };
        let mut mock = Mock::new(served, options);
        for keep in [false, true] {
            mock.options.keep = keep;
            for operation in &mock.operations {
                *mock.state.lock().unwrap() = super::state::State::new(&mock.options.limits);
                asked += 1;
                match trial(&mock, operation) {
                    Ok(()) => right += 1,
                    Err(reason) => println!(
                        "{name} {} {keep}: {}",
                        operation.id,
                        reason.chars().take(600).collect::<String>()
                    ),
                }
            }
        }
    });
    if !has_corpus {
        return;
    }
    println!("{documents} documents, {asked} requests, {right} responses as declared");
    assert!(asked > 0);
    // The remaining ones are schemas without valid values, and duplicate paths.
    assert!(right * 1000 >= asked * 990, "{right} of {asked}");
}

/// Refusals of generated servers fit the schemas that documents declare for them.
#[test]
fn refusals_of_servers_fit_their_schemas() {
    let (mut declared, mut written, mut wrong) = (0, 0, Vec::new());
    let has_corpus = each_document(|name, served| {
        let mock = Mock::new(served, Options::default());
        for operation in &mock.operations {
            let served = &mock.documents[operation.document];
            let mut known = served.api.operations.iter();
            let known = known.find(|known| known.id == operation.id).unwrap();
            let judge = mock.judge(operation, served, Direction::Response);
            for error in known.errors.iter().filter(|error| !error.text) {
                let mut responses = operation.responses.iter();
                let response = responses.find(|response| response.status == error.status);
                let content = response.and_then(|response| {
                    let mut contents = response.content.iter();
                    contents.find(|it| {
                        error
                            .media_type
                            .as_ref()
                            .is_some_and(|own| *own == it.media_type)
                    })
                });
                let Some(content) = content.filter(|it| it.family == Family::Json) else {
                    continue;
                };
                declared += 1;
                let Some((_, text)) = sample_error(&served.api, error) else {
                    continue;
                };
                written += 1;
                let value: Value = serde_json::from_str(&text).unwrap();
                let fits = media::schema(&judge, content).map(|it| judge.judge(it, &value));
                if let Some(Err(reason)) = fits {
                    let status = error.status;
                    wrong.push(format!(
                        "{name} {} {status:?}: {reason}: {text}",
                        operation.id
                    ));
                }
            }
        }
    });
    if !has_corpus {
        return;
    }
    println!("{declared} errors of JSON are declared, {written} have a place for a reason");
    assert!(
        wrong.is_empty(),
        "{} are wrong: {}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
    assert!(written > 0);
}
