//! The types of this tree keep numbers digit by digit.

use super::precision::NUMBERS_ARE_TEXT;

const _: () = assert!(
    NUMBERS_ARE_TEXT,
    "`numbers = \"exact\"` needs the feature `arbitrary_precision` of serde_json"
);
