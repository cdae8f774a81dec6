"""JSON Schemas of the author's files, from the same settings that read them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

if TYPE_CHECKING:
    from pydantic import BaseModel

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "manifests/.schema"
"""Where a project keeps its schemas: out of the way of its manifests."""


class _Plain(GenerateJsonSchema):
    """Without the titles that only repeat the keys."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002  pydantic's own
        return False


def write_schema(settings: type[BaseModel]) -> str:
    """Write the JSON Schema (draft 2020-12) of a kind of settings."""
    schema = settings.model_json_schema(by_alias=True, schema_generator=_Plain)
    document = {"$schema": DIALECT, **schema}
    return json.dumps(document, ensure_ascii=False, indent=2).replace("``", "`") + "\n"
