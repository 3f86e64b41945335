use bindery::analyze::{Facts, TypeFacts};
use bindery::ir::*;
use bindery::name::{Identifier, Names, OperationNames};
use heck::{ToSnakeCase, ToUpperCamelCase};

fn snake(text: &str) -> Identifier {
    let t = text.to_snake_case();
    if ["type", "in", "self", "ref", "match", "use", "mod", "for"].contains(&t.as_str()) {
        return Identifier::new(&format!("{t}_"));
    }
    if t.is_empty() || t.starts_with(|c: char| c.is_ascii_digit()) {
        return Identifier::new(&format!("n{t}"));
    }
    Identifier::new(&t)
}
fn camel(text: &str) -> Identifier {
    let t = text.to_upper_camel_case();
    if t.is_empty() || t.starts_with(|c: char| c.is_ascii_digit()) {
        return Identifier::new(&format!("N{t}"));
    }
    Identifier::new(&t)
}

pub fn names(api: &Api) -> Names {
    let mut n = Names::default();
    let name = |name: &Name| match name {
        Name::Pinned(s) | Name::Component(s) => camel(s),
        Name::Inferred(w) => camel(&w.join(" ")),
    };
    for def in &api.types {
        n.types.push(name(&def.origin.name));
        let (mut f, mut r, mut v, mut u) = (vec![], None, vec![], None);
        match &def.shape {
            Shape::Struct(s) => {
                f = s.fields.iter().map(|f| snake(&f.name)).collect();
                if let Rest::Kept(_) = s.rest {
                    r = Some(Identifier::new("additional_properties"));
                }
            }
            Shape::Enum(e) => {
                v = e
                    .values
                    .iter()
                    .map(|v| {
                        camel(&match &v.value {
                            serde_json::Value::String(s) => s.clone(),
                            o => format!("n{o}"),
                        })
                    })
                    .collect();
                u = Some(Identifier::new("Unknown"));
            }
            Shape::Union(un) => {
                v = un.variants.iter().map(|v| name(&v.name)).collect();
                u = Some(Identifier::new("Other"));
            }
            _ => {}
        }
        n.fields.push(f);
        n.rest.push(r);
        n.variants.push(v);
        n.unknown.push(u);
    }
    for op in &api.operations {
        n.operations.push(OperationNames {
            method: snake(&op.id),
            request: camel(&op.id),
            required: camel(&format!("{} required", op.id)),
            parameters: op.parameters.iter().map(|p| snake(&p.name)).collect(),
            form: match &op.body {
                Some(Body {
                    payload: Payload::Form(f),
                    ..
                }) => f.iter().map(|f| snake(&f.field.name)).collect(),
                _ => vec![],
            },
            body: Identifier::new("body"),
        });
    }
    n.schemes = api
        .schemes
        .iter()
        .map(|s| {
            Identifier::new(match s.credential {
                Credential::Basic => "basic_auth",
                Credential::Bearer => "bearer_auth",
                Credential::OAuth2 { .. } => "oauth2_token",
                _ => "api_key",
            })
        })
        .collect();
    n
}

fn mark(api: &Api, ty: &Type, seen: &mut Vec<bool>) {
    match ty {
        Type::Named(id) => {
            if std::mem::replace(&mut seen[id.index()], true) {
                return;
            }
            match &api.types[id.index()].shape {
                Shape::Struct(s) => {
                    for f in &s.fields {
                        mark(api, &f.ty, seen);
                    }
                    if let Rest::Kept(t) = &s.rest {
                        mark(api, t, seen);
                    }
                }
                Shape::Union(u) => {
                    for v in &u.variants {
                        mark(api, &v.ty, seen);
                    }
                }
                Shape::Alias(t) => mark(api, t, seen),
                _ => {}
            }
        }
        Type::List(t) | Type::Map(t) | Type::Nullable(t) => mark(api, t, seen),
        Type::Tuple(t) => {
            for t in t {
                mark(api, t, seen);
            }
        }
        _ => {}
    }
}

pub fn facts(api: &Api) -> Facts {
    let n = api.types.len();
    let (mut req, mut ans) = (vec![false; n], vec![false; n]);
    for op in &api.operations {
        for p in &op.parameters {
            mark(api, &p.ty, &mut req);
        }
        match op.body.as_ref().map(|b| &b.payload) {
            Some(Payload::Json(t)) => mark(api, t, &mut req),
            Some(Payload::Form(f)) => {
                for f in f {
                    mark(api, &f.field.ty, &mut req);
                }
            }
            _ => {}
        }
        for a in &op.answers {
            if let Some(AnswerBody {
                payload: Payload::Json(t),
                ..
            }) = &a.body
            {
                mark(api, t, &mut ans);
            }
        }
        for e in &op.errors {
            if let Some(t) = &e.body {
                mark(api, t, &mut ans);
            }
        }
    }
    Facts {
        types: (0..n)
            .map(|i| TypeFacts {
                in_request: req[i],
                in_answer: ans[i],
                boxed: vec![],
                eq: false,
                default: false,
            })
            .collect(),
    }
}
