//! Which member tells the variants of a union apart? (Discriminator Object.)

use super::view::{Kind, SchemaRef, Site};
use crate::ir::Discriminator;
use crate::lower::context::Lowering;
use crate::lower::reference::target;
use indexmap::IndexMap;
use std::collections::BTreeSet;

/// The members of an object that have fixed values, in order; the flag says whether the member is
/// always there.
type Constants = IndexMap<String, (Vec<String>, bool)>;

impl<'d> Lowering<'d> {
    /// The discriminator of a union, and the values that choose each variant. Where the document
    /// names none, a member with a fixed value of its own in each variant is as good.
    pub(super) fn discriminated(
        &mut self,
        declared: Option<&'d openapiv3::Discriminator>,
        sites: &[Site<'d>],
    ) -> (Option<Discriminator>, Vec<Vec<String>>) {
        let constants: Vec<Option<Constants>> =
            sites.iter().map(|site| self.constants(site)).collect();
        if let Some(declared) = declared {
            let tags = sites.iter().zip(&constants);
            let tags = tags.map(|(site, constants)| tags_of(declared, site, constants.as_ref()));
            let discriminator = Discriminator {
                property: (&declared.property_name).into(),
            };
            return (Some(discriminator), tags.collect());
        }
        let none = || (None, vec![Vec::new(); sites.len()]);
        let Some(all) = constants.into_iter().collect::<Option<Vec<Constants>>>() else {
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

    fn constants(&mut self, site: &Site<'d>) -> Option<Constants> {
        let views = self.flattened(std::slice::from_ref(site)).views;
        let object = |kind: Option<Kind>| matches!(kind, None | Some(Kind::Object));
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
                // Few members are constants, and those stand in place.
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

/// The values that choose a variant: those of the mapping, else the fixed value of the member
/// itself, else the name of the component.
fn tags_of(
    declared: &openapiv3::Discriminator,
    site: &Site<'_>,
    constants: Option<&Constants>,
) -> Vec<String> {
    let place = match site.schema {
        SchemaRef::To(reference) => target(reference),
        SchemaRef::Is(_) => None,
    };
    let key = place.as_ref().and_then(|place| place.steps().last());
    // Asked of each entry for each variant, so that another name is told apart at once.
    let ends_here = |to: &String| {
        let last = to.rsplit('/').next().unwrap_or_default();
        last.contains(['~', '%']) || key.as_deref() == Some(last)
    };
    let leads_here = |to: &String| match target(to) {
        Some(pointer) => Some(pointer) == place,
        // A bare name is that of a component.
        None => Some(to) == key.as_ref(),
    };
    let mapped = declared
        .mapping
        .iter()
        .filter(|(_, to)| ends_here(to) && leads_here(to));
    let mapped: Vec<String> = mapped.map(|(tag, _)| tag.clone()).collect();
    if !mapped.is_empty() {
        return mapped;
    }
    let fixed = constants.and_then(|constants| constants.get(&declared.property_name));
    match fixed {
        Some((values, _)) if values.len() == 1 => values.clone(),
        _ => key.into_iter().collect(),
    }
}
