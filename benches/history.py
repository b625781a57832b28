#!/usr/bin/env python3
"""Makes a git repository of a corpus, in which every briefing was published and then changed.

    benches/corpus.py --n 4000 --out DIR/corpus
    benches/history.py DIR/corpus --versions 7 --moves --out DIR/site       # 28,000 commits

Each commit touches one briefing: round by round, every briefing gets one more version. The first commit
brings all other files. With --moves, one briefing in a hundred is moved once; links to it break then, so such a
site can be read and not built. The repository is written by
`git fast-import`, so 28,000 commits take seconds; it is the same each time, ids of commits included.
"""

import argparse
import pathlib
import subprocess
import sys

# 1 January 2020; each commit is ten minutes after the one before.
START, STEP = 1577836800, 600
EVERY = 100


def changed(text, version):
    """The text of a version: a word here and there, and a paragraph at the end."""
    if version == 1:
        return text
    head, body = text.split("\n---\n", 1)
    paragraphs = body.rstrip("\n").split("\n\n")
    place = version % len(paragraphs)
    if paragraphs[place][:1].isalpha():
        paragraphs[place] += f" This was said again in round {version}."
    paragraphs.append(f"Updated in round {version}: nothing else became known, and the figures stand.")
    return f"{head}\n---\n" + "\n\n".join(paragraphs) + "\n"


def write(corpus, versions, moves, out):
    briefings = sorted(corpus.glob("content/briefings/**/*.md"))
    others = sorted(path for path in corpus.rglob("*") if path.is_file() and path not in set(briefings))
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(out)], check=True)
    importer = subprocess.Popen(["git", "-C", str(out), "fast-import", "--quiet"], stdin=subprocess.PIPE)
    pipe = importer.stdin
    number = 0

    def commit(message, changes):
        nonlocal number
        time = START + number * STEP
        number += 1
        person = f"Desk <desk@example.org> {time} +0000"
        data = message.encode()
        pipe.write(f"commit refs/heads/main\nauthor {person}\ncommitter {person}\ndata {len(data)}\n".encode())
        pipe.write(data + b"\n")
        for change in changes:
            pipe.write(change)

    def file(path, data):
        return f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"

    name = lambda path: path.relative_to(corpus).as_posix()
    commit("Begin the site", [file(name(path), path.read_bytes()) for path in others])
    for version in range(1, versions + 1):
        for index, path in enumerate(briefings):
            old = new = name(path)
            changes = []
            if moves and index % EVERY == 0 and version >= versions - 1:
                new = old[: -len(".md")] + "-moved.md"
                if version == versions - 1 and versions > 1:
                    changes.append(f"R {old} {new}\n".encode())
            text = changed(path.read_text(encoding="utf-8"), version)
            changes.append(file(new, text.encode()))
            note = f"\n\nChange-Note: Round {version} of briefing {index}." if version % 2 == 0 else ""
            commit(f"Round {version}, briefing {index}{note}\n", changes)
    pipe.close()
    if importer.wait():
        sys.exit("git fast-import failed")
    # As a clone has it: packed, with a working tree and an index.
    subprocess.run(["git", "-C", str(out), "reset", "--quiet", "--hard"], check=True)
    subprocess.run(["git", "-C", str(out), "gc", "--quiet"], check=True)
    return number


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--versions", type=int, default=3)
    parser.add_argument("--moves", action="store_true")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    if arguments.versions < 1:
        parser.error("a briefing has at least one version")
    if arguments.out.exists():
        parser.error(f"{arguments.out} is there already")
    print(f"{write(arguments.corpus, arguments.versions, arguments.moves, arguments.out)} commits")


if __name__ == "__main__":
    main()
