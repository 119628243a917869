//! Damage to the structure of a schema.
//!
//! Input: a schema, and another one to take parts from. Output: the schema changed in one place. All
//! choices come from the source of numbers, so that a seed stands for one input for ever.

use crate::random::Random;
use crate::tree::{Tree, quoted};
use crate::words;

/// Nesting and repetition grow to this, now and then.
const MANY: [usize; 8] = [2, 3, 8, 40, 120, 300, 1_500, 12_000];

/// Damages a schema in one place.
pub(crate) fn change(tree: &mut Tree, other: &mut Tree, random: &mut Random) {
    let count = tree.count();
    let place = random.below(count);
    let target = tree.pointer(random.below(count)).unwrap_or_default();
    let swapped = random.below(count);
    let donor = part_of(other, random);
    if random.once_in(16) {
        swap(tree, place, swapped);
        return;
    }
    let Some(node) = tree.nth(place) else { return };
    match random.below(15) {
        0 | 1 => *node = donor,
        2 => *node = leaf(random),
        3 => wrap(node, donor, random),
        4 => nest(node, random),
        5..=8 => keyword(node, donor, &target, random),
        9 => refer(node, &target, random),
        10 | 11 => rename(node, random),
        12 => repeat(node, random),
        13 => remove(node, random),
        _ => retext(node, random),
    }
}

/// Drops parts until no more than about `limit` nodes are left.
pub(crate) fn prune(tree: &mut Tree, limit: usize, random: &mut Random) {
    let mut count = tree.count();
    for _ in 0..400 {
        if count <= limit {
            return;
        }
        if let Some(node) = tree.nth(random.below(count.min(4 * limit))) {
            remove(node, random);
        }
        count = tree.count();
    }
}

/// A random part of a schema.
fn part_of(other: &mut Tree, random: &mut Random) -> Tree {
    let number = random.below(other.count());
    other.nth(number).map_or(Tree::Leaf("true".to_owned()), |it| it.clone())
}

/// Exchanges two nodes; where one is within the other, the outer one is lost.
fn swap(tree: &mut Tree, one: usize, two: usize) {
    let placeholder = Tree::Leaf("true".to_owned());
    let Some(first) = tree.nth(one).map(|it| std::mem::replace(it, placeholder.clone())) else {
        return;
    };
    let two = two.min(tree.count() - 1);
    let Some(second) = tree.nth(two).map(|it| std::mem::replace(it, first)) else { return };
    if let Some(node) = tree.nth(one.min(tree.count() - 1)) {
        *node = second;
    }
}

/// A value without parts.
fn leaf(random: &mut Random) -> Tree {
    match random.below(12) {
        0..=3 => Tree::Leaf(random.word(words::NUMBERS).to_owned()),
        4..=6 => Tree::string(random.word(words::STRINGS)),
        7 => Tree::string(random.word(words::PATTERNS)),
        8 => Tree::Leaf(random.word(&["true", "false", "null"]).to_owned()),
        9 => Tree::Object(Vec::new()),
        10 => Tree::Array(Vec::new()),
        _ if random.once_in(3) => Tree::Leaf(random.word(words::RAW).to_owned()),
        _ => Tree::Leaf("true".to_owned()),
    }
}

/// Puts a node into an applicator.
fn wrap(node: &mut Tree, donor: Tree, random: &mut Random) {
    let inner = node.clone();
    *node = match random.below(4) {
        0 => Tree::object([(random.word(words::OF_SCHEMA), inner)]),
        1 => Tree::object([(random.word(words::OF_SCHEMAS), Tree::Array(vec![inner]))]),
        2 => Tree::object([(random.word(words::OF_SCHEMAS), Tree::Array(vec![inner, donor]))]),
        _ => {
            let named = Tree::object([(random.word(words::STRINGS), inner)]);
            Tree::object([(random.word(words::OF_NAMED), named)])
        }
    };
}

/// Puts a node deep into one applicator. It is done on the text: a deep tree is hard to drop.
fn nest(node: &mut Tree, random: &mut Random) {
    let times = random.pick(&MANY).copied().unwrap_or_default();
    let (open, close) = match random.below(6) {
        0 => ("[", "]".to_owned()),
        1 => ("{\"properties\":{\"a\":", "}}".to_owned()),
        2 => ("{\"items\":", "}".to_owned()),
        3 => ("{\"not\":", "}".to_owned()),
        4 => ("{\"allOf\":[", "]}".to_owned()),
        _ => ("{\"anyOf\":[{\"type\":\"array\",\"items\":", "},{\"type\":\"null\"}]}".to_owned()),
    };
    *node = Tree::Leaf(format!("{}{node}{}", open.repeat(times), close.repeat(times)));
}

/// Adds a keyword with a value that it may have.
fn keyword(node: &mut Tree, donor: Tree, target: &str, random: &mut Random) {
    let Tree::Object(members) = node else {
        *node = donor;
        return;
    };
    let (name, value) = match random.below(12) {
        0..=2 => (random.word(words::OF_SCHEMA), donor),
        3 => (random.word(words::OF_SCHEMAS), Tree::Array(vec![donor, Tree::Object(Vec::new())])),
        4 => {
            let named = Tree::object([(random.word(words::STRINGS), donor)]);
            (random.word(words::OF_NAMED), named)
        }
        5 | 6 => {
            (random.word(words::OF_NUMBER), Tree::Leaf(random.word(words::NUMBERS).to_owned()))
        }
        7 => ("pattern", Tree::string(random.word(words::PATTERNS))),
        8 => ("$schema", Tree::string(random.word(words::DIALECTS))),
        9 => (random.word(&["$id", "id", "$anchor", "$dynamicAnchor"]), reference(target, random)),
        10 => ("type", types(random)),
        _ => (random.word(words::KEYWORDS), leaf(random)),
    };
    let at = random.below(members.len() + 1);
    members.insert(at, (quoted(name), value));
}

fn types(random: &mut Random) -> Tree {
    let all = ["null", "boolean", "object", "array", "number", "integer", "string", "any"];
    let one = Tree::string(random.word(&all));
    let two = Tree::string(random.word(&all));
    if random.once_in(2) { one } else { Tree::Array(vec![one, two]) }
}

/// Adds a reference, mostly to a place of the same schema: circles come out of it.
fn refer(node: &mut Tree, target: &str, random: &mut Random) {
    let name = random.word(&["$ref", "$ref", "$ref", "$dynamicRef", "$recursiveRef"]);
    let member = (quoted(name), reference(target, random));
    match node {
        Tree::Object(members) if !random.once_in(3) => members.push(member),
        Tree::Leaf(_) | Tree::Array(_) | Tree::Object(_) => *node = Tree::Object(vec![member]),
    }
}

fn reference(target: &str, random: &mut Random) -> Tree {
    match random.below(8) {
        0 => Tree::string("#"),
        1 | 2 => Tree::string(random.word(words::REFERENCES)),
        3 => Tree::string(&format!("b.json#{target}")),
        4 => Tree::string(&format!("#{}", target.replace('%', "%25").replace(' ', "%20"))),
        5 => Tree::string(&format!("#{}", target.replace('a', "%61").replace('$', "%24"))),
        _ => Tree::string(&format!("#{target}")),
    }
}

/// Gives a member another name, or another one the same name.
fn rename(node: &mut Tree, random: &mut Random) {
    let Tree::Object(members) = node else {
        *node = leaf(random);
        return;
    };
    let name = match random.below(4) {
        0 => quoted(random.word(words::KEYWORDS)),
        1 => members.get(random.below(members.len())).map_or_else(String::new, |it| it.0.clone()),
        2 if random.once_in(20) => random.word(words::RAW).to_owned(),
        _ => quoted(random.word(words::STRINGS)),
    };
    let at = random.below(members.len());
    if let Some(member) = members.get_mut(at) {
        member.0 = name;
    }
}

/// Repeats a part of an object or an array, under other names mostly.
fn repeat(node: &mut Tree, random: &mut Random) {
    let mut times = random.pick(&MANY).copied().unwrap_or_default();
    let same = random.once_in(5);
    // A leaf may be a long text, into which something was put deep.
    let limit =
        |part: &Tree| (60_000 / part.count()).min((8 << 20) / part.to_string().len().max(1));
    match node {
        Tree::Array(items) => {
            let Some(item) = items.get(random.below(items.len())).cloned() else { return };
            times = times.min(limit(&item));
            let copy = |index| match &item {
                Tree::Leaf(text) if text.starts_with('"') && !same => {
                    Tree::Leaf(format!("\"{index}{}", text.trim_start_matches('"')))
                }
                Tree::Leaf(_) | Tree::Array(_) | Tree::Object(_) => item.clone(),
            };
            items.extend((0..times).map(copy));
        }
        Tree::Object(members) => {
            let Some((name, value)) = members.get(random.below(members.len())).cloned() else {
                return;
            };
            times = times.min(limit(&value));
            let name_of = |index: usize| {
                if same {
                    name.clone()
                } else {
                    format!("\"{index}{}", name.trim_start_matches('"'))
                }
            };
            members.extend((0..times).map(|index| (name_of(index), value.clone())));
        }
        Tree::Leaf(_) => *node = leaf(random),
    }
}

fn remove(node: &mut Tree, random: &mut Random) {
    match node {
        Tree::Array(items) if !items.is_empty() => drop(items.remove(random.below(items.len()))),
        Tree::Object(members) if !members.is_empty() => {
            drop(members.remove(random.below(members.len())));
        }
        Tree::Leaf(_) | Tree::Array(_) | Tree::Object(_) => {}
    }
}

/// Changes a text within, or makes it very long.
fn retext(node: &mut Tree, random: &mut Random) {
    let Tree::Leaf(text) = node else {
        remove(node, random);
        return;
    };
    let piece = random.word(words::STRINGS);
    let mut string = crate::tree::unquoted(text);
    let cuts: Vec<usize> = string.char_indices().map(|(at, _)| at).collect();
    let at = random.pick(&cuts).copied().unwrap_or_default();
    match random.below(5) {
        0 => string.truncate(at),
        1 => string = string.to_uppercase(),
        2 if random.once_in(4) => string = string.repeat(2_000),
        _ => string.insert_str(at, piece),
    }
    *node = Tree::string(&string);
}
