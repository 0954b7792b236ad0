//! Samples that fit a program.

use std::sync::Arc;

use daybreak_schema::{EXAMPLE_PROFILE, KINDS, read_profile};

use super::{fired, sample, settings};
use crate::{Settings, check_pieces};

/// Each profile changes something else; the last everything at once.
const PROFILES: &[&str] = &[
    r#"{"profile_version":1,"name":"p"}"#,
    r#"{"profile_version":1,"name":"p","balance_types":["credit"]}"#,
    r#"{"profile_version":1,"name":"p","balance_types":["deposit"],"balances_created_by":"api"}"#,
    r#"{"profile_version":1,"name":"p","balances_created_by":"file","authorized_users_file":true}"#,
    r#"{"profile_version":1,"name":"p","currencies":["JPY","KWD","EUR"]}"#,
    r#"{"profile_version":1,"name":"p","currencies":["USD","EUR"],"settlement_banks":["a","b"],"bins":["1","2"]}"#,
    r#"{"profile_version":1,"name":"p","transaction_types":[{"type":"payout","sign":"negative","transfer_types":["wire"]},
        {"type":"purchase","sign":"negative","transfer_types":["card"]},{"type":"credit","sign":"positive"}]}"#,
    r#"{"profile_version":1,"name":"p","closed_days":["2026-11-23"],"file_tokens":{"cards":["plastic"]},
        "columns":{"transaction_updates":{"dropped":["transfer_id"],"renamed":{"transaction_id":"Txn Ref"}},
        "cards":{"added":["note",{"name":"region","required":true,"values":["E","W"]},
        {"name":"k1","type":"id","required":true},{"name":"k2","type":"number","required":true},
        {"name":"k3","type":"integer","required":true},{"name":"k4","type":"currency","required":true},
        {"name":"k5","type":"date","required":true},{"name":"k6","type":"datetime","required":true},
        {"name":"k7","type":"boolean","required":true},{"name":"k8","required":true}]}}}"#,
    r#"{"profile_version":1,"name":"p","transaction_types":[{"type":"credit","transfer_types":["rtp","wire"]}]}"#,
    r#"{"profile_version":1,"name":"p","columns":{"balances":{"dropped":["client_balance_id"]}}}"#,
    r#"{"profile_version":1,"name":"p","columns":{"balances":{"dropped":["id"]}}}"#,
    r#"{"profile_version":1,"name":"p","columns":{"balances":{"dropped":["id","client_balance_id"]}}}"#,
    EXAMPLE_PROFILE,
];

#[test]
fn a_sample_fits_the_program_that_it_is_for() {
    for json in PROFILES {
        let profile = read_profile(json).unwrap();
        for kind in KINDS {
            let text: String = sample::valid_for(kind, 200, 3, &profile).collect();
            let settings = Settings { profile: Some(Arc::new(profile.clone())), ..settings() };
            let outcome = check_pieces(&sample::file_name(kind), [text.as_bytes()], &settings);
            assert_eq!(fired(&outcome), [], "{} under {json}\n{}", kind.token, &text[..600]);
            assert_eq!(outcome.records, 200);
        }
    }
}

#[test]
fn a_severity_is_in_force_however_its_rule_is_written() {
    for rule in ["decimals", "Decimals", "V003", "v003"] {
        assert_eq!(crate::rule(rule).unwrap().name, "decimals");
        let json = format!(r#"{{"profile_version":1,"name":"p","severities":{{"{rule}":"info"}}}}"#);
        let settings = Settings { profile: Some(Arc::new(read_profile(&json).unwrap())), ..settings() };
        let bytes = super::valid_but("transactions", "|125.50|", "|125.5|");
        let outcome = check_pieces("2026-11-21_transactions_v1.csv", [bytes.as_slice()], &settings);
        assert_eq!((fired(&outcome), outcome.counts.error), (vec![("decimals", 1)], 0), "{rule}");
    }
}

#[test]
fn a_profile_that_states_nothing_changes_no_sample() {
    let profile = read_profile(PROFILES[0]).unwrap();
    for kind in KINDS {
        assert!(sample::valid_for(kind, 90, 3, &profile).eq(sample::valid(kind, 90, 3)), "{}", kind.token);
    }
}
