"""Lists of samples that passed (合格名单): nothing in a row says so, a form gives it to each.

That holds only where the name of the file or sheet, or a title, says 合格, and nothing in the sheet
speaks of failures: a list of failures has the same columns, and one more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath

from qualitygov.core.cells import is_null, labels, plain
from qualitygov.inspection import InspectionSample
from qualitygov.inspection.words import Conclusion
from qualitygov.interchange.forms.deciding import Suspect, nameless
from qualitygov.interchange.forms.match import Match
from qualitygov.interchange.hygiene import tidy

STATED = "stated"
SHOWN = 5
"""So many of its cells are shown of a column that may speak of failures."""

_NO_FAILURE = re.compile(
    r"(?:无|没有|未(?:发现|检出|见)?|[0零])(?:项|批次|个)?(?:存在)?(?:不合格|问题|超标|异常)(?:样品|项目|情况|项|指标)?"
)
_FAILED = re.compile(r"不合格|不符合|不达标|问题|超标|║|([|‖∥┃│]).*\1")
_PASSED = re.compile(r"合格(?![率证])")
_RESULTS = re.compile(
    r"不合格|不符合|问题|超标|║|结论|结果|判定|检[验测](?:数?值|项目|指标)|实测|标准(?:值|要求|限值)"
    r"|限量|限值|异常"
)
"""Headers of columns with results (检验结果列名)."""

_SAYS_NOTHING = re.compile(
    r"(?:所检项目|所检指标|检验项目)?(?:均|全部|全项|都)?(?:合格|符合(?:要求|标准|规定)?)|未见异常|0[项批次个]*"
)
_conclusion = labels(Conclusion)


def gives_pass(match: Match) -> bool:
    """Whether every row of a sheet counts as passed because its form says so (是否按合格名单读入)."""
    given = match.main.form.constants.get(STATED)
    of_samples = match.main.table.entity is InspectionSample
    return of_samples and given is not None and _conclusion(given) == Conclusion.PASS.value


def speaks_of_failure(text: str) -> bool:
    """Whether a text speaks of what failed, and does not deny it (是否提及不合格).

    >>> [speaks_of_failure(one) for one in ("苯甲酸不合格", "未发现不合格样品", "铅║0.9║≤0.5")]
    [True, False, True]
    """
    return _FAILED.search(_NO_FAILURE.sub("", plain(text))) is not None


def _says(name: str) -> bool | None:
    """What a name says of the samples of a list: passed, failed; None for neither, or both."""
    failed = speaks_of_failure(name)
    passed = _PASSED.search(name.replace("不合格", "")) is not None
    return None if failed == passed else passed


def unsaid(match: Match) -> bool:
    """Whether nothing says that the samples of a list passed (是否未说明合格).

    Its form takes it as said; a county's own form says it itself, and so does a column.
    """
    if not gives_pass(match) or match.form.given or match.main.header_of(STATED) is not None:
        return False
    sheet = match.sheet
    titles = (cell for row in sheet.rows[: match.place.at] for cell in row.cells)
    path = PurePosixPath(sheet.file)
    said = {_says(name) for name in (sheet.name or "", path.stem, *path.parts[:-1], *titles)}
    return True not in said or False in said


def failures(match: Match) -> Iterator[Suspect]:
    """Yield the columns that nobody reads and that may say what failed (疑似不合格列)."""
    if not gives_pass(match):
        return
    spare, used = set(match.spare), match.used
    label = match.main.table.label_of(STATED)
    for at, header in (*enumerate(match.place.headers), *nameless(match)):
        if at in used or (header.key and header not in spare):
            continue
        cells = _cells(match, at)
        if _RESULTS.search(header.key):
            telling = [one for one in cells if not _SAYS_NOTHING.fullmatch(_left(one))]
        else:
            telling = [one for one in cells if speaks_of_failure(one)]
        if telling:
            words = tuple(telling[:SHOWN])
            yield Suspect(at, header, STATED, STATED if label is None else label.zh, words)


def _left(cell: str) -> str:
    """What a cell says besides that nothing failed."""
    return _NO_FAILURE.sub("", plain(cell)) or "合格"


def _cells(match: Match, at: int) -> list[str]:
    """The different cells of a column, all of them: one failure at its end is one."""
    cells = chain.from_iterable(row.cells[at : at + 1] for row in match.body)
    return [cell for cell in dict.fromkeys(map(tidy, cells)) if not is_null(cell)]
