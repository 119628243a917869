//! Tests of the support code, which are not emitted with it.

mod convert;
mod errors;
mod fragments;
mod keywords;
mod numbers;
mod objects;
mod precision;
mod random;
mod suite;
