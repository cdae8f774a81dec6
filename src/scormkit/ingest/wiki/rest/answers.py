"""What the wiki's REST interface answers, as far as an import needs it; null is taken for empty."""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, Field

_Text = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]


def _listed(value: Any) -> Any:  # noqa: ANN401  whatever stands in the answer
    return [] if value is None else value


class Root(BaseModel):
    """The interface itself."""

    links: list[dict[str, Any]]


class Item(BaseModel):
    """One of a list; its id is ``wiki:Space.Space`` or ``wiki:Space.Page`` or that with ``@file``."""

    id: str


Listed = TypeVar("Listed", bound=Item)


class Listing(BaseModel, Generic[Listed]):
    """A part of a list."""

    items: list[Listed]


class Wikis(Listing[Item]):
    """The wikis of a farm; most have one, ``xwiki``."""

    items: list[Item] = Field(alias="wikis")


class Spaces(Listing[Item]):
    """All spaces of a wiki, those in spaces too."""

    items: list[Item] = Field(alias="spaces")


class Summary(Item):
    """A page in a listing."""

    name: str


class Summaries(Listing[Summary]):
    """Pages of one space, without those of spaces in it."""

    items: list[Summary] = Field(alias="pageSummaries")


class File(Item):
    """An attachment; ``longSize`` came later, for files of more than 2 GB."""

    name: str
    size: int | None = None
    long_size: int | None = Field(default=None, alias="longSize")
    version: _Text = ""
    date: int | str | None = None


class Files(Listing[File]):
    """Attachments of a page."""

    items: list[File] = Field(alias="attachments")


class Translation(BaseModel):
    """A language that a page is translated into."""

    language: _Text = ""


class Translations(BaseModel):
    """Languages of a page; ``default`` is its own."""

    default: _Text = ""
    translations: Annotated[list[Translation], BeforeValidator(_listed)] = Field(default=[])


class Class(BaseModel):
    """The class that a page defines, if it has properties."""

    properties: Annotated[list[Any], BeforeValidator(_listed)] = Field(default=[])


class Object(BaseModel):
    """An object on a page."""

    kind: _Text = Field(default="", alias="className")


class Objects(BaseModel):
    """Objects on a page."""

    items: Annotated[list[Object], BeforeValidator(_listed)] = Field(
        default=[], alias="objectSummaries"
    )


class Page(BaseModel):
    """A page or a translation of one; ``title`` is what the wiki shows, as HTML, ``raw_title`` what was written."""

    id: str
    content: _Text
    version: _Text = ""
    title: _Text = ""
    raw_title: _Text = Field(default="", alias="rawTitle")
    syntax: _Text = ""
    hidden: bool | None = None
    address: _Text = Field(default="", alias="xwikiAbsoluteUrl")
    translations: Translations | None = None
    clazz: Class | None = None
    objects: Objects | None = None


class Property(BaseModel):
    """The value of one property of an object."""

    value: _Text = ""
