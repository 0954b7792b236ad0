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
        &["postMessage", "click", "open", "writeText", "write", "download", "BroadcastChannel", "createObjectURL"],
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
pub(super) const REASONS: &[(&str, &str)] = &[
    ("appendChild", "the page is drawn: elements are put into it. What an element asks for, the policy refuses"),
    (
        "call",
        "calls a function that it was given, such as a stream's reader, or the dialog for a file to save to; the proof calls `fetch` by its name to show that it is refused",
    ),
    ("click", "opens the file chooser, and saves a file by a link to a blob made here"),
    (
        "construct",
        "the proof makes an `XMLHttpRequest`, a `WebSocket` and an `EventSource` to show that they are refused",
    ),
    (
        "createObjectURL",
        "an address of a blob within this browser: for saving a report, and for the script that starts a worker",
    ),
    ("get", "reads a property: of a stream's answer, of what `boot.js` left, and for the proof"),
    (
        "indexedDB",
        "keeps the days of readiness once the user has switched them on: results and checksums, never a value of a file (`src/tasks/store.rs`)",
    ),
    ("insertBefore", "the page is drawn, as by `appendChild`"),
    ("localStorage", "keeps the choice of light or dark colours, nothing else (`src/components/theme.rs`)"),
    ("location", "reads the part of the address behind the `#`"),
    (
        "new Promise",
        "waits for what a database or a timer answers later; only the name of its closure has a word that could lead out",
    ),
    (
        "new Worker",
        "the workers that read and check files; they are started from blobs, and so stand under the page's seal",
    ),
    (
        "open",
        "opens the browser's own database for the days of readiness; it is called on nothing else (`src/tasks/store.rs`)",
    ),
    ("postMessage", "between the page and its own workers; no window or frame is imported that it could go to"),
    ("prototypesetcall", "copies bytes between the browser's memory and the program's"),
    ("pushState", "keeps the view in the address, behind the `#`; never a value of a file (`src/state/place.rs`)"),
    ("replaceState", "keeps the view in the address, as by `pushState`"),
    ("set", "sets a property of an object of the program's own, such as the options of a call"),
    (
        "setAttribute",
        "the page is drawn. An attribute that names an address is tried by the proof; the policy refuses what it asks for",
    ),
    ("setItem", "keeps the choice of colours, as `localStorage`"),
    ("set_download", "the name of a file that is saved"),
    ("set_href", "the address of a blob that is saved"),
    ("set_innerHTML", "the framework puts fixed pieces of the page in place by it; no text of a file goes that way"),
    ("submit", "the proof sends a form to show that it is refused"),
    ("writeText", "copies a cell, a row or a checksum to the clipboard when the user asks for it"),
];

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
