//! What does a code mean, at length? The same in a terminal, on a page and in SARIF.

use super::State;
use super::code::{Code, Example, Language, Level};
use std::fmt::Write;

/// Everything that is known of a code, as a text for a terminal: the name and a sentence, why it
/// matters, what to do, and an example with its mending.
pub fn explain(code: Code) -> String {
    let mut text = format!(
        "{code} ({})\n\n{}\n\nWhy: {}\n\nWhat to do: {}\n",
        level(code.level()),
        code.summary(),
        code.why(),
        sentence(code.mend()),
    );
    if let Some(example) = code.example() {
        for (title, example) in [("Wrong", example.wrong), ("Mended", example.right)] {
            text.push_str(&format!("\n{title}:\n\n{}", indented(example)));
        }
    }
    text
}

/// The same of a fault that no document is to blame for.
pub fn explain_state(state: &State) -> String {
    let (name, summary) = (state.name, state.summary);
    let mend = sentence(state.mend);
    format!("{name} (an error)\n\n{summary}\n\nWhat to do: {mend}\n")
}

/// Every code with its sentence, one a line.
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

/// Every code in Markdown: the page `docs/diagnostics.md`.
pub fn page() -> String {
    let mut text = String::from(
        "# Diagnostics\n\n\
         Every fault that `bindery` tells has one of these codes. `bindery explain CODE` shows the \
         same in a\nterminal. This page is made from the tables in `src/diagnostic/`.\n\n\
         | code | told as | |\n| --- | --- | --- |\n",
    );
    for code in Code::ALL {
        let (summary, told) = (code.summary(), level(code.level()));
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| [`{code}`](#{code}) | {told} | {summary} |");
    }
    for code in Code::ALL {
        let _ = write!(text, "\n## {code}\n\n{}", markdown(*code));
    }
    text.push_str(
        "\n## Faults of the output and of the call\n\n\
         No document is to blame for these. All are errors.\n\n\
         | code | | what to do |\n| --- | --- | --- |\n",
    );
    for State {
        name,
        summary,
        mend,
    } in State::ALL
    {
        let _ = writeln!(text, "| `{name}` | {summary} | {} |", sentence(mend));
    }
    text
}

/// What the page says below the heading of a code.
pub fn markdown(code: Code) -> String {
    let mut text = format!(
        "{} Told as {}.\n\n{}\n\n**What to do:** {}\n",
        code.summary(),
        level(code.level()),
        code.why(),
        sentence(code.mend()),
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
        let _ = write!(text, "\n```{language}\n# mended\n{right}```\n");
    }
    text
}

/// An instruction of the table as a sentence of its own.
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
