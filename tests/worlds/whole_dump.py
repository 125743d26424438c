"""The whole database as text that two runs can be compared by, byte for byte.

Every row of every table of the product, in the order in which it was written. What chance or a
sequence gave (identifiers, numbers of rows) is replaced by its rank: a killed transaction uses up
numbers of PostgreSQL's sequences, and that is no difference of the book. The machine's own instant
(`recorded_at` of an entry) is left out: it is when the row was written, not what happened.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Field, ForeignKey, Model

Row = dict[str, object]
_DRAWN = {"records_saltkey": {"secret"}}
"""Columns that chance fills; nothing but the digests made of them shows them."""
_NUMBERED = {
    "records_commitment": {"row_id", "digest"},
    "records_checkpoint": {"peaks", "note"},
}
"""Columns in which the number of an entry enters: on PostgreSQL, where it has gaps, the promise
`sealed` looks at them instead."""
_UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
_ENTRY = re.compile(r"(\"(?:ordered|corrects)\":)([0-9]+)")
"""Where evidence names an entry by its number."""


def whole_dump() -> str:
    """The canonical text of the book and of every room."""
    models = sorted(
        (model for model in apps.get_models() if model.__module__.startswith("ecot.")),
        key=lambda model: model._meta.db_table,
    )
    tables = {model: _rows(model) for model in models}
    ranks = {
        model._meta.db_table: {str(row[_key(model)]): rank for rank, row in enumerate(rows, 1)}
        for model, rows in tables.items()
    }
    identities = {
        UUID(name).hex: f"{table}#{rank}"
        for table, names in ranks.items()
        for name, rank in names.items()
        if _UUID.fullmatch(name)
    }
    lines = [
        json.dumps([model._meta.db_table, _told(model, row, ranks, identities)], sort_keys=True)
        for model, rows in tables.items()
        for row in rows
    ]
    return "\n".join(lines)


def _key(model: type[Model]) -> str:
    assert model._meta.pk is not None
    return model._meta.pk.attname


def _rows(model: type[Model]) -> list[Row]:
    """In the order of their numbers; where chance names the rows, by what they say."""
    rows: list[Row] = list(model._default_manager.values())
    key = _key(model)
    if any(isinstance(row[key], int) for row in rows):
        return sorted(rows, key=lambda row: int(str(row[key])))
    return sorted(rows, key=lambda row: [_UUID.sub("", str(value)) for value in row.values()])


def _told(
    model: type[Model],
    row: Mapping[str, object],
    ranks: Mapping[str, Mapping[str, int]],
    identities: Mapping[str, str],
) -> Row:
    told: Row = {}
    entries = ranks["ledger_entry"]
    table_name = model._meta.db_table
    left_out = _DRAWN.get(table_name, set())
    if connection.vendor == "postgresql":
        left_out = left_out | _NUMBERED.get(table_name, set())
    for field in _fields(model):
        if field.attname in left_out:
            continue
        value = row[field.attname]
        table = _numbered_by(model, field)
        if table is not None and value is not None:
            told[field.attname] = ranks[table].get(str(value), f"? {value}")
            continue
        text = _UUID.sub(lambda found: identities.get(UUID(found[0]).hex, found[0]), str(value))
        told[field.attname] = _ENTRY.sub(lambda found: f"{found[1]}#{entries.get(found[2])}", text)
    return told


def _fields(model: type[Model]) -> Iterable[Field[object, object]]:
    return (field for field in model._meta.concrete_fields if not field.has_db_default())


def _numbered_by(model: type[Model], field: Field[object, object]) -> str | None:
    """The table whose rows this column numbers; nothing for a plain value."""
    if field.primary_key and not isinstance(field, ForeignKey):
        return model._meta.db_table
    if isinstance(field, ForeignKey):
        table: str = field.related_model._meta.db_table
        return table if field.related_model.__module__.startswith("ecot.") else None
    return "ledger_entry" if field.attname.endswith("entry_id") else None
