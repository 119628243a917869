//! What the program, the tests, the fuzz targets and the macro of the workspace use of the passes.
//!
//! No part of the interface: it is not shown in the documentation and changes without notice. What
//! is not named here is private to this crate, so that the compiler says what nobody uses.

#[cfg(feature = "cli")]
pub use crate::cli::main as program;

/// What is said of schemas, and how it is printed.
pub mod diagnostic {
    pub use crate::diagnostic::{Code, Diagnostic, Format, Severity, explain, render};
}

/// The comparison of two versions.
#[cfg(feature = "cli")]
pub mod diff {
    pub use crate::diff::{
        Change, Perspective, Report, SetRelation, Side, Verdict, Witness, render, run,
    };
}

/// Where files are.
pub mod files {
    pub use crate::files::{Disk, Files, Memory};
}

/// A tree in the form of one module.
pub mod layout {
    pub use crate::layout::inline;
}

/// The files of a tree, and what writes them.
pub mod output {
    pub use crate::output::{Target, Tree, plan, write};
}

/// All passes in order.
pub mod pipeline {
    pub use crate::pipeline::{Outcome, run};
}

/// The support code of the trees.
pub mod runtime {
    pub use crate::runtime::{FRAGMENTS, RUST_VERSION};
}
