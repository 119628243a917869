//! Where others get the generator from: the crate that builds with it, CI, and editors.
//!
//! Input: where this program was built. Output: lines for `Cargo.toml`, a workflow and `codegen.toml`.
//! A program from a registry names its version. One from a checkout names the checkout, since its name
//! may be that of somebody else's crate on a registry.

use std::path::{Path, PathBuf};

use toml_edit::{InlineTable, Value};

use super::{files, slashed};
use crate::files::Files;

/// Where this program comes from.
pub(super) enum Generator {
    /// A registry.
    Registry,
    /// A folder of this machine.
    Checkout(PathBuf),
    /// A folder that is not there any more.
    Elsewhere,
}

const VERSION: &str = env!("CARGO_PKG_VERSION");

impl Generator {
    pub(super) fn find(files: &dyn Files) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        if super::exists(files, &folder.join(".cargo_vcs_info.json")) {
            Self::Registry
        } else if super::exists(files, &folder.join("Cargo.toml")) {
            Self::Checkout(folder.to_owned())
        } else {
            Self::Elsewhere
        }
    }

    /// The dependency, for `[build-dependencies]`.
    pub(super) fn dependency(&self, files: &dyn Files) -> Option<Value> {
        let mut table = InlineTable::new();
        match self {
            Self::Registry => table.insert("version", VERSION.into()),
            Self::Checkout(folder) => table.insert("path", from_here(files, folder).into()),
            Self::Elsewhere => return None,
        };
        table.insert("default-features", false.into());
        Some(table.into())
    }

    /// Why no build script was written, as what to do instead.
    pub(super) fn without_script(&self) -> &'static str {
        match self {
            Self::Registry | Self::Checkout(_) => {
                "`codegen::build_script::run(\"codegen.toml\")` in your build script generates what has \
                 changed"
            }
            Self::Elsewhere => "`codegen generate` after each change of a schema",
        }
    }

    /// The schema of the configuration, for editors, if it is in the same repository or beside it. What
    /// is committed names no other place of this machine.
    pub(super) fn schema(&self, files: &dyn Files) -> Option<String> {
        let Self::Checkout(folder) = self else { return None };
        let path = folder.parent()?.join("docs/codegen.schema.json");
        let path = super::exists(files, &path).then(|| from_here(files, &path))?;
        Path::new(&path).is_relative().then_some(path)
    }

    /// The command that installs the program in CI.
    pub(super) fn install(&self) -> String {
        match self {
            Self::Registry => format!("cargo install codegen --version {VERSION} --locked"),
            Self::Checkout(_) | Self::Elsewhere => {
                "cargo install --git \"${{ vars.CODEGEN_REPOSITORY }}\" codegen --locked".to_owned()
            }
        }
    }

    /// What is to be done before the workflow and other people's builds work.
    pub(super) fn ahead_of_ci(&self) -> Option<String> {
        match self {
            Self::Registry => None,
            Self::Checkout(_) | Self::Elsewhere => Some(
                "before others build it: codegen is on no registry, so write where its repository is \
                 into Cargo.toml (`git = …` for `path = …`) and into the variable CODEGEN_REPOSITORY of \
                 your repository on GitHub"
                    .to_owned(),
            ),
        }
    }
}

/// The path of a folder or file of this machine, as one writes it here: by steps where both are near.
fn from_here(files: &dyn Files, path: &Path) -> String {
    let here = files.canonical(Path::new("")).unwrap_or_default();
    let shared = here.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    // The root alone is not near.
    if shared > 2 { slashed(&files::relative(&here, path)) } else { slashed(path) }
}
