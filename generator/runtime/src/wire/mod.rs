//! What goes over a real connection, with axum at the other end: it reads requests and writes
//! answers by its own rules.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod arriving;
mod aws_suite;
mod bodies;
mod call_options;
mod challenged;
mod connections;
mod handshakes;
mod hostile;
mod injection;
mod raw;
#[cfg(feature = "mock")]
mod recorded_secrets;
mod redirects;
mod responses;
#[cfg(feature = "mock")]
mod spelled;

use crate::runtime::caller::Async;
#[cfg(feature = "blocking")]
use crate::runtime::caller::Blocking;
use crate::runtime::client_builder;
use crate::runtime::error::Error;
use crate::runtime::operation::{Api, Operation};
use crate::runtime::request::Request;
use crate::runtime::response::Response;
use crate::runtime::writer::Writer;
use axum::Router;
use bytes::Bytes;
use futures_core::Stream;
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

const API: Api = Api {
    name: "wire",
    servers: &[],
    user_agent: "wire",
    schemes: &[],
};

pub struct Client<C = Async> {
    caller: C,
}

client_builder!(ClientBuilder, Client, API);

/// Serves on a thread of its own, for as long as the test runs.
fn serve(router: Router) -> String {
    let (sender, receiver) = std::sync::mpsc::channel::<SocketAddr>();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            sender.send(listener.local_addr().unwrap()).unwrap();
            axum::serve(listener, router).await.unwrap();
        });
    });
    format!("http://{}", receiver.recv().unwrap())
}

fn caller(router: Router) -> Async {
    let builder = ClientBuilder::new().base_url(serve(router));
    builder.build().unwrap().caller
}

#[cfg(feature = "blocking")]
fn blocking(router: Router) -> Blocking {
    let builder = ClientBuilder::new().base_url(serve(router));
    builder.build_blocking().unwrap().caller
}

/// A request without arguments.
struct Get;

impl Request for Get {
    type Output = Bytes;

    const OPERATION: &'static Operation = &Operation {
        id: "get",
        method: "GET",
        path: "/",
        accept: "application/json",
        security: &[],
        errors: &[],
    };

    fn write(&self, _: &mut Writer) {}

    fn read(response: &Response) -> Result<Bytes, Error> {
        Ok(response.bytes().clone())
    }
}

/// Chunks, one after the other, each in a turn of its own.
struct Chunks(VecDeque<Bytes>, bool);

impl Chunks {
    fn of<T: Into<Bytes>>(chunks: impl IntoIterator<Item = T>) -> Self {
        Self(chunks.into_iter().map(Into::into).collect(), false)
    }
}

impl Stream for Chunks {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.1 = !self.1;
        if self.1 {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(self.0.pop_front().map(Ok))
    }
}
