//! Accounts: new and changed ones.

use daybreak_schema::Kind;

use super::file::SetFile;
use super::keys::hash;
use super::known::Account;
use super::records::text;
use super::suspects::Proof;
use super::work::{Reader, Work, plain};
use crate::lexer::Record;
use crate::rules::set::{closed_record_changed, effective_at_not_later};
use crate::values::items;

const KEY: &[&str] = &["client_account_id"];

/// Reads Accounts.
#[derive(Debug)]
pub(super) struct Accounts {
    kind: Option<&'static Kind>,
    key: Option<usize>,
    status: Option<usize>,
    effective_at: Option<usize>,
    entities: [Option<usize>; 2],
}

impl Accounts {
    pub(super) fn new(file: &SetFile) -> Self {
        Self {
            kind: file.kind,
            key: file.field("client_account_id"),
            status: file.field("status"),
            effective_at: file.field("effective_at"),
            entities: [file.field("account_holders"), file.field("authorized_users")],
        }
    }
}

impl Reader for Accounts {
    fn take(&mut self, record: &Record<'_>, work: &mut Work) {
        let mut scratch = std::mem::take(&mut work.scratch);
        let key = text(record, self.key, &mut scratch);
        if !key.is_empty() {
            let key = hash(key);
            let status = text(record, self.status, &mut scratch);
            let closed = self.kind.is_some_and(|kind| kind.is_terminal(status));
            let effective_at = work.moment(text(record, self.effective_at, &mut scratch));
            self.note(key, closed, effective_at, record, work);
        }
        work.scratch = scratch;
    }

    fn end(self: Box<Self>, _torn: u64, _work: &mut Work) {}
}

impl Accounts {
    fn note(&self, key: u64, closed: bool, effective_at: Option<i64>, record: &Record<'_>, work: &mut Work) {
        let at = work.at(record);
        let before = work.known.accounts.get(&key).copied().filter(|before| before.at.day < at.day);
        if let Some(closed) = before.and_then(|before| before.closed) {
            let other = Some(closed.look(&["status"], KEY));
            work.suspect(plain(&closed_record_changed::RULE), at.look(&["status"], KEY), other, Proof::SameKey);
        } else if let Some(before) = before
            && let (Some(earlier), Some(later)) = (before.effective_at, effective_at)
            && later <= earlier
        {
            let other = Some(before.at.look(&["effective_at"], KEY));
            work.suspect(plain(&effective_at_not_later::RULE), at.look(&["effective_at"], KEY), other, Proof::SameKey);
        }
        let start = work.known.entities.len() as u32;
        for field in self.entities.into_iter().flatten() {
            work.known.entities.extend(items(record.raw(field)).map(hash));
        }
        let closed = before.and_then(|before| before.closed).or(closed.then_some(at));
        work.known.any_account_closed |= closed.is_some();
        let entities = (start, work.known.entities.len() as u32);
        work.known.accounts.insert(key, Account { at, effective_at, closed, entities });
    }
}
