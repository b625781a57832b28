"""Writes data/card.ttf, the letters of social cards. With --check it writes nothing and only compares.

Takes Source Serif 4 SemiBold out of its npm package, with what is needed for Latin, Greek and Cyrillic. Two
runs give the same bytes.
"""

import io
import sys
from pathlib import Path

from fontTools import subset

HERE = Path(__file__).parent
SOURCE = HERE / "node_modules/@expo-google-fonts/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf"
TARGET = HERE.parent / "data/card.ttf"

RANGES = [
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1 Supplement, Latin Extended-A and -B
    (0x0259, 0x0259),  # the schwa of Azerbaijani
    (0x02BB, 0x02BC),  # apostrophes of Uzbek and others
    (0x0300, 0x0338),  # accents by themselves
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional: Vietnamese
    (0x2010, 0x2027),  # dashes, quotes, ellipsis
    (0x2030, 0x203A),  # per mille, primes, single guillemets
    (0x20AC, 0x20AC),  # the euro
    (0x2116, 0x2116),  # the number sign
    (0x2212, 0x2212),  # minus
]


def font():
    options = subset.Options()
    options.layout_features = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14, 16, 17]
    options.notdef_outline = True
    whole = subset.load_font(str(SOURCE), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(whole)
    out = io.BytesIO()
    subset.save_font(whole, out, options)
    return out.getvalue()


def main():
    made = font()
    if "--check" in sys.argv[1:]:
        is_same = TARGET.is_file() and TARGET.read_bytes() == made
        print(f"data/card.ttf: {'up to date' if is_same else 'differs'}")
        return 0 if is_same else 1
    TARGET.write_bytes(made)
    print(f"data/card.ttf: {len(made):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
