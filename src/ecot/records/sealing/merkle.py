"""The tree of RFC 6962: leaf and node hashes, root, proofs that a leaf is in and that a tree grew. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(content: bytes) -> bytes:
    """The hash of a leaf: a zero byte before its content, so that no leaf passes for a node."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node: a one byte, then its two children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes; over none, the hash of nothing."""
    return root_from(peaks_of([], 0, leaves))


def peaks_of(peaks: Sequence[bytes], size: int, leaves: Iterable[bytes]) -> list[bytes]:
    """The whole subtrees' roots, largest first, once more leaves are added to a tree of `size`.

    This is all that an appender remembers: at most log2(size) hashes.
    """
    assert len(peaks) == size.bit_count(), "one whole subtree per bit of the size"
    grown = list(peaks)
    for leaf in leaves:
        node, carry = leaf, size
        while carry & 1:
            node = node_hash(grown.pop(), node)
            carry >>= 1
        grown.append(node)
        size += 1
    return grown


def root_from(peaks: Sequence[bytes]) -> bytes:
    """The root of the tree whose whole subtrees have these roots."""
    if not peaks:
        return EMPTY
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that lead from the leaf at `index` (from 0) to the root, nearest first."""
    assert 0 <= index < len(leaves), "a leaf of the tree"
    if len(leaves) == 1:
        return []
    cut = _split(len(leaves))
    if index < cut:
        return [*inclusion_proof(leaves[:cut], index), root_of(leaves[cut:])]
    return [*inclusion_proof(leaves[cut:], index - cut), root_of(leaves[:cut])]


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """The hashes that show that the first `earlier` leaves are the start of this tree."""
    assert 0 < earlier <= len(leaves), "an earlier size is between 1 and the present one"
    return _subproof(leaves, earlier, known=True)


def _subproof(leaves: Sequence[bytes], earlier: int, *, known: bool) -> list[bytes]:
    if earlier == len(leaves):
        return [] if known else [root_of(leaves)]
    cut = _split(len(leaves))
    if earlier <= cut:
        return [*_subproof(leaves[:cut], earlier, known=known), root_of(leaves[cut:])]
    return [*_subproof(leaves[cut:], earlier - cut, known=False), root_of(leaves[:cut])]


def is_included(leaf: bytes, index: int, *, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether a proof leads from this leaf hash at this place to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    seat, last, node = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if seat & 1 or seat == last:
            node = node_hash(step, node)
            while not seat & 1 and seat:
                seat, last = seat >> 1, last >> 1
        else:
            node = node_hash(node, step)
        seat, last = seat >> 1, last >> 1
    return last == 0 and node == root


def extends(
    *, earlier_size: int, earlier_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the tree of `size` begins with the whole earlier tree (RFC 9162, 2.1.4.2)."""
    if not 0 <= earlier_size <= size:
        return False
    if earlier_size == 0:
        return earlier_root == EMPTY and not proof
    if earlier_size == size:
        return earlier_root == root and not proof
    steps = [earlier_root, *proof] if earlier_size.bit_count() == 1 else list(proof)
    return _roots_of(earlier_size, size, steps) == (earlier_root, root)


def _roots_of(earlier_size: int, size: int, steps: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The two roots to which a proof leads; None where its length is not that of these sizes."""
    seat, last = earlier_size - 1, size - 1
    while seat & 1:
        seat, last = seat >> 1, last >> 1
    if not steps:
        return None
    before = now = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if seat & 1 or seat == last:
            before, now = node_hash(step, before), node_hash(step, now)
            while not seat & 1 and seat:
                seat, last = seat >> 1, last >> 1
        else:
            now = node_hash(now, step)
        seat, last = seat >> 1, last >> 1
    return (before, now) if last == 0 else None


def _split(size: int) -> int:
    """The largest power of two below a size."""
    return 1 << ((size - 1).bit_length() - 1)
