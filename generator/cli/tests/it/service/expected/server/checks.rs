// Made by bindery from the description of `shop`; changes are overwritten.

//! What is checked of the values in requests beyond their types.

use super::super::types::{Colour, Filter, Item, ItemCode, Thing};
use crate::runtime::{Bounds, Check, Checker, Text};

impl Check for Colour {
    fn check(&self, at: &mut Checker<'_>) {
        if let Self::Unknown(_) = self {
            at.unlisted(&["red", "green"]);
        }
    }
}

impl Check for Item {
    fn check(&self, at: &mut Checker<'_>) {
        at.bounded("name", &self.name, &Bounds::NONE.at_least(1).at_most(20));
        at.bounded("price", &self.price, &Bounds::NONE.minimum(0.0));
        at.property("colour", &self.colour);
        at.property("code", &self.code);
        at.property("parts", &self.parts);
        at.bounded("parts", &self.parts, &Bounds::NONE.at_most(3));
    }
}

impl Check for Thing {
    fn check(&self, at: &mut Checker<'_>) {
        at.property("inner", &self.inner);
        at.property("colours", &self.colours);
    }
}

impl Check for ItemCode {
    fn check(&self, at: &mut Checker<'_>) {
        if let Err(problem) = <Self as Text>::new(self.as_str().to_owned()) {
            at.problem(problem);
        }
    }
}

impl Check for Filter {
    fn check(&self, at: &mut Checker<'_>) {
        at.property("colour", &self.colour);
    }
}
