"""Who a statement is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.standards.xapi.facts import PATTERNS, VOCABULARIES
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.xapi.rules.said import Said


@rule("XAPI-003", severity=Severity.ERROR, clause="xAPI 1.0.3, 2.4.2.3")
def identified(said: Said) -> Findings:
    """A person is named in exactly one way.

    By account (homePage and name), mbox (mailto:…), mbox_sha1sum or openid; two of them could be
    two people. Keep the account.
    """
    for part in said.dicts("actor"):
        ways = [name for name in VOCABULARIES["identifiers"] if name in part.value]
        group = part.value.get("objectType") == "Group"
        if len(ways) > 1:
            yield Finding(f"{part.path} is named in two ways: {', '.join(ways)}", said.at)
        elif not ways and not group:
            yield Finding(f"{part.path} is named in no way", said.at)
    for part in said.texts("mbox", "mbox_sha1sum"):
        if not PATTERNS[part.shape].match(part.value):
            yield Finding(f"{part.path} is {part.value!r}", said.at)
    for part in said.dicts("account"):
        missing = [name for name in ("homePage", "name") if name not in part.value]
        if missing:
            yield Finding(f"{part.path} has no {' and no '.join(missing)}", said.at)


@rule("XAPI-004", severity=Severity.ERROR, clause="xAPI 1.0.3, 2.4.2.2")
def groups(said: Said) -> Findings:
    """A group without a name of its own lists its members, and these are people.

    Otherwise nobody knows who is meant. List the members as Agents.
    """
    for part in said.dicts("actor"):
        members = part.value.get("member")
        if part.value.get("objectType") != "Group":
            if members is not None:
                message = f"{part.path} has members, but its objectType is not Group"
                yield Finding(message, said.at)
            continue
        named = any(name in part.value for name in VOCABULARIES["identifiers"])
        if not named and not members:
            yield Finding(f"{part.path} is a group without members", said.at)
        for member in members if isinstance(members, list) else ():
            if isinstance(member, dict) and member.get("objectType") == "Group":
                yield Finding(f"{part.path} has a group among its members", said.at)


@rule("XAPI-028", severity=Severity.WARNING, clause="cmi5, 8.1.3; practice")
def no_addresses(said: Said) -> Findings:
    """People are named by accounts, not by e-mail addresses.

    An address is personal data and changes. Use the account that the LMS launches the course with.
    """
    for part in said.dicts("actor"):
        if "mbox" in part.value:
            yield Finding(f"{part.path} is named by an e-mail address", said.at)


RULES = (identified, groups, no_addresses)
