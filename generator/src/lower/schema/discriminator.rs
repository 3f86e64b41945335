//! Which property tells the variants of a union apart? (Discriminator Object.)

use super::inheritance::name_at;
use super::merge::place;
use super::view::{JsonType, SchemaRef, Site};
use crate::diagnostic::Pointer;
use crate::ir::Discriminator;
use crate::lower::context::Lowering;
use crate::lower::reference::target;
use crate::openapi::canonical;
use indexmap::IndexMap;
use openapiv3::{SchemaKind, Type};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The properties of an object that have fixed values, in order; the flag says whether the property is
/// always there.
pub(in crate::lower) type Constants = IndexMap<String, (Vec<String>, bool)>;

/// How the variants of a union are told apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Discriminated {
    pub(super) by: Option<Discriminator>,
    /// The values that choose each variant.
    pub(super) tags: Vec<Vec<String>>,
    /// The variant for all other values.
    pub(super) default: Option<usize>,
}

impl<'d> Lowering<'d> {
    /// The discriminator of a union, and the values that choose each variant. Where the document
    /// names none, a property with a fixed value of its own in each variant is as good.
    pub(super) fn discriminated(
        &mut self,
        declared: Option<&'d openapiv3::Discriminator>,
        sites: &[Site<'d>],
    ) -> Discriminated {
        let constants: Vec<Option<Rc<Constants>>> =
            sites.iter().map(|site| self.constants(site)).collect();
        if let Some(declared) = declared {
            let mapping = Mapping::of(declared);
            let default = declared.extensions.get(canonical::DEFAULT_MAPPING);
            let default = default.and_then(Value::as_str);
            let default = default.and_then(|to| sites.iter().position(|site| leads(site, to)));
            let tags = sites.iter().zip(&constants).enumerate();
            let tags = tags.map(|(index, (site, constants))| {
                let constants = constants.as_deref();
                let tags = mapping.tags(site, constants, &declared.property_name);
                match tags {
                    // Its name is no value to send: it stands for the absence of one.
                    Tags::Name(_) if default == Some(index) => Vec::new(),
                    Tags::Listed(tags) => tags,
                    Tags::Name(name) => name.into_iter().collect(),
                }
            });
            return Discriminated {
                by: Some(Discriminator {
                    property: (&declared.property_name).into(),
                }),
                tags: tags.collect(),
                default,
            };
        }
        let none = || Discriminated {
            tags: vec![Vec::new(); sites.len()],
            ..Discriminated::default()
        };
        let Some(all) = constants
            .into_iter()
            .collect::<Option<Vec<Rc<Constants>>>>()
        else {
            return none();
        };
        let Some(first) = all.first() else {
            return none();
        };
        for property in first.keys() {
            let tags: Option<Vec<Vec<String>>> = all
                .iter()
                .map(|constants| {
                    let (values, always) = constants.get(property)?;
                    always.then(|| values.clone())
                })
                .collect();
            let Some(tags) = tags else { continue };
            let mut seen = BTreeSet::new();
            if tags.iter().flatten().all(|tag| seen.insert(tag)) {
                let property = property.into();
                return Discriminated {
                    by: Some(Discriminator { property }),
                    tags,
                    default: None,
                };
            }
        }
        none()
    }

    /// The values that choose a base, which is the first, and each schema that extends it.
    pub(super) fn tags_of_extensions(
        &mut self,
        declared: &'d openapiv3::Discriminator,
        sites: &[Site<'d>],
    ) -> Vec<Vec<String>> {
        let mapping = Mapping::of(declared);
        let property = &declared.property_name;
        let tags = sites.iter().enumerate().map(|(index, site)| {
            let own = match site.schema {
                SchemaRef::Is(schema) => extension_tag(&schema.schema_data.extensions),
                SchemaRef::To(_) => None,
            };
            if let Some(own) = own {
                return vec![own.to_owned()];
            }
            let constants = self.constants_of(site);
            // A base may list the values of all schemas that extend it.
            let constants = constants.filter(|all| {
                all.get(property)
                    .is_some_and(|(values, _)| values.len() == 1)
            });
            match mapping.tags_at(Some(site.pointer.clone()), constants.as_ref(), property) {
                Tags::Listed(tags) => tags,
                // The base takes every other value, so it needs no name.
                Tags::Name(_) if index == 0 => Vec::new(),
                Tags::Name(_) => vec![name_at(&site.pointer)],
            }
        });
        tags.collect()
    }

    /// The constants of a variant. Many unions can refer to one schema, so what a reference leads to
    /// is looked at once.
    fn constants(&mut self, site: &Site<'d>) -> Option<Rc<Constants>> {
        let SchemaRef::To(_) = site.schema else {
            return self.constants_of(site).map(Rc::new);
        };
        let place = place(site);
        if let Some(known) = self.constants.get(&place) {
            return known.clone();
        }
        let reported = self.diagnostic_count();
        let found = self.constants_of(site).map(Rc::new);
        // A warning is dropped with the operation that it belongs to, and is due again then.
        if self.diagnostic_count() == reported {
            self.constants.insert(place, found.clone());
        }
        found
    }

    fn constants_of(&mut self, site: &Site<'d>) -> Option<Constants> {
        let views = self.flattened(std::slice::from_ref(site)).views;
        let object = |kind: Option<JsonType>| matches!(kind, None | Some(JsonType::Object));
        if views
            .iter()
            .any(|view| !object(view.kind) || view.values.is_some())
        {
            return None;
        }
        let required: BTreeSet<&str> = views
            .iter()
            .flat_map(|view| &view.required)
            .copied()
            .collect();
        let mut constants = Constants::new();
        for (name, sites) in views.iter().flat_map(|view| &view.properties) {
            for site in sites {
                // Few properties are constants, and those are inline.
                let view = match site.schema {
                    SchemaRef::Is(schema) if lists_values(schema) => self.followed(site),
                    _ => None,
                };
                let Some(values) = view.and_then(|view| view.values) else {
                    continue;
                };
                let texts: Option<Vec<String>> = values
                    .iter()
                    .map(|value| match value {
                        Value::String(text) => Some(text.clone()),
                        Value::Number(number) => Some(number.to_string()),
                        Value::Bool(flag) => Some(flag.to_string()),
                        _ => None,
                    })
                    .collect();
                if let Some(texts) = texts {
                    let always = required.contains(name);
                    constants.insert((*name).to_owned(), (texts, always));
                }
            }
        }
        Some(constants)
    }
}

fn lists_values(schema: &openapiv3::Schema) -> bool {
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(text)) => !text.enumeration.is_empty(),
        SchemaKind::Type(Type::Integer(integer)) => !integer.enumeration.is_empty(),
        SchemaKind::Type(Type::Boolean(boolean)) => !boolean.enumeration.is_empty(),
        SchemaKind::Any(any) => !any.enumeration.is_empty(),
        _ => false,
    }
}

/// The mapping of a discriminator, by what its entries lead to, so that it is not searched once for
/// each variant. Entries have their number, as the document lists them.
struct Mapping<'d> {
    by_place: BTreeMap<Pointer, Vec<(usize, &'d str)>>,
    /// Bare names of components.
    by_name: BTreeMap<&'d str, Vec<(usize, &'d str)>>,
}

impl<'d> Mapping<'d> {
    fn of(declared: &'d openapiv3::Discriminator) -> Self {
        let mut mapping = Self {
            by_place: BTreeMap::new(),
            by_name: BTreeMap::new(),
        };
        for (number, (tag, to)) in declared.mapping.iter().enumerate() {
            let tags = match target(to) {
                Some(place) => mapping.by_place.entry(place).or_default(),
                None => mapping.by_name.entry(to).or_default(),
            };
            tags.push((number, tag.as_str()));
        }
        mapping
    }

    /// The values that choose a variant: those of the mapping, else the fixed value of the property
    /// itself, else the name of the component.
    fn tags(&self, site: &Site<'_>, constants: Option<&Constants>, property: &str) -> Tags {
        let place = match site.schema {
            SchemaRef::To(reference) => target(reference),
            SchemaRef::Is(_) => None,
        };
        self.tags_at(place, constants, property)
    }

    fn tags_at(
        &self,
        place: Option<Pointer>,
        constants: Option<&Constants>,
        property: &str,
    ) -> Tags {
        let key = place.as_ref().and_then(|place| place.steps().last());
        let by_place = place.and_then(|place| self.by_place.get(&place));
        let by_name = key.as_ref().and_then(|key| self.by_name.get(key.as_str()));
        let mut mapped: Vec<(usize, &str)> = [by_place, by_name]
            .into_iter()
            .flatten()
            .flatten()
            .copied()
            .collect();
        if !mapped.is_empty() {
            mapped.sort_unstable();
            return Tags::Listed(mapped.into_iter().map(|(_, tag)| tag.to_owned()).collect());
        }
        let fixed = constants.and_then(|constants| constants.get(property));
        match (fixed, key) {
            (Some((values, _)), Some(key)) if values.len() > 1 && values.contains(&key) => {
                Tags::Listed(vec![key])
            }
            (Some((values, _)), _) => Tags::Listed(values.clone()),
            (None, key) => Tags::Name(key),
        }
    }
}

/// The value that a schema gives itself.
fn extension_tag(extensions: &IndexMap<String, Value>) -> Option<&str> {
    let mut found = ["x-ms-discriminator-value", "x-discriminator-value"]
        .iter()
        .filter_map(|key| extensions.get(*key));
    found.find_map(Value::as_str)
}

/// The values that choose a variant.
enum Tags {
    /// Those that the document lists.
    Listed(Vec<String>),
    /// The name of the component, as nothing lists a value.
    Name(Option<String>),
}

/// Whether a mapping's reference or name leads to a variant.
fn leads(site: &Site<'_>, to: &str) -> bool {
    let SchemaRef::To(reference) = site.schema else {
        return false;
    };
    let Some(place) = target(reference) else {
        return reference == to;
    };
    match target(to) {
        Some(other) => other == place,
        None => place.steps().last().as_deref() == Some(to),
    }
}
