//! Are signatures those of the test suite that AWS publishes for Signature Version 4?

use crate::runtime::aws_sigv4::AwsSigV4;
use http::Request;
use http::header::AUTHORIZATION;
use http::request::Parts;

fn credentials() -> AwsSigV4 {
    AwsSigV4::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY").service("service")
}

/// 2015-08-30T12:36:00Z.
const NOW: u64 = 1_440_938_160;

fn signed(
    by: &AwsSigV4,
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Parts {
    let mut request = Request::builder().method(method);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.uri(format!("https://example.amazonaws.com{target}"));
    let (mut head, ()) = request.body(()).unwrap().into_parts();
    by.sign(&mut head, body.as_bytes(), NOW).unwrap();
    head
}

/// The paths of the suite are not encoded, as those of requests are.
#[test]
fn signatures_are_those_of_the_test_suite() {
    const TOKEN: &str = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";
    let form = ("content-type", "application/x-www-form-urlencoded");
    let plain = credentials().region("us-east-1");
    let with_token = plain.clone().session_token(TOKEN);
    #[allow(clippy::type_complexity, reason = "a table of one test")]
    #[rustfmt::skip]
    let cases: &[(&str, &AwsSigV4, &str, &str, &[(&str, &str)], &str, &str, &str)] = &[
        ("get-vanilla", &plain, "GET", "/", &[], "",
            "host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        ("get-vanilla-query-order-key-case", &plain, "GET", "/?Param2=value2&Param1=value1", &[], "",
            "host;x-amz-date", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
        ("get-vanilla-query-unreserved", &plain, "GET",
            "/?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
            &[], "", "host;x-amz-date", "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197"),
        ("get-vanilla-utf8-query", &plain, "GET", "/?%E1%88%B4=bar", &[], "",
            "host;x-amz-date", "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04"),
        ("get-relative-relative", &plain, "GET", "/example1/example2/../..", &[], "",
            "host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        ("get-slash", &plain, "GET", "//", &[], "",
            "host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        ("post-vanilla", &plain, "POST", "/", &[], "",
            "host;x-amz-date", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
        ("post-header-key-sort", &plain, "POST", "/", &[("My-Header1", "value1")], "",
            "host;my-header1;x-amz-date", "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c"),
        ("post-sts-header-before", &with_token, "POST", "/", &[], "",
            "host;x-amz-date;x-amz-security-token", "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead"),
        ("post-x-www-form-urlencoded", &plain, "POST", "/", &[form], "Param1=value1",
            "content-type;host;x-amz-date", "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"),
    ];
    for (name, by, method, target, headers, body, names, signature) in cases {
        let head = signed(by, method, target, headers, body);
        let expected = format!(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
             SignedHeaders={names}, Signature={signature}"
        );
        assert_eq!(head.headers[AUTHORIZATION], expected, "{name}");
    }
}
