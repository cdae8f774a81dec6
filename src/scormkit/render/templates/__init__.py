"""Whole documents: those of a course, and the report of an import, which speaks to authors."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from scormkit.model.names import slug
from scormkit.render.locales import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template


@cache
def template(name: str) -> Template:
    """Give a template that escapes what it is given and asks for nothing it is not."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  25 ms

    environment = Environment(
        loader=PackageLoader("scormkit.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def render_account(told: Mapping[str, Any], language: str) -> str:
    """Make one page of an import's account, whole in itself and without a script."""
    primary = language.partition("-")[0].lower()
    known = primary if primary in LANGUAGES else "en"
    words, number = account_words(known), Words.of(known).number

    def say(key: str, **values: object) -> str:
        return words[key].format(**values)

    def kind(name: str) -> str:
        return words.get(f"kind-{slug(name)}", name)

    return template("account.html.j2").render(
        told=told, language=known, say=say, kind=kind, number=number
    )


@cache
def account_words(language: str) -> Mapping[str, str]:
    """Give the words of the report in a language."""
    text = (files(__name__) / "account" / f"{language}.json").read_text("utf-8")
    found: dict[str, str] = json.loads(text)
    return found
