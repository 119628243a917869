//! From texts to a [`Config`]: the file, then what the command line sets on top.
//!
//! Input: the text of a `codegen.toml` and `KEY=VALUE` pairs. Output: a configuration, or an error
//! that says where. The file is read on its own first, so that a mistake in it is reported at its
//! line and what remains can only come from the pairs.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::{Table, Value};

use super::origin::Origin;
use super::{Config, Error};
use crate::files::Files;

impl Config {
    /// Reads the configuration file at `path`; relative paths in it start from its folder.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or is no configuration.
    pub fn from_file(files: &dyn Files, path: &Path) -> Result<Self, Error> {
        Self::from_file_and_overrides(files, path, &[])
    }

    /// The same, with `KEY=VALUE` pairs on top.
    ///
    /// # Errors
    ///
    /// The file cannot be read or is no configuration, or a pair sets what does not exist.
    pub fn from_file_and_overrides(
        files: &dyn Files,
        path: &Path,
        overrides: &[String],
    ) -> Result<Self, Error> {
        let name = path.display().to_string();
        let bytes = files
            .read(path)
            .map_err(|error| Error::new(format!("cannot read the configuration: {error}")))?;
        let text =
            String::from_utf8(bytes).map_err(|_| Error::new(format!("`{name}` is not UTF-8")))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        Self::from_toml(&text, &name, folder, overrides)
    }

    /// Reads a configuration from the text of a file called `name`, whose relative paths start from
    /// `folder`, with `KEY=VALUE` pairs on top.
    ///
    /// # Errors
    ///
    /// The text is no configuration, or a pair sets what does not exist.
    pub fn from_toml(
        text: &str,
        name: &str,
        folder: &Path,
        overrides: &[String],
    ) -> Result<Self, Error> {
        let mut config: Self =
            toml::from_str(text).map_err(|error| Error::in_file(&error, name, text))?;
        let mut overridden = Vec::new();
        if !overrides.is_empty() {
            let mut table: Table =
                toml::from_str(text).map_err(|error| Error::in_file(&error, name, text))?;
            for pair in overrides {
                let pairs = parse_pair(pair)?;
                overridden.extend(pairs.keys().cloned());
                merge(&mut table, pairs);
                config = Self::deserialize(table.clone()).map_err(|error| in_pair(&error, pair))?;
            }
        }
        config.start_paths_from(folder);
        config.origin = Origin::new(name, text, overridden);
        Ok(config)
    }
}

impl Config {
    fn start_paths_from(&mut self, folder: &Path) {
        self.each_path(|path| *path = folder.join(&path));
    }

    /// Does something to every path in it.
    pub(crate) fn each_path(&mut self, mut change: impl FnMut(&mut PathBuf)) {
        let inputs = self.schemas.iter_mut().chain(self.uri_map.values_mut());
        let inputs = inputs.chain(&mut self.follow_links_to);
        inputs.chain([&mut self.out]).chain(&mut self.ledger).for_each(&mut change);
    }
}

/// Reads `unresolved=opaque` or `formats.date-time="jiff"`: a dotted key of TOML and a value of TOML,
/// where a value that is none is a string.
fn parse_pair(pair: &str) -> Result<Table, Error> {
    let Some((key, value)) = pair.split_once('=') else {
        return Err(Error::new(format!("`--set {pair}`: a pair is written `KEY=VALUE`")));
    };
    let quoted = Value::String(value.to_owned());
    toml::from_str(&format!("{key} = {value}"))
        .or_else(|_| toml::from_str(&format!("{key} = {quoted}")))
        .map_err(|_| Error::new(format!("`--set {pair}`: `{key}` is no key")))
}

fn in_pair(error: &toml::de::Error, pair: &str) -> Error {
    let mut error = Error::from_toml(error);
    error.message = format!("`--set {pair}`: {}", error.message);
    error
}

/// Puts `overrides` on top of `table`: tables are joined, everything else is replaced.
fn merge(table: &mut Table, overrides: Table) {
    for (key, value) in overrides {
        match (table.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => merge(below, above),
            (_, value) => {
                table.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests;
