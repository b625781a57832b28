//! Answers browsers, as GitHub Pages would: `/folder` leads to `/folder/`, capitals count, and what
//! is not there gets 404.html.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use percent_encoding::percent_decode_str;

use super::{Preview, Snapshot, live};
use crate::output::{Files, bytes_of};
use crate::render::Renderer;
use crate::route::{Plan, Route, file_of_path};

pub fn router(preview: Arc<Preview>) -> Router {
    Router::new().fallback(any(answer)).with_state(preview)
}

async fn answer(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    if !is_local(&request) {
        return plain(StatusCode::FORBIDDEN, "This preview answers to localhost only.");
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered here.");
    }
    let Ok(path) = percent_decode_str(request.uri().path()).decode_utf8() else {
        return plain(StatusCode::BAD_REQUEST, "This address is not UTF-8.");
    };
    let snapshot = preview.now();
    let base = percent_decode_str(&snapshot.base_path).decode_utf8_lossy().into_owned();
    let Some(inside) = path.strip_prefix(base.trim_end_matches('/')) else {
        // The site is under its base path here as it is on the web.
        return match path.as_ref() {
            "/" => redirect(&snapshot.base_path),
            _ => plain(StatusCode::NOT_FOUND, "The site is under another path: go to /."),
        };
    };
    if inside.is_empty() {
        return redirect(&snapshot.base_path);
    }
    if let Some(name) = inside.strip_prefix(live::FOLDER) {
        return live::answer(&preview, name);
    }
    match &snapshot.renderer {
        Some(renderer) => page(&preview, &snapshot, renderer, inside),
        // The overlay says what stands in the way.
        None => html(StatusCode::OK, live::waiting_page(&snapshot)),
    }
}

fn page(preview: &Preview, snapshot: &Snapshot, renderer: &Renderer, path: &str) -> Response {
    let edition = renderer.edition();
    let (status, route) = match find(&edition.plan, path) {
        Ok(route) => (StatusCode::OK, route),
        Err(Some(other)) => return redirect(&edition.link(&other)),
        Err(None) => (StatusCode::NOT_FOUND, Route::NotFound),
    };
    let file = match status {
        StatusCode::OK => file_of_path(path),
        _ => "404.html".to_owned(),
    };
    let files = Files { source: &*preview.source, store: &preview.store, cards: &preview.cards };
    // A large image takes its time, and other requests need not wait for it.
    let bytes = match route {
        Route::Smaller { .. } | Route::Card(_) => {
            tokio::task::block_in_place(|| bytes_of(renderer, files, route))
        }
        _ => bytes_of(renderer, files, route),
    };
    match bytes {
        Ok(bytes) if file.ends_with(".html") => html(status, live::with_script(bytes, snapshot)),
        Ok(bytes) => (status, [(header::CONTENT_TYPE, media_type(&file)), NO_STORE], bytes).into_response(),
        Err(problem) => html(StatusCode::INTERNAL_SERVER_ERROR, live::problem_page(&problem, snapshot)),
    }
}

/// Returns the route at a path, or the path that leads to one.
fn find(plan: &Plan, path: &str) -> Result<Route, Option<String>> {
    if let Some(route) = plan.at(path) {
        return Ok(route);
    }
    if let Some(folder) = path.strip_suffix("index.html").filter(|folder| folder.ends_with('/'))
        && let Some(route) = plan.at(folder)
    {
        return Ok(route);
    }
    let folder = format!("{path}/");
    Err(plan.at(&folder).is_some().then_some(folder))
}

const NO_STORE: (header::HeaderName, &str) = (header::CACHE_CONTROL, "no-store");

fn html(status: StatusCode, bytes: Vec<u8>) -> Response {
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8"), NO_STORE], bytes).into_response()
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), NO_STORE], text).into_response()
}

fn redirect(to: &str) -> Response {
    (StatusCode::FOUND, [(header::LOCATION, to)], Body::empty()).into_response()
}

pub(super) fn media_type(file: &str) -> &'static str {
    match file.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("xml") => "application/xml; charset=utf-8",
        Some("json") => "application/json",
        _ => mime_guess::from_path(file).first_raw().unwrap_or("application/octet-stream"),
    }
}

/// Returns whether the browser means this machine. Another name that leads here would let a page from
/// elsewhere read drafts (DNS rebinding).
fn is_local(request: &Request) -> bool {
    let Some(host) = request.headers().get(header::HOST) else { return true };
    let host = host.to_str().unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name.to_ascii_lowercase().as_str(), "127.0.0.1" | "localhost" | "[::1]")
}
