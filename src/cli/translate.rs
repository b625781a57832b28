//! `chancery new --translate`

use std::fs;
use std::path::Path;

use anyhow::{Context, anyhow, bail};

use super::briefing::Found;
use super::failure::Failure;
use super::opened::{OpenedSite, PastArguments};
use super::session;
use crate::check::CODES;
use crate::config::Config;
use crate::content::{Document, Manuscript, briefing_name};
use crate::load::Library;
use crate::site::Entity;
use crate::source::Source;
use crate::yaml::entry;

/// Begins the translation of a briefing: a draft beside it, with its words to write over.
pub(super) fn run(root: &Path, name: &str, language: &str) -> Result<(), Failure> {
    let now = session::now()?;
    let seen = OpenedSite::open(root, &PastArguments::default(), now, true)?;
    let library = Library::read(&seen.tree, None, &CODES);
    let config = library.config().ok_or_else(|| session::settings_first(&seen.tree))?;
    let path = Found::file(&seen.tree, &library, name)?;
    let file = translation_of(config, &path, language)?;
    if fs::symlink_metadata(root.join(&file)).is_ok() {
        return Err(anyhow!("{} is there already; edit it", session::shown(&root.join(&file))).into());
    }
    let bytes = seen.tree.read(&path).with_context(|| format!("{path} cannot be read"))?;
    let manuscript = Manuscript::of(&bytes).ok_or_else(|| anyhow!("{path} is not UTF-8 text"))?;
    let Some((_, Document::Briefing(original))) = library.documents().find(|(own, _)| *own == path) else {
        return Err(anyhow!("{path} has errors; `chancery check` tells them").into());
    };
    let loaded = library.assemble_on(&*seen.view.source, &seen.view.terms(now, false, false))?;
    let version = loaded.edition.as_ref().and_then(|edition| match edition.site.entity_of(&path) {
        Some(Entity::Briefing(id)) => Some(edition.site.briefing(id).versions().len()),
        _ => None,
    });
    let mut text = String::from("---\n");
    text.push_str(&entry("title", &original.title));
    if let Some(summary) = &original.summary {
        text.push_str(&entry("summary", summary));
    }
    text.push_str("status: draft                     # published, when it is translated\n");
    if let Some(version) = version.filter(|version| *version > 0) {
        text.push_str(&entry("translation_of", &format!("{}@{version}", briefing_name(&path))));
    }
    text.push_str("---\n\n");
    text.push_str(manuscript.body().trim_start_matches('\n'));
    session::folder(root)?
        .write_new(&file, text.as_bytes())
        .with_context(|| format!("{} cannot be written", session::shown(&root.join(&file))))?;
    session::print(&format!("{}\n", session::shown(&root.join(&file))))?;
    Ok(())
}

/// Returns the file of a translation into a language.
fn translation_of(config: &Config, path: &str, language: &str) -> anyhow::Result<String> {
    let further = config.languages.further();
    if further.is_empty() {
        bail!(
            "this site has one language; declare the others in site.yaml first, such as `languages: [{}, {language}]`",
            config.language
        );
    }
    let Some(language) = further.iter().find(|own| own.eq_ignore_ascii_case(language)) else {
        bail!("`{language}` is no language of translations on this site, which has {}", further.join(", "));
    };
    if config.languages.is_translation(path) {
        bail!("{path} is a translation itself; name its original");
    }
    let bare = config.languages.without_suffix(path);
    Ok(format!("{}.{language}.md", bare.strip_suffix(".md").unwrap_or(&bare)))
}
