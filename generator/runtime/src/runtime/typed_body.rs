//! Bodies of a media type that the caller chooses.

use super::body::Body;
use super::writer::Writer;

/// A body with its media type, where the document declares a range such as `image/*`.
///
/// `into()` converts a pair of a media type and a body to it: `("image/png", bytes)`.
#[derive(Clone, Debug)]
pub struct TypedBody {
    media_type: String,
    body: Body,
}

impl TypedBody {
    /// A body of this media type.
    pub fn new(media_type: impl Into<String>, body: impl Into<Body>) -> Self {
        Self {
            media_type: media_type.into(),
            body: body.into(),
        }
    }

    /// The media type.
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    /// The body.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// Writes the body if its media type is in one of the ranges, which are separated by commas.
    #[allow(dead_code, reason = "a server does not send it")]
    pub(crate) fn write(&self, ranges: &str, to: &mut Writer) {
        if ranges
            .split(',')
            .any(|range| covers(range, &self.media_type))
        {
            to.bytes(self.media_type.clone(), self.body.clone());
        } else {
            let why = format!("of the media type `{}`, not of `{ranges}`", self.media_type);
            to.refuse("body", why);
        }
    }
}

impl<M: Into<String>, B: Into<Body>> From<(M, B)> for TypedBody {
    fn from((media_type, body): (M, B)) -> Self {
        Self::new(media_type, body)
    }
}

/// Returns whether a media type is in a range such as `image/*` or `application/*+xml`. The range of a
/// document that is not one at all contains all of them.
fn covers(range: &str, media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    let Some((kind, subtype)) = essence.split_once('/') else {
        return false;
    };
    if kind.is_empty() || subtype.is_empty() || essence.contains('*') {
        return false;
    }
    let range = range.split(';').next().unwrap_or_default();
    let range = range.trim().to_ascii_lowercase();
    let Some((of_kind, of_subtype)) = range.split_once('/') else {
        return true;
    };
    let subtype_fits = match of_subtype.split_once('*') {
        Some((before, after)) => subtype.starts_with(before) && subtype.ends_with(after),
        None => subtype == of_subtype,
    };
    (of_kind == "*" || of_kind == kind) && subtype_fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_covers_its_media_types() {
        for (range, media_type, expected) in [
            ("image/*", "image/png", true),
            ("image/*", "IMAGE/PNG; a=b", true),
            ("image/*", "text/png", false),
            ("image/*", "image/*", false),
            ("image/*", "image", false),
            ("*/*", "a/b", true),
            ("*", "a/b", true),
            ("application/*+xml", "application/atom+xml", true),
            ("application/*+xml", "application/json", false),
        ] {
            assert_eq!(covers(range, media_type), expected, "{range} {media_type}");
        }
    }
}
