//! Who is timed on which file, and the rounds in which they take turns.

mod csv_checks;
mod native;
mod rounds;

use std::fmt::{self, Display, Formatter};

use daybreak_schema::KINDS;

use crate::files::Which;

pub(crate) use native::Program;
pub(crate) use rounds::{Entry, run};

/// Who works on the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// Two workers in the browser that read the file and look at nothing.
    Read,
    /// `PapaParse`, splitting.
    PapaParse,
    /// uDSV, splitting.
    Udsv,
    /// DuckDB-Wasm: a count, three casts, one distinct count.
    DuckDb,
    /// The page: from the file's arrival to its verdict, everything included.
    Page,
    /// The same of a page that has just been opened, and has rehearsed nothing.
    NewPage,
    /// The crate `csv`, records as bytes, nothing done with them.
    Csv,
    /// The crate `csv` with checks as one would write them at first.
    CsvChecks,
    /// The engine's plain checks alone, one thread.
    Plain,
    /// The command line on one thread.
    OneThread,
    /// The command line as it comes.
    AllCores,
}

/// Somebody at work on a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) who: Who,
    pub(crate) on: Which,
}

/// Runs that are told of, and asked for, together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Group {
    /// In the browser, against its peers
    Browser,
    /// Natively, against the crate `csv`
    Native,
    /// Files of all six kinds
    Kinds,
    /// Files with quotes and with damage
    Variants,
    /// Larger files
    Sizes,
    /// What a user of the page waits for, and its memory
    Page,
}

impl Group {
    /// The runs of a group.
    pub(crate) fn runs(self, is_large: bool) -> Vec<Run> {
        let on = |on: Which, who: &[Who]| who.iter().map(move |who| Run { who: *who, on }).collect::<Vec<_>>();
        match self {
            Self::Browser => {
                on(Which::Transactions, &[Who::Read, Who::Page, Who::NewPage, Who::DuckDb, Who::Udsv, Who::PapaParse])
            }
            Self::Native => {
                on(Which::Transactions, &[Who::Csv, Who::AllCores, Who::OneThread, Who::Plain, Who::CsvChecks])
            }
            Self::Kinds => KINDS.iter().flat_map(|kind| on(Which::Sample(kind), &[Who::Page])).collect(),
            Self::Variants => [Which::Quoted, Which::Damaged]
                .into_iter()
                .flat_map(|which| on(which, &[Who::Page, Who::AllCores]))
                .collect(),
            Self::Sizes => {
                let mut sizes = vec![Which::Big];
                sizes.extend(is_large.then_some(Which::Huge));
                sizes.into_iter().flat_map(|which| on(which, &[Who::Read, Who::Page, Who::AllCores])).collect()
            }
            Self::Page => Vec::new(),
        }
    }

    /// What it measures.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Browser => "In Chromium",
            Self::Native => "Natively",
            Self::Kinds => "Files of all six kinds",
            Self::Variants => "Quotes and damage in every twentieth record",
            Self::Sizes => "Larger files",
            Self::Page => "What a user of the page waits for",
        }
    }

    /// What the ratio of a run is taken to: the faster over the slower reads best.
    pub(crate) fn ratio_title(self) -> &'static str {
        match self {
            Self::Browser => "Daybreak is so many times as fast",
            Self::Native => "times the csv crate's iteration",
            Self::Kinds => "times Transactions",
            Self::Variants => "times the clean file",
            Self::Sizes => "times the smaller file",
            Self::Page => "",
        }
    }
}

impl Run {
    /// The two runs whose ratio says most about this one.
    pub(crate) fn ratio(self) -> Option<(Self, Self)> {
        let clean = |who| Self { who, on: Which::Transactions };
        match (self.who, self.on) {
            (Who::Page, Which::Transactions) => None,
            (Who::Read | Who::PapaParse | Who::Udsv | Who::DuckDb, Which::Transactions) => {
                Some((clean(Who::Page), self))
            }
            (Who::NewPage, Which::Transactions) => Some((self, clean(Who::Page))),
            (_, Which::Transactions) => Some((self, clean(Who::Csv))),
            (who, Which::Sample(_)) => {
                let transactions = KINDS.iter().find(|kind| kind.token == "transactions")?;
                Some((self, Self { who, on: Which::Sample(transactions) }))
            }
            (who, _) => Some((self, clean(who))),
        }
    }

    /// Whether it takes place in the browser.
    pub(crate) fn is_in_browser(self) -> bool {
        matches!(self.who, Who::Read | Who::PapaParse | Who::Udsv | Who::DuckDb | Who::Page | Who::NewPage)
    }

    /// As a reader knows it.
    pub(crate) fn title(self) -> String {
        let who = match self.who {
            Who::Read => "reading only, two workers",
            Who::PapaParse => "PapaParse, splitting only",
            Who::Udsv => "uDSV, splitting only",
            Who::DuckDb => "DuckDB-Wasm, count, 3 casts, 1 distinct",
            Who::Page => "Daybreak, the page",
            Who::NewPage => "Daybreak, the page, as soon as it takes files",
            Who::Csv => "crate csv, iteration only, one thread",
            Who::CsvChecks => "crate csv with plain checks, one thread",
            Who::Plain => "Daybreak's plain checks alone, one thread",
            Who::OneThread => "Daybreak, command line, one thread",
            Who::AllCores => "Daybreak, command line, all cores",
        };
        match self.on {
            Which::Transactions => who.to_owned(),
            Which::Sample(kind) => kind.token.to_owned(),
            on => format!("{on}: {who}"),
        }
    }
}

impl Display for Run {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let who = match self.who {
            Who::Read => "read",
            Who::PapaParse => "papaparse",
            Who::Udsv => "udsv",
            Who::DuckDb => "duckdb",
            Who::Page => "page",
            Who::NewPage => "new_page",
            Who::Csv => "csv",
            Who::CsvChecks => "csv_checks",
            Who::Plain => "plain",
            Who::OneThread => "cli_one_thread",
            Who::AllCores => "cli",
        };
        write!(out, "{who}/{}", self.on)
    }
}
