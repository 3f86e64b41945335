//! Which number has these bounds?

use super::Chance;
use serde_json::{Map, Value, json};

/// Beyond this, whole numbers are not distinguished by the `f64` that bounds are read as.
const WIDEST: f64 = 9_007_199_254_740_991.0;

/// A whole number.
pub(super) fn whole(map: &Map<String, Value>, chance: &mut Chance) -> Value {
    let (least, most) = bounds(map);
    let open = |key: &str| map.get(key) == Some(&Value::Bool(true));
    let mut least = least.map(f64::ceil);
    let mut most = most.map(f64::floor);
    if open("exclusiveMinimum") && least == said(map, "minimum") {
        least = least.map(|least| least + 1.0);
    }
    if open("exclusiveMaximum") && most == said(map, "maximum") {
        most = most.map(|most| most - 1.0);
    }
    let (least, most) = range(least, most);
    let step = said(map, "multipleOf").filter(|step| *step >= 1.0 && step.fract() == 0.0);
    let step = step.unwrap_or(1.0);
    let first = (least / step).ceil() * step;
    let count = ((most - first) / step).floor().clamp(0.0, 100.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let nth = chance.below(count as u64 + 1) as f64;
    let chosen = (first + nth * step).clamp(-WIDEST, WIDEST);
    #[allow(clippy::cast_possible_truncation)]
    let chosen = chosen as i64;
    chosen.into()
}

/// Any number.
pub(super) fn number(map: &Map<String, Value>, chance: &mut Chance) -> Value {
    if let Some(step) = said(map, "multipleOf").filter(|step| *step > 0.0) {
        let (least, most) = bounds(map);
        let (least, _) = range(least, most);
        let open = map.get("exclusiveMinimum") == Some(&Value::Bool(true));
        let times = (least / step).ceil() + f64::from(u8::from(open));
        return json!(times * step);
    }
    let (least, most) = bounds(map);
    let (least, most) = range(least, most);
    // In the middle, where no bound is touched, with a digit behind the point.
    let parts = chance.below(8) + 1;
    #[allow(clippy::cast_precision_loss)]
    let chosen = least + (most - least) * (parts as f64) / 10.0;
    json!(chosen)
}

fn said(map: &Map<String, Value>, key: &str) -> Option<f64> {
    map.get(key).and_then(Value::as_f64)
}

fn bounds(map: &Map<String, Value>) -> (Option<f64>, Option<f64>) {
    let narrow = map.get("format").is_some_and(|format| format == "int32");
    let limit = |bound: Option<f64>| match bound {
        Some(bound) if narrow => Some(bound.clamp(f64::from(i32::MIN), f64::from(i32::MAX))),
        other => other,
    };
    (limit(said(map, "minimum")), limit(said(map, "maximum")))
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
