"""What can be wrong when many pages are brought from a wiki, or brought again."""

from scormkit.diagnostics import Code, Severity

BOTH = Code(
    "IMP-020",
    Severity.WARNING,
    "A file that you and the wiki changed",
    "Your file stays as it is. Take over what you want from the wiki's version beside it and remove "
    "that; the build warns as long as it lies there.",
)
BESIDE_CHANGED = Code(
    "IMP-021",
    Severity.WARNING,
    "A version of the wiki's that was changed by hand",
    "Finish taking it over and remove it, then import again.",
)
REPLACED = Code(
    "IMP-022",
    Severity.WARNING,
    "A file of yours that --force replaced",
    "If you need your version, take it from your version control; the report shows what changed.",
)
GONE = Code(
    "IMP-023",
    Severity.WARNING,
    "A file that is no longer in the wiki",
    "It is kept. Say --prune to remove what you did not change yourself.",
)
NO_PAGES = Code(
    "IMP-024",
    Severity.ERROR,
    "A source without pages",
    "Check that the export or the address holds the pages of the course and that you may read them.",
)
NOT_IN_MODULES = Code(
    "IMP-025",
    Severity.WARNING,
    "Modules outside the folder modules/",
    "A manifest finds modules in the folder modules/ of its project: import with --into modules.",
)
NOT_LISTED = Code(
    "IMP-026",
    Severity.WARNING,
    "A module that no course lists",
    "Add it to the modules of a manifest, where it belongs in the course.",
)
RENAMED = Code(
    "IMP-027",
    Severity.INFO,
    "An attachment under another name",
    "Not every file system takes its name as the wiki has it. Links on its page lead to it all the same.",
)
STOPPED = Code(
    "IMP-028",
    Severity.ERROR,
    "An import that was given up",
    "One after the other could not be had. When what the other findings tell of is put right, import "
    "again: what is there already stays, and the rest comes.",
)
WORDS_LOST = Code(
    "IMP-030",
    Severity.WARNING,
    "Words of the wiki page that the course does not show",
    "Look at the line. If nothing explains why they are gone, report it with the page's source.",
)
TWICE = Code(
    "IMP-031",
    Severity.WARNING,
    "A page that stands twice in the source",
    "The first is taken. Look which of the two is right, and take the other one out of the wiki.",
)
MOVED = Code(
    "IMP-032",
    Severity.INFO,
    "A page with another name in the wiki than before",
    "It stays where it is in the course, for learners' progress hangs on that.",
)
BLANK = Code(
    "IMP-033",
    Severity.INFO,
    "A first page without a text",
    "It only holds the others together in the wiki, so the course has no page for it.",
)
