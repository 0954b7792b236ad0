#![expect(clippy::unwrap_used, reason = "a test may panic")]

use super::{EXAMPLE_PROFILE, read_profile};

#[test]
fn the_example_is_valid() {
    let profile = read_profile(EXAMPLE_PROFILE).unwrap();
    assert_eq!(profile.name, "Example program");
    assert_eq!(profile.has_non_usd(), Some(true));
    assert!(!profile.is_credit_only());
    assert!(profile.names_column("txn_ref"));
}

#[test]
fn every_fault_is_told_with_its_path() {
    let cases = [
        ("[]", "$", "an object is due"),
        ("{", "$", "not JSON"),
        (r#"{"profile_version":1,"name":"p","bins":["1"],"bins":["2"]}"#, "$", "the key bins stands twice"),
        (
            r#"{"profile_version":1,"name":"p","columns":{"cards":{},"cards":{}}}"#,
            "$",
            "the key cards stands twice in one object, the second time at line 1 column 65",
        ),
        (r#"{"name":"p"}"#, "$.profile_version", "the number 1"),
        (r#"{"profile_version":2,"name":"p"}"#, "$.profile_version", "version 2"),
        (r#"{"profile_version":1}"#, "$.name", "needs a name"),
        (r#"{"profile_version":1,"name":"p","currency":["USD"]}"#, "$.currency", "no such key"),
        (r#"{"profile_version":1,"name":"p","currencies":"USD"}"#, "$.currencies", "a list is due here, not a string"),
        (r#"{"profile_version":1,"name":"p","currencies":["USD","usd"]}"#, "$.currencies[1]", "ISO 4217"),
        (r#"{"profile_version":1,"name":"p","balance_types":["loan"]}"#, "$.balance_types[0]", "no type of balance"),
        (r#"{"profile_version":1,"name":"p","bins":[]}"#, "$.bins", "empty"),
        (r#"{"profile_version":1,"name":"p","transaction_types":[]}"#, "$.transaction_types", "empty"),
        (r#"{"profile_version":1,"name":"p","bins":["1","1"]}"#, "$.bins[1]", "already"),
        (
            r#"{"profile_version":1,"name":"p","transaction_types":[{"type":"d","sign":"minus"}]}"#,
            "$.transaction_types[0].sign",
            "one of",
        ),
        (
            r#"{"profile_version":1,"name":"p","balances_created_by":"hand"}"#,
            "$.balances_created_by",
            "one of file, api",
        ),
        (r#"{"profile_version":1,"name":"p","columns":{"payments":{}}}"#, "$.columns.payments", "no such kind"),
        (
            r#"{"profile_version":1,"name":"p","columns":{"cards":{"dropped":["colour"]}}}"#,
            "$.columns.cards.dropped[0]",
            "no column colour",
        ),
        (
            r#"{"profile_version":1,"name":"p","columns":{"cards":{"dropped":["client_card_id"]}}}"#,
            "$.columns.cards.dropped[0]",
            "is the key",
        ),
        (
            r#"{"profile_version":1,"name":"p","columns":{"cards":{"added":["card_type"]}}}"#,
            "$.columns.cards",
            "two columns card_type",
        ),
        (
            r#"{"profile_version":1,"name":"p","columns":{"cards":{"renamed":{"card_type":"account_id"}}}}"#,
            "$.columns.cards",
            "two columns account_id",
        ),
        (
            r#"{"profile_version":1,"name":"p","columns":{"cards":{"renamed":{"card_type":"ty|pe"}}}}"#,
            "$.columns.cards.renamed.card_type",
            "no |",
        ),
        (
            r#"{"profile_version":1,"name":"p","columns":{"cards":{"added":[{"name":" note"}]}}}"#,
            "$.columns.cards.added[0].name",
            "a space before",
        ),
        (r#"{"profile_version":1,"name":"p","bins":["440393 "]}"#, "$.bins[0]", "a space before"),
        (
            r#"{"profile_version":1,"name":"p","file_tokens":{"transactions":["Non-Posted-Transaction"]}}"#,
            "$.file_tokens.transactions[0]",
            "stands for Non-Posted Transactions",
        ),
        (
            r#"{"profile_version":1,"name":"p","file_tokens":{"balances":["bal"],"cards":["Bal"]}}"#,
            "$.file_tokens.cards[0]",
            "stands for Balances",
        ),
        (
            r#"{"profile_version":1,"name":"p","event_types":[{"event":"A","action":"done"}]}"#,
            "$.event_types[0].action",
            "one of applied, reversed",
        ),
        (r#"{"profile_version":1,"name":"p","closed_days":["2026-02-30"]}"#, "$.closed_days[0]", "YYYY-MM-DD"),
        (r#"{"profile_version":1,"name":"p","closed_days":["2062-02-03"]}"#, "$.closed_days[0]", "2020 to 2060"),
        (r#"{"profile_version":1,"name":"p","severities":{"decimals":"fatal"}}"#, "$.severities.decimals", "one of"),
    ];
    for (json, path, message) in cases {
        let errors = read_profile(json).unwrap_err();
        assert!(errors.iter().any(|error| error.path == path && error.message.contains(message)), "{json}: {errors:?}");
    }
}

#[test]
fn a_byte_order_mark_before_it_is_passed_over() {
    assert_eq!(read_profile(&format!("\u{feff}{EXAMPLE_PROFILE}")), read_profile(EXAMPLE_PROFILE));
}

#[test]
fn several_faults_are_told_at_once() {
    let errors = read_profile(r#"{"profile_version":7,"names":"p","bins":3}"#).unwrap_err();
    assert_eq!(errors.len(), 4, "{errors:?}");
}
