"""The account of many pages: one round to know what links may lead to, one to go through each page.

Of a page no more is held than its text, its outline and its account.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from scormkit import readers, transforms
from scormkit.diagnostics import Diagnostic, Location, Report
from scormkit.ingest.account import PageAccount, account
from scormkit.ingest.folder import add_test
from scormkit.ingest.neighbours import outlined
from scormkit.ingest.wiki.codes import WORDS_LOST
from scormkit.model.blocks import TestPlace
from scormkit.model.walk import kind_of
from scormkit.pages.shelving import Shelving, asks
from scormkit.project import find_module, load_manifest
from scormkit.project.layout import SETTINGS
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scormkit.ingest.wiki.arrange.plan import PlannedModule
    from scormkit.ingest.wiki.bring import Brought
    from scormkit.model.course import Source
    from scormkit.project import Manifest, ModuleSources


def account_course(
    brought: Brought, report: Report, progress: Callable[[int, int, str], None]
) -> Iterator[PageAccount]:
    """Account for every page that was brought; findings go to ``report``."""
    languages: dict[str, list[PlannedModule]] = defaultdict(list)
    for module in brought.plan.modules:
        languages[module.language].append(module)
    courses = dict(brought.courses)
    done, total = 0, sum(len(module.pages) for module in brought.plan.modules)
    for language, modules in languages.items():
        course = _Course.of(courses.get(language), modules, brought.address)
        for module in modules:
            for page in course.accounts(module, report):
                done += 1
                progress(done, total, page.title)
                yield page


class _Course:
    """Modules of one language, those beside them that a manifest lists, and what links may lead to."""

    def __init__(
        self, manifest: Manifest | None, directory: transforms.Directory, shelving: Shelving
    ) -> None:
        self.manifest, self.directory, self.shelving = manifest, directory, shelving

    @classmethod
    def of(cls, file: Path | None, modules: list[PlannedModule], address: str) -> _Course:
        """Read all modules, one after the other; what is wrong in others stays unsaid."""
        manifest = load_manifest(file, Report()) if file and file.is_file() else None
        folders = [module.folder for module in modules]
        if manifest is not None:
            beside = (folders[0].absolute().parent / name for name in manifest.modules)
            known = {folder.name for folder in folders}
            folders += [path for path in beside if path.name not in known and path.is_dir()]
        opened = (find_module(folder, Report()) for folder in folders)
        found = tuple(sources for sources in opened if sources is not None)
        shelving = Shelving(found, manifest.macros if manifest else {})
        wiki = manifest.wiki if manifest else None
        directory = transforms.Directory.of(
            (outlined(each, _settings(manifest, each), shelving) for each in found),
            (wiki.address if wiki else "") or address,
            {each.id: each.settings.wiki for each in found if each.settings.wiki},
            wiki.home if wiki else "",
            {each.id: each.origin for each in found},
        )
        return cls(manifest, directory, shelving)

    def accounts(self, module: PlannedModule, report: Report) -> Iterator[PageAccount]:
        """Account for the pages of a module that came from the wiki."""
        if not (module.folder / SETTINGS).is_file():  # an import that broke off comes back to it
            return
        sources = find_module(module.folder, report)
        if sources is None:
            return
        settings = _settings(self.manifest, sources)
        by_name = {source.path.rpartition("/")[2]: source for source in sources.pages}
        asks_for_test = False
        for planned in module.pages:
            if (source := by_name.get(planned.name)) is None:
                continue
            told, has_test = self._account(source, module, settings, report)
            asks_for_test = asks_for_test or has_test
            files = sum((module.folder / "files" / f.name).is_file() for f in planned.files)
            came = told.came | {"attachments": told.came["attachments"] + len(planned.files)}
            shown = told.shown | {"attachments": files}
            yield replace(told, came=came, shown=shown, wiki=planned.page.name)
        if asks_for_test and sources.test is None:
            add_test(module.folder, module.title, report)

    def _account(
        self,
        source: Source,
        module: PlannedModule,
        settings: transforms.ShapeSettings,
        report: Report,
    ) -> tuple[PageAccount, bool]:
        local = Report()
        own = replace(settings.for_page(_title(module, source)), split="")
        page = replace(readers.read(source, local, own.macros), module=module.folder.name)
        if asks(source.text):
            page = transforms.fill(page, self.shelving.shelf, own, local)
        shaped = transforms.shape(page, own, local)
        resolved = tuple(transforms.resolve(part, self.directory, local) for part in shaped)
        told = account(page, shaped, resolved, local, settings.headings)
        report.extend(local)
        report.extend(findings(told))
        return told, any(kind_of(part.blocks, TestPlace) for part in shaped)


def findings(told: PageAccount) -> Iterator[Diagnostic]:
    """Say which words of which line are missing."""
    for lost in told.lost:
        code, at = WORDS_LOST, Location(told.path, lost.line)
        yield Diagnostic(code.id, code.severity, f"Missing: {lost.words}", at, code.help)
    if told.order and not told.lost:
        code, at = WORDS_LOST, Location(told.path, told.order)
        message = "From here words stand in another order"
        yield Diagnostic(code.id, code.severity, message, at, code.help)


def _settings(manifest: Manifest | None, sources: ModuleSources) -> transforms.ShapeSettings:
    if manifest is None:
        return transforms.ShapeSettings(title=sources.settings.title)
    return transforms.ShapeSettings.of(manifest, sources.settings)


def _title(module: PlannedModule, source: Source) -> str:
    name = source.path.rpartition("/")[2]
    return next((page.title for page in module.pages if page.name == name), "")
