//! The file is an archive, a workbook, a document or an image.

use crate::finding::Detail;
use daybreak_schema::Authority;

use crate::example::{Edit, Example};
use crate::rule::{Family, Rule, Severity};
use crate::saying::{Said, Saying};

/// The file is an archive, a workbook, a document or an image.
pub static RULE: Rule = Rule {
    name: "not-a-text-file",
    code: "F001",
    family: Family::File,
    severity: Severity::Error,
    authority: Authority::Documented,
    group: Some(1),
    what: "The file is not delimited text but something else, such as a zip archive or an Excel workbook.",
    why: "The bank accepts plain pipe-delimited text only; anything else is rejected before its content is read.",
    mend: "Export the data as pipe-delimited text with a header line, and send that file, neither compressed nor as a workbook.",
    source: "file-integrations/file-delivery/overview",
    examples: &[
        Example::bad("transactions", "a zip archive", &[Edit::Whole(b"PK\x03\x04\x14\x00 an archive")]),
        Example::bad("accounts", "a PDF document", &[Edit::Whole(b"%PDF-1.7 a document")]),
        Example::bad("transactions", "a web page", &[Edit::Whole(b"<!DOCTYPE html>\n<html>\n")]),
        Example::bad("cards", "a binary file", &[Edit::Whole(b"\x07\x03\x02\xff\xfe\n")]),
        Example::good("transactions", "delimited text", &[]),
    ],
    say,
};

fn say(saying: &Saying) -> Said {
    let what = if let Detail::Slip(what) = &saying.finding.detail { what } else { "not text" };
    Said::new(format!("The file is {what}")).expected("pipe-delimited text")
}
