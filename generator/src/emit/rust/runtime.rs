//! Which files of the runtime does the output need, and what does its `mod.rs` say?

use super::scope::Uses;
use crate::emit::{Chunk, Content, Files, RelativePath};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::collections::BTreeSet;

/// A file of the runtime.
pub(super) struct File {
    name: &'static str,
    text: &'static str,
    /// Under which condition it is compiled.
    cfg: Cfg,
    /// Items for users of the generated crate.
    public: &'static [&'static str],
    /// Items for the generated code alone.
    private: &'static [&'static str],
    /// Items of its own that another condition applies to.
    conditional: &'static [(&'static str, Cfg)],
    /// The files that it needs.
    needs: &'static [&'static str],
    /// The crates that it needs.
    pub(super) crates: &'static [&'static str],
}

/// A condition of compilation, by features.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cfg {
    Always,
    Reqwest,
    Blocking,
    BlockingReqwest,
}

/// One row a file: its text, and what goes with it.
macro_rules! files {
    ($( $name:ident $cfg:ident {
        public: [$($public:ident)*],
        private: [$($private:ident)*],
        conditional: [$($conditional:ident $condition:ident)*],
        needs: [$($needs:ident)*],
        crates: [$($krate:literal)*],
    } )*) => {
        const FILES: &[File] = &[$( File {
            name: stringify!($name),
            text: include_str!(concat!("../../../runtime/src/runtime/", stringify!($name), ".rs")),
            cfg: Cfg::$cfg,
            public: &[$(stringify!($public)),*],
            private: &[$(stringify!($private)),*],
            conditional: &[$((stringify!($conditional), Cfg::$condition)),*],
            needs: &[$(stringify!($needs)),*],
            crates: &[$($krate),*],
        } ),*];
    };
}

files! {
    answer Always {
        public: [Answer], private: [], conditional: [],
        needs: [error operation],
        crates: ["bytes" "http" "serde" "serde_json" "serde_path_to_error"],
    }
    auth Always {
        public: [], private: [], conditional: [],
        needs: [error escape operation secret],
        crates: ["http"],
    }
    base Always {
        public: [], private: [], conditional: [],
        needs: [error],
        crates: ["http"],
    }
    base64 Always {
        public: [Base64], private: [], conditional: [],
        needs: [parameter text],
        crates: ["serde"],
    }
    builder Always {
        public: [], private: [client_builder], conditional: [],
        needs: [
            auth base caller error operation reqwest_async reqwest_blocking secret settings
            transport
        ],
        crates: ["http"],
    }
    caller Always {
        public: [Async Caller Reply], private: [], conditional: [Blocking Blocking],
        needs: [answer error execute request settings transport],
        crates: ["http"],
    }
    date Always {
        public: [DateTime], private: [], conditional: [],
        needs: [parameter text],
        crates: ["jiff" "serde"],
    }
    error Always {
        public: [Error], private: [], conditional: [],
        needs: [operation],
        crates: ["bytes" "http"],
    }
    escape Always {
        public: [], private: [], conditional: [],
        needs: [],
        crates: [],
    }
    execute Always {
        public: [], private: [], conditional: [],
        needs: [answer base error operation transport],
        crates: ["bytes" "http"],
    }
    maybe Always {
        public: [Maybe], private: [], conditional: [],
        needs: [model],
        crates: ["serde"],
    }
    model Always {
        public: [], private: [model], conditional: [],
        needs: [],
        crates: ["serde"],
    }
    open_enum Always {
        public: [], private: [open_enum], conditional: [],
        needs: [parameter text],
        crates: ["serde"],
    }
    open_integer_enum Always {
        public: [], private: [open_integer_enum], conditional: [],
        needs: [parameter],
        crates: ["serde"],
    }
    operation Always {
        public: [ErrorBody Operation Status],
        private: [Api Credential Scheme decode_error], conditional: [],
        needs: [error],
        crates: ["serde" "serde_json"],
    }
    page Always {
        public: [Items Paged Pager Pages], private: [], conditional: [],
        needs: [
            answer base caller error execute operation page_blocking request settings transport
        ],
        crates: ["bytes" "futures-core" "http"],
    }
    page_blocking Blocking {
        public: [BlockingItems BlockingPages], private: [], conditional: [],
        needs: [caller error execute page],
        crates: [],
    }
    parameter Always {
        public: [Parameter Parts], private: [], conditional: [],
        needs: [text],
        crates: [],
    }
    pattern Always {
        public: [Checked Text], private: [pattern], conditional: [],
        needs: [parameter text],
        crates: ["serde"],
    }
    request Always {
        public: [Detached Request], private: [], conditional: [],
        needs: [answer base error operation writer],
        crates: ["bytes" "http"],
    }
    reqwest_async Reqwest {
        public: [], private: [], conditional: [],
        needs: [error tls transport],
        crates: ["bytes" "http" "reqwest"],
    }
    reqwest_blocking BlockingReqwest {
        public: [], private: [], conditional: [],
        needs: [error reqwest_async tls transport],
        crates: ["bytes" "http" "reqwest"],
    }
    secret Always {
        public: [], private: [Secret], conditional: [],
        needs: [],
        crates: [],
    }
    settings Always {
        public: [], private: [], conditional: [],
        needs: [auth base error operation request transport writer],
        crates: ["bytes" "http"],
    }
    text Always {
        public: [InvalidText], private: [], conditional: [],
        needs: [],
        crates: ["serde"],
    }
    tls Reqwest {
        public: [], private: [], conditional: [],
        needs: [error],
        crates: ["rustls" "rustls-platform-verifier"],
    }
    transport Always {
        public: [BoxFuture Limits Transport], private: [], conditional: [BlockingTransport Blocking],
        needs: [error],
        crates: ["bytes" "http"],
    }
    union Always {
        public: [], private: [union], conditional: [],
        needs: [],
        crates: ["serde" "serde_json"],
    }
    writer Always {
        public: [Writer], private: [], conditional: [],
        needs: [base error escape operation parameter],
        crates: ["bytes" "http" "serde" "serde_json"],
    }
}

/// The files that hold what was used, and what they need in turn.
pub(super) fn needed(uses: &Uses) -> Vec<&'static File> {
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    let mut open: Vec<&File> = FILES
        .iter()
        .filter(|file| file.items().any(|item| uses.contains(item)))
        .collect();
    while let Some(file) = open.pop() {
        if wanted.insert(file.name) {
            open.extend(
                FILES
                    .iter()
                    .filter(|other| file.needs.contains(&other.name)),
            );
        }
    }
    FILES
        .iter()
        .filter(|file| wanted.contains(file.name))
        .collect()
}

/// Adds the files and their `mod.rs`.
pub(super) fn emit(needed: &[&'static File], uses: &Uses, files: &mut Files) {
    for file in needed {
        if let Some(path) = RelativePath::new(&format!("src/runtime/{}.rs", file.name)) {
            files
                .0
                .insert(path, Content::Text(without_tests(file.text)));
        }
    }
    let modules: TokenStream = needed
        .iter()
        .map(|file| {
            let (cfg, name) = (file.cfg.attribute(), format_ident!("{}", file.name));
            quote! { #cfg pub(crate) mod #name; }
        })
        .collect();
    let public: TokenStream = needed
        .iter()
        .map(|file| file.exports(file.public, &quote! { pub }))
        .collect();
    let private: TokenStream = needed
        .iter()
        .map(|file| {
            let used: Vec<&str> = file
                .private
                .iter()
                .copied()
                .filter(|item| uses.contains(item))
                .collect();
            file.exports(&used, &quote! { pub(crate) })
        })
        .collect();
    let conditional: TokenStream = needed
        .iter()
        .map(|file| file.conditional_exports())
        .collect();
    let chunks = vec![
        super::header(None),
        Chunk::Inner(quote! {
            #![doc = " The part of this crate that does not depend on the described APIs."]
        }),
        Chunk::Items(modules),
        Chunk::Items(quote! { #public #conditional }),
        Chunk::Items(private),
    ];
    if let Some(path) = RelativePath::new("src/runtime/mod.rs") {
        files.0.insert(path, Content::Rust(chunks));
    }
}

/// What the crate shows of its runtime.
pub(super) fn public(needed: &[&'static File]) -> TokenStream {
    let mut groups: Vec<(Cfg, Vec<&str>)> =
        vec![(Cfg::Always, Vec::new()), (Cfg::Blocking, Vec::new())];
    for file in needed {
        let own = file.public.iter().map(|item| (*item, file.cfg));
        for (item, cfg) in own.chain(file.conditional.iter().copied()) {
            if let Some((_, items)) = groups.iter_mut().find(|(group, _)| *group == cfg) {
                items.push(item);
            }
        }
    }
    groups
        .iter_mut()
        .map(|(cfg, items)| {
            items.sort_unstable();
            let (cfg, items) = (
                cfg.attribute(),
                items.iter().map(|item| format_ident!("{item}")),
            );
            quote! { #cfg pub use runtime::{#(#items),*}; }
        })
        .collect()
}

impl File {
    fn items(&self) -> impl Iterator<Item = &'static str> {
        self.public.iter().chain(self.private).copied()
    }

    fn exports(&self, items: &[&str], visibility: &TokenStream) -> TokenStream {
        let (cfg, name) = (self.cfg.attribute(), format_ident!("{}", self.name));
        let items: Vec<_> = items.iter().map(|item| format_ident!("{item}")).collect();
        match items.as_slice() {
            [] => TokenStream::new(),
            [item] => quote! { #cfg #visibility use #name::#item; },
            items => quote! { #cfg #visibility use #name::{#(#items),*}; },
        }
    }

    fn conditional_exports(&self) -> TokenStream {
        let name = format_ident!("{}", self.name);
        self.conditional
            .iter()
            .map(|(item, cfg)| {
                let (cfg, item) = (cfg.attribute(), format_ident!("{item}"));
                quote! { #cfg pub use #name::#item; }
            })
            .collect()
    }
}

impl Cfg {
    fn attribute(self) -> TokenStream {
        match self {
            Self::Always => TokenStream::new(),
            Self::Reqwest => quote! { #[cfg(feature = "reqwest")] },
            Self::Blocking => quote! { #[cfg(feature = "blocking")] },
            Self::BlockingReqwest => {
                quote! { #[cfg(all(feature = "reqwest", feature = "blocking"))] }
            }
        }
    }
}

/// A file without its unit tests: they are run where the runtime is developed.
fn without_tests(text: &str) -> String {
    match text.split_once("\n#[cfg(test)]\nmod tests {") {
        Some((code, _)) => code.to_owned(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table says what the files say: every `super::` in one is in its `needs`.
    #[test]
    fn needs_are_those_of_the_text() {
        for file in FILES {
            let code = without_tests(file.text);
            for other in FILES.iter().filter(|other| other.name != file.name) {
                let named = ["super::", "crate::runtime::"].into_iter().any(|path| {
                    [" ", ";", "::", ","]
                        .into_iter()
                        .any(|end| code.contains(&format!("{path}{}{end}", other.name)))
                });
                let documented = code
                    .lines()
                    .filter(|line| line.contains(&format!("super::{}", other.name)))
                    .all(|line| line.trim_start().starts_with("//"));
                if named && !documented {
                    assert!(
                        file.needs.contains(&other.name),
                        "{} needs {}",
                        file.name,
                        other.name
                    );
                }
            }
        }
    }

    #[test]
    fn only_what_is_used_is_copied() {
        let uses = Uses::from(["Error"]);
        let names: Vec<_> = needed(&uses).iter().map(|file| file.name).collect();
        assert_eq!(names, ["error", "operation"]);
    }

    #[test]
    fn tests_are_left_out() {
        assert!(
            FILES
                .iter()
                .all(|file| !without_tests(file.text).contains("#[test]"))
        );
    }
}
