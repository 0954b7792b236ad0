//! The kind of a file, as a picture and its name.

use yew::prelude::*;

use super::icons::Icon;

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

/// The kind of a file: its token, empty when it is not known, and its name for people, or what is said instead.
pub fn kind_badge(token: &str, title: &'static str) -> Html {
    html! {
        <span class="kind">
            { kind_icon(token).with_class("kind__picture") }
            { title }
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
