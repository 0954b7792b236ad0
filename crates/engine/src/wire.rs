//! How what workers found travels between them, as bytes. What is the program's own, a rule, goes by its code.

use daybreak_calendar::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::checker::{Lookout, Part, RecheckPart, Stretch};
use crate::rule::Rule;
use crate::rules;

/// What can be posted from one worker to another, both of the same version of this program.
pub trait Portable: Sized {
    /// As bytes.
    fn pack(&self) -> Vec<u8>;

    /// From bytes; `None` if they are not of [`Portable::pack`].
    fn unpack(bytes: &[u8]) -> Option<Self>;
}

macro_rules! portable {
    ($($of:ty),+) => {$(
        impl Portable for $of {
            fn pack(&self) -> Vec<u8> {
                // Writing to memory does not fail.
                postcard::to_allocvec(self).unwrap_or_default()
            }

            fn unpack(bytes: &[u8]) -> Option<Self> {
                postcard::from_bytes(bytes).ok()
            }
        }
    )+};
}

portable!(Part, Lookout, Stretch, RecheckPart);

/// A rule, by its code.
pub(crate) mod code {
    use super::{Deserialize, Deserializer, Rule, Serialize, Serializer, rules};
    use serde::de::Error as _;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for this form")]
    pub(crate) fn serialize<S: Serializer>(rule: &&'static Rule, to: S) -> Result<S::Ok, S::Error> {
        rule.code.serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<&'static Rule, D::Error> {
        let code = <&str>::deserialize(from)?;
        rules::rule(code).ok_or_else(|| D::Error::custom("a rule of another version"))
    }
}

/// The name of a rule, or `profile`.
pub(crate) mod name {
    use super::{Deserialize, Deserializer, Serialize, Serializer, rules};
    use crate::sink::BY_PROFILE;
    use serde::de::Error as _;

    pub(crate) fn serialize<S: Serializer>(name: &&'static str, to: S) -> Result<S::Ok, S::Error> {
        name.serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<&'static str, D::Error> {
        let name = <&str>::deserialize(from)?;
        let known = rules::rule(name).map(|rule| rule.name).or((name == BY_PROFILE).then_some(BY_PROFILE));
        known.ok_or_else(|| D::Error::custom("a rule of another version"))
    }
}

/// A day, as its numbers.
pub(crate) mod day {
    use super::{Date, Deserialize, Deserializer, Serialize, Serializer};
    use serde::de::Error as _;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for this form")]
    pub(crate) fn serialize<S: Serializer>(day: &Date, to: S) -> Result<S::Ok, S::Error> {
        (day.year(), day.month(), day.day()).serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let (year, month, day) = <(i16, i8, i8)>::deserialize(from)?;
        Date::new(year, month, day).map_err(|_| D::Error::custom("there is no such day"))
    }
}
