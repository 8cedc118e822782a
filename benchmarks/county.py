"""Invent a county of any size: enterprises, credit records, samples and complaints as CSV.

    python benchmarks/county.py FOLDER [ENTERPRISES] [--seed N]

Five records an enterprise, one sample, 0.2 complaints; registers, records and samples have a few
rows that cannot be read: one in four hundred. Days are written as offices write them: mostly
2016-05-04, some 2016-5-4 or 2016/5/4. The same size and seed give the same files.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from qualitygov.codes import credit_code, organization_code

TOWNS = [("清溪镇", "Qingxi"), ("平湖镇", "Pinghu"), ("石桥镇", "Shiqiao"), ("长田乡", "Changtian"), ("白杨镇", "Baiyang"),
         ("南渡镇", "Nandu"), ("云岭乡", "Yunling"), ("东港镇", "Donggang")]  # fmt: skip
INDUSTRIES = [
    "C1310",
    "C1392",
    "C1431",
    "C2611",
    "C3021",
    "C3311",
    "F5281",
    "F5212",
    "H6210",
    "E4710",
    "O8111",
]
WORDS_ONE = [
    "嘉禾",
    "长城",
    "华兴",
    "康源",
    "德润",
    "永盛",
    "金穗",
    "瑞丰",
    "宏达",
    "明珠",
    "同心",
    "三江",
]
WORDS_TWO = ["食品", "建材", "商贸", "机械", "化工", "纺织", "家具", "农业", "饮料", "电器"]
KINDS = [("order-on-spot", "minor"), ("notice", "general"), ("penalty", "minor"), ("penalty", "general"), ("penalty", "serious"),
         ("sampling-fail", "general"), ("complaint-upheld", "general"), ("hazard-overdue", "general"), ("case-filed", "general"),
         ("abnormal-list", "general"), ("certificate-quality", "in-force"), ("sample-passed", "passed")]  # fmt: skip
PRODUCTS = [
    ("food", "大米"),
    ("food", "食用油"),
    ("food", "糕点"),
    ("industrial", "水泥"),
    ("industrial", "电线"),
    ("industrial", "涂料"),
]
COMPLAINTS = ["product", "food", "engineering", "service", "environment"]
BEGIN, DAYS = date(2012, 1, 1), 1800
BAD = 400
"""One row in so many cannot be read."""

Row = Sequence[str]


def town_of(n: int) -> str:
    """The code of a town by its number."""
    return f"3302991{n % len(TOWNS) + 1:02d}"


def code_of(n: int) -> str:
    """The credit code of a unit by its number, with both check characters right."""
    body = f"{n:08d}"
    organization = body + organization_code.calc_check_digit(body + "0")
    begun = f"91330299{organization}"
    return begun + credit_code.calc_check_digit(begun + "0")


class Inventor:
    """Writes rows with days in several spellings, and a few that are wrong."""

    def __init__(self, seed: int, enterprises: int) -> None:
        self.rng = random.Random(f"{seed}/{enterprises}")
        self.enterprises = enterprises
        self.codes = [code_of(n) for n in range(enterprises)]
        self.made = 0

    def day(self, at: int) -> str:
        """A day so many days after the first, in one of three spellings."""
        one = BEGIN + timedelta(days=at)
        spelling = self.rng.random()
        if spelling < 0.9:
            return one.isoformat()
        return (
            f"{one.year}-{one.month}-{one.day}"
            if spelling < 0.97
            else f"{one.year}/{one.month}/{one.day}"
        )

    def spoiled(self) -> bool:
        """Whether the next row is a bad one."""
        return self.rng.randrange(BAD) == 0

    def enterprises_rows(self) -> Iterator[Row]:
        """The register."""
        rng = self.rng
        for n, code in enumerate(self.codes):
            shown = code if n % BAD != 7 else code[:17] + ("A" if code[17] != "A" else "B")
            name = f"{TOWNS[n % 8][0][:2]}{rng.choice(WORDS_ONE)}{rng.choice(WORDS_ONE)}{rng.choice(WORDS_TWO)}{n}号有限公司"
            key = rng.random() < 0.02
            yield (shown, name, town_of(n), rng.choice(INDUSTRIES), "企业" if rng.random() < 0.8 else "individual",
                   self.day(-rng.randrange(2500)), "是" if key else "否")  # fmt: skip

    def records_rows(self) -> Iterator[Row]:
        """Five records an enterprise."""
        rng = self.rng
        for n in range(self.enterprises * 5):
            kind, severity = rng.choice(KINDS)
            at = rng.randrange(DAYS)
            decided, known = at + rng.randrange(30), at + 30 + rng.randrange(20)
            happened = (
                self.day(at)
                if not self.spoiled()
                else rng.choice(["2014-13-05", "不详", self.day(known + 40)])
            )
            repaired = self.day(decided + 100 + rng.randrange(60)) if rng.random() < 0.03 else ""
            revoked = self.day(decided + 60) if rng.random() < 0.01 else ""
            yield (f"R{n:07d}", self.codes[rng.randrange(self.enterprises)], kind, severity, happened, self.day(decided),
                   self.day(known), f"镇质〔{2012 + at // 365}〕{n % 9000}号", "县市场监督管理局", "大米" if kind == "sampling-fail" else "",
                   repaired, revoked)  # fmt: skip

    def samples_rows(self) -> Iterator[Row]:
        """A sample an enterprise."""
        rng = self.rng
        for n in range(self.enterprises):
            domain, product = rng.choice(PRODUCTS)
            at, unit = rng.randrange(DAYS), rng.randrange(self.enterprises)
            failed = rng.random() < 0.05
            reported = at + 5 + rng.randrange(15)
            ordered = self.day(reported + 5) if failed else ""
            rectified = self.day(reported + 25) if failed and rng.random() < 0.8 else ""
            sampled = self.day(at) if not self.spoiled() else self.day(reported + 9)
            yield (f"S{n:07d}", self.codes[unit], town_of(unit), domain, rng.choice(["production", "circulation"]), product, product,
                   sampled, self.day(reported), self.day(reported), f"检〔{2012 + at // 365}〕{n}", "不合格" if failed else "合格",
                   "general" if failed else "", "否", ordered, rectified)  # fmt: skip

    def complaints_rows(self) -> Iterator[Row]:
        """A complaint for every fifth enterprise."""
        rng = self.rng
        for n in range(self.enterprises // 5):
            at, unit = rng.randrange(DAYS), rng.randrange(self.enterprises)
            yield (f"T{n:07d}", town_of(unit), rng.choice(COMPLAINTS), self.day(at + 3), self.day(at), self.codes[unit],
                   rng.choice(["大米", "家电", "住宅工程"]), "general", str(rng.randrange(1, 6)), "")  # fmt: skip

    def moves_rows(self) -> Iterator[Row]:
        """The steps of each complaint."""
        rng = random.Random(f"{self.enterprises}/moves")
        for n in range(self.enterprises // 5):
            at = DAYS + 10
            for kind in (
                "accepted",
                "investigated",
                "upheld" if rng.random() < 0.2 else "not-upheld",
                "told",
            ):
                yield (
                    f"T{n:07d}",
                    kind,
                    (BEGIN + timedelta(days=at)).isoformat(),
                    "镇市场监管所",
                    f"T{n}-{kind}",
                )
                at += 5


TABLES: Sequence[tuple[str, str, Callable[[Inventor], Iterable[Row]]]] = (
    (
        "enterprises",
        "code,name,town,industry,kind,registered_on,key_enterprise",
        Inventor.enterprises_rows,
    ),
    (
        "credit_records",
        "id,subject,kind,severity,happened_on,decided_on,known_on,source_document,authority,category,repaired_on,revoked_on",
        Inventor.records_rows,
    ),
    (
        "samples",
        "id,subject,town,domain,stage,product,category,sampled_on,reported_on,known_on,document,stated,severity,refused,rectify_ordered_on,rectified_on",
        Inventor.samples_rows,
    ),
    (
        "complaints",
        "id,town,kind,registered_on,happened_on,subject,category,severity,satisfaction,known_on",
        Inventor.complaints_rows,
    ),
    ("complaint_moves", "complaint,kind,day,authority,document", Inventor.moves_rows),
)


def write(folder: Path, enterprises: int, seed: int = 1) -> None:
    """Write the county's folder."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    (folder / "county.toml").write_text(
        'rulebook = "strong-town"\ndata = "data"\n[county]\ncode = "330299"\nname = { zh = "示范县", en = "Example County" }\n',
        encoding="utf-8",
    )
    towns = [f"{town_of(n)},{zh},{en},330299" for n, (zh, en) in enumerate(TOWNS)]
    (data / "towns.csv").write_text(
        "\n".join(["code,name.zh,name.en,parent", *towns, ""]), encoding="utf-8"
    )
    inventor = Inventor(seed, enterprises)
    for name, header, rows in TABLES:
        with (data / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header.split(","))
            writer.writerows(rows(inventor))
    periods = [str(year) for year in range(2012, 2017)]
    tables = ("enterprises", "records", "samples")
    lines = [
        f"县市场监督管理局,{table},,{year},100,{int(year) + 1}-01-09,报表员"
        for table in tables
        for year in periods
    ]
    lines += [
        f"{town_of(n)},complaints,{town_of(n)},{year}-Q{q},1,{year}-12-28,报表员"
        for n in range(8)
        for year in periods
        for q in range(1, 5)
    ]
    (data / "returns.csv").write_text(
        "\n".join(["owner,table,town,period,rows,filed_on,filed_by", *lines, ""]), encoding="utf-8"
    )


def main() -> None:
    """Write the county that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("enterprises", type=int, nargs="?", default=2000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    write(asked.folder, asked.enterprises, asked.seed)


if __name__ == "__main__":
    main()
