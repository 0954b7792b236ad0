//! A column name in the wrong case.

use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// A column name in the wrong case.
pub static RULE: Rule = Rule {
    name: "column-case",
    code: "H005",
    family: Family::Header,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(1),
    what: "A column name is in a different case, or its words are joined differently.",
    why: "Header names are case-sensitive: Client_Account_ID is not client_account_id, and the bank does not find the column.",
    mend: "Write the name exactly as on the schema page: lower case, words joined by underscores.",
    source: "file-integrations/file-delivery/overview",
    examples: &[
        Example::bad("transactions", "upper case", &[Edit::Rename("currency", "CURRENCY")]),
        Example::bad("transactions", "words run together", &[Edit::Rename("balance_id", "balanceId")]),
        Example::bad("cards", "hyphens", &[Edit::Rename("card_status", "card-status")]),
        Example::bad("transaction_updates", "initial capitals", &[Edit::Rename("transaction_id", "Transaction_Id")]),
        Example::bad("cards", "initial capitals", &[Edit::Rename("generated_at", "Generated_At")]),
        Example::good("transactions", "lower case", &[]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let name = saying.column.map_or("", |column| &column.header);
    let found = saying.finding.found.as_deref().unwrap_or_default();
    let given = found.trim();
    let letters = |text: &str| text.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '_')).collect::<String>();
    let how = match (letters(given) != letters(name), given.to_lowercase() != name.to_lowercase()) {
        (true, true) => "in another case, with its words joined in another way",
        (_, true) => "with its words joined in another way",
        _ => "in another case",
    };
    let around = if given == found { "" } else { ", with white space around it" };
    Said::new(format!("The column name is written {how}{around}")).expected(name)
}
