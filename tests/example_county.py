"""The example county for tests: read, assessed and run by the command once in a worker."""

from __future__ import annotations

import contextlib
import functools
import io
from pathlib import Path
from unittest import mock

import attrs

from qualitygov import Context, CountyAssessment, OfficialCalendar, assess_county, read_county
from qualitygov.cli import _run, main

COUNTY = Path(__file__).parents[1] / "examples" / "county"


@functools.cache
def reading():
    """The example county, read."""
    return read_county(COUNTY, calendar=OfficialCalendar())


@functools.cache
def year(as_of=None):
    """The context of the year 2016, with the knowledge of its cut-off."""
    calendar = OfficialCalendar()
    known = {} if as_of is None else {"known_at": "2017-03-01"}
    return Context.of_year(reading().rulebook, 2016, as_of=as_of, calendar=calendar, **known)


@functools.cache
def assessed(as_of=None) -> CountyAssessment:
    """The year 2016 of the example county, in its profile."""
    return assess_county(reading().data, year(as_of), profile=reading().manifest.profile)


@attrs.frozen(eq=False)
class Run:
    """A run of the command: its code, its folder, what it printed, and the answer that it showed."""

    code: int
    folder: Path
    printed: str
    answer: object

    def said(self, language):
        """What the command prints of this answer in a language, with all details."""
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            _run.show(self.answer, language, details=True)
        return printed.getvalue()


def run_into(folder) -> Run:
    """Run the command on the example county."""
    answers, answer_of = [], _run.answer_of

    def noted(*args, **more):
        answers.append(answer_of(*args, **more))
        return answers[-1]

    command = ["assess", str(COUNTY), "--year", "2016", "--details", "--language", "en"]
    with (
        mock.patch.object(_run, "answer_of", noted),
        contextlib.redirect_stdout(io.StringIO()) as printed,
    ):
        code = main([*command, "--out", str(folder)])
    return Run(code, folder, printed.getvalue(), *answers)
