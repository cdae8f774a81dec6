"""``scormkit explain CODE``."""

from __future__ import annotations

import click


@click.command()
@click.argument("code")
def command(code: str) -> int:
    """Say what a finding means, why it matters and how to put it right.

    Example: scormkit explain CRS-005
    """
    from scormkit.check import catalogue

    found = catalogue.codes().get(code.upper())
    if found is None:
        near = catalogue.near(code)
        meant = f" Did you mean {', '.join(near)}?" if near else ""
        raise click.UsageError(f"There is no code {code}.{meant}")
    click.echo(f"{found.id}  {found.severity}\n\n{found.title}.\n")
    click.echo(click.wrap_text(found.help, 80))
    if found.clause:
        click.echo(f"\nWhere it says so: {found.clause}")
    return 0
