"""The house around the code: what stands at the root, the commands, the locks, and what nothing may mention."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shape.tree import ROOT, tracked

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
each_lock = pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)

AT_THE_ROOT = set(
    ".ci .gitignore CHANGELOG.md LICENSE Makefile README.md pyproject.toml wsgi.py "
    "bench contracts docs features migrations requirements sla templates tests".split()
)


def test_nothing_at_the_root_surprises_a_newcomer() -> None:
    assert {name.partition("/")[0] for name in tracked()} <= AT_THE_ROOT


def test_tests_mirror_the_package() -> None:
    folders = {name.split("/")[1] for name in tracked(".py") if name.startswith("tests/") and name.count("/") > 1}
    layers = {name.split("/")[1] for name in tracked("/__init__.py") if re.fullmatch(r"sla/\w+/__init__\.py", name)}
    assert folders - layers <= {"acceptance", "docs", "proof", "referee", "shape"}


def test_migrations_follow_one_another() -> None:
    files = sorted((ROOT / "migrations/versions").glob("*.py"))
    links = [re.findall(r'^(?:down_)?revision = (?:"(\d+)"|None)', file.read_text(), re.MULTILINE) for file in files]
    expected = [[f"{at:04d}", f"{at - 1:04d}" if at > 1 else ""] for at in range(1, len(files) + 1)]
    assert links == expected
    assert all(file.name.startswith(f"{at:04d}_") for at, file in enumerate(files, 1))


def test_every_target_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text()
    listed = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert listed
    for target in set(listed[1].split()) - {"system", "system-for-tests"}:
        assert re.search(rf"^{target}:.*## [A-Z].*\.$", makefile, re.MULTILINE), f"`{target}` has no sentence"


def test_make_help_prints_the_sentences() -> None:
    said = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for target in "install demo test check lint types serve bench lock clean help".split():
        assert re.search(rf"^  make {target} +[A-Z]", said.stdout, re.MULTILINE)


def test_continuous_integration_runs_the_readmes_own_command() -> None:
    assert "\nmake test\n" in (ROOT / ".ci/run").read_text()


def test_there_is_a_lock_for_every_list() -> None:
    lists = {file.stem for file in (ROOT / "requirements").glob("*.in")}
    assert {lock.stem for lock in LOCKS} == lists == {"bench", "installer", "run", "test"}


def pins(lock: Path) -> list[str]:
    """The entries of a lock, each in one piece: name and version, perhaps a condition, and its hashes."""
    text = "\n".join(line for line in lock.read_text().splitlines() if not line.strip().startswith("#"))
    return [entry.strip() for entry in re.split(r"\n(?=\S)", text.strip())]


@each_lock
def test_locks_pin_one_version_and_its_hashes(lock: Path) -> None:
    for entry in pins(lock):
        assert re.match(r"[a-z0-9][a-z0-9._-]*(\[[a-z,]+\])?==[\w.!+]+( ; [^\\]+)? \\\n", entry), entry[:80]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}$", entry), entry[:80]


@each_lock
def test_locks_hold_no_addresses(lock: Path) -> None:
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host| @ ", lock.read_text())


def test_what_runs_is_what_was_tested() -> None:
    tested = set(pins(ROOT / "requirements/test.txt"))
    names = {entry.partition("==")[0]: entry.partition(" ")[0] for entry in tested}
    for entry in pins(ROOT / "requirements/run.txt"):
        assert names[entry.partition("==")[0]] == entry.partition(" ")[0]


def test_the_changelog_begins_with_what_is_paid_differently() -> None:
    versions = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text(), flags=re.MULTILINE)[1:]
    assert versions
    for version in versions:
        first = re.search(r"^### (.*)$", version, re.MULTILINE)
        assert first
        assert first[1] == "Figures"


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


# Written in pieces, so that this file does not mention them either.
UNMENTIONABLE = re.compile(
    "|".join(
        (
            "py" + r"pi\.org",
            "python" + "hosted",
            r"registry\.npm" + "js",
            r"crates" + r"\.io",
            r"deb\.deb" + "ian",
            "/wor" + r"k/\w",
            "/opt/py" + "pi",
            "/far" + "m/",
            "far" + r"m-(?:studio|bench|stead)",
            r"\.\./sha" + "red",
            "anthro" + "pic",
            r"\bcla" + r"ude\b",
            r"\bco-author" + "ed-by",
            r"\bissue " + r"#?\d",
        )
    ),
    re.IGNORECASE,
)


def test_the_project_speaks_of_itself_alone() -> None:
    texts = {name: file.read_bytes().decode("utf-8", "replace") for name, file in tracked().items()}
    assert {name: found[0] for name, text in texts.items() if (found := UNMENTIONABLE.search(text))} == {}


def run_system_packages(stand_ins: Path, **programs: str) -> subprocess.CompletedProcess[str]:
    """Run the script where nothing is installed but these programs, each given as the body of a shell script."""
    for tool in ("cat", "env", "grep", "id", "ls", "mktemp", "rm", "uname"):
        (stand_ins / tool).symlink_to(shutil.which(tool) or tool)
    for name, body in {"ldconfig": "", **programs}.items():
        (stand_ins / name).unlink(missing_ok=True)
        (stand_ins / name).write_text(f"#!/bin/sh\n{body}\n")
        (stand_ins / name).chmod(0o755)
    return subprocess.run(
        ["/bin/sh", ROOT / ".ci/system-packages", "test"],
        env={"PATH": str(stand_ins), "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
    )


def test_missing_system_packages_are_named_where_they_cannot_be_installed(tmp_path: Path) -> None:
    told = run_system_packages(tmp_path)
    assert told.returncode == 1
    for name in "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 poppler-utils qpdf chromium".split():
        assert name in told.stdout
    assert "SYSTEM_PACKAGES=skip" in told.stdout


def test_without_rights_the_command_is_printed(tmp_path: Path) -> None:
    told = run_system_packages(tmp_path, **{"apt-get": "exit 1", "id": "echo 1000", "sudo": "exit 1"})
    assert told.returncode == 1
    assert "sudo apt-get install --no-install-recommends libpango-1.0-0" in told.stdout


def test_missing_system_packages_are_installed_by_root(tmp_path: Path) -> None:
    """The lists of packages are fetched once the first try has failed."""
    asked = tmp_path / "asked"
    fails_once = f'echo "$*" >>{asked}; case $(grep -c . {asked}) in 1) exit 1;; esac'
    told = run_system_packages(tmp_path, **{"apt-get": fails_once, "id": "echo 0"})
    assert told.returncode == 0, told.stdout + told.stderr
    first, update, second = asked.read_text().splitlines()
    assert update == "-qq update"
    assert first == second
    assert "install -y --no-install-recommends libpango-1.0-0" in first
