"""Runs for tests: copies of the example's run, changed and signed anew."""

from __future__ import annotations

import json
import shutil

from qualitygov.interchange.runs import open_run, sha256_of

HOSTILE = "</script><img src=x onerror=\"document.title='broken'\">&amp;{{7*7}}=1+1'\u2028"
MANY = 100_000


def changed(out, folder, **edits):
    """A copy of the run in `out`, each named file changed by a function of its text."""
    shutil.copytree(open_run(out).folder, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for name, edit in edits.items():
        file = {"enterprises": "enterprises.ndjson"}.get(name, f"{name}.json")
        path = folder / file
        path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
        manifest["files"][file] = sha256_of(path)
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return open_run(folder)


def hostile_towns(text):
    found = json.loads(text)
    for town in found["towns"]:
        town["name"] = {"zh": HOSTILE, "en": HOSTILE}
        for item in town["items"]:
            item["remark"] = {"zh": HOSTILE, "en": HOSTILE}
    found["county"]["name"] = {"zh": HOSTILE, "en": HOSTILE}
    return json.dumps(found)


def hostile_units(text):
    lines = [json.loads(line) for line in text.splitlines()]
    for unit in lines:
        unit["name"] = HOSTILE
    return "".join(json.dumps(unit) + "\n" for unit in lines)


def without_outlooks(text):
    """The enterprises of a run for which nobody worked out the outlooks."""
    lines = [{**json.loads(line), "outlook": None} for line in text.splitlines()]
    return "".join(json.dumps(unit) + "\n" for unit in lines)


def many_units(text):
    """100,000 enterprises, as alike as those of the example."""
    lines = text.splitlines()
    made = []
    for at in range(MANY):
        line = lines[at % len(lines)]
        code = json.loads(line)["code"] if at < len(lines) else None
        head = line.index('"name"')
        made.append(line if code else f'{{"code": "X{at:017d}", {line[head:]}')
    return "\n".join(made) + "\n"
