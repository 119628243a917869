use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal(f64, String);

impl std::convert::TryFrom<String> for Decimal {
    type Error = std::num::ParseFloatError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Ok(Decimal(text.parse()?, text))
    }
}

impl From<Decimal> for String {
    fn from(Decimal(_, text): Decimal) -> Self {
        text
    }
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Positive(Decimal);
