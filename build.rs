//! Keeps the generated code as the schemas say, before the crate is compiled.
//!
//! The script belongs to the package `generated`, because only the build script of a package is sure
//! to run before that package is compiled. With the feature `regenerate` it writes the files of
//! `generated/src` that `schemas` and `codegen.toml` call for, and without it does nothing.

#[cfg(feature = "regenerate")]
fn main() -> Result<(), codegen::build_script::Failed> {
    codegen::build_script::run("../codegen.toml")
}

#[cfg(not(feature = "regenerate"))]
fn main() {
    println!("cargo::rerun-if-changed=../build.rs");
}
