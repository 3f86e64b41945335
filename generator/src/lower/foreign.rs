//! Which types are the user's own?

use super::context::{InlineName, Lowering};
use super::naming::Extensions;
use super::reference::component;
use super::schema::{Site, Use};
use crate::config::problem;
use crate::diagnostic::{Code, Diagnostic, Pointer, did_you_mean};
use crate::ir::Type;
use crate::openapi::objects::ObjectKind;
use serde_json::Value;

impl<'d> Lowering<'d> {
    /// Lowers the schema at a pointer, unless the configuration has a type for it.
    pub(super) fn own_or_foreign(
        &mut self,
        pointer: &Pointer,
        site: &Site<'d>,
        way: InlineName,
    ) -> Use {
        let key = component(pointer, ObjectKind::Schema);
        match key.and_then(|key| self.config.types.get(&key)) {
            Some(replacement) => Use {
                ty: Type::Foreign(replacement.path.clone()),
                nullable: false,
                said: site.said(),
            },
            None => match self.base(pointer) {
                Some(base) => self.hierarchy(&base, site, &way),
                None => self.schema(site, way),
            },
        }
    }

    /// The configured type for a schema's `x-rust-type`. A document alone cannot bring a path into
    /// the code; an extension without a configured type is reported.
    pub(super) fn foreign(
        &mut self,
        extensions: Option<&Extensions>,
        pointer: &Pointer,
    ) -> Option<Type> {
        let asked = extensions?.get("x-rust-type")?;
        // typify makes an object of it, with a crate and a path.
        let path = match asked {
            Value::Object(properties) => {
                properties.get("path").and_then(Value::as_str).unwrap_or("")
            }
            asked => asked.as_str().filter(|path| path.contains("::"))?,
        };
        if let Some(replacement) = self.config.types.get(path) {
            self.asked.insert(path.to_owned());
            return Some(Type::Foreign(replacement.path.clone()));
        }
        let message = "`x-rust-type` asks for a type of another crate";
        let warning = Diagnostic::warning(Code::UnsupportedSchema, message);
        let at = pointer.child("x-rust-type");
        let help = format!("say which type that is: `\"{path}\" = …` in `[api.<document>.types]`");
        self.push(warning.at(&at, "typed as the schema says").help(help));
        None
    }

    /// Types of the configuration that stand for nothing.
    pub(super) fn unknown_types(&mut self) {
        let config = self.config;
        for (key, replacement) in &config.types {
            let left_out = &self.document.left_out.schemas;
            let is_there = self.document.schemas.contains_key(key) || left_out.contains(key);
            if is_there || self.asked.contains(key) {
                continue;
            }
            let message = format!("no schema is called `{key}`, or has it as its `x-rust-type`");
            let mut diagnostic = problem(replacement.key.0.clone(), &message);
            let known = self.document.schemas.keys().map(String::as_str);
            diagnostic.help = did_you_mean(key, known);
            self.push(diagnostic);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::diagnostic::Report;
    use crate::ir::{Api, Shape, Type};
    use crate::lower::lower;
    use crate::lower::testing::document;
    use serde_json::json;

    fn lowered(types: &str) -> (Api, Vec<String>) {
        let config = Config::parse(&format!("[api.x.types]\n{types}\n")).unwrap();
        let tree = json!({
            "openapi": "3.0.3",
            "info": {"title": "t", "version": "1"},
            "paths": {},
            "components": {"schemas": {
                "Ip": {"type": "string", "description": "Where."},
                "Host": {"required": ["ip"], "properties": {
                    "ip": {"$ref": "#/components/schemas/Ip"},
                    "wait": {"type": "integer", "nullable": true, "x-rust-type": "time::Wait"},
                    "size": {"type": "integer", "x-rust-type": {"crate": "a", "path": "a::Size"}},
                }},
            }},
        });
        let mut report = Report::new();
        let api = lower(&document(tree), &config.apis["x"], &mut report);
        let reported = report.diagnostics().iter();
        (
            api,
            reported.map(|reported| reported.message.clone()).collect(),
        )
    }

    #[test]
    fn schemas_and_extensions_get_the_types_of_the_configuration() {
        let foreign = |path: &str| Type::Foreign(path.to_owned());
        let (api, reported) = lowered(
            "Ip = 'std::net::IpAddr'\n'time::Wait' = 'core::time::Duration'\n'a::Size' = 'std::num::NonZeroU8'",
        );
        assert_eq!(reported, Vec::<String>::new());
        assert_eq!(
            api.types[0].shape,
            Shape::Alias(foreign("std::net::IpAddr"))
        );
        assert_eq!(api.types[0].docs.description(), "Where.");
        let Shape::Struct(host) = &api.types[1].shape else {
            panic!("no struct")
        };
        assert!(matches!(host.fields[0].ty, Type::Named(_)));
        assert_eq!(host.fields[1].ty, foreign("core::time::Duration"));
        assert_eq!(
            host.fields[1].presence,
            crate::ir::Presence::OptionalNullable
        );
        assert_eq!(host.fields[2].ty, foreign("std::num::NonZeroU8"));
    }

    #[test]
    fn unused_replacements_are_reported() {
        let (_, reported) = lowered("Ips = 'std::net::IpAddr'");
        let asked = "`x-rust-type` asks for a type of another crate";
        let unknown = "no schema is called `Ips`, or has it as its `x-rust-type`";
        assert_eq!(reported, [asked, asked, unknown]);
    }
}
