//! Which type has a schema with `allOf`? (Schema Object, "Composition and Inheritance".)
//!
//! The properties are flattened, references followed, and joined to one schema.

use super::view::{SchemaRef, Site, View};
use super::{Said, Use};
use crate::diagnostic::{Code, Diagnostic, Pointer};
use crate::ir::{Shape, Type};
use crate::limits::Limit;
use crate::lower::context::{InlineName, Lowering};
use crate::lower::docs::completed;
use crate::lower::reference::target;
use std::collections::BTreeSet;
use std::rc::Rc;

/// The parts of an `allOf`, references followed.
pub(super) struct Flattened<'d> {
    /// Every schema, none with an `allOf` of its own.
    pub(super) views: Vec<View<'d>>,
    /// Every place that a reference led to.
    pub(super) seen: BTreeSet<Pointer>,
}

impl<'d> Lowering<'d> {
    /// The type of a schema with `allOf`.
    pub(super) fn all_of(&mut self, mut own: View<'d>, way: InlineName) -> Use {
        let sites = std::mem::take(&mut own.all);
        let nullable = own.nullable || sites.iter().all(|site| self.nullable(site));
        let mut said = std::mem::take(&mut own.said);
        let mut properties: Vec<Site<'d>> = Vec::new();
        for site in sites {
            let keep = match site.schema {
                SchemaRef::To(_) => true,
                SchemaRef::Is(schema) => {
                    let property = View::of(schema, &site.pointer);
                    said = over(said, &property.said);
                    property.has_structure()
                }
            };
            if keep {
                properties.push(site);
            }
        }
        let slot = way.clone();
        // A schema that extends a base is a type of its own, even if it adds nothing: its name
        // tells it from the others.
        let extends = self.inheritance.is_extension(&own.pointer);
        let mut used = match properties.as_slice() {
            [] => {
                own.said = said.clone();
                self.view(own, way)
            }
            // A reference with a description beside it is the reference.
            [only] if !own.has_structure() && !extends => self.schema(only, way),
            _ => {
                let is_kept = own.has_structure() || own.discriminator.is_some() || extends;
                let own = is_kept.then_some(own);
                self.merged(&properties, own, &said, way)
            }
        };
        used.nullable |= nullable;
        used.said = over(said, &used.said);
        self.redescribe(&slot, &used);
        used
    }

    /// The type of values that satisfy all of these schemas.
    pub(super) fn joined(&mut self, sites: &[Site<'d>], way: InlineName) -> Use {
        match sites {
            [] => Use::any(Said::default()),
            [only] => self.schema(only, way),
            _ => {
                let nullable = sites.iter().all(|site| self.nullable(site));
                let mut used = self.merged(sites, None, &Said::default(), way);
                used.nullable = nullable;
                used
            }
        }
    }

    /// The one schema that these and their properties make, or what keeps them apart.
    pub(super) fn fold(
        &mut self,
        flattened: Flattened<'d>,
        base: View<'d>,
    ) -> Result<View<'d>, String> {
        let pointer = base.pointer.clone();
        let mut views = flattened.views.into_iter();
        let mut joined = views.try_fold(base, |joined, view| joined.and(view))?;
        joined.pointer = pointer;
        Ok(joined)
    }

    /// Follows references and `allOf`, outermost schema last.
    pub(super) fn flattened(&mut self, sites: &[Site<'d>]) -> Flattened<'d> {
        enum Step<'d> {
            Open(Site<'d>),
            Take(Box<View<'d>>),
        }
        let mut flattened = Flattened {
            views: Vec::new(),
            seen: BTreeSet::new(),
        };
        let mut stack: Vec<Step<'d>> = sites.iter().rev().cloned().map(Step::Open).collect();
        let most = self.limits.of(Limit::AllOf);
        let total = self.limits.of(Limit::AllOfTotal);
        while let Some(step) = stack.pop() {
            // A chain of `allOf` joins as many as the square of its length.
            self.joined = self.joined.saturating_add(1);
            let over = if flattened.views.len() + stack.len() >= most {
                Some(Limit::AllOf.exceeded(format!("`allOf` joins more than {most} schemas")))
            } else if self.is_spent() {
                Some(Limit::Repeated.exceeded(self.too_much()))
            } else if self.joined > total {
                let message = format!("all `allOf` together join more than {total} schemas");
                Some(Limit::AllOfTotal.exceeded(message))
            } else {
                None
            };
            if let Some(warning) = over {
                let at = sites.first().map(|site| &site.pointer);
                self.push(warning.at(at.unwrap_or(&Pointer::root()), "the rest is left out"));
                break;
            }
            let site = match step {
                Step::Take(view) => {
                    flattened.views.push(*view);
                    continue;
                }
                Step::Open(site) => site,
            };
            match site.schema {
                SchemaRef::To(reference) => {
                    let found = target(reference)
                        .and_then(|pointer| Some((self.references.schema(&pointer)?, pointer)));
                    match found {
                        Some((schema, pointer)) => {
                            if flattened.seen.insert(pointer.clone()) {
                                stack.push(Step::Open(Site::new(schema, pointer)));
                            }
                        }
                        None => {
                            let message = format!("there is no schema at `{reference}`");
                            let warning = Diagnostic::warning(Code::DanglingRef, message);
                            self.push(warning.at(&site.pointer, "left out"));
                        }
                    }
                }
                SchemaRef::Is(schema) => {
                    let mut view = View::of(schema, &site.pointer);
                    let values = view.values.as_ref().map_or(0, Vec::len);
                    self.spend(view.properties.len() + values);
                    let properties = std::mem::take(&mut view.all);
                    // A discriminator tells the schemas that extend this one; it is not theirs.
                    if view.unions.is_empty() {
                        view.discriminator = None;
                    }
                    stack.push(Step::Take(Box::new(view)));
                    stack.extend(properties.into_iter().rev().map(Step::Open));
                }
            }
        }
        flattened
    }

    fn merged(
        &mut self,
        sites: &[Site<'d>],
        own: Option<View<'d>>,
        said: &Said,
        way: InlineName,
    ) -> Use {
        if own.is_none()
            && let Some(narrowest) = self.narrowest(sites)
        {
            return self.schema(&narrowest, way);
        }
        let base = own.unwrap_or_else(|| {
            View::empty(
                sites
                    .first()
                    .map_or_else(Pointer::root, |s| s.pointer.clone()),
            )
        });
        // Schemas that extend each other can ask for the same combination again.
        let mut key: Vec<Pointer> = sites.iter().map(place).collect();
        key.push(base.pointer.clone());
        if base.has_structure() || self.inheritance.is_extension(&base.pointer) {
            key.push(base.pointer.clone());
        } else {
            key.pop();
        }
        if let Some((id, nullable)) = self.merges.get(&key) {
            return Use {
                ty: Type::Named(*id),
                nullable: *nullable,
                said: said.clone(),
            };
        }
        let id = self.start(&way, &base.pointer);
        self.merges.insert(key.clone(), (id, false));
        let pointer = base.pointer.clone();
        let flattened = self.flattened(sites);
        // The schema's own keywords beside `allOf` are the narrowest.
        let start = View::empty(pointer.clone());
        let folded = self
            .fold(flattened, start)
            .and_then(|joined| joined.and(base));
        let used = match folded {
            Ok(mut joined) => {
                joined.pointer = pointer;
                joined.nullable = false;
                joined.said.docs = said.docs.clone();
                self.view(joined, way.filling(id))
            }
            Err(conflict) => {
                let message = format!("`allOf` asks for {conflict} at once");
                self.loosened(&pointer, message);
                Use::any(said.clone())
            }
        };
        if used.ty != Type::Named(id) {
            self.fill(id, Shape::Alias(used.ty.clone()), used.said.clone());
        }
        self.merges.insert(key, (id, used.nullable));
        used
    }

    /// The one of several references that extends all the others.
    fn narrowest(&mut self, sites: &[Site<'d>]) -> Option<Site<'d>> {
        let places: Option<BTreeSet<Pointer>> = sites
            .iter()
            .map(|site| match site.schema {
                SchemaRef::To(reference) => target(reference),
                SchemaRef::Is(_) => None,
            })
            .collect();
        let places = places?;
        let mut latest_first = sites.iter().rev();
        latest_first
            .find(|site| places.is_subset(&self.reaches(site)))
            .cloned()
    }

    /// Every place that the references of a schema and of its `allOf` lead to. Schemas that extend
    /// each other ask for the same ones again and again.
    fn reaches(&mut self, site: &Site<'d>) -> Rc<BTreeSet<Pointer>> {
        let place = place(site);
        if let Some(known) = self.reached.get(&place) {
            return Rc::clone(known);
        }
        let seen = Rc::new(self.flattened(std::slice::from_ref(site)).seen);
        self.reached.insert(place, Rc::clone(&seen));
        seen
    }
}

/// Where a schema really stands.
pub(super) fn place(site: &Site<'_>) -> Pointer {
    match site.schema {
        SchemaRef::To(reference) => target(reference).unwrap_or_else(|| site.pointer.clone()),
        SchemaRef::Is(_) => site.pointer.clone(),
    }
}

/// The outer schema, completed by the inner one.
pub(super) fn over(outer: Said, inner: &Said) -> Said {
    let mut limits = inner.limits.clone();
    let more = outer.limits;
    limits.minimum = more.minimum.or(limits.minimum);
    limits.maximum = more.maximum.or(limits.maximum);
    limits.multiple_of = more.multiple_of.or(limits.multiple_of);
    limits.min_length = more.min_length.or(limits.min_length);
    limits.max_length = more.max_length.or(limits.max_length);
    limits.min_items = more.min_items.or(limits.min_items);
    limits.max_items = more.max_items.or(limits.max_items);
    limits.unique_items |= more.unique_items;
    limits.pattern = more.pattern.or(limits.pattern);
    limits.format = more.format.or(limits.format);
    Said {
        docs: completed(outer.docs, &inner.docs),
        limits,
        default: outer.default.or_else(|| inner.default.clone()),
        read_only: outer.read_only || inner.read_only,
        write_only: outer.write_only || inner.write_only,
    }
}
