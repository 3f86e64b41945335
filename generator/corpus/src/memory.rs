//! How much memory did this process hold at most?

/// The peak of the resident set in megabytes; none where the system does not tell (only Linux does).
pub fn peak_megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    high_water_mark(&status).map(|kilobytes| f64::from(kilobytes) / 1024.0)
}

/// The value of `VmHWM` (proc_pid_status(5)), in kilobytes.
fn high_water_mark(status: &str) -> Option<u32> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_found_among_other_lines() {
        let status = "Name:\tx\nVmPeak:\t  999 kB\nVmHWM:\t  123456 kB\nVmRSS:\t 1 kB\n";
        assert_eq!(high_water_mark(status), Some(123_456));
        assert_eq!(high_water_mark("Name:\tx\n"), None);
    }
}
