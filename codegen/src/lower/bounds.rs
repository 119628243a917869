//! Names for types by what they accept: `PositiveInteger`, `StringOf1To64`, `LeftOrRight`.
//!
//! Input: a type around a number or a string and what is left to check of it, or an enum. Output: a name
//! and a sentence, if bounds or a few values are all that there is. Such a type can stand for members of
//! any name: a width and a timeout are both positive integers.

use super::ir::IntegerWidth;
use super::{Constant, Definition, Residual, Shape, Ty};
use crate::resolve::{Keyword, Schema, Schemas};
use crate::source::Number;

/// What a type is called by what it accepts.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) description: Option<String>,
}

/// The most values that make a name, and how many bytes it has at most.
const MOST_VALUES: usize = 3;
const LONGEST: usize = 32;

/// The name of a type by what it accepts.
pub(super) fn name(schemas: &Schemas, definition: &Definition) -> Option<Named> {
    let ty = match &definition.shape {
        Shape::Newtype(ty) => ty,
        Shape::Constants(values) => return listed(values),
        Shape::Alias(_)
        | Shape::Struct(_)
        | Shape::Union(_)
        | Shape::Tuple(_)
        | Shape::Never
        | Shape::Opaque
        | Shape::Own(_) => return None,
    };
    let Residual { parts, types: None } = &definition.residual else { return None };
    let [(schema, keywords)] = parts.as_slice() else { return None };
    let schema = schemas.node(*schema);
    match ty {
        Ty::String => {
            let is_length = |it| matches!(it, Keyword::MinLength | Keyword::MaxLength);
            keywords.iter().all(is_length).then(|| string(schema))
        }
        Ty::Integer(_) | Ty::Number => {
            let is_bound = |it| {
                matches!(
                    it,
                    Keyword::Minimum
                        | Keyword::Maximum
                        | Keyword::ExclusiveMinimum
                        | Keyword::ExclusiveMaximum
                )
            };
            let named = keywords.iter().all(is_bound).then(|| number(ty, schema)).flatten();
            named.filter(|it| it.name.len() <= LONGEST)
        }
        Ty::Any
        | Ty::Null
        | Ty::Bool
        | Ty::Float
        | Ty::Format(_)
        | Ty::Nullable(_)
        | Ty::Vec(_)
        | Ty::Array(..)
        | Ty::Map(..)
        | Ty::Object
        | Ty::Checked(..)
        | Ty::Def(_) => None,
    }
}

/// Whether the name and the text of a type say what it accepts already.
pub(crate) fn is_called_by_bounds(schemas: &Schemas, definition: &Definition) -> bool {
    let said = name(schemas, definition).and_then(|it| it.description);
    said.is_some() && said == definition.docs.description
}

/// The name of an enum of a few values.
fn listed(values: &[Constant]) -> Option<Named> {
    let names: Vec<_> = values.iter().map(|it| it.ident.as_str()).collect();
    let name = names.join("Or");
    let is_name = (2..=MOST_VALUES).contains(&names.len()) && name.len() <= LONGEST;
    is_name.then_some(Named { name, description: None })
}

fn string(schema: &Schema) -> Named {
    let (name, what) = match (schema.min_length, schema.max_length) {
        (Some(1), None) => ("NonEmptyString".to_owned(), "that is not empty".to_owned()),
        (Some(least), None) => {
            (format!("StringFrom{least}"), format!("of at least {least} characters"))
        }
        (Some(least), Some(most)) if least == most => {
            (format!("StringOf{most}"), format!("of {most} characters"))
        }
        (Some(least), Some(most)) => {
            (format!("StringOf{least}To{most}"), format!("of {least} to {most} characters"))
        }
        (None, Some(most)) => (format!("StringTo{most}"), format!("of at most {most} characters")),
        (None, None) => ("AnyString".to_owned(), "of any length".to_owned()),
    };
    Named { name, description: Some(format!("A string {what}.")) }
}

fn number(ty: &Ty, schema: &Schema) -> Option<Named> {
    let least = bound(schema.minimum.as_ref(), schema.exclusive_minimum.as_ref())?;
    let most = bound(schema.maximum.as_ref(), schema.exclusive_maximum.as_ref())?;
    let (name, noun) = noun(ty);
    let article = if matches!(ty, Ty::Integer(_)) { "An" } else { "A" };
    let is = |bound: &Option<Bound<'_>>, value, is_open| {
        bound.as_ref().is_some_and(|it| it.number.as_i128() == Some(value) && it.is_open == is_open)
    };
    let is_integer = matches!(ty, Ty::Integer(_));
    let is_positive = is(&least, 0, true) || is_integer && is(&least, 1, false);
    let sign = match most {
        None if is_positive => Some(("Positive", "greater than 0")),
        None if is(&least, 0, false) => Some(("NonNegative", "that is not negative")),
        _ => None,
    };
    if let Some((sign, what)) = sign {
        let description = Some(format!("{article} {noun} {what}."));
        return Some(Named { name: format!("{sign}{name}"), description });
    }
    let from = least.as_ref().map(|it| it.says("From", "Above", "from", "above"));
    let to = most.as_ref().map(|it| it.says("To", "Below", "to", "below"));
    let (names, words): (Vec<_>, Vec<_>) = from.into_iter().chain(to).unzip();
    let description = Some(format!("{article} {noun} {}.", words.join(" ")));
    Some(Named { name: format!("{name}{}", names.concat()), description })
}

/// The name of a plain number, and the word for it.
fn noun(ty: &Ty) -> (&'static str, &'static str) {
    match ty {
        Ty::Integer(IntegerWidth::I8) => ("I8", "integer"),
        Ty::Integer(IntegerWidth::I16) => ("I16", "integer"),
        Ty::Integer(IntegerWidth::I32) => ("I32", "integer"),
        Ty::Integer(IntegerWidth::I64) => ("Integer", "integer"),
        Ty::Integer(IntegerWidth::U8) => ("U8", "integer"),
        Ty::Integer(IntegerWidth::U16) => ("U16", "integer"),
        Ty::Integer(IntegerWidth::U32) => ("U32", "integer"),
        Ty::Integer(IntegerWidth::U64) => ("U64", "integer"),
        _ => ("Number", "number"),
    }
}

/// A bound of a number.
struct Bound<'a> {
    number: &'a Number,
    /// Whether the number itself is out of it.
    is_open: bool,
}

/// The bound on one side, if there is one; nothing if there are two.
fn bound<'a>(closed: Option<&'a Number>, open: Option<&'a Number>) -> Option<Option<Bound<'a>>> {
    match (closed, open) {
        (None, None) => Some(None),
        (Some(number), None) => Some(Some(Bound { number, is_open: false })),
        (None, Some(number)) => Some(Some(Bound { number, is_open: true })),
        (Some(_), Some(_)) => None,
    }
}

impl Bound<'_> {
    /// A part of a name, and what it means.
    fn says(
        &self,
        closed: &str,
        open: &str,
        closed_words: &str,
        open_words: &str,
    ) -> (String, String) {
        let text = match self.number.as_i128() {
            Some(integer) => integer.to_string(),
            None => self.number.text().to_owned(),
        };
        let part = text.replace('-', "Minus").replace('.', "Point").replace(['+', 'E'], "");
        let (name, words) = if self.is_open { (open, open_words) } else { (closed, closed_words) };
        (format!("{name}{part}"), format!("{words} {text}"))
    }
}
