"""JupyterLab in a real Chromium: an instructor's formgrader, and a student's notebook.

`python -m tests.grading.lab FOLDER` makes a small class, walks through it, writes what there was to see as pictures
into the folder, and prints what stood on the pages as JSON. `docs/site` holds the pictures of the instructors' page.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from grading.issuing.course import write_course
from reference.kit.course import Course
from tests.grading.nbgrader_desk import Desk, body, code
from tests.grading.nbgrader_run import nbgrader

if TYPE_CHECKING:
    from playwright.sync_api import FrameLocator, Locator, Page

ASSIGNMENT = "week1"
START_SECONDS = 300.0
"""In which a server answers."""
PAGE_SECONDS = 240.0
"""In which a page shows what is waited for: the marking of a submission too."""
STUDENTS = {"anna": ("Anna", "Ahorn"), "ben": ("Ben", "Birke"), "dora": ("Dora", "Eiche")}
WRONG = """e = np.exp(scores - np.max(scores, axis=0, keepdims=True))
return e / e.sum(axis=0, keepdims=True)"""
QUIET = {"fetchNews": "false", "checkForUpdates": False}
"""JupyterLab's setting that asks nobody whether news are wanted."""


def chromium() -> str | None:
    """Return the browser's program, None where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def school(home: Path) -> tuple[Path, Path, dict[str, str]]:
    """Make a course folder into which a class has handed in, and the folder of one who has just begun.

    The third is what that one will write: a wrong softmax and a right one.
    """
    softmax = Course.here().exercise("ex02")
    course, student, exchange = home / "kata-course", home / "student", home / "exchange"
    for place in (student, exchange):
        place.mkdir()
    list(write_course(course, Course.here(), {ASSIGNMENT: [softmax]}))
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(f"\nc.Exchange.root = {os.fspath(exchange)!r}\n")
    named = [
        (course, ["db", "student", "add", who, f"--first-name={first}", f"--last-name={last}"])
        for who, (first, last) in STUDENTS.items()
    ]
    nbgrader([(course, ["generate_assignment", ASSIGNMENT]), *named], home)
    name = f"{softmax.module}.ipynb"
    released = course / "release" / ASSIGNMENT / name
    desk = Desk(softmax, released, course / "source" / ASSIGNMENT / name)
    shutil.copy(released, student / name)
    done = {"anna": desk.done(), "ben": desk.written("softmax"), "dora": desk.mistaken("softmax-over-the-batch")}
    for who, notebook in done.items():
        place = course / "submitted" / who / ASSIGNMENT
        place.mkdir(parents=True)
        (place / name).write_text(json.dumps(notebook), encoding="utf-8")
    written = {"wrong": body(desk.untouched(), "softmax", WRONG), "right": desk.done()}
    return course, student, {kind: "".join(code(notebook, "softmax")["source"]) for kind, notebook in written.items()}


@contextlib.contextmanager
def server(folder: Path, home: Path) -> Iterator[tuple[str, str]]:
    """Run JupyterLab in a folder; yield its address and its token."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token, settings = secrets.token_hex(8), home / "settings"
    notification = settings / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    notification.parent.mkdir(parents=True, exist_ok=True)
    notification.write_text(json.dumps(QUIET), encoding="utf-8")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": os.fspath(home),
        "PYTHONPATH": os.fspath(Course.here().root),
        "LANG": "C.UTF-8",
        "JUPYTER_PLATFORM_DIRS": "1",
        "JUPYTERLAB_SETTINGS_DIR": os.fspath(settings),
        "JUPYTERLAB_WORKSPACES_DIR": os.fspath(home / f"workspaces-{port}"),
    }
    command = [
        *(sys.executable, "-P", "-m", "jupyterlab", "--no-browser", "--allow-root"),
        *(f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={folder}"),
        f"--IdentityProvider.token={token}",
    ]
    with (home / "server.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(f"{address}/api/status?token={token}", process)
        yield address, token
    finally:
        process.terminate()
        process.wait(30)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers. Raises RuntimeError where it does not."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 -- our own server's
            return
        time.sleep(0.5)
    raise RuntimeError("JupyterLab does not answer")


def instructor(page: Page, address: str, token: str, pictures: Path) -> dict[str, str]:
    """Open the formgrader from JupyterLab's menu, autograde two submissions by its buttons, and look at marks."""
    page.goto(f"{address}/lab?token={token}")
    _menu(page, "Nbgrader", "Formgrader")
    page.keyboard.press("Control+b")  # more room: without the list of files
    form = page.frame_locator("iframe")
    listed = form.locator("tr", has_text=ASSIGNMENT)
    listed.wait_for()
    said = {"listed": listed.inner_text()}
    _picture(page, pictures, "formgrader")
    listed.locator("td.num-submissions a").click()
    for who in ("anna", "dora"):
        _autograde(form, who)
    said["graded"] = form.locator("tr", has_text="dora").inner_text()
    _picture(page, pictures, "formgrader-marks")
    form.locator("a", has_text="Manual Grading").first.click()
    form.locator("td a", has_text=ASSIGNMENT).click()
    form.locator("td a", has_text=Course.here().exercise("ex02").module).click()
    row = form.locator("tr", has_text="5 / 10")
    row.locator("td a").first.click()
    cell = form.locator("div.nbgrader_cell", has_text="def softmax(")
    cell.wait_for()
    said["manual"] = form.locator("body").inner_text()
    comment = form.locator("textarea[placeholder]").first  # nbgrader asks for comments after the page is there
    comment.wait_for()
    said["comment"] = comment.get_attribute("placeholder") or ""
    cell.scroll_into_view_if_needed()
    comment.scroll_into_view_if_needed()
    form.locator("body").evaluate("body => body.ownerDocument.defaultView.scrollBy(0, 420)")
    _picture(page, pictures, "formgrader-manual")
    return said


def _autograde(form: FrameLocator, who: str) -> None:
    """Press the button of one student's submission, and close what it says."""
    form.locator("tr", has_text=who).locator("td.autograde a").click()
    title = form.locator(".modal-title", has_text="Success")
    title.wait_for(timeout=PAGE_SECONDS * 1000)
    form.locator(".modal-footer button").first.click()
    title.wait_for(state="hidden")


def student(page: Page, address: str, token: str, pictures: Path, texts: dict[str, str]) -> dict[str, str]:
    """Write a wrong answer into the notebook, run it, then write the right one."""
    softmax = Course.here().exercise("ex02")
    page.goto(f"{address}/lab/tree/{softmax.module}.ipynb?token={token}")
    cell = page.locator(".jp-CodeCell", has_text="def softmax(").first
    cell.wait_for()
    page.keyboard.press("Control+b")
    said: dict[str, str] = {}
    for kind, text in texts.items():
        _write(page, cell, text)
        tests = page.locator(".jp-CodeCell", has_text='points("ex02", "softmax"').first
        _run_all(page, page.locator(".jp-CodeCell", has_text="everything(").last)
        said[kind] = tests.inner_text()
        tests.evaluate(f"cell => cell.scrollIntoView({{block: '{'center' if kind == 'wrong' else 'start'}'}})")
        _picture(page, pictures, f"notebook-{kind}")
        _menu(page, "Kernel", "Restart Kernel and Clear")
        page.locator(".jp-Dialog button.jp-mod-warn").click()
        page.locator(".jp-OutputArea-output").first.wait_for(state="detached")
    return said


def _run_all(page: Page, last: Locator) -> None:
    """Run all cells, until the last one has an output; a kernel that still starts may have heard nothing of it.

    A dialog that JupyterLab has opened meanwhile is answered, and what it says is printed.
    """
    from playwright.sync_api import TimeoutError as Late

    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for(state="attached")
    output = last.locator(".jp-OutputArea-output").first
    _menu(page, "Run", "Run All Cells")
    try:
        output.wait_for(timeout=PAGE_SECONDS / 2 * 1000)
    except Late:
        dialog = page.locator(".jp-Dialog")
        if dialog.count():
            sys.stderr.write(dialog.first.inner_text())
            dialog.first.locator("button.jp-mod-accept").last.click()
        _menu(page, "Run", "Run All Cells")
        output.wait_for()


def _write(page: Page, cell: Locator, text: str) -> None:
    """Replace what stands in a cell."""
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def _menu(page: Page, menu: str, entry: str) -> None:
    page.locator(".lm-MenuBar-item", has_text=menu).first.click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{entry}")).first.click()


def _picture(page: Page, pictures: Path, name: str) -> None:
    page.wait_for_timeout(800)  # until menus and dialogues have faded
    page.screenshot(path=pictures / f"{name}.png")


def walk(pictures: Path) -> dict[str, str]:
    """Make a class and walk through it; return what stood on the pages. Needs Playwright and Chromium."""
    from playwright.sync_api import sync_playwright

    pictures.mkdir(parents=True, exist_ok=True)
    said: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="kata-") as place, sync_playwright() as playwright:
        home = Path(place)
        course, own, texts = school(home)
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])

        def page(width: int, height: int) -> Page:
            opened = browser.new_page(viewport={"width": width, "height": height})
            opened.set_default_timeout(PAGE_SECONDS * 1000)
            return opened

        with server(course, home) as (address, token):
            said |= instructor(page(1180, 720), address, token, pictures)
        with server(own, home) as (address, token):
            said |= student(page(1000, 860), address, token, pictures, texts)
        browser.close()
    return said


if __name__ == "__main__":
    json.dump(walk(Path(sys.argv[1])), sys.stdout)
