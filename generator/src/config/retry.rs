//! Retries: how often, and after which responses?

use super::read::{Item, Reader};
use crate::ir::Retry;

impl Reader {
    /// `api.<stem>.retry`.
    pub(super) fn retry(&mut self, stem: &str, item: &Item<'_>) -> Retry {
        let mut retry = Retry::default();
        for (key, item) in self.table(item).into_iter().flatten() {
            match key.get_ref().as_ref() {
                "attempts" => retry.attempts = self.number(item, 1, 100),
                "statuses" => {
                    let Some(list) = item.get_ref().as_array() else {
                        self.wrong_type(item, "a list of statuses");
                        continue;
                    };
                    for item in list {
                        retry.statuses.extend(self.number(item, 400, 599));
                    }
                }
                _ => {
                    let known = ["attempts", "statuses"];
                    self.unknown_key(key, &format!("api.{stem}.retry"), &known);
                }
            }
        }
        retry
    }

    fn number(&mut self, item: &Item<'_>, least: u16, most: u16) -> Option<u16> {
        let number = item.get_ref().as_integer();
        let number: Option<u16> = number.and_then(|number| number.as_str().parse().ok());
        let number = number.filter(|number| (least..=most).contains(number));
        if number.is_none() {
            self.problem(
                item.span(),
                &format!("expected a number from {least} to {most}"),
            );
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use crate::config::read::{read, tests::problems};

    #[test]
    fn attempts_and_statuses_are_numbers_that_make_sense() {
        let config = read("[api.x.retry]\nattempts = 5\nstatuses = [409, 425]\n").unwrap();
        let retry = &config.apis["x"].retry;
        assert_eq!(
            (retry.attempts, retry.statuses.as_slice()),
            (Some(5), &[409, 425][..])
        );
        for (text, place, message) in [
            ("attempts = 0", "0", "expected a number from 1 to 100"),
            ("attempts = 'a'", "'a'", "expected a number from 1 to 100"),
            (
                "statuses = [200]",
                "200",
                "expected a number from 400 to 599",
            ),
            (
                "statuses = 500",
                "500",
                "expected a list of statuses, found integer",
            ),
            (
                "atempts = 1",
                "atempts",
                "unknown key `atempts` in `[api.x.retry]`",
            ),
        ] {
            let found = problems(&format!("[api.x.retry]\n{text}\n"));
            assert_eq!(found, [(place.to_owned(), message.to_owned())], "{text}");
        }
    }
}
