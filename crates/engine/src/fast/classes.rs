//! Which combinations of cells were found to be right before.
//!
//! Most rules about several cells of a record ask only of what class each cell is: empty or not, which of a few values, below
//! zero or not. Which cells of a record are filled, and then the classes of those, one column after another, are a path
//! through a tree. A record that the plain check has found clean marks its path; a later record on a marked path needs no
//! check by those rules. The tree grows with the combinations that a file has, and they are few.

/// So many classes of a column are told apart.
pub(super) const MOST_CLASSES: usize = 63;

/// The class of what is not told apart: it is on no path.
pub(super) const OTHER: u8 = MOST_CLASSES as u8;

/// The class of a cell that counts as empty although something stands in it, such as a pair of quotes.
pub(super) const BLANK: u8 = 0;

/// The class of a cell of which only matters that it is filled.
pub(super) const FILLED: u8 = 1;

const FAN: usize = MOST_CLASSES + 1;

/// So many nodes are kept; beyond, paths are no longer learned.
const MOST_NODES: usize = 1 << 14;

/// Where a record stands in the tree. At 0 it is on no path.
pub(super) type Node = u32;

/// So many patterns of filled cells are kept, and room for twice as many.
const MOST_PATTERNS: usize = 128;

/// The paths of records that were found clean.
#[derive(Debug)]
pub(super) struct Classes {
    /// Where the paths of records begin, by which of their cells are filled. Free slots lead to 0.
    patterns: Box<[(u64, Node)]>,
    known_patterns: usize,
    /// For each node, the nodes below it by class. Node 0 leads nowhere but to itself.
    below: Vec<[Node; FAN]>,
}

impl Default for Classes {
    fn default() -> Self {
        let patterns = vec![(0, 0); MOST_PATTERNS * 2].into_boxed_slice();
        Self { patterns, known_patterns: 0, below: vec![[0; FAN]] }
    }
}

impl Classes {
    /// Where the path of a record begins.
    #[inline]
    pub(super) fn start(&self, pattern: u64) -> Node {
        let mut at = hash(pattern);
        loop {
            match self.patterns.get(at % (MOST_PATTERNS * 2)) {
                Some(&(known, node)) if known == pattern || node == 0 => return node,
                Some(_) => at += 1,
                None => return 0,
            }
        }
    }

    /// Where the next column's class leads.
    #[inline]
    pub(super) fn step(&self, node: Node, class: u8) -> Node {
        self.below.get(node as usize).and_then(|below| below.get(usize::from(class))).copied().unwrap_or(0)
    }

    /// Marks a path.
    pub(super) fn learn(&mut self, pattern: u64, path: &[u8]) {
        if path.contains(&OTHER) {
            return;
        }
        let Some(mut node) = self.start_new(pattern) else { return };
        for &class in path {
            let known = self.step(node, class);
            if known != 0 {
                node = known;
                continue;
            }
            let Some(new) = self.grow() else { return };
            if let Some(slot) = self.below.get_mut(node as usize).and_then(|below| below.get_mut(usize::from(class))) {
                *slot = new;
            }
            node = new;
        }
    }

    fn start_new(&mut self, pattern: u64) -> Option<Node> {
        let known = self.start(pattern);
        if known != 0 {
            return Some(known);
        }
        if self.known_patterns == MOST_PATTERNS {
            return None;
        }
        let new = self.grow()?;
        let mut at = hash(pattern);
        while self.patterns.get(at % (MOST_PATTERNS * 2)).is_some_and(|&(_, node)| node != 0) {
            at += 1;
        }
        if let Some(slot) = self.patterns.get_mut(at % (MOST_PATTERNS * 2)) {
            *slot = (pattern, new);
            self.known_patterns += 1;
        }
        Some(new)
    }

    fn grow(&mut self) -> Option<Node> {
        let new = self.below.len();
        if new >= MOST_NODES {
            return None;
        }
        self.below.push([0; FAN]);
        Some(new as Node)
    }
}

fn hash(pattern: u64) -> usize {
    (pattern.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize
}

#[cfg(test)]
mod tests {
    use super::{Classes, MOST_NODES, MOST_PATTERNS, Node, OTHER};

    fn end(classes: &Classes, pattern: u64, path: &[u8]) -> Node {
        path.iter().fold(classes.start(pattern), |node, &class| classes.step(node, class))
    }

    #[test]
    fn only_marked_paths_lead_to_their_end() {
        let mut classes = Classes::default();
        classes.learn(7, &[1, 0, 5]);
        classes.learn(7, &[1, 2, 5]);
        classes.learn(8, &[1, 2, 6]);
        classes.learn(0, &[]);
        classes.learn(9, &[1, OTHER, 5]);
        for (pattern, path) in [(7, &[1, 0, 5][..]), (7, &[1, 2, 5]), (8, &[1, 2, 6]), (0, &[])] {
            assert_ne!(end(&classes, pattern, path), 0, "{pattern} {path:?}");
        }
        for (pattern, path) in
            [(7, &[1, 0, 4][..]), (7, &[0, 0, 5]), (7, &[1, 2, 6]), (8, &[1, 2, 5]), (9, &[]), (1, &[])]
        {
            assert_eq!(end(&classes, pattern, path), 0, "{pattern} {path:?}");
        }
    }

    #[test]
    fn the_tree_stops_growing() {
        let mut classes = Classes::default();
        for number in 0..60_000_u32 {
            let [a, b, c, _] = number.to_le_bytes();
            classes.learn(u64::from(a % 200), &[a % 60, b % 60, c % 60, a % 7]);
        }
        assert!(classes.below.len() <= MOST_NODES);
        assert_eq!((0..200).filter(|&pattern| classes.start(pattern) != 0).count(), MOST_PATTERNS);
        assert_eq!(classes.start(12_345), 0);
    }
}
