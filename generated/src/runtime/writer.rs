// Made by bindery; changes are overwritten.

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
    TRANSFER_ENCODING,
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

    /// A header, style `simple`. Text that a header cannot contain, such as a line break or leading
    /// and trailing spaces, is an error.
    pub fn header(&mut self, name: &'static str, value: &dyn Parameter) {
        self.header_as(name, Style::SIMPLE, value);
    }

    /// A header of another style.
    pub fn header_as(&mut self, name: &'static str, style: Style, value: &dyn Parameter) {
        let raw = |text: &str, to: &mut String| to.push_str(text);
        let mut text = String::new();
        match style::text(&mut text, name, value.parts(), style, raw) {
            Ok(true) => {}
            Ok(false) => return,
            Err(problem) => return self.refuse(name, problem),
        }
        let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
            return self.refuse(name, "not a name that a header can have");
        };
        // With a wrong value, the rest of the body would be parsed as a second request.
        if header == CONTENT_LENGTH || header == TRANSFER_ENCODING {
            return self.refuse(name, "a header about the length of bodies");
        }
        if escape::has_outer_blank(text.as_bytes()) {
            let why = "text that begins or ends with a blank, which a server would remove (RFC 9110, \
                       section 5.5); trim it";
            return self.refuse(name, why);
        }
        match HeaderValue::from_bytes(text.as_bytes()) {
            Ok(value) => {
                self.headers.insert(header, value);
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
