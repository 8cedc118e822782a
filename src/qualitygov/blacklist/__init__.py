"""The blacklist (质量诚信黑名单): grounds, and the procedure by which an authority decides. Clause 3.2.2.c."""

from __future__ import annotations

from qualitygov.blacklist.screen import BlacklistScreener, Ground, Screening

__all__ = ["BlacklistScreener", "Ground", "Screening"]
