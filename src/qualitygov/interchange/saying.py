"""What is said of files and sheets that are no plain table (归表说明), in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from qualitygov.interchange.forms.deciding import Suspect
from qualitygov.text import Text

TOLD = Text("填表说明，不是数据", "notes on how to fill the sheets, no data")
HIDDEN = Text("隐藏的工作表，未读入", "a hidden sheet, not read")
DEEP = Text(
    "表头位置过低，应在前 40 行内", "a header too far below: it stands in the first 40 rows"
)
MOJIBAKE = Text(
    "乱码：中文曾按其他编码打开后另存，未读入；请用原文件",
    "mojibake: Chinese read in another encoding and saved again; not read, hand in the original",
)
NOTHING = Text("空工作表", "an empty sheet")
FOREIGN = Text("不属于任何数据表，未读入", "of no table, not read")
OTHER = Text("不是表格文件，未读入", "no file of tables, not read")
FORMAT = Text(
    "文件名为数据表，但此格式不能读入；请另存为 .xlsx 或 CSV UTF-8",
    "named after a table, in a format that is not read; save it as .xlsx or as CSV UTF-8",
)
IN_FOLDER = Text(
    "放在数据表的文件夹中，但此格式不能读入；请另存为 .xlsx 或 CSV UTF-8，或移出该文件夹",
    "in the folder of a table, in a format that is not read; save it as .xlsx or as CSV UTF-8, or "
    "take it out of the folder",
)
BESIDE = Text(
    "同一工作表中另有一表，其表头无法归入任何数据表；请移到单独的工作表，并按模板改列名",
    "a second table in the sheet, of which no table is known: move it to a sheet of its own, and "
    "name its columns as the template does",
)
UNSAID = Text(
    "没有检验结论列，文件名、工作表名和标题也未说明是合格名单；请补上此列，或在标题中写明",
    "no column of conclusions, and neither the name of file or sheet nor a title says that these "
    "samples passed (合格): add the column, or say it in the title",
)
NO_ROWS = Text("只有表头，没有数据行", "a header without rows of data")


def untitled_column(at: int) -> Text:
    """Say which column has no header (无表头列的说明)."""
    return Text(f"第 {at + 1} 列没有表头，", f"column {at + 1} has no header: ")


def nearly(labels: Sequence[Text]) -> Text:
    """Say of which tables a sheet nearly is (疑似数据表的说明)."""
    zh, en = "、".join(one.zh for one in labels), ", ".join(one.en for one in labels)
    return Text(
        f"疑为{zh}，但表头无法归入；请按模板改列名，或在 mapping.toml 中写明各列",
        f"looks like {en}, but its columns cannot be assigned: name them as the template "
        "does, or say in mapping.toml what they are",
    )


def may_decide(suspect: Suspect) -> Text:
    """Say that a column may decide, and that nobody knows it (疑似关键列的说明)."""
    words = "、".join(suspect.words)
    what = Text("", "") if suspect.header.key else untitled_column(suspect.at)
    return Text(
        f"{what.zh}此列疑为“{suspect.label}”（内容如 {words}），"
        + ("请在 mapping.toml 中写明其含义或列入 ignore" if not what.zh else "请补写表头"),
        f"{what.en}looks like “{suspect.field}” (its words: {words}); "
        + ("write its header" if what.en else "say in mapping.toml what it is, or ignore it"),
    )


def lacking(table: Text, column: Text, name: str, named: Sequence[str] = ()) -> Text:
    """Say which column a sheet lacks to be a table (缺列的说明).

    `named` are the headers under which a mapping looks for it.
    """
    if named:
        zh, en = "、".join(f"“{one}”" for one in named), ", ".join(f"“{one}”" for one in named)
        return Text(
            f"mapping.toml 为“{column.zh}”写明的列{zh}，表中没有",
            f"mapping.toml reads “{column.en}” ({name}) from {en}, which the sheet does not have",
        )
    return Text(
        f"疑为{table.zh}，缺少必需的列“{column.zh}”",
        f"looks like {table.en}, but the required column “{column.en}” ({name}) is missing",
    )


def same_as(column: Text, name: str) -> Text:
    """Say that another column is the same (同列的说明)."""
    return Text(f"与另一列同为“{column.zh}”", f"another column is {name} as well")


def misnamed(hint: Text) -> Text:
    """Say that a name is nearly that of a table (名称近似的说明)."""
    return Text(
        f"名称近似数据表，但表头无法归入（{hint.zh}）",
        f"its name is nearly that of a table, but it cannot be one ({hint.en})",
    )


def ambiguous(one: Text, other: Text) -> Text:
    """Say that a sheet may be of either table (两可的说明)."""
    return Text(
        f"可能是{one.zh}，也可能是{other.zh}；请在 mapping.toml 中写明",
        f"{one.en} or {other.en}: say in mapping.toml which",
    )
