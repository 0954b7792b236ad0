//! What not every engine can do. A journey that needs such a thing is left out where it is missing, and that is said.

use super::Engine;

/// Something that a journey may need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ability {
    /// A folder of the disk can be dropped by a test. Firefox has no drag and drop without a display, and its driver hands
    /// over no folders.
    DropFolders,
    /// The page has a folder of its own, in which files can be written (`navigator.storage.getDirectory`).
    OwnFolder,
    /// An element can be moved with its state (`moveBefore`).
    MoveBefore,
    /// A link can be loaded in advance (`rel=prefetch`).
    Prefetch,
    /// A link that is followed may tell another address (`ping`).
    Ping,
    /// The browser's own tools can be asked what it has in memory, and whether a page can be installed.
    Tools,
    /// What leads out by UDP, WebRTC and WebTransport, is known to reach a server of this machine from a page without a seal.
    Packets,
    /// Every refusal of the policy is reported, that of a link loaded beforehand and of a worker's `EventSource` too.
    ReportAll,
}

impl Ability {
    /// What is missing without it, in words.
    pub fn lack(self) -> &'static str {
        match self {
            Self::DropFolders => "a test cannot drop a folder there",
            Self::OwnFolder => "a page has no folder of its own there",
            Self::MoveBefore => "no element is moved with its state there",
            Self::Prefetch => "no link is loaded in advance there",
            Self::Ping => "no link tells another address there",
            Self::Tools => "its tools cannot be asked",
            Self::Packets => "whether its packets reach a server of this machine is not known",
            Self::ReportAll => "what is refused is not always told there",
        }
    }
}

impl Engine {
    /// Whether it can do this.
    pub fn can(self, ability: Ability) -> bool {
        match ability {
            Ability::Tools | Ability::Packets => self == Self::Chromium,
            Ability::DropFolders | Ability::ReportAll | Ability::Ping => self != Self::Firefox,
            Ability::OwnFolder | Ability::MoveBefore | Ability::Prefetch => self != Self::WebKit,
        }
    }
}
