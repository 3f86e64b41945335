//! Who wants to know what is being done at the moment?

use crate::pipeline::Stage;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A stage that begins or ends.
#[derive(Clone, Debug)]
pub struct Step<'a> {
    /// The document's module; none for the crate as a whole.
    pub module: Option<&'a str>,
    /// The stage.
    pub stage: Stage,
    /// How long it took and what came of it, when it ends.
    pub done: Option<(Duration, String)>,
}

/// Receives each stage, on the thread that does the work; by default, no one does.
#[derive(Clone, Default)]
pub struct Observer(Option<Arc<Callback>>);

type Callback = dyn Fn(&Step<'_>) + Send + Sync;

impl Observer {
    /// An observer that does this.
    pub fn new(callback: impl Fn(&Step<'_>) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(callback)))
    }

    /// Does the work of a stage; `said` tells what came of it.
    pub(crate) fn watch<T>(
        &self,
        module: Option<&str>,
        stage: Stage,
        work: impl FnOnce() -> T,
        said: impl FnOnce(&T) -> String,
    ) -> T {
        let Some(callback) = &self.0 else {
            return work();
        };
        callback(&Step {
            module,
            stage,
            done: None,
        });
        let began = Instant::now();
        let result = work();
        let took = began.elapsed();
        callback(&Step {
            module,
            stage,
            done: Some((took, said(&result))),
        });
        result
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Observer").field(&self.0.is_some()).finish()
    }
}

/// A number of things, in words.
pub(crate) fn number(count: usize, one: &str, many: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    }
}
