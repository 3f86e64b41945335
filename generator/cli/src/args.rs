//! The definition of the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Generates Rust client crates from OpenAPI documents
#[derive(Debug, Parser)]
#[command(name = "bindery", version, max_term_width = 100, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub volume: Volume,
}

/// The amount of output.
#[derive(Args, Clone, Copy, Debug, Default)]
pub(super) struct Volume {
    /// Print only errors and results
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Print what each stage does, with times and counts
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

const EXAMPLES: &str = "\
Examples:
  bindery new client api.yaml     create a workspace for a document
  bindery generate                generate the crate in generated/ from specs/
  bindery check                   verify that generated/ is up to date
  bindery generate api.yaml --out client
                                  generate a crate from one document
  bindery watch                   regenerate whenever a document is saved
  bindery diff                    report what changed since the last commit
  bindery lint                    report every problem of the documents
  bindery list --tag pets         list operations with their Rust names
  bindery mock api.yaml           start a mock server
  bindery conform api.yaml traffic.har
                                  compare recorded traffic with a document
  bindery docs --out docs         write a Markdown reference of the crate
  bindery explain dangling-ref    explain the code of a diagnostic

Exit codes:
  0  success
  1  a document has errors, or the output is stale or cannot be written
  2  wrong usage of the command line";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Create a workspace that generates and compiles a client in one build
    #[command(after_help = NEW_EXAMPLES)]
    New(New),
    /// Generate the crate; only changed files are written
    #[command(after_help = GENERATE_EXAMPLES)]
    Generate(Generate),
    /// Print what `generate` would change, and fail if the crate is stale
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Options),
    /// Report every problem of the documents, and write nothing
    #[command(after_help = LINT_EXAMPLES)]
    Lint(Lint),
    /// Write a Markdown reference of the crate
    #[command(after_help = DOCS_EXAMPLES)]
    Docs(Docs),
    /// List the operations with their Rust names
    #[command(after_help = LIST_EXAMPLES)]
    List(List),
    /// Regenerate the crate whenever a document is saved
    #[command(after_help = WATCH_EXAMPLES)]
    Watch(Generate),
    /// Report the differences between two versions of an API
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(Diff),
    /// Print the result of a stage of the generator
    #[command(after_help = PRINT_EXAMPLES)]
    Print(Print),
    /// Start a mock server that responds as the documents declare
    #[command(after_help = MOCK_EXAMPLES)]
    Mock(Mock),
    /// Compare recorded traffic with a document, and correct the document
    #[command(after_help = CONFORM_EXAMPLES)]
    Conform(Conform),
    /// Print the completion script for a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(after_help = MAN_EXAMPLES)]
    Man {
        /// Write one page per command to this folder instead
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Explain the code of a diagnostic, or list all codes
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain {
        /// The code, as printed in brackets in a diagnostic
        code: Option<String>,
    },
}

const NEW_EXAMPLES: &str = "\
Examples:
  bindery new petstore petstore.yaml
      creates petstore/ with the document, the generated crate, a first program
      and a first test; then run: cd petstore && cargo test
  bindery new clients billing.yaml users.json --crate-name clients
      the same for two documents; each becomes a module";

const DOCS_EXAMPLES: &str = "\
Examples:
  bindery docs
      writes the reference of the documents in specs/ to docs/
  bindery docs petstore.yaml --out petstore-docs
      the same for one document
  bindery docs --check
      fails if docs/ is stale, and prints the difference

With `docs = true` in `[crate]` of bindery.toml, `bindery generate` writes the
reference to the folder docs/ of the crate, and its examples are compiled.";

const LIST_EXAMPLES: &str = "\
Examples:
  bindery list
      lists the operations of the documents in specs/, and the reason for each
      operation that is left out
  bindery list petstore.yaml --tag pets --path /pets/
      only operations with this tag whose path contains the text
  bindery list --text refund --message-format json
      operations that mention refunds, as JSON";

const WATCH_EXAMPLES: &str = "\
Examples:
  bindery watch
      regenerates generated/ whenever a document, a file that it refers to, or
      bindery.toml is saved; after an error, generated/ stays unchanged; stop
      with Ctrl-C
  bindery watch petstore.yaml --out petstore-client --crate-name petstore-client
      the same for a crate of one document";

const DIFF_EXAMPLES: &str = "\
Examples:
  bindery diff
      reports what changed in specs/ since the last commit
  bindery diff specs/petstore.yaml --since v1.2.0 --format markdown
      the same for one document since a tag, as Markdown
  bindery diff old.yaml new.yaml --format json
      compares two documents, as JSON; folders are compared document by document

Kinds of differences:
  breaking    programs that use the item have to change
  behaviour   programs compile, but requests or responses differ
  compatible  neither

The exit code is 1 if a difference is breaking. The version is a proposal.";

const PRINT_EXAMPLES: &str = "\
Examples:
  bindery print petstore.yaml --after upgrade --format yaml
      the document in canonical OpenAPI 3.0
  bindery print petstore.yaml --after lower
      what the generator understands
  curl -L https://petstore.example/openapi.json | bindery print - --after emit
      the generated code of a document from standard input";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  bindery explain
      lists all codes
  bindery explain dangling-ref
      explains the code, with an example and its correction";

const MOCK_EXAMPLES: &str = "\
Examples:
  bindery mock petstore.yaml
      listens on http://127.0.0.1:4010 until Ctrl-C; then, in another terminal:
      curl http://127.0.0.1:4010/pets
  bindery mock petstore.yaml --port 0 --delay 200ms --fail 503:10%
      listens on a free port, which it prints, delays responses, and fails some
      of them; every run behaves the same
  curl -H 'Prefer: code=404' http://127.0.0.1:4010/pets/1
      requests the response for a status; `Prefer: example=NAME` an example, and
      `Prefer: dynamic=true` a value generated from the schema
  curl -H 'X-Bindery-Fault: truncate' http://127.0.0.1:4010/pets
      fails one response: a status, `reset`, `hang`, `garbage` or `truncate`

Created resources are kept until the server stops: they can be fetched, listed,
changed and deleted. Until a resource is created, the items of a collection are
generated.";

const CONFORM_EXAMPLES: &str = "\
Examples:
  bindery conform petstore.yaml traffic.jsonl
      reports every difference between the document and the exchanges that a
      `Recorder` of the generated crate recorded
  bindery conform petstore.yaml browser.har --fix
      the same for a HAR file, and adds the fixes that make the document true to
      the bindery.toml beside it

The output has names, types and counts, and no values of the traffic.
The exit code is 1 if the service contradicts the document.";

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
      reports every problem of the documents in specs/, also those that do not
      affect the generated code, such as examples that do not match their schema;
      fails if one is an error
  bindery lint api.yaml --deny warnings --message-format sarif > api.sarif
      the same for one document, as SARIF; fails for warnings too";

const GENERATE_EXAMPLES: &str = "\
Examples:
  bindery generate
      generates the crate in generated/ from every *.yaml, *.yml and *.json file
      directly in specs/; each becomes a module named after its file; settings
      are in specs/bindery.toml
  bindery generate petstore.yaml --out client --crate-name petstore-client
      generates a crate from one document
  curl -L https://petstore.example/openapi.json | bindery generate - --out client
      generates a crate from standard input, with the module `api`";

const CHECK_EXAMPLES: &str = "\
Examples:
  bindery check
      fails if generated/ is stale, and prints the difference
  bindery check petstore.yaml --out petstore-client --crate-name petstore-client
      the same for a crate of one document";

#[derive(Args, Debug)]
pub(super) struct Generate {
    #[command(flatten)]
    pub options: Options,
    /// Write nothing; the same as `bindery check`
    #[arg(long, conflicts_with = "force")]
    pub check: bool,
    /// Overwrite files that were edited by hand, or that are in the way
    #[arg(long)]
    pub force: bool,
    /// Choose all names anew instead of keeping those of the previous run
    #[arg(long)]
    pub rename: bool,
}

#[derive(Args, Debug)]
pub(super) struct Lint {
    #[command(flatten)]
    pub input: Input,
    /// Fail for these problems too
    #[arg(long, value_name = "KIND", value_enum)]
    pub deny: Option<Deny>,
}

#[derive(Args, Debug)]
pub(super) struct New {
    /// The folder to create
    pub dir: PathBuf,
    /// OpenAPI documents; each becomes a module named after its file
    #[arg(value_name = "SPEC", required = true)]
    pub documents: Vec<PathBuf>,
    /// The name of the crate [default: the name of the document]
    #[arg(long, value_name = "NAME", value_parser = package_name)]
    pub crate_name: Option<String>,
    /// The checkout or git repository of bindery to depend on [default: the checkout that this
    /// program was built from, or the published package]
    #[arg(long, value_name = "PATH|URL")]
    pub bindery: Option<String>,
    /// The format of messages: text, one JSON object per line, or SARIF 2.1.0
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
    /// The name of the crate in examples [default: as configured]
    #[arg(long, value_name = "NAME", value_parser = package_name)]
    pub crate_name: Option<String>,
    /// Write nothing, print what would change, and fail if the pages are stale
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
    /// Only operations with one of these tags
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// Only operations whose path contains this text
    #[arg(long, value_name = "TEXT")]
    pub path: Option<String>,
    /// Only operations whose name or description contains this text
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
}

#[derive(Args, Debug)]
pub(super) struct Diff {
    /// A document or a folder; alone, it is compared with the last commit
    #[arg(value_name = "OLD", conflicts_with = "specs")]
    pub old: Option<PathBuf>,
    /// The document or folder to compare with
    #[arg(value_name = "NEW", conflicts_with = "since")]
    pub new: Option<PathBuf>,
    /// The folder that is compared with the last commit if OLD is not given
    #[arg(long, value_name = "DIR", default_value = "specs")]
    pub specs: PathBuf,
    /// The git revision to compare with
    #[arg(long, value_name = "REVISION", default_value = "HEAD")]
    pub since: String,
    /// The configuration of both versions [default: bindery.toml in each folder]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The format of the report
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
    /// The stage whose result is printed
    #[arg(long, value_name = "STAGE", value_enum)]
    pub after: After,
    /// The format of trees, the results of `load`, `upgrade` and `check`
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = TreeFormat::Json)]
    pub format: TreeFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum After {
    /// The document and its files, as one tree
    Load,
    /// The tree of canonical OpenAPI 3.0
    Upgrade,
    /// The same tree, completed and without invalid parts
    Check,
    /// What the API offers
    Lower,
    /// Facts about each type
    Analyze,
    /// The Rust names
    Name,
    /// All files of the crate
    Emit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TreeFormat {
    Json,
    Yaml,
}

#[derive(Args, Debug)]
pub(super) struct Mock {
    #[command(flatten)]
    pub input: Input,
    /// The port; 0 selects a free one
    #[arg(long, value_name = "N", default_value_t = 4010)]
    pub port: u16,
    /// The address to listen on; any other than loopback is reachable by others
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: std::net::IpAddr,
    /// Delay every response by this time, such as 200ms or 1.5s
    #[arg(long, value_name = "TIME", value_parser = bindery_mock::parse_delay, default_value = "0s")]
    pub delay: std::time::Duration,
    /// Fail a share of the requests, with a status, `reset`, `hang`, `garbage` or `truncate`
    #[arg(long, value_name = "FAULT:SHARE%", value_parser = bindery_mock::parse_failing)]
    pub fail: Vec<bindery_mock::Failing>,
    /// Change a limit of the mock server, such as body_bytes=100000000
    #[arg(long, value_name = "LIMIT=N", value_parser = bindery_mock::parse_limit)]
    pub limit: Vec<(bindery_mock::Limit, usize)>,
    /// Generate other values
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// Do not keep created resources
    #[arg(long)]
    pub stateless: bool,
    /// Accept requests that violate the document
    #[arg(long)]
    pub no_validate: bool,
}

#[derive(Args, Debug)]
pub(super) struct Conform {
    /// The OpenAPI document
    #[arg(value_name = "SPEC")]
    pub document: PathBuf,
    /// Recordings of a `Recorder`, or HAR 1.2 files
    #[arg(value_name = "TRAFFIC", required = true)]
    pub traffic: Vec<PathBuf>,
    /// Add the fixes that make the document true to the configuration
    #[arg(long)]
    pub fix: bool,
    /// The configuration [default: bindery.toml beside the document]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The format of messages: text, one JSON object per line, or SARIF 2.1.0
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = MessageFormat::Human)]
    pub message_format: MessageFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    Warnings,
}

#[derive(Args, Debug)]
pub(super) struct Options {
    #[command(flatten)]
    pub input: Input,
    /// The folder of the generated crate
    #[arg(long, value_name = "DIR", default_value = "generated")]
    pub out: PathBuf,
    /// The name of the crate [default: as configured, or the name of the document]
    #[arg(long, value_name = "NAME", value_parser = package_name)]
    pub crate_name: Option<String>,
}

/// The documents, and the format of messages.
#[derive(Args, Debug)]
pub(super) struct Input {
    /// OpenAPI documents; `-` is standard input
    #[arg(value_name = "SPEC", conflicts_with = "specs")]
    pub documents: Vec<PathBuf>,
    /// The folder of the documents if no SPEC is given
    #[arg(long, value_name = "DIR", default_value = "specs")]
    pub specs: PathBuf,
    /// The configuration [default: bindery.toml in the folder of --specs]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Leave out the operations that need a part in error, instead of failing
    #[arg(long)]
    pub leave_out_broken: bool,
    /// The format of messages: text, one JSON object per line, or SARIF 2.1.0
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
    /// Returns the format of messages.
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
            Self::Mock(mock) => mock.input.message_format,
            Self::Conform(conform) => conform.message_format,
            Self::Explain { .. } | Self::Completions { .. } | Self::Man { .. } => {
                MessageFormat::Human
            }
        }
    }
}

fn package_name(text: &str) -> Result<String, &'static str> {
    if bindery::config::is_package_name(text) {
        Ok(text.to_owned())
    } else {
        Err(
            "a crate name consists of letters, digits, `-` and `_`, begins with a letter, and is no reserved word",
        )
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
