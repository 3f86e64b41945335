//! What does the user let a document ask of the machine?

use super::read::{Item, Reader};
use crate::limits::Limit;

impl Reader {
    /// `[limits]`.
    pub(super) fn limits(&mut self, item: &Item<'_>) {
        for (key, item) in self.table(item).into_iter().flatten() {
            let Some(limit) = Limit::of_key(key.get_ref()) else {
                let known: Vec<_> = Limit::ALL.iter().map(|limit| limit.key()).collect();
                self.unknown_key(key, "limits", &known);
                continue;
            };
            let range = 1..=limit.most();
            let wanted = format!("a whole number from 1 to {}", limit.most());
            let Some(number) = item.get_ref().as_integer() else {
                self.wrong_type(item, &wanted);
                continue;
            };
            let digits = number.as_str();
            match usize::from_str_radix(digits, number.radix()) {
                Ok(value) if range.contains(&value) => {
                    self.config.limits = self.config.limits.with(limit, value);
                }
                _ => self.problem(item.span(), &format!("`{digits}` is not {wanted}")),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::read::{read, tests::problems};

    #[test]
    fn limits_are_numbers_within_what_can_be_borne() {
        let limits = read("[limits]\ndepth = 120\nfile_bytes = 0x1_0000\n")
            .unwrap()
            .limits;
        assert_eq!(limits.of(Limit::Depth), 120);
        assert_eq!(limits.of(Limit::FileBytes), 65_536);
        assert_eq!(limits.of(Limit::Files), Limit::Files.usual());
        let wrong = "[limits]\ndepht = 1\ndepth = 121\nfiles = 0\nall_of = -1\nerrors = '1'\n\
                     warnings = 1e3\naliased = 99999999999999999999\n";
        let (places, messages): (Vec<_>, Vec<_>) = problems(wrong).into_iter().unzip();
        let expected = [
            "depht",
            "121",
            "0",
            "-1",
            "'1'",
            "1e3",
            "99999999999999999999",
        ];
        assert_eq!(places, expected);
        assert_eq!(messages[1], "`121` is not a whole number from 1 to 120");
        assert_eq!(
            read("[limits]\ndepht = 1").unwrap_err()[0].advice(),
            "did you mean `depth`?"
        );
    }
}
