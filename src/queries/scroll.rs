//! Scrolling through more rows than an element can be high.
//!
//! Browsers draw no element higher than some 16.7 million pixels. Beyond a lower, safe height the scroll bar stands for
//! the whole file: its position is mapped onto the rows, and the rows are drawn where the bar is.

/// The height up to which every row has its own pixels.
const HIGHEST: f64 = 8_000_000.0;

/// By less than so many pixels a position differs from what it was set to.
const ROUNDED: f64 = 2.0;

/// A table that is looked at through a window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// How many rows there are.
    pub rows: u64,
    /// How high a row is, in pixels.
    pub row_height: f64,
    /// How high the window is.
    pub height: f64,
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "row counts fit a double; positions are not negative"
)]
impl Viewport {
    /// How high so many rows are together.
    pub fn height_of(self, rows: u64) -> f64 {
        rows as f64 * self.row_height
    }

    /// How high the empty space above a row is, when it is the first on the screen.
    pub fn top_of(self, first: u64) -> f64 {
        if self.is_remapped() { self.scroll_to(first) } else { self.height_of(first) }
    }

    /// Whether the scroll bar stands for more than the pixels that there are.
    pub fn is_remapped(self) -> bool {
        self.height_of(self.rows) > HIGHEST
    }

    /// How high the scrolled element is.
    pub fn space(self) -> f64 {
        self.height_of(self.rows).min(HIGHEST)
    }

    /// How many rows fit into the window, the last one perhaps in part.
    pub fn visible(self) -> u64 {
        (self.height / self.row_height).ceil().max(1.0) as u64
    }

    /// The highest row that can be the first on the screen, from 0.
    pub fn last_first(self) -> u64 {
        (self.rows + 1).saturating_sub(self.visible())
    }

    /// The first row on the screen at a scroll position.
    pub fn first_at(self, scroll: f64) -> u64 {
        if !self.is_remapped() {
            return ((scroll / self.row_height) as u64).min(self.last_first());
        }
        let way = (self.space() - self.height).max(1.0);
        ((scroll / way).clamp(0.0, 1.0) * self.last_first() as f64).round() as u64
    }

    /// The first row on the screen after a scroll, if it was `first` before. Browsers round a position, and a pixel may stand
    /// for several rows: the position that was set for a row is no other row's.
    pub fn first_after(self, first: u64, scroll: f64) -> u64 {
        if (self.scroll_to(first) - scroll).abs() < ROUNDED { first } else { self.first_at(scroll) }
    }

    /// The scroll position at which a row is the first on the screen.
    pub fn scroll_to(self, first: u64) -> f64 {
        let first = first.min(self.last_first());
        if !self.is_remapped() {
            return first as f64 * self.row_height;
        }
        let way = (self.space() - self.height).max(1.0);
        first as f64 / self.last_first().max(1) as f64 * way
    }
}

#[cfg(test)]
mod tests {
    use super::Viewport;

    const SMALL: Viewport = Viewport { rows: 1000, row_height: 28.0, height: 560.0 };
    const LARGE: Viewport = Viewport { rows: 10_000_000, row_height: 28.0, height: 560.0 };

    #[test]
    fn a_small_table_has_a_pixel_for_each() {
        assert!(!SMALL.is_remapped());
        assert_eq!(SMALL.first_at(281.0), 10);
        assert!((SMALL.scroll_to(10) - 280.0).abs() < 0.01);
    }

    #[test]
    fn the_ends_of_a_large_table_are_reached() {
        assert!(LARGE.is_remapped() && LARGE.space() < 16_000_000.0);
        assert_eq!(LARGE.first_at(0.0), 0);
        assert_eq!(LARGE.first_at(LARGE.space() - LARGE.height), LARGE.last_first());
        assert_eq!(LARGE.last_first() + LARGE.visible(), LARGE.rows + 1);
    }

    #[test]
    fn every_row_of_a_large_table_has_a_position() {
        for first in [0, 1, 2, 1_234_567, 9_999_000, LARGE.last_first()] {
            assert_eq!(LARGE.first_at(LARGE.scroll_to(first)), first);
        }
    }

    #[test]
    fn rounding_a_position_moves_no_row_away() {
        let huge = Viewport { rows: 27_200_000, ..LARGE };
        let rounded = |first| huge.scroll_to(first).floor();
        let firsts = [0..1000, 16_809_000..16_810_000, huge.last_first() - 1000..huge.last_first() + 1];
        for first in firsts.clone().into_iter().flatten() {
            assert_eq!(huge.first_after(first, rounded(first)), first);
        }
        let moved = firsts.into_iter().flatten().filter(|first| huge.first_at(rounded(*first)) != *first);
        assert!(moved.count() > 1000, "a pixel stands for several rows");
        assert_eq!(huge.first_after(7, huge.space() - huge.height), huge.last_first());
    }
}
