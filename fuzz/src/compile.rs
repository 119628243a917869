//! Whether what is made of damaged schemas compiles.
//!
//! Input: cases. Output: a package with a module for each, checked with warnings denied. What the
//! compiler says names the module, and that the seed.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use codegen::internal::files::{Disk, Files};

use crate::case::Case;
use crate::judge::tree;

/// Cases with more code than this are left out: they would slow the compiler down for all.
const LARGE: usize = 400_000;

/// All that a tree may depend on.
const MANIFEST: &str = r#"[package]
name = "mutants"
version = "0.0.0"
edition = "2024"

[dependencies]
jiff = { version = "0.2", features = ["serde"] }
serde = { version = "1", default-features = false, features = ["std"] }
serde_json = "1"

[workspace]
"#;

/// Writes and checks the package; says whether it compiles.
pub(crate) fn run(cases: impl Iterator<Item = Case>, out: &Path) -> std::io::Result<bool> {
    let mut root = String::from("//! What is made of damaged schemas.\n");
    let mut count = 0;
    for case in cases {
        let Some(tree) = tree(&case) else { continue };
        if tree.files.values().map(String::len).sum::<usize>() > LARGE {
            continue;
        }
        let module = format!("seed_{}", case.seed);
        for (path, text) in &tree.files {
            Disk.write(&out.join("src").join(&module).join(path), text.as_bytes())?;
        }
        let _ = write!(root, "#[path = \"{module}/mod.rs\"]\npub mod {module};\n");
        count += 1;
    }
    Disk.write(&out.join("src/lib.rs"), root.as_bytes())?;
    Disk.write(&out.join("Cargo.toml"), MANIFEST.as_bytes())?;
    eprintln!("{count} trees in {}", out.display());
    let mut cargo = Command::new("cargo");
    cargo.args(["check", "--quiet", "--message-format=short"]).current_dir(out);
    Ok(cargo.env("RUSTFLAGS", "-D warnings").status()?.success())
}
