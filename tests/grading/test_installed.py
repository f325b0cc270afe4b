"""Installed from a wheel, without a checkout: `kata` says in one sentence where it works."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reference.ground.places import CHECKOUT

PACKAGES = ("grading", "reference", "solutions", "exercises")
"""What a wheel holds; `nox -s package` asks the same of a real one."""
KATA = "import sys; sys.argv[0] = 'kata'; from grading.commandline.app import main; main()"
COMMANDS = ("", "list", "check ex02", "watch", "hint ex02", "doctor", "demo", "build --check", "list --json")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages alone, as an installation has them."""
    place = tmp_path_factory.mktemp("site-packages")
    for package in PACKAGES:
        shutil.copytree(CHECKOUT / package, place / package, ignore=shutil.ignore_patterns("__pycache__", "notebooks"))
    return place


def installed_kata(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `kata` from this installation in an empty folder."""
    empty = site.parent / "empty"
    empty.mkdir(exist_ok=True)
    environment = os.environ | {"PYTHONPATH": str(site), "NO_COLOR": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", KATA, *words]
    return subprocess.run(command, cwd=empty, env=environment, capture_output=True, encoding="utf-8", timeout=120)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_outside_a_checkout_says_so_in_one_sentence(site: Path, command: str) -> None:
    done = installed_kata(site, *command.split())
    (said,) = (done.stdout + done.stderr).splitlines()
    assert said.startswith("kata: the kata works in a checkout only, and ")
    assert str(site) in said
    assert done.returncode == 2


def test_help_needs_no_checkout(site: Path) -> None:
    done = installed_kata(site, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "check" in done.stdout
