//! Which values a column allows.

/// A list that the bank hands out to each program, and a profile can state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgramList {
    /// `balance_types`.
    BalanceTypes,
    /// `currencies`.
    Currencies,
    /// `settlement_banks`.
    SettlementBanks,
    /// `bins`.
    Bins,
    /// The names in `transaction_types`.
    TransactionTypes,
    /// The transfer types in `transaction_types` and `event_types`, which add to ours.
    TransferTypes,
}

/// The values that a column allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Values {
    /// The known values; empty when any is allowed.
    pub list: &'static [&'static str],
    /// The list is cut in its source: a value outside of it may be right, and only warns.
    pub open: bool,
    /// The profile's list, which replaces ours, or adds to it, where it is stated.
    pub program: Option<ProgramList>,
    /// Misprints of the documentation that are let through with a warning: as printed, as meant.
    pub misprints: &'static [(&'static str, &'static str)],
}

impl Values {
    /// Any value.
    pub const ANY: Self = Self { list: &[], open: true, program: None, misprints: &[] };

    /// These and no others.
    pub const fn closed(list: &'static [&'static str]) -> Self {
        Self { list, open: false, program: None, misprints: &[] }
    }

    /// These are known; there may be more.
    pub const fn open(list: &'static [&'static str]) -> Self {
        Self { list, open: true, program: None, misprints: &[] }
    }

    /// The profile's list replaces this one, or adds to it.
    pub const fn or_program(mut self, program: ProgramList) -> Self {
        self.program = Some(program);
        self
    }

    /// Lets a misprint through with a warning.
    pub const fn misprints(mut self, misprints: &'static [(&'static str, &'static str)]) -> Self {
        self.misprints = misprints;
        self
    }
}
