//! The only user of `std::fs`: reading inputs, writing outputs.
