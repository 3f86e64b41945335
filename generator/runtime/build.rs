//! Lists the files of the runtime for `src/sources.rs` (feature `sources`).

use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const FOLDER: &str = "src/runtime";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_SOURCES").is_none() {
        return Ok(());
    }
    println!("cargo::rerun-if-changed={FOLDER}");
    let mut names = Vec::new();
    for entry in fs::read_dir(FOLDER)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let module = name.strip_suffix(".rs").filter(|module| *module != "mod");
        names.extend(module.map(str::to_owned));
    }
    // The order of a folder's entries differs between file systems.
    names.sort();
    let package = env::var("CARGO_MANIFEST_DIR")?;
    let mut text = String::new();
    for name in &names {
        let path = Path::new(&package).join(FOLDER).join(format!("{name}.rs"));
        let path = path.to_string_lossy();
        writeln!(text, "pub const {name}: &str = include_str!({path:?});")?;
    }
    writeln!(text, "/// Every file by the name of its module, sorted.")?;
    writeln!(text, "pub const ALL: &[(&str, &str)] = &[")?;
    for name in &names {
        writeln!(text, "    ({name:?}, {name}),")?;
    }
    writeln!(text, "];")?;
    let out = Path::new(&env::var("OUT_DIR")?).join("sources.rs");
    fs::write(out, text)?;
    Ok(())
}
