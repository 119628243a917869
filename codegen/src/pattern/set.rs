//! Sets of characters.
//!
//! Always sorted ranges with something between them, so equal sets are equal values.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

/// The last code point.
pub(super) const LAST: u32 = 0x10_FFFF;

/// A set of code points.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub(super) struct Set(Vec<(u32, u32)>);

impl Set {
    /// The set of these ranges, in any order.
    pub(super) fn new(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match merged.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => {
                    before.1 = before.1.max(last)
                }
                _ => merged.push((first, last)),
            }
        }
        Self(merged)
    }

    pub(super) fn of(code_point: u32) -> Self {
        Self(vec![(code_point, code_point)])
    }

    pub(super) fn any() -> Self {
        Self(vec![(0, LAST)])
    }

    /// What ends a line.
    pub(super) fn line_ends() -> Self {
        Self::new(vec![(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)])
    }

    /// `\d`, which is ASCII alone.
    pub(super) fn digits() -> Self {
        Self::new(vec![(0x30, 0x39)])
    }

    /// `\w`, which is ASCII alone.
    pub(super) fn word() -> Self {
        Self::new(vec![(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)])
    }

    /// `\s`: white space and line terminators of ECMA 262.
    pub(super) fn space() -> Self {
        Self::new(vec![
            (0x09, 0x0D),
            (0x20, 0x20),
            (0xA0, 0xA0),
            (0x1680, 0x1680),
            (0x2000, 0x200A),
            (0x2028, 0x2029),
            (0x202F, 0x202F),
            (0x205F, 0x205F),
            (0x3000, 0x3000),
            (0xFEFF, 0xFEFF),
        ])
    }

    /// `\p{…}`, by what stands between the braces: a general category, a binary property, or
    /// `Script=…` and its like. The name of a script alone is none, as in ECMA 262.
    pub(super) fn property(name: &str) -> Option<Self> {
        let is_name = |it: &str| it.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        match name.split_once('=') {
            Some((property, value)) => {
                let is_known =
                    ["General_Category", "gc", "Script", "sc", "Script_Extensions", "scx"]
                        .contains(&property);
                if is_known && is_name(value) { class(name) } else { None }
            }
            None if !is_name(name) => None,
            None => class(&format!("gc={name}"))
                .or_else(|| class(&format!("sc={name}")).is_none().then(|| class(name)).flatten()),
        }
    }

    pub(super) fn ranges(&self) -> &[(u32, u32)] {
        &self.0
    }

    pub(super) fn union(&self, other: &Self) -> Self {
        Self::new(self.0.iter().chain(&other.0).copied().collect())
    }

    pub(super) fn negated(&self) -> Self {
        let mut ranges = Vec::new();
        let mut from = 0;
        for &(first, last) in &self.0 {
            if first > from {
                ranges.push((from, first - 1));
            }
            from = last + 1;
        }
        if from <= LAST {
            ranges.push((from, LAST));
        }
        Self(ranges)
    }

    /// With all characters that differ from one of these in case alone.
    pub(super) fn folded(&self) -> Self {
        // Surrogates, which are no characters, have no case.
        let chars = self
            .0
            .iter()
            .flat_map(|&(first, last)| [(first, last.min(0xD7FF)), (first.max(0xE000), last)]);
        let chars = chars.filter(|(first, last)| first <= last).filter_map(|(first, last)| {
            Some(ClassUnicodeRange::new(char::from_u32(first)?, char::from_u32(last)?))
        });
        let mut class = ClassUnicode::new(chars);
        class.case_fold_simple();
        self.union(&Self::from_class(&class))
    }

    fn from_class(class: &ClassUnicode) -> Self {
        Self::new(class.iter().map(|it| (u32::from(it.start()), u32::from(it.end()))).collect())
    }
}

fn class(name: &str) -> Option<Set> {
    let hir = regex_syntax::Parser::new().parse(&format!("\\p{{{name}}}")).ok()?;
    match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => Some(Set::from_class(class)),
        HirKind::Empty
        | HirKind::Literal(_)
        | HirKind::Class(Class::Bytes(_))
        | HirKind::Look(_)
        | HirKind::Repetition(_)
        | HirKind::Capture(_)
        | HirKind::Concat(_)
        | HirKind::Alternation(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_sorted_and_whole() {
        assert_eq!(Set::new(vec![(5, 9), (1, 2), (3, 3), (8, 12)]).ranges(), [(1, 3), (5, 12)]);
        assert_eq!(Set::new(vec![(1, 3)]).negated().ranges(), [(0, 0), (4, LAST)]);
        assert_eq!(Set::any().negated(), Set::default());
        assert_eq!(Set::space().negated().negated(), Set::space());
    }

    #[test]
    fn case_folds_as_unicode_says() {
        assert_eq!(Set::of(0x6B).folded().ranges(), [(0x4B, 0x4B), (0x6B, 0x6B), (0x212A, 0x212A)]);
        assert_eq!(Set::any().folded(), Set::any());
    }

    #[test]
    fn properties_have_the_names_of_ecma_262() {
        for name in
            ["L", "Lu", "Letter", "gc=Nd", "Script=Latin", "sc=Grek", "Alphabetic", "Any", "ASCII"]
        {
            assert!(Set::property(name).is_some_and(|it| !it.ranges().is_empty()), "{name}");
        }
        for name in ["Latin", "Nonsense", "", "L}", "Block=Basic_Latin", "^L", "Script=", "age=3.0"]
        {
            assert_eq!(Set::property(name), None, "{name}");
        }
    }
}
