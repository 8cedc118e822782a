"""Writes the synthetic tables of the example county (示例县数据生成)."""
