//! The start of a file: what it is and which columns it has. Everything behind it can be read in parts, side by side.

use std::sync::Arc;

use daybreak_schema::{Kind, Layout};

use super::endings::Endings;
use super::outcome::{Heading, Skipped};
use super::plan::Plan;
use super::settings::Settings;
use super::spot::spot_of_record;
use crate::finding::Detail;
use crate::head::{
    BOM, FileName, HEAD, HeaderColumn, delimiter, header_behind_lines, is_binary, is_known_name, is_utf16, kind_of,
    match_columns, names, not_text, unmatched,
};
use crate::lexer::{Lexer, Record};
use crate::place::{Place, Span};
use crate::rules::{file as rules, header, record as record_rules};
use crate::sink::{Sink, Slip, Spot};

/// Reads the start of a file, up to and with its header.
#[derive(Debug)]
pub struct Opening {
    /// Shared only once it is complete.
    opened: Arc<Start>,
    /// What was given so far: a first line that proves to be a record is read again.
    bytes: Vec<u8>,
    stage: OpeningStage,
}

#[derive(Debug)]
enum OpeningStage {
    /// The first bytes, until there are enough of them to tell what the file is.
    Head,
    Header(Lexer),
    Done,
}

/// What the start of a file has told. All who read parts of the file share it, or find it out each for themselves.
#[derive(Clone, Debug)]
pub struct Opened(Arc<Start>);

#[derive(Debug)]
pub(crate) struct Start {
    pub(crate) name: String,
    pub(crate) file_name: FileName,
    pub(crate) settings: Settings,
    /// What was found in the start.
    pub(crate) sink: Sink,
    /// `None` when the file is not delimited text: nothing more can be said.
    pub(crate) text: Option<Text>,
}

/// What is known of a delimited text before its records.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what was seen, thing by thing")]
pub(crate) struct Text {
    pub(crate) delimiter: u8,
    pub(crate) bom: bool,
    pub(crate) has_header: bool,
    /// Some name of the header is quoted.
    pub(crate) quoted: bool,
    pub(crate) header: Vec<HeaderColumn>,
    pub(crate) kind: Option<&'static Kind>,
    /// `None` when the columns are not known: then the records are counted and nothing else.
    pub(crate) plan: Option<Plan>,
    pub(crate) skipped: Vec<Skipped>,
    pub(crate) endings: Endings,
    pub(crate) cut_short: bool,
    /// Where the records begin.
    pub(crate) records: Place,
}

impl Opening {
    /// The start of the file of this name.
    pub fn new(name: &str, settings: &Settings) -> Self {
        Self {
            opened: Arc::new(Start {
                name: name.to_owned(),
                file_name: FileName::read(name, settings.profile.as_deref()),
                settings: settings.clone(),
                sink: Sink::new(settings.cap, settings.overrides()),
                text: None,
            }),
            bytes: Vec::new(),
            stage: OpeningStage::Head,
        }
    }

    /// Takes the next bytes of the file, from its first on.
    pub fn push(&mut self, chunk: &[u8]) {
        match &mut self.stage {
            OpeningStage::Done => {}
            OpeningStage::Head => {
                self.bytes.extend_from_slice(chunk);
                if self.bytes.len() >= HEAD {
                    self.begin();
                }
            }
            OpeningStage::Header(lexer) => {
                self.bytes.extend_from_slice(chunk);
                lexer.push(chunk);
                self.seek_header();
            }
        }
    }

    /// Whether further bytes could tell more.
    pub fn wants_more(&self) -> bool {
        !matches!(self.stage, OpeningStage::Done)
    }

    /// Says that there are no more bytes, or that they are not wanted.
    pub fn end(mut self) -> Opened {
        self.finish();
        self.opened()
    }

    /// The same, and takes out the bytes given that are not of the start.
    pub(crate) fn finish(&mut self) -> Vec<u8> {
        if matches!(self.stage, OpeningStage::Head) {
            self.begin();
        }
        if let OpeningStage::Header(lexer) = &mut self.stage {
            lexer.end();
            self.seek_header();
        }
        self.stage = OpeningStage::Done;
        let start = self.opened.text.as_ref().map_or(self.bytes.len(), |text| text.records.byte as usize);
        self.bytes.split_off(start.min(self.bytes.len()))
    }

    /// What is known so far; nothing is added to it any more.
    pub(crate) fn opened(&self) -> Opened {
        Opened(Arc::clone(&self.opened))
    }

    pub(crate) fn sink(&self) -> &Sink {
        &self.opened.sink
    }

    /// Decides from the first bytes what the file is.
    fn begin(&mut self) {
        self.stage = OpeningStage::Done;
        let Some(Start { sink, settings, file_name, text: opened, .. }) = Arc::get_mut(&mut self.opened) else {
            return;
        };
        let head = self.bytes.as_slice();
        // How much came at once must not matter.
        let first = head.get(..HEAD).unwrap_or(head);
        let start = Spot { span: Some(Span { start: 0, end: head.len().min(4) as u64 }), ..Spot::default() };
        if head.is_empty() {
            sink.take(Slip::new(&rules::empty_file::RULE, Detail::None), Spot::default());
        } else if let Some(what) = not_text(first) {
            sink.take(Slip::new(&rules::not_a_text_file::RULE, Detail::Slip(what.into())), start);
        } else if is_utf16(first) {
            sink.take(rules::encoding_not_utf8::utf16(), start);
            header::column_missing::suppress_all(settings.kind.or(file_name.kind), sink);
        } else if is_binary(first) {
            sink.take(Slip::new(&rules::not_a_text_file::RULE, Detail::Slip("a binary file".into())), start);
        } else {
            let bom = head.starts_with(BOM);
            let text = if bom { head.get(BOM.len()..).unwrap_or(&[]) } else { head };
            if bom {
                let span = Some(Span { start: 0, end: BOM.len() as u64 });
                sink.take(Slip::new(&rules::byte_order_mark::RULE, Detail::None), Spot { span, ..Spot::default() });
            }
            let profile = settings.profile.as_deref();
            let known = |name: &str| is_known_name(name) || profile.is_some_and(|profile| profile.names_column(name));
            let mut place = Place { byte: (head.len() - text.len()) as u64, line: 1, record: 0 };
            let is_header = |line: &[u8]| kind_of(&names(line, delimiter(line, known)), profile).is_some();
            let first = first.get(place.byte as usize..).unwrap_or(&[]);
            let preamble = header_behind_lines(first, is_header);
            if let Some(preamble) = preamble {
                header::header_not_first::report(place, preamble, text, sink);
                place = Place { byte: place.byte + preamble.bytes as u64, line: 1 + preamble.lines, record: 0 };
            }
            let before = preamble.map_or(0, |preamble| preamble.bytes);
            let text = text.get(before..).unwrap_or(&[]);
            let delimiter = delimiter(first.get(before..).unwrap_or(&[]), known);
            let mut lexer = Lexer::at(delimiter, place);
            lexer.push(text);
            self.stage = OpeningStage::Header(lexer);
            *opened = Some(Text::new(delimiter, bom, place));
            self.seek_header();
        }
    }

    /// Reads blank lines up to the first other one.
    fn seek_header(&mut self) {
        let OpeningStage::Header(lexer) = &mut self.stage else { return };
        let Some(Start { sink, settings, file_name, text: Some(text), .. }) = Arc::get_mut(&mut self.opened) else {
            return;
        };
        while let Some(record) = lexer.next_record() {
            let place = record.place;
            if record.is_blank() {
                text.endings.note(&record);
                sink.take(Slip::new(&record_rules::blank_line::RULE, Detail::None), spot_of_record(&record));
                continue;
            }
            if text.read_header(&record, file_name, settings, sink) {
                text.records = place;
            } else {
                text.endings.note(&record);
                text.quoted = record.fields.iter().any(|field| field.marks.quoted());
                text.records = lexer.place();
            }
            self.stage = OpeningStage::Done;
            return;
        }
        text.records = lexer.place();
        if lexer.is_cut_short() {
            text.cut_short = true;
            self.stage = OpeningStage::Done;
        }
    }
}

impl Text {
    fn new(delimiter: u8, bom: bool, records: Place) -> Self {
        Self {
            delimiter,
            bom,
            has_header: false,
            quoted: false,
            header: Vec::new(),
            kind: None,
            plan: None,
            skipped: Vec::new(),
            endings: Endings::default(),
            cut_short: false,
            records,
        }
    }

    /// Decides the kind and the columns. Says whether the line is a record after all, because the header is missing.
    fn read_header(&mut self, record: &Record<'_>, file_name: &FileName, settings: &Settings, sink: &mut Sink) -> bool {
        self.has_header = true;
        let profile = settings.profile.as_deref();
        let mut scratch = Vec::new();
        let names: Vec<String> = (0..record.fields.len())
            .map(|field| String::from_utf8_lossy(record.text(field, &mut scratch)).into_owned())
            .collect();
        let resembled = kind_of(&names, profile);
        self.kind = settings.kind.or(resembled).or(file_name.kind);
        let Some(kind) = self.kind else {
            sink.take(Slip::new(&rules::kind_unknown::RULE, Detail::None), spot_of_record(record));
            sink.suppress(&rules::file_name_unrecognised::RULE, 1, rules::kind_unknown::RULE.name);
            self.skipped.push(Skipped { what: "columns and values", why: "the kind of the file is not known" });
            self.header = unmatched(names);
            return false;
        };
        rules::file_name_unrecognised::check(file_name, sink);
        if let Some(of_header) = resembled {
            rules::file_name_kind_mismatch::check(file_name, of_header, sink);
        }
        let layout = Layout::new(kind, profile);
        rules::delimiter_not_pipe::check(self.delimiter, record, &layout, sink);
        if resembled.is_none() && header::header_missing::is_data(&names, &layout) {
            header::header_missing::report(record, &layout, sink);
            self.skipped
                .push(Skipped { what: "values", why: "without a header it is not known which column is which" });
            return true;
        }
        let columns = match_columns(names, &layout);
        header::check(&columns, &layout, record, sink);
        self.header.clone_from(&columns);
        self.plan = Some(Plan::new(layout, &columns));
        false
    }

    /// Whether there may be records to check.
    pub(crate) fn has_records(&self) -> bool {
        self.has_header && !self.cut_short
    }
}

impl Opened {
    pub(crate) fn start(&self) -> &Start {
        &self.0
    }

    pub(crate) fn text(&self) -> Option<&Text> {
        self.0.text.as_ref()
    }

    /// A sink under the same settings.
    pub(crate) fn new_sink(&self) -> Sink {
        Sink::new(self.0.settings.cap, self.0.settings.overrides())
    }

    pub(crate) fn plan(&self) -> Option<&Plan> {
        self.text()?.plan.as_ref()
    }

    /// The columns of the file.
    pub fn heading(&self) -> Heading<'_> {
        match self.text() {
            Some(text) => {
                Heading { kind: text.kind, layout: text.plan.as_ref().map(|plan| &plan.layout), header: &text.header }
            }
            None => Heading { kind: None, layout: None, header: &[] },
        }
    }
}
