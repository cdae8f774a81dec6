"""What can be wrong when a wiki page is imported."""

from scormkit.diagnostics import Code, Severity

UNREADABLE = Code(
    "IMP-001",
    Severity.ERROR,
    "A file that is no text",
    "Save the wiki's source as a text file in UTF-8.",
)
OCCUPIED = Code(
    "IMP-002",
    Severity.ERROR,
    "A folder with another page",
    "Choose another folder, or say --force to write over the page of the same name. Settings, "
    "test and files of the folder are kept in any case.",
)
ENCODING = Code(
    "IMP-003",
    Severity.WARNING,
    "A text that is not in UTF-8",
    "Look whether its letters arrived right; if not, save it in UTF-8 and import it again.",
)
STRAY_LINE = Code(
    "IMP-004",
    Severity.WARNING,
    "A line of the listing that is no row of its table",
    "The line is kept as it is. If it goes on a row, the copy of the listing is damaged there.",
)
LOST_LINES = Code(
    "IMP-005",
    Severity.WARNING,
    "Lines of the listing are missing",
    "The listing's numbers have a gap: copy it from the wiki again, whole.",
)
EMPTY = Code(
    "IMP-006",
    Severity.ERROR,
    "A file without a page",
    "Nothing to import was found in the file.",
)
NO_FOLDER = Code(
    "IMP-007",
    Severity.ERROR,
    "A folder that cannot be written",
    "Choose a folder you may write to.",
)
NO_SOURCE = Code(
    "IMP-008",
    Severity.ERROR,
    "A web page that shows no source",
    "Add ?viewer=code to the page's address, save what the wiki shows then, and import that.",
)
TEST_ADDED = Code(
    "IMP-009",
    Severity.INFO,
    "A test that waits for its questions",
    "The page showed a test that was published elsewhere. Write its questions into this file; until "
    "then the course cannot be built.",
)
