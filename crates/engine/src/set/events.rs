//! The partner's own types of events against what the day's transactions have, and its items that are not posted yet: the
//! mapping is agreed before testing begins.

use std::collections::BTreeMap;

use daybreak_schema::EventType;

use super::outcome::EventTuple;

/// How a mapping of events is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventUse {
    /// Each type of event of the mapping, by its position, and how many transactions may be of it.
    pub events: Vec<(usize, u64)>,
    /// The combinations that no event is mapped to, the commonest first.
    pub unmapped: Vec<(EventTuple, u64)>,
}

/// Compares a mapping with the combinations of types that occur. Where the mapping leaves a column open, any value in it
/// will do; so a transaction may be of several types of events, and is counted for each. An item that is not posted yet has fewer
/// columns, so that it says little of which event it is: of those only what fits no event is told.
pub fn mapped_events(mapping: &[EventType], found: &BTreeMap<EventTuple, u64>) -> EventUse {
    let posted = || found.iter().filter(|(tuple, _)| !tuple.not_posted);
    let matching =
        |event: &EventType| posted().filter(|(tuple, _)| is_of(event, tuple)).map(|(_, count)| count).sum::<u64>();
    let events = mapping.iter().map(matching).enumerate().collect();
    let is_mapped = |tuple: &EventTuple| mapping.iter().any(|event| is_of(event, tuple));
    // Without a mapping there is nothing that they could lack.
    let lacks_nothing = |tuple: &EventTuple| tuple.not_posted && mapping.is_empty();
    let is_told = |tuple: &EventTuple| !is_mapped(tuple) && !lacks_nothing(tuple);
    let mut unmapped: Vec<(EventTuple, u64)> =
        found.iter().filter(|(tuple, _)| is_told(tuple)).map(|(tuple, count)| (tuple.clone(), *count)).collect();
    unmapped.sort_by(|(a, first), (b, second)| second.cmp(first).then_with(|| a.cmp(b)));
    EventUse { events, unmapped }
}

fn is_of(event: &EventType, tuple: &EventTuple) -> bool {
    let fits = |stated: &Option<String>, found: &str| stated.as_deref().is_none_or(|stated| stated == found);
    fits(&event.transaction_type, &tuple.transaction_type)
        && (tuple.not_posted || fits(&event.fee_type, &tuple.fee_type) && fits(&event.action, &tuple.action))
        && fits(&event.transfer_type, &tuple.transfer_type)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use daybreak_schema::EventType;

    use super::{EventTuple, mapped_events};

    fn event(name: &str, transaction_type: &str, transfer_type: Option<&str>) -> EventType {
        EventType {
            event: name.to_owned(),
            transaction_type: Some(transaction_type.to_owned()),
            fee_type: None,
            action: Some("applied".to_owned()),
            transfer_type: transfer_type.map(str::to_owned),
        }
    }

    fn tuple(transaction_type: &str, transfer_type: &str) -> EventTuple {
        EventTuple {
            transaction_type: transaction_type.to_owned(),
            fee_type: String::new(),
            action: "applied".to_owned(),
            transfer_type: transfer_type.to_owned(),
            not_posted: false,
        }
    }

    fn open(transaction_type: &str, transfer_type: &str) -> EventTuple {
        EventTuple { action: String::new(), not_posted: true, ..tuple(transaction_type, transfer_type) }
    }

    #[test]
    fn what_is_not_posted_is_told_only_where_it_fits_no_event() {
        let found = BTreeMap::from([(open("debit", "card"), 2), (open("debit", "ach"), 3), (open("credit", "x"), 4)]);
        let mapping = [event("CAPTURE", "debit", Some("card")), event("PAYROLL", "credit", None)];
        let used = mapped_events(&mapping, &found);
        assert_eq!(used.unmapped, [(open("debit", "ach"), 3)]);
        assert_eq!(used.events, [(0, 0), (1, 0)], "only what is posted tells that an event occurs");
        assert_eq!(mapped_events(&[], &found).unmapped, []);
    }

    #[test]
    fn tells_what_occurs_what_never_does_and_what_nobody_mapped() {
        let mapping = [
            event("CAPTURE", "debit", Some("card")),
            event("PAYROLL", "credit", None),
            event("WIRE", "debit", Some("wire")),
        ];
        let found = BTreeMap::from([
            (tuple("debit", "card"), 7),
            (tuple("credit", "ach"), 2),
            (tuple("credit", "wire"), 1),
            (tuple("refund", "card"), 5),
        ]);
        let used = mapped_events(&mapping, &found);
        assert_eq!(used.events, [(0, 7), (1, 3), (2, 0)]);
        assert_eq!(used.unmapped, [(tuple("refund", "card"), 5)]);
    }
}
