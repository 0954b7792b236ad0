//! What was dropped on the page.

use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File};

use super::Session;
use crate::state::Tone;

/// The files of a drop. A folder is told of; what else is in the drop is still taken.
pub fn dropped(session: &Session, event: &DragEvent) -> Vec<File> {
    let Some(transfer) = event.data_transfer() else { return Vec::new() };
    let items = transfer.items();
    let mut files = Vec::new();
    let mut folders = 0;
    for index in 0..items.length() {
        let Some(item) = items.get(index).filter(|item| item.kind() == "file") else { continue };
        let is_folder = item.webkit_get_as_entry().ok().flatten().is_some_and(|entry| entry.is_directory());
        if is_folder {
            folders += 1;
        } else if let Ok(Some(file)) = item.get_as_file() {
            files.push(file);
        }
    }
    if folders > 0 {
        session.tell(
            Tone::Problem,
            "A folder cannot be opened as a whole. Open it, choose the files in it, and drop those.",
        );
    } else if files.is_empty() {
        session.tell(Tone::Problem, "There was no file in what you dropped.");
    }
    files
}

/// A list as the file chooser gives it.
pub fn chosen(input: &web_sys::HtmlInputElement) -> Vec<File> {
    let Some(list) = input.files() else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.get(index)).map(JsCast::unchecked_into).collect()
}
