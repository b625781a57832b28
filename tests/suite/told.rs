//! What a command told: its messages, one by one.

use crate::site_test::Ran;

impl Ran {
    /// Returns the messages about problems, each as it stands at the terminal.
    pub fn messages(&self) -> Vec<String> {
        self.said()
            .split("\n\n")
            .map(|message| message.trim_end().to_owned())
            .filter(|message| message.starts_with("error[") || message.starts_with("warning["))
            .collect()
    }

    /// Returns the message that begins with `head`, such as `error[broken-link]`, about this place: a
    /// file, or `file:line:column`.
    #[track_caller]
    pub fn message(&self, head: &str, place: &str) -> String {
        let pointer = format!("--> {place}");
        let all = self.messages();
        let found = all.iter().find(|message| {
            message.starts_with(&format!("{head}:"))
                && message.lines().any(|line| line.trim_start() == pointer)
        });
        found.cloned().unwrap_or_else(|| panic!("no {head} at {place} in:\n{}", self.said()))
    }

    /// Returns that message, and asserts that it is the only one: one slip gives one message.
    #[track_caller]
    pub fn only_message(&self, head: &str, place: &str) -> String {
        let message = self.message(head, place);
        assert_eq!(self.messages().len(), 1, "{}", self.said());
        assert!(message.contains("help: "), "there is no hint in:\n{message}");
        message
    }
}
