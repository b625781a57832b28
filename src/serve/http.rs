//! Answers browsers, as GitHub Pages would: `/folder` leads to `/folder/`, capitals count, and what
//! is not there gets 404.html.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use percent_encoding::percent_decode_str;

use super::preview::{Preview, Snapshot};
use super::{live, ribbon};
use crate::output::{Files, bytes_of};
use crate::render::Renderer;
use crate::route::{FileOrigin, FileRoute, PageRoute, Plan, Route, SearchFile, SitePath, file_of_path};
use crate::theme::SEARCH_SCRIPT;

pub fn router(preview: Arc<Preview>) -> Router {
    Router::new().fallback(any(answer)).with_state(preview)
}

async fn answer(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    let mut response = respond(&preview, &request);
    let scripts = scripts_of(&preview.now(), response.extensions().get::<IsSearch>().is_some());
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY)
        && let Ok(policy) = page_policy(request.headers().get(header::HOST), &scripts).parse()
    {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn respond(preview: &Preview, request: &Request) -> Response {
    if !is_local(request) {
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
        return live::answer(preview, name);
    }
    match &*snapshot.renderers {
        // The overlay says what stands in the way.
        [] => html(StatusCode::OK, live::waiting_page(&snapshot)),
        renderers => page(preview, &snapshot, renderers, inside),
    }
}

fn page(preview: &Preview, snapshot: &Snapshot, renderers: &[Renderer], path: &str) -> Response {
    let found = renderers.iter().position(|renderer| find(&renderer.edition().plan, path) != Err(None));
    let index = found.unwrap_or_default();
    let renderer = &renderers[index];
    let edition = renderer.edition();
    let (status, route) = match find(&edition.plan, path) {
        Ok(route) => (StatusCode::OK, route),
        Err(Some(other)) => return redirect(&edition.link(&SitePath::written(&other))),
        Err(None) => (StatusCode::NOT_FOUND, Route::File(FileRoute::NotFound)),
    };
    let handling = snapshot.handling.get(index);
    let file = match status {
        StatusCode::OK => file_of_path(path),
        _ => "404.html".to_owned(),
    };
    let files = Files { source: &*preview.source, store: &preview.store, cards: &preview.cards };
    let bytes = match route {
        Route::Page(_) => bytes_of(renderer, files, route),
        // A large image takes its time, and other requests need not wait for it.
        Route::File(_) => tokio::task::block_in_place(|| bytes_of(renderer, files, route)),
    };
    let mut answer = match bytes {
        Ok(bytes) if is_as_written(route) => {
            let media_type = media_type(&file);
            // Browsers show a PDF under no policy that forbids programs, and run nothing in other files.
            let policy = if is_opened(media_type) { FILE_POLICY } else { "script-src 'none'" };
            let headers =
                [(header::CONTENT_TYPE, media_type), (header::CONTENT_SECURITY_POLICY, policy), NO_STORE];
            (status, headers, bytes).into_response()
        }
        Ok(bytes) if file.ends_with(".html") => html(
            status,
            live::with_script(
                ribbon::with_ribbon(bytes, edition, route, handling, &snapshot.base_path),
                snapshot,
            ),
        ),
        Ok(bytes) => (status, [(header::CONTENT_TYPE, media_type(&file)), NO_STORE], bytes).into_response(),
        Err(problem) => html(StatusCode::INTERNAL_SERVER_ERROR, live::problem_page(&problem, snapshot)),
    };
    if route == Route::Page(PageRoute::Search) {
        answer.extensions_mut().insert(IsSearch);
    }
    if let Some(handling) = handling {
        answer.headers_mut().extend(handling.headers(edition, route, &file));
    }
    answer
}

/// Returns whether a route is a file that somebody wrote and that is published as it is.
fn is_as_written(route: Route) -> bool {
    match route {
        Route::Page(_) => false,
        Route::File(file) => match file.origin() {
            FileOrigin::Asset(_) | FileOrigin::Static(_) => true,
            FileOrigin::Briefing { .. }
            | FileOrigin::Site
            | FileOrigin::Redirect(_)
            | FileOrigin::Moved(_)
            | FileOrigin::SmallerAsset(_)
            | FileOrigin::Theme => false,
        },
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

/// What a file may do that is opened as a page and is none of the site's, such as HTML or a drawing under `static/`:
/// show itself.
const FILE_POLICY: &str = "default-src 'none'; img-src * data:; style-src * 'unsafe-inline'; font-src * data:; \
                           media-src *; sandbox";

/// Marks the answer that is the page of results.
#[derive(Clone, Copy)]
struct IsSearch;

/// Returns the addresses of the scripts that may run on a page of the preview: its own, and on the page of results those
/// of the search. A site can put nothing in their place.
fn scripts_of(snapshot: &Snapshot, is_search: bool) -> Vec<String> {
    let mut scripts = vec![live::address(&snapshot.base_path, live::SCRIPT_FILE)];
    for edition in snapshot.renderers.iter().map(Renderer::edition).filter(|_| is_search) {
        let client = edition.theme.assets.iter().find(|asset| asset.name == SEARCH_SCRIPT);
        scripts.extend(client.map(|asset| edition.link(&SitePath::written(&asset.path))));
        let index = FileRoute::Search(SearchFile::Index);
        let index = edition.link(&Route::from(index).path(&edition.site, &edition.theme));
        // An address that ends with a slash stands for all below it.
        scripts.extend(index.rsplit_once('/').map(|(folder, _)| format!("{folder}/")));
    }
    scripts
}

/// Returns the policy of a page (W3C CSP 3). Drafts are read on this origin, so no other scripts than these run,
/// whatever the site and its theme hold.
fn page_policy(host: Option<&HeaderValue>, scripts: &[String]) -> String {
    let script = match host.and_then(|host| host.to_str().ok()) {
        Some(host) => {
            scripts.iter().map(|script| format!("http://{host}{script}")).collect::<Vec<_>>().join(" ")
        }
        None => "'none'".to_owned(),
    };
    format!(
        "default-src 'none'; img-src * data:; style-src * 'unsafe-inline'; font-src * data:; media-src *; \
         script-src {script}; connect-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'"
    )
}

/// Returns whether a browser opens what has this type as a page or a drawing, in which scripts could run.
fn is_opened(media_type: &str) -> bool {
    media_type.contains("html") || media_type.contains("xml")
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
