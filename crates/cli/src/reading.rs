//! Reads a file through the engine: in ranges, side by side on all cores, or, where it can only be read from its start,
//! in one go. Never more of it is in memory than the pieces at hand.

use std::thread;

use daybreak_engine::set::{SetCheck, SetOutcome};
use daybreak_engine::{
    Checker, Ended, Joiner, Next, Opened, Opening, Outcome, Part, RangeChecker, Recheck, RecheckRange, Settings,
    Stretch, ranges, repeated_hashes,
};
use daybreak_report::hex;
use daybreak_report::receipt::ReceiptFile;
use sha2::{Digest as _, Sha256};

use crate::failure::Failure;
use crate::progress::Progress;
use crate::side_by_side::side_by_side;
use crate::source::Source;

/// A shorter range is not worth a thread.
const SHORTEST: u64 = 1 << 20;

/// A file that was checked.
pub(crate) struct Checked {
    pub(crate) outcome: Outcome,
    /// Empty when it was not asked for.
    pub(crate) sha256: String,
}

/// Checks a file, reading it once, or oftener where the engine asks for it. Its SHA-256 is computed meanwhile.
pub(crate) fn check(source: &Source, settings: &Settings, threads: usize, hashed: bool) -> Result<Checked, Failure> {
    let progress = Progress::new(&source.name, source.size());
    let checked = thread::scope(|scope| {
        let sha256 = hashed.then(|| scope.spawn(|| sha256(source, |_| {})));
        let outcome = match source.size() {
            Some(size) => in_ranges(source, size, settings, threads, &progress)?,
            None => in_one_go(source, settings, &progress)?,
        };
        let sha256 = sha256.map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        Ok(Checked { outcome, sha256: sha256.transpose()?.map(|(sha256, _)| sha256).unwrap_or_default() })
    });
    progress.done();
    source.is_unchanged()?;
    checked
}

/// Checks files together, reading each once more where the engine asks for it.
pub(crate) fn check_set(sources: &[&Source], mut check: SetCheck) -> Result<SetOutcome, Failure> {
    while let Some(source) = check.next_file().and_then(|index| sources.get(index)) {
        let progress = Progress::new(&format!("{}, with the other files", source.name), source.size());
        source.each_piece(0, |piece| {
            check.push(piece);
            progress.advance(piece.len());
            true
        })?;
        source.is_unchanged()?;
        check.end_file();
        progress.done();
    }
    Ok(check.finish())
}

/// A file's name, size and hash, as a receipt has them.
pub(crate) fn identify(source: &Source) -> Result<ReceiptFile, Failure> {
    let progress = Progress::new(&source.name, source.size());
    let (sha256, bytes) = sha256(source, |piece| progress.advance(piece))?;
    progress.done();
    Ok(ReceiptFile { name: source.name.clone(), sha256, bytes })
}

/// The SHA-256 of a file and how many bytes it has.
fn sha256(source: &Source, mut advance: impl FnMut(usize)) -> Result<(String, u64), Failure> {
    let mut hasher = Sha256::new();
    let bytes = source.each_piece(0, |piece| {
        hasher.update(piece);
        advance(piece.len());
        true
    })?;
    Ok((hex(&hasher.finalize()), bytes))
}

fn in_one_go(source: &Source, settings: &Settings, progress: &Progress) -> Result<Outcome, Failure> {
    let mut checker = Checker::new(&source.name, settings);
    source.each_piece(0, |piece| {
        checker.push(piece);
        progress.advance(piece.len());
        true
    })?;
    let mut ended = checker.end();
    loop {
        let mut again = match ended {
            Ended::Done(outcome) => return Ok(*outcome),
            Ended::Again(again) => again,
        };
        progress.again(&source.name);
        source.each_piece(0, |piece| {
            again.push(piece);
            progress.advance(piece.len());
            true
        })?;
        ended = again.end();
    }
}

fn in_ranges(
    source: &Source,
    size: u64,
    settings: &Settings,
    threads: usize,
    progress: &Progress,
) -> Result<Outcome, Failure> {
    let opened = open(source, settings)?;
    let ranges = ranges(size, threads as u64, SHORTEST).collect();
    let parts =
        side_by_side(threads, ranges, |range| part(source, RangeChecker::behind_border(&opened, range), progress))?;
    let mut joiner = Joiner::new(&opened);
    for mut part in parts {
        let next = loop {
            let hashes = part.take_hashes(threads);
            match joiner.push(part, hashes) {
                Next::Redo(range) => part = self::part(source, RangeChecker::new(&opened, range), progress)?,
                next => break next,
            }
        };
        if next == Next::Enough {
            break;
        }
    }
    for repeated in side_by_side(threads, joiner.take_hashes(), |share| Ok(repeated_hashes(&share)))? {
        joiner.push_repeated(repeated);
    }
    let mut ended = joiner.end(size);
    loop {
        match ended {
            Ended::Done(outcome) => return Ok(*outcome),
            Ended::Again(again) => ended = look_again(source, &opened, *again, threads, progress)?,
        }
    }
}

fn open(source: &Source, settings: &Settings) -> Result<Opened, Failure> {
    let mut opening = Opening::new(&source.name, settings);
    source.each_piece(0, |piece| {
        opening.push(piece);
        opening.wants_more()
    })?;
    Ok(opening.end())
}

fn part(source: &Source, mut checker: RangeChecker, progress: &Progress) -> Result<Part, Failure> {
    if checker.wants_more() {
        source.each_piece(checker.starts_at(), |piece| {
            checker.push(piece);
            progress.advance(piece.len());
            checker.wants_more()
        })?;
    }
    Ok(checker.end())
}

fn look_again(
    source: &Source,
    opened: &Opened,
    mut again: Recheck,
    threads: usize,
    progress: &Progress,
) -> Result<Ended, Failure> {
    progress.again(&source.name);
    let lookout = again.lookout().clone();
    let look = |stretch: Stretch| {
        let mut range = RecheckRange::new(opened, &lookout, stretch);
        source.each_piece(stretch.start.byte, |piece| {
            range.push(piece);
            progress.advance(piece.len());
            range.wants_more()
        })?;
        Ok(range.end())
    };
    for mut part in side_by_side(threads, again.stretches().to_vec(), look)? {
        while let Some(rest) = again.join(part) {
            part = look(rest)?;
        }
    }
    Ok(again.end())
}
