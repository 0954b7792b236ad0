//! Cards: new and changed ones, each on its account.

use daybreak_schema::{Kind, Type};

use super::file::SetFile;
use super::keys::hash;
use super::known::{Account, Card, FACETS};
use super::meaning::{meaning, type_of};
use super::records::text;
use super::suspects::Proof;
use super::work::{NotAtHand, Reader, Work, plain};
use crate::lexer::Record;
use crate::rules::set::{
    card_entity_not_on_account, card_immutable_field, card_on_closed_account, closed_record_changed, reference_missing,
};

const KEY: &[&str] = &["client_card_id"];

/// Reads Cards.
#[derive(Debug)]
pub(super) struct Cards {
    kind: Option<&'static Kind>,
    key: Option<usize>,
    account: Option<usize>,
    entity: Option<usize>,
    status: Option<usize>,
    replaced_by: Option<usize>,
    /// The fields that may not change, with their types.
    facets: [(Option<usize>, Type); FACETS],
    no_account: NotAtHand,
    /// Replacing cards that were not known when they were named.
    replacements: Vec<(u64, u32)>,
}

/// What a card's record says.
struct Said {
    key: u64,
    account: u64,
    entity: u64,
    is_api_entity: bool,
    terminal: bool,
    closed: bool,
}

impl Cards {
    pub(super) fn new(file: &SetFile) -> Self {
        Self {
            kind: file.kind,
            key: file.field("client_card_id"),
            account: file.field("account_id"),
            entity: file.field("entity_id"),
            status: file.field("card_status"),
            replaced_by: file.field("replaced_by"),
            facets: card_immutable_field::COLUMNS.map(|column| (file.field(column), type_of(file.kind, column))),
            no_account: NotAtHand::default(),
            replacements: Vec::new(),
        }
    }
}

impl Reader for Cards {
    fn take(&mut self, record: &Record<'_>, work: &mut Work) {
        let mut scratch = std::mem::take(&mut work.scratch);
        let key = text(record, self.key, &mut scratch);
        if !key.is_empty() {
            let key = hash(key);
            let account = hash(text(record, self.account, &mut scratch));
            let entity = text(record, self.entity, &mut scratch);
            let (is_api_entity, entity) = (entity.starts_with(b"entity_"), hash(entity));
            let status = text(record, self.status, &mut scratch);
            let closed = status == b"closed";
            let terminal = self.kind.is_some_and(|kind| kind.is_terminal(status));
            let replaced_by = text(record, self.replaced_by, &mut scratch);
            if !replaced_by.is_empty() {
                self.replacements.push((hash(replaced_by), record.place.record as u32));
            }
            let facets = self.facets.map(|(field, ty)| match text(record, field, &mut scratch) {
                [] => 0,
                filled => (hash(&meaning(ty, filled, &mut work.moments)) as u32).max(1),
            });
            let said = Said { key, account, entity, is_api_entity, terminal, closed };
            self.on_account(&said, record, work);
            Self::against_before(&said, facets, record, work);
        }
        work.scratch = scratch;
    }

    fn end(self: Box<Self>, _torn: u64, work: &mut Work) {
        if !work.known.accounts.is_empty() {
            self.no_account.report(&reference_missing::RULE, &["account_id"], "Accounts", work);
        }
        let mut unknown = NotAtHand::default();
        for (replacing, record) in self.replacements {
            if !work.known.cards.contains_key(&replacing) {
                unknown.note(record);
            }
        }
        unknown.report(&reference_missing::RULE, &["replaced_by"], "Cards", work);
    }
}

impl Cards {
    fn on_account(&mut self, said: &Said, record: &Record<'_>, work: &mut Work) {
        let at = work.at(record);
        let Some(account) = work.known.accounts.get(&said.account).copied() else {
            self.no_account.note(at.record);
            return;
        };
        if let Some(closed) = account.closed.filter(|_| !said.terminal) {
            let known = work.known.cards.get(&said.key).is_some_and(|card| card.at.day < at.day);
            let slip = card_on_closed_account::slip(known);
            let other = Some(closed.look(&["status"], &["client_account_id"]));
            work.suspect(slip, at.look(&["card_status"], &["account_id"]), other, Proof::SameKey);
        }
        if let Some(sure) = is_stranger(said, account, work) {
            let other = Some(account.at.look(&["account_holders"], &["client_account_id"]));
            work.suspect(
                card_entity_not_on_account::slip(sure),
                at.look(&["entity_id"], &["account_id"]),
                other,
                Proof::SameKey,
            );
        }
    }

    fn against_before(said: &Said, facets: [u32; FACETS], record: &Record<'_>, work: &mut Work) {
        let at = work.at(record);
        let before = work.known.cards.get(&said.key).copied().filter(|before| before.at.day < at.day);
        if let Some(closed) = before.and_then(|before| before.closed) {
            let other = Some(closed.look(&["card_status"], KEY));
            work.suspect(plain(&closed_record_changed::RULE), at.look(&["card_status"], KEY), other, Proof::SameKey);
        } else if let Some(before) = before
            // What was empty may be filled later: a card could never be closed otherwise.
            && before.facets.iter().zip(&facets).any(|(before, now)| *before != 0 && before != now)
        {
            let other = Some(before.at.look(KEY, KEY));
            let proof = Proof::Changed(&card_immutable_field::COLUMNS);
            work.suspect(plain(&card_immutable_field::RULE), at.look(KEY, KEY), other, proof);
        }
        let closed = before.and_then(|before| before.closed).or(said.closed.then_some(at));
        work.known.cards.insert(said.key, Card { at, closed, facets });
    }
}

/// Whether the card's entity is none of the account's, and whether that is sure: the users may stand in another file, and an
/// entity may be named by the bank's ID in one file and by the partner's in the other.
fn is_stranger(said: &Said, account: Account, work: &Work) -> Option<bool> {
    let users_elsewhere = work.profile.as_ref().and_then(|profile| profile.authorized_users_file);
    let (start, end) = account.entities;
    let entities = work.known.entities.get(start as usize..end as usize)?;
    if users_elsewhere == Some(true) || entities.is_empty() || entities.contains(&said.entity) {
        return None;
    }
    Some(users_elsewhere == Some(false) && !said.is_api_entity)
}
