"""The words that scormkit itself says to learners, in every language it speaks."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

from scormkit.render.codes import LANGUAGE
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.diagnostics import Location, Report

Messages: TypeAlias = "Mapping[str, str | Mapping[str, str]]"
LANGUAGES = ("en", "ru")
_UNITS = 1024
_LEFTWARD = frozenset("ar arc ckb dv fa he ks ps sd syr ug ur yi".split())
_LEFTWARD_SCRIPTS = frozenset("arab hebr nkoo rohg syrc thaa".split())


class Words(Struct, frozen=True):
    """A catalogue: ``page`` is for the documents, ``player`` goes to the script.

    A message with plural forms is a mapping of the categories of CLDR.
    """

    language: str
    page: Messages
    player: Messages

    @classmethod
    def of(cls, language: str) -> Words:
        """Give the catalogue of a language, the English one if there is none."""
        primary = language.partition("-")[0].lower()
        return _load(primary if primary in LANGUAGES else "en")

    def say(self, key: str, **values: object) -> str:
        """Give a message, plain text, with its values filled in."""
        message = self.page[key]
        if not isinstance(message, str):
            raise TypeError(f"{key} counts something")
        return message.format(**values)

    def count(self, key: str, number: float, **values: object) -> str:
        """Give a message in the form that the number takes."""
        forms = self.page[key]
        if isinstance(forms, str):
            raise TypeError(f"{key} counts nothing")
        return forms[plural(self.language, number)].format(n=self.number(number), **values)

    def number(self, value: float, digits: int = 2) -> str:
        """Write a number as the language does, without needless zeros."""
        whole, _, fraction = f"{value:.{digits}f}".partition(".")
        fraction = fraction.rstrip("0")
        return f"{whole}{self.say('point')}{fraction}" if fraction else whole

    def language_name(self, tag: str) -> str:
        """Name a language in this one; a tag that nobody knows stays as it is."""
        from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415  40 ms

        try:
            name = Locale.parse(tag, sep="-").get_display_name(self.language)
        except (ValueError, UnknownLocaleError):
            name = None
        return (name[:1].upper() + name[1:]) if name else tag

    def size(self, size: int) -> str:
        """Write the size of a file."""
        value, unit = float(size), 0
        while value >= _UNITS and unit < 3:  # noqa: PLR2004  bytes, kilo, mega, giga
            value, unit = value / _UNITS, unit + 1
        shown = self.number(value, 1 if unit > 1 else 0)
        return f"{shown}\N{NO-BREAK SPACE}{self.say('units').split()[unit]}"


def check_language(language: str, report: Report, at: Location) -> None:
    """Say if the player does not speak the course's language."""
    if language.partition("-")[0].lower() not in LANGUAGES:
        report.add(LANGUAGE, f"The player has no words in {language!r}", at)


def runs_leftward(language: str) -> bool:
    """Whether a language is written from right to left, by its script if the tag has one."""
    primary, *more = language.lower().split("-")
    script = next((part for part in more if len(part) == 4), "")  # noqa: PLR2004  ISO 15924
    return script in _LEFTWARD_SCRIPTS if script else primary in _LEFTWARD


def plural(language: str, number: float) -> str:
    """Give the category of a number in a language that has a catalogue.

    The rules are those of CLDR. A library that knows them for all languages takes 110 ms to begin.
    """
    return _PLURALS[language](number)


def _english(number: float) -> str:
    return "one" if number == 1 else "other"


def _russian(number: float) -> str:
    last, tens = number % 10, number % 100
    if number % 1:
        return "other"
    if last == 1 and tens != 11:  # noqa: PLR2004  eleven goes its own way
        return "one"
    return "few" if last in {2, 3, 4} and tens not in {12, 13, 14} else "many"


_PLURALS = {"en": _english, "ru": _russian}


@cache
def _load(language: str) -> Words:
    text = (files(__name__) / f"{language}.json").read_text("utf-8")
    catalogue = json.loads(text)
    return Words(language, catalogue["page"], catalogue["player"])
