//! What comes of every text in every position?

use super::payloads::Payload;
use super::sound::{CRATE, Inspector};
use super::table::{Row, Table, VERSIONS, written};
use super::terminal::harmful;
use bindery::diagnostic::{Code, Diagnostic, Severity, Target};
use bindery::findings::{Failed, Findings};
use bindery::job::{Job, Request};
use bindery::message;
use bindery::pipeline::{CrateOutput, Meaning, generate_crate, lint, understand};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What became of a text in a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A crate was generated.
    Accepted,
    /// A crate was generated without the operation that has the text.
    LeftOut,
    /// An error was reported.
    Refused,
    /// The document had another row in its place.
    Untried,
}

impl Outcome {
    pub fn letter(self) -> char {
        match self {
            Self::Accepted => '.',
            Self::LeftOut => '-',
            Self::Refused => 'x',
            Self::Untried => ' ',
        }
    }
}

/// Something that is wrong with what was generated or reported.
pub struct Problem {
    /// The row, or the rows of the document.
    pub rows: String,
    pub payload: &'static str,
    pub message: String,
}

/// A version of the specification, and rows of one document.
type Group<'t> = (&'static str, Vec<&'t Row>);

/// The text of each row.
type Text<'a> = &'a dyn Fn(&Row) -> String;

/// Generates crates, and looks at them.
pub struct Trial<'t> {
    table: &'t Table,
    folder: PathBuf,
    /// The documents in which rows are apart.
    groups: Vec<Group<'t>>,
    pub inspector: Inspector,
    pub problems: Vec<Problem>,
    /// Documents that were tried.
    pub documents: usize,
    /// Crates that were generated.
    pub crates: usize,
    /// Diagnostics that were shown.
    pub diagnostics: usize,
    /// The documents of all rows together that crates were generated from.
    pub accepted: Vec<Value>,
    payload: &'static str,
}

impl<'t> Trial<'t> {
    /// A trial whose documents are in a folder of their own. The reference, the server and the
    /// features of tags are part of each crate.
    pub fn new(table: &'t Table, folder: &Path) -> Self {
        fs::create_dir_all(folder).unwrap();
        let configuration = "[crate]\ndocs = true\nserver = true\nfeatures = 'tags'\n";
        fs::write(folder.join("bindery.toml"), configuration).unwrap();
        Self {
            table,
            folder: folder.to_owned(),
            groups: VERSIONS
                .iter()
                .flat_map(|version| groups(table, version))
                .collect(),
            inspector: Inspector::default(),
            problems: Vec::new(),
            documents: 0,
            crates: 0,
            diagnostics: 0,
            accepted: Vec::new(),
            payload: "",
        }
    }

    /// Puts a word of its own into each position. Learns from the crates what manifests say, and finds
    /// the rows whose word no generated file has.
    pub fn learn(&mut self) -> Vec<&'t Row> {
        let text = |row: &Row| word(row.number);
        let mut absent = Vec::new();
        for (version, rows) in self.groups.clone() {
            let mut refused = Vec::new();
            let mut crates = Vec::new();
            self.settle(version, &rows, &text, &mut |rows, result| match result {
                Settled::Generated(bound, _) => {
                    let files = bound
                        .files
                        .iter()
                        .map(|(path, text)| (path.as_str().to_owned(), text.clone()));
                    crates.extend(files);
                }
                Settled::Refused => refused.extend(rows.iter().map(|row| row.number)),
            });
            let manifests = crates.iter().filter(|(path, _)| path == "Cargo.toml");
            manifests.for_each(|(_, text)| self.inspector.known.learn(text));
            let own = crates
                .iter()
                .filter(|(path, _)| !path.starts_with("src/runtime/"));
            let all: String = own.map(|(_, text)| text.as_str()).collect();
            let all = all.to_lowercase().replace('_', "");
            absent.extend(
                rows.into_iter()
                    .filter(|row| !all.contains(&word(row.number))),
            );
        }
        self.problems.clear();
        absent
    }

    /// Puts a text into every position, each with an operation or a document of its own.
    pub fn apart(&mut self, payload: &Payload) -> Vec<Outcome> {
        self.payload = payload.name;
        let text = |_: &Row| payload.text.clone();
        let mut outcomes = vec![Outcome::Accepted; self.table.rows.len()];
        for (version, rows) in self.groups.clone() {
            self.settle(version, &rows, &text, &mut |rows, result| {
                for row in rows {
                    outcomes[row.number] = match &result {
                        Settled::Generated(_, omitted)
                            if row
                                .paths(&payload.text)
                                .iter()
                                .any(|path| omitted.contains(&spelt(path))) =>
                        {
                            Outcome::LeftOut
                        }
                        Settled::Generated(..) => Outcome::Accepted,
                        Settled::Refused => Outcome::Refused,
                    };
                }
            });
        }
        outcomes
    }

    /// Finds out what becomes of each row of a document.
    fn settle(
        &mut self,
        version: &'static str,
        rows: &[&'t Row],
        text: Text<'_>,
        settled: &mut dyn FnMut(&[&'t Row], Settled<'_>),
    ) {
        let halves = rows.split_at(rows.len() / 2);
        let Ok(document) = self.table.document(version, rows, false, text) else {
            assert!(
                rows.len() > 1,
                "{version}: a row is in conflict with itself"
            );
            self.settle(version, halves.0, text, settled);
            self.settle(version, halves.1, text, settled);
            return;
        };
        let names = names(rows);
        match self.bound(&document, &names) {
            Ok(bound) => {
                let omitted = bound
                    .meanings
                    .iter()
                    .flat_map(|meaning| &meaning.api.omitted);
                let omitted = omitted
                    .map(|omitted| omitted.path.untrusted().to_owned())
                    .collect();
                settled(rows, Settled::Generated(&bound, omitted));
                let count = self.problems.len();
                self.inspect(&bound, &names);
                if self.problems.len() > count {
                    self.blame(version, rows, text, count);
                }
            }
            Err(_) if rows.len() <= 1 => settled(rows, Settled::Refused),
            Err(errors) => {
                let owns = |row: &&&Row| {
                    let text = text(row);
                    errors
                        .iter()
                        .flat_map(places)
                        .any(|place| row.owns(&place, &text))
                };
                let (guilty, others): (Vec<&Row>, Vec<&Row>) =
                    rows.iter().partition(|row| owns(row));
                if guilty.is_empty() || others.is_empty() {
                    self.settle(version, halves.0, text, settled);
                    self.settle(version, halves.1, text, settled);
                } else {
                    guilty
                        .iter()
                        .for_each(|row| settled(&[row], Settled::Refused));
                    self.settle(version, &others, text, settled);
                }
            }
        }
    }

    /// Says which rows the problems of a document come from.
    fn blame(&mut self, version: &'static str, rows: &[&'t Row], text: Text<'_>, count: usize) {
        let all = self.problems.split_off(count);
        let halves = rows.split_at(rows.len() / 2);
        let several = [halves.0, halves.1].into_iter().filter(|_| rows.len() > 1);
        for rows in several {
            let (names, count) = (names(rows), self.problems.len());
            if let Ok(document) = self.table.document(version, rows, false, text)
                && let Ok(bound) = self.bound(&document, &names)
            {
                self.inspect(&bound, &names);
                if self.problems.len() > count {
                    self.blame(version, rows, text, count);
                }
            }
        }
        if self.problems.len() == count {
            self.problems.extend(all);
        }
    }

    /// Puts a text into every position of one document, as far as it is accepted there.
    pub fn together(&mut self, payload: &Payload) -> Vec<Outcome> {
        self.payload = payload.name;
        let text = |_: &Row| payload.text.clone();
        let mut outcomes = vec![Outcome::Untried; self.table.rows.len()];
        for version in ["2.0", "3.2"] {
            let rows = self.table.rows.iter().filter(|row| row.is_of(version));
            let mut rows: Vec<&Row> = rows.collect();
            let name = format!("{version} together");
            loop {
                let document = match self.table.document(version, &rows, true, &text) {
                    Ok(document) => document,
                    // Texts that are equal would be one key with two meanings.
                    Err(row) => {
                        rows.retain(|other| other.number != row.number);
                        continue;
                    }
                };
                let (guilty, outcome) = match self.understood(&document, &name) {
                    Ok((findings, meanings)) => {
                        let rows = left_out(&findings, &meanings, &document, &rows, &payload.text);
                        (rows, Outcome::LeftOut)
                    }
                    Err(errors) => {
                        let rows = self.refused(&errors, &document, &rows, &payload.text);
                        (rows, Outcome::Refused)
                    }
                };
                guilty.iter().for_each(|number| outcomes[*number] = outcome);
                if !guilty.is_empty() {
                    rows.retain(|row| !guilty.contains(&row.number));
                    continue;
                }
                match self.bound(&document, &name) {
                    Ok(bound) => self.inspect(&bound, &name),
                    Err(errors) => self.problem(&name, format!("{errors:?}")),
                }
                rows.iter()
                    .for_each(|row| outcomes[row.number] = Outcome::Accepted);
                self.accepted.push(document);
                break;
            }
        }
        outcomes
    }

    /// The rows for which a document is refused.
    fn refused(
        &self,
        errors: &[Diagnostic],
        document: &Value,
        rows: &[&Row],
        text: &str,
    ) -> BTreeSet<usize> {
        let places: Vec<_> = errors.iter().flat_map(places).collect();
        let put = |row: &&&Row| places.iter().any(|place| row.put(place, document, text));
        let numbers = |rows: Vec<&&Row>| rows.into_iter().map(|row| row.number).collect();
        let guilty: BTreeSet<usize> = numbers(rows.iter().filter(put).collect());
        if !guilty.is_empty() {
            return guilty;
        }
        // What a reference leads to may be wrong only for the reference, and a text that is no JSON
        // has no place in it.
        let is_syntax = errors.iter().all(|error| error.code == Code::Syntax);
        let refers = |row: &&&Row| is_syntax || row.name.ends_with("$ref");
        let guilty: BTreeSet<usize> = numbers(rows.iter().filter(refers).collect());
        assert!(!guilty.is_empty(), "{}: {errors:?}", self.payload);
        guilty
    }

    fn inspect(&mut self, bound: &CrateOutput, rows: &str) {
        for message in self.inspector.problems(&bound.files) {
            self.problem(rows, message);
        }
    }

    fn problem(&mut self, rows: &str, message: String) {
        self.problems.push(Problem {
            rows: rows.to_owned(),
            payload: self.payload,
            message,
        });
    }

    /// Generates the crate of a document, or gives its errors.
    fn bound(&mut self, document: &Value, rows: &str) -> Result<CrateOutput, Vec<Diagnostic>> {
        let job = self.job(document);
        self.shown(&lint(&job), rows);
        let bound = generate_crate(&job).map_err(|failed| self.errors(failed, rows))?;
        self.crates += 1;
        self.shown(&bound.findings, rows);
        Ok(bound)
    }

    /// Finds out what a document means, or gives its errors.
    fn understood(&mut self, document: &Value, rows: &str) -> Result<Understood, Vec<Diagnostic>> {
        let job = self.job(document);
        understand(&job).map_err(|failed| self.errors(failed, rows))
    }

    fn job(&mut self, document: &Value) -> Job {
        let path = self.folder.join("document.json");
        fs::write(&path, written(document)).unwrap();
        self.documents += 1;
        job(vec![path], &self.folder.join("bindery.toml"))
    }

    fn errors(&mut self, failed: Failed, rows: &str) -> Vec<Diagnostic> {
        self.shown(&failed.findings, rows);
        let found = failed
            .findings
            .into_iter()
            .flat_map(|found| found.diagnostics);
        let errors: Vec<_> = found
            .filter(|found| found.severity == Severity::Error)
            .collect();
        let is_internal = |error: &Diagnostic| error.code == Code::Internal;
        let is_reported = !errors.is_empty() && !errors.iter().any(is_internal);
        assert!(is_reported, "{rows}: {}: {errors:?}", self.payload);
        errors
    }

    /// Looks at diagnostics as a terminal shows them.
    fn shown(&mut self, findings: &[Findings], rows: &str) {
        for found in findings {
            self.diagnostics += found.diagnostics.len();
            let lines = found
                .diagnostics
                .iter()
                .map(|it| message::line(&found.sources, it));
            let texts = lines.chain([message::problems(found, false)]);
            let harmful_texts: BTreeSet<String> = texts.filter_map(|text| harmful(&text)).collect();
            for problem in harmful_texts {
                self.problem(rows, format!("on the terminal: {problem}"));
            }
        }
    }
}

/// What a document means, and what was found in it.
type Understood = (Vec<Findings>, Vec<Meaning>);

/// The rows for which operations are left out.
fn left_out(
    findings: &[Findings],
    meanings: &[Meaning],
    document: &Value,
    rows: &[&Row],
    text: &str,
) -> BTreeSet<usize> {
    let omitted = meanings.iter().flat_map(|meaning| &meaning.api.omitted);
    let omitted: BTreeSet<&str> = omitted.map(|omitted| omitted.path.untrusted()).collect();
    let found = findings.iter().flat_map(|found| &found.diagnostics);
    let concerns = |place: &Vec<String>| match place.as_slice() {
        [section, path, ..] => section == "paths" && omitted.contains(spelt(path).as_str()),
        _ => false,
    };
    let places: Vec<_> = found.flat_map(places).filter(concerns).collect();
    let put = |row: &&&Row| places.iter().any(|place| row.put(place, document, text));
    rows.iter().filter(put).map(|row| row.number).collect()
}

/// What became of the rows of a document.
enum Settled<'a> {
    /// A crate, without the operations at these paths.
    Generated(&'a CrateOutput, BTreeSet<String>),
    Refused,
}

/// A job that generates one crate from documents.
pub fn job(documents: Vec<PathBuf>, configuration: &Path) -> Job {
    let request = Request {
        documents,
        crate_name: Some(CRATE.to_owned()),
        config: Some(configuration.to_owned()),
        ..Request::default()
    };
    request.job().unwrap()
}

/// The rows that a version introduced, so many in a document that each is alone in its part of it.
fn groups<'t>(table: &'t Table, version: &'static str) -> Vec<Group<'t>> {
    /// So many rows share a document: a refusal costs one more try of the others.
    const MOST: usize = 24;
    let mut groups: Vec<Vec<&Row>> = Vec::new();
    let rows = table.rows.iter().filter(|row| row.version == version);
    let (whole, own): (Vec<&Row>, Vec<&Row>) = rows.partition(|row| !row.is_cell());
    for row in whole {
        let mut free = groups.iter_mut();
        match free.find(|group| group.iter().all(|other| other.is_apart_from(row))) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    let fits = |group: &[&Row], row| {
        let rows = [group, &[row]].concat();
        group.len() < MOST
            && table
                .document(version, &rows, false, &|_| "x".to_owned())
                .is_ok()
    };
    for row in own {
        match groups.iter_mut().find(|group| fits(group, row)) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups.into_iter().map(|group| (version, group)).collect()
}

/// A word that no other row has, and no name of the generator.
fn word(number: usize) -> String {
    let digits = number.to_string();
    let letters = digits.bytes().map(|digit| char::from(digit - b'0' + b'a'));
    format!("quokka{}z", letters.collect::<String>())
}

fn names(rows: &[&Row]) -> String {
    let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    names.join(", ")
}

/// The pointers that a diagnostic has, each as its steps.
fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = Vec<String>> + '_ {
    diagnostic
        .places
        .iter()
        .filter_map(|place| match &place.target {
            Target::Value(at) | Target::Key(at) => Some(at.steps().collect()),
            _ => None,
        })
}

/// A path as it is taken.
fn spelt(path: &str) -> String {
    match path.starts_with('/') {
        true => path.to_owned(),
        false => format!("/{path}"),
    }
}
