//! Which types does the configuration mean, and what is derived for them beside what all of their kind
//! have?

use super::Identifier;
use crate::analyze::Facts;
use crate::config::{Derive, Derives, problem};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::ir::{Api, Shape};

/// Records what is configured for the types of these names, and tells what fits none of them.
pub fn derive(
    facts: &mut Facts,
    api: &Api,
    names: &[Identifier],
    configured: &[Derives],
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for derives in configured {
        let mut fits = false;
        let types = facts.types.iter_mut().zip(api.types()).zip(names);
        for ((facts, (_, def)), name) in types {
            // Another name for a type derives nothing.
            if matches!(def.shape, Shape::Alias(_)) || !derives.fits(name.as_str()) {
                continue;
            }
            fits = true;
            for (derive, _) in &derives.traits {
                let can = match derive {
                    Derive::Eq | Derive::Hash => facts.eq && !has_both(&def.shape),
                    Derive::Macro(_) => true,
                };
                if can && !facts.derives.contains(derive) {
                    facts.derives.push(derive.clone());
                }
            }
        }
        // A document without types is no error of who wants something of all of them.
        if !fits && derives.types != "*" {
            problems.push(unknown(derives, names));
        }
    }
    problems
}

/// Whether types of this kind always have `Eq` and `Hash`.
fn has_both(shape: &Shape) -> bool {
    match shape {
        Shape::Enum(_) | Shape::Pattern(_) => true,
        Shape::Struct(_) | Shape::Union(_) | Shape::Alias(_) => false,
    }
}

fn unknown(derives: &Derives, names: &[Identifier]) -> Diagnostic {
    let types = &derives.types;
    let message = format!("no struct and no enum of this API is called `{types}`");
    let problem = problem(derives.span.0.clone(), &message);
    let near = did_you_mean(types, names.iter().map(Identifier::as_str));
    let usual = || "names are those in Rust: see the module `types` of the crate".to_owned();
    problem.help(near.unwrap_or_else(usual))
}
