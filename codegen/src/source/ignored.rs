//! What git ignores.
//!
//! Input: a file system and a folder of it. Output: whether git ignores what stands there. Invariant: the
//! answer is the same on every machine. So only the `.gitignore` files of the work tree count, from its top
//! down to the folder of a file; what a user or a single clone ignores besides (`core.excludesFile`,
//! `.git/info/exclude`) does not, nor whether the index has a file all the same.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::files::{self, FileKind, Files};

/// The name of the files with the rules.
pub(crate) const RULES: &str = ".gitignore";
/// What stands at the top of a work tree: a folder, or a file that leads to one.
const TOP: &str = ".git";

/// The rules that hold for an input.
pub(crate) struct Ignored<'f> {
    files: &'f dyn Files,
    /// By absolute path of a folder.
    levels: RefCell<HashMap<PathBuf, Rc<Level>>>,
}

/// What a folder says of all that stands below it.
struct Level {
    rules: Gitignore,
    /// Whether what stands above says nothing of it.
    is_top: bool,
}

impl<'f> Ignored<'f> {
    /// The rules for what stands below a folder, which is named by its absolute path; none outside of a
    /// work tree, and none where git ignores the folder itself, as nothing would be left of it.
    pub(crate) fn below(files: &'f dyn Files, folder: &Path) -> Option<Self> {
        let is_top = |it: &&Path| files::exists(files, &it.join(TOP));
        folder.ancestors().find(is_top)?;
        let ignored = Self { files, levels: RefCell::default() };
        let mut folders = folder.ancestors().take_while(|it| !is_top(it));
        (!folders.any(|it| ignored.has(it, FileKind::Folder))).then_some(ignored)
    }

    /// Whether git ignores what is at a path, given that it does not ignore the folder above.
    pub(crate) fn has(&self, path: &Path, kind: FileKind) -> bool {
        for folder in path.ancestors().skip(1) {
            let level = self.level(folder);
            match level.rules.matched(path, kind == FileKind::Folder) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None if level.is_top => return false,
                Match::None => {}
            }
        }
        false
    }

    fn level(&self, folder: &Path) -> Rc<Level> {
        let known = self.levels.borrow().get(folder).cloned();
        known.unwrap_or_else(|| {
            let level = Rc::new(Level {
                rules: rules(self.files, folder),
                is_top: files::exists(self.files, &folder.join(TOP)),
            });
            self.levels.borrow_mut().insert(folder.to_owned(), Rc::clone(&level));
            level
        })
    }
}

/// The files with rules for a folder that stand above it.
pub(crate) fn rules_above(files: &dyn Files, folder: &Path) -> Vec<PathBuf> {
    let is_top = |it: &Path| files::exists(files, &it.join(TOP));
    let real = files.canonical(folder).unwrap_or_default();
    let Some(top) = real.ancestors().find(|it| is_top(it)) else { return Vec::new() };
    let above = real.ancestors().skip(1).take_while(|it| it.starts_with(top));
    above.map(|it| it.join(RULES)).filter(|it| files::exists(files, it)).collect()
}

/// The rules of a folder. Lines that are none are passed over, as git does.
fn rules(files: &dyn Files, folder: &Path) -> Gitignore {
    let mut builder = GitignoreBuilder::new(folder);
    let text = files.read(&folder.join(RULES)).unwrap_or_default();
    for line in String::from_utf8_lossy(&text).trim_start_matches('\u{feff}').lines() {
        let _ = builder.add_line(None, line);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Memory;

    fn ignored(files: &[(&str, &str)], folder: &str, paths: &[&str]) -> Option<Vec<String>> {
        let files = Memory::with(files.iter().copied());
        let ignored = Ignored::below(&files, Path::new(folder))?;
        let is_ignored = |path: &&&str| match path.strip_suffix('/') {
            Some(folder) => ignored.has(Path::new(folder), FileKind::Folder),
            None => ignored.has(Path::new(path), FileKind::File),
        };
        Some(paths.iter().filter(is_ignored).map(|it| (*it).to_owned()).collect())
    }

    #[test]
    fn the_nearest_rule_counts() {
        let files = [
            ("/r/.git/HEAD", ""),
            ("/.gitignore", "*"),
            ("/r/.gitignore", "*.tmp.json\n/s/build/\n# a comment\n["),
            ("/r/s/.gitignore", "!keep.tmp.json\nown.json"),
        ];
        let paths = [
            "/r/s/a.json",
            "/r/s/a.tmp.json",
            "/r/s/keep.tmp.json",
            "/r/s/build/",
            "/r/s/build",
            "/r/s/t/build/",
            "/r/s/t/own.json",
        ];
        let expected = ["/r/s/a.tmp.json", "/r/s/build/", "/r/s/t/own.json"];
        assert_eq!(ignored(&files, "/r/s", &paths).unwrap(), expected);
    }

    #[test]
    fn a_work_tree_within_another_one_has_its_own_rules() {
        let files = [
            ("/r/.git/HEAD", ""),
            ("/r/.gitignore", "*.json"),
            ("/r/s/inner/.git", "gitdir: elsewhere"),
        ];
        let paths = ["/r/s/a.json", "/r/s/inner/a.json"];
        assert_eq!(ignored(&files, "/r/s", &paths).unwrap(), ["/r/s/a.json"]);
    }

    #[test]
    fn rules_stand_above_a_folder_up_to_the_top_of_its_work_tree() {
        let files = ["/.gitignore", "/r/.git", "/r/.gitignore", "/r/s/.gitignore", "/r/s/t/a.json"];
        let files = Memory::with(files.map(|it| (it, "")));
        let expected = ["/r/s/.gitignore", "/r/.gitignore"].map(PathBuf::from);
        assert_eq!(rules_above(&files, Path::new("/r/s/t")), expected);
        assert!(rules_above(&files, Path::new("/")).is_empty());
    }

    #[test]
    fn nothing_counts_outside_of_a_work_tree_nor_below_what_is_ignored() {
        let rules = ("/r/.gitignore", "build\n*.json");
        assert!(ignored(&[rules, ("/r/s/a.json", "")], "/r/s", &[]).is_none());
        let files = [rules, ("/r/.git/HEAD", ""), ("/r/build/s/a.json", "")];
        assert!(ignored(&files, "/r/build/s", &[]).is_none());
        assert!(ignored(&files, "/r", &[]).is_some());
    }
}
