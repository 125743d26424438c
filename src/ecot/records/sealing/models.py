"""Tables of the seal: commitments, their places in the tree, signed heads, salts' keys and erasures.

All but the salts' keys are append-only (`records/guard_files`); a key goes only after its erasure.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Commitment(models.Model):
    """What a pen hands in with a row: of which kind, whose, and the salted digest of its content."""

    kind = models.CharField(max_length=20)
    row_id = models.BigIntegerField()
    owners = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)

    class Meta:
        """A row is committed to once."""

        db_table = "records_commitment"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "row_id"], name="committed_once"),
        ]


class Leaf(models.Model):
    """The place of a commitment in the tree, given off the payment path."""

    position = models.BigIntegerField(primary_key=True)
    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT)

    class Meta:
        """Counted from 0 without a gap."""

        db_table = "records_leaf"


class Checkpoint(models.Model):
    """A signed head: how many leaves, the whole subtrees' roots, the note, the key that verifies it."""

    size = models.BigIntegerField(primary_key=True)
    peaks = models.TextField()
    note = models.TextField()
    verifier = models.CharField(max_length=200)
    sealed_at = models.DateTimeField()

    class Meta:
        """One head per size: there are never two for two people."""

        db_table = "records_checkpoint"


class SaltKey(models.Model):
    """The secret from which the salts of an owner's rows are made; it dies with the owner's identity."""

    owner = models.CharField(max_length=80, primary_key=True)
    secret = models.CharField(max_length=64)

    class Meta:
        """One key per owner; the one of nobody is the book's own."""

        db_table = "records_saltkey"


class Erasure(models.Model):
    """That an owner's key was destroyed: which rows can no longer be recomputed from then on."""

    owner = models.CharField(max_length=80)
    last_commitment = models.BigIntegerField()
    row_count = models.BigIntegerField()
    rows_digest = models.CharField(max_length=64)
    actor = models.CharField(max_length=80)
    erased_at = models.DateTimeField()

    class Meta:
        """Read by owner."""

        db_table = "records_erasure"
