//! Does another implementation read what was written? Texts are what stands between bytes 0xff.
#![no_main]

#[path = "../../runtime/tests/requests/properties.rs"]
mod properties;

use bindery_runtime::runtime::response::Response;
use bindery_runtime::runtime::body::Body;
use bindery_runtime::runtime::error::Error;
use bindery_runtime::runtime::operation::Operation;
use bindery_runtime::runtime::request::Request;
use bindery_runtime::runtime::writer::Writer;
use bytes::Bytes;

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

/// As in the tests.
fn request(write: impl Fn(&mut Writer)) -> Result<http::Request<Bytes>, String> {
    let request = Written(write).to_http("http://h");
    let whole = |body: Body| body.bytes().unwrap().clone();
    request
        .map(|request| request.map(whole))
        .map_err(|error| error.to_string())
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let texts: Vec<String> = data
        .split(|byte| *byte == 0xff)
        .map(|text| String::from_utf8_lossy(text).into_owned())
        .collect();
    let pairs: Vec<(String, String)> = texts
        .chunks_exact(2)
        .take(8)
        .map(|pair| (pair[0].clone(), pair[1].clone()))
        .collect();
    properties::query(&pairs);
    properties::form(&pairs);
    properties::cookies(&pairs);
    // `multer` looks for `filename=` even inside of a quoted name.
    if !pairs.iter().any(|(name, _)| name.contains("name")) {
        properties::parts(&pairs);
    }
});
