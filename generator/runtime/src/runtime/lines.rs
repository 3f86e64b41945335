//! Streams of JSON texts (JSON Lines, NDJSON; RFC 7464).

use super::framing::{self, Broken, Format, Frame, Framer, Read};
use bytes::{Buf, Bytes};
use serde::de::DeserializeOwned;

/// One JSON text on each line, of this media type.
#[allow(dead_code, reason = "an API may have sequences only")]
pub(crate) const fn json_lines<T: DeserializeOwned>(accept: &'static str) -> Format<T> {
    Format {
        accept,
        strict: false,
        json: true,
        framer: |limit| Box::new(Texts::new(limit, false)),
        read,
    }
}

/// JSON texts, each after a record separator.
#[allow(dead_code, reason = "an API may have lines only")]
pub(crate) const fn json_sequence<T: DeserializeOwned>(accept: &'static str) -> Format<T> {
    Format {
        accept,
        strict: false,
        json: true,
        framer: |limit| Box::new(Texts::new(limit, true)),
        read,
    }
}

fn read<T: DeserializeOwned>(frame: Frame) -> Read<T> {
    match framing::json(&frame.data) {
        Ok(item) => Read::Item(item),
        Err(misfit) => Read::Misfit(misfit),
    }
}

/// Finds texts in chunks: one on each line, or one after each record separator. In a sequence a
/// text may have several lines, and is complete with the first line feed outside brackets and
/// strings: waiting for the next separator would delay it until the next text.
#[derive(Debug)]
struct Texts {
    limit: usize,
    sequence: bool,
    chunk: Bytes,
    text: Vec<u8>,
    at_start: bool,
    ended: bool,
    depth: usize,
    in_string: bool,
    escaped: bool,
}

const SEPARATOR: u8 = 0x1e;

impl Texts {
    fn new(limit: usize, sequence: bool) -> Self {
        Self {
            limit,
            sequence,
            chunk: Bytes::new(),
            text: Vec::new(),
            at_start: true,
            ended: false,
            depth: 0,
            in_string: false,
            escaped: false,
        }
    }

    /// The number of bytes of the chunk that belong to the current text, and whether it ends there.
    fn scan(&mut self) -> (usize, bool) {
        if !self.sequence {
            let end = self.chunk.iter().position(|byte| *byte == b'\n');
            return (end.unwrap_or(self.chunk.len()), end.is_some());
        }
        for (index, byte) in self.chunk.iter().enumerate() {
            if *byte == SEPARATOR {
                return (index, true);
            }
            if self.in_string {
                let escapes = *byte == b'\\' && !self.escaped;
                self.in_string = *byte != b'"' || self.escaped;
                self.escaped = escapes;
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth = self.depth.saturating_add(1),
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                b'\n' if self.depth == 0 => return (index, true),
                _ => {}
            }
        }
        (self.chunk.len(), false)
    }

    /// The finished text; `None` if it is blank. A number or literal without a final line feed may
    /// be truncated (RFC 7464, section 2.4).
    fn take(&mut self, by_line_feed: bool) -> Result<Option<Frame>, Broken> {
        (self.depth, self.in_string, self.escaped) = (0, false, false);
        let mut text = std::mem::take(&mut self.text);
        if std::mem::take(&mut self.at_start) && text.starts_with(b"\xef\xbb\xbf") {
            text.drain(..3);
        }
        let text = text.trim_ascii();
        let Some(first) = text.first() else {
            return Ok(None);
        };
        if self.sequence && !by_line_feed && !matches!(first, b'{' | b'[' | b'"') {
            return Err(Broken::Cut);
        }
        Ok(Some(Frame {
            data: String::from_utf8_lossy(text).into_owned(),
            ..Frame::default()
        }))
    }
}

impl Framer for Texts {
    fn push(&mut self, chunk: Bytes) {
        self.chunk = chunk;
    }

    fn end(&mut self) {
        self.ended = true;
    }

    fn next(&mut self) -> Result<Option<Frame>, Broken> {
        while !self.chunk.is_empty() {
            let (length, ends) = self.scan();
            if length > self.limit.saturating_sub(self.text.len()) {
                return Err(Broken::TooLarge(self.limit));
            }
            let piece = self.chunk.split_to(length);
            self.text.extend_from_slice(&piece);
            if ends {
                let by_line_feed = self.chunk.get_u8() == b'\n';
                if let Some(frame) = self.take(by_line_feed)? {
                    return Ok(Some(frame));
                }
            }
        }
        match self.ended {
            true => self.take(false),
            false => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(chunks: &[&[u8]], sequence: bool) -> Result<Vec<String>, Broken> {
        let mut framer = Texts::new(100, sequence);
        let mut texts = Vec::new();
        for chunk in chunks {
            framer.push(Bytes::copy_from_slice(chunk));
            while let Some(frame) = framer.next()? {
                texts.push(frame.data);
            }
        }
        framer.end();
        while let Some(frame) = framer.next()? {
            texts.push(frame.data);
        }
        Ok(texts)
    }

    fn whole(text: &str, sequence: bool) -> Result<Vec<String>, Broken> {
        texts(&[text.as_bytes()], sequence)
    }

    #[test]
    fn a_line_is_a_text() {
        let lines = whole("\u{feff}{\"a\": 1}\r\n\n  \n[2]\n3", false);
        assert_eq!(lines.unwrap(), ["{\"a\": 1}", "[2]", "3"]);
        assert_eq!(whole("", false).unwrap(), [""; 0]);
    }

    #[test]
    fn a_text_of_a_sequence_may_have_lines() {
        let sequence =
            "\u{1e}{\n  \"a\": \"}\\\"\\\\\n\"\n}\n\u{1e}[1]\n\u{1e}7\n\u{1e}\u{1e}true\n";
        assert_eq!(
            whole(sequence, true).unwrap(),
            ["{\n  \"a\": \"}\\\"\\\\\n\"\n}", "[1]", "7", "true"]
        );
        // Without the line feed only brackets and quotes show that the text is complete.
        assert_eq!(whole("\u{1e}{}\u{1e}\"x\"", true).unwrap(), ["{}", "\"x\""]);
        assert_eq!(whole("\u{1e}12\u{1e}{}\n", true), Err(Broken::Cut));
        assert_eq!(whole("\u{1e}tru", true), Err(Broken::Cut));
    }

    #[test]
    fn a_text_arrives_before_the_next_one() {
        let mut framer = Texts::new(100, true);
        framer.push(Bytes::from_static(b"\x1e{\"a\":\n1}\n"));
        assert_eq!(framer.next().unwrap().unwrap().data, "{\"a\":\n1}");
        assert_eq!(framer.next(), Ok(None));
    }

    #[test]
    fn a_text_has_a_limit() {
        for sequence in [false, true] {
            let endless = [[b'['; 60].as_slice(); 2];
            assert_eq!(texts(&endless, sequence), Err(Broken::TooLarge(100)));
            let many = [b"[1234567890]\n".as_slice(); 20];
            assert_eq!(texts(&many, sequence).unwrap().len(), 20);
        }
    }

    #[test]
    fn chunks_may_end_anywhere() {
        for (text, sequence) in [
            ("{\"é\":\"漢\\n\"}\r\n[1]\n\"🦀\"\n2", false),
            (
                "\u{1e}{\"é\":\n\"\\\\\\\"\"}\n\u{1e}[1]\u{1e}\"🦀\"\n\u{1e}2\n",
                true,
            ),
        ] {
            let bytes = text.as_bytes();
            let expected = whole(text, sequence).unwrap();
            assert_eq!(expected.len(), 4);
            for first in 0..=bytes.len() {
                for second in first..=bytes.len() {
                    let chunks = [&bytes[..first], &bytes[first..second], &bytes[second..]];
                    assert_eq!(texts(&chunks, sequence).unwrap(), expected, "{text:?}");
                }
            }
        }
    }
}
