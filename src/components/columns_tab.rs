//! What is in each column of the file that is shown.

use std::rc::Rc;

use daybreak_report::Values;
use yew::prelude::*;

use super::columns_view::{ColumnFacts, ColumnsView, Distinct};
use crate::hooks::{AppHandle, use_app};
use crate::queries::words::column_words;
use crate::state::{Action, Columns, FileEntry};
use crate::worker::protocol::{ColumnProfile, FileId, Request, Summary};

/// Up to this many bytes the second pass takes no time worth asking for.
const AT_ONCE: u64 = 32 << 20;

/// The columns.
#[component]
pub fn ColumnsTab() -> Html {
    let app = use_app();
    let small = app.as_ref().and_then(|app| {
        let file = app.state.file().filter(|file| file.summary().is_some() && file.size <= AT_ONCE)?;
        matches!(file.columns, Columns::Unasked).then_some(file.id)
    });
    {
        let app = app.clone();
        use_effect_with(small, move |small| {
            if let (Some(app), Some(id)) = (app, *small) {
                count(&app, id);
            }
        });
    }
    let Some(app) = app else { return Html::default() };
    let Some((file, summary)) = app.state.file().and_then(|file: &FileEntry| Some((file, file.summary()?))) else {
        return Html::default();
    };
    let id = file.id;
    let start = {
        let app = app.clone();
        Callback::from(move |()| count(&app, id))
    };
    let (columns, progress, on_start): (Rc<[ColumnFacts]>, _, _) = match &file.columns {
        Columns::Unasked => (Rc::from([]), None, Some(start)),
        Columns::Counting(share) => (Rc::from([]), Some(*share), None),
        Columns::Counted(profiles) => (facts(summary, profiles, app.state.values()), None, None),
    };
    html! { <ColumnsView {columns} records={summary.report.records} {progress} {on_start} /> }
}

fn count(app: &AppHandle, file: FileId) {
    app.act(Action::ColumnsAsked(file));
    app.session.client.send(&Request::Columns { file });
}

fn facts(summary: &Summary, profiles: &[ColumnProfile], values: Values) -> Rc<[ColumnFacts]> {
    let text = |text: &Option<String>| text.as_ref().map(|text| AttrValue::from(values.of(text)));
    summary
        .columns
        .iter()
        .zip(profiles)
        .map(|(column, profile)| ColumnFacts {
            name: column.name.clone().into(),
            about: column_words(column).into(),
            filled: profile.filled,
            distinct: if profile.is_all { Distinct::Exactly } else { Distinct::AtLeast }(profile.distinct),
            least: text(&profile.least),
            most: text(&profile.most),
            common: profile.common.iter().map(|(value, count)| (values.of(value).into(), *count)).collect(),
            steps: profile.steps.clone().into(),
        })
        .collect()
}
