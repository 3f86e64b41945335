//! Behind which cargo features does a part of the output stand?

use crate::emit::rust::Module;
use crate::ir::{Operation, TypeId};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// The features of which any is enough; none for what is always there.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::emit::rust) struct Need<'a>(BTreeSet<&'a str>);

impl<'a> Need<'a> {
    /// That of an operation: the features of its tags.
    pub(in crate::emit::rust) fn of_operation(module: &Module<'a>, operation: &Operation) -> Self {
        let features = &module.names.features;
        let own = operation.tags.iter().filter_map(|tag| features.get(tag));
        Self(own.map(String::as_str).collect())
    }

    /// That of a type: the features of all operations that reach it, so that whatever speaks of it
    /// needs one of these, too.
    pub(in crate::emit::rust) fn of_type(module: &Module<'a>, id: TypeId) -> Self {
        let (features, facts) = (&module.names.features, &module.facts.tags);
        let tags = facts.as_ref().and_then(|tags| {
            let places = tags.types.get(id.index())?.as_ref()?;
            Some(places.iter().filter_map(|place| tags.tags.get(*place)))
        });
        let features = tags
            .into_iter()
            .flatten()
            .filter_map(|tag| features.get(tag));
        Self(features.map(String::as_str).collect())
    }

    /// The features, in their order.
    pub(in crate::emit::rust) fn features(&self) -> impl ExactSizeIterator<Item = &'a str> + '_ {
        self.0.iter().copied()
    }

    /// Whether it is nothing.
    pub(in crate::emit::rust) fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// The attribute of an item; nothing for what is always there.
    pub(in crate::emit::rust) fn attribute(&self) -> TokenStream {
        let condition = self.condition();
        match self.is_none() {
            true => TokenStream::new(),
            false => quote! { #[cfg(#condition)] },
        }
    }

    /// The same as a line of code.
    pub(in crate::emit::rust) fn written(&self) -> String {
        let features: Vec<String> = self
            .features()
            .map(|it| format!("feature = \"{it}\""))
            .collect();
        match features.as_slice() {
            [] => String::new(),
            [only] => format!("#[cfg({only})]"),
            several => format!("#[cfg(any({}))]", several.join(", ")),
        }
    }

    /// The condition under which it is met.
    fn condition(&self) -> TokenStream {
        let mut features = self.features().map(|name| quote! { feature = #name });
        match (features.len(), features.next()) {
            (1, Some(only)) => only,
            (_, first) => quote! { any(#first #(, #features)*) },
        }
    }
}

/// The cargo features of which one is enough for an operation; none for one that is always there.
pub fn operation_features<'a>(module: &Module<'a>, operation: &Operation) -> BTreeSet<&'a str> {
    Need::of_operation(module, operation).0
}

/// The same for a type.
pub fn type_features<'a>(module: &Module<'a>, id: TypeId) -> BTreeSet<&'a str> {
    Need::of_type(module, id).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_name_all_features() {
        let attribute = |features: &[&'static str]| {
            let need = Need(features.iter().copied().collect());
            let code: TokenStream = need.written().parse().unwrap();
            assert_eq!(code.to_string(), need.attribute().to_string());
            need.written()
        };
        assert_eq!(attribute(&[]), "");
        assert_eq!(attribute(&["a"]), "#[cfg(feature = \"a\")]");
        assert_eq!(
            attribute(&["b", "a"]),
            "#[cfg(any(feature = \"a\", feature = \"b\"))]"
        );
    }
}
