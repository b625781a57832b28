//! The files that make Visual Studio Code use the schemas, and show problems at their lines.
//!
//! No extension that needs nothing else looks at front matter in Markdown: the YAML extension does not
//! (redhat-developer/vscode-yaml#207). So its schema serves `site.yaml`, and a task runs `chancery check`
//! and puts what it tells beside the lines of all files.

use super::{Schemas, Subject};

/// The folder of the schemas, from the site's root.
pub const SCHEMA_FOLDER: &str = ".vscode/chancery";

/// The other files: path from the site's root, and text.
pub const EDITOR_FILES: &[(&str, &str)] = &[
    (".vscode/extensions.json", include_str!("editor/extensions.json")),
    (".vscode/settings.json", include_str!("editor/settings.json")),
    (".vscode/tasks.json", include_str!("editor/tasks.json")),
];

/// Returns the files of the schemas: path from the site's root, and text.
pub fn schema_files(schemas: &Schemas) -> Vec<(String, String)> {
    let file = |subject: Subject| {
        let path = format!("{SCHEMA_FOLDER}/{}.schema.json", subject.name());
        (path, format!("{:#}\n", schemas.of(subject)))
    };
    Subject::ALL.map(file).into()
}
