//! `daybreak schema`

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use daybreak_schema::docs::{kind_page, presence_words, type_words};
use daybreak_schema::{Authority, Column, KINDS, Kind, Named};
use serde::Serialize;

use crate::arguments::kind_parser;
use crate::failure::Failure;
use crate::output;

/// Shows what a file must look like, column by column
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The kind; by default every kind
    #[arg(value_parser = kind_parser())]
    kind: Option<&'static Kind>,
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Md)]
    format: Format,
}

/// How a schema is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Markdown, for people
    Md,
    /// JSON, for programs: one object for a kind, a list for all
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let text = match (arguments.format, arguments.kind) {
        (Format::Md, Some(kind)) => kind_page(kind),
        (Format::Md, None) => KINDS.iter().map(|kind| kind_page(kind)).collect::<Vec<_>>().join("\n"),
        (Format::Json, Some(kind)) => output::json(&KindView::new(kind)),
        (Format::Json, None) => output::json(&KINDS.iter().map(|kind| KindView::new(kind)).collect::<Vec<_>>()),
    };
    output::write(text.as_bytes(), None)?;
    Ok(ExitCode::SUCCESS)
}

/// A kind as JSON.
#[derive(Serialize)]
struct KindView {
    kind: &'static str,
    title: &'static str,
    about: &'static str,
    source: &'static str,
    schema_version: &'static str,
    file_tokens: &'static [&'static str],
    keys: Vec<&'static str>,
    columns: Vec<ColumnView>,
    statuses: Vec<StatusView>,
}

#[derive(Serialize)]
struct ColumnView {
    name: &'static str,
    /// `documented`, `documented_elsewhere` or `assumed`.
    named: &'static str,
    about: &'static str,
    source: &'static str,
    #[serde(rename = "type")]
    ty: FactView<String>,
    required: FactView<String>,
    values: Option<FactView<&'static [&'static str]>>,
    /// There may be values beside the listed ones.
    values_open: bool,
    references: Vec<String>,
    /// How private the values are: `public`, `financial`, `identifier` or `personal`.
    sensitivity: &'static str,
    max_chars: Option<usize>,
    reserved_prefixes: &'static [&'static str],
}

#[derive(Serialize)]
struct FactView<T> {
    value: T,
    authority: Authority,
}

#[derive(Serialize)]
struct StatusView {
    status: &'static str,
    reasons: &'static [&'static str],
    terminal: bool,
    only_type: Option<&'static str>,
}

impl KindView {
    fn new(kind: &Kind) -> Self {
        Self {
            kind: kind.token,
            title: kind.title,
            about: kind.about,
            source: kind.source,
            schema_version: daybreak_schema::VERSION,
            file_tokens: kind.file_tokens,
            keys: kind.keys.iter().map(|key| key.column).collect(),
            columns: kind.columns.iter().map(ColumnView::new).collect(),
            statuses: kind
                .statuses
                .iter()
                .map(|status| StatusView {
                    status: status.status,
                    reasons: status.reasons,
                    terminal: kind.is_terminal(status.status.as_bytes()),
                    only_type: status.only_type,
                })
                .collect(),
        }
    }
}

impl ColumnView {
    fn new(column: &Column) -> Self {
        let values = column.values.value;
        Self {
            name: column.name,
            named: match column.named {
                Named::OnItsPage => "documented",
                Named::Elsewhere => "documented_elsewhere",
                Named::Inferred => "assumed",
            },
            about: column.about,
            source: column.source,
            ty: FactView { value: type_words(column.ty.value), authority: column.ty.authority },
            required: FactView { value: presence_words(column.presence.value), authority: column.presence.authority },
            values: (!values.list.is_empty())
                .then_some(FactView { value: values.list, authority: column.values.authority }),
            values_open: values.open,
            references: column.references.iter().map(|to| format!("{}.{}", to.kind, to.column)).collect(),
            sensitivity: column.sensitivity.word(),
            max_chars: column.max_chars,
            reserved_prefixes: column.reserved_prefixes,
        }
    }
}
