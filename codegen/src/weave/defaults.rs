//! What a member has that is not there: a method for each member whose schema gives a `default`.
//!
//! Input: a struct. Output: its methods. A member has one if its type holds the default and code can
//! write it down: a scalar, a value of an enum, a list of such, an object without members. Whatever is
//! in doubt has none. What is read and written does not depend on it.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::{Weaving, ident};
use crate::lower::{DefId, Field, Presence, Residual, Shape, Struct, Union};
use crate::resolve::{Evaluator, Type, TypeSet};
use crate::source::{Json, Kind, Number};
use crate::types::RustType;

/// How a method gives a value.
struct Given {
    /// The type that it gives.
    ty: TokenStream,
    /// How the value of the field is given, by the word for it in the support code.
    how: &'static str,
    /// The same of a field that may be `null`.
    how_nullable: &'static str,
    /// What comes instead: in round brackets as it is, in square ones with its type, to be made once.
    default: TokenStream,
}

impl Weaving<'_> {
    /// The methods of a struct, a row for each.
    pub(super) fn default_methods(&mut self, id: DefId, it: &Struct) -> TokenStream {
        let fields = it.fields.iter().zip(self.typed.slots(id));
        let methods = fields.filter_map(|(field, slot)| self.default_method(id, field, slot));
        let methods: Vec<_> = methods.collect();
        if methods.is_empty() {
            return quote!();
        }
        self.need("defaults");
        let this = self.this(id);
        quote!(support::defaults!(#this #(, #methods)*);)
    }

    fn default_method(&self, id: DefId, field: &Field, slot: &RustType) -> Option<TokenStream> {
        let default = field.docs.default.as_ref().filter(|_| !field.loose)?;
        let name = ident(&field.ident);
        let Given { ty, how, how_nullable, default } =
            self.given(id, field.presence, slot, default)?;
        let (ty, how) = match field.presence {
            Presence::Required => return None,
            Presence::Optional => (ty, ident(how)),
            Presence::OptionalNullable => (quote!(Option<#ty>), ident(how_nullable)),
        };
        let method = format_ident!("{}_or_default", field.ident.trim_start_matches("r#"));
        Some(quote!(#method(#name) -> #ty = #how #default))
    }

    /// A value as a method gives it: scalars as they are, all else by reference.
    fn given(
        &self,
        id: DefId,
        presence: Presence,
        slot: &RustType,
        default: &Json,
    ) -> Option<Given> {
        let expanded = match self.expand(slot) {
            RustType::Box(inner) => *inner,
            expanded => expanded,
        };
        let is_boxed = matches!(self.expand(slot), RustType::Box(_));
        let value = self.value_of(id, &expanded, default)?;
        let ty = self.write_in_code(id, &expanded);
        if self.is_copied(&expanded) && !is_boxed {
            let (how, how_nullable) = ("copied", "nullable_copied");
            let variant = self.variant_of(&expanded, default);
            let value = variant.filter(|_| presence == Presence::Optional).unwrap_or(value);
            return Some(Given { ty, how, how_nullable, default: quote!((#value)) });
        }
        if let (RustType::Builtin("String"), Kind::String(text)) = (&expanded, &default.kind) {
            return Some(Given {
                ty: quote!(&str),
                how: "lent",
                how_nullable: "nullable_text",
                default: quote!((#text)),
            });
        }
        let made = quote!([#ty: #value]);
        let given = match &expanded {
            RustType::Vec(item) => {
                let item = self.write_in_code(id, item);
                let is_empty = default.as_array().is_some_and(<[Json]>::is_empty);
                Given {
                    ty: quote!(&[#item]),
                    how: "lent",
                    how_nullable: "nullable_list",
                    default: if is_empty { quote!((&[])) } else { made },
                }
            }
            _ => Given {
                ty: quote!(&#ty),
                how: if is_boxed { "lent" } else { "whole" },
                how_nullable: if is_boxed { "nullable_boxed" } else { "nullable_whole" },
                default: made,
            },
        };
        Some(given)
    }

    /// A value of an enum without the path of its type, after a dot.
    fn variant_of(&self, expanded: &RustType, value: &Json) -> Option<TokenStream> {
        let RustType::Def(id) = expanded else { return None };
        let Shape::Constants(constants) = &self.definition_of(*id).shape else { return None };
        let variant = ident(&constants.iter().find(|it| it.value == *value)?.ident);
        Some(quote!(.#variant))
    }

    fn is_copied(&self, expanded: &RustType) -> bool {
        match expanded {
            RustType::Builtin(name) => *name != "String",
            RustType::Def(id) => {
                let definition = self.definition_of(*id);
                matches!(definition.shape, Shape::Constants(_)) && !definition.open
            }
            RustType::Value
            | RustType::Object
            | RustType::Number
            | RustType::Format(_)
            | RustType::Option(_)
            | RustType::Vec(_)
            | RustType::Array(..)
            | RustType::Map(..)
            | RustType::Box(_)
            | RustType::Link(_) => false,
        }
    }

    /// A value of a type, as code that stands beside that of `id`.
    fn value_of(&self, id: DefId, ty: &RustType, value: &Json) -> Option<TokenStream> {
        match (self.expand(ty), &value.kind) {
            (RustType::Builtin(name), _) => scalar(name, value),
            (RustType::Option(_), Kind::Null) => Some(quote!(None)),
            (RustType::Option(inner), _) => {
                let value = self.value_of(id, &inner, value)?;
                Some(quote!(Some(#value)))
            }
            (RustType::Box(inner), _) => {
                let value = self.value_of(id, &inner, value)?;
                Some(quote!(Box::new(#value)))
            }
            (RustType::Vec(inner), Kind::Array(items)) => {
                let items: Option<Vec<_>> =
                    items.iter().map(|it| self.value_of(id, &inner, it)).collect();
                items.map(|items| quote!(vec![#(#items),*]))
            }
            (RustType::Array(inner, length), Kind::Array(items)) if items.len() == length => {
                let items: Option<Vec<_>> =
                    items.iter().map(|it| self.value_of(id, &inner, it)).collect();
                items.map(|items| quote!([#(#items),*]))
            }
            (RustType::Map(..) | RustType::Object, Kind::Object(members)) if members.is_empty() => {
                Some(quote!(Default::default()))
            }
            (RustType::Number, Kind::Number(number)) => {
                let number = number_of(number)?;
                Some(quote!(support::finite_number(#number)))
            }
            (RustType::Def(of), _) => self.value_of_definition(id, of, value),
            (
                RustType::Value
                | RustType::Object
                | RustType::Number
                | RustType::Format(_)
                | RustType::Vec(_)
                | RustType::Array(..)
                | RustType::Map(..)
                | RustType::Link(_),
                _,
            ) => None,
        }
    }

    fn value_of_definition(&self, id: DefId, of: DefId, value: &Json) -> Option<TokenStream> {
        let ty = self.write_in_code(id, &RustType::Def(of));
        match &self.definition_of(of).shape {
            Shape::Constants(constants) => {
                let constant = constants.iter().find(|it| it.value == *value)?;
                let variant = ident(&constant.ident);
                Some(quote!(#ty::#variant))
            }
            Shape::Struct(it) => {
                let is_empty = value.as_object().is_some_and(|it| it.iter().next().is_none());
                (is_empty && self.has_default(of, it)).then(|| quote!(#ty::default()))
            }
            Shape::Newtype(_) => {
                let may_be_made = !self.is_guarded(of)
                    || (self.are_in_one_file(id, of) && self.is_accepted(of, value));
                let inner = self.value_of(id, &self.inner_type(of), value)?;
                may_be_made.then(|| quote!(#ty(#inner)))
            }
            Shape::Union(union) if !self.is_guarded(of) => {
                self.value_of_union(id, of, union, value)
            }
            Shape::Union(_)
            | Shape::Tuple(_)
            | Shape::Opaque
            | Shape::Never
            | Shape::Own(_)
            | Shape::Alias(_) => None,
        }
    }

    /// The only arm for values of this JSON type, around the value.
    fn value_of_union(
        &self,
        id: DefId,
        of: DefId,
        union: &Union,
        value: &Json,
    ) -> Option<TokenStream> {
        let types = TypeSet::of(Type::of(value));
        let arms = union.arms.iter().zip(self.typed.slots(of));
        let mut arms = arms.filter(|(arm, _)| !arm.types.intersection(types).is_empty());
        let (Some((arm, slot)), None) = (arms.next(), arms.next()) else { return None };
        let (ty, variant) = (self.write_in_code(id, &RustType::Def(of)), ident(&arm.ident));
        let value = self.value_of(id, slot, value)?;
        Some(quote!(#ty::#variant(#value)))
    }

    /// Whether the code of one type can name what is private of another.
    fn are_in_one_file(&self, one: DefId, other: DefId) -> bool {
        let file = |id| self.shared.modules.file_of(&self.definition_of(id).path.modules);
        file(one) == file(other)
    }

    /// Whether all schemas that are left to check accept a value.
    fn is_accepted(&self, id: DefId, value: &Json) -> bool {
        let Residual { parts, types } = &self.definition_of(id).residual;
        let known = self.shared.known.get_or_init(|| crate::resolve::Known::of(self.schemas));
        let evaluator = Evaluator::knowing(self.schemas, known);
        types.is_none_or(|it| !it.intersection(TypeSet::of(Type::of(value))).is_empty())
            && parts.iter().all(|(schema, _)| evaluator.accepts(*schema, value))
    }
}

/// A scalar of a type of the prelude, if that holds it.
fn scalar(name: &str, value: &Json) -> Option<TokenStream> {
    match (name, &value.kind) {
        ("()", Kind::Null) => Some(quote!(())),
        ("bool", Kind::Bool(value)) => Some(quote!(#value)),
        ("String", Kind::String(text)) => Some(quote!(#text.to_owned())),
        ("f64", Kind::Number(number)) => number_of(number).map(|it| quote!(#it)),
        (_, Kind::Number(number)) => integer(name, number).map(|it| quote!(#it)),
        _ => None,
    }
}

/// A number as a float, if none of its digits is lost.
fn number_of(number: &Number) -> Option<Literal> {
    let float = number.to_f64();
    let is_kept = Number::parse(&float.to_string()).as_ref() == Some(number);
    (float.is_finite() && is_kept).then(|| Literal::f64_unsuffixed(float))
}

/// An integer of a type.
fn integer(name: &str, number: &Number) -> Option<Literal> {
    let value = number.as_i128()?;
    let fits = match name {
        "i8" => i8::try_from(value).is_ok(),
        "i16" => i16::try_from(value).is_ok(),
        "i32" => i32::try_from(value).is_ok(),
        "i64" => i64::try_from(value).is_ok(),
        "u8" => u8::try_from(value).is_ok(),
        "u16" => u16::try_from(value).is_ok(),
        "u32" => u32::try_from(value).is_ok(),
        "u64" => u64::try_from(value).is_ok(),
        "i128" => true,
        _ => false,
    };
    fits.then(|| Literal::i128_unsuffixed(value))
}
