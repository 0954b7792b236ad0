//! Files that only their content tells apart: of one day, kind, version, name and size. They are read before all others, so
//! that it does not matter which of them was given first.

use super::days::order;
use super::file::SetFile;

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
        let is_twin = |index: usize| {
            let neighbours = [index.checked_sub(1), Some(index + 1)];
            let mut neighbours = neighbours.into_iter().flatten().filter_map(|at| files.get(at));
            files.get(index).is_some_and(|(_, file)| neighbours.any(|(_, other)| order(file, other).is_eq()))
        };
        Self { left: (0..files.len()).rev().filter(|index| is_twin(*index)).collect(), reading: None }
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
