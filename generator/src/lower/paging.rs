//! Do the answers of an operation continue on a next page?
//!
//! They do when the answer to a `GET` is an object with the link to the next page at one of the
//! places in [`LINKS`], and one list that holds the items.

use super::context::Lowering;
use crate::ir::{Answer, Field, Method, Paging, Payload, Scalar, Shape, Type};

/// Where a link to the next page stands, in the order in which they are looked for.
const LINKS: [&[&str]; 18] = [
    &["meta", "next_page_url"],
    &["meta", "next_page_uri"],
    &["next_page_url"],
    &["next_page_uri"],
    &["@odata.nextLink"],
    &["odata.nextLink"],
    &["nextLink"],
    &["next_link"],
    &["nextPageLink"],
    &["nextPageUrl"],
    &["next_url"],
    &["links", "next"],
    &["_links", "next"],
    &["_links", "next", "href"],
    &["links", "next", "href"],
    &["paging", "next", "link"],
    &["paging", "next"],
    &["next"],
];

/// What lists of items are called where an answer has several lists.
const ITEMS: [&str; 8] = [
    "items",
    "data",
    "value",
    "values",
    "results",
    "records",
    "entries",
    "resources",
];

impl<'d> Lowering<'d> {
    /// How the answers of an operation continue.
    pub(super) fn paging(&self, method: Method, answers: &[Answer]) -> Option<Paging> {
        if method != Method::Get {
            return None;
        }
        let body = answers.first()?.body.as_ref()?;
        let Payload::Json(answer) = &body.payload else {
            return None;
        };
        let fields = self.fields(answer)?;
        let next = LINKS.iter().find(|way| self.leads_to_link(answer, way))?;
        let (items, item) = self.items(fields)?;
        Some(Paging::NextLink {
            items: vec![items],
            next: next.iter().map(|&step| step.to_owned()).collect(),
            item,
        })
    }

    fn fields(&self, ty: &Type) -> Option<&[Field]> {
        let Type::Named(id) = self.resolved(ty) else {
            return None;
        };
        match self.shape(*id) {
            Some(Shape::Struct(object)) => Some(&object.fields),
            _ => None,
        }
    }

    /// Whether there is a string at the end of the way that is a URL by its name, its format or
    /// what the document says of it: `next` alone can be anything.
    fn leads_to_link(&self, answer: &Type, way: &[&str]) -> bool {
        let mut ty = answer;
        let mut last = None;
        for step in way {
            let Some(fields) = self.fields(ty) else {
                return false;
            };
            let Some(field) = fields.iter().find(|field| field.name == *step) else {
                return false;
            };
            ty = &field.ty;
            last = Some(field);
        }
        let is_text = matches!(self.resolved(ty), Type::Scalar(Scalar::Text(_)));
        let named_so = way.iter().any(|step| {
            let step = step.to_ascii_lowercase();
            ["url", "uri", "link", "href"]
                .iter()
                .any(|word| step.contains(word))
        });
        is_text && (named_so || last.is_some_and(says_link))
    }

    /// The one list of the answer, or the one that is called as lists of items are.
    fn items(&self, fields: &[Field]) -> Option<(String, Type)> {
        let lists: Vec<(&Field, &Type)> = fields
            .iter()
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
            _ => ITEMS
                .iter()
                .find_map(|name| lists.iter().find(|(field, _)| field.name == *name))?,
        };
        Some((found.0.name.clone(), found.1.clone()))
    }
}

fn says_link(field: &Field) -> bool {
    let format = field.limits.format.as_deref();
    if format.is_some_and(|format| format.starts_with("uri") || format.starts_with("url")) {
        return true;
    }
    let example = field
        .docs
        .example
        .as_ref()
        .and_then(|example| example.as_str());
    if example.is_some_and(|text| text.starts_with("http") || text.starts_with('/')) {
        return true;
    }
    let prose = field.docs.description.as_deref().unwrap_or_default();
    prose
        .split(|character: char| !character.is_alphanumeric())
        .any(|word| ["URL", "Url", "url", "URI", "uri", "link", "Link"].contains(&word))
}

#[cfg(test)]
mod tests {
    use crate::ir::Paging;
    use crate::lower::testing::operation;

    fn paging(properties: &str) -> Option<Paging> {
        operation(&format!(
            "responses: {{'200': {{description: d, content: {{application/json: {{schema: \
             {{type: object, properties: {{{properties}}}}}}}}}}}}}"
        ))
        .paging
    }

    #[test]
    fn a_link_and_a_list_make_pages() {
        let list = "participants: {type: array, items: {type: object, properties: {sid: {}}}}";
        let found = paging(&format!(
            "{list}, meta: {{properties: {{next_page_url: {{type: string, nullable: true}}}}}}"
        ));
        let Some(Paging::NextLink { items, next, .. }) = found else {
            panic!("no pages")
        };
        assert_eq!(items, ["participants"]);
        assert_eq!(next, ["meta", "next_page_url"]);

        assert!(paging(list).is_none(), "no link");
        assert!(
            paging(&format!("{list}, next: {{type: string}}")).is_none(),
            "a cursor"
        );
        assert!(paging(&format!("{list}, next: {{type: string, format: uri}}")).is_some());
        assert!(
            paging(&format!("{list}, nextLink: {{type: integer}}")).is_none(),
            "no text"
        );
        let two =
            "a: {type: array, items: {type: string}}, b: {type: array, items: {type: string}}";
        assert!(paging(&format!("{two}, nextLink: {{type: string}}")).is_none());
        let named = two.replace("b:", "value:");
        assert!(paging(&format!("{named}, nextLink: {{type: string}}")).is_some());
    }
}
