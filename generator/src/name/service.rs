//! What are the parts of a server called that no operation has?

use super::rules::Space;
use super::scope::{Candidates, Scope};
use super::{Identifier, OperationNames, ServiceNames};
use crate::ir::Api;
use crate::text::DocumentText;
use crate::words::case::camel;
use indexmap::IndexSet;

/// Names them: the trait and the credentials beside the arguments and responses of operations, the
/// hooks beside the methods.
pub(super) fn service(api: &Api, operations: &[OperationNames]) -> ServiceNames {
    let taken = operations.iter().flat_map(|names| {
        let choice = names.choice.as_ref().map(|choice| &choice.name);
        [&names.request, &names.response].into_iter().chain(choice)
    });
    let mut types = Scope::without(taken.map(Identifier::as_str));
    let methods = operations.iter().map(|names| names.method.as_str());
    let mut methods = Scope::without(methods);
    let schemes = alternatives(api);
    let candidates = schemes.iter().map(|schemes| {
        let names: Vec<String> = schemes
            .iter()
            .map(|scheme| camel(scheme.untrusted()))
            .collect();
        let name = names.join("And");
        Candidates::new(name.clone(), move || vec![format!("{name}Credentials")])
    });
    let variants = Scope::of(&[Space::Variants]).give(candidates.collect());
    ServiceNames {
        server: types.give_one(Candidates::of(["Server", "ServerTrait"])),
        credentials: types.give_one(Candidates::of(["Credentials", "CallerCredentials"])),
        authorize: methods.give_one(Candidates::of(["authorize", "authorize_call"])),
        refuse: methods.give_one(Candidates::of(["refuse", "refuse_call"])),
        fail: methods.give_one(Candidates::of(["fail", "fail_call"])),
        body_limit: methods.give_one(Candidates::of(["body_limit", "limit_of_body"])),
        alternatives: schemes.into_iter().zip(variants).collect(),
    }
}

/// The schemes of each alternative that some operation has, once.
fn alternatives(api: &Api) -> Vec<Vec<DocumentText>> {
    let mut found: IndexSet<Vec<DocumentText>> = IndexSet::new();
    let operations = api.operations.iter();
    for alternative in operations.flat_map(|operation| &operation.security) {
        let schemes = alternative.schemes.iter();
        let schemes: Vec<DocumentText> = schemes.map(|(name, _)| name.clone()).collect();
        if !schemes.is_empty() {
            found.insert(schemes);
        }
    }
    found.into_iter().collect()
}
