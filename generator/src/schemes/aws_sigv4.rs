//! AWS Signature Version 4, which OpenAPI describes as a key in `Authorization` with an extension of
//! Amazon API Gateway.

use super::{Client, Details, Mock, Place, Scheme, Server, Value};
use openapiv3::{APIKeyLocation, SecurityScheme};

pub(super) const AWS_SIGV4: Scheme = Scheme {
    id: "aws-sigv4",
    read: |object| match object {
        SecurityScheme::APIKey {
            location: APIKeyLocation::Header,
            name,
            extensions,
            ..
        } => {
            let kind = extensions.get("x-amazon-apigateway-authtype")?.as_str()?;
            let is_signed = kind.eq_ignore_ascii_case("awsSigv4");
            (is_signed && name.eq_ignore_ascii_case("Authorization")).then(Details::default)
        }
        _ => None,
    },
    place: Place::Authorization,
    http: Some("AWS4-HMAC-SHA256"),
    client: Some(Client {
        setter: Some("aws_sigv4"),
        docs: "The keys for {scheme} (AWS Signature Version 4). They are not sent: each request is \
               signed with them.",
        arguments: &["credentials"],
        value: Value::Given("AwsSigV4"),
        takes: "AWS credentials",
        example: "{crate}::AwsSigV4::new(\"access key\", \"secret key\")",
        credential: "Authorization",
    }),
    server: Some(Server {
        ty: "Token",
        method: "authorization",
        takes_name: true,
    }),
    summary: "AWS Signature Version 4",
    sent: "an AWS signature",
    curl: Some("--aws-sigv4 \"aws:amz:$REGION:execute-api\" -u \"$ACCESS_KEY:$SECRET_KEY\""),
    mock: Mock {
        expected: "`Authorization: AWS4-HMAC-SHA256 …` with `Credential`, `SignedHeaders` and `Signature`",
        challenge: "AWS4-HMAC-SHA256",
        accepts: |value| {
            let parameters = ["Credential=", "SignedHeaders=", "Signature="];
            parameters.iter().all(|it| value.contains(it))
        },
        sample: "Credential=a/20150830/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=0",
    },
};
