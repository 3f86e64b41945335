//! Requests from the arguments of an operation.

use super::base::Base;
use super::body::Body;
use super::error::{Error, Kind};
use super::escape;
use super::operation::Operation;
use super::parameter::{Parameter, Parts};
use super::style::{self, Style};
use super::template::{self, Arguments};
use http::header::{
    ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue,
};
use http::{Method, Request};
use serde::Serialize;
use std::borrow::Cow;
use std::fmt::Display;

const FORM: &str = "application/x-www-form-urlencoded";

/// Collects the arguments of one call. It keeps the first error, so that its methods return none.
#[derive(Debug)]
pub struct Writer {
    operation: &'static Operation,
    path: Arguments,
    query: String,
    headers: HeaderMap,
    cookies: String,
    content_type: Option<Cow<'static, str>>,
    form: String,
    body: Body,
    problem: Option<Error>,
}

impl Writer {
    pub(crate) fn new(operation: &'static Operation) -> Self {
        Self {
            operation,
            path: Arguments::default(),
            query: String::new(),
            headers: HeaderMap::new(),
            cookies: String::new(),
            content_type: None,
            form: String::new(),
            body: Body::default(),
            problem: None,
        }
    }

    /// A path parameter, style `simple`. It is encoded as one segment. Empty text, `.` and `..` are
    /// errors because they would address another resource.
    pub fn path(&mut self, name: &'static str, value: &dyn Parameter) {
        self.path_as(name, Style::SIMPLE, value);
    }

    /// A path parameter of another style. With `reserved` it can have several segments, none of
    /// them `.` or `..`.
    pub fn path_as(&mut self, name: &'static str, style: Style, value: &dyn Parameter) {
        let escape = match style.reserved {
            true => escape::reserved_path,
            false => escape::component,
        };
        let write = |to: &mut String| style::text(to, name, value.parts(), style, escape).map(drop);
        match self.path.add(name, write) {
            Ok(true) => {}
            Ok(false) if style.empty => {}
            Ok(false) if template::is_in_query(self.operation.path, name) => {}
            Ok(false) => self.refuse(name, "empty, which would address another resource"),
            Err(problem) => self.refuse(name, problem),
        }
    }

    /// A query parameter, style `form` with `explode`: an array as repeated keys, an object as
    /// its properties.
    pub fn query(&mut self, name: &'static str, value: &dyn Parameter) {
        self.query_as(name, Style::FORM, value);
    }

    /// A query parameter of another style.
    pub fn query_as(&mut self, name: &'static str, style: Style, value: &dyn Parameter) {
        let written = style::encode(
            &mut self.query,
            "&",
            name,
            value.parts(),
            style,
            escape::component,
        );
        if let Err(problem) = written {
            self.refuse(name, problem);
        }
    }

    /// The whole query.
    #[allow(dead_code, reason = "an API may have no such parameter")]
    pub fn query_string(&mut self, name: &'static str, value: &dyn Parameter) {
        match value.parts() {
            Parts::Absent => {}
            Parts::Text(text) | Parts::Literal(text) => {
                if !self.query.is_empty() {
                    self.query.push('&');
                }
                escape::component(&text, &mut self.query);
            }
            Parts::Invalid(problem) => self.refuse(name, problem),
            Parts::List(_) | Parts::Object(_) => self.refuse(name, "not text"),
        }
    }

    /// A header of which each element of an array is one of its own.
    #[allow(dead_code, reason = "an API may have no such parameter")]
    pub fn repeated_header(&mut self, name: &'static str, value: &dyn Parameter) {
        match value.parts() {
            Parts::List(list) => {
                for parts in list {
                    self.add_header(name, Style::SIMPLE, parts);
                }
            }
            parts => self.add_header(name, Style::SIMPLE, parts),
        }
    }

    /// A header, style `simple`. Text that a header cannot contain, such as a line break or leading
    /// and trailing spaces, is an error.
    pub fn header(&mut self, name: &'static str, value: &dyn Parameter) {
        self.header_as(name, Style::SIMPLE, value);
    }

    /// A header of another style.
    pub fn header_as(&mut self, name: &'static str, style: Style, value: &dyn Parameter) {
        self.add_header(name, style, value.parts());
    }

    fn add_header(&mut self, name: &'static str, style: Style, parts: Parts<'_>) {
        let raw = |text: &str, to: &mut String| to.push_str(text);
        let mut text = String::new();
        match style::text(&mut text, name, parts, style, raw) {
            Ok(true) => {}
            Ok(false) => return,
            Err(problem) => return self.refuse(name, problem),
        }
        let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
            return self.refuse(name, "not a name that a header can have");
        };
        if escape::is_length(&header) {
            return self.refuse(name, "a header about the length of bodies");
        }
        if escape::has_outer_blank(text.as_bytes()) {
            let why = "text that begins or ends with a blank, which a server would remove (RFC 9110, \
                       section 5.5); trim it";
            return self.refuse(name, why);
        }
        match HeaderValue::from_bytes(text.as_bytes()) {
            Ok(value) => {
                self.headers.append(header, value);
            }
            Err(_) => self.refuse(name, "not text that a header can hold"),
        }
    }

    /// A cookie, style `form` with `explode`.
    pub fn cookie(&mut self, name: &'static str, value: &dyn Parameter) {
        self.cookie_as(name, Style::FORM, value);
    }

    /// A cookie of another style.
    pub fn cookie_as(&mut self, name: &'static str, mut style: Style, value: &dyn Parameter) {
        // A reserved character may be the one that ends a cookie.
        style.reserved = false;
        let written = style::encode(
            &mut self.cookies,
            "; ",
            name,
            value.parts(),
            style,
            escape::component,
        );
        if let Err(problem) = written {
            self.refuse(name, problem);
        }
    }

    /// A property of an `application/x-www-form-urlencoded` body without a declared style: plain
    /// values as text, an array as repeated keys, an object as JSON (Encoding Object,
    /// `contentType`).
    pub fn form(&mut self, name: &'static str, value: &dyn Parameter) {
        self.unstyled(name, value.parts());
    }

    fn unstyled(&mut self, name: &str, parts: Parts<'_>) {
        let parts = match parts {
            object @ Parts::Object(_) => match object.to_json() {
                Ok(json) => Parts::Text(Cow::Owned(json)),
                Err(problem) => return self.refuse(name, problem),
            },
            parts => parts,
        };
        self.property(name, Style::FORM, parts);
    }

    /// A property of a form with a style.
    pub fn form_as(&mut self, name: &'static str, style: Style, value: &dyn Parameter) {
        self.property(name, style, value.parts());
    }

    fn property(&mut self, name: &str, style: Style, parts: Parts<'_>) {
        if let Err(problem) = style::encode(&mut self.form, "&", name, parts, style, escape::form) {
            self.refuse(name, problem);
        }
        if !self.form.is_empty() {
            self.required_form();
        }
    }

    /// Marks the body as a form, which is sent even without properties if it is required.
    pub fn required_form(&mut self) {
        self.content_type = Some(Cow::Borrowed(FORM));
    }

    /// A whole form whose properties the document does not list. Each is written as by
    /// [`Writer::form`].
    pub fn whole_form(&mut self, value: &dyn Parameter) {
        self.whole_form_as(&[], value);
    }

    /// A whole form. These properties have a style, or are JSON if they have none.
    pub fn whole_form_as(
        &mut self,
        styles: &[(&'static str, Option<Style>)],
        value: &dyn Parameter,
    ) {
        self.required_form();
        match value.parts() {
            Parts::Absent => {}
            Parts::Object(properties) => {
                for (name, part) in properties {
                    let declared = styles.iter().find(|(known, _)| *known == name);
                    match (declared, part) {
                        (_, Parts::Absent) => {}
                        (None, part) => self.unstyled(&name, part),
                        (Some((_, Some(style))), part) => self.property(&name, *style, part),
                        (Some((_, None)), part) => match part.to_json() {
                            Ok(json) => self.property(&name, Style::FORM, Parts::Text(json.into())),
                            Err(problem) => self.refuse(&name, problem),
                        },
                    }
                }
            }
            Parts::Invalid(problem) => self.refuse("body", problem),
            _ => self.refuse("body", "not an object, so it has no fields for a form"),
        }
    }

    /// A JSON body.
    pub fn json(&mut self, value: &impl Serialize) {
        self.json_as("application/json", value);
    }

    /// A JSON body with another media type, such as `application/merge-patch+json`.
    pub fn json_as(&mut self, content_type: &'static str, value: &impl Serialize) {
        match serde_json::to_vec(value) {
            Ok(json) => self.bytes(content_type, json),
            Err(problem) => self.refuse("body", format!("not encodable as JSON: {problem}")),
        }
    }

    /// A body with any other media type.
    pub fn bytes(&mut self, content_type: impl Into<Cow<'static, str>>, body: impl Into<Body>) {
        self.content_type = Some(content_type.into());
        self.body = body.into();
    }

    /// Keeps the error of an argument. The first error is reported.
    pub fn refuse(&mut self, name: &str, why: impl Display) {
        if self.problem.is_none() {
            let message = format!("argument `{name}` is {why}");
            self.problem = Some(Error::new(Kind::InvalidRequest, message).of(self.operation));
        }
    }

    /// The request, without credentials, and without `Accept`, which [the operation
    /// adds](Operation::accept_in), so that less is kept for a retry.
    pub(crate) fn finish(mut self, base: &Base) -> Result<Request<Body>, Error> {
        let target = self.target(base);
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        if !self.form.is_empty() {
            self.body = Body::from(self.form);
        }
        let invalid = |what: &str| {
            let message = format!("{what} cannot be written");
            Error::new(Kind::InvalidRequest, message).of(self.operation)
        };
        let method = Method::from_bytes(self.operation.method.as_bytes())
            .map_err(|_| invalid("the method"))?;
        let mut headers = self.headers;
        if !self.cookies.is_empty() {
            let cookies = HeaderValue::from_str(&self.cookies).map_err(|_| invalid("a cookie"))?;
            headers.insert(COOKIE, cookies);
        }
        // The operation's own header takes precedence over an argument of this name.
        if !self.operation.accept.is_empty() {
            headers.remove(ACCEPT);
        }
        if let Some(content_type) = self.content_type {
            let value = HeaderValue::from_str(&content_type);
            headers.insert(CONTENT_TYPE, value.map_err(|_| invalid("the media type"))?);
        }
        // RFC 9110, section 8.6: a method that defines a meaning for content states when there is
        // none.
        let expects_body = matches!(method, Method::POST | Method::PUT | Method::PATCH);
        if expects_body && self.body.is_empty() {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let mut request = Request::new(self.body);
        *request.method_mut() = method;
        *request.uri_mut() = base.url(target).ok_or_else(|| invalid("the URL"))?;
        *request.headers_mut() = headers;
        Ok(request)
    }

    /// The path and the query.
    fn target(&mut self, base: &Base) -> String {
        let (path, query) = template::halves(self.operation.path);
        let most = [base.path(), self.operation.path, &self.query].map(str::len);
        let mut target = String::with_capacity(most.iter().sum::<usize>() + self.path.len() + 2);
        target.push_str(base.path());
        if let Err((argument, why)) = template::fill(path, &self.path, &mut target) {
            self.refuse(argument, why);
        }
        let mut separator = '?';
        let query = template::query(query, &self.path);
        for part in [&query, &self.query] {
            if !part.is_empty() {
                target.push(separator);
                target.push_str(part);
                separator = '&';
            }
        }
        target
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::InvalidText;
    use super::*;

    static GET: Operation = operation("GET", "/a b/{id}.json/{x}?v=1");
    static POST: Operation = operation("POST", "/p");

    const fn operation(method: &'static str, path: &'static str) -> Operation {
        Operation {
            id: "op",
            method,
            path,
            accept: "text/x",
            security: &[],
            errors: &[],
        }
    }

    fn finish(
        operation: &'static Operation,
        write: impl FnOnce(&mut Writer),
    ) -> Result<Request<Body>, Error> {
        let mut writer = Writer::new(operation);
        write(&mut writer);
        let mut request = writer.finish(&Base::new("http://h/base/").unwrap())?;
        operation.accept_in(request.headers_mut());
        Ok(request)
    }

    fn refused(write: impl FnOnce(&mut Writer)) -> String {
        let error = finish(&POST, write).unwrap_err();
        assert!(error.is_invalid_request() && !error.request_sent());
        error.to_string()
    }

    #[test]
    fn arguments_stand_where_they_belong() {
        let request = finish(&GET, |to| {
            to.path("id", &"a/b");
            to.path("x", &vec![1u8, 2]);
            to.query("tag", &vec!["a b", "c&d"]);
            to.query("none", &None::<bool>);
            to.header("X-List", &vec!["1", "2"]);
            to.cookie("c", &"v;w");
            to.cookie("d", &true);
        })
        .unwrap();
        let url = "http://h/base/a%20b/a%2Fb.json/1,2?v=1&tag=a%20b&tag=c%26d";
        assert_eq!(request.uri().to_string(), url);
        assert_eq!(request.headers()["x-list"], "1,2");
        assert_eq!(request.headers()[COOKIE], "c=v%3Bw; d=true");
        assert_eq!(request.headers()[ACCEPT], "text/x");
        assert!(!request.headers().contains_key(CONTENT_LENGTH));
    }

    #[test]
    fn a_query_behind_the_path_takes_arguments() {
        static QUERY: Operation = operation("GET", "/a?kind={kind}&of={of}&v=1#end");
        let request = finish(&QUERY, |to| {
            to.path("of", &"a b&c");
            to.query("kind", &"x");
        });
        let url = "http://h/base/a?of=a%20b%26c&v=1&kind=x";
        assert_eq!(request.unwrap().uri().to_string(), url);
        let empty = finish(&QUERY, |to| to.path("of", &""));
        assert_eq!(empty.unwrap().uri().to_string(), "http://h/base/a?of=&v=1");
    }

    #[test]
    fn a_form_repeats_keys_and_an_empty_body_has_a_length() {
        let request = finish(&POST, |to| to.form("a", &vec!["1", "2"])).unwrap();
        assert_eq!(request.body().bytes().unwrap(), "a=1&a=2");
        let space = finish(&POST, |to| {
            to.form_as("a b", Style::SPACE_DELIMITED, &vec!["1", "2"])
        });
        assert_eq!(space.unwrap().body().bytes().unwrap(), "a+b=1+2");
        let request = finish(&POST, |to| to.form("a", &None::<String>)).unwrap();
        assert_eq!(request.headers()[CONTENT_LENGTH], "0");
        assert!(!request.headers().contains_key(CONTENT_TYPE));
        let required = finish(&POST, |to| {
            to.required_form();
            to.form("a", &None::<String>);
        });
        assert_eq!(required.unwrap().headers()[CONTENT_TYPE], FORM);
        let request = finish(&POST, |_| {}).unwrap();
        assert_eq!(request.headers()[CONTENT_LENGTH], "0");
        assert!(!request.headers().contains_key(CONTENT_TYPE));
        let request = finish(&POST, |to| to.json(&[1])).unwrap();
        assert_eq!(
            (
                &request.body().bytes().unwrap()[..],
                &request.headers()[CONTENT_TYPE]
            ),
            (&b"[1]"[..], &HeaderValue::from_static("application/json"))
        );
    }

    #[test]
    fn properties_of_a_whole_form_keep_their_names_and_styles() {
        struct Whole;
        impl Parameter for Whole {
            fn parts(&self) -> Parts<'_> {
                let list = || Parts::List(vec![Parts::text("1"), Parts::text("2")]);
                let object = || Parts::Object(vec![("x".into(), Parts::Literal("1".into()))]);
                let property = |name: &'static str, part| (Cow::Borrowed(name), part);
                Parts::Object(vec![
                    property("a", list()),
                    property("b", list()),
                    property("c", object()),
                    property("d", object()),
                    property("e", list()),
                    property("f", Parts::Absent),
                ])
            }
        }
        let request = finish(&POST, |to| {
            let joined = Style::FORM.explode(false);
            let styles = [
                ("b", Some(joined)),
                ("d", Some(Style::DEEP_OBJECT)),
                ("e", None),
                ("f", None),
            ];
            to.whole_form_as(&styles, &Whole);
        });
        assert_eq!(
            request.unwrap().body().bytes().unwrap(),
            "a=1&a=2&b=1,2&c=%7B%22x%22%3A1%7D&d%5Bx%5D=1&e=%5B%221%22%2C%222%22%5D"
        );
    }

    #[test]
    fn tabs_pipes_and_spaces_stand_between_values() {
        static PATH: Operation = operation("GET", "/{a}/{b}");
        let both = || vec!["1", "2"];
        let request = finish(&PATH, |to| {
            to.path_as("a", Style::PIPE_DELIMITED, &both());
            to.path_as("b", Style::TAB_DELIMITED, &both());
            to.query_as("c", Style::TAB_DELIMITED, &both());
            to.header_as("X-Tab", Style::TAB_DELIMITED, &both());
            to.header_as("X-Space", Style::SPACE_DELIMITED, &both());
        })
        .unwrap();
        let url = "http://h/base/1%7C2/1%092?c=1%092";
        assert_eq!(request.uri().to_string(), url);
        assert_eq!(request.headers()["x-tab"], "1\t2");
        assert_eq!(request.headers()["x-space"], "1 2");
        let form = finish(&POST, |to| to.form_as("a", Style::TAB_DELIMITED, &both()));
        assert_eq!(form.unwrap().body().bytes().unwrap(), "a=1%092");
        let two = refused(|to| to.header_as("X", Style::PIPE_DELIMITED, &vec!["a|b", "c"]));
        assert!(two.contains("`X`"), "{two}");
    }

    #[test]
    fn a_cookie_may_stay_as_it_is() {
        let request = finish(&POST, |to| {
            to.cookie_as("a", Style::COOKIE, &"x=/+%&");
            to.cookie_as("b", Style::COOKIE, &vec!["1", "2"]);
            to.cookie_as("c", Style::COOKIE, &"");
        });
        assert_eq!(request.unwrap().headers()[COOKIE], "a=x=/+%&; b=1; b=2; c=");
        for value in ["a;b", "a b", "a,b", "\"", "\\", "é", "a\r\n"] {
            let says = refused(|to| to.cookie_as("a", Style::COOKIE, &value));
            assert!(
                says.contains("argument `a` is not text that a cookie"),
                "{says}"
            );
        }
    }

    #[test]
    fn what_cannot_be_sent_is_refused() {
        for value in ["a\r\nb: c", "a\0", "\n"] {
            assert!(
                refused(|to| to.header("X", &value)).contains("argument `X`"),
                "{value:?}"
            );
        }
        for value in [" a", "a ", "\ta", "a\t", " "] {
            assert_eq!(
                refused(|to| to.header("X", &value)),
                "op: argument `X` is text that begins or ends with a blank, which a server would \
                 remove (RFC 9110, section 5.5); trim it",
                "{value:?}"
            );
        }
        assert!(refused(|to| to.header("X", &vec!["a", "b "])).contains("trim it"));
        for value in ["", "a b", "a\tb"] {
            let sent = finish(&POST, |to| to.header("X", &value)).unwrap();
            assert_eq!(sent.headers()["x"], value);
        }
        for name in ["Content-Length", "transfer-encoding"] {
            assert!(refused(|to| to.header(name, &"5")).contains("length of bodies"));
        }
        struct Invalid;
        impl Parameter for Invalid {
            fn parts(&self) -> Parts<'_> {
                Parts::List(vec![Parts::Invalid(InvalidText::unwritable())])
            }
        }
        assert!(refused(|to| to.query("q", &Invalid)).contains("`q` is not to be written"));
        assert!(refused(|to| to.form_as("q", Style::DEEP_OBJECT, &Invalid)).contains("`q`"));
        assert!(refused(|to| to.whole_form(&vec!["a"])).contains("not an object"));
        // The first error is reported.
        let both = refused(|to| {
            to.path("first", &"");
            to.header("second", &"\n");
        });
        assert!(both.contains("`first` is empty"), "{both}");
        static DOTS: Operation = operation("GET", "/{id}/x");
        for value in [".", "..", ""] {
            assert!(
                finish(&DOTS, |to| to.path("id", &value)).is_err(),
                "{value}"
            );
        }
        assert!(finish(&DOTS, |to| to.path("id", &"...")).is_ok());
        assert!(
            finish(&DOTS, |_| {})
                .unwrap_err()
                .to_string()
                .contains("`id` is not given")
        );
    }
}
