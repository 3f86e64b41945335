//! Which number has these bounds?

use super::Chance;

/// Beyond this, whole numbers are not distinguished by the `f64` that bounds are read as.
const WIDEST: f64 = 9_007_199_254_740_991.0;

/// What a schema demands of a number.
#[derive(Clone, Copy, Debug, Default)]
pub struct NumberLimits {
    /// `minimum` or `exclusiveMinimum`.
    pub minimum: Option<f64>,
    /// Whether the minimum itself is excluded.
    pub excludes_minimum: bool,
    /// `maximum` or `exclusiveMaximum`.
    pub maximum: Option<f64>,
    /// Whether the maximum itself is excluded.
    pub excludes_maximum: bool,
    /// `multipleOf`.
    pub multiple_of: Option<f64>,
}

impl NumberLimits {
    /// Whether a number is within the limits.
    pub fn include(&self, number: f64) -> bool {
        let above = self
            .minimum
            .is_none_or(|least| number > least || (number == least && !self.excludes_minimum));
        let below = self
            .maximum
            .is_none_or(|most| number < most || (number == most && !self.excludes_maximum));
        let step = self.multiple_of.filter(|step| *step > 0.0);
        above && below && step.is_none_or(|step| (number / step).fract() == 0.0)
    }

    /// Narrows the bounds to those of a type.
    #[must_use]
    pub fn within(mut self, least: f64, most: f64) -> Self {
        if self.minimum.is_some_and(|bound| bound < least) {
            self.minimum = Some(least);
        }
        if self.maximum.is_some_and(|bound| bound > most) {
            self.maximum = Some(most);
        }
        self
    }
}

/// A whole number.
pub fn whole(limits: &NumberLimits, chance: &mut Chance) -> i64 {
    let mut least = limits.minimum.map(f64::ceil);
    let mut most = limits.maximum.map(f64::floor);
    if limits.excludes_minimum && least == limits.minimum {
        least = least.map(|least| least + 1.0);
    }
    if limits.excludes_maximum && most == limits.maximum {
        most = most.map(|most| most - 1.0);
    }
    let (least, most) = range(least, most);
    let step = limits.multiple_of;
    let step = step.filter(|step| *step >= 1.0 && step.fract() == 0.0);
    let step = step.unwrap_or(1.0);
    let first = (least / step).ceil() * step;
    let count = ((most - first) / step).floor().clamp(0.0, 100.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let nth = chance.below(count as u64 + 1) as f64;
    let chosen = (first + nth * step).clamp(-WIDEST, WIDEST);
    #[allow(clippy::cast_possible_truncation)]
    let chosen = chosen as i64;
    chosen
}

/// Any number.
pub fn number(limits: &NumberLimits, chance: &mut Chance) -> f64 {
    if chance.is_first() && limits.include(1.5) {
        return 1.5;
    }
    let (least, most) = range(limits.minimum, limits.maximum);
    if let Some(step) = limits.multiple_of.filter(|step| *step > 0.0) {
        let times = (least / step).ceil() + f64::from(u8::from(limits.excludes_minimum));
        return times * step;
    }
    // In the middle, where no bound is touched, with a digit behind the point.
    let parts = chance.below(8) + 1;
    #[allow(clippy::cast_precision_loss)]
    let chosen = least + (most - least) * (parts as f64) / 10.0;
    chosen
}

/// A range near what is usual, where only one end of it is known.
fn range(least: Option<f64>, most: Option<f64>) -> (f64, f64) {
    match (least, most) {
        (Some(least), Some(most)) => (least, most.max(least)),
        (Some(least), None) => (least, least + 100.0),
        (None, Some(most)) if most < 1.0 => (most - 100.0, most),
        (None, Some(most)) => (1.0, most),
        (None, None) => (1.0, 100.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_within_their_limits() {
        let bounds = [None, Some(-7.5), Some(0.0), Some(3.0)];
        for minimum in bounds {
            for maximum in [None, Some(10.0), Some(100.25)] {
                for (excludes_minimum, excludes_maximum) in [(false, false), (true, true)] {
                    for multiple_of in [None, Some(2.0)] {
                        let limits = NumberLimits {
                            minimum,
                            excludes_minimum,
                            maximum,
                            excludes_maximum,
                            multiple_of,
                        };
                        for mut chance in [Chance::first(), Chance::about(1, "a")] {
                            #[allow(clippy::cast_precision_loss)]
                            let whole = whole(&limits, &mut chance) as f64;
                            assert!(limits.include(whole), "{whole}: {limits:?}");
                            let number = number(&limits, &mut chance);
                            assert!(limits.include(number), "{number}: {limits:?}");
                        }
                    }
                }
            }
        }
    }
}
