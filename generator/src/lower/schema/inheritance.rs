//! Which schemas extend a base that has a discriminator? (Discriminator Object: all schemas whose
//! `allOf` refers to the base may be used in its place.)

use super::view::{SchemaRef, Site, View, all_of};
use super::{Said, Use};
use crate::check::Document;
use crate::diagnostic::Pointer;
use crate::ir::{
    Api, Discriminator, Field, Name, Presence, Scalar, Shape, TextFormat, Type, Union, Variant,
};
use crate::lower::context::{InlineName, Lowering};
use crate::lower::reference::{References, target};
use crate::openapi::canonical;
use crate::text::DocumentText;
use indexmap::{IndexMap, IndexSet};
use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Which named schemas extend which.
#[derive(Default)]
pub(in crate::lower) struct Inheritance<'d> {
    /// The schemas whose `allOf` refers to a schema.
    children: IndexMap<Pointer, Vec<Pointer>>,
    /// The discriminator of each schema without `oneOf` and `anyOf`: its own, or that of a schema
    /// which it extends.
    discriminators: BTreeMap<Pointer, &'d openapiv3::Discriminator>,
    /// The schemas that extend one with a discriminator.
    extensions: BTreeSet<Pointer>,
}

/// A base, and what extends it.
pub(in crate::lower) struct Base<'d> {
    discriminator: &'d openapiv3::Discriminator,
    extensions: IndexSet<Pointer>,
}

impl<'d> Inheritance<'d> {
    /// Looks at all schemas of the document that have a name.
    pub(in crate::lower) fn of(document: &'d Document, references: &mut References<'d>) -> Self {
        let mut found = Self::default();
        let base = Pointer::root().child("components").child("schemas");
        for (key, schema) in &document.schemas {
            found.add(base.child(key), schema);
        }
        let files = document.tree.get(canonical::FILES);
        for (file, tree) in files.and_then(Value::as_object).into_iter().flatten() {
            let root = Pointer::root().child(canonical::FILES).child(file);
            for pointer in named(&root, tree) {
                if !document.left_out.is_inside(&pointer)
                    && let Some(schema) = references.schema(&pointer)
                {
                    found.add(pointer, schema);
                }
            }
        }
        found.inherit();
        found
    }

    /// Finds what extends the schemas with a discriminator.
    fn inherit(&mut self) {
        let mut open: Vec<Pointer> = self.discriminators.keys().cloned().collect();
        while let Some(at) = open.pop() {
            let Some(discriminator) = self.discriminators.get(&at).copied() else {
                continue;
            };
            for child in self.children.get(&at).into_iter().flatten() {
                self.extensions.insert(child.clone());
                if !self.discriminators.contains_key(child) {
                    self.discriminators.insert(child.clone(), discriminator);
                    open.push(child.clone());
                }
            }
        }
    }

    fn add(&mut self, pointer: Pointer, schema: &'d ReferenceOr<Schema>) {
        let ReferenceOr::Item(schema) = schema else {
            return;
        };
        let parents = all_of(schema, &pointer).into_iter();
        let parents = parents.filter_map(|site| match site.schema {
            SchemaRef::To(reference) => target(reference),
            SchemaRef::Is(_) => None,
        });
        for parent in parents {
            let children = self.children.entry(parent).or_default();
            children.push(pointer.clone());
        }
        let has_own_type = schema.schema_data.extensions.contains_key("x-rust-type");
        if let Some(discriminator) = &schema.schema_data.discriminator
            && !has_own_type
            && View::of(schema, &pointer).unions.is_empty()
        {
            self.discriminators.insert(pointer, discriminator);
        }
    }

    /// Whether a schema extends one with a discriminator.
    pub(super) fn is_extension(&self, pointer: &Pointer) -> bool {
        self.extensions.contains(pointer)
    }

    /// All schemas that extend one, directly or by others, in their order; at most so many.
    fn below(&self, base: &Pointer, most: usize) -> IndexSet<Pointer> {
        let mut found = IndexSet::new();
        let mut open = vec![base];
        while let Some(at) = open.pop() {
            if at != base && !found.insert(at.clone()) || found.len() >= most {
                continue;
            }
            open.extend(self.children.get(at).into_iter().flatten().rev());
        }
        found.shift_remove(base);
        found
    }
}

/// The schemas of another file that may extend one: the file itself, and those that it has by name.
fn named(root: &Pointer, tree: &Value) -> Vec<Pointer> {
    let is_extension = |schema: &Value| schema.get("allOf").is_some_and(Value::is_array);
    let has_discriminator = |schema: &Value| schema.get("discriminator").is_some();
    let counts = |schema: &Value| is_extension(schema) || has_discriminator(schema);
    let mut found = Vec::new();
    if counts(tree) {
        found.push(root.clone());
    }
    let components = root.child("components").child("schemas");
    let holders = [
        (tree.pointer("/components/schemas"), components),
        (tree.get("definitions"), root.child("definitions")),
        (tree.get("schemas"), root.child("schemas")),
    ];
    for (holder, place) in holders {
        for (key, schema) in holder.and_then(Value::as_object).into_iter().flatten() {
            if counts(schema) {
                found.push(place.child(key));
            }
        }
    }
    found
}

/// The name of a schema: its key, or that of its file.
pub(in crate::lower) fn name_at(pointer: &Pointer) -> String {
    let steps: Vec<String> = pointer.steps().collect();
    match steps.as_slice() {
        [files, file] if files == canonical::FILES => {
            let name = file.rsplit('/').next().unwrap_or(file);
            let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
            if stem.is_empty() { name } else { stem }.to_owned()
        }
        steps => steps.last().cloned().unwrap_or_default(),
    }
}

impl<'d> Lowering<'d> {
    /// The schema at a pointer, if it is a base with a discriminator that others extend.
    pub(in crate::lower) fn base(&mut self, pointer: &Pointer) -> Option<Base<'d>> {
        let inheritance = Rc::clone(&self.inheritance);
        let discriminator = *inheritance.discriminators.get(pointer)?;
        if !inheritance.children.contains_key(pointer) || self.is_spent() {
            return None;
        }
        let ReferenceOr::Item(schema) = self.references.schema(pointer)? else {
            return None;
        };
        let is_union = !View::of(schema, pointer).unions.is_empty();
        let extensions = inheritance.below(pointer, self.left);
        (!is_union && !extensions.is_empty()).then_some(Base {
            discriminator,
            extensions,
        })
    }

    /// A union of a base itself and of all that extend it.
    pub(in crate::lower) fn hierarchy(
        &mut self,
        base: &Base<'d>,
        site: &Site<'d>,
        way: &InlineName,
    ) -> Use {
        self.spend(base.extensions.len());
        if self.is_spent() {
            return self.schema(site, way.clone());
        }
        let id = self.start(way, &site.pointer);
        // One word: a `Base` alone says too little.
        let inner = InlineName::from(&format!("{} base", name_at(&site.pointer)));
        let own = self.start(&inner, &site.pointer);
        let used = self.schema(site, inner.filling(own));
        let said = Said {
            docs: site.said().docs,
            ..Said::default()
        };
        let nullable = used.nullable;
        if used.ty != Type::Named(own) {
            self.fill(own, Shape::Alias(used.ty), used.said);
        }
        let mut sites = vec![site.clone()];
        for pointer in &base.extensions {
            if let Some(schema) = self.references.schema(pointer) {
                sites.push(Site::new(schema, pointer.clone()));
            }
        }
        let tags = self.tags_of_extensions(base.discriminator, &sites);
        let mut variants = Vec::with_capacity(sites.len());
        let mut last = None;
        for (place, tags) in sites.iter().zip(tags) {
            let is_base = place.pointer == site.pointer;
            let (ty, name) = if is_base {
                (own, Name::Inferred(vec!["base".into()]))
            } else {
                let Some(ty) = self.type_at(&place.pointer) else {
                    continue;
                };
                (ty, Name::Component(name_at(&place.pointer).into()))
            };
            if let Some(tag) = tags.first() {
                let property = base.discriminator.property_name.as_str();
                let tag = (property, tag.into());
                self.tags.entry(place.pointer.clone()).or_insert(tag);
            }
            let variant = Variant {
                name,
                ty: Type::Named(ty),
                tags: tags.into_iter().map(DocumentText::from).collect(),
                is_default: is_base,
                docs: place.said().docs,
            };
            match is_base {
                true => last = Some(variant),
                false => variants.push(variant),
            }
        }
        variants.extend(last);
        let union = Union {
            variants,
            discriminator: Some(Discriminator {
                property: (&base.discriminator.property_name).into(),
            }),
            any: false,
        };
        self.fill(id, Shape::Union(union), said.clone());
        Use {
            ty: Type::Named(id),
            nullable,
            said,
        }
    }
}

/// Keeps the tags of fields that a text can be given to, and that a new value must have.
pub(in crate::lower) fn check_tags(api: &mut Api) {
    let is_text = |field: &Field| match api.resolve(&field.ty) {
        Type::Scalar(Scalar::Text(TextFormat::Plain)) => true,
        Type::Named(id) => matches!(
            api.get(*id).map(|def| &def.shape),
            Some(Shape::Enum(listed)) if matches!(listed.base, Scalar::Text(_))
        ),
        _ => false,
    };
    let is_kept = |field: &Field| {
        let is_one_way = field.read_only || field.write_only;
        field.presence == Presence::Required && !is_one_way && is_text(field)
    };
    let mut dropped = Vec::new();
    for (index, def) in api.types.iter().enumerate() {
        if let Shape::Struct(object) = &def.shape {
            let tagged = object.fields.iter().enumerate();
            let tagged = tagged.filter(|(_, field)| field.tag.is_some() && !is_kept(field));
            dropped.extend(tagged.map(|(at, _)| (index, at)));
        }
    }
    for (index, at) in dropped {
        if let Some(Shape::Struct(object)) = api.types.get_mut(index).map(|def| &mut def.shape)
            && let Some(field) = object.fields.get_mut(at)
        {
            field.tag = None;
        }
    }
}
