//! The files that a file refers to by relative paths.
//!
//! Input: files that are inputs themselves. Output: the files that their references name, and those that
//! these name in turn, if they exist. A schema from strangers must not name any file of the machine, so
//! only those are taken that a walk through the folder of an input would find: they stand below it, also
//! where links lead to them, are not hidden, and end as schema files do. Texts are searched and not
//! parsed: a file too many does no harm, as a file that is there to be referred to is parsed when a
//! reference leads to it.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::{discover, pointer};
use crate::files::{self, FileKind, Files};
use crate::limits::REFERENCES_FOLLOWED;

/// The endings that a reference may leave out.
const ENDINGS: [&str; 4] = ["", ".json", ".yaml", ".yml"];

/// A file that is an input itself.
pub(super) struct Named {
    /// The path to read it by.
    pub(super) disk_path: PathBuf,
    /// Its absolute path.
    pub(super) real: PathBuf,
    /// The folders beside it that links may lead to.
    pub(super) links: Vec<PathBuf>,
}

/// A file that another one refers to.
pub(super) struct Along {
    /// Its absolute path.
    pub(super) real: PathBuf,
    /// The path to read it by.
    pub(super) disk_path: PathBuf,
    /// How many of the last steps of its path are printed.
    pub(super) printed: usize,
}

/// The files that come along with those, each once.
pub(super) fn run(files: &dyn Files, named: Vec<Named>) -> io::Result<Vec<Along>> {
    let homes = homes(files, &named);
    let mut known: BTreeSet<PathBuf> = named.iter().map(|it| it.real.clone()).collect();
    let mut pending: Vec<PathBuf> = named.into_iter().map(|it| it.disk_path).collect();
    let mut found = Vec::new();
    let mut left = REFERENCES_FOLLOWED;
    while let Some(file) = pending.pop() {
        let Ok(text) = files.read(&file) else { continue };
        let folder = file.parent().unwrap_or(Path::new(""));
        for reference in references(&String::from_utf8_lossy(&text)) {
            left = left.checked_sub(1).ok_or_else(|| too_many(&file))?;
            let Some((disk_path, real)) = locate(files, &folder.join(reference)) else { continue };
            let Some(printed) = printed(&homes, &real) else { continue };
            if known.insert(real.clone()) {
                pending.push(disk_path.clone());
                found.push(Along { real, disk_path, printed });
            }
        }
    }
    Ok(found)
}

/// The folders that files are taken from.
fn homes(files: &dyn Files, named: &[Named]) -> BTreeSet<PathBuf> {
    let own = named.iter().filter_map(|it| Some(it.real.parent()?.to_owned()));
    let links = named.iter().flat_map(|it| &it.links);
    own.chain(links.filter_map(|it| files.canonical(it).ok())).collect()
}

fn too_many(file: &Path) -> io::Error {
    let message = format!(
        "{}: more than {REFERENCES_FOLLOWED} references to files in it and before it",
        file.display()
    );
    io::Error::new(io::ErrorKind::FileTooLarge, message)
}

/// The file that a path means, with the ending that it may lack.
fn locate(files: &dyn Files, path: &Path) -> Option<(PathBuf, PathBuf)> {
    ENDINGS.iter().find_map(|ending| {
        let path = files::normal(&PathBuf::from(format!("{}{ending}", path.display())));
        let is_file = matches!(files.kind(&path), Ok(Some(FileKind::File)));
        let real = files.canonical(&path).ok().filter(|_| is_file)?;
        discover::is_schema_file(&real).then_some((path, real))
    })
}

/// How many steps of a path are printed: those below the last folder that it stands in. None where it
/// stands in none, or is hidden there.
fn printed(homes: &BTreeSet<PathBuf>, real: &Path) -> Option<usize> {
    let within = homes.iter().rev().find_map(|home| real.strip_prefix(home).ok())?;
    let is_hidden = within.iter().any(|step| files::is_hidden(Path::new(step)));
    (!is_hidden).then(|| within.components().count())
}

/// The relative paths that a JSON or YAML text refers to.
fn references(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("$ref") {
        let value = value_in(after);
        // What was a value is not searched again: a line of many would take the square of its length.
        rest = value.clone().map_or(after, |it| after.get(it.end..).unwrap_or_default());
        found.extend(value.and_then(|it| path(after.get(it)?)));
    }
    found
}

/// Where the value stands in what follows `$ref`, without quotes.
fn value_in(after: &str) -> Option<Range<usize>> {
    let colon = after.trim_start_matches(['"', '\'']).trim_start();
    let value = colon.strip_prefix(':')?.trim_start();
    let start = after.len() - value.len();
    let (start, length) = match value.chars().next()? {
        quote @ ('"' | '\'') => (start + 1, value.get(1..)?.find([quote, '\n'])),
        _ => (start, value.find(['\n', '\r', ',', '}'])),
    };
    Some(start..length.map_or(after.len(), |it| start + it))
}

/// The relative path in a value.
fn path(value: &str) -> Option<String> {
    let value = value.split(" #").next()?.trim_end().replace("\\/", "/");
    let path = pointer::from_fragment(value.split('#').next()?)?;
    let is_relative = !path.is_empty() && !path.starts_with('/') && !path.contains(':');
    is_relative.then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Memory;

    fn named_file(files: &dyn Files, path: &Path) -> Named {
        let real = files.canonical(path).unwrap();
        Named { disk_path: path.to_owned(), real, links: Vec::new() }
    }

    fn found(files: &[(&str, &str)], named: &str) -> Vec<String> {
        let files = Memory::with(files.iter().copied());
        let found = run(&files, vec![named_file(&files, Path::new(named))]).unwrap();
        let mut paths: Vec<_> =
            found.iter().map(|it| format!("{} {}", it.disk_path.display(), it.printed)).collect();
        paths.sort();
        paths
    }

    #[test]
    fn a_file_takes_along_what_it_refers_to() {
        let files = [
            ("s/a.json", r##"{"$ref": "b.json#/x", "x": {"$ref":"d\/c"}, "y": {"$ref": "#/x"}}"##),
            ("s/b.json", r#"{"allOf": [{"$ref": "./a.json"}, {"$ref": "../s/e.json"}]}"#),
            ("s/d/c.yaml", "x: { $ref: f%20g.yml, y: 1 }\nz:\n  $ref: 'h.json' # or\n"),
            ("s/d/f g.yml", "$ref: https://x.org/other.json"),
            ("s/d/h.json", "{}"),
            ("s/other.json", "{}"),
            ("s/e.json", "{}"),
        ];
        let expected =
            ["s/b.json 1", "s/d/c.yaml 2", "s/d/f g.yml 2", "s/d/h.json 2", "s/e.json 1"];
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

    #[test]
    fn it_takes_nothing_hidden_nor_beside_the_folder() {
        let references =
            ["../b.json", "../t/c.json", ".d.json", ".e/f.json", "g/.h.json", "g/i.json"];
        let text = references.map(|it| format!(r#"{{"$ref": "{it}"}}"#)).join(",");
        let text = format!("[{text}]");
        let others =
            ["b.json", "t/c.json", "s/.d.json", "s/.e/f.json", "s/g/.h.json", "s/g/i.json"];
        let files: Vec<_> =
            others.iter().map(|it| (*it, "{}")).chain([("s/a.json", text.as_str())]).collect();
        assert_eq!(found(&files, "s/a.json"), ["s/g/i.json 2"]);
    }

    #[test]
    fn references_have_an_end_and_a_number() {
        assert!(references(&"$ref: x".repeat(100_000)).is_empty(), "one path, with colons in it");
        let many: String =
            (0..=REFERENCES_FOLLOWED).map(|it| format!("{{\"$ref\": \"{it}\"}},\n")).collect();
        let files = Memory::with([("s/a.json", many)]);
        let error = run(&files, vec![named_file(&files, Path::new("s/a.json"))]).err().unwrap();
        assert!(error.to_string().starts_with("s/a.json: more than 100000 references"), "{error}");
    }

    /// The names of the files that come along with `a.json`, which refers to these.
    #[cfg(unix)]
    fn taken(folder: &Path, references: &[&str], links: &[&Path]) -> Vec<String> {
        let path = folder.join("a.json");
        let text = references.iter().map(|it| format!("$ref: {it}\n")).collect::<String>();
        std::fs::write(&path, text).unwrap();
        let links = links.iter().map(|it| it.to_path_buf()).collect();
        let named = Named { links, ..named_file(&crate::files::Disk, &path) };
        let found = run(&crate::files::Disk, vec![named]).unwrap();
        let name = |it: &Along| it.disk_path.file_name().unwrap().display().to_string();
        found.iter().map(name).collect()
    }

    #[cfg(unix)]
    #[test]
    fn it_takes_nothing_from_elsewhere() {
        use std::os::unix::fs::symlink;

        let (outside, root) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (outside, root) =
            (outside.path().canonicalize().unwrap(), root.path().canonicalize().unwrap());
        std::fs::write(outside.join("b.json"), "{}").unwrap();
        std::fs::write(root.join("c.json"), "{}").unwrap();
        let at = |name: &str| root.join(name);
        symlink(outside.join("b.json"), at("link.json")).unwrap();
        symlink(&outside, at("folder")).unwrap();
        symlink("c.json", at("inside.json")).unwrap();
        symlink("circle.json", at("circle.json")).unwrap();
        symlink("/dev/zero", at("zero.json")).unwrap();
        assert!(
            std::process::Command::new("mkfifo").arg(at("pipe.json")).status().unwrap().success()
        );
        let _listener = std::os::unix::net::UnixListener::bind(at("socket.json")).unwrap();
        let back = format!("../{}/b.json", outside.file_name().unwrap().to_str().unwrap());
        let references = [
            &back,
            "link.json",
            "folder/b.json",
            "inside.json",
            "circle.json",
            "zero.json",
            "pipe.json",
            "socket.json",
        ];
        assert_eq!(taken(&root, &references, &[]), ["inside.json"]);
        // Three references lead to one file.
        assert_eq!(taken(&root, &references, &[&outside]).len(), 2);
    }
}
