//! Which traits the generated types have, derived or not.
//!
//! Input: the syntax of how a type is read, written and checked, and the support code that is printed
//! beside it. Output: the heads of all `impl`s, those that a macro of the support code makes too. As
//! both are what is printed, nothing here has to be kept up with them. Traits of the support code
//! itself are left out: others do not name them.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::runtime;

/// The heads in the syntax of one type, a line for each: those of `impl`s as they are, those of
/// macros as `NAME!TYPE;TYPE`, each after the name of the type.
pub(in crate::diff) fn heads(items: TokenStream) -> String {
    let mut lines = Vec::new();
    let mut head: Vec<TokenTree> = Vec::new();
    for token in items {
        match token {
            TokenTree::Group(group) if !head.is_empty() => {
                let of_impl = group.delimiter() == Delimiter::Brace;
                let line = if of_impl { impl_head(&head) } else { macro_head(&head, &group) };
                // Attributes are a group too, after which the item goes on.
                if of_impl || line.is_some() {
                    head.clear();
                }
                lines.extend(line);
            }
            TokenTree::Punct(it) if it.as_char() == ';' => head.clear(),
            token => head.push(token),
        }
    }
    lines.join("\n")
}

/// `Type\tTrait` of what stands before the block of an `impl`.
fn impl_head(tokens: &[TokenTree]) -> Option<String> {
    let is = |token: &TokenTree, word: &str| matches!(token, TokenTree::Ident(it) if it == word);
    let start = tokens.iter().position(|it| is(it, "impl"))? + 1;
    let middle = tokens.iter().position(|it| is(it, "for"))?;
    let mut path = text(tokens.get(start..middle)?);
    if let Some((_, rest)) = path.strip_prefix('<').and_then(|it| it.split_once('>')) {
        path = rest.to_owned();
    }
    Some(format!("{}\t{}", name_of(tokens.get(middle + 1..)?)?, path.trim()))
}

/// `Type\tNAME!TYPE;TYPE` of the use of a macro.
fn macro_head(tokens: &[TokenTree], group: &Group) -> Option<String> {
    let [.., TokenTree::Ident(name), TokenTree::Punct(mark)] = tokens else { return None };
    if mark.as_char() != '!' {
        return None;
    }
    let mut arguments = arguments(group.stream()).into_iter();
    let first = arguments.next()?;
    let (ty, held) = first.split_at(end_of_path(&first));
    let types = held.get(1..).map(text).into_iter().chain(arguments.filter_map(in_brackets));
    Some(format!("{}\t{name}!{}", name_of(ty)?, types.collect::<Vec<_>>().join(";")))
}

/// What stands between commas that are not between angle brackets.
pub(super) fn arguments(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut arguments = vec![Vec::new()];
    let mut depth = 0_usize;
    for token in tokens {
        match &token {
            TokenTree::Punct(it) if it.as_char() == '<' => depth += 1,
            TokenTree::Punct(it) if it.as_char() == '>' => depth = depth.saturating_sub(1),
            TokenTree::Punct(it) if it.as_char() == ',' && depth == 0 => {
                arguments.push(Vec::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = arguments.last_mut() {
            last.push(token);
        }
    }
    arguments
}

/// Where the path ends that an argument begins with: at a colon that is alone.
fn end_of_path(argument: &[TokenTree]) -> usize {
    let is_colon =
        |at: usize| matches!(argument.get(at), Some(TokenTree::Punct(it)) if it.as_char() == ':');
    let mut at = 0;
    while at < argument.len() {
        match (is_colon(at), is_colon(at + 1)) {
            (true, false) => return at,
            (true, true) => at += 2,
            (false, _) => at += 1,
        }
    }
    at
}

/// The last name of a path.
fn name_of(path: &[TokenTree]) -> Option<String> {
    path.last().map(ToString::to_string)
}

/// The type of an arm, which stands in round brackets.
fn in_brackets(argument: Vec<TokenTree>) -> Option<String> {
    argument.iter().find_map(|token| match token {
        TokenTree::Group(it) if it.delimiter() == Delimiter::Parenthesis => {
            Some(it.stream().to_string())
        }
        _ => None,
    })
}

fn text(tokens: &[TokenTree]) -> String {
    tokens.iter().cloned().collect::<TokenStream>().to_string()
}

/// The macros of the support code, each with what it and the macros in it make.
pub(super) struct Macros {
    heads: BTreeMap<&'static str, Vec<String>>,
    functions: BTreeMap<&'static str, Vec<(String, String)>>,
}

impl Macros {
    /// Those of the parts that are printed.
    pub(super) fn of(parts: &BTreeSet<&'static str>) -> Self {
        let parts: Vec<_> = parts.iter().copied().collect();
        let mut lines: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for fragment in runtime::fragments(&parts) {
            let mut current = None;
            for line in fragment.text.lines() {
                if let Some(name) = line.strip_prefix("macro_rules! ") {
                    current = Some(name.trim_end_matches(" {"));
                }
                if line == "}" {
                    current = None;
                }
                if let Some(name) = current {
                    lines.entry(name).or_default().push(line.trim());
                }
            }
        }
        let heads = |name: &str| {
            let mut found = Vec::new();
            collect(&lines, name, &mut found, 8);
            found.retain(|it| is_foreign(it));
            found
        };
        let functions = |name: &str| {
            let own = lines.get(name).into_iter().flatten();
            own.filter_map(|line| function(line)).collect::<Vec<_>>()
        };
        Self {
            heads: lines.keys().map(|name| (*name, heads(name))).collect(),
            functions: lines.keys().map(|name| (*name, functions(name))).collect(),
        }
    }

    /// The functions and constants that a macro gives a type, by a line of [`heads`].
    pub(super) fn functions(&self, head: &str) -> impl Iterator<Item = &(String, String)> {
        let name = head.split_once('!').map_or("", |(name, _)| name);
        self.functions.get(name).into_iter().flatten()
    }

    /// The traits of a type by a line of [`heads`].
    pub(super) fn traits(&self, ty: &str, head: &str) -> BTreeSet<String> {
        let Some((name, types)) = head.split_once('!') else {
            return Some(tidy(head)).filter(|it| is_foreign(it)).into_iter().collect();
        };
        let mut found = BTreeSet::new();
        for head in self.heads.get(name).into_iter().flatten() {
            // A trait that is given with the type.
            if head == "$eq" {
                found.extend(types.split(';').next().filter(|it| *it == "Eq").map(str::to_owned));
                continue;
            }
            if !head.contains('$') {
                found.insert(head.clone());
                continue;
            }
            let head = head.replace("$name", ty);
            let types = types.split(';').filter(|it| !it.is_empty());
            found.extend(types.map(|it| head.replace("$type", &tidy(it))));
        }
        found
    }
}

/// The heads of a macro and of those that it uses.
fn collect(lines: &BTreeMap<&str, Vec<&str>>, name: &str, found: &mut Vec<String>, depth: usize) {
    let Some(depth) = depth.checked_sub(1) else { return };
    for line in lines.get(name).into_iter().flatten() {
        if let Some(head) = head(line) {
            found.push(tidy(head.strip_suffix(" for $name").unwrap_or(&head)));
        } else if let Some((inner, _)) =
            line.strip_prefix("support::").and_then(|it| it.split_once("!("))
        {
            collect(lines, inner, found, depth);
        }
    }
}

/// The name and the signature of a line that begins a public function or constant.
fn function(line: &str) -> Option<(String, String)> {
    let rest = line.strip_prefix("pub ")?;
    let end = rest.find(" = ").or(rest.strip_suffix(" {").map(str::len))?;
    let signature = rest.get(..end)?;
    let named = signature.split_once("fn ").or(signature.split_once("const "))?.1;
    let name = named.split(['(', ':', '<']).next()?;
    Some((name.to_owned(), signature.to_owned()))
}

/// Whether others can name a trait. Every type has `Debug`: derived, or written out where it hides
/// something.
fn is_foreign(head: &str) -> bool {
    !head.starts_with("support::") && head != "Debug"
}

/// `Trait for Type` of a line that begins an `impl`.
fn head(line: &str) -> Option<String> {
    let rest = line.split_once("impl")?.1;
    let rest = match rest.strip_prefix('<') {
        Some(generic) => generic.split_once('>')?.1,
        None => rest,
    };
    let head = rest.strip_prefix(' ')?.trim_end_matches("})?").strip_suffix(" {")?;
    head.contains(" for ").then(|| head.trim().to_owned())
}

/// Tokens as people write them, without the modules of the standard library.
fn tidy(tokens: &str) -> String {
    let text = super::compare::tidy(tokens);
    ["std::str::", "std::fmt::", "std::ops::", "std::convert::", "serde::"]
        .iter()
        .fold(text, |text, module| text.replace(module, ""))
}
