//! What does the configuration allow, and what is wrong with it in view of the documents?

use super::Depth;
use crate::config::{self, Allowance};
use crate::diagnostic::{Code, Diagnostic, Level, Target};
use crate::findings::Findings;
use crate::job::{Job, config_findings};

/// Problems of the configuration that depend on the documents: their positions are in another text.
pub(super) fn configuration(
    job: &Job,
    depth: Depth,
    findings: &mut [Findings],
) -> Option<Findings> {
    let mut problems = allow(job, depth, findings);
    for findings in findings {
        let diagnostics = &mut findings.diagnostics;
        problems.extend(diagnostics.extract_if(.., |problem| problem.code == Code::InvalidConfig));
    }
    let (path, text) = job.config.as_ref().filter(|_| !problems.is_empty())?;
    Some(config_findings(path, text, problems))
}

/// Removes the warnings that the configuration allows. An unused allowance is a warning itself,
/// unless a document has errors and was not read to the end.
fn allow(job: &Job, depth: Depth, findings: &mut [Findings]) -> Vec<Diagnostic> {
    let mut unused = Vec::new();
    for (document, findings) in job.documents.iter().zip(findings) {
        let whole = !findings.has_errors();
        let Findings {
            sources,
            diagnostics,
        } = findings;
        let idle = config::apply(&document.config.allow, diagnostics, sources);
        unused.extend(idle.into_iter().filter(|allowance| {
            whole && (depth.is_lint() || allowance.code.level() != Level::Lint)
        }));
    }
    let warning = |allowance: &Allowance| {
        let code = allowance.code;
        let place = match &allowance.within {
            Some(pointer) => format!(" at `{pointer}`"),
            None => String::new(),
        };
        let span = allowance.span.clone();
        Diagnostic::warning(
            Code::UnusedAllowance,
            format!("there is no warning `{code}`{place} to allow"),
        )
        .place(Target::Text { source: 0, span }, "")
    };
    unused.into_iter().map(warning).collect()
}
