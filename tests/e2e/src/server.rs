//! A server of the built page that notes every request. A second one stands for anybody else: nothing may reach it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use axum::Router;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;

/// A running server. It serves until the journey is over.
#[derive(Clone, Debug)]
pub struct Site {
    /// Where it can be reached.
    pub address: String,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// Serves a folder; without one nothing is found, which is said in words, for the browser's own error page is special.
    pub async fn start(folder: Option<PathBuf>) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let seen: Arc<Mutex<Vec<String>>> = Arc::default();
        let site = Self { address, seen: Arc::clone(&seen) };
        let answer = async move |request: Request<_>| {
            let line = format!("{} {}", request.method(), request.uri());
            seen.lock().unwrap_or_else(PoisonError::into_inner).push(line);
            file(folder.as_ref(), request.uri().path())
        };
        tokio::spawn(axum::serve(listener, Router::new().fallback(answer)).into_future());
        Ok(site)
    }

    /// Every request so far, as `METHOD /path`.
    pub fn requests(&self) -> Vec<String> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn file(folder: Option<&PathBuf>, path: &str) -> Response {
    let path = match path.trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    let body = folder.filter(|_| !path.contains("..")).and_then(|folder| std::fs::read(folder.join(path)).ok());
    let status = if body.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        _ => "text/plain",
    };
    let headers = [(CONTENT_TYPE, kind), (ACCESS_CONTROL_ALLOW_ORIGIN, "*"), (CACHE_CONTROL, "no-store")];
    (status, headers, body.unwrap_or_else(|| b"Not found".to_vec())).into_response()
}
