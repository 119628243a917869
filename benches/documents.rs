//! How fast documents of many kinds are read and written.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml
//! cargo bench --manifest-path benches/Cargo.toml --features mimalloc
//! cargo bench --manifest-path benches/Cargo.toml -- tagged counts  # these rows alone
//! ```
//!
//! For each row of `rows.rs` the time of the generated type in µs, then that time over the times of others
//! for the same document: typify's type, one that a person would write with serde's derives, serde_json's
//! `Value`, and for reading a `Value` that `jsonschema` validates. Below 1 the generated type is faster.
//! All take turns; each time is the least of several rounds, and the last column says how far the rounds of
//! the generated type lie apart.

#![allow(missing_docs, clippy::expect_used)]

mod by_hand;
mod rows;

use std::hint::black_box;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use rows::ROWS;

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

include!(concat!(env!("OUT_DIR"), "/api.rs"));

/// The generated type, typify's, and one by hand for each row, in its order.
macro_rules! rivals {
    ($($module:ident $ours:ident, $typify:ident, $by_hand:ty;)*) => {
        #[allow(dead_code, clippy::all)]
        mod typify {
            $(pub mod $module {
                #[allow(unused_imports)]
                pub use crate::by_hand::Refused;
                include!(concat!(env!("OUT_DIR"), "/", stringify!($module), ".rs"));
            })*
        }

        const RIVALS: &[fn(&'static str) -> Vec<Rival>] = &[$(|text| vec![
            Rival::new::<api::$module::$ours>(text),
            Rival::new::<typify::$module::$typify>(text),
            Rival::new::<$by_hand>(text),
            Rival::new::<Value>(text),
        ]),*];
    };
}

rivals! {
    integers Integers, Integers, Vec<by_hand::Code>;
    strings Strings, Strings, Vec<String>;
    few_strings FewStrings, FewStrings, Vec<by_hand::Few>;
    recursive Recursive, Recursive, by_hand::Node;
    by_member ByMember, ByMember, by_hand::Child;
    wide Wide, Refused, by_hand::Refused;
    wide_checked WideChecked, Refused, by_hand::Refused;
    points Points, Points, Vec<by_hand::Point>;
    records Records, Records, Vec<by_hand::Record>;
    tagged Tagged, Tagged, Vec<by_hand::Tagged>;
    external External, External, Vec<by_hand::External>;
    pairs Pairs, Pairs, Vec<[f64; 2]>;
    numbers Numbers, Numbers, Vec<f64>;
    counts Counts, Counts, by_hand::Map;
    unknown Unknown, Unknown, Vec<by_hand::Open>;
    unevaluated Unevaluated, Unevaluated, Vec<by_hand::Evaluated>;
    kinds Kinds, Kinds, Vec<by_hand::Kind>;
    patterns Patterns, Patterns, Vec<String>;
    bounds Bounds, Bounds, Vec<i64>;
    unique Unique, Unique, Vec<String>;
}

/// A type that reads and writes a document, if it can.
struct Rival {
    read: Option<Box<dyn Fn()>>,
    write: Option<Box<dyn Fn()>>,
}

impl Rival {
    fn new<T: DeserializeOwned + Serialize + 'static>(text: &'static str) -> Self {
        let Ok(value) = serde_json::from_str::<T>(text) else {
            return Self { read: None, write: None };
        };
        Self {
            read: Some(Box::new(move || drop(black_box(serde_json::from_str::<T>(text))))),
            write: Some(Box::new(move || drop(black_box(serde_json::to_string(&value))))),
        }
    }

    /// The document as a value that is validated.
    fn validating(schema: &Value, text: &'static str) -> Self {
        let validator = jsonschema::validator_for(schema).expect("a schema");
        let read = move || {
            let value: Value = serde_json::from_str(text).expect("a value");
            assert!(black_box(validator.is_valid(&value)), "a valid document");
        };
        Self { read: Some(Box::new(read)), write: None }
    }
}

fn main() {
    let wanted: Vec<_> = std::env::args().skip(1).filter(|it| !it.starts_with("--")).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|it| it == name);
    for (title, part) in [("Reading and dropping", 0), ("Writing", 1)] {
        println!("\n{title:52}      µs   typify  by hand    value  validated   spread");
        for (row, rivals) in ROWS.iter().zip(RIVALS).filter(|(row, _)| is_wanted(row.name)) {
            let text = String::leak((row.document)());
            let mut rivals = rivals(text);
            rivals.push(Rival::validating(&(row.schema)(), text));
            let jobs = rivals.into_iter().map(|it| if part == 0 { it.read } else { it.write });
            println!("{:52}{}", row.text, line(&jobs.collect::<Vec<_>>()));
        }
    }
}

/// What is printed of the times of one row.
fn line(jobs: &[Option<Box<dyn Fn()>>]) -> String {
    let rounds: Vec<Vec<Option<f64>>> = (0..9).map(|_| round(jobs)).collect();
    let least = |which: usize| rounds.iter().filter_map(|it| it[which]).min_by(f64::total_cmp);
    let most = rounds.iter().filter_map(|it| it[0]).max_by(f64::total_cmp);
    let (Some(ours), Some(most)) = (least(0), most) else {
        return "      –".to_owned();
    };
    let ratio = |which| least(which).map_or("–".to_owned(), |it| format!("{:.2}", ours / it));
    format!(
        "{ours:8.0} {:>8} {:>8} {:>8}  {:>9}   {:5.0} %",
        ratio(1),
        ratio(2),
        ratio(3),
        ratio(4),
        (most / ours - 1.0) * 100.0,
    )
}

/// The time of each job in µs, one after the other.
fn round(jobs: &[Option<Box<dyn Fn()>>]) -> Vec<Option<f64>> {
    jobs.iter().map(|job| job.as_deref().map(time)).collect()
}

fn time(job: &dyn Fn()) -> f64 {
    let (begin, mut times) = (Instant::now(), 0.0);
    while begin.elapsed() < Duration::from_millis(15) {
        job();
        times += 1.0;
    }
    begin.elapsed().as_secs_f64() * 1e6 / times
}
