//! The single file that works offline: where to get it, and how to know it.

use yew::prelude::*;

use super::icons::Icon;
use crate::queries::words::size as size_words;
use crate::tasks::{Edition, edition};

/// The single file's name beside the page.
const FILE: &str = "daybreak-offline.html";

/// Offers the single file, or says that this is it.
#[component]
pub fn Offline() -> Html {
    // What the head says does not change.
    let known = use_state_eq(edition);
    match known.as_ref() {
        None => Html::default(),
        Some(Edition::Offline) => html! {
            <section class="offline" aria-labelledby="offline-title">
                <h2 class="start__heading" id="offline-title">{ "This is the offline file" }</h2>
                <p>
                    { "Everything is in this one file, and its policy allows no connection, from the first byte on. To be sure \
                       that nobody changed it, compare its SHA-256 with the one published where you got it, in " }
                    <code>{ [FILE, ".sha256"].concat() }</code>
                    { ". To compute it: " }
                    <code>{ ["certutil -hashfile ", FILE, " SHA256"].concat() }</code>
                    { " on Windows, " }
                    <code>{ ["shasum -a 256 ", FILE].concat() }</code>
                    { " elsewhere." }
                </p>
            </section>
        },
        Some(Edition::Hosted { sha256, size }) => html! {
            <section class="offline" aria-labelledby="offline-title">
                <h2 class="start__heading" id="offline-title">{ "Or take it with you" }</h2>
                <p>{ "All of Daybreak in one file, opened from disk: no server, no network, nothing to install." }</p>
                <p>
                    <a class="button" href={FILE} download={FILE}>
                        { Icon::Download.picture() }
                        { ["Offline file, ", &size_words(*size)].concat() }
                    </a>
                </p>
                <p class="offline__sum">{ "Its SHA-256: " }<code data-offline-sha256="">{ sha256 }</code></p>
            </section>
        },
    }
}
