//! What can be asked on the command line?

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Reads OpenAPI descriptions and binds them into a Rust crate.
#[derive(Debug, Parser)]
#[command(name = "bindery", version, max_term_width = 100, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub volume: Volume,
}

/// How much is said.
#[derive(Args, Clone, Copy, Debug, Default)]
pub(super) struct Volume {
    /// Say nothing but errors and what was asked for
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say what each stage does, with times and counts
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

const EXAMPLES: &str = "\
Examples:
  bindery new client api.yaml             make a workspace around a document
  bindery generate                        bind every document in specs/ into generated/
  bindery check                           say whether generated/ is up to date, and write nothing
  bindery generate api.yaml --out client  bind one document into a crate of its own
  bindery watch                           keep generated/ up to date while specs/ are edited
  bindery diff                            say what changed since the last commit, and for whom
  bindery lint                            say everything that is wrong with the documents in specs/
  bindery list --tag Participant          list operations with their names in Rust
  bindery mock api.yaml                   play the API that a document describes
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
    /// Keep the crate up to date while the documents are edited, and show their faults
    #[command(after_help = WATCH_EXAMPLES)]
    Watch(Generate),
    /// Say what is different between two states of an API, and whether it breaks callers
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(Diff),
    /// Show what a stage of the generator makes of a document
    #[command(after_help = PRINT_EXAMPLES)]
    Print(Print),
    /// Play the APIs of the documents: answer requests from their examples and schemas
    #[cfg(feature = "mock")]
    #[command(after_help = MOCK_EXAMPLES)]
    Mock(Mock),
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
    #[command(after_help = EXPLAIN_EXAMPLES)]
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
  bindery docs --check
      fails when docs/ is not what specs/ say, and shows the difference
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

const WATCH_EXAMPLES: &str = "\
Examples:
  bindery watch
      writes generated/ whenever a document in specs/, a file that one refers to, or bindery.toml is
      saved; an error leaves generated/ as it was; ends with Ctrl-C
  bindery watch petstore.yaml --out petstore-client --crate-name petstore-client
      the same for a crate of one document";

const DIFF_EXAMPLES: &str = "\
Examples:
  bindery diff
      says what is different in specs/ since the last commit
  bindery diff specs/petstore.yaml --since v1.2.0 --format markdown
      the same for one document since a tag, for a change log
  bindery diff old.yaml new.yaml --format json
      compares two documents, for a tool; two folders are compared document by document

What is different is one of
  breaking    a program that uses it has to change
  behaviour   the program compiles, and another request is sent or another answer read
  compatible  neither

The exit code is 1 where something is breaking. The version is a proposal that nothing acts on.";

const PRINT_EXAMPLES: &str = "\
Examples:
  bindery print petstore.yaml --after upgrade --format yaml
      the document in OpenAPI 3.0, as the generator reads it
  bindery print petstore.yaml --after lower
      what it is taken to mean
  curl -s https://petstore.example/openapi.json | bindery print - --after emit | less
      the code for a document from standard input";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  bindery explain
      lists all codes
  bindery explain dangling-ref
      says what the code means, with an example and what to write instead";

#[cfg(feature = "mock")]
const MOCK_EXAMPLES: &str = "\
Examples:
  bindery mock petstore.yaml
      answers at http://127.0.0.1:4010 until Ctrl-C; then, elsewhere:
      curl http://127.0.0.1:4010/pets
  bindery mock petstore.yaml --port 0 --delay 200ms --fail 503:10% --fail reset:1%
      takes a free port, which it prints, and is slow and unreliable; the same each time
  curl -H 'Prefer: code=404' http://127.0.0.1:4010/pets/1
      asks for the answer of a status; `Prefer: example=NAME` for an example, `Prefer: dynamic=true`
      for a value that is made up from the schema
  curl -H 'X-Bindery-Delay: 2s' -H 'X-Bindery-Fault: truncate' http://127.0.0.1:4010/pets
      spoils one answer: a status, `reset`, `hang`, `garbage` or `truncate`

What is created is kept until the end: it is fetched, listed page by page, changed and deleted as the
paths say. Until something is created in a collection, its items are made up.";

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
      binds one document into a crate of its own
  curl -s https://petstore.example/openapi.json | bindery generate - --out petstore-client
      binds a document from standard input, as the module `api`";

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
    /// Write nothing, show what would change, and fail if that is anything
    #[arg(long, conflicts_with = "force")]
    pub check: bool,
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

#[derive(Args, Debug)]
pub(super) struct Diff {
    /// A document or a folder of documents; alone, it is compared with what was committed
    #[arg(value_name = "OLD", conflicts_with = "specs")]
    pub old: Option<PathBuf>,
    /// What it is compared with
    #[arg(value_name = "NEW", conflicts_with = "since")]
    pub new: Option<PathBuf>,
    /// The folder whose documents are compared with what was committed when nothing is given
    #[arg(long, value_name = "DIR", default_value = "specs")]
    pub specs: PathBuf,
    /// The revision of git to compare with
    #[arg(long, value_name = "REVISION", default_value = "HEAD")]
    pub since: String,
    /// The configuration of both sides, instead of bindery.toml in the folders
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Say it as text, as Markdown, or as one JSON object
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    Text,
    Markdown,
    Json,
}

#[derive(Args, Debug)]
pub(super) struct Print {
    #[command(flatten)]
    pub input: Input,
    /// The stage whose result is shown
    #[arg(long, value_name = "STAGE", value_enum)]
    pub after: After,
    /// How trees are written, which `load`, `upgrade` and `check` have
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = TreeFormat::Json)]
    pub format: TreeFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum After {
    /// The document and the files that it refers to, as one tree
    Load,
    /// The tree of canonical OpenAPI 3.0
    Upgrade,
    /// The same, completed, without what is faulty
    Check,
    /// What the API offers
    Lower,
    /// What follows from that for each type
    Analyze,
    /// What everything is called in Rust
    Name,
    /// All files of the crate
    Emit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TreeFormat {
    Json,
    Yaml,
}

#[cfg(feature = "mock")]
#[derive(Args, Debug)]
pub(super) struct Mock {
    #[command(flatten)]
    pub input: Input,
    /// The port; 0 for one that is free
    #[arg(long, value_name = "N", default_value_t = 4010)]
    pub port: u16,
    /// The address to be reached at, by others too if it is not one of this machine alone
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: std::net::IpAddr,
    /// Let every answer take so long, such as 200ms or 1.5s
    #[arg(long, value_name = "TIME", value_parser = crate::mock::parse_delay, default_value = "0s")]
    pub delay: std::time::Duration,
    /// Let a share of the requests fail, or all without one: a status, `reset`, `hang`, `garbage` or `truncate`
    #[arg(long, value_name = "FAULT:SHARE%", value_parser = crate::mock::parse_failing)]
    pub fail: Vec<crate::mock::Failing>,
    /// Change what clients may ask of the machine, such as body_bytes=100000000; docs/mock-limits.md lists all limits
    #[arg(long, value_name = "LIMIT=N", value_parser = crate::mock::parse_limit)]
    pub limit: Vec<(crate::mock::Limit, usize)>,
    /// Make up other values
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// Keep nothing of what is created
    #[arg(long)]
    pub stateless: bool,
    /// Take requests as they are, also such as the documents do not allow
    #[arg(long)]
    pub no_validate: bool,
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
    /// OpenAPI documents, each a module named as its file; `-` is standard input
    #[arg(value_name = "SPEC", conflicts_with = "specs")]
    pub documents: Vec<PathBuf>,
    /// The folder whose documents are read when no SPEC is given
    #[arg(long, value_name = "DIR", default_value = "specs")]
    pub specs: PathBuf,
    /// The configuration, instead of bindery.toml in the folder of --specs
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
            Self::Watch(watch) => watch.options.input.message_format,
            Self::Print(print) => print.input.message_format,
            Self::Diff(diff) if diff.format == DiffFormat::Json => MessageFormat::Json,
            Self::Diff(_) => MessageFormat::Human,
            #[cfg(feature = "mock")]
            Self::Mock(mock) => mock.input.message_format,
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
