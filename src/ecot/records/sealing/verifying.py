"""Verifying from files alone: heads, proofs and receipts, without a database and without trusting anyone. Pure.

Called by `ecot verify`. What is refused is refused by name: rolled back, two heads, rewritten.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ecot.records.sealing import merkle
from ecot.records.sealing.notes import Head, NoteError, Verifier, head_of, verified
from ecot.records.sealing.salting import leaf_of, salted
from ecot.values.refusal import Reason, Refused

INCLUSION: Final = "c2sp.org/tlog-proof@v1"
CONSISTENCY: Final = "ecot/consistency-proof@v1"

UNREADABLE: Final = Reason("UNREADABLE", "{file} ne se lit pas : {why}. Demandez-le de nouveau.")
NOT_SIGNED: Final = Reason(
    "NOT_SIGNED",
    "{file} n’est pas signé par la clé donnée : {why}. Ne vous y fiez pas ; comparez la clé avec"
    " celle qui est imprimée sur le papier de clôture.",
)
OTHER_LOG: Final = Reason(
    "OTHER_LOG", "Ces têtes ne parlent pas du même livre ({one}, {other}). Demandez la bonne."
)
ROLLED_BACK: Final = Reason(
    "ROLLED_BACK",
    "Le livre a reculé : la tête d’aujourd’hui couvre {size} lignes, la vôtre en couvrait {earlier}."
    " Des lignes ont disparu. Gardez vos deux fichiers et prévenez le comité.",
)
TWO_HEADS: Final = Reason(
    "TWO_HEADS",
    "Deux têtes pour deux personnes : à {size} lignes, la vôtre et celle-ci ne disent pas le même"
    " livre. Gardez vos deux fichiers et prévenez le comité.",
)
NO_CONSISTENCY: Final = Reason(
    "NO_CONSISTENCY",
    "Il manque la preuve que les {earlier} lignes de votre tête commencent ce livre. Demandez-la :"
    " `ecot export seal`, avec votre ancienne tête (--earlier).",
)
REWRITTEN: Final = Reason(
    "REWRITTEN",
    "Le livre a été réécrit : ses {earlier} premières lignes ne sont plus celles que couvre votre"
    " tête, et la signature n’y change rien. Gardez vos fichiers et prévenez le comité.",
)
NOT_INCLUDED: Final = Reason(
    "NOT_INCLUDED",
    "Ce reçu n’est pas dans le livre que couvre cette tête, ou il a été changé. Gardez vos fichiers"
    " et prévenez le comité.",
)


@dataclass(frozen=True, slots=True)
class Inclusion:
    """That a leaf stands at a place, under the head of the same file."""

    index: int
    hashes: tuple[bytes, ...]
    note: str

    @property
    def text(self) -> str:
        """The file, as C2SP writes a tlog-proof."""
        return f"{INCLUSION}\nindex {self.index}\n{_lines(self.hashes)}\n{self.note}"


@dataclass(frozen=True, slots=True)
class Consistency:
    """That a tree of `size` begins with the tree of `earlier`."""

    earlier: int
    size: int
    hashes: tuple[bytes, ...]

    @property
    def text(self) -> str:
        """The file."""
        return f"{CONSISTENCY}\nearlier {self.earlier}\nsize {self.size}\n{_lines(self.hashes)}"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A row with its salt, for the one whom it concerns: what its commitment was made of."""

    kind: str
    salt: bytes
    content: str

    @property
    def text(self) -> str:
        """The file."""
        facts = {"kind": self.kind, "salt": self.salt.hex(), "content": json.loads(self.content)}
        return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"

    @property
    def leaf(self) -> bytes:
        """The leaf hash that this row has in the tree."""
        return leaf_of(self.kind, salted(self.salt, self.content))


def read_proof(text: str) -> Inclusion | Consistency:
    """A proof from its file. Raises `NoteError`."""
    first, _, rest = text.partition("\n")
    if first == INCLUSION:
        body, _, note = rest.partition("\n\n")
        index, *hashes = [line for line in body.splitlines() if not line.startswith("extra ")] or [
            ""
        ]
        return Inclusion(_number(index, "index "), _hashes(hashes), note)
    if first == CONSISTENCY:
        earlier, size, *hashes = [*rest.splitlines(), "", ""]
        numbers = _number(earlier, "earlier "), _number(size, "size ")
        return Consistency(*numbers, _hashes([line for line in hashes if line]))
    raise NoteError("ce n’est pas une preuve")


def read_receipt(text: str) -> Receipt:
    """A receipt from its file. Raises `NoteError`."""
    try:
        facts = json.loads(text)
        content = json.dumps(facts["content"], ensure_ascii=False, separators=(",", ":"))
        return Receipt(str(facts["kind"]), bytes.fromhex(facts["salt"]), content)
    except (ValueError, KeyError, TypeError) as unreadable:
        raise NoteError("ce n’est pas un reçu du livre") from unreadable


def read_head(note: str, *, file: str, verifier: Verifier | None) -> Head | Refused:
    """The head of a note; with a key, only if that key signed it."""
    try:
        head = head_of(note)
    except NoteError as wrong:
        return Refused(UNREADABLE, {"file": file, "why": wrong})
    if verifier is not None:
        try:
            verified(note, verifier)
        except NoteError as wrong:
            return Refused(NOT_SIGNED, {"file": file, "why": wrong})
    return head


def grown(earlier: Head, head: Head, proofs: Sequence[Inclusion | Consistency]) -> Refused | None:
    """Whether a history extends an earlier head: never shorter, never other, always with its proof."""
    if earlier.origin != head.origin:
        return Refused(OTHER_LOG, {"one": earlier.origin, "other": head.origin})
    if head.size < earlier.size:
        return Refused(ROLLED_BACK, {"size": head.size, "earlier": earlier.size})
    if head.size == earlier.size:
        return None if head.root == earlier.root else Refused(TWO_HEADS, {"size": head.size})
    asked = (earlier.size, head.size)
    proof = next(
        (
            one
            for one in proofs
            if isinstance(one, Consistency) and (one.earlier, one.size) == asked
        ),
        None,
    )
    if proof is None and earlier.size > 0:
        return Refused(NO_CONSISTENCY, {"earlier": earlier.size})
    hashes = () if proof is None else proof.hashes
    if merkle.extends(
        earlier_size=earlier.size,
        earlier_root=earlier.root,
        size=head.size,
        root=head.root,
        proof=hashes,
    ):
        return None
    return Refused(REWRITTEN, {"earlier": earlier.size})


def included(receipt: Receipt, head: Head, proofs: Sequence[Inclusion | Consistency]) -> bool:
    """Whether a receipt stands in the tree of a head, by one of these proofs."""
    return any(
        isinstance(one, Inclusion)
        and merkle.is_included(
            receipt.leaf, one.index, size=head.size, root=head.root, proof=one.hashes
        )
        for one in proofs
    )


def _lines(hashes: Sequence[bytes]) -> str:
    return "".join(f"{base64.b64encode(one).decode()}\n" for one in hashes)


def _number(line: str, name: str) -> int:
    value = line.removeprefix(name)
    if not line.startswith(name) or not (value.isascii() and value.isdigit()):
        raise NoteError(f"la ligne « {name.strip()} » manque ou ne se lit pas")
    return int(value)


def _hashes(lines: Sequence[str]) -> tuple[bytes, ...]:
    try:
        return tuple(base64.b64decode(line, validate=True) for line in lines)
    except (binascii.Error, ValueError) as unreadable:
        raise NoteError("une empreinte de la preuve ne se lit pas") from unreadable
