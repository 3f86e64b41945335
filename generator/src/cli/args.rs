//! What can be asked on the command line?

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Reads OpenAPI descriptions and binds them into a Rust crate.
#[derive(Debug, Parser)]
#[command(name = "bindery", version, max_term_width = 100, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  bindery new client api.yaml             make a workspace around a document
  bindery generate                        bind every document in specs/ into generated/
  bindery check                           say whether generated/ is up to date, and write nothing
  bindery generate api.yaml --out client  bind one document into a crate of its own
  bindery lint                            say everything that is wrong with the documents in specs/
  bindery list --tag Participant          list operations with their names in Rust
  bindery docs --out docs                 describe the crate in pages of Markdown
  bindery explain dangling-ref            say what a code means, and what to do about it

Exit codes:
  0  done
  1  a document, or the state of the output, is at fault
  2  the call is at fault";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a workspace from documents, which binds and compiles them in one build
    #[command(after_help = NEW_EXAMPLES)]
    New(New),
    /// Write the crate: only what changed, and only files that are not edited by hand
    #[command(after_help = GENERATE_EXAMPLES)]
    Generate(Generate),
    /// Show what `generate` would change, and fail if that is anything
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Options),
    /// Say everything that is wrong with the documents, and write nothing
    #[command(after_help = LINT_EXAMPLES)]
    Lint(Lint),
    /// Write the reference of the crate as pages of Markdown, and nothing else
    #[command(after_help = DOCS_EXAMPLES)]
    Docs(Docs),
    /// List the operations, with the names that they have in Rust
    #[command(after_help = LIST_EXAMPLES)]
    List(List),
    /// Write what a shell needs to complete calls of bindery
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual, in the format of man
    #[command(after_help = MAN_EXAMPLES)]
    Man {
        /// Write a page for each command into this folder, instead of one to standard output
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Say what a code of a diagnostic means; without one, list all codes
    Explain {
        /// A code, as it stands in brackets in a diagnostic
        code: Option<String>,
    },
}

const NEW_EXAMPLES: &str = "\
Examples:
  bindery new petstore petstore.yaml
      makes the folder petstore/ with the document in specs/, its crate in generated/, a first
      program and a first test; then: cd petstore && cargo test
  bindery new clients billing.yaml users.json --crate-name clients
      the same for two documents, each a module of one crate";

const DOCS_EXAMPLES: &str = "\
Examples:
  bindery docs
      writes the reference of the documents in specs/ into docs/
  bindery docs petstore.yaml --out petstore-docs
      the same for one document
  A crate holds its own reference, in its folder docs/, where bindery.toml says `docs = true` in
  `[crate]`; then `bindery generate` keeps it up to date, and its examples are compiled.";

const LIST_EXAMPLES: &str = "\
Examples:
  bindery list
      lists every operation of the documents in specs/, and those that are left out, with the reason
  bindery list petstore.yaml --tag pets --path /pets/
      those that have the tag and whose path contains the text
  bindery list --text refund --message-format json
      those that speak of refunds, for a tool";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  bindery completions bash > ~/.local/share/bash-completion/completions/bindery
  bindery completions zsh > ~/.zfunc/_bindery
  bindery completions fish > ~/.config/fish/completions/bindery.fish";

const MAN_EXAMPLES: &str = "\
Examples:
  bindery man | man -l -
  bindery man --out ~/.local/share/man/man1";

const LINT_EXAMPLES: &str = "\
Examples:
  bindery lint
      shows every fault of the documents in specs/, with those that no generated code depends on,
      such as examples that do not fit their schema; fails when one is an error
  bindery lint api.yaml --deny warnings --message-format sarif > api.sarif
      the same for one document, for a code scanner; fails when there is any fault";

const GENERATE_EXAMPLES: &str = "\
Examples:
  bindery generate
      binds every *.yaml, *.yml and *.json directly in specs/, each a module named as its file,
      configured by specs/bindery.toml if there is one, into the crate in generated/
  bindery generate petstore.yaml --out petstore-client --crate-name petstore-client
      binds one document into a crate of its own";

const CHECK_EXAMPLES: &str = "\
Examples:
  bindery check
      fails when generated/ is not what specs/ say, and shows the difference
  bindery check petstore.yaml --out petstore-client --crate-name petstore-client
      the same for a crate of one document";

#[derive(Args, Debug)]
pub(super) struct Generate {
    #[command(flatten)]
    pub options: Options,
    /// Write nothing: the same as `bindery check`
    #[arg(long, conflicts_with = "force")]
    pub check: bool,
    /// Overwrite files that were edited by hand, or that are in the way
    #[arg(long)]
    pub force: bool,
}

#[derive(Args, Debug)]
pub(super) struct Lint {
    #[command(flatten)]
    pub input: Input,
    /// Fail for faults of this kind too
    #[arg(long, value_name = "KIND", value_enum)]
    pub deny: Option<Deny>,
}

#[derive(Args, Debug)]
pub(super) struct New {
    /// The folder, which is made
    pub dir: PathBuf,
    /// OpenAPI documents, each a module named as its file
    #[arg(value_name = "SPEC", required = true)]
    pub documents: Vec<PathBuf>,
    /// The crate's name, instead of the document's
    #[arg(long, value_name = "NAME", value_parser = package_name)]
    pub crate_name: Option<String>,
    /// Depend on this checkout of bindery instead of the published crate
    #[arg(long, value_name = "PATH")]
    pub bindery: Option<PathBuf>,
    /// Say everything for people, as one JSON object a line, or as one log of SARIF 2.1.0
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = MessageFormat::Human)]
    pub message_format: MessageFormat,
}

#[derive(Args, Debug)]
pub(super) struct Docs {
    #[command(flatten)]
    pub input: Input,
    /// The folder of the pages
    #[arg(long, value_name = "DIR", default_value = "docs")]
    pub out: PathBuf,
    /// The crate's name in the examples, instead of the configured one or the document's
    #[arg(long, value_name = "NAME", value_parser = package_name)]
    pub crate_name: Option<String>,
    /// Overwrite files that were edited by hand, or that are in the way
    #[arg(long)]
    pub force: bool,
}

#[derive(Args, Debug)]
pub(super) struct List {
    #[command(flatten)]
    pub input: Input,
    /// Only those with this tag, or with one of these
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// Only those whose path contains this
    #[arg(long, value_name = "TEXT")]
    pub path: Option<String>,
    /// Only those that contain this in a name or in what is said of them, in any case
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    Warnings,
}

#[derive(Args, Debug)]
pub(super) struct Options {
    #[command(flatten)]
    pub input: Input,
    /// The folder of the crate
    #[arg(long, value_name = "DIR", default_value = "generated")]
    pub out: PathBuf,
    /// The crate's name, instead of the configured one or the document's
    #[arg(long, value_name = "NAME", value_parser = package_name)]
    pub crate_name: Option<String>,
}

/// What is read, and how faults are told.
#[derive(Args, Debug)]
pub(super) struct Input {
    /// OpenAPI documents, each a module named as its file
    #[arg(value_name = "SPEC", conflicts_with = "specs")]
    pub documents: Vec<PathBuf>,
    /// The folder whose documents are read when no SPEC is given
    #[arg(long, value_name = "DIR", default_value = "specs")]
    pub specs: PathBuf,
    /// The configuration, instead of bindery.toml in the folder of the documents
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Say everything for people, as one JSON object a line, or as one log of SARIF 2.1.0
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = MessageFormat::Human)]
    pub message_format: MessageFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    Human,
    Json,
    Sarif,
}

impl Command {
    /// How everything is to be said.
    pub fn message_format(&self) -> MessageFormat {
        match self {
            Self::Generate(generate) => generate.options.input.message_format,
            Self::Check(options) => options.input.message_format,
            Self::Lint(lint) => lint.input.message_format,
            Self::New(new) => new.message_format,
            Self::Docs(docs) => docs.input.message_format,
            Self::List(list) => list.input.message_format,
            Self::Explain { .. } | Self::Completions { .. } | Self::Man { .. } => {
                MessageFormat::Human
            }
        }
    }
}

fn package_name(text: &str) -> Result<String, &'static str> {
    if crate::config::is_package_name(text) {
        Ok(text.to_owned())
    } else {
        Err("cargo takes letters, digits, `-` and `_`, first a letter, and no reserved word")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
    }
}
