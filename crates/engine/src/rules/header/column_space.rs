//! White space around a column name.

use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// White space around a column name.
pub static RULE: Rule = Rule {
    name: "column-space",
    code: "H007",
    family: Family::Header,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(1),
    what: "A column name has white space before or after it.",
    why: "Columns are found by their exact names; the space belongs to the name.",
    mend: "Remove the space from the name.",
    source: "file-integrations/file-delivery/overview",
    examples: &[
        Example::bad("transactions", "a space behind", &[Edit::Rename("currency", "currency ")]),
        Example::bad("cards", "a space before", &[Edit::Rename("generated_at", " generated_at")]),
        Example::good("transactions", "no space", &[]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let name = saying.column.map_or("", |column| &column.header);
    Said::new("White space around the column name").expected(name)
}
