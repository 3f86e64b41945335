//! The command line: arguments, output and exit codes.
//!
//! 0: done. 1: a document or the state of the output is in error. 2: the call is.

mod args;
mod committed;
mod conform;
mod diff;
mod docs;
mod json;
mod list;
mod manual;
mod meter;
mod mock;
mod new;
mod print;
mod scaffold;
mod screen;
mod source;
mod unified;
mod watch;

use args::{Arguments, Command, Deny, Generate, Input, Lint, Options, Volume};
use bindery::config::Config;
use bindery::diagnostic::{self, Code, State, did_you_mean};
use bindery::job::Request;
use bindery::limits::Limits;
use bindery::load::STANDARD_INPUT;
use bindery::pipeline::{self, CrateOutput, generate_crate};
use bindery::regular_file::{self, SpecialFile};
use bindery::write;
use clap::Parser;
use screen::{Screen, Style};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const DONE: u8 = 0;
const FAILED: u8 = 1;
const MISUSE: u8 = 2;

/// Runs the command line with these arguments, the first of which is the program's name.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let code = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => run(arguments.command, arguments.volume),
        Err(error) => {
            // Help and version come this way too; a reader that went away is no error.
            let _ = error.print();
            if error.use_stderr() { MISUSE } else { DONE }
        }
    };
    ExitCode::from(code)
}

fn run(command: Command, volume: Volume) -> u8 {
    let mut screen = Screen::new(command.message_format(), volume);
    let result = match &command {
        Command::Generate(generate) if !generate.check => self::generate(generate, &mut screen),
        Command::Generate(generate) => check(&generate.options, generate.rename, &mut screen),
        Command::Check(options) => check(options, false, &mut screen),
        Command::Lint(lint) => self::lint(lint, &mut screen),
        Command::New(new) => self::new::run(new, &mut screen),
        Command::Docs(docs) => self::docs::run(docs, &mut screen),
        Command::List(list) => self::list::run(list, &mut screen),
        Command::Watch(watch) => self::watch::run(watch, &mut screen),
        Command::Diff(diff) => self::diff::run(diff, &mut screen),
        Command::Print(print) => self::print::run(print, &mut screen),
        Command::Mock(mock) => self::mock::run(mock, &mut screen),
        Command::Conform(conform) => self::conform::run(conform, &mut screen),
        Command::Completions { shell } => manual::completions(*shell, &mut screen),
        Command::Man { out } => manual::man(out.as_deref(), &mut screen),
        Command::Explain { code } => explain(code.as_deref(), &mut screen),
    };
    let code = match result {
        Ok(code) => code,
        Err(error) => {
            let _ = screen.problem("io", &error.to_string());
            FAILED
        }
    };
    // There is no way left to report this error.
    let _ = screen.finish();
    code
}

/// `bindery lint`.
fn lint(lint: &Lint, screen: &mut Screen) -> io::Result<u8> {
    if let Some(message) = missing(&lint.input, "lint") {
        screen.misuse(&message)?;
        return Ok(screen.code());
    }
    let request = Request {
        in_folder: true,
        ..plain_request(&lint.input, screen)
    };
    let findings = match request.job() {
        Ok(job) => pipeline::lint(&job),
        Err(failed) => failed.findings,
    };
    let counts = screen.linted(&findings)?;
    let denied = counts.errors > 0 || lint.deny == Some(Deny::Warnings) && counts.warnings > 0;
    Ok(if denied { FAILED } else { DONE })
}

/// `bindery explain`.
fn explain(code: Option<&str>, screen: &mut Screen) -> io::Result<u8> {
    let Some(name) = code else {
        screen.result(&diagnostic::list())?;
        return Ok(DONE);
    };
    // As in a diagnostic: `error[dangling-ref]`.
    let bare = name
        .rsplit('[')
        .next()
        .unwrap_or(name)
        .trim_end_matches(']');
    let text = Code::of_name(bare).map(diagnostic::explain);
    match text.or_else(|| State::of_name(bare).map(diagnostic::explain_state)) {
        Some(text) => {
            screen.result(&text)?;
            Ok(DONE)
        }
        None => {
            let codes = Code::ALL.iter().map(|code| code.name());
            let names = codes.chain(State::ALL.iter().map(|state| state.name));
            let help = did_you_mean(bare, names)
                .unwrap_or_else(|| "`bindery explain` lists all codes".to_owned());
            screen.misuse(&format!("there is no code `{bare}`\n  help: {help}"))?;
            Ok(screen.code())
        }
    }
}

/// `bindery generate`.
fn generate(generate: &Generate, screen: &mut Screen) -> io::Result<u8> {
    let options = &generate.options;
    let Some(bound) = prepare(options, generate.rename, screen)? else {
        return Ok(screen.code());
    };
    match write::write(&options.out, &bound.files, &bound.stamp, generate.force) {
        Ok(summary) => {
            screen.renamed(&bound.renames)?;
            screen.written(&options.out, &summary)?;
        }
        Err(error) => {
            screen.problem(error.code(), &error.to_string())?;
            return Ok(FAILED);
        }
    }
    // The process ends here: the system takes all memory back at once.
    std::mem::forget(bound);
    Ok(DONE)
}

/// `bindery check`: the same, stopping before the disk.
fn check(options: &Options, rename: bool, screen: &mut Screen) -> io::Result<u8> {
    let Some(bound) = prepare(options, rename, screen)? else {
        return Ok(screen.code());
    };
    screen.renamed(&bound.renames)?;
    compare(&options.out, &bound, &generating(options), screen)
}

/// Compares an output with what is on the disk; `command` writes it.
fn compare(out: &Path, bound: &CrateOutput, command: &str, screen: &mut Screen) -> io::Result<u8> {
    match write::plan(out, &bound.files, &bound.stamp) {
        Ok(plan) if plan.is_empty() => {
            screen.fresh(out)?;
            Ok(DONE)
        }
        Ok(plan) => {
            screen.stale(out, &plan, command)?;
            Ok(FAILED)
        }
        Err(error) => {
            screen.problem(error.code(), &error.to_string())?;
            Ok(FAILED)
        }
    }
}

/// The call that writes what these options ask for.
fn generating(options: &Options) -> String {
    let out = (Path::new("generated") != options.out).then_some(&options.out);
    writing(
        "generate",
        &options.input,
        out,
        options.crate_name.as_deref(),
    )
}

/// A call that writes, with everything that is not as it is without being said.
fn writing(command: &str, input: &Input, out: Option<&PathBuf>, name: Option<&str>) -> String {
    let mut call = vec!["bindery".to_owned(), command.to_owned()];
    call.extend(
        input
            .documents
            .iter()
            .map(|path| path.display().to_string()),
    );
    let specs = (Path::new("specs") != input.specs).then_some(&input.specs);
    for (option, path) in [
        ("--specs", specs),
        ("--config", input.config.as_ref()),
        ("--out", out),
    ] {
        call.extend(path.map(|path| format!("{option} {}", path.display())));
    }
    call.extend(name.map(|name| format!("--crate-name {name}")));
    call.extend(
        input
            .leave_out_broken
            .then(|| "--leave-out-broken".to_owned()),
    );
    call.join(" ")
}

/// Everything up to the disk; none when that failed, and the screen knows why.
fn prepare(
    options: &Options,
    rename: bool,
    screen: &mut Screen,
) -> io::Result<Option<CrateOutput>> {
    if let Some(message) = misuse(options) {
        screen.misuse(&message)?;
        return Ok(None);
    }
    let request = Request {
        out: options.out.clone(),
        crate_name: options.crate_name.clone(),
        rename,
        ..request(&options.input, UseOfConfig::Crate, screen)?
    };
    match request.job().and_then(|job| generate_crate(&job)) {
        Ok(bound) => {
            screen.findings(&bound.findings)?;
            Ok(Some(bound))
        }
        Err(failed) => {
            screen.findings(&failed.findings)?;
            Ok(None)
        }
    }
}

/// The job of a call, and a note about a configuration that is ignored: a user who names a document
/// may expect the `bindery.toml` beside it to apply.
fn request(input: &Input, use_of_config: UseOfConfig, screen: &Screen) -> io::Result<Request> {
    let request = plain_request(input, screen);
    if let Some(path) = unread_config(input, use_of_config) {
        let path = path.display();
        screen.note(&format!(
            "note: `{path}` is ignored because documents were given on the command line; pass \
             `--config {path}` to use it"
        ))?;
    }
    Ok(request)
}

/// The settings of `bindery.toml` that a command uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum UseOfConfig {
    /// Those of the crate and of its documents.
    Crate,
    /// Those of the documents.
    Documents,
}

/// A `bindery.toml` beside documents that are named, unless another one was given or it has no setting
/// that this command uses.
fn unread_config(input: &Input, use_of_config: UseOfConfig) -> Option<PathBuf> {
    if input.config.is_some() {
        return None;
    }
    let files = input.documents.iter().filter(|path| path.is_file());
    let beside = files.map(|path| (path.with_file_name("bindery.toml"), path.file_stem()));
    let mut found = beside.filter(|(path, stem)| {
        let Ok(text) = regular_file::read_to_string(path) else {
            return false;
        };
        let stem = stem.unwrap_or_default().to_string_lossy();
        match Config::parse(&text) {
            Ok(config) if use_of_config == UseOfConfig::Documents => {
                config.apis.contains_key(&*stem) || config.limits != Limits::default()
            }
            _ => true,
        }
    });
    found.next().map(|(path, _)| path)
}

fn plain_request(input: &Input, screen: &Screen) -> Request {
    Request {
        observer: screen.observer(),
        documents: input.documents.clone(),
        specs: input.specs.clone(),
        config: input.config.clone(),
        leave_out_broken: input.leave_out_broken,
        // Where the crate usually is: a package around it gives its name, and has its features.
        out: input.specs.with_file_name("generated"),
        ..Request::default()
    }
}

/// Errors of the call, before any file is read.
fn misuse(options: &Options) -> Option<String> {
    if Path::new("") == options.out {
        return Some("the output folder has no name".to_owned());
    }
    missing(&options.input, "generate")
}

/// A file or name in the call that does not exist.
fn missing(input: &Input, command: &str) -> Option<String> {
    let is_input = |path: &&PathBuf| path.as_path() == Path::new(STANDARD_INPUT);
    if input.documents.iter().filter(is_input).count() > 1 {
        return Some("standard input holds one document".to_owned());
    }
    let documents = input.documents.iter().filter(|path| !is_input(path));
    if let Some(folder) = input.config.as_ref().filter(|path| path.is_dir()) {
        let name = folder.display();
        return Some(format!(
            "`{name}` is a folder\n  help: name the file in it (`--config {name}/bindery.toml`)"
        ));
    }
    if let Some(message) = missing_file(documents, &Instead::Piped(command)) {
        return Some(message);
    }
    if let Some(message) = missing_file(&input.config, &Instead::File) {
        return Some(message);
    }
    if input.documents.is_empty() && !input.specs.is_dir() {
        return Some(format!(
            "there is no folder `{}`\n  help: name the documents (`bindery generate api.yaml`), or their folder (`--specs DIR`)",
            input.specs.display()
        ));
    }
    None
}

/// How else a document can be given that is not in a regular file.
enum Instead<'a> {
    /// By standard input, to this command.
    Piped(&'a str),
    /// Only by a file.
    File,
}

impl Instead<'_> {
    fn help(&self) -> &'static str {
        match self {
            Self::Piped(_) => "pipe the document to standard input, which is called `-`",
            Self::File => "put the text into a regular file",
        }
    }

    /// The command that downloads a document and passes it on.
    fn download(&self, url: &str) -> String {
        let quoted = match url.chars().all(is_plain_in_shells) {
            true => url.to_owned(),
            false => format!("'{}'", url.replace('\'', "'\\''")),
        };
        match self {
            Self::Piped(command) => format!("curl -L {quoted} | bindery {command} -"),
            Self::File => {
                let name = url.split(['?', '#']).next().unwrap_or_default();
                let name = name.rsplit('/').next().unwrap_or_default();
                let is_document = [".yaml", ".yml", ".json"]
                    .iter()
                    .any(|extension| name.ends_with(extension));
                let is_plain = is_document && name.chars().all(is_plain_in_shells);
                let name = if is_plain { name } else { "api.json" };
                format!("curl -L {quoted} -o {name}")
            }
        }
    }
}

fn is_plain_in_shells(c: char) -> bool {
    c.is_ascii_alphanumeric() || "/:.-_~%+,@".contains(c)
}

/// The first of these files that does not exist, or is not a regular file.
fn missing_file<'a>(
    files: impl IntoIterator<Item = &'a PathBuf>,
    instead: &Instead<'_>,
) -> Option<String> {
    let path = files.into_iter().find(|path| !path.is_file())?;
    let name = path.display();
    if path.is_dir() {
        let help = format!("name the documents in it, such as `{name}/*.yaml`");
        return Some(format!("`{name}` is a folder\n  help: {help}"));
    }
    if let Some(special) = SpecialFile::at(path) {
        return Some(format!("`{name}` is {special}\n  help: {}", instead.help()));
    }
    let message = download_message(path, instead);
    Some(message.unwrap_or_else(|| format!("there is no file `{name}`")))
}

/// Names the command that downloads a document, for a URL in the place of a path.
fn download_message(path: &Path, instead: &Instead<'_>) -> Option<String> {
    let url = path.to_str()?;
    let (scheme, _) = url.split_once("://")?;
    let is_web = ["http", "https"]
        .iter()
        .any(|it| scheme.eq_ignore_ascii_case(it));
    is_web.then(|| {
        let command = instead.download(url);
        format!("`{url}` is a URL, and bindery downloads nothing\n  help: run `{command}`")
    })
}

/// Whether colour is welcome: on a terminal, unless `NO_COLOR` says otherwise (no-color.org).
fn colour(terminal: bool) -> Style {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if terminal && !refused {
        Style::Colour
    } else {
        Style::Plain
    }
}
