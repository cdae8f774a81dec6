"""What a course says about turning the constructs of its wiki into those of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from scormkit.values import Struct, field, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.model.blocks import CalloutKind
    from scormkit.project.settings import Manifest, ModuleSettings
    from scormkit.project.settings.shapes import MacroRule


def _headings() -> Mapping[str, int]:
    return {"size-24": 1, "size-20": 2}


def _boxes() -> Mapping[str, CalloutKind]:
    return {
        "errormessage": "task",
        "warningmessage": "before-test",
        "successmessage": "congratulation",
        "infomessage": "note",
    }


class ShapeSettings(Struct, frozen=True):
    """CSS classes of the wiki and what they mean here.

    ``headings``: class of a paragraph → level; ``boxes``: class of a group → kind of callout;
    ``buttons``: classes of paragraphs that lead on; ``wrappers``: classes of groups that only
    style the page; ``macros``: what the manifest says about macros by their names; ``numbering``,
    ``spacers`` and ``contents``: what is tidied; ``test_frames``: ends of the path by which a frame
    is known to hold a published test; ``title``: the title of a page that has none of its own,
    ``named`` if it is known to be meant for the page.
    """

    headings: Mapping[str, int] = field(default_factory=_headings)
    boxes: Mapping[str, CalloutKind] = field(default_factory=_boxes)
    buttons: frozenset[str] = frozenset({"custom-button"})
    wrappers: frozenset[str] = frozenset({"font-montserrat"})
    macros: Mapping[str, MacroRule] = field(default_factory=dict)
    test_frames: tuple[str, ...] = ("/res/index.html",)
    split: Literal["", "heading-1", "heading-2"] = ""
    numbering: bool = True
    spacers: bool = True
    contents: bool = True
    title: str = ""
    named: bool = False

    @classmethod
    def of(cls, manifest: Manifest, module: ModuleSettings | None = None) -> ShapeSettings:
        """Take what the manifest says; a module may cut its pages in its own way."""
        own = module.split if module else None
        cut = manifest.split if own is None else own
        tidied = module.tidy.model_dump(exclude_unset=True) if module and module.tidy else {}
        return cls(
            headings=manifest.headings,
            boxes=manifest.boxes,
            macros=manifest.macros,
            split="" if cut == "none" else cut,
            title=module.title if module else "",
            **{**manifest.tidy.model_dump(), **tidied},
        )

    def for_page(self, title: str) -> ShapeSettings:
        """Give a page without a heading of its own the title it had where it comes from."""
        return replace(self, title=title, named=True) if title else self
