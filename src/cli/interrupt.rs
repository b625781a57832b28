//! What ends a build before its time: Ctrl-C, a terminal that is closed, a machine that shuts down.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::TERM_SIGNALS;
use signal_hook::{flag, low_level};

/// Listens for signals that end the process, so that it can tidy up first. A second one ends it at once.
pub(super) struct Interrupt {
    /// The number of the signal; 0 for none.
    caught: Arc<AtomicUsize>,
}

impl Interrupt {
    /// Begins to listen.
    pub(super) fn listen() -> io::Result<Self> {
        let (caught, is_second) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        for signal in SIGNALS.iter().chain(TERM_SIGNALS) {
            flag::register_conditional_default(*signal, Arc::clone(&is_second))?;
            flag::register(*signal, Arc::clone(&is_second))?;
            flag::register_usize(*signal, Arc::clone(&caught), usize::try_from(*signal).unwrap_or_default())?;
        }
        Ok(Self { caught })
    }

    /// Returns whether a signal came.
    pub(super) fn is_caught(&self) -> bool {
        self.caught.load(Ordering::Relaxed) != 0
    }

    /// Ends the process as the signal that came would have, so that whoever started it learns which.
    pub(super) fn end(&self) {
        if let Ok(signal @ 1..) = i32::try_from(self.caught.load(Ordering::Relaxed)) {
            // If it does not, the exit code tells of an end before time.
            let _ = low_level::emulate_default_handler(signal);
        }
    }
}

/// What comes when a terminal is closed.
#[cfg(unix)]
const SIGNALS: &[i32] = &[signal_hook::consts::SIGHUP];

#[cfg(not(unix))]
const SIGNALS: &[i32] = &[];
