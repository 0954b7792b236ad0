//! A server of the built page that notes every request. A second one stands for anybody else: nothing may reach it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result, anyhow};
use tiny_http::{Header, Request, Response, Server, StatusCode};

/// A running server. It serves until the test program ends.
#[derive(Clone, Debug)]
pub struct Site {
    /// Where it can be reached.
    pub address: String,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// Serves a folder; without one every address answers with nothing.
    pub fn start(folder: Option<PathBuf>) -> Result<Self> {
        let server = Server::http("127.0.0.1:0").map_err(|error| anyhow!("no server: {error}"))?;
        let address = format!("http://{}", server.server_addr().to_ip().context("an address")?);
        let seen: Arc<Mutex<Vec<String>>> = Arc::default();
        let site = Self { address, seen: Arc::clone(&seen) };
        std::thread::spawn(move || {
            for request in server.incoming_requests() {
                let line = format!("{} {}", request.method(), request.url());
                seen.lock().unwrap_or_else(PoisonError::into_inner).push(line);
                answer(request, folder.as_ref());
            }
        });
        Ok(site)
    }

    /// Every request so far, as `METHOD /path`.
    pub fn requests(&self) -> Vec<String> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn answer(request: Request, folder: Option<&PathBuf>) {
    let path = request.url().split(['?', '#']).next().unwrap_or_default().trim_start_matches('/').to_owned();
    let path = if path.is_empty() { "index.html" } else { &path };
    let body = folder.filter(|_| !path.contains("..")).and_then(|folder| std::fs::read(folder.join(path)).ok());
    let status = StatusCode(if body.is_some() { 200 } else { 404 });
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    };
    let mut response = Response::from_data(body.unwrap_or_default()).with_status_code(status);
    for (name, value) in [("Content-Type", kind), ("Access-Control-Allow-Origin", "*"), ("Cache-Control", "no-store")] {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // The browser may have gone away meanwhile.
    let _ = request.respond(response);
}
