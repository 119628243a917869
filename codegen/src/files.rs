//! The only user of `std::fs`: reading inputs, writing outputs.
//!
//! Input: paths. Output: bytes. Invariants: every error names its path and keeps its kind; a file is
//! replaced as a whole or not at all; folders are listed in one order on every machine. [`Memory`]
//! behaves like [`Disk`], so that every pass can be run and tested without a disk.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use crate::limits::{FILE_BYTES, WALKED_ENTRIES};

/// What a path leads to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FileKind {
    /// A file, or a link to one.
    File,
    /// A folder, or a link to one.
    Folder,
    /// A device, a pipe or a socket, or a link to one. Reading it may never end.
    Other,
}

/// What stands below a folder.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Listing {
    /// The files, sorted, each path beginning with the folder.
    pub files: Vec<PathBuf>,
    /// What is neither a file nor a folder.
    pub others: Vec<PathBuf>,
    /// The links that lead out of the folder. They are not followed.
    pub leading_out: Vec<PathBuf>,
    /// The links that lead nowhere.
    pub broken: Vec<PathBuf>,
    /// What was passed over, of folders not what is in them.
    pub passed_over: Vec<PathBuf>,
}

/// What a file was like at some time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
}

/// The path from one folder to another file or folder, both absolute; `.` from a folder to itself.
#[must_use]
pub fn relative(from: &Path, to: &Path) -> PathBuf {
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return to.to_owned();
    }
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    let path: PathBuf = up.chain(to.components().skip(shared)).collect();
    if path.as_os_str().is_empty() { PathBuf::from(".") } else { path }
}

/// A path without `.` and `a/..`, and without steps above the root.
#[must_use]
pub fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match (component, normal.components().next_back()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => drop(normal.pop()),
            (Component::ParentDir, Some(Component::RootDir | Component::Prefix(_))) => {}
            _ => normal.push(component),
        }
    }
    normal
}

/// A file system.
///
/// # Errors
///
/// Every method fails with an error whose text begins with the path and whose kind is that of the
/// operating system.
pub trait Files {
    /// The bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// What is there; `None` for nothing.
    fn kind(&self, path: &Path) -> io::Result<Option<FileKind>>;

    /// What stands in a folder, sorted, each path beginning with `folder`.
    fn entries(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// All that stands below a folder. Hidden files and folders, whose names begin with a dot, are left
    /// out. Links are followed where they lead into the folder or into one of `allowed`, but never
    /// back into a folder that the link stands in; those that lead nowhere are left out.
    fn list(&self, folder: &Path, allowed: &[PathBuf]) -> io::Result<Listing> {
        self.list_but(folder, allowed, &|_, _| false)
    }

    /// The same, without the files and folders for which the condition holds.
    fn list_but(
        &self,
        folder: &Path,
        allowed: &[PathBuf],
        passes_over: &dyn Fn(&Path, FileKind) -> bool,
    ) -> io::Result<Listing> {
        let real = self.canonical(folder)?;
        // One that is not there has nothing that a link could lead to.
        let allowed = allowed.iter().filter_map(|it| self.canonical(it).ok());
        let inside: Vec<_> = [real.clone()].into_iter().chain(allowed).collect();
        let mut walk = Walk {
            inside,
            pending: vec![(folder.to_owned(), vec![real])],
            passes_over,
            found: Listing::default(),
        };
        let mut left = WALKED_ENTRIES;
        while let Some((folder, above)) = walk.pending.pop() {
            for path in self.entries(&folder)? {
                left = left.checked_sub(1).ok_or_else(|| too_many(&folder))?;
                if !is_hidden(&path) {
                    walk.visit(self, path, &above)?;
                }
            }
        }
        Ok(walk.found.sorted())
    }

    /// Whether a path is a symbolic link, wherever it leads.
    fn is_link(&self, path: &Path) -> io::Result<bool>;

    /// An absolute path by which two spellings of one existing path are recognised as such.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;

    /// What tells a file that was written anew from what it was, as far as that is cheap to know.
    fn stamp(&self, path: &Path) -> io::Result<Stamp> {
        Ok(Stamp { bytes: self.read(path)?.len() as u64, modified: None })
    }

    /// Writes a file as a whole, and the folders above it. Another process sees the old bytes or
    /// the new ones, never a part of them.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes a folder that is empty.
    fn remove_empty_dir(&self, path: &Path) -> io::Result<()>;

    /// Removes from a folder what an interrupted [`Files::write`] has left there; a file that another
    /// process is still writing stays.
    fn remove_leftovers(&self, folder: &Path) -> io::Result<()>;
}

/// Whether there is something at a path.
pub(crate) fn exists(files: &dyn Files, path: &Path) -> bool {
    matches!(files.kind(path), Ok(Some(_)))
}

/// Whether an interrupted write has left something in a folder, or one goes on there.
#[must_use]
pub fn has_leftovers(files: &dyn Files, folder: &Path) -> bool {
    files.entries(folder).is_ok_and(|it| it.iter().any(|path| is_temporary(path)))
}

/// A walk through a folder.
struct Walk<'a> {
    /// The folders that links may lead into.
    inside: Vec<PathBuf>,
    /// The folders still to go through, each with the real paths of those that it stands in.
    pending: Vec<(PathBuf, Vec<PathBuf>)>,
    passes_over: &'a dyn Fn(&Path, FileKind) -> bool,
    found: Listing,
}

impl Walk<'_> {
    fn visit<F: Files + ?Sized>(
        &mut self,
        files: &F,
        path: PathBuf,
        above: &[PathBuf],
    ) -> io::Result<()> {
        let kind = files.kind(&path)?;
        let leads_out = |real: &Path| !self.inside.iter().any(|it| real.starts_with(it));
        match kind {
            None if (self.passes_over)(&path, FileKind::File) => self.found.passed_over.push(path),
            None if files.is_link(&path)? => self.found.broken.push(path),
            None => {}
            Some(kind) if (self.passes_over)(&path, kind) => self.found.passed_over.push(path),
            Some(FileKind::Other) => self.found.others.push(path),
            Some(FileKind::File) => {
                let is_out = files.is_link(&path)? && leads_out(&files.canonical(&path)?);
                let list = if is_out { &mut self.found.leading_out } else { &mut self.found.files };
                list.push(path);
            }
            Some(FileKind::Folder) => {
                let real = files.canonical(&path)?;
                if leads_out(&real) {
                    self.found.leading_out.push(path);
                } else if !above.contains(&real) {
                    self.pending.push((path, above.iter().cloned().chain([real]).collect()));
                }
            }
        }
        Ok(())
    }
}

impl Listing {
    fn sorted(mut self) -> Self {
        let Self { files, others, leading_out, broken, passed_over } = &mut self;
        for list in [files, others, leading_out, broken, passed_over] {
            list.sort();
        }
        self
    }
}

fn too_many(folder: &Path) -> io::Error {
    let message = format!("more than {WALKED_ENTRIES} files and folders below it or beside it");
    named(folder, &io::Error::new(io::ErrorKind::FileTooLarge, message))
}

/// The file system of the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        read_regular(path).map_err(|error| named(path, &error))
    }

    fn kind(&self, path: &Path) -> io::Result<Option<FileKind>> {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => Ok(Some(FileKind::Folder)),
            Ok(metadata) if metadata.is_file() => Ok(Some(FileKind::File)),
            Ok(_) => Ok(Some(FileKind::Other)),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(named(path, &error)),
        }
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let read = || -> io::Result<Vec<_>> {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect()
        };
        let names = read().map_err(|error| named(folder, &error))?;
        let mut paths: Vec<_> = names.into_iter().map(|name| folder.join(name)).collect();
        paths.sort();
        Ok(paths)
    }

    fn is_link(&self, path: &Path) -> io::Result<bool> {
        let metadata = fs::symlink_metadata(path).map_err(|error| named(path, &error))?;
        Ok(metadata.is_symlink())
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        fs::canonicalize(path).map_err(|error| named(path, &error))
    }

    fn stamp(&self, path: &Path) -> io::Result<Stamp> {
        let metadata = fs::metadata(path).map_err(|error| named(path, &error))?;
        Ok(Stamp { bytes: metadata.len(), modified: metadata.modified().ok() })
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        replace(path, bytes).map_err(|error| named(path, &error))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path).map_err(|error| named(path, &error))
    }

    fn remove_empty_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path).map_err(|error| named(path, &error))
    }

    fn remove_leftovers(&self, folder: &Path) -> io::Result<()> {
        let entries = match self.entries(folder) {
            Err(error) if is_absent(&error) => return Ok(()),
            entries => entries?,
        };
        let left = entries.into_iter().filter(|it| is_temporary(it) && is_abandoned(it));
        for path in left {
            self.remove_file(&path).or_else(ignore_absent)?;
        }
        Ok(())
    }
}

/// The bytes of a regular file. Nothing else is opened, since a pipe may wait for its writer.
fn read_regular(path: &Path) -> io::Result<Vec<u8>> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() && !metadata.is_dir() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, NO_FILE));
    }
    // Some files say that they are empty and are not.
    let file = fs::File::open(path)?;
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut io::Read::take(file, FILE_BYTES + 1), &mut bytes)?;
    if bytes.len() as u64 > FILE_BYTES {
        let message = format!("larger than {} MiB", FILE_BYTES >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// What is wrong with a path that leads to something else.
pub(crate) const NO_FILE: &str = "a device, a pipe or a socket, not a file";

/// What the names of files begin with that are being written.
const TEMPORARY: &str = ".codegen-";

fn is_temporary(path: &Path) -> bool {
    path.file_name().is_some_and(|it| it.as_encoded_bytes().starts_with(TEMPORARY.as_bytes()))
}

/// Whether nobody is writing a temporary file any more: its writer holds a lock on it.
fn is_abandoned(path: &Path) -> bool {
    let is_file = fs::symlink_metadata(path).is_ok_and(|it| it.is_file());
    is_file && fs::File::open(path).is_ok_and(|file| file.try_lock().is_ok())
}

fn ignore_absent(error: io::Error) -> io::Result<()> {
    if is_absent(&error) { Ok(()) } else { Err(error) }
}

/// Writes beside the target and renames: a rename within one folder is atomic. Who removes leftovers
/// in the moment between the making of a file and its lock takes it away, so that is tried again.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match replace_once(path, bytes) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => replace_once(path, bytes),
        done => done,
    }
}

fn replace_once(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    // Temporary files are private to their owner; a generated file is as open as the user's mask
    // lets any new file be.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    // Where there are no locks, leftovers stay; see `is_abandoned`.
    let _ = file.as_file().lock();
    io::Write::write_all(&mut file, bytes)?;
    persist(file, path)
}

/// Renames, and on Windows tries again while another program has the target open for a moment.
fn persist(mut file: tempfile::NamedTempFile, path: &Path) -> io::Result<()> {
    for wait in [10, 40, 160] {
        match file.persist(path) {
            Ok(_) => return Ok(()),
            Err(refused) if cfg!(windows) => file = refused.file,
            Err(refused) => return Err(refused.error),
        }
        std::thread::sleep(std::time::Duration::from_millis(wait));
    }
    file.persist(path).map(drop).map_err(|refused| refused.error)
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// Whether the name begins with a dot.
pub(crate) fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// A file system in memory; relative paths are those of its root. It has no links.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// Files by their absolute paths.
    files: RefCell<BTreeMap<PathBuf, Vec<u8>>>,
    /// Folders by their absolute paths; those of files are there as well.
    folders: RefCell<BTreeSet<PathBuf>>,
}

impl Memory {
    /// An empty file system.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A file system that holds these files.
    #[must_use]
    pub fn with<P: AsRef<Path>, B: AsRef<[u8]>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        let memory = Self::new();
        for (path, bytes) in files {
            memory.put(&absolute(path.as_ref()), bytes.as_ref());
        }
        memory
    }

    fn put(&self, path: &Path, bytes: &[u8]) {
        let folders = path.ancestors().skip(1).map(Path::to_owned);
        self.folders.borrow_mut().extend(folders);
        self.files.borrow_mut().insert(path.to_owned(), bytes.to_vec());
    }

    fn fail<T>(path: &Path, kind: io::ErrorKind) -> io::Result<T> {
        Err(named(path, &kind.into()))
    }
}

impl Files for Memory {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.kind(path)? {
            Some(FileKind::Folder) => Self::fail(path, io::ErrorKind::IsADirectory),
            _ => match self.files.borrow().get(&absolute(path)) {
                Some(bytes) => Ok(bytes.clone()),
                None => Self::fail(path, io::ErrorKind::NotFound),
            },
        }
    }

    fn kind(&self, path: &Path) -> io::Result<Option<FileKind>> {
        let path = absolute(path);
        Ok(if self.files.borrow().contains_key(&path) {
            Some(FileKind::File)
        } else {
            self.folders.borrow().contains(&path).then_some(FileKind::Folder)
        })
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        match self.kind(folder)? {
            Some(FileKind::Folder) => {}
            Some(FileKind::File | FileKind::Other) => {
                return Self::fail(folder, io::ErrorKind::NotADirectory);
            }
            None => return Self::fail(folder, io::ErrorKind::NotFound),
        }
        let above = absolute(folder);
        let (files, folders) = (self.files.borrow(), self.folders.borrow());
        let below = files.keys().chain(folders.iter()).filter(|path| path.parent() == Some(&above));
        let names: BTreeSet<_> = below.filter_map(|path| path.file_name()).collect();
        Ok(names.into_iter().map(|name| folder.join(name)).collect())
    }

    fn is_link(&self, _: &Path) -> io::Result<bool> {
        Ok(false)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        match self.kind(path)? {
            Some(_) => Ok(absolute(path)),
            None => Self::fail(path, io::ErrorKind::NotFound),
        }
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let target = absolute(path);
        if self.folders.borrow().contains(&target) {
            return Self::fail(path, io::ErrorKind::IsADirectory);
        }
        if target.ancestors().skip(1).any(|above| self.files.borrow().contains_key(above)) {
            return Self::fail(path, io::ErrorKind::NotADirectory);
        }
        self.put(&target, bytes);
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        match self.files.borrow_mut().remove(&absolute(path)) {
            Some(_) => Ok(()),
            None => Self::fail(path, io::ErrorKind::NotFound),
        }
    }

    fn remove_empty_dir(&self, path: &Path) -> io::Result<()> {
        let target = absolute(path);
        let mut folders = self.folders.borrow_mut();
        let below = |other: &PathBuf| *other != target && other.starts_with(&target);
        if !folders.contains(&target) {
            Self::fail(path, io::ErrorKind::NotFound)
        } else if folders.iter().any(below) || self.files.borrow().keys().any(below) {
            Self::fail(path, io::ErrorKind::DirectoryNotEmpty)
        } else {
            folders.remove(&target);
            Ok(())
        }
    }

    fn remove_leftovers(&self, folder: &Path) -> io::Result<()> {
        let folder = absolute(folder);
        let is_left = |path: &Path| path.parent() == Some(&folder) && is_temporary(path);
        self.files.borrow_mut().retain(|path, _| !is_left(path));
        Ok(())
    }
}

/// The path from the root, without `.` and `..`.
fn absolute(path: &Path) -> PathBuf {
    normal(&Path::new("/").join(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same steps on both file systems, so that neither can drift from the other.
    fn exercise(files: &dyn Files, root: &Path) {
        let path = |name: &str| root.join(name);
        assert_eq!(files.kind(&path("a")).unwrap(), None);
        files.write(&path("a/z.json"), b"old").unwrap();
        files.write(&path("a/z.json"), b"new").unwrap();
        files.write(&path("a/b/c.json"), b"{}").unwrap();
        files.write(&path("a.json"), b"[]").unwrap();
        files.write(&path(".git/config.json"), b"{}").unwrap();
        files.write(&path("a/.hidden.json"), b"{}").unwrap();
        assert_eq!(files.read(&path("a/z.json")).unwrap(), b"new");
        assert_eq!(files.kind(&path("a")).unwrap(), Some(FileKind::Folder));
        assert_eq!(files.kind(&path("a.json")).unwrap(), Some(FileKind::File));
        assert_eq!(files.kind(&path("a.json/b")).unwrap(), None);
        let listed = files.list(&path("a"), &[]).unwrap().files;
        assert_eq!(listed, [path("a/b/c.json"), path("a/z.json")]);
        assert_eq!(files.entries(root).unwrap(), [".git", "a", "a.json"].map(path));
        let same = files.canonical(&path("a/b/../z.json")).unwrap();
        assert_eq!(same, files.canonical(&path("a/z.json")).unwrap());

        for (error, kind) in [
            (files.read(&path("none")).unwrap_err(), io::ErrorKind::NotFound),
            (files.read(&path("a")).unwrap_err(), io::ErrorKind::IsADirectory),
            (files.list(&path("none"), &[]).unwrap_err(), io::ErrorKind::NotFound),
            (files.canonical(&path("none")).unwrap_err(), io::ErrorKind::NotFound),
            (files.remove_file(&path("none")).unwrap_err(), io::ErrorKind::NotFound),
            (files.remove_empty_dir(&path("none")).unwrap_err(), io::ErrorKind::NotFound),
            (files.remove_empty_dir(&path("a")).unwrap_err(), io::ErrorKind::DirectoryNotEmpty),
        ] {
            assert_eq!(error.kind(), kind, "{error}");
            assert!(error.to_string().starts_with(&root.display().to_string()), "{error}");
        }
        assert!(files.write(&path("a"), b"").is_err());
        assert!(files.write(&path("a.json/b"), b"").is_err());

        files.remove_file(&path("a/b/c.json")).unwrap();
        files.remove_empty_dir(&path("a/b")).unwrap();
        let listed = files.list(root, &[]).unwrap();
        assert_eq!(listed.files, [path("a/z.json"), path("a.json")]);

        files.write(&path(".codegen-1a2b3c"), b"half a fi").unwrap();
        files.write(&path(".codegen.json"), b"{}").unwrap();
        assert!(has_leftovers(files, root));
        files.remove_leftovers(root).unwrap();
        assert!(!has_leftovers(files, root));
        assert_eq!(files.kind(&path(".codegen.json")).unwrap(), Some(FileKind::File));
        files.remove_leftovers(&path("none")).unwrap();
    }

    #[test]
    fn memory_behaves_like_a_disk() {
        exercise(&Memory::new(), Path::new("/root"));
    }

    #[test]
    fn steps_back_are_taken_where_there_is_a_way() {
        for (path, expected) in
            [("/a/./b/../c", "/a/c"), ("/../a", "/a"), ("a/../../b", "../b"), ("./a/..", "")]
        {
            assert_eq!(normal(Path::new(path)), Path::new(expected), "{path}");
        }
    }

    #[test]
    fn the_disk_behaves_like_a_disk() {
        let root = tempfile::tempdir().unwrap();
        exercise(&Disk, root.path());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_but_not_in_circles() {
        let root = tempfile::tempdir().unwrap();
        let path = |name: &str| root.path().join(name);
        Disk.write(&path("a/one.json"), b"1").unwrap();
        std::os::unix::fs::symlink(path("a"), path("a/again")).unwrap();
        std::os::unix::fs::symlink(path("a"), path("b")).unwrap();
        std::os::unix::fs::symlink(path("none"), path("broken.json")).unwrap();
        let listed = Disk.list(root.path(), &[]).unwrap();
        assert_eq!(listed.files, [path("a/one.json"), path("b/one.json")]);
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_out_are_followed_only_where_they_may() {
        use std::os::unix::fs::symlink;

        let root = tempfile::tempdir().unwrap();
        let path = |name: &str| root.path().join(name);
        Disk.write(&path("in/one.json"), b"1").unwrap();
        Disk.write(&path("in-side/two.json"), b"2").unwrap();
        symlink(path("in-side"), path("in/side")).unwrap();
        symlink(path("in-side/two.json"), path("in/two.json")).unwrap();
        symlink("../in-side/two.json", path("in/three.json")).unwrap();
        symlink("/", path("in/everything")).unwrap();
        symlink("/dev/zero", path("in/zero.json")).unwrap();
        let listed = Disk.list(&path("in"), &[]).unwrap();
        assert_eq!(listed.files, [path("in/one.json")]);
        assert_eq!(listed.others, [path("in/zero.json")]);
        let out = ["everything", "side", "three.json", "two.json"];
        assert_eq!(listed.leading_out, out.map(|it| path("in").join(it)));
        let listed = Disk.list(&path("in"), &[path("in-side")]).unwrap();
        assert_eq!(listed.leading_out, [path("in/everything")]);
        let found = ["one.json", "side/two.json", "three.json", "two.json"];
        assert_eq!(listed.files, found.map(|it| path("in").join(it)));
    }

    #[cfg(unix)]
    #[test]
    fn folders_that_link_to_each_other_have_an_end() {
        let root = tempfile::tempdir().unwrap();
        let folders: Vec<_> = (0..9).map(|it| root.path().join(format!("folder{it}"))).collect();
        folders.iter().for_each(|it| fs::create_dir(it).unwrap());
        for folder in &folders {
            for (index, other) in folders.iter().enumerate() {
                std::os::unix::fs::symlink(other, folder.join(format!("{index}"))).unwrap();
            }
        }
        let error = Disk.list(root.path(), &[]).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        assert!(error.to_string().contains("more than 100000 files and folders"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_opened() {
        let root = tempfile::tempdir().unwrap();
        let pipe = root.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let socket = root.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        for path in [pipe.as_path(), &socket, Path::new("/dev/zero")] {
            assert_eq!(Disk.kind(path).unwrap(), Some(FileKind::Other), "{}", path.display());
            let error = Disk.read(path).unwrap_err().to_string();
            assert_eq!(error, format!("{}: {NO_FILE}", path.display()));
        }
    }

    #[test]
    fn a_file_that_is_being_written_is_no_leftover() {
        let root = tempfile::tempdir().unwrap();
        let (open, left) = (root.path().join(".codegen-open"), root.path().join(".codegen-left"));
        let writer = fs::File::create(&open).unwrap();
        writer.lock().unwrap();
        fs::write(&left, b"").unwrap();
        Disk.remove_leftovers(root.path()).unwrap();
        assert_eq!(Disk.entries(root.path()).unwrap(), [open.as_path()]);
        drop(writer);
        Disk.remove_leftovers(root.path()).unwrap();
        assert!(Disk.entries(root.path()).unwrap().is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_written_file_is_as_open_as_any_new_file() {
        use std::os::unix::fs::PermissionsExt;

        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("plain"), b"").unwrap();
        Disk.write(&root.path().join("ours"), b"").unwrap();
        let mode = |name| fs::metadata(root.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode("ours"), mode("plain"));
        assert_eq!(Disk.entries(root.path()).unwrap().len(), 2, "no temporary file is left");
    }
}
