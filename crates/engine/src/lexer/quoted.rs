//! What stands between quotes. A lost quote makes that long, up to the next one that there is: so it is passed over in blocks.

use super::{DELIMITER, LINE_END, LONGEST_RECORD, Lexer, Marks, Scanned, State};

/// How many bytes are looked at together.
const BLOCK: usize = 64;

impl Lexer {
    pub(super) fn scan_quoted(&mut self) -> Scanned {
        let bound = self.start + LONGEST_RECORD;
        if self.scan >= bound && self.scan < self.buffer.len() {
            self.give_up_on_quote(true);
            return Scanned::Going;
        }
        let limit = self.buffer.len().min(bound).max(self.scan);
        while self.scan < limit {
            let rest = self.buffer.get(self.scan..limit).unwrap_or(&[]);
            if let Some(feeds) = rest.first_chunk().and_then(line_feeds_of_plain) {
                self.breaks += u64::from(feeds);
                self.seen |= if feeds > 0 { Marks::CONTROL } else { 0 };
                self.scan += BLOCK;
                continue;
            }
            for (at, &byte) in (self.scan..).zip(rest.iter().take(BLOCK)) {
                match byte {
                    b'"' => {
                        self.scan = at + 1;
                        self.state = State::QuoteSeen;
                        return Scanned::Going;
                    }
                    b'\n' => {
                        self.seen |= Marks::CONTROL;
                        self.breaks += 1;
                    }
                    b'\r' => {
                        self.seen |= Marks::CONTROL;
                        // `\r\n` is one line break, counted at its `\n`.
                        let next = self.buffer.get(at + 1);
                        if next.is_none() && !self.ended {
                            self.scan = at;
                            return Scanned::Dry;
                        }
                        self.breaks += u64::from(next != Some(&b'\n'));
                    }
                    _ => {
                        let class = self.classes.get(usize::from(byte)).copied().unwrap_or(0);
                        self.seen |= class & (Marks::CONTROL | Marks::HIGH);
                    }
                }
            }
            self.scan += BLOCK.min(rest.len());
        }
        if limit < self.buffer.len() { Scanned::Going } else { Scanned::Dry }
    }

    pub(super) fn scan_quote_seen(&mut self) -> Scanned {
        match self.buffer.get(self.scan) {
            None => return Scanned::Dry,
            Some(b'"') => {
                self.seen |= Marks::ESCAPED;
                self.scan += 1;
                self.state = State::Quoted;
            }
            Some(&byte) => {
                if self.classes.get(usize::from(byte)).is_some_and(|class| class & (DELIMITER | LINE_END) == 0) {
                    if self.breaks > self.breaks_before && byte != b' ' {
                        self.give_up_on_quote(false);
                        return Scanned::Going;
                    }
                    self.seen |= Marks::ESCAPED | Marks::STRAY;
                }
                self.state = State::Unquoted;
            }
        }
        Scanned::Going
    }

    /// Starts the record again, with the quote that was opened last as an ordinary character.
    pub(super) fn give_up_on_quote(&mut self, is_too_long: bool) {
        self.unclosed = Some(self.opened);
        self.is_too_long = is_too_long;
        self.scan = self.start;
        self.field_start = self.start;
        self.state = State::FieldStart;
        self.seen = 0;
        self.breaks = 0;
        self.fields.clear();
    }
}

/// How many line feeds there are in a block; `None` if anything else in it is to be looked at closely.
fn line_feeds_of_plain(block: &[u8; BLOCK]) -> Option<u8> {
    // Folds without an end of their own are made into steps of many bytes by the compiler.
    let count = |is: fn(u8) -> bool| block.iter().fold(0_u8, |count, &byte| count + u8::from(is(byte)));
    let feeds = count(|byte| byte == b'\n');
    let not_plain = count(|byte| !(b' '..0x7f).contains(&byte) || byte == b'"');
    (feeds == not_plain).then_some(feeds)
}
