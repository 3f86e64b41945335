//! What can programs name of `bindery`, and of the crate that this repository makes? A change of it
//! is a change of two texts, which a review sees.
//!
//! `BINDERY_BLESS=1` writes the texts anew; read the difference before committing it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "public_api/listing.rs"]
mod listing;
#[path = "public_api/modules.rs"]
mod modules;

use listing::listing;
use std::fs;
use std::path::Path;

/// Holds the listing of a crate to the text that was agreed on.
fn held(name: &str, root: &str, text: &str) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (root, text) = (here.join(root), here.join(text));
    let found = listing(name, &root);
    if std::env::var_os("BINDERY_BLESS").is_some() {
        fs::write(&text, &found).unwrap();
    }
    let agreed = fs::read_to_string(&text).unwrap_or_default();
    let agreed = agreed.replace("\r\n", "\n");
    let lost: Vec<&str> = agreed
        .lines()
        .filter(|line| !found.lines().any(|other| other == *line))
        .collect();
    let new: Vec<&str> = found
        .lines()
        .filter(|line| !agreed.lines().any(|other| other == *line))
        .collect();
    assert!(
        agreed == found,
        "{} is not what the sources say; BINDERY_BLESS=1 writes it anew\n- {}\n+ {}",
        text.display(),
        lost.join("\n- "),
        new.join("\n+ "),
    );
}

#[test]
fn the_generator_offers_what_was_agreed_on() {
    held("bindery", "src/lib.rs", "tests/public-api.txt");
}

#[test]
fn the_generated_crate_offers_what_was_agreed_on() {
    held(
        "participant_apis",
        "../generated/src/lib.rs",
        "../tests/public-api.txt",
    );
}

/// Of a crate with one of everything, what can be named is listed, and nothing else.
#[test]
fn what_can_be_named_is_listed() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("public-api");
    fs::create_dir_all(dir.join("inner")).unwrap();
    let files = [
        (
            "lib.rs",
            "mod hidden; pub mod inner; pub use hidden::Shown as Renamed; pub use hidden::made::*;
             mod macros { macro_rules! m { ($n:ident) => { pub fn in_macro(&self) -> u8 { 0 } fn own() {} } } }
             pub use std::fmt::Display; use hidden::Unshown;
             pub trait Do: Send { const N: usize; type T<'a>: Copy; fn must(&self); fn may(self) {} }
             impl Do for [u8; 3] {} impl Do for Unshown {}
             #[cfg(test)] pub fn only_tested() {} fn private() {}
             pub const C: &'static str = \"c\"; pub type R<T> = Result<T, (u8, u8)>;",
        ),
        (
            "hidden.rs",
            "#[derive(Debug)] #[non_exhaustive] pub struct Shown<T> { pub a: Vec<T>, b: u8 }
             impl<T: Copy> Shown<T> { pub fn get(&mut self, at: (usize, T)) -> Option<&'_ T> { None } fn own(&self) {} }
             impl<T> Clone for Shown<T> where T: Clone { fn clone(&self) -> Self { loop {} } }
             pub struct Unshown; impl Unshown { pub fn lost(&self) {} }
             pub mod made { #[cfg(feature = \"x\")] pub async fn globbed<F>(f: F) where F: Fn(u8) -> u8 {} super::m! { y } }",
        ),
        (
            "inner/mod.rs",
            "pub enum E { A, B(u8, String), C { x: bool } } m!(z); pub(crate) fn ours() {}",
        ),
    ];
    for (name, text) in files {
        fs::write(dir.join(name), text).unwrap();
    }
    let expected = "\
macro hidden::made: super::m! {y}
macro inner: m! {z}
macro m: fn in_macro(&self) -> u8
x: mod
x::C: const &'static str
x::Display: use std::fmt::Display
x::Do: impl Do for [u8; 3]
x::Do: trait: Send
x::Do::N: const usize
x::Do::T: type<'a>: Copy
x::Do::may: fn may(self) { .. }
x::Do::must: fn must(&self)
x::R: type<T> = Result<T, (u8, u8)>
x::Renamed: #[derive(Debug)]
x::Renamed: #[non_exhaustive]
x::Renamed: impl<T> Clone for Shown<T> where T: Clone
x::Renamed: struct<T>
x::Renamed::a: Vec<T>
x::Renamed::get: impl<T: Copy> Shown<T>: fn get(&mut self, at: (usize, T)) -> Option<&'_ T>
x::globbed: #[cfg(feature=\"x\")] async fn globbed<F>(f: F) where F: Fn(u8) -> u8
x::inner: mod
x::inner::E: enum
x::inner::E::A: variant {}
x::inner::E::B: variant {0: u8, 1: String}
x::inner::E::C: variant {x: bool}
";
    assert_eq!(listing("x", &dir.join("lib.rs")), expected);
}
