"""Rendering outside a course: references are written readably, course blocks simply."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from scormkit.render.attributes import is_safe_url, render_attributes
from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scormkit.model.blocks import (
        Callout,
        Check,
        Download,
        Figure,
        Frame,
        Navigation,
        Parts,
        TestPlace,
        Video,
    )
    from scormkit.model.inlines import Attributes, Image, Link, Reference


class PlainComponents:
    """Course blocks without a theme."""

    def callout(self, block: Callout, title: str, body: str) -> str:
        """Render a box; its kind is a class."""
        heading = f'<div class="box-title">{title}</div>' if title else ""
        attributes = render_attributes(
            tuple(pair for pair in block.attrs if pair[0] not in {"class", "id"})
        )
        given = "".join(f" {value}" for name, value in block.attrs if name == "class")
        return f'<div class="box {block.kind}{escape(given)}"{attributes}>{heading}{body}</div>'

    def parts(self, block: Parts, parts: Sequence[tuple[str, str]]) -> str:
        """Render parts to fold out, one without a name as it is; the kind is a class."""
        folds = "".join(
            f"<details><summary>{head}</summary>{body}</details>" if head else f"<div>{body}</div>"
            for head, body in parts
        )
        attributes = render_attributes(tuple(p for p in block.attrs if p[0] not in {"class", "id"}))
        return f'<div class="{block.kind}"{attributes}>{folds}</div>'

    def note(self, label: str, words: str) -> str:
        """Render what explains in brackets behind it."""
        return f'{label}<span class="footnote"> [{words}]</span>'

    def video(self, block: Video) -> str:
        """Render a link to the video."""
        return _linked(block.link or (block.file.target if block.file else ""), block.title)

    def frame(self, block: Frame) -> str:
        """Render a link to the page that was framed."""
        return _linked(block.url, block.title)

    def figure(self, block: Figure, image: str, caption: str) -> str:
        """Render a picture and its caption."""
        body = caption if block.more else f"<p>{caption}</p>"
        return (
            f"<figure{render_attributes(block.attrs)}>{image}"
            f'<div class="figcaption">{body}</div></figure>'
        )

    def download(self, block: Download, title: str) -> str:
        """Render a link to the file."""
        address = reference_url(block.target)
        href = f' href="{escape(address)}"' if is_safe_url(address) else ""
        return f"<p><a{href} download>{title or escape(block.target.target)}</a></p>"

    def test_place(self, block: TestPlace) -> str:
        """Render nothing: a fragment has no test."""
        del block
        return ""

    def check(self, block: Check) -> str:
        """Render the words of the question and of what there is to choose."""
        from scormkit.render.course.quiz.questions import choices_of, plain  # noqa: PLC0415  a circle

        (asked,) = block.test.questions
        items = "".join(f"<li>{escape(plain(c.content))}</li>" for c in choices_of(asked, "+", "-"))
        return f"<p>{escape(plain(asked.prompt))}</p>" + (f"<ul>{items}</ul>" if items else "")

    def navigation(self, block: Navigation, label: str) -> str:
        """Render a link."""
        address = reference_url(block.target)
        href = f' href="{escape(address)}"' if is_safe_url(address) else ""
        return f"<p><a{href}>{label or escape(block.target.target)}</a></p>"

    def placeholder(self, name: str, source: str, *, inline: bool) -> str:
        """Render the source of what could not be converted."""
        tag, inner = ("code", "code") if inline else ("pre", "pre")
        return (
            f'<{tag} class="unconverted" data-name="{escape(name)}">'
            f"{escape(source, quote=False)}</{inner}>"
        )


class PlainContext(Struct, frozen=True):
    """A fragment by itself: headings as written, references as their author knows them."""

    heading_shift: int = 0
    components: PlainComponents = field(default_factory=PlainComponents)

    def anchor(self, identifier: str) -> str:
        """Keep the id."""
        return identifier

    def link(self, link: Link) -> Attributes:
        """Point to the reference, if that is safe."""
        address = reference_url(link.target)
        return (("href", address),) if is_safe_url(address) else ()

    def label(self, target: Reference) -> str:
        """Name the target."""
        return target.target

    def image(self, image: Image) -> Attributes:
        """Show the reference; without a text for it, the reference is that too."""
        address = reference_url(image.target)
        alt = image.target.target if image.alt is None else image.alt
        source = (("src", address),) if is_safe_url(address, image=True) else ()
        return (*source, ("alt", alt))


def reference_url(target: Reference) -> str:
    """Write a reference as an address a reader recognises."""
    query = f"?{target.query}" if target.query else ""
    anchor = f"#{target.anchor}" if target.anchor else ""
    match target.kind:
        case "here":
            return f"{query}{anchor}" or "#"
        case "mailto" | "data":
            return f"{target.kind}:{target.target}{query}{anchor}"
        case "unc":
            return "file:///" + target.target.replace("\\", "/").lstrip("/")
        case "path" | "url" | "external" | "asset":
            return f"{target.target}{query}{anchor}"
        case _:
            return _relative(target.target) + query + anchor


def _relative(name: str) -> str:
    """Keep a page name with a colon from being taken for a scheme."""
    return name if ":" not in name.partition("/")[0] else f"./{name}"


def _linked(address: str, title: str) -> str:
    href = f' href="{escape(address)}"' if is_safe_url(address) else ""
    return f"<p><a{href}>{escape(title or address, quote=False)}</a></p>"
