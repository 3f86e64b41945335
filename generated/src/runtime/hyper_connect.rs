// Made by bindery; changes are overwritten.

//! Connections: with or without TLS, directly or through a proxy.

use http::Uri;
use http::uri::{Authority, Scheme};
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::proxy::{SocksV5, Tunnel};
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use std::error::Error as StdError;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpStream;
use tower_service::Service;

/// The error of a connection.
type BoxError = Box<dyn StdError + Send + Sync>;

type Connecting<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

/// Connects to servers, with a timeout.
#[derive(Clone, Debug)]
pub(crate) struct Connector {
    https: HttpsConnector<Route>,
    timeout: Duration,
}

impl Connector {
    pub(crate) fn new(tls: ClientConfig, proxies: Arc<Matcher>, timeout: Duration) -> Self {
        let mut direct = HttpConnector::new();
        // It also handles `https` URLs.
        direct.enforce_http(false);
        direct.set_nodelay(true);
        // The timeout is shared by the addresses of a host, so that a silent one does not use all
        // of it.
        direct.set_connect_timeout(Some(timeout));
        let tls = Arc::new(tls);
        // Requests to a proxy are HTTP/1.1, whatever the server speaks.
        let mut to_proxy = ClientConfig::clone(&tls);
        to_proxy.alpn_protocols.clear();
        let to_proxy = HttpsConnector::from((direct.clone(), to_proxy));
        let route = Route {
            direct,
            to_proxy,
            proxies,
        };
        Self {
            https: HttpsConnector::from((route, tls)),
            timeout,
        }
    }
}

impl Service<Uri> for Connector {
    type Response = MaybeHttpsStream<Routed>;
    type Error = BoxError;
    type Future = Connecting<Self::Response>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.https.poll_ready(context)
    }

    fn call(&mut self, to: Uri) -> Self::Future {
        let (connecting, timeout) = (self.https.call(to), self.timeout);
        Box::pin(async move {
            let connected = tokio::time::timeout(timeout, connecting).await;
            connected.unwrap_or_else(|_| {
                let message = format!("no connection within {timeout:?}");
                Err(io::Error::new(io::ErrorKind::TimedOut, message).into())
            })
        })
    }
}

/// Connects to a server, or to the proxy that is configured for it.
#[derive(Clone, Debug)]
struct Route {
    direct: HttpConnector,
    to_proxy: HttpsConnector<HttpConnector>,
    proxies: Arc<Matcher>,
}

impl Service<Uri> for Route {
    type Response = Routed;
    type Error = BoxError;
    type Future = Connecting<Routed>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.direct.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, to: Uri) -> Self::Future {
        match self.proxies.intercept(&to) {
            None => plain(self.direct.call(to)),
            Some(proxy) => self.through(&proxy, &to),
        }
    }
}

impl Route {
    fn through(&mut self, proxy: &Intercept, to: &Uri) -> Connecting<Routed> {
        match proxy.uri().scheme_str() {
            // The proxy resolves the server's name, because it may be the only one that can.
            Some("socks5" | "socks5h") => {
                let by = SocksV5::new(with_port(proxy.uri(), 1080), self.direct.clone());
                let mut by = match proxy.raw_auth() {
                    Some((user, password)) => by.with_auth(user.to_owned(), password.to_owned()),
                    None => by,
                };
                plain(by.call(with_port(to, 80)))
            }
            Some("http" | "https") if to.scheme() == Some(&Scheme::HTTPS) => {
                let by = Tunnel::new(proxy.uri().clone(), self.to_proxy.clone());
                let mut by = match proxy.basic_auth() {
                    Some(credentials) => by.with_auth(credentials.clone()),
                    None => by,
                };
                routed(by.call(to.clone()), false)
            }
            Some("http" | "https") => routed(self.to_proxy.call(proxy.uri().clone()), true),
            other => {
                let scheme = other.unwrap_or_default().to_owned();
                Box::pin(
                    async move { Err(format!("a proxy by `{scheme}` is not supported").into()) },
                )
            }
        }
    }
}

fn plain<E: Into<BoxError>>(
    connecting: impl Future<Output = Result<TokioIo<TcpStream>, E>> + Send + 'static,
) -> Connecting<Routed> {
    Box::pin(async move {
        let io = MaybeHttpsStream::Http(connecting.await.map_err(Into::into)?);
        Ok(Routed {
            io,
            forwards: false,
        })
    })
}

fn routed<E: Into<BoxError>>(
    connecting: impl Future<Output = Result<MaybeHttpsStream<TokioIo<TcpStream>>, E>> + Send + 'static,
    forwards: bool,
) -> Connecting<Routed> {
    Box::pin(async move {
        let io = connecting.await.map_err(Into::into)?;
        Ok(Routed { io, forwards })
    })
}

/// Adds the default port of `http` to the URL of a proxy; hyper would use that of `https`.
fn with_port(uri: &Uri, port: u16) -> Uri {
    let secure = uri.scheme() == Some(&Scheme::HTTPS);
    let (None, Some(host), false) = (uri.port(), uri.host(), secure) else {
        return uri.clone();
    };
    let mut parts = uri.clone().into_parts();
    parts.authority = Authority::try_from(format!("{host}:{port}")).ok();
    Uri::from_parts(parts).unwrap_or_else(|_| uri.clone())
}

/// A connection to a server, or to a proxy.
pub(crate) struct Routed {
    io: MaybeHttpsStream<TokioIo<TcpStream>>,
    /// Whether it is a proxy that forwards requests, which needs absolute URLs.
    forwards: bool,
}

impl Routed {
    fn io(self: Pin<&mut Self>) -> Pin<&mut MaybeHttpsStream<TokioIo<TcpStream>>> {
        Pin::new(&mut self.get_mut().io)
    }
}

impl Connection for Routed {
    fn connected(&self) -> Connected {
        self.io.connected().proxy(self.forwards)
    }
}

impl Read for Routed {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        self.io().poll_read(context, buffer)
    }
}

impl Write for Routed {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.io().poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.io().poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.io().poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.io().poll_write_vectored(context, pieces)
    }
}
