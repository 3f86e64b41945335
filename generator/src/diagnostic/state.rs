//! What do the codes mean of faults that no document is to blame for?

/// A fault of the output folder or of the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// The stable name.
    pub name: &'static str,
    /// What it stands for, in a sentence.
    pub summary: &'static str,
    /// What to do about it: an instruction without a capital and a full stop.
    pub mend: &'static str,
}

impl State {
    /// Every such fault.
    pub const ALL: &'static [Self] = &[
        state(
            "usage",
            "The call itself is at fault.",
            "call `bindery help`, or correct what the message names",
        ),
        state(
            "stale",
            "The output is not what the documents say.",
            "run `bindery generate`, and commit what it writes",
        ),
        state(
            "undeclared-dependency",
            "The generated code needs a crate or a feature that the package does not have.",
            "add the lines of the message to `Cargo.toml`",
        ),
        state(
            "io",
            "Reading or writing failed.",
            "see what the operating system says, and run the command again: it goes on from there",
        ),
        state(
            "read-only",
            "A file or folder of the output may not be written.",
            "make it writable, or run `bindery generate` where it is",
        ),
        state(
            "hand-edited",
            "A generated file was edited since, and the edit would be lost.",
            "move the edit elsewhere, or overwrite it with `bindery generate --force`",
        ),
        state(
            "not-generated",
            "A file that was not generated stands where the output has one: `bindery.lock` does not list \
             it, or it does not begin with the header of generated files.",
            "move it away, or overwrite it with `bindery generate --force`",
        ),
        state(
            "link-in-output",
            "A symbolic link stands in the output: writing through it could change a file elsewhere.",
            "remove it, and put the file or folder itself there",
        ),
        state(
            "special-file-in-output",
            "A pipe, a socket or a device stands where the output has a file or folder.",
            "move it away",
        ),
        state(
            "folder-in-the-way",
            "A folder stands where the output has a file.",
            "move the folder away",
        ),
        state(
            "file-in-the-way",
            "A file stands where the output has a folder.",
            "move the file away",
        ),
        state(
            "damaged-lock",
            "`bindery.lock` cannot be understood, so nobody knows which files were generated.",
            "restore it, or overwrite everything with `bindery generate --force`",
        ),
        state(
            "reserved-name",
            "A file of the output would have a name that bindery needs for itself.",
            "give the module another name in `bindery.toml`",
        ),
    ];

    /// The fault with this name.
    pub fn of_name(name: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|state| state.name == name)
    }
}

const fn state(name: &'static str, summary: &'static str, mend: &'static str) -> State {
    State {
        name,
        summary,
        mend,
    }
}
