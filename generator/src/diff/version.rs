//! Which version should a crate have after these changes?
//!
//! By cargo's reading of semantic versioning: of `0.x.y` the `x` counts as the major version, of
//! `0.0.y` the `y`. It is a proposal, which nothing acts on.

use super::{Change, Effect};
use semver::{BuildMetadata, Prerelease, Version};

/// Which part of a version changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// None: nothing is different. Changes of the documentation alone are not looked for.
    None,
    /// Programs compile; there is more, or something behaves otherwise.
    Minor,
    /// Programs have to change.
    Major,
}

impl Level {
    /// The version that these changes require.
    pub fn of(changes: &[Change]) -> Self {
        let worst = changes.iter().map(Change::effect).min();
        match worst {
            None => Self::None,
            Some(Effect::Breaking) => Self::Major,
            Some(Effect::Behaviour | Effect::Compatible) => Self::Minor,
        }
    }

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// The version after this one. A version that is not released yet, such as `1.0.0-rc.1`, stays.
pub fn propose(version: &Version, level: Level) -> Version {
    if level == Level::None || !version.pre.is_empty() {
        return version.clone();
    }
    let Version {
        major,
        minor,
        patch,
        ..
    } = *version;
    let (major, minor, patch) = match (level, major, minor) {
        (Level::Major, 0, 0) => (0, 0, patch.saturating_add(1)),
        (Level::Major, 0, minor) => (0, minor.saturating_add(1), 0),
        (Level::Major, major, _) => (major.saturating_add(1), 0, 0),
        (Level::Minor, 1.., minor) => (major, minor.saturating_add(1), 0),
        _ => (major, minor, patch.saturating_add(1)),
    };
    Version {
        major,
        minor,
        patch,
        pre: Prerelease::EMPTY,
        build: BuildMetadata::EMPTY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_shifts_the_levels() {
        let next =
            |version: &str, level| propose(&Version::parse(version).unwrap(), level).to_string();
        for (version, none, minor, major) in [
            ("1.2.3", "1.2.3", "1.3.0", "2.0.0"),
            ("0.2.3", "0.2.3", "0.2.4", "0.3.0"),
            ("0.0.3", "0.0.3", "0.0.4", "0.0.4"),
            ("1.0.0-rc.1", "1.0.0-rc.1", "1.0.0-rc.1", "1.0.0-rc.1"),
            ("1.2.3+4", "1.2.3+4", "1.3.0", "2.0.0"),
        ] {
            assert_eq!(next(version, Level::None), none);
            assert_eq!(next(version, Level::Minor), minor);
            assert_eq!(next(version, Level::Major), major);
        }
    }
}
