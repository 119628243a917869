//! Items to text: prettyplease, with a blank line between items.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

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
    let texts: Vec<_> = arguments.iter().map(|it| it.text.as_str()).collect();
    let line = format!("support::{name}!({});\n", texts.join(", "));
    if line.len() <= WIDTH {
        return line;
    }
    let lines: Vec<_> = arguments.iter().map(Argument::lines).collect();
    format!("support::{name}!(\n    {}\n);\n", lines.join(",\n    "))
}

/// An argument of a macro.
#[derive(Default)]
struct Argument {
    /// With blanks only where readers expect them.
    text: String,
    /// What stands in the parentheses at its end, and where they begin.
    group: Option<(usize, Vec<Argument>)>,
    /// Whether the last token was a word or a literal.
    ends_with_word: bool,
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
                TokenTree::Punct(it) if it.as_char() == '>' && !last.text.ends_with('=') => {
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
            TokenTree::Group(group)
                if matches!(group.delimiter(), Delimiter::Parenthesis | Delimiter::Bracket) =>
            {
                let inner = Self::all(group.stream());
                let texts: Vec<_> = inner.iter().map(|it| it.text.as_str()).collect();
                let text = match group.delimiter() {
                    Delimiter::Bracket => format!("[{}]", texts.join(", ")),
                    _ => format!("({})", texts.join(", ")),
                };
                if group.delimiter() == Delimiter::Parenthesis {
                    self.group = Some((self.text.len(), inner));
                }
                self.text.push_str(&text);
            }
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
                (sign @ ('=' | '|'), _) => self.text.extend([' ', sign, ' ']),
                (',', _) => self.text.push_str(", "),
                (';', _) => self.text.push_str("; "),
                (':', Spacing::Alone) if !self.text.ends_with(':') => self.text.push_str(": "),
                (sign, _) => self.text.push(sign),
            },
            TokenTree::Group(_) => self.text.push_str(&token.to_string()),
        }
    }

    /// The argument on a line of its own, or where that is too long, what its parentheses hold on as
    /// many as that takes.
    fn lines(&self) -> String {
        const INDENT: usize = 4;
        let Some((start, inner)) = &self.group else { return self.text.clone() };
        if INDENT + self.text.len() < WIDTH || inner.len() < 2 {
            return self.text.clone();
        }
        let mut lines = format!("{}(\n       ", &self.text[..*start]);
        let mut width = 2 * INDENT;
        for (index, argument) in inner.iter().enumerate() {
            if index > 0 && width + argument.text.len() > WIDTH - INDENT {
                lines.push_str("\n       ");
                width = 2 * INDENT;
            }
            let comma = if index + 1 < inner.len() { "," } else { "" };
            lines.extend([" ", &argument.text, comma]);
            width += argument.text.len() + 2;
        }
        lines.push_str("\n    )");
        lines
    }
}

/// The texts of items that were printed apart, after what stands above them. Each is dropped as soon
/// as it is copied: all together can be hundreds of megabytes.
pub(super) fn join(head: Printed, parts: Vec<Printed>) -> Printed {
    let mut text = head?;
    text.reserve_exact(parts.iter().flatten().map(|part| part.len() + 1).sum());
    for part in parts {
        let part = part?;
        if !text.is_empty() && !text.ends_with("\n\n") && !part.is_empty() {
            text.push('\n');
        }
        text.push_str(&part);
    }
    Ok(text)
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
        syn::Item::Mod(it) if it.content.is_none() && it.attrs.is_empty() => Some("mod"),
        _ => None,
    }
}
