//! Goes over the rows of a window, where a reading that is quick and one that is plain take turns.

use super::window::Row;

/// What a reading does that goes over the rows of a window.
pub(crate) struct Turns<R, B, Q, P> {
    /// A row of the window.
    pub(crate) row: R,
    /// The byte of the file where the next record starts.
    pub(crate) byte: B,
    /// Takes rows from one on, as many as it can; says how many.
    pub(crate) quickly: Q,
    /// Takes the next record, which starts in this row; `false` when there is none, or more bytes are needed.
    pub(crate) plainly: P,
}

/// Takes the rows of a window that begins at a byte of the file; `false` when there is no whole record to take. Both kinds
/// of reading get what they work `with`.
pub(crate) fn over<T, W: ?Sized>(
    of: &mut T,
    with: &mut W,
    (rows, origin): (usize, u64),
    mut turns: Turns<
        impl Fn(&T, usize) -> Option<Row>,
        impl Fn(&T) -> u64,
        impl FnMut(&mut T, &mut W, usize) -> usize,
        impl FnMut(&mut T, &mut W, &Row) -> bool,
    >,
) -> bool {
    let mut number = 0;
    while number < rows {
        number += (turns.quickly)(of, with, number);
        let Some(row) = (turns.row)(of, number) else { break };
        // Quotes can make a record longer than its row, and a lone carriage return shorter.
        while (turns.byte)(of) - origin < u64::from(row.next) {
            if !(turns.plainly)(of, with, &row) {
                return false;
            }
        }
        number += 1;
    }
    rows > 0
}
