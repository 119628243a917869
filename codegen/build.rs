//! Gives the generator a name for its own code.
//!
//! Trees remember what they were made from, the generator included. Its version alone would not do:
//! while it is being worked on, its code changes and its version does not. Nor would its code alone:
//! the layout of what it writes is up to prettyplease, which tells its version to those who depend on
//! it.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let sources = Path::new(&env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("src");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src");
    let printer = env::var_os("DEP_PRETTYPLEASE03_VERSION").unwrap_or_default();
    let hash = hash_folder(&sources, fnv1a(OFFSET, printer.as_encoded_bytes()))?;
    println!("cargo::rustc-env=CODEGEN_SOURCES={hash:016x}");
    Ok(())
}

fn hash_folder(folder: &Path, mut hash: u64) -> io::Result<u64> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        hash = fnv1a(hash, entry.file_name().as_encoded_bytes());
        hash = if entry.file_type()?.is_dir() {
            hash_folder(&entry.path(), hash)?
        } else {
            fnv1a(hash, &fs::read(entry.path())?)
        };
    }
    Ok(hash)
}

/// FNV-1a, 64 bits: enough to tell two states of one folder apart.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

fn fnv1a(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}
