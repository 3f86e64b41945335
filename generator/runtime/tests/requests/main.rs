//! What goes over the wire for the arguments of a call?
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

mod parts;
mod properties;
mod styles;

use bindery_runtime::runtime::body::Body;
use bindery_runtime::runtime::error::Error;
use bindery_runtime::runtime::operation::Operation;
use bindery_runtime::runtime::request::Request;
use bindery_runtime::runtime::response::Response;
use bindery_runtime::runtime::writer::Writer;
use bytes::Bytes;

/// A request whose arguments are written by a function.
struct Written<W>(W);

impl<W: Fn(&mut Writer)> Request for Written<W> {
    type Output = ();

    const OPERATION: &'static Operation = &Operation {
        id: "op",
        method: "POST",
        path: "/{color}/",
        accept: "",
        security: &[],
        errors: &[],
    };

    fn write(&self, to: &mut Writer) {
        (self.0)(to);
    }

    fn read(response: &Response) -> Result<(), Error> {
        response.nothing()
    }
}

fn request(write: impl Fn(&mut Writer)) -> Result<http::Request<Bytes>, String> {
    let request = Written(write).to_http("http://h");
    let whole = |body: Body| body.bytes().unwrap().clone();
    request
        .map(|request| request.map(whole))
        .map_err(|error| error.to_string())
}
