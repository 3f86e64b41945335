//! Which files does the runtime have, and what goes with each?

/// A file of the runtime.
#[derive(Clone, Copy)]
pub(in crate::emit::rust) struct File {
    pub(in crate::emit::rust) name: &'static str,
    pub(in crate::emit::rust) text: &'static str,
    /// Under which condition it is compiled.
    pub(in crate::emit::rust) cfg: Cfg,
    /// Items for users of the generated crate.
    pub(in crate::emit::rust) public: &'static [&'static str],
    /// Items for the generated code alone.
    pub(in crate::emit::rust) private: &'static [&'static str],
    /// Items of its own that another condition applies to.
    pub(in crate::emit::rust) conditional: &'static [(&'static str, Cfg)],
    /// The files that it needs.
    pub(in crate::emit::rust) needs: &'static [&'static str],
    /// The crates that it needs.
    pub(in crate::emit::rust) crates: &'static [&'static str],
}

/// A condition of compilation, by features.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit::rust) enum Cfg {
    Always,
    Hyper,
    Reqwest,
    Blocking,
    BlockingHyper,
    BlockingReqwest,
    Mock,
    Server,
    Tracing,
}

/// One row a file: its text, and what goes with it.
macro_rules! files {
    ($( $name:ident $cfg:ident {
        public: [$($public:ident)*],
        private: [$($private:ident)*],
        conditional: [$($conditional:ident $condition:ident)*],
        needs: [$($needs:ident)*],
        crates: [$($krate:literal)*],
    } )*) => {
        /// Every file.
        pub(in crate::emit::rust) const FILES: &[File] = &[$( File {
            name: stringify!($name),
            text: bindery_runtime::sources::$name,
            cfg: Cfg::$cfg,
            public: &[$(stringify!($public)),*],
            private: &[$(stringify!($private)),*],
            conditional: &[$((stringify!($conditional), Cfg::$condition)),*],
            needs: &[$(stringify!($needs)),*],
            crates: &[$($krate),*],
        } ),*];
    };
}

files! {
    response Always {
        public: [Response], private: [], conditional: [],
        needs: [charset decoded error json_repair operation request],
        crates: ["bytes" "http" "serde" "serde_json" "serde_path_to_error"],
    }
    auth Always {
        public: [], private: [], conditional: [],
        needs: [authorize base base64_code body clock error escape operation secret token],
        crates: ["http"],
    }
    authorize Always {
        public: [Authorize], private: [], conditional: [],
        needs: [error operation],
        crates: ["http"],
    }
    aws_sigv4 Always {
        public: [AwsSigV4], private: [], conditional: [],
        needs: [authorize clock escape],
        crates: ["hmac" "http" "sha2"],
    }
    base Always {
        public: [], private: [], conditional: [],
        needs: [error],
        crates: ["http"],
    }
    base64 Always {
        public: [Base64], private: [], conditional: [],
        needs: [base64_code parameter text],
        crates: ["serde"],
    }
    base64_code Always {
        public: [], private: [], conditional: [],
        needs: [],
        crates: [],
    }
    body Always {
        public: [Body BodyStream], private: [], conditional: [],
        needs: [error],
        crates: ["bytes" "futures-core"],
    }
    builder Always {
        public: [], private: [client_builder], conditional: [],
        needs: [
            auth authorize base caller error escape hyper_async hyper_blocking middleware mock
            operation recorder redirects reqwest_async reqwest_blocking retry secret settings
            transport call_options],
        crates: ["http"],
    }
    call_options Always {
        public: [CallOptions], private: [], conditional: [],
        needs: [auth base error escape redirects retry secret settings],
        crates: ["http"],
    }
    caller Always {
        public: [Async Caller ResponseFuture], private: [], conditional: [Blocking Blocking],
        needs: [response call_options error exchange execute request settings transport],
        crates: ["bytes" "http"],
    }
    chance Always {
        public: [], private: [], conditional: [],
        needs: [],
        crates: [],
    }
    charset Always {
        public: [], private: [], conditional: [],
        needs: [],
        crates: ["http"],
    }
    clock Always {
        public: [], private: [], conditional: [],
        needs: [],
        crates: [],
    }
    date Always {
        public: [Date], private: [], conditional: [],
        needs: [kept],
        crates: ["jiff"],
    }
    date_time Always {
        public: [DateTime], private: [], conditional: [],
        needs: [kept],
        crates: ["jiff"],
    }
    decimal Always {
        public: [Decimal], private: [], conditional: [],
        needs: [parameter text],
        crates: ["serde" "serde_json"],
    }
    decoded Always {
        public: [], private: [], conditional: [],
        needs: [],
        crates: [],
    }
    digest Always {
        public: [], private: [DigestAuth], conditional: [],
        needs: [authorize chance escape],
        crates: ["http" "md-5" "sha2"],
    }
    download Always {
        public: [Downloader Download], private: [], conditional: [BlockingDownload Blocking],
        needs: [caller error response_stream opening operation request],
        crates: ["bytes" "futures-core" "http"],
    }
    duration Always {
        public: [Duration], private: [], conditional: [],
        needs: [kept],
        crates: ["jiff"],
    }
    error Always {
        public: [Error], private: [], conditional: [],
        needs: [operation],
        crates: ["bytes" "http"],
    }
    escape Always {
        public: [], private: [], conditional: [],
        needs: [],
        crates: ["http"],
    }
    events Always {
        public: [Events Streamer], private: [], conditional: [BlockingEvents Blocking],
        needs: [caller error framing response_stream opening request],
        crates: ["bytes" "futures-core" "http"],
    }
    exchange Always {
        public: [], private: [], conditional: [],
        needs: [
            response auth body clock error middleware operation redact redirects request retry
            settings token trace transport
        ],
        crates: ["bytes" "http" "tracing"],
    }
    execute Always {
        public: [], private: [], conditional: [],
        needs: [exchange response_stream token transport],
        crates: ["tracing"],
    }
    framing Always {
        public: [Format], private: [], conditional: [],
        needs: [decoded error json_repair operation transport],
        crates: ["bytes" "http" "serde" "serde_json" "serde_path_to_error"],
    }
    header Always {
        public: [], private: [header json_header], conditional: [],
        needs: [],
        crates: ["http" "serde" "serde_json"],
    }
    http_date Always {
        public: [HttpDate], private: [], conditional: [],
        needs: [kept],
        crates: ["jiff"],
    }
    hyper_async Hyper {
        public: [Hyper], private: [], conditional: [],
        needs: [body error hyper_connect response_stream redact tls transport],
        crates: ["bytes" "futures-core" "http" "http-body" "hyper" "hyper-util" "rustls" "tokio"],
    }
    hyper_blocking BlockingHyper {
        public: [BlockingHyper], private: [], conditional: [],
        needs: [body error hyper_async response_stream park transport],
        crates: ["bytes" "futures-core" "http" "tokio"],
    }
    hyper_connect Hyper {
        public: [], private: [], conditional: [],
        needs: [],
        crates: ["http" "hyper" "hyper-rustls" "hyper-util" "rustls" "tokio" "tower-service"],
    }
    response_stream Always {
        public: [ResponseStream], private: [], conditional: [BlockingResponseStream Blocking],
        needs: [error],
        crates: ["bytes" "futures-core" "http"],
    }
    integer_text Always {
        public: [IntegerText], private: [], conditional: [],
        needs: [kept],
        crates: [],
    }
    json_lines Always {
        public: [JsonLines], private: [], conditional: [],
        needs: [body writer],
        crates: ["bytes" "futures-core" "serde" "serde_json"],
    }
    json_repair Always {
        public: [], private: [], conditional: [],
        needs: [whole],
        crates: ["serde_json"],
    }
    json_tokens Mock {
        public: [], private: [], conditional: [],
        needs: [],
        crates: [],
    }
    kept Always {
        public: [], private: [], conditional: [],
        needs: [parameter text],
        crates: ["serde"],
    }
    lines Always {
        public: [], private: [json_lines json_sequence], conditional: [],
        needs: [framing],
        crates: ["bytes" "serde"],
    }
    listed Always {
        public: [], private: [], conditional: [],
        needs: [],
        crates: [],
    }
    maybe Always {
        public: [Maybe], private: [], conditional: [],
        needs: [model],
        crates: ["serde"],
    }
    middleware Always {
        public: [Middleware], private: [], conditional: [],
        needs: [body error operation],
        crates: ["http"],
    }
    mock Mock {
        public: [Mock], private: [], conditional: [],
        needs: [
            body error response_stream mock_response operation mock_request recorder recording request transport
        ],
        crates: ["http"],
    }
    mock_response Mock {
        public: [MockResponse], private: [], conditional: [],
        needs: [response error mock request transport],
        crates: ["bytes" "futures-core" "http"],
    }
    model Always {
        public: [], private: [model], conditional: [],
        needs: [nulls],
        crates: ["serde"],
    }
    multipart Always {
        public: [File Multipart], private: [], conditional: [],
        needs: [body chance parameter style writer],
        crates: ["bytes" "http" "serde" "serde_json"],
    }
    nested Always {
        public: [], private: [AsJson Nested OrEmpty], conditional: [],
        needs: [parameter text],
        crates: ["serde" "serde_json"],
    }
    nulls Always {
        public: [], private: [], conditional: [],
        needs: [],
        crates: [],
    }
    oauth Always {
        public: [ClientCredentials], private: [], conditional: [],
        needs: [base base64_code error escape oauth_cache operation secret],
        crates: ["bytes" "http" "serde_json"],
    }
    oauth_cache Always {
        public: [], private: [], conditional: [],
        needs: [clock error operation token],
        crates: ["bytes" "http"],
    }
    open Always {
        public: [], private: [], conditional: [],
        needs: [error exchange execute response_stream transport],
        crates: ["http" "tracing"],
    }
    open_enum Always {
        public: [], private: [open_enum], conditional: [],
        needs: [listed parameter text],
        crates: ["serde"],
    }
    open_integer_enum Always {
        public: [], private: [open_integer_enum], conditional: [],
        needs: [listed parameter],
        crates: ["serde"],
    }
    opening Always {
        public: [Opener Opening], private: [], conditional: [],
        needs: [caller error exchange response_stream open operation request settings transport],
        crates: ["http"],
    }
    operation Always {
        public: [ErrorBody Operation Status],
        private: [Api Credential Scheme decode_error decode_text], conditional: [],
        needs: [error json_repair],
        crates: ["http" "serde" "serde_json"],
    }
    page Always {
        public: [Items Paged Pager Pages Received], private: [], conditional: [],
        needs: [
            response base body caller error exchange execute operation page_blocking request settings
            transport
        ],
        crates: ["bytes" "futures-core" "http"],
    }
    page_blocking Blocking {
        public: [BlockingItems BlockingPages], private: [], conditional: [],
        needs: [caller error exchange execute page],
        crates: [],
    }
    page_body Always {
        public: [], private: [next_by_body], conditional: [],
        needs: [page],
        crates: ["bytes" "serde" "serde_json"],
    }
    page_cursor Always {
        public: [], private: [next_by_cursor], conditional: [],
        needs: [page page_query],
        crates: [],
    }
    page_header Always {
        public: [], private: [next_by_header], conditional: [],
        needs: [page],
        crates: ["http"],
    }
    page_position Always {
        public: [], private: [Position], conditional: [],
        needs: [page page_query],
        crates: [],
    }
    page_query Always {
        public: [], private: [], conditional: [],
        needs: [escape page],
        crates: [],
    }
    park Blocking {
        public: [], private: [], conditional: [],
        needs: [],
        crates: [],
    }
    parameter Always {
        public: [Parameter Parts], private: [], conditional: [],
        needs: [text],
        crates: ["serde_json"],
    }
    pattern Always {
        public: [Checked Text], private: [pattern], conditional: [],
        needs: [parameter text],
        crates: ["serde"],
    }
    problem Always {
        public: [Problem], private: [], conditional: [],
        needs: [decoded error],
        crates: ["http" "serde_json"],
    }
    mock_request Mock {
        public: [MockRequest], private: [], conditional: [],
        needs: [body error redact],
        crates: ["bytes" "futures-core" "http" "serde" "serde_json"],
    }
    raw_request Always {
        public: [RawRequest], private: [], conditional: [],
        needs: [
            base body caller download error escape exchange opening operation response
            settings template
        ],
        crates: ["bytes" "http" "serde" "serde_json"],
    }
    recorded Mock {
        public: [], private: [], conditional: [],
        needs: [error escape mock_response],
        crates: ["bytes" "http" "serde_json" "sha2"],
    }
    recorder Mock {
        public: [Recorder], private: [], conditional: [],
        needs: [body error response_stream mock mock_request recorded redact transport],
        crates: ["bytes" "futures-core" "http"],
    }
    recording Mock {
        public: [], private: [], conditional: [],
        needs: [error mock_response mock_request recorded redact],
        crates: ["http" "serde_json"],
    }
    redact Mock {
        public: [], private: [], conditional: [],
        needs: [
            base64_code escape operation recorded replace secret_names secret_values spelling
        ],
        crates: ["http"],
    }
    redirect Always {
        public: [Redirect], private: [], conditional: [],
        needs: [error response],
        crates: ["http"],
    }
    redirects Always {
        public: [Redirects], private: [], conditional: [],
        needs: [base body],
        crates: ["http"],
    }
    replace Mock {
        public: [], private: [], conditional: [],
        needs: [json_tokens],
        crates: [],
    }
    request Always {
        public: [Detached Request], private: [], conditional: [],
        needs: [response base body error operation redirects writer],
        crates: ["bytes" "http"],
    }
    reqwest_async Reqwest {
        public: [Reqwest], private: [], conditional: [],
        needs: [body error response_stream redact transport],
        crates: ["bytes" "futures-core" "http" "http-body" "reqwest" "tokio"],
    }
    reqwest_blocking BlockingReqwest {
        public: [BlockingReqwest], private: [], conditional: [],
        needs: [body error response_stream reqwest_async transport],
        crates: ["http" "reqwest"],
    }
    retry Always {
        public: [Retries], private: [], conditional: [],
        needs: [chance error retry_after],
        crates: ["http"],
    }
    retry_after Always {
        public: [], private: [], conditional: [],
        needs: [clock],
        crates: ["http"],
    }
    secret Always {
        public: [], private: [Secret], conditional: [],
        needs: [authorize base error token],
        crates: ["http"],
    }
    secret_names Mock {
        public: [], private: [], conditional: [],
        needs: [],
        crates: [],
    }
    secret_values Mock {
        public: [], private: [], conditional: [],
        needs: [escape json_tokens secret_names],
        crates: ["serde" "serde_json"],
    }
    server Always {
        public: [], private: [ServerUrl Variable], conditional: [],
        needs: [base],
        crates: ["http"],
    }
    service Server {
        public: [Call], private: [Arrived Credentialed Inbound Outbound Service not_implemented route],
        conditional: [],
        needs: [
            nulls operation service_credentials service_error service_media service_reader
            service_refusal service_response service_route service_style
        ],
        crates: ["axum" "bytes" "http"],
    }
    service_check Server {
        public: [], private: [Bounds Check Checker], conditional: [],
        needs: [service_refusal],
        crates: [],
    }
    service_credentials Server {
        public: [Basic Token], private: [Presented], conditional: [],
        needs: [base64_code service_reader service_style],
        crates: ["http"],
    }
    service_error Server {
        public: [], private: [ErrorPiece ErrorStatus ErrorTemplate ErrorTemplates], conditional: [],
        needs: [clock],
        crates: ["http" "serde_json"],
    }
    service_media Server {
        public: [], private: [], conditional: [],
        needs: [service_refusal],
        crates: ["http"],
    }
    service_multipart Server {
        public: [Part], private: [], conditional: [],
        needs: [],
        crates: ["bytes" "http"],
    }
    service_reader Server {
        public: [], private: [Reader], conditional: [],
        needs: [
            service_check service_media service_multipart service_refusal service_style
            service_value typed_body whole
        ],
        crates: ["bytes" "http" "serde" "serde_json" "serde_path_to_error"],
    }
    service_refusal Server {
        public: [Failure RequestProblem Refusal], private: [], conditional: [],
        needs: [service_error],
        crates: ["axum" "http" "serde_json"],
    }
    service_response Server {
        public: [], private: [Outgoing], conditional: [],
        needs: [parameter service_refusal style],
        crates: ["axum" "bytes" "futures-core" "http" "serde" "serde_json"],
    }
    service_route Server {
        public: [], private: [], conditional: [],
        needs: [escape operation service_style template],
        crates: [],
    }
    service_style Server {
        public: [], private: [In], conditional: [],
        needs: [escape service_value style],
        crates: [],
    }
    service_value Server {
        public: [], private: [], conditional: [],
        needs: [],
        crates: ["serde" "serde_json"],
    }
    settings Always {
        public: [], private: [], conditional: [],
        needs: [
            auth base body chance clock error middleware operation redirects request retry
            token transport writer call_options],
        crates: ["http"],
    }
    spelling Mock {
        public: [], private: [], conditional: [],
        needs: [base64_code escape],
        crates: [],
    }
    sse Always {
        public: [Event], private: [json_events text_events], conditional: [],
        needs: [framing],
        crates: ["bytes" "serde"],
    }
    style Always {
        public: [Style], private: [], conditional: [],
        needs: [escape parameter text],
        crates: [],
    }
    template Always {
        public: [], private: [], conditional: [],
        needs: [escape],
        crates: [],
    }
    text Always {
        public: [InvalidText], private: [], conditional: [],
        needs: [],
        crates: ["serde"],
    }
    time Always {
        public: [Time], private: [], conditional: [],
        needs: [kept],
        crates: ["jiff"],
    }
    tls Hyper {
        public: [], private: [], conditional: [],
        needs: [error tls_ring],
        crates: ["rustls" "rustls-platform-verifier"],
    }
    tls_record Hyper {
        public: [], private: [], conditional: [],
        needs: [],
        crates: ["ring" "rustls"],
    }
    tls_ring Hyper {
        public: [], private: [], conditional: [],
        needs: [tls_record],
        crates: ["ring" "rustls" "rustls-webpki"],
    }
    token Always {
        public: [], private: [], conditional: [],
        needs: [clock error operation park transport],
        crates: ["bytes" "http"],
    }
    trace Tracing {
        public: [], private: [], conditional: [],
        needs: [body error exchange operation],
        crates: ["http" "tracing"],
    }
    transport Always {
        public: [BoxFuture Limits Transport], private: [], conditional: [BlockingTransport Blocking],
        needs: [body decoded error response_stream],
        crates: ["http"],
    }
    typed_body Always {
        public: [TypedBody], private: [], conditional: [],
        needs: [body writer],
        crates: [],
    }
    union Always {
        public: [], private: [union], conditional: [],
        needs: [listed model],
        crates: ["serde" "serde_json"],
    }
    whole Always {
        public: [], private: [], conditional: [],
        needs: [],
        crates: [],
    }
    writer Always {
        public: [Writer], private: [], conditional: [],
        needs: [base body error escape operation parameter style template],
        crates: ["http" "serde" "serde_json"],
    }
}
