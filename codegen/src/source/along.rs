//! The files that a file refers to by relative paths.
//!
//! Input: files that are inputs themselves. Output: the files that their references name, and those that
//! these name in turn, if they exist. A schema from strangers must not name any file of the machine, so
//! only those are taken that stand below the folder of an input or below the working folder and end as
//! schema files do. Texts are searched and not parsed: a file too many does no harm, as a file that is
//! there to be referred to is parsed when a reference leads to it.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::{discover, pointer};
use crate::files::{FileKind, Files};

/// The endings that a reference may leave out.
const ENDINGS: [&str; 4] = ["", ".json", ".yaml", ".yml"];

/// A file that another one refers to.
pub(super) struct Along {
    /// Its absolute path.
    pub(super) real: PathBuf,
    /// The path to read it by.
    pub(super) disk_path: PathBuf,
    /// How many of the last steps of its path are printed.
    pub(super) printed: usize,
}

/// The files that come along with those of these paths, each once; the second path of each is its
/// absolute one.
pub(super) fn run(files: &dyn Files, named: Vec<(PathBuf, PathBuf)>) -> Vec<Along> {
    let mut homes: Vec<_> = named.iter().filter_map(|it| Some(it.1.parent()?.to_owned())).collect();
    homes.extend(files.canonical(Path::new("")));
    let mut known: BTreeSet<PathBuf> = named.iter().map(|(_, real)| real.clone()).collect();
    let mut pending: Vec<PathBuf> = named.into_iter().map(|(disk_path, _)| disk_path).collect();
    let mut found = Vec::new();
    while let Some(file) = pending.pop() {
        let Ok(text) = files.read(&file) else { continue };
        let folder = file.parent().unwrap_or(Path::new(""));
        for reference in references(&String::from_utf8_lossy(&text)) {
            let Some((disk_path, real)) = locate(files, &folder.join(reference)) else { continue };
            let Some(printed) = printed(&homes, &real) else { continue };
            if known.insert(real.clone()) {
                pending.push(disk_path.clone());
                found.push(Along { real, disk_path, printed });
            }
        }
    }
    found
}

/// The file that a path means, with the ending that it may lack.
fn locate(files: &dyn Files, path: &Path) -> Option<(PathBuf, PathBuf)> {
    ENDINGS.iter().find_map(|ending| {
        let path = clean(&PathBuf::from(format!("{}{ending}", path.display())));
        let is_file = matches!(files.kind(&path), Ok(Some(FileKind::File)));
        let real = files.canonical(&path).ok().filter(|_| is_file)?;
        discover::is_schema_file(&real).then_some((path, real))
    })
}

/// How many steps of a path are printed: those below the first folder that it stands in.
fn printed(homes: &[PathBuf], real: &Path) -> Option<usize> {
    homes.iter().find_map(|home| Some(real.strip_prefix(home).ok()?.components().count()))
}

/// The path without `.` and `a/..`.
fn clean(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir
                if matches!(clean.components().next_back(), Some(Component::Normal(_))) =>
            {
                clean.pop();
            }
            Component::CurDir => {}
            _ => clean.push(component),
        }
    }
    clean
}

/// The relative paths that a JSON or YAML text refers to.
fn references(text: &str) -> BTreeSet<String> {
    text.match_indices("$ref").filter_map(|(at, name)| path(text.get(at + name.len()..)?)).collect()
}

/// The path in what follows `$ref`.
fn path(rest: &str) -> Option<String> {
    let rest = rest.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':')?.trim_start();
    let value = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest.get(1..)?.split(quote).next()?,
        _ => rest.split(['\n', '\r', ',', '}']).next()?.split(" #").next()?.trim_end(),
    };
    let value = value.replace("\\/", "/");
    let path = pointer::from_fragment(value.split('#').next()?)?;
    let is_relative = !path.is_empty() && !path.starts_with('/') && !path.contains(':');
    is_relative.then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Memory;

    fn found(files: &[(&str, &str)], named: &str) -> Vec<String> {
        let files = Memory::with(files.iter().copied());
        let real = files.canonical(Path::new(named)).unwrap();
        let found = run(&files, vec![(named.into(), real)]);
        let mut paths: Vec<_> =
            found.iter().map(|it| format!("{} {}", it.disk_path.display(), it.printed)).collect();
        paths.sort();
        paths
    }

    #[test]
    fn a_file_takes_along_what_it_refers_to() {
        let files = [
            ("s/a.json", r##"{"$ref": "b.json#/x", "x": {"$ref":"d\/c"}, "y": {"$ref": "#/x"}}"##),
            ("s/b.json", r#"{"allOf": [{"$ref": "./a.json"}, {"$ref": "../t/e.json"}]}"#),
            ("s/d/c.yaml", "x: { $ref: f%20g.yml, y: 1 }\nz:\n  $ref: 'h.json' # or\n"),
            ("s/d/f g.yml", "$ref: https://x.org/other.json"),
            ("s/d/h.json", "{}"),
            ("s/other.json", "{}"),
            ("t/e.json", "{}"),
        ];
        let expected =
            ["s/b.json 1", "s/d/c.yaml 2", "s/d/f g.yml 2", "s/d/h.json 2", "t/e.json 2"];
        assert_eq!(found(&files, "s/a.json"), expected);
    }

    #[test]
    fn it_takes_nothing_but_schema_files() {
        let files = [
            ("s/a.json", r#"{"x": [{"$ref": "key.pem"}, {"$ref": "/s/b.json"}, {"$ref": ""}]}"#),
            ("s/key.pem", "{}"),
            ("s/b.json", "{}"),
        ];
        assert_eq!(found(&files, "s/a.json"), [""; 0]);
    }

    #[cfg(unix)]
    #[test]
    fn it_takes_nothing_from_elsewhere() {
        let outside = tempfile::tempdir().unwrap();
        std::fs::write(outside.path().join("b.json"), "{}").unwrap();
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a.json");
        let target = outside.path().join("b.json");
        std::os::unix::fs::symlink(&target, root.path().join("link.json")).unwrap();
        let name = outside.path().file_name().unwrap().to_str().unwrap();
        let text =
            format!(r#"{{"a": {{"$ref": "../{name}/b.json"}}, "b": {{"$ref": "link.json"}}}}"#);
        std::fs::write(&path, text).unwrap();
        let real = path.canonicalize().unwrap();
        assert!(run(&crate::files::Disk, vec![(path, real)]).is_empty());
    }
}
