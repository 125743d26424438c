"""Tables speak the words of the house: instants end in `_at`, days in `_on`, money is whole cents."""

from collections.abc import Iterable

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

DAY_NAMES = ("_on", "_from", "_until", "month", "_to")
FRACTIONS_ALLOWED = {"latitude", "longitude"}
Field = models.Field


def our_fields() -> list[tuple[str, Field]]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("ecot.")]
    return [
        (model._meta.label, field)
        for model in ours
        for field in model._meta.concrete_fields
        if field.model is model and not model.__mro__[1].__module__.startswith("django.contrib")
    ]


def ill_named(fields: Iterable[tuple[str, Field]]) -> list[str]:
    faults = []
    for label, field in fields:
        if isinstance(field, models.DateTimeField):
            if field.name != "at" and not field.name.endswith("_at"):
                faults.append(f"{label}.{field.name}: an instant ends in _at")
        elif isinstance(field, models.DateField) and not field.name.endswith(DAY_NAMES):
            faults.append(f"{label}.{field.name}: a day ends in _on, _from, _until or month")
        if (
            isinstance(field, models.FloatField | models.DecimalField)
            and field.name not in FRACTIONS_ALLOWED
        ):
            faults.append(f"{label}.{field.name}: money is whole cents, rates are basis points")
    return faults


def test_fields_say_their_unit():
    assert ill_named(our_fields()) == []


def test_every_change_of_a_table_has_its_migration(db):
    assert call_command("makemigrations", check=True, dry_run=True, verbosity=0) is None


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("paid", models.DateTimeField()),
        ("day", models.DateField()),
        ("amount", models.DecimalField(max_digits=9, decimal_places=2)),
        ("rate", models.FloatField()),
    ],
)
def test_a_field_without_its_unit_is_seen(name, field):
    field.name = name
    assert len(ill_named([("planted", field)])) == 1
