"""The catalogues are complete and equal, and the player asks for nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.core import Locale

import scormkit
from scormkit.diagnostics import Location, Report
from scormkit.render.locales import LANGUAGES, Words, check_language, plural

ROOT = Path(scormkit.__file__).parent
VIEWS = [p for part in ("view", "quiz") for p in sorted((ROOT / "player" / part).rglob("*.ts"))]
PLACE = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("part", ["page", "player"])
def test_all_languages_say_the_same(part: str) -> None:
    english = getattr(Words.of("en"), part)
    for language in LANGUAGES:
        catalogue = getattr(Words.of(language), part)
        assert list(catalogue) == list(english)
        categories = set(Locale.parse(language).plural_form.tags) | {"other"}
        for key, message in catalogue.items():
            places = set(PLACE.findall(str(english[key])))
            assert isinstance(message, str) == isinstance(english[key], str), key
            if isinstance(message, str):
                assert message.strip()
                assert set(PLACE.findall(message)) == places, key
                continue
            assert set(message) == categories, key
            for form in message.values():
                assert set(PLACE.findall(form)) == places, key


def test_the_player_finds_all_its_words() -> None:
    keys = set(Words.of("en").player)
    text = "\n".join(path.read_text(encoding="utf-8") for path in VIEWS)
    asked = {name for call in _calls(text) for name in re.findall(r'"([a-z-]+)"', call)}
    families = set(re.findall(r"`([a-z-]+-)\$\{", text)) - {"p-", "sk-reason-"}
    known = {key for key in keys if any(key.startswith(family) for family in families)}
    literals = set(re.findall(r'"([a-z-]+)"', text))
    assert asked <= keys | {"key", "results"}
    assert all(any(key.startswith(family) for key in keys) for family in families)
    assert keys - known - literals == set(), "nobody asks for these"


def test_documents_use_all_their_words() -> None:
    keys = set(Words.of("en").page)
    paths = [*ROOT.glob("render/**/*.py"), *ROOT.glob("render/templates/document*")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    literals = set(re.findall(r"""["']([a-z-]+)["']""", text))
    families = tuple(set(re.findall(r'"([a-z]+-)\{', text)))
    assert {key for key in keys if not key.startswith(families)} <= literals | {
        "choose-one",
        "choose-several",
    }


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("ru", 1, "1 вопрос"),
        ("ru", 3, "3 вопроса"),
        ("ru", 11, "11 вопросов"),
        ("ru", 21, "21 вопрос"),
        ("ru", 1.5, "1,5 вопроса"),
        ("en", 1, "1 question"),
        ("en", 1.5, "1.5 questions"),
        ("en-GB", 0, "0 questions"),
        ("de", 2, "2 questions"),
    ],
)
def test_plurals(language: str, number: float, expected: str) -> None:
    assert Words.of(language).count("questions", number) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_take_the_forms_that_cldr_gives_them(language: str) -> None:
    rule = Locale.parse(language).plural_form
    for number in (*range(2_000), 1e6, 1_000_001, 0.5, 1.0, 1.5, 2.25, 11.1, 21.0):
        assert plural(language, number) == rule(number), number


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, "0 Б"),
        (80, "80 Б"),
        (1023, "1023 Б"),
        (2048, "2 КБ"),
        (1_572_864, "1,5 МБ"),
        (5 << 40, "5120 ГБ"),
    ],
)
def test_sizes(size: int, expected: str) -> None:
    assert Words.of("ru").size(size) == expected.replace(" ", "\N{NO-BREAK SPACE}")


def test_a_language_without_words_is_told() -> None:
    report = Report()
    for language in ("ru", "en-GB", "kk"):
        check_language(language, report, Location())
    assert [(d.code, "'kk'" in d.message) for d in report] == [("CRS-202", True)]


def _calls(text: str) -> list[str]:
    """The first arguments of all calls that ask for words, as written."""
    return re.findall(r'\btext\(("[a-z-]+"|\w[\w.]* \? "[a-z-]+" : "[a-z-]+")', text)
