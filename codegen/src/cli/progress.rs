//! What is being done, on a terminal, where that takes longer than people wait without asking.
//!
//! Input: what the passes tell. Output: one line on the standard error, written over and over, and gone
//! at the end. Nothing of it reaches a file or a pipe.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::pipeline::Tell;

/// How long nothing is said, and then after what time again.
const PAUSE: Duration = Duration::from_secs(1);

/// Does the work, and says on the terminal what it is at.
pub(super) fn while_telling<T>(work: impl FnOnce(&Tell<'_>) -> T) -> T {
    if !std::io::stderr().is_terminal() {
        return work(&|_| ());
    }
    let stage = Mutex::new("");
    let (end, ended) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        let stage = &stage;
        scope.spawn(move || show(stage, &ended));
        let done = work(&|what| {
            if let Ok(mut stage) = stage.lock() {
                *stage = what;
            }
        });
        drop(end);
        done
    })
}

fn show(stage: &Mutex<&'static str>, ended: &mpsc::Receiver<()>) {
    let begin = Instant::now();
    let mut is_shown = false;
    while ended.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
        let what = stage.lock().map_or("", |it| *it);
        write(&line(what, begin.elapsed()));
        is_shown = true;
    }
    if is_shown {
        write(CLEAR);
    }
}

/// Goes back to the beginning of the line and empties it.
const CLEAR: &str = "\r\x1b[2K";

fn line(what: &str, elapsed: Duration) -> String {
    format!("{CLEAR}{what} ({} s)", elapsed.as_secs())
}

/// Nobody has to listen.
fn write(text: &str) {
    let mut terminal = std::io::stderr();
    let _ = terminal.write_all(text.as_bytes()).and_then(|()| terminal.flush());
}
