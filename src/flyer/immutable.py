"""Frozen dataclasses that cost nothing to declare: for the many kinds of records of which there are few."""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import Any, ClassVar, NoReturn, dataclass_transform


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Immutable:
    """What is below it is declared and used as `@dataclass(frozen=True, kw_only=True)`; a factory is asked once.

    Instances take twice as long to make and to compare. But `dataclass` compiles six methods for each of its classes,
    which takes 0.6 ms: with those of an event, a tenth of a short run.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    _fields: ClassVar[frozenset[str]]
    _defaults: ClassVar[dict[str, Any]]
    _compared: ClassVar[tuple[str, ...]]
    _shown: ClassVar[tuple[str, ...]]

    def __init_subclass__(cls) -> None:
        every = fields(dataclass(init=False, repr=False, eq=False, kw_only=True)(cls))
        cls._fields = frozenset(each.name for each in every)
        cls._defaults = _defaults(every)
        cls._compared = tuple(each.name for each in every if each.compare)
        cls._shown = tuple(each.name for each in every if each.repr)

    def __init__(self, **values: Any) -> None:
        state = vars(self)
        state.update(self._defaults)
        state.update(values)
        if wrong := state.keys() ^ self._fields:
            raise TypeError(f"{type(self).__name__} lacks, or does not have: {', '.join(sorted(wrong))}")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field '{name}'")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field '{name}'")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self is other or all(getattr(self, name) == getattr(other, name) for name in self._compared)

    def __hash__(self) -> int:
        return hash(tuple([getattr(self, name) for name in self._compared]))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self._shown)})"


def _defaults(every: tuple[Field[Any], ...]) -> dict[str, Any]:
    given = {each.name: each.default for each in every if each.default is not MISSING}
    made = {each.name: each.default_factory() for each in every if each.default_factory is not MISSING}
    return given | made
