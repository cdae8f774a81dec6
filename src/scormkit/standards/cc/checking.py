"""Checks a cartridge: its manifest, the files beside it, then each assessment in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.standards.cc import rules
from scormkit.standards.cc.facts import ALL_KINDS, BY_NAMESPACE, EDITIONS
from scormkit.standards.cc.grammar import manifest_grammar, question_grammar
from scormkit.standards.cc.imsmanifest import NAME
from scormkit.standards.ims import imsmanifest
from scormkit.standards.ims.edition import declared_namespaces
from scormkit.validate.document import SIZE_LIMIT, Document
from scormkit.validate.engine import run
from scormkit.validate.files import Inside
from scormkit.validate.rules import xml_text, xml_tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.diagnostics import Report
    from scormkit.standards.ims.imsmanifest import ImsManifest
    from scormkit.validate.document import Grammar
    from scormkit.validate.files import Files

_TREE_RULES = tuple(rule for rule in xml_tree.RULES if rule is not xml_tree.schemas_present)
_QUESTIONS = frozenset({"assessment", "question bank"})


def finder(*editions: str) -> Callable[[Files], str]:
    """Give what finds a manifest of one of these editions, told by its namespace."""
    wanted = {EDITIONS[name].namespace.encode() for name in editions}

    def find(files: Files) -> str:
        """Give the path of the manifest nearest to the root, or nothing."""
        named = [path for path in files if path.rpartition("/")[2].lower() == NAME]
        for path in sorted(named, key=lambda path: (path.count("/"), path != NAME, path)):
            small = files.size(path) <= SIZE_LIMIT
            found = set(declared_namespaces(files.read(path))) if small else set()
            return path if found & wanted else ""
        return ""

    return find


def check(files: Files, report: Report, manifest: str = NAME, *, alone: bool = False) -> None:
    """Run the rules; ``alone`` says that the manifest came without its package."""
    folder, _, name = manifest.rpartition("/")
    inside = Inside(files, f"{folder}/") if folder else files
    data = inside.read(name)
    declared = (BY_NAMESPACE.get(each.decode()) for each in declared_namespaces(data))
    edition = next(filter(None, declared), EDITIONS["1.1"])
    document = Document(name, data, inside, manifest_grammar(edition), alone)
    stages = (xml_text.FIRST, xml_text.SECOND, rules.ROOT_RULES)
    if not all(run(stage, document, report) for stage in stages):
        return
    run(_TREE_RULES, document, report)
    content = imsmanifest.read(document)
    run(rules.RULES, content, report)
    if not alone:
        run(rules.PACKAGE_RULES, content, report)
        _check_assessments(content, report)
    _run_last(document, report)


def _check_assessments(manifest: ImsManifest, report: Report) -> None:
    for resource in manifest.resources:
        kind = ALL_KINDS.get(resource.type or "")
        if kind is None or kind.name not in _QUESTIONS:
            continue
        for file in resource.files[:1]:
            if file.path in manifest.files:
                _check_questions(manifest.files, file.path, question_grammar(), report)


def _check_questions(files: Files, path: str, grammar: Grammar, report: Report) -> None:
    large = files.size(path) > SIZE_LIMIT
    data = b" " * (SIZE_LIMIT + 1) if large else files.read(path)
    document = Document(path, data, files, grammar)
    stages = (xml_text.FIRST, xml_text.SECOND, rules.QUESTION_ROOT_RULES)
    if all(run(stage, document, report) for stage in stages):
        run(rules.QUESTION_RULES, document, report)
        _run_last(document, report)


def _run_last(document: Document, report: Report) -> None:
    """Let the schema speak of the lines that no rule has spoken of."""
    path = document.at().path
    document.told.update(d.at.line for d in report if d.at.path == path and d.at.line)
    run(xml_tree.LAST, document, report)
