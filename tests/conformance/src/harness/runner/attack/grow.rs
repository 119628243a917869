//! Makes documents large in the ways that cost a careless reader most.
//!
//! Input: seeds and a number. Output: always the same text for them. A document is one of the seeds,
//! changed in some places so that it is refused late, or not at all, and grown in one: nested in
//! itself, repeated, drawn out.

use super::super::rng::Rng;
use super::super::tree::{Tree, quoted};
use super::Seeds;

/// A string that stands where a secret does.
pub(super) const SECRET: &str = "hunter2-hunter2";
/// Members that hold secrets, whatever the schema says of them.
const SECRETS: [&str; 3] = ["password", "token", "api_key"];

/// How long documents become.
const LENGTHS: [usize; 8] = [300, 1_000, 1_000, 5_000, 10_000, 30_000, 100_000, 1_000_000];
/// How deep. The last but one is what serde_json reads, the last what overflows stacks.
const DEPTHS: [usize; 6] = [3, 10, 40, 100, 120, 100_000];

const NUMBERS: [&str; 20] = [
    "0",
    "-0",
    "-0.0",
    "1",
    "-1",
    "1.0",
    "0.5",
    "2",
    "10",
    "1e400",
    "-1e400",
    "1e-400",
    "1e999999999",
    "1e-999999999",
    "9007199254740993",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775808",
    "123456789012345678901234567890",
    "1E0",
];
const STRINGS: [&str; 14] = [
    "",
    "a",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
    " ",
    "0",
    "\u{0}",
    "\u{1b}[2J",
    "\u{202e}abc",
    "é",
    "💩",
    "a@b.c",
    "\n",
    "/~",
    "2020-02-30",
];
const PIECES: [&str; 9] = ["a", " ", "0", "a@", "x.", "é", "-", "\t", "ab "];

/// The document of a number.
pub(super) fn document(seeds: &Seeds, number: u64) -> String {
    let mut rng = Rng::new(number, 7);
    let rng = &mut rng;
    let mut tree = seed(seeds, rng);
    for _ in 0..rng.below(4) {
        let part = part(&mut seed(seeds, rng), rng);
        change(&mut tree, part, seeds, rng);
    }
    let length = *rng.pick(&LENGTHS);
    for _ in 0..rng.below(3) {
        if let Some(grown) = grow(&tree, length, seeds, rng) {
            tree = grown;
        }
    }
    if rng.chance(10) {
        hide(&mut tree, rng);
    }
    let text = tree.to_string();
    if rng.chance(3) { damaged(&text, rng) } else { text }
}

fn seed(seeds: &Seeds, rng: &mut Rng) -> Tree {
    let any = || Tree::Object(Vec::new());
    if seeds.documents.is_empty() {
        return any();
    }
    let text: &String = rng.pick(&seeds.documents);
    serde_json::from_str(text).unwrap_or_else(|_| any())
}

/// A part of a document.
fn part(tree: &mut Tree, rng: &mut Rng) -> Tree {
    let number = rng.below(tree.count());
    tree.nth(number).map_or_else(|| Tree::Leaf("null".to_owned()), |it| it.clone())
}

fn word(seeds: &Seeds, rng: &mut Rng) -> String {
    if seeds.words.is_empty() || rng.chance(20) {
        (*rng.pick(&STRINGS)).to_owned()
    } else {
        rng.pick(&seeds.words).clone()
    }
}

fn leaf(seeds: &Seeds, rng: &mut Rng) -> Tree {
    match rng.below(8) {
        0..=2 => Tree::Leaf((*rng.pick(&NUMBERS)).to_owned()),
        3..=5 => Tree::string(&word(seeds, rng)),
        6 => Tree::Leaf((*rng.pick(&["true", "false", "null"])).to_owned()),
        _ => Tree::Leaf((*rng.pick(&["[]", "{}", "[[]]"])).to_owned()),
    }
}

/// Changes a document in one place.
fn change(tree: &mut Tree, part: Tree, seeds: &Seeds, rng: &mut Rng) {
    let place = rng.below(tree.count());
    let Some(node) = tree.nth(place) else { return };
    match node {
        Tree::Object(members) => {
            let at = rng.below(members.len() + 1);
            match rng.below(4) {
                0 if at < members.len() => drop(members.remove(at)),
                1 if at < members.len() => members[at].0 = quoted(&word(seeds, rng)),
                _ => members.insert(at, (quoted(&word(seeds, rng)), part)),
            }
        }
        Tree::Array(items) => {
            let at = rng.below(items.len() + 1);
            match rng.below(3) {
                0 if at < items.len() => drop(items.remove(at)),
                _ => items.insert(at, part),
            }
        }
        Tree::Leaf(_) if rng.chance(70) => *node = leaf(seeds, rng),
        Tree::Leaf(_) => *node = part,
    }
}

/// Grows a document in one place to about this length; none where nothing can be made of the place.
fn grow(tree: &Tree, length: usize, seeds: &Seeds, rng: &mut Rng) -> Option<Tree> {
    let mut tree = tree.clone();
    let place = rng.below(tree.count());
    let node = tree.nth(place)?;
    match node {
        Tree::Leaf(text) if text.starts_with('"') => *node = drawn_out(text, length, rng),
        Tree::Leaf(_) if rng.chance(50) => *node = long_number(length, rng),
        Tree::Leaf(_) => *node = brackets(rng),
        Tree::Array(_) | Tree::Object(_) if rng.chance(50) => *node = nested(node, length, rng)?,
        Tree::Array(items) => {
            let item = if items.is_empty() { leaf(seeds, rng) } else { rng.pick(items).clone() };
            let count = length / item.to_string().len().max(1);
            let is_same = rng.chance(50);
            let copy = |index| if is_same { item.clone() } else { told_apart(&item, index) };
            items.extend((0..count).map(copy));
        }
        Tree::Object(members) => {
            let value =
                if members.is_empty() { leaf(seeds, rng) } else { rng.pick(members).1.clone() };
            let name = word(seeds, rng);
            let count = length / (name.len() + value.to_string().len() + 8);
            let name_of = |index| match rng.below(200) {
                0 => quoted(&name),
                _ => quoted(&format!("{name}{index}")),
            };
            let names: Vec<String> = (0..count).map(name_of).collect();
            members.extend(names.into_iter().map(|name| (name, value.clone())));
        }
    }
    Some(tree)
}

/// An item that differs from others like it, if that is easy.
fn told_apart(item: &Tree, index: usize) -> Tree {
    match item {
        Tree::Leaf(text) if text.starts_with('"') => {
            Tree::Leaf(format!("\"{index}{}", text.trim_start_matches('"')))
        }
        Tree::Leaf(text) if text.parse::<u64>().is_ok() => Tree::Leaf(index.to_string()),
        Tree::Object(members) => {
            let mut members = members.clone();
            if let Some((_, value)) = members.last_mut() {
                *value = told_apart(&value.clone(), index);
            }
            Tree::Object(members)
        }
        Tree::Leaf(_) | Tree::Array(_) => item.clone(),
    }
}

/// A node within a part of itself, many times.
fn nested(node: &Tree, length: usize, rng: &mut Rng) -> Option<Tree> {
    const HOLE: &str = "\u{0}";
    let mut outer = node.clone();
    let inner = 1 + rng.below(outer.count().checked_sub(1)?);
    *outer.nth(inner)? = Tree::Leaf(HOLE.to_owned());
    let text = outer.to_string();
    let (before, after) = text.split_once(HOLE)?;
    let depth = *rng.pick(&DEPTHS[..5]);
    let times = depth.min(length / (before.len() + after.len()).max(1));
    Some(Tree::Leaf(format!("{}{node}{}", before.repeat(times), after.repeat(times))))
}

fn brackets(rng: &mut Rng) -> Tree {
    let depth = *rng.pick(&DEPTHS);
    let (open, close) = *rng.pick(&[("[", "]"), ("{\"a\":", "}"), ("[[", "]]"), ("[{\"\":", "}]")]);
    Tree::Leaf(format!("{}0{}", open.repeat(depth), close.repeat(depth)))
}

fn long_number(length: usize, rng: &mut Rng) -> Tree {
    let digits = *rng.pick(&["0", "9", "12"]);
    let digits = digits.repeat(length.min(100_000) / digits.len());
    Tree::Leaf(match rng.below(4) {
        0 => format!("1{digits}"),
        1 => format!("0.{digits}1"),
        2 => format!("1e{digits}1"),
        _ => format!("1.{digits}e-5"),
    })
}

/// A string drawn out: what it is of again and again, and perhaps an end that spoils it.
fn drawn_out(text: &str, length: usize, rng: &mut Rng) -> Tree {
    let text = super::super::tree::unquoted(text);
    let piece = match rng.below(3) {
        0 => text.chars().last().map_or_else(|| "a".to_owned(), String::from),
        1 if !text.is_empty() => text.clone(),
        _ => (*rng.pick(&PIECES)).to_owned(),
    };
    let many = piece.repeat(length / piece.len());
    let end = *rng.pick(&["", "", "!", "\n", "é", "a"]);
    let drawn =
        if rng.chance(30) { format!("{many}{text}{end}") } else { format!("{text}{many}{end}") };
    Tree::string(&drawn)
}

/// Puts a secret somewhere.
fn hide(tree: &mut Tree, rng: &mut Rng) {
    let place = rng.below(tree.count());
    let secret = match rng.below(3) {
        0 => Tree::string(SECRET),
        1 => Tree::Array(vec![Tree::string(SECRET)]),
        _ => Tree::object([("a", Tree::string(SECRET))]),
    };
    let name = *rng.pick(&SECRETS);
    match tree.nth(place) {
        Some(Tree::Object(members)) => members.push((quoted(name), secret)),
        Some(node) => *node = Tree::object([(name, secret)]),
        None => {}
    }
}

/// Damages a text.
fn damaged(text: &str, rng: &mut Rng) -> String {
    let cut = |at: usize| {
        (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
    };
    let at = cut(rng.below(text.len() + 1));
    match rng.below(3) {
        0 => text[..at].to_owned(),
        1 => format!("{}{}", &text[..at], &text[cut(at + 1)..]),
        _ => {
            format!("{}{}{}", &text[..at], rng.pick(&["\"", ",", "{", "\u{0}", "[1"]), &text[at..])
        }
    }
}
