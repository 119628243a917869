//! `allOf`, `anyOf`, `oneOf`, `if`, `then`, `else`: schemas for the same instance.
//!
//! Input: the keyword. Output: nodes; `then` and `else` only beside an `if`.

use super::super::{Keyword, Schema, SchemaId};
use super::{Entry, Reader, Role, asserts};

impl<'a> Reader<'_, '_, 'a> {
    /// A keyword whose value is an array of schemas, at least one.
    pub(super) fn several(
        &mut self,
        entry: Entry<'a>,
        keyword: Keyword,
        field: impl FnOnce(&mut Schema) -> &mut Vec<SchemaId>,
    ) -> Role {
        match entry.value.as_array() {
            None | Some([]) => self.bad(entry, "an array of at least one schema"),
            Some(items) => {
                let nodes = self.elements(entry, items);
                *field(&mut self.schema) = nodes;
                asserts(keyword)
            }
        }
    }

    /// `if` without branches asserts nothing, but what it evaluates matters to `unevaluated…`.
    pub(super) fn condition(&mut self, entry: Entry<'a>) -> Role {
        let has_branch = self.sibling("then").is_some() || self.sibling("else").is_some();
        if has_branch || self.builder.registry.has_unevaluated {
            self.one(entry, Keyword::If, |schema| &mut schema.if_)
        } else {
            Role::Ignored("there is neither `then` nor `else`")
        }
    }

    pub(super) fn branch(
        &mut self,
        entry: Entry<'a>,
        keyword: Keyword,
        field: impl FnOnce(&mut Schema) -> &mut Option<SchemaId>,
    ) -> Role {
        if self.sibling("if").is_none() {
            return Role::Ignored("there is no `if`");
        }
        self.one(entry, keyword, field)
    }
}
