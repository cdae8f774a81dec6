"""Importing again: what the wiki changed comes, what the author changed stays, and nothing is lost."""

from __future__ import annotations

import itertools
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scormkit.diagnostics import Report
from scormkit.ingest.wiki.bring import Brought, Wishes, bring
from scormkit.ingest.wiki.laying import decide
from scormkit.project import find_module
from small_wiki import BrokenError, SmallWiki, course, tree

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "02-pchyoly/chast-10.xwiki"
FILE = "02-pchyoly/files/chast-10/a.pdf"
NAME = "Курс.Модуль 1.Часть 10"


@pytest.fixture
def into(tmp_path: Path) -> Path:
    """A course as it was imported."""
    assert bring(course(), tmp_path / "modules", Wishes(), Report()) is not None
    return tmp_path / "modules"


def again(
    wiki: SmallWiki, into: Path, *, dry: bool = False, force: bool = False, prune: bool = False
) -> tuple[Brought, list[str]]:
    report = Report()
    result = bring(wiki, into, Wishes(dry, force, prune), report)
    assert result is not None
    return result, [found.code for found in report]


def acts(result: Brought) -> dict[str, str]:
    return {change.path: change.act for change in result.changes if change.act != "same"}


def changed(revision: str = "2.1") -> SmallWiki:
    """The wiki after somebody worked on a page there."""
    return course().page(
        NAME, "Десять, по-новому", title="Часть 10", revision=revision, a_pdf=b"ten b"
    )


@pytest.mark.parametrize(
    ("was", "lies", "now", "act"),
    [
        ("", None, "n", "new"),
        ("", "n", "n", "same"),
        ("", "a", "n", "both"),
        ("w", "w", "w", "same"),
        ("w", "w", "n", "updated"),
        ("w", "a", "w", "kept"),
        ("w", "a", "n", "both"),
        ("w", "n", "n", "same"),
        ("w", None, "w", "kept"),
        ("w", None, "n", "both"),
    ],
)
def test_three_digests_decide(was: str, lies: str | None, now: str, act: str) -> None:
    assert decide(was, lies, now) == act


def test_nothing_changed(into: Path) -> None:
    before, wiki = tree(into), course()
    result, codes = again(wiki, into)
    assert (acts(result), codes, tree(into)) == ({}, [], before)
    assert [call for call in wiki.calls if call[0] == "save"] == []


def test_what_the_wiki_changed_comes(into: Path) -> None:
    result, codes = again(changed(), into)
    assert acts(result) == {PAGE: "updated", FILE: "updated"}
    assert (into / PAGE).read_text("utf-8") == "Десять, по-новому"
    assert (into / FILE).read_bytes() == b"ten b"
    assert codes == []


def test_a_revision_that_counts_from_the_start_again_is_seen(into: Path) -> None:
    wiki = course().page(NAME, "Десять", title="Часть 10", revision="1.1", a_pdf=b"ten bytes")
    assert acts(again(wiki, into)[0]) == {FILE: "updated"}


def test_what_the_author_changed_stays(into: Path) -> None:
    (into / PAGE).write_text("mine")
    (into / FILE).write_bytes(b"mine")
    result, codes = again(course(), into)
    assert acts(result) == {PAGE: "kept", FILE: "kept"}
    assert (into / PAGE).read_text() == "mine"
    assert codes == []


def test_what_the_author_removed_stays_away(into: Path) -> None:
    (into / FILE).unlink()
    assert acts(again(course(), into)[0]) == {FILE: "kept"}
    assert not (into / FILE).exists()


def test_what_both_changed_is_there_twice(into: Path) -> None:
    (into / PAGE).write_text("mine\n")
    (into / FILE).write_bytes(b"mine")
    result, codes = again(changed(), into)
    assert codes == ["IMP-020", "IMP-020"]
    assert acts(result) == {PAGE: "both", FILE: "both"}
    assert (into / PAGE).read_text() == "mine\n"
    assert (into / f"{PAGE}.wiki").read_text("utf-8") == "Десять, по-новому"
    assert (into / f"{FILE}.wiki").read_bytes() == b"ten b"
    (diff,) = [change.diff for change in result.changes if change.path == PAGE]
    assert diff.splitlines()[3:] == ["-mine", "+Десять, по-новому"]
    # told once: what lies there is the author's to take over now, and the build reminds of it
    result, codes = again(changed(), into)
    assert (codes, acts(result)) == ([], {PAGE: "kept", FILE: "kept"})


def test_the_build_warns_of_the_wikis_version(into: Path) -> None:
    (into / PAGE).write_text("mine\n")
    (into / FILE).write_bytes(b"mine")
    again(changed(), into)
    report = Report()
    module = find_module(into / "02-pchyoly", report)
    assert module is not None
    assert [found.code for found in report] == ["PRJ-036", "PRJ-036"]
    assert not [name for name in module.files if name.endswith(".wiki")]


def test_the_wikis_version_that_the_author_works_on_is_not_written_over(into: Path) -> None:
    (into / PAGE).write_text("mine\n")
    again(changed(), into)
    (into / f"{PAGE}.wiki").write_text("half taken over")
    third = changed("3.1").page(NAME, "третья", title="Часть 10", revision="3.1", a_pdf=b"ten b")
    assert again(third, into)[1] == ["IMP-021"]
    assert (into / f"{PAGE}.wiki").read_text() == "half taken over"
    (into / f"{PAGE}.wiki").unlink()
    assert again(third, into)[1] == ["IMP-020"]
    assert (into / f"{PAGE}.wiki").read_text("utf-8") == "третья"


def test_a_file_that_never_came_from_the_wiki_is_not_written_over(tmp_path: Path) -> None:
    own = tmp_path / "modules" / "m" / "01-bees.xwiki"
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    wiki = SmallWiki().page("A.WebHome", "wiki's", title="Bees")
    _, codes = again(wiki, own.parent)
    assert "IMP-020" in codes
    assert own.read_text() == "mine"


def test_force_says_what_it_replaced(into: Path) -> None:
    (into / PAGE).write_text("mine\n")
    (into / FILE).write_bytes(b"mine")
    result, codes = again(course(), into, force=True)
    assert codes == ["IMP-022", "IMP-022"]
    assert acts(result) == {PAGE: "replaced", FILE: "replaced"}
    assert "-mine" in next(change.diff for change in result.changes if change.path == PAGE)
    assert (into / PAGE).read_text("utf-8") == "Десять"
    assert (into / FILE).read_bytes() == b"ten a"


def test_what_is_gone_is_told_and_kept(into: Path) -> None:
    before = tree(into)
    result, codes = again(course().without("Курс.Модуль 2.WebHome"), into)
    assert codes == ["IMP-023", "IMP-023"]
    assert acts(result) == {"03-uli/files/a.pdf": "gone", "03-uli/uli.xwiki": "gone"}
    assert tree(into) == before


def test_prune_takes_away_what_the_author_did_not_change(into: Path) -> None:
    (into / "03-uli" / "uli.xwiki").write_text("mine")
    result, codes = again(course().without("Курс.Модуль 2.WebHome"), into, prune=True)
    assert codes == ["IMP-023"]
    assert acts(result) == {"03-uli/files/a.pdf": "removed", "03-uli/uli.xwiki": "gone"}
    assert set(tree(into / "03-uli")) == {"uli.xwiki", "module.yaml", "origin.json"}


def test_prune_takes_a_whole_module_away(into: Path) -> None:
    dry, _ = again(course().without("Курс.Модуль 2.WebHome"), into, dry=True, prune=True)
    assert (into / "03-uli" / "uli.xwiki").exists()
    result, _ = again(course().without("Курс.Модуль 2.WebHome"), into, prune=True)
    assert not (into / "03-uli").exists()
    assert acts(dry) == acts(result)
    assert acts(result)["03-uli/module.yaml"] == "removed"


def test_pages_elsewhere_in_the_wiki_are_not_gone(into: Path) -> None:
    wiki = SmallWiki().page("Другой.А", "a", title="A").page("Другой.Б", "b", title="B")
    result, _ = again(wiki, into, prune=True)
    assert set(acts(result).values()) == {"new"}
    assert (into / "03-uli" / "uli.xwiki").exists()


def test_spaces_without_a_common_root_say_nothing_of_others(into: Path) -> None:
    wiki = SmallWiki().page("Один.А", "a", title="A").page("Другой.Б", "b", title="B")
    again(wiki, into)
    result, codes = again(wiki.without("Один.А").page("Третий.В", "c", title="C"), into)
    assert set(acts(result).values()) == {"new"}
    assert "IMP-023" not in codes
    wiki.page("Один.Г", "d", title="D")
    gone = [path for path, act in acts(again(wiki, into)[0]).items() if act == "gone"]
    assert gone == ["05-odin/a.xwiki"]


def test_one_page_says_nothing_of_those_below_it(into: Path) -> None:
    alone = SmallWiki().page("Курс.WebHome", "= Курс =\n\nО курсе.", title="Курс", img_png=b"png")
    result, codes = again(alone, into, prune=True)
    assert (set(acts(result).values()), codes) == ({"updated"}, [])  # the title
    assert (into / "03-uli" / "uli.xwiki").exists()


def test_another_wiki_says_nothing_of_this_one(into: Path) -> None:
    wiki = course().without("Курс.Модуль 2.WebHome")
    wiki.address = "https://other.example.org"
    assert "IMP-023" not in again(wiki, into)[1]


def test_dry_run_tells_the_same_and_writes_nothing(into: Path) -> None:
    (into / "02-pchyoly" / "pchyoly.xwiki").write_text("mine")
    wiki = changed().without("Курс.Модуль 2.WebHome")
    wiki.page("Курс.Модуль 1.Новая", "новая", title="Новая", a_png=b"new")
    before = tree(into.parent)
    dry, dry_codes = again(wiki, into, dry=True, prune=True)
    assert tree(into.parent) == before
    assert "+Десять, по-новому" in next(c.diff for c in dry.changes if c.path == PAGE)
    wet, codes = again(wiki, into, prune=True)
    assert (acts(dry), dry_codes) == (acts(wet), codes)


def test_dry_run_of_the_first_import(tmp_path: Path) -> None:
    dry, _ = again(course(), tmp_path / "modules", dry=True)
    assert list(tmp_path.iterdir()) == []
    wet, _ = again(course(), tmp_path / "modules")
    assert acts(dry) == acts(wet)


def test_damaged_memory_stops_the_import(into: Path) -> None:
    (into / "03-uli" / "origin.json").write_text("<<<<<<< ours")
    before = tree(into)
    report = Report()
    assert bring(changed(), into, Wishes(), report) is None
    assert report.has_errors
    assert tree(into) == before


def test_a_run_that_breaks_anywhere_is_completed_by_the_next(tmp_path: Path) -> None:
    bring(course(), tmp_path / "whole" / "modules", Wishes(), Report())
    bring(changed(), tmp_path / "whole" / "modules", Wishes(), Report())
    whole = tree(tmp_path / "whole")
    for number in itertools.count(1):
        into, broke = tmp_path / str(number) / "modules", 0
        for wiki in (course(), changed()):
            wiki.breaks_at = number
            try:
                bring(wiki, into, Wishes(), Report())
            except BrokenError:
                broke, wiki.breaks_at = broke + 1, 0
                bring(wiki, into, Wishes(), Report())
        assert tree(tmp_path / str(number)) == whole, number
        if not broke:
            break
    assert number > 10


KILLED = """
import os, signal, sys
from pathlib import Path
from scormkit.diagnostics import Report
from scormkit.ingest.wiki.bring import Wishes, bring
from small_wiki import course
left = int(sys.argv[2])
def counted(real):
    def call(*arguments, **more):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **more)
    return call
Path.write_bytes = counted(Path.write_bytes)
Path.replace = counted(Path.replace)
os.replace = counted(os.replace)
bring(course(), Path(sys.argv[1]), Wishes(), Report())
"""


@pytest.mark.soak
def test_a_killed_run_is_completed_by_the_next(tmp_path: Path) -> None:
    """Killed before the n-th time that anything is written or moved."""
    bring(course(), tmp_path / "whole" / "modules", Wishes(), Report())
    whole = tree(tmp_path / "whole")
    paths = [path for path in sys.path if path]
    for number in itertools.chain(range(1, 40, 5), itertools.count(40, 9)):
        into = tmp_path / str(number) / "modules"
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(into), str(number)],
            env={"PYTHONPATH": ":".join(paths)},
            check=False,
        )
        bring(course(), into, Wishes(), Report())
        assert tree(tmp_path / str(number)) == whole, number
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
    assert number > 40


def test_a_wiki_that_gives_nothing_any_more_is_not_asked_for_ever(tmp_path: Path) -> None:
    wiki, report = SmallWiki(), Report()
    for number in range(20):
        wiki.page(f"R.P{number}", "", title=f"P{number}")
    wiki.silent = True
    result = bring(wiki, tmp_path / "modules", Wishes(), report)
    assert result is not None
    assert not result.whole
    assert [found.code for found in report] == ["IMP-028"]
    assert len([call for call in wiki.calls if call[0] == "text"]) == 5
    wiki.silent = False
    bring(wiki, tmp_path / "modules", Wishes(), Report())
    other = tmp_path / "other" / "modules"
    bring(wiki, other, Wishes(), Report())
    assert tree(tmp_path / "modules") == tree(other)


def test_force_leaves_the_settings_to_the_author(into: Path) -> None:
    settings = into / "02-pchyoly" / "module.yaml"
    settings.write_text(settings.read_text("utf-8") + "minutes: 5\n", "utf-8")
    result, codes = again(course(), into, force=True)
    assert (acts(result), codes) == ({"02-pchyoly/module.yaml": "kept"}, [])


def test_a_page_with_another_name_is_told(into: Path) -> None:
    wiki = course().without(NAME).page("Курс.Модуль 1.Итог", "Десять", title="Итог", a_pdf=b"ten a")
    result, codes = again(wiki, into)
    assert codes == ["IMP-032"]
    assert "gone" not in acts(result).values()
