//! Which type has a schema with `oneOf` or `anyOf`? (Schema Object.)

use super::merge::{over, place};
use super::view::{Additional, JsonType, SchemaRef, Site, UnionView, View};
use super::{Said, Use};
use crate::ir::{Name, Scalar, Shape, TextFormat, Type, Union, Variant};
use crate::lower::context::{InlineName, Lowering};
use crate::text::DocumentText;
use std::collections::BTreeSet;

/// A property of a union while it is made.
struct Part<'d> {
    site: Site<'d>,
    used: Use,
    name: Name,
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
        let names = self.variant_names(&union.sites);
        let mut parts = Vec::with_capacity(union.sites.len());
        let mut nullable = base.nullable;
        for (site, name) in union.sites.iter().zip(names) {
            if self.is_null(site) {
                nullable = true;
                continue;
            }
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
                site: site.clone(),
                used,
                name,
            });
        }
        let shape = self.union_of(base, parts, union.any);
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
                let names = self.variant_names(several);
                let mut parts: Vec<Part<'d>> = Vec::with_capacity(several.len());
                let mut known = BTreeSet::new();
                for (site, name) in several.iter().zip(names) {
                    let used = self.schema(site, way.step(word(&name)));
                    if known.insert(used.ty.clone()) {
                        parts.push(Part {
                            site: site.clone(),
                            used,
                            name,
                        });
                    }
                }
                if let [only] = parts.as_slice() {
                    let (ty, said) = (
                        only.used.ty.clone(),
                        over(view.said.clone(), &only.used.said),
                    );
                    self.fill(id, Shape::Alias(ty.clone()), said.clone());
                    return Use { ty, nullable, said };
                }
                let shape = self.union_of(view, parts, union.any);
                self.fill(id, Shape::Union(shape), view.said.clone());
                Use {
                    ty: Type::Named(id),
                    nullable,
                    said: view.said.clone(),
                }
            }
        }
    }

    fn union_of(&mut self, view: &View<'d>, parts: Vec<Part<'d>>, any: bool) -> Union {
        self.spend(parts.len());
        let sites: Vec<Site<'d>> = parts.iter().map(|part| part.site.clone()).collect();
        let (discriminator, tags) = self.discriminated(view.discriminator, &sites);
        let variants = parts.into_iter().zip(tags).map(|(part, tags)| Variant {
            name: part.name,
            ty: part.used.ty,
            tags: tags.into_iter().map(DocumentText::from).collect(),
            docs: part.used.said.docs,
        });
        Union {
            variants: variants.collect(),
            discriminator,
            any,
        }
    }

    /// Variants that are strings are one: enums are open, so a list of values beside any string
    /// is that list, and several lists are one list. Returns a type when nothing else is left.
    fn texts(
        &mut self,
        view: &View<'d>,
        sites: &mut Vec<Site<'d>>,
        way: &InlineName,
    ) -> Option<Type> {
        let mut texts = BTreeSet::new();
        let mut listed = Vec::new();
        for (index, site) in sites.iter().enumerate() {
            if let Some(text) = self.as_text(site) {
                texts.insert(index);
                listed.extend(text.lists_values.then_some(index));
            }
        }
        if texts.len() < 2 {
            return None;
        }
        let kept = match listed.as_slice() {
            // Strings of different formats: any of them is a string.
            [] if sites.len() == texts.len() => {
                return Some(Type::Scalar(Scalar::Text(TextFormat::Plain)));
            }
            [] => *texts.first()?,
            [only] => *only,
            several if several.len() == sites.len() => {
                let views: Vec<View<'d>> = sites
                    .iter()
                    .filter_map(|site| self.followed(site))
                    .collect();
                let values = views.into_iter().filter_map(|view| view.values);
                let mut joined = View::empty(view.pointer.clone());
                joined.kind = Some(JsonType::Text);
                joined.said = view.said.clone();
                let used = self.enumeration(joined, values.flatten().collect(), way);
                return Some(used.ty);
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

    /// The name of each variant.
    fn variant_names(&mut self, sites: &[Site<'d>]) -> Vec<Name> {
        sites.iter().map(|site| self.variant_name(site)).collect()
    }

    fn variant_name(&mut self, site: &Site<'d>) -> Name {
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
        let word = match (title.filter(short), view.kind) {
            (Some(title), _) => title,
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
