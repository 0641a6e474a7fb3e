"""How is what the solver says kept until somebody reads it? As plain values, and told in the reader's language then."""

from dataclasses import fields
from typing import Any

from groups.formation.telling import Clock, Miss, Pair, Time, Told, Unseated, Which

KINDS: dict[str, type] = {kind.__name__: kind for kind in (Clock, Miss, Pair, Time, Told, Unseated, Which)}


def kept(value: Any) -> Any:
    """Take a sentence apart into what JSON knows."""
    if type(value).__name__ in KINDS:
        parts = {each.name: kept(getattr(value, each.name)) for each in fields(value)}
        return {"is": type(value).__name__} | parts
    if isinstance(value, dict):
        return {name: kept(each) for name, each in value.items()}
    return [kept(each) for each in value] if isinstance(value, tuple | list) else value


def told(value: Any) -> Any:
    """Put a sentence together again."""
    if isinstance(value, list):
        return tuple(told(each) for each in value)
    if not isinstance(value, dict):
        return value
    parts = {name: told(each) for name, each in value.items() if name != "is"}
    return KINDS[value["is"]](**parts) if "is" in value else parts
