//! Which modules have a file of their own, and which stand within the file of another.
//!
//! Input: the definitions. Output: [`Modules`]. A module that holds nothing but parts of a type stands
//! below that type; so does one whose name is not ASCII, since the compiler loads no file for it. The
//! root always has a file.

use std::collections::{BTreeMap, BTreeSet};

use crate::lower::Lowered;

/// All modules that have types, or that others stand within.
#[derive(Debug)]
pub(super) struct Modules {
    /// By path; of one that stands within another the name of the type whose parts it holds, which is
    /// empty where they are of no type.
    whose: BTreeMap<Vec<String>, Option<String>>,
}

impl Modules {
    pub(super) fn of(lowered: &Lowered) -> Self {
        let whole = lowered.definitions.iter().filter(|it| it.depth == 0);
        let files: BTreeSet<_> = whole.map(|it| &it.path.modules).collect();
        let printed = lowered.definitions.iter().filter(|it| !it.is_own());
        let owners = printed.map(|it| (it.path.module(), &it.path.name));
        let owners: BTreeMap<_, _> = owners.collect();
        let paths = lowered.definitions.iter().map(|it| &it.path.modules);
        let whose = |path: &Vec<String>| {
            let owner = || owners.get(path).map_or("", |name| name).to_owned();
            (!files.contains(path)).then(owner)
        };
        let whose = paths.map(|path| (path.clone(), whose(path))).collect();
        let mut modules = Self { whose };
        modules.take_within();
        modules.whose.insert(Vec::new(), None);
        modules
    }

    /// Takes each module whose name is not ASCII into the one above, which then has a file of its own or
    /// is such a module, too.
    fn take_within(&mut self) {
        let is_ascii = |path: &[String]| path.last().is_none_or(|it| it.is_ascii());
        let mut pending: Vec<_> =
            self.whose.keys().filter(|path| !is_ascii(path)).cloned().collect();
        while let Some(path) = pending.pop() {
            let Some((_, above)) = path.split_last() else { continue };
            if !self.whose.contains_key(above) {
                self.whose.insert(above.to_vec(), None);
                pending.extend(Some(above.to_vec()).filter(|it| !is_ascii(it)));
            }
            self.whose.entry(path).or_default().get_or_insert_default();
        }
    }

    /// The module in whose file another one stands: itself, or one above.
    pub(super) fn file_of<'p>(&self, path: &'p [String]) -> &'p [String] {
        let mut file = path;
        while let (Some(Some(_)), Some((_, above))) = (self.whose.get(file), file.split_last()) {
            file = above;
        }
        file
    }

    /// All modules, each with the type whose parts it holds.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Vec<String>, &Option<String>)> {
        self.whose.iter()
    }
}
