//! What does a random operation look like?

use super::document::Random;
use super::names::{MEDIA_TYPES, STATUSES, TEXTS};
use serde_json::{Map, Value, json};

impl Random {
    /// An operation, and what its parameters add to its path.
    pub fn operation(&mut self) -> (String, Value) {
        let mut path = String::new();
        let mut parameters = Vec::new();
        for _ in 0..self.below(8) {
            let mut parameter = self.parameter();
            let is_known = |other: &Value| {
                other["name"] == parameter["name"] && other["in"] == parameter["in"]
            };
            if parameters.iter().any(is_known) {
                continue;
            }
            if parameter["in"] == "path" {
                let name = parameter["name"].as_str().unwrap_or_default().to_owned();
                if name.is_empty() {
                    continue;
                }
                path.push_str(&format!("/{{{name}}}"));
                parameter["required"] = json!(true);
            }
            parameters.push(parameter);
        }
        let mut operation = json!({ "parameters": parameters, "responses": self.responses() });
        if self.chance(80) {
            operation["operationId"] = json!(self.name());
        }
        if self.chance(40) {
            operation["requestBody"] = self.body();
        }
        if self.chance(50) {
            operation["tags"] = json!([self.name()]);
        }
        if self.chance(30) {
            operation["summary"] = json!(self.word(TEXTS));
        }
        if self.chance(10) {
            operation["deprecated"] = json!(true);
        }
        if self.chance(15) {
            operation["servers"] = self.servers();
        }
        if self.chance(40) {
            operation["security"] = self.security();
        }
        (path, operation)
    }

    fn parameter(&mut self) -> Value {
        let place = self.word(&["path", "query", "query", "query", "header", "cookie"]);
        let styles: &[&str] = match place {
            "path" => &["simple", "label", "matrix"],
            "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            "header" => &["simple"],
            _ => &["form"],
        };
        let mut parameter = json!({ "name": self.name(), "in": place });
        if self.chance(10) {
            parameter["content"] = json!({ "application/json": { "schema": self.schema() } });
            return parameter;
        }
        parameter["schema"] = self.schema();
        if self.chance(40) {
            parameter["style"] = json!(self.word(styles));
        }
        for key in [
            "explode",
            "required",
            "deprecated",
            "allowReserved",
            "allowEmptyValue",
        ] {
            if self.chance(20) {
                parameter[key] = json!(self.chance(50));
            }
        }
        if self.chance(20) {
            parameter["description"] = json!(self.word(TEXTS));
        }
        parameter
    }

    fn body(&mut self) -> Value {
        let content = self.content(3);
        json!({ "required": self.chance(60), "content": content })
    }

    /// Up to so many media types.
    fn content(&mut self, most: usize) -> Value {
        let mut content = Map::new();
        for _ in 0..=self.below(most) {
            let media_type = self.word(MEDIA_TYPES);
            let mut media = json!({ "schema": self.schema() });
            if media_type.contains("form") && self.chance(50) {
                media["encoding"] = json!({ (self.name()): {
                    "contentType": self.word(MEDIA_TYPES),
                    "style": self.word(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
                    "explode": self.chance(50),
                } });
            }
            content.insert(media_type.to_owned(), media);
        }
        content.into()
    }

    fn responses(&mut self) -> Value {
        let mut responses = Map::new();
        for _ in 0..=self.below(4) {
            let mut response = json!({ "description": self.word(TEXTS) });
            if self.chance(75) {
                response["content"] = self.content(2);
            }
            if self.chance(25) {
                response["headers"] = json!({ (self.name()): { "schema": self.schema() } });
            }
            responses.insert(self.word(STATUSES).to_owned(), response);
        }
        responses.into()
    }

    /// Lists of items and what leads to the next of them, as paginated operations have them.
    pub fn paginated(&mut self) -> Value {
        let item = self.schema();
        let list = json!({ "type": "array", "items": item });
        let (parameter, property) = match self.below(4) {
            0 => ("page", "total"),
            1 => ("offset", "has_more"),
            2 => ("cursor", "next_cursor"),
            _ => ("page_token", "nextPageToken"),
        };
        let kind = match property {
            "total" => "integer",
            "has_more" => "boolean",
            _ => "string",
        };
        let page = json!({ "type": "object", "required": [property], "properties": {
            (self.word(&["items", "data", "results", "self"])): list,
            (property): { "type": kind, "nullable": self.chance(30) },
        } });
        let parameters = [parameter, "limit"].map(|name| {
            let kind = if kind == "string" && name != "limit" {
                "string"
            } else {
                "integer"
            };
            json!({ "name": name, "in": "query", "schema": { "type": kind } })
        });
        json!({ "operationId": self.name(), "parameters": parameters, "responses": {
            "200": { "description": "d", "content": { "application/json": { "schema": page } } } } })
    }
}
