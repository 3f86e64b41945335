//! Types as an author of APIs has them: with serde, and with nothing that `bindery` asks for.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// `12 EUR`.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    pub amount: u64,
    pub currency: String,
}

/// `2024-02-29`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub String);

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{} {}", self.amount, self.currency))
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let parts = text.split_once(' ');
        parts
            .and_then(|(amount, currency)| {
                Some(Self {
                    amount: amount.parse().ok()?,
                    currency: currency.to_owned(),
                })
            })
            .ok_or_else(|| de::Error::custom("no money"))
    }
}
