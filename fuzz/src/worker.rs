//! The process that the generator runs in, and the one that watches it.
//!
//! Input: seeds. Output: an [`Event`] for each. A worker says on its standard output which case it
//! begins and what came of it, so that the case is known when the worker dies of it. It says, too,
//! what the kernel has counted as its time and its memory for making the code, before it looks at
//! that; the watcher stops one that takes too long. Time is that of the processor, so that a busy
//! machine makes no findings.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::judge::{Verdict, judge};
use crate::{case::Case, corpus::Corpus};

/// The memory for making the code of one case, in KiB.
const MEMORY: u64 = 1 << 20;
/// The memory of a worker, in KiB, that is too much to begin the next case with.
const LARGE: u64 = 128 << 10;
/// The address space of a worker in KiB: what it takes to look at code is no fault of the generator.
const SPACE: u64 = 8 << 20;

/// Clock ticks in a second, by which Linux counts the time of processes.
const TICKS: u64 = 100;

/// The processor time for making the code of one case, and that for looking at it, which is no fault
/// of the generator.
const LIMIT: Duration = Duration::from_secs(10);
const LOOKING: Duration = Duration::from_secs(100);

/// What came of a case.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) seed: u64,
    pub(crate) verdict: Verdict,
    pub(crate) millis: u64,
}

/// The worker's side: judges each case and says so. One that has become large makes way for the next
/// one, since what an allocator keeps of earlier cases would count as memory of those to come.
pub(crate) fn serve(cases: impl Iterator<Item = Case>) -> std::io::Result<()> {
    for case in cases {
        give_memory_back();
        forget_memory();
        let begun = processor_time("self");
        say(&format!("begin {}", case.seed))?;
        // The watcher's clock starts again, since looking at the code takes longer than making it.
        let mut said = Ok(());
        let done = || {
            let spent = processor_time("self").saturating_sub(begun);
            said = say(&format!("done {spent} {}", memory("VmHWM:")));
        };
        let word = match judge(&case, done) {
            Verdict::Made => "made".to_owned(),
            Verdict::Refused => "refused".to_owned(),
            Verdict::Bad(problem) => format!("bad {}", problem.replace('\n', " ")),
        };
        said?;
        say(&format!("end {word}"))?;
        if memory("VmRSS:") > LARGE {
            break;
        }
    }
    Ok(())
}

/// Waits until the allocator has given back what it took to make the case, which can be much more than
/// the case: it does so some time after that was freed, when it is asked for memory again.
fn give_memory_back() {
    for _ in 0..100 {
        if memory("VmRSS:") <= LARGE {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
        drop(std::hint::black_box(vec![1_u8; 4 << 20]));
    }
}

fn say(line: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// The cases of some seeds.
pub(crate) fn cases(corpus: &Corpus, from: u64, count: u64) -> impl Iterator<Item = Case> + '_ {
    (from..from.saturating_add(count)).map(|seed| Case::new(seed, corpus))
}

/// The watcher's side: runs a worker with these arguments and tells of every case. Returns whether
/// the worker came to its end.
pub(crate) fn watch(arguments: &[String], mut tell: impl FnMut(Event)) -> std::io::Result<bool> {
    let mut child = start(arguments)?;
    let (sender, lines) = mpsc::channel();
    let out = child.stdout.take();
    let reader = std::thread::spawn(move || {
        for line in out.into_iter().flat_map(|out| BufReader::new(out).lines()).flatten() {
            let _ = sender.send(line);
        }
    });
    let id = child.id().to_string();
    let errors = child.stderr.take().map(|it| std::thread::spawn(move || tail(it)));
    let (mut current, mut begun, mut spent, mut slow) = (None, 0, 0, false);
    let (mut limit, mut most) = (LIMIT, 0);
    loop {
        match lines.recv_timeout(Duration::from_millis(200)) {
            Ok(line) => {
                let now = processor_time(&id);
                if let Some(seed) = line.strip_prefix("begin ") {
                    (current, begun, limit) = (seed.parse().ok(), now, LIMIT);
                } else if let Some((ticks, kibibytes)) = numbers_of(&line, "done ") {
                    (begun, spent, limit, most) = (now, ticks, LOOKING, kibibytes);
                } else if let Some(word) = line.strip_prefix("end ")
                    && let Some(seed) = current.take()
                {
                    let verdict = if most > MEMORY {
                        Verdict::Bad(format!("too much memory: {} MiB", most >> 10))
                    } else if spent > LIMIT.as_secs() * TICKS {
                        Verdict::Bad("too slow".to_owned())
                    } else {
                        verdict(word)
                    };
                    tell(Event { seed, verdict, millis: spent * 1_000 / TICKS });
                }
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {
                let since = processor_time(&id).saturating_sub(begun);
                if current.is_some() && since > limit.as_secs() * TICKS {
                    slow = true;
                    child.kill()?;
                }
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
        }
    }
    let status = child.wait()?;
    let _ = reader.join();
    let errors = errors.and_then(|it| it.join().ok()).unwrap_or_default();
    if let Some(seed) = current {
        let problem =
            if slow { "too slow".to_owned() } else { format!("died: {status}: {errors}") };
        tell(Event { seed, verdict: Verdict::Bad(problem), millis: 0 });
    }
    Ok(status.success())
}

/// Starts a worker under a limit of memory, which the shell sets for what it turns into.
fn start(arguments: &[String]) -> std::io::Result<Child> {
    let program: PathBuf = std::env::current_exe()?;
    Command::new("sh")
        .args(["-c", &format!("ulimit -v {SPACE}; ulimit -c 0; exec \"$0\" \"$@\"")])
        .arg(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
}

fn verdict(word: &str) -> Verdict {
    match word.strip_prefix("bad ") {
        Some(problem) => Verdict::Bad(problem.to_owned()),
        None if word == "made" => Verdict::Made,
        None => Verdict::Refused,
    }
}

/// The last lines of what a worker complained of.
fn tail(mut from: impl Read) -> String {
    let mut bytes = Vec::new();
    let _ = from.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    lines[lines.len().saturating_sub(4)..].join(" | ")
}

/// The two numbers of a line that begins so.
fn numbers_of(line: &str, start: &str) -> Option<(u64, u64)> {
    let (first, second) = line.strip_prefix(start)?.split_once(' ')?;
    Some((first.parse().ok()?, second.parse().ok()?))
}

/// Lets the kernel count the memory of this process anew, where it can.
fn forget_memory() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// What the kernel says of this process's memory, in KiB; 0 where there is no way to know.
fn memory(what: &str) -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(what));
    line.and_then(|it| it.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// The ticks that a process has used; 0 where it is gone or there is no way to know.
fn processor_time(id: &str) -> u64 {
    ticks(&format!("/proc/{id}/stat"), [13, 14])
}

/// The ticks that all ended children of this process have used.
pub(crate) fn processor_time_of_children() -> f64 {
    ticks("/proc/self/stat", [15, 16]) as f64 / TICKS as f64
}

/// The sum of two fields of such a file, counted from 0.
fn ticks(path: &str, fields: [usize; 2]) -> u64 {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    // The name of the program stands in brackets and may hold anything.
    let rest = text.rsplit_once(')').map_or("", |it| it.1);
    let rest: Vec<&str> = rest.split_whitespace().collect();
    fields.iter().filter_map(|at| rest.get(at - 2)?.parse::<u64>().ok()).sum()
}
