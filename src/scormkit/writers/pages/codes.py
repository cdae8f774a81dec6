"""What can come between a page and the syntax that it is written in."""

from scormkit.diagnostics import Code, Severity

NEAREST = Code(
    "CNV-001",
    Severity.WARNING,
    "Something that the syntax has no word for",
    "All words are kept; the nearest that the syntax can say stands in its place. Look at it there.",
)
ATTRIBUTE_LOSS = Code(
    "CNV-002",
    Severity.WARNING,
    "An attribute that the syntax has no place for",
    "What the attribute belongs to is kept without it. Give it another way if it matters.",
)
AS_HTML = Code(
    "CNV-003",
    Severity.INFO,
    "A part that is written as HTML",
    "The syntax has no mark for it, so it stands in HTML, which shows the same.",
)
KEPT_CALL = Code(
    "CNV-004",
    Severity.WARNING,
    "A macro that only its wiki can run",
    "The call is kept as literal text where it stands. Write what it shows as ordinary text.",
)
NO_PAGE = Code(
    "CNV-005",
    Severity.ERROR,
    "JSON that is no page",
    "scormkit convert --to json writes what can be read again; scormkit schema page says what "
    "stands where.",
)
EXISTS = Code(
    "CNV-006",
    Severity.ERROR,
    "A file that is there already",
    "Give another name with --out, or write over it with --force.",
)
NOT_WRITTEN = Code(
    "CNV-007",
    Severity.ERROR,
    "A file that cannot be written",
    "Look at the folder's rights and the space on the disk, or give another name with --out.",
)
