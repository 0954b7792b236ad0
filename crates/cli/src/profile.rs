//! Reads a program profile.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use daybreak_engine::same_rules;
use daybreak_report::hex;
use daybreak_schema::{Profile, ProfileError, read_profile};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::failure::Failure;

/// A profile in force.
#[derive(Clone, Debug)]
pub(crate) struct Loaded {
    pub(crate) profile: Arc<Profile>,
    pub(crate) sha256: String,
}

/// Reads the profile that a check depends on; any fault in it ends the command.
pub(crate) fn load(path: &Path) -> Result<Loaded, Failure> {
    let json = read(path)?;
    let profile = parse(&json).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(|fault| format!("\n  {fault}")).collect();
        Failure::new(format!("{} is not a program profile:{}", path.display(), faults.concat()))
    })?;
    Ok(Loaded { profile: Arc::new(profile), sha256: hex(&Sha256::digest(json.as_bytes())) })
}

/// The text of a profile.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::of_file(path, "read", &error))
}

/// Reads a profile, with every fault in it.
pub(crate) fn parse(json: &str) -> Result<Profile, Vec<ProfileError>> {
    // The schema does not know the rules; the engine does.
    match (read_profile(json), misnamed_rules(json)) {
        (Ok(profile), misnamed) if misnamed.is_empty() => Ok(profile),
        (Ok(_), misnamed) => Err(misnamed),
        (Err(faults), misnamed) => Err(faults.into_iter().chain(misnamed).collect()),
    }
}

/// The faults of severities stated for rules that do not exist, or twice for one.
fn misnamed_rules(json: &str) -> Vec<ProfileError> {
    let value: Value = serde_json::from_str(json.trim_start_matches('\u{feff}')).unwrap_or_default();
    let stated = value.get("severities").and_then(Value::as_object);
    let names = || stated.into_iter().flat_map(|stated| stated.keys()).map(String::as_str);
    let fault = |name: &str, message: String| ProfileError { path: format!("$.severities.{name}"), message };
    let unknown = names().filter_map(|name| Some(fault(name, crate::arguments::rule(name).err()?)));
    let same =
        same_rules(names()).into_iter().map(|(name, first)| fault(name, format!("this is the same rule as {first}")));
    unknown.chain(same).collect()
}
