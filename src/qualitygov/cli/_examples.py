"""Examples of each command (用法示例), in Chinese and English; they stand below its help."""

from __future__ import annotations

from qualitygov.text import Language, Text

EXAMPLES: dict[str, tuple[tuple[str, Text], ...]] = {
    "assess": (
        (
            "qualitygov assess examples/county --year 2016 --out out",
            Text("考核 2016 年度，结果写入 out", "assess the year 2016, the results go to out"),
        ),
        (
            "qualitygov assess examples/county --year 2016 --language zh --details",
            Text("以中文逐项列出", "in Chinese, with all targets and worklists"),
        ),
        (
            "qualitygov assess tables --code 330299 --name 示范县 --as-of 2017-03-01",
            Text("没有 county.toml 的数据文件夹", "a folder of tables without county.toml"),
        ),
    ),
    "check": (
        (
            "qualitygov check examples/county-with-errors --out back",
            Text("核对数据，退回表写入 back", "say what is wrong, what goes back is in back"),
        ),
    ),
    "init": (
        (
            "qualitygov init ourcounty --code 330299 --name 示范县",
            Text("建立新县的文件夹", "begin the folder of a new county"),
        ),
    ),
    "map": (
        (
            "qualitygov map 监督抽查.xlsx --to mapping.toml",
            Text("为未识别的表格提出对应关系", "propose how an office's file is read"),
        ),
    ),
    "template": (
        (
            "qualitygov template samples complaints --to forms",
            Text("生成填报表", "workbooks to fill in"),
        ),
    ),
    "explain": (
        (
            "qualitygov explain out 南岭镇",
            Text("乡镇的扣分明细表", "what a town lost, item by item"),
        ),
        (
            "qualitygov explain out 91330299100001836H",
            Text("企业信用分逐行说明", "an enterprise's score, line by line"),
        ),
        (
            "qualitygov explain out food-production",
            Text("一项目标在各乡镇的结果", "one target, town by town"),
        ),
    ),
    "report": (
        (
            "qualitygov report out --to papers --html --xlsx",
            Text("网页和工作簿", "the page and the workbook"),
        ),
        (
            "qualitygov report out --to papers --document circular --number 1 --date 2017-03-06",
            Text("考核通报", "the circular of the results"),
        ),
    ),
    "draw": (
        (
            "qualitygov draw examples/county --as-of 2017-03-01 --seed 2017-03",
            Text("随机抽取检查对象", "draw the units to visit"),
        ),
    ),
    "vectors": (
        (
            "qualitygov vectors strong-town --out vectors.json",
            Text("供其他程序核对的测试数据", "cases that other programs can check themselves by"),
        ),
    ),
    "rulebook show": (
        (
            "qualitygov rulebook show strong-town credit-rule.penalty",
            Text("一条规则的各版本", "one rule with its versions"),
        ),
        (
            "qualitygov rulebook show examples/county credit-rule",
            Text("一类规则的条目", "the rules of a section"),
        ),
    ),
    "rulebook check": (
        (
            "qualitygov rulebook check examples/county --uncertain",
            Text("检查手册及案例，列出未核实条目", "check a book, and name what is not verified"),
        ),
    ),
    "rulebook diff": (
        (
            "qualitygov rulebook diff strong-town examples/county",
            Text("县级手册改了什么", "what a county changed"),
        ),
    ),
    "rulebook booklet": (
        (
            "qualitygov rulebook booklet strong-town --to book.html",
            Text("规则手册印本", "the rulebook as a booklet"),
        ),
    ),
    "rulebook schema": (
        (
            "qualitygov rulebook schema",
            Text("供编辑器使用的模式", "the schema that an editor can use"),
        ),
    ),
}


def epilog(command: str, language: Language = "en") -> str:
    """Return the examples of a command as its help shows them (用法示例), a paragraph each line."""
    lines = [Text("用法示例", "Examples").say(language)]
    for typed, said in EXAMPLES[command]:
        lines += [f"$ {typed}", f"  {said.say(language)}"]
    return "\n\n".join(lines)
