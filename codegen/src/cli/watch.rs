//! Waiting for a file to change.
//!
//! Input: the configuration's file and the inputs. Output: a return, when any of them has come, gone or
//! been written anew. It asks again and again, as that works on every disk, also on those of containers
//! and of other machines, and an editor that writes a file in several steps is waited for.

use std::path::PathBuf;
use std::time::Duration;

use crate::config::Config;
use crate::files::{Files, Stamp};
use crate::pipeline;
use crate::source;

/// How long to wait before asking again.
const PAUSE: Duration = Duration::from_millis(300);

/// What the files were like at some time.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct State(Vec<(PathBuf, Option<Stamp>)>);

impl State {
    /// What they are like now.
    pub(super) fn now(
        files: &dyn Files,
        configuration: Option<&PathBuf>,
        config: Option<&Config>,
    ) -> Self {
        let inputs = config.map(pipeline::inputs).unwrap_or_default();
        let found = source::find_all(files, &inputs).into_iter().map(|it| it.disk_path);
        let paths = configuration.cloned().into_iter().chain(found);
        Self(paths.map(|path| (path.clone(), files.stamp(&path).ok())).collect())
    }
}

/// Returns when the state is another one, and has stayed so for a moment.
pub(super) fn until_changed(before: &State, now: impl Fn() -> State) {
    let mut last = before.clone();
    loop {
        std::thread::sleep(PAUSE);
        let state = now();
        if state != *before && state == last {
            return;
        }
        last = state;
    }
}
