"""Golden cases: submissions, and the whole record that must come of each.

A folder holds `submission/` (what a student handed in), `case.toml` (the exercise, and a shorter limit for a call
where one is waited for) and `record.json`. `python -m tests.grading.golden` writes the records anew and shows what
is different in them; nobody writes one by hand.
"""
