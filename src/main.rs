//! The program of the page and of its worker: the same module, started in either.

fn main() {
    daybreak_app::start();
}
