//! YAML texts to trees. Built from the events of the parser, without recursion, so that reading
//! stops at a limit.

mod scalar;

use super::tree::{Exceeded, Reading};
use crate::diagnostic::Pointer;
use crate::limits::Limit;
use granit_parser::{ErrorKind, Event, Options, Parser, ScanError, Span, StrInput, StructureStyle};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// The content of a YAML text.
#[derive(Debug, Default)]
pub(super) struct Yaml {
    /// The tree of its first document; null where there is none.
    pub(super) tree: Value,
    /// Where a second document begins, if one does.
    pub(super) second: Option<Range<usize>>,
}

/// Why a text has no tree.
#[derive(Debug)]
pub(super) enum YamlError {
    /// The parser does not accept it.
    Syntax {
        error: ScanError,
        /// Where the innermost bracket is that was open there.
        opened: Option<usize>,
    },
    /// A mapping or a list stands where a key has to be.
    Key(Range<usize>),
    /// A text does not fit its tag.
    Tag(Range<usize>),
    /// [`Reading`] knows which limit.
    Exceeded,
}

impl From<Exceeded> for YamlError {
    fn from(_: Exceeded) -> Self {
        Self::Exceeded
    }
}

/// Reads the first document of a text.
pub(super) fn read(text: &str, reading: &Reading) -> Result<Yaml, YamlError> {
    let mut events = events(text);
    let mut builder = Builder::new(reading);
    loop {
        match events.next_event() {
            None | Some(Ok((Event::StreamEnd, _))) => return Ok(Yaml::default()),
            Some(Ok((Event::DocumentEnd, _))) => break,
            Some(Ok((event, span))) => builder.add(event, &span)?,
            Some(Err(error)) => return Err(builder.stopped(error)),
        }
    }
    let second = second(&mut events);
    let second = second.map_err(|error| builder.stopped(error))?;
    let tree = builder.root;
    Ok(Yaml { tree, second })
}

/// The events of a text, with the positions of bytes.
pub(super) fn events(text: &str) -> Parser<'_, StrInput<'_>> {
    // The parser looks ahead by one key at most, so our own limit is met first.
    let levels = Limit::Depth.most() + 2_000;
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.block_scalar_eof_without_line_feed = true;
    options.flow_nesting_limit = levels;
    options.block_nesting_limit = levels;
    Parser::new_from_str_with_options(text, options)
}

/// The text of a scalar. The parser gives `~` for one of which nothing is written.
pub(super) fn written<'t>(text: Cow<'t, str>, span: &Span) -> Cow<'t, str> {
    match span.is_empty() {
        true => Cow::Borrowed(""),
        false => text,
    }
}

/// Where the next document begins that holds anything.
fn second<'t>(events: &mut Parser<'t, StrInput<'t>>) -> Result<Option<Range<usize>>, ScanError> {
    let mut start = 0..0;
    while let Some(event) = events.next_event() {
        let (event, span) = match event {
            Ok(event) => event,
            // Errors within it do not matter.
            Err(_) if start != (0..0) => return Ok(Some(start)),
            Err(error) => return Err(error),
        };
        match event {
            Event::DocumentStart(..) => start = span.byte_range().unwrap_or_default(),
            Event::DocumentEnd => start = 0..0,
            Event::Scalar(..) if span.is_empty() => {}
            Event::StreamEnd => break,
            _ => return Ok(Some(start)),
        }
    }
    Ok(None)
}

/// A list or a mapping that is not complete.
struct Open {
    values: Values,
    /// The number of its anchor; 0 for none.
    anchor: usize,
    /// Where its bracket is, if it is written with brackets.
    bracket: Option<usize>,
}

enum Values {
    List(Vec<Value>),
    Mapping {
        map: Map<String, Value>,
        /// The key of the value that comes next.
        key: Option<String>,
        /// Values of merge keys.
        merged: Vec<Value>,
    },
}

struct Builder<'r> {
    reading: &'r Reading,
    open: Vec<Open>,
    /// Complete values with anchors, by their numbers.
    anchors: BTreeMap<usize, Value>,
    root: Value,
}

impl<'r> Builder<'r> {
    fn new(reading: &'r Reading) -> Self {
        Self {
            reading,
            open: Vec::new(),
            anchors: BTreeMap::new(),
            root: Value::Null,
        }
    }

    fn add(&mut self, event: Event<'_>, span: &Span) -> Result<(), YamlError> {
        let place = || span.byte_range().unwrap_or_default();
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let text = written(text, span);
                if self.is_key_next() {
                    if anchor > 0 {
                        self.remember(anchor, &Value::String(text.clone().into_owned()))?;
                    }
                    return self.key(text.into_owned());
                }
                let value = scalar::value(text, style, tag.as_deref());
                let value = value.ok_or_else(|| YamlError::Tag(place()))?;
                self.spend(Cost::of_scalar(&value))?;
                self.complete(value, anchor)
            }
            Event::Alias(anchor) => self.alias(anchor, place()),
            Event::SequenceStart(style, anchor, _) => {
                self.begin(Values::List(Vec::new()), style, anchor, place())
            }
            Event::MappingStart(style, anchor, _) => {
                let values = Values::Mapping {
                    map: Map::new(),
                    key: None,
                    merged: Vec::new(),
                };
                self.begin(values, style, anchor, place())
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open { values, anchor, .. }) => self.complete(values.finish(), anchor),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn is_key_next(&self) -> bool {
        let last = self.open.last().map(|open| &open.values);
        matches!(last, Some(Values::Mapping { key: None, .. }))
    }

    /// A key of the innermost mapping: the text that it is written with, whatever it could stand for.
    fn key(&mut self, text: String) -> Result<(), YamlError> {
        self.reading.allow_key(&text, || self.pointer())?;
        if let Some(Open {
            values: Values::Mapping { key, .. },
            ..
        }) = self.open.last_mut()
        {
            *key = Some(text);
        }
        Ok(())
    }

    fn begin(
        &mut self,
        values: Values,
        style: StructureStyle,
        anchor: usize,
        place: Range<usize>,
    ) -> Result<(), YamlError> {
        if self.is_key_next() {
            return Err(YamlError::Key(place));
        }
        self.spend(Cost {
            values: 1,
            levels: 1,
        })?;
        self.open.push(Open {
            values,
            anchor,
            bracket: matches!(style, StructureStyle::Flow).then_some(place.start),
        });
        Ok(())
    }

    /// A value is complete: it belongs to what is open.
    fn complete(&mut self, value: Value, anchor: usize) -> Result<(), YamlError> {
        if anchor > 0 {
            self.remember(anchor, &value)?;
        }
        let pointer = match self.open.last() {
            Some(Open {
                values:
                    Values::Mapping {
                        map,
                        key: Some(key),
                        ..
                    },
                ..
            }) if map.contains_key(key) => Some(self.pointer()),
            _ => None,
        };
        if let Some(pointer) = pointer {
            self.reading.duplicates.borrow_mut().push(pointer);
        }
        match self.open.last_mut().map(|open| &mut open.values) {
            None => self.root = value,
            Some(Values::List(list)) => list.push(value),
            Some(Values::Mapping { map, key, merged }) => match key.take() {
                Some(key) if key == "<<" && (value.is_object() || value.is_array()) => {
                    merged.push(value);
                }
                Some(key) => {
                    map.insert(key, value);
                }
                None => {}
            },
        }
        Ok(())
    }

    /// Keeps a value for aliases. It is paid for, as it is copied.
    fn remember(&mut self, anchor: usize, value: &Value) -> Result<(), YamlError> {
        self.spend(Cost::of(value))?;
        self.anchors.insert(anchor, value.clone());
        Ok(())
    }

    fn alias(&mut self, anchor: usize, place: Range<usize>) -> Result<(), YamlError> {
        let Some(value) = self.anchors.get(&anchor) else {
            // The value that holds the alias itself: it would have no end.
            return Err(self.reading.exceed(Limit::Depth, || self.pointer()).into());
        };
        if self.is_key_next() {
            let Value::String(text) = value else {
                return Err(YamlError::Key(place));
            };
            let text = text.clone();
            return self.key(text);
        }
        self.spend(Cost::of(value))?;
        let value = value.clone();
        self.complete(value, 0)
    }

    fn spend(&self, cost: Cost) -> Result<(), YamlError> {
        let depth = self.open.len() + cost.levels - 1;
        let spent = self.reading.spend(cost.values, depth, || self.pointer());
        spent.map_err(YamlError::from)
    }

    /// Where the next value belongs.
    fn pointer(&self) -> Pointer {
        let open = self.open.iter();
        open.fold(Pointer::root(), |pointer, open| match &open.values {
            Values::List(list) => pointer.index(list.len()),
            Values::Mapping { key: Some(key), .. } => pointer.child(key),
            Values::Mapping { .. } => pointer,
        })
    }

    fn stopped(&self, error: ScanError) -> YamlError {
        if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
            return self.reading.exceed(Limit::Depth, || self.pointer()).into();
        }
        let opened = self.open.last().and_then(|open| open.bracket);
        YamlError::Syntax { error, opened }
    }
}

impl Values {
    fn finish(self) -> Value {
        match self {
            Self::List(list) => Value::Array(list),
            Self::Mapping {
                mut map, merged, ..
            } => {
                for value in merged {
                    merge(&mut map, value);
                }
                Value::Object(map)
            }
        }
    }
}

/// Applies a merge key: what the mapping says itself wins, then the first of several merged ones.
fn merge(map: &mut Map<String, Value>, value: Value) {
    match value {
        Value::Object(properties) => {
            for (key, value) in properties {
                map.entry(key).or_insert(value);
            }
        }
        Value::Array(list) => {
            for value in list.into_iter().filter(Value::is_object) {
                merge(map, value);
            }
        }
        _ => {}
    }
}

/// The cost of a value.
#[derive(Clone, Copy)]
struct Cost {
    values: usize,
    /// The depth of values, including itself.
    levels: usize,
}

impl Cost {
    fn of_scalar(value: &Value) -> Self {
        let length = value.as_str().map_or(0, str::len);
        Self {
            values: super::tree::cost_of_text(length),
            levels: 1,
        }
    }

    /// The cost of a complete value, whose depth is limited.
    fn of(value: &Value) -> Self {
        let inside = |values: &mut dyn Iterator<Item = &Value>| {
            values.map(Self::of).fold(
                Self {
                    values: 1,
                    levels: 1,
                },
                |sum, cost| Self {
                    values: sum.values + cost.values,
                    levels: sum.levels.max(cost.levels + 1),
                },
            )
        };
        match value {
            Value::Array(list) => inside(&mut list.iter()),
            Value::Object(map) => inside(&mut map.values()),
            scalar => Self::of_scalar(scalar),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use serde_json::json;

    fn tree(text: &str) -> Value {
        let reading = Reading::new(text.len(), &Limits::default());
        read(text, &reading).unwrap().tree
    }

    #[test]
    fn trees_hold_what_is_written() {
        for (text, expected) in [
            ("", json!(null)),
            ("# nothing\n", json!(null)),
            ("a", json!("a")),
            (
                "200: ok\n1.10: b\n0x10: c\nTrue: d\n: e",
                json!({"200": "ok", "1.10": "b", "0x10": "c", "True": "d", "": "e"}),
            ),
            (
                "a:\nb: ''\nc: |\n  d\n  e",
                json!({"a": null, "b": "", "c": "d\ne"}),
            ),
            (
                "- &x {a: 1}\n- *x\n- <<: *x\n  b: 2",
                json!([{"a": 1}, {"a": 1}, {"b": 2, "a": 1}]),
            ),
            ("<<: [{a: 1}, {a: 2, b: 3}]\nb: 4", json!({"b": 4, "a": 1})),
            ("<<: text", json!({"<<": "text"})),
            ("&k a: 1\nb: *k", json!({"a": 1, "b": "a"})),
            ("&k a: 1\n*k : 2", json!({"a": 2})),
            (
                "[!!str 1, !!int '2', !!float 3, ! 4, !Ref 5, !Ref '6', !!str , !x [7]]",
                json!(["1", 2, 3.0, "4", 5, "6", "", [7]]),
            ),
            ("a: \"\\u00e4\\x41\\\n  b\"", json!({"a": "äAb"})),
            (
                "a: b #c\nd: e#f\ng: 'h #i'",
                json!({"a": "b", "d": "e#f", "g": "h #i"}),
            ),
            ("a:\tb\nc: d\te", json!({"a": "b", "c": "d\te"})),
        ] {
            assert_eq!(tree(text), expected, "{text:?}");
        }
    }

    /// The rest of a text is not even looked at: it is no YAML.
    #[test]
    fn reading_stops_at_the_limit_of_depth() {
        let limits = Limits::default().with(Limit::Depth, 50);
        for (open, levels) in [("[", 50), ("{a: ", 50), ("- ", 50), ("? ", 1)] {
            let text = format!("{} @", open.repeat(3_000));
            let reading = Reading::new(text.len(), &limits);
            let problem = read(&text, &reading).unwrap_err();
            if levels == 1 {
                // Such keys are not read at all.
                assert!(matches!(problem, YamlError::Key(_)), "{problem:?}");
                continue;
            }
            assert!(
                matches!(problem, YamlError::Exceeded),
                "{open}: {problem:?}"
            );
            let (pointer, limit) = reading.exceeded.take().unwrap();
            assert_eq!(
                (pointer.steps().count(), limit),
                (levels, Limit::Depth),
                "{open}"
            );
        }
    }

    #[test]
    fn copies_for_aliases_are_paid_for() {
        let limits = Limits::default().with(Limit::Aliased, 1_000);
        let exceeded = |text: &str| {
            let reading = Reading::new(text.len(), &limits);
            let problem = read(text, &reading).err()?;
            assert!(matches!(problem, YamlError::Exceeded), "{problem:?}");
            let (pointer, limit) = reading.exceeded.take()?;
            Some((pointer.as_str().to_owned(), limit))
        };
        let list = format!("a: &a [{}]\n", "1,".repeat(400));
        assert_eq!(exceeded(&format!("{list}b: *a\n")), None);
        let many = exceeded(&format!("{list}b: [*a, *a, *a, *a, *a]\n"));
        assert_eq!(many, Some(("/b/2".to_owned(), Limit::Aliased)));
        // An alias within its own anchor, and one that would put a value too deep.
        let inside = exceeded("a: &a [1, *a]");
        assert_eq!(inside, Some(("/a/1".to_owned(), Limit::Depth)));
        let nested = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
        let deep = format!("a: &a {}\nb: {}", nested(60), nested(60).replace('1', "*a"));
        assert_eq!(exceeded(&deep).unwrap().1, Limit::Depth);
    }
}
