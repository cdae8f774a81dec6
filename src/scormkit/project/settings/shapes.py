"""What the wiki's own constructs mean in a course: headings, boxes, macros, and what is tidied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

if TYPE_CHECKING:
    from collections.abc import Mapping

CalloutName = Literal[
    "task", "note", "warning", "mistake", "success", "before-test", "congratulation", "box"
]
Split = Literal["none", "heading-1", "heading-2"]
MacroShape = Literal[
    "drop", "placeholder", "unwrap", "hero", "figure", "callout", "video", "frame", "download", "html"
]  # fmt: skip
FROZEN = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
Parameter = Annotated[str, Field(max_length=500)]
BARE = ("drop", "placeholder", "unwrap")
"""What a macro can become without any more words."""
_WORDS: Mapping[str, tuple[str, ...]] = {
    "hero": ("image", "alt"),
    "figure": ("image", "alt", "caption"),
    "callout": ("kind", "title", "text"),
    "video": ("address", "title"),
    "frame": ("address", "title"),
    "download": ("file", "title"),
    "html": ("text",),
}
_NEEDED = frozenset({"image", "address", "file"})
"""Words without which there would be nothing to show."""


class MacroRule(BaseModel):
    """What a macro becomes; all words but kind name a parameter of it, or after = are the text itself.

    ``content`` names what stands between its tags.
    """

    model_config = FROZEN

    becomes: MacroShape = Field(
        alias="as",
        description="drop, placeholder, unwrap (its content is wiki text), or what it is made into.",
    )
    kind: CalloutName = Field("note", description="Of a callout.")
    title: Parameter = Field("", description="Parameter with a title.", examples=["title"])
    text: Parameter = Field("content", description="Parameter with the text in it.")
    image: Parameter = Field(
        "",
        description="Parameter with a picture's name or address.",
        examples=["src", "=cover.jpg"],
    )
    alt: Parameter = Field("", description="Parameter with the words that stand for the picture.")
    caption: Parameter = Field("", description="Parameter with the caption of a figure.")
    address: Parameter = Field("", description="Parameter with the address of a video or a frame.")
    file: Parameter = Field("", description="Parameter with the name of a file.")

    @model_validator(mode="after")
    def _says_what_fits(self) -> MacroRule:
        known = _WORDS.get(self.becomes, ())
        stray = sorted(self.model_fields_set - {"becomes", *known})
        if stray:
            more = f", but {', '.join(known)}" if known else ""
            raise ValueError(f"not have {stray[0]!r}: {self.becomes} knows no such word{more}")
        lacking = next((w for w in known if w in _NEEDED and not getattr(self, w)), "")
        if lacking:
            raise ValueError(f"have {lacking!r}: {self.becomes} is made of it")
        return self


def _rule(value: Any) -> Any:  # noqa: ANN401  YAML holds anything; pydantic judges what comes out
    """Take the bare name for all that there is to say."""
    return {"as": value} if isinstance(value, str) else value


AnyMacroRule = Annotated[
    MacroRule, BeforeValidator(_rule, json_schema_input_type=Literal[BARE] | MacroRule)
]


class TidyRules(BaseModel):
    """What is put in order on every page unless it is switched off here."""

    model_config = FROZEN

    numbering: bool = Field(
        default=True, description="Numbers written into headings by hand are taken off."
    )
    spacers: bool = Field(
        default=True,
        description="Blank lines and empty paragraphs that only make room are left out.",
    )
    contents: bool = Field(
        default=True,
        description="A list of the page's headings written by hand gets links to them.",
    )


class ShapeRules(BaseModel):
    """What the wiki's own constructs mean in a course."""

    model_config = FROZEN

    headings: dict[str, Annotated[int, Field(ge=1, le=6)]] = Field(
        {"size-24": 1, "size-20": 2}, description="Class of a paragraph → level of heading."
    )
    boxes: dict[str, CalloutName] = Field(
        {
            "errormessage": "task",
            "warningmessage": "before-test",
            "successmessage": "congratulation",
            "infomessage": "note",
        },
        description="Class of a box → kind of callout.",
    )
    macros: dict[str, AnyMacroRule] = Field(
        {},
        description="What a macro of the wiki becomes.",
        examples=[{"cover": {"as": "hero", "image": "src", "alt": "title"}}],
    )
    split: Split = Field("none", description="Cut long pages at headings.")
    tidy: TidyRules = Field(TidyRules(), description="What is put in order on every page.")
