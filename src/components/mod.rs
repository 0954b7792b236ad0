//! What is shown, one file a component.

mod announcer;
mod app;
mod beside;
mod columns_tab;
pub mod columns_view;
mod compare;
mod cutoff;
mod cutoff_tab;
mod day;
mod detail;
mod dialog;
mod export;
mod files;
mod findings;
mod hide_values;
pub mod icons;
mod kind_badge;
mod minimap;
mod notices;
mod proof;
mod proof_panel;
mod readiness;
mod receipt;
mod rows;
mod rule_dialog;
mod sparkline;
mod start;
mod theme;
mod timeline;
mod topbar;
mod verdict;

pub use app::App;
