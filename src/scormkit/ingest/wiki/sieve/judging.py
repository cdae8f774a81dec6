"""Which pages are lessons, what they are called and in what syntax they are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.diagnostics import Report
from scormkit.ingest.wiki.sieve.codes import ATTACHMENT_NAME, HIDDEN, SYNTAX, TECHNICAL, TITLE
from scormkit.ingest.wiki.sieve.names import HOME, PREFERENCES, path_of
from scormkit.model.blocks import Heading
from scormkit.model.walk import text_of, walk
from scormkit.readers import xwiki
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.diagnostics import Location
    from scormkit.ingest.wiki.pages import Attachment

READ = ("xwiki/2.0", "xwiki/2.1")
_COMPUTED = re.compile(r"\$[\w!{]|#(?:if|set|foreach|macro|include|parse|\{|\w+\s*\()")
# Objects that make a page work for the wiki; a page with comments, tags or rights stays a lesson.
_SERVING = re.compile(
    r"(?:^|\.)(?:XWikiPreferences|XWikiUsers|XWikiGroups|XWikiServerClass|SheetClass|"
    r"ClassSheetBinding|TemplateProviderClass|WikiMacroClass|UIExtensionClass|"
    r"JavaScriptExtension|StyleSheetExtension|TranslationDocumentClass|SchedulerJobClass|"
    r"ComponentClass|PanelClass|ThemeClass|ColorThemeClass|IconThemeClass|XWikiSkins|"
    r"GadgetClass|ConfigurableClass)$"
)
_PROGRAM = re.compile(r"\{\{(?:velocity|groovy|python)\b")
_PATH = re.compile(r"[/\\\x00-\x1f\x7f]|^\.{0,2}$")


class Facts(Struct, frozen=True):
    """What a source knows of a page; ``classes`` are those of its objects."""

    parts: tuple[str, ...]
    title: str = ""
    syntax: str = READ[-1]
    hidden: bool = False
    is_class: bool = False
    classes: tuple[str, ...] = ()
    content: str = ""


def judge(facts: Facts, at: Location, report: Report) -> str | None:
    """Give the title of a lesson; ``None`` if the page is none, which is told."""
    if reason := _service(facts):
        report.add(TECHNICAL, f"{'.'.join(facts.parts)} is {reason}", at)
        return None
    if facts.hidden:
        report.add(HIDDEN, f"{'.'.join(facts.parts)} is hidden in the wiki", at)
        return None
    if facts.syntax not in READ:
        message = f"The page is written in {facts.syntax or 'a syntax that it does not name'}"
        report.add(SYNTAX, message, at)
    if not is_computed(facts.title):
        return facts.title.strip() or _own_title(facts)
    title = _own_title(facts)
    report.add(TITLE, f"{title!r} stands for the title {facts.title.strip()!r}", at)
    return title


def is_computed(title: str) -> bool:
    """Whether a title is a script, which only the wiki can run."""
    return _COMPUTED.search(title) is not None


def readable(content: str, syntax: str) -> str:
    """Give the source of a page in XWiki 2.1; of another syntax as text between verbatim marks."""
    if syntax in READ or not content.strip():
        return content
    inside = content.replace("{{{", "~{{{").replace("}}}", "~}}}")
    return f"{{{{{{{inside}}}}}}}"


def safe_attachments(
    attachments: Iterable[Attachment], at: Location, report: Report
) -> tuple[Attachment, ...]:
    """Leave out attachments whose names could lead out of a folder."""
    kept = []
    for attachment in attachments:
        if _PATH.search(attachment.name):
            report.add(ATTACHMENT_NAME, f"The attachment is called {attachment.name!r}", at)
        else:
            kept.append(attachment)
    return tuple(kept)


def _service(facts: Facts) -> str:
    name = facts.parts[-1]
    if name in {PREFERENCES, "XWikiPreferences"}:
        return "a page of settings"
    if facts.is_class:
        return "a class"
    for kind in facts.classes:
        if _SERVING.search(kind):
            return f"a page with an object of {kind}"
        stem = name.removesuffix("Template")
        if stem not in {"", name} and kind.endswith(f"{stem}Class"):
            return f"the template of {kind}"
    if name.endswith("Sheet") and _PROGRAM.search(facts.content):
        return "a sheet"
    return ""


def _own_title(facts: Facts) -> str:
    if facts.syntax in READ and facts.content:
        for block in walk(xwiki.read(facts.content, facts.syntax, "", Report())):
            if isinstance(block, Heading) and (text := " ".join(text_of((block,)).split())):
                return text
    name = path_of(facts.parts)[-1]
    return name if name != HOME else ""
