"""What does not fit the settings, in words for people who write courses, not programs."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from scormkit.project import codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scormkit.diagnostics import Report
    from scormkit.project.yaml_text import Document, Path

_LONGEST = 60
_PATTERNS = {
    r"^[a-z][a-z0-9-]*$": "begin with a small Latin letter and hold only small Latin letters, "
    "digits and hyphens",
    r"^[A-Za-z0-9_.-]+$": "hold only Latin letters, digits, dots, hyphens and underscores",
    r"^#[0-9a-fA-F]{6}$": "be a colour such as #1A5FB4, in quotes",
    r"^(https?://.+)?$": "begin with https:// or http://",
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "be the code of a language, such as ru or en",
}
_WORDS = {
    "string_type": "be text",
    "int_type": "be a whole number",
    "int_parsing": "be a whole number",
    "int_from_float": "be a whole number",
    "int_parsing_size": "be a smaller number",
    "float_type": "be a number",
    "float_parsing": "be a number",
    "finite_number": "be a number",
    "bool_type": "be true or false",
    "bool_parsing": "be true or false",
    "tuple_type": "be a list: one entry a line, each after a hyphen",
    "dict_type": "hold keys and values",
    "model_type": "hold keys and values",
    "model_attributes_type": "hold keys and values",
    "greater_than_equal": "be at least {ge:g}",
    "less_than_equal": "be at most {le:g}",
    "string_too_long": "have at most {max_length} characters",
}


def report_problems(
    kind: type[BaseModel], problems: list[Any], document: Document, report: Report
) -> None:
    """Report what pydantic found, each at its place; a union's several complaints are one."""
    told: set[Path] = set()
    # a key that is missing because it is misspelt is reported once, under the name it has
    problems = sorted(problems, key=lambda problem: bool(problem["type"] == "missing"))
    for problem in problems:
        path, rest = _place(problem["loc"], document)
        if _of_another_branch(problem, rest) or _is_echo(problem, problems):
            continue
        if problem["type"] == "extra_forbidden":
            near = _near(kind, path)
            hint = f"Did you mean {near[0]!r}?" if near else ""
            told.update((*path[:-1], name) for name in near)
            message = f"The key {_name(path)!r} is unknown"
            report.add(codes.UNKNOWN_KEY, message, document.key_at(path), hint)
        elif problem["type"] == "missing":
            missing = (*path, problem["loc"][-1]) if rest else path
            if missing not in told:
                _report_missing(missing, document, report)
        elif path not in told:
            told.add(path)
            message, hint = _misfit(problem, path)
            report.add(codes.BAD_VALUE, message, document.at(path), hint)


def _place(location: tuple[Any, ...], document: Document) -> tuple[Path, tuple[Any, ...]]:
    """Give the path in the document and what is left over: names of a union's branches."""
    path: Path = ()
    rest: tuple[Any, ...] = ()
    for part in location:
        if (*path, part) in document.values:
            path, rest = (*path, part), ()
        else:
            rest = (*rest, part)
    return path, rest


def _of_another_branch(problem: Any, rest: tuple[Any, ...]) -> bool:  # noqa: ANN401  pydantic's record
    """Whether the author clearly meant the other kind that a value may have."""
    structured = isinstance(problem["input"], dict | list)
    if problem["type"] == "string_type":
        return "str" in rest and structured
    return problem["type"] == "model_type" and bool(rest) and not structured


def _is_echo(problem: Any, problems: list[Any]) -> bool:  # noqa: ANN401
    """Whether a list is called too short only because its entries are wrong."""
    place = problem["loc"]
    inside = (p["loc"][: len(place)] == place for p in problems if len(p["loc"]) > len(place))
    return problem["type"] == "too_short" and any(inside)


def _report_missing(path: Path, document: Document, report: Report) -> None:
    name = _name(path)
    if path in document.keys:
        message, at = f"The key {name!r} has no value", document.key_at(path)
    else:
        message, at = f"The key {name!r} is missing", document.at(path[:-1])
    report.add(codes.MISSING_KEY, message, at)


def _misfit(problem: Any, path: Path) -> tuple[str, str]:  # noqa: ANN401
    """Say what is wrong with a value, and which one was perhaps meant."""
    value, context = problem["input"], problem.get("ctx", {})
    name = _name(path) or "the file"
    if value is None:
        return f"{name} has no value", ""
    must, hint = _must(problem["type"], context), ""
    if problem["type"] == "literal_error":
        allowed = [
            word.strip(" '") for word in context["expected"].replace(" or ", ", ").split(",")
        ]
        must = f"be one of {', '.join(allowed)}"
        near = get_close_matches(str(value).lower(), allowed, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else ""
    is_long = problem["type"] == "string_too_long"
    now = f"has {len(value)}" if is_long else f"is {_shown(value)}"
    return f"{name} must {must}; it {now}", hint


def _must(kind: str, context: Mapping[str, Any]) -> str:
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(context["pattern"], f"look like {context['pattern']}")
    if kind == "string_too_short":
        least = context["min_length"]
        return "not be empty" if least == 1 else f"have at least {least} characters"
    if kind == "value_error":  # said by the settings themselves
        return str(context["error"])
    if kind == "too_short":
        least = context["min_length"]
        return f"have at least {least} {'entry' if least == 1 else 'entries'}"
    return _WORDS.get(kind, "be of another kind").format(**context)


def _shown(value: Any) -> str:  # noqa: ANN401  YAML holds anything
    """Show a value as its author may recognise it."""
    if isinstance(value, dict):
        return "a group of keys" if value else "empty"
    if isinstance(value, list):
        return f"a list of {len(value)}" if value else "an empty list"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)[:_LONGEST]
    text = str(value)
    return repr(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")


def _name(path: Path) -> str:
    """Write ``("questions", 0, "text")`` as people count: ``questions[1].text``."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f"{'.' if name else ''}{part}"
    return name


def _near(kind: type[BaseModel], path: Path) -> list[str]:
    """Find keys that read like the unknown one, at its own level of the settings."""
    models = [kind]
    for part in path[:-1]:
        if isinstance(part, str):
            fields = (model.model_fields for model in models)
            found = [f[name] for f in fields for name in f if (f[name].alias or name) == part]
            inside = [model for field in found for model in _models(field.annotation)]
            models = inside or models  # a name of the author's own is no field of any
    keys = [field.alias or name for m in models for name, field in m.model_fields.items()]
    return get_close_matches(str(path[-1]).lower(), keys, n=1)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401  any type
    """Give the settings inside a field's type, e.g. of a list of them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
