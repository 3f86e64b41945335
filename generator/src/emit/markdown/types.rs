//! What does a reader want to know of the types?

use super::Reference;
use super::page::{Page, in_line};
use super::places::{TITLE, link};
use crate::emit::rust::{code, default, other_view, prose, sentences, wire};
use crate::ir::{Enum, Field, Rest, Shape, Struct, Type, TypeDef, TypeId, Union};

/// The pages of types, by their paths.
pub(super) fn pages(api: &Reference<'_>) -> Vec<(String, String)> {
    let pages = api.places.pages();
    pages
        .map(|(path, types)| (path.to_owned(), page(api, path, types)))
        .collect()
}

fn page(api: &Reference<'_>, path: &str, types: &[TypeId]) -> String {
    let mut page = Page::default();
    page.heading(1, TITLE);
    let module = api.module.name.as_str();
    let items = code(&format!("{}::{module}::types", api.krate.library()));
    let back = link(path, "README.md", "");
    page.paragraph(&format!("Items of {items}. [Operations]({back})"));
    for id in types {
        let names = api.module.names.types.get(id.index());
        if let (Some(name), Some(def)) = (names, api.module.api.get(*id)) {
            page.heading(2, name.as_str());
            section(api, *id, def, path, &mut page);
        }
    }
    page.finish()
}

fn section(api: &Reference<'_>, id: TypeId, def: &TypeDef, from: &str, page: &mut Page) {
    page.prose(&prose(&def.docs, ""));
    if let Some((said, other, how)) = other_view(api.module, id) {
        let other = Type::Named(other);
        let linked = api
            .places
            .linked(&api.surface.held(&other), Some(&other), from);
        page.paragraph(&format!("{said} {linked}{how}."));
    }
    let mut facts = sentences(&def.limits, !matches!(def.shape, Shape::Pattern(_)));
    facts.extend(def.default.as_ref().map(default));
    if def.docs.deprecated {
        facts.push("**Deprecated.**".to_owned());
    }
    if !facts.is_empty() {
        page.paragraph(&facts.join(" "));
    }
    match &def.shape {
        Shape::Struct(shape) => object(api, id, shape, from, page),
        Shape::Enum(shape) => listed(api, id, shape, page),
        Shape::Union(shape) => union(api, id, shape, from, page),
        Shape::Pattern(pattern) => page.paragraph(&format!(
            "A string that matches {}.",
            wire(&pattern.expression)
        )),
        Shape::Alias(ty) => {
            let rust = api.surface.held(ty);
            let ty = api.places.linked(&rust, Some(ty), from);
            page.paragraph(&format!("An alias of {ty}."));
        }
    }
}

fn object(api: &Reference<'_>, id: TypeId, shape: &Struct, from: &str, page: &mut Page) {
    let properties = api.surface.properties(id, shape);
    let mut below: Vec<(String, Vec<String>)> = Vec::new();
    let mut rows = Vec::new();
    for (field, property) in shape.fields.iter().zip(&properties) {
        let (said, rest) = in_line(&api.said(&field.docs, Some(&field.ty)));
        if !rest.is_empty() {
            below.push((code(property.name), rest));
        }
        let ty = api.places.linked(&property.rust, Some(&field.ty), from);
        rows.push(vec![
            code(property.name),
            ty,
            said,
            notes(field, property.name),
        ]);
    }
    let rest = api.module.names.rest.get(id.index());
    if let (Rest::Kept(ty), Some(Some(name))) = (&shape.rest, rest) {
        let rust = format!("BTreeMap<String, {}>", api.surface.held(ty));
        let ty = api.places.linked(&rust, Some(ty), from);
        let said = "Properties that the document does not declare.".to_owned();
        rows.push(vec![code(name.as_str()), ty, said, String::new()]);
    }
    if rows.is_empty() {
        page.paragraph("A struct without fields.");
    }
    page.table(&["Field", "Type", "Description", "Notes"], &rows);
    for (name, lines) in below {
        page.paragraph(&format!("{name}, further:"));
        page.block(&lines);
    }
}

fn notes(field: &Field, name: &str) -> String {
    let mut notes = Vec::new();
    if field.name != *name {
        notes.push(format!("{} in JSON.", wire(&field.name)));
    }
    if field.read_only {
        notes.push("Only in responses.".to_owned());
    }
    if field.write_only {
        notes.push("Only in requests.".to_owned());
    }
    notes.extend(sentences(&field.limits, true));
    notes.extend(field.default.as_ref().map(default));
    if field.docs.deprecated {
        notes.push("Deprecated.".to_owned());
    }
    notes.join(" ")
}

fn listed(api: &Reference<'_>, id: TypeId, shape: &Enum, page: &mut Page) {
    let names = api.module.names.variants.get(id.index());
    let rows = shape.values.iter().zip(names.into_iter().flatten());
    let rows = rows.map(|(listed, name)| {
        let value = wire(&listed.value.to_text());
        let (said, _) = in_line(&prose(&listed.docs, ""));
        vec![code(name.as_str()), value, said]
    });
    page.table(
        &["Variant", "Value", "Description"],
        &rows.collect::<Vec<_>>(),
    );
    page.paragraph("Any other value is kept as it was received.");
}

fn union(api: &Reference<'_>, id: TypeId, shape: &Union, from: &str, page: &mut Page) {
    let names = api.module.names.variants.get(id.index());
    let rows = shape.variants.iter().zip(names.into_iter().flatten());
    let rows = rows.map(|(variant, name)| {
        let rust = api.surface.held(&variant.ty);
        let ty = api.places.linked(&rust, Some(&variant.ty), from);
        let mut tags: Vec<String> = variant.tags.iter().map(wire).collect();
        if variant.is_default {
            tags.push("any other value".to_owned());
        }
        let (said, _) = in_line(&api.said(&variant.docs, Some(&variant.ty)));
        vec![code(name.as_str()), ty, tags.join(", "), said]
    });
    let chosen = match &shape.discriminator {
        Some(discriminator) => format!("Where {} is", wire(&discriminator.property)),
        None => "Where".to_owned(),
    };
    page.table(
        &["Variant", "Holds", &chosen, "Description"],
        &rows.collect::<Vec<_>>(),
    );
    page.paragraph("Any other value is kept as it was received.");
}
