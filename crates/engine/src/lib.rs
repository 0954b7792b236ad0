//! Checks a partner file: bytes in, an [`Outcome`] out. No IO, no clock, no threads.
//!
//! A broken file is not an error here, it is a report; nothing in a file makes this crate panic. Chunk borders do not
//! change what is reported.
//!
//! ```
//! use daybreak_engine::{Checker, Ended, Settings, Verdict};
//!
//! let now = "2026-11-22T12:00:00Z".parse().map_err(|_| "not a moment")?;
//! let mut checker = Checker::new("2026-11-21_cards_v1.csv", &Settings::new(now));
//! checker.push(b"client_card_id|account_id\n");
//! checker.push(b"crd_1|acct_1\n");
//! let Ended::Done(outcome) = checker.end() else { return Err("one reading is enough here") };
//!
//! assert_eq!(outcome.records, 1);
//! assert_eq!(outcome.verdict(), Verdict::Rejected);
//! assert_eq!(outcome.findings[0].rule.name, "column-missing");
//! # Ok::<(), &str>(())
//! ```

mod checker;
mod decimal;
pub mod docs;
mod example;
mod fast;
mod finding;
mod head;
mod lexer;
mod place;
mod row_index;
mod rule;
pub mod rules;
pub mod sample;
mod saying;
pub mod set;
mod set_example;
mod sink;
mod spelling;
mod unseen;
mod values;
mod wire;

pub use checker::{
    Checker, DEFAULT_CAP, Dialect, Ended, Heading, Joiner, LineEnding, Listing, Lookout, Next, Opened, Opening,
    Outcome, Part, Progress, RangeChecker, Recheck, RecheckPart, RecheckRange, Settings, Share, Skipped, Stretch,
    Verdict, check_pieces, ranges, repeated_hashes,
};
pub use decimal::{Decimal, MOST_DIGITS};
pub use example::{Edit, Example, Shows};
pub use finding::{Cause, Detail, Finding};
pub use head::{FileName, HeaderColumn};
pub use lexer::{Field, Lexer, Marks, Record, Terminator, UnclosedQuote};
pub use place::{Place, Span};
pub use row_index::{RowIndex, STRIDE};
pub use rule::{Family, Rule, Severity};
pub use rules::{RULES, rule, same_rules};
pub use saying::{Said, Saying};
pub use set_example::{Change, SetEdit, SetExample};
pub use sink::{Counts, Marked, Suppressed, Tally};
pub use unseen::is_unseen;
pub use wire::Portable;

/// The version of this engine, as reports name it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

#[cfg(test)]
mod tests;
