//! The ledger of one balance over the days at hand.

use daybreak_calendar::Date;
use daybreak_engine::set::{Ledger, LedgerEntry, LedgerTold};
use daybreak_engine::{Decimal, Record};

use super::protocol::{BalanceOf, LedgerLine, LedgerPage, LedgerWhat, Member};
use super::{Part, parts};
use crate::worker::host::Host;
use crate::worker::protocol::{Ask, FileId};
use crate::worker::reader::{Pieces, in_words};
use crate::worker::records::Records;

/// So many rows of a ledger are shown.
const SHOWN: usize = 500;

/// Reads the ledger. `None` when the record names no balance or cannot be read, or another ledger is asked for.
pub(super) async fn read(host: &Host, ask: Ask, members: &[Member], balance: &BalanceOf) -> Option<LedgerPage> {
    let parts = parts(host, members);
    let balance = match balance {
        BalanceOf::Id(id) => id.clone(),
        BalanceOf::Record(file, record) => id_in_record(parts.iter().find(|part| part.id == *file)?, *record).await?,
    };
    let mut failed = Vec::new();
    let mut ledger = Ledger::new(parts.iter().map(|part| part.of_set.clone()).collect(), &balance);
    while let Some(part) = ledger.next_file().and_then(|given| parts.get(given)) {
        let mut pieces = Pieces::new(&part.file);
        loop {
            match pieces.next().await {
                Ok(Some(piece)) => ledger.push(piece),
                Ok(None) => break,
                Err(error) => {
                    failed.push((part.id, in_words(&error)));
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
    let mut page = page(balance, &ledger.finish(), &ids);
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

/// The rows with what follows from them, day by day.
fn page(balance: String, told: &LedgerTold, ids: &[FileId]) -> LedgerPage {
    let mut running = Running::default();
    let mut lines = Vec::new();
    for row in &told.rows {
        let Some(&file) = ids.get(row.given) else { continue };
        let (what, amount, after, difference) = match &row.entry {
            LedgerEntry::Transaction { transaction_type, amount, counted } => {
                let after = running.moved(row.day, amount.filter(|_| *counted), *counted);
                (LedgerWhat::Transaction(transaction_type.clone(), *counted), *amount, after, None)
            }
            LedgerEntry::NotPosted { amount } => (LedgerWhat::NotPosted, *amount, None, None),
            LedgerEntry::Reported { balance, status } => {
                let expected = running.reported(row.day, *balance);
                let difference = expected.zip(*balance).and_then(|(expected, balance)| balance.checked_sub(expected));
                let off = difference.filter(|difference| difference.sign() != 0);
                (LedgerWhat::Reported(status.clone()), *balance, expected, off)
            }
        };
        let text = |amount: Option<Decimal>| amount.map(|amount| amount.to_string());
        lines.push(LedgerLine {
            day: row.day.to_string(),
            file,
            record: row.place.record,
            what,
            amount: text(amount),
            after: text(after),
            difference: text(difference),
        });
    }
    let hidden = lines.len().saturating_sub(SHOWN) as u64;
    lines.truncate(SHOWN);
    let unreadable = told.unreadable.iter().filter_map(|(given, why)| Some((*ids.get(*given)?, (*why).to_owned())));
    LedgerPage { balance, rows: lines, beyond: told.beyond + hidden, unreadable: unreadable.collect() }
}

/// The balance as it follows from row to row.
#[derive(Default)]
struct Running {
    balance: Option<Decimal>,
    day: Option<Date>,
}

impl Running {
    /// A new day: it follows only from the day right before.
    fn begin(&mut self, day: Date) {
        if self.day != Some(day) {
            if self.day.is_none_or(|before| before.tomorrow().ok() != Some(day)) {
                self.balance = None;
            }
            self.day = Some(day);
        }
    }

    /// After a transaction that counts, or one that does not.
    fn moved(&mut self, day: Date, amount: Option<Decimal>, counted: bool) -> Option<Decimal> {
        self.begin(day);
        if counted {
            self.balance = self.balance.zip(amount).and_then(|(balance, amount)| balance.checked_add(amount));
        }
        self.balance
    }

    /// What was expected where a balance is reported; the next day goes on from what is reported.
    fn reported(&mut self, day: Date, balance: Option<Decimal>) -> Option<Decimal> {
        self.begin(day);
        std::mem::replace(&mut self.balance, balance)
    }
}

#[cfg(test)]
mod tests {
    use daybreak_calendar::Date;
    use daybreak_engine::set::{LedgerEntry, LedgerRow, LedgerTold};
    use daybreak_engine::{Decimal, Place};

    use super::page;

    fn row(day: i8, entry: LedgerEntry) -> LedgerRow {
        LedgerRow { day: Date::constant(2026, 11, day), given: 0, place: Place { byte: 0, line: 2, record: 1 }, entry }
    }

    fn moved(day: i8, cents: i128, counted: bool) -> LedgerRow {
        let amount = Some(Decimal::new(cents, 2));
        row(day, LedgerEntry::Transaction { transaction_type: "debit".to_owned(), amount, counted })
    }

    fn reported(day: i8, cents: i128) -> LedgerRow {
        row(day, LedgerEntry::Reported { balance: Some(Decimal::new(cents, 2)), status: "active".to_owned() })
    }

    fn told(rows: &[LedgerRow]) -> Vec<(Option<String>, Option<String>)> {
        let told = LedgerTold { rows: rows.to_vec(), ..LedgerTold::default() };
        page("b".to_owned(), &told, &[7]).rows.into_iter().map(|line| (line.after, line.difference)).collect()
    }

    #[test]
    fn a_file_without_its_rows_is_named() {
        let told = LedgerTold { unreadable: vec![(1, "it has not even a header")], ..LedgerTold::default() };
        let page = page("b".to_owned(), &told, &[7, 8]);
        assert_eq!(page.unreadable, [(8, "it has not even a header".to_owned())]);
    }

    #[expect(clippy::unnecessary_wraps, reason = "it stands for what may be there")]
    fn text(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn a_ledger_runs_from_day_to_day_and_says_where_it_breaks() {
        let rows = [reported(19, 1000), moved(20, -250, true), moved(20, 5, false), reported(20, 700)];
        let expected = [(None, None), (text("7.50"), None), (text("7.50"), None), (text("7.50"), text("-0.50"))];
        assert_eq!(told(&rows), expected);
    }

    #[test]
    fn nothing_follows_from_a_day_that_is_not_the_day_before() {
        let rows = [reported(18, 1000), moved(20, -250, true), reported(20, 700)];
        assert_eq!(told(&rows), [(None, None), (None, None), (None, None)]);
    }
}
