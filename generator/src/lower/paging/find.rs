//! Where in a response is something that is called so?

use super::rules::{self, alike};
use crate::ir::{Docs, Field, Scalar, Shape, Step, TextFormat, Type};
use crate::lower::context::Lowering;
use crate::text::DocumentText;

impl<'d> Lowering<'d> {
    pub(super) fn fields(&self, ty: &Type) -> Option<&[Field]> {
        let Type::Named(id) = self.resolved(ty) else {
            return None;
        };
        match self.shape(*id) {
            Some(Shape::Struct(object)) => Some(&object.fields),
            _ => None,
        }
    }

    /// The property at the end of a way whose steps are names that may be spelt otherwise.
    pub(super) fn property<'w>(
        &self,
        from: &Type,
        way: impl IntoIterator<Item = &'w str>,
    ) -> Option<(Vec<Step>, &Field)> {
        // Most ways lead nowhere, and cost no list then.
        let mut steps = Vec::new();
        let mut found: Option<&Field> = None;
        for step in way {
            let fields = self.fields(found.map_or(from, |field| &field.ty))?;
            let exact = fields.iter().find(|field| field.name == step);
            let field = exact.or_else(|| {
                let mut fields = fields.iter();
                fields.find(|field| alike(field.name.untrusted(), step))
            })?;
            steps.push(field.name.clone());
            found = Some(field);
        }
        Some((steps, found?))
    }

    /// A matching property in one of the places where responses describe pages.
    pub(super) fn find_field(
        &self,
        response: &Type,
        name: &'static str,
        fits: impl Fn(&Field) -> bool,
    ) -> Option<(Vec<Step>, &Field)> {
        let wrapped = self.envelope(response).map(|field| field.name.untrusted());
        // `@odata.count` is one name.
        let is_one = name.starts_with('@');
        let steps = |name: &'static str, is_one: bool| {
            let steps = name.split(move |character| character == '.' && !is_one);
            steps.filter(|step| !step.is_empty())
        };
        let outside = rules::PLACES.iter().map(|place| (None, place));
        let inside = wrapped.into_iter().flat_map(|envelope| {
            rules::PLACES
                .iter()
                .map(move |place| (Some(envelope), place))
        });
        outside.chain(inside).find_map(|(envelope, place)| {
            let way = envelope.into_iter().chain(steps(place, false));
            let way = way.chain(steps(name, is_one));
            self.property(response, way)
                .filter(|(_, field)| fits(field))
        })
    }

    /// The way to text that is a URL by its name, its format or what the document says of it:
    /// `next` alone can be anything.
    pub(super) fn link(&self, response: &Type, way: &str) -> Option<Vec<Step>> {
        let steps: Vec<&str> = match way.contains("odata") {
            true => vec![way],
            false => way.split('.').collect(),
        };
        let (found, field) = self.property(response, steps.iter().copied())?;
        let plain = Type::Scalar(Scalar::Text(TextFormat::Plain));
        let is_text = *self.resolved(&field.ty) == plain;
        let named_so = steps.iter().any(|step| {
            let step = step.to_ascii_lowercase();
            let words = ["url", "uri", "link", "href"];
            words.iter().any(|word| step.contains(word))
        });
        (is_text && (named_so || says_link(field))).then_some(found)
    }

    /// The path to the list of items, and the type of an item: the response itself, its only list,
    /// or the one with a common name for lists; otherwise those of the wrapped object.
    pub(super) fn items(&self, response: &Type) -> Option<(Vec<Step>, Type)> {
        if let Type::List(item) = self.resolved(response) {
            return Some((Vec::new(), item.as_ref().clone()));
        }
        if let Some((name, item)) = self.list(self.fields(response)?) {
            return Some((vec![name], item));
        }
        if let Some(envelope) = self.envelope(response) {
            let (name, item) = self.list(self.fields(&envelope.ty)?)?;
            return Some((vec![envelope.name.clone(), name], item));
        }
        let (name, item) = self.only_list(self.fields(response)?)?;
        Some((vec![name], item))
    }

    /// The only list of a response, whatever it is called: a list of messages may be the items.
    fn only_list(&self, fields: &[Field]) -> Option<(Step, Type)> {
        let mut lists = fields
            .iter()
            .filter_map(|field| match self.resolved(&field.ty) {
                Type::List(item) => Some((field.name.clone(), item.as_ref().clone())),
                _ => None,
            });
        let only = lists.next()?;
        lists.next().is_none().then_some(only)
    }

    /// The one property that is an object with the response inside.
    fn envelope(&self, response: &Type) -> Option<&Field> {
        let fields = self.fields(response)?;
        let mut wraps = fields.iter().filter(|field| {
            rules::ENVELOPES.contains(&field.name.untrusted()) && self.fields(&field.ty).is_some()
        });
        let found = wraps.next()?;
        wraps.next().is_none().then_some(found)
    }

    fn list(&self, fields: &[Field]) -> Option<(Step, Type)> {
        let lists: Vec<(&Field, &Type)> = fields
            .iter()
            .filter(|field| !rules::BESIDE.contains(&field.name.untrusted()))
            .filter_map(|field| match self.resolved(&field.ty) {
                Type::List(item) => Some((field, item.as_ref())),
                _ => None,
            })
            .collect();
        let objects = lists.iter().filter(|(_, item)| self.fields(item).is_some());
        let mut objects = objects.collect::<Vec<_>>().into_iter();
        let found = match (lists.as_slice(), objects.next(), objects.next()) {
            ([only], ..) => only,
            (_, Some(only), None) => only,
            _ => rules::ITEMS
                .iter()
                .find_map(|name| lists.iter().find(|(field, _)| field.name == *name))?,
        };
        Some((found.0.name.clone(), found.1.clone()))
    }
}

/// Whether text is a URL by its format, example or description.
pub(super) fn says_link(field: &Field) -> bool {
    let format = field.limits.format.as_ref().map(DocumentText::untrusted);
    if format.is_some_and(|format| format.starts_with("uri") || format.starts_with("url")) {
        return true;
    }
    let example = field
        .docs
        .example
        .as_ref()
        .and_then(|example| example.untrusted().as_str());
    if example.is_some_and(|text| text.starts_with("http") || text.starts_with('/')) {
        return true;
    }
    let prose = field.docs.description().untrusted();
    prose
        .split(|character: char| !character.is_alphanumeric())
        .any(|word| ["URL", "Url", "url", "URI", "uri", "link", "Link"].contains(&word))
}

/// The description in lower case without punctuation.
pub(super) fn prose(docs: &Docs) -> String {
    let summary = docs.summary.as_ref().map_or("", DocumentText::untrusted);
    let description = docs.description().untrusted();
    let all = format!("{summary} {description}").to_lowercase();
    all.replace(['`', '*', '"', '\''], "")
}

/// Whether a word occurs in the description of a property.
pub(super) fn speaks_of(field: &Field, wanted: &str) -> bool {
    let prose = prose(&field.docs);
    let mut words = prose.split(|character: char| !character.is_alphanumeric());
    words.any(|word| word == wanted)
}
