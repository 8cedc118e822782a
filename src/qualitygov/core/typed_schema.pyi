from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Generic, Literal, Required, TypeAlias, TypedDict, Unpack, overload

import marshmallow as ma
from typing_extensions import TypeVar

from qualitygov.text import Language

S = TypeVar("S")
One = TypeVar("One", default=S)
Many = TypeVar("Many", bound=bool, default=Literal[False])

Names: TypeAlias = Sequence[str] | AbstractSet[str]
Single: TypeAlias = Literal[False]
Listed: TypeAlias = Literal[True]
Unknown: TypeAlias = Literal["raise", "exclude", "include"]
Row: TypeAlias = Mapping[str, Any]
Plain: TypeAlias = dict[str, Any]
Text: TypeAlias = str | bytes | bytearray

class Whole(TypedDict, total=False):
    partial: Literal[False] | None
    unknown: Literal["raise", "exclude"] | None

class Partly(TypedDict, total=False):
    partial: Required[Literal[True] | Names]
    unknown: Unknown | None

class Included(TypedDict, total=False):
    partial: Literal[False] | None
    unknown: Required[Literal["include"]]

class Options(TypedDict, total=False):
    partial: bool | Names | None
    unknown: Unknown | None

class _Made(TypedDict, total=False):
    language: Language
    load_only: Names

class MadeWhole(_Made, total=False):
    only: None
    exclude: tuple[()]
    dump_only: tuple[()]
    partial: Literal[False] | None
    unknown: Literal["raise", "exclude"] | None

class MadePartly(_Made, total=False):
    only: Names | None
    exclude: Names
    dump_only: Names
    partial: Required[Literal[True] | Names]
    unknown: Unknown | None

class MadeOfSome(_Made, total=False):
    only: Names | None
    exclude: Names
    dump_only: Names
    partial: Literal[False] | None
    unknown: Unknown | None

class MadeAnyhow(_Made, total=False):
    only: Names | None
    exclude: Names
    dump_only: Names
    partial: bool | Names | None
    unknown: Unknown | None

class TypedSchema(ma.Schema, Generic[S, One, Many]):
    @overload
    def load(
        self: TypedSchema[S, One, Literal[False]],
        data: Row,
        *,
        many: Literal[False] | None = None,
        **options: Unpack[Whole],
    ) -> One: ...
    @overload
    def load(
        self: TypedSchema[S, One, Literal[True]],
        data: Sequence[Row],
        *,
        many: Literal[True] | None = None,
        **options: Unpack[Whole],
    ) -> list[One]: ...
    @overload
    def load(
        self: TypedSchema[S, One, Any], data: Row, *, many: Literal[False], **options: Unpack[Whole]
    ) -> One: ...
    @overload
    def load(
        self: TypedSchema[S, One, Any],
        data: Sequence[Row],
        *,
        many: Literal[True],
        **options: Unpack[Whole],
    ) -> list[One]: ...
    @overload
    def load(
        self: TypedSchema[S, One, Literal[False]],
        data: Row,
        *,
        many: Literal[False] | None = None,
        **options: Unpack[Partly],
    ) -> Plain: ...
    @overload
    def load(
        self: TypedSchema[S, One, Literal[True]],
        data: Sequence[Row],
        *,
        many: Literal[True] | None = None,
        **options: Unpack[Partly],
    ) -> list[Plain]: ...
    @overload
    def load(
        self: TypedSchema[S, One, Any],
        data: Row,
        *,
        many: Literal[False],
        **options: Unpack[Partly],
    ) -> Plain: ...
    @overload
    def load(
        self: TypedSchema[S, One, Any],
        data: Sequence[Row],
        *,
        many: Literal[True],
        **options: Unpack[Partly],
    ) -> list[Plain]: ...
    @overload
    def load(
        self: TypedSchema[S, One, Literal[False]],
        data: Row,
        *,
        many: Literal[False] | None = None,
        **options: Unpack[Included],
    ) -> One | Plain: ...
    @overload
    def load(
        self: TypedSchema[S, One, Literal[True]],
        data: Sequence[Row],
        *,
        many: Literal[True] | None = None,
        **options: Unpack[Included],
    ) -> list[One | Plain]: ...
    @overload
    def load(
        self: TypedSchema[S, One, Any],
        data: Row,
        *,
        many: Literal[False],
        **options: Unpack[Included],
    ) -> One | Plain: ...
    @overload
    def load(
        self: TypedSchema[S, One, Any],
        data: Sequence[Row],
        *,
        many: Literal[True],
        **options: Unpack[Included],
    ) -> list[One | Plain]: ...
    @overload
    def load(
        self, data: Row | Sequence[Row], *, many: bool | None = None, **options: Unpack[Options]
    ) -> Any: ...
    @overload
    def loads(
        self: TypedSchema[S, One, Literal[False]],
        s: Text,
        /,
        *,
        many: Literal[False] | None = None,
        **options: Unpack[Whole],
    ) -> One: ...
    @overload
    def loads(
        self: TypedSchema[S, One, Literal[True]],
        s: Text,
        /,
        *,
        many: Literal[True] | None = None,
        **options: Unpack[Whole],
    ) -> list[One]: ...
    @overload
    def loads(
        self: TypedSchema[S, One, Any],
        s: Text,
        /,
        *,
        many: Literal[False],
        **options: Unpack[Whole],
    ) -> One: ...
    @overload
    def loads(
        self: TypedSchema[S, One, Any], s: Text, /, *, many: Literal[True], **options: Unpack[Whole]
    ) -> list[One]: ...
    @overload
    def loads(
        self: TypedSchema[S, One, Literal[False]],
        s: Text,
        /,
        *,
        many: Literal[False] | None = None,
        **options: Unpack[Partly],
    ) -> Plain: ...
    @overload
    def loads(
        self: TypedSchema[S, One, Literal[True]],
        s: Text,
        /,
        *,
        many: Literal[True] | None = None,
        **options: Unpack[Partly],
    ) -> list[Plain]: ...
    @overload
    def loads(
        self: TypedSchema[S, One, Any],
        s: Text,
        /,
        *,
        many: Literal[False],
        **options: Unpack[Partly],
    ) -> Plain: ...
    @overload
    def loads(
        self: TypedSchema[S, One, Any],
        s: Text,
        /,
        *,
        many: Literal[True],
        **options: Unpack[Partly],
    ) -> list[Plain]: ...
    @overload
    def loads(
        self: TypedSchema[S, One, Literal[False]],
        s: Text,
        /,
        *,
        many: Literal[False] | None = None,
        **options: Unpack[Included],
    ) -> One | Plain: ...
    @overload
    def loads(
        self: TypedSchema[S, One, Literal[True]],
        s: Text,
        /,
        *,
        many: Literal[True] | None = None,
        **options: Unpack[Included],
    ) -> list[One | Plain]: ...
    @overload
    def loads(
        self: TypedSchema[S, One, Any],
        s: Text,
        /,
        *,
        many: Literal[False],
        **options: Unpack[Included],
    ) -> One | Plain: ...
    @overload
    def loads(
        self: TypedSchema[S, One, Any],
        s: Text,
        /,
        *,
        many: Literal[True],
        **options: Unpack[Included],
    ) -> list[One | Plain]: ...
    @overload
    def loads(
        self,
        s: Text,
        /,
        *,
        many: bool | None = None,
        partial: bool | Names | None = None,
        unknown: Unknown | None = None,
        **kwargs: Any,
    ) -> Any: ...
    @overload
    def dump(
        self: TypedSchema[S, One, Literal[False]], obj: Any, *, many: Literal[False] | None = None
    ) -> Plain: ...
    @overload
    def dump(
        self: TypedSchema[S, One, Literal[True]],
        obj: Iterable[Any],
        *,
        many: Literal[True] | None = None,
    ) -> list[Plain]: ...
    @overload
    def dump(self: TypedSchema[S, One, Any], obj: Any, *, many: Literal[False]) -> Plain: ...
    @overload
    def dump(
        self: TypedSchema[S, One, Any], obj: Iterable[Any], *, many: Literal[True]
    ) -> list[Plain]: ...
    @overload
    def dump(self, obj: Any, *, many: bool | None = None) -> Any: ...
