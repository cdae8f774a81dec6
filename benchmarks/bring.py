"""Imports 2,000 pages with 1 GB of attachments from a made-up wiki, accounts for all, and imports again.

Bars: memory at most 150 MiB, whatever comes; to import again, when nothing has changed, is no more
work than the first time.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from timing import Row, Run, medians, run, table

# What is measured stands in the child process, so that its memory is measured too.
BRING = """
import sys
from pathlib import Path
from scormkit.cli.report import imports
from scormkit.diagnostics import Report
from scormkit.ingest.account.course import account_course
from scormkit.ingest.wiki.bring import Wishes, bring
from scormkit.ingest.wiki.pages import Attachment, WikiPage

modules, pages, size = (int(word) for word in sys.argv[2:])
TEXT = Path(sys.argv[1], "page.txt").read_text("utf-8")
PIECE = bytes(range(256)) * 4096

class Made:
    address = "https://wiki.example.org"
    def pages(self, report):
        for module in range(modules):
            for page in range(pages):
                name = f"Course.M{module}.P{page}" if page else f"Course.M{module}.WebHome"
                files = (Attachment(f"file {page}.bin", size, "1.1"),) if page % 4 == 0 else ()
                yield WikiPage(name, f"Module {module}, page {page}", revision="1.1", attachments=files)
    def text(self, page, report):
        return f"{page.name}\\n\\n{TEXT}"
    def save(self, page, attachment, file, report):
        with file.open("wb") as out:
            for start in range(0, size, len(PIECE)):
                out.write(PIECE[: size - start])
        return True

wiki = Made()
wiki.pages = lambda report, listed=tuple(wiki.pages(None)): listed
folder = Path(sys.argv[1], "modules")
report = Report()
brought = bring(wiki, folder, Wishes(), report)
pages = list(account_course(brought, report, lambda *_: None))
told = imports.of_course(brought, pages, folder)
assert told["came"]["words"] == told["shown"]["words"] > len(pages), (told["came"], told["shown"])
imports.write_page(Path(sys.argv[1], "report.html"), told, "made", "en", report)
"""

TEXT = """\
(% class="size-20" %)
About the clients

Every **consultation** begins with a //greeting//, and [[the next page>>doc:Course.M1.P1]] says why.

(% class="box infomessage" %)
(((
**Remember.** People come with a question, and leave with an answer that they can use.
)))

* first point of the list
* second point of the list

|=Who|=What
|citizens|find work
|employers|find people
"""


def main() -> None:
    """Make a wiki, measure, print, clean up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--size", type=float, default=1.0, help="GB of attachments (default: 1)")
    options = parser.parse_args()
    modules, pages = 40, options.pages // 40
    size = int(options.size * 1e9 / (modules * len(range(0, pages, 4))))
    with tempfile.TemporaryDirectory(prefix="scormkit-bring-") as name:
        Path(name, "page.txt").write_text(TEXT * 4, encoding="utf-8")
        words = [sys.executable, "-c", BRING, name, *map(str, (modules, pages, size))]

        def timed() -> Run:
            os.sync()
            return run(words)

        first, again = timed(), timed()
    table(
        f"{options.pages} pages with {options.size:g} GB of attachments",
        [
            Row("peak memory, MiB", max(first.peak, again.peak), 150, medians([first])),
            Row("again / first", again.cpu / first.cpu, 1.0, medians([again])),
        ],
    )


if __name__ == "__main__":
    main()
