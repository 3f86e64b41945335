//! Which connections does the built-in transport make: with TLS, and through proxies?

use super::handshakes::{certificate, server_config};
use crate::runtime::body::Body;
use crate::runtime::error::Error;
use crate::runtime::hyper_async::Hyper;
#[cfg(feature = "blocking")]
use crate::runtime::hyper_blocking::BlockingHyper;
use crate::runtime::response_stream::collect;
#[cfg(feature = "blocking")]
use crate::runtime::response_stream::collect_blocking;
use crate::runtime::tls_ring;
#[cfg(feature = "blocking")]
use crate::runtime::transport::BlockingTransport;
use crate::runtime::transport::{Limits, Transport};
use http::Request;
use hyper_util::client::proxy::matcher::Matcher;
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Serves one connection, and gives what it was asked.
fn once(
    serve: impl FnOnce(TcpStream) -> Vec<String> + Send + 'static,
) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let served = thread::spawn(move || serve(listener.accept().unwrap().0));
    (address, served)
}

/// The head of a request: its lines.
fn head(from: &mut impl Read) -> Vec<String> {
    let lines = BufReader::with_capacity(1, from).lines();
    let lines = lines.map(Result::unwrap);
    lines.take_while(|line| !line.is_empty()).collect()
}

const RESPONSE: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok";

fn response(mut stream: impl Read + Write) -> Vec<String> {
    let head = head(&mut stream);
    stream.write_all(RESPONSE).unwrap();
    stream.flush().unwrap();
    head
}

fn over_tls(stream: TcpStream, config: Arc<ServerConfig>) -> Vec<String> {
    let connection = ServerConnection::new(config).unwrap();
    response(StreamOwned::new(connection, stream))
}

fn trusting(certificate: &CertificateDer<'static>) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots.add(certificate.clone()).unwrap();
    ClientConfig::builder_with_provider(Arc::new(tls_ring::provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth()
}

/// A transport that trusts one certificate and uses this proxy.
fn transport(trusted: &CertificateDer<'static>, proxy: &str) -> Hyper {
    let proxies = Matcher::builder()
        .all(proxy)
        .no("direct.example, localhost");
    Hyper::with(trusting(trusted), proxies.build(), Duration::from_secs(20))
}

async fn get(transport: &Hyper, url: &str) -> Result<String, Error> {
    let request = Request::get(url).body(Body::default()).unwrap();
    let response = transport.send(request, Limits::default()).await?;
    let response = collect(response, 100).await?;
    Ok(String::from_utf8(response.into_body().to_vec()).unwrap())
}

#[tokio::test]
async fn tls_reaches_a_server_that_is_trusted_and_no_other() {
    let with = certificate(&rcgen::PKCS_ECDSA_P256_SHA256);
    let config = server_config(rustls::crypto::ring::default_provider(), &with);
    let (address, served) = once(move |stream| over_tls(stream, config));
    let port = address.rsplit(':').next().unwrap().to_owned();
    // `localhost` is in the certificate beside `a.example`.
    let url = format!("https://localhost:{port}/x?y");
    assert_eq!(get(&transport(&with.0, ""), &url).await.unwrap(), "ok");
    assert_eq!(served.join().unwrap()[0], "GET /x?y HTTP/1.1");

    let config = server_config(rustls::crypto::ring::default_provider(), &with);
    let (address, _) = once(move |stream| {
        let mut connection = ServerConnection::new(config).unwrap();
        let mut stream = stream;
        let _ = connection.complete_io(&mut stream);
        Vec::new()
    });
    let port = address.rsplit(':').next().unwrap().to_owned();
    let other = certificate(&rcgen::PKCS_ECDSA_P256_SHA256);
    let url = format!("https://localhost:{port}/");
    let error = get(&transport(&other.0, ""), &url).await.unwrap_err();
    assert!(error.is_connect() && !error.request_sent(), "{error:?}");
}

#[tokio::test]
async fn a_proxy_forwards_requests_without_tls() {
    let with = certificate(&rcgen::PKCS_ECDSA_P256_SHA256);
    let (address, served) = once(response);
    let transport = transport(&with.0, &format!("http://user:pa%20ss@{address}"));
    let body = get(&transport, "http://a.example/x?y").await.unwrap();
    assert_eq!(body, "ok");
    let head = served.join().unwrap();
    assert_eq!(head[0], "GET http://a.example/x?y HTTP/1.1");
    assert!(head.contains(&"host: a.example".to_owned()), "{head:?}");
    let credentials = "proxy-authorization: Basic dXNlcjpwYSBzcw==".to_owned();
    assert!(head.contains(&credentials), "{head:?}");
}

#[tokio::test]
async fn a_proxy_is_a_tunnel_for_tls() {
    let with = certificate(&rcgen::PKCS_ECDSA_P256_SHA256);
    let config = server_config(rustls::crypto::ring::default_provider(), &with);
    let (address, served) = once(move |mut stream| {
        let mut heads = head(&mut stream);
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
        heads.extend(over_tls(stream, config));
        heads
    });
    let transport = transport(&with.0, &format!("http://user:pass@{address}"));
    let body = get(&transport, "https://a.example/x").await.unwrap();
    assert_eq!(body, "ok");
    let heads = served.join().unwrap();
    assert_eq!(heads[0], "CONNECT a.example:443 HTTP/1.1");
    let credentials = "Proxy-Authorization: Basic dXNlcjpwYXNz".to_owned();
    assert!(heads.contains(&credentials), "{heads:?}");
    // What goes through the tunnel is the server's alone.
    let inner = heads.iter().position(|line| line == "GET /x HTTP/1.1");
    let inner = &heads[inner.unwrap()..];
    let of_proxy = |line: &String| line.to_ascii_lowercase().starts_with("proxy-");
    assert!(!inner.iter().any(of_proxy), "{inner:?}");
}

#[tokio::test]
async fn a_proxy_may_speak_socks() {
    let with = certificate(&rcgen::PKCS_ECDSA_P256_SHA256);
    let (address, served) = once(|mut stream| {
        let mut greeting = [0; 3];
        stream.read_exact(&mut greeting).unwrap();
        assert_eq!(greeting, [5, 1, 0]);
        stream.write_all(&[5, 0]).unwrap();
        let mut asked = [0; 5 + 9 + 2];
        stream.read_exact(&mut asked).unwrap();
        assert_eq!(asked[..5], [5, 1, 0, 3, 9]);
        assert_eq!(asked[5..], *b"a.example\0\x50", "by name, and to port 80");
        stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).unwrap();
        response(stream)
    });
    let transport = transport(&with.0, &format!("socks5h://{address}"));
    assert_eq!(get(&transport, "http://a.example/x").await.unwrap(), "ok");
    assert_eq!(served.join().unwrap()[0], "GET /x HTTP/1.1");
}

#[tokio::test]
async fn some_servers_are_called_without_the_proxy() {
    let with = certificate(&rcgen::PKCS_ECDSA_P256_SHA256);
    let (address, served) = once(response);
    let port = address.rsplit(':').next().unwrap();
    let transport = transport(&with.0, "http://127.0.0.1:1");
    let url = format!("http://localhost:{port}/x");
    assert_eq!(get(&transport, &url).await.unwrap(), "ok");
    assert_eq!(served.join().unwrap()[0], "GET /x HTTP/1.1");
    let error = get(&transport, "http://a.example/").await.unwrap_err();
    assert!(error.is_connect() && !error.request_sent(), "{error:?}");
}

#[tokio::test]
async fn a_server_that_says_nothing_is_given_up() {
    let with = certificate(&rcgen::PKCS_ECDSA_P256_SHA256);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    let (tls, time) = (trusting(&with.0), Duration::from_millis(100));
    // It takes the connection, and says nothing of TLS.
    let transport = Hyper::with(tls, Matcher::builder().build(), time);
    let error = get(&transport, &url).await.unwrap_err();
    assert!(error.is_connect() && error.is_retryable(), "{error:?}");
}

/// Even where there is a runtime already, which most that blocks cannot do.
#[cfg(feature = "blocking")]
#[tokio::test]
async fn a_client_that_blocks_has_the_same_connections() {
    let with = certificate(&rcgen::PKCS_ECDSA_P256_SHA256);
    let config = server_config(rustls::crypto::ring::default_provider(), &with);
    let (address, served) = once(move |stream| over_tls(stream, config));
    let port = address.rsplit(':').next().unwrap();
    let transport = BlockingHyper::with(transport(&with.0, "")).unwrap();
    let request = Request::post(format!("https://localhost:{port}/x"));
    let request = request.body(Body::from("text")).unwrap();
    let response = transport.send(request, Limits::default()).unwrap();
    let response = collect_blocking(response, 100).unwrap();
    assert_eq!(response.body(), "ok");
    let head = served.join().unwrap();
    assert_eq!(head[0], "POST /x HTTP/1.1");
    assert!(head.contains(&"content-length: 4".to_owned()), "{head:?}");
}

/// With whatever TLS and proxies it has.
#[cfg(feature = "reqwest")]
#[tokio::test]
async fn a_client_of_reqwest_may_send_the_requests() {
    use crate::runtime::reqwest_async::Reqwest;
    let (address, served) = once(response);
    let transport = Reqwest::from_client(reqwest::Client::new());
    let request = Request::post(format!("http://{address}/x?y"));
    let request = request.body(Body::from("text")).unwrap();
    let response = transport.send(request, Limits::default()).await.unwrap();
    assert_eq!(collect(response, 100).await.unwrap().body(), "ok");
    assert_eq!(served.join().unwrap()[0], "POST /x?y HTTP/1.1");
}

#[cfg(all(feature = "reqwest", feature = "blocking"))]
#[test]
fn a_client_of_reqwest_that_blocks_may_send_the_requests() {
    use crate::runtime::reqwest_blocking::BlockingReqwest;
    let (address, served) = once(response);
    let transport = BlockingReqwest::from_client(reqwest::blocking::Client::new());
    let request = Request::get(format!("http://{address}/x?y"));
    let request = request.body(Body::default()).unwrap();
    let response = transport.send(request, Limits::default()).unwrap();
    assert_eq!(collect_blocking(response, 100).unwrap().body(), "ok");
    assert_eq!(served.join().unwrap()[0], "GET /x?y HTTP/1.1");
}

#[cfg(feature = "http2")]
#[tokio::test]
async fn http2_is_spoken_where_the_server_has_it() {
    use hyper_util::rt::{TokioExecutor, TokioIo};
    let with = certificate(&rcgen::PKCS_ECDSA_P256_SHA256);
    let config = server_config(rustls::crypto::ring::default_provider(), &with);
    let mut config = Arc::unwrap_or_clone(config);
    config.alpn_protocols = vec![b"h2".to_vec()];
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!(
        "https://localhost:{}",
        listener.local_addr().unwrap().port()
    );
    // One connection, and no other.
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
        let stream = acceptor.accept(stream).await.unwrap();
        let service = hyper::service::service_fn(async |request: Request<_>| {
            let _: &hyper::body::Incoming = request.body();
            let seen = format!("{:?} {}", request.version(), request.uri());
            Ok::<_, std::convert::Infallible>(http::Response::new(axum::body::Body::from(seen)))
        });
        let builder = hyper::server::conn::http2::Builder::new(TokioExecutor::new());
        builder
            .serve_connection(TokioIo::new(stream), service)
            .await
    });
    let mut tls = trusting(&with.0);
    let usual = crate::runtime::tls::config().unwrap();
    assert_eq!(usual.alpn_protocols, [&b"h2"[..], b"http/1.1"]);
    tls.alpn_protocols = usual.alpn_protocols;
    let transport = Hyper::with(tls, Matcher::builder().build(), Duration::from_secs(20));
    for path in ["/a", "/b"] {
        let url = format!("{url}{path}");
        let body = get(&transport, &url).await.unwrap();
        assert_eq!(body, format!("HTTP/2.0 {url}"));
    }
}
