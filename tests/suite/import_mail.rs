//! `chancery import` of mails, as Outlook, Gmail and Thunderbird write them.

use insta::assert_snapshot;

use crate::site_test::SiteTest;

/// Returns the briefing that a mail becomes, and what is said of it. Lines end as on the wire.
fn imported(mail: &str) -> (SiteTest, String, String) {
    let site = SiteTest::new().file("a.eml", mail.replace('\n', "\r\n"));
    let ran = site.run(&["import", "a.eml"]);
    let path = ran.assert_ok().printed();
    let text = site.read(path.trim());
    let said = ran.said();
    (site, text, said)
}

fn body(text: &str) -> &str {
    text.splitn(3, "---\n").nth(2).unwrap_or_default()
}

const GMAIL: &str = "MIME-Version: 1.0\nDate: Mon, 1 Apr 2024 18:22:03 +0200\nMessage-ID: <CAF@mail.example>\n\
    Received: by 10.0.0.1\nSubject: =?UTF-8?Q?Re=3A_S=C3=A9journ=C3=A9_=C3=A0_P=C3=A9kin?=\n\
    From: =?UTF-8?B?QWRhIFdyw65ldGVy?= <ada@desk.example>\nTo: Bo <bo@desk.example>\nCc: cy@desk.example\n\
    Content-Type: multipart/alternative; boundary=\"b1\"\n\n--b1\nContent-Type: text/plain; charset=\"UTF-8\"\n\
    Content-Transfer-Encoding: quoted-printable\n\nThe minister met his counterpart in Beijing. France and China talked of=\n trade.\n\n\
    Caf=C3=A9 diplomacy went on.\n\n-- \nAda\n+33 1 23 45\n\nOn Sun, 31 Mar 2024 at 09:00, Bo <bo@desk.example> wrote:\n> When does he go?\n\n\
    --b1\nContent-Type: text/html; charset=\"UTF-8\"\n\n<p>The minister</p>\n--b1--\n";

#[test]
fn a_mail_of_several_parts_is_its_plain_words_without_signature_and_history() {
    let (_, text, said) = imported(GMAIL);
    assert_snapshot!(body(&text), @r"
    The minister met his counterpart in Beijing. France and China talked of trade.

    Café diplomacy went on.
    ");
    assert!(
        text.contains("title: Séjourné à Pékin\n") && text.contains("date: 2024-04-01T18:22:03+02:00\n"),
        "{text}"
    );
    assert!(
        said.contains("2 lines cut off after `-- `") && said.contains("2 lines of mails before it cut off"),
        "{said}"
    );
}

#[test]
fn no_address_and_no_way_that_it_came_is_kept_of_a_mail() {
    let (_, text, _) = imported(GMAIL);
    for word in ["@", "Received", "Message-ID", "10.0.0.1", "Bo <", "cy@"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
}

#[test]
fn a_mail_in_base64_and_an_old_charset_is_read() {
    // "Die Gespräche gingen weiter." in ISO 8859-1.
    let (_, text, _) = imported(
        "From: Ada <a@b.example>\nDate: Mon, 1 Apr 2024 10:00:00 +0000\nSubject: Talks\nContent-Type: text/plain; charset=iso-8859-1\n\
         Content-Transfer-Encoding: base64\n\nRGllIEdlc3By5GNoZSBnaW5nZW4gd2VpdGVyLg==\n",
    );
    assert_eq!(body(&text).trim(), "Die Gespräche gingen weiter.");
}

#[test]
fn a_mail_of_html_alone_is_its_words_and_that_is_told() {
    let (_, text, said) = imported(
        "From: Ada <a@b.example>\nDate: Mon, 1 Apr 2024 10:00:00 +0000\nSubject: Talks\nContent-Type: text/html; charset=utf-8\n\n\
         <html><head><style>p { color: red }</style></head><body><p>They <b>met</b> &amp; talked.</p><p>Then they left.</p></body></html>\n",
    );
    assert_eq!(
        body(&text).split_whitespace().collect::<Vec<_>>().join(" "),
        "They met & talked. Then they left."
    );
    assert!(said.contains("the mail is HTML; its words are taken"), "{said}");
}

#[test]
fn attachments_stand_beside_the_text_under_names_that_lead_nowhere() {
    let mail = "From: Ada <a@b.example>\nDate: Mon, 1 Apr 2024 10:00:00 +0000\nSubject: Talks\n\
        Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee the papers.\n\
        --b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=\"../../etc/a b.pdf\"\nContent-Transfer-Encoding: base64\n\nJVBERg==\n\
        --b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=\"A-B.PDF\"\nContent-Transfer-Encoding: base64\n\nJVBERg==\n\
        --b\nContent-Type: text/markdown\nContent-Disposition: attachment; filename=\"index.md\"\n\n# No\n\
        --b\nContent-Type: image/png\nContent-Disposition: inline; filename=\"logo.png\"\n\nx\n--b--\n";
    let (site, _, said) = imported(mail);
    let files: Vec<String> =
        site.files().into_iter().map(|(path, _)| path).filter(|path| path.starts_with("content/")).collect();
    assert_eq!(
        files,
        [
            "content/briefings/2024/talks/A-B-2.PDF",
            "content/briefings/2024/talks/a-b.pdf",
            "content/briefings/2024/talks/index.md"
        ]
    );
    assert_eq!(site.read("content/briefings/2024/talks/a-b.pdf"), "%PDF");
    assert!(said.contains("2 attachments left out: index.md, logo.png"), "{said}");
    assert!(said.contains("nothing in the text refers to its attachments"), "{said}");
}

#[test]
fn a_classification_in_the_headers_of_a_mail_counts() {
    let (_, text, _) = imported(
        "From: Ada <a@b.example>\nDate: Mon, 1 Apr 2024 10:00:00 +0000\nSubject: Talks\nSensitivity: Company-Confidential\n\nThey met.\n",
    );
    assert!(text.contains("marking: TLP:RED"), "{text}");
}

#[test]
fn mails_that_are_not_read_say_what_to_do() {
    for (name, words) in
        [("a.msg", "save it as .eml"), ("a.mbox", "save those that are to be briefings as .eml")]
    {
        let site = SiteTest::new().file(name, b"\xD0\xCF\x11\xE0".as_slice());
        let ran = site.run(&["import", name, "--date", "2024-04-01"]);
        ran.assert_errors();
        assert!(ran.said().contains(words), "{}", ran.said());
    }
}

#[test]
fn damaged_mails_never_stop_the_program() {
    for end in (0..GMAIL.len()).step_by(37).filter(|end| GMAIL.is_char_boundary(*end)) {
        let site = SiteTest::new().file("a.eml", &GMAIL[..end]);
        let code = site.run(&["import", "a.eml", "--date", "2024-04-01"]).code();
        assert!(code == 0 || code == 1, "{end}: {code}");
    }
}
