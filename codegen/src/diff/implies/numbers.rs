//! Bounds and `multipleOf`.

use std::cmp::Ordering;

use super::{Goal, Prover};
use crate::resolve::{Schema, Type, TypeSet};
use crate::source::Number;

/// A bound, and whether the number itself is out of it.
type Bound<'a> = (&'a Number, bool);

impl Prover<'_> {
    pub(super) fn numbers(&self, goal: &Goal, node: &Schema) -> bool {
        if goal.types.intersection(TypeSet::NUMBER).is_empty() {
            return true;
        }
        let lower = |node| strongest(lower_bounds(node), Ordering::Greater);
        let upper = |node| strongest(upper_bounds(node), Ordering::Less);
        let goal_lower = strongest(self.nodes(goal).flat_map(lower_bounds), Ordering::Greater);
        let goal_upper = strongest(self.nodes(goal).flat_map(upper_bounds), Ordering::Less);
        implies(goal_lower, lower(node), Ordering::Greater)
            && implies(goal_upper, upper(node), Ordering::Less)
            && node.multiple_of.as_ref().is_none_or(|it| self.is_multiple(goal, it))
    }

    fn is_multiple(&self, goal: &Goal, divisor: &Number) -> bool {
        let mut factors = self.nodes(goal).filter_map(|node| node.multiple_of.as_ref());
        let is_integer = !goal.types.contains(Type::Fraction);
        let one = Number::parse("1");
        factors.any(|it| divides(divisor, it))
            || is_integer && one.is_some_and(|one| divides(divisor, &one))
    }
}

fn lower_bounds(node: &Schema) -> impl Iterator<Item = Bound<'_>> {
    let inclusive = node.minimum.iter().map(|it| (it, false));
    inclusive.chain(node.exclusive_minimum.iter().map(|it| (it, true)))
}

fn upper_bounds(node: &Schema) -> impl Iterator<Item = Bound<'_>> {
    let inclusive = node.maximum.iter().map(|it| (it, false));
    inclusive.chain(node.exclusive_maximum.iter().map(|it| (it, true)))
}

/// How strong a bound is against another, where the stronger number compares as `stronger`.
fn compare(a: Bound<'_>, b: Bound<'_>, stronger: Ordering) -> Ordering {
    let by_number = if stronger == Ordering::Greater { a.0.cmp(b.0) } else { b.0.cmp(a.0) };
    by_number.then(a.1.cmp(&b.1))
}

fn strongest<'a>(bounds: impl Iterator<Item = Bound<'a>>, stronger: Ordering) -> Option<Bound<'a>> {
    bounds.max_by(|a, b| compare(*a, *b, stronger))
}

fn implies(goal: Option<Bound<'_>>, bound: Option<Bound<'_>>, stronger: Ordering) -> bool {
    match (goal, bound) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(goal), Some(bound)) => compare(goal, bound, stronger) != Ordering::Less,
    }
}

/// Whether `number` is a multiple of `divisor`, if that can be told with 128 bits.
fn divides(divisor: &Number, number: &Number) -> bool {
    let ((_, a, exponent_a), (_, b, exponent_b)) = (divisor.decimal(), number.decimal());
    let least = exponent_a.min(exponent_b);
    let scaled = |digits: &str, exponent: i64| {
        let power = u32::try_from(exponent.checked_sub(least)?).ok()?;
        digits.parse::<i128>().ok()?.checked_mul(10i128.checked_pow(power)?)
    };
    match (scaled(a, exponent_a), scaled(b, exponent_b)) {
        (Some(divisor), Some(number)) => number.checked_rem(divisor) == Some(0),
        (None, _) | (_, None) => false,
    }
}
