"""What the seal can prove about itself: the tree is whole, and every head signed is a head of it. Reads only."""

from __future__ import annotations

from ecot.records.sealing import forgetting, merkle
from ecot.records.sealing.log import LEAVES_AT_ONCE, peaks_in
from ecot.records.sealing.matching import match
from ecot.records.sealing.models import Checkpoint, Commitment, Erasure, Leaf
from ecot.records.sealing.notes import NoteError, head_of, read_verifier, verified
from ecot.records.sealing.salting import leaf_of
from ecot.values.finding import Finding


def heads_stand() -> Finding:
    """Every head is recomputed from the commitments, and its note is signed; no place is empty."""
    heads = {head.size: head for head in Checkpoint.objects.order_by("size")}
    leaves = Leaf.objects.order_by("position")
    rows = leaves.values_list("position", "commitment__kind", "commitment__digest")
    peaks: list[bytes] = []
    size = 0
    for position, kind, digest in rows.iterator(chunk_size=LEAVES_AT_ONCE):
        if position != size:
            return Finding(size, f"place {size} de l’arbre : vide, ou prise deux fois")
        peaks = merkle.peaks_of(peaks, size, [leaf_of(kind, digest)])
        size += 1
        head = heads.pop(size, None)
        if head is not None and (fault := _fault(head, peaks)):
            return Finding(size, f"tête à {head.size} feuilles : {fault}")
    if heads:
        return Finding(size, f"tête à {min(heads)} feuilles : l’arbre n’en a que {size}")
    return Finding(size)


def _fault(row: Checkpoint, peaks: list[bytes]) -> str:
    try:
        verifier = read_verifier(row.verifier)
        verified(row.note, verifier)
        head = head_of(row.note)
    except NoteError as wrong:
        return str(wrong)
    if (head.size, head.origin) != (row.size, verifier.name):
        return "sa note parle d’une autre tête"
    if head.root != merkle.root_from(peaks) or peaks_in(row) != peaks:
        return "les lignes scellées ne donnent plus cette empreinte"
    return ""


def none_slipped_under() -> Finding:
    """No commitment stands below the newest sealed one without a place: it would have been slipped in."""
    last = Leaf.objects.order_by("-commitment_id").values_list("commitment_id", flat=True).first()
    behind = Commitment.objects.filter(id__lte=last or 0)
    first = behind.filter(leaf=None).order_by("id").first()
    if first is None:
        return Finding(behind.count())
    return Finding(
        behind.count(),
        f"engagement {first.pk} ({first.kind} {first.row_id}) : glissé sous un sceau plus ancien",
    )


def erasures_sealed() -> Finding:
    """Each erasure is the one that was committed to, and answers for its rows."""
    rows = [forgetting.sealable(row) for row in Erasure.objects.order_by("id")]
    found = match(forgetting.KIND, [rows] if rows else [], name="effacement")
    held = forgetting.erasures_hold()
    return Finding(found.checked + held.checked, found.offender or held.offender)
