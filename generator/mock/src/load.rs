//! What do all connections of a mock server share?

use super::budget::Budget;
use super::connection::Connection;
use super::limits::{Limit, Limits};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// How soon another connection is asked to make room, where the first one cannot.
const AGAIN: Duration = Duration::from_millis(50);

/// Connections, requests and bytes that are in use.
#[derive(Debug)]
pub(super) struct Load {
    pub limits: Limits,
    /// Bodies of requests.
    pub bodies: Arc<Budget>,
    /// Responses.
    pub responses: Arc<Budget>,
    /// Responses that are delayed.
    pub delayed_responses: Arc<Budget>,
    /// Requests that are delayed.
    pub delayed: Arc<Semaphore>,
    /// Requests that are processed.
    pub processed: Semaphore,
    room: Arc<Semaphore>,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    connections: BTreeMap<u64, Arc<Connection>>,
    next: u64,
}

/// An open connection: its place among the others is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Opened {
    pub connection: Arc<Connection>,
    load: Arc<Load>,
    number: u64,
    _room: Option<OwnedSemaphorePermit>,
}

impl Load {
    pub(super) fn new(limits: Limits) -> Arc<Self> {
        let bytes = |limit| Budget::new(limits.of(limit));
        let permits = |count: usize| Semaphore::new(count.min(Semaphore::MAX_PERMITS));
        let connections = limits.of(Limit::Connections);
        // Others have to find room beside them.
        let delayed = limits.of(Limit::Delayed).min((connections / 2).max(1));
        Arc::new(Self {
            limits,
            bodies: bytes(Limit::BodyBytesTotal),
            responses: bytes(Limit::ResponseBytesTotal),
            delayed_responses: bytes(Limit::ResponseBytesTotal),
            delayed: Arc::new(permits(delayed)),
            processed: permits(limits.of(Limit::Processed)),
            room: Arc::new(permits(connections)),
            open: Mutex::default(),
        })
    }

    /// Waits for the room of a connection, which it asks the one that has waited longest for its
    /// client to make.
    pub(super) async fn open(self: &Arc<Self>) -> Opened {
        let room = loop {
            if self.room.available_permits() == 0 {
                self.evict();
            }
            let room = Arc::clone(&self.room).acquire_owned();
            // None may have waited for its client, and one may soon.
            if let Ok(room) = timeout(AGAIN, room).await {
                break room;
            }
        };
        let connection = Arc::new(Connection::new());
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let number = open.next;
        open.next += 1;
        open.connections.insert(number, Arc::clone(&connection));
        Opened {
            connection,
            load: Arc::clone(self),
            number,
            _room: room.ok(),
        }
    }

    /// Closes the connection that has waited longest for its client, if one does.
    pub(super) fn evict(&self) {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = open.connections.values();
        let waiting = waiting.filter_map(|it| Some((it.waits_since()?, it)));
        if let Some((_, connection)) = waiting.min_by_key(|(since, _)| *since) {
            connection.evict();
        }
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        let open = self.load.open.lock();
        let mut open = open.unwrap_or_else(PoisonError::into_inner);
        open.connections.remove(&self.number);
    }
}
