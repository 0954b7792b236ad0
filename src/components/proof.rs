//! The proof that nothing leaves the page: every channel is tried, and the browser's answer is shown.

use crate::queries::sign::Sign;
use yew::prelude::*;

/// What came of trying a channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// Not tried yet.
    #[default]
    Untried,
    /// Being tried.
    Trying,
    /// The browser refused it.
    Refused,
    /// No policy covers it: the page has taken it away.
    TakenAway,
    /// The browser let it through.
    Through,
    /// The browser does not say what became of it.
    Unclear,
}

impl Outcome {
    const fn sign(self) -> Sign {
        match self {
            Self::Untried | Self::Trying => Sign::Waiting,
            Self::Refused | Self::TakenAway => Sign::Ok,
            Self::Through => Sign::Error,
            Self::Unclear => Sign::Incomplete,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Untried => "not tried",
            Self::Trying => "trying …",
            Self::Refused => "refused by the browser",
            Self::TakenAway => "removed by the page",
            Self::Through => "went through!",
            Self::Unclear => "no clear answer",
        }
    }
}

/// A way out of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its name.
    pub name: AttrValue,
    /// What came of it.
    pub outcome: Outcome,
    /// What else is to be said of it.
    pub note: Option<AttrValue>,
}

/// The whole proof in a sentence.
fn summary(sealed: bool, channels: &[Channel]) -> (Sign, String) {
    let with = |outcome| channels.iter().filter(|channel| channel.outcome == outcome).count();
    let (refused, through, unclear) = (with(Outcome::Refused), with(Outcome::Through), with(Outcome::Unclear));
    // What is taken away is nothing that the browser could refuse.
    let all = channels.len() - with(Outcome::TakenAway);
    if through > 0 {
        let names: Vec<&str> = channels
            .iter()
            .filter(|channel| channel.outcome == Outcome::Through)
            .map(|channel| channel.name.as_str())
            .collect();
        return (
            Sign::Error,
            format!("The page is not sealed: {} went through. Do not open files here; tell us.", names.join(", ")),
        );
    }
    if refused + unclear < all || all == 0 {
        return if sealed {
            (Sign::Waiting, "The page is sealed. Run the proof to see the browser refuse each way out.".to_owned())
        } else {
            (Sign::Warning, "The page is not sealed yet. Wait until it has loaded, then run the proof.".to_owned())
        };
    }
    if unclear > 0 {
        return (
            Sign::Incomplete,
            format!("{refused} of {all} ways out were refused; {unclear} gave no clear answer."),
        );
    }
    (Sign::Ok, format!("All {all} ways out were refused by the browser. Nothing of a file can leave by them."))
}

/// The panel: whether the page has sealed itself, the ways out with what came of each, the policy in force as the browser has
/// it, and in a frame of another page whether that page is `told` values of files. `on_run` tries every channel.
pub fn proof(
    sealed: bool,
    channels: &[Channel],
    policy: &'static str,
    told: Option<bool>,
    on_run: Callback<MouseEvent>,
) -> Html {
    let trying = channels.iter().any(|channel| channel.outcome == Outcome::Trying);
    let tried = channels.iter().any(|channel| channel.outcome != Outcome::Untried);
    let (sign, words) = summary(sealed, channels);
    let button_words = match (trying, tried) {
        (true, _) => "Trying …",
        (false, true) => "Try again",
        (false, false) => "Try every way out",
    };
    html! {
        <section class="proof" aria-label="Proof that nothing leaves this page">
            <p class="proof__summary" role="status">
                <span class={format!("mark mark--{}", sign.class())}>{ sign.icon().picture() }</span>
                <span>{ words }</span>
            </p>
            <div>
                <button type="button" class="button button--primary" disabled={trying} onclick={on_run}>
                    { button_words }
                </button>
            </div>
            <ul class="proof__list">
                { for channels.iter().map(channel) }
            </ul>
            <div>
                <h3>{ "The policy in force" }</h3>
                <pre class="proof__policy" tabindex="0" role="group" aria-label="The policy in force">
                    { policy }
                </pre>
            </div>
            <div>
                <h3>{ "What a policy cannot stop" }</h3>
                <p>
                    { "Following a link, or opening another page in a window, is not covered by any policy of a page. \
                       Daybreak puts nothing of a file into an address, and has no link that leads out of it. " }
                    { if told.is_some() {
                        "Nor could it: this is a sandboxed frame, which opens no window, and leads nowhere that the frame-src of \
                         the page around it does not name."
                    } else {
                        "Where this matters too, embed the page in a sandboxed frame: it opens no window, and leads nowhere that \
                         the frame-src of the page around it does not name."
                    } }
                </p>
                <p>
                    { "Nor does it keep browsers from opening a bare connection, by which nothing is asked or sent (preconnect). Daybreak \
                       asks for none; hostile script could put something into the name of the server." }
                </p>
                <p>
                    { "No policy covers WebRTC either: it is removed before anything else runs. " }
                    { if told.is_some() {
                        "In a sandboxed frame nothing gets it back."
                    } else {
                        "Hostile script could get it back from an empty frame."
                    } }
                </p>
            </div>
            if let Some(values) = told {
                <div data-proof="told">
                    <h3>{ "What the embedding page receives" }</h3>
                    <p>
                        { "The page that embeds this frame receives the report of each check, and the place of each finding that you choose. " }
                        { if values {
                            "It has also asked for the values that the findings are about, and can do with them what it likes."
                        } else {
                            "Values are masked in it: letters become a, digits become 9. It receives neither files nor rows."
                        } }
                    </p>
                </div>
            }
            <div>
                <h3>{ "See for yourself" }</h3>
                <ol class="proof__steps">
                    <li>{ "Cut the network once the page has loaded: everything works as before." }</li>
                    <li>{ "Open the developer tools (F12), the Network tab, then check a file: no line is added." }</li>
                    <li>
                        { "In the Console tab, type " }
                        <code>{ "fetch(\"/\")" }</code>
                        { ": the browser names the policy that refused it." }
                    </li>
                </ol>
            </div>
        </section>
    }
}

fn channel(channel: &Channel) -> Html {
    let open = (channel.outcome == Outcome::Through).then_some("proof__channel--open");
    html! {
        <li class={classes!("proof__channel", open)}>
            <span class="proof__name">{ &channel.name }</span>
            { channel.outcome.sign().mark(channel.outcome.words()) }
            if let Some(note) = &channel.note {
                <span class="proof__note">{ note }</span>
            }
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn channels(outcomes: &[Outcome]) -> Vec<Channel> {
        outcomes.iter().map(|&outcome| Channel { name: "fetch".into(), outcome, note: None }).collect()
    }

    #[test]
    fn one_way_out_outweighs_all_refusals() {
        let (sign, words) = summary(true, &channels(&[Outcome::Refused, Outcome::Through]));
        assert_eq!(sign, Sign::Error);
        assert!(words.contains("fetch went through"));
    }

    #[test]
    fn only_a_full_run_is_a_proof() {
        assert_eq!(summary(true, &channels(&[Outcome::Refused, Outcome::Untried])).0, Sign::Waiting);
        assert_eq!(summary(true, &[]).0, Sign::Waiting);
        assert_eq!(summary(false, &channels(&[Outcome::Untried])).0, Sign::Warning);
        assert_eq!(summary(true, &channels(&[Outcome::Refused, Outcome::Refused])).0, Sign::Ok);
    }

    #[test]
    fn what_is_taken_away_is_not_counted_as_refused() {
        let (sign, words) = summary(true, &channels(&[Outcome::Refused, Outcome::TakenAway]));
        assert_eq!(sign, Sign::Ok);
        assert!(words.contains("All 1 ways out were refused by the browser"), "{words}");
    }

    #[test]
    fn a_channel_without_an_answer_is_not_called_refused() {
        assert_eq!(summary(true, &channels(&[Outcome::Refused, Outcome::Unclear])).0, Sign::Incomplete);
    }
}
