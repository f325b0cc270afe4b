"""The page of a class in a browser: in order at every width, sorted and filtered, and within its own policy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grading.classroom.folder import RunFolder
from grading.reports import write_reports
from reference.kit.course import Course
from tests.grading.class_runs import class_run, record

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
pytestmark = [
    pytest.mark.skipif(not BROWSER, reason="no Chromium on this machine to look at the pages with"),
    pytest.mark.xdist_group("browser"),
]
SHOTS = os.environ.get("KATA_SCREENSHOTS", "")
"""A folder for pictures of the pages, for whoever wants to look at them."""
HOSTILE = "<script>alert(1)</script> \u202e=1+1"
ROSTER = "Student,ID\nAnna Berg,1\nMissing One,2\nMissing Two,3\n"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a class of 30."""
    out = tmp_path_factory.mktemp("run")
    people: dict[str, Any] = {"Anna Berg": record("Anna Berg", "pass", "pass", "pass", "pass")}
    for number in range(26):
        outcomes: Any = ["pass"] * (number % 5) + ["fail"] * (4 - number % 5)
        people[f"Student {number:02d}"] = record(f"Student {number:02d}", *outcomes, message="softmax is wrong")
    people["\u00c9mile \u00d6z"] = record("\u00c9mile \u00d6z", "timeout", "crash", "pass", "pass")
    people["Idle"] = record("Idle", "not attempted", "not attempted")
    people[HOSTILE] = record(HOSTILE, "fail", message="<img src=x onerror=alert(1)>")
    class_run(out, people)
    RunFolder(out).write_roster(ROSTER.encode())
    return write_reports(out, Course.here())


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser without a window."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def said() -> list[str]:
    """What the page said on the browser's console."""
    return []


def page_of(browser: Any, report: Path, said: list[str], width: int = 1280, scheme: str = "light") -> Any:
    """Open the page and return it."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda problem: said.append(str(problem)))
    page.goto(report.as_uri())
    return page


def names(page: Any) -> list[str]:
    """Return the names of the rows that are shown, in order."""
    shown: list[str] = page.locator("#class tbody tr:visible th").all_inner_texts()
    return shown


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_fits_its_window_and_says_nothing_on_the_console(
    browser: Any, report: Path, said: list[str], width: int, scheme: str
) -> None:
    page = page_of(browser, report, said, width, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#tools").is_visible()
    assert said == []
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/class-{width}-{scheme}.png", full_page=True)
        page.screenshot(path=f"{SHOTS}/top-{width}-{scheme}.png")
    page.close()


def test_a_column_sorts_down_and_up(browser: Any, report: Path, said: list[str]) -> None:
    page = page_of(browser, report, said)
    first = names(page)
    page.get_by_role("button", name="Points").click()
    down = names(page)
    assert down[0] == "Anna Berg"
    assert page.locator("th[aria-sort=descending]").inner_text() == "Points"
    page.get_by_role("button", name="Points").click()
    up = names(page)
    assert up != down
    assert up[-1] in ("Anna Berg", "Student 24")
    page.get_by_role("button", name="Name").click()
    assert names(page) == first
    page.get_by_role("button", name="Name").click()
    assert names(page) == first[::-1]
    assert said == []
    page.close()


def test_names_are_found_without_their_accents(browser: Any, report: Path, said: list[str]) -> None:
    page = page_of(browser, report, said)
    page.get_by_label("Find").fill("emile oz")
    assert names(page) == ["\u00c9mile \u00d6z"]
    assert page.get_by_role("status").inner_text() == "1 of 30 shown"
    page.get_by_label("Find").fill("nobody")
    assert names(page) == []
    page.get_by_label("Find").fill("")
    assert len(names(page)) == 30
    page.close()


@pytest.mark.parametrize(("kind", "count"), [("look", 29), ("idle", 1), ("some", 24), ("all", 30)])
def test_the_class_is_filtered_by_what_is_to_do(
    browser: Any, report: Path, said: list[str], kind: str, count: int
) -> None:
    page = page_of(browser, report, said)
    page.get_by_label("Show").select_option(kind)
    assert len(names(page)) == count
    page.close()


def test_without_its_script_the_page_says_the_same(browser: Any, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())
    assert len(names(page)) == 30
    assert not page.locator("#tools").is_visible()
    context.close()


def test_a_script_that_is_not_ours_does_not_run(browser: Any, report: Path, tmp_path: Path, said: list[str]) -> None:
    spoilt = tmp_path / "index.html"
    text = report.read_text(encoding="utf-8")
    spoilt.write_text(text.replace("</body>", "<script>document.title = 'ran'</script></body>"), encoding="utf-8")
    page = page_of(browser, spoilt, said)
    assert page.title() == "Class report"
    assert "Content Security Policy" in " ".join(said)
    page.close()
