//! Which types do requests and answers have to hold differently?
//!
//! `readOnly` members are only in answers, `writeOnly` ones only in requests (OpenAPI 3.0.4, Schema
//! Object; JSON Schema Validation 2020-12, section 9.4). One struct does for both as long as such
//! members are optional: it holds none where there is none. One that is *required* has to be there
//! on its own side and cannot be on the other, so a struct that has one and goes both ways becomes
//! two, and with it every type that goes both ways and speaks of it. All others stay one.
//!
//! A member that is said to be both is taken for an ordinary one: it would be on no side.

use super::{graph, reach, usage};
use crate::ir::{Api, Field, Name, Operation, Payload, Shape, Struct, Type, TypeDef, TypeId};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Where a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Request,
    Answer,
}

impl Side {
    /// Whether a member is there on this side.
    fn has(self, field: &Field) -> bool {
        field.read_only == field.write_only
            || match self {
                Self::Request => field.write_only,
                Self::Answer => field.read_only,
            }
    }
}

/// Makes two of each type that requests and answers hold differently, the answer's first. `names`
/// are those of the configuration: what requests hold of `Pet` can be given one as `Pet request`.
pub(super) fn split(api: &mut Api, names: &BTreeMap<String, String>) {
    let received = usage::in_answers(api);
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
            types.push(views.of_type(id, def, Side::Answer));
            let mut request = views.of_type(id, def, Side::Request);
            if let Some(name) = given(def, names) {
                request.origin.name = Name::Pinned(name);
            }
            types.push(request);
        } else {
            // What goes both ways and does not differ speaks of nothing that does.
            let side = if has(&received) {
                Side::Answer
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
            reach::rename(ty, &views.answers);
        }
    }
    for header in &mut headers {
        reach::rename(&mut header.ty, &views.answers);
    }
    api.types = types;
    api.operations = operations;
    api.headers = headers;
    api.views = pairs;
    // What was reached through a member of the other side alone is there no more.
    reach::drop_unreachable(api);
}

/// For each type, whether it goes both ways and has a required member that does not, or speaks of
/// such a type.
fn differing(api: &Api, received: &[bool]) -> Vec<bool> {
    let sent = usage::in_requests(api);
    let both_ways = |id: TypeId| {
        let has = |flags: &[bool]| flags.get(id.index()) == Some(&true);
        has(&sent) && has(received)
    };
    let one_way = |field: &Field| {
        !field.presence.is_optional() && !(Side::Request.has(field) && Side::Answer.has(field))
    };
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

/// For each type, whether it is what requests hold and can be made of what answers hold instead:
/// neither it nor anything in it requires a member that answers do not have.
pub(super) fn from_answer(api: &Api) -> Vec<bool> {
    let lacks = |request: TypeId, answer: TypeId| {
        let shape = |id: TypeId| api.get(id).map(|def| &def.shape);
        let (Some(Shape::Struct(to)), Some(Shape::Struct(from))) = (shape(request), shape(answer))
        else {
            return false;
        };
        let there = |field: &Field| from.fields.iter().any(|other| other.name == field.name);
        let mut fields = to.fields.iter();
        fields.any(|field| !field.presence.is_optional() && !there(field))
    };
    let mut can = vec![false; api.types.len()];
    let mut stack = Vec::new();
    for (request, answer) in &api.views {
        if let Some(can) = can.get_mut(request.index()) {
            *can = true;
        }
        if lacks(*request, *answer) {
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
    /// The new ids of what answers hold.
    answers: Vec<TypeId>,
    /// Those of what requests hold.
    requests: Vec<TypeId>,
}

impl<'a> Views<'a> {
    fn of(api: &'a Api, differing: &'a [bool]) -> Self {
        let mut next = 0;
        let ids = differing.iter().map(|differs| {
            let answer = TypeId::new(next);
            let request = TypeId::new(next + usize::from(*differs));
            next += 1 + usize::from(*differs);
            (answer, request)
        });
        let (answers, requests) = ids.unzip();
        Self {
            api,
            differing,
            answers,
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
                    // Whatever holds this type is of the one side that has the member.
                    field.read_only = false;
                    field.write_only = false;
                }
            }
        }
        let ids = match side {
            Side::Request => &self.requests,
            Side::Answer => &self.answers,
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
        for answer in &mut operation.answers {
            if let Some(body) = &answer.body
                && let Payload::Json(ty) = &body.payload
            {
                self.cut(ty, Side::Answer, &mut answer.docs.example);
            }
        }
    }

    /// Takes the members that one side does not have out of a value that the document gives. Of a
    /// union nobody can tell which type the value is of.
    fn cut(&self, ty: &Type, side: Side, value: &mut Option<Value>) {
        if let Some(value) = value {
            self.cut_value(ty, side, value);
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
            (Type::Map(item), Value::Object(members)) => {
                for value in members.values_mut() {
                    self.cut_value(item, side, value);
                }
            }
            (Type::Named(id), Value::Object(members)) => {
                if let Some(Shape::Struct(object)) = self.api.get(*id).map(|def| &def.shape) {
                    self.cut_members(object, self.differs(*id), side, members);
                }
            }
            _ => {}
        }
    }

    fn cut_members(
        &self,
        object: &Struct,
        differs: bool,
        side: Side,
        members: &mut Map<String, Value>,
    ) {
        members.retain(|name, value| {
            let field = object.fields.iter().find(|field| field.name == *name);
            if let Some(field) = field {
                self.cut_value(&field.ty, side, value);
            }
            !differs || field.is_none_or(|field| side.has(field))
        });
    }
}
