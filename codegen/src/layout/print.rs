//! Items to text: prettyplease, with a blank line between items.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// A text, or why the syntax is none.
pub type Printed = Result<String, String>;

/// The formatted text of items.
pub fn print(items: TokenStream) -> Printed {
    let file: syn::File = syn::parse2(items).map_err(|error| error.to_string())?;
    let mut text = String::new();
    let mut last_line = None;
    for item in file.items {
        let line = line(&item);
        let follows_its_like = line.is_some() && line == last_line;
        if !text.is_empty() && !follows_its_like {
            text.push('\n');
        }
        match &item {
            syn::Item::Macro(call) if call.ident.is_none() => text.push_str(&macro_call(call)),
            syn::Item::Static(it) if it.attrs.is_empty() => match static_item(it) {
                Some(line) => text.push_str(&line),
                None => text.push_str(&unparse(item)),
            },
            _ => text.push_str(&unparse(item)),
        }
        last_line = line;
    }
    text.shrink_to_fit();
    Ok(text)
}

/// The text of an item, with a blank line between the functions of an `impl`.
fn unparse(item: syn::Item) -> String {
    match item {
        syn::Item::Impl(mut block) if block.items.len() > 1 => {
            let items = std::mem::take(&mut block.items);
            let text = unparse_as_is(syn::Item::Impl(block));
            let head = text.trim_end().trim_end_matches('}');
            format!("{head}\n{}}}\n", functions(items))
        }
        item => unparse_as_is(item),
    }
}

/// What stands in an `impl`.
fn functions(items: Vec<syn::ImplItem>) -> String {
    let mut text = String::new();
    let mut last_was_line = true;
    for item in items {
        let is_line = matches!(item, syn::ImplItem::Const(_) | syn::ImplItem::Type(_));
        let follows_a_line = is_line && last_was_line;
        if !text.is_empty() && !follows_a_line {
            text.push('\n');
        }
        last_was_line = is_line;
        let block = unparse_as_is(syn::Item::Impl(syn::parse_quote!(impl T { #item })));
        let (_, body) = block.split_once('\n').unwrap_or_default();
        text.push_str(body.trim_end().trim_end_matches('}'));
    }
    text
}

fn unparse_as_is(item: syn::Item) -> String {
    prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    })
}

/// Lines are not longer than this, where that can be helped.
const WIDTH: usize = 100;

/// A call of one of the support code's macros, whose arguments are names, types, paths and literals.
fn macro_call(call: &syn::ItemMacro) -> String {
    let name = call.mac.path.segments.last().map(|it| it.ident.to_string()).unwrap_or_default();
    let arguments = Argument::all(call.mac.tokens.clone());
    let line = format!("support::{name}!({});\n", joined(&arguments));
    if line.len() <= WIDTH {
        return line;
    }
    // Members stand on lines of their own, so that one more changes no other line.
    let rows = match name.as_str() {
        "object" | "object_in_place" | "defaults" | "read_union" => Rows::Apart,
        _ => Rows::Together,
    };
    format!("support::{name}!(\n{});\n", lines(&arguments, 1, "", rows, Last::Bare))
}

/// A static whose value is a struct or a call, on as few lines as it takes.
fn static_item(item: &syn::ItemStatic) -> Option<String> {
    let value = Argument::all(item.expr.to_token_stream());
    let [value] = value.as_slice() else { return None };
    let visibility = item.vis.to_token_stream().to_string().replace(' ', "");
    let lead = if visibility.is_empty() { "" } else { " " };
    let ty = Argument::all(item.ty.to_token_stream());
    let head = format!("{visibility}{lead}static {}: {} = ", item.ident, joined(&ty));
    let line = format!("{head}{};\n", value.text);
    if line.len() <= WIDTH {
        return Some(line);
    }
    let group = value.group.as_ref()?;
    Some(format!("{head}{};\n", group.lines(&value.text, 0, Last::WithComma)))
}

/// Arguments beside each other.
fn joined(arguments: &[Argument]) -> String {
    let texts: Vec<_> = arguments.iter().map(|it| it.text.as_str()).collect();
    texts.join(", ")
}

/// Which arguments share a line.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Rows {
    /// Those that hold nothing in brackets.
    Apart,
    /// All for which there is room.
    Together,
}

/// What stands after the last of several lines in square brackets and braces.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Last {
    /// A comma, as in all code.
    WithComma,
    /// Nothing, as the rules of macros have it.
    Bare,
}

/// Arguments on lines of their own, so many levels within something, before the text at their end.
fn lines(arguments: &[Argument], depth: usize, end: &str, rows: Rows, last: Last) -> String {
    let indent = "    ".repeat(depth);
    let mut text = String::new();
    let mut width = None;
    for (index, argument) in arguments.iter().enumerate() {
        let comma = if index + 1 < arguments.len() { "," } else { end };
        let fits = 4 * depth + argument.text.len() < WIDTH;
        let is_short = fits && (rows == Rows::Together || argument.group.is_none());
        match width {
            Some(width) if is_short && width + argument.text.len() + 2 <= WIDTH => text.push(' '),
            _ => {
                if index > 0 {
                    text.push('\n');
                }
                text.push_str(&indent);
            }
        }
        text.extend([&*argument.lines(depth, last), comma]);
        let line = text.len() - text.rfind('\n').map_or(0, |at| at + 1);
        width = is_short.then_some(line);
    }
    text.push('\n');
    text
}

/// An argument of a macro.
#[derive(Default)]
struct Argument {
    /// With blanks only where readers expect them.
    text: String,
    /// What stands in the brackets at its end.
    group: Option<Group>,
    /// Whether the last token was a word or a literal.
    ends_with_word: bool,
}

/// What stands in brackets.
struct Group {
    /// Where they begin in the text.
    start: usize,
    /// The closing one.
    close: char,
    inner: Vec<Argument>,
}

impl Group {
    /// The text with what stands in the brackets on lines of its own.
    fn lines(&self, text: &str, depth: usize, last: Last) -> String {
        let head = &text[..=self.start];
        let is_open = self.inner.last().is_some_and(|it| it.text.starts_with(".."));
        let comma = last == Last::WithComma && self.close != ')' && !is_open;
        let end = if comma { "," } else { "" };
        let inner = lines(&self.inner, depth + 1, end, Rows::Together, last);
        format!("{head}\n{inner}{}{}", "    ".repeat(depth), self.close)
    }
}

impl Argument {
    fn all(tokens: TokenStream) -> Vec<Self> {
        let mut arguments = Vec::new();
        let mut last = Self::default();
        let mut depth = 0_usize;
        for token in tokens {
            match &token {
                TokenTree::Punct(it) if it.as_char() == ',' && depth == 0 => {
                    arguments.push(std::mem::take(&mut last));
                    continue;
                }
                TokenTree::Punct(it) if it.as_char() == '<' => depth += 1,
                TokenTree::Punct(it) if it.as_char() == '>' && !last.text.ends_with(['=', '-']) => {
                    depth = depth.saturating_sub(1);
                }
                _ => {}
            }
            last.push(&token);
        }
        if !last.text.is_empty() {
            arguments.push(last);
        }
        arguments
    }

    fn push(&mut self, token: &TokenTree) {
        let follows_a_word = std::mem::take(&mut self.ends_with_word);
        self.group = None;
        match token {
            TokenTree::Group(group) => self.push_group(group),
            TokenTree::Ident(_) | TokenTree::Literal(_) => {
                if follows_a_word {
                    self.text.push(' ');
                }
                self.text.push_str(&token.to_string());
                self.ends_with_word = true;
            }
            TokenTree::Punct(it) => match (it.as_char(), it.spacing()) {
                ('=', Spacing::Joint) => self.text.push_str(" ="),
                ('>', _) if self.text.ends_with('=') => self.text.push_str("> "),
                ('-', Spacing::Joint) => self.text.push_str(" -"),
                ('>', _) if self.text.ends_with(" -") => self.text.push_str("> "),
                (sign @ ('=' | '|'), _) => self.text.extend([' ', sign, ' ']),
                (',', _) => self.text.push_str(", "),
                (';', _) => self.text.push_str("; "),
                (':', Spacing::Alone) if !self.text.ends_with(':') => self.text.push_str(": "),
                (sign, _) => self.text.push(sign),
            },
        }
    }

    fn push_group(&mut self, group: &proc_macro2::Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ')'),
            Delimiter::Bracket => ("[", ']'),
            Delimiter::Brace if self.text.is_empty() => ("{", '}'),
            Delimiter::Brace => (" {", '}'),
            Delimiter::None => return self.text.push_str(&group.to_string()),
        };
        let inner = Self::all(group.stream());
        let blank = if close == '}' && !inner.is_empty() { " " } else { "" };
        let start = self.text.len() + open.len() - 1;
        let text = format!("{open}{blank}{}{blank}{close}", joined(&inner));
        self.text.push_str(&text);
        self.group = Some(Group { start, close, inner });
        self.ends_with_word = true;
    }

    /// The argument, so many levels within something: on one line, or where that is too long, with what
    /// its brackets hold on lines of their own.
    fn lines(&self, depth: usize, last: Last) -> String {
        const INDENT: usize = 4;
        match &self.group {
            Some(group) if depth * INDENT + self.text.len() >= WIDTH && !group.inner.is_empty() => {
                group.lines(&self.text, depth, last)
            }
            _ => self.text.clone(),
        }
    }
}

/// The texts of items that were printed apart, after what stands above them. Each is dropped as soon
/// as it is copied: all together can be hundreds of megabytes.
pub(super) fn join(head: Printed, parts: Vec<Printed>) -> Printed {
    let mut text = head?;
    text.reserve_exact(parts.iter().flatten().map(|part| part.len() + 1).sum());
    let mut follows_a_name = false;
    for part in parts {
        let part = part?;
        let is_name = is_name(&part);
        let is_apart = text.is_empty() || text.ends_with("\n\n") || part.is_empty();
        let goes_on = is_name && follows_a_name;
        if !is_apart && !goes_on {
            text.push('\n');
        }
        text.push_str(&part);
        follows_a_name = is_name || (follows_a_name && part.is_empty());
    }
    Ok(text)
}

/// Whether a text is one line that is another name for a type.
fn is_name(text: &str) -> bool {
    text.starts_with("pub type ") && text.lines().count() == 1
}

/// Whether a text occurs in what was printed.
pub(super) fn contains<'a>(mut parts: impl Iterator<Item = &'a Printed>, what: &str) -> bool {
    parts.any(|part| part.as_ref().is_ok_and(|text| text.contains(what)))
}

/// What of it is one line that may stand right after another one of its kind.
fn line(item: &syn::Item) -> Option<&'static str> {
    match item {
        syn::Item::Use(_) => Some("use"),
        syn::Item::Macro(_) => Some("macro"),
        syn::Item::Impl(it) if it.items.is_empty() => Some("macro"),
        syn::Item::Static(_) => Some("static"),
        syn::Item::Mod(it) if it.content.is_none() && it.attrs.is_empty() => Some("mod"),
        _ => None,
    }
}
