//! How does a document get a process of its own, so that a crash or a runaway costs one row?

use crate::documents::Document;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Does some work for each document, `jobs` at once; the results are in the order of the documents.
pub fn each<T: Send>(
    documents: &[Document],
    jobs: usize,
    work: impl Fn(&Document) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..jobs.max(1) {
            scope.spawn(|| {
                while let Some((index, document)) = {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    documents.get(index).map(|document| (index, document))
                } {
                    let result = work(document);
                    if let Ok(mut results) = results.lock() {
                        results.push((index, result));
                    }
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_default();
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Runs a command with its output in files named after `log`, for at most `limit`.
///
/// # Errors
///
/// It could not be started, did not end in time, or did not end well; with the last it said.
pub fn run(mut command: Command, log: &Path, limit: Duration) -> Result<Vec<u8>, String> {
    let (stdout, stderr) = (log.with_extension("out"), log.with_extension("err"));
    let create =
        |path: &Path| File::create(path).map_err(|error| format!("{}: {error}", path.display()));
    let mut child = command
        .stdout(create(&stdout)?)
        .stderr(create(&stderr)?)
        .spawn()
        .map_err(|error| error.to_string())?;
    let start = Instant::now();
    let status: ExitStatus = loop {
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            break status;
        }
        if start.elapsed() > limit {
            let _ = child.kill();
            let _ = child.wait();
            return Err(format!("it did not end within {} s", limit.as_secs()));
        }
        thread::sleep(Duration::from_millis(10));
    };
    if status.success() {
        return fs::read(&stdout).map_err(|error| error.to_string());
    }
    let said = fs::read(&stderr).unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    let said: Vec<&str> = said
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let last = said.iter().take(4).copied().collect::<Vec<_>>().join(" ");
    Err(format!("the process ended with {status}: {last}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn output_crash_and_runaway_are_distinguished() {
        let log = std::env::temp_dir().join(format!("bindery-corpus-child-{}", std::process::id()));
        let long = Duration::from_secs(60);
        assert_eq!(run(shell("echo x"), &log, long), Ok(b"x\n".to_vec()));
        let crash = run(shell("echo y >&2; exit 3"), &log, long).unwrap_err();
        assert!(crash.contains('3') && crash.contains('y'), "{crash}");
        let runaway = run(shell("sleep 60"), &log, Duration::ZERO).unwrap_err();
        assert!(runaway.contains("did not end"), "{runaway}");
    }

    #[test]
    fn results_are_in_the_order_of_the_documents() {
        let documents: Vec<Document> = (0..20)
            .map(|index| Document {
                set: String::new(),
                path: format!("{index}").into(),
                name: format!("{index}"),
            })
            .collect();
        let names = each(&documents, 4, |document| document.name.clone());
        assert!(
            names
                .iter()
                .map(String::as_str)
                .eq(documents.iter().map(|d| d.name.as_str()))
        );
    }
}
