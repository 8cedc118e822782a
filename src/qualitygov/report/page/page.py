"""The page as one file (单文件网页): its data, styles and scripts inside it, nothing fetched.

The data travels as JSON in which no mark of HTML is left, and the scripts write all of it as text:
no value becomes markup. A policy in the page forbids every request and every other script.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from pathlib import Path
from typing import Any

from qualitygov.report.official.papers import Papers
from qualitygov.report.page.data import page_data

HERE = Path(__file__).parent
MARK = '<meta name="generator" content="qualitygov report">'
"""What says in a page that it is one of these."""
SCRIPTS = ("dom.js", "charts.js", "views.js", "app.js")
_ESCAPED = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def safe_json(value: Any) -> str:
    r"""Return JSON that may stand in a script element (嵌入用 JSON).

    >>> safe_json("</script><!--")
    '"\\u003c/script\\u003e\\u003c!--"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for mark, escaped in _ESCAPED.items():
        text = text.replace(mark, escaped)
    return text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is no character


def _digest(text: str) -> str:
    """The hash by which a policy allows a script or a style."""
    found = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{found}'"


def _asset(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def page_of(papers: Papers, *, language: str = "zh") -> str:
    """Return the page of a run (结果网页); `language` is the one that it opens in."""
    data = page_data(papers)
    style, script = _asset("style.css"), "\n".join(map(_asset, SCRIPTS))
    policy = (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"script-src {_digest(script)}; style-src {_digest(style)}"
    )
    name = data["county"]["name"]
    title = html.escape(f"{name[0]} {data['year']}  {name[1]}")
    lang = "zh-CN" if language == "zh" else "en"
    return (
        f'<!doctype html>\n<html lang="{lang}" data-language="{language}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"{MARK}\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<link rel="icon" href="data:,">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        '<div id="page"></div>\n<noscript>本页需启用脚本。This page needs its script.</noscript>\n'
        f'<script type="application/json" id="data">{safe_json(data)}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )
