"""A strict reading of botocore's service models: what botocore itself lets pass, this refuses.

botocore checks neither enumerations nor maximum lengths nor patterns, and drops unknown keys in silence.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import botocore.session
from botocore.model import ListShape, MapShape, OperationModel, ServiceModel, Shape, StringShape, StructureShape

_NULLS_OF_LEX = ("slots", "subSlots")
"""Maps whose values are null while a slot is empty, although the model does not say so."""


@cache
def service(name: str) -> ServiceModel:
    """The model of an AWS service."""
    return botocore.session.get_session().get_service_model(name)


def operation(name: str, service_name: str = "lexv2-runtime") -> OperationModel:
    """The model of an operation."""
    return service(service_name).operation_model(name)


def problems(shape: Shape, value: Any, path: str = "") -> Iterator[str]:
    """What in ``value`` the shape does not allow."""
    match shape:
        case StructureShape():
            yield from _structure(shape, value, path)
        case ListShape():
            yield from _bounds(shape, len(value), path)
            for index, item in enumerate(value):
                yield from problems(shape.member, item, f"{path}[{index}]")
        case MapShape():
            yield from _map(shape, value, path)
        case StringShape():
            yield from _string(shape, value, path)
        case _:
            yield from _scalar(shape, value, path)


def _structure(shape: StructureShape, value: Any, path: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{path}: {value!r} is no structure {shape.name}"
        return
    yield from (f"{path}.{name}: unknown in {shape.name}" for name in value if name not in shape.members)
    yield from (f"{path}.{name}: required in {shape.name}" for name in shape.required_members if name not in value)
    for name, member in value.items():
        # An ambiguous time has an interpreted value of null (recorded, spec 3.8).
        if name in shape.members and not (name == "interpretedValue" and member is None):
            yield from problems(shape.members[name], member, f"{path}.{name}")


def _map(shape: MapShape, value: Any, path: str) -> Iterator[str]:
    yield from _bounds(shape, len(value), path)
    for key, entry in value.items():
        yield from problems(shape.key, key, f"{path}.key")
        if not (entry is None and path.endswith(_NULLS_OF_LEX)):
            yield from problems(shape.value, entry, f"{path}.{key}")


def _string(shape: StringShape, value: Any, path: str) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{path}: {value!r} is no string"
        return
    if shape.enum and value not in shape.enum:
        yield f"{path}: {value!r} is not in {shape.enum}"
    yield from _bounds(shape, len(value.encode("utf-16-le")) // 2, path)
    pattern = shape.metadata.get("pattern")
    if pattern and not re.fullmatch(pattern, value):
        yield f"{path}: {value!r} does not match {pattern}"


def _scalar(shape: Shape, value: Any, path: str) -> Iterator[str]:
    types: dict[str, type | tuple[type, ...]] = {"integer": int, "long": int, "double": (int, float), "boolean": bool}
    wanted = types.get(shape.type_name)
    if wanted and not isinstance(value, wanted):
        yield f"{path}: {value!r} is no {shape.type_name}"
    elif shape.type_name in ("integer", "long"):
        yield from _bounds(shape, value, path)


def _bounds(shape: Shape, size: float, path: str) -> Iterator[str]:
    if size < shape.metadata.get("min", size) or size > shape.metadata.get("max", size):
        yield f"{path}: {size} is out of bounds {shape.metadata}"


def assert_valid_answer(operation_name: str, answer: dict[str, Any], service_name: str = "lexv2-runtime") -> None:
    """The answer of an operation is one that the service may give."""
    shape = operation(operation_name, service_name).output_shape
    found = list(problems(shape, {k: v for k, v in answer.items() if k != "ResponseMetadata"}))
    assert not found, "\n".join(found)


def assert_valid_member(structure: str, value: Any, service_name: str = "lexv2-runtime") -> None:
    """A value is a valid structure, list or map of that name (for what travels packed in headers)."""
    found = list(problems(service(service_name).shape_for(structure), value))
    assert not found, "\n".join(found)
