"""Rows that became known late (迟知数据): some after the year's end, some after its data were cut off.

What was known of each table decides the year, so one row of each is known on 14 February 2017 and one
on 10 April. Most are of Nanling and Baisha, which file carelessly.
"""

from __future__ import annotations

import csv
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
    "batches.csv": "made_on",
    "batch_links.csv": "recorded_on",
    "filings.csv": "on",
    "credit_records.csv": "decided_on",
    "samples.csv": "sampled_on",
    "projects.csv": "竣工日期",
    "surveys.csv": "held_on",
    "public_surveys.csv": "held_on",
    "noise.csv": "measured_on",
    "noise_points.csv": "in_use_from",
    "water.csv": "measured_on",
    "water_sources.csv": "in_use_from",
    "figures.csv": "year",
    "evidence.csv": "valid_from",
    "complaints.csv": "registered_on",
    "complaint_moves.csv": "day",
    "violation_reports.csv": "received_on",
    "public_requests.csv": "received_on",
    "supervision_visits.csv": "held_on",
    "supervision_quotas.csv": "first_day",
    "inspectors.csv": "since",
    "enforcement_cases.csv": "punish_decide_tm",
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
    "hazards.csv": "found_on",
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


def late() -> None:
    """Add to each table when its late rows became known."""
    for name, column in COLUMNS.items():
        known, encoding = IN_CHINESE.get(name, ("known_on", "utf-8"))
        with (OUT / name).open(encoding=encoding, newline="") as file:
            rows = list(csv.DictReader(file))
        header = [*rows[0]] if known in rows[0] else [*rows[0], known]
        chosen = _chosen(rows, column)
        chosen[-1][known] = str(AFTER_CUTOFF)
        if len(chosen) > 3:
            chosen[-3][known] = str(BEFORE_CUTOFF)
        write(name, header, [[row.get(key, "") for key in header] for row in rows], encoding)
