//! What a profile makes of a kind: the columns that its files must have, and what each must hold.

use std::borrow::Cow;

use crate::profile::{AddedColumn, AddedType, ColumnChanges, Profile};
use crate::{
    Authority, Column, Condition, Decimals, Fact, Kind, Named, Number, Presence, ProgramList, Test, Type, Values,
};

/// The columns of a kind under a profile.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The kind.
    pub kind: &'static Kind,
    /// Its columns, the profile's own at the end.
    pub columns: Vec<LayoutColumn>,
    /// Columns of the schema that the profile leaves out.
    pub dropped: Vec<&'static str>,
    /// The program has credit balances only.
    pub credit_only: bool,
}

/// A column under a profile.
#[derive(Clone, Debug)]
pub struct LayoutColumn {
    /// The schema's name.
    pub name: Cow<'static, str>,
    /// The name in the header.
    pub header: Cow<'static, str>,
    /// Where the name was read.
    pub named: Named,
    /// On whose word the name stands.
    pub named_authority: Authority,
    /// What its cells hold.
    pub ty: Fact<Type>,
    /// When a cell must be filled. Conditions on the program are decided: only ones on the record are left.
    pub presence: Fact<Presence>,
    /// Which values are allowed.
    pub values: Fact<LayoutValues>,
    /// The longest value in characters.
    pub max_chars: Option<usize>,
    /// Prefixes that the bank keeps for its own IDs.
    pub reserved_prefixes: &'static [&'static str],
    /// What it holds.
    pub about: Cow<'static, str>,
    /// The page that it comes from.
    pub source: Cow<'static, str>,
    /// The profile has added it.
    pub added: bool,
}

/// The values that a column allows under a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayoutValues {
    /// The values; empty when any is allowed.
    pub list: Vec<Cow<'static, str>>,
    /// There may be more.
    pub open: bool,
    /// Misprints that are let through with a warning: as printed, as meant.
    pub misprints: &'static [(&'static str, &'static str)],
}

impl Layout {
    /// What a profile makes of a kind.
    pub fn new(kind: &'static Kind, profile: Option<&Profile>) -> Self {
        let none = ColumnChanges::default();
        let changes = profile.and_then(|profile| profile.columns.get(kind.token)).unwrap_or(&none);
        let is_dropped = |column: &&Column| changes.dropped.iter().any(|dropped| dropped == column.name);
        let kept = kind
            .columns
            .iter()
            .filter(|column| !is_dropped(column))
            .map(|column| under_profile(column, changes, profile));
        Self {
            kind,
            columns: kept.chain(changes.added.iter().map(added)).collect(),
            dropped: kind.columns.iter().filter(is_dropped).map(|column| column.name).collect(),
            credit_only: profile.is_some_and(Profile::is_credit_only),
        }
    }

    /// The column of this name in the schema.
    pub fn column(&self, name: &str) -> Option<&LayoutColumn> {
        self.columns.iter().find(|column| column.name == name)
    }
}

fn under_profile(column: &'static Column, changes: &ColumnChanges, profile: Option<&Profile>) -> LayoutColumn {
    let renamed = changes.renamed.get(column.name);
    LayoutColumn {
        name: column.name.into(),
        header: renamed.map_or(column.name.into(), |name| name.clone().into()),
        named: if renamed.is_some() { Named::OnItsPage } else { column.named },
        named_authority: if renamed.is_some() { Authority::Agreed } else { Authority::Documented },
        ty: column.ty,
        presence: presence(column.presence, profile),
        values: values(column.values, profile),
        max_chars: column.max_chars,
        reserved_prefixes: column.reserved_prefixes,
        about: column.about.into(),
        source: column.source.into(),
        added: false,
    }
}

/// Decides the conditions that depend on the program.
fn presence(stated: Fact<Presence>, profile: Option<&Profile>) -> Fact<Presence> {
    let Presence::When(condition) = stated.value else { return stated };
    // The profile makes the condition true; the column itself must still be more than assumed to reject a file.
    let required = Fact { value: Presence::Required, authority: stated.authority.min(Authority::Agreed) };
    let optional = Fact { value: Presence::Optional, ..stated };
    match condition.test {
        Test::ProgramNonUsd { currency } => match profile.and_then(Profile::has_non_usd) {
            Some(true) => required,
            Some(false) => optional,
            None => {
                let test = Test::RecordNonUsd { currency };
                Fact::assumed(Presence::When(Condition { test, ..condition }))
            }
        },
        Test::ProgramSettlementBanks if profile.is_some_and(|profile| profile.settlement_banks.is_some()) => required,
        Test::ProgramCreditOnly if profile.is_some_and(Profile::is_credit_only) => required,
        Test::ProgramSettlementBanks | Test::ProgramCreditOnly => optional,
        Test::Is { .. } | Test::RecordNonUsd { .. } | Test::OutsideTheFile => stated,
    }
}

/// Puts the profile's list in the place of ours.
fn values(stated: Fact<Values>, profile: Option<&Profile>) -> Fact<LayoutValues> {
    let agreed = stated.value.program.zip(profile).and_then(|(list, profile)| program_list(list, profile));
    let more = profile.filter(|_| stated.value.program == Some(ProgramList::TransferTypes));
    match agreed {
        Some(list) => Fact::agreed(LayoutValues { list, ..LayoutValues::default() }),
        None => Fact {
            value: LayoutValues {
                list: known_and_agreed(stated.value.list, more.map(Profile::transfer_types).unwrap_or_default()),
                open: stated.value.open,
                misprints: stated.value.misprints,
            },
            authority: stated.authority,
        },
    }
}

fn program_list(list: ProgramList, profile: &Profile) -> Option<Vec<Cow<'static, str>>> {
    let owned = |values: &Vec<String>| values.iter().map(|value| value.clone().into()).collect();
    match list {
        ProgramList::BalanceTypes => profile.balance_types.as_ref().map(owned),
        ProgramList::Currencies => profile.currencies.as_ref().map(owned),
        ProgramList::SettlementBanks => profile.settlement_banks.as_ref().map(owned),
        ProgramList::Bins => profile.bins.as_ref().map(owned),
        ProgramList::TransactionTypes => profile
            .transaction_types
            .as_ref()
            .map(|types| types.iter().map(|agreed| agreed.name.clone().into()).collect()),
        // What is agreed for single types of transaction is no whole list: it only adds to ours.
        ProgramList::TransferTypes => None,
    }
}

fn known_and_agreed(known: &[&'static str], agreed: Vec<&str>) -> Vec<Cow<'static, str>> {
    let mut list: Vec<Cow<'static, str>> = known.iter().map(|&value| value.into()).collect();
    for value in agreed {
        if !list.iter().any(|known| known == value) {
            list.push(value.to_owned().into());
        }
    }
    list
}

fn added(column: &AddedColumn) -> LayoutColumn {
    let ty = match column.ty {
        AddedType::String if column.values.is_empty() => Type::Text,
        AddedType::String => Type::Enum,
        AddedType::Id => Type::Id,
        AddedType::Number => Type::Number(Number { decimals: Decimals::Any, currency: None }),
        AddedType::Integer => Type::Integer,
        AddedType::Currency => Type::Currency,
        AddedType::Date => Type::Date,
        AddedType::Datetime => Type::DateTime,
        AddedType::Boolean => Type::Boolean,
    };
    let list = column.values.iter().map(|value| value.clone().into()).collect();
    LayoutColumn {
        name: column.name.clone().into(),
        header: column.name.clone().into(),
        named: Named::OnItsPage,
        named_authority: Authority::Agreed,
        ty: Fact::agreed(ty),
        presence: Fact::agreed(if column.required { Presence::Required } else { Presence::Optional }),
        values: Fact::agreed(LayoutValues { list, open: column.values.is_empty(), misprints: &[] }),
        max_chars: None,
        reserved_prefixes: &[],
        about: "Added by the program profile.".into(),
        source: "program profile".into(),
        added: true,
    }
}
