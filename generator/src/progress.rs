//! Who wants to know what is being done at the moment?

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The texts become one tree.
    Load,
    /// The tree becomes that of canonical OpenAPI 3.0.
    Upgrade,
    /// Its errors are found.
    Check,
    /// It becomes what the API offers.
    Lower,
    /// The facts are computed.
    Analyze,
    /// Everything gets its name.
    Name,
    /// The files are made, and formatted.
    Emit,
}

impl Stage {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::Upgrade => "upgrade",
            Self::Check => "check",
            Self::Lower => "lower",
            Self::Analyze => "analyze",
            Self::Name => "name",
            Self::Emit => "emit",
        }
    }
}

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
