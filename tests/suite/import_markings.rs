//! What an imported text says of who may read it is heeded.

use crate::site_test::{Ran, SiteTest};

/// Imports one file, and returns what was said and the text of the briefing.
#[track_caller]
fn imported(name: &str, text: &str) -> (Ran, String) {
    let site = SiteTest::new().file(&format!("in/{name}"), text);
    let ran = site.run(&["import", "in"]);
    ran.assert_ok();
    let briefing = site.read(ran.printed().trim_end());
    let built = site.run(&["build"]);
    built.assert_ok();
    (ran, briefing)
}

#[track_caller]
fn assert_marked(name: &str, text: &str, label: &str) {
    let (ran, briefing) = imported(name, text);
    assert!(briefing.contains("status: draft\n"), "{name}: {text}\n{briefing}");
    assert!(briefing.contains(&format!("marking: {label}\n")), "{name}: {text}\n{briefing}\n{}", ran.said());
    assert!(ran.said().contains(&format!("marking  {label}")), "{}", ran.said());
}

#[test]
fn a_text_that_says_that_it_is_closed_is_a_draft_with_the_strictest_marking() {
    for line in [
        "SECRET",
        "CONFIDENTIAL",
        "NOFORN",
        "SECRET//NOFORN",
        "S E C R E T PARIS 001234",
        "**Confidential**",
        "EU RESTRICTED",
    ] {
        assert_marked(
            "raw.txt",
            &format!("{line}\n\n1 April 2024\n\nThe talks in Oslo went on.\n"),
            "TLP:RED",
        );
        assert_marked(
            "plain.md",
            &format!("# Talks\n\n{line}\n\n1 April 2024\n\nThe talks in Oslo went on.\n"),
            "TLP:RED",
        );
        let front =
            format!("---\ntitle: Talks\ndate: 2024-04-01\n---\n\nThe talks in Oslo went on.\n\n{line}\n");
        assert_marked("front.md", &front, "TLP:RED");
    }
    assert_marked(
        "mail.txt",
        "From: Ann\nDate: 1 April 2024\nSubject: Talks\nSensitivity: Company-Confidential\n\nThe talks went on.\n",
        "TLP:RED",
    );
    assert_marked(
        "cable.txt",
        "CLASSIFICATION: SECRET\nDATE: 1 April 2024\nSUBJECT: Talks\n\nThe talks went on.\n",
        "TLP:RED",
    );
    assert_marked(
        "mail2.txt",
        "From: Ann\nX-Classification: tlp amber\nDate: 1 April 2024\nSubject: Talks\n\nText.\n",
        "TLP:AMBER",
    );
}

#[test]
fn a_label_of_the_traffic_light_protocol_counts_as_it_is() {
    for (line, label) in
        [("TLP:AMBER", "TLP:AMBER"), ("tlp: green", "TLP:GREEN"), ("[TLP:AMBER+STRICT]", "TLP:AMBER+STRICT")]
    {
        assert_marked(
            "front.md",
            &format!("---\ntitle: T\ndate: 2024-04-01\n---\n\n{line}\n\nText.\n"),
            label,
        );
    }
    // Of several, the strictest.
    assert_marked(
        "two.md",
        "---\ntitle: T\ndate: 2024-04-01\n---\n\nTLP:GREEN\n\nText.\n\nTLP:AMBER\n",
        "TLP:AMBER",
    );
    assert_marked(
        "both.md",
        "---\ntitle: T\ndate: 2024-04-01\nmarking: TLP:GREEN\n---\n\nSECRET\n\nText.\n",
        "TLP:RED",
    );
    let (_, open) = imported("open.md", "---\ntitle: T\ndate: 2024-04-01\n---\n\nTLP:CLEAR\n\nText.\n");
    assert!(open.contains("marking: TLP:CLEAR\n") && !open.contains("status: draft"), "{open}");
}

#[test]
fn front_matter_that_says_that_a_text_is_private_is_heeded() {
    for key in [
        "private: true",
        "private: yes",
        "Private: 'true'",
        "confidential: true",
        "visibility: members",
        "classification: Company secret",
        "params: { private: true }",
        "extra: { private: true }",
        "access: internal",
        "security_classification: OFFICIAL-SENSITIVE",
        "marking: Company secret",
    ] {
        assert_marked("x.md", &format!("---\ntitle: T\ndate: 2024-04-01\n{key}\n---\n\nText.\n"), "TLP:RED");
    }
    assert_marked(
        "x.md",
        "+++\ntitle = 'T'\ndate = 2024-04-01\n[extra]\nprivate = true\n+++\n\nText.\n",
        "TLP:RED",
    );
    assert_marked(
        "x.md",
        "{ \"title\": \"T\", \"date\": \"2024-04-01\", \"private\": true }\n\nText.\n",
        "TLP:RED",
    );
    for key in ["hidden: true", "publish: false", "draft: maybe", "params: { draft: true }", "wip: true"] {
        let (_, briefing) =
            imported("x.md", &format!("---\ntitle: T\ndate: 2024-04-01\n{key}\n---\n\nText.\n"));
        assert!(briefing.contains("status: draft\n"), "{key}: {briefing}");
    }
}

#[test]
fn where_a_key_that_holds_back_stands_twice_the_strictest_wins() {
    for (keys, line) in [
        ("marking: TLP:CLEAR\ntlp: red", "marking: TLP:RED\n"),
        ("tlp: red\nmarking: TLP:CLEAR", "marking: TLP:RED\n"),
        ("Marking: amber\nmarking: TLP:GREEN", "marking: TLP:AMBER\n"),
        ("embargo: 2030-01-01\nEmbargo: 2025-01-01", "embargo: 2030-01-01\n"),
        ("Embargo: 2025-01-01\nembargo: 2030-01-01", "embargo: 2030-01-01\n"),
        ("embargo: 2024-01-01\npublishDate: 2030-01-01", "embargo: 2030-01-01\n"),
        ("draft: true\nstatus: withdrawn", "status: draft\n"),
        ("status: withdrawn\ndraft: true", "status: draft\n"),
        ("draft: false\npublished: false", "status: draft\n"),
        ("embargo-until: 2030-01-01", "embargo: 2030-01-01\n"),
        (
            "embargo: 2030-01-01T09:00:00[America/New_York]",
            "embargo: 2030-01-01T09:00:00[America/New_York]\n",
        ),
    ] {
        let (_, briefing) =
            imported("x.md", &format!("---\ntitle: T\ndate: 2024-04-01\n{keys}\n---\n\nText.\n"));
        assert!(briefing.replace('"', "").contains(line), "{keys}: {briefing}");
    }
}

#[test]
fn a_text_that_says_nothing_of_the_kind_is_open() {
    let (_, briefing) = imported(
        "x.md",
        "---\ntitle: Secret talks\ndate: 2024-04-01\nvisibility: public\nclassification: unclassified\ntags: [secrets]\n---\n\n\
         # Internal politics\n\nThe talks were secret and confidential.\n\n## Internal\n\nUNCLASSIFIED\n",
    );
    assert!(!briefing.contains("status:") && !briefing.contains("TLP"), "{briefing}");
}

#[test]
fn a_line_that_marks_a_text_is_no_heading_of_it() {
    let mail = "From: a@example.org\nSubject: Talks in Oslo\nDate: Mon, 1 Apr 2024 10:00:00 +0200\n\n\
                CONFIDENTIAL\n\nThe talks in Oslo went on.\n\nNext Steps\n\nThere is a third round in May.\n";
    let (ran, briefing) = imported("mail.txt", mail);
    assert!(briefing.contains("\nCONFIDENTIAL\n") && briefing.contains("\n## Next Steps\n"), "{briefing}");
    assert!(briefing.contains("marking: TLP:RED\n"), "{briefing}");
    assert!(!ran.said().contains("heading  CONFIDENTIAL"), "{}", ran.said());
}
