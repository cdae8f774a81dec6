"""Captions of videos are read where their files are at hand, and become transcripts."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from scormkit.model.blocks import Video
from scormkit.model.walk import rewrite
from scormkit.readers import webvtt
from scormkit.values import replace

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.course import Page
    from scormkit.render.course.place import Place


def with_transcripts(page: Page, place: Place, report: Report) -> Page:
    """Read all captions of a page's videos; those in the learner's language are the transcript."""

    def read(video: Video) -> Video:
        said = {}
        for captions in video.captions:
            asset = place.assets.find(captions.file.target)
            if asset is None:
                continue
            path = _path(captions.file.target, page)
            text = asset.file.path.read_text(encoding="utf-8", errors="replace")
            said[captions.language.partition("-")[0]] = webvtt.read(text, path, report)
        own = said.get(place.words.language) or said.get("") or next(iter(said.values()), ())
        return replace(video, transcript=own) if own else video

    blocks = rewrite(page.blocks, {Video: read})
    return page if blocks is page.blocks else replace(page, blocks=blocks)


def _path(file: str, page: Page) -> str:
    """Say where a file lies: in the page's module, or as ``/module/name`` in another."""
    folder = posixpath.dirname(page.source)
    if file.startswith("/"):
        module, _, file = file[1:].partition("/")
        folder = posixpath.join(posixpath.dirname(folder), module)
    return posixpath.join(folder, "files", file)
