//! Is a type the request type or the response type of a schema?
//!
//! Where those are two types, a value of the schema may have properties that one of them does not.

use bindery::ir::{Api, Rest, Shape, Type, TypeId};
use serde_json::Value;

/// Where a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// To the service.
    Request,
    /// From it.
    Response,
}

impl Side {
    /// Whether a property with this schema is only on the other side. A property that is declared for
    /// both sides only is on both.
    pub fn lacks(self, schema: &Value) -> bool {
        let flag = |name: &str| schema.get(name).and_then(Value::as_bool) == Some(true);
        let (read_only, write_only) = (flag("readOnly"), flag("writeOnly"));
        match self {
            Self::Request => read_only && !write_only,
            Self::Response => write_only && !read_only,
        }
    }
}

/// The side of each type that is one side's, or speaks of one that is.
#[derive(Debug)]
pub struct Sides(Vec<Option<Side>>);

impl Sides {
    /// The sides of a document's types.
    pub fn of(api: &Api) -> Self {
        let mut sides = vec![None; api.types.len()];
        let set = |sides: &mut Vec<Option<Side>>, id: TypeId, side| {
            if let Some(slot) = sides.get_mut(id.index()) {
                *slot = Some(side);
            }
        };
        for (request, response) in &api.views {
            set(&mut sides, *request, Side::Request);
            set(&mut sides, *response, Side::Response);
        }
        loop {
            let known = Self(sides.clone());
            for (id, def) in api.types().filter(|(id, _)| known.named(*id).is_none()) {
                if let Some(side) = parts(&def.shape).find_map(|part| known.side(part)) {
                    set(&mut sides, id, side);
                }
            }
            if sides == known.0 {
                return known;
            }
        }
    }

    /// The side of a type.
    pub fn side(&self, ty: &Type) -> Option<Side> {
        match ty {
            Type::Named(id) => self.named(*id),
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => self.side(inner),
            Type::Tuple(items) => items.iter().find_map(|item| self.side(item)),
            Type::Scalar(_) | Type::Foreign(_) | Type::Any => None,
        }
    }

    fn named(&self, id: TypeId) -> Option<Side> {
        self.0.get(id.index()).copied().flatten()
    }
}

fn parts(shape: &Shape) -> Box<dyn Iterator<Item = &Type> + '_> {
    match shape {
        Shape::Struct(object) => {
            let rest = match &object.rest {
                Rest::Kept(ty) => Some(ty),
                Rest::Ignored | Rest::Closed => None,
            };
            Box::new(object.fields.iter().map(|field| &field.ty).chain(rest))
        }
        Shape::Union(union) => Box::new(union.variants.iter().map(|variant| &variant.ty)),
        Shape::Alias(ty) => Box::new(std::iter::once(ty)),
        Shape::Enum(_) | Shape::Pattern(_) => Box::new(std::iter::empty()),
    }
}
