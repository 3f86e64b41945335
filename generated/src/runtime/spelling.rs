// Made by bindery; changes are overwritten.

//! Occurrences of a text in any spelling.
//!
//! A text may be encoded in layers: JSON in a form, a form in a query, base64 around either. So
//! each byte may occur literally, percent-encoded, as `+` for a space, as an escape of JSON or
//! JavaScript, as a character reference of HTML or XML, or as one of these inside another; and all
//! of it may be in base64.

use super::base64_code;
use super::escape::hex;
use std::ops::Range;

/// The limit of nested escapes.
const LAYERS: u8 = 3;

/// The limit of nested base64.
const NESTED: u8 = 2;

/// The sorted, disjoint ranges that contain one of these texts. A range in base64 begins and ends
/// between groups of four digits, so that the rest can still be decoded.
pub(crate) fn find(text: &[u8], wanted: &[Vec<u8>]) -> Vec<Range<usize>> {
    let wanted: Vec<&[u8]> = wanted.iter().map(Vec::as_slice).collect();
    let wanted: Vec<&[u8]> = wanted.into_iter().filter(|text| !text.is_empty()).collect();
    let mut found = Vec::new();
    if let Some(wanted) = Wanted::new(&wanted) {
        wanted.search(text, NESTED, &mut found);
    }
    joined(found)
}

/// Merges ranges that overlap or touch.
pub(crate) fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => joined.push(range),
        }
    }
    joined
}

/// The texts to find.
struct Wanted<'a> {
    texts: &'a [&'a [u8]],
    shortest: usize,
    /// Whether one of them begins with a byte.
    begins: [bool; 256],
    /// Whether they are UTF-8, so that other bytes need not be considered.
    is_text: bool,
}

impl<'a> Wanted<'a> {
    fn new(texts: &'a [&'a [u8]]) -> Option<Self> {
        let mut begins = [false; 256];
        for first in texts.iter().filter_map(|text| text.first()) {
            if let Some(begins) = begins.get_mut(usize::from(*first)) {
                *begins = true;
            }
        }
        Some(Self {
            texts,
            shortest: texts.iter().map(|text| text.len()).min()?,
            begins,
            is_text: texts.iter().all(|text| std::str::from_utf8(text).is_ok()),
        })
    }

    fn search(&self, text: &[u8], nested: u8, found: &mut Vec<Range<usize>>) {
        self.search_escaped(text, found);
        let Some(nested) = nested.checked_sub(1) else {
            return;
        };
        // A run is searched literally, and again if escapes belong to it.
        let escapes = text.iter().any(|byte| b"%\\&".contains(byte));
        for layers in [Some(0), escapes.then_some(LAYERS)].into_iter().flatten() {
            let mut at = 0;
            while let Some(run) = Run::next(text, at, layers) {
                at = run.end;
                let new = layers == 0 || run.escaped;
                if new && run.digits.len() * 3 / 4 >= self.shortest {
                    self.search_run(text, &run, nested, found);
                }
            }
        }
    }

    /// Finds texts that begin anywhere, with each byte literal or escaped.
    fn search_escaped(&self, text: &[u8], found: &mut Vec<Range<usize>>) {
        let begins = |byte: &u8| self.begins.get(usize::from(*byte)) == Some(&true);
        for (at, byte) in text.iter().enumerate() {
            let escaped = || {
                let mut units = units(text, at, LAYERS).into_iter();
                units.any(|unit| unit.bytes().first().is_some_and(begins))
            };
            if begins(byte) || is_escape(*byte) && escaped() {
                let ends = self
                    .texts
                    .iter()
                    .filter_map(|wanted| spelled(text, at, wanted));
                if let Some(end) = ends.max() {
                    found.push(at..end);
                }
            }
        }
    }

    /// Finds texts in decoded base64, for each alignment of its groups of four digits.
    fn search_run(&self, text: &[u8], run: &Run, nested: u8, found: &mut Vec<Range<usize>>) {
        for skipped in 0..4 {
            let bytes = decoded(run.digits.get(skipped..).unwrap_or_default());
            let mut inside = Vec::new();
            if self.is_text {
                let mut start = 0;
                for chunk in bytes.utf8_chunks() {
                    let part = chunk.valid().as_bytes();
                    let mut inside_part = Vec::new();
                    if part.len() >= self.shortest {
                        self.search(part, nested, &mut inside_part);
                    }
                    let moved = |range: Range<usize>| range.start + start..range.end + start;
                    inside.extend(inside_part.into_iter().map(moved));
                    start += part.len() + chunk.invalid().len();
                }
            } else {
                self.search(&bytes, nested, &mut inside);
            }
            let place = |range: Range<usize>| {
                let first = skipped + range.start / 3 * 4;
                let last = skipped + range.end.div_ceil(3) * 4;
                let start = run.starts.get(first).copied().unwrap_or_default();
                let end = run.starts.get(last).copied();
                start..end.unwrap_or_else(|| run.end_of_padding(text))
            };
            found.extend(inside.into_iter().map(place));
        }
    }
}

/// Whether an escape can begin with this byte.
fn is_escape(byte: u8) -> bool {
    matches!(byte, b'%' | b'\\' | b'&' | b'+')
}

/// Whether an escape can begin with these bytes.
fn are_escape(byte: u8, next: Option<&u8>) -> bool {
    let next = next.copied().unwrap_or_default();
    match byte {
        b'+' => true,
        b'%' => next.is_ascii_hexdigit() || is_escape(next),
        b'\\' => b"\"/'bfnrtux".contains(&next) || is_escape(next),
        b'&' => next == b'#' || next.is_ascii_alphabetic() || is_escape(next),
        _ => false,
    }
}

/// The end of the longest spelling that begins here.
fn spelled(text: &[u8], start: usize, wanted: &[u8]) -> Option<usize> {
    // Most texts differ in the first or the second byte.
    if let ([first, second, ..], [at_first, at_second, ..]) =
        (wanted, text.get(start..).unwrap_or_default())
        && !is_escape(*at_first)
        && (first != at_first || second != at_second && !is_escape(*at_second))
    {
        return None;
    }
    let (mut open, mut seen) = (vec![(0, start)], Vec::new());
    let mut longest = None;
    while let Some((mut done, mut at)) = open.pop() {
        // Most bytes are literal.
        while let (Some(byte), Some(next)) = (wanted.get(done), text.get(at))
            && byte == next
            && !is_escape(*next)
        {
            done += 1;
            at += 1;
        }
        let rest = wanted.get(done..).unwrap_or_default();
        if rest.is_empty() {
            longest = longest.max(Some(at));
            continue;
        }
        if !text.get(at).is_some_and(|byte| is_escape(*byte)) {
            continue;
        }
        for unit in units(text, at, LAYERS) {
            let next = (done + unit.len, unit.end);
            if rest.starts_with(unit.bytes()) && !seen.contains(&next) {
                seen.push(next);
                open.push(next);
            }
        }
    }
    longest
}

/// A decoded piece of text: the bytes of one character, and the end of the piece.
#[derive(Clone, Copy, PartialEq)]
struct Unit {
    bytes: [u8; 4],
    len: usize,
    end: usize,
}

impl Unit {
    fn byte(byte: u8, end: usize) -> Self {
        Self {
            bytes: [byte, 0, 0, 0],
            len: 1,
            end,
        }
    }

    fn character(code: u32, end: usize) -> Option<Self> {
        let mut bytes = [0; 4];
        let len = char::from_u32(code)?.encode_utf8(&mut bytes).len();
        Some(Self { bytes, len, end })
    }

    fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    /// The byte, if it is ASCII.
    fn ascii(&self) -> Option<u8> {
        match self.bytes() {
            [byte] => Some(*byte),
            _ => None,
        }
    }
}

/// All decodings of the piece that begins here, up to this number of layers.
fn units(text: &[u8], at: usize, layers: u8) -> Vec<Unit> {
    let Some(&byte) = text.get(at) else {
        return Vec::new();
    };
    let is_escape = are_escape(byte, text.get(at + 1));
    let Some(layers) = layers.checked_sub(1).filter(|_| is_escape) else {
        return vec![Unit::byte(byte, at + 1)];
    };
    let mut all = units(text, at, layers);
    for first in all.clone() {
        let at = first.end;
        match first.ascii() {
            Some(b'+') => all.push(Unit::byte(b' ', at)),
            Some(b'%') => all.extend(
                digits(text, at, 2, layers)
                    .and_then(|(value, end)| Some(Unit::byte(u8::try_from(value).ok()?, end))),
            ),
            Some(b'\\') => {
                for letter in units(text, at, layers) {
                    all.extend(escape(text, letter, layers));
                }
            }
            Some(b'&') => all.extend(reference(text, at, layers)),
            _ => {}
        }
    }
    all.dedup();
    all
}

/// The byte of a kind that is encoded here, in the fewest layers.
fn one<T>(text: &[u8], at: usize, layers: u8, is: impl Fn(u8) -> Option<T>) -> Option<(T, usize)> {
    let byte = *text.get(at)?;
    if let Some(found) = is(byte) {
        return Some((found, at + 1));
    }
    let escaped = layers > 0 && is_escape(byte);
    let units = escaped.then(|| units(text, at, layers));
    units
        .into_iter()
        .flatten()
        .find_map(|unit| Some((is(unit.ascii()?)?, unit.end)))
}

/// A hexadecimal number with this many digits.
fn digits(text: &[u8], mut at: usize, count: u8, layers: u8) -> Option<(u32, usize)> {
    let mut value = 0;
    for _ in 0..count {
        let (digit, end) = one(text, at, layers, hex)?;
        value = value << 4 | u32::from(digit);
        at = end;
    }
    Some((value, at))
}

/// Decodes a backslash and this letter (RFC 8259, section 7), including `\'` and `\xHH` of
/// JavaScript.
fn escape(text: &[u8], letter: Unit, layers: u8) -> Option<Unit> {
    let end = letter.end;
    let byte = match letter.ascii()? {
        byte @ (b'"' | b'\\' | b'/' | b'\'') => byte,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'x' => {
            let (code, end) = digits(text, end, 2, layers)?;
            return Unit::character(code, end);
        }
        b'u' => {
            let (code, end) = digits(text, end, 4, layers)?;
            if !(0xD800..0xDC00).contains(&code) {
                return Unit::character(code, end);
            }
            let mut halves = units(text, end, layers).into_iter();
            return halves.find_map(|half| {
                let low = half_behind(text, half, layers)?;
                Unit::character(0x10000 + ((code - 0xD800) << 10 | low.0), low.1)
            });
        }
        _ => return None,
    };
    Some(Unit::byte(byte, end))
}

/// The low half of a surrogate pair, which begins with this backslash.
fn half_behind(text: &[u8], backslash: Unit, layers: u8) -> Option<(u32, usize)> {
    backslash.ascii().filter(|byte| *byte == b'\\')?;
    let is_u = |byte| (byte == b'u').then_some(());
    let ((), end) = one(text, backslash.end, layers, is_u)?;
    let (low, end) = digits(text, end, 4, layers)?;
    let low = low.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
    Some((low, end))
}

/// Decodes an ampersand and the following name or number (HTML Standard, section 13.5).
fn reference(text: &[u8], mut at: usize, layers: u8) -> Option<Unit> {
    let mut name = Vec::new();
    loop {
        let part =
            |byte: u8| (byte.is_ascii_alphanumeric() || b"#;".contains(&byte)).then_some(byte);
        let (byte, end) = one(text, at, layers, part)?;
        at = end;
        match byte {
            b';' => break,
            _ if name.len() < 9 => name.push(byte),
            _ => return None,
        }
    }
    let byte = match name.as_slice() {
        b"amp" => b'&',
        b"lt" => b'<',
        b"gt" => b'>',
        b"quot" => b'"',
        b"apos" => b'\'',
        [b'#', b'x' | b'X', number @ ..] => return numbered(number, 16, at),
        [b'#', number @ ..] => return numbered(number, 10, at),
        _ => return None,
    };
    Some(Unit::byte(byte, at))
}

fn numbered(number: &[u8], radix: u32, end: usize) -> Option<Unit> {
    let number = std::str::from_utf8(number).ok()?;
    Unit::character(u32::from_str_radix(number, radix).ok()?, end)
}

/// A run of base64 digits of either alphabet (RFC 4648, sections 4 and 5). Line breaks between them
/// are ignored.
struct Run {
    digits: Vec<u8>,
    /// The positions of its digits.
    starts: Vec<usize>,
    end: usize,
    /// Whether escapes belong to it.
    escaped: bool,
}

impl Run {
    /// The first run from here on.
    fn next(text: &[u8], mut at: usize, layers: u8) -> Option<Self> {
        let digit = |at: usize| one(text, at, layers, base64_digit);
        while digit(at).is_none() {
            at += 1;
            if at >= text.len() {
                return None;
            }
        }
        let mut run = Self {
            digits: Vec::new(),
            starts: Vec::new(),
            end: at,
            escaped: false,
        };
        let line_break = |byte| matches!(byte, b'\r' | b'\n').then_some(());
        loop {
            if let Some((value, end)) = digit(at) {
                run.escaped |= end > at + 1;
                run.digits.push(value);
                run.starts.push(at);
                run.end = end;
                at = end;
            } else if let Some(((), end)) = one(text, at, layers, line_break) {
                run.escaped |= end > at + 1;
                at = end;
            } else {
                return Some(run);
            }
        }
    }

    fn end_of_padding(&self, text: &[u8]) -> usize {
        let padding = |byte| (byte == b'=').then_some(());
        let mut end = self.end;
        while let Some(((), next)) = one(text, end, LAYERS, padding) {
            end = next;
        }
        end
    }
}

fn base64_digit(byte: u8) -> Option<u8> {
    base64_code::digit(match byte {
        b'-' => b'+',
        b'_' => b'/',
        byte => byte,
    })
}

/// Decodes digits; left-over bits at the end are ignored.
fn decoded(digits: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 3);
    for group in digits.chunks(4) {
        let bits = group
            .iter()
            .fold(0, |bits: u32, digit| bits << 6 | u32::from(*digit));
        let missing = 4 - group.len().min(4);
        let [_, all @ ..] = (bits << (6 * missing)).to_be_bytes();
        bytes.extend(all.iter().take(group.len() * 6 / 8));
    }
    bytes
}
