//! Overlays in a library without the feature `overlays`: an error.

use super::edit::Edit;
use crate::diagnostic::{Code, Diagnostic, Pointer, Report, Target};
use crate::optional::Feature;
use serde_json::Value;

/// Reports that the overlay cannot be applied.
pub(super) fn apply(_: &Value, source: usize, _: &Pointer, _: &mut Edit<'_>, report: &mut Report) {
    let feature = Feature::Overlays;
    let problem = Diagnostic::error(Code::InvalidConfig, feature.message());
    report.push(
        problem
            .place(Target::Source(source), "")
            .help(feature.help()),
    );
}
