"""What can be wrong with a translation."""

from scormkit.diagnostics import Code, Severity

_XLIFF = "XLIFF 2.0"

UNREADABLE = Code(
    "TRN-001",
    Severity.ERROR,
    "A file that is no XLIFF 2",
    "Ask the translation tool to save XLIFF 2.0 or 2.1; files of XLIFF 1.2 are of another make.",
    f"{_XLIFF} 4.2.2.1",
)
NO_COURSE = Code(
    "TRN-002",
    Severity.ERROR,
    "A translation without its course",
    "Say with --manifest which course it belongs to, or keep the file in the project's folder.",
)
SAME_LANGUAGE = Code(
    "TRN-003",
    Severity.ERROR,
    "A translation into the course's own language",
    "Say another language with --to, or set the course's own with language: in the manifest.",
)
UNTRANSLATED = Code(
    "TRN-004",
    Severity.WARNING,
    "A text without a translation",
    "The text stays in its own language until it is translated and imported again.",
)
CHANGED = Code(
    "TRN-005",
    Severity.WARNING,
    "A text that changed since it was translated",
    "Its translation is not used, for it may say something else. Export again with --update, have "
    "the marked texts translated and import the result.",
)
VANISHED = Code(
    "TRN-006",
    Severity.INFO,
    "A translation whose text is gone",
    "The text was removed since the export; its translation is not used.",
)
BAD_MARKUP = Code(
    "TRN-007",
    Severity.WARNING,
    "A translation whose markup does not fit",
    "Each mark of the source stands once in the translation, an opening one before its closing one. "
    "A mark that the source does not have cannot be written, so the text stays untranslated.",
    f"{_XLIFF} 4.7.2",
)
OTHER_MARKUP = Code(
    "TRN-008",
    Severity.WARNING,
    "A translation that reads as markup",
    "Signs in the translation mean something in the syntax of the page, e.g. two asterisks or a "
    "number with a full stop at the start of a line. Write it in other words, or mend the page.",
)
EXISTS = Code(
    "TRN-009",
    Severity.ERROR,
    "A file that would be written over",
    "Nothing was written. Look what was changed there by hand; --force writes over it. To go on "
    "with an older translation say --update.",
)
NOT_WRITTEN = Code(
    "TRN-010",
    Severity.ERROR,
    "A place that cannot be written",
    "Choose a folder you may write to, and see that the disk is not full.",
)
LOST_MARKUP = Code(
    "TRN-011",
    Severity.WARNING,
    "A translation without some of the source's markup",
    "Links, pictures and formats that it leaves out are missing in the translated course. Put the "
    "mark back unless that is meant.",
)
OTHER_LANGUAGE = Code(
    "TRN-012",
    Severity.ERROR,
    "An older file in another language",
    "Say with --to the language that the older file was translated into, or leave --update out.",
)
