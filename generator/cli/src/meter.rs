//! Progress: a line on a terminal for work that takes long, or a line for each stage if requested.

use super::args::Volume;
use bindery::pipeline::Stage;
use bindery::progress::{Observer, Step};
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Work that ends sooner shows nothing.
const PATIENCE: Duration = Duration::from_millis(700);

/// Shows what is being done, on standard error.
pub(super) struct Meter {
    show: Show,
    state: Mutex<State>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Show {
    Nothing,
    /// One line, which is taken away.
    Line,
    /// A line for each stage, which stays.
    Stages,
}

struct State {
    began: Instant,
    /// The number of finished documents.
    read: usize,
    /// Whether the line is there.
    shown: bool,
}

impl Meter {
    pub fn new(volume: Volume, terminal: bool) -> Self {
        Self {
            show: match volume {
                Volume { verbose: true, .. } => Show::Stages,
                Volume { quiet: true, .. } => Show::Nothing,
                _ if terminal => Show::Line,
                _ => Show::Nothing,
            },
            state: Mutex::new(State {
                began: Instant::now(),
                read: 0,
                shown: false,
            }),
        }
    }

    /// An observer that has it shown here.
    pub fn observer(meter: &Arc<Self>) -> Observer {
        match meter.show {
            Show::Nothing => Observer::default(),
            Show::Line | Show::Stages => {
                let meter = Arc::clone(meter);
                Observer::new(move |step| meter.step(step))
            }
        }
    }

    fn step(&self, step: &Step<'_>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let of = step.module.unwrap_or("crate");
        match (self.show, &step.done) {
            (Show::Stages, Some((took, came))) => {
                let milliseconds = took.as_secs_f64() * 1000.0;
                let stage = step.stage.name();
                let line = format!("{stage:8} {of:24} {milliseconds:9.1} ms  {came}\n");
                // There is no way left to report this error.
                let _ = io::stderr().write_all(line.as_bytes());
            }
            (Show::Line, done) => {
                if done.is_some() && step.stage == Stage::Name {
                    state.read += 1;
                }
                if done.is_none() && state.began.elapsed() > PATIENCE {
                    let (stage, read) = (step.stage.name(), state.read);
                    let line = format!("\r\u{1b}[2K{stage} {of} ({read} read)");
                    let _ = io::stderr().write_all(line.as_bytes());
                    state.shown = true;
                }
            }
            _ => {}
        }
    }

    /// Shows a line for work that is no stage.
    pub fn advance(&self, text: &str) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if self.show == Show::Line && state.began.elapsed() > PATIENCE {
            // There is no way left to report this error.
            let _ = io::stderr().write_all(format!("\r\u{1b}[2K{text}").as_bytes());
            state.shown = true;
        }
    }

    /// Takes the line away.
    pub fn clear(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if std::mem::take(&mut state.shown) {
            let _ = io::stderr().write_all(b"\r\x1b[2K");
        }
    }
}
