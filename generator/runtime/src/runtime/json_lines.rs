//! Bodies that are sequences of JSON texts (JSON Lines, NDJSON; RFC 7464).

use super::body::Body;
use super::writer::Writer;
use bytes::Bytes;
use futures_core::Stream;
use serde::Serialize;
use std::error::Error as StdError;
use std::fmt::{self, Debug};
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

/// The items of a body, each sent as a JSON text.
///
/// `into()` converts a list or any other iterator of items to it. [`JsonLines::stream`] takes items
/// while they are sent.
pub struct JsonLines<T> {
    items: Items,
    item: PhantomData<fn(T)>,
}

#[derive(Clone)]
enum Items {
    /// JSON texts, or the first that could not be encoded.
    Whole(Result<Vec<Vec<u8>>, String>),
    /// A stream of them, and whether each has a record separator.
    Streamed(Body, Arc<AtomicBool>),
}

#[allow(dead_code, reason = "a server does not send it")]
impl<T: Serialize> JsonLines<T> {
    /// Takes items from a stream while they are sent, for asynchronous clients. An error of the stream,
    /// and an item that cannot be encoded, break off the request. It is never retried.
    pub fn stream<S, E>(items: S) -> Self
    where
        S: Stream<Item = Result<T, E>> + Send + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        let sequence = Arc::new(AtomicBool::new(false));
        let texts = Texts {
            items: Box::pin(items),
            sequence: Arc::clone(&sequence),
        };
        Self {
            items: Items::Streamed(Body::stream(texts), sequence),
            item: PhantomData,
        }
    }

    /// Writes the body. In a `sequence`, a record separator is before each text.
    pub(crate) fn write(&self, media_type: &'static str, sequence: bool, to: &mut Writer) {
        match &self.items {
            Items::Whole(Ok(texts)) => {
                let mut body = Vec::new();
                for text in texts {
                    frame(text, sequence, &mut body);
                }
                to.bytes(media_type, body);
            }
            Items::Whole(Err(problem)) => {
                to.refuse("body", format!("not encodable as JSON: {problem}"));
            }
            Items::Streamed(body, separated) => {
                separated.store(sequence, Ordering::Relaxed);
                to.bytes(media_type, body.clone());
            }
        }
    }
}

fn frame(text: &[u8], sequence: bool, to: &mut Vec<u8>) {
    const SEPARATOR: u8 = 0x1e;
    if sequence {
        to.push(SEPARATOR);
    }
    to.extend_from_slice(text);
    to.push(b'\n');
}

impl<T: Serialize, I: IntoIterator<Item = T>> From<I> for JsonLines<T> {
    fn from(items: I) -> Self {
        let texts = items.into_iter().map(|item| serde_json::to_vec(&item));
        let texts: Result<Vec<Vec<u8>>, serde_json::Error> = texts.collect();
        Self {
            items: Items::Whole(texts.map_err(|problem| problem.to_string())),
            item: PhantomData,
        }
    }
}

impl<T> Clone for JsonLines<T> {
    fn clone(&self) -> Self {
        Self {
            items: self.items.clone(),
            item: PhantomData,
        }
    }
}

/// Omits the items.
impl<T> Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JsonLines")
    }
}

/// The texts of a stream of items.
struct Texts<S> {
    items: Pin<Box<S>>,
    sequence: Arc<AtomicBool>,
}

impl<S, T, E> Stream for Texts<S>
where
    S: Stream<Item = Result<T, E>>,
    T: Serialize,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    type Item = Result<Bytes, Box<dyn StdError + Send + Sync>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = self.items.as_mut().poll_next(context);
        let sequence = self.sequence.load(Ordering::Relaxed);
        item.map(|item| {
            item.map(|item| {
                let text = serde_json::to_vec(&item.map_err(Into::into)?)?;
                let mut framed = Vec::with_capacity(text.len() + 2);
                frame(&text, sequence, &mut framed);
                Ok(Bytes::from(framed))
            })
        })
    }
}
