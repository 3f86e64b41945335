//! Server-sent events (HTML Standard, section 9.2).

use super::framing::{self, Broken, Format, Frame, Framer, Read};
use bytes::{Buf, Bytes};
use serde::de::DeserializeOwned;
use std::time::Duration;

/// A server-sent event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The type of the event; `message` if the server sends none.
    pub event: String,
    /// The id of the last event that had one.
    pub id: Option<String>,
    /// The time to wait before reconnecting, if the server has sent one.
    pub retry: Option<Duration>,
    /// The data of the event.
    pub data: T,
}

const MEDIA_TYPE: &str = "text/event-stream";

/// Events whose data is JSON. The text `[DONE]`, which is not JSON, ends the stream, as in OpenAI's
/// API and others.
#[allow(dead_code, reason = "the data of an API's events may be text")]
pub(crate) const fn json_events<T: DeserializeOwned>() -> Format<Event<T>> {
    Format {
        accept: MEDIA_TYPE,
        strict: true,
        json: true,
        framer: EventStream::framer,
        read: |frame| {
            if frame.data.trim() == "[DONE]" {
                return Read::End;
            }
            match framing::json(&frame.data) {
                Ok(data) => Read::Item(Event::new(frame, |_| data)),
                Err(misfit) => Read::Misfit(misfit),
            }
        },
    }
}

/// Events whose data is text.
#[allow(dead_code, reason = "the data of an API's events may be JSON")]
pub(crate) const fn text_events() -> Format<Event<String>> {
    Format {
        accept: MEDIA_TYPE,
        strict: true,
        json: false,
        framer: EventStream::framer,
        read: |frame| Read::Item(Event::new(frame, |text| text)),
    }
}

impl<T> Event<T> {
    fn new(frame: Frame, data: impl FnOnce(String) -> T) -> Self {
        Self {
            event: match frame.event.is_empty() {
                true => "message".to_owned(),
                false => frame.event,
            },
            id: (!frame.id.is_empty()).then_some(frame.id),
            retry: frame.retry.map(Duration::from_millis),
            data: data(frame.data),
        }
    }
}

/// Finds events in chunks.
#[derive(Debug)]
struct EventStream {
    limit: usize,
    chunk: Bytes,
    /// The current line.
    line: Vec<u8>,
    /// The last line ended with a carriage return, so a line feed belongs to its end.
    after_return: bool,
    /// No line has ended yet, so a byte order mark is skipped.
    at_start: bool,
    event: String,
    id: String,
    retry: Option<u64>,
    /// Each line of the data with a line feed after it.
    data: String,
}

impl EventStream {
    fn framer(limit: usize) -> Box<dyn Framer> {
        Box::new(Self {
            limit,
            chunk: Bytes::new(),
            line: Vec::new(),
            after_return: false,
            at_start: true,
            event: String::new(),
            id: String::new(),
            retry: None,
            data: String::new(),
        })
    }

    /// Handles a finished line. An empty one ends an event.
    fn line(&mut self) -> Option<Frame> {
        let mut line = std::mem::take(&mut self.line);
        if std::mem::take(&mut self.at_start) && line.starts_with(b"\xef\xbb\xbf") {
            line.drain(..3);
        }
        if line.is_empty() {
            return self.dispatch();
        }
        let line = String::from_utf8_lossy(&line);
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.event),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().or(self.retry);
            }
            // Comments, which begin with a colon, and unknown fields.
            _ => {}
        }
        None
    }

    /// An event without data is dropped, with its type.
    fn dispatch(&mut self) -> Option<Frame> {
        let event = std::mem::take(&mut self.event);
        let mut data = std::mem::take(&mut self.data);
        data.pop()?;
        Some(Frame {
            event,
            id: self.id.clone(),
            retry: self.retry,
            data,
        })
    }
}

impl Framer for EventStream {
    fn push(&mut self, chunk: Bytes) {
        self.chunk = chunk;
    }

    /// An event without a final empty line is dropped, as the standard says: it may be truncated.
    fn end(&mut self) {}

    fn next(&mut self) -> Result<Option<Frame>, Broken> {
        while !self.chunk.is_empty() {
            if std::mem::take(&mut self.after_return) && self.chunk.starts_with(b"\n") {
                self.chunk.advance(1);
                continue;
            }
            let end = self
                .chunk
                .iter()
                .position(|byte| matches!(byte, b'\r' | b'\n'));
            let piece = self.chunk.split_to(end.unwrap_or(self.chunk.len()));
            let held = self.line.len().saturating_add(self.data.len());
            if piece.len() > self.limit.saturating_sub(held) {
                return Err(Broken::TooLarge(self.limit));
            }
            self.line.extend_from_slice(&piece);
            if end.is_some() {
                self.after_return = self.chunk.get_u8() == b'\r';
                if let Some(frame) = self.line() {
                    return Ok(Some(frame));
                }
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The events of a stream that arrives in these chunks.
    fn frames(chunks: &[&[u8]], limit: usize) -> Result<Vec<Frame>, Broken> {
        let mut framer = EventStream::framer(limit);
        let mut frames = Vec::new();
        for chunk in chunks {
            framer.push(Bytes::copy_from_slice(chunk));
            while let Some(frame) = framer.next()? {
                frames.push(frame);
            }
        }
        framer.end();
        assert_eq!(framer.next(), Ok(None));
        Ok(frames)
    }

    fn frame(event: &str, id: &str, data: &str) -> Frame {
        Frame {
            event: event.to_owned(),
            id: id.to_owned(),
            retry: None,
            data: data.to_owned(),
        }
    }

    fn whole(text: &str) -> Vec<Frame> {
        frames(&[text.as_bytes()], 1000).unwrap()
    }

    #[test]
    fn the_examples_of_the_standard() {
        let stock = "data: YHOO\ndata: +2\ndata: 10\n\n";
        assert_eq!(whole(stock), [frame("", "", "YHOO\n+2\n10")]);
        let four = ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\n\
                    data:  third event\n\n";
        assert_eq!(
            whole(four),
            [
                frame("", "1", "first event"),
                frame("", "", "second event"),
                frame("", "", " third event"),
            ]
        );
        // The last block does not end with an empty line.
        assert_eq!(
            whole("data\n\ndata\ndata\n\ndata:"),
            [frame("", "", ""), frame("", "", "\n")]
        );
        assert_eq!(
            whole("data:test\n\ndata: test\n\n"),
            vec![frame("", "", "test"); 2]
        );
    }

    #[test]
    fn fields_are_kept_and_forgotten_as_the_standard_says() {
        // The type belongs to one event, even without data; the id applies to all that follow.
        let text = "event: a\nid: 1\n\nevent: b\ndata: x\n\ndata: y\n\nid: 2\0\ndata: z\n\n";
        let expected = [
            frame("b", "1", "x"),
            frame("", "1", "y"),
            frame("", "1", "z"),
        ];
        assert_eq!(whole(text), expected);
        let retries = whole("retry: 10\ndata\n\nretry: 1x\ndata\n\nretry:\ndata\n\n");
        let retries: Vec<_> = retries.iter().map(|frame| frame.retry).collect();
        assert_eq!(retries, [Some(10); 3]);
        assert_eq!(whole("Data: x\n data: x\nother: x\n\n"), []);
    }

    #[test]
    fn a_mark_stands_at_the_start_only() {
        assert_eq!(whole("\u{feff}data: x\n\n"), [frame("", "", "x")]);
        assert_eq!(whole("\n\u{feff}data: x\n\n"), []);
        let broken = frames(&[b"data: \xff\n\n"], 100).unwrap();
        assert_eq!(broken, [frame("", "", "\u{fffd}")]);
    }

    #[test]
    fn an_event_has_a_limit() {
        let endless = [b"data: ".as_slice(), &[b'x'; 50], &[b'x'; 50]];
        assert_eq!(frames(&endless, 100), Err(Broken::TooLarge(100)));
        let lines = [b"data: xxxxxxxxxx\n".as_slice(); 12];
        assert_eq!(frames(&lines, 100), Err(Broken::TooLarge(100)));
        // Many events together may exceed it.
        let many = [b"data: xxxxxxxxxx\n\n".as_slice(); 12];
        assert_eq!(frames(&many, 100).unwrap().len(), 12);
    }

    #[test]
    fn chunks_may_end_anywhere() {
        let texts = [
            "\u{feff}: c\r\ndata: é\r\ndata: 漢字\r\n\r\nid: 🦀\r\ndata\r\n\r\n",
            "data: a\rdata: b\r\rdata: c\r\r",
            "data: a\n\r\ndata: b\r\n\n",
        ];
        for text in texts {
            let bytes = text.as_bytes();
            let expected = whole(text);
            assert!(expected.len() >= 2, "{text:?}");
            for first in 0..=bytes.len() {
                for second in first..=bytes.len() {
                    let chunks = [&bytes[..first], &bytes[first..second], &bytes[second..]];
                    assert_eq!(frames(&chunks, 1000).unwrap(), expected, "{text:?}");
                }
            }
            let single: Vec<_> = bytes.chunks(1).collect();
            assert_eq!(frames(&single, 1000).unwrap(), expected);
        }
    }
}
