"""The pictures in docs/architecture.md are true: each room is in it, in the order that the import linter holds."""

from __future__ import annotations

import re
import tomllib

import pytest

from reference.ground.places import CHECKOUT

PAGE = (CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROOMS, PROCESSES = re.findall(r"^```\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
CONTRACTS = {
    contract["name"]: contract
    for contract in tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
}


def drawn(package: str) -> list[str]:
    """Return the floors of a package in the picture, from the highest down."""
    return re.findall(rf"^{package}/(\w+)", ROOMS, re.MULTILINE)


def on_disk(package: str) -> set[str]:
    """Return the rooms and modules of a package; all exercises are one."""
    places = [
        path for path in (CHECKOUT / package).iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    ]
    names = {re.sub(r"^ex\d\d_\w+", "exNN_name", path.stem) for path in places}
    return names - {"__init__"}


@pytest.mark.parametrize("package", ["grading", "reference"])
def test_the_picture_has_the_rooms_that_exist_and_no_other(package: str) -> None:
    assert set(drawn(package)) == on_disk(package)


def test_the_engines_floors_are_those_of_the_import_linter() -> None:
    assert drawn("grading") == CONTRACTS["the engine's floors"]["layers"]


def test_the_floors_of_what_is_trusted_are_those_of_the_import_linter() -> None:
    layers = [layer.split(" : ")[0] for layer in CONTRACTS["the floors of what is trusted"]["layers"]]
    assert drawn("reference") == [
        re.sub(r"ex\d\d_\w+", "exNN_name", layer).removeprefix("reference.") for layer in layers
    ]


def test_the_packages_are_drawn_in_the_order_of_the_import_linter() -> None:
    order = [set(layer.split(" | ")) for layer in CONTRACTS["nothing imports upwards"]["layers"]]
    tops = [set(re.findall(r"(\w+)/", line[:25])) for line in ROOMS.splitlines() if not line.startswith("-")]
    seen = [names for before, names in zip([set(), *tops], tops, strict=False) if names != before]
    assert seen == order


def test_every_module_that_a_page_of_the_documentation_names_exists() -> None:
    pages = [*(CHECKOUT / "docs").rglob("*.md"), CHECKOUT / "CONTRIBUTING.md", CHECKOUT / "README.md"]
    for page in pages:
        named = re.findall(
            r"\b(?:grading|reference|tests|docs)/[\w./]+\.(?:py|toml|md)\b", page.read_text(encoding="utf-8")
        )
        missing = [name for name in named if not re.search(r"exNN|ex21", name) and not (CHECKOUT / name).is_file()]
        assert not missing, page
