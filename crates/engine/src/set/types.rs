//! The types of transactions that are known: what another one moves cannot be told.

use std::borrow::Cow;

use daybreak_schema::{Layout, Profile, kind_by_token};

/// The types that the program's transactions may have.
#[derive(Debug)]
pub(super) struct KnownTypes {
    /// Empty where any may occur.
    list: Vec<Cow<'static, str>>,
}

impl KnownTypes {
    pub(super) fn new(profile: Option<&Profile>) -> Self {
        let layout = kind_by_token("transactions").map(|kind| Layout::new(kind, profile));
        let ty = layout.as_ref().and_then(|layout| layout.column("type"));
        Self { list: ty.map(|column| column.values.value.list.clone()).unwrap_or_default() }
    }

    pub(super) fn holds(&self, ty: &[u8]) -> bool {
        self.list.is_empty() || self.list.iter().any(|known| known.as_bytes() == ty)
    }
}
