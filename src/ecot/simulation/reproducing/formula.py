"""The arithmetic of a published check, read as a tree and computed in exact fractions.

`checking` calls it on the formulas of `reference/data/published_checks.yaml`. Only what those need is
known: numbers, names, + − × ÷ and whole division, comparisons, lists made from lists, a key of a
mapping, sum, max, min. Anything else is refused: nothing written in a data file is ever run.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

LONGEST: Final = 400
"""Characters of a formula."""

_TWO: Final[Mapping[type[ast.operator], Callable[[Any, Any], object]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
}
_COMPARED: Final[Mapping[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
}
_CALLED: Final[Mapping[str, Callable[..., object]]] = {"sum": sum, "max": max, "min": min}


class FormulaError(ValueError):
    """A formula that is not plain arithmetic; the message quotes the part at fault."""


def exact(value: object) -> object:
    """A value of a data file with its numbers as exact fractions of what is written: 0.1 is 1/10."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return Fraction(str(value))
    if isinstance(value, list):
        return [exact(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): exact(each) for key, each in value.items()}
    return value


def compute(formula: str, known: Mapping[str, object]) -> object:
    """The value of a formula on named values, exact; `FormulaError` for anything but arithmetic."""
    if len(formula) > LONGEST:
        raise FormulaError(f"formula longer than {LONGEST} characters")
    try:
        tree = ast.parse(formula, mode="eval")
    except SyntaxError as unreadable:
        raise FormulaError(f"{formula!r}: {unreadable.msg}") from unreadable
    try:
        return _value(tree.body, known)
    except (TypeError, KeyError, IndexError, ZeroDivisionError) as wrong:
        raise FormulaError(f"{formula!r}: {wrong!r}") from wrong


def _value(node: ast.expr, known: Mapping[str, object]) -> object:  # noqa: PLR0911 (one per form)
    match node:
        case ast.Constant(value=bool() | int() | float() | str() as value):
            return exact(value)
        case ast.Name(id=name) if name in known:
            return known[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return operator.neg(_number(operand, known))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _TWO:
            return _TWO[type(op)](_number(left, known), _number(right, known))
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARED:
            return _COMPARED[type(op)](_number(left, known), _number(right, known))
        case ast.List(elts=parts):
            return [_value(each, known) for each in parts]
        case ast.Subscript(value=held, slice=ast.Constant(value=str() as key)):
            return _held(held, known)[key]
        case (
            ast.ListComp(elt=made, generators=[turn])
            | ast.GeneratorExp(elt=made, generators=[turn])
        ):
            return [_value(made, each) for each in _turns(turn, known)]
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _CALLED:
            return _CALLED[name](*(_value(each, known) for each in args))
    raise FormulaError(f"« {ast.unparse(node)} » is not plain arithmetic on known figures")


def _number(node: ast.expr, known: Mapping[str, object]) -> Any:  # noqa: ANN401 (a fraction or an int)
    value = _value(node, known)
    if isinstance(value, Fraction | int):
        return value
    raise FormulaError(f"« {ast.unparse(node)} » is not a number")


def _held(node: ast.expr, known: Mapping[str, object]) -> Mapping[str, object]:
    value = _value(node, known)
    if isinstance(value, Mapping):
        return value
    raise FormulaError(f"« {ast.unparse(node)} » has no named parts")


def _turns(turn: ast.comprehension, known: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    values = _value(turn.iter, known)
    if not isinstance(turn.target, ast.Name) or turn.ifs or not isinstance(values, list):
        raise FormulaError(f"« {ast.unparse(turn)} » goes through something else than a list")
    for each in values:
        yield {**known, turn.target.id: each}
