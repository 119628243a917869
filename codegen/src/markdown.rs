//! Descriptions as Markdown for rustdoc.
//!
//! Input: any text, most often Markdown, sometimes HTML. Output: Markdown that reads the same and
//! that rustdoc takes without a warning: no link that leads nowhere, no tag that is not closed, no
//! code that would be run as a test, no character that changes the direction of text.

const WIDTH: usize = 96;

/// The text, escaped and wrapped.
#[must_use]
pub(crate) fn for_rustdoc(text: &str) -> String {
    let text = without_direction_controls(text).replace("\r\n", "\n").replace('\r', "\n");
    let mut out: Vec<String> = Vec::new();
    let mut fence: Option<&str> = None;
    for line in text.trim().lines() {
        let line = line.replace('\t', "    ");
        let trimmed = line.trim();
        let opens = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        match (fence, opens) {
            (Some(mark), Some(found))
                if found == mark && trimmed.trim_matches(['`', '~']).is_empty() =>
            {
                out.push(mark.to_owned());
                fence = None;
            }
            (Some(_), _) => out.push(line.trim_end().to_owned()),
            (None, Some(mark)) if !trimmed[3..].contains('`') => {
                out.push(format!("{mark}text"));
                fence = Some(mark);
            }
            (None, _) => wrap(&escape(trimmed), indent(&line), &mut out),
        }
    }
    if let Some(mark) = fence {
        out.push(mark.to_owned());
    }
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out.join("\n")
}

/// The text with the names of invisible characters that change the direction of what follows.
#[must_use]
pub(crate) fn without_direction_controls(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                out.push_str(&format!("U+{:04X}", u32::from(c)))
            }
            '\u{200e}' | '\u{200f}' | '\u{61c}' => {}
            c if c.is_control() && !matches!(c, '\n' | '\t' | '\r') => {}
            c => out.push(c),
        }
    }
    out
}

/// Up to three spaces stay, so that nested lists do; four would make it code.
fn indent(line: &str) -> usize {
    let width = line.len() - line.trim_start().len();
    if is_list_item(line.trim_start()) { width.min(3) } else { 0 }
}

fn is_list_item(line: &str) -> bool {
    let bullet = ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark));
    let number = line.split_once(['.', ')']).is_some_and(|(digits, rest)| {
        !digits.is_empty()
            && digits.len() < 4
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && rest.starts_with(' ')
    });
    bullet || number
}

/// Breaks a line at spaces; what follows stays in the same paragraph or list item.
fn wrap(line: &str, indent: usize, out: &mut Vec<String>) {
    let hanging = if is_list_item(line) { indent + 2 } else { indent };
    let mut current = " ".repeat(indent);
    let table = line.starts_with('|') || line.starts_with('#');
    let mut width = indent;
    let mut empty = true;
    let mut in_code = false;
    for word in line.split(' ') {
        let length = word.chars().count();
        let breakable = !in_code && !table && !starts_a_block(word);
        if !empty && width + 1 + length > WIDTH && breakable {
            out.push(std::mem::take(&mut current));
            current = " ".repeat(hanging);
            width = hanging;
            empty = true;
        }
        if !empty {
            current.push(' ');
            width += 1;
        }
        current.push_str(word);
        width += length;
        empty = false;
        if word.matches('`').count() % 2 == 1 {
            in_code = !in_code;
        }
    }
    out.push(current.trim_end().to_owned());
}

/// Whether a line that begins with this word would be more than the paragraph's next line.
fn starts_a_block(word: &str) -> bool {
    let first = word.chars().next();
    first.is_none_or(|c| "-+*#>=|~".contains(c))
        || word.starts_with("```")
        || is_list_item(&format!("{word} "))
}

/// Escapes what rustdoc would warn of, outside of code spans, links and addresses.
fn escape(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if let Some(length) = code_span(rest).or_else(|| link(rest)).or_else(|| autolink(rest)) {
            out.push_str(&rest[..length]);
            rest = &rest[length..];
        } else if let Some(length) = address(rest, &out) {
            out.push_str(&format!("<{}>", &rest[..length]));
            rest = &rest[length..];
        } else {
            match c {
                '\\' => {
                    let next = rest[1..].chars().next();
                    if !next.is_some_and(|next| next.is_ascii_punctuation()) {
                        out.push('\\');
                    } else if let Some(next) = next {
                        out.push('\\');
                        out.push(next);
                        rest = &rest[1 + next.len_utf8()..];
                        continue;
                    }
                }
                '<' | '[' | ']' | '`' => out.push('\\'),
                '>' if !out.is_empty() => out.push('\\'),
                _ => {}
            }
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// The length of a code span at the start of the text.
fn code_span(text: &str) -> Option<usize> {
    let ticks = text.len() - text.trim_start_matches('`').len();
    if ticks == 0 {
        return None;
    }
    let mark = &text[..ticks];
    let body = &text[ticks..];
    let mut from = 0;
    loop {
        let at = from + body[from..].find(mark)?;
        let run = body[at..].len() - body[at..].trim_start_matches('`').len();
        if run == ticks {
            return Some(ticks + at + run);
        }
        from = at + run;
    }
}

/// The length of a plain link, `[text](https://…)`, at the start of the text.
fn link(text: &str) -> Option<usize> {
    let body = text.strip_prefix('[')?;
    let (label, rest) = body.split_once(']')?;
    let target = rest.strip_prefix('(')?;
    let (target, _) = target.split_once(')')?;
    let plain =
        |text: &str, refused: &str| !text.is_empty() && !text.chars().any(|c| refused.contains(c));
    let known = ["https://", "http://", "mailto:"].iter().any(|scheme| target.starts_with(scheme));
    let fits = known && plain(label, "[]()<>`!\\*_") && plain(target, " <>()\"'`\\");
    fits.then(|| 1 + label.len() + 2 + target.len() + 1)
}

/// The length of an address in angle brackets at the start of the text.
fn autolink(text: &str) -> Option<usize> {
    let body = text.strip_prefix('<')?;
    let (target, _) = body.split_once('>')?;
    let known = ["https://", "http://"].iter().any(|scheme| target.starts_with(scheme));
    (known && !target.contains(|c: char| c.is_whitespace() || c == '<')).then(|| target.len() + 2)
}

/// The length of a bare address at the start of the text.
fn address(text: &str, before: &str) -> Option<usize> {
    let starts = ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme));
    if !starts || before.ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let end = text
        .find(|c: char| c.is_whitespace() || c.is_control() || "<>\"'`|\\^{}[]()*".contains(c))
        .unwrap_or(text.len());
    let length = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '_', '…']).len();
    (length > "https://".len()).then_some(length)
}
