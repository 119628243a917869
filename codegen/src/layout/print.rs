//! Items to text: prettyplease, with a blank line between items.

use proc_macro2::TokenStream;

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
        let single =
            syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] };
        text.push_str(&prettyplease::unparse(&single));
        last_was_line = line;
    }
    Ok(text)
}

/// The texts of items that were printed apart.
pub(super) fn join<'a>(parts: impl IntoIterator<Item = &'a Printed>) -> Printed {
    let mut text = String::new();
    for part in parts {
        let part = part.as_ref().map_err(Clone::clone)?;
        if !text.is_empty() && !part.is_empty() {
            text.push('\n');
        }
        text.push_str(part);
    }
    Ok(text)
}

/// Whether an item is one line that may stand right after another one.
fn is_line(item: &syn::Item) -> bool {
    match item {
        syn::Item::Use(_) => true,
        syn::Item::Mod(module) => module.content.is_none() && module.attrs.is_empty(),
        _ => false,
    }
}
