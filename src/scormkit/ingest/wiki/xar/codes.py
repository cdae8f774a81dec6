"""What can be wrong with an export of a wiki."""

from scormkit.diagnostics import Code, Severity

EMPTY = Code(
    "XAR-001",
    Severity.ERROR,
    "An export without a page",
    "Export the pages again in the wiki: Export, XAR. The file holds package.xml and one XML file "
    "for each page.",
)
PAGE = Code(
    "XAR-002",
    Severity.ERROR,
    "A page of the export cannot be read",
    "The other pages are taken. Export the wiki again; if the page is damaged there too, save it "
    "once more in the wiki.",
)
LISTING = Code(
    "XAR-003",
    Severity.WARNING,
    "An export without a list of its pages",
    "package.xml is missing or damaged, so pages come in the order in which they lie in the file. "
    "Look whether none is missing, or export again.",
)
MISSING = Code(
    "XAR-004",
    Severity.WARNING,
    "A page of the list that is not in the export",
    "package.xml names it, but there is no file for it: export again, or import without it.",
)
UNLISTED = Code(
    "XAR-005",
    Severity.INFO,
    "A page that the export does not list",
    "The page is taken, though package.xml does not name it; the wiki itself would pass over it.",
)
NAMES = Code(
    "XAR-006",
    Severity.WARNING,
    "A page with two names",
    "The name in its reference is taken. If it lands in the wrong place, export it again.",
)
TWICE = Code(
    "XAR-007",
    Severity.WARNING,
    "A page that is in the export twice",
    "The first is taken. Export the pages again, or take the one that is too much out of the file.",
)
ENTRY = Code(
    "XAR-008",
    Severity.WARNING,
    "A file in the export that is left out",
    "An export holds files of pages under plain names, each name once. What leads out of its folder, "
    "is a link or comes again under the same name is not taken.",
)
OTHER = Code(
    "XAR-009",
    Severity.INFO,
    "A file in the export that is no page",
    "It is left out; only pages and their attachments are imported.",
)
ATTACHMENT = Code(
    "XAR-010",
    Severity.ERROR,
    "An attachment of the export cannot be used",
    "The page is taken without it. Download the file from the wiki and put it into the module's "
    "files folder, or export again.",
)
CONTROLS = Code(
    "XAR-011",
    Severity.INFO,
    "Control characters are left out",
    "The page has characters that no text may have and nobody sees. If words run together there, "
    "put a space between them.",
)
BOMB = Code(
    "XAR-012",
    Severity.ERROR,
    "An export that unpacks to something huge",
    "Such a file fills memory and disk and is not read. Export fewer pages at a time.",
)
CHANGED = Code(
    "XAR-013",
    Severity.ERROR,
    "An export that changed while it was read",
    "Wait until the file is saved or copied completely, then import again.",
)
