use crate::config::{ApiConfig, Config};
use crate::diagnostic::{Diagnostic, Report, Target};
use crate::ir::{End, First, More, Paging, Size, Step, Turn};
use crate::lower::testing::{document, operation};
use serde_json::{Value, json};

const LIST: &str = "list: {type: array, items: {properties: {id: {type: string}}}}";
const NEXT: &str = "next_cursor: {type: string}";

/// The pages of a `GET` with these query parameters, whose response has these properties.
fn paging(parameters: &str, properties: &str) -> Option<Paging> {
    responding(
        parameters,
        &format!("{{type: object, properties: {{{properties}}}}}"),
    )
}

/// The same, with a response of this schema.
fn responding(parameters: &str, schema: &str) -> Option<Paging> {
    operation(&format!(
        "parameters: [{parameters}]\nresponses: {{'200': {{description: d, content: \
         {{application/json: {{schema: {schema}}}}}}}}}"
    ))
    .paging
}

fn query(name: &str, schema: &str) -> String {
    format!("{{name: {name:?}, in: query, schema: {{{schema}}}}}")
}

fn turn(parameters: &[(&str, &str)], properties: &str) -> Option<Turn> {
    let parameters: Vec<_> = parameters
        .iter()
        .map(|(name, schema)| query(name, schema))
        .collect();
    Some(paging(&parameters.join(", "), properties)?.turn)
}

fn way(text: &str) -> Vec<Step> {
    text.split('.').map(Step::from).collect()
}

#[test]
fn a_link_and_a_list_make_pages() {
    let list = "participants: {type: array, items: {type: object, properties: {sid: {}}}}";
    let found = paging(
        "",
        &format!(
            "{list}, meta: {{properties: {{next_page_url: {{type: string, nullable: true}}}}}}"
        ),
    )
    .unwrap();
    assert_eq!(found.items, ["participants"]);
    let next = way("meta.next_page_url");
    assert_eq!(found.turn, Turn::NextLink { next });

    let paging = |properties: &str| paging("", properties);
    assert!(paging(list).is_none(), "no link");
    assert!(
        paging(&format!("{list}, next: {{type: string}}")).is_none(),
        "a cursor"
    );
    assert!(paging(&format!("{list}, next: {{type: string, format: uri}}")).is_some());
    assert!(
        paging(&format!("{list}, nextLink: {{type: integer}}")).is_none(),
        "no text"
    );
    let two = "a: {type: array, items: {type: string}}, b: {type: array, items: {type: string}}";
    assert!(paging(&format!("{two}, nextLink: {{type: string}}")).is_none());
    let named = two.replace("b:", "value:");
    assert!(paging(&format!("{named}, nextLink: {{type: string}}")).is_some());
}

#[test]
fn items_are_the_response_or_its_list_or_that_of_what_it_wraps() {
    let cursor = query("cursor", "type: string");
    let items = |properties: &str| paging(&cursor, properties).map(|paging| paging.items);
    assert_eq!(items(&format!("{LIST}, {NEXT}")), Some(way("list")));
    let wrapped = format!("data: {{properties: {{{LIST}, {NEXT}}}}}");
    assert_eq!(items(&wrapped), Some(way("data.list")));
    let errors = LIST.replace("list", "errors");
    assert_eq!(items(&format!("{errors}, {NEXT}")), Some(way("errors")));
    let with_envelope = format!("{errors}, data: {{properties: {{{LIST}, {NEXT}}}}}");
    assert_eq!(items(&with_envelope), Some(way("data.list")));
    assert_eq!(
        items(&format!("{errors}, {LIST}, {NEXT}")),
        Some(way("list"))
    );
    let bare = responding(
        &[
            query("offset", "type: integer"),
            query("limit", "type: integer"),
        ]
        .join(", "),
        "{type: array, items: {type: string}}",
    );
    assert_eq!(bare.unwrap().items, Vec::<String>::new());
}

#[test]
fn a_header_has_to_be_declared_or_spoken_of() {
    let found = |response: &str, schema: &str| {
        let content = format!("content: {{application/json: {{schema: {schema}}}}}");
        let text = format!("responses: {{'200': {{{response}, {content}}}}}");
        operation(&text).paging.map(|paging| paging.turn)
    };
    let list = "{type: array, items: {type: string}}";
    for response in [
        "description: d, headers: {Link: {schema: {type: string}}}",
        "description: d, headers: {link: {description: The next page., schema: {type: string}}}",
        "description: 'Pages; the next one is in the `Link` header.'",
    ] {
        assert_eq!(found(response, list), Some(Turn::LinkHeader), "{response}");
        assert_eq!(found(response, "{type: string}"), None, "no list");
    }
    for response in [
        "description: d",
        "description: d, headers: {Link: {description: Our manual., schema: {type: string}}}",
        "description: d, headers: {Next: {schema: {type: string}}}",
        "description: A link to the header of the manual.",
    ] {
        assert_eq!(found(response, list), None, "{response}");
    }
}

#[test]
fn a_cursor_goes_into_the_parameter_that_is_called_so() {
    let text = "type: string";
    let cursor = |parameter: (&str, &str), properties: &str| {
        let found = turn(&[parameter], &format!("{LIST}, {properties}"))?;
        let Turn::Cursor {
            next, parameter, ..
        } = found
        else {
            panic!("{found:?}")
        };
        let next = Step::join(next.iter().map(Step::borrowed), ".");
        Some(format!("{} {}", next.untrusted(), parameter.untrusted()))
    };
    for (parameter, properties, expected) in [
        (
            "cursor",
            "next_cursor: {type: string}",
            "next_cursor cursor",
        ),
        (
            "pageToken",
            "nextPageToken: {type: string}",
            "nextPageToken pageToken",
        ),
        (
            "page_token",
            "next_page_token: {type: string}",
            "next_page_token page_token",
        ),
        (
            "cursor",
            "response_metadata: {properties: {next_cursor: {type: string}}}",
            "response_metadata.next_cursor cursor",
        ),
        (
            "after",
            "paging: {properties: {cursors: {properties: {after: {type: string}}}}}",
            "paging.cursors.after after",
        ),
        (
            "after",
            "paging: {properties: {next: {properties: {after: {type: string}}}}}",
            "paging.next.after after",
        ),
        (
            "continue",
            "metadata: {properties: {continue: {type: string}}}",
            "metadata.continue continue",
        ),
        (
            "cursor",
            "cursor: {type: string, description: Begins the next page.}",
            "cursor cursor",
        ),
    ] {
        assert_eq!(
            cursor((parameter, text), properties).as_deref(),
            Some(expected)
        );
    }
    assert_eq!(
        cursor(("page", "type: integer"), "next_page: {type: integer}").as_deref(),
        Some("next_page page")
    );
    assert_eq!(
        cursor(("cursor", text), "cursor: {type: string}"),
        None,
        "it may be this page's"
    );
    assert_eq!(cursor(("page_token", text), NEXT), None, "another name");
    assert_eq!(
        cursor(("cursor", "type: integer"), NEXT),
        None,
        "another type"
    );
    assert_eq!(
        cursor(("cursor", text), "next_cursor: {type: object}"),
        None
    );
    let required = "{name: cursor, in: query, required: true, schema: {type: string}}";
    assert_eq!(paging(required, &format!("{LIST}, {NEXT}")), None);
    let header = "{name: cursor, in: header, schema: {type: string}}";
    assert_eq!(paging(header, &format!("{LIST}, {NEXT}")), None);
}

#[test]
fn the_last_item_counts_where_the_response_says_whether_there_are_more() {
    let parameter = [("starting_after", "type: string")];
    let more = "has_more: {type: boolean}";
    let found = turn(&parameter, &format!("{LIST}, {more}"));
    let find_field = More {
        way: way("has_more"),
        is_last: false,
        strict: true,
    };
    assert_eq!(
        found,
        Some(Turn::LastItem {
            property: way("id"),
            parameter: "starting_after".into(),
            more: find_field.clone(),
        })
    );
    assert_eq!(turn(&parameter, LIST), None);
    assert_eq!(
        turn(&[("after", "type: string")], &format!("{LIST}, {more}")),
        None
    );
    let last_id = format!("{LIST}, {more}, last_id: {{type: string}}");
    let Some(Turn::Cursor { next, more, .. }) = turn(&[("after", "type: string")], &last_id) else {
        panic!("no cursor")
    };
    assert_eq!((next, more), (way("last_id"), Some(find_field)));
}

#[test]
fn an_offset_needs_a_limit() {
    let whole = "type: integer";
    let offset = |schema: &str, others: &[(&str, &str)]| {
        let mut parameters = vec![("offset", schema)];
        parameters.extend(others);
        turn(&parameters, LIST)
    };
    let limit = ("limit", "type: integer, default: 20, maximum: 100");
    assert_eq!(
        offset(whole, &[limit]),
        Some(Turn::Offset {
            parameter: "offset".into(),
            size: Size {
                parameter: Some("limit".into()),
                default: Some(20),
                maximum: Some(100),
            },
            end: End::default(),
        })
    );
    assert_eq!(offset(whole, &[]), None);
    assert_eq!(offset("type: string", &[limit]), None);
    assert_eq!(
        offset("type: integer, minimum: 1", &[limit]),
        None,
        "it counts from one"
    );
    assert_eq!(
        offset("type: integer, description: x", &[("take", whole)]),
        None
    );
    let pages = "{name: offset, in: query, description: The page number., schema: {type: integer}}";
    let limit = query("limit", whole);
    assert_eq!(paging(&format!("{pages}, {limit}"), LIST), None);
}

#[test]
fn a_number_needs_a_first_page_and_an_end() {
    let number = |said: &str, properties: &str| {
        let page = format!("{{name: page, in: query, {said}}}");
        let size = query("per_page", "type: integer");
        match paging(&format!("{page}, {size}"), &format!("{LIST}, {properties}"))?.turn {
            Turn::Number { first, end, .. } => Some((first, end)),
            other => panic!("{other:?}"),
        }
    };
    let first = |said: &str| number(said, "").map(|(first, _)| first);
    for (said, expected) in [
        ("schema: {type: integer, default: 1}", Some(1)),
        ("schema: {type: integer, default: 0}", Some(0)),
        ("schema: {type: number, default: 1.0}", Some(1)),
        ("schema: {type: integer, minimum: 1}", Some(1)),
        (
            "schema: {type: integer}, description: Starts at 0.",
            Some(0),
        ),
        (
            "schema: {type: integer}, description: 'The page, 1-based.'",
            Some(1),
        ),
        (
            "schema: {type: integer}, description: (default `1`)",
            Some(1),
        ),
        (
            "schema: {type: integer}, description: A zero-indexed number.",
            Some(0),
        ),
        ("schema: {type: integer}, description: Starts at 10.", None),
        (
            "schema: {type: integer}, description: 'Starts at 0, not 1-based.'",
            None,
        ),
        ("schema: {type: integer}", None),
        ("schema: {type: integer, minimum: 0}", None),
        ("schema: {type: integer, default: 20}", None),
        ("schema: {type: string, default: '1'}", None),
    ] {
        assert_eq!(first(said), expected.map(First::At), "{said}");
    }
    let find_field = "meta: {properties: {current_page: {type: integer}, total_pages: {type: integer}, \
                total: {type: integer}}}, last: {type: boolean}";
    let (first, end) = number("schema: {type: integer}", find_field).unwrap();
    assert_eq!(first, First::FromResponse(way("meta.current_page")));
    assert_eq!(end.pages, Some(way("meta.total_pages")));
    assert_eq!(end.total, Some(way("meta.total")));
    assert!(end.more.is_some_and(|more| more.is_last));
    let count = "total: {type: integer, description: Items in this page.}";
    let (_, end) = number("schema: {type: integer, default: 1}", count).unwrap();
    assert_eq!(end, End::default());
    assert_eq!(
        turn(&[("page", "type: integer, default: 1")], LIST),
        None,
        "no size and no end"
    );
}

#[test]
fn only_get_is_followed() {
    let content = json!({ "application/json": { "schema": { "properties": {
        "items": { "type": "array", "items": {} }, "nextLink": { "type": "string" } } } } });
    let responses = json!({ "200": { "description": "", "content": content } });
    for (method, pages) in [("get", true), ("post", false), ("delete", false)] {
        let tree = json!({
            "openapi": "3.0.3", "info": { "title": "T", "version": "1" },
            "paths": { "/": { method: { "operationId": "o", "responses": responses } } }
        });
        let (found, problems) = configured(tree, "");
        assert_eq!(found.is_some(), pages, "{method}");
        assert!(problems.is_empty());
    }
}

/// The pagination of the first operation of a document, and the errors of this configuration, each
/// with its location and message.
fn configured(tree: Value, text: &str) -> (Option<Paging>, Vec<(String, String)>) {
    let config = Config::parse(text).unwrap_or_else(|problems| panic!("{problems:?}"));
    let config = config.apis.get("x").cloned().unwrap_or_default();
    let mut report = Report::new();
    let api = crate::lower::lower(&document(tree), &config, &mut report);
    let said = |problem: &Diagnostic| {
        let Some(Target::Text { span, .. }) = problem.places.first().map(|place| &place.target)
        else {
            panic!("{problem:?}")
        };
        let help = problem.help.iter().map(|help| format!("; {help}"));
        let message: String = std::iter::once(problem.message.clone())
            .chain(help)
            .collect();
        (text.get(span.clone()).unwrap().to_owned(), message)
    };
    let problems = report.diagnostics().iter().map(said).collect();
    (
        api.operations.into_iter().next().and_then(|o| o.paging),
        problems,
    )
}

fn shop() -> Value {
    let list =
        json!({ "type": "array", "items": { "properties": { "id": { "type": "string" } } } });
    let response = json!({ "properties": {
        "a": list, "b.c": list, "meta": { "properties": {
            "token": { "type": "string" }, "count": { "type": "integer" }, "done": { "type": "boolean" } } } } });
    let query =
        |name: &str, ty: &str| json!({ "name": name, "in": "query", "schema": { "type": ty } });
    let content = json!({ "application/json": { "schema": response } });
    json!({
        "openapi": "3.0.3", "info": { "title": "T", "version": "1" },
        "paths": { "/": {
            "get": {
                "operationId": "list",
                "parameters": [query("from", "string"), query("p", "integer"), query("n", "integer"), query("o", "object")],
                "responses": { "200": { "description": "", "content": content } } },
            "post": { "operationId": "make", "responses": { "204": { "description": "" } } }
        } }
    })
}

#[test]
fn pages_can_be_configured() {
    let found = |rule: &str| {
        let (paging, problems) = configured(shop(), &format!("[api.x.paging]\nlist = {rule}\n"));
        assert!(problems.is_empty(), "{problems:?}");
        paging
    };
    let turn = |rule: &str| found(rule).unwrap().turn;
    assert_eq!(
        found("{ cursor = 'meta.token', parameter = 'from', items = 'b.c', last = 'meta.done' }"),
        Some(Paging {
            rebase: false,
            items: vec!["b.c".into()],
            item: found("{ link = true, items = 'b.c' }").unwrap().item,
            turn: Turn::Cursor {
                next: way("meta.token"),
                parameter: "from".into(),
                more: Some(More {
                    way: way("meta.done"),
                    is_last: true,
                    strict: false
                }),
            },
        })
    );
    assert_eq!(turn("{ link = true, items = 'a' }"), Turn::LinkHeader);
    assert_eq!(
        turn("{ next = 'meta.token', items = 'a' }"),
        Turn::NextLink {
            next: way("meta.token")
        }
    );
    assert_eq!(
        turn("{ last_item = 'id', parameter = 'from', more = 'meta.done', items = 'a' }"),
        Turn::LastItem {
            property: way("id"),
            parameter: "from".into(),
            more: More {
                way: way("meta.done"),
                is_last: false,
                strict: true
            },
        }
    );
    let size = Size {
        parameter: Some("n".into()),
        ..Size::default()
    };
    let end = End {
        total: Some(way("meta.count")),
        ..End::default()
    };
    assert_eq!(
        turn("{ offset = 'p', size = 'n', total = 'meta.count', items = 'a' }"),
        Turn::Offset {
            parameter: "p".into(),
            size,
            end
        }
    );
    assert_eq!(
        turn("{ page = 'p', first = 0, pages = 'meta.count', items = 'a' }"),
        Turn::Number {
            parameter: "p".into(),
            first: First::At(0),
            size: Size::default(),
            end: End {
                pages: Some(way("meta.count")),
                ..End::default()
            },
        }
    );
    assert_eq!(found("false"), None);
}

#[test]
fn what_is_recognised_can_be_switched_off() {
    let tree = || {
        let mut tree = shop();
        let response = &mut tree["paths"]["/"]["get"]["responses"]["200"]["content"]["application/json"]
            ["schema"];
        response["properties"] =
            json!({ "items": { "type": "array", "items": {} }, "nextLink": { "type": "string" } });
        tree
    };
    assert!(configured(tree(), "").0.is_some());
    assert!(
        configured(tree(), "[api.x.paging]\nlist = false")
            .0
            .is_none()
    );
}

#[test]
fn unknown_parameters_are_located_errors() {
    for (rule, place, message) in [
        (
            "list = { next = 'meta.tokn', items = 'a' }",
            "'meta.tokn'",
            "there is no property `tokn`; did you mean `token`?",
        ),
        (
            "list = { next = 'meta.token.x', items = 'a' }",
            "'meta.token.x'",
            "`token` is not an object with declared properties",
        ),
        (
            "list = { next = 'meta', items = 'a' }",
            "'meta'",
            "`meta` is not text",
        ),
        (
            "list = { next = 'meta.token', items = 'meta' }",
            "'meta'",
            "`meta` is no list",
        ),
        (
            "list = { next = 'meta.token' }",
            "list",
            "which list of `list` has the items? say `items`",
        ),
        (
            "list = { cursor = 'meta.token', parameter = 'form', items = 'a' }",
            "'form'",
            "`list` has no query parameter `form`; did you mean `from`?",
        ),
        (
            "list = { offset = 'o', items = 'a' }",
            "'o'",
            "`o` takes neither text nor a number",
        ),
        (
            "list = { offset = 'p', total = 'meta.token', items = 'a' }",
            "'meta.token'",
            "`meta.token` is no whole number",
        ),
        (
            "list = { offset = 'p', more = 'meta.count', items = 'a' }",
            "'meta.count'",
            "`meta.count` is no boolean",
        ),
        (
            "list = { page = 'p', items = 'a' }",
            "list",
            "nothing says whether `p` begins with 0 or 1: say `first`",
        ),
        (
            "list = { last_item = 'id', parameter = 'from', items = 'a' }",
            "list",
            "`last_item` needs `more` or `last`",
        ),
        (
            "make = { link = true }",
            "make",
            "`make` is a POST: its pages are followed by a `cursor` in its body only",
        ),
        (
            "lits = false",
            "lits",
            "there is no operation `lits`; did you mean `list`?",
        ),
    ] {
        let (_, problems) = configured(shop(), &format!("[api.x.paging]\n{rule}\n"));
        assert_eq!(problems, [(place.to_owned(), message.to_owned())], "{rule}");
    }
}

#[test]
fn nothing_is_configured_by_default() {
    assert!(ApiConfig::default().paging.is_empty());
}

/// The pages of a `POST` with a body of these properties, whose response has these.
fn posted(body: &str, properties: &str) -> Option<Turn> {
    let text = format!(
        "paths: {{/a: {{post: {{operationId: o, requestBody: {{content: {{application/json: \
         {{schema: {{type: object, properties: {{{body}}}}}}}}}}}, responses: {{'200': \
         {{description: d, content: {{application/json: {{schema: {{type: object, properties: \
         {{{properties}}}}}}}}}}}}}}}}}}}"
    );
    let (api, _) = crate::lower::testing::lowered(&text);
    Some(api.operations[0].paging.clone()?.turn)
}

#[test]
fn a_cursor_goes_into_the_body_of_a_post() {
    let found = posted(
        "filter: {type: object}, start_cursor: {type: string}",
        &format!("{LIST}, {NEXT}, has_more: {{type: boolean}}"),
    );
    let Some(Turn::BodyCursor {
        next,
        property,
        more,
    }) = found
    else {
        panic!("{found:?}")
    };
    assert_eq!((next, property), (way("next_cursor"), way("start_cursor")));
    assert_eq!(more.map(|more| more.way), Some(way("has_more")));
    let found = posted(
        "pagination: {type: object, properties: {page_token: {type: string}}}",
        &format!("{LIST}, next_page_token: {{type: string}}"),
    );
    let Some(Turn::BodyCursor { property, more, .. }) = found else {
        panic!("{found:?}")
    };
    assert_eq!((property, more), (way("pagination.page_token"), None));
    // Doubtful cases are not paginated.
    for (body, properties) in [
        ("cursor: {type: boolean}", format!("{LIST}, {NEXT}")),
        ("name: {type: string}", format!("{LIST}, {NEXT}")),
        ("cursor: {type: integer}", format!("{LIST}, {NEXT}")),
        (
            "cursor: {type: string}",
            format!("{LIST}, id: {{type: string}}"),
        ),
        ("cursor: {type: string}", NEXT.to_owned()),
    ] {
        assert_eq!(posted(body, &properties), None, "{body} {properties}");
    }
}

#[test]
fn links_can_be_rebased_on_the_base_url() {
    let found = |rules: &str| configured(shop(), &format!("[api.x.paging]\n{rules}\n"));
    let (paging, problems) = found("list = { link = true, items = 'a', rebase = true }");
    assert!(
        paging.unwrap().rebase && problems.is_empty(),
        "{problems:?}"
    );
    let (paging, problems) = found("list = { link = true, items = 'a' }\n'*' = { rebase = true }");
    assert!(
        paging.unwrap().rebase && problems.is_empty(),
        "{problems:?}"
    );
    // The document does not show the pages.
    let (paging, problems) = found("list = { rebase = true }");
    assert!(paging.is_none());
    assert!(
        problems[0]
            .1
            .starts_with("`list` is not known to have pages"),
        "{problems:?}"
    );
}

#[test]
fn extensions_state_pages() {
    let found = |extension: &str, parameters: &str, properties: &str| {
        operation(&format!(
            "{extension}\nparameters: [{parameters}]\nresponses: {{'200': {{description: d, content: \
             {{application/json: {{schema: {{properties: {{{properties}}}}}}}}}}}}}"
        ))
        .paging
    };
    let text = "more: {type: string}";
    let by_url = "x-ms-pageable: {nextLinkName: more, itemName: list}";
    let paging = found(by_url, "", &format!("{LIST}, {text}")).unwrap();
    assert_eq!(paging.turn, Turn::NextLink { next: way("more") });
    // Null says that there is one page, whatever else the response has.
    let single = "x-ms-pageable: {nextLinkName: null}";
    let link = "nextLink: {type: string, format: uri}";
    assert!(found("x-other: 1", "", &format!("{LIST}, {link}")).is_some());
    assert!(found(single, "", &format!("{LIST}, {link}")).is_none());

    let stated = |kind: &str, input: &str, outputs: &str| {
        format!(
            "x-speakeasy-pagination: {{type: {kind}, inputs: [{{name: p, in: parameters, \
             type: {input}}}], outputs: {{results: $.list, {outputs}}}}}"
        )
    };
    let number = query("p", "type: integer");
    let paging = found(
        &stated("offsetLimit", "page", "numPages: $.m.n"),
        &number,
        &format!("{LIST}, m: {{properties: {{n: {{type: integer}}}}}}"),
    )
    .unwrap();
    let Turn::Number { first, end, .. } = paging.turn else {
        panic!("{paging:?}")
    };
    assert_eq!((first, end.pages), (First::At(1), Some(way("m.n"))));
    let paging = found(
        &stated("cursor", "cursor", "nextCursor: $.more"),
        &query("p", "type: string"),
        &format!("{LIST}, {text}"),
    )
    .unwrap();
    assert!(matches!(paging.turn, Turn::Cursor { .. }), "{paging:?}");
    let paging = found(
        &stated("cursor", "cursor", "nextCursor: '$.list[-1].id'"),
        &query("p", "type: string"),
        &format!("{LIST}, has_more: {{type: boolean}}"),
    )
    .unwrap();
    assert!(matches!(paging.turn, Turn::LastItem { .. }), "{paging:?}");
    let paging = found(
        &stated("url", "x", "nextUrl: $.more"),
        "",
        &format!("{LIST}, {text}"),
    )
    .unwrap();
    assert_eq!(paging.turn, Turn::NextLink { next: way("more") });
}
