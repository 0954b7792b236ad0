//! Non-Posted Transactions: what has settled and is not yet posted, every day until it is.

use super::balances::is_told_missing;
use super::file::SetFile;
use super::keys::{Keys, hash};
use super::known::{BalanceType, Sent};
use super::records::{number, text};
use super::suspects::{Look, Proof, Suspect};
use super::work::{Reader, Today, Work, plain};
use crate::lexer::Record;
use crate::rules::set::{
    balance_not_reported, non_posted_already_posted, non_posted_gone, not_a_deposit_balance, reference_missing,
};

const KEY: &[&str] = &["transaction_id"];
const BALANCE: &[&str] = &["balance_id"];

/// Reads Non-Posted Transactions.
#[derive(Debug)]
pub(super) struct NonPosted {
    key: Option<usize>,
    balance: Option<usize>,
    amount: Option<usize>,
    currency: Option<usize>,
    ty: Option<usize>,
    transfer_type: Option<usize>,
    /// What stands for an empty cell.
    blank_word: &'static [u8],
    keys: Keys,
}

impl NonPosted {
    pub(super) fn new(file: &SetFile) -> Self {
        Self {
            key: file.field("transaction_id"),
            balance: file.field("balance_id"),
            amount: file.field("amount"),
            currency: file.field("currency"),
            ty: file.field("type"),
            transfer_type: file.field("transfer_type"),
            blank_word: file.kind.and_then(|kind| kind.blank_word).unwrap_or_default().as_bytes(),
            keys: Keys::with_capacity(file.records),
        }
    }
}

impl Reader for NonPosted {
    fn take(&mut self, record: &Record<'_>, work: &mut Work) {
        let mut scratch = std::mem::take(&mut work.scratch);
        let at = work.at(record);
        let balance = text(record, self.balance, &mut scratch);
        let balance = (!balance.is_empty() && balance != self.blank_word).then(|| hash(balance));
        if let Some(credit) = balance.and_then(|balance| credit_balance(balance, work)) {
            work.suspect(plain(&not_a_deposit_balance::RULE), at.look(BALANCE, BALANCE), Some(credit), Proof::SameKey);
        } else {
            let currency = work.known.currencies.number(text(record, self.currency, &mut scratch));
            let amount = number(record, self.amount, &mut scratch);
            work.books.on(work.today.day).pending(currency, amount);
        }
        if let Some(balance) = balance.filter(|balance| lacks_balance(*balance, work)) {
            if is_told_missing(balance, work) {
                work.suppress(&reference_missing::RULE, &balance_not_reported::RULE);
            } else {
                work.suspect(plain(&reference_missing::RULE).assumed(), at.look(BALANCE, BALANCE), None, Proof::None);
            }
        }
        let ty = work.known.types.number(text(record, self.ty, &mut scratch));
        let transfer_type = work.known.words.number(text(record, self.transfer_type, &mut scratch));
        work.books.on(work.today.day).pending_event([ty, transfer_type]);
        let key = text(record, self.key, &mut scratch);
        if !key.is_empty() {
            let key = hash(key);
            self.keys.push(key, at.record);
            let posted = work.known.transactions.iter().find_map(|sent| Some((sent.file, sent.keys.find(key)?)));
            if let Some((file, record)) = posted {
                let other = Look { file, record, column: super::transactions::KEY, key: super::transactions::KEY };
                work.suspect(plain(&non_posted_already_posted::RULE), at.look(KEY, KEY), Some(other), Proof::SameKey);
            }
        }
        work.scratch = scratch;
    }

    fn end(self: Box<Self>, torn: u64, work: &mut Work) {
        let mut keys = self.keys;
        keys.seal();
        let Today { day, before, file, transactions, .. } = work.today;
        work.books.on(day).pending_read(torn > 0);
        if torn > 0 {
            work.skip(Some(file), "whether every open item is still listed", "a record cannot be told from others");
        } else if transactions.is_some()
            && let Some(yesterday) = work.known.open.take_if(|open| before == Some(open.day))
        {
            gone(&keys, &yesterday, work);
        }
        work.known.open = Some(Sent { day, file, keys, on_credit: Vec::new(), balances: 0 });
    }
}

/// Where the day's Balances have a balance as a credit.
fn credit_balance(balance: u64, work: &Work) -> Option<Look> {
    let balances = work.known.balances.as_ref().filter(|balances| balances.day == work.today.day)?;
    let balance = balances.find(balance).filter(|balance| balance.kind == BalanceType::Credit)?;
    Some(Look { file: balances.file, record: balance.record, column: &["type"], key: super::balances::KEY })
}

/// Whether the day's Balances lack a balance that had not come to its end.
fn lacks_balance(balance: u64, work: &Work) -> bool {
    let known = &work.known;
    let Some(balances) = known.balances.as_ref().filter(|balances| balances.day == work.today.day) else {
        return false;
    };
    let then = known.balances_before.as_ref().and_then(|before| before.find(balance));
    !balances.torn && balances.find(balance).is_none() && then.is_none_or(|then| !then.status.is_terminal())
}

/// Items of yesterday that are neither listed nor posted.
fn gone(keys: &Keys, yesterday: &Sent, work: &mut Work) {
    let posted = |key| work.known.transactions.iter().any(|sent| sent.keys.find(key).is_some());
    let mut gone: Vec<u32> = yesterday
        .keys
        .iter()
        .filter(|(key, _)| keys.find(*key).is_none() && !posted(*key))
        .map(|(_, record)| record)
        .collect();
    gone.sort_unstable();
    let Today { day, file, .. } = work.today;
    for record in gone {
        let other = Look { file: yesterday.file, record, column: KEY, key: KEY };
        let slip = plain(&non_posted_gone::RULE);
        work.suspects.push(Suspect { other: Some(other), ..Suspect::of_file(slip, day, Some(file)) });
    }
}
