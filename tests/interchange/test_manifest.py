"""A county's manifest: each mistake is one line that names the file and the key."""

from __future__ import annotations

import pytest

from qualitygov.errors import InputError
from qualitygov.interchange import read_county

COUNTY = '[county]\ncode = "330299"\nname = { zh = "某县", en = "A county" }\n'


def problems_of(folder, text=COUNTY, *, data=True):
    if data:
        (folder / "data").mkdir()
    (folder / "county.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError) as raised:
        read_county(folder)
    return raised.value.problems


@pytest.mark.parametrize(
    ("line", "path", "expected"),
    [
        ("data = 3", "data", "a text"),
        ('data = ""', "data", "not empty"),
        ('data = "tables"', "data", "is not there"),
        ('data = "county.toml"', "data", "is a file"),
        ('data = "../data"', "data", "within"),
        ('data = "data/../../x"', "data", "within"),
        ('data = "/tmp"', "data", "within"),
        ('rulebook = ""', "rulebook", "not empty"),
        ("rulebook = ['strong-town']", "rulebook", "a text"),
        ('rulbook = "strong-town"', "rulbook", "did you mean rulebook?"),
        ("[countys]\nx = 1", "countys", "did you mean county?"),
    ],
)
def test_a_wrong_key_is_one_problem(tmp_path, line, path, expected):
    (problem,) = problems_of(tmp_path, f"{line}\n{COUNTY}")
    assert problem.path == f"county.toml:{path}"
    assert expected in problem.expected.en
    assert "\n" not in problem.say("en") + problem.say("zh")


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('"330299"', "330299", "county.code"),
        ('"330299"', '" "', "county.code"),
        ('"某县"', "1", "county.name.zh"),
        (', en = "A county"', "", "county.name.en"),
        ('{ zh = "某县", en = "A county" }', '"某县"', "county.name"),
        ("code =", 'codes = "1"\ncode =', "county.codes"),
    ],
)
def test_a_county_has_a_code_and_names(tmp_path, old, new, path):
    (problem,) = problems_of(tmp_path, COUNTY.replace(old, new))
    assert problem.path == f"county.toml:{path}"


def test_everything_wrong_is_told_at_once(tmp_path):
    problems = problems_of(tmp_path, 'rulebook = ""\ndata = ""\n[county]\n')
    assert [problem.path.partition(":")[2] for problem in problems] == [
        "county.code",
        "county.name",
        "rulebook",
        "data",
    ]
    (tmp_path / "data").rmdir()
    assert len(problems_of(tmp_path, "county = 1\n")) == 1


def test_text_that_is_not_unicode_names_the_file(tmp_path):
    (problem,) = problems_of(tmp_path, COUNTY.encode("gb18030"))
    assert (problem.path, problem.expected.en) == ("county.toml", "expected text in UTF-8")


def test_a_folder_without_a_manifest_is_told_how_to_begin(tmp_path):
    with pytest.raises(InputError, match=r"\[county\] code and name.*data/"):
        read_county(tmp_path)


def test_a_county_without_a_folder_of_tables(tmp_path):
    (problem,) = problems_of(tmp_path, data=False)
    assert problem.path == "county.toml:data"
