//! Is another run writing into the same folder? Then this one waits for it.

use super::WriteError;
use std::fs::File;
use std::path::Path;

/// Held while a folder is written. The operating system releases it when the process ends,
/// however it ends.
pub(super) struct Guard {
    _file: Option<File>,
}

/// Waits until no other run writes into `dir`, an existing folder.
#[cfg(unix)]
pub(super) fn take(dir: &Path) -> Result<Guard, WriteError> {
    // The folder itself is locked: no file has to be left behind for it.
    let file = File::open(dir).map_err(|source| WriteError::io(dir, source))?;
    match file.lock() {
        Ok(()) => Ok(Guard { _file: Some(file) }),
        // Some network file systems know no locks. Two runs at once are rare enough there.
        Err(error) if error.kind() == std::io::ErrorKind::Unsupported => Ok(Guard { _file: None }),
        Err(source) => Err(WriteError::io(dir, source)),
    }
}

/// Waits until no other run writes into `dir`, an existing folder.
#[cfg(windows)]
pub(super) fn take(dir: &Path) -> Result<Guard, WriteError> {
    use std::os::windows::fs::OpenOptionsExt;

    /// `FILE_FLAG_DELETE_ON_CLOSE`: the file goes away with the process that holds it.
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    /// `ERROR_SHARING_VIOLATION` and `ERROR_ACCESS_DENIED` (a file that is just being deleted).
    const TAKEN: [i32; 2] = [32, 5];

    // Windows locks no folders, so an unshared file in it stands for it.
    let path = dir.join(super::GUARD);
    for attempt in 0.. {
        let opened = std::fs::OpenOptions::new()
            .write(true)
            .create(true)
            .share_mode(0)
            .custom_flags(DELETE_ON_CLOSE)
            .open(&path);
        match opened {
            Ok(file) => return Ok(Guard { _file: Some(file) }),
            Err(error)
                if attempt < 600
                    && error
                        .raw_os_error()
                        .is_some_and(|code| TAKEN.contains(&code)) =>
            {
                std::thread::sleep(std::time::Duration::from_millis(100));
            }
            Err(source) => return Err(WriteError::io(&path, source)),
        }
    }
    Ok(Guard { _file: None })
}

/// Without a known way to lock, two runs at once are the caller's affair.
#[cfg(not(any(unix, windows)))]
pub(super) fn take(_: &Path) -> Result<Guard, WriteError> {
    Ok(Guard { _file: None })
}
