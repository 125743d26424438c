"""docs/algorithms/counted-luck.md: known words, coins, and luck that nothing else can move."""

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecot.simulation.streams import (
    COIN_SIDES,
    Purpose,
    Stream,
    attribute_purpose,
    coin_threshold,
    coin_thresholds,
    coins,
    group_purpose,
    inverse_normal,
    normals,
    parameter_purpose,
    source_purpose,
    uniforms,
    words,
)

SEED_42 = [0x21E1A7EB5291AE7E, 0xDD906E94B6B48071, 0x63FB33E0A777A261, 0x8C205D68C4D48A24]


@pytest.mark.parametrize(
    ("counter", "key", "published"),
    [
        (
            [2**64 - 1] * 4,  # one step before the zero counter
            [0, 0],
            "16554d9eca36314c db20fe9d672d0fdc d7e772cee186176b 7e68b68aec7ba23b",
        ),
        (
            [0x243F6A8885A308D2, 0x13198A2E03707344, 0xA4093822299F31D0, 0x082EFA98EC4E6C89],
            [0x452821E638D01377, 0xBE5466CF34E90C6C],
            "a528f45403e61d95 38c72dbd566e9788 a5a1610e72fd18b5 57bd43b5e52b7fe6",
        ),
    ],
)
def test_the_generator_gives_the_published_vectors(counter, key, published):
    generator = np.random.Philox(
        counter=np.array(counter, dtype=np.uint64), key=np.array(key, dtype=np.uint64)
    )
    assert [f"{word:016x}" for word in generator.random_raw(4)] == published.split()


def test_the_known_words_of_seed_42():
    assert words(Purpose.HOUSEHOLD_MONTH, seed=42, count=4).tolist() == SEED_42


def test_the_worked_table_of_coins():
    leaves, unpaid, little = coins(np.array(SEED_42, dtype=np.uint64))
    assert leaves.tolist() == [1_158_782, 1_343_601, 1_548_897, 1_346_084]
    assert unpaid.tolist() == [2_054_804, 1_353_141, 2_032_955, 738_854]
    assert little.tolist() == [555_113, 1_532_955, 1_638_092, 198_679]


@pytest.mark.parametrize(
    ("chance_bp", "threshold"), [(0, 0), (200, 41_943), (5_000, 1_048_576), (10_000, 2_097_152)]
)
def test_the_worked_thresholds(chance_bp, threshold):
    assert coin_threshold(chance_bp) == threshold
    assert coin_thresholds(np.array([chance_bp / 10_000])).tolist() == [threshold]


@given(
    block=st.integers(0, 2**40),
    month=st.integers(0, 600),
    draw=st.integers(0, 10**6),
    purpose=st.integers(0, 2_000),
    seed=st.integers(0, 2**64 - 1),
)
def test_an_entity_owns_its_word_of_its_block(block, month, draw, purpose, seed):
    fresh = np.random.Philox(counter=[block, month, draw, purpose], key=[seed, 0])
    found = words(purpose, seed=seed, month=month, draws=draw, start=4 * block, count=7)
    assert found.tolist() == fresh.random_raw(7).tolist()


@given(cut=st.integers(1, 24), count=st.integers(1, 100), month=st.integers(0, 3))
def test_chunks_and_order_move_nobodys_luck(cut, count, month):
    whole = words(1, seed=7, month=month, draws=range(5), count=count)
    assert words(1, seed=7, month=month, draws=np.array([4, 1]), count=count).tolist() == [
        whole[4].tolist(),
        whole[1].tolist(),
    ]
    stream = Stream(1, seed=7)
    for start in reversed(range(0, count, 4 * cut)):
        out = np.empty((3, min(4 * cut, count - start)), dtype=np.uint64)
        stream.fill(out, month=month, first_draw=2, start=start)
        assert (out == whole[2:, start : start + out.shape[1]]).all()


def test_a_chunk_that_does_not_start_at_a_block_is_our_mistake():
    with pytest.raises(AssertionError, match="multiple of 4"):
        words(1, seed=7, start=2, count=4)


def test_streams_of_different_purpose_month_or_draw_differ():
    found = {
        words(purpose, seed=1, month=month, draws=draw, count=1).item()
        for purpose in (1, 2, source_purpose(0), group_purpose(0), parameter_purpose(0))
        for month in (0, 1)
        for draw in (0, 1)
    }
    assert len(found) == 20


def test_the_registry_keeps_its_numbers():
    assert [each.value for each in Purpose] == [1, 2, 3, 4, 5, 300, 400, 401, 402]
    kinds = (source_purpose, group_purpose, attribute_purpose, parameter_purpose)
    assert [kind(3) for kind in kinds] == [13, 203, 903, 1_003]
    with pytest.raises(AssertionError, match="0 to 189"):
        source_purpose(190)


def test_the_worked_uniforms_and_normals():
    extremes = np.array([0, 2**63, 2**64 - 1], dtype=np.uint64)
    assert uniforms(extremes).tolist() == [2.0**-54, 0.5, 1 - 2.0**-53]
    assert normals(extremes)[1] == 0
    assert inverse_normal(np.array([0.975]))[0] == pytest.approx(1.959963985, abs=1e-8)
    assert normals(extremes)[0] == pytest.approx(NormalDist().inv_cdf(2.0**-54), abs=1e-8)


def test_the_inverse_normal_is_within_1e_8_of_the_true_one():
    chances = np.concatenate([np.linspace(1e-4, 1 - 1e-4, 4_001), 10.0 ** -np.arange(5, 17)])
    true = [NormalDist().inv_cdf(chance) for chance in chances]
    assert np.abs(inverse_normal(chances) - true).max() < 1e-8


def test_coins_fall_as_often_as_said():
    leaves, unpaid, little = coins(words(1, seed=3, count=200_000))
    for coin in (leaves, unpaid, little):
        share = (coin < coin_threshold(2_000)).mean()
        assert share == pytest.approx(0.2, abs=4 * (0.2 * 0.8 / 200_000) ** 0.5)
        assert coin.min() >= 0
        assert coin.max() < COIN_SIDES
    assert abs(np.corrcoef([leaves, unpaid, little])[np.triu_indices(3, 1)]).max() < 0.01


def test_normals_have_mean_0_and_variance_1():
    drawn = normals(words(3, seed=5, count=100_000))
    assert abs(drawn.mean()) < 4 / 100_000**0.5
    assert drawn.var() == pytest.approx(1, abs=4 * (2 / 100_000) ** 0.5)
