//! The whole site as a crawler finds it on GitHub Pages: from link to link, over HTTP.
//!
//! `scripts/check-links` looks at every link of a folder. What only a crawl shows is that each address
//! answers as it is written, and that readers and programs find every file.

use std::collections::BTreeSet;

use url::Url;

use crate::pages_server::PagesServer;
use crate::publishing::built_under;

/// What ends an address in running text of HTML, XML, JSON, CSS or robots.txt.
const ENDS: [char; 13] = ['"', '\'', '<', '>', '(', ')', '{', '}', '\\', ' ', '\n', ',', ';'];

/// What stands before an address that may be a relative one.
const BEFORE: [&str; 7] = ["href=\"", "src=\"", "url(\"", "url(", "url=", "action=\"", "srcset=\""];

/// Returns the addresses in the text of a page that lead elsewhere on its host.
fn links(page: &Url, text: &str) -> BTreeSet<Url> {
    let text = text.replace("&amp;", "&");
    let origin = page.origin().ascii_serialization();
    let full = text.match_indices(&origin).map(|(at, _)| &text[at..]);
    let marked =
        BEFORE.iter().flat_map(|mark| text.match_indices(mark).map(|(at, mark)| &text[at + mark.len()..]));
    full.chain(marked)
        .map(|rest| rest.split(ENDS).next().unwrap_or_default())
        .filter_map(|link| page.join(link).ok())
        .filter(|link| link.origin() == page.origin())
        .map(|mut link| {
            link.set_fragment(None);
            link
        })
        .filter(|link| link != page)
        .collect()
}

/// Follows every link from the addresses, and returns the paths that answered, each below the base.
fn crawl(server: &PagesServer, base: &Url, seeds: &[&str]) -> BTreeSet<String> {
    // Each address with the page that leads to it.
    let mut queue: Vec<(Url, String)> =
        seeds.iter().map(|seed| (base.join(seed).expect("an address"), "the start".to_owned())).collect();
    let mut seen = BTreeSet::new();
    while let Some((url, from)) = queue.pop() {
        if !seen.insert(url.clone()) {
            continue;
        }
        assert!(url.as_str().starts_with(base.as_str()), "{from} leads out of the base, to {url}");
        let answer = server.get(url.path());
        assert_eq!(answer.status, 200, "{from} leads to {url}");
        queue.extend(links(&url, &answer.body).into_iter().map(|link| (link, url.to_string())));
    }
    seen.into_iter().map(|url| url.as_str().replacen(base.as_str(), "", 1)).collect()
}

#[test]
fn every_file_of_a_site_is_found_by_following_links_that_lead_straight_to_it() {
    for base in ["https://example.org/", "https://example.org/a/b/"] {
        let built = built_under(base);
        let url = Url::parse(base).expect("an address");
        let server = PagesServer::start(built.public(), url.path());
        let found = crawl(&server, &url, &["", "robots.txt", "404.html", "old/", "Old.html", "imprint/"]);
        let found: BTreeSet<String> = found
            .iter()
            .map(|path| match path.as_str() {
                path if path.is_empty() || path.ends_with('/') => format!("{path}index.html"),
                path => path.to_owned(),
            })
            .collect();
        // The script of the search finds the index by itself.
        let files = built.files().into_iter().map(|(path, _)| path);
        let files = files.filter(|path| !path.starts_with("assets/search/"));
        let unseen: Vec<String> = files.filter(|file| !found.contains(file)).collect();
        // The last one is a file of the site's own that no page of it uses.
        assert_eq!(unseen, [".chancery-manifest", ".nojekyll", "own.css"], "under {base}");
    }
}

#[test]
fn what_is_not_there_gets_a_page_whose_links_work_at_any_depth() {
    for base in ["https://example.org/", "https://example.org/a/b/"] {
        let built = built_under(base);
        let url = Url::parse(base).expect("an address");
        let server = PagesServer::start(built.public(), url.path());
        for gone in ["gone", "gone/", "no/such/page/at/all/", "Briefings/", "briefings/2024/A/"] {
            let gone = url.join(gone).expect("an address");
            let answer = server.get(gone.path());
            assert_eq!(answer.status, 404, "{gone}");
            assert!(answer.body.contains("Page not found"), "{gone}: {}", answer.body);
            let links = links(&gone, &answer.body);
            assert!(links.contains(&url), "{gone} does not lead home: {links:?}");
            for link in links {
                assert_eq!(server.get(link.path()).status, 200, "{link} from {gone}");
            }
        }
        let folder = server.get(&format!("{}briefings", url.path()));
        assert_eq!(
            (folder.status, folder.header("location")),
            (301, url.join("briefings/").expect("").path())
        );
    }
}
