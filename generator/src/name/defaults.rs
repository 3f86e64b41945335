//! What are the constants called that hold defaults?

use super::Identifier;
use super::scope::{Candidates, Scope};

/// Names a constant for each member or argument that has a default.
pub(super) fn constants<'a>(
    members: impl Iterator<Item = (&'a Identifier, bool)>,
) -> Vec<Option<Identifier>> {
    let members: Vec<_> = members.collect();
    let with_default = members.iter().filter(|(_, has)| *has);
    let candidates = with_default.map(|(name, _)| {
        let upper = upper(name);
        Candidates::new(format!("{upper}_DEFAULT"), move || {
            vec![format!("DEFAULT_{upper}")]
        })
    });
    let mut given = Scope::default().give(candidates.collect()).into_iter();
    members
        .iter()
        .map(|(_, has)| if *has { given.next() } else { None })
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
    fn constants_are_told_apart() {
        let names = ["page_size", "type_", "r#type", "no", "\u{17f}a", "sa"];
        let names = names.map(|name| Identifier::new(name.trim_start_matches("r#")));
        let members = names.iter().map(|name| (name, name.as_str() != "no"));
        let named = constants(members);
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
}
