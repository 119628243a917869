//! Counts results and presents them.
//!
//! Input: a [`Plan`] and its [`Results`]. Output: [`Report`], which [`table`] prints for people and
//! [`json`] for programs. The order is that of the plan.

pub mod json;
pub mod ledger;
pub mod table;

use std::collections::BTreeMap;

use crate::execute::{Flaw, Outcome};
use crate::generate::{Failure, Stage};
use crate::plan::{Case, Plan};
use crate::reach;
use crate::run::Results;

/// What a run comes to.
#[derive(Debug, Default)]
pub struct Report {
    /// The counts of each file, in the plan's order.
    pub rows: Vec<Row>,
    /// All that went wrong, in the plan's order.
    pub findings: Vec<Finding>,
}

/// The counts of the schemas and documents of one file.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Row {
    /// The draft, where schemas are sorted by it.
    pub draft: Option<String>,
    /// The file.
    pub file: String,
    /// What is counted.
    pub counts: Counts,
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Schemas that have a type that compiles.
    pub typed: usize,
    /// Schemas.
    pub schemas: usize,
    /// Documents with the verdict that is expected.
    pub agree: usize,
    /// Documents.
    pub total: usize,
    /// Valid documents that come out of the round trip unchanged.
    pub unchanged: usize,
    /// Valid documents.
    pub valid: usize,
    /// Documents and schemas without documents that fail in any way.
    pub failures: usize,
    /// How much of what the schemas speak of is held in fields, if that is measured.
    pub reach: Option<reach::Counts>,
}

/// Something that went wrong with a document, or with a schema that has none.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    /// An index into [`Plan::schemas`].
    pub schema: usize,
    /// An index into [`Plan::cases`].
    pub case: Option<usize>,
    /// In what way.
    pub kind: Kind,
    /// What was said.
    pub text: String,
}

/// The ways to fail.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Kind {
    /// There is no type that compiles.
    Schema(Stage),
    /// An invalid document was accepted.
    WronglyAccepted,
    /// A valid document was refused.
    WronglyRefused,
    /// The types panicked.
    Panicked,
    /// The program died.
    Crashed,
    /// The types did not return in time.
    TimedOut,
    /// The round trip changed the document.
    Lost,
    /// Two ways to the same result disagree.
    Inconsistent,
    /// `Debug` prints what it must not.
    Leaked,
}

impl Kind {
    /// The kind as reports name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Schema(stage) => stage.name(),
            Self::WronglyAccepted => "wrongly accepted",
            Self::WronglyRefused => "wrongly refused",
            Self::Panicked => "panicked",
            Self::Crashed => "crashed",
            Self::TimedOut => "timed out",
            Self::Lost => "round trip",
            Self::Inconsistent => "inconsistent",
            Self::Leaked => "leaked",
        }
    }

    /// What the type did with the document, in a word.
    #[must_use]
    pub const fn got(self) -> &'static str {
        match self {
            Self::WronglyAccepted | Self::Lost => "accepted",
            Self::WronglyRefused => "refused",
            other => other.name(),
        }
    }
}

impl Counts {
    /// Adds the counts of another row.
    pub fn add(&mut self, other: &Self) {
        self.typed += other.typed;
        self.schemas += other.schemas;
        self.agree += other.agree;
        self.total += other.total;
        self.unchanged += other.unchanged;
        self.valid += other.valid;
        self.failures += other.failures;
        if let Some(reach) = &other.reach {
            self.reach.get_or_insert_default().add(reach);
        }
    }
}

impl Row {
    /// Whether failing is allowed by the suite itself.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        self.file.starts_with("optional/")
    }
}

/// Counts the results of `plan`.
#[must_use]
pub fn report(plan: &Plan, results: &Results) -> Report {
    let mut report = Report::default();
    let mut rows: BTreeMap<(&Option<String>, &str), usize> = BTreeMap::new();
    let mut cases = plan.cases.iter().enumerate().peekable();
    for (index, schema) in plan.schemas.iter().enumerate() {
        let row = *rows.entry((&schema.draft, &schema.file)).or_insert_with(|| {
            report.rows.push(Row {
                draft: schema.draft.clone(),
                file: schema.file.clone(),
                counts: Counts::default(),
            });
            report.rows.len() - 1
        });
        let counts = &mut report.rows[row].counts;
        let failure = results.failures.get(&index);
        counts.schemas += 1;
        counts.typed += usize::from(failure.is_none());
        let before = report.findings.len();
        let mut documents = 0;
        while let Some((number, case)) = cases.next_if(|(_, case)| case.schema == index) {
            let finding = judge(case, failure, results.outcomes.get(&number));
            counts.count(case, finding.as_ref().map(|(kind, _)| *kind));
            report.findings.extend(finding.map(|(kind, text)| Finding {
                schema: index,
                case: Some(number),
                kind,
                text,
            }));
            documents += 1;
        }
        if let (0, Some(failure)) = (documents, failure) {
            report.findings.push(Finding {
                schema: index,
                case: None,
                kind: Kind::Schema(failure.kind),
                text: failure.text.clone(),
            });
        }
        counts.failures += report.findings.len() - before;
        if let Some(reach) = &results.reach {
            let of_schema = reach.schemas.get(&index).copied().unwrap_or_default();
            counts.reach.get_or_insert_default().add(&of_schema);
        }
    }
    report
}

impl Counts {
    fn count(&mut self, case: &Case, failure: Option<Kind>) {
        let right = matches!(failure, None | Some(Kind::Lost | Kind::Inconsistent | Kind::Leaked));
        self.total += 1;
        self.agree += usize::from(right);
        if case.valid != Some(false) {
            self.valid += 1;
            self.unchanged += usize::from(right && failure != Some(Kind::Lost));
        }
    }
}

/// What is wrong with the outcome of a case, if anything is.
fn judge(
    case: &Case,
    failure: Option<&Failure>,
    outcome: Option<&Outcome>,
) -> Option<(Kind, String)> {
    if let Some(failure) = failure {
        return Some((Kind::Schema(failure.kind), failure.text.clone()));
    }
    match outcome {
        None => Some((Kind::Crashed, "not run".to_owned())),
        Some(Outcome::Panicked(text)) => Some((Kind::Panicked, text.clone())),
        Some(Outcome::Crashed(text)) => Some((Kind::Crashed, text.clone())),
        Some(Outcome::TimedOut) => Some((Kind::TimedOut, String::new())),
        Some(Outcome::Accepted(_)) if case.valid == Some(false) => {
            Some((Kind::WronglyAccepted, String::new()))
        }
        Some(Outcome::Refused(error, _)) if case.valid == Some(true) => {
            Some((Kind::WronglyRefused, error.clone()))
        }
        Some(Outcome::Accepted(flaw) | Outcome::Refused(_, flaw)) => flaw.as_ref().map(of_flaw),
    }
}

fn of_flaw(flaw: &Flaw) -> (Kind, String) {
    match flaw {
        Flaw::Lost(text) => (Kind::Lost, text.clone()),
        Flaw::Inconsistent(text) => (Kind::Inconsistent, text.clone()),
        Flaw::Leaked(text) => (Kind::Leaked, text.clone()),
    }
}
