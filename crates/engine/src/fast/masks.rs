//! What stands where in 64 bytes, as bits: the lowest bit is the first byte.
//!
//! With SIMD (SSE2, NEON, WebAssembly's `simd128`) a block costs a few instructions for each question. Without it the
//! same questions are asked of eight bytes at a time in an ordinary register.

/// How many bytes a block has: as many as a mask has bits.
pub(super) const BLOCK: usize = 64;

/// How many bytes of an ID are looked at together.
pub(super) const LANES: usize = 16;

/// What stands where in a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Masks {
    /// Delimiters and line feeds.
    pub(super) structural: u64,
    /// Line feeds.
    pub(super) line_feeds: u64,
    /// Whatever is not plain: spaces, control characters (line feeds too), quotes, bytes outside of ASCII; and `!`, because
    /// one comparison then tells them all.
    pub(super) unusual: u64,
}

#[cfg(any(target_feature = "simd128", target_feature = "sse2", all(target_feature = "neon", target_arch = "aarch64")))]
mod with_simd {
    use wide::{i8x16, u32x8};

    use super::{BLOCK, LANES, Masks};

    type Lanes = [i8x16; 4];

    fn lanes(block: &[u8; BLOCK]) -> Lanes {
        let (quarters, _) = block.as_chunks::<16>();
        let mut lanes = [i8x16::ZERO; 4];
        for (lane, quarter) in lanes.iter_mut().zip(quarters) {
            *lane = i8x16::new(quarter.map(u8::cast_signed));
        }
        lanes
    }

    fn bits(lanes: Lanes, ask: impl Fn(i8x16) -> i8x16) -> u64 {
        let bits = |lane: i8x16| u64::from(ask(lane).to_bitmask() & 0xffff);
        let [a, b, c, d] = lanes;
        bits(a) | bits(b) << 16 | bits(c) << 32 | bits(d) << 48
    }

    #[inline]
    pub(in crate::fast) fn masks(block: &[u8; BLOCK], delimiter: u8) -> Masks {
        let lanes = lanes(block);
        let of = |byte: u8| i8x16::splat(byte.cast_signed());
        let (delimiter, line_feed, quote) = (of(delimiter), of(b'\n'), of(b'"'));
        let line_feeds = bits(lanes, |lane| lane.simd_eq(line_feed));
        Masks {
            structural: bits(lanes, |lane| lane.simd_eq(delimiter)) | line_feeds,
            line_feeds,
            // Bytes outside of ASCII are negative, and one more than the last of ASCII is too.
            unusual: !bits(lanes, |lane| (lane + i8x16::ONE).simd_gt(quote + i8x16::ONE)),
        }
    }

    /// Which of eight numbers are not one more than those before them: a bit for each.
    #[inline]
    pub(in crate::fast) fn gaps(before: &[u32; 8], numbers: &[u32; 8]) -> u64 {
        let one_more = u32x8::new(*before) + u32x8::ONE;
        u64::from(!one_more.simd_eq(u32x8::new(*numbers)).to_bitmask() & 0xff)
    }

    /// Whether some characters of ASCII are letters, digits, `_`, `-` and `.`.
    #[inline]
    pub(in crate::fast) fn are_of_id(text: &[u8; LANES]) -> bool {
        let text = i8x16::new(text.map(u8::cast_signed));
        let of = |byte: u8| i8x16::splat(byte.cast_signed());
        // Lanes wrap around, so that what is below the first comes out above the last.
        let between =
            |text: i8x16, first: u8, last: u8| (text - of(first) + of(0x80)).simd_lt(of(last - first + 1) + of(0x80));
        // Capitals are told as small letters.
        let letters = between(text | of(0x20), b'a', b'z');
        let others = between(text, b'0', b'9') | between(text, b'-', b'.') | text.simd_eq(of(b'_'));
        (letters | others).all()
    }

    pub(in crate::fast) fn equal_to(block: &[u8; BLOCK], byte: u8) -> u64 {
        let byte = i8x16::splat(byte.cast_signed());
        bits(lanes(block), |lane| lane.simd_eq(byte))
    }
}

#[cfg(any(
    test,
    not(any(
        target_feature = "simd128",
        target_feature = "sse2",
        all(target_feature = "neon", target_arch = "aarch64")
    ))
))]
mod without_simd {
    use super::{BLOCK, LANES, Masks};

    const ONES: u64 = 0x0101_0101_0101_0101;
    const LOW: u64 = 0x7f * ONES;

    /// The high bit of each byte that is zero.
    fn zeros(word: u64) -> u64 {
        !(((word & LOW) + LOW) | word | LOW)
    }

    /// The high bit of each byte that is a quote or before it in ASCII, or outside of ASCII.
    fn up_to_quote(word: u64) -> u64 {
        !((word & LOW) + (0x7f - 0x22) * ONES) & !LOW | word & !LOW
    }

    /// Gathers the high bits of eight bytes.
    fn gather(high: u64) -> u64 {
        (high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
    }

    fn bits(block: &[u8; BLOCK], ask: impl Fn(u64) -> u64) -> u64 {
        let (words, _) = block.as_chunks::<8>();
        words.iter().enumerate().fold(0, |mask, (at, word)| mask | gather(ask(u64::from_le_bytes(*word))) << (at * 8))
    }

    pub(in crate::fast) fn masks(block: &[u8; BLOCK], delimiter: u8) -> Masks {
        let is = |word: u64, byte: u8| zeros(word ^ (u64::from(byte) * ONES));
        Masks {
            structural: bits(block, |word| is(word, delimiter) | is(word, b'\n')),
            line_feeds: bits(block, |word| is(word, b'\n')),
            unusual: bits(block, |word| up_to_quote(word) | is(word, 0x7f)),
        }
    }

    pub(in crate::fast) fn gaps(before: &[u32; 8], numbers: &[u32; 8]) -> u64 {
        let pairs = before.iter().zip(numbers).enumerate();
        pairs.fold(0, |bits, (at, (before, number))| bits | u64::from(before.wrapping_add(1) != *number) << at)
    }

    pub(in crate::fast) fn are_of_id(text: &[u8; LANES]) -> bool {
        const HIGH: u64 = ONES << 7;
        let (words, _) = text.as_chunks::<8>();
        words.iter().map(|word| u64::from_le_bytes(*word)).all(|text| {
            let between = |text: u64, first: u8, last: u8| {
                (text + ONES * u64::from(0x80 - first)) & !(text + ONES * u64::from(0x7f - last))
            };
            let letters = between(text | (ONES * 0x20), b'a', b'z');
            let others = between(text, b'0', b'9') | between(text, b'-', b'.') | between(text, b'_', b'_');
            (letters | others) & HIGH == HIGH
        })
    }

    pub(in crate::fast) fn equal_to(block: &[u8; BLOCK], byte: u8) -> u64 {
        bits(block, |word| zeros(word ^ (u64::from(byte) * ONES)))
    }
}

#[cfg(any(
    target_feature = "simd128",
    target_feature = "sse2",
    all(target_feature = "neon", target_arch = "aarch64")
))]
pub(super) use with_simd::{are_of_id, equal_to, gaps, masks};
#[cfg(not(any(
    target_feature = "simd128",
    target_feature = "sse2",
    all(target_feature = "neon", target_arch = "aarch64")
)))]
pub(super) use without_simd::{are_of_id, equal_to, gaps, masks};

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

    use proptest::prelude::*;

    use super::{BLOCK, LANES, Masks, are_of_id, equal_to, gaps, masks, without_simd};

    /// The same questions, asked byte by byte.
    fn plainly(block: &[u8; BLOCK], delimiter: u8) -> Masks {
        let bits = |ask: &dyn Fn(u8) -> bool| {
            block.iter().enumerate().fold(0, |mask, (at, &byte)| mask | u64::from(ask(byte)) << at)
        };
        Masks {
            structural: bits(&|byte| byte == delimiter || byte == b'\n'),
            line_feeds: bits(&|byte| byte == b'\n'),
            unusual: bits(&|byte| byte <= b'"' || byte >= 0x7f),
        }
    }

    #[test]
    fn every_byte_is_told_right() {
        for byte in 0..=u8::MAX {
            let mut block = [b'a'; BLOCK];
            block[17] = byte;
            assert_eq!(masks(&block, b'|'), plainly(&block, b'|'), "{byte}");
            assert_eq!(without_simd::masks(&block, b'|'), plainly(&block, b'|'), "{byte}");
        }
    }

    proptest! {
        #[test]
        fn any_block_is_told_right(bytes in proptest::collection::vec(any::<u8>(), BLOCK), delimiter in any::<u8>()) {
            let block: [u8; BLOCK] = bytes.try_into().unwrap();
            prop_assert_eq!(masks(&block, delimiter), plainly(&block, delimiter));
            prop_assert_eq!(without_simd::masks(&block, delimiter), plainly(&block, delimiter));
            let [a, b] = [0, 8].map(|at| std::array::from_fn(|step| u32::from(block[at + step]) / 64));
            prop_assert_eq!(gaps(&a, &b), without_simd::gaps(&a, &b));
            prop_assert_eq!(equal_to(&block, delimiter), without_simd::equal_to(&block, delimiter));
            // As good as none of them are of an ID unless most of each are put there.
            let ascii: [u8; LANES] = std::array::from_fn(|at| if block[at] < 0xf0 { b"a_Z.9-"[at % 6] } else { block[at] & 0x7f });
            prop_assert_eq!(are_of_id(&ascii), without_simd::are_of_id(&ascii));
        }
    }
}
