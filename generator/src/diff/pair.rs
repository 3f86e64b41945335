//! Which parts of two states of one document are the same part?

use super::matching::{Keys, Rule, matched};
use super::same::Same;
use super::{Change, ChangeKind, DocumentLocation};
use crate::diagnostic::{Pointer, Target};
use crate::emit::rust::{Module, Public, public, spelled};
use crate::ir::{ErrorResponse, Operation, TypeDef, TypeId};
use crate::job::Document;
use crate::load::Sources;
use crate::pipeline::Meaning;
use crate::text::DocumentText;
use std::collections::BTreeMap;

/// A document in one state.
pub(super) struct Side<'a> {
    pub document: &'a Document,
    pub meaning: &'a Meaning,
    pub sources: &'a Sources,
    pub public: Public<'a>,
}

impl<'a> Side<'a> {
    pub fn new(document: &'a Document, meaning: &'a Meaning, sources: &'a Sources) -> Self {
        let module = module(document, meaning);
        Self {
            document,
            meaning,
            sources,
            public: public(&module),
        }
    }

    /// The position of a part of the canonical document in its text.
    fn place(&self, pointer: &Pointer) -> Option<DocumentLocation> {
        let pointer = self.meaning.moved.origin(pointer);
        let (source, within) = self.sources.resolve(&pointer);
        let (file, _) = self.sources.get(source)?;
        let location = self.sources.locate(&Target::Key(pointer))?;
        Some(DocumentLocation {
            file: file.into(),
            line: location.line,
            pointer: within.to_string().into(),
        })
    }

    /// How the body of a failure is spelled, where it is of a type.
    pub fn error_body(&self, error: &ErrorResponse) -> Option<String> {
        let module = self.module();
        error.body.as_ref().map(|ty| spelled(&module, ty))
    }

    /// As what back ends see it.
    pub fn module(&self) -> Module<'a> {
        module(self.document, self.meaning)
    }

    pub fn type_name(&self, index: usize) -> String {
        let name = self.meaning.names.types.get(index);
        name.map(ToString::to_string).unwrap_or_default()
    }

    pub fn method(&self, index: usize) -> String {
        let names = self.meaning.names.operations.get(index);
        names
            .map(|names| names.method.to_string())
            .unwrap_or_default()
    }

    fn aliases(&self) -> BTreeMap<String, String> {
        let types = self.public.types.iter().enumerate();
        let aliases =
            types.filter_map(|(index, ty)| Some((self.type_name(index), ty.target.clone()?)));
        aliases.collect()
    }
}

fn module<'a>(document: &'a Document, meaning: &'a Meaning) -> Module<'a> {
    Module {
        name: &document.module,
        api: &meaning.api,
        facts: &meaning.facts,
        names: &meaning.names,
    }
}

/// Both states of a document, and what is different so far.
pub(super) struct Pair<'a, 'b> {
    pub old: &'b Side<'a>,
    pub new: &'b Side<'a>,
    pub same: Same,
    /// Old and new types that are one, as far as they exist.
    types: Vec<(Option<usize>, Option<usize>)>,
    changes: Vec<Change>,
    at: At,
}

/// The pair that is being compared.
#[derive(Debug, Default)]
struct At {
    subject: String,
    old: Option<Pointer>,
    new: Option<Pointer>,
    /// Where that is, looked up for the first change: it means to count lines.
    places: Option<(Option<DocumentLocation>, Option<DocumentLocation>)>,
}

impl<'a, 'b> Pair<'a, 'b> {
    pub fn new(old: &'b Side<'a>, new: &'b Side<'a>) -> Self {
        let types = types(old, new);
        let both = types.iter().filter_map(|(a, b)| Some(((*a)?, (*b)?)));
        let renamed = both
            .map(|(a, b)| (new.type_name(b), old.type_name(a)))
            .filter(|(new, old)| new != old);
        let same = Same {
            renamed: renamed.collect(),
            old_aliases: old.aliases(),
            new_aliases: new.aliases(),
        };
        Self {
            old,
            new,
            same,
            types,
            changes: Vec::new(),
            at: At::default(),
        }
    }

    /// Everything that is different.
    pub fn compare(mut self) -> Vec<Change> {
        self.client();
        self.features();
        for (old, new) in operations(self.old, self.new) {
            let (one, other) = (self.old, self.new);
            let pointer = |side: &Side<'_>, index: Option<usize>| {
                let operation = side.meaning.api.operations.get(index?)?;
                Some(operation.pointer.clone())
            };
            let method = match (old, new) {
                (_, Some(new)) => other.method(new),
                (Some(old), None) => one.method(old),
                (None, None) => continue,
            };
            self.at = At {
                subject: format!("`{method}`"),
                old: pointer(one, old),
                new: pointer(other, new),
                places: None,
            };
            self.operation(old, new);
        }
        for (old, new) in self.types.clone() {
            let (one, other) = (self.old, self.new);
            let pointer = |side: &Side<'_>, index: Option<usize>| {
                let def = side.meaning.api.get(TypeId::new(index?))?;
                Some(def.origin.pointer.clone())
            };
            let name = match (old, new) {
                (_, Some(new)) => other.type_name(new),
                (Some(old), None) => one.type_name(old),
                (None, None) => continue,
            };
            self.at = At {
                subject: format!("type `{name}`"),
                old: pointer(one, old),
                new: pointer(other, new),
                places: None,
            };
            self.ty(old, new);
        }
        self.changes
    }

    /// Continues with a part that has no position of its own.
    pub fn begin(&mut self, subject: &str) {
        self.at = At {
            subject: subject.to_owned(),
            ..At::default()
        };
    }

    /// Notes a change of what is compared at the moment; `path` is counted from the module.
    pub fn push(&mut self, kind: ChangeKind, path: &str, message: impl Into<DocumentText>) {
        let module = self.new.document.module.to_string();
        let (one, other, at) = (self.old, self.new, &mut self.at);
        let place = |side: &Side<'_>, pointer: &Option<Pointer>| side.place(pointer.as_ref()?);
        let places = || (place(one, &at.old), place(other, &at.new));
        let (old, new) = at.places.get_or_insert_with(places).clone();
        self.changes.push(Change {
            kind,
            rust: format!("{module}::{path}"),
            subject: at.subject.as_str().into(),
            message: message.into(),
            old,
            new,
        });
    }
}

/// The same name in Rust is the same operation to a caller; of the others, the same method and path.
fn operations(old: &Side<'_>, new: &Side<'_>) -> Vec<(Option<usize>, Option<usize>)> {
    let names = |side: &Side<'_>| -> Keys {
        let operations = 0..side.meaning.api.operations.len();
        operations
            .map(|index| Some(side.method(index).into()))
            .collect()
    };
    let line = |it: &Operation| it.route();
    let (olds, news) = (&old.meaning.api.operations, &new.meaning.api.operations);
    matched(&[
        Rule(names(old), names(new)),
        Rule::new(olds, news, line, line),
    ])
}

/// Types with the same Rust name are matched; of the others, those at the same place, and then
/// those with equal structure.
fn types(old: &Side<'_>, new: &Side<'_>) -> Vec<(Option<usize>, Option<usize>)> {
    let names = |side: &Side<'_>| -> Keys {
        let types = 0..side.public.types.len();
        types
            .map(|index| Some(side.type_name(index).into()))
            .collect()
    };
    let pointer = |def: &TypeDef| def.origin.pointer.to_string();
    let looks = |side: &Side<'_>| -> Keys {
        let types = side.public.types.iter();
        // Types with few parts are equal by accident.
        types
            .map(|ty| (ty.properties.len() > 1).then(|| format!("{ty:?}").into()))
            .collect()
    };
    let (olds, news) = (&old.meaning.api.types, &new.meaning.api.types);
    matched(&[
        Rule(names(old), names(new)),
        Rule::new(olds, news, pointer, pointer),
        Rule(looks(old), looks(new)),
    ])
}
