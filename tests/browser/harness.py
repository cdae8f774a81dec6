"""Drives a package in the preview: the same local LMS that authors look at, in a real browser."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from playwright.sync_api import Error

from scormkit.preview.server import Preview

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from playwright.sync_api import Browser, BrowserContext, Frame, Page, Request

DESKTOP = (1440, 900)
PHONE = (390, 844)


class Lms:
    """A learner's browser with the preview in it.

    Fails at the end if the course made a request of its own or an error reached the console.
    """

    def __init__(
        self,
        browser: Browser,
        package: Path,
        *,
        size: tuple[int, int] = DESKTOP,
        dark: bool = False,
        forced_colours: bool = False,
        reduced_motion: bool = True,
        tolerate: tuple[str, ...] = (),
    ) -> None:
        self.preview = Preview(package)
        self.complaints: list[str] = []
        self._tolerate = tolerate
        self._context: BrowserContext = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            forced_colors="active" if forced_colours else "none",
            reduced_motion="reduce" if reduced_motion else "no-preference",
            has_touch=size[0] < 800,
        )
        self._context.set_default_timeout(10_000)

    def __enter__(self) -> Self:
        self.preview.__enter__()
        self.page = self.new_page()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._context.close()
        self.preview.__exit__(kind, error, at)
        if kind is None:
            assert self.complaints == []

    def new_page(self) -> Page:
        """Open one more window of the same learner's browser."""
        page = self._context.new_page()
        page.on("console", lambda message: self._complain(message.type, message.text))
        page.on("pageerror", lambda error: self._complain("error", str(error)))
        page.on("request", self._watch)
        page.goto(self.preview.address)
        page.wait_for_function("window.previewLms && window.previewLms.session")
        return page

    @property
    def _has_lrs(self) -> bool:
        return self.preview.previewed.offer.play in {"cmi5", "xapi"}

    def _complain(self, kind: str, text: str) -> None:
        # That there is no document yet is an LRS's answer like any other; the browser cries all the same.
        tolerated = (*self._tolerate, *(["status of 404"] if self._has_lrs else []))
        if kind == "error" and not any(known in text for known in tolerated):
            self.complaints.append(text)

    def _watch(self, request: Request) -> None:
        """A course must not fetch anything by script (P35) nor ask for other hosts unasked."""
        if request.resource_type in {"fetch", "xhr", "websocket", "eventsource", "ping"}:
            frame = request.frame if not request.is_navigation_request() else None
            own = request.url.startswith(
                tuple(self.preview.address + name for name in ("lrs/", "fetch/"))
            )
            if frame and frame.parent_frame and not own:
                self.complaints.append(f"the course asked for {request.url}")
        elif not request.url.startswith((self.preview.address, "data:", "blob:", "about:")):
            self.complaints.append(f"a request went to {request.url}")

    @property
    def course(self) -> Frame:
        """The frame of the course."""
        handle = self.page.wait_for_selector("#stage iframe")
        frame = handle.content_frame() if handle else None
        assert frame
        return frame

    def ask(self, script: str, argument: object = None) -> Any:
        """Evaluate a script over ``lms``, the page's own object."""
        return self.page.evaluate(
            f"argument => {{ const lms = window.previewLms; return {script} }}", argument
        )

    def log(self) -> list[dict[str, Any]]:
        """All calls of all launches of this window, or all requests to the LRS."""
        if self._has_lrs:
            return [told["call"] for told in self.preview.previewed.calls]
        found: list[dict[str, Any]] = self.ask("lms.log")
        return found

    def errors(self) -> list[dict[str, Any]]:
        """The calls that a strict LMS does not take."""
        return [call for call in self.log() if call["bad"]]

    def statements(self) -> list[dict[str, Any]]:
        """All statements that the LRS has, in their order."""
        return list(self.preview.previewed.lms.lrs.statements.all.values())

    def outcome(self) -> dict[str, Any]:
        """What the LMS shows of the running item: completion, success, score, progress."""
        if self._has_lrs:  # the page hears a little later than the statements arrive
            calls = self.preview.previewed.calls
            self.eventually(
                lambda: self.ask("lms.outcome()") == calls[-1]["standing"]["outcome"],
                "the page shows what the LRS was told",
            )
        found: dict[str, Any] = self.ask("lms.outcome()")
        return found

    def entries(self) -> list[tuple[str, str]]:
        """The table of contents: status and state of each item."""
        found: list[dict[str, str]] = self.ask("lms.entries()")
        return [(entry["status"], entry["state"]) for entry in found]

    def moves(self) -> dict[str, bool]:
        """Whether the LMS offers to continue and to go back."""
        found: dict[str, bool] = self.ask("lms.moves()")
        return found

    def launch(self, move: int | str) -> None:
        """Go to an item of the contents, or continue, previous."""
        self.ask("lms.launch(argument)", move)

    def cmi(self) -> dict[str, str]:
        """The data model as the LMS has it now."""
        found: dict[str, str] = self.ask("lms.cmi()")
        return found

    def stored(self) -> dict[str, str]:
        """The data model as the server has it: what outlives the window."""
        records = [r for r in self.preview.previewed.records.values() if "values" in r]
        values: dict[str, str] = records[-1]["values"] if records else {}
        return values

    def sets(self, element: str = "") -> list[str]:
        """The values written to an element, in order."""
        return [
            c["value"]
            for c in self.log()
            if c["call"] in {"LMSSetValue", "SetValue"} and c["element"].startswith(element)
        ]

    def relaunch(self) -> None:
        """Leave and come again, as a learner does within one window of the LMS."""
        self.ask("lms.relaunch()")

    def reset(self) -> None:
        """Begin a new attempt, of which the LMS knows nothing."""
        self.ask("lms.reset()")

    def mode(self, name: str) -> None:
        """Come again in another mode: normal, browse, review, empty."""
        self.ask("lms.setMode(argument)", name)

    def fault(self, name: str) -> None:
        """Give the LMS a fault: refuse, forget, lose, throw, slow, no-api, late-api, none."""
        self.ask("lms.setFault(argument)", name)

    def reopen(self) -> None:
        """Close the window and come back in a new one."""
        self.page.close()
        self.page = self.new_page()

    def kill(self) -> None:
        """End the window as a power cut does, so that no script of it runs any more; come back."""
        with suppress(Error):
            self.page.goto("chrome://crash")
        self.page.close()
        self.page = self.new_page()

    def eventually(self, holds: Callable[[], object], what: str, seconds: float = 10) -> None:
        """Wait until something holds; ``what`` names it in the failure."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"not within {seconds} s: {what}"
            self.page.wait_for_timeout(50)
