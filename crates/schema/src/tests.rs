//! The data is sound.

use std::collections::BTreeSet;

use crate::{Authority, KINDS, Layout, Named, Presence, Test, Type};

#[test]
fn columns_are_unique_and_documented() {
    for kind in KINDS {
        let mut seen = BTreeSet::new();
        for column in kind.columns {
            assert!(seen.insert(column.name), "{}: {} occurs twice", kind.token, column.name);
            assert!(column.about.ends_with('.'), "{}: {}", kind.token, column.name);
            assert!(column.source.contains('/'), "{}: {}", kind.token, column.name);
        }
    }
}

#[test]
fn what_a_column_names_exists() {
    for kind in KINDS {
        for column in kind.columns {
            if let Some(subject) = column.presence.value.subject() {
                assert!(kind.column(subject).is_some(), "{}: {} depends on {subject}", kind.token, column.name);
            }
            if let Presence::When(condition) = column.presence.value
                && let Test::Is { column: subject, any_of } = condition.test
            {
                let list = kind.column(subject).map_or(&[][..], |subject| subject.values.value.list);
                assert!(any_of.iter().all(|value| list.contains(value)), "{}: {}", kind.token, column.name);
            }
            if let Type::Number(number) = column.ty.value
                && let Some(currency) = number.currency
            {
                assert!(kind.column(currency).is_some(), "{}: {}", kind.token, column.name);
            }
            for reference in column.references {
                let target = crate::kind_by_token(reference.kind).and_then(|kind| kind.column(reference.column));
                assert!(target.is_some(), "{}: {}", kind.token, column.name);
            }
        }
        for key in kind.keys {
            assert!(kind.column(key.column).is_some(), "{}: key {}", kind.token, key.column);
        }
    }
}

#[test]
fn statuses_and_their_reasons_are_allowed_values() {
    for kind in KINDS.iter().filter(|kind| !kind.statuses.is_empty()) {
        let list = |name: &str| kind.column(name).map_or(&[][..], |column| column.values.value.list);
        for status in kind.statuses {
            assert!(list("status").contains(&status.status), "{}: {}", kind.token, status.status);
            assert!(status.reasons.iter().all(|reason| list("status_reason").contains(reason)), "{}", status.status);
        }
        assert_eq!(kind.statuses.len(), list("status").len());
    }
}

#[test]
fn final_statuses_are_allowed_values() {
    for kind in KINDS {
        let statuses = kind.columns.iter().filter(|column| column.name.ends_with("status"));
        let list: Vec<&str> = statuses.flat_map(|column| column.values.value.list).copied().collect();
        assert!(kind.terminal_statuses.iter().all(|terminal| list.contains(terminal)), "{}", kind.token);
    }
}

#[test]
fn an_inferred_column_can_only_warn() {
    for column in KINDS.iter().flat_map(|kind| kind.columns).filter(|column| column.named == Named::Inferred) {
        let authorities = [column.ty.authority, column.presence.authority, column.values.authority];
        assert!(authorities.iter().all(|&authority| authority == Authority::Assumed), "{}", column.name);
    }
}

#[test]
fn a_profile_decides_what_depends_on_the_program() {
    let kind = crate::kind_by_token("transactions");
    let under = |json: &str| {
        let profile = crate::read_profile(json).unwrap_or_default();
        kind.map(|kind| Layout::new(kind, Some(&profile)))
    };
    let presence = |layout: &Option<Layout>, name: &str| {
        layout.as_ref().and_then(|layout| layout.column(name).map(|column| column.presence))
    };
    let layout = under(r#"{"profile_version":1,"name":"p","currencies":["USD","EUR"],"settlement_banks":["a"]}"#);
    for name in ["amount_in_usd", "client_settlement_bank_account_id"] {
        let presence = presence(&layout, name);
        assert_eq!(
            presence.map(|fact| (fact.value, fact.authority)),
            Some((Presence::Required, Authority::Agreed)),
            "{name}"
        );
    }
    let usd_only = under(r#"{"profile_version":1,"name":"p","currencies":["USD"]}"#);
    assert_eq!(presence(&usd_only, "amount_in_usd").map(|fact| fact.value), Some(Presence::Optional));
    let changed = under(crate::EXAMPLE_PROFILE);
    let headers: Vec<_> =
        changed.iter().flat_map(|layout| &layout.columns).map(|column| column.header.clone()).collect();
    assert!(
        headers.contains(&"txn_ref".into()) && headers.contains(&"region".into()) && !headers.contains(&"bin".into())
    );
}
