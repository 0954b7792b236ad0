//! What a rule reports of a file, and where.

use daybreak_schema::Authority;

use crate::finding::{Detail, Finding};
use crate::place::{Place, Span};
use crate::rule::{Rule, Severity};

/// What a rule reports; the sink adds the rest.
#[derive(Clone, Debug)]
pub(crate) struct Slip {
    /// The rule.
    pub rule: &'static Rule,
    /// How bad it is here.
    pub severity: Severity,
    /// What it rests on here.
    pub authority: Authority,
    /// The facts for its words.
    pub detail: Detail,
}

impl Slip {
    /// With the rule's own severity and authority.
    pub(crate) const fn new(rule: &'static Rule, detail: Detail) -> Self {
        Self { rule, severity: rule.severity, authority: rule.authority, detail }
    }

    /// With another authority; what is only assumed becomes a warning at most.
    #[must_use]
    pub(crate) fn resting_on(mut self, authority: Authority) -> Self {
        self.authority = authority;
        if !authority.can_reject() {
            self.severity = self.severity.min(Severity::Warning);
        }
        self
    }

    /// As a warning, because it is only assumed.
    #[must_use]
    pub(crate) fn assumed(self) -> Self {
        self.resting_on(Authority::Assumed)
    }
}

/// A finding that gets another severity at the end of a file, because of what follows from it.
#[derive(Clone, Debug)]
pub(crate) struct Raise {
    /// Its record and field; `None` when it is about the header.
    pub at: Option<(u64, u16)>,
    /// The severity that it gets, and what that rests on.
    pub to: (Severity, Authority),
    /// What was reported.
    pub slip: Slip,
}

impl Raise {
    /// Gives a finding its new severity, if it is the one that is meant; says whether it is.
    pub(crate) fn apply(&self, finding: &mut Finding) -> bool {
        let at = finding.field.zip(finding.place).map(|(field, place)| (place.record, field));
        let is_meant = finding.rule == self.slip.rule && at == self.at && finding.detail == self.slip.detail;
        if is_meant {
            (finding.severity, finding.authority) = self.to;
        }
        is_meant
    }
}

/// Where a slip was seen.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spot<'a> {
    /// The record.
    pub place: Option<Place>,
    /// The bytes that are meant.
    pub span: Option<Span>,
    /// The field's position, from 0.
    pub field: Option<u16>,
    /// What stands there.
    pub found: Option<&'a [u8]>,
    /// The other place of a duplicate.
    pub other: Option<(Place, Span)>,
}
