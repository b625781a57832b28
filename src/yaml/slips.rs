//! The slips that break YAML, in words for people who do not know how YAML is made.

/// How a slip is told: what is wrong, and what to do.
pub struct Slip {
    pub message: &'static str,
    pub hint: &'static str,
}

const QUOTES: &str = "put the value in \"quotes\"";

/// Pieces of what the parser says, each with what its writer most likely did. The first that fits counts.
const SLIPS: &[(&str, Slip)] = &[
    (
        "mapping values are not allowed",
        Slip {
            message: "there is a second `: ` in this line, or the line is indented too far",
            hint: "if the colon is part of a text, put the text in quotes, as in `title: \"Paris: talks begin\"`",
        },
    ),
    (
        "illegal placement of ':'",
        Slip {
            message: "a `:` stands where none can be; a `[` or `{` above it may have no end",
            hint: "close every `[` with `]` and every `{` with `}`, or put the value in \"quotes\"",
        },
    ),
    (
        "flow sequence",
        Slip { message: "a list that begins with `[` has no end", hint: "put a `]` at the end of the list" },
    ),
    (
        "flow mapping",
        Slip {
            message: "a group that begins with `{` has no end",
            hint: "put a `}` at the end of the group",
        },
    ),
    (
        "misplaced bracket",
        Slip {
            message: "this bracket closes nothing",
            hint: "take it out, or put the value in \"quotes\" if it belongs to a text",
        },
    ),
    (
        "invalid trailing content",
        Slip {
            message: "something follows the closing quote of this value",
            hint: "put the whole value in quotes; inside of '…' write an apostrophe twice, or use \"…\"",
        },
    ),
    (
        "unknown escape",
        Slip { message: "a `\\` in \"quotes\" has a meaning of its own", hint: "write it twice: `\\\\`" },
    ),
    (
        "quoted scalar",
        Slip {
            message: "a text that begins with a quote has no closing quote",
            hint: "put the same quote at its end",
        },
    ),
    ("tab", Slip { message: "this line is indented with a tab", hint: "indent it with spaces" }),
    (
        "unknown anchor",
        Slip { message: "a value that begins with `*` has a meaning of its own here", hint: QUOTES },
    ),
    ("unexpected character", Slip { message: "a value cannot begin with this character", hint: QUOTES }),
    (
        "anchor",
        Slip { message: "a value that begins with `&` or `*` has a meaning of its own here", hint: QUOTES },
    ),
    ("tag", Slip { message: "a value that begins with `!` has a meaning of its own here", hint: QUOTES }),
    (
        "did not find expected '-'",
        Slip {
            message: "this line is neither an item of the list above it nor part of one",
            hint: "indent it like the lines that it belongs to",
        },
    ),
    (
        "did not find expected key",
        Slip {
            message: "this line does not fit the lines above it",
            hint: "write `key: value`, indented like the lines that it belongs to",
        },
    ),
    (
        "block sequence entries",
        Slip {
            message: "a list item cannot begin here",
            hint: "begin the list on a line of its own, below its key",
        },
    ),
    (
        "simple key",
        Slip {
            message: "this line is no `key: value`",
            hint: "write a key, a colon and a space before it, or indent it more than the line above",
        },
    ),
    (
        "recursion limit",
        Slip { message: "lists and groups nest too deeply here", hint: "take the inner ones out" },
    ),
    (
        "indentation",
        Slip {
            message: "this line is not indented as it should be",
            hint: "indent it like the lines that it belongs to, with spaces",
        },
    ),
];

/// Returns the slip that the parser's words speak of, if it is a known one.
pub fn slip(words: &str) -> Option<&'static Slip> {
    SLIPS.iter().find(|(piece, _)| words.contains(piece)).map(|(_, slip)| slip)
}
