//! A folder served as GitHub Pages serves it.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

use crate::preview::Answer;

/// A server of one site under a base path; it ends with the process.
pub struct PagesServer {
    port: u16,
}

impl PagesServer {
    /// Serves a folder under a path such as `/a/b/`.
    pub fn start(folder: &Path, base: &str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let (folder, base) = (folder.to_owned(), base.to_owned());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = answer(stream, &folder, &base);
            }
        });
        Self { port }
    }

    /// Returns the address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Asks for a path, as a browser does.
    pub fn get(&self, path: &str) -> Answer {
        Answer::to(self.port, "GET", path, "example.org")
    }
}

fn answer(mut stream: TcpStream, folder: &Path, base: &str) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let path = request.split(' ').nth(1).unwrap_or_default();
    let path = percent_decode_str(path.split('?').next().unwrap_or_default()).decode_utf8_lossy();
    let (status, head, body) = match path.strip_prefix(base) {
        None => ("404 Not Found", String::new(), b"another site".to_vec()),
        Some(inside) => match file_of(folder, inside) {
            Served::File(file) => ("200 OK", String::new(), fs::read(file)?),
            Served::Elsewhere => ("301 Moved Permanently", format!("Location: {path}/\r\n"), Vec::new()),
            Served::Nothing => ("404 Not Found", String::new(), fs::read(folder.join("404.html"))?),
        },
    };
    write!(stream, "HTTP/1.1 {status}\r\n{head}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len())?;
    stream.write_all(&body)
}

enum Served {
    File(PathBuf),
    /// At the same address with a slash at its end.
    Elsewhere,
    Nothing,
}

fn file_of(folder: &Path, inside: &str) -> Served {
    let file = folder.join(inside);
    let with_ending = folder.join(format!("{inside}.html"));
    if inside.is_empty() || inside.ends_with('/') {
        let index = file.join("index.html");
        return if index.is_file() { Served::File(index) } else { Served::Nothing };
    }
    match () {
        () if file.is_file() => Served::File(file),
        () if with_ending.is_file() => Served::File(with_ending),
        () if file.join("index.html").is_file() => Served::Elsewhere,
        () => Served::Nothing,
    }
}
