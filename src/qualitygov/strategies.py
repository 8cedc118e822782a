"""Hypothesis strategies for every entity (测试数据策略)."""


def register() -> None:
    """Register."""
