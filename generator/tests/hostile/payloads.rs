//! Texts that are code, markup or control sequences where they do not stay text.

/// An identifier that no rule of naming produces: wherever it is code, a document put it there.
pub const CANARY: &str = "cAnArY__x";

/// Stands for a lone surrogate, which no `String` holds: `table::written` writes it as `\ud800`.
pub const LONE_SURROGATE: char = '\u{10fffe}';

/// A text that is put into every position.
pub struct Payload {
    pub name: &'static str,
    pub text: String,
    /// Whether it is tried in each position alone: what stands there if the document says little else.
    pub alone: bool,
    /// Whether it is tried in all positions of one document.
    pub together: bool,
}

/// All payloads. With `every`, each of them is tried alone and together, and every control character
/// is a payload of its own, too.
pub fn payloads(every: bool) -> Vec<Payload> {
    let fixed = FIXED.iter().map(|(name, text)| (*name, (*text).to_owned()));
    let of = |names: &[&str]| -> String {
        let named = FIXED.iter().filter(|(name, _)| names.contains(name));
        let texts: Vec<&str> = named.map(|(_, text)| *text).collect();
        texts.join("\n\n")
    };
    let wrapped = |start: &str, word: &str, end: &str| {
        let words: Vec<&str> = std::iter::repeat_n(word, 12).collect();
        format!("{start}{}{end}", words.join(" "))
    };
    let controls = ('\0'..='\u{9f}').filter(|c| c.is_control());
    let composed = [
        // Lines are broken at 92 characters. What then begins a line must not begin a block.
        (
            "wrapped fence",
            wrapped("rust cAnArY__x(); ", "cAnArY__x();", " `` x"),
        ),
        (
            "wrapped fence in prose",
            wrapped("```rust cAnArY__x(); ", "cAnArY__x();", " `` ```"),
        ),
        (
            "wrapped html",
            wrapped("", "<script>cAnArY__x()</script>", ""),
        ),
        (
            "wrapped html in code",
            wrapped("`x ", "<script>cAnArY__x()</script>", "`"),
        ),
        ("wrapped comment", wrapped("`x ", "<!--<?cAnArY__x", "`")),
        ("wrapped table", table()),
        ("wrapped table in code", format!("`{}`", table())),
        (
            "wrapped marks",
            wrapped("", "# > 1. - + ~~~ === [x]: <y> [^1]: cAnArY__x", ""),
        ),
        (
            "control characters",
            controls.clone().flat_map(|c| ['a', c]).collect(),
        ),
        // The above in few texts.
        (
            "code",
            of(&[
                "fences",
                "code in containers",
                "lines of doc comments",
                "ends of literals",
                "attributes",
                "tables of TOML",
            ]),
        ),
        (
            "markup",
            of(&[
                "html",
                "html behind code",
                "links",
                "reference links",
                "url with markup",
                "tables and headings",
            ]),
        ),
        (
            "characters",
            of(&[
                "carriage returns",
                "escape sequences",
                "blanks that break lines",
                "bidirectional marks",
                "characters that do not show",
            ]),
        ),
    ];
    let single = controls
        .filter(|_| every)
        .map(|c| ("a control character", format!("a{c}b")));
    let all = fixed.chain(composed).chain(single);
    all.map(|(name, text)| {
        let is_joined = JOINED.contains(&name);
        Payload {
            name,
            text,
            alone: every || is_joined || ALONE.contains(&name),
            together: every || !is_joined,
        }
    })
    .collect()
}

/// Payloads that join others, so that fewer are tried in each position alone.
const JOINED: [&str; 3] = ["code", "markup", "characters"];

/// The others that are tried in each position alone.
const ALONE: [&str; 4] = [
    "fence behind a code span",
    "punctuation",
    "empty",
    "wrapped fence",
];

/// The header of a table, its delimiter row, and a row: a line each, however they are broken.
fn table() -> String {
    let (header, row) = ("b".repeat(90), "<img/src=x/onerror=cAnArY__x()>".repeat(3));
    format!("a|{header} -|- {row}|[x](javascript:cAnArY__x()) -|- {row}")
}

const FIXED: [(&str, &str); 37] = [
    // Code blocks: rustdoc compiles them and runs them as tests.
    (
        "fences",
        "x\n\n```\ncAnArY__x();\n```\n\n```rust\ncAnArY__x();\n```\n\n~~~should_panic\ncAnArY__x();\n~~~\n\n\
         ```compile_fail,E0425\ncAnArY__x();\n```\n\n```text,rust\ncAnArY__x();\n```\n\n``` {.rust}\ncAnArY__x();\n```",
    ),
    ("open fence", "```should_panic\ncAnArY__x();"),
    ("fence behind a code span", "`\n\n```\ncAnArY__x();\n```\n`"),
    (
        "indented code",
        "x\n\n    cAnArY__x();\n\n\tcAnArY__x();\n\n1. a\n\n       cAnArY__x();",
    ),
    (
        "code in containers",
        "- a\n\n  ```\n  cAnArY__x();\n  ```\n- b\n\n      cAnArY__x();\n\n> ```\n> cAnArY__x();\n> ```\n\n| a |\n|---|\n| ``` |",
    ),
    (
        "lines of doc comments",
        "x\n/// ```\n/// cAnArY__x();\n//! ```\n//! cAnArY__x();\n// cAnArY__x",
    ),
    // Rust.
    ("punctuation", "*/\"'#)]};fn cAnArY__x(){}//\\"),
    (
        "ends of literals",
        "\"; fn cAnArY__x() {} //\n\"#; fn cAnArY__x() {} r#\"\n\"###; cAnArY__x!(); r###\"\n'; cAnArY__x!(); '\n*/ fn cAnArY__x() {} /*",
    ),
    (
        "attributes",
        "\")]\n#![doc = include_str!(\"/etc/passwd\")]\n#[path = \"/etc/passwd\"] mod cAnArY__x;\n]\n#[path = \"/etc/passwd\"] mod cAnArY__x;",
    ),
    ("braces", "{cAnArY__x} {} {0:?} {{ } $cAnArY__x"),
    ("backslash", "cAnArY__x\\"),
    ("keyword", "self"),
    ("raw identifier", "r#fn"),
    // TOML.
    (
        "tables of TOML",
        "\"\n[dependencies]\ncAnArY__x = \"1\"\n'''\n[features]\ncAnArY__x = []\n\"\"\"\n[patch.crates-io]\ncAnArY__x = \"1\" #",
    ),
    // Markdown and HTML.
    (
        "html",
        "<script>cAnArY__x()</script> <img src=x onerror=cAnArY__x()>\n\n<div onclick=cAnArY__x()>\n\n\
         <a href=\"javascript:cAnArY__x()\">x</a> <!-- x --> <?x ?> <!X> <![CDATA[x]]>",
    ),
    (
        "html behind code",
        "</code></pre><cAnArY__x>`</code><cAnArY__x>",
    ),
    (
        "html that says what Markdown would",
        "<a href=\"x>)[y](javascript:cAnArY__x())\">x</a> <a href='javascript:cAnArY__x()'>x</a><code>`<b>cAnArY__x</b></code>\
         <p><br><li><h1><b>x</b><a href=\"https://a.example/>) <script>\">x</a>",
    ),
    (
        "links",
        "[x](javascript:cAnArY__x()) [x](<JaVaScRiPt:cAnArY__x()>) [x](&#106;avascript:cAnArY__x()) [x](java\\script:cAnArY__x()) \
         <javascript:cAnArY__x()> [x](data:text/html,cAnArY__x) [x](vbscript:cAnArY__x) ![x](https://a.example/cAnArY__x.png)",
    ),
    (
        "reference links",
        "[x]: javascript:cAnArY__x()\n[y]: crate::cAnArY__x\n\n[x] [y] [x][y] [cAnArY__x] [`cAnArY__x`] [fn@cAnArY__x] [x][cAnArY__x] \
         [x](crate::cAnArY__x) [x](cAnArY__x) [^1]\n\n[^1]: cAnArY__x",
    ),
    ("a short link", "[cAnArY__x](javascript:cAnArY__x)"),
    (
        "url with markup",
        "https://a.example/)[x](javascript:cAnArY__x())<script>\"onclick=\"cAnArY__x()",
    ),
    ("url of a script", "javascript:cAnArY__x()"),
    (
        "url in markup",
        "**https://a.example/`<script>`|cAnArY__x** http://a.example/[x](javascript:cAnArY__x)",
    ),
    (
        "tables and headings",
        "a|b\n-|-\n`|`|<b>cAnArY__x</b>\n\nx\n===\n# x\n---\n***",
    ),
    // Control characters and those that hide or reorder text.
    ("NUL", "a\0b"),
    (
        "carriage returns",
        "a\rb\r\r```\rcAnArY__x();\r```\r\n```\r\ncAnArY__x();",
    ),
    (
        "escape sequences",
        "\u{1b}]0;cAnArY__x\u{7}\u{1b}[2J\u{9b}2J\u{8}",
    ),
    (
        "blanks that break lines",
        "a\tb\u{b}c\u{c}d\u{85}e\u{2028}f\u{2029}g\n\u{a0}```\n\u{a0}cAnArY__x();",
    ),
    (
        "bidirectional marks",
        "a\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}cAnArY__x\u{2066}\u{2067}\u{2068}\u{2069}\u{61c}\u{200e}\u{200f}b",
    ),
    (
        "characters that do not show",
        "\u{feff}a\u{200b}\u{ad}\u{2060}\u{2061}\u{fff9}\u{fffe}\u{ffff}\u{e000}\u{e0001}\u{e0041}\u{34f}\u{3164}b",
    ),
    ("lone surrogate", "a\u{10fffe}b"),
    // Paths.
    ("parent folder", "../../cAnArY__x"),
    ("absolute path", "/etc/passwd"),
    ("reserved file name", "con.rs"),
    // Nothing.
    ("empty", ""),
    ("blank", " "),
    ("line breaks", "\n\n"),
];
