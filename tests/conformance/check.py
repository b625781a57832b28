"""The feeds, JSON-LD, microformats and sitemap of a finished site, judged by parsers of others.

    check.py SITE BASE_URL

feedparser has to read each Atom feed without complaint, and what it does not look at is checked by RFC 4287
and by the advice of the W3C's validator. Sitemaps have to fit sitemap.xsd. Each page that search engines
should see has one block of JSON-LD with the members that schema.org and Google ask for, and mf2py has to find
in each briefing the same as that block says.
"""

import json
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import mf2py
from bs4 import BeautifulSoup
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$")
ISO_DATE = re.compile(r"^\d{4}(?:-\d\d(?:-\d\d)?)?$")
ARTICLES = ("AnalysisNewsArticle", "ReportageNewsArticle", "BackgroundNewsArticle", "Report")
PAGES = ("WebSite", "WebPage", "CollectionPage", "ProfilePage")

HERE = Path(__file__).parent


class Site:
    def __init__(self, folder, base_url):
        self.folder, self.base_url = Path(folder), base_url
        self.failures, self.checked = [], 0

    def expect(self, is_right, file, words):
        self.checked += 1
        if not is_right:
            self.failures.append(f"{file.relative_to(self.folder)}: {words}")

    def expect_own(self, url, file, what):
        self.expect(isinstance(url, str) and url.startswith(self.base_url), file, f"{what} is {url!r}")

    def files(self, pattern):
        return sorted(self.folder.rglob(pattern))


def is_address(url):
    parts = urlsplit(url or "")
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def check_atom(site, file):
    def one(parent, name):
        found = parent.findall(ATOM + name)
        site.expect(len(found) == 1, file, f"{len(found)} <{name}> in <{etree.QName(parent).localname}>")
        return found[0].text if found else ""

    parsed = feedparser.parse(file.read_bytes())
    site.expect(not parsed.bozo, file, f"feedparser: {parsed.get('bozo_exception')}")
    site.expect(parsed.version == "atom10", file, f"feedparser takes it for {parsed.version!r}")

    feed = etree.parse(file).getroot()
    site.expect(feed.tag == ATOM + "feed", file, f"the root is {feed.tag}")
    entries = feed.findall(ATOM + "entry")
    site.expect(len(parsed.entries) == len(entries) > 0, file, f"feedparser finds {len(parsed.entries)} entries")
    for part in [feed, *entries]:
        one(part, "title")
        site.expect(RFC3339.match(one(part, "updated")), file, "<updated> is no date of RFC 3339")
        site.expect(is_address(one(part, "id")), file, "<id> is no absolute address")
        for published in part.findall(ATOM + "published"):
            site.expect(RFC3339.match(published.text), file, "<published> is no date of RFC 3339")
        links = part.findall(ATOM + "link")
        kinds = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in links]
        site.expect(len(kinds) == len(set(kinds)), file, f"two links of the same kind: {kinds}")
        for link in links:
            site.expect_own(link.get("href"), file, f"<link rel={link.get('rel')}>")
        authors = part.findall(ATOM + "author") or feed.findall(ATOM + "author")
        site.expect(authors and all(one(author, "name") for author in authors), file, "no author with a name")
        for category in part.findall(ATOM + "category"):
            site.expect(category.get("term") and category.get("scheme"), file, "a category without term or scheme")
            site.expect(category.get("label"), file, "a category without words")
    own = feed.xpath("a:link[@rel='self']/@href", namespaces={"a": ATOM.strip("{}")})
    address = site.base_url + file.relative_to(site.folder).as_posix()
    site.expect(own == [address], file, f"it is at {address} and says {own}")
    ids = [entry.findtext(ATOM + "id") for entry in entries]
    site.expect(len(ids) == len(set(ids)), file, "two entries with one id")
    for entry in entries:
        alternates = [link for link in entry.findall(ATOM + "link") if link.get("rel") == "alternate"]
        site.expect(alternates or entry.find(ATOM + "content") is not None, file, "an entry without a link")
        site.expect(entry.findtext(ATOM + "summary"), file, "an entry without a summary")
        published, updated = entry.findtext(ATOM + "published"), entry.findtext(ATOM + "updated")
        site.expect(published[:10] <= updated[:10], file, f"{updated} is before {published}")
    newest = max(entry.updated_parsed for entry in parsed.entries)
    site.expect(parsed.feed.updated_parsed >= newest, file, "an entry is newer than its feed")


def check_json_feed(site, file):
    feed = json.loads(file.read_text("utf-8"))
    site.expect(feed["version"] == "https://jsonfeed.org/version/1.1", file, f"version {feed['version']}")
    site.expect(feed.get("title"), file, "no title")
    site.expect(feed["feed_url"] == site.base_url + file.relative_to(site.folder).as_posix(), file, feed["feed_url"])
    site.expect_own(feed["home_page_url"], file, "home_page_url")
    site.expect(feed["items"], file, "no items")
    ids = [item["id"] for item in feed["items"]]
    site.expect(len(ids) == len(set(ids)), file, "two items with one id")
    for item in feed["items"]:
        site.expect_own(item["url"], file, "url")
        site.expect("content_html" in item or "content_text" in item, file, "an item without content")
        for key in ("date_published", "date_modified"):
            site.expect(RFC3339.match(item[key]), file, f"{key} {item[key]}")
        for author in item.get("authors", []):
            site.expect(author.get("name"), file, "an author without a name")


def check_sitemap(site, file, schema):
    document = etree.parse(file)
    if not schema.validate(document):
        site.expect(False, file, str(schema.error_log.last_error))
    addresses = document.xpath("//*[local-name()='loc']/text()")
    site.expect(len(addresses) == len(set(addresses)) > 0, file, "an address that stands there twice, or none")
    site.expect(file.stat().st_size < 50 * 1024 * 1024, file, "over 50 MB")
    for address in addresses:
        site.expect_own(address, file, "an address")
        path = site.folder / address.removeprefix(site.base_url)
        page = path / "index.html" if address.endswith("/") else path
        site.expect(page.is_file(), file, f"there is no {address}")
        if page.is_file():
            text = page.read_text("utf-8")
            site.expect('content="noindex"' not in text, file, f"{address} is not to be indexed")
            canonical = f'<link rel="canonical" href="{address}">'
            site.expect(canonical in text, file, f"{address} is another page to search engines")


def check_way(site, file, node):
    way = node.get("breadcrumb", {})
    steps = way.get("itemListElement", [])
    site.expect(way.get("@type") == "BreadcrumbList" and len(steps) > 1, file, "no way to the page")
    for place, step in enumerate(steps, 1):
        site.expect(step["position"] == place and step.get("name"), file, f"step {step}")
        if place < len(steps):
            site.expect_own(step.get("item"), file, "a step")


def check_named(site, file, nodes, kinds):
    for node in nodes:
        site.expect(node.get("@type") in kinds and node.get("name"), file, f"a node without type or name: {node}")
        if "url" in node:
            site.expect(is_address(node["url"]), file, f"{node['url']} is no address")


def check_article(site, file, node):
    site.expect(node.get("headline"), file, "no headline")
    for key in ("datePublished", "dateModified"):
        site.expect(RFC3339.match(node.get(key, "")), file, f"{key} {node.get(key)}")
    check_named(site, file, node["author"], ("Person", "Organization"))
    check_named(site, file, [node["publisher"]], ("Organization",))
    check_named(site, file, node["isPartOf"], ("WebSite", "CreativeWorkSeries"))
    check_named(site, file, node.get("about", []), ("Country", "Organization", "DefinedTerm"))
    check_named(site, file, node.get("mentions", []), ("Country", "Organization", "Person", "Thing"))
    check_named(site, file, node.get("spatialCoverage", []), ("Country",))
    check_named(site, file, node.get("citation", []), ("CreativeWork",))
    for part in node.get("temporalCoverage", "2000").split("/"):
        site.expect(ISO_DATE.match(part), file, f"temporalCoverage {part}")
    for work in node.get("citation", []):
        site.expect(ISO_DATE.match(work.get("datePublished", "2000")), file, f"the date of {work}")
    for correction in node.get("correction", []):
        is_whole = correction["@type"] == "CorrectionComment" and correction["text"]
        site.expect(is_whole and ISO_DATE.match(correction["datePublished"]), file, f"{correction}")
    check_way(site, file, node["mainEntityOfPage"])


def check_h_entry(site, file, html, node):
    entries = mf2py.parse(doc=html, url=node["url"])["items"]
    site.expect([entry["type"] for entry in entries] == [["h-entry"]], file, f"microformats: {entries}")
    entry = entries[0]["properties"]
    # A line of text in HTML has single blanks.
    same = " ".join(node["headline"].split())
    site.expect(entry.get("name") == [same], file, f"p-name {entry.get('name')} for {same}")
    site.expect(entry.get("url") == entry.get("uid") == [node["url"]], file, f"u-url {entry.get('url')}")
    site.expect(entry.get("published") == [node["datePublished"][:10]], file, f"{entry.get('published')}")
    authors = entry.get("author", [])
    # Where none is named, the site stands for them, and no page says so.
    wanted = [] if node["author"] == [node["publisher"]] else node["author"]
    names = [author["value"] for author in authors]
    site.expect(names == [author["name"] for author in wanted], file, f"p-author {names} for {wanted}")
    urls = [author["properties"].get("url", [None])[0] for author in authors]
    site.expect(urls == [author.get("url") for author in wanted], file, f"u-url {urls} for {wanted}")
    site.expect(entry.get("content", [{}])[0].get("value"), file, "no e-content")


def check_h_card(site, file, html, node):
    cards = mf2py.parse(doc=html, url=node["url"])["items"]
    site.expect([card["type"] for card in cards] == [["h-card"]], file, f"microformats: {cards}")
    card, one = cards[0]["properties"], node["mainEntity"]
    check_named(site, file, [one], ("Person", "Organization"))
    site.expect(card.get("name") == [" ".join(one["name"].split())], file, f"p-name {card.get('name')}")
    site.expect(card.get("uid") == [one["url"]] == [node["url"]], file, f"u-uid {card.get('uid')}")
    site.expect(set(one.get("sameAs", [])) <= set(card["url"]), file, f"u-url {card['url']} for {one}")
    photos = [photo if isinstance(photo, str) else photo["value"] for photo in card.get("photo", [])]
    site.expect(len(photos) == ("image" in one), file, f"u-photo {photos} for {one}")


def check_page(site, file):
    text = file.read_text("utf-8")
    html = BeautifulSoup(text, "html5lib")
    is_hidden = html.find("meta", attrs={"name": "robots", "content": "noindex"}) is not None
    blocks = html.find_all("script", type="application/ld+json")
    address = site.base_url + file.relative_to(site.folder).as_posix().removesuffix("index.html")
    canonical = html.find("link", rel="canonical")
    # An old version is the briefing to search engines, and what is hidden is nothing.
    stands_for_another = canonical is not None and canonical["href"] != address
    if stands_for_another:
        site.expect_own(canonical["href"], file, "the canonical address")
    if stands_for_another or (is_hidden and not blocks):
        site.expect(not blocks, file, "JSON-LD about another page")
        return
    site.expect(len(blocks) == 1, file, f"{len(blocks)} blocks of JSON-LD")
    node = json.loads(blocks[0].string)
    site.expect(node["@context"] == "https://schema.org", file, node["@context"])
    site.expect(node["@id"] == node["url"] == address, file, f"it is at {address} and says {node['url']}")
    site.expect(is_hidden or canonical is not None, file, "no canonical address")
    og = {tag["property"]: tag["content"] for tag in html.find_all("meta", property=True)}
    for key in ("og:title", "og:type", "og:url", "og:site_name"):
        site.expect(og.get(key), file, f"no {key}")
    text_of = html.find("h1", lang=True) or html.find("html")
    site.expect(node.get("inLanguage") == text_of["lang"], file, f"{node.get('inLanguage')} for {text_of['lang']}")
    if node["@type"] in ARTICLES:
        check_article(site, file, node)
        check_h_entry(site, file, html, node)
        return
    site.expect(node["@type"] in PAGES and node.get("name"), file, f"a {node['@type']} without name")
    check_named(site, file, node.get("about", []), ("Country", "Organization", "DefinedTerm"))
    if node["@type"] == "ProfilePage" and "/page/" not in node["url"]:
        check_h_card(site, file, html, node)
    if node["@type"] != "WebSite":
        check_named(site, file, [node["isPartOf"]], ("WebSite",))
        check_way(site, file, node)


def main():
    site = Site(*sys.argv[1:])
    schema = etree.XMLSchema(etree.parse(HERE / "sitemap.xsd"))
    kinds = {
        "feed.xml": check_atom,
        "feed.json": check_json_feed,
        "sitemap*.xml": lambda site, file: check_sitemap(site, file, schema),
        "*.html": check_page,
    }
    for pattern, check in kinds.items():
        files = site.files(pattern)
        site.checked += len(files)
        if not files:
            site.failures.append(f"there is no {pattern}")
        for file in files:
            try:
                check(site, file)
            except (KeyError, IndexError, TypeError, ValueError, etree.XMLSyntaxError) as error:
                site.expect(False, file, f"{type(error).__name__}: {error}")
    for failure in site.failures:
        print(failure)
    print(f"{site.checked:,} checks of feeds, JSON-LD, microformats and sitemaps · {len(site.failures)} failures")
    return 1 if site.failures else 0


if __name__ == "__main__":
    sys.exit(main())
