//! What the page that embeds this one asked for.

/// How much of the page is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    #[default]
    Full,
    /// A place to drop files and what comes of it.
    Compact,
    /// Only the cutoff.
    Cutoff,
    /// The columns and rules of a kind, and its template.
    Schema,
}

impl Extent {
    const ALL: [Self; 4] = [Self::Full, Self::Compact, Self::Cutoff, Self::Schema];

    /// The word in the attribute, and in the page's markup.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Compact => "compact",
            Self::Cutoff => "cutoff",
            Self::Schema => "schema",
        }
    }

    /// Whether files and what came of their check are shown.
    pub const fn shows_files(self) -> bool {
        matches!(self, Self::Full | Self::Compact)
    }

    /// The extent of this name; what is not known is the whole page.
    pub fn named(token: &str) -> Self {
        Self::ALL.into_iter().find(|extent| extent.token() == token).unwrap_or_default()
    }
}

/// Which sample is opened at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleChoice {
    /// A valid one.
    Good,
    /// One with faults.
    Broken,
}

/// What the embedding page asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// How much is shown.
    pub extent: Extent,
    /// The token of the kind that files are taken for.
    pub kind: Option<String>,
    /// What is opened at the start.
    pub sample: Option<SampleChoice>,
    /// Reports that go to the embedding page hold values of the files.
    pub shown: bool,
}

impl Frame {
    /// Reads the words of the attributes; what is not known is passed over.
    pub fn read(view: &str, kind: &str, sample: &str, shown: bool) -> Self {
        Self {
            extent: Extent::named(view),
            kind: daybreak_schema::kind_by_token(kind).map(|kind| kind.token.to_owned()),
            sample: match sample {
                "good" => Some(SampleChoice::Good),
                "broken" => Some(SampleChoice::Broken),
                _ => None,
            },
            shown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_passed_over() {
        assert_eq!(Frame::read("<b>", "nonsense", "x", false), Frame::default());
        let frame = Frame::read("schema", "cards", "broken", true);
        assert_eq!((frame.extent, frame.kind.as_deref()), (Extent::Schema, Some("cards")));
        assert_eq!((frame.sample, frame.shown), (Some(SampleChoice::Broken), true));
    }
}
