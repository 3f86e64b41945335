//! What becomes of a response where resources are created, fetched, listed, changed and deleted?
//!
//! Until an item is created in a collection, its items and lists are invented. From then on the
//! collection has exactly the items that were created. Deleted items are gone in either case.

use super::coding::encoded;
use super::fill::Filling;
use super::hide::hide;
use super::judge::Judge;
use super::limits::Limit;
use super::make;
use super::operation::Operation;
use super::page::{Asked, Page};
use super::refusal::Refusal;
use super::resource::{Act, Role, id_way, instance};
use super::response::{Draft, Making, media};
use super::state::{Full, State};
use super::tree::merged;
use bindery::examples::Chance;
use bindery::lower::paging::{BESIDE, ITEMS, alike_names as alike};
use serde_json::{Map, Value, json};

/// A request that was found to be in order.
pub(super) struct Request<'a> {
    pub operation: &'a Operation,
    /// Parameters of the path by name, decoded.
    pub values: &'a [(String, String)],
    /// The value of its body.
    pub body: Option<&'a Value>,
    /// The schema of the parameter that names an item, where this is the collection.
    pub item_schema: Option<&'a Value>,
    pub page: Asked<'a>,
    pub making: Making<'a>,
}

/// Headers that follow from what was kept.
#[derive(Debug, Default)]
pub(super) struct FromRequest {
    pub link: Option<String>,
    /// The created item has this name in its path.
    pub location: Option<String>,
}

/// Changes the state, and the response so that it speaks of the state.
///
/// # Errors
///
/// 404 for what is not there; 507 where no more can be kept.
pub(super) fn apply(
    judge: &Judge<'_>,
    state: &mut State,
    request: &Request<'_>,
    draft: &mut Draft<'_>,
) -> Result<FromRequest, Refusal> {
    let path = instance(&request.operation.path, request.values);
    if state.is_gone(&path) && !revives(&request.operation.role) {
        return Err(Refusal::new(404, format!("`{path}` was deleted")));
    }
    let any = json!({});
    let schema = draft
        .content
        .and_then(|content| media::schema(judge, content));
    let schema = schema.unwrap_or(&any);
    let is_value = draft.value.is_some();
    let made = draft.value.take().unwrap_or_default();
    let mut response = Filling::new(judge, schema, made);
    let mut reported = FromRequest::default();
    let keeping = Keeping {
        judge,
        request,
        path: &path,
    };
    match &request.operation.role {
        Role::Create(parameter) => {
            let name = keeping
                .create(state, &mut response, parameter)
                .map_err(full)?;
            reported.location = Some(encoded(&name.replace("%2F", "/")));
        }
        Role::Item(parameter, act) => keeping.item(state, &mut response, parameter, *act)?,
        Role::Single(act) => keeping.single(state, &mut response, *act)?,
        Role::List(_) => {}
        Role::Plain => keeping.echo(&mut response, &[]),
    }
    if request.operation.method == "GET" && is_value {
        reported.link = keeping.list(state, &mut response);
    }
    draft.value = is_value.then(|| {
        let mut value = response.value;
        hide(judge, schema, &mut value);
        value
    });
    Ok(reported)
}

/// Whether an operation brings back what was deleted.
fn revives(role: &Role) -> bool {
    matches!(
        role,
        Role::Item(_, Act::Replace) | Role::Single(Act::Replace)
    )
}

fn full(_: Full) -> Refusal {
    let (resources, bytes) = (Limit::KeptResources.key(), Limit::KeptBytes.key());
    let reason =
        format!("no more resources can be kept; the limits are `{resources}` and `{bytes}`");
    Refusal::new(507, reason)
}

struct Keeping<'a> {
    judge: &'a Judge<'a>,
    request: &'a Request<'a>,
    path: &'a str,
}

impl Keeping<'_> {
    /// Puts what the request says into the response: its body, and the parameters of its path.
    fn echo(&self, response: &mut Filling<'_>, way: &[String]) {
        if let Some(Value::Object(properties)) = self.request.body {
            if way.is_empty() {
                response.fill(&[], properties);
            }
            // The created item may be in an envelope, beside a token and the like. If the response
            // itself is the item, a map in it is not an envelope.
            let is_itself =
                response.declares(&[], |name| properties.keys().any(|it| alike(it, name)));
            let is_envelope = |way: &Vec<String>| !is_itself || response.declares(way, |_| true);
            let inner = match way {
                [] => {
                    let objects = only_objects(&response.value).into_iter();
                    objects.filter(is_envelope).collect()
                }
                way => vec![way.to_vec()],
            };
            for way in inner {
                response.fill(&way, properties);
            }
        }
    }

    /// Puts the parameters of the path into an object of the response, but for the last one.
    fn parents(&self, response: &mut Filling<'_>, way: &[String], own: &str, id: Option<&String>) {
        for (name, value) in self.request.values.iter().filter(|(name, _)| name != own) {
            let properties = response.get(way).and_then(Value::as_object);
            let mut names = properties.into_iter().flatten().map(|(name, _)| name);
            let known = names.find(|known| alike(known, name) && Some(*known) != id);
            let Some(known) = known.cloned() else {
                continue;
            };
            let mut inner = way.to_vec();
            inner.push(known);
            name_it(response, &inner, value);
        }
    }

    /// Adds an item to the collection, and says what it is called.
    fn create(
        &self,
        state: &mut State,
        response: &mut Filling<'_>,
        parameter: &str,
    ) -> Result<String, Full> {
        let id = id_way(&response.value, parameter);
        let way: Vec<String> = match &id {
            Some(way) => way.split_last().map(|(_, way)| way.to_vec()),
            None => None,
        }
        .unwrap_or_default();
        self.echo(response, &way);
        let last = id.as_ref().and_then(|way| way.last());
        self.parents(response, &way, parameter, last);
        // A caller may have said what it is to be called.
        let given = self.request.body.and_then(|body| {
            let name = last.map_or(parameter, String::as_str);
            let mut properties = body.as_object()?.iter();
            let (_, value) = properties.find(|(known, _)| alike(known, name))?;
            (value.is_string() || value.is_number()).then(|| value.clone())
        });
        let name = match (given, &id) {
            (Some(given), _) => given,
            (None, way) => self.new_name(state, response, parameter, way.as_deref()),
        };
        let text = plain(&name);
        if let Some(way) = &id {
            let old = response.get(way).cloned().unwrap_or_default();
            if response.put(way, name.clone()) {
                response.rename(&old, &name);
            }
        }
        let mut item = match response.get(&way) {
            Some(Value::Object(properties)) => properties.clone(),
            _ => Map::new(),
        };
        self.add_sent(&mut item);
        state.keep(self.path, &text, Value::Object(item))?;
        Ok(text)
    }

    /// Adds the properties of the request that an item does not have yet.
    fn add_sent(&self, item: &mut Map<String, Value>) {
        let sent = self.request.body.and_then(Value::as_object);
        for (name, value) in sent.into_iter().flatten() {
            if !item.keys().any(|known| alike(known, name)) {
                item.insert(name.clone(), value.clone());
            }
        }
    }

    /// An id that fits the item's path and the property that contains it, and that no other item
    /// has.
    fn new_name(
        &self,
        state: &mut State,
        response: &Filling<'_>,
        parameter: &str,
        way: Option<&[String]>,
    ) -> Value {
        let example = way.and_then(|way| response.get(way));
        let of_property = way.and_then(|way| response.schema_at(way));
        let of_path = self.request.item_schema.cloned();
        let both =
            json!({"allOf": [of_path.unwrap_or(json!({})), of_property.unwrap_or(json!({}))]});
        let mut whole = merged(self.judge.tree, &both).into_owned();
        for key in ["example", "default", "nullable"] {
            whole.shift_remove(key);
        }
        let counted = whole.get("type").is_some_and(|kind| kind == "integer")
            || example.is_some_and(Value::is_number);
        let whole = Value::Object(whole);
        let mut last = Value::Null;
        for _ in 0..20 {
            let number = state.next();
            let about = format!("{} {parameter} {number}", self.path);
            let seed = self.request.making.seed;
            let mut chance = Chance::about(seed, &about);
            // As long as nothing else is asked for, names are short, or look like the example.
            let easy = match example {
                _ if counted => json!(number),
                Some(Value::String(text)) => json!(like(text, number, &mut chance)),
                _ => json!(number.to_string()),
            };
            last = match self.judge.fits(&whole, &easy) {
                true => easy,
                false => make::value(self.judge, &whole, seed, &about),
            };
            let free = state.item(self.path, &plain(&last)).is_none();
            if free && self.judge.fits(&whole, &last) {
                return last;
            }
        }
        match last {
            Value::String(_) | Value::Number(_) => last,
            _ => json!(state.next().to_string()),
        }
    }

    /// Fetches, changes or deletes one item.
    fn item(
        &self,
        state: &mut State,
        response: &mut Filling<'_>,
        parameter: &str,
        act: Act,
    ) -> Result<(), Refusal> {
        let mut values = self.request.values.iter();
        let (Some((_, given)), Some((collection, name))) = (
            values.find(|(name, _)| name == parameter),
            self.path.rsplit_once('/'),
        ) else {
            return Ok(());
        };
        let kept = state.item(collection, name).cloned();
        let is_made_up = state.items(collection).is_none();
        if kept.is_none() && !is_made_up && act != Act::Replace {
            let path = self.path;
            return Err(Refusal::new(404, format!("`{path}` was never created")));
        }
        let id = id_way(&response.value, parameter);
        let way = id.as_ref().and_then(|way| way.split_last());
        let way = way.map_or_else(Vec::new, |(_, way)| way.to_vec());
        if let (Some(Value::Object(kept)), Act::Read | Act::Merge | Act::Delete) = (&kept, act) {
            response.fill(&way, kept);
        }
        if matches!(act, Act::Replace | Act::Merge) {
            self.echo(response, &way);
        }
        let last = id.as_ref().and_then(|way| way.last());
        self.parents(response, &way, parameter, last);
        if let Some(way) = &id {
            name_it(response, way, given);
        }
        match act {
            Act::Read => {}
            Act::Delete => state.delete(collection, name).map_err(full)?,
            Act::Replace | Act::Merge => {
                let mut item = match (kept, act) {
                    (Some(Value::Object(kept)), Act::Merge) => kept,
                    _ => Map::new(),
                };
                if let Some(Value::Object(shown)) = response.get(&way) {
                    item.extend(shown.clone());
                }
                let sent = self.request.body.and_then(Value::as_object);
                for (name, value) in sent.into_iter().flatten() {
                    let shown = item.keys().find(|known| alike(known, name)).cloned();
                    match shown {
                        // JSON Merge Patch (RFC 7396): null takes a property out.
                        Some(shown) if value.is_null() && act == Act::Merge => {
                            let shown_still = response.get(&way).and_then(|it| it.get(&shown));
                            if shown_still.is_none() {
                                item.shift_remove(&shown);
                            }
                        }
                        Some(_) => {}
                        None => {
                            item.insert(name.clone(), value.clone());
                        }
                    }
                }
                let item = Value::Object(item);
                state.keep(collection, name, item).map_err(full)?;
            }
        }
        Ok(())
    }

    /// Fetches or changes what is there once.
    fn single(
        &self,
        state: &mut State,
        response: &mut Filling<'_>,
        act: Act,
    ) -> Result<(), Refusal> {
        if let (Some(Value::Object(kept)), Act::Read | Act::Merge) = (state.single(self.path), act)
        {
            response.fill(&[], &kept.clone());
        }
        match act {
            Act::Read => return Ok(()),
            Act::Delete => return state.delete_single(self.path).map_err(full),
            Act::Replace | Act::Merge => self.echo(response, &[]),
        }
        let mut kept = match response.value.as_object() {
            Some(properties) => properties.clone(),
            None => Map::new(),
        };
        self.add_sent(&mut kept);
        let kept = Value::Object(kept);
        state.keep_single(self.path, kept).map_err(full)
    }

    /// Puts the items that are there into a list, and cuts it into pages.
    fn list(&self, state: &State, response: &mut Filling<'_>) -> Option<String> {
        let paging = self.request.operation.paging.as_ref();
        let parameter = match &self.request.operation.role {
            Role::List(parameter) => Some(parameter.as_str()),
            _ if paging.is_some() => None,
            _ => return None,
        };
        let way = match paging {
            Some(paging) => super::page::names(&paging.items),
            None => list_way(&response.value, self.path)?,
        };
        let made = match response.get(&way) {
            Some(Value::Array(made)) => made.clone(),
            _ => Vec::new(),
        };
        let kept = state.items(self.path);
        let is_kept = kept.is_some();
        let items: Vec<&Value> = match kept {
            Some(kept) => kept.values().collect(),
            None => {
                let path = self.path;
                let left = made.iter().filter(|item| {
                    let way = parameter.and_then(|parameter| id_way(item, parameter));
                    let id = way.and_then(|way| {
                        let found = way.iter().try_fold(*item, |value, step| value.get(step));
                        found.map(plain)
                    });
                    id.is_none_or(|id| !state.is_gone(&format!("{path}/{id}")))
                });
                left.collect()
            }
        };
        let page = Page::of(&self.request.page, &items);
        let mut shown = page.items(&items);
        if is_kept {
            shown = self.as_elements(response, &way, made.first(), shown);
        }
        response.put(&way, Value::Array(shown));
        page.report(paging?, response)
    }

    /// The fields of items, as the elements of a list have them.
    fn as_elements(
        &self,
        response: &Filling<'_>,
        way: &[String],
        made: Option<&Value>,
        kept: Vec<Value>,
    ) -> Vec<Value> {
        let list = response.schema_at(way);
        let items = list.and_then(|list| merged(self.judge.tree, &list).get("items").cloned());
        let items = items.unwrap_or_else(|| json!({}));
        let base = made.cloned().unwrap_or_else(|| {
            make::value(self.judge, &items, self.request.making.seed, self.path)
        });
        let filled = kept.into_iter().map(|item| {
            let mut element = Filling::new(self.judge, &items, base.clone());
            if let Value::Object(properties) = item {
                element.fill(&[], &properties);
            }
            element.value
        });
        filled.collect()
    }
}

/// The ways to the objects that an object has as properties.
fn only_objects(value: &Value) -> Vec<Vec<String>> {
    let properties = value.as_object().into_iter().flatten();
    let objects = properties.filter(|(_, value)| value.is_object());
    objects.map(|(name, _)| vec![name.clone()]).collect()
}

/// The properties that lead to the list of a response.
fn list_way(value: &Value, path: &str) -> Option<Vec<String>> {
    if value.is_array() {
        return Some(Vec::new());
    }
    let own = path.rsplit('/').next().unwrap_or_default();
    let of = |value: &Value| {
        let properties = value.as_object()?;
        let lists: Vec<&String> = properties
            .iter()
            .filter(|(name, value)| value.is_array() && !BESIDE.contains(&name.as_str()))
            .map(|(name, _)| name)
            .collect();
        let named = |wanted: &str| lists.iter().find(|name| alike(name, wanted));
        let usual = || ITEMS.iter().find_map(|item| named(item));
        let found = named(own).or_else(usual).or(lists.first());
        found.map(|name| (*name).clone())
    };
    if let Some(name) = of(value) {
        return Some(vec![name]);
    }
    let mut properties = value.as_object()?.iter();
    properties.find_map(|(outer, inner)| Some(vec![outer.clone(), of(inner)?]))
}

/// Sets the id at a path, and the properties that contain it.
fn name_it(response: &mut Filling<'_>, way: &[String], name: &str) {
    let old = response.get(way).cloned().unwrap_or_default();
    let number = serde_json::from_str::<Value>(name).ok();
    let number = number.filter(Value::is_number);
    let mut names: Vec<Value> = vec![json!(name)];
    names.extend(number);
    if response.put_any(way, &names) {
        let new = response.get(way).cloned().unwrap_or_default();
        response.rename(&old, &new);
    }
}

/// An id in its stored form: as at the end of a path.
fn plain(name: &Value) -> String {
    match name {
        Value::String(text) => text.replace('/', "%2F"),
        other => other.to_string(),
    }
}

/// A text that looks like an example: other digits, and other letters where those are digits too.
fn like(example: &str, number: u64, chance: &mut Chance) -> String {
    let digits = example.bytes().filter(u8::is_ascii_digit).count();
    if digits < 4 {
        return format!("{example}-{number}");
    }
    let letters = example.bytes().filter(u8::is_ascii_lowercase);
    let is_hex = letters.clone().filter(u8::is_ascii_hexdigit).count() * 2 > letters.count();
    let other = |character: char| match character {
        '0'..='9' => char::from_digit(u32::try_from(chance.below(10)).unwrap_or(0), 10),
        'a'..='f' if is_hex => char::from_digit(u32::try_from(chance.below(16)).unwrap_or(0), 16),
        other => Some(other),
    };
    example.chars().filter_map(other).collect()
}
