"""What an author can say in ``manifests/*.yaml`` and ``module.yaml``; frozen, nothing unknown."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, WithJsonSchema

from scormkit.diagnostics import Location


def _percent(value: Any) -> Any:  # noqa: ANN401  YAML holds anything; pydantic judges what comes out
    """Take ``80 %`` and ``80,5%`` as the numbers that they are to people."""
    if isinstance(value, str):
        return value.strip().removesuffix("%").strip().replace(",", ".")
    return value


Percent = Annotated[
    float,
    Field(ge=0, le=100, allow_inf_nan=False),
    BeforeValidator(_percent),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 100},
                {"type": "string", "pattern": r"^\d{1,3}([.,]\d+)?\s*%?$"},
            ]
        }
    ),
]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
CalloutName = Literal[
    "task", "note", "warning", "mistake", "success", "before-test", "congratulation", "box"
]
StandardName = Literal["scorm12", "web"]
Split = Literal["none", "heading-1", "heading-2"]


class Settings(BaseModel):
    """Frozen, strict about keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class CompletionRule(Settings):
    """When the course counts as done: everything asked for here must hold."""

    pages: Literal["all", "none"] = Field("all", description="Whether every page must be seen.")
    tasks: Literal["all", "none"] = Field("none", description="Whether every task is confirmed.")
    videos: Percent = Field(0, description="Share of the videos to be watched, e.g. 80 %.")
    test: Literal["passed", "none"] = Field("passed", description="Whether tests must be passed.")


class ThemeSettings(Settings):
    """Colours, logo and font of the course."""

    accent: Colour | None = Field(None, description="Accent colour on light ground, #RRGGBB.")
    accent_dark: Colour | None = Field(None, description="Accent colour on dark ground.")
    logo: str = Field("", description="A picture, by its path in the project.")
    font: str = Field("", description="Name of the font family, if a font file is given.")
    font_file: str = Field("", description="A WOFF2 file, by its path in the project.")
    radius: int | None = Field(None, ge=0, le=32, description="Radius of cards in pixels.")


class WikiSettings(Settings):
    """The wiki the pages come from."""

    address: str = Field(
        "", pattern=r"^(https?://.+)?$", description="e.g. https://wiki.example.org"
    )
    home: str = Field("", description="Name of the wiki page that stands for the whole course.")


class CheckSetting(Settings):
    """Another severity for a code, with the reason that reports repeat."""

    severity: Literal["error", "warning", "info", "off"]
    reason: str = Field(min_length=3)


class ShapeRules(Settings):
    """What the wiki's own constructs mean in a course; a manifest or a module may say it."""

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
    macros: dict[str, Literal["drop", "placeholder", "unwrap"]] = Field(
        {}, description="What becomes of a macro that cannot be converted."
    )
    split: Split = Field("none", description="Cut long pages at headings.")


class Manifest(ShapeRules):
    """A deliverable course: ``manifests/<name>.yaml``."""

    id: Identifier = Field(description="Latin letters, digits, hyphens; never change it later.")
    version: str = Field("1.0", max_length=20)
    title: str = Field(min_length=1, max_length=200)
    language: str = Field("en", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    modules: tuple[str, ...] = Field(min_length=1, description="Folders of modules/, in order.")
    standards: tuple[StandardName, ...] = Field(("scorm12",), min_length=1)
    summary: str = ""
    keywords: tuple[str, ...] = ()
    publisher: str = ""
    rights: str = ""
    completion: CompletionRule = CompletionRule()
    navigation: Literal["free", "linear"] = "free"
    on_fail: Literal["incomplete", "failed"] = "incomplete"
    structure: Literal["single", "sco-per-module"] = "single"
    packaging: Literal["course", "module"] = "course"
    theme: ThemeSettings = ThemeSettings()
    wiki: WikiSettings = WikiSettings()
    checks: dict[str, CheckSetting] = {}
    _places: tuple[Location, ...] = PrivateAttr(())

    def place_modules(self, places: tuple[Location, ...]) -> None:
        """Note where each of ``modules`` stands in the file, for messages about it."""
        self._places = places

    def place_of(self, index: int) -> Location:
        """Give the place of a module's name in the file."""
        return self._places[index] if index < len(self._places) else Location()


class ModuleSettings(Settings):
    """A module: ``modules/<name>/module.yaml``."""

    title: str = Field(min_length=1, max_length=200)
    summary: str = ""
    minutes: int = Field(0, ge=0, le=10_000, description="How long it takes.")
    objectives: tuple[str, ...] = ()
    pages: tuple[str, ...] = Field((), description="File names in reading order.")
    split: Split | None = None
    wiki: str = Field("", description="Name of the page in the wiki, for links to it.")
