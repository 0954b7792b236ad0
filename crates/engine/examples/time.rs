use daybreak_engine::{Checker, Ended, Settings, sample};
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let quick = std::env::args().nth(2).is_none();
    let bytes = std::fs::read(&path).unwrap();
    for _ in 0..std::env::var("LOOPS").map_or(5, |l| l.parse().unwrap()) {
        let start = std::time::Instant::now();
        let settings = Settings { quick, ..Settings::new(sample::moment()) };
        let mut checker = Checker::new(path.rsplit('/').next().unwrap(), &settings);
        for chunk in bytes.chunks(1 << 20) {
            checker.push(chunk);
        }
        let passed = start.elapsed();
        let outcome = match checker.end() {
            Ended::Done(o) => *o,
            Ended::Again(mut a) => {
                eprintln!("again");
                for chunk in bytes.chunks(1 << 20) {
                    a.push(chunk);
                }
                a.end()
            }
        };
        let t = start.elapsed();
        println!(
            "{} records, {:?}, pass {passed:?} total {t:?} = {:.0} MB/s",
            outcome.records,
            outcome.counts,
            bytes.len() as f64 / t.as_secs_f64() / 1e6
        );
    }
}
