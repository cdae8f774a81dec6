"""A finding about a link points at that link: file, line and column, wherever it stands."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from click.testing import CliRunner

from projects import TEST, write_project
from scormkit.cli.validate import command

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

WIKI = """\
= T =

a [[x>>attach:no.pdf]] b

* item [[x>>attach:no.pdf]]
** deeper **bold [[x>>attach:no.pdf]]**

|=H|(% class="x" %)[[x>>attach:no.pdf]]
|a|[[x>>attach:no.pdf]]

{{info}}
words [[x>>attach:no.pdf]]
{{/info}}

{{warning title="t"}}text ~[ [[x>>attach:no.pdf]]{{/warning}}

> quote [[x>>attach:no.pdf]]

(((
group [[x>>attach:no.pdf]] [[image:no.png||alt="x"]]
)))

(% class="custom-button" %)
[[Next>>attach:no.pdf]]

bare image:no.png and attach:no.pdf

; term [[x>>attach:no.pdf]]
: said [[x>>attach:no.pdf]]

== Heading [[x>>attach:no.pdf]] ==

{{tabs}}
= one =
w [[x>>attach:no.pdf]]
{{/tabs}}

a {{footnote}}f [[x>>attach:no.pdf]]{{/footnote}}

{{check}}
text: a [x](files/no.pdf)
answers:
  - text: "![x](files/no.png)"
    correct: true
  - text: y
{{/check}}
"""
MARKDOWN = """\
# M

a [x](files/no.pdf) and ![y](files/no.png)

- item [x](files/no.pdf)

| a | b |
|---|---|
| x | [x](files/no.pdf) |

:::task
words [x](files/no.pdf)
:::
"""
ASKED = """\
  - id: q9
    text: "where [x](files/no.pdf)"
    answers:
      - text: '![x](files/no.png)'
        correct: true
      - text: |
          block
          and [x](files/no.pdf)
"""
LINK = re.compile(r"\[\[[^\[\]]*no\.p[^\]]*\]\]|(?<!\[)\b(?:image|attach):no\.p|files/no\.p")


def test_links_of_all_kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"02-second.xwiki": WIKI, "03-m.md": MARKDOWN, "test.yaml": TEST + ASKED}
    changes: dict[str, str | bytes | None] = {f"modules/one/{n}": t for n, t in texts.items()}
    write_project(tmp_path, changes)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(command, [".", "--format", "json"], standalone_mode=False)
    told = json.loads(result.stdout)
    found = {
        (d["path"].rpartition("/")[2], d["line"], d["column"])
        for d in told["diagnostics"]
        if d["code"] == "CRS-005"
    }
    assert found == {
        (name, number, link.start() + 1)
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        for link in LINK.finditer(line)
    }
