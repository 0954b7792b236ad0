//! Whole days.

use super::{Folder, NOW, Ran, run};

/// Writes a sample set; gives what the account at the bank holds at its end.
pub fn sample(folder: &Folder, further: &[&str]) -> String {
    let mut words = vec!["sample", "--set", folder.path().to_str().unwrap(), "--days", "3"];
    words.extend(if further.contains(&"--rows") { &[][..] } else { &["--rows", "30"] });
    words.extend(further);
    let ran = run(&words);
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out.lines().last().unwrap().to_owned()
}

pub fn check_days(folder: &Folder, current: &str, previous: &[&str], further: &[&str]) -> Ran {
    let path = |day: &str| folder.path().join(day).to_str().unwrap().to_owned();
    let mut words = vec!["check".to_owned(), path(current), "--now".to_owned(), NOW.to_owned()];
    for day in previous {
        words.extend(["--previous".to_owned(), path(day)]);
    }
    words.extend(further.iter().map(|&word| word.to_owned()));
    run(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

pub fn rules(report: &serde_json::Value) -> Vec<String> {
    let rules = report["set"]["rules"].as_array().into_iter().flatten();
    rules.map(|rule| rule["rule"].as_str().unwrap().to_owned()).collect()
}
