"""The preview's server: on this machine only, on a free port, watching the sources."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING, Self

import uvicorn
import watchfiles

from scormkit.errors import ScormkitError
from scormkit.preview.routes import Answers
from scormkit.preview.state import Previewed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from types import FrameType, TracebackType

HOST = "127.0.0.1"


class _Server(uvicorn.Server):
    """Tells the streams of events to end, so that the server need not wait for their readers."""

    def __init__(self, config: uvicorn.Config, previewed: Previewed) -> None:
        super().__init__(config)
        self._previewed = previewed

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Ctrl-C: once ends cleanly, twice at once."""
        self._previewed.ended = True
        super().handle_exit(sig, frame)


class Preview:
    """A local LMS around one package.

    ``package`` is a zip or an unpacked folder. ``rebuild``, called when something under ``watch``
    was saved, gives the paths of new ones by their standards, the first of them to be shown first,
    or raises a :class:`ScormkitError`, whose messages the page then shows. Use :meth:`run` in the main thread, or the instance as a context manager, which
    serves from a thread.
    """

    def __init__(
        self,
        package: Path | None,
        *,
        rebuild: Callable[[], Mapping[str, Path]] | None = None,
        watch: Sequence[Path] = (),
        port: int = 0,
    ) -> None:
        self.previewed = Previewed()
        self._rebuild = rebuild
        self._watch = tuple(watch)
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        if package:
            self.previewed.show(package)
        elif rebuild:
            self.refresh()
        self._socket = socket.create_server((HOST, port))
        config = uvicorn.Config(
            Answers(self.previewed).app(),
            log_level="critical", access_log=False, ws="none", lifespan="off",
            timeout_graceful_shutdown=1,
        )  # fmt: skip
        self._server = _Server(config, self.previewed)

    @property
    def address(self) -> str:
        """Where to point the browser."""
        return f"http://{HOST}:{self._socket.getsockname()[1]}/"

    def refresh(self) -> None:
        """Build anew and show it, or show what is wrong."""
        if not self._rebuild:
            return
        try:
            self.previewed.offer_packages(self._rebuild())
        except ScormkitError as error:
            told = tuple(f"{d.at}: {d.message} [{d.code}]" for d in error.diagnostics)
            self.previewed.fail(told or (str(error),))

    def run(self) -> None:
        """Serve until Ctrl-C."""
        self._start(self._observe)
        try:
            self._server.run(sockets=[self._socket])
        except KeyboardInterrupt:
            pass
        finally:
            self._end()

    def __enter__(self) -> Self:
        self._start(self._observe)
        self._start(self._server.run, [self._socket])
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.previewed.ended = True
        self._server.should_exit = True
        self._end()

    def _start(self, work: Callable[..., object], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _end(self) -> None:
        self.previewed.ended = True
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=10)
        self._socket.close()
        self.previewed.close()

    def _observe(self) -> None:
        """Rebuild when a source was saved; several saves at once are one."""
        paths = [path for path in self._watch if path.exists()]
        if not paths or not self._rebuild:
            return
        for _ in watchfiles.watch(*paths, stop_event=self._stop, raise_interrupt=False):
            self.refresh()
