//! What is checked in each record of a file, worked out once from its header.

use daybreak_schema::{Authority, Kind, Layout, LayoutColumn, Presence, Test, Type};

use crate::head::HeaderColumn;
use crate::rules::condition::{CONDITIONS, Condition};
use crate::rules::header::column_missing;

/// A key of the kind, and the field that holds it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeyField {
    pub(crate) field: usize,
    pub(crate) authority: Authority,
}

/// A condition rule with the fields of its columns.
#[derive(Debug)]
pub(crate) struct Bound {
    pub(crate) condition: &'static Condition,
    pub(crate) fields: Vec<Option<usize>>,
    /// The positions in the layout of those columns that are found to be missing.
    pub(crate) missing: Vec<Option<usize>>,
}

/// A field whose column is in the layout.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlannedField {
    pub(crate) field: usize,
    pub(crate) column: usize,
    /// The field that holds the currency of a number.
    pub(crate) currency: Option<usize>,
}

/// A column that must be filled, always or under a condition.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Requirement {
    pub(crate) field: usize,
    pub(crate) column: usize,
    /// The field that the condition looks at.
    pub(crate) subject: Option<usize>,
}

/// A column that is found to be missing from the header.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Absent {
    pub(crate) column: usize,
    /// The field that its condition looks at.
    pub(crate) subject: Option<usize>,
}

/// The plan for a file's records.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) layout: Layout,
    /// How many fields the header has.
    pub(crate) width: usize,
    pub(crate) fields: Vec<PlannedField>,
    /// The fields of which nothing is known.
    pub(crate) unknown: Vec<usize>,
    pub(crate) absent: Vec<Absent>,
    pub(crate) requirements: Vec<Requirement>,
    pub(crate) conditions: Vec<Bound>,
    pub(crate) keys: Vec<KeyField>,
    pub(crate) moments: Vec<usize>,
    pub(crate) effective_at: Option<usize>,
    pub(crate) generated_at: Option<usize>,
}

impl Plan {
    pub(crate) fn new(layout: Layout, header: &[HeaderColumn]) -> Self {
        let field_of = |name: &str| {
            let column = layout.columns.iter().position(|column| column.name == name)?;
            header.iter().position(|entry| entry.column == Some(column))
        };
        let (mut fields, mut unknown) = (Vec::new(), Vec::new());
        let mut requirements = Vec::new();
        let mut moments = Vec::new();
        for (field, entry) in header.iter().enumerate() {
            let known = entry.column.and_then(|index| Some((index, layout.columns.get(index)?)));
            let Some((index, column)) = known else {
                unknown.push(field);
                continue;
            };
            let currency = match column.ty.value {
                Type::Number(number) => number.currency.and_then(field_of),
                _ => None,
            };
            fields.push(PlannedField { field, column: index, currency });
            if column.ty.value == Type::DateTime {
                moments.push(field);
            }
            let subject = column.presence.value.subject().and_then(field_of);
            let never = match column.presence.value {
                Presence::Optional => true,
                Presence::When(condition) => matches!(condition.test, Test::OutsideTheFile),
                _ => false,
            };
            if !never {
                requirements.push(Requirement { field, column: index, subject });
            }
        }
        // What a currency is must be known before numbers of it are read.
        let is_currency = |field| fields.iter().any(|planned: &PlannedField| planned.currency == Some(field));
        let (mut ordered, others): (Vec<_>, Vec<_>) = fields.iter().partition(|planned| is_currency(planned.field));
        ordered.extend(others);
        let is_missing = |column: &LayoutColumn| column_missing::slip(column).is_some();
        let absent: Vec<Absent> = (layout.columns.iter().enumerate())
            .filter(|(_, column)| is_missing(column) && field_of(&column.name).is_none())
            .map(|(index, column)| Absent {
                column: index,
                subject: column.presence.value.subject().and_then(field_of),
            })
            .collect();
        let missing_of = |name: &str| {
            let is_its = |absent: &&Absent| layout.columns.get(absent.column).is_some_and(|column| column.name == name);
            absent.iter().find(is_its).map(|absent| absent.column)
        };
        let of_kind = |condition: &&&Condition| condition.kinds.contains(&layout.kind.token);
        let conditions = CONDITIONS
            .iter()
            .filter(of_kind)
            .map(|condition| Bound {
                condition,
                fields: condition.columns.iter().map(|name| field_of(name)).collect(),
                missing: condition.columns.iter().map(|name| missing_of(name)).collect(),
            })
            .collect();
        let keys = layout
            .kind
            .keys
            .iter()
            .filter_map(|key| Some(KeyField { field: field_of(key.column)?, authority: key.authority }))
            .collect();
        let (effective_at, generated_at) = (field_of("effective_at"), field_of("generated_at"));
        Self {
            width: header.len(),
            fields: ordered,
            unknown,
            absent,
            requirements,
            conditions,
            keys,
            moments,
            effective_at,
            generated_at,
            layout,
        }
    }

    /// The column that a field belongs to.
    pub(crate) fn column_of(&self, field: usize) -> Option<&LayoutColumn> {
        let planned = self.fields.iter().find(|planned| planned.field == field)?;
        self.layout.columns.get(planned.column)
    }

    pub(crate) fn kind(&self) -> &'static Kind {
        self.layout.kind
    }
}
