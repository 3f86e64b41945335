//! Which optional features of the library does a job need?

use super::Job;
use crate::optional::Feature;

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
