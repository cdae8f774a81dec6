"""Shares the work of a large course among the machine's processors.

Workers are forked children that take whole modules through the same steps as the build itself and
hand back what they made, under the names by which the memory knows it. The build then runs as it
would alone and finds most of its results ready: what comes out, findings and their order, is the
same. It works along meanwhile. Whoever is free takes the next module: processors are seldom
equally fast. A worker renders what it has read; one that dies costs nothing but time, for what it
did not hand back is made by the build.

There are no workers where a process cannot fork, where threads run (a fork would copy their
locks), or where there is too little to do.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any, Self

from scormkit.pages.memory import Notes
from scormkit.pages.rendering import render_module
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scormkit.pages.drafts import ModuleDraft
    from scormkit.pages.memory import Memory
    from scormkit.pages.rendering import Surroundings

_LEAST = 100  # unknown sources for each process: a fork and its pipes cost about ten of them
_MOST = 8
_TICKET = 4  # bytes; so few are read from a pipe in one piece


class _Worker(Struct):
    pid: int
    orders: IO[bytes]
    results: IO[bytes]


class Crew:
    """Works ahead for a build: :meth:`read`, then :meth:`render`. Leaving it ends the workers."""

    def __init__(self, drafts: Sequence[ModuleDraft], memory: Memory) -> None:
        self._memory = memory
        self._workers: list[_Worker] = []
        fresh = [d for d in drafts if any(not memory.knows("outline", s.key) for s in d.drafts)]
        count = min(_processors(), _MOST, sum(len(draft.drafts) for draft in fresh) // _LEAST)
        self._share = _Share(fresh) if count > 1 else None
        with suppress(OSError):  # no room for another process
            while self._share and len(self._workers) < count - 1:
                self._workers.append(_hire(self._share))

    def read(self) -> None:
        """Read, shape and outline the sources, and read the tests."""
        self._round(None)

    def render(self, around: Surroundings) -> None:
        """Resolve and render the pages and the tests."""
        self._round(around)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in list(self._workers):
            self._dismiss(worker)
        if self._share:
            self._share.close()

    def _round(self, order: Surroundings | None) -> None:
        if not self._share or not self._workers:
            return
        told = pickle.dumps(order, pickle.HIGHEST_PROTOCOL)
        for worker in list(self._workers):
            with self._unless_gone(worker):
                worker.orders.write(told)
                worker.orders.flush()
        self._memory.ahead = True
        self._share.work(order, self._memory)
        self._memory.ahead = False
        for worker in list(self._workers):
            with self._unless_gone(worker):
                for note in pickle.load(worker.results):  # noqa: S301  our own child's
                    self._memory.take(note)

    @contextmanager
    def _unless_gone(self, worker: _Worker) -> Iterator[None]:
        try:
            yield
        except (OSError, EOFError, pickle.UnpicklingError):
            self._dismiss(worker)

    def _dismiss(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        os.kill(worker.pid, signal.SIGKILL)  # a dead child keeps its number until it is waited for
        os.waitpid(worker.pid, 0)
        for pipe in (worker.orders, worker.results):
            with suppress(OSError):
                pipe.close()


class _Share:
    """The modules one process reads, one by one from the heap before all, and later renders."""

    def __init__(self, drafts: Sequence[ModuleDraft]) -> None:
        self._drafts = sorted(drafts, key=lambda draft: draft.weight, reverse=True)
        self._own: list[ModuleDraft] = []
        self._heap, tickets = os.pipe()
        os.set_blocking(tickets, False)
        with suppress(BlockingIOError):  # more than a pipe holds is read by the build
            for number in range(len(drafts)):
                os.write(tickets, number.to_bytes(_TICKET))
        os.close(tickets)

    def work(self, order: Surroundings | None, memory: Memory) -> None:
        """Read modules as long as there are any, or render those that were read."""
        if order is None:
            while ticket := os.read(self._heap, _TICKET):
                draft = self._drafts[int.from_bytes(ticket)]
                draft.module(memory)
                self._own.append(draft)
        else:
            for draft in self._own:
                render_module(draft, order, memory)

    def close(self) -> None:
        """Let the heap go."""
        os.close(self._heap)


def _hire(share: _Share) -> _Worker:
    orders, results = os.pipe(), os.pipe()
    pid = os.fork()
    if pid:
        os.close(orders[0])
        os.close(results[1])
        return _Worker(pid, os.fdopen(orders[1], "wb"), os.fdopen(results[0], "rb"))
    try:  # the child: whatever happens, it ends here, without the parent's clean-up
        os.close(orders[1])
        os.close(results[0])
        _serve(share, os.fdopen(orders[0], "rb"), os.fdopen(results[1], "wb"))
    finally:
        os._exit(0)


def _serve(share: _Share, orders: IO[bytes], results: IO[bytes]) -> None:
    memory = Notes.apart()
    while True:
        order: Any = pickle.load(orders)  # noqa: S301  our own parent's
        share.work(order, memory)
        pickle.dump(memory.taken(), results, pickle.HIGHEST_PROTOCOL)
        results.flush()


def _processors() -> int:
    """Count the processors to use; one where forking is out of the question."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
