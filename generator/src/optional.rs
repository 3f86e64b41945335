//! Which optional features of this library does a configuration need?

use crate::job::Job;

/// A feature of this library without which a configuration cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Feature {
    /// `crate.docs`.
    Docs,
    /// `api.<stem>.overlays`.
    Overlays,
}

impl Feature {
    /// The name in the manifest.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Docs => "docs",
            Self::Overlays => "overlays",
        }
    }

    /// Whether this library was compiled without it.
    pub(crate) fn is_missing(self) -> bool {
        match self {
            Self::Docs => cfg!(not(feature = "docs")),
            Self::Overlays => cfg!(not(feature = "overlays")),
        }
    }

    /// The message of the error that the feature is missing.
    pub(crate) fn message(self) -> String {
        let name = self.name();
        format!("`{name}` needs the feature `{name}` of the library `bindery`, which is off")
    }

    /// The correction of that error.
    pub(crate) fn help(self) -> String {
        let (name, version) = (self.name(), env!("CARGO_PKG_VERSION"));
        format!("depend on `bindery = {{ version = \"{version}\", features = [\"{name}\"] }}`")
    }
}

impl Job {
    /// The features of the library `bindery` that a build script of this job needs, by name.
    pub fn library_features(&self) -> Vec<&'static str> {
        let mut documents = self.documents.iter();
        let overlays = documents.any(|document| !document.config.overlays.is_empty());
        let needed = [(self.docs, Feature::Docs), (overlays, Feature::Overlays)];
        let needed = needed.into_iter().filter(|(needed, _)| *needed);
        needed.map(|(_, feature)| feature.name()).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    #[test]
    fn a_job_needs_the_features_of_its_configuration() {
        let mut job = crate::job::Request {
            documents: vec!["x.yaml".into()],
            ..Default::default()
        }
        .job()
        .unwrap();
        assert_eq!(job.library_features(), [""; 0]);
        let text = "[crate]\ndocs = true\n[api.x]\noverlays = ['fix.yaml']\n";
        let config = Config::parse(text).unwrap();
        job.docs = config.docs;
        job.documents[0].config = config.apis["x"].clone();
        assert_eq!(job.library_features(), ["docs", "overlays"]);
    }
}
