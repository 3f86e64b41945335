//! Which of a document's samples can be tried, and with which type?

use super::judge::Judge;
use super::program::Program;
use super::samples::{self, Sample};
use super::side::Side;
use super::types::{self, Use, Uses};
use super::{RoundTrip, unlisted};
use bindery::emit::rust::{Module, Spelling, spell};
use bindery::ir::Type;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A sample to be tried.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Case {
    /// The place of the value in the canonical document, as a JSON Pointer.
    pub place: String,
    /// Its schema.
    pub schema: String,
    /// Its type, for people.
    pub ty: String,
    /// The value.
    pub value: Value,
    /// Whether its schema allows it. Where not, the type may refuse it, but not alter it.
    pub fits: bool,
    /// Members that its schema does not list, or that only the other side has, as JSON Pointers
    /// into the value.
    pub unlisted: Vec<String>,
}

/// Cases with what was set apart.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Cases {
    /// To be tried, in the order of the lines given to the program.
    pub cases: Vec<Case>,
    /// Counts of the others.
    pub outcome: RoundTrip,
}

/// The file with one case a line, for the program.
pub const LINES: &str = "cases.txt";
/// The file with the same cases, for the report.
const CASES: &str = "cases.json";

/// What the place of a sample in a request consists of.
const REQUESTS: [&str; 3] = ["/requestBody/", "/requestBodies/", "/parameters/"];
/// What the place of one in a response does.
const RESPONSES: [&str; 2] = ["/responses/", "/headers/"];

/// Reads the cases that [`write()`] left in `folder`.
pub fn read(folder: &Path) -> Result<Cases, String> {
    let path = folder.join(CASES);
    fs::read(&path)
        .map_err(|error| error.to_string())
        .and_then(|text| serde_json::from_slice(&text).map_err(|error| error.to_string()))
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// Collects and judges the samples of a canonical document, and writes into `folder` a package that
/// tries them, and the cases.
pub fn write(
    document: &Value,
    module: &Module<'_>,
    package: &str,
    folder: &Path,
) -> Result<(), String> {
    let samples = samples::collect(document);
    let by_schema = types::by_schema(document, module.api);
    let schemas = samples.iter().map(|sample| &sample.schema);
    let also = by_schema.all().flat_map(|found| &found.also);
    let judge = Judge::new(document, schemas.chain(also));
    let mut typed = Typed {
        document,
        module,
        by_schema: &by_schema,
        numbers: BTreeMap::new(),
        types: Vec::new(),
    };
    let mut found = Cases::default();
    let mut lines = String::new();
    for sample in samples {
        let apart = &mut found.outcome.apart;
        let Some(fits) = judge.is_valid(&sample.schema, &sample.value) else {
            apart.unjudged += 1;
            continue;
        };
        let uses = typed.find(&sample);
        if uses.is_empty() {
            match fits {
                true => apart.add_untyped(&sample.schema),
                false => apart.refused += 1,
            }
        }
        for found_use in uses {
            let mut others = found_use.also.iter();
            let fits = fits && !others.any(|one| judge.is_valid(one, &sample.value) == Some(false));
            apart.refused += usize::from(!fits);
            let number = typed.number(&found_use.ty, &sample.value);
            let _ = writeln!(lines, "{number} {}", sample.value);
            found
                .cases
                .push(typed.case(&sample, found_use.side, number, fits));
        }
    }
    let taken = module.names.types.iter().map(|name| name.as_str());
    let program = Program {
        package,
        module: &module.name.to_string(),
        taken: taken.collect(),
        types: &typed.types,
    };
    program.write(folder)?;
    let json = serde_json::to_string(&found).map_err(|error| error.to_string())?;
    for (name, text) in [(LINES, &lines), (CASES, &json)] {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

/// The types of a document, and which of them the program needs.
struct Typed<'a> {
    document: &'a Value,
    module: &'a Module<'a>,
    by_schema: &'a Uses,
    numbers: BTreeMap<String, usize>,
    types: Vec<Spelling>,
}

impl<'a> Typed<'a> {
    /// The types that stand for the schema of a sample: one, or one for each side that it is on.
    fn find(&self, sample: &Sample) -> Vec<&'a Use> {
        let of_schema = self.by_schema.get(&sample.schema);
        let mut uses: Vec<&Use> = of_schema.collect();
        if uses.is_empty() {
            uses.extend(self.by_schema.get(&sample.used_at));
        }
        let at = sample.place.as_str();
        let only = match at {
            _ if uses.len() < 2 => None,
            _ if REQUESTS.iter().any(|part| at.contains(part)) => Some(Side::Request),
            _ if RESPONSES.iter().any(|part| at.contains(part)) => Some(Side::Response),
            _ => None,
        };
        let is_request = |side: Option<Side>| side == Some(Side::Request);
        uses.retain(|found| only.is_none() || is_request(found.side) == is_request(only));
        uses
    }

    /// The number of a type, for the program.
    fn number(&mut self, ty: &Type, value: &Value) -> usize {
        // A null that the schema itself allows is for the user of the type to hold.
        let spelling = match (ty, value) {
            (Type::Nullable(_), _) => spell(self.module, ty),
            (_, Value::Null) => spell(self.module, &Type::Nullable(Box::new(ty.clone()))),
            _ => spell(self.module, ty),
        };
        let next = self.types.len();
        let number = *self.numbers.entry(spelling.ty.clone()).or_insert(next);
        if number == next {
            self.types.push(spelling);
        }
        number
    }

    fn case(&self, sample: &Sample, side: Option<Side>, number: usize, fits: bool) -> Case {
        let ty = self.types.get(number);
        let unlisted = unlisted::find(self.document, &sample.schema, &sample.value, side);
        Case {
            place: sample.place.as_str().to_owned(),
            schema: sample.schema.as_str().to_owned(),
            ty: ty.map(|spelling| spelling.ty.clone()).unwrap_or_default(),
            value: sample.value.clone(),
            fits,
            unlisted: unlisted.iter().map(|p| p.as_str().to_owned()).collect(),
        }
    }
}
