//! `type`, `enum`, `const`: which values at all.
//!
//! Input: the keyword. Output: `types`, `enumeration`, `constant`.

use crate::config::suggest::nearest;
use crate::source::{Json, Kind};

use super::super::{Keyword, Type, TypeSet};
use super::{ALLOWS_ALL, Entry, Reader, Role, WRONG_FORM, asserts};

impl<'a> Reader<'_, '_, 'a> {
    pub(super) fn types(&mut self, entry: Entry<'a>) -> Role {
        let names = match entry.value.as_array() {
            Some([]) => return self.bad(entry, "a type or a list of types"),
            Some(names) => names,
            None => std::slice::from_ref(entry.value),
        };
        let mut types = TypeSet::NONE;
        for name in names {
            match named(name) {
                Some(one) => types = types.union(one),
                None => return self.bad_type(entry, name),
            }
        }
        // OpenAPI 3.0.3: `nullable` adds null to the `type` beside it.
        if self.is_nullable() {
            types = types.union(TypeSet::of(Type::Null));
        }
        self.schema.types = Some(types);
        if types == TypeSet::ALL { ALLOWS_ALL } else { asserts(Keyword::Type) }
    }

    fn bad_type(&mut self, entry: Entry<'a>, name: &Json) -> Role {
        let Some(text) = name.as_str() else {
            return self.bad(entry, "a type or a list of types");
        };
        if text == "file" && self.language.dialect.name.starts_with("swagger") {
            return Role::Ignored("a file is sent as it is, and not as JSON");
        }
        let mut message = format!("`{}` names the type `{text}`, which does not exist", entry.name);
        if let Some(known) = nearest(text, TypeSet::NAMES.iter().map(|(known, _)| *known)) {
            message.push_str(&format!(": did you mean `{known}`?"));
        }
        self.warn(entry, message, "this keyword is ignored");
        WRONG_FORM
    }

    pub(super) fn enumeration(&mut self, entry: Entry<'a>) -> Role {
        let Some(values) = entry.value.as_array() else { return self.bad(entry, "an array") };
        let mut values = values.to_vec();
        let null = Json { span: entry.value.span, kind: Kind::Null };
        if self.is_nullable() && !values.contains(&null) {
            values.push(null);
        }
        self.schema.enumeration = Some(values);
        asserts(Keyword::Enum)
    }

    pub(super) fn constant(&mut self, entry: Entry<'a>) -> Role {
        self.schema.constant = Some(entry.value.clone());
        asserts(Keyword::Const)
    }
}

fn named(name: &Json) -> Option<TypeSet> {
    TypeSet::named(name.as_str()?)
}
