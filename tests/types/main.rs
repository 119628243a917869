//! The committed types do what their schemas say.
//!
//! The schemas in `schemas/` are walked as data: documents are made from them, damaged at every place,
//! read by the type of the schema, and judged. No test here knows a schema by its name, but for
//! the samples, which are payloads of the five responses, and the values that are made by hand.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod documents;
mod making;
mod members;
mod random;
mod rng;
mod samples;
mod schemas;
mod secrets;
mod table;
