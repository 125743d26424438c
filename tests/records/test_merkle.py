"""The published eight-leaf vectors of RFC 6962 (certificate-transparency), and every small tree tried whole."""

import hashlib
from typing import Any

import pytest

from ecot.records.sealing import merkle

INPUTS = [
    bytes.fromhex(text)
    for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
LEAVES = [merkle.leaf_hash(each) for each in INPUTS]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSIONS = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
}
CONSISTENCIES = {
    (1, 8): INCLUSIONS[0, 8],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


def root(size):
    return merkle.root_of(LEAVES[:size])


def test_the_empty_tree_is_the_hash_of_nothing():
    assert merkle.root_of([]) == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_published_roots(size):
    assert root(size).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("index", "size"), INCLUSIONS)
def test_published_inclusion_proofs(index, size):
    proof = merkle.inclusion_proof(LEAVES[:size], index)
    assert [step.hex() for step in proof] == INCLUSIONS[index, size]


@pytest.mark.parametrize(("earlier", "size"), CONSISTENCIES)
def test_published_consistency_proofs(earlier, size):
    proof = merkle.consistency_proof(LEAVES[:size], earlier)
    assert [step.hex() for step in proof] == CONSISTENCIES[earlier, size]


def many(count):
    return [merkle.leaf_hash(str(number).encode()) for number in range(count)]


def test_every_inclusion_proof_leads_to_its_root_and_no_other_leaf_does():
    for size in range(1, 34):
        leaves = many(size)
        whole = merkle.root_of(leaves)
        for index, leaf in enumerate(leaves):
            proof = merkle.inclusion_proof(leaves, index)
            facts: dict[str, Any] = {"size": size, "root": whole, "proof": proof}
            assert merkle.is_included(leaf, index, **facts)
            assert not merkle.is_included(merkle.leaf_hash(b"other"), index, **facts)
            assert not merkle.is_included(leaf, index + 1, **facts)
            longer = facts | {"proof": [*proof, whole]}
            assert not merkle.is_included(leaf, index, **longer)
            if proof:
                shorter = facts | {"proof": proof[:-1]}
                assert not merkle.is_included(leaf, index, **shorter)


def test_every_tree_extends_its_own_beginnings_and_no_other():
    leaves = many(33)
    for size in range(1, 34):
        for earlier in range(1, size + 1):
            proof = merkle.consistency_proof(leaves[:size], earlier)
            facts: dict[str, Any] = {
                "earlier_size": earlier,
                "earlier_root": merkle.root_of(leaves[:earlier]),
                "size": size,
                "root": merkle.root_of(leaves[:size]),
            }
            assert merkle.extends(**facts, proof=proof)
            for place in range(earlier):
                other = [*leaves[:place], merkle.leaf_hash(b"rewritten"), *leaves[place + 1 : size]]
                forged = merkle.consistency_proof(other, earlier)
                rewritten = facts | {"root": merkle.root_of(other)}
                assert not merkle.extends(**rewritten, proof=forged)
            assert not merkle.extends(**facts, proof=[*proof, leaves[0]])
            assert not proof or not merkle.extends(**facts, proof=proof[:-1])


def test_an_earlier_head_over_nothing_is_extended_by_all():
    facts: dict[str, Any] = {"size": 8, "root": root(8), "proof": []}
    assert merkle.extends(earlier_size=0, earlier_root=merkle.EMPTY, **facts)
    assert not merkle.extends(earlier_size=0, earlier_root=root(1), **facts)
    assert not merkle.extends(earlier_size=9, earlier_root=root(8), **facts)


def test_growing_by_peaks_is_the_same_tree():
    leaves = many(70)
    for cut in range(70):
        peaks = merkle.peaks_of([], 0, leaves[:cut])
        assert merkle.root_from(merkle.peaks_of(peaks, cut, leaves[cut:])) == merkle.root_of(leaves)
