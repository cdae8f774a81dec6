"""What can be wrong with a page in XWiki syntax."""

from scormkit.diagnostics import Code, Severity

UNKNOWN_MACRO = Code(
    "XWK-001",
    Severity.WARNING,
    "A macro that is not known",
    "The macro belongs to an extension of the wiki and cannot be converted. A visible box with "
    "its source stands in its place. Say under macros: in the manifest what it becomes, write what it "
    "shows as ordinary text, or take it out.",
)
PROGRAM = Code(
    "XWK-002",
    Severity.WARNING,
    "A program in the page",
    "Macros such as velocity, groovy, python and script are programs that only the wiki can run. "
    "Learners see a box that says so, without the source; the message here keeps it. Write their result "
    "as ordinary text, or say under macros: in the manifest what is to become of them.",
)
CONTENTS = Code(
    "XWK-003",
    Severity.INFO,
    "A table of contents that is left out",
    "The course has a table of contents of its own, so the macro toc gives nothing.",
)
TOO_DEEP = Code(
    "XWK-004",
    Severity.WARNING,
    "Nesting that is too deep",
    "Groups, lists, quotes and boxes are nested deeper than a reader can follow; what is deeper "
    "is kept as plain text or at the deepest level allowed.",
)
UNCLOSED = Code(
    "XWK-005",
    Severity.WARNING,
    "A macro or a literal text that is never closed",
    "Without its closing mark it swallows the rest of the page. Close a macro with {{/name}} and "
    "a literal text with }}}.",
)
FOOTNOTE_PLACE = Code(
    "XWK-006",
    Severity.INFO,
    "A place for footnotes that is left out",
    "Footnotes open where they are called, so the macro putFootnotes gives nothing.",
)
UNCLOSED_GROUP = Code(
    "XWK-007",
    Severity.WARNING,
    "A group that is never closed",
    "A group that opens with ((( runs to the end of the page without its closing ))).",
)
MIXED_HTML = Code(
    "XWK-008",
    Severity.WARNING,
    "HTML around wiki text",
    "In {{html wiki=true}} the tags around wiki text are left out; text, wiki markup, pictures "
    'and frames are kept. Write the layout with groups: (% class="…" %)((( … ))).',
)
INCOMPLETE = Code(
    "XWK-020",
    Severity.WARNING,
    "A macro that does not say what it shows",
    "A video, a picture, a file or a button needs an address or a name. Give the macro the parameter; if "
    "the manifest maps it, write there the name of the parameter that it has, or the text itself after =.",
)
