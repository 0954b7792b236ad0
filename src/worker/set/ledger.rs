//! The ledger of one balance over the days at hand.

use daybreak_engine::set::{Ledger, LedgerEntry, LedgerRow, LedgerTold};
use daybreak_engine::{Decimal, Record, Settings};

use super::protocol::{BalanceOf, LedgerLine, LedgerPage, LedgerWhat, Member};
use super::{Part, parts};
use crate::worker::host::Host;
use crate::worker::protocol::{Ask, FileId};
use crate::worker::reader::{Pieces, in_words};
use crate::worker::records::Records;

/// So many rows of a ledger are shown.
const SHOWN: usize = 500;

/// Reads the ledger. `None` when the record names no balance or cannot be read, or another ledger is asked for.
pub(super) async fn read(
    host: &Host,
    ask: Ask,
    members: &[Member],
    balance: &BalanceOf,
    settings: &Settings,
) -> Option<LedgerPage> {
    let parts = parts(host, members);
    let balance = match balance {
        BalanceOf::Id(id) => id.clone(),
        BalanceOf::Record(file, record) => id_in_record(parts.iter().find(|part| part.id == *file)?, *record).await?,
    };
    let mut failed = Vec::new();
    let mut ledger = Ledger::new(parts.iter().map(|part| part.of_set.clone()).collect(), &balance, settings);
    while let Some(part) = ledger.next_file().and_then(|given| parts.get(given)) {
        let mut pieces = Pieces::new(&part.file);
        loop {
            match pieces.next().await {
                Ok(Some(piece)) => ledger.push(piece),
                Ok(None) => break,
                Err(error) => {
                    failed.push((part.id, in_words(&error)));
                    ledger.lose_file();
                    break;
                }
            }
            if host.set.ledger.get() != ask {
                return None;
            }
        }
        ledger.end_file();
    }
    let ids: Vec<FileId> = parts.iter().map(|part| part.id).collect();
    let mut page = page(balance, ledger.finish(), &ids);
    page.unreadable.append(&mut failed);
    Some(page)
}

/// The ID of the balance that a record is of, or names.
async fn id_in_record(part: &Part, record: u64) -> Option<String> {
    let outcome = &part.outcome;
    let place = outcome.index.before(record)?;
    let end = outcome.index.end_of_block(record).unwrap_or(outcome.bytes);
    let heading = outcome.heading();
    let field = |name: &str| (0..outcome.header.len()).find(|field| heading.name(*field as u16) == Some(name));
    // In Balances one of two columns is filled; elsewhere a balance is named.
    let is_own = outcome.kind.is_some_and(|kind| kind.token == "balances");
    let keys: &[&str] = if is_own { &["client_balance_id", "id"] } else { &["balance_id"] };
    let fields: Vec<usize> = keys.iter().filter_map(|name| field(name)).collect();
    let id = |lexed: &Record<'_>| {
        let mut scratch = Vec::new();
        fields.iter().find_map(|field| {
            let text = String::from_utf8_lossy(lexed.text(*field, &mut scratch)).trim().to_owned();
            (!text.is_empty()).then_some(text)
        })
    };
    let mut records = Records::new(&part.file, outcome.dialect.delimiter, place, end);
    records.record_at(record, id).await.ok()??
}

/// The rows in text.
fn page(balance: String, told: LedgerTold, ids: &[FileId]) -> LedgerPage {
    let LedgerTold { rows, beyond, is_credit, currency, unreadable } = told;
    let hidden = rows.len().saturating_sub(SHOWN) as u64;
    let unreadable = unreadable.into_iter().filter_map(|(given, why)| Some((*ids.get(given)?, why.to_owned())));
    let rows = rows.into_iter().take(SHOWN).filter_map(|row| line(row, ids));
    LedgerPage {
        balance,
        rows: rows.collect(),
        beyond: beyond + hidden,
        is_credit,
        currency,
        unreadable: unreadable.collect(),
    }
}

fn line(row: LedgerRow, ids: &[FileId]) -> Option<LedgerLine> {
    let (what, amount) = match row.entry {
        LedgerEntry::Transaction { transaction_type, amount, counted } => {
            (LedgerWhat::Transaction(transaction_type, counted), amount)
        }
        LedgerEntry::NotPosted { amount } => (LedgerWhat::NotPosted, amount),
        LedgerEntry::Reported { amount, status } => (LedgerWhat::Reported(status), amount),
    };
    let text = |amount: Decimal| amount.to_string();
    Some(LedgerLine {
        day: row.day,
        file: *ids.get(row.given)?,
        record: row.place.record,
        column: row.column.to_owned(),
        what,
        amount: amount.map(text),
        after: row.after.map(text),
        off: row.off.map(|off| (text(off.difference), off.severity)),
    })
}

#[cfg(test)]
mod tests {
    use daybreak_calendar::Date;
    use daybreak_engine::set::{LedgerEntry, LedgerOff, LedgerRow, LedgerTold};
    use daybreak_engine::{Decimal, Place, Severity};

    use super::page;

    #[test]
    fn a_file_without_its_rows_is_named() {
        let told = LedgerTold { unreadable: vec![(1, "it has not even a header")], ..LedgerTold::default() };
        let page = page("b".to_owned(), told, &[7, 8]);
        assert_eq!(page.unreadable, [(8, "it has not even a header".to_owned())]);
    }

    #[test]
    fn a_sum_that_is_off_is_as_bad_as_the_check_has_it() {
        let amount = Some(Decimal::new(700, 2));
        let row = LedgerRow {
            day: Date::constant(2026, 11, 20),
            given: 0,
            place: Place { byte: 0, line: 2, record: 1 },
            column: "rewards_balance",
            entry: LedgerEntry::Reported { amount, status: "active".to_owned() },
            after: Some(Decimal::new(750, 2)),
            off: Some(LedgerOff { difference: Decimal::new(-50, 2), severity: Severity::Warning }),
        };
        let page = page("b".to_owned(), LedgerTold { rows: vec![row], ..LedgerTold::default() }, &[7]);
        let told: Vec<_> = page.rows.into_iter().map(|line| (line.file, line.column, line.after, line.off)).collect();
        let off = Some(("-0.50".to_owned(), Severity::Warning));
        assert_eq!(told, [(7, "rewards_balance".to_owned(), Some("7.50".to_owned()), off)]);
    }
}
