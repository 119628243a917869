//! Which groups a regular expression has, which must be known before references are read.

use super::{Parsed, fail};

/// The groups in order, each with its name if it has one.
#[derive(Debug, Default)]
pub(super) struct Groups(Vec<Option<String>>);

impl Groups {
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    pub(super) fn have_names(&self) -> bool {
        self.0.iter().any(Option::is_some)
    }

    /// The indexes, from one, of the groups of a name: several where they exclude each other.
    pub(super) fn named(&self, name: &str) -> Vec<usize> {
        let is_it = |(_, it): &(usize, &Option<String>)| it.as_deref() == Some(name);
        self.0.iter().enumerate().filter(is_it).map(|(index, _)| index + 1).collect()
    }
}

/// Finds the groups.
pub(super) fn groups(text: &[char]) -> Parsed<Groups> {
    let mut groups = Groups::default();
    // For each open group, the names of the alternative that is being read.
    let mut open: Vec<Vec<String>> = vec![Vec::new()];
    let (mut at, mut in_class) = (0, false);
    while let Some(&c) = text.get(at) {
        at += 1;
        match c {
            '\\' => at += 1,
            '[' => in_class = true,
            ']' => in_class = false,
            _ if in_class => {}
            '(' => {
                let name = begin(&mut groups, text.get(at..).unwrap_or_default())?;
                if let Some(name) = &name
                    && open.iter().any(|names| names.contains(name))
                {
                    return fail(format!("two groups have the name `{name}`"));
                }
                open.push(name.into_iter().collect());
            }
            '|' => {
                // Names of other alternatives are no rivals, but for those around and after.
                if let Some(names) = open.last_mut() {
                    names.clear();
                }
            }
            ')' => {
                let inner = open.pop().unwrap_or_default();
                if let Some(names) = open.last_mut() {
                    names.extend(inner);
                }
            }
            _ => {}
        }
    }
    Ok(groups)
}

/// Counts the group that begins before this text, if it captures; gives its name.
fn begin(groups: &mut Groups, rest: &[char]) -> Parsed<Option<String>> {
    let name = match rest {
        ['?', '<', '=' | '!', ..] => return Ok(None),
        ['?', '<', rest @ ..] => {
            let name: String = rest.iter().take_while(|it| **it != '>').collect();
            if rest.len() == name.chars().count() || !is_name(&name) {
                return fail("a group has no proper name");
            }
            Some(name)
        }
        ['?', ..] => return Ok(None),
        _ => None,
    };
    groups.0.push(name.clone());
    Ok(name)
}

fn is_name(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|it| it == '$' || it == '_' || unicode_ident::is_xid_start(it))
        && chars.all(|it| it == '$' || unicode_ident::is_xid_continue(it))
}
