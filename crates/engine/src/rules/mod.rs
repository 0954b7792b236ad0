//! Every rule, one file each, in one folder a family.

pub mod condition;
pub mod file;
pub mod header;
pub mod key;
pub mod record;
pub mod set;
pub mod time;
pub mod value;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::rule::Rule;

/// All rules, by family and code. A name or code, once released, keeps its meaning and its place.
pub static RULES: &[&Rule] = &[
    &file::not_a_text_file::RULE,
    &file::encoding_not_utf8::RULE,
    &file::byte_order_mark::RULE,
    &file::empty_file::RULE,
    &file::delimiter_not_pipe::RULE,
    &file::unclosed_quote::RULE,
    &file::stray_quote::RULE,
    &file::line_endings_mixed::RULE,
    &file::nul_byte::RULE,
    &file::line_ending_cr::RULE,
    &file::no_records::RULE,
    &file::file_name_unrecognised::RULE,
    &file::file_name_kind_mismatch::RULE,
    &file::kind_unknown::RULE,
    &header::header_missing::RULE,
    &header::column_missing::RULE,
    &header::column_unknown::RULE,
    &header::column_duplicate::RULE,
    &header::column_case::RULE,
    &header::column_misspelled::RULE,
    &header::column_space::RULE,
    &header::header_not_first::RULE,
    &record::field_count::RULE,
    &record::blank_line::RULE,
    &record::header_repeated::RULE,
    &value::value_required::RULE,
    &value::number_format::RULE,
    &value::decimals::RULE,
    &value::date_format::RULE,
    &value::date_invalid::RULE,
    &value::datetime_format::RULE,
    &value::datetime_invalid::RULE,
    &value::datetime_offset_missing::RULE,
    &value::boolean_format::RULE,
    &value::value_not_allowed::RULE,
    &value::currency_unknown::RULE,
    &value::id_list_format::RULE,
    &value::value_too_long::RULE,
    &value::reserved_prefix::RULE,
    &value::surrounding_space::RULE,
    &value::invisible_character::RULE,
    &value::null_word::RULE,
    &value::spreadsheet_damage::RULE,
    &condition::status_reason_mismatch::RULE,
    &condition::status_not_for_type::RULE,
    &condition::credit_report_partial::RULE,
    &condition::credit_limit_above_maximum::RULE,
    &condition::balance_id_source::RULE,
    &condition::balance_negative::RULE,
    &condition::balance_components::RULE,
    &condition::amount_components::RULE,
    &condition::amount_sign_mismatch::RULE,
    &condition::amount_sign_for_type::RULE,
    &condition::transfer_type_not_for_type::RULE,
    &condition::card_dates_order::RULE,
    &condition::card_replaced_not_terminal::RULE,
    &condition::value_not_expected::RULE,
    &key::duplicate_key::RULE,
    &key::duplicate_record::RULE,
    &set::reference_missing::RULE,
    &set::balance_roll_forward::RULE,
    &set::rewards_roll_forward::RULE,
    &set::interest_roll_forward::RULE,
    &set::fbo_total::RULE,
    &set::balance_not_reported::RULE,
    &set::closed_record_changed::RULE,
    &set::effective_at_not_later::RULE,
    &set::card_immutable_field::RULE,
    &set::transaction_resent::RULE,
    &set::set_file_missing::RULE,
    &set::set_file_twice::RULE,
    &set::set_dates_differ::RULE,
    &set::card_on_closed_account::RULE,
    &set::card_entity_not_on_account::RULE,
    &set::update_unknown_transaction::RULE,
    &set::balance_account_changed::RULE,
    &set::non_posted_already_posted::RULE,
    &set::non_posted_gone::RULE,
    &set::not_a_deposit_balance::RULE,
    &time::activity_day_mismatch::RULE,
    &time::generated_at_mismatch::RULE,
    &time::timestamp_in_future::RULE,
    &time::file_name_date_mismatch::RULE,
];

/// The rule of this name or code, in whatever case.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name.eq_ignore_ascii_case(name) || rule.code.eq_ignore_ascii_case(name))
}

/// Of these names or codes of rules those that are of a rule which another one before it is of, each with that one.
pub fn same_rules<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<(&'a str, &'a str)> {
    let mut first = BTreeMap::new();
    let mut same = Vec::new();
    for name in names {
        let Some(rule) = rule(name) else { continue };
        match first.entry(rule.code) {
            Entry::Vacant(entry) => {
                entry.insert(name);
            }
            Entry::Occupied(entry) => same.push((name, *entry.get())),
        }
    }
    same
}

#[cfg(test)]
mod tests;
