"""What can be said of a page of a wiki, wherever it comes from."""

from scormkit.diagnostics import Code, Severity

HIDDEN = Code(
    "WIK-001",
    Severity.INFO,
    "A hidden page is left out",
    "Hidden pages serve the wiki, not its readers. If this one is a lesson, clear Hidden in its "
    "information in the wiki and import again.",
)
TECHNICAL = Code(
    "WIK-002",
    Severity.INFO,
    "A page that serves the wiki is left out",
    "Classes, sheets, templates, settings and code are no lessons. If this page is one, copy its "
    "text to a page of its own in the wiki.",
)
TITLE = Code(
    "WIK-003",
    Severity.INFO,
    "A title that the wiki computes",
    "The title is a script, which only the wiki can run. The page's first heading, or its name, "
    "stands for it; write a better one in module.yaml.",
)
SYNTAX = Code(
    "WIK-004",
    Severity.WARNING,
    "A page in another syntax",
    "The page is taken over as it stands, as text without form, so that nothing is lost. Set its "
    "syntax to XWiki 2.1 in the wiki, let the wiki convert it, and import again.",
)
ATTACHMENT_NAME = Code(
    "WIK-005",
    Severity.ERROR,
    "An attachment whose name is a path",
    "Such a file could land anywhere and is left out. Give it a plain name in the wiki.",
)
