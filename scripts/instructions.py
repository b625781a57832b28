"""Counts the instructions of a program, which are the same on a busy machine and on a quiet one; time is not.

Needs Valgrind, and programs of one thread: with more, a count hangs on who came first.
"""

import os
import pathlib
import re
import subprocess
import tempfile

FUNCTIONS_SHOWN = 15


def environment(home):
    """Returns what a program is given: one thread, one clock, and nothing of who runs it."""
    return {"PATH": os.environ["PATH"], "HOME": str(home), "RAYON_NUM_THREADS": "1", "SOURCE_DATE_EPOCH": "1717243200"}


def run(command, codes=(0,), **options):
    """Returns what a command writes to standard output, or ends with what it said if its exit code is another one."""
    return finished(command, codes, **options).stdout


def finished(command, codes=(0,), **options):
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True, errors="replace", **options)
    if result.returncode not in codes:
        words = " ".join(str(part) for part in command)
        raise SystemExit(f"{words} ended with {result.returncode}:\n{result.stdout[-2000:]}{result.stderr[-2000:]}")
    return result


def count(command, **options):
    """Returns the instructions of a command, and its exit code."""
    with tempfile.TemporaryDirectory() as folder:
        counted = pathlib.Path(folder) / "cachegrind.out"
        # A third of the time of Callgrind; and a short run is quicker where its code is not made quick first.
        valgrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--vex-guest-chase=no", f"--cachegrind-out-file={counted}", "--quiet"]
        code = finished([*valgrind, *command], **options).returncode
        return total(counted), code


def profile(command, kept, **options):
    """Returns the instructions of a command, and keeps in a file where they were spent."""
    finished(["valgrind", "--tool=callgrind", f"--callgrind-out-file={kept}", "--quiet", *command], **options)
    return total(kept)


def total(counted):
    found = re.search(r"^(?:summary|totals): (\d+)", counted.read_text(errors="replace"), re.MULTILINE)
    return int(found[1])


def largest(kept):
    """Returns the functions in which most of a profile was spent, a line each."""
    lines = run(["callgrind_annotate", "--threshold=100", kept]).splitlines()
    rows = [line for line in lines if re.match(r"\s*[\d,]+ +\(", line) and "PROGRAM TOTALS" not in line]
    # The name of the binary stands in brackets at the end of each row.
    return "\n".join("  " + re.sub(r" \[[^]]*\]$", "", row)[:150] for row in rows[:FUNCTIONS_SHOWN])
