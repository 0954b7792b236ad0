//! The service worker, with the list of what it keeps.

use std::path::Path;

use anyhow::{Result, ensure};
use sha2::{Digest as _, Sha256};

/// Fills the list and the version into the service worker's text. The version follows from what is listed, so that two builds
/// of the same page are the same version.
pub(super) fn service_worker(template: &str, dist: &Path, names: &[String]) -> Result<String> {
    ensure!(template.contains("{version}") && template.contains("{files}"), "src/sw.js has no place for its list");
    let mut sum = Sha256::new();
    for name in names {
        sum.update(name.as_bytes());
        sum.update(std::fs::read(dist.join(name))?);
    }
    let version: String = sum.finalize().iter().take(8).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    // The page itself is asked for by its folder.
    let files: Vec<String> =
        ["./"].into_iter().chain(names.iter().map(String::as_str)).map(|name| format!("\"{name}\"")).collect();
    Ok(template.replace("{version}", &version).replace("{files}", &format!("[{}]", files.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_follows_what_is_listed() -> Result<()> {
        let template = "const V = \"{version}\"; const F = {files};";
        let folder = std::env::temp_dir().join(format!("daybreak-list-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let names = ["a.js".to_owned()];
        std::fs::write(folder.join("a.js"), "1")?;
        let first = service_worker(template, &folder, &names)?;
        assert!(first.contains("[\"./\", \"a.js\"]"), "{first}");
        assert_eq!(first, service_worker(template, &folder, &names)?);
        std::fs::write(folder.join("a.js"), "2")?;
        assert_ne!(first, service_worker(template, &folder, &names)?);
        std::fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
