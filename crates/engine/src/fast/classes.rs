//! Which combinations of cells were found to be right before.
//!
//! Most rules about several cells of a record ask only of what class each cell is: empty or not, which of a few values, below
//! zero or not. A record's classes, one column after another, are a path through a tree. A record that the plain
//! check has found clean marks its path; a later record on a marked path needs no check by those rules. The tree grows
//! with the combinations that a file has, and they are few.

/// So many classes of a column are told apart.
pub(super) const MOST_CLASSES: usize = 63;

/// The class of what is not told apart: it is on no path.
pub(super) const OTHER: u8 = MOST_CLASSES as u8;

/// The class of an empty cell.
pub(super) const BLANK: u8 = 0;

/// The class of a cell of which only matters that it is filled.
pub(super) const FILLED: u8 = 1;

const FAN: usize = MOST_CLASSES + 1;

/// So many nodes are kept; beyond, paths are no longer learned.
const MOST_NODES: usize = 1 << 14;

/// Where a record stands in the tree. At 0 it is on no path.
pub(super) type Node = u32;

/// The paths of records that were found clean.
#[derive(Debug)]
pub(super) struct Classes {
    /// For each node, the nodes below it by class. Node 0 leads nowhere but to itself.
    below: Vec<[Node; FAN]>,
}

impl Default for Classes {
    fn default() -> Self {
        Self { below: vec![[0; FAN]; 2] }
    }
}

impl Classes {
    /// Where every path begins.
    pub(super) const ROOT: Node = 1;

    /// Where the next column's class leads.
    #[inline]
    pub(super) fn step(&self, node: Node, class: u8) -> Node {
        self.below.get(node as usize).and_then(|below| below.get(usize::from(class))).copied().unwrap_or(0)
    }

    /// Marks a path.
    pub(super) fn learn(&mut self, path: &[u8]) {
        let mut node = Self::ROOT;
        for &class in path {
            if class >= OTHER {
                return;
            }
            let known = self.step(node, class);
            if known != 0 {
                node = known;
                continue;
            }
            if self.below.len() >= MOST_NODES {
                return;
            }
            let new = self.below.len() as Node;
            if let Some(slot) = self.below.get_mut(node as usize).and_then(|below| below.get_mut(usize::from(class))) {
                *slot = new;
            }
            self.below.push([0; FAN]);
            node = new;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Classes, Node, OTHER};

    fn end(classes: &Classes, path: &[u8]) -> Node {
        path.iter().fold(Classes::ROOT, |node, &class| classes.step(node, class))
    }

    #[test]
    fn only_marked_paths_lead_to_their_end() {
        let mut classes = Classes::default();
        classes.learn(&[1, 0, 5]);
        classes.learn(&[1, 2, 5]);
        classes.learn(&[1, OTHER, 5]);
        assert_ne!(end(&classes, &[1, 0, 5]), 0);
        assert_ne!(end(&classes, &[1, 2, 5]), 0);
        for path in [&[1, 0, 4][..], &[0, 0, 5], &[1, 1, 5], &[2, 0, 5], &[1, OTHER, 5]] {
            assert_eq!(end(&classes, path), 0, "{path:?}");
        }
    }

    #[test]
    fn the_tree_stops_growing() {
        let mut classes = Classes::default();
        for number in 0..30_000_u32 {
            let [a, b, c, _] = number.to_le_bytes();
            classes.learn(&[a % 60, b % 60, c % 60, a % 7]);
        }
        assert!(classes.below.len() <= super::MOST_NODES);
    }
}
