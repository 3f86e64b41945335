//! Is every style written as the tables of the specification have it?

use super::request;
use bindery_runtime::runtime::parameter::{Parameter, Parts};
use bindery_runtime::runtime::style::Style;

struct Given(Parts<'static>);

impl Parameter for Given {
    fn parts(&self) -> Parts<'_> {
        self.0.clone()
    }
}

fn list(values: &[&'static str]) -> Parts<'static> {
    Parts::List(values.iter().map(|value| Parts::text(value)).collect())
}

fn object(properties: &[(&'static str, Parts<'static>)]) -> Parts<'static> {
    let properties = properties.iter().cloned();
    Parts::Object(properties.map(|(name, part)| (name.into(), part)).collect())
}

/// The values of the specification's table: empty, string, array, object.
fn values() -> [Parts<'static>; 4] {
    [
        Parts::text(""),
        Parts::text("blue"),
        list(&["blue", "black", "brown"]),
        object(&[
            ("R", Parts::Literal("100".into())),
            ("G", Parts::Literal("200".into())),
            ("B", Parts::Literal("150".into())),
        ]),
    ]
}

fn path(style: Style, value: Parts<'static>) -> Result<String, String> {
    let value = Given(value);
    let request = request(|to| to.path_as("color", style, &value))?;
    let path = request.uri().path();
    Ok(path[1..path.len() - 1].to_owned())
}

fn query(style: Style, value: Parts<'static>) -> Result<String, String> {
    let value = Given(value);
    let request = request(|to| {
        to.path("color", &"x");
        to.query_as("color", style, &value);
    })?;
    Ok(request.uri().query().unwrap_or("-").to_owned())
}

/// "Style Examples" of 3.0.4 and 3.1.1, row by row.
#[test]
fn paths_are_as_in_the_table() {
    let refused = "is empty";
    for (style, explode, expected) in [
        (
            Style::MATRIX,
            false,
            [
                ";color",
                ";color=blue",
                ";color=blue,black,brown",
                ";color=R,100,G,200,B,150",
            ],
        ),
        (
            Style::MATRIX,
            true,
            [
                ";color",
                ";color=blue",
                ";color=blue;color=black;color=brown",
                ";R=100;G=200;B=150",
            ],
        ),
        // The table has `.` for empty text, which as a whole segment is another path.
        (
            Style::LABEL,
            false,
            ["`.`", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
        ),
        (
            Style::LABEL,
            true,
            ["`.`", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
        ),
        (
            Style::SIMPLE,
            false,
            [refused, "blue", "blue,black,brown", "R,100,G,200,B,150"],
        ),
        (
            Style::SIMPLE,
            true,
            [refused, "blue", "blue,black,brown", "R=100,G=200,B=150"],
        ),
    ] {
        for (value, expected) in values().into_iter().zip(expected) {
            match path(style.explode(explode), value) {
                Ok(path) => assert_eq!(path, expected, "{style:?} {explode}"),
                Err(problem) => assert!(problem.contains(expected), "{style:?}: {problem}"),
            }
        }
    }
}

#[test]
fn queries_are_as_in_the_table() {
    for (style, explode, expected) in [
        (
            Style::FORM,
            false,
            [
                "color=",
                "color=blue",
                "color=blue,black,brown",
                "color=R,100,G,200,B,150",
            ],
        ),
        (
            Style::FORM,
            true,
            [
                "color=",
                "color=blue",
                "color=blue&color=black&color=brown",
                "R=100&G=200&B=150",
            ],
        ),
        (
            Style::SPACE_DELIMITED,
            false,
            [
                "color=",
                "color=blue",
                "color=blue%20black%20brown",
                "color=R%20100%20G%20200%20B%20150",
            ],
        ),
        (
            Style::PIPE_DELIMITED,
            false,
            [
                "color=",
                "color=blue",
                "color=blue%7Cblack%7Cbrown",
                "color=R%7C100%7CG%7C200%7CB%7C150",
            ],
        ),
        (
            Style::DEEP_OBJECT,
            true,
            [
                "color=",
                "color=blue",
                "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown",
                "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
            ],
        ),
    ] {
        for (value, expected) in values().into_iter().zip(expected) {
            let written = query(style.explode(explode), value).unwrap();
            assert_eq!(written, expected, "{style:?} {explode}");
        }
    }
    let form = query(Style::PIPE_DELIMITED.explode(true), list(&["a|b", "c"]));
    assert_eq!(
        form.unwrap(),
        "color=a%7Cb&color=c",
        "exploded, it is `form`"
    );
}

#[test]
fn headers_and_cookies_have_no_url_to_fit_into() {
    for (explode, header, cookie) in [
        (false, "R,100,G,200,B,150", "color=R,100,G,200,B,150"),
        (true, "R=100,G=200,B=150", "R=100; G=200; B=150"),
    ] {
        let request = request(|to| {
            let [.., object] = values();
            let object = Given(object);
            to.path("color", &"x");
            to.header_as("color", Style::SIMPLE.explode(explode), &object);
            to.cookie_as("color", Style::FORM.explode(explode), &object);
        })
        .unwrap();
        assert_eq!(request.headers()["color"], header);
        assert_eq!(request.headers()["cookie"], cookie);
    }
    let request = request(|to| {
        to.path("color", &"x");
        to.header("h", &vec!["a b", "ü/"]);
        to.cookie("c", &vec!["a;", "b"]);
    });
    let request = request.unwrap();
    assert_eq!(request.headers()["h"].as_bytes(), "a b,ü/".as_bytes());
    assert_eq!(request.headers()["cookie"], "c=a%3B; c=b");
}

/// RFC 6570, section 3.2, with `keys` and values that have to be encoded.
#[test]
fn values_are_encoded_and_delimiters_are_not() {
    let keys = || {
        object(&[
            ("semi", Parts::text(";")),
            ("dot", Parts::text(".")),
            ("comma", Parts::text(",")),
        ])
    };
    for (style, explode, expected) in [
        (Style::SIMPLE, false, "semi,%3B,dot,.,comma,%2C"),
        (Style::SIMPLE, true, "semi=%3B,dot=.,comma=%2C"),
        (Style::LABEL, false, ".semi,%3B,dot,.,comma,%2C"),
        (Style::LABEL, true, ".semi=%3B.dot=..comma=%2C"),
        (Style::MATRIX, false, ";color=semi,%3B,dot,.,comma,%2C"),
        (Style::MATRIX, true, ";semi=%3B;dot=.;comma=%2C"),
    ] {
        assert_eq!(path(style.explode(explode), keys()).unwrap(), expected);
    }
    let form = |explode| query(Style::FORM.explode(explode), keys()).unwrap();
    assert_eq!(form(false), "color=semi,%3B,dot,.,comma,%2C");
    assert_eq!(form(true), "semi=%3B&dot=.&comma=%2C");
    assert_eq!(
        path(Style::SIMPLE, Parts::text("Hello World!/50%")).unwrap(),
        "Hello%20World%21%2F50%25"
    );
    let reserved = Style::SIMPLE.reserved();
    assert_eq!(
        path(reserved, Parts::text("foo/bar?é")).unwrap(),
        "foo/bar%3F%C3%A9"
    );
    let reserved = Style::FORM.reserved();
    assert_eq!(
        query(reserved, Parts::text("/a?b=c&d")).unwrap(),
        "color=/a?b=c%26d"
    );
}

#[test]
fn what_is_undefined_is_not_sent() {
    for style in [Style::FORM, Style::FORM.explode(false), Style::DEEP_OBJECT] {
        for value in [
            Parts::Absent,
            list(&[]),
            object(&[]),
            object(&[("a", Parts::Absent)]),
        ] {
            assert_eq!(query(style, value).unwrap(), "-");
        }
    }
    assert!(
        path(Style::MATRIX, list(&[]))
            .unwrap_err()
            .contains("is empty")
    );
    assert!(path(Style::MATRIX.explode(true), object(&[])).is_err());
}

#[test]
fn a_delimiter_inside_a_value_is_refused() {
    for (style, value) in [
        (Style::SPACE_DELIMITED, "a b"),
        (Style::PIPE_DELIMITED, "a|b"),
    ] {
        let problem = query(style, list(&[value, "c"])).unwrap_err();
        assert!(problem.contains("`color` is ambiguous"), "{problem}");
        assert!(
            query(style, Parts::text(value)).is_ok(),
            "one value is one value"
        );
    }
}

#[test]
fn parts_inside_parts() {
    let value = || {
        object(&[
            ("tags", list(&["x", "y"])),
            ("at", object(&[("gte", Parts::Literal("1".into()))])),
            (
                "rows",
                Parts::List(vec![object(&[("n", Parts::text("é\""))])]),
            ),
        ])
    };
    let deep = query(Style::DEEP_OBJECT, value()).unwrap();
    assert_eq!(
        deep.replace("%5B", "[").replace("%5D", "]"),
        "color[tags][]=x&color[tags][]=y&color[at][gte]=1&color[rows][0][n]=%C3%A9%22"
    );
    let form = query(Style::FORM, value()).unwrap();
    assert_eq!(
        form,
        "tags=x&tags=y&at=%7B%22gte%22%3A1%7D&rows=%7B%22n%22%3A%22%C3%A9%5C%22%22%7D"
    );
    let path = path(
        Style::SIMPLE,
        Parts::List(vec![list(&["a", "b"]), list(&[])]),
    );
    assert_eq!(path.unwrap(), "%5B%22a%22%2C%22b%22%5D,%5B%5D");
}
