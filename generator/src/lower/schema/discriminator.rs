//! Which property tells the variants of a union apart? (Discriminator Object.)

use super::merge::place;
use super::view::{JsonType, SchemaRef, Site};
use crate::diagnostic::Pointer;
use crate::ir::Discriminator;
use crate::lower::context::Lowering;
use crate::lower::reference::target;
use indexmap::IndexMap;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The properties of an object that have fixed values, in order; the flag says whether the property is
/// always there.
pub(in crate::lower) type Constants = IndexMap<String, (Vec<String>, bool)>;

impl<'d> Lowering<'d> {
    /// The discriminator of a union, and the values that choose each variant. Where the document
    /// names none, a property with a fixed value of its own in each variant is as good.
    pub(super) fn discriminated(
        &mut self,
        declared: Option<&'d openapiv3::Discriminator>,
        sites: &[Site<'d>],
    ) -> (Option<Discriminator>, Vec<Vec<String>>) {
        let constants: Vec<Option<Rc<Constants>>> =
            sites.iter().map(|site| self.constants(site)).collect();
        if let Some(declared) = declared {
            let mapping = Mapping::of(declared);
            let tags = sites.iter().zip(&constants);
            let tags = tags.map(|(site, constants)| {
                let constants = constants.as_deref();
                mapping.tags(site, constants, &declared.property_name)
            });
            let discriminator = Discriminator {
                property: (&declared.property_name).into(),
            };
            return (Some(discriminator), tags.collect());
        }
        let none = || (None, vec![Vec::new(); sites.len()]);
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
                return (Some(Discriminator { property }), tags);
            }
        }
        none()
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
                    .map(|value| value.as_str().map(str::to_owned))
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
        openapiv3::SchemaKind::Type(openapiv3::Type::String(text)) => !text.enumeration.is_empty(),
        openapiv3::SchemaKind::Any(any) => !any.enumeration.is_empty(),
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
    fn tags(&self, site: &Site<'_>, constants: Option<&Constants>, property: &str) -> Vec<String> {
        let place = match site.schema {
            SchemaRef::To(reference) => target(reference),
            SchemaRef::Is(_) => None,
        };
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
            return mapped.into_iter().map(|(_, tag)| tag.to_owned()).collect();
        }
        let fixed = constants.and_then(|constants| constants.get(property));
        match fixed {
            Some((values, _)) if values.len() == 1 => values.clone(),
            _ => key.into_iter().collect(),
        }
    }
}
