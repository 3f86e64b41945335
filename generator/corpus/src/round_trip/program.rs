//! What does the program look like that reads each sample into its type and writes it again?
//!
//! It lives in a package of its own beside the generated crate, in the same workspace. It takes a
//! file with one case a line, the number of a type and a JSON text, and prints for each the text
//! that came back, or the error. What that is worth is judged elsewhere.

use bindery::emit::rust::Spelling;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Types and how they are to be named.
#[derive(Debug)]
pub struct Program<'a> {
    /// The package of the generated crate; its folder has the same name.
    pub package: &'a str,
    /// The module of the document.
    pub module: &'a str,
    /// Names of all types of the module.
    pub taken: BTreeSet<&'a str>,
    /// The types, by number.
    pub types: &'a [Spelling],
}

impl Program<'_> {
    /// Writes the package into `folder`; files that hold the same already are not touched.
    pub fn write(&self, folder: &Path) -> Result<(), String> {
        let src = folder.join("src");
        fs::create_dir_all(&src).map_err(|error| format!("{}: {error}", src.display()))?;
        put(&folder.join("Cargo.toml"), &self.manifest())?;
        put(&src.join("main.rs"), &self.source())
    }

    fn manifest(&self) -> String {
        let package = self.package;
        format!(
            "[package]\n\
             name = \"{package}-examples\"\n\
             version = \"0.0.0\"\n\
             edition = \"2024\"\n\
             publish = false\n\n\
             [dependencies]\n\
             {package} = {{ path = \"../{package}\", default-features = false }}\n\
             serde = \"1.0\"\n\
             serde_json = \"1.0\"\n"
        )
    }

    fn source(&self) -> String {
        let mut arms = String::new();
        for (number, spelling) in self.types.iter().enumerate() {
            let _ = writeln!(
                arms,
                "            {number} => super::turn::<{}>(text),",
                spelling.ty
            );
        }
        // A type of the document shadows an item of the runtime, which then is written with its path.
        let runtime: BTreeSet<&str> = self
            .types
            .iter()
            .flat_map(|spelling| spelling.runtime.iter().copied())
            .filter(|name| !self.taken.contains(name))
            .collect();
        let map = match self.taken.contains("BTreeMap") {
            true => "",
            false => "    use std::collections::BTreeMap;\n",
        };
        let (krate, module) = (self.package.replace('-', "_"), self.module);
        let runtime: String = runtime
            .iter()
            .map(|name| format!("    use {krate}::{name};\n"))
            .collect();
        format!(
            "#![recursion_limit = \"1024\"]\n\
             #![allow(unused_imports, deprecated)]\n\n\
             mod types {{\n\
             {map}{runtime}    \
                 use {krate} as runtime;\n    \
                 use {krate}::{module}::types::*;\n\n    \
                 pub fn turn(number: usize, text: &str) -> super::Turned {{\n        \
                     match number {{\n\
             {arms}            \
                         _ => super::unknown(),\n        \
                     }}\n    \
                 }}\n\
             }}\n\n\
             {REST}"
        )
    }
}

/// What is the same in every program.
const REST: &str = r#"/// The text that came back, or why none did.
type Turned = Result<String, String>;

fn turn<T: serde::de::DeserializeOwned + serde::Serialize>(text: &str) -> Turned {
    let value: T = serde_json::from_str(text).map_err(|error| format!("not read: {error}"))?;
    serde_json::to_string(&value).map_err(|error| format!("not written: {error}"))
}

fn unknown() -> Turned {
    Err("no such type".to_owned())
}

fn main() {
    let path = std::env::args().nth(1).expect("the file of cases");
    let cases = std::fs::read_to_string(path).expect("readable cases");
    for line in cases.lines() {
        let (number, text) = line.split_once(' ').expect("a number and a text");
        let number = number.parse().expect("a number");
        let turned = std::panic::catch_unwind(|| types::turn(number, text))
            .unwrap_or_else(|_| Err("panicked".to_owned()));
        println!("{}", serde_json::to_string(&turned).expect("text"));
    }
}
"#;

fn put(path: &Path, text: &str) -> Result<(), String> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_the_runtime_yield_to_types_of_the_document() {
        let spelling = |ty: &str| Spelling {
            ty: ty.to_owned(),
            runtime: vec!["Base64", "DateTime"],
        };
        let types = [spelling("Vec<Pet>"), spelling("runtime::DateTime")];
        let program = Program {
            package: "set-pets",
            module: "pets",
            taken: ["DateTime", "Pet"].into(),
            types: &types,
        };
        let source = program.source();
        assert!(source.contains("            0 => super::turn::<Vec<Pet>>(text),\n"));
        assert!(source.contains("    use set_pets::Base64;\n"));
        assert!(!source.contains("use set_pets::DateTime;"));
        assert!(source.contains("    use set_pets::pets::types::*;\n"));
    }
}
