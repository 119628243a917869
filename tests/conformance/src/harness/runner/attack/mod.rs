//! Holds types against documents that somebody would send who means no good.
//!
//! Input: arguments `SEEDS TYPE SECONDS NUMBER OUT`, with `SEEDS` a file that has one [`Seeds`] a line,
//! in the order of the types, and `TYPE` an index into both. Output: documents number `NUMBER` and up
//! are made and read until the time is over; what breaks a bound is written to `OUT`, and a line of it
//! to the standard output. A number stands for one document as long as the seeds are the same. The
//! number at hand is kept in `OUT/current`, for whoever finds that the program has died.

mod bounds;
mod grow;

use std::io::{Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

pub use bounds::{COUNTING, Counting, Reading, read};

/// What documents of one type are made of.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Seeds {
    /// The name of the schema.
    pub schema: String,
    /// Documents to begin with.
    pub documents: Vec<String>,
    /// Strings that the schema knows.
    pub words: Vec<String>,
}

/// What a run over one type came to.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Tally {
    /// How many documents were read.
    pub documents: u64,
    /// How many of them were accepted.
    pub accepted: u64,
    /// How long they are together.
    pub bytes: u64,
    /// What broke a bound.
    pub findings: Vec<Finding>,
}

/// A document that broke a bound.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Finding {
    /// The schema.
    pub schema: String,
    /// The document's number.
    pub number: u64,
    /// What is wrong.
    pub problem: String,
}

/// A type by the name of its schema.
pub type Type<'a> = (&'a str, fn(&str) -> Reading);

/// As large as the stack of a thread of a service that changed nothing.
const STACK: usize = 2 << 20;

/// Longer than this no document may take, whatever it is.
const LIMIT: Duration = Duration::from_secs(20);

/// More of a kind teaches nothing.
const ENOUGH: usize = 3;

struct Order {
    seeds: Seeds,
    read: fn(&str) -> Reading,
    duration: Duration,
    out: PathBuf,
}

/// Attacks the type that the arguments name.
pub fn run(types: &[Type<'static>]) {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [seeds, index, seconds, number, out] = &arguments[..] else {
        eprintln!("SEEDS TYPE SECONDS NUMBER OUT");
        std::process::exit(2);
    };
    let (index, number) = (index.parse().unwrap_or(0), number.parse().unwrap_or(0));
    let text = std::fs::read_to_string(seeds).unwrap_or_default();
    let seeds: Option<Seeds> =
        text.lines().nth(index).and_then(|line| serde_json::from_str(line).ok());
    let (Some(seeds), Some((_, read))) = (seeds, types.get(index)) else {
        eprintln!("there is no type {index}");
        std::process::exit(2);
    };
    let duration = Duration::from_secs_f64(seconds.parse().unwrap_or(1.0));
    let order = Order { seeds, read: *read, duration, out: out.into() };
    let at_hand = Arc::new(AtomicU64::new(number));
    let shared = Arc::clone(&at_hand);
    let worker = std::thread::Builder::new().stack_size(STACK);
    let Ok(worker) = worker.spawn(move || attack(&order, &shared)) else { return };
    wait(&worker, &at_hand);
    if let Ok(tally) = worker.join() {
        println!("{}", serde_json::json!(tally));
    }
}

/// Waits for the end, or ends the program where a document takes too long.
fn wait<T>(worker: &std::thread::JoinHandle<T>, at_hand: &AtomicU64) {
    let mut last = (at_hand.load(Ordering::Relaxed), Instant::now());
    while !worker.is_finished() {
        std::thread::sleep(Duration::from_millis(20));
        let number = at_hand.load(Ordering::Relaxed);
        if number != last.0 {
            last = (number, Instant::now());
        } else if last.1.elapsed() > LIMIT {
            std::process::exit(3);
        }
    }
}

fn attack(order: &Order, at_hand: &AtomicU64) -> Tally {
    let mut tally = Tally::default();
    let mut current = std::fs::File::create(order.out.join("current")).ok();
    let begun = Instant::now();
    let first = at_hand.load(Ordering::Relaxed);
    for number in first.. {
        if number > first && begun.elapsed() > order.duration || tally.findings.len() == ENOUGH {
            break;
        }
        at_hand.store(number, Ordering::Relaxed);
        if let Some(file) = &mut current {
            // Without it a crash is still seen, only its document is not known.
            let _ = file.rewind().and_then(|()| write!(file, "{number:20}"));
        }
        let text = grow::document(&order.seeds, number);
        let reading = (order.read)(&text);
        tally.documents += 1;
        tally.bytes += text.len() as u64;
        tally.accepted += u64::from(reading.is_accepted);
        if let Some(problem) = reading.problem {
            keep(&order.out, &order.seeds.schema, number, &text);
            let schema = order.seeds.schema.clone();
            tally.findings.push(Finding { schema, number, problem });
        }
    }
    tally
}

/// Writes the document of a finding.
fn keep(out: &Path, schema: &str, number: u64, text: &str) {
    if let Err(error) = std::fs::write(out.join(format!("{schema}-{number}.json")), text) {
        eprintln!("{}: {error}", out.display());
    }
}

/// The document of a number, for who did not live to write it.
pub fn remake(seeds: &Seeds, number: u64, out: &Path) {
    keep(out, &seeds.schema, number, &grow::document(seeds, number));
}
