//! How a command ends that does not end well.

/// How a command ended, if not well.
pub enum Failure {
    /// There are problems in the content; they are told already.
    Content,
    /// The command cannot be carried out.
    Environment(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Environment(error.into())
    }
}
