//! Input that cannot be used is refused with a text that helps, and nothing is written.
//!
//! A case is a folder of `tests/cases/bad-input`: `input` is what there is, and `expected` is what
//! `codegen generate` says about it. With `UPDATE=1` the expectation is written instead.

use std::fs;

use crate::folder::{codegen, read, root, write};

#[test]
fn bad_input_is_refused_and_nothing_is_written() {
    let mut cases = 0;
    for entry in fs::read_dir(root().join("tests/cases/bad-input")).unwrap() {
        let case = entry.unwrap().path();
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &read(&case.join("input")));
        let before = read(folder.path());

        let ran = codegen(folder.path(), "generate");
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{}: {}", case.display(), ran.err);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(case.join("expected"), &ran.err).unwrap();
        }
        let expected = fs::read_to_string(case.join("expected")).unwrap();
        assert_eq!(ran.err, expected, "{}:\n{}", case.display(), ran.err);
        assert_eq!(codegen(folder.path(), "check").status, 2, "{}", case.display());
        assert_eq!(read(folder.path()), before, "{}", case.display());
        cases += 1;
    }
    assert!(cases >= 12, "{cases}");
}
