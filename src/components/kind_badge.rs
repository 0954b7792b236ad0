//! The kind of a file, as a picture and a word.

use super::icons::{Icon, Picture};
use yew::prelude::*;

/// The picture of a kind; a plain sheet for one that has none of its own.
pub fn kind_icon(token: &str) -> Icon {
    match token {
        "accounts" => Icon::Account,
        "balances" => Icon::Balance,
        "transactions" => Icon::Transaction,
        "non_posted_transactions" => Icon::Pending,
        "transaction_updates" => Icon::Update,
        "cards" => Icon::Card,
        _ => Icon::File,
    }
}

/// What [`KindBadge`] takes.
#[derive(Properties, PartialEq)]
pub struct KindBadgeProps {
    /// The kind's token; empty when the kind is unknown.
    #[prop_or_default]
    pub token: AttrValue,
    /// The kind's name for people.
    #[prop_or_default]
    pub title: AttrValue,
}

/// The kind of a file.
#[function_component]
pub fn KindBadge(props: &KindBadgeProps) -> Html {
    let title = if props.title.is_empty() { "Unknown kind" } else { props.title.as_str() };
    html! {
        <span class="badge badge--kind">
            <Picture icon={kind_icon(&props.token)} class="icon--small" />
            { title }
        </span>
    }
}
