"""Settings of the service (设置), each from one variable of the environment."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

import attrs
import pendulum

from qualitygov import Rulebook, Text, load_rulebook

PREFIX = "TOWN_SERVICE_"


def _now() -> datetime:
    return datetime.now(UTC)


@attrs.frozen(kw_only=True)
class Settings:
    """What differs from county to county (设置).

    `database` is the one setting that decides between SQLite and PostgreSQL; `today` fixes the day
    for demonstrations, `clock` says what time it is. After `failures` wrong tokens an address has to wait until the
    first of them is `minutes` old.
    """

    database: str = "sqlite:///town_service.db"
    rulebook: Rulebook = attrs.field(factory=lambda: load_rulebook("strong-town"), repr=False)
    county: str = "330299"
    name: Text = Text("示例县", "Example County")
    today: date | None = None
    clock: Callable[[], datetime] = attrs.field(default=_now, repr=False)
    failures: int = 10
    minutes: int = 10
    proxies: int = 0

    @classmethod
    def from_environment(cls, given: Mapping[str, str] = os.environ) -> Settings:
        """Return the settings that the environment names; the defaults for all others."""
        found = {
            name: given[PREFIX + name.upper()] for name in NAMED if PREFIX + name.upper() in given
        }
        kept: dict[str, object] = {
            name: found[name] for name in ("database", "county") if name in found
        }
        if "rulebook" in found:
            kept["rulebook"] = load_rulebook(found["rulebook"])
        if "name" in found:
            kept["name"] = Text(found["name"], found["name"])
        if "today" in found:
            kept["today"] = date.fromisoformat(found["today"])
        if "proxies" in found:
            kept["proxies"] = int(found["proxies"])
        return cls(**kept)

    def day(self) -> date:
        """Return today in China, or the day that is fixed."""
        found = pendulum.instance(self.clock()).in_timezone("Asia/Shanghai")
        return self.today or date(found.year, found.month, found.day)

    def moment(self) -> datetime:
        """Return this moment in UTC, without a zone, as the database keeps it (当前时刻)."""
        return self.clock().astimezone(UTC).replace(tzinfo=None)


NAMED = ("database", "rulebook", "county", "name", "today", "proxies")
