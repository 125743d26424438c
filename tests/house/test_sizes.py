"""Rooms stay small enough to be read: files, functions, lists of arguments."""

from collections.abc import Iterable

from tests.house.source import Source, planted, product

LONGEST_FILE = 400
LONGEST_FUNCTION = 70
MOST_POSITIONAL = 3
SIGNED_BY_DJANGO = {"process_view"}


def oversized(files: Iterable[Source]) -> list[str]:
    faults = []
    for file in files:
        if file.path.endswith("urls.py"):
            continue
        if (lines := len(file.text.splitlines())) > LONGEST_FILE:
            faults.append(f"{file.path} has {lines} lines")
        for function in file.functions():
            lines = (function.end_lineno or function.lineno) - function.lineno + 1
            if lines > LONGEST_FUNCTION:
                faults.append(file.at(function, f"{function.name} has {lines} lines"))
    return faults


def with_many_positional_arguments(files: Iterable[Source]) -> list[str]:
    faults = []
    for file in files:
        for function in file.functions():
            names = [a.arg for a in function.args.posonlyargs + function.args.args]
            count = len([name for name in names if name not in {"self", "cls"}])
            if count > MOST_POSITIONAL and function.name not in SIGNED_BY_DJANGO:
                faults.append(
                    file.at(function, f"{function.name} takes {count} arguments by place")
                )
    return faults


def test_files_and_functions_can_be_read_in_one_go():
    assert oversized(product()) == []


def test_more_than_three_arguments_are_given_by_name():
    assert with_many_positional_arguments(product()) == []


def test_an_oversized_file_and_function_are_seen():
    body = "def long() -> None:\n" + "    pass\n" * 70 + "\n" * 330
    assert oversized(planted(body)) == [
        "src/ecot/operations/till/planted.py has 401 lines",
        "src/ecot/operations/till/planted.py:1 long has 71 lines",
    ]


def test_four_arguments_by_place_are_seen():
    assert len(with_many_positional_arguments(planted("def pay(a, b, c, d): ..."))) == 1
    assert with_many_positional_arguments(planted("def pay(a, b, c, *, d): ...")) == []
