//! Numbers and strings: the plain type, and a newtype where something is left to check.

use super::{Conjunction, IntegerWidth, Lowering, Residual, Shape, Ty};
use crate::config::FormatType;
use crate::resolve::{Keyword, Schema, SchemaId, Type, TypeSet};
use crate::source::{Number, pointer};

impl Lowering<'_> {
    /// What is left to check of a conjunction whose shape is one plain scalar, array or map.
    pub(super) fn residual_of(&self, key: &Conjunction) -> Residual {
        let fraction_only = key.mask == TypeSet::of(Type::Fraction);
        let is_wider = fraction_only || self.is_big_integer(key);
        let mut parts = self.unenforced(key);
        if let Some(format) = self.format_of(key) {
            for (id, set) in &mut parts {
                if self.format_type(*id) == Some(format) {
                    set.remove(Keyword::Format);
                }
            }
        }
        if let Some(width) = self.width_of(key) {
            for (id, set) in &mut parts {
                implied_bounds(self.node(*id), width).for_each(|it| set.remove(it));
            }
        }
        parts.retain(|(_, set)| !set.is_empty());
        Residual { parts, types: is_wider.then_some(key.mask) }
    }

    /// Everything that the members assert, for a shape that enforces nothing. The union of which this
    /// is an arm sees to how many arms match: an arm that counted them again would refuse what the
    /// others accept as well, and so hide from the union that it does.
    pub(super) fn whole_residual(&mut self, key: &Conjunction) -> Residual {
        let residual = self.all_of(key);
        self.record_residual(&residual);
        residual
    }

    /// The same, of which the ledger hears nothing.
    pub(super) fn all_of(&self, key: &Conjunction) -> Residual {
        let left = |id| {
            let own = self.members.own(id);
            let mut left = own;
            for keyword in own.iter().filter(|&it| key.has_chosen(id, it)) {
                left.remove(keyword);
            }
            (id, left)
        };
        let parts = key.members.iter().map(|&id| left(id));
        let parts: Vec<_> = parts.filter(|(_, set)| !set.is_empty()).collect();
        Residual { parts, types: (key.mask != TypeSet::ALL).then_some(key.mask) }
    }

    /// A definition around a scalar.
    pub(super) fn scalar_shape(&mut self, key: &Conjunction) -> (Shape, Residual) {
        let ty = match super::single_type(key.mask) {
            Some(Type::Null) => Ty::Null,
            Some(Type::Boolean) => Ty::Bool,
            Some(Type::Integer | Type::Fraction) => self.number_type(key),
            _ => self.string_type(key),
        };
        let residual = self.residual_of(key);
        self.record_type(key);
        self.plain_shape(ty, residual)
    }

    /// A plain type by another name, or a type around it where something is left to check.
    pub(super) fn plain_shape(&mut self, ty: Ty, residual: Residual) -> (Shape, Residual) {
        self.record_residual(&residual);
        let shape = if residual.is_empty() { Shape::Alias(ty) } else { Shape::Newtype(ty) };
        (shape, residual)
    }

    /// The strings that all these schemas accept, if they are some that a type stands for by itself.
    pub(super) fn text_of(&mut self, schemas: &[SchemaId]) -> Option<Conjunction> {
        let string = TypeSet::of(Type::String);
        let mut key = Conjunction::new(&self.members, schemas);
        key = self.settled(key);
        if !key.mask.contains(Type::String) || self.is_never(&key) {
            return None;
        }
        if key.mask != string {
            key = self.settled(Conjunction { mask: string, part: true, ..key });
        }
        let is_one = self.merging(&key).is_some() && !self.is_long_conjunction(&key);
        let has_text = match self.constants(&key) {
            Some(values) => !values.is_empty(),
            None => self.choices(&key).is_empty() && self.format_of(&key).is_none(),
        };
        (is_one && has_text && self.own_type(&key).is_none()).then_some(key)
    }

    /// The type of a number. Bounds choose it only where they allow what an `i64` does not hold:
    /// elsewhere loosening one would change the Rust type.
    pub(super) fn number_type(&self, key: &Conjunction) -> Ty {
        match self.width_of(key) {
            Some(width) => Ty::Integer(width),
            None if self.is_big_integer(key) => Ty::Number,
            None if self.formats(key).any(|it| matches!(it, "float" | "double")) => Ty::Float,
            None => Ty::Number,
        }
    }

    /// The width of an integer that has one.
    fn width_of(&self, key: &Conjunction) -> Option<IntegerWidth> {
        if key.mask != TypeSet::of(Type::Integer) || self.is_big_integer(key) {
            return None;
        }
        let said = self.formats(key).find_map(IntegerWidth::of_format);
        Some(said.unwrap_or_else(|| self.needed_width(key)))
    }

    fn formats<'a>(&'a self, key: &'a Conjunction) -> impl Iterator<Item = &'a str> {
        key.members.iter().filter_map(|&id| self.node(id).annotations.format.as_deref())
    }

    /// The width of an integer of which no format says it: 64 bits, without a sign where none is allowed
    /// and the bounds reach beyond those with one.
    fn needed_width(&self, key: &Conjunction) -> IntegerWidth {
        let schemas = || key.members.iter().map(|&id| self.node(id));
        let least = |it: &Schema| it.minimum.as_ref().or(it.exclusive_minimum.as_ref()).cloned();
        let most = |it: &Schema| it.maximum.as_ref().or(it.exclusive_maximum.as_ref()).cloned();
        let is_wide = |it: Number| match it.as_i128() {
            Some(it) => it > i128::from(i64::MAX),
            None => it.to_f64() > i64::MAX as f64,
        };
        let has_sign = schemas().filter_map(least).all(|it| it.is_negative());
        let reaches = schemas().filter_map(most).map(is_wide).reduce(|one, other| one && other);
        match reaches {
            Some(true) if !has_sign => IntegerWidth::U64,
            _ => IntegerWidth::I64,
        }
    }

    /// Whether the configuration lets an integer have more than 64 bits.
    fn is_big_integer(&self, key: &Conjunction) -> bool {
        let patterns = &self.config.big_integers;
        if patterns.0.is_empty() || key.mask != TypeSet::of(Type::Integer) {
            return false;
        }
        let path = self.own_path(key).map(|it| it.to_string()).unwrap_or_default();
        key.members.iter().any(|&id| patterns.matches_either(&path, &self.place(id)))
    }

    /// The type of a string: that of its format where the configuration chooses one.
    pub(super) fn string_type(&self, key: &Conjunction) -> Ty {
        self.format_of(key).map_or(Ty::String, Ty::Format)
    }

    /// The type that the first member of a conjunction of strings chooses by its `format`; what others
    /// choose is left to a check.
    fn format_of(&self, key: &Conjunction) -> Option<FormatType> {
        let strings = key.mask == TypeSet::of(Type::String);
        strings.then(|| key.members.iter().find_map(|&id| self.format_type(id)))?
    }

    fn format_type(&self, id: SchemaId) -> Option<FormatType> {
        self.config.formats.type_of(&self.node(id).format.as_ref()?.name)
    }

    /// Whether the schema itself says that it holds a secret, or stands where a secret member is declared.
    pub(super) fn is_secret_schema(&self, key: &Conjunction) -> bool {
        key.members.iter().any(|&id| {
            let annotations = &self.node(id).annotations;
            annotations.write_only
                || annotations.format.as_deref() == Some("password")
                || self.is_secret_member(&self.node(id).pointer)
        })
    }

    fn is_secret_member(&self, pointer: &str) -> bool {
        let member = pointer.rsplit_once('/').filter(|(above, _)| above.ends_with("/properties"));
        let name = member.and_then(|(_, name)| pointer::unescape(name));
        name.is_some_and(|name| self.config.secrets.matches(&name))
    }
}

/// The bounds of a schema that every value of the width keeps to.
fn implied_bounds(schema: &Schema, width: IntegerWidth) -> impl Iterator<Item = Keyword> {
    let range = width.range();
    let is_below = |bound: &Option<Number>, least: i128| {
        bound.as_ref().and_then(Number::as_i128).is_some_and(|it| it <= least)
    };
    let is_above = |bound: &Option<Number>, most: i128| {
        bound.as_ref().and_then(Number::as_i128).is_some_and(|it| it >= most)
    };
    let implied = [
        (Keyword::Minimum, is_below(&schema.minimum, *range.start())),
        (Keyword::ExclusiveMinimum, is_below(&schema.exclusive_minimum, *range.start() - 1)),
        (Keyword::Maximum, is_above(&schema.maximum, *range.end())),
        (Keyword::ExclusiveMaximum, is_above(&schema.exclusive_maximum, *range.end() + 1)),
    ];
    implied.into_iter().filter(|(_, is_implied)| *is_implied).map(|(keyword, _)| keyword)
}
