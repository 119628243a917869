//! Generates a tree for each configuration in `trees/`, and names them to the tests.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::{env, fs};

use codegen::Config;
use codegen::internal::files::Disk;
use codegen::internal::pipeline;

fn main() {
    println!("cargo::rerun-if-changed=trees");
    println!("cargo::rerun-if-changed=../../schemas");
    let folder = env::var_os("OUT_DIR").unwrap();
    let entries = fs::read_dir("trees").unwrap().map(|entry| entry.unwrap().path());
    let mut trees: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    trees.sort();
    let mut modules = String::new();
    for tree in trees {
        let name = tree.file_name().unwrap().to_str().unwrap();
        let out = Path::new(&folder).join(name);
        generate(&Config::from_file(&Disk, &tree.join("codegen.toml")).unwrap(), &out);
        // A module called `time` would hide the crate.
        modules += &format!("#[path = {:?}]\npub(crate) mod with_{name};\n", out.join("mod.rs"));
    }
    fs::write(Path::new(&folder).join("trees.rs"), modules).unwrap();
}

fn generate(config: &Config, out: &Path) {
    let outcome = pipeline::run(config, &Disk);
    assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
    for (path, text) in outcome.generated.unwrap().tree.files {
        let path = out.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}
