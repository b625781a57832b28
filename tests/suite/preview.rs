//! A running `chancery serve`, and a browser for it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::site_test::SiteTest;

/// How long a test waits for what must come. Only a test that fails waits that long.
const PATIENCE: Duration = Duration::from_mins(2);

/// A preview; it ends with the value.
pub struct Preview {
    child: Child,
    port: u16,
    lines: Receiver<String>,
    pub url: String,
    pub site: SiteTest,
}

impl Preview {
    /// Starts a preview on a free port.
    #[track_caller]
    pub fn start(site: SiteTest) -> Self {
        let command = site.command(&["serve", "--port", "0"]);
        Self::start_by(command, site)
    }

    /// Starts a preview that the system gives so many open files.
    #[track_caller]
    pub fn start_with_files(site: SiteTest, most: usize) -> Self {
        let inner = site.command(&["serve", "--port", "0"]);
        let mut command = Command::new("sh");
        command.env_clear().current_dir(site.root());
        command.envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
        command.arg("-c").arg(format!("ulimit -n {most}; exec \"$0\" \"$@\""));
        command.arg(inner.get_program()).args(inner.get_args());
        Self::start_by(command, site)
    }

    #[track_caller]
    fn start_by(mut command: Command, site: SiteTest) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let (send, lines) = channel();
        let stderr = BufReader::new(child.stderr.take().expect("a pipe"));
        std::thread::spawn(move || stderr.lines().map_while(Result::ok).all(|line| send.send(line).is_ok()));
        let mut preview = Self { child, port: 0, lines, url: String::new(), site };
        let line = preview.hear("preview at http://127.0.0.1:");
        let url = line.split(' ').nth(2).expect("an address");
        let port = url.trim_start_matches("http://127.0.0.1:").split('/').next().expect("a port");
        preview.port = port.parse().expect("a number");
        url.clone_into(&mut preview.url);
        preview
    }

    /// Waits for a line on standard error that begins with these words.
    #[track_caller]
    pub fn hear(&self, start: &str) -> String {
        let end = Instant::now() + PATIENCE;
        let mut heard = String::new();
        while let Ok(line) = self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
            if line.starts_with(start) {
                return line;
            }
            heard.push_str(&line);
            heard.push('\n');
        }
        panic!("`{start}` was not said, but:\n{heard}");
    }

    /// Writes a file of the site in one step, so that the preview sees it as it was or as it is.
    ///
    /// One that [`SiteTest::write`] writes is empty for a moment, which a busy machine may draw out until the preview
    /// has seen that too: that is good only where a test waits for what comes of the whole file.
    #[track_caller]
    pub fn save(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.site.root().join(path);
        std::fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
        // Outside of what is watched.
        let new = self.site.root().join("../new");
        std::fs::write(&new, text).and_then(|()| std::fs::rename(&new, &file)).expect("a file");
    }

    /// Asks for a path, as a browser does.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &format!("127.0.0.1:{}", self.port))
    }

    /// Asks with a method and for a host.
    pub fn ask(&self, method: &str, path: &str, host: &str) -> Answer {
        Answer::to(self.port, method, path, host)
    }

    /// Asks for a path until the answer is as it should be.
    #[track_caller]
    pub fn until(&self, path: &str, is_right: impl Fn(&Answer) -> bool) -> Answer {
        let end = Instant::now() + PATIENCE;
        loop {
            let answer = self.get(path);
            if is_right(&answer) {
                return answer;
            }
            assert!(Instant::now() < end, "{path} stays {} with\n{}", answer.status, answer.body);
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Opens a connection that asks for nothing.
    #[track_caller]
    pub fn connect(&self) -> TcpStream {
        TcpStream::connect(("127.0.0.1", self.port)).expect("a connection")
    }

    /// Listens to the events under a base path.
    pub fn events(&self, base: &str) -> Events {
        let port = self.port;
        let mut stream = connect(port);
        write!(stream, "GET {base}__chancery/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n")
            .expect("a request");
        Events { lines: BufReader::new(stream) }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a time limit");
    stream
}

/// What a server of this machine answered.
pub struct Answer {
    pub status: u16,
    head: String,
    pub body: String,
}

impl Answer {
    /// Asks a port with a method, for a path of a host.
    pub fn to(port: u16, method: &str, path: &str, host: &str) -> Self {
        let mut stream = connect(port);
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
            .expect("a request");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        Self::of(&bytes)
    }

    fn of(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("an end of the head");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        Self { status, head, body: String::from_utf8_lossy(&bytes[end + 4..]).into_owned() }
    }

    /// Returns the value of a header; its name is in lower case.
    pub fn header(&self, name: &str) -> &str {
        let values = self.head.lines().filter_map(|line| line.split_once(": "));
        values
            .filter(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
            .next()
            .unwrap_or_default()
    }
}

/// The events of a preview, as they come.
pub struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    /// Waits for the next state.
    #[track_caller]
    pub fn next(&mut self) -> Value {
        let end = Instant::now() + PATIENCE;
        let mut event = String::new();
        loop {
            let mut line = String::new();
            // The preview keeps the connection alive with comments, so that reading alone does not end.
            assert!(Instant::now() < end, "no event came");
            assert!(self.lines.read_line(&mut line).expect("an event in time") > 0, "the events end");
            let line = line.trim_end();
            if let Some(name) = line.strip_prefix("event: ") {
                name.clone_into(&mut event);
            }
            if let Some(data) = line.strip_prefix("data: ") {
                assert_eq!(event, "state");
                return serde_json::from_str(data).expect("JSON");
            }
        }
    }

    /// Waits for a state with so many problems.
    #[track_caller]
    pub fn until(&mut self, problems: usize) -> Value {
        let mut states = Vec::new();
        let end = Instant::now() + PATIENCE;
        loop {
            let state = self.next();
            if state["problems"].as_array().expect("a list").len() == problems {
                return state;
            }
            states.push(state.to_string());
            assert!(Instant::now() < end, "there never were {problems} problems, but\n{}", states.join("\n"));
        }
    }
}
