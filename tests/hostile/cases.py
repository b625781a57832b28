"""Hostile input, grown from its kinds: each kind is a function of a size, and each case one kind at one size.

What is here was found to take the square of its size, to nest without end, to multiply, or to be no text at all, in this
program or in others of its kind. A kind that is found later is one function more.
"""

import pathlib
import random
import struct
import zlib

SITE = "title: Desk\nbase_url: https://example.org/desk/\n"
SANITIZE = SITE + "markdown: { html: sanitize }\n"
# A card is drawn once and kept, and costs as much as a hundred pages: hundreds of them would be all that is measured.
NO_CARDS = "outputs: { cards: false }\n"
WITHOUT_CARDS = SITE + NO_CARDS


def front(keys="", title="Title"):
    keys = keys.rstrip("\n")
    return f"---\ntitle: {title}\ndate: 2024-04-01\n{keys}{chr(10) if keys else ''}---\n"


# Markdown: the body of one briefing, at a size in bytes or thereabouts.

MARKDOWN = {
    "undefined notes on one line": lambda n: "".join(f"a[^n{i}] " for i in range(n // 9)),
    "undefined notes on lines": lambda n: "".join(f"a[^n{i}]\n\n" for i in range(n // 10)),
    "notes that are defined": lambda n: "".join(f"a[^n{i}]\n\n[^n{i}]: x\n\n" for i in range(n // 22)),
    "one note cited often": lambda n: "a[^n] " * (n // 6) + "\n\n[^n]: x\n",
    "notes that cite notes": lambda n: "[^n0]\n\n" + "".join(f"[^n{i}]: x [^n{i + 1}]\n\n" for i in range(n // 18)),
    "dead links to headings": lambda n: "".join(f"[x](#h{i})\n" for i in range(n // 10)),
    "dead links beside headings": lambda n: "".join(f"## Ha{i}\n\n[x](#hb-{i})\n\n" for i in range(n // 24)),
    "dead links to files": lambda n: "".join(f"[x](x{i}.md)\n" for i in range(n // 12)),
    "dead links to paths": lambda n: "".join(f"[x](/x/{i}/)\n" for i in range(n // 12)),
    "dead images": lambda n: "".join(f"![x](x{i}.png)\n" for i in range(n // 14)),
    "images of other hosts": lambda n: "![x](https://e.org/x.png)\n" * (n // 26),
    "attributes of a tag": lambda n: "<i " + " ".join(f"a{i}=1" for i in range(n // 8)) + ">x</i>\n",
    "raw blocks that are open": lambda n: "<div>\n\n" * (n // 7),
    "ampersands in raw HTML": lambda n: "<div>" + "&" * n + "</div>\n",
    "ampersands in an attribute": lambda n: "<div title=\"" + "&" * n + "\">x</div>\n",
    "parts of tables without one": lambda n: "<div>\n" + "<td>x" * (n // 5) + "\n",
    "schemes": lambda n: "[x](javascript:alert) [y](data:x) [z](vbscript:x)\n" * (n // 50),
    "headings alike": lambda n: "# A\n\n" * (n // 5),
    "headings that want numbers": lambda n: "".join(f"## A {{#a-{i}}}\n\n" for i in range(n // 16)) + "## A\n\n" * 9,
    "heading attributes": lambda n: "## A {" + ".c " * (n // 3) + "}\n",
    "headings in capitals": lambda n: "## ÄÖÜ ǅ İ ß\n\n" * (n // 24),
    "brackets that open": lambda n: "[" * n,
    "brackets that close": lambda n: "]" * n,
    "brackets in pairs": lambda n: "[]" * (n // 2),
    "images that open": lambda n: "![" * (n // 2),
    "links in links": lambda n: "[" * (n // 8) + "a" + "](b.md)" * (n // 8),
    "links that never end": lambda n: "[a](" * (n // 4),
    "links with open titles": lambda n: "[a](b \"" * (n // 7),
    "links with brackets in them": lambda n: "[a](" + "(" * (n // 2) + ")" * (n // 2) + ")",
    "reference links": lambda n: "".join(f"[a{i}]: b{i}.md\n" for i in range(n // 16)) + "[a0] [a1]\n",
    "one reference used often": lambda n: "[a]: https://e.org/" + "x" * (n // 2) + "\n\n" + "[a] " * (n // 8),
    "references that are not there": lambda n: "[a][b] " * (n // 7),
    "emphasis that opens": lambda n: "*a " * (n // 3),
    "emphasis that opens and closes": lambda n: "*a**a" * (n // 5),
    "emphasis without end": lambda n: "*" * n,
    "emphasis of underscores": lambda n: "_a" * (n // 2),
    "emphasis in emphasis": lambda n: "*_" * (n // 4) + "a" + "_*" * (n // 4),
    "struck out": lambda n: "~~a" * (n // 3),
    "code that opens": lambda n: "".join("`" * (i % 200 + 1) + "a" for i in range(n // 100)),
    "code fences": lambda n: "```\n" * (n // 4),
    "code that is indented": lambda n: "    a\n\n" * (n // 7),
    "quotes in quotes": lambda n: ">" * n + " a\n",
    "quotes on lines": lambda n: "".join(">" * (i % 150) + " a\n" for i in range(n // 75)),
    "alerts": lambda n: "> [!NOTE]\n> a\n\n" * (n // 15),
    "lists in lists": lambda n: "".join("  " * (i % 200) + "- a\n" for i in range(n // 200)),
    "list marks": lambda n: "- " * (n // 2) + "a\n",
    "numbered list marks": lambda n: "1. " * (n // 3) + "a\n",
    "list numbers": lambda n: "".join(f"{i % 999999999}. a\n" for i in range(n // 8)),
    "items": lambda n: "- a\n" * (n // 4),
    "tasks": lambda n: "- [ ] a\n- [x] b\n" * (n // 16),
    "definitions": lambda n: "a\n: b\n\n" * (n // 7),
    "columns": lambda n: "|a" * (n // 4) + "|\n" + "|-" * (n // 4) + "|\n",
    "columns that are not there": lambda n: "|" + "a|" * 200 + "\n|" + "-|" * 200 + "\n" + "|\n" * (n // 2),
    "rows": lambda n: "|a|b|\n|-|-|\n" + "|c|d|\n" * (n // 6),
    "pipes": lambda n: "|" * n,
    "table heads": lambda n: "a|b\n-|-\n\n" * (n // 9),
    "tags": lambda n: "<b>" * (n // 3),
    "tags that never end": lambda n: "<a " * (n // 3),
    "tags with attributes": lambda n: "<a " + "x=y " * (n // 4) + ">",
    "elements in elements": lambda n: "<div>\n" * (n // 12) + "</div>\n" * (n // 12),
    "comments": lambda n: "<!-- a -->\n" * (n // 11),
    "comments that never end": lambda n: "<!-- " * (n // 5),
    "allow comments": lambda n: "<!-- chancery: allow missing-alt -->\n\n![](x.png)\n\n" * (n // 52),
    "instructions": lambda n: "<?a" * (n // 3) + "<![CDATA[" * 9,
    "entities": lambda n: "&amp;&#0;&#xFDD0;&nosuch;&" * (n // 26),
    "ampersands": lambda n: "&" * n,
    "backslashes": lambda n: "\\" * n,
    "one word": lambda n: "a" * n,
    "blanks": lambda n: "a" + " " * n + "b",
    "tabs": lambda n: "\t" * n + "a",
    "lines without words": lambda n: "a" + "\n" * n,
    "rules": lambda n: "***\n" * (n // 4),
    "hard breaks": lambda n: "a  \nb\\\n" * (n // 7),
    "underlined headings": lambda n: "a\n" * (n // 2) + "===\n",
    "quotation marks": lambda n: "\"'" * (n // 2),
    "control characters": lambda n: "a\x01\x08\x0b\x1b[31m\x7f" * (n // 12),
    "noncharacters": lambda n: "\uFDD0\uFDD1\uFFFE" * (n // 9),
    "turned round": lambda n: "\u202E\u2066a\u200F" * (n // 10),
    "marks on marks": lambda n: "a" + "\u0301" * (n // 2),
    "people in a row": lambda n: "👩\u200D" * (n // 7),
    "letters of many bytes": lambda n: "日本語" * (n // 9),
    "addresses": lambda n: "<https://e.org/> www.e.org a@b.cc " * (n // 34),
    "dates of last week": lambda n: "They met last week and will meet next month. " * (n // 45),
    "countries": lambda n: "France met China, Chad, Georgia and Congo. " * (n // 43),
    "speakers": lambda n: "Mr Smith said so, said Ms Jones. " * (n // 33),
    "templates": lambda n: "{{ x }}{% for a in b %}" * (n // 23),
}

# YAML: the keys of one briefing, at a number of values.


def listed(name, n, word="x"):
    return f"{name}: [" + ", ".join(f"{word}{i}" for i in range(n)) + "]"


def nested(n, mark):
    return "extra: " + mark * n


def aliases(levels, width):
    lines = ["extra:", "  a0: &a0 [" + ", ".join(["x"] * width) + "]"]
    for level in range(1, levels):
        lines.append(f"  a{level}: &a{level} [" + ", ".join([f"*a{level - 1}"] * width) + "]")
    return "\n".join(lines)


FRONT_MATTER = {
    "unknown countries": lambda n: listed("countries", n),
    "countries nearly named": lambda n: listed("countries", n, "Frnace"),
    "one country often": lambda n: "countries: [" + "FR, " * n + "FR]",
    "mentions": lambda n: listed("mentions", n),
    "organisations of its own": lambda n: listed("organisations", n, "Forum "),
    "organisations nearly named": lambda n: listed("organisations", n, "Unted Natins"),
    "one organisation often": lambda n: "organisations: [" + "EU, European Union, " * n + "UE]",
    "topics": lambda n: listed("topics", min(n, 2000)),
    "one topic often": lambda n: "topics: [" + "a, " * n + "a]",
    "people": lambda n: listed("people", min(n, 2000)),
    "authors": lambda n: listed("authors", n),
    "aliases of pages": lambda n: "aliases: [" + ", ".join(f"/x/{i}/" for i in range(min(n, 2000))) + "]",
    "aliases that are none": lambda n: listed("aliases", n),
    "aliases twice": lambda n: "aliases: [" + "/x/, " * min(n, 2000) + "/x/]",
    "older briefings": lambda n: listed("supersedes", n, "2023/x"),
    "unknown keys": lambda n: "\n".join(f"sumary{i}: x" for i in range(n)),
    "keys twice": lambda n: "\n".join("summary: x" for _ in range(n)),
    "keys of other kinds": lambda n: "\n".join(f"{i}: x" for i in range(n)),
    "sources": lambda n: "sources:\n" + "\n".join(f"- {{id: s{i}, title: T}}" for i in range(n)),
    "sources of one id": lambda n: "sources:\n" + "\n".join("- {id: s, title: T}" for _ in range(n)),
    "sources without titles": lambda n: "sources:\n" + "\n".join(f"- {{id: s{i}, url: x}}" for i in range(n)),
    "sources with wrong keys": lambda n: "sources:\n" + "\n".join(f"- {{titel: T, utl: x, dat{i}: 1}}" for i in range(n)),
    "events": lambda n: "events:\n" + "\n".join(f"- {{date: 2024-02-01, title: E{i}}}" for i in range(min(n, 2000))),
    "events alike": lambda n: "events:\n" + "\n".join("- {date: 2024-02-01, title: E}" for i in range(n)),
    "events of many countries": lambda n: "events:\n" + "\n".join(f"- {{date: 2024-02-01, title: E{i}, countries: [FR, CN, DE, US, RU]}}" for i in range(min(n, 1000))),
    "assessments": lambda n: "countries: [FR]\nassessments:\n" + "\n".join(f"- {{country: FR, is: improving, reason: R{i}}}" for i in range(n)),
    "assessments that contradict each other": lambda n: "countries: [FR]\nassessments:\n" + "\n".join(f"- {{country: FR, is: {('improving', 'unchanged')[i % 2]}, reason: R}}" for i in range(n)),
    "assessments of countries that are not named": lambda n: "assessments:\n" + "- {country: FR, is: improving, reason: R}\n" * n,
    "events without dates": lambda n: "events:\n" + "\n".join("- {title: E}" for _ in range(n)),
    "corrections": lambda n: "corrections:\n" + "\n".join("- {date: 2024-04-02, note: N}" for _ in range(n)),
    "corrections without notes": lambda n: "corrections:\n" + "\n".join("- {date: x}" for _ in range(n)),
    "extra": lambda n: listed("extra", n),
    "a long summary": lambda n: "summary: " + "x" * n * 10,
    "a long title": lambda n: "title: " + "x" * n,
    "a long slug": lambda n: "slug: " + "x" * n,
    "a long series": lambda n: "series: " + "x" * n,
    "a long country": lambda n: "countries: [" + "x" * n + "]",
    "long topics that are near": lambda n: "topics: [" + "x" * n + ", " + "x" * n + "y]",
    "brackets": lambda n: nested(n, "["),
    "braces": lambda n: nested(n, "{a: "),
    "brackets that close": lambda n: nested(n, "]"),
    "indents": lambda n: "extra:\n" + "\n".join(" " * (i + 1) + "a:" for i in range(min(n, 1500))),
    "dashes": lambda n: "extra: \n" + "- " * n + "a",
    "questions": lambda n: "? " * n + "a",
    "aliases of YAML": lambda n: aliases(min(9, n), 9),
    "aliases of long words": lambda n: "extra:\n  a: &a " + "x" * n + "\n  b: [" + ", ".join(["*a"] * 90) + "]",
    "aliases of maps": lambda n: "extra: &a {" + ", ".join(f"k{i}: v" for i in range(n)) + "}\n" + "\n".join(f"x{i}: *a" for i in range(9)),
    "merges": lambda n: "extra: &a {a: b}\n" + "\n".join("<<: *a" for _ in range(min(n, 90))),
    "an alias of itself": lambda n: "extra: &a [" + "*a, " * n + "*a]",
    "names of aliases": lambda n: "extra: [" + ", ".join(f"&a{i} x" for i in range(n)) + "]",
    "tags of YAML": lambda n: "extra: [" + ", ".join(f"!t{i} x" for i in range(n)) + "]",
    "a block": lambda n: "summary: |\n" + "  line\n" * n,
    "a folded block": lambda n: "summary: >\n" + "  line\n\n" * n,
    "open quotes": lambda n: "summary: \"" + "x " * n,
    "escapes": lambda n: "summary: \"" + "\\u0041" * n + "\"",
    "wrong escapes": lambda n: "summary: \"" + "\\q" * n + "\"",
    "comments": lambda n: "# x\n" * n,
    "allow comments": lambda n: "# chancery: allow unlinked-source\n" * n,
    "percent signs": lambda n: "%" * n,
    "numbers": lambda n: "extra: " + "9" * n,
    "dates": lambda n: "updated: " + "2" * n + "-01-01",
    "documents": lambda n: "extra: x\n" + "--- x\n" * n,
}


def png(width, height):
    """Returns a PNG of one colour."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" + b"\0" * ((width + 7) // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def codes():
    """Returns the codes of the countries of the table."""
    table = pathlib.Path(__file__).resolve().parents[2] / "data" / "countries.tsv"
    return [line.split("\t")[0] for line in table.read_text(encoding="utf-8").splitlines()[1:]]


def briefing(keys="", text="Text.", title="Title"):
    return front(keys, title) + text


def quoted(words):
    return ", ".join(f'"{word}"' for word in words)


# Whole sites: files by their paths, at a number.

SITES = {
    "all countries": lambda n: {"content/briefings/a.md": briefing(f"countries: [{quoted(codes()[:n])}]")},
    "all countries and topics": lambda n: {
        "content/briefings/a.md": briefing(f"countries: [{quoted(codes()[:n])}]\n" + listed("topics", n))
    },
    "titles alike": lambda n: {f"content/briefings/{i}.md": briefing() for i in range(n)},
    "slugs alike": lambda n: {f"content/briefings/{i}.md": briefing("slug: x") for i in range(n)},
    "aliases alike": lambda n: {f"content/briefings/{i}.md": briefing("aliases: [/x/]") for i in range(n)},
    "topics in a row": lambda n: {
        f"content/topics/t{i}.md": f"---\ntitle: T{i}\n" + (f"parent: t{i - 1}\n" if i else "") + "---\n" for i in range(n)
    } | {"content/briefings/a.md": briefing(f"topics: [t{n - 1}]")},
    "topics in a circle": lambda n: {
        f"content/topics/t{i}.md": f"---\ntitle: T{i}\nparent: t{(i + 1) % n}\n---\n" for i in range(n)
    },
    "topics of one name": lambda n: {
        f"content/topics/t{i}.md": "---\ntitle: T\naliases: [x]\n---\n" for i in range(n)
    },
    "topics under one": lambda n: {"content/topics/t.md": "---\ntitle: T\n---\n"} | {
        f"content/topics/t{i}.md": f"---\ntitle: T{i}\nparent: t\n---\n" for i in range(n)
    } | {"content/briefings/a.md": briefing(listed("topics", n, "t"))},
    "briefings in place of each other": lambda n: {
        f"content/briefings/{i}.md": briefing(f"supersedes: [{(i + 1) % n}]") for i in range(n)
    },
    "one series": lambda n: {f"content/briefings/{i}.md": briefing("series: s") for i in range(n)},
    "events alike": lambda n: {
        f"content/briefings/{i}.md": briefing("events: [{date: 2024-01-01, title: E, countries: [FR, CN]}]") for i in range(n)
    },
    "links to each other": lambda n: {
        f"content/briefings/{i}.md": briefing(text="".join(f"[x]({j}.md) " for j in range(n))) for i in range(n)
    },
    "dead links in each": lambda n: {
        f"content/briefings/{i}.md": briefing(text="".join(f"[x](x{j}.md) " for j in range(n))) for i in range(n)
    },
    "profiles of one country": lambda n: {f"content/countries/{name}.md": "---\nlabel: F\n---\n" for name in ["fr", "FR", "fra", "France", "france"][:n]},
    "a status for each month": lambda n: {
        "content/countries/fr.md": "---\nstatuses:\n"
        + "".join(f"- {{date: {1990 + i // 12}-{i % 12 + 1:02}, is: improving, reason: R}}\n" for i in range(n))
        + "---\n"
    },
    "assessments alike": lambda n: {
        f"content/briefings/{i}.md": briefing("countries: [FR]\nassessments: [{country: FR, is: improving, reason: R}]") for i in range(n)
    },
    "organisations that are part of each other": lambda n: {
        f"content/organisations/o{i}.md": f"---\nparent: O{(i + 1) % n}\n---\n" for i in range(n)
    },
    "organisations of one name": lambda n: {
        f"content/organisations/o{i}.md": "---\nlabel: Forum\naliases: [EU, Forum]\n---\n" for i in range(n)
    },
    "members of an organisation": lambda n: {
        "content/organisations/o.md": "---\n" + listed("members", n) + "\n---\n",
        "content/organisations/p.md": f"---\nmembers: [{quoted(codes() * n)}]\n---\n",
        "content/briefings/a.md": briefing("countries: [FR]\norganisations: [o, p]"),
    },
    "pins": lambda n: {"content/countries/fr.md": "---\n" + listed("pinned", n) + "\n---\n"},
    "pages in folders": lambda n: {"content/pages/" + "a/" * min(n, 60) + "b.md": briefing()},
    "a navigation": lambda n: {"site.yaml": SITE + "nav:\n" + "".join(f"- {{title: T, url: /x{i}/}}\n" for i in range(n))},
    "a footer": lambda n: {"site.yaml": SITE + "footer: \"" + "[x](/x/) " * n + "\"\n"},
    "taxonomies": lambda n: {"site.yaml": SITE + listed("taxonomies", n) + "\n"},
    "settings that nobody reads": lambda n: {"site.yaml": SITE + "\n".join(f"k{i}: x" for i in range(n)) + "\n"},
    "countries of the settings": lambda n: {"site.yaml": SITE + "countries:\n" + "".join(f"  Frnace{i}: {{}}\n" for i in range(n))},
    "lints": lambda n: {"site.yaml": SITE + "lints:\n" + "".join(f"  x{i}: off\n" for i in range(n))},
    "settings of aliases": lambda n: {"site.yaml": SITE + aliases(9, min(n, 9)) + "\n"},
    "a base address": lambda n: {"site.yaml": "title: D\nbase_url: https://example.org/" + "a/" * n + "\n"},
    "a language": lambda n: {"site.yaml": SITE + "language: " + "a-" * n + "a\n"},
    "strings": lambda n: {"strings/en.yaml": "".join(f"k{i}: x\n" for i in range(n))},
    "a template": lambda n: {"templates/page.html": "{% if a %}" * n},
    "a template in brackets": lambda n: {"templates/page.html": "{{ " + "(" * n + "1" + ")" * n + " }}"},
    "large pictures of one colour": lambda n: {
        "content/briefings/a/index.md": briefing(text="".join(f"![x]({i}.png)\n\n" for i in range(min(n, 12))))
    } | {f"content/briefings/a/{i}.png": png(8000, 8000) for i in range(min(n, 12))},
    "a picture that claims to be large": lambda n: {
        "content/briefings/a/index.md": briefing(text="![x](a.png)"),
        "content/briefings/a/a.png": png(8, 8)[:16] + struct.pack(">II", 0x7FFFFFFF, n) + png(8, 8)[24:],
    },
    "files without documents": lambda n: {f"content/briefings/a/{i}.txt": "x" for i in range(n)},
    "files that are no documents": lambda n: {f"content/{i}.md": "x" for i in range(n)},
    "empty documents": lambda n: {f"content/briefings/{i}.md": "" for i in range(n)},
}

# Bytes that are no text, or hardly one.

BYTES = {
    "nothing": b"",
    "one byte": b"\x80",
    "no end": b"---\ntitle: T\n",
    "two marks": b"---\n---\n",
    "marks only": b"---\n" * 1000,
    "zeros": b"\0" * 100_000,
    "all bytes": bytes(range(256)) * 400,
    "windows": "---\ntitle: Café – “x”\ndate: 2024-04-01\n---\nCafé".encode("cp1252"),
    "utf-16": "---\ntitle: T\ndate: 2024-04-01\n---\nText".encode("utf-16"),
    "utf-16 without a mark": "---\ntitle: T\ndate: 2024-04-01\n---\nText".encode("utf-16-be"),
    "a mark at the start": b"\xef\xbb\xbf" + briefing().encode(),
    "marks at the start": b"\xef\xbb\xbf" * 1000 + briefing().encode(),
    "carriage returns": briefing(text="Text.\n" * 1000).replace("\n", "\r").encode(),
    "both ends of lines": briefing(text="Text.\n" * 1000).replace("\n", "\r\n").encode(),
    "ends of lines at odds": briefing(text="Text.\r\n\n\r\r\n" * 1000).encode(),
    "a zero in a title": b"---\ntitle: \"a\\0b\"\ndate: 2024-04-01\n---\nText",
    "a surrogate": b"---\ntitle: \"a\\ud800b\"\ndate: 2024-04-01\n---\nText",
    "half a letter": briefing(text="日本").encode()[:-1],
    "letters too long": b"---\ntitle: T\ndate: 2024-04-01\n---\n\xc0\x80\xf8\x88\x80\x80\x80",
    "random": random.Random(1).randbytes(100_000),
    "a picture": png(100, 100),
    "an archive": b"PK\x03\x04" + b"\0" * 1000,
    "a year of five digits": briefing().replace("2024", "20244").encode(),
    "a year before all": briefing().replace("2024", "-9999").encode(),
    "a year of nought": briefing().replace("2024", "0000").encode(),
    "a day that is none": briefing().replace("04-01", "02-30").encode(),
    "a second that is none": briefing().replace("04-01", "06-30T23:59:60Z").encode(),
    "an hour that is none": briefing().replace("04-01", "04-01T25:00:00Z").encode(),
}

# Files of others, for `import`.

IMPORTS = {
    "headers": lambda n: ("a.eml", "".join(f"X-{i}: y\n" for i in range(n)) + "\nText."),
    "a folded header": lambda n: ("a.eml", "Subject: a\n" + " b\n" * n + "\nText."),
    "encoded words": lambda n: ("a.eml", "Subject: " + "=?utf-8?q?a?= " * n + "\nDate: Mon, 1 Apr 2024 09:00:00 +0200\n\nText."),
    "tags of others": lambda n: ("a.md", front(listed("tags", n)) + "Text."),
    "toml": lambda n: ("a.md", "+++\ntitle = \"T\"\ndate = 2024-04-01\n" + "".join(f"k{i} = 1\n" for i in range(n)) + "+++\nText."),
    "toml in toml": lambda n: ("a.md", "+++\na = " + "[" * n + "\n+++\nText."),
    "toml tables": lambda n: ("a.md", "+++\n[" + ".".join(["a"] * n) + "]\n+++\nText."),
    "json": lambda n: ("a.md", "{\"title\": \"T\", \"date\": \"2024-04-01\", \"x\": " + "[" * n + "}\nText."),
    "shortcodes": lambda n: ("a.md", front() + "{{< x >}} {% y %} " * n),
    "headings in capitals": lambda n: ("a.txt", "date 2024-04-01\n" + "\n\nHEADING OF A TEXT\n\nA sentence.\n" * n),
    "paragraphs": lambda n: ("a.txt", "date 2024-04-01 " + "A sentence of a text.\n\n" * n),
    "lines": lambda n: ("a.txt", "date 2024-04-01 " + "A line of a text\n" * n),
    "one line": lambda n: ("a.txt", "date 2024-04-01 " + "A sentence. " * n),
    "dates": lambda n: ("a.txt", "1 April 2024, 2 May 2023, 2024-01-01, 01/02/2024. " * n),
    "numbers": lambda n: ("a.txt", "date 2024-04-01\n" + "".join(f"{i}. Point.\n" for i in range(n))),
    "classification": lambda n: ("a.txt", "SECRET\n" * n + "date 2024-04-01\nText."),
    "quoted mails": lambda n: ("a.eml", "Subject: S\nDate: Mon, 1 Apr 2024 09:00:00 +0200\n\n" + ">" * n + " a"),
    "yaml of aliases": lambda n: ("a.md", front(aliases(9, min(n, 9))) + "Text."),
}


def write(root, files):
    for path, data in files.items():
        file = (root / path).resolve()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)


def cases():
    """Yields each case: its name, its files by their paths, and the command."""
    for name, grow in MARKDOWN.items():
        for size in [1_000, 60_000]:
            for settings, html in [(SITE, "escaped"), (SANITIZE, "sanitized")]:
                files = {"site.yaml": settings, "content/briefings/a.md": briefing(text=grow(size))}
                yield f"markdown, {html}: {name}, {size} bytes", files, ["build"]
        files = {"site.yaml": SITE, "content/briefings/a.md": briefing(text=grow(400_000))}
        yield f"markdown: {name}, 400000 bytes", files, ["build"]
        files = {"site.yaml": SITE, "content/pages/a.md": briefing(text=grow(60_000))}
        yield f"markdown, checked: {name}, 60000 bytes", files, ["check"]
    for name, grow in FRONT_MATTER.items():
        for number, settings in [(10, SITE), (1_000, WITHOUT_CARDS), (20_000, WITHOUT_CARDS)]:
            yield f"front matter: {name}, {number}", {"site.yaml": settings, "content/briefings/a.md": briefing(grow(number))}, ["build"]
        yield f"front matter, checked: {name}, 5000", {"site.yaml": SITE, "content/briefings/a.md": briefing(grow(5_000))}, ["check"]
    for name, grow in SITES.items():
        for number, settings in [(5, SITE), (60, WITHOUT_CARDS), (240, WITHOUT_CARDS)]:
            yield f"site: {name}, {number}", {"site.yaml": settings} | grow(number), ["build"]
    for name, data in BYTES.items():
        for kind in ["briefings", "pages", "topics", "countries", "organisations"]:
            yield f"bytes: {name}, in {kind}", {"site.yaml": SITE, f"content/{kind}/fr.md": data}, ["build"]
        yield f"bytes: {name}, as settings", {"site.yaml": data, "content/briefings/a.md": briefing()}, ["build"]
        yield f"bytes: {name}, as strings", {"site.yaml": SITE, "strings/en.yaml": data}, ["build"]
        yield f"bytes: {name}, imported", {"site.yaml": SITE, "../in/a.txt": data}, ["import", "../in/a.txt"]
    for name, grow in IMPORTS.items():
        for number in [10, 1_000, 20_000]:
            yield f"import: {name}, {number}", *imported(*grow(number))


# Kinds of which other sizes tell more: below `limits.pairs` each two countries of a briefing have a page, and above none.
SIZES = {"all countries": [(8, 32), (50, 200)], "all countries and topics": [(8, 32), (50, 200)]}

# What takes more than its input, and is known to: how many times more where the input is four times as large.
MULTIPLIED = {
    # The HTML parser compares each attribute of a tag with those before it.
    "markdown: attributes of a tag": 2,
    # By design, as many pages as pairs, and as countries times topics.
    "site: all countries, 8 and 32": 3,
    "site: all countries and topics, 8 and 32": 3,
}


def kinds():
    """Yields each kind: its name, two sizes of which one is four times the other, and its files and command at a size."""
    for name, grow in MARKDOWN.items():
        yield f"markdown: {name}", 10_000, 40_000, lambda n, grow=grow: (
            {"site.yaml": SANITIZE + NO_CARDS, "content/briefings/a.md": briefing(text=grow(n))}, ["build"]
        )
    for name, grow in FRONT_MATTER.items():
        yield f"front matter: {name}", 800, 3_200, lambda n, grow=grow: (
            {"site.yaml": WITHOUT_CARDS, "content/briefings/a.md": briefing(grow(n))}, ["build"]
        )
    for name, grow in SITES.items():
        for few, many in SIZES.get(name, [(20, 80)]):
            of_both = f", {few} and {many}" if name in SIZES else ""
            yield f"site: {name}{of_both}", few, many, lambda n, grow=grow: ({"site.yaml": WITHOUT_CARDS} | grow(n), ["build"])
    for name, grow in IMPORTS.items():
        yield f"import: {name}", 800, 3_200, lambda n, grow=grow: imported(*grow(n))


def small():
    """Yields files and commands that are as small as can be, with and without problems."""
    for text in ["Text.", "[x](x.md)"]:
        yield {"site.yaml": WITHOUT_CARDS, "content/briefings/a.md": briefing(text=text)}, ["build"]
    for text in ["date 2024-04-01\nA sentence.", ""]:
        yield imported("a.txt", text)


def imported(file, text):
    return {"site.yaml": SITE, f"../in/{file}": text}, ["import", f"../in/{file}"]
