//! Samples for a program: what its profile states takes the place of what it rules out.

use std::borrow::Cow;

use daybreak_schema::{
    Authority, BalancesCreatedBy, Kind, Layout, LayoutColumn, Presence, Profile, Sign, TransactionType, Type,
    currency_digits,
};

use super::ACTIVITY_DAY;
use super::cells::{Cells, GENERATED};

/// A program, as far as it makes a difference for the files of a kind.
pub(super) struct Program {
    layout: Layout,
    transaction_types: Vec<TransactionType>,
    created_by: Option<BalancesCreatedBy>,
    has_non_usd: bool,
}

impl Program {
    pub(super) fn new(kind: &'static Kind, profile: &Profile) -> Self {
        Self {
            layout: Layout::new(kind, Some(profile)),
            transaction_types: profile.transaction_types.clone().unwrap_or_default(),
            created_by: profile.balances_created_by,
            has_non_usd: profile.has_non_usd() == Some(true),
        }
    }

    pub(super) fn header(&self) -> String {
        line(self.layout.columns.iter().map(|column| column.header.clone()))
    }

    /// The record of this number as the program would send it.
    pub(super) fn line(&self, number: u64, mut cells: Cells) -> String {
        match self.layout.kind.token {
            "balances" => self.agree_balance(&mut cells, number),
            "transactions" | "non_posted_transactions" => self.agree_movement(&mut cells, number),
            _ => {}
        }
        let has_currency = self.layout.column("currency").map(|column| allowed(column, number, cells.get("currency")));
        let digits = has_currency.and_then(|code| currency_digits(code.as_bytes()));
        line(self.layout.columns.iter().map(|column| {
            let text = allowed(column, number, cells.get(&column.name));
            match (column.ty.value, digits) {
                (Type::Number(form), Some(digits)) if form.currency.is_some() => in_digits(&text, digits).into(),
                _ => text,
            }
        }))
    }

    fn agree_balance(&self, cells: &mut Cells, number: u64) {
        let has_no_other = self.layout.column("client_balance_id").is_none();
        if has_no_other || self.created_by == Some(BalancesCreatedBy::Api) {
            cells.set("client_balance_id", "");
            cells.set("id", format!("subledger_balance_{number:08}"));
        }
        let ty = self.layout.column("type").map(|column| allowed(column, number, cells.get("type")).into_owned());
        if let Some(ty) = ty.filter(|ty| ty != cells.get("type")) {
            let has_parts = ty == "credit";
            let principal = if has_parts { cells.get("balance").to_owned() } else { String::new() };
            let nothing = if has_parts { "0.00" } else { "" };
            cells.set("outstanding_principal", principal);
            cells.set("outstanding_interest", nothing);
            cells.set("outstanding_fees", nothing);
            cells.set("interest_accrued_balance", "");
            cells.set("type", ty);
        }
        self.agree_usd(cells, "balance");
    }

    fn agree_movement(&self, cells: &mut Cells, number: u64) {
        let is_its = |agreed: &&TransactionType| agreed.name == cells.get("type");
        let types = &self.transaction_types;
        if let Some(agreed) = types.iter().find(is_its).or_else(|| turn(types, number)).cloned() {
            let rails = &agreed.transfer_types;
            if let Some(rail) =
                turn(rails, number).filter(|_| !rails.iter().any(|rail| rail == cells.get("transfer_type")))
            {
                if self.layout.kind.token == "transactions" {
                    cells.move_by(rail, number, number);
                } else {
                    cells.set("transfer_type", rail.as_str());
                }
            }
            let amount = cells.get("amount").trim_start_matches('-').to_owned();
            match agreed.sign {
                Sign::Positive => cells.set("amount", amount),
                Sign::Negative => cells.set("amount", format!("-{amount}")),
                Sign::Any => {}
            }
            cells.set("type", agreed.name);
        }
        if self.layout.credit_only {
            cells.set("principal_amount", cells.get("amount").to_owned());
            cells.set("fee_amount", "0.00");
            cells.set("interest_amount", "0.00");
        }
        self.agree_usd(cells, "amount");
    }

    fn agree_usd(&self, cells: &mut Cells, amount: &str) {
        if self.has_non_usd {
            cells.set("amount_in_usd", cells.get(amount).to_owned());
        }
    }
}

/// The text itself, or, where the program rules it out, one that it allows.
fn allowed<'a>(column: &'a LayoutColumn, number: u64, text: &'a str) -> Cow<'a, str> {
    let list = &column.values.value.list;
    let is_due = column.presence.value == Presence::Required;
    if text.is_empty() && !is_due {
        return text.into();
    }
    if column.values.authority == Authority::Agreed && !list.is_empty() {
        let known = list.iter().any(|allowed| allowed == text);
        return turn(list, number).filter(|_| !known).map_or(text.into(), |value| Cow::Borrowed(value));
    }
    if text.is_empty() { anything(column.ty.value, number) } else { text.into() }
}

/// Something for a column that nothing is known of but its type.
fn anything(ty: Type, number: u64) -> Cow<'static, str> {
    match ty {
        Type::Text | Type::Enum => "sample".into(),
        Type::Id | Type::IdList => format!("id_{number:08}").into(),
        Type::Number(_) => "1.00".into(),
        Type::Integer => "1".into(),
        Type::Currency => "USD".into(),
        Type::Date => ACTIVITY_DAY.to_string().into(),
        Type::DateTime => GENERATED.into(),
        Type::Boolean => "true".into(),
    }
}

/// One after another, by the record's number.
fn turn<T>(list: &[T], number: u64) -> Option<&T> {
    list.get((number % list.len().max(1) as u64) as usize)
}

/// An amount of two decimals with as many as a currency has, in the same number of its smallest units where it has fewer: so
/// sums stay sums.
fn in_digits(text: &str, digits: u8) -> String {
    match (digits, text.split_once('.')) {
        (0, Some((whole, cents))) => {
            let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |whole| ("-", whole));
            let units = format!("{whole}{cents}");
            let units = units.trim_start_matches('0');
            format!("{sign}{}", if units.is_empty() { "0" } else { units })
        }
        (_, Some(_)) => text.to_owned() + &"0".repeat(usize::from(digits.saturating_sub(2))),
        (_, None) => text.to_owned(),
    }
}

fn line<'a>(cells: impl Iterator<Item = Cow<'a, str>>) -> String {
    cells.collect::<Vec<_>>().join("|") + "\n"
}
