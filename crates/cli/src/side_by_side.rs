//! Work on several threads.

use std::sync::Mutex;
use std::thread;

use crate::failure::Failure;

/// Does the same with each of some things, on so many threads; what comes of it is in their order. After a failure no
/// other is begun.
pub(crate) fn side_by_side<T: Send, R: Send>(
    threads: usize,
    things: Vec<T>,
    work: impl Fn(T) -> Result<R, Failure> + Sync,
) -> Result<Vec<R>, Failure> {
    let threads = threads.clamp(1, things.len().max(1));
    let left = Mutex::new(things.into_iter().enumerate());
    let take = || left.lock().ok()?.next();
    let run = || {
        let mut done = Vec::new();
        while let Some((position, thing)) = take() {
            match work(thing) {
                Ok(result) => done.push((position, result)),
                Err(failure) => {
                    while take().is_some() {}
                    return Err(failure);
                }
            }
        }
        Ok(done)
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(run)).collect();
        let mut done = run();
        for other in others {
            let more = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            done = done.and_then(|done: Vec<(usize, R)>| Ok(done.into_iter().chain(more?).collect()));
        }
        done
    })?;
    done.sort_by_key(|(position, _)| *position);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::side_by_side;
    use crate::failure::Failure;

    #[test]
    fn what_comes_of_it_is_in_order() {
        for threads in [1, 3, 100] {
            let doubled = side_by_side(threads, (0..50).collect(), |number: u32| Ok(number * 2)).unwrap();
            assert_eq!(doubled, (0..50).map(|number| number * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_failure_is_told() {
        let failed = side_by_side(
            4,
            (0..50).collect(),
            |number: u32| {
                if number == 7 { Err(Failure::new("seven")) } else { Ok(()) }
            },
        );
        assert_eq!(failed.unwrap_err().to_string(), "seven");
    }
}
