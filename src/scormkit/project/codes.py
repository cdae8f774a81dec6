"""What can be wrong with the author's settings and files."""

from scormkit.diagnostics import Code, Severity

NOT_FOUND = Code(
    "PRJ-001",
    Severity.ERROR,
    "A file or folder that is not there",
    "Check the name; large and small letters count.",
)
UNREADABLE = Code(
    "PRJ-002",
    Severity.ERROR,
    "A file that cannot be read",
    "Check that the file may be read by you and is no folder.",
)
NOT_UTF8 = Code(
    "PRJ-003",
    Severity.ERROR,
    "A text that is not UTF-8",
    "Open the file in an editor and save it with the encoding UTF-8.",
)
YAML_BROKEN = Code(
    "PRJ-010",
    Severity.ERROR,
    "A file that is not YAML",
    "Check the indentation and the quotes near this place: keys end with a colon and a space.",
)
YAML_DOUBLE_KEY = Code(
    "PRJ-011",
    Severity.ERROR,
    "A key that stands twice",
    "Keep one of the two; the other would be lost silently.",
)
YAML_TOO_LARGE = Code(
    "PRJ-012",
    Severity.ERROR,
    "Settings beyond measure",
    "Settings are small files; put texts into pages.",
)
UNKNOWN_KEY = Code(
    "PRJ-020",
    Severity.ERROR,
    "A key nobody knows",
    "Remove it, or write it as the schema knows it (scormkit schema).",
)
BAD_VALUE = Code(
    "PRJ-021",
    Severity.ERROR,
    "A value that does not fit its key",
    "Write a value of the kind the message names.",
)
MISSING_KEY = Code("PRJ-022", Severity.ERROR, "A key that must be there", "Add the key.")
TWICE = Code(
    "PRJ-023",
    Severity.ERROR,
    "A name that stands twice",
    "Every module, page and id stands once in a course.",
)
OUTSIDE = Code(
    "PRJ-030",
    Severity.ERROR,
    "A file outside the project",
    "Keep everything a course needs inside the project's folder.",
)
SECRET = Code(
    "PRJ-033",
    Severity.ERROR,
    "A password, a token or a key in a text",
    "Take it out and make it invalid where it was given out: what stands here goes to everybody who "
    "reads the project or takes the course. An LMS hands a course its credentials at the launch.",
)
SECRET_LIKELY = Code(
    "PRJ-034",
    Severity.WARNING,
    "What looks like a password or a token in a page",
    "If it is real, take it out and make it invalid where it was given out; if it is an example, "
    "write it so that nobody takes it for real, e.g. https://user:<password>@host.",
)
EMPTY_MODULE = Code(
    "PRJ-031",
    Severity.ERROR,
    "A module without pages",
    "Put a page into the folder, e.g. 01-about.md or 01-about.xwiki; only a test can stand alone.",
)
SEVERAL_DOCUMENTS = Code(
    "PRJ-035",
    Severity.WARNING,
    "A certificate in a course of several documents",
    "Each document of structure: sco-per-module knows its own module alone, so none can tell that the "
    "course is completed. Write structure: single, or leave the certificate to the LMS.",
)
STRAY_FILE = Code(
    "PRJ-032",
    Severity.WARNING,
    "A file that no part of the course uses",
    "Pages end with .md or .xwiki; pictures, PDFs and media belong into the folder files/.",
)
WAITING = Code(
    "PRJ-036",
    Severity.WARNING,
    "A version of the wiki's that waits to be taken over",
    "You and the wiki both changed the file of this name. Take over what you want from the wiki's "
    "version, then remove it.",
)
EXISTS = Code(
    "PRJ-040",
    Severity.ERROR,
    "A folder or file that is there already",
    "Choose another name; what is there is never written over.",
)
BAD_NAME = Code(
    "PRJ-041",
    Severity.ERROR,
    "A name that no folder can have",
    "Use letters or digits; letters of other scripts than Latin and Cyrillic cannot be written.",
)
