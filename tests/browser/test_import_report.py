"""The report of an import can be read by everybody, on every ground and at every width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from browser.axe import violations
from browser.harness import DESKTOP, PHONE
from browser.look import COLOURS, GROUNDS, TOO_WIDE
from scormkit.cli import cli

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

PAGE = """\
= Пчёлы =

Слова, {{mystery/}}, [[памятка>>attach:Памятка.pdf]] и [[другое>>doc:Space.Other]].

{{html}}<script>1</script><p>и ещё</p>{{/html}}

(% class="box errormessage" %)
(((
**Задание.** Прочитайте.
)))
"""


@pytest.mark.parametrize("language", ["ru", "en"])
def test_report(chromium: Browser, tmp_path: Path, shots: Path, language: str) -> None:
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    report = tmp_path / "report.html"
    words = ["--into", str(tmp_path / "m"), "--report", str(report), "--language", language]
    CliRunner().invoke(cli, ["import", str(tmp_path / "page.txt"), *words], standalone_mode=False)
    page = chromium.new_page()
    page.goto(report.as_uri())
    found = violations(page)
    for ground, media in GROUNDS.items():
        page.emulate_media(**media)  # type: ignore[arg-type]  # a dict of strings
        for width, height in (DESKTOP, PHONE):
            page.set_viewport_size({"width": width, "height": height})
            found += violations(page, ":root", *COLOURS)
            assert not page.evaluate(TOO_WIDE), (ground, width)
        page.screenshot(path=shots / f"import-{language}-{ground}.png", full_page=True)
    page.close()
    assert found == []
