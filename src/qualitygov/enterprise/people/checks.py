"""What an assessment of performance excellence must be (卓越绩效评价校验). Clause 3.3.1.f."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Points
from qualitygov.enterprise.people.excellence import CategoryScore, ExcellenceAssessment
from qualitygov.errors import Problem
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.award import ExcellenceCategory
from qualitygov.text import Text


@clauses("3.3.1.f")
def assessment_problems(assessment: ExcellenceAssessment, context: Context) -> tuple[Problem, ...]:
    """Return where an assessment differs from the criteria of its day (卓越绩效评价问题).

    Categories and items are those of the criteria, and none has more points than they give it.
    Raises `RulebookError` for a day the book does not answer for.
    """
    criteria = context.rules_on(assessment.assessed_on).entries(ExcellenceCategory)
    return tuple(
        problem
        for at, part in enumerate(assessment.categories)
        for problem in _part_problems(part, criteria, f"{assessment.id}.categories[{at}]")
    )


def _part_problems(
    part: CategoryScore, criteria: Mapping[str, ExcellenceCategory], path: str
) -> Iterator[Problem]:
    category = criteria.get(part.category)
    if category is None:
        expected = Text("应为准则的类目", "a category of the criteria")
        yield Problem("excellence.category", path, part.category, expected)
        return
    most = category.points
    if part.item is not None:
        items = {item.id: item.points for item in category.items}
        if part.item not in items:
            expected = Text(f"应为 {part.category} 的评分项", f"an item of {part.category}")
            yield Problem("excellence.item", path, part.item, expected)
            return
        most = items[part.item]
    if part.points > Points.of(most):
        name = part.item or part.category
        expected = Text(f"{name} 最多 {most} 分", f"at most {most} for {name}")
        yield Problem("excellence.points", path, str(part.points), expected)
