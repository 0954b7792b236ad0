//! A server of the built page that notes every request, and what comes without one. A second one stands for anybody else: nothing may reach it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use axum::Router;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::serve::ListenerExt as _;
use tokio::net::{TcpListener, UdpSocket};
use tokio::task::AbortHandle;

use crate::page::PATIENCE;

/// A running server. It serves until the journey is over.
#[derive(Clone, Debug)]
pub struct Site {
    /// Where it can be reached.
    pub address: String,
    seen: Arc<Mutex<Vec<String>>>,
    added: Arc<Mutex<BTreeMap<String, String>>>,
    leads: Arc<Mutex<String>>,
    closed: Arc<AtomicBool>,
    connected: Arc<AtomicUsize>,
    listening: Arc<AbortHandle>,
}

impl Site {
    /// Serves a folder; without one nothing is found, which is said in words, for the browser's own error page is special.
    pub async fn start(folder: Option<PathBuf>) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let seen: Arc<Mutex<Vec<String>>> = Arc::default();
        tokio::spawn(note_packets(UdpSocket::bind(listener.local_addr()?).await?, seen.clone()));
        let added: Arc<Mutex<BTreeMap<String, String>>> = Arc::default();
        let leads: Arc<Mutex<String>> = Arc::default();
        let closed: Arc<AtomicBool> = Arc::default();
        let answer = {
            let (seen, added, leads, closed) = (seen.clone(), added.clone(), leads.clone(), closed.clone());
            async move |request: Request<_>| {
                let line = format!("{} {}", request.method(), request.uri());
                locked(&seen).push(line);
                let path = request.uri().path();
                if closed.load(Ordering::Relaxed) {
                    return answer(path, None);
                }
                let added = locked(&added).get(path).cloned();
                let stored = || folder.as_ref().filter(|_| !path.contains("..")).and_then(|folder| read(folder, path));
                let body = added.map(String::into_bytes).or_else(stored);
                let leads = locked(&leads).clone();
                answer(path, if is_page(path) { body.map(|body| led(&body, &leads)) } else { body })
            }
        };
        let connected: Arc<AtomicUsize> = Arc::default();
        let count = {
            let connected = connected.clone();
            move |_: &mut _| {
                connected.fetch_add(1, Ordering::Relaxed);
            }
        };
        let serving = axum::serve(listener.tap_io(count), Router::new().fallback(answer));
        let listening = Arc::new(tokio::spawn(serving.into_future()).abort_handle());
        Ok(Self { address, seen, added, leads, closed, connected, listening })
    }

    /// Puts this markup at the start of every page that is asked for from now on.
    pub(crate) fn lead(&self, markup: &str) {
        markup.clone_into(&mut locked(&self.leads));
    }

    /// From now on nobody listens here any more, and who is connected gets nothing.
    pub(crate) fn vanish(&self) {
        self.listening.abort();
        self.close();
    }

    /// Serves a text at a path, in the place of what the folder has there.
    pub fn put(&self, path: &str, text: &str) {
        locked(&self.added).insert(path.to_owned(), text.to_owned());
    }

    /// From now on nothing is found here any more.
    pub fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
    }

    /// Every request so far, as `METHOD /path`, and every packet that came by UDP to the port of the same number.
    pub fn requests(&self) -> Vec<String> {
        locked(&self.seen).clone()
    }

    /// How many connections were opened, also such as no request came by.
    pub fn connections(&self) -> usize {
        self.connected.load(Ordering::Relaxed)
    }

    /// Fails if a request or a packet came here.
    pub fn was_asked_nothing(&self) -> Result<()> {
        let seen = self.requests();
        ensure!(seen.is_empty(), "a server was reached: {seen:?}");
        Ok(())
    }

    /// Fails if anything came here, also a bare connection, which tells already that somebody is there.
    pub fn is_untouched(&self) -> Result<()> {
        let connections = self.connections();
        ensure!(connections == 0, "a server was reached: {connections} connections");
        self.was_asked_nothing()
    }

    /// Waits until a request with these words came.
    pub async fn until_reached(&self, words: &str) -> Result<()> {
        let start = Instant::now();
        while !self.requests().iter().any(|line| line.contains(words)) {
            ensure!(start.elapsed() < PATIENCE, "no request {words} came, but {:?}", self.requests());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }
}

/// The packets of WebRTC begin with its search for a way (STUN), which a fixed number tells; others are those of WebTransport.
async fn note_packets(socket: UdpSocket, seen: Arc<Mutex<Vec<String>>>) {
    const STUN: [u8; 4] = [0x21, 0x12, 0xa4, 0x42];
    let mut packet = [0; 2048];
    while let Ok(length) = socket.recv(&mut packet).await {
        let is_stun = packet.get(4..8.min(length)) == Some(&STUN[..]);
        locked(&seen).push(if is_stun { "UDP, WebRTC" } else { "UDP" }.to_owned());
    }
}

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether this is a page to be shown: the single file, which is saved, stays as it is.
fn is_page(path: &str) -> bool {
    let is_html = Path::new(named(path)).extension().is_some_and(|extension| extension == "html");
    is_html && !path.contains("offline")
}

/// A page with this markup at its start.
pub(crate) fn led(page: &[u8], markup: &str) -> Vec<u8> {
    const HEAD: &[u8] = b"<head>";
    let at = page.windows(HEAD.len()).position(|bytes| bytes == HEAD).map_or(0, |at| at + HEAD.len());
    let (before, after) = page.split_at(at);
    [before, markup.as_bytes(), after].concat()
}

/// The same folder is served here once more, as a site that has the page in a folder of its own would.
pub const NESTED: &str = "nested/";

fn named(path: &str) -> &str {
    let path = path.trim_start_matches('/');
    match path.strip_prefix(NESTED).unwrap_or(path) {
        "" => "index.html",
        path => path,
    }
}

fn read(folder: &Path, path: &str) -> Option<Vec<u8>> {
    std::fs::read(folder.join(named(path))).ok()
}

fn answer(path: &str, body: Option<Vec<u8>>) -> Response {
    let path = named(path);
    let status = if body.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        _ => "text/plain",
    };
    let headers = [(CONTENT_TYPE, kind), (ACCESS_CONTROL_ALLOW_ORIGIN, "*"), (CACHE_CONTROL, "no-store")];
    (status, headers, body.unwrap_or_else(|| b"Not found".to_vec())).into_response()
}
