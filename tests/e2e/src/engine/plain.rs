//! Ways by WebDriver alone, for engines that have no better one.

use std::path::PathBuf;

use anyhow::Result;
use thirtyfour::prelude::*;

/// Drops files of the disk: a file chooser hands them over, since script may not make such files.
pub(super) async fn drop_files(web: &WebDriver, paths: &[PathBuf]) -> Result<()> {
    let make = "const chooser = document.createElement('input');
        Object.assign(chooser, { type: 'file', multiple: true, id: 'dropped' });
        document.body.append(chooser);";
    web.execute(make, Vec::new()).await?;
    let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    web.find(By::Id("dropped")).await?.send_keys(paths.join("\n")).await?;
    let drop = "const chooser = document.getElementById('dropped');
        const dataTransfer = new DataTransfer();
        for (const file of chooser.files) dataTransfer.items.add(file);
        chooser.remove();
        const target = document.querySelector('main');
        for (const type of ['dragenter', 'dragover', 'drop'])
            target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));";
    web.execute(drop, Vec::new()).await?;
    Ok(())
}

/// Presses a key together with Ctrl, and perhaps Shift.
pub(super) async fn chord(web: &WebDriver, key: &str, shift: bool) -> Result<()> {
    let named = match key {
        "Home" => Some(Key::Home),
        "End" => Some(Key::End),
        _ => None,
    };
    let keys: TypingData = named.map_or_else(|| key.into(), Into::into);
    let held = web.action_chain().key_down(Key::Control);
    let held = if shift { held.key_down(Key::Shift) } else { held };
    let pressed = held.send_keys(keys);
    let released = if shift { pressed.key_up(Key::Shift) } else { pressed };
    Ok(released.key_up(Key::Control).perform().await?)
}

/// What is in the clipboard, as a page may read it.
pub(super) async fn clipboard(web: &WebDriver) -> Result<String> {
    let script = "const done = arguments[arguments.length - 1];
        navigator.clipboard.readText().then(done, error => done(`failed: ${error}`));";
    let read = web.execute_async(script, Vec::new()).await?;
    Ok(serde_json::from_value(read.json().clone())?)
}

/// The width and height of the viewport; `None` within a frame, which cannot ask for that of the window.
pub(super) async fn viewport(web: &WebDriver) -> Result<Option<(u32, u32)>> {
    let size = web.execute("return window === top ? [innerWidth, innerHeight] : null", Vec::new()).await?;
    Ok(serde_json::from_value(size.json().clone())?)
}
