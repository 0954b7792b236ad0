//! The documentation of the kinds, made from the data.

use std::fmt::Write as _;

use crate::{Authority, Column, Decimals, KINDS, Kind, Named, Presence, ProgramList, Submission, Type};

/// `docs/schema/README.md`: the kinds.
pub fn index_page() -> String {
    let mut out = String::from("# The six kinds of file\n\n");
    out.push_str("| kind | what it is for |\n| --- | --- |\n");
    for kind in KINDS {
        let _ = writeln!(out, "| [{}]({}.md) | {} |", kind.title, kind.token, kind.about);
    }
    out
}

/// `docs/schema/<kind>.md`: a kind, column by column.
pub fn kind_page(kind: &Kind) -> String {
    let mut out = format!("# {}\n\n{}\n\n", kind.title, kind.about);
    let _ = writeln!(out, "- **In a file's name:** {}", code_list(kind.file_tokens));
    let _ = writeln!(out, "- **A day's file carries:** {}", submission_words(kind.submission));
    let keys: Vec<&str> = kind.keys.iter().map(|key| key.column).collect();
    let _ = writeln!(out, "- **Unique in a file:** {}", code_list(&keys));
    let _ = writeln!(out, "- **Source:** `{}`", kind.source);
    out.push_str(
        "\nWhat is marked *assumed* is inferred by us and never rejects a file: confirm it with your technical account manager.\n\n\
         ## Columns\n\n| column | type | required | allowed values | source |\n| --- | --- | --- | --- | --- |\n",
    );
    for column in kind.columns {
        let _ = writeln!(
            out,
            "| `{}`{}<br>{} | {}{} | {}{} | {} | `{}` |",
            column.name,
            match column.named {
                Named::OnItsPage => "",
                Named::Elsewhere => " (named on another page)",
                Named::Inferred => " (assumed)",
            },
            column.about,
            type_words(column.ty.value),
            mark(column.ty.authority),
            presence_words(column.presence.value),
            mark(column.presence.authority),
            values_words(column),
            column.source,
        );
    }
    if !kind.statuses.is_empty() {
        out.push_str("\n## Statuses\n\n| status | allowed reasons | |\n| --- | --- | --- |\n");
        for status in kind.statuses {
            let only = status.only_type.map(|only| format!("{only} only")).unwrap_or_default();
            let last = if kind.is_terminal(status.status.as_bytes()) { "final" } else { "" };
            let notes: Vec<&str> = [last, &only].into_iter().filter(|note| !note.is_empty()).collect();
            let _ = writeln!(out, "| `{}` | {} | {} |", status.status, code_list(status.reasons), notes.join(", "));
        }
    }
    out
}

fn mark(authority: Authority) -> &'static str {
    if authority == Authority::Assumed { " *(assumed)*" } else { "" }
}

fn code_list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// What a day's file carries, in words.
pub const fn submission_words(submission: Submission) -> &'static str {
    match submission {
        Submission::NewAndChanged => "new and changed records, each whole",
        Submission::Everything => "every open record, every day",
        Submission::NewOnly => "new records only",
        Submission::UpdatesOnly => "updates of records sent before",
    }
}

/// A type in words, with its decimals.
pub fn type_words(ty: Type) -> String {
    let Type::Number(number) = ty else { return ty.words().to_owned() };
    match number.decimals {
        Decimals::Any => "number".to_owned(),
        Decimals::ByProgram => "number, at least the currency's decimals (credit programs: exactly)".to_owned(),
        Decimals::Currency => "number, the currency's decimals".to_owned(),
        Decimals::AtLeast(least) => format!("number, at least {least} decimals"),
        Decimals::Exactly(exact) => format!("number, exactly {exact} decimals"),
    }
}

/// A presence in words.
pub fn presence_words(presence: Presence) -> String {
    match presence {
        Presence::Required => "always".to_owned(),
        Presence::Optional => "no".to_owned(),
        Presence::When(condition) | Presence::RequiredUnless(condition) => condition.words.to_owned(),
    }
}

/// The allowed values in words, in the marks of the documentation.
pub fn values_words(column: &Column) -> String {
    let values = column.values.value;
    let mut words = code_list(values.list);
    if values.open && !values.list.is_empty() {
        words.push_str(", perhaps more");
    }
    if let Some(program) = values.program {
        let list = match program {
            ProgramList::BalanceTypes => "balance_types",
            ProgramList::Currencies => "currencies",
            ProgramList::SettlementBanks => "settlement_banks",
            ProgramList::Bins => "bins",
            ProgramList::TransactionTypes => "transaction_types",
            ProgramList::TransferTypes => "transfer_types",
        };
        let _ = write!(words, "{}or the profile's `{list}`", if words.is_empty() { "any, " } else { "; " });
    }
    if !values.list.is_empty() {
        words.push_str(mark(column.values.authority));
    }
    words
}
