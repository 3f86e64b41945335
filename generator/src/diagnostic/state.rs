//! The codes of problems of the output folder and the command line.

/// A problem of the output folder or of the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// The stable name.
    pub name: &'static str,
    /// A sentence that describes the problem.
    pub summary: &'static str,
    /// The correction: an instruction without a capital letter and a full stop.
    pub fix: &'static str,
}

impl State {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        state(
            "usage",
            "The command line is wrong.",
            "run `bindery help`, or correct the argument that the message names",
        ),
        state(
            "stale",
            "The output does not match the documents.",
            "run `bindery generate`, and commit the result",
        ),
        state(
            "undeclared-dependency",
            "The generated code needs a crate or a feature that the package does not have.",
            "add the lines of the message to `Cargo.toml`",
        ),
        state(
            "io",
            "Reading or writing failed.",
            "read the error of the operating system, then run the command again: it continues from there",
        ),
        state(
            "read-only",
            "A file or folder of the output is not writable.",
            "make it writable, or run `bindery generate` where it is writable",
        ),
        state(
            "hand-edited",
            "A generated file was edited, and the edit would be lost.",
            "move the edit elsewhere, or overwrite it with `bindery generate --force`",
        ),
        state(
            "not-generated",
            "A file that was not generated has the path of a generated file: `bindery.lock` does not list \
             it, or it does not begin with the header of generated files.",
            "move it away, or overwrite it with `bindery generate --force`",
        ),
        state(
            "link-in-output",
            "The output contains a symbolic link: writing through it could change a file elsewhere.",
            "replace it with the file or folder itself",
        ),
        state(
            "special-file-in-output",
            "A pipe, a socket or a device has the path of a file or folder of the output.",
            "move it away",
        ),
        state(
            "folder-in-the-way",
            "A folder has the path of a generated file.",
            "move the folder away",
        ),
        state(
            "file-in-the-way",
            "A file has the path of a folder of the output.",
            "move the file away",
        ),
        state(
            "damaged-lock",
            "`bindery.lock` cannot be parsed, so it is unknown which files were generated.",
            "restore it, or overwrite everything with `bindery generate --force`",
        ),
        state(
            "reserved-name",
            "A file of the output would have a name that bindery reserves.",
            "give the module another name in `bindery.toml`",
        ),
    ];

    /// Returns the problem with this name.
    pub fn of_name(name: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|state| state.name == name)
    }
}

const fn state(name: &'static str, summary: &'static str, fix: &'static str) -> State {
    State { name, summary, fix }
}
