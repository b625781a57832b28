#!/usr/bin/env python3
"""Writes a corpus of made-up briefings, as content for Chancery or for Hugo.

    benches/corpus.py --n 10000 --seed 1 --flavour chancery --out DIR

Briefing `i` depends on the seed and on `i` alone. So both flavours tell the
same stories, a corpus can be made again at any time, and a corpus of 100
briefings is a part of the corpus of 1,000. Only the standard library is used,
and of `random` only `random()` itself, whose numbers are the same in every
version of Python.

Nothing in these texts happened. Countries are real so that tables of countries
are put to use; people, publishers and events are invented.
"""

import argparse
import datetime
import multiprocessing
import os
import random
import sys
import unicodedata
from bisect import bisect
from itertools import accumulate

FIRST_DAY = datetime.date(2015, 1, 5)
# In the past for good, so that no gate ever holds a briefing back.
LAST_DAY = datetime.date(2025, 12, 19)

# ISO 3166 code and English name, the most written about first: the members and
# the two permanent observers of the United Nations.
COUNTRIES = [entry.split(":") for entry in """
US:United States;CN:China;RU:Russia;UA:Ukraine;IN:India;IR:Iran;IL:Israel;DE:Germany;FR:France;GB:United Kingdom;
JP:Japan;TR:Turkey;SA:Saudi Arabia;BR:Brazil;KR:South Korea;PK:Pakistan;EG:Egypt;ZA:South Africa;MX:Mexico;PL:Poland;
AU:Australia;CA:Canada;ID:Indonesia;IT:Italy;NG:Nigeria;ET:Ethiopia;AE:United Arab Emirates;QA:Qatar;KP:North Korea;
SY:Syria;IQ:Iraq;AF:Afghanistan;VN:Vietnam;PH:Philippines;PS:Palestine;LB:Lebanon;JO:Jordan;SD:Sudan;LY:Libya;
YE:Yemen;KE:Kenya;ES:Spain;NL:Netherlands;SE:Sweden;NO:Norway;FI:Finland;GE:Georgia;AM:Armenia;AZ:Azerbaijan;
BY:Belarus;RS:Serbia;HU:Hungary;GR:Greece;RO:Romania;MD:Moldova;KZ:Kazakhstan;UZ:Uzbekistan;MM:Myanmar;BD:Bangladesh;
LK:Sri Lanka;NP:Nepal;TH:Thailand;MY:Malaysia;SG:Singapore;KH:Cambodia;LA:Laos;VE:Venezuela;CO:Colombia;AR:Argentina;
CL:Chile;PE:Peru;EC:Ecuador;BO:Bolivia;CU:Cuba;HT:Haiti;MA:Morocco;DZ:Algeria;TN:Tunisia;ML:Mali;NE:Niger;TD:Chad;
BF:Burkina Faso;SN:Senegal;GH:Ghana;CI:Côte d'Ivoire;CM:Cameroon;CD:Democratic Republic of the Congo;RW:Rwanda;
UG:Uganda;TZ:Tanzania;SO:Somalia;SS:South Sudan;ER:Eritrea;DJ:Djibouti;MZ:Mozambique;AO:Angola;ZM:Zambia;ZW:Zimbabwe;
NZ:New Zealand;EE:Estonia;LV:Latvia;LT:Lithuania;DK:Denmark;BE:Belgium;AT:Austria;CH:Switzerland;IE:Ireland;
PT:Portugal;CZ:Czechia;SK:Slovakia;SI:Slovenia;HR:Croatia;BA:Bosnia and Herzegovina;ME:Montenegro;
MK:North Macedonia;AL:Albania;BG:Bulgaria;CY:Cyprus;MT:Malta;IS:Iceland;LU:Luxembourg;KG:Kyrgyzstan;TJ:Tajikistan;
TM:Turkmenistan;MN:Mongolia;KW:Kuwait;BH:Bahrain;OM:Oman;MR:Mauritania;GM:Gambia;GN:Guinea;GW:Guinea-Bissau;
SL:Sierra Leone;LR:Liberia;TG:Togo;BJ:Benin;GA:Gabon;GQ:Equatorial Guinea;CG:Republic of the Congo;
CF:Central African Republic;BI:Burundi;MW:Malawi;NA:Namibia;BW:Botswana;LS:Lesotho;SZ:Eswatini;MG:Madagascar;
MU:Mauritius;SC:Seychelles;KM:Comoros;CV:Cape Verde;ST:São Tomé and Príncipe;PA:Panama;CR:Costa Rica;NI:Nicaragua;
HN:Honduras;SV:El Salvador;GT:Guatemala;BZ:Belize;DO:Dominican Republic;JM:Jamaica;TT:Trinidad and Tobago;
BB:Barbados;BS:Bahamas;GD:Grenada;DM:Dominica;LC:Saint Lucia;VC:Saint Vincent and the Grenadines;
KN:Saint Kitts and Nevis;AG:Antigua and Barbuda;GY:Guyana;SR:Suriname;PY:Paraguay;UY:Uruguay;PG:Papua New Guinea;
FJ:Fiji;SB:Solomon Islands;VU:Vanuatu;WS:Samoa;TO:Tonga;KI:Kiribati;TV:Tuvalu;NR:Nauru;PW:Palau;MH:Marshall Islands;
FM:Micronesia;MV:Maldives;BT:Bhutan;BN:Brunei;TL:Timor-Leste;AD:Andorra;MC:Monaco;SM:San Marino;LI:Liechtenstein;
VA:Vatican City
""".replace("\n", "").split(";")]
assert len(COUNTRIES) == 195, len(COUNTRIES)
# "Congo" means two countries; a writer who knows that gives the code.
CODE_ONLY = {"CD", "CG"}

# Six fields with nine subjects each; the field itself is a topic too.
TOPIC_TREE = {
    "Security": "Arms transfers;Nuclear safeguards;Border incidents;Peace operations;Ceasefire monitoring;"
                "Maritime security;Cyber operations;Counterterrorism;Military exercises",
    "Trade": "Tariffs;Sanctions;Export licences;Supply chains;Customs unions;Investment screening;"
             "Grain trade;Critical minerals;Port access",
    "Energy": "Gas transit;Oil markets;Power grids;Nuclear power;Hydrogen;Offshore wind;"
              "Pipelines;Energy subsidies;Uranium supply",
    "Law": "Border treaties;Law of the sea;Extradition;War crimes;Arbitration;"
           "Diplomatic immunity;State succession;Asset freezes;Data transfers",
    "People": "Migration;Refugees;Consular protection;Visa policy;Press freedom;"
              "Minority rights;Student exchange;Public health;Food security",
    "Institutions": "United Nations;Regional blocs;Development banks;Climate talks;Debt restructuring;"
                    "Election observation;Accession talks;Summits;Anti-corruption",
}
TOPICS = [(title, None) for title in TOPIC_TREE] + [
    (title, field) for field, titles in TOPIC_TREE.items() for title in titles.split(";")]
assert len(TOPICS) == 60, len(TOPICS)

GIVEN = """Adaeze Alba Anselm Arvid Asel Beatriz Bohdan Calum Camille Chinua Dalia Darius Edda Eero Emeka Farida Fabian
Gaspard Gulnara Hana Henrike Ilya Imani Isolde Jarmila Joaquim Kamala Kenji Lamine Leonor Lucjan Mahalia Marek Mirela
Nadia Nils Odile Oksana Pilar Rashid Renske Rui Salome Selma Tadeusz Tomoko Umar Valeria Wanjiru Zofia""".split()
FAMILY = """Abernathy Achterberg Adomaitis Balogun Barzani Beaulieu Castellane Chukwu Dahlberg Delacroix-Vannes Eguren
Faraday Galvão Grønning Hadjiev Halloran Ibragimov Iwasaki Jovanek Kaminska Kirabo Lachance Lindholm Mabuza Marchetti
Nakagawa Nwosu Oderwald Okonjo Palmgren Pereda Quispe Ravensburg Rostami Sandoval Sempere Takahama Thorvald Ulbricht
Vantongeren Villanueva Wachira Wierzba Xaverius Yamoah Zeman Zielonka Ærø Østby Šimůnek""".split()
assert len(GIVEN) == len(FAMILY) == 50
# 7 and 50 share no factor, so 200 steps give 200 different pairs.
PEOPLE = [f"{GIVEN[(7 * k) % 50]} {FAMILY[(11 * k + k // 50) % 50]}" for k in range(200)]
AUTHORS = [f"{GIVEN[(9 * k + 3) % 50]} {FAMILY[(13 * k + 5) % 50]}" for k in range(30)] + [
    "Political Section", "Economic Section", "Eastern Desk", "Southern Desk", "Editorial Board"]
assert len(set(PEOPLE)) == 200

# The top-level domain .example belongs to nobody, by RFC 2606.
PUBLISHERS = [entry.split("|") for entry in """
Northern Wire|northern-wire.example;The Harbour Gazette|harbour-gazette.example;Meridian News|meridian-news.example;
Courier of the Gulf|gulf-courier.example;Plains Tribune|plains-tribune.example;Delta Observer|delta-observer.example;
The Frontier Post|frontier-post.example;Isthmus Daily|isthmus-daily.example;Ministry of Foreign Affairs|mfa.example;
Office of the Spokesperson|spokesperson.example;Official Journal|official-journal.example;
Treaty Register|treaty-register.example;Institute for Borders|border-institute.example;
Centre for Applied Diplomacy|applied-diplomacy.example;Statistics Authority|statistics.example;
Joint Monitoring Mission|monitoring-mission.example;Parliamentary Record|parliamentary-record.example;
Energy Ledger|energy-ledger.example;Shipping Bulletin|shipping-bulletin.example;Legal Gazette|legal-gazette.example
""".replace("\n", "").split(";")]
RATINGS = "A1 A2 B1 B2 B2 B3 C2 C3 D4 F6".split()
KINDS = "analysis report report background reportage".split()

OFFICES = """foreign minister;deputy foreign minister;trade commissioner;head of the delegation;permanent representative;
special envoy;chief of protocol;state secretary;defence attaché;chair of the committee;ambassador at large;legal adviser;
director for the region;government spokesperson;chief negotiator""".replace("\n", "").split(";")
PLACES = """the lakeside conference centre;the old customs house;the presidential residence;the mission's headquarters;
the port authority;the border crossing;the assembly hall;the ministry's annex;a hotel near the airport;the summer palace;
the central bank;the railway junction""".replace("\n", "").split(";")
THINGS = """memorandum;transit protocol;draft communiqué;visa waiver;inspection schedule;tariff list;credit guarantee;
prisoner exchange;fisheries accord;grid interconnection;observer mandate;joint statement;pipeline contract;
demarcation map;licence regime;hotline;emergency quota;repatriation plan;port lease;investment treaty;status agreement;
verification annex;relief corridor;arbitration clause;exchange programme""".replace("\n", "").split(";")
QUALITIES = """revised;provisional;long-delayed;narrow;ambitious;unsigned;disputed;renewed;technical;modest;leaked;
five-year;conditional;quiet;binding;expired;parallel;sweeping;third;partial;confidential;amended;reciprocal""".replace(
    "\n", "").split(";")
ACTS = """signed;rejected;postponed;reopened;ratified;questioned;published;withdrew;defended;extended;suspended;
circulated;initialled;accepted;renounced;reviewed;amended;concluded""".replace("\n", "").split(";")
AIMS = """to keep the crossing open through the winter;to win time before the vote;to calm the currency market;
to draw a line under the dispute;to bring the observers back;to secure the next shipment of grain;
to test how firm the other side is;to avoid a second round of countermeasures;to free the detained crew;
to show neighbours that talks still pay;to split the coalition of creditors;to protect the transit fees;
to satisfy the auditors;to buy the mission another six months""".replace("\n", "").split(";")
CAUSES = """after the spring floods cut the road;once the election was over;under pressure from exporters;
because the earlier text had lapsed;after a night of calls between capitals;against the advice of its own lawyers;
when the insurers raised their rates;as the harvest came in short;at the request of the secretariat;
while the assembly was in recess;following an audit that nobody disputes;in the shadow of the exercises to the north;
before the budget was settled;since no other channel was left""".replace("\n", "").split(";")
OPENERS = """By the end of the week;In the corridors;According to the minutes;On the record;Three weeks later;
For the smaller parties;Seen from the coast;In the working group;Two drafts later;Outside the hall;
At the level of officials;In the margins of the session;On the ground;Within the coalition""".replace("\n", "").split(";")
HEADINGS = """What was agreed;What was left out;How it came about;The room and who was in it;Money and guarantees;
The law behind it;Reactions at home;Reactions next door;On the border;What the numbers say;The next deadline;
Who gains, who waits;Risks to watch;A precedent from before;The view from the ports;Open questions;
Three ways this could go;Who will check;What changes on Monday;The small print""".replace("\n", "").split(";")
SUBHEADINGS = """In the short run;In the long run;A caution;For the record;The exception;Dates to note""".replace(
    "\n", "").split(";")
MEASURES = """Transit volume;Consular cases;Days of talks;Observers on site;Licences granted;Arrears;Crossings open;
Grain shipped;Visas issued;Inspections held;Complaints filed;Joint patrols""".replace("\n", "").split(";")


class Draw:
    """Choices that are the same in every version of Python."""

    def __init__(self, *key):
        # A string as seed is hashed with SHA-512, not with the salted hash().
        self.random = random.Random("/".join(map(str, key))).random

    def below(self, n):
        return int(self.random() * n)

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def one(self, items):
        return items[self.below(len(items))]

    def few(self, items, count, weights=None):
        """`count` different items; `weights` are cumulative."""
        taken = []
        while len(taken) < count:
            k = self.below(len(items)) if weights is None else bisect(weights, self.random() * weights[-1])
            if k not in taken:
                taken.append(k)
        return [items[k] for k in taken]

    def share(self, *percent):
        """The number of the share that was hit: share(70, 30) is 0 or 1."""
        return bisect(list(accumulate(percent)), self.random() * 100)


def zipf(count, exponent):
    return list(accumulate((rank + 2) ** -exponent for rank in range(count)))


COUNTRY_WEIGHTS = zipf(len(COUNTRIES), 0.9)
TOPIC_WEIGHTS = zipf(len(TOPICS), 0.6)
PEOPLE_WEIGHTS = zipf(len(PEOPLE), 0.7)


def slugify(text):
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = "".join(c if c.isalnum() else " " for c in ascii_only.replace("'", "")).split()
    return "-".join(words)


def head(seed, i):
    """The front of briefing `i`: all that a briefing linking to it has to know."""
    d = Draw(seed, i, "head")
    countries = d.few(COUNTRIES, 1 + d.share(30, 42, 19, 9), COUNTRY_WEIGHTS)
    topics = d.few(TOPICS, 1 + d.share(40, 40, 20), TOPIC_WEIGHTS)
    day = FIRST_DAY + datetime.timedelta(days=d.below((LAST_DAY - FIRST_DAY).days + 1))
    names = [name for _, name in countries]
    other = names[1] if len(names) > 1 else "its neighbours"
    quality = d.one(QUALITIES)
    title = d.one([
        "{a} and {b}: {an_q} {t}",
        "{a} {v} the {q} {t}",
        "{topic}: what {a} asks of {b}",
        "Why the {t} matters to {a}",
        "{a}, {b} and the {q} {t}",
        "After the {t}: {a} looks again at {topic_low}",
    ]).format(a=names[0], b=other, q=quality, an_q=an(quality), t=d.one(THINGS), v=d.one(ACTS),
              topic=topics[0][0], topic_low=topics[0][0].lower())
    title = title[0].upper() + title[1:]
    slug = "-".join(slugify(title).split("-")[:8]) + f"-{i}"
    return {"i": i, "title": title, "day": day, "slug": slug, "countries": countries, "topics": topics}


def an(word):
    return ("an " if word[0] in "aeiou" else "a ") + word


def sentence(d, names, short=False):
    a, b = d.one(names), d.one(OFFICES)
    form = d.below(3 if short else 8)
    if form == 0:
        return f"{a} {d.one(ACTS)} the {d.one(QUALITIES)} {d.one(THINGS)} {d.one(CAUSES)}."
    if form == 1:
        return f"The {b} met the delegation at {d.one(PLACES)} {d.one(AIMS)}."
    if form == 2:
        return f"{d.one(OPENERS)}, the {d.one(THINGS)} was called {d.one(QUALITIES)}, not {d.one(QUALITIES)}."
    if form == 3:
        return (f"{d.one(OPENERS)}, {a} {d.one(ACTS)} the {d.one(THINGS)} {d.one(AIMS)}, "
                f"and the {b} {d.one(ACTS)} {an(d.one(QUALITIES))} {d.one(THINGS)} in return.")
    if form == 4:
        return (f"Of the {d.between(31, 90)} articles in the {d.one(THINGS)}, only {d.between(2, 30)} were {d.one(ACTS)} "
                f"{d.one(CAUSES)}.")
    if form == 5:
        return (f"\"We want {d.one(AIMS)},\" the {b} said at {d.one(PLACES)}; officials from {d.one(names)} "
                f"would not say more.")
    if form == 6:
        return (f"The cost is put at ${d.between(2, 95)} million for {d.between(2, 9)} years, "
                f"{d.one(CAUSES)}, and **the {d.one(QUALITIES)} {d.one(THINGS)}** does not say who pays.")
    return (f"{an(d.one(QUALITIES)).capitalize()} reading is that {a} needs the {d.one(THINGS)} {d.one(AIMS)}; "
            f"on *{an(d.one(QUALITIES))}* one, the {b} {d.one(ACTS)} it {d.one(CAUSES)}.")


def briefing(seed, i):
    """Briefing `i`, with marks where the two flavours differ: see `mark`."""
    b = head(seed, i)
    d = Draw(seed, i, "body")
    names = [name for _, name in b["countries"]]
    b["kind"] = d.one(KINDS)
    b["people"] = d.few(PEOPLE, 1 + d.share(50, 32, 18), PEOPLE_WEIGHTS)
    b["authors"] = d.few(AUTHORS, 1 + d.share(75, 25))
    b["summary"] = sentence(d, names, short=True) + " " + sentence(d, names, short=True)
    b["sources"] = []
    for number, (publisher, host) in enumerate(d.few(PUBLISHERS, d.between(2, 5)), 1):
        day = b["day"] - datetime.timedelta(days=d.below(40))
        title = f"The {d.one(QUALITIES)} {d.one(THINGS)}: {d.one(HEADINGS).lower()}"
        b["sources"].append({
            "id": f"s{number}", "title": title, "publisher": publisher, "date": day.isoformat(),
            "url": f"https://{host}/{day:%Y/%m}/{slugify(title)}-{d.below(90000) + 10000}", "rating": d.one(RATINGS)})

    # Every source is cited at least once, and every link leads to an earlier
    # briefing, which any corpus that holds this one holds too.
    inserts = [("source", s["id"]) for s in b["sources"]] + [("source", d.one(b["sources"])["id"])]
    inserts += [("briefing", head(seed, i - d.between(1, min(i, 40)))) for _ in range(d.between(1, 3)) if i]
    inserts += [("note", 1), ("note", 2)][:d.between(1, 2)]
    notes = [entry[1] for entry in inserts if entry[0] == "note"]

    def paragraph(count):
        sentences = [sentence(d, names) for _ in range(count)]
        # One to a sentence: a link stands before the full stop, a citation after it.
        for at in d.few(range(count), min(2, len(inserts))):
            what, value = inserts.pop(d.below(len(inserts)))
            if what == "briefing":
                sentences[at] = sentences[at][:-1] + f", as in {mark(what, value)}."
            else:
                sentences[at] += mark(what, value)
        return " ".join(sentences)

    blocks = [paragraph(3)]
    headings = d.few(HEADINGS, d.between(3, 5))
    extras = [quote, bullets, numbered, table][:3 + (i % 3 == 0)]
    for number, heading in enumerate(headings):
        blocks += ["## " + heading, paragraph(d.between(3, 4))]
        if number == 1:
            blocks.append("### " + d.one(SUBHEADINGS))
        if extras:
            blocks.append(extras.pop(d.below(len(extras)))(d, names))
        if len(headings) < 5 or number % 2:
            blocks.append(paragraph(d.between(3, 4)))
    while inserts:
        blocks.append(paragraph(2))
    blocks += [f"[^n{n}]: {sentence(d, names, short=True)} See also the {d.one(THINGS)} of {d.between(1990, 2014)}."
               for n in notes]
    b["body"] = "\n\n".join(blocks) + "\n"
    return b


def quote(d, names):
    return f"> {sentence(d, names, short=True)} {sentence(d, names)}\n>\n> {d.one(PEOPLE)}, {d.one(OFFICES)}"


def bullets(d, names):
    return "\n".join(f"- **{d.one(MEASURES)}**: the {d.one(QUALITIES)} {d.one(THINGS)}, {d.one(CAUSES)}"
                     for _ in range(d.between(3, 5)))


def numbered(d, names):
    return "\n".join(f"{k}. {d.one(names)} {d.one(ACTS)} the {d.one(THINGS)} {d.one(AIMS)}"
                     for k in range(1, d.between(3, 4) + 1))


def table(d, names):
    year = d.between(2010, 2022)
    rows = [f"| Measure | {year} | {year + 1} | Change |", "|:--|--:|--:|:-:|"]
    for measure in d.few(MEASURES, d.between(3, 6)):
        was, now = d.between(10, 900), d.between(10, 900)
        rows.append(f"| {measure} | {was} | {now} | {100 * (now - was) // was:+d} % |")
    return "\n".join(rows)


# What stands between these two characters is written out by `render` in the
# way of the flavour. They are private-use code points, so no text holds them.
OPEN, SHUT = "\ue000", "\ue001"


def mark(what, value):
    if what == "note":
        return f"[^n{value}]"
    if what == "source":
        return f"{OPEN}source {value}{SHUT}"
    return f"{OPEN}briefing {value['day'].year} {value['slug']} {value['title']}{SHUT}"


def expand(body, year, flavour):
    parts = body.split(OPEN)
    out = [parts[0]]
    for part in parts[1:]:
        inner, rest = part.split(SHUT, 1)
        what, value = inner.split(" ", 1)
        if what == "source" and flavour == "chancery":
            text = f"[^{value}]"
        elif what == "source":
            # The layout lists the sources with these ids, so a plain link
            # does for Hugo what a cited source does for Chancery.
            text = rf"[\[{value[1:]}\]](#{value})"
        else:
            to_year, slug, title = value.split(" ", 2)
            if flavour == "hugo":
                # A plain address, though relref would check it: cheaper for Hugo.
                target = f"/briefings/{to_year}/{slug}/"
            else:
                target = f"{slug}.md" if int(to_year) == year else f"../{to_year}/{slug}.md"
            text = f"[{title}]({target})"
        out += [text, rest]
    return "".join(out)


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def listed(texts):
    return "[" + ", ".join(map(quoted, texts)) + "]"


def render(b, flavour):
    lines = ["---", "title: " + quoted(b["title"]), f"date: {b['day']}", f"kind: {b['kind']}",
             "summary: " + quoted(b["summary"])]
    if flavour == "chancery":
        # Writers mix names and codes; both have to be looked up.
        lines.append("countries: " + listed(
            code if code in CODE_ONLY or (b["i"] + k) % 2 else name for k, (code, name) in enumerate(b["countries"])))
    else:
        lines.append("countries: " + listed(name for _, name in b["countries"]))
    lines += ["topics: " + listed(slugify(title) for title, _ in b["topics"]),
              "people: " + listed(b["people"]), "authors: " + listed(b["authors"]), "sources:"]
    for source in b["sources"]:
        lines += [f"  - id: {source['id']}", "    title: " + quoted(source["title"]),
                  "    publisher: " + quoted(source["publisher"]), f"    date: {source['date']}",
                  f"    url: {source['url']}", f"    rating: {source['rating']}"]
    return "\n".join(lines) + "\n---\n\n" + expand(b["body"], b["day"].year, flavour)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def write_some(job):
    seed, low, high, flavour, out = job
    size = 0
    for i in range(low, high):
        b = briefing(seed, i)
        text = render(b, flavour)
        write(f"{out}/content/briefings/{b['day'].year}/{b['slug']}.md", text)
        size += len(text.encode())
    return size


# With the core outputs Chancery writes the pages that the Hugo layouts write.
# Everything else that it can make costs time too, but Hugo has no like of it.
CORE_ONLY = """outputs:
  relations: false
  intersections: false
  regions: false
  timeline: false
  record: false
  data: false
  catalogue: false
  search: false
  organisations: false
  watch: false
  authors: false
  judgements: false
  sources: false
  cards: false
  json_feeds: true
"""


def write_frame(seed, flavour, out, outputs):
    """Everything but the briefings."""
    if flavour == "chancery":
        write(f"{out}/site.yaml",
              "title: Made-up Briefings\nbase_url: https://briefings.example/\n"
              "description: Briefings about nothing that happened.\ntaxonomies: [people]\n"
              + (CORE_ONLY if outputs == "core" else ""))
    else:
        write(f"{out}/content/briefings/_index.md", "---\ntitle: Archive\n---\n")
        for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
            write(f"{out}/content/briefings/{year}/_index.md", f"---\ntitle: Briefings of {year}\nyear: {year}\n---\n")
    for title, field in TOPICS:
        d = Draw(seed, "topic", title)
        front = f"---\ntitle: {title}\n"
        if flavour == "chancery" and field:
            front += f"parent: {slugify(field)}\n"
        intro = " ".join(sentence(d, ["the desk"], short=True).capitalize() for _ in range(2))
        name = f"{slugify(title)}.md" if flavour == "chancery" else f"{slugify(title)}/_index.md"
        write(f"{out}/content/topics/{name}", f"{front}---\n\n{intro}\n")


def main():
    parser = argparse.ArgumentParser(description="Writes a corpus of made-up briefings.")
    parser.add_argument("--n", type=int, required=True, help="how many briefings")
    parser.add_argument("--seed", default="1", help="any text; the same seed gives the same corpus")
    parser.add_argument("--flavour", choices=["chancery", "hugo"], default="chancery")
    parser.add_argument("--outputs", choices=["core", "all"], default="core",
                        help="what site.yaml asks of Chancery: the pages that Hugo makes too, or everything")
    parser.add_argument("--out", required=True, help="a folder that is new or empty")
    options = parser.parse_args()
    if os.path.isdir(options.out) and os.listdir(options.out):
        sys.exit(f"{options.out} is not empty: a corpus never mixes with other files")
    write_frame(options.seed, options.flavour, options.out, options.outputs)
    step = 250
    jobs = [(options.seed, low, min(low + step, options.n), options.flavour, options.out)
            for low in range(0, options.n, step)]
    with multiprocessing.Pool() as pool:
        size = sum(pool.imap_unordered(write_some, jobs))
    print(f"{options.n} briefings, {size} bytes, {size // max(options.n, 1)} bytes each")


if __name__ == "__main__":
    main()
