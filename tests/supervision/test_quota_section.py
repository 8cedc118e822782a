"""Quotas missed in the section of the report: those whose last day lies in the period."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qualitygov.enterprise import CERTIFICATIONS, ENTERPRISES
from qualitygov.rulebook import Context, load_rulebook
from qualitygov.subject import CountyView
from qualitygov.supervision import SUBJECT, QuotaScope, SupervisionQuota
from qualitygov.text import Text
from small_county import others, standing_as, view_of

pytestmark = pytest.mark.clause("3.4.1.b")

CONTEXT = Context(load_rulebook("strong-town"), as_of="2016-12-31")
FIRST = CONTEXT.period.first


def quota(last_day):
    return SupervisionQuota(
        id=f"Q/{last_day}",
        town="330299101",
        scope=QuotaScope.PRODUCT,
        topic=f"到 {last_day}",
        visits=1,
        first_day=date(2015, 1, 1),
        last_day=last_day,
    )


@pytest.mark.parametrize(
    ("last_day", "shown"),
    [
        (FIRST - timedelta(days=1), False),
        (FIRST, True),
        (date(2016, 12, 30), True),
        (date(2016, 12, 31), False),  # the period of the quota is over on the next day
    ],
)
def test_a_quota_is_missed_in_the_period_in_which_it_ends(last_day, shown, monkeypatch):
    standing_as(monkeypatch, {})
    view = view_of(others(ENTERPRISES, CERTIFICATIONS), SUBJECT, quotas=[quota(last_day)])
    assert isinstance(view, CountyView)
    (section,) = SUBJECT.sections
    rows = [row for row in section.rows(view, CONTEXT) if str(row[0]) == "quotas missed"]
    assert [row[1:] for row in rows] == (
        [(1, Text(f"到 {last_day}", f"到 {last_day}"))] if shown else []
    )
