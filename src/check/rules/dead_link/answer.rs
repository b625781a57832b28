//! One address, and what it answers.

use std::time::Duration;

use ureq::http::StatusCode;
use ureq::{Agent, Error};
use url::Url;

use crate::text::counted;

/// How often an address is asked that does not answer.
const TRIES: u32 = 3;

/// How long the first pause between two tries is; each further one is twice as long.
const PAUSE: Duration = Duration::from_millis(500);

/// What an address answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is there.
    Found,
    /// It says that it is not there, or that something is wrong with it.
    Status(u16),
    /// It refuses programs; what readers see cannot be told.
    Refused,
    /// There is no such host.
    NoHost,
    /// Nothing came in time.
    Timeout,
    /// Nothing came, for this reason.
    Unreachable(String),
}

impl Answer {
    /// Returns what is wrong with the address and what to do, if anything is.
    pub fn told(&self, url: &Url, timeout: Duration) -> Option<(String, &'static str)> {
        const REPLACE: &str = "write its new address, or that of an archived copy";
        const TRY_AGAIN: &str = "try again later; if it stays away, write the address of an archived copy";
        let host = url.host_str().unwrap_or_default();
        Some(match self {
            Self::Found | Self::Refused => return None,
            Self::Status(code @ (404 | 410)) => {
                (format!("{url} answers that it is not there ({code})"), REPLACE)
            }
            Self::Status(code) => {
                (format!("{url} answers that something is wrong there ({code})"), TRY_AGAIN)
            }
            Self::NoHost => (format!("there is no host {host}"), REPLACE),
            Self::Timeout => {
                let seconds = usize::try_from(timeout.as_secs()).unwrap_or(usize::MAX);
                (format!("{url} does not answer within {}", counted(seconds, "second")), TRY_AGAIN)
            }
            Self::Unreachable(why) => (format!("{url} cannot be reached: {why}"), TRY_AGAIN),
        })
    }

    /// Returns whether another try may bring another answer.
    fn may_pass(&self) -> bool {
        match self {
            Self::Found | Self::Refused | Self::NoHost => false,
            Self::Status(code) => *code >= 500,
            Self::Timeout | Self::Unreachable(_) => true,
        }
    }
}

/// Asks for addresses.
pub struct Client {
    agent: Agent,
}

impl Client {
    /// Returns a client that waits so long for an answer.
    pub fn new(timeout: Duration) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(timeout))
            .http_status_as_error(false)
            .user_agent(concat!("chancery/", env!("CARGO_PKG_VERSION"), " (checks the links of a site)"));
        Self { agent: config.build().into() }
    }

    /// Asks for an address, several times if it does not answer.
    pub fn ask(&self, url: &Url) -> Answer {
        let mut answer = self.ask_once(url);
        for round in 1..TRIES {
            if !answer.may_pass() {
                break;
            }
            std::thread::sleep(PAUSE * 2_u32.pow(round - 1));
            answer = self.ask_once(url);
        }
        answer
    }

    /// Asks for the head of a page, and for the page itself where the head is not to be had: many servers
    /// answer the one as if it were a fault, and the other as they should.
    fn ask_once(&self, url: &Url) -> Answer {
        let head = self.agent.head(url.as_str()).call();
        let is_sure = match &head {
            Ok(response) => {
                response.status().as_u16() < 400 || response.status() == StatusCode::TOO_MANY_REQUESTS
            }
            Err(error) => !matches!(error, Error::Protocol(_)),
        };
        let answer = if is_sure { head } else { self.agent.get(url.as_str()).call() };
        match answer {
            Ok(response) => match response.status().as_u16() {
                code @ (404 | 410 | 500..) => Answer::Status(code),
                ..400 => Answer::Found,
                _ => Answer::Refused,
            },
            Err(Error::HostNotFound) => Answer::NoHost,
            Err(Error::Timeout(_)) => Answer::Timeout,
            Err(Error::TooManyRedirects | Error::RedirectFailed) => {
                Answer::Unreachable("it leads from one address to the next without end".to_owned())
            }
            Err(error) => Answer::Unreachable(error.to_string()),
        }
    }
}
