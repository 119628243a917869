//! Items to text: prettyplease, with a blank line between items.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A text, or why the syntax is none.
pub type Printed = Result<String, String>;

/// The formatted text of items.
pub fn print(items: TokenStream) -> Printed {
    let file: syn::File = syn::parse2(items).map_err(|error| error.to_string())?;
    let mut text = String::new();
    let mut last_was_line = false;
    for item in file.items {
        let line = is_line(&item);
        let follows_a_line = line && last_was_line;
        if !text.is_empty() && !follows_a_line {
            text.push('\n');
        }
        match &item {
            syn::Item::Macro(call) if call.ident.is_none() => text.push_str(&macro_call(call)),
            _ => text.push_str(&unparse(item)),
        }
        last_was_line = line;
    }
    Ok(text)
}

fn unparse(item: syn::Item) -> String {
    prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    })
}

/// A call of one of the support code's macros, whose arguments are names, types, paths and literals.
fn macro_call(call: &syn::ItemMacro) -> String {
    const WIDTH: usize = 100;
    let arguments = arguments(call.mac.tokens.clone());
    let line = format!("support::{}!({});\n", name_of(call), arguments.join(", "));
    if line.len() <= WIDTH {
        return line;
    }
    format!("support::{}!(\n    {}\n);\n", name_of(call), arguments.join(",\n    "))
}

fn name_of(call: &syn::ItemMacro) -> String {
    call.mac.path.segments.last().map(|it| it.ident.to_string()).unwrap_or_default()
}

/// The arguments of a macro, with blanks only where readers expect them.
fn arguments(tokens: TokenStream) -> Vec<String> {
    let mut arguments = vec![String::new()];
    let mut depth = 0_usize;
    for token in tokens {
        let text = match &token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                format!("({})", self::arguments(group.stream()).join(", "))
            }
            token => token.to_string(),
        };
        let is_arrow = arguments.last().is_some_and(|it| it.ends_with(" ="));
        match text.as_str() {
            "<" => depth += 1,
            ">" if !is_arrow => depth = depth.saturating_sub(1),
            "," if depth == 0 => {
                arguments.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(argument) = arguments.last_mut() {
            match text.as_str() {
                "," => argument.push_str(", "),
                "|" => argument.push_str(" | "),
                "=" => argument.push_str(" ="),
                ">" if is_arrow => argument.push_str("> "),
                text => argument.push_str(text),
            }
        }
    }
    arguments
}

/// The texts of items that were printed apart, after what stands above them. Each is dropped as soon
/// as it is copied: all together can be hundreds of megabytes.
pub(super) fn join(head: Printed, parts: Vec<Printed>) -> Printed {
    let mut text = head?;
    text.reserve_exact(parts.iter().flatten().map(|part| part.len() + 1).sum());
    for part in parts {
        let part = part?;
        if !text.ends_with("\n\n") && !part.is_empty() {
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

/// Whether an item is one line that may stand right after another one.
fn is_line(item: &syn::Item) -> bool {
    match item {
        syn::Item::Use(_) | syn::Item::Macro(_) => true,
        syn::Item::Mod(module) => module.content.is_none() && module.attrs.is_empty(),
        _ => false,
    }
}
