//! Files that only their content tells apart, or shows to be the same: of one day, kind, version and size. They are read
//! before all others, so that it does not matter which of them was given first.

use super::file::SetFile;

/// Whether two files are of one day, kind and version: one of them takes the other's place.
fn are_rivals(a: &SetFile, b: &SetFile) -> bool {
    let key = |file: &SetFile| (file.kind.map(|kind| kind.token), file.day, file.version);
    key(a) == key(b)
}

/// Whether two such files have been read, and are the same.
pub(super) fn are_same(a: &SetFile, b: &SetFile) -> bool {
    a.bytes == b.bytes && a.print != 0 && a.print == b.print
}

/// Reads such files.
#[derive(Debug, Default)]
pub(super) struct Twins {
    /// Those still to be read, by their positions, the next last.
    left: Vec<usize>,
    reading: Option<(usize, u64)>,
}

impl Twins {
    /// Those among files that are in order.
    pub(super) fn of(files: &[(usize, SetFile)]) -> Self {
        // Those of one day, kind and version stand next to each other.
        let rivals = files.chunk_by(|(_, a), (_, b)| are_rivals(a, b));
        let is_twin = |(_, file): &(usize, SetFile), rivals: &[(usize, SetFile)]| {
            rivals.iter().filter(|(_, other)| other.bytes == file.bytes).count() > 1
        };
        let twins = rivals.flat_map(|rivals| rivals.iter().map(move |file| is_twin(file, rivals)));
        let mut left: Vec<usize> = twins.enumerate().filter(|(_, is_twin)| *is_twin).map(|(index, _)| index).collect();
        left.reverse();
        Self { left, reading: None }
    }

    /// How many bytes are to be read for it.
    pub(super) fn bytes(&self, files: &[(usize, SetFile)]) -> u64 {
        self.left.iter().filter_map(|index| files.get(*index)).map(|(_, file)| file.bytes).sum()
    }

    /// The next to read.
    pub(super) fn next(&mut self) -> Option<usize> {
        let index = self.left.pop()?;
        self.reading = Some((index, 0xcbf2_9ce4_8422_2325));
        Some(index)
    }

    /// Takes the next bytes of it. The print is that of FNV-1a, which knows no borders between pieces.
    pub(super) fn push(&mut self, chunk: &[u8]) {
        if let Some((_, print)) = &mut self.reading {
            *print = chunk.iter().fold(*print, |print, byte| (print ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
        }
    }

    /// The file was read to its end.
    pub(super) fn end(&mut self, files: &mut [(usize, SetFile)]) {
        let Some((index, print)) = self.reading.take() else { return };
        if let Some((_, file)) = files.get_mut(index) {
            file.print = print;
        }
    }
}
