//! What has been lowered so far?
//!
//! A type gets its id before its content is lowered, so recursion needs no special case. Types that
//! an operation adds are kept only if the whole operation can be generated.

use super::header::Known;
use super::naming;
use super::reference::{Arenas, References, component, target};
use super::repeated::budget;
use super::schema::{Constants, Inheritance, Outline, Said, SchemaRef, Site, name_at};
use super::server::places;
use crate::check::Document;
use crate::config::ApiConfig;
use crate::diagnostic::{Code, Diagnostic, Pointer};
use crate::ir::{Name, Origin, Shape, Type, TypeDef, TypeId};
use crate::limits::{Limit, Limits};
use crate::openapi::canonical;
use crate::openapi::objects::ObjectKind;
use crate::text::DocumentText;
use crate::visits;
use indexmap::IndexMap;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

/// The state of lowering one document.
pub(super) struct Lowering<'d> {
    pub(super) document: &'d Document,
    pub(super) config: &'d ApiConfig,
    pub(super) limits: Limits,
    pub(super) references: References<'d>,
    /// The depth of the current schema.
    pub(super) depth: usize,
    /// Where the document itself is served.
    pub(super) document_places: BTreeSet<&'d str>,
    /// The remaining budget of repeated parts.
    pub(super) left: usize,
    /// The number of schemas in all `allOf` so far.
    pub(super) joined: usize,
    /// Combinations of schemas that are being or have been merged, by their places.
    pub(super) merges: IndexMap<Vec<Pointer>, (TypeId, bool)>,
    /// Extended schemas by place, for schemas that are examined for `allOf`.
    pub(super) reached: BTreeMap<Pointer, Rc<BTreeSet<Pointer>>>,
    /// Whether the schema at a pointer allows null.
    pub(super) nullables: BTreeMap<Pointer, bool>,
    /// The view of the schema at a pointer that unions need.
    pub(super) outlines: BTreeMap<Pointer, Option<Outline>>,
    /// The properties with fixed values of the schema at a pointer.
    pub(super) constants: BTreeMap<Pointer, Option<Rc<Constants>>>,
    /// Which schemas extend which.
    pub(super) inheritance: Rc<Inheritance<'d>>,
    /// The discriminator and its value of each schema that extends a base.
    pub(super) tags: BTreeMap<Pointer, (&'d str, DocumentText)>,
    /// Configured types for `x-rust-type`.
    pub(super) asked: BTreeSet<String>,
    /// Properties that the configuration gives a name.
    pub(super) named: BTreeSet<String>,
    /// The headers of responses, by their names in lower case.
    pub(super) headers: IndexMap<String, Known>,
    diagnostics: Vec<Diagnostic>,
    types: Vec<(Origin, Option<TypeDef>)>,
    ids: IndexMap<Pointer, TypeId>,
    queue: VecDeque<(TypeId, Site<'d>)>,
}

/// The way to an inline schema, and the id that waits for its type, if any does.
#[derive(Clone, Debug, Default)]
pub(super) struct InlineName {
    words: Vec<DocumentText>,
    slot: Option<TypeId>,
}

/// The state before an operation.
pub(super) struct Mark {
    types: usize,
    ids: usize,
    merges: usize,
    headers: usize,
    diagnostics: usize,
}

impl InlineName {
    /// A way that begins at an operation or component.
    pub(super) fn from(word: &str) -> Self {
        Self {
            words: vec![word.into()],
            slot: None,
        }
    }

    /// One word further in.
    pub(super) fn step(&self, word: &str) -> Self {
        let mut words = self.words.clone();
        words.push(word.into());
        Self { words, slot: None }
    }

    /// The same place, for the type with this id.
    pub(super) fn filling(mut self, id: TypeId) -> Self {
        self.slot = Some(id);
        self
    }

    /// The id that waits for the type here.
    pub(super) fn slot(&self) -> Option<TypeId> {
        self.slot
    }
}

impl<'d> Lowering<'d> {
    pub(super) fn new(
        document: &'d Document,
        arenas: &'d Arenas,
        config: &'d ApiConfig,
        limits: Limits,
    ) -> Self {
        let mut references = References::new(document, arenas);
        let inheritance = Rc::new(Inheritance::of(document, &mut references));
        Self {
            document,
            config,
            limits,
            references,
            inheritance,
            tags: BTreeMap::new(),
            depth: 0,
            document_places: places(&document.servers),
            left: budget(&document.tree, &limits),
            joined: 0,
            merges: IndexMap::new(),
            reached: BTreeMap::new(),
            nullables: BTreeMap::new(),
            outlines: BTreeMap::new(),
            constants: BTreeMap::new(),
            asked: BTreeSet::new(),
            named: BTreeSet::new(),
            headers: IndexMap::new(),
            diagnostics: Vec::new(),
            types: Vec::new(),
            ids: IndexMap::new(),
            queue: VecDeque::new(),
        }
    }

    /// Gives every component its id, then lowers them all.
    pub(super) fn components(&mut self) {
        let base = Pointer::root().child("components").child("schemas");
        for (key, schema) in &self.document.schemas {
            let pointer = base.child(key);
            let site = Site::new(schema, pointer.clone());
            if !self.adopt(&pointer, &site) {
                self.register(&pointer, site);
            }
        }
        self.drain();
    }

    /// Gives the schema of another file the name of the component that is a reference to it and
    /// nothing else, instead of a type of its own; whether the component is such a reference.
    fn adopt(&mut self, component: &Pointer, site: &Site<'d>) -> bool {
        let SchemaRef::To(reference) = site.schema else {
            return false;
        };
        let files = Pointer::root().child(canonical::FILES);
        let target = target(reference).filter(|target| target.strip_prefix(&files).is_some());
        let Some(target) = target.filter(|target| !self.ids.contains_key(target)) else {
            return false;
        };
        let Some(schema) = self.references.schema(&target) else {
            return false;
        };
        let name = self.name(component, site);
        let id = self.reserve(target.clone(), name);
        self.ids.insert(component.clone(), id);
        self.ids.insert(target.clone(), id);
        self.queue.push_back((id, Site::new(schema, target)));
        true
    }

    /// The type of the schema that a `$ref` points at.
    pub(super) fn target(&mut self, reference: &str) -> Option<TypeId> {
        self.type_at(&target(reference)?)
    }

    /// The type of the schema at a pointer.
    pub(super) fn type_at(&mut self, pointer: &Pointer) -> Option<TypeId> {
        if let Some(id) = self.ids.get(pointer) {
            return Some(*id);
        }
        let schema = self.references.schema(pointer)?;
        Some(self.register(pointer, Site::new(schema, pointer.clone())))
    }

    /// Lowers the schemas that have been referred to but not looked at.
    pub(super) fn drain(&mut self) {
        while let Some((id, site)) = self.queue.pop_front() {
            let Some((origin, _)) = self.types.get(id.index()) else {
                continue;
            };
            let words = match &origin.name {
                Name::Inferred(words) => words.clone(),
                Name::Component(word) | Name::Pinned(word) => vec![word.clone()],
            };
            let pointer = origin.pointer.clone();
            let way = InlineName { words, slot: None }.filling(id);
            let used = self.own_or_foreign(&pointer, &site, way);
            // A reference to itself is an alias too; what is wrong with it is found later.
            if used.ty != Type::Named(id) || self.shape(id).is_none() {
                self.fill(id, Shape::Alias(used.ty), used.said);
            }
        }
    }

    /// The id for the type at a place: the one that waits for it, or a new one.
    pub(super) fn start(&mut self, way: &InlineName, pointer: &Pointer) -> TypeId {
        way.slot
            .unwrap_or_else(|| self.reserve(pointer.clone(), Name::Inferred(way.words.clone())))
    }

    /// Gives a type its content.
    pub(super) fn fill(&mut self, id: TypeId, shape: Shape, said: Said) {
        if let Some((origin, def)) = self.types.get_mut(id.index()) {
            *def = Some(TypeDef {
                origin: origin.clone(),
                shape,
                docs: said.docs,
                limits: said.limits,
                // The property that holds an inline schema has its default already.
                default: match origin.name {
                    Name::Inferred(_) => None,
                    Name::Pinned(_) | Name::Component(_) => said.default,
                },
            });
        }
    }

    /// Replaces the description of a type.
    pub(super) fn describe(&mut self, id: TypeId, said: &Said) {
        if let Some((_, Some(def))) = self.types.get_mut(id.index()) {
            def.docs = said.docs.clone();
            if !matches!(def.origin.name, Name::Inferred(_)) {
                def.default.clone_from(&said.default);
            }
        }
    }

    /// The shape of a type, once it is known.
    pub(super) fn shape(&self, id: TypeId) -> Option<&Shape> {
        let (_, def) = self.types.get(id.index())?;
        def.as_ref().map(|def| &def.shape)
    }

    /// Follows aliases to the type that has a shape of its own.
    pub(super) fn resolved<'a>(&'a self, ty: &'a Type) -> &'a Type {
        let mut current = ty;
        for _ in 0..=self.limits.of(Limit::ReferenceChain) {
            visits::note(1);
            match current {
                Type::Named(id) => match self.shape(*id) {
                    Some(Shape::Alias(next)) => current = next,
                    _ => return current,
                },
                _ => return current,
            }
        }
        current
    }

    /// Follows aliases, lists and null to the type at their end; any value where a list consists of
    /// itself.
    pub(super) fn innermost<'a>(&'a self, ty: &'a Type) -> &'a Type {
        let mut current = ty;
        let mut seen = BTreeSet::new();
        loop {
            match current {
                Type::List(inner) | Type::Nullable(inner) => current = inner,
                Type::Named(id) => match self.shape(*id) {
                    Some(Shape::Alias(next)) if seen.insert(*id) => current = next,
                    Some(Shape::Alias(_)) => return &Type::Any,
                    _ => return current,
                },
                _ => return current,
            }
        }
    }

    /// Adds a diagnostic; it is dropped with the operation that it belongs to.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The number of diagnostics.
    pub(super) fn diagnostic_count(&self) -> usize {
        self.diagnostics.len()
    }

    /// Warns that a schema is typed more loosely than it is written.
    pub(super) fn loosened(&mut self, pointer: &Pointer, message: impl Into<String>) {
        let warning = Diagnostic::warning(Code::UnsupportedSchema, message);
        self.push(warning.at(pointer, "typed as any JSON value"));
    }

    /// Notes how much there is.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            types: self.types.len(),
            ids: self.ids.len(),
            merges: self.merges.len(),
            headers: self.headers.len(),
            diagnostics: self.diagnostics.len(),
        }
    }

    /// Drops everything since `mark`.
    pub(super) fn roll_back(&mut self, mark: &Mark) {
        self.types.truncate(mark.types);
        self.headers.truncate(mark.headers);
        self.diagnostics.truncate(mark.diagnostics);
        self.queue.clear();
        self.ids.truncate(mark.ids);
        self.merges.truncate(mark.merges);
    }

    /// Everything that was lowered.
    pub(super) fn finish(self) -> (Vec<TypeDef>, Vec<Diagnostic>) {
        let tags = self.tags;
        let types = self.types.into_iter().map(|(origin, def)| {
            let mut def = def.unwrap_or_else(|| TypeDef {
                origin,
                shape: Shape::Alias(Type::Any),
                docs: crate::ir::Docs::default(),
                limits: crate::ir::Limits::default(),
                default: None,
            });
            if let (Some((name, tag)), Shape::Struct(object)) =
                (tags.get(&def.origin.pointer), &mut def.shape)
                && let Some(field) = object.fields.iter_mut().find(|it| it.name == *name)
            {
                field.tag = Some(tag.clone());
            }
            def
        });
        (types.collect(), self.diagnostics)
    }

    /// The key by which properties are configured: that of the component that contains them,
    /// whatever the name of its type, or the last segment of the path to an inline schema.
    pub(super) fn holder(&self, way: &InlineName) -> String {
        let waiting = way.slot.and_then(|id| self.types.get(id.index()));
        waiting
            .and_then(|(origin, _)| component(&origin.pointer, ObjectKind::Schema))
            .or_else(|| Some(way.words.last()?.untrusted().to_owned()))
            .unwrap_or_default()
    }

    /// The result for the schema at a pointer.
    pub(super) fn shape_at(&self, pointer: &Pointer) -> Option<&Shape> {
        let id = self.ids.get(pointer)?;
        let (_, def) = self.types.get(id.index())?;
        def.as_ref().map(|def| &def.shape)
    }

    fn register(&mut self, pointer: &Pointer, site: Site<'d>) -> TypeId {
        let name = self.name(pointer, &site);
        let id = self.reserve(pointer.clone(), name);
        self.ids.insert(pointer.clone(), id);
        self.queue.push_back((id, site));
        id
    }

    fn reserve(&mut self, pointer: Pointer, name: Name) -> TypeId {
        let id = TypeId::new(self.types.len());
        let origin = Origin {
            pointer,
            name,
            others: Vec::new(),
        };
        self.types.push((origin, None));
        id
    }

    /// The name candidates of the schema at a pointer.
    fn name(&self, pointer: &Pointer, site: &Site<'d>) -> Name {
        if let Some(key) = component(pointer, ObjectKind::Schema) {
            return match self.config.names.get(&key) {
                Some(name) => Name::Pinned(name.into()),
                None => Name::Component(naming::of_component(site).unwrap_or_else(|| key.into())),
            };
        }
        let steps: Vec<String> = pointer.steps().collect();
        match steps.as_slice() {
            // A whole file.
            [files, _] if files == canonical::FILES => {
                let stem = || name_at(pointer).into();
                Name::Component(naming::of_component(site).unwrap_or_else(stem))
            }
            // A component of another file.
            [.., holder, key] if HOLDERS.contains(&holder.as_str()) => {
                Name::Component(naming::of_component(site).unwrap_or_else(|| key.into()))
            }
            _ => {
                let distinctive = |step: &String| {
                    !STRUCTURE.contains(&step.as_str())
                        && !HOLDERS.contains(&step.as_str())
                        && !step.contains('/')
                        && !step.bytes().all(|byte| byte.is_ascii_digit())
                };
                let words = steps.into_iter().filter(distinctive);
                let words: Vec<DocumentText> = words.map(DocumentText::from).collect();
                if words.is_empty() {
                    Name::Inferred(vec!["schema".into()])
                } else {
                    Name::Inferred(words)
                }
            }
        }
    }
}

/// Objects whose properties are schemas by name.
const HOLDERS: [&str; 3] = ["schemas", "definitions", "$defs"];

/// Steps of pointers that say nothing about what they lead to.
const STRUCTURE: [&str; 16] = [
    "components",
    "properties",
    "items",
    "paths",
    "responses",
    "requestBodies",
    "requestBody",
    "parameters",
    "headers",
    "content",
    "schema",
    "allOf",
    "oneOf",
    "anyOf",
    "additionalProperties",
    canonical::FILES,
];
