//! What does a schema say, however `openapiv3` holds it? (Schema Object.)
//!
//! `openapiv3` sorts schemas into kinds and keeps what fits none apart. A [`View`] is flat: every
//! keyword has one place, and two views can be joined, which is what `allOf` means.

use super::limits::limits;
use crate::diagnostic::Pointer;
use crate::ir::{Docs, Limits};
use crate::lower::docs::schema_docs;
use crate::openapi::canonical;
use crate::text::DocumentValue;
use crate::visits;
use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, Discriminator, ReferenceOr, Schema, SchemaData, SchemaKind, Type,
};
use serde_json::Value;
use std::collections::BTreeSet;

/// A schema where it is used: a reference, or a schema in place.
#[derive(Clone, Copy, Debug)]
pub(in crate::lower) enum SchemaRef<'d> {
    /// `$ref`.
    To(&'d str),
    /// In place.
    Is(&'d Schema),
}

/// A schema with the place where it stands.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Site<'d> {
    pub(in crate::lower) schema: SchemaRef<'d>,
    pub(in crate::lower) pointer: Pointer,
}

impl<'d> Site<'d> {
    pub(in crate::lower) fn new(schema: &'d ReferenceOr<Schema>, pointer: Pointer) -> Self {
        let schema = match schema {
            ReferenceOr::Reference { reference } => SchemaRef::To(reference),
            ReferenceOr::Item(schema) => SchemaRef::Is(schema),
        };
        Self { schema, pointer }
    }

    /// The keywords besides the type.
    pub(in crate::lower) fn said(&self) -> Said {
        match self.schema {
            SchemaRef::To(_) => Said::default(),
            SchemaRef::Is(schema) => View::of(schema, &self.pointer).said,
        }
    }

    fn boxed(schema: &'d ReferenceOr<Box<Schema>>, pointer: Pointer) -> Self {
        let schema = match schema {
            ReferenceOr::Reference { reference } => SchemaRef::To(reference),
            ReferenceOr::Item(schema) => SchemaRef::Is(schema),
        };
        Self { schema, pointer }
    }
}

/// `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lower) enum JsonType {
    Null,
    Boolean,
    Integer,
    Number,
    Text,
    Array,
    Object,
}

/// `additionalProperties`.
#[derive(Clone, Debug)]
pub(in crate::lower) enum Additional<'d> {
    Any,
    None,
    Each(Vec<Site<'d>>),
}

/// `oneOf` or `anyOf`.
#[derive(Clone, Debug)]
pub(in crate::lower) struct UnionView<'d> {
    /// `anyOf`.
    pub(in crate::lower) any: bool,
    pub(in crate::lower) sites: Vec<Site<'d>>,
}

/// The keywords that do not restrict values.
#[derive(Clone, Debug, Default)]
pub(in crate::lower) struct Said {
    pub(in crate::lower) docs: Docs,
    pub(in crate::lower) limits: Limits,
    pub(in crate::lower) default: Option<DocumentValue>,
    pub(in crate::lower) read_only: bool,
    pub(in crate::lower) write_only: bool,
}

/// A schema, flat.
#[derive(Clone, Debug)]
pub(in crate::lower) struct View<'d> {
    pub(in crate::lower) pointer: Pointer,
    pub(in crate::lower) kind: Option<JsonType>,
    /// A `type` that no version of the specification knows.
    pub(in crate::lower) unknown_kind: Option<&'d str>,
    pub(in crate::lower) nullable: bool,
    /// Each property with every schema that holds for it.
    pub(in crate::lower) properties: IndexMap<&'d str, Vec<Site<'d>>>,
    pub(in crate::lower) required: BTreeSet<&'d str>,
    pub(in crate::lower) additional: Option<Additional<'d>>,
    pub(in crate::lower) items: Vec<Site<'d>>,
    /// `prefixItems`, as the upgrade to canonical 3.0 keeps it: the pointers of its elements.
    pub(in crate::lower) prefix_items: Vec<Pointer>,
    pub(in crate::lower) values: Option<Vec<Value>>,
    pub(in crate::lower) format: Option<String>,
    pub(in crate::lower) pattern: Option<&'d str>,
    pub(in crate::lower) minimum: Option<f64>,
    pub(in crate::lower) maximum: Option<f64>,
    pub(in crate::lower) all: Vec<Site<'d>>,
    pub(in crate::lower) unions: Vec<UnionView<'d>>,
    pub(in crate::lower) discriminator: Option<&'d Discriminator>,
    pub(in crate::lower) extensions: Option<&'d IndexMap<String, Value>>,
    pub(in crate::lower) said: Said,
}

/// The properties of a schema's `allOf`.
pub(super) fn all_of<'d>(schema: &'d Schema, pointer: &Pointer) -> Vec<Site<'d>> {
    let properties = match &schema.schema_kind {
        SchemaKind::AllOf { all_of } => all_of.as_slice(),
        SchemaKind::Any(any) => any.all_of.as_slice(),
        _ => return Vec::new(),
    };
    let base = pointer.child("allOf");
    let sites = properties.iter().enumerate();
    sites
        .map(|(index, property)| Site::new(property, base.index(index)))
        .collect()
}

impl<'d> View<'d> {
    /// Reads the schema at `pointer`.
    pub(in crate::lower) fn of(schema: &'d Schema, pointer: &Pointer) -> Self {
        let mut view = Self::empty(pointer.clone());
        view.read_data(&schema.schema_data);
        view.read_kind(&schema.schema_kind);
        view.said.limits = limits(schema);
        view.imply_kind();
        let variants = view.unions.iter().map(|union| union.sites.len());
        let parts = view.properties.len() + view.all.len() + variants.sum::<usize>();
        visits::note(1 + parts + view.values.as_ref().map_or(0, Vec::len));
        view
    }

    /// A schema that says nothing.
    pub(in crate::lower) fn empty(pointer: Pointer) -> Self {
        Self {
            pointer,
            kind: None,
            unknown_kind: None,
            nullable: false,
            properties: IndexMap::new(),
            required: BTreeSet::new(),
            additional: None,
            items: Vec::new(),
            prefix_items: Vec::new(),
            values: None,
            format: None,
            pattern: None,
            minimum: None,
            maximum: None,
            all: Vec::new(),
            unions: Vec::new(),
            discriminator: None,
            extensions: None,
            said: Said::default(),
        }
    }

    /// Whether it says anything about which values are allowed, apart from bare limits.
    pub(in crate::lower) fn has_structure(&self) -> bool {
        self.kind.is_some()
            || self.unknown_kind.is_some()
            || self.values.is_some()
            || self.additional.is_some()
            || !self.properties.is_empty()
            || !self.required.is_empty()
            || !self.items.is_empty()
            || !self.prefix_items.is_empty()
            || !self.all.is_empty()
            || !self.unions.is_empty()
    }

    fn read_data(&mut self, data: &'d SchemaData) {
        self.nullable = data.nullable;
        self.discriminator = data.discriminator.as_ref();
        self.extensions = Some(&data.extensions);
        self.said = Said {
            docs: schema_docs(data),
            limits: Limits::default(),
            default: data.default.clone().map(DocumentValue::from),
            read_only: data.read_only,
            write_only: data.write_only,
        };
        if let Some(Value::Array(elements)) = data.extensions.get(canonical::PREFIX_ITEMS) {
            let base = self.pointer.child(canonical::PREFIX_ITEMS);
            self.prefix_items = (0..elements.len()).map(|n| base.index(n)).collect();
        }
    }

    fn read_kind(&mut self, kind: &'d SchemaKind) {
        match kind {
            SchemaKind::Type(typed) => self.read_type(typed),
            SchemaKind::OneOf { one_of } => self.read_union(false, one_of),
            SchemaKind::AnyOf { any_of } => self.read_union(true, any_of),
            SchemaKind::AllOf { all_of } => self.all = self.sites("allOf", all_of),
            // `not` does not describe the allowed values: the server enforces it.
            SchemaKind::Not { .. } => {}
            SchemaKind::Any(any) => {
                match any.typ.as_deref() {
                    None => {}
                    Some("null") => self.kind = Some(JsonType::Null),
                    Some("boolean") => self.kind = Some(JsonType::Boolean),
                    Some("integer") => self.kind = Some(JsonType::Integer),
                    Some("number") => self.kind = Some(JsonType::Number),
                    Some("string") => self.kind = Some(JsonType::Text),
                    Some("array") => self.kind = Some(JsonType::Array),
                    Some("object") => self.kind = Some(JsonType::Object),
                    Some(other) => self.unknown_kind = Some(other),
                }
                self.read_properties(&any.properties, &any.required);
                self.read_additional(any.additional_properties.as_ref());
                self.read_items(any.items.as_ref());
                if !any.enumeration.is_empty() {
                    self.values = Some(any.enumeration.clone());
                }
                self.format.clone_from(&any.format);
                self.pattern = any.pattern.as_deref();
                self.minimum = any.minimum;
                self.maximum = any.maximum;
                self.read_union(false, &any.one_of);
                self.read_union(true, &any.any_of);
                self.all = self.sites("allOf", &any.all_of);
            }
        }
    }

    fn read_type(&mut self, typed: &'d Type) {
        match typed {
            Type::Boolean(boolean) => {
                self.kind = Some(JsonType::Boolean);
                self.read_values(&boolean.enumeration, |value| Value::Bool(*value));
            }
            Type::Integer(integer) => {
                self.kind = Some(JsonType::Integer);
                self.format = super::limits::format_name(&integer.format);
                self.read_values(&integer.enumeration, |value| Value::from(*value));
            }
            Type::Number(number) => {
                self.kind = Some(JsonType::Number);
                self.format = super::limits::format_name(&number.format);
                self.read_values(&number.enumeration, |value| Value::from(*value));
            }
            Type::String(text) => {
                self.kind = Some(JsonType::Text);
                self.format = super::limits::format_name(&text.format);
                self.pattern = text.pattern.as_deref();
                self.read_values(&text.enumeration, |value| Value::from(value.as_str()));
            }
            Type::Array(array) => {
                self.kind = Some(JsonType::Array);
                self.read_items(array.items.as_ref());
            }
            Type::Object(object) => {
                self.kind = Some(JsonType::Object);
                self.read_properties(&object.properties, &object.required);
                self.read_additional(object.additional_properties.as_ref());
            }
        }
    }

    fn read_values<T>(&mut self, values: &[Option<T>], value: impl Fn(&T) -> Value) {
        if !values.is_empty() {
            let read = |item: &Option<T>| item.as_ref().map_or(Value::Null, &value);
            self.values = Some(values.iter().map(read).collect());
        }
    }

    fn read_properties(
        &mut self,
        properties: &'d IndexMap<String, ReferenceOr<Box<Schema>>>,
        required: &'d [String],
    ) {
        let base = self.pointer.child("properties");
        for (name, schema) in properties {
            let site = Site::boxed(schema, base.child(name));
            self.properties.insert(name, vec![site]);
        }
        self.required.extend(required.iter().map(String::as_str));
    }

    fn read_additional(&mut self, additional: Option<&'d AdditionalProperties>) {
        self.additional = additional.map(|additional| match additional {
            AdditionalProperties::Any(true) => Additional::Any,
            AdditionalProperties::Any(false) => Additional::None,
            AdditionalProperties::Schema(schema) => Additional::Each(vec![Site::new(
                schema,
                self.pointer.child("additionalProperties"),
            )]),
        });
    }

    fn read_items(&mut self, items: Option<&'d ReferenceOr<Box<Schema>>>) {
        let pointer = self.pointer.child("items");
        self.items = items
            .map(|items| Site::boxed(items, pointer))
            .into_iter()
            .collect();
    }

    fn read_union(&mut self, any: bool, properties: &'d [ReferenceOr<Schema>]) {
        if !properties.is_empty() {
            let sites = self.sites(if any { "anyOf" } else { "oneOf" }, properties);
            self.unions.push(UnionView { any, sites });
        }
    }

    fn sites(&self, keyword: &str, properties: &'d [ReferenceOr<Schema>]) -> Vec<Site<'d>> {
        let base = self.pointer.child(keyword);
        let sites = properties.iter().enumerate();
        sites
            .map(|(index, property)| Site::new(property, base.index(index)))
            .collect()
    }

    /// Many documents leave `type` out where other keywords make sense for one type only.
    fn imply_kind(&mut self) {
        if self.kind.is_some() || self.unknown_kind.is_some() || self.values.is_some() {
            return;
        }
        let limits = &self.said.limits;
        if !self.properties.is_empty() || self.additional.is_some() {
            self.kind = Some(JsonType::Object);
        } else if !self.items.is_empty() || !self.prefix_items.is_empty() {
            self.kind = Some(JsonType::Array);
        } else if self.unions.is_empty() && self.all.is_empty() {
            let texts = [
                "date-time",
                "date",
                "uuid",
                "uri",
                "email",
                "byte",
                "binary",
            ];
            let of_text = self.format.as_deref().is_some_and(|f| texts.contains(&f));
            if of_text
                || self.pattern.is_some()
                || limits.min_length.is_some()
                || limits.max_length.is_some()
            {
                self.kind = Some(JsonType::Text);
            }
        }
    }
}
