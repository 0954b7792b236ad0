//! ISO 4217: the currencies in force and their decimals.

/// Codes in force by number of decimals, each list in order. Left out: metals, bond market units, special drawing
/// rights, the code for tests and the one for "no currency", in none of which a bank account is held.
const BY_DIGITS: &[(u8, &str)] = &[
    (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    (
        2,
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP \
         COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR \
         JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN \
         NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL \
         THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG",
    ),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
    (4, "CLF UYW"),
];

/// How many decimals a currency has; `None` for what is not the code of a currency in force.
pub fn currency_digits(code: &[u8]) -> Option<u8> {
    if code.len() != 3 || !code.iter().all(u8::is_ascii_uppercase) {
        return None;
    }
    BY_DIGITS
        .iter()
        .find(|(_, codes)| codes.as_bytes().chunks(4).any(|known| known.get(..3) == Some(code)))
        .map(|&(digits, _)| digits)
}

/// All currencies in force, by number of decimals.
pub fn currencies() -> impl Iterator<Item = (&'static str, u8)> {
    BY_DIGITS.iter().flat_map(|&(digits, codes)| codes.split(' ').map(move |code| (code, digits)))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "a test may panic")]

    use super::{currencies, currency_digits};

    #[test]
    fn knows_the_decimals() {
        for (code, digits) in [("USD", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("ZWG", 2), ("AED", 2), ("UYW", 4)] {
            assert_eq!(currency_digits(code.as_bytes()), Some(digits), "{code}");
        }
    }

    #[test]
    fn knows_nothing_else() {
        for code in ["usd", "XXX", "XAU", "DEM", "HRK", "US", "USDX", "D A", ""] {
            assert_eq!(currency_digits(code.as_bytes()), None, "{code}");
        }
    }

    #[test]
    fn lists_each_code_once_and_in_order() {
        for digits in 0..5 {
            let codes: Vec<_> = currencies().filter(|(_, d)| *d == digits).collect();
            assert!(codes.is_sorted() && codes.iter().all(|(code, _)| code.len() == 3));
        }
        let mut codes: Vec<_> = currencies().map(|(code, _)| code).collect();
        codes.sort_unstable();
        assert!(codes.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
