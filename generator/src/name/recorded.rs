//! Which names did the previous run give, and to what?
//!
//! Items are known by their paths, which hold no positions: a component or an operation, then the
//! properties on the way to an inline schema. A path stays the same when other items come or go.

use super::operations::{form_of, place};
use super::scope::Scope;
use super::{Identifier, Names};
use crate::ir::{Api, FormField, Name, Operation, Origin, Shape, TypeDef, TypeId, Union};
use crate::text::{DocumentText, is_legible};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The kind of an item. The words are those of `bindery.lock`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ItemKind {
    /// A type.
    Type,
    /// The type that requests hold instead of another type.
    RequestType,
    /// A field of a struct.
    Field,
    /// A value of an enum, or a variant of a union.
    Variant,
    /// The method of an operation.
    Operation,
    /// The request value of an operation.
    Request,
    /// A parameter of an operation, or a property of its form.
    Parameter,
}

impl ItemKind {
    const ALL: [Self; 7] = [
        Self::Type,
        Self::RequestType,
        Self::Field,
        Self::Variant,
        Self::Operation,
        Self::Request,
        Self::Parameter,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::RequestType => "request-type",
            Self::Field => "field",
            Self::Variant => "variant",
            Self::Operation => "operation",
            Self::Request => "request",
            Self::Parameter => "parameter",
        }
    }
}

/// The names of one document's items, by their kinds and paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedNames {
    names: BTreeMap<(ItemKind, String), Identifier>,
}

/// An item whose name is another than recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The kind and the path, as `bindery.lock` has them.
    pub item: String,
    /// The recorded name.
    pub before: Identifier,
    /// The present name.
    pub after: Identifier,
}

impl RecordedNames {
    /// The names of everything in a document.
    pub fn of(api: &Api, names: &Names) -> Self {
        let mut recorded = Self::default();
        for (id, def) in api.types() {
            recorded.note_type(api, names, id, def);
        }
        for (operation, of) in api.operations.iter().zip(&names.operations) {
            let path = of_operation(operation);
            recorded.note(ItemKind::Operation, path.clone(), &of.method);
            recorded.note(ItemKind::Request, path, &of.request);
            let paths = parameters(operation).into_iter().zip(&of.parameters);
            for (path, name) in paths.chain(form(operation).into_iter().zip(&of.form)) {
                recorded.note(ItemKind::Parameter, path, name);
            }
        }
        recorded
    }

    fn note_type(&mut self, api: &Api, names: &Names, id: TypeId, def: &TypeDef) {
        let kind = kind(api, id);
        if let Some(name) = names.types.get(id.index()) {
            for path in of_type(def) {
                self.note(kind, path, name);
            }
        }
        let fields = names.fields.get(id.index()).into_iter().flatten();
        for (path, name) in fields_of(def).into_iter().zip(fields) {
            self.note(ItemKind::Field, path, name);
        }
        let variants = names.variants.get(id.index()).into_iter().flatten();
        for (path, name) in variants_of(def).into_iter().zip(variants) {
            self.note(ItemKind::Variant, path, name);
        }
    }

    fn note(&mut self, kind: ItemKind, path: String, name: &Identifier) {
        // Of what no path tells apart, the first is recorded.
        self.names
            .entry((kind, path))
            .or_insert_with(|| name.clone());
    }

    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The name that an item of this kind and path had.
    fn get(&self, kind: ItemKind, path: &str) -> Option<&Identifier> {
        self.names.get(&(kind, path.to_owned()))
    }

    /// The names that items keep, in their order; `true` stands beside those that the configuration
    /// or the document names.
    pub(super) fn kept(
        &self,
        kind: ItemKind,
        paths: impl Iterator<Item = (String, bool)>,
        scope: &mut Scope,
    ) -> Vec<Option<Identifier>> {
        let names = paths.map(|(path, pinned)| {
            let name = self.get(kind, &path).filter(|_| !pinned)?;
            scope.take(name).then(|| name.clone())
        });
        names.collect()
    }

    /// The name that a type had, under any of its paths.
    pub(super) fn of_type(&self, api: &Api, id: TypeId, def: &TypeDef) -> Option<&Identifier> {
        let kind = kind(api, id);
        of_type(def).iter().find_map(|path| self.get(kind, path))
    }

    /// The items whose names differ in `present`.
    pub fn renames(&self, present: &Self) -> Vec<Rename> {
        let renames = self.names.iter().filter_map(|(key, before)| {
            let after = present.names.get(key).filter(|after| *after != before)?;
            Some(Rename {
                item: format!("{} {}", key.0.word(), key.1),
                before: before.clone(),
                after: after.clone(),
            })
        });
        renames.collect()
    }

    /// The entries as lines, `KIND PATH NAME`, sorted.
    pub fn entries(&self) -> Vec<String> {
        let entries = self.names.iter();
        let lines = entries.map(|((kind, path), name)| {
            let (kind, name) = (kind.word(), name.as_str());
            format!("{kind} {path} {name}")
        });
        lines.collect()
    }

    /// Adds the entry of a line.
    ///
    /// # Errors
    ///
    /// The line is no entry, its name is no identifier, or its item has another name already.
    pub(crate) fn add(&mut self, line: &str) -> Result<(), &'static str> {
        let mut parts = line.split(' ');
        let (Some(kind), Some(path), Some(text), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err("a kind, a path and a name belong here");
        };
        let mut kinds = ItemKind::ALL.into_iter();
        let kind = kinds.find(|known| known.word() == kind);
        let kind = kind.ok_or("there is no such kind of items")?;
        let name = Identifier::new(text);
        if name.as_str() != text {
            return Err("this name is no identifier of Rust");
        }
        let known = self
            .names
            .entry((kind, path.to_owned()))
            .or_insert_with(|| name.clone());
        if *known != name {
            return Err(
                "two names are recorded for this item: keep one of the lines, and run `bindery \
                 generate`",
            );
        }
        Ok(())
    }
}

fn kind(api: &Api, id: TypeId) -> ItemKind {
    match api.called_after(id) {
        Some(_) => ItemKind::RequestType,
        None => ItemKind::Type,
    }
}

/// The paths of a type: its own, then those of the equal inline schemas that it stands for.
fn of_type(def: &TypeDef) -> Vec<String> {
    let origins = std::iter::once(&def.origin).chain(&def.origin.others);
    origins.map(of_origin).collect()
}

/// The paths of a struct's fields.
pub(super) fn fields_of(def: &TypeDef) -> Vec<String> {
    let Shape::Struct(object) = &def.shape else {
        return Vec::new();
    };
    let holder = of_origin(&def.origin);
    let fields = object.fields.iter();
    fields.map(|field| part(&holder, &field.name)).collect()
}

/// The paths of an enum's values or of a union's variants.
pub(super) fn variants_of(def: &TypeDef) -> Vec<String> {
    let holder = of_origin(&def.origin);
    match &def.shape {
        Shape::Enum(listed) => {
            let values = listed.values.iter();
            values
                .map(|value| part(&holder, &value.value.to_json()))
                .collect()
        }
        Shape::Union(Union { variants, .. }) => {
            let names = variants.iter().map(|variant| of_variant(&variant.name));
            names.map(|name| format!("{holder}#{name}")).collect()
        }
        Shape::Struct(_) | Shape::Pattern(_) | Shape::Alias(_) => Vec::new(),
    }
}

/// The path of an operation.
pub(super) fn of_operation(operation: &Operation) -> String {
    let mut path = String::new();
    escape(&operation.id, &mut path);
    path
}

/// The paths of an operation's parameters.
pub(super) fn parameters(operation: &Operation) -> Vec<String> {
    let holder = of_operation(operation);
    let parameters = operation.parameters.iter();
    let path = |location: &str, name: &DocumentText| part(&format!("{holder}#{location}"), name);
    parameters
        .map(|it| path(place(it.location), &it.name))
        .collect()
}

/// The paths of the properties of an operation's form.
pub(super) fn form(operation: &Operation) -> Vec<String> {
    let holder = format!("{}#form", of_operation(operation));
    let properties = form_of(operation).iter();
    let path = |it: &FormField| match &it.header_of {
        Some(of) => part(&part(&holder, of), &it.field.name),
        None => part(&holder, &it.field.name),
    };
    properties.map(path).collect()
}

fn part(holder: &str, name: &DocumentText) -> String {
    let mut path = format!("{holder}#");
    escape(name, &mut path);
    path
}

/// A component's key, or the way from a component or from an operation, which `()` marks.
fn of_origin(origin: &Origin) -> String {
    let mut path = String::new();
    let is_schema = origin.pointer.as_str().starts_with(SCHEMAS);
    for (index, step) in steps(&origin.name).iter().enumerate() {
        match index {
            0 => {}
            1 if !is_schema => path.push_str("()/"),
            _ => path.push('/'),
        }
        escape(step, &mut path);
    }
    path
}

/// The pointer of the components.
const SCHEMAS: &str = "/components/schemas/";

fn of_variant(name: &Name) -> String {
    let mut path = String::new();
    for step in steps(name) {
        path.push('/');
        escape(step, &mut path);
    }
    path
}

fn steps(name: &Name) -> &[DocumentText] {
    match name {
        Name::Pinned(name) | Name::Component(name) => std::slice::from_ref(name),
        Name::Inferred(steps) => steps,
    }
}

/// Appends a text without what separates the parts of a line, and without what a reader would not
/// see; never nothing.
fn escape(text: &DocumentText, path: &mut String) {
    let text = text.untrusted();
    if text.is_empty() {
        path.push('%');
    }
    for character in text.chars() {
        let separates = matches!(character, '/' | '#' | '%' | '(' | ')');
        if separates || character.is_whitespace() || !is_legible(character) {
            // Writing to a string cannot fail.
            let _ = write!(path, "%{:X};", u32::from(character));
        } else {
            path.push(character);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_separates_or_cannot_be_seen_is_escaped() {
        let escaped = |text: &str| {
            let mut path = String::new();
            escape(&text.into(), &mut path);
            path
        };
        assert_eq!(escaped("caf\u{e9}"), "caf\u{e9}");
        assert_eq!(escaped("a b/c#d%(e)"), "a%20;b%2F;c%23;d%25;%28;e%29;");
        assert_eq!(escaped("a\n\u{202e}b\u{200b}"), "a%A;%202E;b%200B;");
        assert_eq!(escaped(""), "%");
    }
}
