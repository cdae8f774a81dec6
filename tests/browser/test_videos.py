"""Videos in a browser: what is played counts, skipping does not, and a blocked player is told of.

The pages of the video hosts are stand-ins; all else is as learners have it.
"""

from __future__ import annotations

import io
import re
import wave
from typing import TYPE_CHECKING, Any, Self

import pytest

from browser.axe import violations
from browser.courses import make_course
from browser.harness import DESKTOP, PHONE
from browser.players import PLAYERS, stand_in
from browser.test_web_frame import served
from scormkit import archive, player
from scormkit.model.blocks import Captions, Frame, Said, Video
from scormkit.model.course import Completion, Module, Page, SourceFile, VideoRules
from scormkit.model.hosts import known_video
from scormkit.model.inlines import Reference
from scormkit.render.course import render_site
from scormkit.render.themes import Theme
from scormkit.standards import STANDARDS

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from playwright.sync_api import Browser, Locator, Route
    from playwright.sync_api import Frame as PageFrame

    from scormkit.model.blocks import Block

SPEAKING = VideoRules(scripts=True, own_word=False)
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Анна>Добрый день!\n\n00:02.000 --> 00:03.000\n<v Анна>Начнём.\n"


def silence(seconds: int) -> bytes:
    """A film without a picture: what every Chromium plays."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 8000 * seconds)
    return made.getvalue()


def in_parts(route: Route, whole: bytes) -> None:
    """Answer as web servers do: without parts no browser can jump in a file."""
    start = int(re.sub(r"\D", "", route.request.headers.get("range", "0").partition("-")[0]) or 0)
    told = f"bytes {start}-{len(whole) - 1}/{len(whole)}"
    headers = {"content-range": told, "accept-ranges": "bytes", "content-type": "audio/wav"}
    route.fulfill(status=206, headers=headers, body=whole[start:])


class Watching:
    """A learner before a web course with these blocks on its second page."""

    def __init__(
        self,
        browser: Browser,
        folder: Path,
        *blocks: Block,
        videos: VideoRules = SPEAKING,
        files: tuple[str, ...] = (),
        size: tuple[int, int] = DESKTOP,
        dark: bool = False,
    ) -> None:
        pages = (
            Page("first", "Первая", (), module="one"),
            Page("film", "Видео", blocks, module="one"),
        )
        held = {name: SourceFile(name, folder / name, 1) for name in files}
        course = make_course(
            "ru",
            videos=videos,
            completion=Completion(videos=100, test=False),
            modules=(Module("one", "Один", pages, files=held),),
        )
        site = render_site(course, Theme(), extras=player.extras())
        self.tree = archive.unpack(STANDARDS["web"].pack(course, site), folder / "site")
        self.served = served(self.tree)
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(8_000)
        self.asked = stand_in(self.context)

    def __enter__(self) -> Self:
        self.origin = self.served.__enter__()
        self.page = self.context.new_page()
        self.open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.context.close()
        self.served.__exit__(kind, error, at)

    def open(self) -> None:
        """Come to the page with the videos; also again, after leaving."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.origin}/index.html#p-film")
        self.page.locator("html.sk-on").wait_for()

    def start(self) -> PageFrame:
        """Press the button of the first video; give the frame that is then there."""
        self.page.locator(".sk-play:visible").first.press("Enter")
        shown = self.page.wait_for_selector(".sk-live iframe")
        found = shown.content_frame() if shown else None
        assert found
        found.wait_for_function("() => 'play' in window")
        return found

    @property
    def box(self) -> Locator:
        return self.page.locator("[data-watch]").first

    def told(self, words: re.Pattern[str]) -> None:
        """Wait until the line under the box says so."""
        self.page.locator("p.sk-facts", has_text=words).first.wait_for()

    def watched(self) -> None:
        self.page.locator("[data-watch]:checked").first.wait_for()


def hosted(address: str, minutes: float = 0) -> Video:
    known = known_video(address)
    assert known
    return Video(*known[:4], title="О центре", minutes=minutes)


@pytest.mark.parametrize("address", PLAYERS, ids=["youtube", "vimeo", "rutube", "vk"])
def test_a_player_that_speaks_counts_what_is_played(
    chromium: Browser, tmp_path: Path, address: str
) -> None:
    with Watching(chromium, tmp_path, hosted(address)) as learner:
        assert learner.box.is_disabled(), "what is measured is not the learner's word"
        frame = learner.start()
        frame.wait_for_timeout(700)  # the player is asked until it answers
        frame.evaluate("play(0, 1)")
        frame.evaluate("play(3, 4)")
        learner.told(re.compile(r"Просмотрено 50\s%"))
        assert not learner.box.is_checked(), "a jump to the end is not watching"
        frame.evaluate("play(2, 2.5)")
        learner.open()  # what was played is known after a reload, and the place too
        frame = learner.start()
        assert re.search(r"(?:start|t)=2s?\b", frame.url)
        frame.wait_for_timeout(700)
        frame.evaluate("play(1, 3)")
        learner.watched()


def test_without_permission_nobody_is_listened_to(chromium: Browser, tmp_path: Path) -> None:
    """Time on the open frame counts instead, where the author told the length."""
    rules = VideoRules(watched=50, own_word=False)
    youtube, *_, vk = PLAYERS
    blocks = (hosted(vk, minutes=0.1), hosted(youtube))
    with Watching(chromium, tmp_path, *blocks, videos=rules) as learner:
        assert learner.box.is_disabled()
        assert learner.page.locator("[data-watch]").nth(1).is_enabled(), "nothing to measure"
        learner.start().evaluate("play(0, 1)")
        assert not learner.box.is_checked()
        learner.watched()
        assert all("js_api" not in url and "videoplayer.js" not in url for url in learner.asked)


def test_a_silent_player_is_told_of(chromium: Browser, tmp_path: Path, shots: Path) -> None:
    """As when it is blocked: the browser says that the frame is loaded all the same."""
    video = Video("vk-c1-2", "VK Видео", "https://vkvideo.ru/video-1_2", "https://vk.ru/blocked")
    with Watching(chromium, tmp_path, video) as learner:
        learner.page.clock.install()
        learner.open()
        learner.page.locator(".sk-play:visible").press("Enter")
        learner.page.clock.fast_forward(9_000)
        assert not learner.page.locator(".sk-video .sk-warning").count()
        learner.page.clock.fast_forward(2_000)
        note = learner.page.locator(".sk-video .sk-warning")
        note.wait_for()
        assert "не отвечает" in note.inner_text()
        assert note.locator("a").get_attribute("href") == video.link
        assert learner.box.is_enabled(), "now the learner's word counts"
        assert violations(learner.page) == []
        learner.page.screenshot(path=shots / "video-blocked.png")


@pytest.mark.parametrize("why", ["policy", "offline"])
def test_a_frame_that_may_not_load_is_told_of_at_once(
    chromium: Browser, tmp_path: Path, why: str
) -> None:
    blocks = (Frame("https://rutube.ru/elsewhere", "Карта"),)
    with Watching(chromium, tmp_path, *blocks, videos=VideoRules()) as learner:
        if why == "policy":
            index = learner.tree / "index.html"
            rule = "<head><meta http-equiv=content-security-policy content=\"frame-src 'none'\">"
            index.write_text(index.read_text("utf-8").replace("<head>", rule), "utf-8")
            learner.open()
        else:
            learner.context.set_offline(True)
        learner.page.locator(".sk-play:visible").press("Enter")
        learner.page.locator(".sk-frame .sk-warning a").wait_for()


@pytest.mark.parametrize(("size", "dark"), [(DESKTOP, False), (PHONE, True)], ids=["light", "dark"])
def test_a_local_video_has_captions_and_goes_on(
    chromium: Browser,
    tmp_path: Path,
    shots: Path,
    size: tuple[int, int],
    dark: bool,  # noqa: FBT001
) -> None:
    (tmp_path / "film.vtt").write_text(VTT, "utf-8")
    film = silence(3)
    (tmp_path / "film.wav").write_bytes(film)
    file = Reference("asset", "film.wav")
    captions = (Captions(Reference("asset", "film.vtt")),)
    said = (Said("Анна", "Добрый день! Начнём."),)
    video = Video("film", "", "", file=file, title="Приём", captions=captions, transcript=said)
    look: dict[str, Any] = {"files": ("film.wav", "film.vtt"), "size": size, "dark": dark}
    with Watching(chromium, tmp_path, video, **look) as learner:
        page = learner.page
        page.route(re.compile(r"\.wav$"), lambda route: in_parts(route, film))
        page.evaluate("document.querySelector('video').muted = true")
        assert page.evaluate("document.querySelector('video').textTracks[0].mode") == "showing"
        page.evaluate("document.querySelector('video').play()")
        page.wait_for_function("document.querySelector('video').currentTime > 1")
        shown = "document.querySelector('video').textTracks[0].activeCues[0].text"
        assert "Добрый день!" in page.evaluate(shown)
        page.evaluate("document.querySelector('video').pause()")
        page.locator("summary").press("Enter")
        assert page.locator("details p").inner_text() == "Анна: Добрый день! Начнём."
        assert violations(page) == []
        page.screenshot(path=shots / f"video-local-{'dark' if dark else 'light'}.png")
        learner.open()
        page.evaluate("document.querySelector('video').muted = true")
        page.evaluate("document.querySelector('video').play()")
        page.wait_for_function("!document.querySelector('video').paused")
        assert page.evaluate("document.querySelector('video').currentTime") >= 1
        learner.watched()


def test_a_local_video_that_cannot_be_played_is_told_of(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"no film")
    video = Video("film", "", "", file=Reference("asset", "film.mp4"), title="Приём")
    with Watching(chromium, tmp_path, video, files=("film.mp4",)) as learner:
        assert learner.box.is_disabled()
        learner.page.evaluate("document.querySelector('video').play().catch(() => {})")
        learner.page.locator(".sk-video .sk-warning a").wait_for()
        assert learner.box.is_enabled()
