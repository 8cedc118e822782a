"""Build wheel and sdist, look into them, and try them where they will be installed.

python tools/release.py                      # everything, on each Python of this machine
python tools/release.py --only core-lowest   # one set of dependencies alone
python tools/release.py --to dist            # where wheel, sdist, and SBOM are kept

Each wheel goes into fresh environments, with the lowest versions that `pyproject.toml` allows and
with the newest there are, and `tools/smoke.py` uses it there. The table at the end says what
passed; the command ends with 1 where anything did not. It needs a network, and some minutes.
"""

from __future__ import annotations

import argparse
import email
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
SMOKE = Path(__file__).with_name("smoke.py")
INSTALLED = "src/qualitygov/"
SETTINGS: Mapping[str, tuple[str, bool]] = {
    "core-lowest": ("", True),
    "all-lowest": ("[all,pandas]", True),
    "all-newest": ("[all,pandas]", False),
}
"""What is tried: the extras, and whether their lowest versions are meant."""

MUST_HAVE = (
    "qualitygov/py.typed",
    "qualitygov/schemas.pyi",
    "qualitygov/rulebook/books/strong-town/book.toml",
    "qualitygov/report/templates/circular.docx",
)
NEVER = {"tests", "__pycache__", ".hypothesis", ".pytest_cache", ".git", ".ci"}
BESIDE = {
    ".gitignore", "CHANGELOG.md", "LICENSE", "PKG-INFO", "README.md", "README.zh-CN.md",
    "RULEBOOKS.md", "pyproject.toml",
}  # fmt: skip
"""What an sdist has beside the package."""


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program that sees nothing of this repository; what it says is kept."""
    seen = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    given = list(map(str, words))
    return subprocess.run(given, capture_output=True, text=True, check=False, env=seen)


def why(done: subprocess.CompletedProcess[str]) -> str:
    """Return the end of what a program that failed said, without its warnings."""
    lines = (done.stdout + done.stderr).splitlines()
    return "\n".join(line for line in lines if not line.startswith("WARNING"))[-2000:].strip()


def demanded(*words: str | Path) -> str:
    """Return what a program prints; end where it fails."""
    done = run(*words)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, words))}\n{done.stdout}{done.stderr}")
    return done.stdout


def source_files() -> set[str]:
    """Return the files of the package that belong to the repository."""
    listed = demanded("git", "-C", ROOT, "ls-files", INSTALLED).splitlines()
    return {name.removeprefix("src/") for name in listed}


def problems(names: Iterable[str], source: set[str], beside: set[str]) -> list[str]:
    """Return what is wrong with the files of an archive; `beside` may be there, the source must."""
    there = set(names)
    found = [f"lacks {name}" for name in sorted({*MUST_HAVE, *source} - there)]
    found += [f"has {name}" for name in sorted(there - source - beside)]
    return found + [
        f"has {name}, of {part}"
        for name in sorted(there)
        for part in sorted(NEVER & set(PurePosixPath(name).parts))
    ]


def in_wheel(path: Path) -> tuple[set[str], set[str]]:
    """Return the names in a wheel, and those of its metadata."""
    with zipfile.ZipFile(path) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
    return names, {name for name in names if ".dist-info/" in name}


def in_sdist(path: Path) -> tuple[set[str], set[str]]:
    """Return the names in an sdist, from its own folder on, and those beside the package."""
    with tarfile.open(path) as archive:
        names = [one.name.partition("/")[2] for one in archive.getmembers() if one.isfile()]
    return {name.removeprefix("src/") for name in names}, BESIDE


def requirements(wheel: Path) -> list[Requirement]:
    """Return what a wheel asks for, extras included."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(archive.read(name))
    return [Requirement(line) for line in metadata.get_all("Requires-Dist", [])]


def lowest(asked: Iterable[Requirement]) -> dict[str, Version]:
    """Return the lowest version of each package that a list of requirements allows.

    A package that is asked for several times has to satisfy all of them.
    """
    found: dict[str, Version] = {}
    for one in asked:
        bounds = [Version(part.version) for part in one.specifier if part.operator in (">=", "==")]
        name = canonicalize_name(one.name)
        if bounds:
            found[name] = max([*bounds, *([found[name]] if name in found else [])])
    return found


def pythons(supported: SpecifierSet) -> Iterator[Path]:
    """Yield a Python of each minor version that is supported and on this machine, oldest first."""
    places = [Path("/usr/bin"), Path("/usr/local/bin")]
    places += sorted(Path.home().glob(".pyenv/versions/*/bin"))
    found: dict[tuple[int, int], Path] = {}
    for path in (path for place in places for path in place.glob("python3.[0-9]*")):
        minor = path.name.removeprefix("python3.")
        if (
            minor.isdigit()
            and f"3.{minor}" in supported
            and not run(path, "-m", "venv", "-h").returncode
        ):
            found[3, int(minor)] = path
    yield from (found[version] for version in sorted(found))


def environment(python: Path | str, place: Path, *asked: str | Path) -> tuple[Path, str]:
    """Return the Python of a fresh environment, and why what was asked for cannot be installed."""
    demanded(python, "-m", "venv", place)
    own = place / "bin" / "python"
    quiet = ("--quiet", "--disable-pip-version-check", "--prefer-binary")
    done = run(own, "-m", "pip", "install", *quiet, *asked)
    return own, why(done) if done.returncode else ""


def tried(python: Path, wheel: Path, setting: str, place: Path) -> str:
    """Return why a wheel does not work in an environment of its own, or nothing."""
    extras, low = SETTINGS[setting]
    bounds = place.with_suffix(".txt")
    pins = lowest(requirements(wheel)) if low else {}
    bounds.write_text("".join(f"{name}=={pins[name]}\n" for name in sorted(pins)), encoding="utf-8")
    own, refused = environment(python, place, "--constraint", bounds, f"{wheel}{extras}")
    done = run(own, SMOKE, setting.partition("-")[0])
    return refused or (why(done) if done.returncode else "")


def build(to: Path, work: Path, project: Mapping[str, object]) -> tuple[Path, Path, Path]:
    """Return wheel and sdist as they would be published, and the Python that has the tools."""
    asked = project["optional-dependencies"]["release"]  # type: ignore[index]
    tools, refused = environment(
        sys.executable, work / "tools", "--constraint", ROOT / ".ci/constraints.txt", *asked
    )
    if refused:
        sys.exit(refused)
    to.mkdir(parents=True, exist_ok=True)
    demanded(tools, "-m", "build", "--outdir", work / "built", ROOT)
    built = [path.replace(to / path.name) for path in sorted((work / "built").iterdir())]
    print(demanded(tools, "-m", "twine", "check", "--strict", *built).strip())
    wheel = next(path for path in built if path.suffix == ".whl")
    return wheel, next(path for path in built if path.suffix == ".gz"), tools


def versioned(to: Path, version: str) -> None:
    """Write into a bill of materials which version it is of; the tool reads no dynamic one."""
    made = json.loads(to.read_text(encoding="utf-8"))
    made["metadata"]["component"]["version"] = version
    to.write_text(json.dumps(made, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def bill(tools: Path, python: Path, to: Path, version: str) -> None:
    """Write the bill of materials (SBOM): CycloneDX, of an environment that passed."""
    words = ("-m", "cyclonedx_py", "environment", "--output-reproducible", "--spec-version", "1.6")
    demanded(tools, *words, "--pyproject", ROOT / "pyproject.toml", "--output-file", to, python)
    versioned(to, version)


def main() -> int:
    """Build, look, try and tell."""
    reader = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    reader.add_argument("--to", type=Path, default=ROOT / "dist")
    reader.add_argument("--only", choices=SETTINGS, action="append")
    given = reader.parse_args()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    rows: list[tuple[str, str, str]] = []
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        wheel, sdist, tools = build(given.to, work, project)
        for path, (names, beside) in ((wheel, in_wheel(wheel)), (sdist, in_sdist(sdist))):
            rows.append((path.name, "content", "; ".join(problems(names, source_files(), beside))))
        for python in pythons(SpecifierSet(project["requires-python"])):
            for setting in given.only or SETTINGS:
                place = work / f"{python.name}-{setting}"
                failed = tried(python, wheel, setting, place)
                rows.append((python.name, setting, failed))
                print(python.name, setting, "FAILED" if failed else "ok", flush=True)
                if setting == "all-newest" and not failed:
                    bill(
                        tools,
                        place / "bin" / "python",
                        given.to / "sbom.cdx.json",
                        wheel.name.split("-")[1],
                    )
    print("\n| what | tried | result |\n|---|---|---|")
    for what, how, wrong in rows:
        print(f"| {what} | {how} | {'FAILED' if wrong else 'ok'} |")
    print(*(f"\n{what} {how}:\n{wrong}" for what, how, wrong in rows if wrong), sep="\n")
    return any(wrong for *_, wrong in rows)


if __name__ == "__main__":
    sys.exit(main())
