"""The table of rule versions. Append-only: the database refuses any change (see `guard_files/`)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class RuleVersion(models.Model):
    """What was voted: a kind of rule, its parameters, the month from which it is in force."""

    kind = models.CharField(max_length=40)
    in_force_from = models.DateField()
    parameters = models.TextField()
    digest = models.CharField(max_length=64)
    source_kind = models.CharField(max_length=40)
    source_id = models.CharField(max_length=80)
    enacted_at = models.DateTimeField()
    enacted_by = models.CharField(max_length=80)

    class Meta:
        """Found by kind and day. A guard holds it to the first day of a month."""

        indexes: ClassVar = [
            models.Index(fields=["kind", "in_force_from", "id"], name="rule_by_kind"),
        ]
