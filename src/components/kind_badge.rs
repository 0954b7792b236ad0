//! The kind of a file, as a picture and its name.

use yew::prelude::*;

use super::icons::{Icon, Picture};

/// The picture of a kind; a plain sheet for one that has none of its own.
fn kind_icon(token: &str) -> Icon {
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
    /// The kind's token; empty when the kind is not known.
    pub token: AttrValue,
    /// The kind's name for people, or what is said instead.
    pub title: AttrValue,
}

/// The kind of a file.
#[function_component]
pub fn KindBadge(props: &KindBadgeProps) -> Html {
    html! {
        <span class="kind">
            <Picture icon={kind_icon(&props.token)} class="kind__picture" />
            { &props.title }
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_picture_of_its_own() {
        let mut seen = vec![Icon::File];
        for kind in daybreak_schema::KINDS {
            let icon = kind_icon(kind.token);
            assert!(!seen.contains(&icon), "{}", kind.token);
            seen.push(icon);
        }
    }
}
