//! Which types differ between requests and responses?
//!
//! `readOnly` properties are only in responses, `writeOnly` ones only in requests (OpenAPI 3.0.4, Schema
//! Object; JSON Schema Validation 2020-12, section 9.4). One struct does for both as long as such
//! properties are optional: it holds none where there is none. One that is *required* has to be there
//! on its own side and cannot be on the other, so a struct that has one and goes both ways becomes
//! two, and with it every type that goes both ways and speaks of it. All others stay one.
//!
//! A property that is declared as both `readOnly` and `writeOnly` counts as an ordinary one: it
//! would be in neither.

use super::{graph, reach, usage};
use crate::ir::{
    Api, Field, Name, Operation, Payload, Presence, Shape, Struct, Type, TypeDef, TypeId,
};
use crate::text::{DocumentText, DocumentValue};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Where a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Request,
    Response,
}

impl Side {
    /// Whether a property is there on this side.
    fn has(self, field: &Field) -> bool {
        field.read_only == field.write_only
            || match self {
                Self::Request => field.write_only,
                Self::Response => field.read_only,
            }
    }
}

/// Splits each type that differs between requests and responses, the response's first. `names` are
/// those of the configuration: the request type of `Pet` can be named as `Pet request`.
pub(super) fn split(api: &mut Api, names: &BTreeMap<String, String>) {
    let received = usage::in_responses(api);
    let differing = differing(api, &received);
    if !differing.contains(&true) {
        return;
    }
    let mut operations = std::mem::take(&mut api.operations);
    let mut headers = std::mem::take(&mut api.headers);
    let views = Views::of(api, &differing);
    let mut types = Vec::with_capacity(api.types.len());
    let mut pairs = BTreeMap::new();
    for (id, def) in api.types() {
        let has = |flags: &[bool]| flags.get(id.index()) == Some(&true);
        if has(&differing) {
            pairs.insert(TypeId::new(types.len() + 1), TypeId::new(types.len()));
            types.push(views.of_type(id, def, Side::Response));
            let mut request = views.of_type(id, def, Side::Request);
            if let Some(name) = given(def, names) {
                request.origin.name = Name::Pinned(name.into());
            }
            types.push(request);
        } else {
            // Types that occur in both and do not differ refer to none that does.
            let side = if has(&received) {
                Side::Response
            } else {
                Side::Request
            };
            types.push(views.of_type(id, def, side));
        }
    }
    for operation in &mut operations {
        views.examples(operation);
        for ty in graph::sent_mut(operation) {
            reach::rename(ty, &views.requests);
        }
        for ty in graph::received_mut(operation) {
            reach::rename(ty, &views.responses);
        }
    }
    for header in &mut headers {
        reach::rename(&mut header.ty, &views.responses);
    }
    api.types = types;
    api.operations = operations;
    api.headers = headers;
    api.views = pairs;
    // Types reached through a property of the other direction only are removed.
    reach::drop_unreachable(api);
}

/// For each type, whether it goes both ways and has a required property that does not, or speaks of
/// such a type.
fn differing(api: &Api, received: &[bool]) -> Vec<bool> {
    let sent = usage::in_requests(api);
    let both_ways = |id: TypeId| {
        let has = |flags: &[bool]| flags.get(id.index()) == Some(&true);
        has(&sent) && has(received)
    };
    let one_way =
        |field: &Field| !field.presence.is_optional() && field.read_only != field.write_only;
    let begins = |def: &TypeDef| match &def.shape {
        Shape::Struct(object) => object.fields.iter().any(one_way),
        _ => false,
    };
    let types = api.types();
    let mut stack: Vec<TypeId> = types
        .filter(|(_, def)| begins(def))
        .map(|(id, _)| id)
        .collect();
    let users = graph::users(api);
    let mut differing = vec![false; api.types.len()];
    while let Some(id) = stack.pop() {
        let Some(known) = differing.get_mut(id.index()) else {
            continue;
        };
        if both_ways(id) && !std::mem::replace(known, true) {
            stack.extend(users.get(id.index()).into_iter().flatten());
        }
    }
    differing
}

/// For each type, whether it is a request type that can be created from the response type: neither
/// it nor a type in it requires a property that responses do not have. A type that requires itself
/// has no values.
pub(super) fn from_response(api: &Api) -> Vec<bool> {
    let lacks = |request: TypeId, response: TypeId| {
        let shape = |id: TypeId| api.get(id).map(|def| &def.shape);
        let (Some(Shape::Struct(to)), Some(Shape::Struct(from))) =
            (shape(request), shape(response))
        else {
            return false;
        };
        let there = from.fields.iter().map(|field| &field.name);
        let there: BTreeSet<&DocumentText> = there.collect();
        let mut required = to
            .fields
            .iter()
            .filter(|field| !field.presence.is_optional());
        let itself = Type::Named(request);
        required.any(|field| {
            let is_itself =
                field.presence == Presence::Required && *api.resolve(&field.ty) == itself;
            is_itself || !there.contains(&field.name)
        })
    };
    let mut can = vec![false; api.types.len()];
    let mut stack = Vec::new();
    for (request, response) in &api.views {
        if let Some(can) = can.get_mut(request.index()) {
            *can = true;
        }
        if lacks(*request, *response) {
            stack.push(*request);
        }
    }
    let users = graph::users(api);
    while let Some(id) = stack.pop() {
        if let Some(can) = can.get_mut(id.index())
            && std::mem::replace(can, false)
        {
            stack.extend(users.get(id.index()).into_iter().flatten());
        }
    }
    can
}

/// The name that the configuration gives to what requests hold of a component.
fn given(def: &TypeDef, names: &BTreeMap<String, String>) -> Option<String> {
    let steps: Vec<String> = def.origin.pointer.steps().collect();
    match steps.as_slice() {
        [components, schemas, key] if components == "components" && schemas == "schemas" => {
            names.get(&format!("{key} request")).cloned()
        }
        _ => None,
    }
}

/// The types as they were, and what becomes of them.
struct Views<'a> {
    api: &'a Api,
    differing: &'a [bool],
    /// The new ids of response types.
    responses: Vec<TypeId>,
    /// Those of what requests hold.
    requests: Vec<TypeId>,
}

impl<'a> Views<'a> {
    fn of(api: &'a Api, differing: &'a [bool]) -> Self {
        let mut next = 0;
        let ids = differing.iter().map(|differs| {
            let response = TypeId::new(next);
            let request = TypeId::new(next + usize::from(*differs));
            next += 1 + usize::from(*differs);
            (response, request)
        });
        let (responses, requests) = ids.unzip();
        Self {
            api,
            differing,
            responses,
            requests,
        }
    }

    fn differs(&self, id: TypeId) -> bool {
        self.differing.get(id.index()) == Some(&true)
    }

    /// A type as one side has it.
    fn of_type(&self, id: TypeId, def: &TypeDef, side: Side) -> TypeDef {
        let mut view = def.clone();
        for value in [&mut view.docs.example, &mut view.default] {
            self.cut(&Type::Named(id), side, value);
        }
        if let Shape::Struct(object) = &mut view.shape {
            if self.differs(id) {
                object.fields.retain(|field| side.has(field));
            }
            for field in &mut object.fields {
                for value in [&mut field.docs.example, &mut field.default] {
                    self.cut(&field.ty, side, value);
                }
                if self.differs(id) {
                    // Whatever holds this type is of the one side that has the property.
                    field.read_only = false;
                    field.write_only = false;
                }
            }
        }
        let ids = match side {
            Side::Request => &self.requests,
            Side::Response => &self.responses,
        };
        for part in graph::parts_mut(&mut view.shape) {
            reach::rename(part, ids);
        }
        view
    }

    /// Cuts the examples that an operation gives for its bodies.
    fn examples(&self, operation: &mut Operation) {
        if let Some(body) = &mut operation.body
            && let Payload::Json(ty) = &body.payload
        {
            self.cut(ty, Side::Request, &mut body.docs.example);
        }
        for response in &mut operation.responses {
            if let Some(body) = &response.body
                && let Payload::Json(ty) = &body.payload
            {
                self.cut(ty, Side::Response, &mut response.docs.example);
            }
        }
    }

    /// Takes the properties that one side does not have out of a value that the document gives. Of a
    /// union nobody can tell which type the value is of.
    fn cut(&self, ty: &Type, side: Side, value: &mut Option<DocumentValue>) {
        if let Some(value) = value {
            self.cut_value(ty, side, value.untrusted_mut());
        }
    }

    fn cut_value(&self, ty: &Type, side: Side, value: &mut Value) {
        match (self.api.resolve(ty), value) {
            (Type::Nullable(inner), value) => self.cut_value(inner, side, value),
            (Type::List(item), Value::Array(values)) => {
                for value in values {
                    self.cut_value(item, side, value);
                }
            }
            (Type::Tuple(items), Value::Array(values)) => {
                for (item, value) in items.iter().zip(values) {
                    self.cut_value(item, side, value);
                }
            }
            (Type::Map(item), Value::Object(properties)) => {
                for value in properties.values_mut() {
                    self.cut_value(item, side, value);
                }
            }
            (Type::Named(id), Value::Object(properties)) => {
                if let Some(Shape::Struct(object)) = self.api.get(*id).map(|def| &def.shape) {
                    self.cut_properties(object, self.differs(*id), side, properties);
                }
            }
            _ => {}
        }
    }

    fn cut_properties(
        &self,
        object: &Struct,
        differs: bool,
        side: Side,
        properties: &mut Map<String, Value>,
    ) {
        let mut elsewhere = BTreeSet::new();
        for field in &object.fields {
            if differs && !side.has(field) {
                elsewhere.insert(field.name.untrusted());
            } else if let Some(value) = properties.get_mut(field.name.untrusted()) {
                self.cut_value(&field.ty, side, value);
            }
        }
        if !elsewhere.is_empty() {
            properties.retain(|name, _| !elsewhere.contains(name.as_str()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::{analyze, share};
    use crate::config::ApiConfig;
    use crate::ir::Rest;
    use crate::lower::testing::lowered;
    use crate::name::name;

    const ID: &str = "id: {type: string, readOnly: true}";

    /// The API of these schemas, with `Pet` in a request and a response, and further paths.
    fn api_with(schemas: &str, paths: &str, names: &[(&str, &str)]) -> Api {
        let schemas = schemas.replace('@', "$ref: '#/components/schemas/");
        let paths = paths.replace('@', "$ref: '#/components/schemas/");
        let pet = "content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}";
        let (mut api, report) = lowered(&format!(
            "components: {{schemas: {{{schemas}}}}}\n\
             paths: {{/pet: {{put: {{requestBody: {{{pet}}}, \
             responses: {{'200': {{description: d, {pet}}}}}}}}}, {paths}}}"
        ));
        assert!(!report.has_errors(), "{:?}", report.diagnostics());
        let names = names.iter();
        let names = names.map(|(of, name)| ((*of).to_owned(), (*name).to_owned()));
        share(&mut api);
        split(&mut api, &names.collect());
        api
    }

    fn api(schemas: &str) -> Api {
        api_with(schemas, "", &[])
    }

    /// Every type with its fields, those of requests with an arrow before them.
    fn reported(api: &Api) -> Vec<String> {
        let facts = analyze(api);
        let names = name(api, &facts, &ApiConfig::default());
        let types = api.types().map(|(id, def)| {
            let parts = match &def.shape {
                Shape::Struct(object) => object.fields.iter().map(|f| f.name.untrusted()).collect(),
                _ => Vec::new(),
            };
            let facts = &facts.types[id.index()];
            let ways = match (facts.in_request, facts.in_response) {
                (true, true) => "<>",
                (true, false) => ">",
                (false, true) => "<",
                (false, false) => "",
            };
            format!("{ways}{} {}", names.types[id.index()], parts.join(" "))
        });
        types.map(|text| text.trim().to_owned()).collect()
    }

    #[test]
    fn a_required_property_of_one_side_makes_two_types() {
        let api = api("Pet: {required: [id, name, key, both], properties: {\
             id: {type: string, readOnly: true}, name: {type: string}, \
             key: {type: string, writeOnly: true}, at: {type: string, readOnly: true}, \
             both: {type: string, readOnly: true, writeOnly: true}}}");
        assert_eq!(
            reported(&api),
            ["<Pet id name at both", ">PetRequest name key both"]
        );
        let [response, request] = [0, 1].map(TypeId::new);
        assert_eq!(api.views, BTreeMap::from([(request, response)]));
        assert_eq!(api.request_view(response), Some(request));
        let body = api.operations[0].body.as_ref().unwrap();
        assert_eq!(body.payload, Payload::Json(Type::Named(request)));
        let Shape::Struct(object) = &api.types[0].shape else {
            panic!("no struct")
        };
        // Every reader finds them, so it contains them unchanged.
        let id = &object.fields[0];
        assert!(!id.presence.is_optional() && !id.read_only);
    }

    #[test]
    fn optional_properties_and_one_way_types_make_no_difference() {
        let one = |schemas: &str, paths: &str| {
            let api = api_with(schemas, paths, &[]);
            assert!(api.views.is_empty(), "{:?}", reported(&api));
        };
        one(
            "Pet: {required: [name], properties: {name: {type: string}, \
             id: {type: string, readOnly: true}, key: {type: string, writeOnly: true}}}",
            "",
        );
        one(
            "Pet: {type: object, properties: {a: {type: string}}}, \
             New: {required: [id], properties: {id: {type: string, readOnly: true}}}, \
             Old: {required: [key], properties: {key: {type: string, writeOnly: true}}}",
            "/new: {post: {requestBody: {content: {application/json: {schema: {@New'}}}}, \
             responses: {'200': {description: d, content: {application/json: {schema: {@Old'}}}}}}}",
        );
    }

    #[test]
    fn what_speaks_of_such_a_type_is_two_as_well() {
        let api = api("Pet: {properties: {list: {type: array, items: {@Owner'}}, \
             map: {type: object, additionalProperties: {@Union'}}, pet: {@Pet'}, \
             colour: {@Colour'}, alias: {@Alias'}}, additionalProperties: {@Kept'}}, \
             Colour: {type: string, enum: [a]}, Alias: {@Owner'}, \
             Union: {oneOf: [{@Owner'}, {type: string}]}, Kept: {properties: {o: {@Owner'}}}, \
             Owner: {allOf: [{@Base'}, {properties: {n: {type: string}}}]}, \
             Base: {required: [id], properties: {id: {type: string, readOnly: true}}}");
        assert_eq!(
            reported(&api),
            [
                "<Pet list map pet colour alias",
                ">PetRequest list map pet colour alias",
                "<>Colour",
                "<Alias",
                ">AliasRequest",
                "<Union",
                ">UnionRequest",
                "<Kept o",
                ">KeptRequest o",
                "<Owner id n",
                ">OwnerRequest n",
            ]
        );
        let Shape::Struct(object) = &api.types[1].shape else {
            panic!("no struct")
        };
        assert_eq!(object.rest, Rest::Kept(Type::Named(TypeId::new(8))));
    }

    #[test]
    fn a_type_behind_a_property_of_one_side_is_that_sides() {
        let api = api(&format!(
            "Pet: {{required: [id], properties: {{{ID}, \
             audit: {{readOnly: true, allOf: [{{@Audit'}}]}}, \
             secret: {{writeOnly: true, allOf: [{{@Secret'}}]}}}}}}, \
             Audit: {{required: [id], properties: {{{ID}, by: {{@By'}}}}}}, \
             By: {{required: [id], properties: {{{ID}}}}}, \
             Secret: {{required: [key], properties: {{key: {{type: string, writeOnly: true}}}}}}"
        ));
        assert_eq!(
            reported(&api),
            [
                "<Pet id audit",
                ">PetRequest secret",
                "<Audit id by",
                "<By id",
                ">Secret key"
            ]
        );
        assert_eq!(api.views.len(), 1);
    }

    #[test]
    fn parameters_and_forms_are_requests_and_headers_and_errors_responses() {
        let api = api_with(
            &format!(
                "Pet: {{type: object, properties: {{a: {{type: string}}}}}}, \
                 One: {{required: [id], properties: {{{ID}, n: {{type: string}}}}}}, \
                 Two: {{required: [id], properties: {{{ID}}}}}"
            ),
            "/one: {post: {parameters: [{name: q, in: query, content: {application/json: \
             {schema: {@One'}}}}], requestBody: {content: {application/x-www-form-urlencoded: \
             {schema: {properties: {two: {@Two'}}}}}}, responses: {'204': {description: d, \
             headers: {X-One: {content: {application/json: {schema: {@One'}}}}}}, \
             default: {description: d, content: {application/json: {schema: {@Two'}}}}}}}",
            &[],
        );
        assert_eq!(
            reported(&api),
            [
                "<>Pet a",
                "<One id n",
                ">OneRequest n",
                "<Two id",
                ">TwoRequest"
            ]
        );
    }

    #[test]
    fn examples_have_the_properties_of_their_side() {
        let api = api(&format!(
            "Pet: {{required: [id], example: {{id: a, owners: [{{id: b, key: c}}]}}, \
             properties: {{{ID}, owners: {{type: array, items: {{@Owner'}}, \
             example: [{{id: d, key: e}}]}}}}}}, \
             Owner: {{required: [id], properties: {{{ID}, \
             key: {{type: string, writeOnly: true}}}}}}"
        ));
        let reported = [0, 1].map(|index: usize| {
            let def = &api.types[index];
            let Shape::Struct(object) = &def.shape else {
                panic!("no struct")
            };
            let owners = object.fields.last().unwrap();
            let examples = [&def.docs.example, &owners.docs.example];
            examples.map(|example| example.as_ref().unwrap().untrusted().to_string())
        });
        assert_eq!(
            reported,
            [
                [r#"{"id":"a","owners":[{"id":"b"}]}"#, r#"[{"id":"d"}]"#],
                [r#"{"owners":[{"key":"c"}]}"#, r#"[{"key":"e"}]"#],
            ]
        );
    }

    #[test]
    fn names_are_made_from_the_responses_or_configured() {
        let schemas = format!(
            "Pet: {{required: [id], properties: {{{ID}, other: {{@PetRequest'}}, \
             part: {{required: [id], properties: {{{ID}}}}}}}}}, \
             PetRequest: {{properties: {{a: {{type: string}}}}}}"
        );
        let api = api_with(&schemas, "", &[]);
        assert_eq!(
            reported(&api),
            [
                "<Pet id other part",
                ">PetRequestView other part",
                "<>PetRequest a",
                "<Part id",
                ">PartRequest",
            ]
        );
        let api = api_with(&schemas, "", &[("Pet request", "NewPet")]);
        assert_eq!(reported(&api)[1], ">NewPet other part");
    }

    #[test]
    fn requests_with_more_required_properties_are_not_views() {
        let api = api(&format!(
            "Pet: {{required: [id], properties: {{{ID}, owner: {{@Owner'}}, \
             list: {{type: array, items: {{@Owner'}}}}, plain: {{@Plain'}}}}}}, \
             Owner: {{required: [key], properties: {{key: {{type: string, writeOnly: true}}}}}}, \
             Plain: {{required: [id], properties: {{{ID}, \
             key: {{type: string, writeOnly: true}}}}}}"
        ));
        let facts = analyze(&api);
        let can = facts.types.iter().map(|facts| facts.from_response);
        assert_eq!(
            can.collect::<Vec<_>>(),
            [false, false, false, false, false, true],
            "{:?}",
            reported(&api)
        );
    }

    #[test]
    fn types_that_require_themselves_are_not_response_views() {
        for (required, can_be_made) in [("id, next", false), ("id", true)] {
            let api = api(&format!(
                "Pet: {{required: [{required}], properties: {{{ID}, next: {{@Pet'}}}}}}"
            ));
            let facts = analyze(&api);
            let can = facts.types.iter().map(|facts| facts.from_response);
            assert_eq!(
                can.collect::<Vec<_>>(),
                [false, can_be_made],
                "{:?}",
                reported(&api)
            );
        }
    }
}
