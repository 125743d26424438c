"""The files with which anyone verifies the book elsewhere: head, proofs, receipt. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ecot.records.sealing import merkle
from ecot.records.sealing.log import leaf_hashes, newest
from ecot.records.sealing.models import Leaf
from ecot.records.sealing.notes import Head
from ecot.records.sealing.pen import keys
from ecot.records.sealing.salting import Sealable, salt_of
from ecot.records.sealing.verifying import ROLLED_BACK, Consistency, Inclusion, Receipt
from ecot.values.refusal import Reason, Refused

NOTHING_SEALED: Final = Reason(
    "NOTHING_SEALED",
    "Rien n’est encore scellé ici. Lancez `ecot tick`, puis recommencez.",
)
NOT_SEALED_YET: Final = Reason(
    "NOT_SEALED_YET",
    "Cette ligne n’est pas dans la dernière tête, ou n’existe pas. Vérifiez son numéro, lancez"
    " `ecot tick`, puis recommencez.",
)
SALT_GONE: Final = Reason(
    "SALT_GONE",
    "Le reçu de cette ligne ne peut plus être fait : l’identité à laquelle elle appartenait est"
    " effacée. Les reçus déjà donnés restent valables.",
)

Files = Mapping[str, str]
"""Names of files and what they hold."""


def head_files(earlier: Head | None = None) -> Files | Refused:
    """The newest head and the public key; with an earlier head, the proof that the book extends it.

    Refused: NOTHING_SEALED, ROLLED_BACK when the earlier head is longer than the book.
    """
    found = newest()
    if found is None:
        return Refused(NOTHING_SEALED)
    files = {"checkpoint.txt": found.note, "key.txt": found.verifier + "\n"}
    if earlier is not None:
        if earlier.size > found.size:
            return Refused(ROLLED_BACK, {"size": found.size, "earlier": earlier.size})
        leaves = leaf_hashes(until=found.size)
        proof = merkle.consistency_proof(leaves, earlier.size) if earlier.size else []
        files["consistency.txt"] = Consistency(earlier.size, found.size, tuple(proof)).text
    return files


def proof_files(kind: str, row: Sealable) -> Files | Refused:
    """The receipt of a row, its proof, the head that it leads to and the public key.

    Refused: NOTHING_SEALED, NOT_SEALED_YET, SALT_GONE.
    """
    found = newest()
    if found is None:
        return Refused(NOTHING_SEALED)
    leaf = Leaf.objects.filter(commitment__kind=kind, commitment__row_id=row.row_id).first()
    if leaf is None or leaf.position >= found.size:
        return Refused(NOT_SEALED_YET)
    try:
        salt = salt_of(kind, row, keys())
    except KeyError:
        return Refused(SALT_GONE)
    steps = merkle.inclusion_proof(leaf_hashes(until=found.size), leaf.position)
    return {
        "receipt.json": Receipt(kind, salt, row.content).text,
        "proof.txt": Inclusion(leaf.position, tuple(steps), found.note).text,
        "checkpoint.txt": found.note,
        "key.txt": found.verifier + "\n",
    }
