"""What can be wrong with a page in Markdown."""

from scormkit.diagnostics import Code, Severity

UNKNOWN_BOX = Code(
    "MDN-001",
    Severity.WARNING,
    "A box that is not known",
    "What it holds is shown as ordinary text. Known are task, note, warning, mistake, success, "
    "before-test, congratulation, box, accordion, tabs, steps, cards, columns, gallery, details, and for themselves video, audio, test, next.",
)
UNCLOSED = Code(
    "MDN-002",
    Severity.WARNING,
    "A box that is never closed",
    "Close it with a line of three colons (:::). Without it the box goes up to the next heading.",
)
CLOSES_NOTHING = Code(
    "MDN-003",
    Severity.WARNING,
    "A closing mark without a box",
    "Remove the line, or write the name of the box behind the colons, e.g. :::note. Lines with "
    "video, audio, test and next stand for themselves and are not closed.",
)
NO_ADDRESS = Code(
    "MDN-004",
    Severity.ERROR,
    "A video or a sound without an address",
    "Write the address behind the name: :::video https://…, :::audio files/talk.mp3.",
)
BAD_ATTRIBUTES = Code(
    "MDN-005",
    Severity.WARNING,
    "Attributes that cannot be read",
    'Write them as {#id .class name="value"}; a value with spaces stands in quotes.',
)
NO_LINK = Code(
    "MDN-006",
    Severity.WARNING,
    "A link that is shown as text",
    "An address with spaces stands in angle brackets: [text](<files/my file.pdf>); addresses "
    "that run programs are never links.",
)
TOO_DEEP = Code(
    "MDN-007",
    Severity.WARNING,
    "Nesting that is too deep",
    "Quotes, lists and boxes are nested deeper than a reader can follow; what is inside is kept "
    "as plain text. Take some of the levels out.",
)
FRONT_MATTER = Code(
    "MDN-008",
    Severity.WARNING,
    "Settings at the top of a page",
    "Only title: is understood there. Settings of a module belong into module.yaml.",
)
BUTTON_IN_TEXT = Code(
    "MDN-009",
    Severity.WARNING,
    "A button inside a sentence",
    "A link to next: or start: is a button and stands in a paragraph of its own; here only its "
    "text is shown.",
)
UNKNOWN_ATTRIBUTE = Code(
    "MDN-010",
    Severity.WARNING,
    "An attribute without a meaning here",
    "A video knows title, minutes, captions and #id, a sound title; term explains running text.",
)
