//! What are the parts of pages called?
//!
//! Names are compared without case, `_` and `-`: `next_page_token` stands for `nextPageToken` too.
//! A way into a response is a path of properties with dots between.

/// Where a link to the next page stands, in the order in which they are looked for.
pub(super) const LINKS: [&str; 23] = [
    "meta.next_page_url",
    "meta.next_page_uri",
    "next_page_url",
    "next_page_uri",
    "@odata.nextLink",
    "odata.nextLink",
    "next_link",
    "next_page_link",
    "next_url",
    "links.next",
    "_links.next",
    "_links.next.href",
    "links.next.href",
    "links.pages.next",
    "meta.links.next",
    "meta.next",
    "meta.next_url",
    "paging.next.link",
    "paging.next",
    "pagination.next_url",
    "pagination.next_link",
    "pagination.next",
    "next",
];

/// Objects of a response in which it tells of pages.
pub(super) const PLACES: [&str; 16] = [
    "",
    "meta",
    "metadata",
    "_meta",
    "pagination",
    "paging",
    "page",
    "page_info",
    "paging_info",
    "pagination_info",
    "result_info",
    "response_metadata",
    "meta.pagination",
    "meta.page",
    "meta.paging",
    "metadata.pagination",
];

/// A cursor: where it stands, inside of the [`PLACES`], and the query parameter that it goes into.
pub(super) struct Cursor {
    pub(super) properties: &'static [&'static str],
    pub(super) parameters: &'static [&'static str],
    /// Whether the property alone does not say that it is of the next page: then its description
    /// has to.
    pub(super) vague: bool,
    /// Whether there is always such a property, so that another one has to tell whether there are
    /// more pages.
    pub(super) always: bool,
}

const fn cursor(
    properties: &'static [&'static str],
    parameters: &'static [&'static str],
) -> Cursor {
    Cursor {
        properties,
        parameters,
        vague: false,
        always: false,
    }
}

/// The cursors that are known.
pub(super) const CURSORS: [Cursor; 13] = [
    cursor(
        &["next_cursor", "cursor.next", "cursors.next"],
        &[
            "cursor",
            "next_cursor",
            "page_cursor",
            "page[cursor]",
            "start_cursor",
        ],
    ),
    cursor(
        &["next_page_token"],
        &["page_token", "next_page_token", "next_token"],
    ),
    cursor(
        &["next_token"],
        &["next_token", "pagination_token", "page_token"],
    ),
    cursor(
        &[
            "cursor.after",
            "cursors.after",
            "next.after",
            "after_cursor",
            "paging.after",
            "pagination.after",
            "page_info.after",
        ],
        &["after", "page[after]", "after_cursor"],
    ),
    cursor(
        &["end_cursor", "next_cursor"],
        &["after", "page[after]", "starting_after"],
    ),
    cursor(
        &["next_continuation_token", "continuation_token"],
        &["continuation_token", "continuation"],
    ),
    cursor(&["continue"], &["continue"]),
    cursor(&["next_marker"], &["marker"]),
    cursor(
        &["next_page", "next_page_number"],
        &["page", "page_number", "page_id", "page_token", "next_page"],
    ),
    cursor(&["next_offset"], &["offset"]),
    cursor(&["next_key"], &["next_key"]),
    Cursor {
        properties: &["next", "cursor", "page_token", "marker"],
        parameters: &["next", "cursor", "page_token", "marker"],
        vague: true,
        always: false,
    },
    Cursor {
        properties: &["last_id"],
        parameters: &["after", "after_id", "starting_after"],
        vague: false,
        always: true,
    },
];

/// Parameters that take the `id` of the last item, where the response tells whether there are more.
/// With the second, the document has to say that it takes an id.
pub(super) const LAST_ITEM: [(&str, bool); 3] = [
    ("starting_after", false),
    ("after_id", false),
    ("after", true),
];

/// Properties that are true as long as there are more pages.
pub(super) const MORE: [&str; 7] = [
    "has_more",
    "has_next",
    "has_next_page",
    "has_more_pages",
    "has_more_items",
    "more_items_in_collection",
    "is_truncated",
];

/// Properties that are true on the last page.
pub(super) const LAST: [&str; 3] = ["is_last", "is_last_page", "last"];

/// Parameters for the number of items to skip, each with those for the size of a page.
pub(super) const OFFSETS: [(&str, &[&str]); 4] = [
    (
        "offset",
        &[
            "limit",
            "count",
            "size",
            "page_size",
            "per_page",
            "max_results",
            "page_limit",
        ],
    ),
    ("skip", &["take", "limit", "top", "max_items", "page_size"]),
    ("$skip", &["$top"]),
    ("start_at", &["max_results"]),
];

/// Parameters for the number of the page.
pub(super) const NUMBERS: [&str; 7] = [
    "page",
    "page_number",
    "page_num",
    "page_no",
    "page_index",
    "page[number]",
    "current_page",
];

/// Parameters for the size of a page that goes with a number.
pub const SIZES: [&str; 14] = [
    "per_page",
    "page_size",
    "page[size]",
    "limit",
    "size",
    "results_per_page",
    "items_per_page",
    "records_per_page",
    "page_limit",
    "pagelen",
    "page_len",
    "page_count",
    "max_results",
    "num_per_page",
];

/// Properties with the number of the page that was received.
pub(super) const CURRENT: [&str; 5] = [
    "current_page",
    "page_number",
    "page_index",
    "page",
    "number",
];

/// Properties with the number of all items. `count` is not among them: to most it is the number of
/// items on the page.
pub(super) const TOTALS: [&str; 12] = [
    "total",
    "total_count",
    "total_items",
    "total_results",
    "total_elements",
    "total_entries",
    "total_records",
    "total_size",
    "total_hits",
    "total_rows",
    "items_total",
    "@odata.count",
];

/// Properties with the number of all pages.
pub(super) const PAGES: [&str; 9] = [
    "total_pages",
    "total_page_count",
    "page_count",
    "pages",
    "num_pages",
    "last_page",
    "page_total",
    "pages_total",
    "number_of_pages",
];

/// The names of lists of items, for responses with several lists.
pub const ITEMS: [&str; 8] = [
    "items",
    "data",
    "value",
    "values",
    "results",
    "records",
    "entries",
    "resources",
];

/// Lists besides the items.
pub const BESIDE: [&str; 5] = ["errors", "warnings", "messages", "included", "links"];

/// Extensions that describe pages.
pub(super) const MS_PAGEABLE: &str = "x-ms-pageable";
pub(super) const SPEAKEASY: &str = "x-speakeasy-pagination";

/// Properties that contain a wrapped response, including its items.
pub(super) const ENVELOPES: [&str; 6] = [
    "data",
    "result",
    "results",
    "response",
    "payload",
    "_embedded",
];

/// Compares two names as these tables do. Every property of every response is compared with these
/// tables, so nothing is allocated.
pub fn alike(one: &str, other: &str) -> bool {
    match (begin(one), begin(other)) {
        (Some(one), Some(other)) if one != other => false,
        _ => plain(one).eq(plain(other)),
    }
}

/// The first letter that counts, if it is one of ASCII: most names differ there.
fn begin(name: &str) -> Option<u8> {
    let first = name.bytes().find(|byte| !matches!(byte, b'_' | b'-'))?;
    first.is_ascii().then(|| first.to_ascii_lowercase())
}

fn plain(name: &str) -> impl Iterator<Item = char> + '_ {
    let kept = name.chars().filter(|c| !matches!(c, '_' | '-'));
    kept.flat_map(char::to_lowercase)
}
