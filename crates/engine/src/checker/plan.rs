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

/// The columns of a layout in a header.
#[derive(Clone, Copy)]
struct Columns<'a> {
    layout: &'a Layout,
    header: &'a [HeaderColumn],
}

impl<'a> Columns<'a> {
    /// The field of a column.
    fn field_of(self, name: &str) -> Option<usize> {
        let column = self.layout.columns.iter().position(|column| column.name == name)?;
        self.header.iter().position(|entry| entry.column == Some(column))
    }

    /// The field that decides whether a column must be filled.
    fn subject_of(self, column: &LayoutColumn) -> Option<usize> {
        column.presence.value.subject().and_then(|subject| self.field_of(subject))
    }

    /// The column that a field belongs to, with its position in the layout.
    fn column_at(self, entry: &HeaderColumn) -> Option<(usize, &'a LayoutColumn)> {
        let index = entry.column?;
        Some((index, self.layout.columns.get(index)?))
    }

    /// The fields whose column is in the layout, with its position there.
    fn known(self) -> impl Iterator<Item = (usize, usize, &'a LayoutColumn)> {
        let fields = self.header.iter().enumerate();
        fields.filter_map(move |(field, entry)| self.column_at(entry).map(|(index, column)| (field, index, column)))
    }

    /// The known fields in the order in which they are read: what a currency is must be known before numbers of it are.
    fn planned(self) -> Vec<PlannedField> {
        let currency_of = |column: &LayoutColumn| match column.ty.value {
            Type::Number(number) => number.currency.and_then(|currency| self.field_of(currency)),
            _ => None,
        };
        let planned = |(field, index, column)| PlannedField { field, column: index, currency: currency_of(column) };
        let fields: Vec<PlannedField> = self.known().map(planned).collect();
        let is_currency = |field| fields.iter().any(|planned| planned.currency == Some(field));
        let (mut ordered, others): (Vec<_>, Vec<_>) = fields.iter().partition(|planned| is_currency(planned.field));
        ordered.extend(others);
        ordered
    }

    fn unknown(self) -> Vec<usize> {
        let fields = self.header.iter().enumerate();
        fields.filter(|(_, entry)| self.column_at(entry).is_none()).map(|(field, _)| field).collect()
    }

    fn requirements(self) -> Vec<Requirement> {
        let can_be_required = |column: &LayoutColumn| match column.presence.value {
            Presence::Optional => false,
            Presence::When(condition) => condition.test != Test::OutsideTheFile,
            Presence::Required | Presence::RequiredUnless(_) => true,
        };
        let required = self.known().filter(|(.., column)| can_be_required(column));
        required
            .map(|(field, index, column)| Requirement { field, column: index, subject: self.subject_of(column) })
            .collect()
    }

    fn absent(self) -> Vec<Absent> {
        let is_missing = |column: &LayoutColumn| column_missing::slip(column).is_some();
        let absent = self.layout.columns.iter().enumerate();
        absent
            .filter(|(_, column)| is_missing(column) && self.field_of(&column.name).is_none())
            .map(|(index, column)| Absent { column: index, subject: self.subject_of(column) })
            .collect()
    }

    fn conditions(self, absent: &[Absent]) -> Vec<Bound> {
        let missing_of = |name: &str| {
            let name_of = |absent: &Absent| self.layout.columns.get(absent.column).map(|column| &*column.name);
            absent.iter().find(|absent| name_of(absent) == Some(name)).map(|absent| absent.column)
        };
        let of_kind = CONDITIONS.iter().filter(|condition| condition.kinds.contains(&self.layout.kind.token));
        of_kind
            .map(|condition| Bound {
                condition,
                fields: condition.columns.iter().map(|name| self.field_of(name)).collect(),
                missing: condition.columns.iter().map(|name| missing_of(name)).collect(),
            })
            .collect()
    }

    fn keys(self) -> Vec<KeyField> {
        let keys = self.layout.kind.keys.iter();
        keys.filter_map(|key| Some(KeyField { field: self.field_of(key.column)?, authority: key.authority })).collect()
    }

    fn moments(self) -> Vec<usize> {
        let moments = self.known().filter(|(.., column)| column.ty.value == Type::DateTime);
        moments.map(|(field, ..)| field).collect()
    }
}

impl Plan {
    pub(crate) fn new(layout: Layout, header: &[HeaderColumn]) -> Self {
        let columns = Columns { layout: &layout, header };
        let absent = columns.absent();
        Self {
            width: header.len(),
            fields: columns.planned(),
            unknown: columns.unknown(),
            requirements: columns.requirements(),
            conditions: columns.conditions(&absent),
            absent,
            keys: columns.keys(),
            moments: columns.moments(),
            effective_at: columns.field_of("effective_at"),
            generated_at: columns.field_of("generated_at"),
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
