//! A number with too few or too many decimals.

use crate::finding::Detail;
use crate::sink::Slip;
use daybreak_schema::{Authority, Decimals, Type};

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A number with too few or too many decimals.
pub static RULE: Rule = Rule {
    name: "decimals",
    code: "V003",
    family: Family::Value,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(2),
    what: "A number has fewer or more decimals than its column allows.",
    why: "The number of decimals is checked for each cell: 11.5 is rejected where 11.50 is expected.",
    mend: "Write the number with the decimals of its currency, trailing zeros included.",
    source: "file-integrations/file-delivery/errors; file-integrations/balances-and-transactions/transactions-schema",
    examples: &[
        Example::bad("transactions", "one decimal", &[Edit::Set("amount", "11.5")]),
        Example::bad("non_posted_transactions", "three decimals of US dollars", &[Edit::Set("amount", "11.500")]),
        Example::good("transactions", "more than needed", &[Edit::Set("amount", "11.500")]),
        Example::good(
            "transactions",
            "a currency without decimals",
            &[Edit::Set("currency", "JPY"), Edit::Set("amount", "1150"), Edit::Set("amount_in_usd", "7.60")],
        ),
        Example::good(
            "transactions",
            "a currency without decimals, in quotes",
            &[Edit::Set("currency", "\"JPY\""), Edit::Set("amount", "1150"), Edit::Set("amount_in_usd", "7.60")],
        ),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let Detail::Numbers(expected, found) = saying.finding.detail else {
        return Said::new("Wrong number of decimals");
    };
    let count = |number: u64| match number {
        0 => "no decimals".to_owned(),
        1 => "one decimal".to_owned(),
        2 => "two decimals".to_owned(),
        more => format!("{more} decimals"),
    };
    let is_exact = saying.column.is_some_and(|column| {
        matches!(column.ty.value, Type::Number(number) if matches!(number.decimals, Decimals::Exactly(_) | Decimals::Currency))
    });
    if found < expected && !is_exact {
        Said::new(format!("The number has {} where at least {} are needed", count(found), count(expected)))
            .expected(format!("at least {}", count(expected)))
    } else {
        Said::new(format!("The number has {} where {} are expected", count(found), count(expected)))
            .expected(count(expected))
    }
}

/// So many decimals or more.
pub(crate) fn at_least(scale: u8, least: u8) -> Option<Slip> {
    (scale < least).then(|| slip(least, scale))
}

/// So many decimals, no more and no fewer.
pub(crate) fn exactly(scale: u8, exact: u8) -> Option<Slip> {
    (scale != exact).then(|| slip(exact, scale))
}

/// The currency's decimals: more is wrong; that fewer is wrong is only inferred.
pub(crate) fn currency(scale: u8, digits: u8) -> Option<Slip> {
    match scale.cmp(&digits) {
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(slip(digits, scale)),
        std::cmp::Ordering::Less => Some(slip(digits, scale).assumed()),
    }
}

fn slip(expected: u8, found: u8) -> Slip {
    Slip::new(&RULE, Detail::Numbers(u64::from(expected), u64::from(found)))
}
