//! How is a file opened so that a pipe, a socket or a device is refused instead of waited for?

use crate::device_name::is_device_name;
use std::fmt;
use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, Read};
use std::path::{Component, Path, Prefix};

/// Opens a regular file for reading.
///
/// The type is checked twice: before the file is opened, because opening a device can have effects of
/// its own, and on the open file, because the path can lead to another file by then.
///
/// # Errors
///
/// [`SpecialFile`] as the inner error for anything but a regular file.
pub fn open(path: &Path) -> io::Result<File> {
    if let Some(special) = SpecialFile::at(path) {
        return Err(special.into());
    }
    open_without_waiting(path)
}

/// Reads a regular file to its end.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    open(path)?.read_to_end(&mut content)?;
    Ok(content)
}

/// Reads a regular file that holds UTF-8 text.
pub fn read_to_string(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    open(path)?.read_to_string(&mut text)?;
    Ok(text)
}

/// Reads a regular file of at most `most` bytes.
pub fn read_up_to(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    let file = open(path)?;
    file.take(most.saturating_add(1))
        .read_to_end(&mut content)?;
    if content.len() as u64 > most {
        let message = format!("the file is larger than {most} bytes");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(content)
}

/// Opens a file, and refuses it if it is not a regular one. Never waits for a writer of a pipe.
fn open_without_waiting(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, NONBLOCK);
    let file = options.open(path)?;
    match SpecialFile::of(file.metadata()?.file_type()) {
        Some(special) => Err(special.into()),
        None => Ok(file),
    }
}

/// `O_NONBLOCK`, which `std` does not name. Where its value is not known, the check before opening has
/// to do.
#[cfg(unix)]
const NONBLOCK: i32 = if cfg!(any(
    target_vendor = "apple",
    target_os = "freebsd",
    target_os = "dragonfly",
    target_os = "netbsd",
    target_os = "openbsd"
)) {
    0x4
} else if cfg!(all(
    any(target_os = "linux", target_os = "android"),
    any(
        target_arch = "x86",
        target_arch = "x86_64",
        target_arch = "arm",
        target_arch = "aarch64",
        target_arch = "riscv64",
        target_arch = "powerpc64",
        target_arch = "s390x",
        target_arch = "loongarch64"
    )
)) {
    0o4000
} else {
    0
};

/// The type of a file that holds no text of a known length: reading it could wait, have effects, or
/// never end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpecialFile {
    /// A named pipe (FIFO).
    Pipe,
    /// A socket.
    Socket,
    /// A character or block device.
    Device,
    /// Neither of these, nor a regular file, a folder or a symbolic link.
    Other,
}

impl SpecialFile {
    /// The type of the file at a path, links followed; none for a regular file, a folder, and a path
    /// where there is nothing.
    pub fn at(path: &Path) -> Option<Self> {
        if cfg!(windows) && names_device(path) {
            return Some(Self::Device);
        }
        Self::of(fs::metadata(path).ok()?.file_type())
    }

    /// The type of a file; none for a regular file, a folder and a symbolic link.
    pub fn of(file_type: FileType) -> Option<Self> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::FileTypeExt;
            if file_type.is_fifo() {
                return Some(Self::Pipe);
            }
            if file_type.is_socket() {
                return Some(Self::Socket);
            }
            if file_type.is_char_device() || file_type.is_block_device() {
                return Some(Self::Device);
            }
        }
        let is_usual = file_type.is_file() || file_type.is_dir() || file_type.is_symlink();
        (!is_usual).then_some(Self::Other)
    }

    /// The special file that an error is about.
    pub fn in_error(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

/// Whether Windows takes a path for a device: `CON`, `NUL.txt`, `\\.\pipe\x`.
fn names_device(path: &Path) -> bool {
    let is_namespace = path.components().next().is_some_and(|first| {
        matches!(first, Component::Prefix(prefix) if matches!(prefix.kind(), Prefix::DeviceNS(_)))
    });
    let name = path.file_name().unwrap_or_default();
    is_namespace || is_device_name(&name.to_string_lossy())
}

impl fmt::Display for SpecialFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pipe => "a named pipe (FIFO), not a regular file",
            Self::Socket => "a socket, not a regular file",
            Self::Device => "a device, not a regular file",
            Self::Other => "not a regular file",
        })
    }
}

impl std::error::Error for SpecialFile {}

impl From<SpecialFile> for io::Error {
    fn from(special: SpecialFile) -> Self {
        Self::new(io::ErrorKind::InvalidInput, special)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn folder(name: &str) -> PathBuf {
        let name = format!("bindery-regular-file-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn regular_files_are_read_up_to_a_length() {
        let folder = folder("read");
        let path = folder.join("a");
        fs::write(&path, "text").unwrap();
        assert_eq!(read_to_string(&path).unwrap(), "text");
        assert_eq!(read_up_to(&path, 4).unwrap(), b"text");
        let error = read_up_to(&path, 3).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        let absent = open(&folder.join("b")).unwrap_err();
        assert_eq!(absent.kind(), io::ErrorKind::NotFound);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn pipes_sockets_and_devices_are_refused_at_once() {
        use std::os::unix::net::UnixListener;
        use std::process::Command;
        use std::sync::mpsc::channel;
        use std::time::Duration;

        let folder = folder("special");
        let pipe = folder.join("pipe");
        let socket = folder.join("socket");
        let _listener = UnixListener::bind(&socket).unwrap();
        let mut special = vec![
            (socket, SpecialFile::Socket),
            (PathBuf::from("/dev/zero"), SpecialFile::Device),
        ];
        match Command::new("mkfifo").arg(&pipe).status() {
            Ok(status) if status.success() => special.push((pipe, SpecialFile::Pipe)),
            _ => eprintln!("pipes are not tried: the program `mkfifo` is not installed"),
        }
        for (path, expected) in special {
            let (send, received) = channel();
            let there = path.clone();
            // A thread of its own, so that a wait without end fails the test.
            std::thread::spawn(move || {
                // The second is what is left when the file is replaced after the check.
                for open in [open, open_without_waiting] {
                    send.send(open(&there).unwrap_err()).unwrap();
                }
            });
            for is_checked in [true, false] {
                let error = received.recv_timeout(Duration::from_secs(60)).unwrap();
                // A socket cannot be opened at all.
                if is_checked || expected != SpecialFile::Socket {
                    let found = SpecialFile::in_error(&error);
                    assert_eq!(found, Some(expected), "{}: {error}", path.display());
                }
            }
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
