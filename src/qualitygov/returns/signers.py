"""Who files and who benefits (报送主体对照): a county's towns by every name under which they sign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from qualitygov.returns.entities import Return
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, TableSpec


@attrs.frozen
class Signers:
    """The county's towns by every name under which they may sign (乡镇名称对照).

    `units` are their departments and areas by id and name, `firms` the codes and names of the
    enterprises.
    """

    names: Mapping[str, str]
    units: Mapping[str, str]
    firms: frozenset[str] = frozenset()

    @classmethod
    def of(cls, view: CountyView, context: Context) -> Signers:
        """Read them off the tables of towns and of their units."""
        towns = view.towns(context)
        names = {name: t.code for t in towns for name in (t.code, t.name.zh, t.name.en)}
        units: dict[str, str] = {}
        if "units" in view.data.tables:
            for unit in view.known(view.data.tables["units"].spec, context):
                units |= {unit.id: unit.town, unit.name: unit.town}
        firms: set[str] = set()
        if "enterprises" in view.data.tables:
            known = view.known(view.data.tables["enterprises"].spec, context)
            firms = {word for firm in known for word in (firm.code, firm.name)}
        return cls(names, units, frozenset(firms))

    def code_of(self, who: str) -> str | None:
        """The town that goes by a name, or whose government does; None for anybody else."""
        return self.names.get(who) or self.names.get(who.removesuffix("人民政府"))

    def signer(self, who: str) -> str | None:
        """The town for which somebody signs: it, or one of its units."""
        return self.code_of(who) or self.units.get(who)

    def assessed(self, who: str) -> bool:
        """Whether somebody is among those who are assessed (是否为被考核单位), or an office of one.

        A town, a department or an area, an enterprise, or an office that bears a town's name.
        """
        if self.signer(who) is not None or who in self.firms:
            return True
        return any(name in who for name in self.names if not name.isascii())

    def may_file(self, one: Return, spec: TableSpec[Any], context: Context) -> bool:
        """Whether a return is filed by the owner of its table."""
        signer = self.code_of(one.owner)
        if spec.owner != "town":
            return signer is None
        if one.filed_on > context.cutoff:
            return False
        signer = self.signer(one.owner)
        return signer is not None and one.town in (None, signer)
