"""A test can fail: each one asserts something, and none looks at a clock."""

import ast
from collections.abc import Iterable

import pytest

from tests.house.source import Function, Source, planted, sources

JUDGES = {"raises", "axe", "fail", "run_state_machine_as_test", "assert_type"}
STOPWATCHES = {"perf_counter", "monotonic", "time.time", "process_time"}


def judges(
    function: Function, own: dict[str, Function], seen: frozenset[str] = frozenset()
) -> bool:
    """Does the function assert, by itself or through a function of its file?"""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            if name in JUDGES or name.startswith(("assert", "expect")):
                return True
            if name in own and name not in seen and judges(own[name], own, seen | {name}):
                return True
    return False


def harmless(files: Iterable[Source]) -> list[str]:
    faults = []
    for file in files:
        own = {function.name: function for function in file.functions()}
        faults += [
            file.at(function, f"{name} cannot fail")
            for name, function in own.items()
            if name.startswith("test_") and not judges(function, own)
        ]
    return faults


def timed(files: Iterable[Source]) -> list[str]:
    return [
        file.at(node, "a test looks at the clock of the machine")
        for file in files
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(tuple(STOPWATCHES))
    ]


def all_tests() -> list[Source]:
    return [file for file in sources("tests/") if file.path.rpartition("/")[2].startswith("test_")]


def test_every_test_asserts_something():
    assert harmless(all_tests()) == []


def test_no_test_measures_time():
    assert timed(all_tests()) == []


@pytest.mark.parametrize("body", ["pay()", "print('done')", "x = 1", "helper()"])
def test_a_test_that_cannot_fail_is_seen(body):
    assert len(harmless(planted(f"def helper(): pass\ndef test_it():\n    {body}"))) == 1


@pytest.mark.parametrize("body", ["assert x", "pytest.raises(E)", "same(1, 1)"])
def test_a_test_that_can_fail_passes(body):
    assert harmless(planted(f"def same(a, b): assert a == b\ndef test_it():\n    {body}")) == []


def test_a_stopwatch_is_seen():
    assert len(timed(planted("import time\nassert time.perf_counter() < 3"))) == 1
