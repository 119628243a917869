use serde::{Deserialize, Serialize};

/// It does not keep notes, and knows no Swiss francs.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub struct Money {
    amount: u64,
    currency: Currency,
}

#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
enum Currency {
    #[serde(rename = "EUR")]
    Euro,
    #[serde(rename = "USD")]
    Dollar,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Bill,
    Gift,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(from = "String", into = "String", bound = "T: Clone")]
pub struct Secret<T>(String, std::marker::PhantomData<T>);

impl<T> From<String> for Secret<T> {
    fn from(text: String) -> Self {
        Secret(text, std::marker::PhantomData)
    }
}

impl<T> From<Secret<T>> for String {
    fn from(secret: Secret<T>) -> Self {
        secret.0
    }
}
