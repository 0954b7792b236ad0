//! The records of a part of a file, read piece by piece: however wide they are, little of them is held at a time.

use daybreak_engine::{Lexer, Place, Record};
use wasm_bindgen::JsValue;
use web_sys::File;

use super::reader::range;

/// What is read at once, in bytes: a window of an ordinary file is read by one call.
const PIECE: u64 = 4 << 20;

/// Records from a known place on.
pub(super) struct Records<'a> {
    file: &'a File,
    lexer: Lexer,
    /// The next byte to read.
    at: u64,
    end: u64,
    /// The number of the next record.
    number: u64,
}

impl<'a> Records<'a> {
    /// Those of a file with this delimiter that stand between a record's place and a byte.
    pub(super) fn new(file: &'a File, delimiter: u8, place: Place, end: u64) -> Self {
        Self { file, lexer: Lexer::at(delimiter, place), at: place.byte, end, number: place.record }
    }

    /// Reads the next piece; false when there is none. What fails is the browser's own error.
    pub(super) async fn more(&mut self) -> Result<bool, JsValue> {
        if self.at >= self.end || self.lexer.is_cut_short() {
            return Ok(false);
        }
        let end = self.end.min(self.at + PIECE);
        self.lexer.push(&range(self.file, self.at, end).await?);
        self.at = end;
        if end == self.end {
            self.lexer.end();
        }
        Ok(true)
    }

    /// Looks at the records that are whole by now, each with its number, until something is found in one. Blank lines are
    /// passed over.
    pub(super) fn find<T>(&mut self, mut look: impl FnMut(u64, &Record<'_>) -> Option<T>) -> Option<T> {
        while let Some(record) = self.lexer.next_record() {
            if record.is_blank() {
                continue;
            }
            let number = self.number;
            self.number += 1;
            let found = look(number, &record);
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Reads on up to a record and looks at it; `None` when it is not there.
    pub(super) async fn record_at<T>(
        &mut self,
        record: u64,
        mut look: impl FnMut(&Record<'_>) -> T,
    ) -> Result<Option<T>, JsValue> {
        while self.more().await? {
            let found = self.find(|number, lexed| (number == record).then(|| look(lexed)));
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// The number of the record that is looked at next.
    pub(super) fn number(&self) -> u64 {
        self.number
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use daybreak_engine::Place;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::{PIECE, Records};
    use crate::worker::reader::file_of;

    wasm_bindgen_test_configure!(run_in_browser);

    /// Number, line and length of each record, and how many pieces were read.
    async fn read(text: &str, place: Place, end: u64) -> (Vec<(u64, u64, usize)>, u64) {
        let file = file_of("a.csv", text.as_bytes()).expect("a file");
        let mut records = Records::new(&file, b'|', place, end);
        let (mut all, mut pieces) = (Vec::new(), 0);
        while records.more().await.expect("the file is read") {
            pieces += 1;
            let stopped: Option<()> = records.find(|number, record| {
                all.push((number, record.place.line, record.bytes.len()));
                None
            });
            assert_eq!(stopped, None);
        }
        (all, pieces)
    }

    #[wasm_bindgen_test]
    async fn a_window_is_read_by_one_call_and_blank_lines_are_not_counted() {
        let place = Place { byte: 4, line: 2, record: 1 };
        let (all, pieces) = read("a|b\n1|2\n\n3|456\n7|8\n", place, 15).await;
        assert_eq!(all, [(1, 2, 3), (2, 4, 5)]);
        assert_eq!(pieces, 1);
        assert_eq!(read("a|b\n", Place { byte: 4, line: 2, record: 1 }, 4).await, (vec![], 0));
    }

    #[wasm_bindgen_test]
    async fn records_may_be_longer_than_a_piece() {
        let long = PIECE as usize + 3;
        let text = format!("a|b\n{}\n\n{}", "x".repeat(long), "y".repeat(long));
        let end = text.len() as u64;
        let (all, pieces) = read(&text, Place { byte: 4, line: 2, record: 1 }, end).await;
        assert_eq!(all, [(1, 2, long), (2, 4, long)]);
        assert_eq!(pieces, 3);
    }

    #[wasm_bindgen_test]
    async fn a_record_is_found_by_its_number() {
        let file = file_of("a.csv", b"a|b\n1|2\n\n3|4\n5|6\n").expect("a file");
        let at = async |record| {
            let mut records = Records::new(&file, b'|', Place { byte: 4, line: 2, record: 1 }, 17);
            records.record_at(record, |lexed| lexed.bytes.to_vec()).await.expect("the file is read")
        };
        assert_eq!(at(2).await.as_deref(), Some(b"3|4".as_slice()));
        assert_eq!(at(4).await, None);
    }

    #[wasm_bindgen_test]
    async fn looking_goes_on_behind_what_was_found() {
        let text = "a|b\n1|2\n3|4\n5|6\n";
        let file = file_of("a.csv", text.as_bytes()).expect("a file");
        let place = Place { byte: 4, line: 2, record: 1 };
        let mut records = Records::new(&file, b'|', place, text.len() as u64);
        assert!(records.more().await.expect("the file is read"));
        assert_eq!(records.find(|number, record| (record.bytes == b"3|4").then_some(number)), Some(2));
        assert_eq!(records.number(), 3);
        assert_eq!(records.find(|number, _| Some(number)), Some(3));
        assert_eq!(records.find(|number, _| Some(number)), None);
        assert!(!records.more().await.expect("nothing is left"));
    }
}
