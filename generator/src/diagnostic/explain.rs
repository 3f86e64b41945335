//! The explanation of a code: for the terminal, as a page and in SARIF.

use super::State;
use super::code::{Code, Example, Language, Level};
use std::fmt::Write;

/// Returns the explanation of a code for a terminal: its name and summary, why it matters, the
/// correction, and an example with the corrected text.
pub fn explain(code: Code) -> String {
    let mut text = format!(
        "{code} ({})\n\n{}\n\nWhy: {}\n\nWhat to do: {}\n",
        level(code.level()),
        code.summary(),
        code.why(),
        sentence(code.fix()),
    );
    if let Some(example) = code.example() {
        for (title, example) in [("Wrong", example.wrong), ("Fixed", example.right)] {
            text.push_str(&format!("\n{title}:\n\n{}", indented(example)));
        }
    }
    text
}

/// Returns the explanation of a problem of the output or the command line.
pub fn explain_state(state: &State) -> String {
    let (name, summary) = (state.name, state.summary);
    let fix = sentence(state.fix);
    format!("{name} (an error)\n\n{summary}\n\nWhat to do: {fix}\n")
}

/// Returns all codes with their summaries, one per line.
pub fn list() -> String {
    let codes = Code::ALL.iter().map(|code| (code.name(), code.summary()));
    let states = State::ALL.iter().map(|state| (state.name, state.summary));
    let rows: Vec<_> = codes.chain(states).collect();
    let width = rows.iter().map(|(name, _)| name.len()).max();
    let width = width.unwrap_or_default();
    rows.iter()
        .map(|(name, summary)| format!("{name:width$}  {summary}\n"))
        .collect()
}

/// Returns all codes in Markdown: the page `docs/reference/diagnostics.md`.
pub fn page() -> String {
    let mut text = String::from(
        "# Diagnostics\n\n\
         Every problem that `bindery` reports has one of these codes. `bindery explain CODE` prints the \
         same in a\nterminal. This page is generated from the tables in `src/diagnostic/`.\n\n\
         | code | reported as | |\n| --- | --- | --- |\n",
    );
    for code in Code::ALL {
        let (summary, reported) = (code.summary(), level(code.level()));
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| [`{code}`](#{code}) | {reported} | {summary} |");
    }
    for code in Code::ALL {
        let _ = write!(text, "\n## {code}\n\n{}", markdown(*code));
    }
    text.push_str(
        "\n## Problems of the output and the command line\n\n\
         These do not depend on a document. All are errors.\n\n\
         | code | | what to do |\n| --- | --- | --- |\n",
    );
    for State { name, summary, fix } in State::ALL {
        let _ = writeln!(text, "| `{name}` | {summary} | {} |", sentence(fix));
    }
    text
}

/// Returns the section of the page for a code, without its heading.
pub fn markdown(code: Code) -> String {
    let mut text = format!(
        "{} Reported as {}.\n\n{}\n\n**What to do:** {}\n",
        code.summary(),
        level(code.level()),
        code.why(),
        sentence(code.fix()),
    );
    if let Some(example) = code.example() {
        let Example {
            language,
            wrong,
            right,
        } = example;
        let language = match language {
            Language::Yaml => "yaml",
            Language::Toml => "toml",
        };
        let _ = write!(text, "\n```{language}\n# wrong\n{wrong}```\n");
        let _ = write!(text, "\n```{language}\n# fixed\n{right}```\n");
    }
    text
}

/// Returns an instruction of the table as a sentence.
pub fn sentence(instruction: &str) -> String {
    let mut characters = instruction.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).chain(['.']).collect()
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "an error",
        Level::Warning => "a warning",
        Level::Lint => "a warning, by `bindery lint` only",
    }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}
