//! `multipleOf`, `maximum`, `minimum` and their exclusive forms.
//!
//! Input: the keyword. Output: bounds that are numbers. In draft 4 `exclusiveMaximum` is a boolean
//! that makes `maximum` exclusive; since draft 6 it is a bound of its own. Each form is understood
//! in every dialect, with a warning where it is not the dialect's own.

use crate::source::{Json, Number};

use super::super::{Keyword, Schema};
use super::{Entry, Meaning, Reader, Role, asserts};

/// One side of the bounds.
struct Side {
    exclusive: Keyword,
    inclusive: Keyword,
    exclusive_field: fn(&mut Schema) -> &mut Option<Number>,
    inclusive_field: fn(&mut Schema) -> &mut Option<Number>,
    /// Whether the second bound is the narrower one.
    narrows: fn(&Number, &Number) -> bool,
}

const UPPER: Side = Side {
    exclusive: Keyword::ExclusiveMaximum,
    inclusive: Keyword::Maximum,
    exclusive_field: |schema| &mut schema.exclusive_maximum,
    inclusive_field: |schema| &mut schema.maximum,
    narrows: |old, new| new < old,
};

const LOWER: Side = Side {
    exclusive: Keyword::ExclusiveMinimum,
    inclusive: Keyword::Minimum,
    exclusive_field: |schema| &mut schema.exclusive_minimum,
    inclusive_field: |schema| &mut schema.minimum,
    narrows: |old, new| new > old,
};

impl<'a> Reader<'_, '_, 'a> {
    pub(super) fn multiple_of(&mut self, entry: Entry<'a>) -> Role {
        match entry.value.as_number() {
            Some(number) if !number.is_negative() && !number.decimal().1.is_empty() => {
                self.schema.multiple_of = Some(number.clone());
                asserts(Keyword::MultipleOf)
            }
            _ => self.bad(entry, "a number above zero"),
        }
    }

    /// `maximum` and `minimum`, which a boolean beside them may make exclusive.
    pub(super) fn inclusive_bound(&mut self, meaning: Meaning, entry: Entry<'a>) -> Role {
        let Some(number) = entry.value.as_number() else { return self.bad(entry, "a number") };
        let side = if meaning == Meaning::Maximum { UPPER } else { LOWER };
        let flag = self.sibling(side.exclusive.name()).and_then(Json::as_bool);
        if flag == Some(true) {
            *(side.exclusive_field)(&mut self.schema) = Some(number.clone());
            asserts(side.exclusive)
        } else {
            *(side.inclusive_field)(&mut self.schema) = Some(number.clone());
            asserts(side.inclusive)
        }
    }

    pub(super) fn exclusive_bound(&mut self, meaning: Meaning, entry: Entry<'a>) -> Role {
        let is_upper = matches!(meaning, Meaning::ExclusiveMaximum | Meaning::ExclusiveMaximumFlag);
        let is_flag =
            matches!(meaning, Meaning::ExclusiveMaximumFlag | Meaning::ExclusiveMinimumFlag);
        let side = if is_upper { UPPER } else { LOWER };
        if let Some(number) = entry.value.as_number() {
            if is_flag {
                self.foreign_form(entry, "a boolean");
            }
            let field = (side.exclusive_field)(&mut self.schema);
            if field.as_ref().is_none_or(|old| (side.narrows)(old, number)) {
                *field = Some(number.clone());
            }
            return asserts(side.exclusive);
        }
        let Some(flag) = entry.value.as_bool() else {
            return self.bad(entry, if is_flag { "a boolean" } else { "a number" });
        };
        if !is_flag {
            self.foreign_form(entry, "a number");
        }
        let has_bound = self.sibling(side.inclusive.name()).and_then(Json::as_number).is_some();
        match (flag, has_bound) {
            (true, true) => asserts(side.exclusive),
            (true, false) => Role::Ignored("there is no bound beside it to make exclusive"),
            (false, _) => Role::Ignored("`false` leaves the bound inclusive"),
        }
    }

    /// Warns of the form of another draft, which is understood.
    fn foreign_form(&mut self, entry: Entry<'a>, own: &str) {
        let dialect = self.language.dialect.name;
        let message = format!("`{}` is {own} in {dialect}", entry.name);
        self.warn(entry, message, "read as the other drafts read it");
    }
}
