"""Rows that became known late (迟知数据): some after the year's end, some after its data were cut off.

What was known of each table decides the year, so one row of each is known on 14 February 2017 and one
on 10 April. Most are of Nanling and Baisha, which file carelessly.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date

from generator.common import CODES, OUT, write

BEFORE_CUTOFF, AFTER_CUTOFF = date(2017, 2, 14), date(2017, 4, 10)
CARELESS = (CODES[4], CODES[7])
COLUMNS = {  # file: the column that says to which time a row belongs
    "enterprises.csv": "est_dt",
    "certifications.csv": "start_dt",
    "licences.csv": "val_from",
    "appointments.csv": "valid_from",
    "key_posts.csv": "valid_from",
    "post_assessments.csv": "assessed_on",
    "trainings.csv": "held_on",
    "quality_activities.csv": "ended_on",
    "system_records.csv": "on",
    "excellence_assessments.csv": "assessed_on",
    "responsibility_reports.csv": "published_on",
    "standard_parts.csv": "issued_on",
    "research_spendings.csv": "year",
    "patents.csv": "granted_on",
    "head_spendings.csv": "year",
    "incentives.csv": "granted_on",
    "key_technologies.csv": "since",
    "batches.csv": "made_on",
    "batch_links.csv": "recorded_on",
    "filings.csv": "on",
    "credit_records.csv": "decided_on",
    "credit_archives.csv": "opened_on",
    "samples.csv": "sampled_on",
    "recalls.csv": "decided_on",
    "recall_moves.csv": "on",
    "projects.csv": "竣工日期",
    "works_parts.csv": "recorded_on",
    "outlets.csv": "in_use_from",
    "outlet_readings.csv": "measured_on",
    "surveys.csv": "held_on",
    "public_surveys.csv": "held_on",
    "noise.csv": "measured_on",
    "noise_points.csv": "in_use_from",
    "water.csv": "measured_on",
    "water_sources.csv": "in_use_from",
    "figures.csv": "year",
    "evidence.csv": "valid_from",
    "product_offers.csv": "since",
    "rectification_orders.csv": "ordered_on",
    "rectification_checks.csv": "held_on",
    "award_applications.csv": "applied_on",
    "drills.csv": "held_on",
    "resource_uses.csv": "year",
    "condition_checks.csv": "checked_on",
    "complaints.csv": "registered_on",
    "complaint_moves.csv": "day",
    "violation_reports.csv": "received_on",
    "public_requests.csv": "received_on",
    "supervision_visits.csv": "held_on",
    "supervision_quotas.csv": "first_day",
    "inspectors.csv": "since",
    "enforcement_cases.csv": "punish_decide_tm",
    "filed_cases.csv": "filed_on",
    "governance_units.csv": "since",
    "group_members.csv": "since",
    "tasks.csv": "due_on",
    "task_progress.csv": "noted_on",
    "responsibility_letters.csv": "signed_on",
    "meetings.csv": "held_on",
    "unit_reports.csv": "covers_to",
    "documents.csv": "on",
    "inspection_visits.csv": "held_on",
    "budget_lines.csv": "year",
    "campaigns.csv": "held_on",
    "quality_assistants.csv": "since",
    "assistant_trainings.csv": "held_on",
    "assistant_reports.csv": "reported_on",
    "development_plans.csv": "valid_from",
    "plan_goals.csv": "on",
    "shared_findings.csv": "found_on",
    "warnings_sent.csv": "sent_on",
    "warning_moves.csv": "on",
    "equipment.csv": "in_use_from",
    "equipment_inspections.csv": "applied_on",
    "equipment_maintenance.csv": "maintained_on",
    "hazards.csv": "found_on",
    "screenings.csv": "covers_to",
    "screened_units.csv": "visited_on",
    "accidents.csv": "happened_at",
    "emergency_plans.csv": "valid_from",
    "risk_notices.csv": "issued_on",
    "risk_assessments.csv": "assessed_on",
    "accountable_cases.csv": "opened_on",
    "laboratories.csv": "accredited_from",
    "laboratory_scope.csv": "valid_from",
    "test_requests.csv": "requested_on",
    "instruments.csv": "in_use_from",
    "instrument_verifications.csv": "verified_on",
    "adopted_standards.csv": "adopted_on",
    "improvement_measures.csv": "measured_on",
    "quality_analyses.csv": "covers_to",
}
IN_CHINESE = {"projects.csv": ("获知日期", "gb18030")}


def _of_2016(row: dict[str, str], column: str) -> bool:
    return row[column].startswith("2016")


def _chosen(rows: list[dict[str, str]], column: str) -> list[dict[str, str]]:
    """Rows of 2016, else those of before; of careless towns where the table names towns."""
    found = [row for row in rows if _of_2016(row, column)] or rows
    town = next((name for name in ("town", "所属乡镇代码") if name in rows[0]), None)
    found = [row for row in found if row.get("concealed") != "是"] or found
    careless = [row for row in found if town is not None and row[town] in CARELESS]
    return careless or found


ONLY = {  # file: how the row that matters begins
    "appointments.csv": {"role": "chief-quality-officer", "valid_to": None},
    "key_posts.csv": {"id": "K0001"},
    "trainings.csv": {"id": "T0379"},
    "batches.csv": {"id": "B0303"},
    "research_spendings.csv": {"year": "2015"},
    "incentives.csv": {"granted_on": "2015"},
    "public_surveys.csv": {"subject": "quality", "held_on": "2016"},
    "inspection_visits.csv": {"kind": "inspection", "held_on": "2016"},
    "condition_checks.csv": {"checked_on": "2016", "met": "是"},
}
ALONE = {  # file: what no other row of these has, so that without it something is not there
    "appointments.csv": ("enterprise",),
    "inspection_visits.csv": ("unit",),
}
NAMED = {"patents.csv": ("id", "patents", "standards"), "standard_parts.csv": ("number", "standards", "patents")}  # fmt: skip
"""Rights that a key technology names alone: their number, and the columns of the technology."""


def _begins(row: dict[str, str], only: dict[str, str | None]) -> bool:
    return all(not row[name] if text is None else row[name].startswith(text) for name, text in only.items())  # fmt: skip


def _alone(rows: list[dict[str, str]], columns: tuple[str, ...]) -> list[dict[str, str]]:
    keys = Counter(tuple(row[name] for name in columns) for row in rows)
    return [row for row in rows if keys[tuple(row[name] for name in columns)] == 1]


def _rechecked(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Re-checks that found a condition met."""
    keys = Counter((row["subject"], row["condition"], row["checked_on"][:4]) for row in rows)
    return [
        row
        for row in rows
        if keys[row["subject"], row["condition"], "2016"] > 1 and row["met"] == "是"
    ]


def _named(name: str, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    number, own, other = NAMED[name]
    with (OUT / "key_technologies.csv").open(encoding="utf-8", newline="") as file:
        told = {
            row[own]
            for row in csv.DictReader(file)
            if row[own] and not row[other] and not row["until"]
        }
    return [row for row in rows if row[number] in told]


def _telling(name: str, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows of some tables of which it matters when they became known."""
    found = [row for row in rows if _begins(row, ONLY.get(name, {}))] if name in ONLY else []
    if name in ALONE:
        found = _alone(found, ALONE[name])
    if name == "condition_checks.csv":
        found = [row for row in _rechecked(rows) if row in found]
    return _named(name, rows) if name in NAMED else found


def late() -> None:
    """Add to each table when its late rows became known."""
    for name, column in COLUMNS.items():
        known, encoding = IN_CHINESE.get(name, ("known_on", "utf-8"))
        with (OUT / name).open(encoding=encoding, newline="") as file:
            rows = list(csv.DictReader(file))
        header = [*rows[0]] if known in rows[0] else [*rows[0], known]
        chosen = _chosen(rows, column)
        last = (_telling(name, rows) or chosen)[-1]
        if len(chosen) > 3:
            chosen[-3][known] = str(BEFORE_CUTOFF)
        last[known] = str(AFTER_CUTOFF)
        write(name, header, [[row.get(key, "") for key in header] for row in rows], encoding)
