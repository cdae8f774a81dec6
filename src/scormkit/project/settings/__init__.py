"""What an author can say in ``manifests/*.yaml`` and ``module.yaml``; frozen, nothing unknown."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    Field,
    PrivateAttr,
    WithJsonSchema,
    model_validator,
)

from scormkit.diagnostics import Location
from scormkit.model.course import Navigation
from scormkit.project.settings.shapes import FROZEN, ShapeRules, Split, TidyRules


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
FontFiles = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    ),
]
StandardName = Literal[
    "scorm12",
    "scorm2004-2",
    "scorm2004-3",
    "scorm2004-4",
    "cmi5",
    "xapi",
    "aicc",
    "web",
    "cc",
    "cc13",
]
ThemeName = Literal["default", "gazette"]


class Settings(BaseModel):
    """Frozen, strict about keys."""

    model_config = FROZEN


class CompletionRule(Settings):
    """When the course counts as done: everything asked for here must hold."""

    pages: Literal["all", "none"] = Field("all", description="Whether every page must be seen.")
    tasks: Literal["all", "none"] = Field("none", description="Whether every task is confirmed.")
    videos: Percent = Field(0, description="Share of the videos to be watched, e.g. 80 %.")
    test: Literal["passed", "final", "none"] = Field(
        "passed",
        description="passed: every test; final: the final test alone, which also gives the score.",
    )

    @model_validator(mode="after")
    def _asks_for_something(self) -> CompletionRule:
        if self.pages == self.tasks == self.test == "none" and not self.videos:
            raise ValueError("ask for something: pages, tasks, videos or test")
        return self


class VideoSettings(Settings):
    """When a video counts as watched, and how that may be known."""

    watched: Percent = Field(90, gt=0, description="How much of a video has to be played.")
    scripts: bool = Field(
        default=False,
        description="Whether players of VK Video, Rutube, YouTube and Vimeo may be asked what is "
        "played; for VK Video a script of its host then runs in the course.",
    )
    own_word: bool = Field(
        default=True, description="Whether learners may tick a video off that is measured."
    )


def _module(value: Any) -> Any:  # noqa: ANN401
    """Take the bare name of a module for all that there is to say."""
    return {"module": value} if isinstance(value, str) else value


def _switch(value: Any) -> Any:  # noqa: ANN401
    """Take ``true`` for the defaults, and ``false`` for nothing."""
    return {} if value is True else None if value is False else value


class FinalTestSettings(Settings):
    """The test of the course as a whole; the bare name of its module is enough."""

    module: str = Field(min_length=1, description="Its folder in modules/, not listed there again.")
    opens: Literal["after-modules", "at-once"] = Field(
        "after-modules", description="When it can be begun: once all before it is done, or at once."
    )


class CertificateSettings(Settings):
    """What learners can print once the course is completed; ``true`` is enough."""

    title: str = Field("", max_length=80, description="Its heading; without it: Certificate.")
    text: str = Field(
        "", max_length=300, description="Stands above the title of the course, e.g. of completion."
    )
    signature: str = Field(
        "", max_length=200, description="Who signs: the name below the line for it."
    )
    score: bool = Field(default=False, description="Whether it shows the score of the course.")


class ThemeSettings(Settings):
    """Theme, colours, logo and fonts of the course."""

    name: ThemeName = Field("default", description="default: a calm reading room; gazette: print.")
    accent: Colour | None = Field(None, description="Accent colour on light ground, #RRGGBB.")
    accent_dark: Colour | None = Field(None, description="Accent colour on dark ground.")
    logo: str = Field("", description="A picture, by its path in the project.")
    font: str = Field("", description="Another name for the family of the font files.")
    font_file: FontFiles = Field(
        (), description="A TrueType, OpenType or WOFF file by its path in the project, or several."
    )
    radius: int | None = Field(None, ge=0, le=32, description="Radius of cards in pixels.")


class WikiSettings(Settings):
    """The wiki the pages come from."""

    address: str = Field(
        "", pattern=r"^(https?://.+)?$", description="e.g. https://wiki.example.org"
    )
    home: str = Field("", description="Name of the wiki page that stands for the whole course.")


class CheckSetting(Settings):
    """Another severity for a code, with the reason that reports repeat."""

    severity: Literal["error", "warning", "info", "off"] = Field(description="What it counts as.")
    reason: str = Field(min_length=3, description="Why; reports repeat it.")


class Manifest(Settings, ShapeRules):
    """A deliverable course: ``manifests/<name>.yaml``."""

    id: Identifier = Field(description="Latin letters, digits, hyphens; never change it later.")
    version: str = Field(
        "1.0", max_length=20, description="Of the course, in quotes.", examples=["1.0"]
    )
    title: str = Field(
        min_length=1, max_length=200, description="As learners see it, in LMS and course."
    )
    language: str = Field(
        "en",
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        description="Of the texts and of the player's own words.",
        examples=["ru", "en"],
    )
    modules: tuple[str, ...] = Field(
        min_length=1, description="Folders of modules/, in order.", examples=[["01-introduction"]]
    )
    final_test: Annotated[
        FinalTestSettings | None,
        BeforeValidator(_module, json_schema_input_type=str | FinalTestSettings),
    ] = Field(None, description="The folder of the module with the test of the whole course.")
    certificate: Annotated[
        CertificateSettings | None,
        BeforeValidator(_switch, json_schema_input_type=bool | CertificateSettings),
    ] = Field(
        None,
        description="What learners can print once the course is completed: true, or its texts.",
    )
    standards: tuple[StandardName, ...] = Field(
        ("scorm12",), min_length=1, description="Packages to make; web runs without an LMS."
    )
    summary: str = Field("", description="What the course is about, for catalogues.")
    keywords: tuple[str, ...] = Field((), description="Words to find the course by.")
    iri: str = Field(
        "",
        pattern=r"^([A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+[^\s<>\"{}|\\^`/#])?$",
        description="The course's own address for cmi5 and xAPI; never change it later.",
        examples=["https://courses.example.org/intro"],
    )
    publisher: str = Field("", description="Who gives the course out.")
    rights: str = Field("", description="Copyright or licence.")
    completion: CompletionRule = Field(
        CompletionRule(), description="When the course counts as done."
    )
    videos: VideoSettings = Field(VideoSettings(), description="When a video counts as watched.")
    navigation: Navigation = Field(
        "free",
        description="free: any order; linear: page after page; prerequisites: module after module; "
        "test-gate: tests when all before them is done; pretest: what the first module's test "
        "shows to be known needs not be read.",
    )
    attempts: int = Field(
        0, ge=0, le=100, description="How often the LMS lets a learner begin anew; 0: no limit."
    )
    on_fail: Literal["incomplete", "failed"] = Field(
        "incomplete", description="What the LMS is told when the test is not passed."
    )
    idle: int = Field(
        0,
        ge=0,
        le=600,
        description="After so many minutes without a sign of the learner no time counts; 0: all does.",
    )
    structure: Literal["single", "sco-per-module"] = Field(
        "single", description="One launchable part for the course, or one for each module."
    )
    packaging: Literal["course", "module"] = Field(
        "course", description="One package for the course, or one for each module."
    )
    theme: ThemeSettings = Field(ThemeSettings(), description="What the course looks like.")
    wiki: WikiSettings = Field(WikiSettings(), description="Where links to other wiki pages lead.")
    checks: dict[str, CheckSetting] = Field(
        {},
        description="Another severity for a code, with the reason.",
        examples=[{"CRS-006": {"severity": "off", "reason": "Learners can reach that site."}}],
    )
    _places: tuple[Location, ...] = PrivateAttr(())
    _keys: dict[str, Location] = PrivateAttr(default_factory=dict)

    def place_modules(self, places: tuple[Location, ...]) -> None:
        """Note where each of ``modules`` stands in the file, for messages about it."""
        self._places = places

    def place_keys(self, keys: dict[str, Location], start: Location) -> None:
        """Note where each key stands in the file, and where the file starts."""
        self._keys = {**keys, "": start}

    def place_of_key(self, name: str) -> Location:
        """Give the place of a key such as ``theme.accent``.

        A key that is not there has the place of the one around it, or the start of the file.
        """
        around = name.rpartition(".")[0]
        return self._keys.get(name) or self._keys.get(around) or self._keys.get("", Location())

    def place_of(self, index: int) -> Location:
        """Give the place of a module's name in the file."""
        return self._places[index] if index < len(self._places) else Location()


class ModuleSettings(Settings):
    """A module: ``modules/<name>/module.yaml``."""

    title: str = Field(min_length=1, max_length=200, description="As learners see it.")
    summary: str = Field("", description="What the module is about.")
    minutes: int = Field(0, ge=0, le=10_000, description="How long it takes, in minutes.")
    objectives: tuple[str, ...] = Field((), description="What learners can do afterwards.")
    pages: tuple[str, ...] = Field((), description="File names in reading order.")
    split: Split | None = Field(None, description="Cut long pages at headings.")
    tidy: TidyRules | None = Field(
        None,
        description="What is put in order on its pages; what it does not say is the manifest's.",
    )
    wiki: str = Field("", description="Name of the page in the wiki, for links to it.")
