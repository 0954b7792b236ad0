//! Pictures drawn in the page itself: no font and no request. Each is 16 by 16 and takes the colour of its text.

use yew::prelude::*;

use crate::queries::sign::Sign;

/// How a path is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pen {
    /// As a line.
    Line,
    /// Filled.
    Solid,
    /// As a line that shows the ground through a filled shape.
    Cut,
}

/// A picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A sun over the horizon: the program.
    Brand,
    /// A filled disc with a tick: fine.
    Check,
    /// A filled octagon with a cross: an error.
    Cross,
    /// A filled triangle: a warning.
    Warning,
    /// A filled square with an i: worth knowing.
    Info,
    /// A ring, half of it filled: not fully checked.
    Incomplete,
    /// A broken ring: not begun.
    Waiting,
    /// A sheet of paper.
    File,
    /// A magnifying glass.
    Search,
    /// A clock.
    Clock,
    /// A closed lock.
    Lock,
    /// An open lock.
    Unlocked,
    /// An arrowhead to the right.
    Chevron,
    /// An arrow into the page: open files.
    Open,
    /// An arrow out of the page: save.
    Download,
    /// A page of a calendar: days.
    Calendar,
    /// Two columns beside each other: compare.
    Compare,
    /// A torn-off slip: a receipt.
    Receipt,
    /// A printer.
    Print,
    /// Two sheets.
    Copy,
    /// A thin cross: close.
    Close,
    /// The system's colours.
    System,
    /// Light colours.
    Sun,
    /// Dark colours.
    Moon,
    /// A person: accounts.
    Account,
    /// A pair of scales: balances.
    Balance,
    /// Arrows to and fro: transactions.
    Transaction,
    /// A dashed arrow: not posted yet.
    Pending,
    /// A circling arrow: updates.
    Update,
    /// A payment card.
    Card,
}

impl Icon {
    /// The picture, without a name of its own: the words are beside it.
    pub fn picture(self) -> Html {
        self.with_class("")
    }

    /// The picture with one more class, such as `icon--small`.
    pub fn with_class(self, class: &'static str) -> Html {
        html! {
            <svg class={classes!("icon", class)} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
                { for self.paths().iter().map(|&(pen, d)| {
                    let class = match pen { Pen::Line => None, Pen::Solid => Some("icon__solid"), Pen::Cut => Some("icon__cut") };
                    html! { <path {class} {d} /> }
                }) }
            </svg>
        }
    }

    const fn paths(self) -> &'static [(Pen, &'static str)] {
        use Pen::{Cut, Line, Solid};
        const RING: &str = "M8 1.75a6.25 6.25 0 1 1 0 12.5 6.25 6.25 0 0 1 0-12.5z";
        match self {
            Self::Brand => &[
                (Solid, "M3.75 12.25a4.25 4.25 0 0 1 8.5 0z"),
                (Line, "M1 12.25h14M8 2.5v2M2.6 5.1l1.3 1.4m9.5-1.4-1.3 1.4"),
            ],
            Self::Check => &[(Solid, "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z"), (Cut, "M4.75 8.25 7 10.5l4.25-5")],
            Self::Cross => &[(Solid, "M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z"), (Cut, "m5.5 5.5 5 5m0-5-5 5")],
            Self::Warning => &[
                (
                    Solid,
                    "M8 1.2c.5 0 .9.25 1.1.65l6 11.2c.4.8-.15 1.75-1.05 1.75H1.95c-.9 0-1.45-.95-1.05-1.75l6-11.2c.2-.4.6-.65 1.1-.65z",
                ),
                (Cut, "M8 6v3.75M8 12.2v.05"),
            ],
            Self::Info => &[
                (Solid, "M4 1h8a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H4a3 3 0 0 1-3-3V4a3 3 0 0 1 3-3z"),
                (Cut, "M8 7.25V12M8 4.2v.05"),
            ],
            Self::Incomplete => &[(Line, RING), (Solid, "M8 3.5a4.5 4.5 0 0 1 0 9z")],
            Self::Waiting => &[(
                Line,
                "M8 1.75c.8 0 1.6.15 2.3.45m2.1 1.4c.55.55 1 1.2 1.3 1.95m.5 2.45c0 .8-.15 1.6-.45 2.3m-1.4 2.1c-.55.55-1.2 1-1.95 1.3M8 14.25c-.8 0-1.6-.15-2.3-.45m-2.1-1.4c-.55-.55-1-1.2-1.3-1.95M1.75 8c0-.8.15-1.6.45-2.3m1.4-2.1c.55-.55 1.2-1 1.95-1.3",
            )],
            Self::File => &[(Line, "M3.5 1.75h6l3 3v9.5h-9zM9.5 1.75v3h3")],
            Self::Search => &[(Line, "M7 2.75a4.25 4.25 0 1 1 0 8.5 4.25 4.25 0 0 1 0-8.5zm3.25 7.5 3.5 3.5")],
            Self::Clock => &[(Line, RING), (Line, "M8 4.5V8l2.5 1.5")],
            Self::Lock => &[(
                Line,
                "M4.5 7h7A1.5 1.5 0 0 1 13 8.5v4a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 12.5v-4A1.5 1.5 0 0 1 4.5 7zm.75 0V4.75a2.75 2.75 0 0 1 5.5 0V7",
            )],
            Self::Unlocked => &[(
                Line,
                "M4.5 7h7A1.5 1.5 0 0 1 13 8.5v4a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 12.5v-4A1.5 1.5 0 0 1 4.5 7zm.75 0V4.75a2.75 2.75 0 0 1 5.25-1.1",
            )],
            Self::Chevron => &[(Line, "m6 3.5 4.5 4.5L6 12.5")],
            Self::Open => &[(Line, "M8 10.5v-8m0 0L4.75 5.75M8 2.5l3.25 3.25M2.5 10.5v3h11v-3")],
            Self::Download => &[(Line, "M8 2.5v8m0 0 3.25-3.25M8 10.5 4.75 7.25M2.5 10.5v3h11v-3")],
            Self::Calendar => &[(
                Line,
                "M3.25 3h9.5a1 1 0 0 1 1 1v8.75a1 1 0 0 1-1 1h-9.5a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zm-1 3.75h11.5M5.25 1.5v3m5.5-3v3",
            )],
            Self::Compare => &[(Line, "M2.25 2.75h4v10.5h-4zm7.5 0h4v10.5h-4zM8 1.5v13")],
            Self::Receipt => &[(Line, "M3.75 1.75h8.5v12.5l-2.1-1.25L8 14.25 5.85 13l-2.1 1.25zM6 5.25h4M6 8.5h4")],
            Self::Print => &[(
                Line,
                "M4.75 6V1.75h6.5V6M4.75 11.5h-2v-5a.5.5 0 0 1 .5-.5h9.5a.5.5 0 0 1 .5.5v5h-2m-6.5-2h6.5v4.75h-6.5z",
            )],
            Self::Copy => &[(
                Line,
                "M6.5 5.5h6a1 1 0 0 1 1 1V13a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1V6.5a1 1 0 0 1 1-1zm-3 5h-1v-8h8v1",
            )],
            Self::Close => &[(Line, "m3.5 3.5 9 9m0-9-9 9")],
            Self::System => &[(
                Line,
                "M2.75 2.5h10.5a1 1 0 0 1 1 1V10a1 1 0 0 1-1 1H2.75a1 1 0 0 1-1-1V3.5a1 1 0 0 1 1-1zM5.5 13.75h5",
            )],
            Self::Sun => &[(
                Line,
                "M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zm0-3.75v1.5m0 10.5v1.5M1.25 8h1.5m10.5 0h1.5M3.25 3.25l1 1m7.5 7.5 1 1m0-9.5-1 1m-7.5 7.5-1 1",
            )],
            Self::Moon => &[(Line, "M13.5 9.75A6 6 0 0 1 6.25 2.5a6 6 0 1 0 7.25 7.25z")],
            Self::Account => &[(Line, "M8 2a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM2.5 14c.4-2.6 2.7-4 5.5-4s5.1 1.4 5.5 4")],
            Self::Balance => {
                &[(Line, "M8 2v11.5m-3.5 0h7M2.5 4.25h11M4 4.25 2 9c.9 1.2 3.1 1.2 4 0zm8 0L10 9c.9 1.2 3.1 1.2 4 0z")]
            }
            Self::Transaction => &[(Line, "M2.5 5.5h10.75m0 0-3-3m3 3-3 3M13.5 11H2.75m0 0 2.5-2.5M2.75 11l2.5 2.5")],
            Self::Pending => &[(Line, "M2 8h2m2.25 0h2m2.25 0h3.25m0 0L10.5 4.75M13.75 8l-3.25 3.25")],
            Self::Update => &[(
                Line,
                "M13.25 6.5A5.5 5.5 0 0 0 3.5 4.75L2.25 6m0 0V2.5m0 3.5h3.5M2.75 9.5a5.5 5.5 0 0 0 9.75 1.75L13.75 10m0 0v3.5m0-3.5h-3.5",
            )],
            Self::Card => &[(
                Line,
                "M2.75 3.25h10.5a1 1 0 0 1 1 1v7.5a1 1 0 0 1-1 1H2.75a1 1 0 0 1-1-1v-7.5a1 1 0 0 1 1-1zM1.75 6.25h12.5M4.25 10h2.5",
            )],
        }
    }
}

impl Sign {
    /// The picture, whose shape alone tells it from the others.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Ok => Icon::Check,
            Self::Info => Icon::Info,
            Self::Warning => Icon::Warning,
            Self::Incomplete => Icon::Incomplete,
            Self::Error => Icon::Cross,
            Self::Waiting => Icon::Waiting,
        }
    }

    /// The end of its class names.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Incomplete => "incomplete",
            Self::Error => "error",
            Self::Waiting => "waiting",
        }
    }

    /// A severity or a verdict: a shape, its colour, and the word.
    pub fn mark(self, words: impl Into<AttrValue>) -> Html {
        self.mark_with(words.into(), None)
    }

    /// The shape and its colour alone; the words are for screen readers.
    pub fn shape(self, words: impl Into<AttrValue>) -> Html {
        self.mark_with(words.into(), Some("visually-hidden"))
    }

    fn mark_with(self, words: AttrValue, class: Option<&'static str>) -> Html {
        html! {
            <span class={classes!("mark", format!("mark--{}", self.class()))}>
                { self.icon().picture() }
                <span {class}>{ words }</span>
            </span>
        }
    }
}
