//! What is a first program with the crate, and a first test of it?

use crate::emit::rust::client::methods;
use crate::emit::rust::operation::{arguments, example};
use crate::emit::rust::scope::Taken;
use crate::emit::rust::{Crate, Module, Surface};
use crate::ir::{Api, Method, Operation};

/// A first program and a first test, as files of Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starter {
    /// Calls the service.
    pub program: String,
    /// Calls an operation, with a transport in memory in the service's place.
    pub test: String,
}

/// Written for the first operation that there is an example for; none where there is none.
pub fn starter(krate: &Crate<'_>) -> Option<Starter> {
    krate.modules.iter().find_map(|module| of(krate, module))
}

fn of(krate: &Crate<'_>, module: &Module<'_>) -> Option<Starter> {
    let taken = Taken::of(module);
    let (names, call) = arguments::operations(module)
        .filter(|(operation, ..)| is_plain(module.api, operation))
        .find_map(|(operation, names, arguments)| {
            let example = example::of(module, &taken, operation, names, &arguments)?;
            Some((names, example))
        })?;
    let surface = Surface::of(krate, module);
    let method = names.method.as_str();
    let calls = surface.calls();
    let program = calls.iter().find(|call| call.method == method)?;
    let program = elsewhere(program.program.as_ref()?).join("\n");
    let path = format!("{}::{}", krate.library(), module.name);
    let request = names.request.as_str();
    let mut client = methods::construction(module.api, module.names, &krate.library(), "");
    if let [only] = client.as_slice() {
        let start = only.trim_end_matches(".build()?;").to_owned();
        client = vec![start, "    .build()?;".to_owned()];
    }
    client.pop();
    client.extend(
        [
            "    .base_url(\"https://service.example\")",
            "    .transport(service.clone())",
            "    .build()?;",
        ]
        .map(str::to_owned),
    );
    let mut lines = vec![
        "//! Tests a call by a mock transport, without a connection.".to_owned(),
        String::new(),
        format!(
            "use {path}::{{self as api, {}}};",
            ["Client"]
                .iter()
                .chain(&call.modules)
                .copied()
                .collect::<Vec<_>>()
                .join(", ")
        ),
        format!("use {}::{{Mock, MockResponse}};", krate.library()),
    ];
    lines.extend(
        [
            "",
            "type Outcome = Result<(), Box<dyn std::error::Error>>;",
            "",
            "async fn call(client: &Client) -> Outcome {",
        ]
        .map(str::to_owned),
    );
    lines.extend(indented(&call.lines));
    if call
        .lines
        .iter()
        .any(|line| line.starts_with("let response ="))
    {
        lines.push("    println!(\"{response:?}\");".to_owned());
    }
    lines.extend(
        [
            "    Ok(())",
            "}",
            "",
            "#[tokio::test]",
            "async fn a_call_reaches_the_service() -> Outcome {",
            "    let service = Mock::new();",
            "    // An error response. A successful one depends on the operation.",
        ]
        .map(str::to_owned),
    );
    let response = "MockResponse::empty(400).unchecked()";
    lines.push(format!(
        "    service.on::<api::operations::{request}>({response})?;"
    ));
    let client = client
        .iter()
        .map(|line| line.replace("::Client::builder", "Client::builder"));
    lines.extend(indented(&client.collect::<Vec<_>>()));
    lines.extend([
        "    assert!(call(&client).await.is_err());".to_owned(),
        format!("    let received = service.received::<api::operations::{request}>();"),
        "    assert_eq!(received.len(), 1);".to_owned(),
        "    Ok(())".to_owned(),
        "}".to_owned(),
    ]);
    Some(Starter {
        program: format!("//! A first call, to `BASE_URL` if that is set.\n\n{program}\n"),
        test: format!("{}\n", lines.join("\n")),
    })
}

/// The program, which asks its environment where the service is, and says what it has got.
fn elsewhere(program: &[String]) -> Vec<String> {
    let begins = |line: &&String| line.trim_start().starts_with("let client = ");
    let start = program.iter().position(|line| begins(&line));
    let build = program.iter().position(|line| line.ends_with(".build()?;"));
    let (Some(start), Some(build)) = (start, build) else {
        return program.to_vec();
    };
    let mut lines = Vec::new();
    for (at, line) in program.iter().enumerate() {
        let line = match at == start {
            true => line.replacen("let client =", "let mut builder =", 1),
            false => line.clone(),
        };
        if at != build {
            lines.push(line);
            continue;
        }
        match line.strip_suffix(".build()?;") {
            // It is a line by itself, so that the one before is the last of the builder's.
            Some(rest) if rest.trim().is_empty() => {
                if let Some(last) = lines.last_mut() {
                    last.push(';');
                }
            }
            rest => lines.push(format!("{};", rest.unwrap_or_default())),
        }
        lines.extend(
            [
                "    if let Ok(url) = std::env::var(\"BASE_URL\") {",
                "        builder = builder.base_url(url);",
                "    }",
                "    let client = builder.build()?;",
            ]
            .map(str::to_owned),
        );
    }
    let says = |line: &String| line.contains("println!");
    let end = lines.iter().rposition(|line| line == "    Ok(())");
    if let (false, Some(end)) = (lines.iter().any(says), end) {
        lines.insert(end, "    println!(\"done\");".to_owned());
    }
    lines
}

/// Whether the example's credentials, those of the first scheme, suffice, and a refusal is an error.
fn is_plain(api: &Api, operation: &Operation) -> bool {
    let first = api.schemes.first().map(|scheme| &scheme.name);
    let suffices = operation.security.iter().any(|alternative| {
        let mut schemes = alternative.schemes.iter();
        schemes.all(|(name, _)| Some(name) == first)
    });
    let deprecated = operation.docs.deprecated;
    (operation.security.is_empty() || suffices)
        && !deprecated
        && operation.method != Method::Head
        && operation.servers.is_empty()
}

fn indented(lines: &[String]) -> Vec<String> {
    let lines = lines.iter().flat_map(|line| line.lines());
    lines
        .map(|line| format!("    {line}").trim_end().to_owned())
        .collect()
}
