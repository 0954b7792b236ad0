//! What an import could reach, and why the program has it all the same.

use super::name::Named;

/// Where an import could lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// To a server.
    Network,
    /// To what outlives the page.
    Storage,
    /// To whatever it is told by name.
    Anything,
    /// To another page, a worker, or the user's own clipboard or disk.
    Elsewhere,
}

impl Reach {
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Storage => "storage",
            Self::Anything => "anything",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// Words in the name of an import, or in what the glue makes of it, that tell where it leads.
const MARKS: [(&[&str], Reach); 4] = [
    (
        &[
            "fetch",
            "XMLHttpRequest",
            "WebSocket",
            "WebSocketStream",
            "EventSource",
            "sendBeacon",
            "RTCPeerConnection",
            "RTCDataChannel",
            "WebTransport",
            "importScripts",
            "serviceWorker",
            "Worker",
            "SharedWorker",
            "Request",
            "submit",
            "requestSubmit",
            "href",
            "src",
            "srcset",
            "srcdoc",
            "action",
            "location",
            "assign",
            "reload",
            "FontFace",
            "Image",
            "Audio",
            "setAttribute",
            "setAttributeNS",
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "setHTMLUnsafe",
            "appendChild",
            "insertBefore",
            "append",
            "prepend",
            "replaceChild",
            "replaceWith",
            "replaceChildren",
        ],
        Reach::Network,
    ),
    (
        &[
            "localStorage",
            "sessionStorage",
            "setItem",
            "indexedDB",
            "caches",
            "cookie",
            "cookieStore",
            "storage",
            "pushState",
            "replaceState",
            "showSaveFilePicker",
        ],
        Reach::Storage,
    ),
    (&["eval", "Function", "call", "apply", "construct", "Reflect"], Reach::Anything),
    (
        &["postMessage", "open", "writeText", "write", "download", "BroadcastChannel", "createObjectURL"],
        Reach::Elsewhere,
    ),
];

/// Where an import could lead, if anywhere.
pub(super) fn reach(import: &Named) -> Option<Reach> {
    let words: Vec<&str> = [&*import.name, &*import.body].into_iter().flat_map(words).collect();
    MARKS.iter().find(|(marks, _)| marks.iter().any(|mark| words.contains(mark))).map(|&(_, reach)| reach)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
}

/// Why the program has an import that could lead somewhere, and what holds it.
pub(super) const REASONS: &[(&str, &str)] = &[];

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, body: &str) -> Named {
        Named { name: name.to_owned(), body: body.to_owned() }
    }

    #[test]
    fn what_leads_out_is_known_by_its_name_or_by_the_glue() {
        assert_eq!(reach(&named("fetch", "")), Some(Reach::Network));
        assert_eq!(reach(&named("new WebSocket", "")), Some(Reach::Network));
        assert_eq!(reach(&named("static_accessor", "()=>globalThis.indexedDB")), Some(Reach::Storage));
        assert_eq!(reach(&named("new_with_options", "(a)=>new RTCPeerConnection(a)")), Some(Reach::Network));
        assert_eq!(reach(&named("length", "(a)=>a.length")), None);
    }

    #[test]
    fn every_reason_is_for_one_import_and_says_something() {
        let mut names: Vec<&str> = REASONS.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "a name stands twice");
        assert!(REASONS.iter().all(|(_, reason)| reason.len() > 20));
    }
}
