//! Which type has a schema with `oneOf` or `anyOf`? (Schema Object.)

use super::discriminator::Discriminated;
use super::enumeration::common_kind;
use super::merge::{over, place};
use super::view::{Additional, JsonType, SchemaRef, Site, UnionView, View};
use super::{Said, Use};
use crate::ir::{Discriminator, Name, Scalar, Shape, TextFormat, Type, Union, Variant};
use crate::lower::context::{InlineName, Lowering};
use crate::text::DocumentText;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A variant of a union while it is made.
struct Part {
    used: Use,
    name: Name,
    tags: Vec<String>,
    is_default: bool,
}

impl<'d> Lowering<'d> {
    /// The type of a schema with `oneOf` or `anyOf` and other keywords.
    pub(super) fn union(&mut self, mut view: View<'d>, way: InlineName) -> Use {
        let mut unions = std::mem::take(&mut view.unions);
        unions.retain(|union| !union.sites.iter().all(is_constraint));
        let mut unions = unions.into_iter();
        let Some(union) = unions.next() else {
            return self.view(view, way);
        };
        if unions.next().is_some() {
            return self.several(view, way);
        }
        if has_properties(&view) {
            self.extended(&view, &union, way)
        } else {
            self.variants(&view, &union, way)
        }
    }

    /// More than one union at once: what they have in common, with everything else kept.
    fn several(&mut self, mut view: View<'d>, way: InlineName) -> Use {
        let message = "several unions hold at once";
        if view.properties.is_empty() {
            self.loosened(&view.pointer, message);
            return Use::any(view.said);
        }
        let warning = crate::diagnostic::Diagnostic::warning(
            crate::diagnostic::Code::UnsupportedSchema,
            message,
        );
        self.push(warning.at(&view.pointer, "what they add is kept as any JSON value"));
        view.additional = Some(Additional::Any);
        self.view(view, way)
    }

    /// A union beside properties: each variant has them too.
    fn extended(&mut self, base: &View<'d>, union: &UnionView<'d>, way: InlineName) -> Use {
        let id = self.start(&way, &base.pointer);
        let mut nullable = base.nullable;
        let mut sites = union.sites.clone();
        sites.retain(|site| {
            let is_null = self.is_null(site);
            nullable |= is_null;
            !is_null
        });
        let by = self.discriminated(base.discriminator, &sites);
        let names = self.variant_names(&sites, &by);
        let mut parts = Vec::with_capacity(sites.len());
        let tags = by.tags.into_iter().enumerate();
        for ((site, name), (index, tags)) in sites.iter().zip(names).zip(tags) {
            // Each variant copies all properties.
            if self.is_spent() {
                self.fill(id, Shape::Alias(Type::Any), base.said.clone());
                return self.spent_schema(&base.pointer, base.said.clone());
            }
            let key = vec![
                base.pointer.clone(),
                place(site),
                base.pointer.child("oneOf"),
            ];
            let known = self.merges.get(&key).copied();
            let ty = match known {
                Some((known, _)) => Type::Named(known),
                None => {
                    let inner = way.step(word(&name));
                    let variant = self.start(&inner, &site.pointer);
                    self.merges.insert(key, (variant, false));
                    let mut start = base.clone();
                    start.nullable = false;
                    start.said = Said::default();
                    start.discriminator = None;
                    let flattened = self.flattened(std::slice::from_ref(site));
                    match self.fold(flattened, start) {
                        Ok(mut joined) => {
                            joined.pointer = place(site);
                            let used = self.view(joined, inner.filling(variant));
                            if used.ty != Type::Named(variant) {
                                self.fill(variant, Shape::Alias(used.ty), used.said);
                            }
                            Type::Named(variant)
                        }
                        Err(conflict) => {
                            let message = format!("a variant asks for {conflict} at once");
                            self.loosened(&site.pointer, message);
                            self.fill(variant, Shape::Alias(Type::Any), Said::default());
                            Type::Any
                        }
                    }
                }
            };
            let used = Use {
                ty,
                nullable: false,
                said: Said::default(),
            };
            parts.push(Part {
                used,
                name,
                tags,
                is_default: by.default == Some(index),
            });
        }
        let shape = self.union_of(by.by, parts, union.any);
        self.fill(id, Shape::Union(shape), base.said.clone());
        Use {
            ty: Type::Named(id),
            nullable,
            said: base.said.clone(),
        }
    }

    /// A union and nothing else.
    fn variants(&mut self, view: &View<'d>, union: &UnionView<'d>, way: InlineName) -> Use {
        let mut nullable = view.nullable;
        let mut sites: Vec<Site<'d>> = Vec::new();
        let mut known = BTreeSet::new();
        for site in &union.sites {
            nullable |= self.nullable(site);
            if !self.is_null(site) && known.insert(place(site)) {
                sites.push(site.clone());
            }
        }
        if let Some(ty) = self.texts(view, &mut sites, &way) {
            return Use {
                ty,
                nullable,
                said: view.said.clone(),
            };
        }
        let slot = way.clone();
        match sites.as_slice() {
            [] => Use {
                ty: Type::Scalar(Scalar::Null),
                nullable,
                said: view.said.clone(),
            },
            [only] => {
                let mut used = self.schema(only, way);
                used.nullable |= nullable;
                used.said = over(view.said.clone(), &used.said);
                self.redescribe(&slot, &used);
                used
            }
            several => {
                let id = self.start(&way, &view.pointer);
                let by = self.discriminated(view.discriminator, several);
                let names = self.variant_names(several, &by);
                let mut parts: Vec<Part> = Vec::with_capacity(several.len());
                let mut known = BTreeMap::new();
                let tags = by.tags.into_iter().enumerate();
                for ((site, name), (index, tags)) in several.iter().zip(names).zip(tags) {
                    let used = self.schema(site, way.step(word(&name)));
                    let is_default = by.default == Some(index);
                    let earlier = known
                        .get(&used.ty)
                        .and_then(|at: &usize| parts.get_mut(*at));
                    if let Some(earlier) = earlier {
                        earlier.tags.extend(tags);
                        earlier.is_default |= is_default;
                        continue;
                    }
                    known.insert(used.ty.clone(), parts.len());
                    parts.push(Part {
                        used,
                        name,
                        tags,
                        is_default,
                    });
                }
                if let [only] = parts.as_slice() {
                    let (ty, said) = (
                        only.used.ty.clone(),
                        over(view.said.clone(), &only.used.said),
                    );
                    self.fill(id, Shape::Alias(ty.clone()), said.clone());
                    return Use { ty, nullable, said };
                }
                let shape = self.union_of(by.by, parts, union.any);
                self.fill(id, Shape::Union(shape), view.said.clone());
                Use {
                    ty: Type::Named(id),
                    nullable,
                    said: view.said.clone(),
                }
            }
        }
    }

    fn union_of(
        &mut self,
        discriminator: Option<Discriminator>,
        parts: Vec<Part>,
        any: bool,
    ) -> Union {
        self.spend(parts.len());
        let variants = parts.into_iter().map(|part| Variant {
            name: part.name,
            ty: part.used.ty,
            tags: part.tags.into_iter().map(DocumentText::from).collect(),
            is_default: part.is_default,
            docs: part.used.said.docs,
        });
        Union {
            variants: variants.collect(),
            discriminator,
            any,
        }
    }

    /// Variants that are strings are one: enums are open, so a list of values beside any string
    /// without a type of its own is that list, and several lists are one list. Returns a type when nothing else is left.
    fn texts(
        &mut self,
        view: &View<'d>,
        sites: &mut Vec<Site<'d>>,
        way: &InlineName,
    ) -> Option<Type> {
        let (mut texts, mut typed) = (BTreeSet::new(), BTreeSet::new());
        let mut listed = Vec::new();
        for (index, site) in sites.iter().enumerate() {
            if let Some(text) = self.as_text(site) {
                texts.insert(index);
                listed.extend(text.lists_values.then_some(index));
                typed.extend(text.is_typed.then_some(index));
            }
        }
        if texts.len() < 2 {
            return self.integers(view, sites, way);
        }
        let plain = texts.difference(&typed).find(|it| !listed.contains(it));
        let kept = match listed.as_slice() {
            // Strings of different formats: any of them is a string.
            [] if sites.len() == texts.len() => {
                return Some(Type::Scalar(Scalar::Text(TextFormat::Plain)));
            }
            [] => *plain.or_else(|| texts.first())?,
            // What is not listed has a type that values of it are checked by.
            [_] if plain.is_none() => return None,
            [only] => *only,
            several if several.len() == sites.len() => {
                let views: Vec<View<'d>> = sites
                    .iter()
                    .filter_map(|site| self.followed(site))
                    .collect();
                return Some(self.one_list(JsonType::Text, view, views, way));
            }
            // Beside other types the lists stay apart.
            _ => return None,
        };
        let mut index = 0;
        sites.retain(|_| {
            let stays = index == kept || !texts.contains(&index);
            index += 1;
            stays
        });
        None
    }

    /// Lists of integers in place are one list, like those of strings.
    fn integers(&mut self, view: &View<'d>, sites: &[Site<'d>], way: &InlineName) -> Option<Type> {
        let views = sites.iter().map(|site| match site.schema {
            SchemaRef::To(_) => None,
            SchemaRef::Is(schema) => {
                let view = View::of(schema, &site.pointer);
                let is_plain = view.all.is_empty() && view.unions.is_empty();
                let kind = view.kind.or_else(|| common_kind(view.values.as_deref()?));
                (is_plain && kind == Some(JsonType::Integer) && view.values.is_some())
                    .then_some(view)
            }
        });
        let views = views.collect::<Option<Vec<_>>>()?;
        (views.len() > 1).then(|| self.one_list(JsonType::Integer, view, views, way))
    }

    /// One enum with the values of several.
    fn one_list(
        &mut self,
        kind: JsonType,
        view: &View<'d>,
        views: Vec<View<'d>>,
        way: &InlineName,
    ) -> Type {
        let values = views.into_iter().filter_map(|view| view.values);
        let mut joined = View::empty(view.pointer.clone());
        joined.kind = Some(kind);
        joined.said = view.said.clone();
        let values = values.flatten().collect();
        self.enumeration(joined, values, way).ty
    }

    /// The name of each variant.
    fn variant_names(&mut self, sites: &[Site<'d>], by: &Discriminated) -> Vec<Name> {
        let objects = distinct_properties(sites);
        let parts = sites.iter().zip(&by.tags).zip(&objects);
        let names = parts.map(|((site, tags), distinct)| {
            let tag = match (&by.by, tags.first()) {
                (Some(by), Some(tag)) if tag.chars().any(char::is_alphabetic) => {
                    let is_flag = tag == "true" || tag == "false";
                    Some(match is_flag {
                        true => format!("{} {tag}", by.property.untrusted()),
                        false => tag.clone(),
                    })
                }
                (Some(by), Some(tag)) if !tag.is_empty() => {
                    Some(format!("{} {tag}", by.property.untrusted()))
                }
                _ => None,
            };
            self.variant_name(site, tag.as_deref(), *distinct)
        });
        let names: Vec<Name> = names.collect();
        let mut counts: BTreeMap<&Name, usize> = BTreeMap::new();
        for name in &names {
            *counts.entry(name).or_default() += 1;
        }
        let own = names
            .iter()
            .zip(sites)
            .map(|(name, site)| match site.schema {
                SchemaRef::Is(schema) if counts.get(name) > Some(&1) => {
                    let view = View::of(schema, &site.pointer);
                    let detail = detail(&view).map(|word| Name::Inferred(vec![word.into()]));
                    detail.unwrap_or_else(|| name.clone())
                }
                _ => name.clone(),
            });
        own.collect()
    }

    fn variant_name(&mut self, site: &Site<'d>, tag: Option<&str>, distinct: Option<&str>) -> Name {
        let schema = match site.schema {
            SchemaRef::To(_) => {
                let last = place(site).steps().last().unwrap_or_default();
                return Name::Component(last.into());
            }
            SchemaRef::Is(schema) => schema,
        };
        let view = View::of(schema, &site.pointer);
        // A schema that extends another in place is known by that.
        let extended = view
            .all
            .iter()
            .find(|property| matches!(property.schema, SchemaRef::To(_)));
        let extended = extended.and_then(|property| place(property).steps().last());
        let title = view.said.docs.summary.as_ref().map(DocumentText::untrusted);
        let short = |title: &&str| title.len() <= 40 && title.split_whitespace().count() <= 5;
        let only = match view.required.first() {
            Some(only) if view.required.len() == 1 && view.properties.contains_key(only) => {
                Some(*only)
            }
            _ => None,
        };
        let title = title.filter(short).or(tag);
        let property = only.or(distinct).filter(|_| extended.is_none());
        let word = match (title, view.kind) {
            (Some(title), _) => title,
            (None, None | Some(JsonType::Object)) if property.is_some() => {
                property.unwrap_or_default()
            }
            (None, Some(JsonType::Text)) => "text",
            (None, Some(JsonType::Integer)) => "integer",
            (None, Some(JsonType::Number)) => "number",
            (None, Some(JsonType::Boolean)) => "boolean",
            (None, Some(JsonType::Array)) => "list",
            (None, Some(JsonType::Object)) => "object",
            (None, None) => extended.as_deref().unwrap_or("variant"),
            (None, Some(JsonType::Null)) => "variant",
        };
        Name::Inferred(vec![word.into()])
    }
}

/// For each object in place, where there are several, a property that no other of them has; one
/// that it requires if possible.
fn distinct_properties<'d>(sites: &[Site<'d>]) -> Vec<Option<&'d str>> {
    let views = sites.iter().map(|site| match site.schema {
        SchemaRef::To(_) => None,
        SchemaRef::Is(schema) => Some(View::of(schema, &site.pointer)),
    });
    let views: Vec<Option<View<'d>>> = views.collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in views
        .iter()
        .flatten()
        .flat_map(|view| view.properties.keys())
    {
        *counts.entry(name).or_default() += 1;
    }
    let objects = views.iter().flatten();
    let objects = objects.filter(|view| !view.properties.is_empty()).count();
    let distinct = views.iter().map(|view| {
        let view = view.as_ref().filter(|_| objects > 1)?;
        let own = |name: &&&str| counts.get(**name) == Some(&1);
        let required = |name: &&&str| view.required.contains(**name);
        let mut names = view.properties.keys().filter(own);
        let required = view.properties.keys().filter(own).find(required);
        required.or_else(|| names.next()).copied()
    });
    distinct.collect()
}

/// What tells a variant in place from others of its kind.
fn detail(view: &View<'_>) -> Option<String> {
    let of = |sites: &[Site<'_>], holder: &str| {
        let site = sites.first()?;
        let word = match site.schema {
            SchemaRef::To(_) => place(site).steps().last()?,
            SchemaRef::Is(schema) => View::of(schema, &site.pointer).kind?.spelled().to_owned(),
        };
        Some(format!("{word} {holder}"))
    };
    let kind = view.kind.map_or("value", JsonType::spelled);
    match (view.values.as_deref(), &view.additional) {
        (Some([Value::String(only)]), _) if only.chars().any(char::is_alphabetic) => {
            Some(only.clone())
        }
        (Some([only]), _) if only.is_number() => Some(format!("{kind} {only}")),
        (Some(_), _) => Some(format!("listed {kind}")),
        (None, Some(Additional::Each(sites))) if view.properties.is_empty() => of(sites, "map"),
        (None, _) if view.kind == Some(JsonType::Array) => of(&view.items, "list"),
        (None, _) => view.format.clone(),
    }
}

/// The word that a variant adds to the way.
fn word(name: &Name) -> &str {
    match name {
        Name::Pinned(word) | Name::Component(word) => word.untrusted(),
        Name::Inferred(words) => words.last().map_or("variant", DocumentText::untrusted),
    }
}

/// Whether a schema has more to say than its kind.
fn has_properties(view: &View<'_>) -> bool {
    !view.properties.is_empty() || matches!(view.additional, Some(Additional::Each(_)))
}

/// Whether a variant only states which properties are required, or what is not allowed: the server
/// enforces those, and the type is that of the other keywords.
fn is_constraint(site: &Site<'_>) -> bool {
    let SchemaRef::Is(schema) = site.schema else {
        return false;
    };
    let view = View::of(schema, &site.pointer);
    matches!(view.kind, None | Some(JsonType::Object))
        && view.unknown_kind.is_none()
        && view.values.is_none()
        && view.properties.is_empty()
        && view.items.is_empty()
        && view.all.is_empty()
        && view.unions.is_empty()
        && view.additional.is_none()
        && (view.kind.is_none() || !view.required.is_empty())
}
