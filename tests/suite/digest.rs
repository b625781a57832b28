//! `chancery digest`: what changed, as a mail.

use insta::assert_snapshot;

use crate::site_test::SiteTest;

/// Returns a desk at which everything happens to a briefing that can happen.
fn desk() -> SiteTest {
    let site = SiteTest::new()
        .briefing("old", "countries: [FR]", "An old text.")
        .briefing("updated", "summary: What is known.\ncountries: [FR, CN]\ntopics: [trade]", "One text.")
        .briefing("corrected", "countries: [DE]", "A text with a wrong number.")
        .briefing("withdrawn", "summary: Not any more.", "A text.")
        .committed("2024-04-02", "Publish");
    site.write("content/briefings/updated.md", "---\ntitle: Updated <b> & more\ndate: 2024-04-01\nsummary: What is known.\ncountries: [FR, CN]\ntopics: [trade]\n---\nAnother text.\n");
    site.write(
        "content/briefings/corrected.md",
        "---\ntitle: Corrected\ndate: 2024-04-01\ncountries: [DE]\ncorrections:\n  - { date: 2024-05-03, note: The number was 4. }\n---\nA text with a number.\n",
    );
    site.write(
        "content/briefings/withdrawn.md",
        "---\ntitle: Withdrawn\ndate: 2024-04-01\nsummary: Not any more.\nstatus: withdrawn\n---\nA text.\n",
    );
    site.write(
        "content/briefings/new.md",
        "---\ntitle: New\ndate: 2024-05-02\nsummary: It is new.\ncountries: [FR]\n---\nNew.\n",
    );
    site.commit("2024-05-03", "Change everything\n\nChange-Note: 2024/updated: More is known now.");
    site.write(
        "content/briefings/held.md",
        "---\ntitle: A secret title\ndate: 2024-05-02\nstatus: draft\n---\nSecret.\n",
    );
    site.commit("2024-05-03", "Draft");
    site
}

/// Returns what a digest says as this form.
fn digest(site: &SiteTest, form: &str, more: &[&str]) -> String {
    let file = format!("digest.{form}");
    let _ = std::fs::remove_file(site.root().join(&file));
    let mut arguments = vec!["digest", "--since", "2024-05-01", "--output", &file];
    arguments.extend(more);
    site.run(&arguments).assert_ok();
    site.read(&file)
}

#[test]
fn a_digest_tells_what_is_new_updated_corrected_and_withdrawn() {
    let site = desk();
    assert_snapshot!("text", digest(&site, "txt", &[]));
    assert_snapshot!("html", digest(&site, "html", &[]).replace("><", ">\n<"));
    let printed = site.run(&["digest", "--since", "2024-05-01"]).printed();
    assert_eq!(printed, digest(&site, "txt", &[]), "without a file it is said at the terminal");
}

#[test]
fn a_mail_has_words_and_html_and_is_not_sent_yet() {
    let site = desk();
    let mail = digest(&site, "eml", &[]);
    for words in [
        "Subject: Test Desk: What changed from 1 May 2024 to",
        "X-Unsent: 1\r\n",
        "Content-Type: text/plain; charset=\"utf-8\"",
        "Content-Type: text/html; charset=\"utf-8\"",
    ] {
        assert!(mail.contains(words), "{words}: {mail}");
    }
    for header in ["From:", "To:", "Cc:", "X-Mailer:", "Received:"] {
        assert!(!mail.lines().any(|line| line.starts_with(header)), "{header}");
    }
    let until = &["--until", "2024-05-31"];
    let later = desk().env("SOURCE_DATE_EPOCH", "1718000000");
    assert_eq!(
        digest(&site, "eml", until),
        digest(&later, "eml", until),
        "the moment at which it is made is nowhere in it"
    );
}

#[test]
fn nothing_that_is_held_back_is_in_a_digest() {
    for form in ["txt", "html", "eml"] {
        let said = digest(&desk(), form, &[]);
        assert!(!said.contains("ecret"), "{said}");
    }
}

#[test]
fn nothing_in_a_mail_is_fetched_or_run() {
    let html = digest(&desk(), "html", &[]);
    for fetched in ["<img", "<script", "<link", "url(", "@import", "src="] {
        assert!(!html.contains(fetched), "{fetched}: {html}");
    }
    assert!(html.contains("Updated &lt;b&gt; &amp; more"), "{html}");
}

#[test]
fn a_digest_can_be_of_countries_topics_or_a_shorter_time() {
    let site = desk();
    let france = digest(&site, "txt", &["--country", "France"]);
    assert!(
        france.contains("New") && france.contains("Updated") && !france.contains("Corrected"),
        "{france}"
    );
    assert!(france.starts_with("Test Desk · France: What changed"), "{france}");
    let pair = digest(&site, "txt", &["--country", "FR", "--country", "CN"]);
    assert!(pair.contains("Updated") && !pair.contains("It is new"), "{pair}");
    let trade = digest(&site, "txt", &["--topic", "trade"]);
    assert!(trade.contains("Updated") && !trade.contains("It is new"), "{trade}");
    let ran = site.run(&["digest", "--since", "2024-04-01", "--until", "2024-04-30"]);
    let first = ran.assert_ok().printed();
    assert!(first.contains("AN OLD TEXT") || first.contains("An old text."), "{first}");
    assert!(!first.contains("It is new."), "{first}");
}

#[test]
fn where_nothing_changed_nothing_is_written() {
    let site = desk();
    let ran = site.run(&["digest", "--since", "2024-05-10", "--output", "d.eml"]);
    assert!(
        ran.assert_ok().said().contains("nothing that is published has changed from 2024-05-10"),
        "{}",
        ran.said()
    );
    assert!(!site.root().join("d.eml").exists());
}

#[test]
fn what_cannot_be_asked_of_a_digest_is_told() {
    let site = desk();
    for (arguments, words) in [
        (&["--since", "2030-01-01"][..], "2030-01-01 has not come yet"),
        (&["--since", "May"], "--since"),
        (
            &["--since", "2024-05-03", "--until", "2024-05-01"],
            "--since 2024-05-03 is after --until 2024-05-01",
        ),
        (&["--since", "2024-05-01", "--country", "Frnce"], "France"),
        (&["--since", "2024-05-01", "--topic", "tarde"], "did you mean `trade`?"),
        (
            &["--since", "2024-05-01", "--organisation", "NATO"],
            "no published briefing is about the organisation `NATO`",
        ),
        (&["--since", "2024-05-01", "--language", "fr"], "the site is not in `fr`; its languages are en"),
        (&["--since", "2024-05-01", "--output", "d.pdf"], "d.pdf is no form of a digest"),
    ] {
        let mut all = vec!["digest"];
        all.extend(arguments);
        let ran = site.run(&all);
        assert_ne!(ran.code(), 0, "{arguments:?}");
        assert!(ran.said().contains(words), "{arguments:?}: {}", ran.said());
    }
}

#[test]
fn a_file_of_somebody_elses_is_not_overwritten_by_a_digest() {
    let site = desk().file("mine.eml", "mine");
    site.run(&["digest", "--since", "2024-05-01", "--output", "mine.eml"]).assert_refused();
    assert_eq!(site.read("mine.eml"), "mine");
}

#[test]
fn a_site_in_arabic_has_its_digest_from_right_to_left() {
    let site = SiteTest::new()
        .file("site.yaml", "title: الشرق\nlanguage: ar\nbase_url: https://example.org/\n")
        .briefing("visit", "", "النص.")
        .committed("2024-05-02", "Publish");
    assert!(digest(&site, "html", &[]).contains("<html lang=\"ar\" dir=\"rtl\">"));
    let mail = digest(&site, "eml", &[]);
    assert!(mail.starts_with("Subject: =?utf-8?"), "{mail}");
}

#[test]
fn a_site_in_two_languages_has_a_digest_in_each() {
    let site = SiteTest::new()
        .file("site.yaml", "title: Desk\nbase_url: https://example.org/\nlanguages: [en, fr]\n")
        .briefing("visit", "", "The text.")
        .file("content/briefings/visit.fr.md", "---\ntitle: Une visite\n---\nLe texte.\n")
        .briefing("talks", "", "More.")
        .committed("2024-04-02", "Publish");
    let french = site.run(&["digest", "--since", "2024-04-01", "--language", "fr"]);
    let french = french.assert_ok().printed();
    assert!(french.contains("Une visite") && french.contains("/fr/briefings/2024/visit/"), "{french}");
    assert!(
        french.contains("https://example.org/briefings/2024/talks/"),
        "what is not translated has its only address: {french}"
    );
}
