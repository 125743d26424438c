"""YAML text to plain values, refusing what YAML lets pass: a key given twice, an empty file."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from ecot.reference import links
from ecot.reference.entry import FaultyDataError

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parsed(file: str, written: str) -> object:
    """The value of one document; a fault names the file and the line."""
    loader = _LOADER(written)
    try:
        node = loader.get_single_node()
        value: object = None if node is None else loader.construct_document(node)
    except yaml.YAMLError as error:
        raise FaultyDataError([f"{file}: {error}"]) from error
    finally:
        loader.dispose()
    if node is None:
        raise FaultyDataError([f"{file}: the file is empty"])
    twice = list(_twice(node, file))
    if twice:
        raise FaultyDataError(twice)
    return value


def _twice(node: yaml.Node, file: str) -> Iterator[str]:
    if isinstance(node, yaml.MappingNode):
        where = f"{file}, line {node.start_mark.line + 1}"
        yield from links.unique((str(key.value) for key, _ in node.value), where)
        for _, each in node.value:
            yield from _twice(each, file)
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _twice(each, file)
