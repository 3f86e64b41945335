//! What are the constants and functions called that hold defaults?

use super::Identifier;
use super::scope::{Candidates, Scope};
use crate::ir::{Api, Presence, Type};
use crate::text::DocumentValue;

/// The constant or function with a default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// A constant.
    Constant,
    /// A function, as no constant can hold it.
    Function,
}

impl Holder {
    /// The constant or function with the default of an optional property or argument.
    pub(super) fn of(
        api: &Api,
        own: Option<&DocumentValue>,
        ty: &Type,
        presence: Presence,
    ) -> Option<Self> {
        api.default(own, ty).filter(|_| presence.is_optional())?;
        Some(if api.is_constant(ty) {
            Self::Constant
        } else {
            Self::Function
        })
    }
}

/// Names what holds the default of each property or argument that has one. A function is not called
/// as a setter is.
pub(super) fn holders<'a>(
    properties: impl Iterator<Item = (&'a Identifier, Option<Holder>)>,
) -> Vec<Option<Identifier>> {
    let properties: Vec<_> = properties.collect();
    let mut scope = Scope::without(properties.iter().map(|(name, _)| name.as_str()));
    let candidates = properties.iter().filter_map(|(name, holder)| {
        Some(match (*holder)? {
            Holder::Constant => {
                let upper = upper(name);
                Candidates::new(format!("{upper}_DEFAULT"), move || {
                    vec![format!("DEFAULT_{upper}")]
                })
            }
            Holder::Function => {
                let lower = name.as_str().trim_end_matches('_');
                Candidates::new(format!("{lower}_default"), move || {
                    vec![format!("default_{lower}")]
                })
            }
        })
    });
    let mut given = scope.give(candidates.collect()).into_iter();
    properties
        .iter()
        .map(|(_, holder)| holder.and_then(|_| given.next()))
        .collect()
}

/// In capitals, as far as a script has them: the compiler asks for it.
fn upper(name: &Identifier) -> String {
    let upper = name.as_str().trim_end_matches('_').to_uppercase();
    upper.chars().filter(|c| !c.is_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_are_distinguished() {
        let names = ["page_size", "type_", "r#type", "no", "\u{17f}a", "sa"];
        let names = names.map(|name| Identifier::new(name.trim_start_matches("r#")));
        let holder = |name: &Identifier| (name.as_str() != "no").then_some(Holder::Constant);
        let named = holders(names.iter().map(|name| (name, holder(name))));
        let named = named.iter().map(|name| match name {
            Some(name) => name.as_str(),
            None => "-",
        });
        assert_eq!(
            named.collect::<Vec<_>>(),
            [
                "PAGE_SIZE_DEFAULT",
                "DEFAULT_TYPE",
                "DEFAULT_TYPE2",
                "-",
                "DEFAULT_SA",
                "DEFAULT_SA2"
            ]
        );
    }

    #[test]
    fn functions_are_not_called_as_setters_are() {
        let names = ["tags", "type_", "tags_default", "r#default", "_"];
        let names = names.map(|name| Identifier::new(name.trim_start_matches("r#")));
        let properties = names.iter().map(|name| (name, Some(Holder::Function)));
        let named = holders(properties);
        let named = named.iter().flatten().map(Identifier::as_str);
        assert_eq!(
            named.collect::<Vec<_>>(),
            [
                "default_tags",
                "type_default",
                "tags_default_default",
                "default_default",
                "_default"
            ]
        );
    }
}
