//! Against `regress`, an engine of another kind, and the ways of deciding against each other.

use super::*;
use crate::runtime::{hard_pattern, long_pattern, pattern as support, program as code};

/// What ECMA 262 has of its own, and what takes a close look.
const PATTERNS: &[&str] = &[
    "",
    "a",
    "^$",
    "^a$|^b$",
    "^(?:a|ab)(?:c|bcd)$",
    "^[a-z]{2,4}$",
    "a{2}|b{3,}",
    "^(a?){3}a{3}$",
    "(a*)*b",
    "(?:a|b)*?c$",
    "^(?:)*$",
    "^(a|)+$",
    "^()$",
    ".",
    "^.$",
    "^[^]$",
    "[]",
    "a[]|b",
    r"^\d+$",
    r"^\D$",
    r"^\w+$",
    r"\W",
    r"^\s+$",
    r"^\S+$",
    r"\x41\u0042\u{43}?",
    r"^\u{1F600}$",
    r"^\ud83d\ude00$",
    r"^[\u{1F600}-\u{1F64F}]+$",
    r"^\cJ$",
    r"^[\b]$",
    r"^\0$",
    r"^[\w-]+$",
    r"^[\w-a]+$",
    r"^[a\-z]+$",
    r"^\/\.\*$",
    r"\bfoo\b",
    r"\Boo\B",
    r"^\b$|^\B$",
    r"^\p{Lu}\p{Ll}*$",
    r"^\P{L}+$",
    r"^\p{Script=Greek}+$",
    r"^[\p{L}\p{Nd}_]+$",
    "^(?i:straße|K)$",
    "^(?i:a(?-i:b)c)$",
    "(?m:^b$)",
    "(?s:^.$)",
    "^(?=.*[0-9])(?=.*[a-z]).{2,5}$",
    "(?=.*[0-9])(?=.*[a-z])",
    "^(?!foo)[a-z]+$",
    "^(?!.*ab)[abc]+$",
    "^(?:(?!ab)[abc])+$",
    "a(?=b)(?!bc)",
    "(?<=a)b",
    "(?<!a)b",
    "(?<!^a)b",
    "(?<=^|,)x",
    "(?<=a.)b(?=.a)",
    "^[ab]+(?<!ab)$",
    "(?<=(?<!a)b)c",
    "(?!(?=a)(?!ab))a",
    "(?:(?=ab)a|b)+c",
    "(?<=a(?=b))b",
    r"^(a+)=\1$",
    r"^(?<x>a|b)\k<x>$",
    r"(?:(a)|b)\1c",
    r"^(?:(a)|(b))*\1\2$",
    r"(?<=(a)\1)b",
    r"^(?i:(a)\1)$",
    r"(?=(a+))\1b",
    r"(?!(a)b)\1c",
    "^(?:a{2}){2}$",
    "^(?:a{0,2}b){1,2}$",
    "^[ab]{3,}a$",
    "[ab]{2,3}c[ab]{0,1}$",
    // Without the flag `u`.
    "a{",
    "a{,2}",
    "^]}$",
    r"^\-\_$",
    r"^\c1$",
    r"^[\c1]$",
    r"^\8\07\101$",
    r"^\x4$",
    r"^\u00$",
    r"^[\w-\d]$",
    "(?=a)*b",
    r"^\k$",
    r"(a)\2",
];

const TEXTS: &[&str] = &[
    "", "a", "b", "c", "ab", "ba", "abc", "abcd", "aab", "aaa", "aaaa", "aaaaa", "aaaaaa", "aabb",
    "bb", "bbb", "ac", "bc", "aac", "abab", "ababc", "a=a", "aa=aa", "aa=a", "A", "AB", "ABC",
    "aA", "Aa", "0", "7", "12", "1a", "a1", "1a2b3c", "foo", "foobar", "a foo b", "foot", " ",
    "\t\n", "\n", "\r", "\r\n", "\u{2028}", "\u{a0}", "\u{feff}", "a\nb", "b\na", "b\n",
    "\u{180e}", "\u{85}", "-", "_", "-_", "a-z", "/.*", "]}", "a{", "a{,2}", "{", "É", "Éa", "éa",
    "α", "αβγ", "ß", "STRASSE", "straße", "STRAßE", "ẞ", "K", "k", "\u{212a}", "ſ", "😀", "😀😀",
    "🙏", "\u{0}", "\u{8}", "\u{a}", "\\c1", "\u{11}", "8\u{7}A", "x4", "u00", "w", "k", ",x", "x",
    "a,x", "axb", "axbxa", "٣", "中", "a\u{301}", "aXc", "abC", "aBc", "ABc", "abA", "bab", "cab",
    "acb", "bca", "cb", "bbc", "abbc",
];

fn reference(source: &str) -> regress::Regex {
    regress::Regex::with_flags(source, "u").or_else(|_| regress::Regex::new(source)).unwrap()
}

/// The verdict of every way that there is for a pattern.
struct Ways {
    table: Option<Vec<u32>>,
    threads: Option<Vec<u32>>,
    search: Vec<u32>,
}

impl Ways {
    fn of(pattern: &Pattern) -> Self {
        let dfa = nfa::compile(&pattern.node).and_then(|nfa| determinise::run(&nfa));
        let table = dfa.map(|dfa| support::read_automaton(&print::automaton(&dfa).0));
        let program = |it: &program::Program| code::read_program(&print::program(it).0);
        Self {
            table,
            threads: program::threads(&pattern.node).map(|it| program(&it)),
            search: program(&program::search(&pattern.node)),
        }
    }

    fn verdicts(&self, text: &str) -> Vec<bool> {
        let table = self.table.iter().map(|it| support::accepts(it, text));
        let threads = self.threads.iter().map(|it| long_pattern::follow(it, text));
        table.chain(threads).chain(hard_pattern::search(&self.search, text)).collect()
    }
}

#[track_caller]
fn check(source: &str, texts: &[&str]) {
    let pattern = Pattern::parse(source).unwrap_or_else(|error| panic!("{source}: {error}"));
    let (reference, ways) = (reference(source), Ways::of(&pattern));
    for text in texts {
        let expected = reference.find(text).is_some();
        assert_eq!(pattern.matches(text), expected, "{source} on {text:?}");
        let verdicts = ways.verdicts(text);
        assert!(verdicts.iter().all(|it| *it == expected), "{source} on {text:?}: {verdicts:?}");
    }
}

#[test]
fn every_way_decides_as_ecma_262_does() {
    for source in PATTERNS {
        check(source, TEXTS);
    }
}

/// A simple generator of numbers, so that each run makes the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.roll(all.len() as u64) as usize]
    }

    fn pattern(&mut self, depth: u32) -> String {
        let parts = 1 + self.roll(3);
        let mut text = String::new();
        for _ in 0..parts {
            let mut atom = match (depth, self.roll(9)) {
                (0, _) | (_, 0..=3) => {
                    self.pick(&["a", "b", "[ab]", "[^a]", ".", r"\w", "é"]).to_owned()
                }
                (_, 4) => return text + self.pick(&["^", "$", r"\b", r"\B"]),
                (_, 5) => {
                    let look = self.pick(&["(?=", "(?!", "(?<=", "(?<!"]);
                    text += &format!("{look}{})", self.pattern(depth - 1));
                    continue;
                }
                (_, 6) => format!("(?:{}|{})", self.pattern(depth - 1), self.pattern(depth - 1)),
                _ => format!("({})", self.pattern(depth - 1)),
            };
            // Few repetitions within repetitions: the reference takes exponential time for these.
            let counts = if atom.len() < 6 {
                &["", "", "*", "+", "?", "{2}", "{1,3}", "*?", "{2,}"][..]
            } else {
                &["", "", "", "*", "?"]
            };
            atom += self.pick(counts);
            text += &atom;
        }
        if self.roll(4) == 0 {
            format!("{text}|{}", self.pick(&["a", "^b", "b$", ""]))
        } else {
            text
        }
    }

    fn text(&mut self) -> String {
        (0..self.roll(5)).map(|_| self.pick(&["a", "b", "é", "-", "\n"])).collect()
    }
}

#[test]
fn every_way_decides_random_patterns_alike() {
    let mut dice = Dice(7);
    for _ in 0..100 {
        let source = dice.pattern(2);
        let texts: Vec<String> = (0..12).map(|_| dice.text()).collect();
        check(&source, &texts.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn samples_show_what_matches_and_what_does_not() {
    for source in [
        "^[a-z]+$",
        "^a|b$",
        r"^\d{3}-\d{4}$",
        "^(foo|bar)(?:x?)$",
        r"^\S+@\S+\.com$",
        "^(?!a)[a-c]$",
        r"^(.)\1$",
    ] {
        let pattern = Pattern::parse(source).unwrap();
        let reference = reference(source);
        let samples = pattern.samples();
        assert!(samples.iter().any(|it| reference.find(it).is_some()), "{source}: {samples:?}");
        for sample in &samples {
            assert_eq!(
                pattern.matches(sample),
                reference.find(sample).is_some(),
                "{source} {sample}"
            );
        }
    }
    let samples = Pattern::parse("^[ab]{2}$").unwrap().samples();
    assert!(
        samples.iter().any(|it| it.len() == 3) && samples.iter().any(|it| it == "aa"),
        "{samples:?}"
    );
}

#[track_caller]
fn compare(all_of: &[&str], none_of: &[&str], lengths: RangeInclusive<u64>) -> Answer {
    let parse = |it: &&str| Pattern::parse(it).unwrap();
    let (all, none): (Vec<_>, Vec<_>) =
        (all_of.iter().map(parse).collect(), none_of.iter().map(parse).collect());
    let answer = find(&all.iter().collect::<Vec<_>>(), &none.iter().collect::<Vec<_>>(), lengths);
    if let Answer::Text(text) = &answer {
        assert!(all.iter().all(|it| it.matches(text)), "{all_of:?} {text:?}");
        assert!(none.iter().all(|it| !it.matches(text)), "{none_of:?} {text:?}");
    }
    answer
}

#[test]
fn patterns_are_compared_by_all_their_texts() {
    const ANY: RangeInclusive<u64> = 0..=u64::MAX;
    let text = |it: &str| Answer::Text(it.to_owned());
    // Included.
    assert_eq!(compare(&["^[a-f]+$"], &["^[a-z]*$"], ANY), Answer::None);
    assert_eq!(compare(&["^[a-z]*$"], &["^[a-f]+$"], ANY), text(""));
    assert_eq!(compare(&["^[a-z]+$"], &["^[a-f]+$"], ANY), text("x"));
    // Other spellings.
    assert_eq!(compare(&["^[0-9]{1,}$"], &[r"^\d+$"], ANY), Answer::None);
    assert_eq!(compare(&["^(?!b)[ab]$"], &["^a$"], ANY), Answer::None);
    // Disjoint.
    assert_eq!(compare(&["^a", "^b"], &[], ANY), Answer::None);
    assert_eq!(compare(&["^a", "b$"], &[], ANY), text("ab"));
    // With lengths.
    assert_eq!(compare(&["^a*$"], &["^a{0,3}$"], 0..=3), Answer::None);
    assert_eq!(compare(&["^a*$"], &["^a{0,3}$"], 0..=4), text("aaaa"));
    assert_eq!(compare(&["^(aa)*$"], &[], 3..=3), Answer::None);
    assert_eq!(compare(&["[]"], &[], ANY), Answer::None);
    // Beyond a regular language.
    assert_eq!(compare(&[r"^(.+)\1$"], &["^a$"], ANY), Answer::Unknown);
}

#[test]
fn the_least_way_is_chosen() {
    let ways = |source: &str| -> Vec<(char, bool)> {
        let name = |(way, wanted): (&Way, bool)| match way {
            Way::Automaton(_) => ('a', wanted),
            Way::Threads(_) => ('t', wanted),
            Way::Search(_) => ('s', wanted),
        };
        Pattern::parse(source).unwrap().ways().map(name).collect()
    };
    for source in ["^a", "(a+)+$", "^(?=.*a)(?!b).{3}$", r"\bfoo\b", "(?<!a)b", r"^\p{L}{1,100}$"] {
        assert_eq!(ways(source), [('a', true)], "{source}");
    }
    for source in ["^.{1,100000}$", "[ab]*a[ab]{30}"] {
        assert_eq!(ways(source), [('t', true)], "{source}");
    }
    let host = "^(?=.{1,253}$)(?!-)(?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,63}$";
    assert_eq!(ways(host), [('a', true), ('a', false), ('a', true)]);
    for source in [r"^(a+)=\1$", "[ab]*a[ab]{30}(?=ab)", "((a{1000}){1000}){1000}"] {
        assert_eq!(ways(source), [('s', true)], "{source}");
    }
}

/// None of these ends, or only after minutes, where possibilities are tried one after the other.
#[test]
fn hostile_texts_take_as_long_as_others() {
    let a = "a".repeat(100_000);
    let blanks = format!("{}x", " ".repeat(100_000));
    for (source, text) in [
        ("^(a+)+$", format!("{a}!")),
        (r"^([a-zA-Z0-9]+\s?)*$", format!("{a}!")),
        (r"^([a-zA-Z0-9_\-\.]+)*@([a-zA-Z0-9_\-\.]+)\.([a-zA-Z]{2,5})$", a.clone()),
        (r"\s+$", blanks),
        ("^((a+)+)+b$", a.clone()),
        ("^(?=(a+)+b)", a.clone()),
        ("(?<=(a+)+b)c", a.clone()),
        ("[ab]*a[ab]{20}(?:a+)+c", a.clone()),
    ] {
        let pattern = Pattern::parse(source).unwrap();
        assert!(!pattern.is_hard(), "{source}");
        assert!(!pattern.matches(&text), "{source}");
    }
}

#[test]
fn a_search_gives_up_in_time() {
    let table =
        print::program(&program::search(&parse::parse(r"^(a+)+\1$", Mode::Unicode).unwrap()));
    let program = code::read_program(&table.0);
    assert_eq!(hard_pattern::search(&program, &format!("{}!", "a".repeat(30))), None);
    assert_eq!(hard_pattern::search(&program, "aa"), Some(true));
    assert!(!Pattern::parse(r"^(a+)+\1$").unwrap().matches(&format!("{}!", "a".repeat(30))));
}

#[test]
fn hostile_patterns_are_decided_or_left_open() {
    for source in [
        "((a{1000}){1000}){1000}",
        "(((((((((a?){9}){9}){9}){9}){9}){9}){9}){9}){9}",
        "(?:a{4294967295}){4294967295}",
        "(?:){4000000000}",
        "(?:[ab]*a){12}[ab]{30}",
        "(?=(?:[ab]*a){12}[ab]{30})(?!(?:[ab]*b){12}[ab]{30})",
        "(?:(?=a*b)(?!a*c)(?=.*d)(?!.*e)[a-z])*(?:(?=a*b)(?!a*c)(?=.*d)(?!.*e)[a-z])*f",
        r"(?:\p{L}{1,100}\p{N}{1,100}){1,100}",
    ] {
        let pattern = Pattern::parse(source).unwrap();
        pattern.matches("aaaa");
        pattern.samples();
        let other = Pattern::parse("^a").unwrap();
        find(&[&pattern], &[&other], 0..=u64::MAX);
        find(&[&other], &[&pattern], 5..=100_000);
    }
    let deep = format!("{}{}", "(".repeat(100_000), ")".repeat(100_000));
    assert!(Pattern::parse(&deep).is_err());
    let wide = "(a|b)*".repeat(20_000);
    assert!(Pattern::parse(&wide).unwrap().matches("ab"));
}

#[test]
fn tables_are_short() {
    let ways = |source| {
        Pattern::parse(source).unwrap().ways().map(|(it, _)| it.clone()).collect::<Vec<_>>()
    };
    let [Way::Automaton(table)] = &ways("^[a-z]*$")[..] else { panic!("no table") };
    assert_eq!(table.0, "eaaJbbAafacccabbc");
}

/// The patterns of the schemas in a folder that the environment names, if it does.
#[test]
fn patterns_of_real_schemas_are_decided_alike() {
    let Ok(corpus) = std::env::var("CODEGEN_CORPUS") else {
        return println!("skipped: CODEGEN_CORPUS names no folder");
    };
    let folder = std::path::Path::new(&corpus).join("schemastore/schemas");
    let mut patterns = std::collections::BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        if let Ok(schema) = serde_json::from_str(&text) {
            collect(&schema, &mut patterns);
        }
    }
    assert!(patterns.len() > 800, "{}", patterns.len());
    let mut hard = 0;
    for text in &patterns {
        let Ok(reading) = read(text) else { continue };
        let pattern = Pattern::parse(&reading.source).unwrap();
        hard += usize::from(reading.is_hard);
        let samples = pattern.samples();
        let reference = reference(&reading.source);
        assert!(samples.iter().any(|it| pattern.matches(it)), "{text}");
        for sample in &samples {
            assert_eq!(
                pattern.matches(sample),
                reference.find(sample).is_some(),
                "{text} on {sample:?}"
            );
        }
    }
    assert_eq!(hard, 0);
}

fn collect(schema: &serde_json::Value, patterns: &mut std::collections::BTreeSet<String>) {
    match schema {
        serde_json::Value::Object(members) => {
            patterns.extend(members.get("pattern").and_then(|it| it.as_str()).map(str::to_owned));
            let named = members.get("patternProperties").and_then(|it| it.as_object());
            patterns.extend(named.into_iter().flat_map(|it| it.keys().cloned()));
            members.values().for_each(|it| collect(it, patterns));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|it| collect(it, patterns)),
        _ => {}
    }
}

#[test]
fn what_matches_every_text_is_known() {
    let is_void = |source: &str| Pattern::parse(source).unwrap().is_void();
    for source in ["", "^", "$", ".*", "^.*", "a*", "(a|)", "^(?=.*)", "[^]*$", "(?!a)b*$"] {
        assert!(is_void(source), "{source}");
    }
    for source in ["^.*$", "a+", "^a*$", "\\b", "^$", "(?!a)b*a", "(.)\\1"] {
        assert!(!is_void(source), "{source}");
    }
}
