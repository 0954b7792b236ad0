//! Reads a profile. Every fault is told, with its path; nothing is silently ignored.

use std::collections::BTreeMap;

use daybreak_calendar::Date;
use serde_json::Value;

use super::json::parse;
use super::walk::{Node, ProfileError, Walk, get};
use super::{
    AddedColumn, AddedType, BalancesCreatedBy, ColumnChanges, EventType, PROFILE_VERSION, Profile, Sign,
    StatedSeverity, TransactionType,
};
use crate::{KINDS, Kind, currency_digits, kind_by_token, normalised_token};

const KEYS: &[&str] = &[
    "profile_version",
    "name",
    "balance_types",
    "currencies",
    "settlement_banks",
    "bins",
    "transaction_types",
    "event_types",
    "authorized_users_file",
    "balances_created_by",
    "columns",
    "file_tokens",
    "closed_days",
    "severities",
];

/// Reads a profile from its JSON. The names of rules in `severities` are known to the engine only; see there.
pub fn read_profile(json: &str) -> Result<Profile, Vec<ProfileError>> {
    let value = parse(json)?;
    let mut walk = Walk::default();
    let profile = profile(&mut walk, &Node { path: "$".to_owned(), value: &value });
    match profile {
        Some(profile) if walk.errors.is_empty() => Ok(profile),
        _ => Err(walk.errors),
    }
}

fn profile(walk: &mut Walk, node: &Node<'_>) -> Option<Profile> {
    let map = walk.object(node, KEYS)?;
    let at = |key: &str| get(map, &node.path, key);
    match map.get("profile_version").and_then(Value::as_u64) {
        Some(PROFILE_VERSION) => {}
        Some(other) => {
            walk.error("$.profile_version", format!("version {other} is not known here; this program reads version 1"));
        }
        None => walk.error("$.profile_version", "the number 1 is due here"),
    }
    let name = if let Some(name) = at("name") {
        walk.string(&name)
    } else {
        walk.error("$.name", "the profile needs a name");
        None
    };
    let profile = Profile {
        profile_version: PROFILE_VERSION,
        name: name.unwrap_or_default(),
        balance_types: at("balance_types").map(|node| balance_types(walk, &node)),
        currencies: at("currencies").map(|node| currencies(walk, &node)),
        settlement_banks: at("settlement_banks").map(|node| walk.some_strings(&node, |_| None)),
        bins: at("bins").map(|node| walk.some_strings(&node, |_| None)),
        transaction_types: at("transaction_types").map(|node| transaction_types(walk, &node)),
        event_types: at("event_types").map(|node| event_types(walk, &node)).unwrap_or_default(),
        authorized_users_file: at("authorized_users_file").and_then(|node| walk.flag(&node)),
        balances_created_by: at("balances_created_by")
            .and_then(|node| walk.word(&node, &[("file", BalancesCreatedBy::File), ("api", BalancesCreatedBy::Api)])),
        columns: at("columns").map(|node| by_kind(walk, &node, columns)).unwrap_or_default(),
        file_tokens: at("file_tokens").map(|node| file_tokens(walk, &node)).unwrap_or_default(),
        closed_days: at("closed_days").map(|node| closed_days(walk, &node)).unwrap_or_default(),
        severities: at("severities").map(|node| severities(walk, &node)).unwrap_or_default(),
    };
    Some(profile)
}

fn balance_types(walk: &mut Walk, node: &Node<'_>) -> Vec<String> {
    walk.some_strings(node, |name| {
        let known = matches!(name, "deposit" | "credit");
        (!known).then(|| format!("{name} is no type of balance; known are deposit, credit"))
    })
}

fn currencies(walk: &mut Walk, node: &Node<'_>) -> Vec<String> {
    walk.some_strings(node, |code| {
        let known = currency_digits(code.as_bytes()).is_some();
        (!known).then(|| format!("{code} is not the ISO 4217 code of a currency in force"))
    })
}

fn transaction_types(walk: &mut Walk, node: &Node<'_>) -> Vec<TransactionType> {
    walk.not_empty(node);
    let mut types: Vec<TransactionType> = Vec::new();
    for item in walk.list(node) {
        let Some(map) = walk.object(&item, &["type", "sign", "transfer_types"]) else { continue };
        let Some(name) = get(map, &item.path, "type") else {
            walk.error(&format!("{}.type", item.path), "the transaction type needs a name");
            continue;
        };
        let Some(text) = walk.string(&name) else { continue };
        if types.iter().any(|known| known.name == text) {
            walk.error(&name.path, "it stands in the list already");
        }
        let signs = [("negative", Sign::Negative), ("positive", Sign::Positive), ("any", Sign::Any)];
        let sign = get(map, &item.path, "sign").and_then(|node| walk.word(&node, &signs)).unwrap_or_default();
        let transfer_types = get(map, &item.path, "transfer_types").map(|node| walk.strings(&node)).unwrap_or_default();
        types.push(TransactionType { name: text, sign, transfer_types });
    }
    types
}

pub(super) fn event_types(walk: &mut Walk, node: &Node<'_>) -> Vec<EventType> {
    let mut events = Vec::new();
    for item in walk.list(node) {
        let Some(map) = walk.object(&item, &["event", "type", "fee_type", "action", "transfer_type"]) else { continue };
        let mut text = |key: &str| get(map, &item.path, key).and_then(|node| mapped(walk, &node, key));
        let (transaction_type, fee_type, action, transfer_type) =
            (text("type"), text("fee_type"), text("action"), text("transfer_type"));
        match text("event") {
            Some(event) => events.push(EventType { event, transaction_type, fee_type, action, transfer_type }),
            None => walk.error(&format!("{}.event", item.path), "the event type needs a name"),
        }
    }
    events
}

/// What an event is mapped to in a column of Transactions, or the event's own name.
fn mapped(walk: &mut Walk, node: &Node<'_>, key: &str) -> Option<String> {
    let text = walk.string(node)?;
    let column = kind_by_token("transactions").and_then(|kind| kind.column(key));
    if let Some(values) = column.map(|column| column.values.value)
        && !values.open
        && !values.list.contains(&text.as_str())
    {
        walk.error(&node.path, format!("one of {} is due here", values.list.join(", ")));
    }
    Some(text)
}

/// An object with a kind for each key.
fn by_kind<T>(
    walk: &mut Walk,
    node: &Node<'_>,
    mut read: impl FnMut(&mut Walk, &Node<'_>, &'static Kind) -> T,
) -> BTreeMap<String, T> {
    let mut out = BTreeMap::new();
    for (token, node) in walk.entries(node) {
        if let Some(kind) = kind_by_token(token) {
            out.insert(token.to_owned(), read(walk, &node, kind));
        } else {
            let known: Vec<&str> = KINDS.iter().map(|kind| kind.token).collect();
            walk.error(&node.path, format!("there is no such kind; known are {}", known.join(", ")));
        }
    }
    out
}

/// Words that stand for a kind. None may stand for two: a file's name would say nothing then.
fn file_tokens(walk: &mut Walk, node: &Node<'_>) -> BTreeMap<String, Vec<String>> {
    let mut taken: Vec<(String, &'static Kind)> = Vec::new();
    for kind in KINDS {
        taken.extend(kind.file_tokens.iter().map(|token| (normalised_token(token), *kind)));
    }
    by_kind(walk, node, |walk, node, kind| {
        let tokens = walk.some_strings(node, |token| {
            let (_, other) = taken.iter().find(|(of, other)| *of == normalised_token(token) && *other != kind)?;
            Some(format!("{token} stands for {}", other.title))
        });
        taken.extend(tokens.iter().map(|token| (normalised_token(token), kind)));
        tokens
    })
}

fn columns(walk: &mut Walk, node: &Node<'_>, kind: &'static Kind) -> ColumnChanges {
    let mut changes = ColumnChanges::default();
    let Some(map) = walk.object(node, &["added", "renamed", "dropped"]) else { return changes };
    let unknown = |name: &str| kind.column(name).is_none().then(|| format!("{} has no column {name}", kind.title));
    if let Some(node) = get(map, &node.path, "dropped") {
        changes.dropped = walk.right_strings(&node, |name| {
            let is_key = kind.keys.len() == 1 && kind.keys.iter().any(|key| key.column == name);
            let of_key = is_key.then(|| format!("{name} is the key of {} and cannot be dropped", kind.title));
            of_key.or_else(|| unknown(name))
        });
    }
    if let Some(node) = get(map, &node.path, "renamed") {
        for (from, to) in walk.entries(&node) {
            if let Some(why) = unknown(from) {
                walk.error(&to.path, why);
            }
            if let Some(name) = walk.name(&to) {
                if changes.dropped.iter().any(|dropped| dropped == from) {
                    walk.error(&to.path, "the column is dropped as well");
                }
                changes.renamed.insert(from.to_owned(), name);
            }
        }
    }
    if let Some(node) = get(map, &node.path, "added") {
        changes.added = walk.list(&node).iter().filter_map(|item| added_column(walk, item)).collect();
    }
    collisions(walk, node, kind, &changes);
    changes
}

fn added_column(walk: &mut Walk, node: &Node<'_>) -> Option<AddedColumn> {
    const TYPES: [(&str, AddedType); 8] = [
        ("string", AddedType::String),
        ("id", AddedType::Id),
        ("number", AddedType::Number),
        ("integer", AddedType::Integer),
        ("currency", AddedType::Currency),
        ("date", AddedType::Date),
        ("datetime", AddedType::Datetime),
        ("boolean", AddedType::Boolean),
    ];
    if node.value.is_string() {
        let name = walk.name(node)?;
        return Some(AddedColumn { name, ty: AddedType::String, required: false, values: Vec::new() });
    }
    let map = walk.object(node, &["name", "type", "required", "values"])?;
    let Some(name) = get(map, &node.path, "name") else {
        walk.error(&format!("{}.name", node.path), "the column needs a name");
        return None;
    };
    let name = walk.name(&name)?;
    let ty = get(map, &node.path, "type").and_then(|node| walk.word(&node, &TYPES)).unwrap_or_default();
    let required = get(map, &node.path, "required").and_then(|node| walk.flag(&node)).unwrap_or(false);
    let values = get(map, &node.path, "values").map(|node| walk.strings(&node)).unwrap_or_default();
    if !values.is_empty() && ty != AddedType::String {
        walk.error(&format!("{}.values", node.path), "only a column of type string can have a list of values");
    }
    Some(AddedColumn { name, ty, required, values })
}

/// No two columns of the resulting header may have the same name.
fn collisions(walk: &mut Walk, node: &Node<'_>, kind: &'static Kind, changes: &ColumnChanges) {
    let kept = kind.columns.iter().filter(|column| !changes.dropped.iter().any(|dropped| dropped == column.name));
    let names = kept.map(|column| changes.renamed.get(column.name).map_or(column.name, String::as_str));
    let mut seen: Vec<&str> = Vec::new();
    for name in names.chain(changes.added.iter().map(|added| added.name.as_str())) {
        if seen.contains(&name) {
            walk.error(&node.path, format!("the header would have two columns {name}"));
        }
        seen.push(name);
    }
}

fn closed_days(walk: &mut Walk, node: &Node<'_>) -> Vec<Date> {
    let mut days = Vec::new();
    for item in walk.list(node) {
        let Some(text) = walk.string(&item) else { continue };
        match text.parse::<Date>() {
            // What the calendar is promised for; another year is a slip of the keyboard.
            Ok(day) if text.len() == 10 && !(2020..=2060).contains(&day.year()) => {
                walk.error(&item.path, "a day of the years 2020 to 2060 is due here");
            }
            Ok(day) if text.len() == 10 => days.push(day),
            _ => walk.error(&item.path, "a day as YYYY-MM-DD is due here"),
        }
    }
    days
}

fn severities(walk: &mut Walk, node: &Node<'_>) -> BTreeMap<String, StatedSeverity> {
    const WORDS: [(&str, StatedSeverity); 4] = [
        ("error", StatedSeverity::Error),
        ("warning", StatedSeverity::Warning),
        ("info", StatedSeverity::Info),
        ("off", StatedSeverity::Off),
    ];
    let mut out = BTreeMap::new();
    for (rule, node) in walk.entries(node) {
        if let Some(severity) = walk.word(&node, &WORDS) {
            out.insert(rule.to_owned(), severity);
        }
    }
    out
}
