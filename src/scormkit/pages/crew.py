"""Shares the work of a large course among the machine's processors.

Workers are forked children that take whole modules through the same steps as the build itself and
hand back what they made, under the names by which the memory knows it. The build then runs as it
would alone and finds most of its results ready: what comes out, findings and their order, is the
same. It works on a share of its own meanwhile. A worker keeps what it has read between the two
rounds; one that dies costs nothing but time, for what it did not hand back is made by the build.

There are no workers where a process cannot fork, where threads run (a fork would copy their
locks), or where there is too little to do.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Self

from scormkit.pages.memory import Notes
from scormkit.pages.rendering import render_module

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scormkit.pages.drafts import ModuleDraft
    from scormkit.pages.memory import Memory
    from scormkit.pages.rendering import Surroundings

_LEAST = 100  # unknown sources for each process: a fork and its pipes cost about ten of them
_MOST = 8


@dataclass(slots=True)
class _Worker:
    pid: int
    orders: IO[bytes]
    results: IO[bytes]


class Crew:
    """Works ahead for a build: :meth:`read`, then :meth:`render`. Leaving it ends the workers."""

    def __init__(self, drafts: Sequence[ModuleDraft], memory: Memory) -> None:
        self._memory = memory
        self._own: Sequence[ModuleDraft] = ()
        self._workers: list[_Worker] = []
        fresh = [d for d in drafts if any(not memory.knows("outline", s.key) for s in d.drafts)]
        count = min(_processors(), _MOST, sum(len(draft.drafts) for draft in fresh) // _LEAST)
        if count > 1:
            self._own, *others = _shares(fresh, count)
            with suppress(OSError):  # no room for another process
                for share in others:
                    self._workers.append(_hire(share))

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

    def _round(self, order: Surroundings | None) -> None:
        if not self._workers:
            return
        told = pickle.dumps(order, pickle.HIGHEST_PROTOCOL)
        for worker in list(self._workers):
            with self._unless_gone(worker):
                worker.orders.write(told)
                worker.orders.flush()
        self._memory.ahead = True
        _work(self._own, order, self._memory)
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


def _work(share: Sequence[ModuleDraft], order: Surroundings | None, memory: Memory) -> None:
    for draft in share:
        if order is None:
            draft.module(memory)
        else:
            render_module(draft, order, memory)


def _hire(share: Sequence[ModuleDraft]) -> _Worker:
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


def _serve(share: Sequence[ModuleDraft], orders: IO[bytes], results: IO[bytes]) -> None:
    memory = Notes.apart()
    while True:
        order: Any = pickle.load(orders)  # noqa: S301  our own parent's
        _work(share, order, memory)
        pickle.dump(memory.taken(), results, pickle.HIGHEST_PROTOCOL)
        results.flush()


def _shares(drafts: Sequence[ModuleDraft], count: int) -> list[list[ModuleDraft]]:
    """Cut the modules into runs of about the same weight."""
    shares: list[list[ModuleDraft]] = [[] for _ in range(count)]
    whole, before = sum(draft.weight for draft in drafts) + 1, 0
    for draft in drafts:
        shares[before * count // whole].append(draft)
        before += draft.weight
    return shares


def _processors() -> int:
    """Count the processors to use; one where forking is out of the question."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
