//! How do an operation's arguments become a request?

use super::base::Base;
use super::error::{Error, Kind};
use super::escape;
use super::operation::Operation;
use super::parameter::{Parameter, Parts};
use super::text::InvalidText;
use bytes::Bytes;
use http::header::{
    ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue,
};
use http::{Method, Request};
use serde::Serialize;
use std::fmt::Display;

/// Collects the arguments of one call. It keeps the first fault, so that none of its methods has
/// to return one.
#[derive(Debug)]
pub struct Writer {
    operation: &'static Operation,
    path: Vec<(&'static str, String)>,
    query: String,
    headers: HeaderMap,
    cookies: String,
    content_type: Option<&'static str>,
    form: String,
    body: Bytes,
    fault: Option<Error>,
}

impl Writer {
    pub(crate) fn new(operation: &'static Operation) -> Self {
        Self {
            operation,
            path: Vec::new(),
            query: String::new(),
            headers: HeaderMap::new(),
            cookies: String::new(),
            content_type: None,
            form: String::new(),
            body: Bytes::new(),
            fault: None,
        }
    }

    /// A path parameter, style `simple`. It stays inside its segment whatever it holds; empty
    /// text, `.` and `..` would change which resource is meant, and are refused.
    pub fn path(&mut self, name: &'static str, value: &dyn Parameter) {
        let text = match simple(value.parts(), escape::component) {
            Ok(text) => text.unwrap_or_default(),
            Err(fault) => return self.refuse(name, fault),
        };
        if text.is_empty() {
            return self.refuse(name, "empty, which would address another resource");
        }
        self.path.push((name, text));
    }

    /// A query parameter, style `form` with `explode`: an array as repeated keys, an object as
    /// its members.
    pub fn query(&mut self, name: &'static str, value: &dyn Parameter) {
        if let Err(fault) = pairs(&mut self.query, name, value.parts(), escape::component) {
            self.refuse(name, fault);
        }
    }

    /// A header, style `simple`. Text that a header cannot hold, such as a line break, is
    /// refused.
    pub fn header(&mut self, name: &'static str, value: &dyn Parameter) {
        let text = match simple(value.parts(), |text, to| to.push_str(text)) {
            Ok(Some(text)) => text,
            Ok(None) => return,
            Err(fault) => return self.refuse(name, fault),
        };
        let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
            return self.refuse(name, "not a name that a header can have");
        };
        match HeaderValue::from_bytes(text.as_bytes()) {
            Ok(value) => {
                self.headers.insert(header, value);
            }
            Err(_) => self.refuse(name, "not text that a header can hold"),
        }
    }

    /// A cookie, style `form`.
    pub fn cookie(&mut self, name: &'static str, value: &dyn Parameter) {
        let text = match value.parts() {
            Parts::Absent => return,
            Parts::One(value) => value.into_owned(),
            Parts::List(list) => list.join(","),
            Parts::Object(_) => return self.refuse(name, "an object, which a cookie cannot hold"),
            Parts::Fault(fault) => return self.refuse(name, fault),
        };
        if !self.cookies.is_empty() {
            self.cookies.push_str("; ");
        }
        escape::component(name, &mut self.cookies);
        self.cookies.push('=');
        escape::component(&text, &mut self.cookies);
    }

    /// A member of an `application/x-www-form-urlencoded` body, style `form` with `explode`: an
    /// array as repeated keys.
    pub fn form(&mut self, name: &'static str, value: &dyn Parameter) {
        self.content_type = Some("application/x-www-form-urlencoded");
        if let Err(fault) = pairs(&mut self.form, name, value.parts(), escape::form) {
            self.refuse(name, fault);
        }
    }

    /// A JSON body.
    pub fn json(&mut self, value: &impl Serialize) {
        self.json_as("application/json", value);
    }

    /// A JSON body of a media type of its own, such as `application/merge-patch+json`.
    pub fn json_as(&mut self, content_type: &'static str, value: &impl Serialize) {
        self.body(content_type, serde_json::to_vec(value).map(Bytes::from));
    }

    /// A body of some other media type.
    pub fn bytes(&mut self, content_type: &'static str, bytes: Bytes) {
        self.body(content_type, Ok(bytes));
    }

    /// Remembers that an argument cannot be sent. The first fault is the one reported.
    pub fn refuse(&mut self, name: &str, why: impl Display) {
        if self.fault.is_none() {
            let message = format!("argument `{name}` is {why}");
            self.fault = Some(Error::new(Kind::InvalidRequest, message).of(self.operation));
        }
    }

    fn body(&mut self, content_type: &'static str, bytes: Result<Bytes, serde_json::Error>) {
        match bytes {
            Ok(bytes) => {
                self.content_type = Some(content_type);
                self.body = bytes;
            }
            Err(fault) => self.refuse("body", format!("not to be written as JSON: {fault}")),
        }
    }

    /// The request, without credentials.
    pub(crate) fn finish(mut self, base: &Base) -> Result<Request<Bytes>, Error> {
        let url = self.url(base);
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        if !self.form.is_empty() {
            self.body = Bytes::from(self.form);
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
        if !self.operation.accept.is_empty() {
            headers.insert(ACCEPT, HeaderValue::from_static(self.operation.accept));
        }
        if let Some(content_type) = self.content_type {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        }
        // RFC 9110, section 8.6: a method that has a meaning for content says when there is none.
        let expects_body = matches!(method, Method::POST | Method::PUT | Method::PATCH);
        if expects_body && self.body.is_empty() {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let mut request = Request::new(self.body);
        *request.method_mut() = method;
        *request.uri_mut() = url.parse().map_err(|_| invalid("the URL"))?;
        *request.headers_mut() = headers;
        Ok(request)
    }

    /// Fills the path template. A segment with an argument in it must not become `.` or `..`,
    /// which every URL library would take away, however it is encoded.
    fn url(&mut self, base: &Base) -> String {
        let template = self.operation.path.split('#').next().unwrap_or_default();
        let (path, query) = template.split_once('?').unwrap_or((template, ""));
        let mut url =
            String::with_capacity(base.as_str().len() + template.len() + self.query.len() + 32);
        url.push_str(base.as_str());
        if !path.starts_with('/') {
            url.push('/');
        }
        for (at, segment) in path.split('/').enumerate() {
            if at > 0 {
                url.push('/');
            }
            let start = url.len();
            let argument = self.fill(segment, &mut url);
            let dots = matches!(url.get(start..), Some("." | ".."));
            if let (Some(argument), true) = (argument, dots) {
                self.refuse(
                    argument,
                    "`.` or `..`, which would address another resource",
                );
            }
        }
        let mut separator = '?';
        for part in [query, &self.query] {
            if !part.is_empty() {
                url.push(separator);
                url.push_str(part);
                separator = '&';
            }
        }
        url
    }

    /// Fills one segment; returns the last argument in it.
    fn fill(&mut self, segment: &'static str, url: &mut String) -> Option<&'static str> {
        let mut rest = segment;
        let mut last = None;
        while let Some((before, name, after)) = split(rest) {
            escape::literal(before, url);
            match self.path.iter().find(|(given, _)| *given == name) {
                Some((_, value)) => url.push_str(value),
                None => self.refuse(name, "not given"),
            }
            last = Some(name);
            rest = after;
        }
        escape::literal(rest, url);
        last
    }
}

/// Text before the first `{name}`, the name, and the text after it.
fn split(segment: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let (before, rest) = segment.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Style `simple`: everything in a row, with commas between.
fn simple(parts: Parts<'_>, escape: fn(&str, &mut String)) -> Result<Option<String>, InvalidText> {
    let values = match parts {
        Parts::Absent => return Ok(None),
        Parts::One(value) => vec![value],
        Parts::List(list) => list,
        Parts::Object(members) => members.into_iter().flat_map(<[_; 2]>::from).collect(),
        Parts::Fault(fault) => return Err(fault),
    };
    let mut text = String::new();
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        escape(value, &mut text);
    }
    Ok(Some(text))
}

/// Style `form` with `explode`: each value by itself, under the name or that of the member.
fn pairs(
    to: &mut String,
    name: &str,
    parts: Parts<'_>,
    escape: fn(&str, &mut String),
) -> Result<(), InvalidText> {
    let mut pair = |name: &str, value: &str| {
        if !to.is_empty() {
            to.push('&');
        }
        escape(name, to);
        to.push('=');
        escape(value, to);
    };
    match parts {
        Parts::Absent => {}
        Parts::One(value) => pair(name, &value),
        Parts::List(list) => list.iter().for_each(|value| pair(name, value)),
        Parts::Object(members) => members.iter().for_each(|(name, value)| pair(name, value)),
        Parts::Fault(fault) => return Err(fault),
    }
    Ok(())
}
