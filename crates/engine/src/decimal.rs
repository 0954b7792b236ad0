//! Exact decimals. Money is never a float.

/// The most digits a number may have, before and behind the point together: the most that always fit.
pub const MOST_DIGITS: usize = 38;

/// A decimal number: `units` divided by ten to the power of `scale`.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    units: i128,
    scale: u8,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self { units: 0, scale: 0 };

    /// `units` divided by ten to the power of `scale`.
    pub const fn new(units: i128, scale: u8) -> Self {
        Self { units, scale }
    }

    /// How many decimals it was written with.
    pub const fn scale(self) -> u8 {
        self.scale
    }

    /// The number without its point.
    pub const fn units(self) -> i128 {
        self.units
    }

    /// −1, 0 or 1.
    pub const fn sign(self) -> i128 {
        self.units.signum()
    }

    /// The sum; `None` when it has more digits than can be held exactly.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let units = self.units_at(scale)?.checked_add(other.units_at(scale)?)?;
        Some(Self { units, scale })
    }

    /// The difference; `None` when it has more digits than can be held exactly.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(Self { units: other.units.checked_neg()?, scale: other.scale })
    }

    /// Without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self { units: self.units.saturating_abs(), scale: self.scale }
    }

    /// Whether both are the same number, `1.5` and `1.50` included.
    pub fn equals(self, other: Self) -> bool {
        self.compare(other).is_eq()
    }

    /// Which is greater.
    pub fn compare(self, other: Self) -> std::cmp::Ordering {
        let scale = self.scale.max(other.scale);
        match (self.units_at(scale), other.units_at(scale)) {
            (Some(a), Some(b)) => a.cmp(&b),
            // One of them leaves the range at the common scale, so it is the larger by far.
            (None, Some(_)) => self.units.cmp(&0),
            (Some(_), None) => 0.cmp(&other.units),
            (None, None) => self.units.signum().cmp(&other.units.signum()),
        }
    }

    fn units_at(self, scale: u8) -> Option<i128> {
        // Most sums are of amounts with as many decimals, and 128 bits are slow to multiply in WebAssembly.
        if scale == self.scale {
            return Some(self.units);
        }
        self.units.checked_mul(10_i128.checked_pow(u32::from(scale - self.scale))?)
    }

    /// Reads digits with at most one point between them and an optional minus before. The caller has seen that nothing
    /// else is in there; `None` with more digits than can be held.
    pub(crate) fn from_plain(text: &[u8]) -> Option<Self> {
        let mut units: i128 = 0;
        // Most amounts fit 64 bits, whose arithmetic is far quicker in WebAssembly.
        let mut small: u64 = 0;
        let mut digits = 0_usize;
        let mut point = None;
        for &byte in text {
            match byte {
                b'0'..=b'9' => {
                    let digit = byte - b'0';
                    if digits < 18 {
                        small = small * 10 + u64::from(digit);
                    } else {
                        if digits == 18 {
                            units = i128::from(small);
                        }
                        units = units.checked_mul(10)?.checked_add(i128::from(digit))?;
                    }
                    digits += 1;
                }
                b'.' => point = Some(digits),
                _ => {}
            }
        }
        if digits > MOST_DIGITS {
            return None;
        }
        if digits <= 18 {
            units = i128::from(small);
        }
        let scale = point.map_or(0, |before| digits - before) as u8;
        Some(Self { units: if text.first() == Some(&b'-') { -units } else { units }, scale })
    }
}

impl Default for Decimal {
    fn default() -> Self {
        Self::ZERO
    }
}

/// As numbers: `1.5` and `1.50` are equal.
impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.equals(*other)
    }
}

impl Eq for Decimal {}

impl std::str::FromStr for Decimal {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        crate::values::number(text.as_bytes()).ok_or("a number is due here, such as -1234.50")
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let digits = self.units.unsigned_abs().to_string();
        let scale = usize::from(self.scale);
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, part) = padded.split_at(padded.len() - scale);
        write!(f, "{sign}{whole}.{part}")
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::Decimal;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_plain(text.as_bytes()).unwrap()
    }

    #[test]
    fn adds_exactly() {
        assert!(decimal("0.10").checked_add(decimal("0.20")).unwrap().equals(decimal("0.30")));
        assert_eq!(decimal("0.10").checked_add(decimal("0.205")).unwrap().to_string(), "0.305");
        assert_eq!(decimal("-1.5").checked_add(decimal("1.50")).unwrap().sign(), 0);
        assert_eq!(decimal("1.5").checked_sub(decimal("2.25")).unwrap().to_string(), "-0.75");
        assert_eq!(decimal("-0.75").abs().to_string(), "0.75");
    }

    #[test]
    fn holds_38_digits_and_never_wraps() {
        let most = "9".repeat(38);
        assert_eq!(decimal(&most).to_string(), most);
        assert!(Decimal::from_plain("9".repeat(39).as_bytes()).is_none());
        assert!(decimal(&most).checked_add(decimal("0.01")).is_none());
        assert!(decimal(&most).checked_add(decimal(&most)).is_none());
        assert!(decimal(&most).compare(decimal("0.01")).is_gt());
        assert!(decimal(&format!("-{most}")).compare(decimal("0.01")).is_lt());
    }

    #[test]
    fn keeps_what_was_written() {
        for text in ["0.00", "-0.05", "11.500", "1234567890123456789.123456789012345678", "7"] {
            assert_eq!(decimal(text).to_string(), text);
        }
    }
}
