//! Runs journeys, and those that failed once more.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

/// Runs the tests that `make` gives for some names, all of them for none. A browser on a busy machine stumbles now and
/// then, while a fault of the page comes again: what failed is tried a second time, and told. Not where something got out of
/// the page: once is too often.
pub(crate) fn run_twice(make: impl Fn(&[String]) -> Command) -> Result<()> {
    let Outcome { failed, is_good, leaked } = run(&mut make(&[]))?;
    if is_good {
        return Ok(());
    }
    if failed.is_empty() {
        bail!("the journeys did not run to their end");
    }
    if leaked {
        bail!("something got out of the page; failed: {}", failed.join(", "));
    }
    println!("\ntried once more, since a browser may have stumbled: {}", failed.join(", "));
    let again = run(&mut make(&failed))?;
    if !again.is_good {
        bail!("failed twice: {}", again.failed.join(", "));
    }
    println!("passed at the second try only: {}", failed.join(", "));
    Ok(())
}

/// What a journey says when a server was asked for something that the seal should have held back.
const LEAK: &str = "a server was reached";

/// How tests went.
struct Outcome {
    /// The names of those that failed.
    failed: Vec<String>,
    is_good: bool,
    /// One of them saw a request that should never have been.
    leaked: bool,
}

/// Runs tests and shows what they say.
fn run(command: &mut Command) -> Result<Outcome> {
    let mut child = command.stdout(Stdio::piped()).spawn().context("the tests do not start")?;
    let output = child.stdout.take().context("the tests say nothing")?;
    let (mut failed, mut leaked) = (Vec::new(), false);
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        failed.extend(failed_test(&line).map(str::to_owned));
        leaked |= line.contains(LEAK);
    }
    Ok(Outcome { failed, is_good: child.wait()?.success(), leaked })
}

/// The test whose failure a line tells.
fn failed_test(line: &str) -> Option<&str> {
    line.strip_prefix("test ")?.strip_suffix(" ... FAILED")
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{failed_test, run_twice};

    #[test]
    fn a_failed_test_is_told_by_its_line() {
        assert_eq!(failed_test("test a_file_is_opened ... FAILED"), Some("a_file_is_opened"));
        assert_eq!(failed_test("test a_file_is_opened ... ok"), None);
        assert_eq!(failed_test("test result: FAILED. 1 passed; 1 failed"), None);
    }

    fn says(first: &'static str, second: &'static str) -> impl Fn(&[String]) -> Command {
        move |names| {
            let mut shell = Command::new("sh");
            shell.args(["-c", if names == ["a"] { second } else { first }]);
            shell
        }
    }

    #[test]
    fn only_what_fails_twice_is_a_failure() {
        let fails = "echo 'test a ... FAILED'; exit 1";
        assert!(run_twice(says("exit 0", "exit 1")).is_ok());
        assert!(run_twice(says(fails, "exit 0")).is_ok());
        assert!(run_twice(says(fails, fails)).is_err());
        let leaks = "echo 'test a ... FAILED'; echo 'Error: a server was reached: GET /'; exit 1";
        assert!(run_twice(says(leaks, "exit 0")).is_err());
        // Tests that never ran are none that stumbled.
        assert!(run_twice(says("exit 1", "exit 0")).is_err());
    }
}
