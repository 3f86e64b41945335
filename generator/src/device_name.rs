//! Which file names does Windows take for devices?

/// The names, which count with any extension.
const DEVICES: [&str; 30] = [
    "con", "prn", "aux", "nul", "conin$", "conout$", "com1", "com2", "com3", "com4", "com5",
    "com6", "com7", "com8", "com9", "com¹", "com²", "com³", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5",
    "lpt6", "lpt7", "lpt8", "lpt9", "lpt¹", "lpt²", "lpt³",
];

/// Whether a file name is that of a device.
pub(crate) fn is_device_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    DEVICES.contains(&stem.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_case_nor_extension_matters() {
        for name in ["con", "NUL.txt", "Com1", "conin$", "lpt¹.yaml", "aux .md"] {
            assert!(is_device_name(name), "{name}");
        }
        for name in ["console", "a.con", "com", "com10", ""] {
            assert!(!is_device_name(name), "{name}");
        }
    }
}
