//! Transaction Updates: each of a transaction that was sent before.

use super::file::SetFile;
use super::keys::hash;
use super::known::Sent;
use super::records::text;
use super::suspects::{Look, Proof, Suspect};
use super::work::{NotAtHand, OpenUpdate, Reader, Work, plain};
use crate::lexer::Record;
use crate::rules::set::{not_a_deposit_balance, update_unknown_transaction};

const KEY: &[&str] = &["transaction_id"];

/// Reads Transaction Updates.
#[derive(Debug)]
pub(super) struct Updates {
    key: Option<usize>,
}

impl Updates {
    pub(super) fn new(file: &SetFile) -> Self {
        Self { key: file.field("transaction_id") }
    }
}

impl Reader for Updates {
    fn take(&mut self, record: &Record<'_>, work: &mut Work) {
        let mut scratch = std::mem::take(&mut work.scratch);
        let key = text(record, self.key, &mut scratch);
        if !key.is_empty() {
            let key = hash(key);
            let at = work.at(record);
            match work.known.transactions.iter().find_map(|sent| Some((sent, sent.keys.find(key)?))) {
                None => work.updates.push(OpenUpdate { hash: key, at }),
                Some((sent, transaction)) => {
                    if let Some((transaction, balance)) = on_credit(sent, transaction) {
                        let slip = plain(&not_a_deposit_balance::RULE);
                        work.suspect(slip, at.look(KEY, KEY), Some(balance), Proof::Linked(transaction));
                    }
                }
            }
        }
        work.scratch = scratch;
    }

    fn end(self: Box<Self>, _torn: u64, _work: &mut Work) {}
}

/// A transaction that was sent, and its balance, when that is a credit.
fn on_credit(sent: &Sent, transaction: u32) -> Option<(Look, Look)> {
    let place = sent.on_credit.binary_search_by_key(&transaction, |(record, _)| *record).ok()?;
    let (_, balance) = *sent.on_credit.get(place)?;
    let key = super::transactions::KEY;
    let transaction = Look { file: sent.file, record: transaction, column: &["balance_id"], key };
    Some((transaction, Look { file: sent.balances, record: balance, column: &["type"], key: super::balances::KEY }))
}

/// Looks for the transactions that were not known when their updates were read, once every day has been read.
pub(super) fn settle(work: &mut Work) {
    let mut of_file: Option<(usize, u32)> = None;
    let mut unknown = NotAtHand::default();
    for OpenUpdate { hash, at } in std::mem::take(&mut work.updates) {
        if of_file.is_some_and(|(file, _)| file != at.file as usize) {
            report(std::mem::take(&mut unknown), of_file, work);
        }
        of_file = Some((at.file as usize, at.day));
        let later = work.known.transactions.iter().find_map(|sent| Some((sent.file, sent.keys.find(hash)?)));
        let Some((file, record)) = later else {
            unknown.note(at.record);
            continue;
        };
        let key = super::transactions::KEY;
        work.suspects.push(Suspect {
            at: Some(at.look(KEY, KEY)),
            other: Some(Look { file, record, column: key, key }),
            proof: Proof::SameKey,
            ..Suspect::of_file(plain(&update_unknown_transaction::RULE), at.day as usize, Some(at.file as usize))
        });
    }
    report(unknown, of_file, work);
}

fn report(unknown: NotAtHand, of_file: Option<(usize, u32)>, work: &mut Work) {
    // Without any Transactions there is nothing to look in.
    let Some((file, day)) = of_file.filter(|_| !work.known.transactions.is_empty()) else { return };
    (work.today.file, work.today.day) = (file, day as usize);
    unknown.report(&update_unknown_transaction::RULE, KEY, "Transactions", work);
}
