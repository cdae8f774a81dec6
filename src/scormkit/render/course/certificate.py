"""The certificate as it waits in the document; the player fills in who has earned it, and when."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from scormkit.render.course.components import icon

if TYPE_CHECKING:
    from scormkit.model.course import Course
    from scormkit.render.locales import Words


def certificate_html(course: Course, logo: str, words: Words) -> str:
    """Give it as a dialog that nothing opens but the player; ``logo`` is a path, or empty."""
    award = course.certificate
    if award is None:
        return ""
    title = _text(award.title or words.say("certificate"))
    mark = f'<img class="sk-award-logo" src="{escape(logo)}" alt=""/>' if logo else ""
    publisher = f'<p class="sk-award-by">{mark}{_text(course.publisher)}</p>'
    signature = f'<p class="sk-award-sign">{_text(award.signature)}</p>' if award.signature else ""
    score = (
        f'<p class="sk-award-score" hidden>{_text(words.say("result"))}: <b></b></p>'
        if award.score
        else ""
    )
    return (
        '<dialog class="sk-certificate" aria-labelledby="sk-award-title" '
        f'data-ready="{escape(words.say("certificate-ready"))}"><div class="sk-award">'
        f'{publisher if mark or course.publisher else ""}<h2 id="sk-award-title">{title}</h2>'
        f'<p class="sk-award-text">{_text(award.text or words.say("certificate-text"))}</p>'
        f'<p class="sk-award-course">{_text(course.title)}</p>'
        f'<p class="sk-award-name"><span></span>'
        f'<input type="text" class="sk-input" maxlength="80" autocomplete="name" hidden '
        f'aria-label="{escape(words.say("your-name"))}" '
        f'placeholder="{escape(words.say("your-name"))}"/></p>'
        f'{score}<div class="sk-award-end"><p class="sk-award-day"></p>{signature}</div></div>'
        f'<div class="sk-award-do"><button type="button" class="sk-do sk-do-main">{icon("print")}'
        f'{_text(words.say("print"))}</button><button type="button" class="sk-do sk-do-plain">'
        f"{_text(words.say('close'))}</button></div></dialog>\n"
    )


def _text(text: str) -> str:
    return escape(text, quote=False)
