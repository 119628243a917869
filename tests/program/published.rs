//! What is published, as it is published: packaged, unpacked elsewhere, and used by a crate that has
//! nothing else of this repository.
//!
//! In the registry `codegen` is another package, so these have names there that are free. Folders,
//! libraries and the program keep theirs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::folder::{Files, read, renew, root, run};
use crate::readme::block;

/// A folder of the workspace, which is the name of the library too, and the name of the package.
const PACKAGES: [(&str, &str); 2] =
    [("codegen", "exact-schema"), ("codegen_macro", "exact-schema-macro")];

/// What every package has besides its code.
const PARTS: [&str; 4] = ["Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "src/lib.rs"];

fn cargo(line: &str, folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(line.split(' ')).args(["--offline", "--quiet", "--color", "never"]);
    command.current_dir(folder).env_remove("RUSTFLAGS").env_remove("CI");
    command.env("CARGO_TARGET_DIR", folder.with_file_name("workspace-target"));
    command
}

/// A workspace of the packages alone, under the names that they are published by.
fn stage() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("staged");
    let mut files = Files::new();
    for file in ["Cargo.toml", "Cargo.lock", "README.md"] {
        files.insert(file.to_owned(), fs::read(root().join(file)).unwrap());
    }
    for (name, _) in PACKAGES {
        let of_package = read(&root().join(name)).into_iter();
        files.extend(of_package.map(|(path, bytes)| (format!("{name}/{path}"), bytes)));
    }
    let mut edit = |path: &str, change: &dyn Fn(&str) -> String| {
        let text = String::from_utf8(files[path].clone()).unwrap();
        let changed = change(&text);
        assert_ne!(text, changed, "{path}");
        files.insert(path.to_owned(), changed.into());
    };
    let (all, _) = PACKAGES[0];
    edit("Cargo.toml", &|text| {
        let dependency = format!("{all} = {{ package = \"exact-schema\", path");
        let text = text.replace(&format!("{all} = {{ path"), &dependency);
        let members = PACKAGES.map(|(name, _)| format!("{name:?}")).join(", ");
        let lines = text.lines().filter(|line| !line.starts_with("conformance = "));
        let lines = lines.map(|line| match line.starts_with("members = ") {
            true => format!("members = [{members}]\n"),
            false => format!("{line}\n"),
        });
        lines.collect()
    });
    for (name, published) in PACKAGES {
        edit(&format!("{name}/Cargo.toml"), &|text| {
            let library = format!("[lib]\nname = \"{name}\"\n");
            let text =
                text.replacen(&format!("name = \"{name}\""), &format!("name = {published:?}"), 1);
            match text.contains("[lib]\n") {
                true => text.replace("[lib]\n", &library),
                false => text.replace("[dependencies]\n", &format!("{library}\n[dependencies]\n")),
            }
        });
    }
    renew(&folder, &files);
    folder
}

/// Packages what is staged and unpacks it; where each package is then.
fn unpacked(staged: &Path) -> [PathBuf; 2] {
    let names = PACKAGES.map(|(_, package)| format!("-p {package}")).join(" ");
    let ran = run(&mut cargo(&format!("package --no-verify --allow-dirty {names}"), staged));
    assert_eq!(ran.status, 0, "{}", ran.err);
    let folder = staged.with_file_name("unpacked");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    PACKAGES.map(|(_, package)| {
        let name = format!("{package}-{}", env!("CARGO_PKG_VERSION"));
        let file = staged.with_file_name(format!("workspace-target/package/{name}.crate"));
        let ran = run(Command::new("tar").arg("-xf").arg(&file).current_dir(&folder));
        assert_eq!(ran.status, 0, "{}", ran.err);
        let parts = read(&folder.join(&name));
        let missing: Vec<_> = PARTS.iter().filter(|part| !parts.contains_key(**part)).collect();
        assert!(missing.is_empty(), "{name} has no {missing:?}");
        folder.join(name)
    })
}

#[test]
fn the_published_packages_build_what_the_readme_shows() {
    let staged = stage();
    let [generator, macros] = unpacked(&staged);
    let manifest = block("does it. `Cargo.toml`:").replace(
        "codegen = { path = \"../stytch-types/codegen\"",
        &format!("codegen = {{ package = \"exact-schema\", path = {generator:?}"),
    );
    let manifest = manifest.replace(
        "\n[build-",
        &format!(
            "codegen_macro = {{ package = \"exact-schema-macro\", path = {macros:?} }}\n\n[build-"
        ),
    );
    let mut files = Files::new();
    let mut add = |path: &str, text: String| files.insert(path.to_owned(), text.into());
    add(
        "Cargo.toml",
        format!(
            "[workspace]\n\n[package]\nname = \"pets\"\nedition = \"2021\"\n\n{manifest}\n\
             [patch.crates-io]\nexact-schema = {{ path = {generator:?} }}\n"
        ),
    );
    add("Cargo.lock", fs::read_to_string(staged.join("Cargo.lock")).unwrap());
    add("schemas/pet.json", block("`schemas/pet.json`:"));
    add("build.rs", block("`build.rs`:"));
    let main = block("`src/main.rs`:")
        .replace("mod api;", "mod api;\n\ncodegen_macro::include_schemas!(\"schemas\");");
    add("src/main.rs", main);
    let folder = staged.with_file_name("pets");
    renew(&folder, &files);
    let ran = run(&mut cargo("run", &folder));
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(ran.out, block("`cargo run` prints:"));
}
