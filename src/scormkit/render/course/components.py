"""Markup of what only a course has; what a click does, the player's views add."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from scormkit.model.inlines import Reference
from scormkit.model.walk import text_of
from scormkit.render.attributes import is_safe_url, render_attributes, render_own
from scormkit.render.inlines import page_attributes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scormkit.model.blocks import (
        Callout,
        CalloutKind,
        Check,
        Download,
        Figure,
        Frame,
        Navigation,
        Parts,
        TestPlace,
        Video,
    )
    from scormkit.render.course.place import CourseContext

RICH = "sk-rich-"
_SHEETS = {
    "media": ("<figure", "sk-download"),
    "rich": (
        *(RICH, "<details", "<math", "sk-unconverted", "sk-field", "sk-match", "sk-order"),
        *("sk-spots", "sk-likert", "sk-gap", "sk-self"),
    ),
}
"""What each further style sheet is for: a course that holds nothing of it goes without."""
_SCRIPTS = {
    "media": re.compile(r'<figure class="sk-(?:video|frame)"|<(?:audio|video)\b'),
    "questions": re.compile(r'class="sk-(?:field|match|order|spots|likert|gap)"'),
    "exam": re.compile(r'<div class="sk-test"[^>]* data-exam>'),
    "checks": re.compile(r'class="sk-self"'),
}
"""What a document holds if it needs more of the player than all courses do."""
TEST_MARK = "<!--sk:test-->"
_ICONS: dict[CalloutKind, str] = {
    "task": "task",
    "note": "info",
    "warning": "warn",
    "mistake": "cross",
    "success": "check",
    "before-test": "test",
    "congratulation": "star",
    "box": "",
}


def icon(name: str) -> str:
    """Draw an icon of the theme's sprite; it never stands for a word."""
    return f'<svg class="sk-icon" aria-hidden="true"><use href="#i-{name}"/></svg>'


class Needs(NamedTuple):
    """Names of style sheets and scripts that a course must carry for some of its HTML."""

    sheets: frozenset[str] = frozenset()
    scripts: frozenset[str] = frozenset()


NOTHING = Needs()


def needs_of(html: str) -> Needs:
    """Look once for what HTML needs beside what every course carries."""
    return Needs(
        frozenset(name for name, marks in _SHEETS.items() if any(mark in html for mark in marks)),
        frozenset(name for name, sign in _SCRIPTS.items() if sign.search(html)),
    )


class CourseComponents:
    """Renders course-level blocks for one page."""

    def __init__(self, context: CourseContext) -> None:
        self.context = context
        self.words = context.place.words

    def callout(self, block: Callout, title: str, body: str) -> str:
        """Render a box; only a theme's class tells the kind to the eye, a word to the ear."""
        kind, say = block.kind, self.words.say
        attrs = tuple(pair for pair in block.attrs if pair[0] in {"lang", "dir"})
        more = render_attributes(attrs)
        if kind == "task" and block.id:
            self.context.uses.tasks[block.id] = None
            more += f' id="{escape(self.context.anchor(block.id))}"'
            body += _check("task", block.id, say("done"))
        if kind == "congratulation":
            more += f' data-congratulation="{escape(self.context.place.module)}"'
        if kind != "box":
            more += f' role="note" aria-label="{escape(say(f"kind-{kind}"))}"'
        mark = icon(_ICONS[kind]) if _ICONS[kind] else ""
        head = f'<p class="sk-callout-title">{title}</p>' if title else ""
        return (
            f'<div class="sk-callout sk-{kind}"{more}>{mark}'
            f'<div class="sk-callout-body">{head}{body}</div></div>'
        )

    def parts(self, block: Parts, parts: Sequence[tuple[str, str]]) -> str:
        """Render parts; tabs and accordions fold by the browser's own means, without a script.

        Tabs are folds of which one is open; where the window is wide the style sheet puts their
        names in a row.
        """
        own = {"id", "lang", "dir"}
        given = page_attributes(tuple(p for p in block.attrs if p[0] in own), self.context)
        css = f' class="{RICH}{block.kind}"{given}'
        if block.kind in {"steps", "cards"}:
            tag = "ol" if block.kind == "steps" else "ul"
            # without its marks a list is none to some screen readers, unless it says so
            items = "".join(f"<li>{head}{body}</li>" for head, body in parts)
            return f'<{tag} role="list"{css}>{items}</{tag}>'
        name = f' name="{escape(self.context.anchor("tabs"))}"' if block.kind == "tabs" else ""
        folds = []
        for number, (head, body) in enumerate(parts):
            opened = " open" if name and not number else ""
            told = head or escape(self.words.say("details"), quote=False)
            folds.append(
                f'<details{name}{opened}><summary>{told}</summary><div class="sk-part">{body}'
                "</div></details>"
            )
        return f"<div{css}>{''.join(folds)}</div>"

    def note(self, label: str, words: str) -> str:
        """Render a term, or the number of a footnote, that opens its explanation without a script.

        Where a browser knows no popovers, and on paper, the explanation stands in the text.
        """
        kind, own = "term", escape(self.context.anchor("note"))
        if not label:
            self.context.uses.footnotes += 1
            told = escape(self.words.say("footnote"), quote=False)
            kind, label = "mark", f'<span class="sk-vh">{told} </span>{self.context.uses.footnotes}'
        return (
            f'<button type="button" class="{RICH}{kind}" popovertarget="{own}">{label}</button>'
            f'<span class="{RICH}note" id="{own}" popover="">{words}</span>'
        )

    def video(self, block: Video) -> str:
        """Render a local video, or a stand-in that asks the other host for nothing until used."""
        title = block.title or self.words.say("video")
        self.context.uses.videos.setdefault(block.id, title)
        asset = self.context.asset(block.file.target) if block.file else None
        if asset:
            stage = (
                f'<video controls preload="none" playsinline src="{escape(asset.path)}" '
                f'aria-label="{escape(title)}">{self._tracks(block)}</video>'
            )
            link = _link((*self.context.download(asset),), self.words.say("download"))
        else:
            stage = _stage(block.embed or block.link, title, self.words.say("watch"), block.host)
            link = self._outside(block.link, self.words.say("open-at", host=block.host))
        length = self.words.count("minutes", block.minutes) if block.minutes else ""
        facts = " · ".join(filter(None, [block.host, length]))
        said = self.words.say("watched-here" if asset else "watched")
        minutes = f' data-minutes="{block.minutes:g}"' if block.minutes else ""
        return (
            f'<figure class="sk-video" data-video="{escape(block.id)}"{minutes}>{stage}<figcaption>'
            f'<span class="sk-title">{escape(title)}</span><span class="sk-facts">'
            f"{escape(facts, quote=False)}</span>{link}</figcaption>"
            f"{self._transcript(block, title)}{_check('watch', block.id, said)}</figure>"
        )

    def _tracks(self, block: Video) -> str:
        """Give a video its captions; those in the course's language are on from the start."""
        own, made = self.words.language, []
        for captions in block.captions:
            asset = self.context.asset(captions.file.target)
            if asset is None:
                continue
            language = captions.language or own
            default = " default" if language.partition("-")[0] == own else ""
            label = escape(self.words.language_name(language))
            made.append(
                f'<track kind="captions" src="{escape(asset.path)}" '
                f'srclang="{escape(language)}" label="{label}"{default}/>'
            )
        return "".join(made)

    def _transcript(self, block: Video, title: str) -> str:
        if not block.transcript:
            return ""
        lines = "".join(
            f"<p>{f'<b>{escape(said.voice, quote=False)}:</b> ' if said.voice else ''}"
            f"{escape(said.text, quote=False)}</p>"
            for said in block.transcript
        )
        name = escape(self.words.say("transcript"), quote=False)
        return (
            f'<details class="sk-transcript"><summary>{name}<span class="sk-vh">: '
            f"{escape(title, quote=False)}</span></summary>{lines}</details>"
        )

    def frame(self, block: Frame) -> str:
        """Render a stand-in for another site's page, and the plain link to it."""
        host = urlsplit(block.url).hostname or block.url
        title = block.title or self.words.say("frame", host=host)
        height = f' style="--height:{block.height}px"' if block.height else ""
        stage = _stage(block.url, title, self.words.say("frame-show"), host, height)
        link = self._outside(block.url, self.words.say("open-at", host=host))
        return (
            f'<figure class="sk-frame">{stage}<figcaption><span class="sk-title">{escape(title)}'
            f"</span>{link}</figcaption></figure>"
        )

    def figure(self, block: Figure, image: str, caption: str) -> str:
        """Render a picture with its caption; one that is no link can be enlarged."""
        zoom = "" if block.link else ' data-zoom=""'
        attrs = render_attributes(tuple(pair for pair in block.attrs if pair[0] in {"lang", "dir"}))
        legend = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f'<figure class="sk-figure"{zoom}{attrs}>{image}{legend}</figure>'

    def download(self, block: Download, title: str) -> str:
        """Render a file as a row: what it is called, what it is, how large; sound can be played."""
        asset = self.context.asset(block.target.target) if block.target.kind == "asset" else None
        if asset is None:
            return f"<p>{title or escape(block.target.target)}</p>"
        name = escape(asset.name, quote=False)
        shown = f"{title}</span><span>{name}" if title and title != name else name
        row = (
            f'<p class="sk-download"><a href="{escape(asset.path)}" '
            f'download="{escape(asset.name)}">{icon("file")}<span class="sk-file">'
            f'<span class="sk-title">{shown}</span></span> <span class="sk-facts">'
            f"{escape(self.context.facts(asset), quote=False)}</span> "
            f'<span class="sk-verb">{escape(self.words.say("download"))}</span></a></p>'
        )
        if not asset.is_sound:
            return row
        label = escape(text_of(block.title).strip() or asset.name)
        return (
            f'<div class="{RICH}sound">{row}<audio controls preload="none" '
            f'src="{escape(asset.path)}" aria-label="{label}"></audio></div>'
        )

    def test_place(self, block: TestPlace) -> str:
        """Leave a mark where the test goes in when the document is put together."""
        del block
        return TEST_MARK

    def check(self, block: Check) -> str:
        """Render a question that counts for nothing; on paper it is like those of a test."""
        from scormkit.render.course.quiz.rendering import render_check  # noqa: PLC0415  by these components

        html, data = render_check(block.test, self.context)
        self.context.uses.checks[data["id"]] = data
        title = escape(self.words.say("check-yourself"), quote=False)
        return (
            f'<div class="sk-self" id="{escape(self.context.anchor(data["id"]))}">'
            f'<p class="sk-callout-title">{icon("test")}{title}</p>{html}</div>'
        )

    def navigation(self, block: Navigation, label: str) -> str:
        """Render a button; to a page of another document only the LMS leads."""
        attrs = self.context.lead(block.target)
        text = label or escape(self.context.label(block.target), quote=False)
        if not attrs:
            elsewhere = escape(self.words.say("elsewhere"), quote=False)
            return f'<p class="sk-elsewhere">{text} <span class="sk-facts">{elsewhere}</span></p>'
        return f'<p class="sk-lead"><a class="sk-button"{render_own(attrs)}>{text}</a></p>'

    def placeholder(self, name: str, source: str, *, inline: bool) -> str:
        """Render the source of what could not be converted, and say so."""
        told = escape(self.words.say("unconverted", name=name))
        code = escape(source, quote=False)
        if inline:
            return f'<code class="sk-unconverted" title="{told}">{code}</code>'
        return f'<div class="sk-unconverted"><p>{told}</p><pre>{code}</pre></div>'

    def _outside(self, address: str, label: str) -> str:
        if not address or not is_safe_url(address):
            return ""
        return _link(self.context.lead(Reference("external", address)), label)


def _link(attrs: tuple[tuple[str, str], ...], label: str) -> str:
    return f' <a class="sk-outside"{render_own(attrs)}>{escape(label, quote=False)}</a>'


def _check(kind: str, identifier: str, label: str) -> str:
    return (
        f'<label class="sk-done"><input type="checkbox" data-{kind}="{escape(identifier)}"/>'
        f"<span>{escape(label, quote=False)}</span></label>"
    )


def _stage(address: str, title: str, verb: str, host: str, style: str = "") -> str:
    embed = f' data-embed="{escape(address)}"' if is_safe_url(address) else ""
    return (
        f'<div class="sk-stage"{embed} data-title="{escape(title)}"{style}>'
        f'<button type="button" class="sk-play"><span class="sk-disc">{icon("play")}</span>'
        f"<span>{escape(verb, quote=False)}</span>"
        f'<span class="sk-vh">: {escape(title, quote=False)}</span></button>'
        f'<span class="sk-host">{escape(host, quote=False)}</span></div>'
    )
