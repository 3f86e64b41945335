//! The reference: every link leads somewhere, every table holds its columns, and no text of a
//! document becomes markup. Read by a parser of CommonMark, not by the code that writes it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use bindery::job::Request;
use bindery::pipeline::document;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn links_of_the_committed_pages_lead_somewhere() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/docs");
    let mut pages = BTreeMap::new();
    collect(&folder, &folder, &mut pages);
    assert_eq!(pages.len(), 5, "{:?}", pages.keys());
    let links = follow(&pages);
    assert!(links > 40, "{links} links");
}

#[test]
fn links_of_every_reviewed_document_lead_somewhere() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pass");
    for case in fs::read_dir(cases).unwrap() {
        let document = case.unwrap().path().join("document.yaml");
        if document.is_file() {
            follow(&pages_of(&document));
        }
    }
}

/// Names that collide with headings, text that tries to be markup, and pages by tag and initial.
#[test]
fn hostile_documents_have_sound_pages() {
    let mut text = String::from(
        "openapi: 3.0.3\ninfo: {title: 'Example | [x](y)', version: '1', description: \"# Parameters\\n\\n\
         > ## errors\\n\\n<script>alert(1)</script> ![i](http://a.b/c.png) [r](other.md)\"}\npaths:\n",
    );
    for (index, id) in [
        "example",
        "parameters",
        "errors",
        "types",
        "credentials",
        "Example",
        "return-type",
    ]
    .iter()
    .enumerate()
    {
        text.push_str(&format!(
            "  '/p{index}/`|`': {{get: {{operationId: '{id}', summary: 'a | b `c', description: \"# {id}\", \
             parameters: [{{name: 'a|b', in: query, description: \"x | y\\n\\n- one\\n- # two\", \
             schema: {{type: string, default: '`|`'}}}}], \
             responses: {{'200': {{description: 'd | e', content: {{application/json: {{schema: \
             {{$ref: '#/components/schemas/Types'}}}}}}}}}}}}}}\n"
        ));
    }
    text.push_str(
        "components:\n  schemas:\n    Types: {type: object, description: \"# Pet\", properties: \
         {pet: {$ref: '#/components/schemas/Pet'}, pets: {type: array, items: {$ref: '#/components/schemas/PET'}}}}\n    \
         Pet: {type: string, enum: ['a|b', '`']}\n    PET: {type: object, properties: \
         {types: {$ref: '#/components/schemas/Types'}}}\n",
    );
    let pages = pages_of(&written("hostile", &text));
    assert!(follow(&pages) > 15);
    for (path, text) in &pages {
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            let harmful = matches!(
                event,
                Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Image { .. })
            );
            assert!(!harmful, "{path}: {event:?}");
        }
    }
}

#[test]
fn large_documents_have_a_page_for_each_tag_and_initial() {
    let mut text = String::from("openapi: 3.0.3\ninfo: {title: Large, version: '1'}\npaths:\n");
    for index in 0..85 {
        text.push_str(&format!(
            "  /p{index}: {{get: {{operationId: get{index}, tags: [{}], responses: {{'200': {{description: d, \
             content: {{application/json: {{schema: {{$ref: '#/components/schemas/A{index}'}}}}}}}}}}}}}}\n",
            ["Pets", "Types", "README"].get(index % 3).unwrap()
        ));
    }
    text.push_str("components:\n  schemas:\n");
    for index in 0..85 {
        for initial in ["A", "b"] {
            text.push_str(&format!(
                "    {initial}{index}: {{type: object, properties: {{next: {{$ref: '#/components/schemas/b{index}'}}}}}}\n"
            ));
        }
    }
    let pages = pages_of(&written("large", &text));
    let names: Vec<&str> = pages.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "README.md",
            "document/README.md",
            "document/operations/pets.md",
            "document/operations/readme.md",
            "document/operations/types.md",
            "document/types/a.md",
            "document/types/b.md"
        ]
    );
    assert!(follow(&pages) > 150);
}

/// The pages of a document, by path.
fn pages_of(document_path: &Path) -> BTreeMap<String, String> {
    let request = Request {
        documents: vec![document_path.to_owned()],
        ..Request::default()
    };
    let bound = request.job().and_then(|job| document(&job));
    let bound = bound.unwrap_or_else(|failed| panic!("{failed:?}"));
    let files = bound.files.into_iter();
    files
        .map(|(path, text)| (path.as_str().to_owned(), text))
        .collect()
}

fn written(name: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("docs")
        .join(name);
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("document.yaml");
    fs::write(&path, text).unwrap();
    path
}

fn collect(root: &Path, folder: &Path, pages: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, pages);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap();
            pages.insert(name.replace('\\', "/"), fs::read_to_string(&path).unwrap());
        }
    }
}

/// Follows all links, and counts those that lead to a page.
fn follow(pages: &BTreeMap<String, String>) -> usize {
    let read: BTreeMap<&str, Read> = pages
        .iter()
        .map(|(path, text)| (path.as_str(), Read::of(path, text)))
        .collect();
    let mut followed = 0;
    for (path, page) in &read {
        for link in &page.links {
            if link.starts_with("https://") || link.starts_with("http://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = match file {
                "" => (*path).to_owned(),
                file => resolved(path, file),
            };
            let Some(page) = read.get(target.as_str()) else {
                panic!("{path}: `{link}` leads to no page");
            };
            assert!(
                anchor.is_empty() || page.anchors.contains(anchor),
                "{path}: `{link}` leads to no heading"
            );
            followed += 1;
        }
    }
    followed
}

fn resolved(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop().unwrap();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[derive(Default)]
struct Read {
    links: Vec<String>,
    anchors: BTreeSet<String>,
}

impl Read {
    fn of(path: &str, text: &str) -> Self {
        let mut read = Self::default();
        let mut heading: Option<String> = None;
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    let slug = slug(&heading.take().unwrap());
                    // github-slugger: the second of equals is `-1`, unless that is taken.
                    let mut anchor = slug.clone();
                    while !read.anchors.insert(anchor.clone()) {
                        let count = counts.entry(slug.clone()).or_default();
                        *count += 1;
                        anchor = format!("{slug}-{count}");
                    }
                }
                Event::Text(text) | Event::Code(text) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&text);
                    }
                }
                Event::Start(Tag::Link { dest_url, .. }) => read.links.push(dest_url.to_string()),
                _ => {}
            }
        }
        for line in text.lines().filter(|line| line.starts_with("| ")) {
            assert!(line.ends_with(" |"), "{path}: {line}");
        }
        read
    }
}

fn slug(heading: &str) -> String {
    let lower = heading.to_lowercase();
    let kept = lower
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}
