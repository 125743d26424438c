"""The description of the interface as a judge: is this answer, is this body, what it says?"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator


@cache
def description() -> dict[str, Any]:
    """The file itself, as the product serves it."""
    text = files("ecot.api").joinpath("openapi.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def found_at(reference: str) -> Any:
    """What `#/a/b` points to."""
    found: Any = description()
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return found


def breaks(schema: str, value: object) -> list[str]:
    """How a value departs from a schema of the description, by the schema's name."""
    whole = {"$ref": f"#/components/schemas/{schema}", "components": description()["components"]}
    return [error.message for error in Draft202012Validator(whole).iter_errors(value)]


def said_of(address: str) -> dict[str, Any]:
    """The answers that a POST to this address may have, by status."""
    for template, item in description()["paths"].items():
        pattern = re.sub(r"\\\{\w+\\\}", "[0-9]+", re.escape(template))
        if re.fullmatch(pattern, address):
            answers = item["post"]["responses"].items()
            return {
                status: found_at(said["$ref"]) if "$ref" in said else said
                for status, said in answers
            }
    raise AssertionError(address)


def as_described(address: str, answer: Any) -> None:
    """Fail unless status, headers and body of an answer are among those described."""
    said = said_of(address).get(str(answer.status_code))
    assert said is not None, (address, answer.status_code)
    assert answer.headers["Content-Type"] == "application/json"
    assert set(said.get("headers", {})) <= set(answer.headers)
    schema = said["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    assert breaks(schema, json.loads(answer.content)) == []
