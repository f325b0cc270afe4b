"""Workflows that check a student's repository at every push and keep the report as an artefact."""

from __future__ import annotations

GITHUB = """# Checks the exercises at every push; the report is kept as an artefact of the run.
name: kata
on: [push, workflow_dispatch]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
          cache: pip
      - run: pip install -q -c constraints.txt -e .
      - run: kata grade . --one-student --sandbox none --out report
      - run: kata check --all
        if: always()
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: report
          path: report/
"""
GITLAB = """# Checks the exercises at every push; the report is kept as an artefact of the job.
kata:
  image: python:3.12
  timeout: 1 hour
  cache:
    key: pip
    paths: [.pip]
  script:
    - pip install -q --cache-dir .pip -c constraints.txt -e .
    - kata grade . --one-student --sandbox none --out report
    - kata check --all
  artifacts:
    when: always
    paths: [report/]
"""
WORKFLOWS = {"github": (".github/workflows/kata.yml", GITHUB), "gitlab": (".gitlab-ci.yml", GITLAB)}
"""Name and text of the file, by host."""
