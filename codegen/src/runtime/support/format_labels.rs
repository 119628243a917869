//! Labels of host names in any letters: what they may have, and how they are written in ASCII.

use std::convert::TryFrom;

/// RFC 5891, section 4.2: the form of a label and the characters that depend on those beside them.
pub fn is_unicode_label(label: &str) -> bool {
    let chars: Vec<char> = label.chars().collect();
    let has_form = !label.is_ascii()
        && chars.len() <= 59
        && encoded(label).len() <= 59
        && !label.starts_with('-')
        && !label.ends_with('-')
        && chars.get(2..4) != Some(&['-', '-'])
        && !chars.first().is_some_and(|first| is_mark(*first));
    has_form && (0..chars.len()).all(|at| is_in_its_place(&chars, at))
}

/// RFC 5892, appendix A: the rules of a character in its label.
fn is_in_its_place(chars: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|it| chars.get(it)).copied();
    let after = chars.get(at + 1).copied();
    let within =
        |char: Option<char>, from: char, to: char| char.is_some_and(|it| (from..=to).contains(&it));
    let has = |from: char, to: char| chars.iter().any(|it| (from..=to).contains(it));
    match chars[at] {
        // A joiner needs a virama before it; between letters that join, the other one stands as well.
        '\u{200d}' => before.is_some_and(is_virama),
        '\u{200c}' => {
            before.is_some_and(|it| is_virama(it) || ('\u{600}'..='\u{8ff}').contains(&it))
        }
        '\u{b7}' => before == Some('l') && after == Some('l'),
        '\u{375}' => within(after, '\u{370}', '\u{3ff}') || within(after, '\u{1f00}', '\u{1fff}'),
        '\u{5f3}' | '\u{5f4}' => within(before, '\u{590}', '\u{5ff}'),
        '\u{30fb}' => {
            has('\u{3041}', '\u{3096}')
                || has('\u{30a1}', '\u{30fa}')
                || has('\u{30fc}', '\u{30ff}')
                || has('\u{3400}', '\u{4dbf}')
                || has('\u{4e00}', '\u{9fff}')
        }
        '\u{660}'..='\u{669}' => !has('\u{6f0}', '\u{6f9}'),
        '\u{6f0}'..='\u{6f9}' => !has('\u{660}', '\u{669}'),
        char => is_allowed(char),
    }
}

/// RFC 5892, sections 2 and 3, by and large: letters, digits and marks, and its exceptions.
fn is_allowed(char: char) -> bool {
    match char {
        '-' | '\u{df}' | '\u{3c2}' | '\u{6fd}' | '\u{6fe}' | '\u{f0b}' | '\u{3007}' => true,
        '\u{640}' | '\u{7fa}' | '\u{302e}' | '\u{302f}' | '\u{3031}'..='\u{3035}' | '\u{303b}' => {
            false
        }
        _ if char.is_ascii() => char.is_ascii_lowercase() || char.is_ascii_digit(),
        _ => (char.is_alphanumeric() || is_mark(char) || is_virama(char)) && !char.is_uppercase(),
    }
}

/// The signs that take a vowel away.
fn is_virama(char: char) -> bool {
    matches!(
        char,
        '\u{94d}'
            | '\u{9cd}'
            | '\u{a4d}'
            | '\u{acd}'
            | '\u{b4d}'
            | '\u{bcd}'
            | '\u{c4d}'
            | '\u{ccd}'
            | '\u{d4d}'
            | '\u{dca}'
            | '\u{e3a}'
            | '\u{f84}'
            | '\u{1039}'
            | '\u{103a}'
            | '\u{1714}'
            | '\u{17d2}'
            | '\u{1a60}'
            | '\u{1b44}'
            | '\u{a806}'
            | '\u{a8c4}'
            | '\u{a953}'
            | '\u{a9c0}'
    )
}

/// The marks that are put to the character before, of the blocks in which they are.
fn is_mark(char: char) -> bool {
    matches!(
        char,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'
            | '\u{5c1}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
            | '\u{6d6}'..='\u{6dc}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{93c}'
            | '\u{93e}'..='\u{94f}' | '\u{981}'..='\u{983}' | '\u{9bc}' | '\u{9be}'..='\u{9cd}'
            | '\u{a01}'..='\u{a03}' | '\u{a3c}'..='\u{a51}' | '\u{a81}'..='\u{a83}'
            | '\u{abc}' | '\u{abe}'..='\u{acd}' | '\u{b01}'..='\u{b03}' | '\u{bbe}'..='\u{bcd}'
            | '\u{c00}'..='\u{c04}' | '\u{c3e}'..='\u{c56}' | '\u{cbe}'..='\u{cd6}'
            | '\u{d00}'..='\u{d03}' | '\u{d3e}'..='\u{d4d}' | '\u{e31}' | '\u{e34}'..='\u{e3a}'
            | '\u{e47}'..='\u{e4e}' | '\u{eb1}' | '\u{eb4}'..='\u{ebc}' | '\u{f71}'..='\u{f84}'
            | '\u{102b}'..='\u{103e}' | '\u{17b4}'..='\u{17d3}' | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{302a}'..='\u{302f}'
            | '\u{3099}' | '\u{309a}' | '\u{fe20}'..='\u{fe2f}'
    )
}

/// RFC 5893, section 1.4: whether there is text that is written from right to left.
pub fn has_right_to_left(label: &str) -> bool {
    label.chars().any(|it| matches!(direction(it), Direction::Right | Direction::ArabicNumber))
}

/// RFC 5893, section 2.
pub fn is_bidi_label(label: &str) -> bool {
    use Direction::{ArabicNumber, Left, Mark, Neutral, Number, Right};

    let all: Vec<_> = label.chars().map(direction).collect();
    let Some(first) = all.first() else { return true };
    let last = all.iter().rev().find(|it| **it != Mark);
    match first {
        Right => {
            let mixes = all.contains(&Number) && all.contains(&ArabicNumber);
            !all.contains(&Left) && !mixes && last.is_some_and(|it| *it != Neutral)
        }
        Left => {
            let has_others = all.iter().any(|it| matches!(it, Right | ArabicNumber));
            !has_others && last.is_some_and(|it| matches!(it, Left | Number))
        }
        Number | ArabicNumber | Neutral | Mark => false,
    }
}

/// What a character is in text of two directions; of the classes of Unicode, those that labels have.
#[derive(Clone, Copy, PartialEq)]
enum Direction {
    Left,
    Right,
    /// Of digits as Europe writes them.
    Number,
    ArabicNumber,
    /// That of what is beside it.
    Neutral,
    /// That of the character before it.
    Mark,
}

fn direction(character: char) -> Direction {
    match character {
        '0'..='9' | '\u{6f0}'..='\u{6f9}' => Direction::Number,
        '\u{660}'..='\u{669}' | '\u{66b}' | '\u{66c}' | '\u{6dd}' => Direction::ArabicNumber,
        _ if is_mark(character) => Direction::Mark,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => {
            Direction::Right
        }
        '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}' => Direction::Right,
        _ if character.is_alphanumeric() => Direction::Left,
        _ => Direction::Neutral,
    }
}

/// RFC 3492: the text that is written in ASCII.
pub fn decoded(text: &str) -> Option<String> {
    let (basic, digits) = text.rsplit_once('-').unwrap_or(("", text));
    let mut output: Vec<char> = basic.chars().collect();
    let (mut code, mut index, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = digits.bytes().peekable();
    digits.peek()?;
    while digits.peek().is_some() {
        let old = index;
        let (mut weight, mut k) = (1_u32, 36_u32);
        loop {
            let digit = match digits.next()? {
                byte @ b'a'..=b'z' => u32::from(byte - b'a'),
                byte @ b'A'..=b'Z' => u32::from(byte - b'A'),
                byte @ b'0'..=b'9' => u32::from(byte - b'0') + 26,
                _ => return None,
            };
            index = index.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(1, 26);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(36 - threshold)?;
            k += 36;
        }
        let count = u32::try_from(output.len()).ok()? + 1;
        bias = adapted(u64::from(index - old), u64::from(count), old == 0);
        code = code.checked_add(index / count)?;
        index %= count;
        output.insert(usize::try_from(index).ok()?, char::from_u32(code)?);
        index += 1;
    }
    Some(output.into_iter().collect())
}

/// RFC 3492: a text as it is written in ASCII.
pub fn encoded(text: &str) -> String {
    let mut output: String = text.chars().filter(char::is_ascii).collect();
    let basic = output.len();
    if basic > 0 {
        output.push('-');
    }
    let (mut code, mut delta, mut bias, mut done) = (128_u32, 0_u64, 72_u32, basic as u64);
    let rest = || text.chars().map(u32::from);
    while let Some(next) = rest().filter(|it| *it >= code).min() {
        delta += u64::from(next - code) * (done + 1);
        code = next;
        for character in rest() {
            delta += u64::from(character < code);
            if character == code {
                push_number(&mut output, delta, bias);
                bias = adapted(delta, done + 1, done == basic as u64);
                (delta, done) = (0, done + 1);
            }
        }
        (delta, code) = (delta + 1, code + 1);
    }
    output
}

/// RFC 3492, section 6.3: a number in digits that say where it ends.
fn push_number(output: &mut String, mut number: u64, bias: u32) {
    let mut k = 36_u32;
    loop {
        let threshold = u64::from(k.saturating_sub(bias).clamp(1, 26));
        if number < threshold {
            return output.push(digit(number));
        }
        let (rest, last) =
            ((number - threshold) / (36 - threshold), (number - threshold) % (36 - threshold));
        output.push(digit(threshold + last));
        (number, k) = (rest, k + 36);
    }
}

fn digit(value: u64) -> char {
    let value = u8::try_from(value).unwrap_or_default();
    char::from(if value < 26 { b'a' + value } else { b'0' + value - 26 })
}

/// RFC 3492, section 6.1.
fn adapted(delta: u64, count: u64, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / count;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + u32::try_from(36 * delta / (delta + 38)).unwrap_or_default()
}
