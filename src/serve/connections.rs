//! The connections of a preview: a few hundred at once, and none that asks for nothing keeps another one out.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};
use tower_service::Service;

/// How many connections are open at once. A browser opens six to a host.
const MOST: usize = 200;

/// How long a connection may take to ask for something, the first time and after each answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long to wait where the system takes no more connections.
const PAUSE: Duration = Duration::from_millis(50);

/// A connection that is open.
struct Open {
    handle: AbortHandle,
    /// Whether it has asked for something.
    has_asked: Arc<AtomicBool>,
}

/// Answers connections for as long as the process runs.
pub async fn answer(listener: TcpListener, router: Router) -> io::Result<Infallible> {
    let mut tasks = JoinSet::new();
    let mut open: VecDeque<Open> = VecDeque::new();
    loop {
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) if is_of_one_connection(&error) => continue,
            Err(_) => {
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        while tasks.try_join_next().is_some() {}
        open.retain(|one| !one.handle.is_finished());
        if open.len() >= MOST {
            // The oldest that never asked for anything; where all did, the new one has to wait for its turn.
            let Some(quiet) = open.iter().position(|one| !one.has_asked.load(Ordering::Relaxed)) else {
                continue;
            };
            if let Some(quiet) = open.remove(quiet) {
                quiet.handle.abort();
            }
        }
        let has_asked = Arc::new(AtomicBool::new(false));
        let handle = tasks.spawn(connection(stream, router.clone(), Arc::clone(&has_asked)));
        open.push_back(Open { handle, has_asked });
    }
}

async fn connection(stream: TcpStream, router: Router, has_asked: Arc<AtomicBool>) {
    let service = service_fn(move |request: Request<Incoming>| {
        has_asked.store(true, Ordering::Relaxed);
        router.clone().call(request)
    });
    let answered = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(stream), service)
        .await;
    // A browser that goes away, or sends what is no HTTP, is nobody's fault here.
    drop(answered);
}

/// Returns whether an error is one of a single connection, which the next one need not have.
fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    )
}
