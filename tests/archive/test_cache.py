"""The cache saves work and never changes a result."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from scormkit.archive import Cache, digest_file
from scormkit.archive.deflate import compress

if TYPE_CHECKING:
    from pathlib import Path


def kept(folder: Path) -> Cache:
    return Cache.open(folder)


def test_values_live_until_a_build_does_not_want_them(tmp_path: Path) -> None:
    with kept(tmp_path) as cache:
        cache.put("page", "a", b"A" * 100)
        cache.put("page", "b", b"")
        assert cache.get("page", "a") == b"A" * 100
        cache.save()
    with kept(tmp_path) as cache:
        assert cache.get("page", "a") == b"A" * 100
        assert cache.get("other", "a") is None
        cache.save()
    with kept(tmp_path) as cache:
        assert cache.get("page", "a") == b"A" * 100
        assert cache.get("page", "b") is None


def test_a_build_that_broke_off_drops_nothing(tmp_path: Path) -> None:
    with kept(tmp_path) as cache:
        cache.put("page", "a", b"A")
        cache.save()
    with kept(tmp_path) as cache:
        cache.put("page", "b", b"B")
        cache.save(complete=False)
    with kept(tmp_path) as cache:
        assert (cache.get("page", "a"), cache.get("page", "b")) == (b"A", b"B")


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    with kept(tmp_path) as cache:
        cache.put("page", "a", b"A")
        cache.save()
    before = (tmp_path / "build.cache").stat()
    with kept(tmp_path) as cache:
        assert cache.get("page", "a") == b"A"
        cache.save()
    after = (tmp_path / "build.cache").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_values_are_replaced_and_dropped(tmp_path: Path) -> None:
    with kept(tmp_path) as cache:
        cache.put("page", "a", b"A")
        cache.put("page", "b", b"B")
        cache.save()
        cache.put("page", "a", b"new")
        cache.drop("page", "b")
        assert cache.get("page", "b") is None
        cache.save()
        assert cache.get("page", "a") == b"new"
    with kept(tmp_path) as cache:
        assert (cache.get("page", "a"), cache.get("page", "b")) == (b"new", None)
        cache.drop("page", "a")
        cache.save()
    with kept(tmp_path) as cache:
        assert cache.get("page", "a") is None


def test_damage_makes_it_empty_and_never_wrong(tmp_path: Path) -> None:
    with kept(tmp_path) as cache:
        for number in range(5):
            cache.put("page", str(number), bytes([number]) * 50)
        cache.save()
    path = tmp_path / "build.cache"
    good = path.read_bytes()
    rng = random.Random(4)
    for number in range(300):
        bad = bytearray(good)
        if number % 3 == 0:
            del bad[rng.randrange(len(bad)) :]
        else:
            bad[rng.randrange(len(bad))] ^= 1 << rng.randrange(8)
        path.write_bytes(bad)
        with kept(tmp_path) as cache:
            for key in range(5):
                assert cache.get("page", str(key)) in {bytes([key]) * 50, None}
            cache.put("page", "new", b"N")
            cache.save()
        with kept(tmp_path) as cache:
            assert cache.get("page", "new") == b"N"


def test_two_builds_side_by_side(tmp_path: Path) -> None:
    with kept(tmp_path) as one, kept(tmp_path) as two:
        one.put("page", "a", b"one")
        two.put("page", "a", b"two")
        one.save()
        two.save()
        assert one.get("page", "a") in {b"one", None}
    with kept(tmp_path) as cache:
        assert cache.get("page", "a") == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["build.cache"]


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with kept(tmp_path / "file") as cache:
        cache.put("page", "a", b"A")
        cache.save()


def test_memory_is_bounded(tmp_path: Path) -> None:
    with kept(tmp_path) as cache:
        for number in range(5):
            cache.put("page", str(number), bytes(20 << 20))
        assert cache.get("page", "2") is not None
        assert cache.get("page", "4") is None


def test_a_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "v.mp4"
    path.write_bytes(b"one")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    with kept(tmp_path) as cache:
        known = digest_file(path, cache)
        cache.save()
    with kept(tmp_path) as cache, monkeypatch.context() as patch:
        patch.setattr("scormkit.archive.digest._read_digest", lambda _: pytest.fail("read again"))
        assert digest_file(path, cache) == known
    path.write_bytes(b"two")
    with kept(tmp_path) as cache:
        assert digest_file(path, cache).digest != known.digest


def test_a_file_just_written_is_not_trusted(tmp_path: Path) -> None:
    """Its time stamp may stay the same when it is written again within the same tick."""
    path = tmp_path / "v.mp4"
    path.write_bytes(b"one")
    cache = Cache()
    stamp = path.stat().st_mtime_ns
    first = digest_file(path, cache)
    path.write_bytes(b"two")
    os.utime(path, ns=(stamp, stamp))
    assert digest_file(path, cache).digest != first.digest


def test_text_is_deflated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache()
    body = compress("a.html", b"<p>text</p>" * 50, cache)
    monkeypatch.setattr("scormkit.archive.deflate.deflate", lambda _: pytest.fail("deflated again"))
    assert compress("b.html", b"<p>text</p>" * 50, cache) == body


def test_what_killed_builds_left_is_removed(tmp_path: Path) -> None:
    old, young = tmp_path / ".build.cache.1.tmp", tmp_path / ".build.cache.2.tmp"
    for path in (old, young):
        path.write_bytes(b"torn")
    os.utime(old, (1_700_000_000, 1_700_000_000))
    with kept(tmp_path) as cache:
        cache.put("page", "a", b"A")
        cache.save()
    assert sorted(p.name for p in tmp_path.iterdir()) == [young.name, "build.cache"]
