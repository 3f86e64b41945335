//! What does a random document look like?

use super::names::{NAMES, TEXTS};
use crate::invent::rng;
use proptest::prelude::RngExt;
use proptest::test_runner::TestRng;
use serde_json::{Map, Value, json};

/// A source of random parts of one document.
pub struct Random {
    rng: TestRng,
    /// The keys of the components.
    pub components: Vec<String>,
    schemes: Vec<String>,
}

/// A whole document. The same seed and number make the same document.
pub fn document(seed: u64, number: usize) -> Value {
    let mut random = Random {
        rng: rng(seed, number),
        components: Vec::new(),
        schemes: Vec::new(),
    };
    random.components = random.keys(8);
    random.schemes = random.keys(3);
    let mut tree = json!({
        "openapi": random.word(&["3.0.3", "3.1.0"]),
        "info": { "title": random.word(TEXTS), "version": "1", "description": random.word(TEXTS) },
        "servers": random.servers(),
    });
    let schemas = random.components.clone().into_iter();
    let schemas = schemas.map(|name| (name, random.schema()));
    let schemas: Map<String, Value> = schemas.collect();
    let schemes = random.schemes.clone().into_iter();
    let schemes = schemes.map(|name| (name, random.scheme()));
    let schemes: Map<String, Value> = schemes.collect();
    tree["components"] = json!({ "schemas": schemas, "securitySchemes": schemes });
    let mut paths = Map::new();
    for number in 0..=random.below(6) {
        let (path, operation) = match random.chance(15) {
            true => (String::new(), random.paginated()),
            false => random.operation(),
        };
        let method = random.word(&["get", "get", "post", "put", "patch", "delete", "head"]);
        paths.insert(format!("/{number}{path}"), json!({ (method): operation }));
    }
    tree["paths"] = paths.into();
    if random.chance(50) {
        tree["security"] = random.security();
    }
    tree
}

impl Random {
    /// A number below this one.
    pub fn below(&mut self, end: usize) -> usize {
        self.rng.random_range(0..end.max(1))
    }

    /// Whether something happens that does so many times of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let at = self.below(from.len());
        from.get(at)
    }

    /// One of these words.
    pub fn word(&mut self, from: &[&'static str]) -> &'static str {
        self.pick(from).copied().unwrap_or_default()
    }

    /// Any name.
    pub fn name(&mut self) -> &'static str {
        self.word(NAMES)
    }

    /// Up to so many keys of components, which have letters, digits, `.`, `-` and `_` (Components
    /// Object).
    fn keys(&mut self, most: usize) -> Vec<String> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
        let mut keys: Vec<String> = Vec::new();
        for _ in 0..=self.below(most) {
            let key: String = self.name().chars().filter(|c| allowed(*c)).collect();
            if !key.is_empty() && !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    /// Servers, with and without variables.
    pub fn servers(&mut self) -> Value {
        let servers = (0..self.below(3)).map(|_| {
            let variable = self.name().replace(['{', '}'], "");
            match self.chance(40) && !variable.is_empty() {
                true => json!({
                    "url": format!("https://a.example/{{{variable}}}"),
                    "variables": { (variable): { "default": "a", "description": self.word(TEXTS) } },
                }),
                false => json!({
                    "url": format!("https://{}.example", self.below(9)),
                    "description": self.name(),
                }),
            }
        });
        servers.collect()
    }

    /// Requirements of security, each of which may be empty.
    pub fn security(&mut self) -> Value {
        let schemes = self.schemes.clone();
        let requirements = (0..=self.below(2)).map(|_| {
            let chosen = schemes.iter().filter(|_| self.chance(50));
            let chosen: Map<String, Value> = chosen.map(|name| (name.clone(), json!([]))).collect();
            Value::from(chosen)
        });
        requirements.collect()
    }

    fn scheme(&mut self) -> Value {
        let place = self.word(&["header", "query", "cookie"]);
        match self.below(6) {
            0 => json!({ "type": "http", "scheme": "basic" }),
            1 => json!({ "type": "http", "scheme": "bearer" }),
            2 => json!({ "type": "http", "scheme": "digest" }),
            3 => json!({ "type": "oauth2", "flows": { "clientCredentials": {
                "tokenUrl": "https://a.example/t", "scopes": {} } } }),
            4 => json!({ "type": "mutualTLS" }),
            _ => json!({ "type": "apiKey", "in": place, "name": self.name() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_makes_one_document() {
        assert_eq!(document(1, 2), document(1, 2));
        assert_ne!(document(1, 2), document(1, 3));
        assert_ne!(document(1, 2), document(2, 2));
    }
}
