//! What does a random schema look like?

use super::document::Random;
use super::names::{FORMATS, PATTERNS, TEXTS};
use serde_json::{Map, Value, json};

/// The depth of nested schemas.
const DEPTH: usize = 4;

impl Random {
    /// A schema, as it may stand anywhere.
    pub fn schema(&mut self) -> Value {
        self.nested(DEPTH)
    }

    /// A reference to a component, which may be the one that contains it.
    pub fn reference(&mut self) -> Value {
        match self.pick(&self.components.clone()) {
            Some(name) => {
                let name = name.replace('~', "~0").replace('/', "~1");
                json!({ "$ref": format!("#/components/schemas/{name}") })
            }
            None => json!({}),
        }
    }

    fn nested(&mut self, depth: usize) -> Value {
        if self.chance(25) {
            return self.reference();
        }
        let most = if depth == 0 { 6 } else { 14 };
        let mut schema = match self.below(most) {
            0 => json!({ "type": "string" }),
            1 => json!({ "type": "integer" }),
            2 => json!({ "type": self.word(&["number", "boolean"]) }),
            3 => self.listed(),
            4 => json!({ "type": "string", "pattern": self.word(PATTERNS) }),
            5 => json!({}),
            6 | 7 => json!({ "type": "array", "items": self.nested(depth - 1) }),
            8 => json!({ "type": "object", "additionalProperties": self.additional(depth) }),
            9 => json!({ "allOf": self.several(depth) }),
            10 => self.union(depth),
            _ => self.object(depth),
        };
        self.describe(&mut schema);
        schema
    }

    fn several(&mut self, depth: usize) -> Vec<Value> {
        (0..=self.below(4))
            .map(|_| self.nested(depth - 1))
            .collect()
    }

    fn additional(&mut self, depth: usize) -> Value {
        match self.below(4) {
            0 => json!(true),
            1 => json!(false),
            _ => self.nested(depth - 1),
        }
    }

    fn listed(&mut self) -> Value {
        match self.below(6) {
            0 => json!({ "type": "integer", "enum": [0, -1, 1, i64::MAX] }),
            1 => json!({ "enum": ["a", 1, null, true] }),
            2 => json!({ "type": "string", "enum": [self.name()] }),
            _ => {
                let values: Vec<&str> = (0..=self.below(6)).map(|_| self.name()).collect();
                json!({ "type": "string", "enum": values })
            }
        }
    }

    fn union(&mut self, depth: usize) -> Value {
        let word = self.word(&["oneOf", "anyOf"]);
        let mut schema = json!({ (word): self.several(depth) });
        if self.chance(30) {
            let property = self.name();
            schema["discriminator"] = json!({ "propertyName": property });
            if self.chance(50) {
                let target = self.reference();
                schema["discriminator"]["mapping"] = json!({ (self.name()): target["$ref"] });
            }
        }
        if self.chance(15)
            && let (Value::Object(all), Value::Object(object)) = (&mut schema, self.object(depth))
        {
            all.extend(object);
        }
        schema
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut properties = Map::new();
        for _ in 0..self.below(6) {
            properties.insert(self.name().to_owned(), self.nested(depth - 1));
        }
        let required: Vec<&String> = properties.keys().filter(|_| self.chance(40)).collect();
        let required = json!(required);
        let mut schema = json!({ "type": "object", "properties": properties });
        if required != json!([]) {
            schema["required"] = required;
        }
        if self.chance(20) {
            schema["additionalProperties"] = self.additional(depth);
        }
        schema
    }

    /// Keywords for any schema.
    fn describe(&mut self, schema: &mut Value) {
        let Value::Object(schema) = schema else {
            return;
        };
        let mut add = |random: &mut Self, percent, key: &str, value: fn(&mut Self) -> Value| {
            if random.chance(percent) {
                schema.insert(key.to_owned(), value(random));
            }
        };
        add(self, 10, "nullable", |_| json!(true));
        add(self, 10, "format", |random| json!(random.word(FORMATS)));
        add(self, 10, "title", |random| json!(random.name()));
        add(self, 10, "description", |random| json!(random.word(TEXTS)));
        add(self, 8, "default", Self::value);
        add(self, 5, "example", Self::value);
        add(self, 5, "readOnly", |_| json!(true));
        add(self, 5, "writeOnly", |_| json!(true));
        add(self, 5, "deprecated", |_| json!(true));
        add(self, 4, "minimum", |random| json!(random.below(9)));
        add(self, 4, "maxLength", |random| json!(random.below(9)));
        add(self, 4, "minItems", |random| json!(random.below(3)));
        add(
            self,
            4,
            "not",
            |random| json!({ "required": [random.name()] }),
        );
    }

    /// A value that may or may not fit its schema.
    pub fn value(&mut self) -> Value {
        match self.below(9) {
            0 => json!(null),
            1 => json!(true),
            2 => json!(self.below(9)),
            3 => json!(-1.5),
            4 => json!([]),
            5 => json!({}),
            6 => json!([self.name()]),
            7 => json!({ (self.name()): self.name() }),
            _ => json!(self.name()),
        }
    }
}
