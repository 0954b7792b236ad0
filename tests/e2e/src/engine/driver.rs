//! The program that drives a browser, and speaks WebDriver.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

/// A running driver. It ends with the journey.
#[derive(Debug)]
pub(super) struct Driver {
    child: Mutex<Child>,
    /// Where it listens.
    pub(super) address: String,
}

impl Driver {
    /// Starts a driver that picks a port and tells it in a line, behind these words.
    pub(super) fn that_tells(words: &str, command: impl Fn() -> Command) -> Result<Self> {
        // The port that it picks may be taken by somebody else a moment later.
        again(|| {
            let mut child = start(command().stdout(Stdio::piped()))?;
            let output = child.stdout.take().context("the driver's output")?;
            let mut lines = BufReader::new(output).lines();
            let port: String = loop {
                let Some(line) = lines.next() else { bail!("the driver ended without telling its port") };
                if let Some((_, rest)) = line?.split_once(words) {
                    break rest.chars().take_while(char::is_ascii_digit).collect();
                }
            };
            // What it says later must have somewhere to go.
            std::thread::spawn(move || lines.for_each(drop));
            std::thread::sleep(Duration::from_millis(50));
            Ok(Self { child: Mutex::new(child), address: format!("http://127.0.0.1:{port}") })
        })
    }

    /// Starts a driver that is given a port and says nothing.
    pub(super) fn that_is_told(command: impl Fn(u16) -> Command) -> Result<Self> {
        again(|| {
            let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
            let child = start(command(port).stdout(Stdio::null()))?;
            let driver = Self { child: Mutex::new(child), address: format!("http://127.0.0.1:{port}") };
            for _ in 0..500 {
                if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                    return Ok(driver);
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            bail!("the driver does not listen")
        })
    }
}

fn start(command: &mut Command) -> Result<Child> {
    let program = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::null()).stderr(Stdio::null()).spawn().with_context(|| format!("could not start {program}"))
}

fn again(start: impl Fn() -> Result<Driver>) -> Result<Driver> {
    let mut last = start();
    for _ in 0..5 {
        if last.is_ok() {
            break;
        }
        last = start();
    }
    last
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Ok(child) = self.child.get_mut() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
