"""Rule entries of enterprises' own duties (企业主体责任规则): persons to be named, systems to be kept.

Clauses 3.3.1, 3.3.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal, Self

import attrs

from qualitygov.core import kinds
from qualitygov.core.fields import about
from qualitygov.core.periods import Term
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.text import Text

OwedBy = Literal["all", "key", "licensed", "none"]
"""Which enterprises owe it.

All, key enterprises, those under a production licence or compulsory certificate, none.
"""

ROLES = (
    "legal-representative",
    "quality-manager",
    "chief-quality-officer",
    "quality-safety-director",
    "quality-safety-officer",
)
"""The roles that a rule may ask for."""


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class EnterpriseRole(RuleEntry):
    """A role that some enterprises must have filled (应设岗位); the entry's id is the role."""

    section: ClassVar[str] = "enterprise-role"

    owed_by: OwedBy = attrs.field(metadata=about("适用企业", "owed by"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Only known roles are asked for."""
        for name in entries:
            if name not in ROLES:
                yield Problem(
                    "rulebook.enterprise-role",
                    name,
                    name,
                    Text("应为下列之一：" + "、".join(ROLES), "one of " + ", ".join(ROLES)),
                )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class EnterpriseSystem(RuleEntry):
    """An internal system that some enterprises must keep (企业内部制度).

    With `document` it must be adopted in writing; with `max_age` the last record of its being
    carried out may be no older.
    """

    section: ClassVar[str] = "enterprise-system"

    group: Literal["internal", "emergency"] = attrs.field(metadata=about("类别", "group"))
    owed_by: OwedBy = attrs.field(metadata=about("适用企业", "owed by"))
    document: bool = attrs.field(
        default=True, metadata=about("须有书面制度", "to be adopted in writing")
    )
    max_age: Term | None = attrs.field(
        default=None, metadata=about("执行记录最长时效", "greatest age of its last record")
    )

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """A system asks for a document, for records, or for both."""
        for name, system in entries.items():
            if not system.document and system.max_age is None:
                expected = Text("应要求书面制度或执行记录", "a document or records to be asked for")
                yield Problem("rulebook.enterprise-system", f"{name}.document", "false", expected)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class TracedTrade(RuleEntry):
    """A trade whose products the law or the book wants to be traced (应追溯行业). Clause 3.3.1.b.

    `industries` are the beginnings of codes of GB/T 4754, such as ``C13``.
    """

    section: ClassVar[str] = "traced-trade"

    industries: tuple[str, ...] = attrs.field(metadata=about("行业代码", "industries"))


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class TechnologyField(RuleEntry):
    """A field of key technologies (关键技术领域), such as a strategic emerging industry."""

    section: ClassVar[str] = "technology-field"


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class LicenceKind(RuleEntry):
    """Licences of certain names, and the certificate that each shows (许可证类别). Clause 3.2.2.d.

    `names` are those of the document; `shows` is a kind of certificate for which market access and
    duties ask, such as ``licence``.
    """

    section: ClassVar[str] = "licence-kind"

    names: tuple[str, ...] = attrs.field(metadata=about("许可文件名称", "names of the document"))
    shows: Literal["licence", "ccc"] = attrs.field(metadata=about("对应证书", "certificate shown"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Each has a name, and no name is that of two."""
        seen: dict[str, str] = {}
        for name, rule in sorted(entries.items()):
            if not rule.names:
                expected = Text("至少一个名称", "at least one name")
                yield Problem("rulebook.licence-kind", f"{name}.names", "", expected)
            for written in rule.names:
                if written in seen:
                    expected = Text(f"已属 {seen[written]}", f"is one of {seen[written]} already")
                    yield Problem("rulebook.licence-kind", f"{name}.names", written, expected)
                seen[written] = name
