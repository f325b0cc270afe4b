"""What a student asks for: where am I, check, hint, reset, solution, figure."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from grading.authoring.build import derived
from grading.commandline import progress, show
from grading.commandline.chosen import course
from grading.commandline.named import check_no_folder, file_named
from grading.commandline.own import own
from grading.commandline.terminal import Terminal
from grading.judging.seeds import chosen_seed
from grading.wording import plural
from reference.ground.errors import UserError
from reference.ground.files import back_up, write_atomically
from reference.kit.exercise import Exercise

PARTS = {
    "A": "What are neural nets?",
    "B": "How does a computer learn to see?",
    "C": "How does a computer understand language?",
    "D": "Why did it say so?",
}
GREETING = (
    "Welcome. You will write a neural network from its smallest part up, function by function.\n"
    "The tests are meant to fail at first: each one says what it called, what came back and what it expected.\n"
    "Open a file in exercises/, read its lesson, replace a line that raises NotImplementedError, and check again."
)

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON and nothing else.")]
SubjectOption = Annotated[
    str, typer.Option("--subject", metavar="WHAT", help="exercises, solutions, a folder, a module or a notebook.")
]


def known_names(begun: str) -> list[str]:
    """Return the exercises whose id or name begins so, for a shell that completes a word."""
    names = [name for exercise in course().exercises for name in (exercise.id, exercise.module.partition("_")[2])]
    return [name for name in names if name.startswith(begun)]


OneExercise = Annotated[str, typer.Argument(metavar="EX", help="ex02, 2 or softmax.", autocompletion=known_names)]


def where_you_are(*, as_json: bool = False) -> None:
    """Say how far the student has come, and what is next."""
    remembered = progress.load()
    following = remembered.next()
    if as_json:
        Terminal().data({"exercises": _state(remembered), "next": following.id if following else None})
        return
    terminal = Terminal()
    greet(terminal, remembered)
    passed = sum(remembered.passed(exercise) for exercise in course().exercises)
    terminal.say(f"{passed} of {plural(len(course().exercises), 'exercise')} passed.", "bold")
    if following is None:
        terminal.say("All of them. `kata list` shows your points; bonus tasks may still be open.")
        return
    terminal.say(f"Next: {following.id}  {following.title} (about {following.minutes} minutes)")
    begun, path = own(following), f"{show.relative(following.stub)}, or its notebook in exercises/notebooks/"
    terminal.say(f"  1. open {show.relative(begun.path) if begun.path != following.stub else path}")
    terminal.say(f"  2. kata check {following.id}    (or `kata watch`, which checks whenever you save)")
    terminal.say(f"  3. kata hint {following.id}     when you are stuck")


def greet(terminal: Terminal, remembered: progress.Progress) -> None:
    """Welcome a student on the first run."""
    if not remembered.greeted:
        terminal.say(GREETING + "\n")
        remembered.greeted = True
        remembered.save()


def list_exercises(as_json: Json = False) -> None:
    """List the exercises with your points."""
    remembered = progress.load()
    terminal = Terminal()
    if as_json:
        terminal.data(_state(remembered))
        return
    part = ""
    for exercise in course().exercises:
        if exercise.part != part:
            part = exercise.part
            terminal.say(f"\nPart {part}: {PARTS.get(part, '')}".rstrip(), "bold")
        terminal.say(f"  {_line(terminal, remembered, exercise)}")


def check(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[EX]...", help="ex02, 2 or softmax.", autocompletion=known_names)
    ] = None,
    all_exercises: Annotated[bool, typer.Option("--all", help="Check every exercise.")] = False,
    subject: SubjectOption = "exercises",
    isolated: Annotated[bool, typer.Option("--isolated", help="Run the code in the graders' sandbox.")] = False,
    seed: Annotated[str | None, typer.Option(help="Where the tests' inputs come from.")] = None,
    task: Annotated[list[str] | None, typer.Option(help="Check this task alone; may be given again.")] = None,
    as_json: Json = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show every test and every message.")] = False,
) -> None:
    """Run the tests of an exercise (the next one, where none is named) and say what to do."""
    from grading.commandline.checking import OWN, Check, remember, report

    remembered = progress.load()
    file = file_named(names or []) if subject == OWN else None
    wanted = [file.exercise] if file else _wanted(names or [], remembered, all_exercises=all_exercises)
    subject = str(file.path) if file else subject
    tasks = tuple(task or ())
    names_of = {exercise: [task.name for task in exercise.tasks] for exercise in wanted}
    for name in tasks:
        if not any(name in known for known in names_of.values()):
            known = ", ".join(name for known in names_of.values() for name in known)
            raise UserError(f"{', '.join(e.id for e in wanted)} has no task {name!r}; there are {known}")
    if tasks:
        wanted = [exercise for exercise in wanted if set(tasks) & set(names_of[exercise])]
    order = Check(wanted, subject, seed=None if seed is None else chosen_seed(seed), isolated=isolated, tasks=tasks)
    terminal = Terminal()
    if as_json:
        marked = order.run()
        remember(order, marked, remembered)
        terminal.data(marked.record.to_json())
    else:
        greet(terminal, remembered)
        if file:
            terminal.say(f"From {show.relative(file.path)}:", "dim")
        marked = order.run(terminal)
        report(terminal, order, marked, remembered, verbose=verbose)
    if marked.record.not_marked:
        raise typer.Exit(2)
    raise typer.Exit(0 if marked.record.passed else 1)


def hint(
    name: OneExercise,
    task: Annotated[str | None, typer.Argument(metavar="[TASK]", help="The first open task, if none is named.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Show again what was shown, nothing new.")] = False,
) -> None:
    """Show the next of a task's three hints: a nudge, the idea, nearly the line."""
    exercise, remembered, terminal = course().exercise(name), progress.load(), Terminal()
    names = [task.name for task in exercise.tasks]
    if task is None and remembered.passed(exercise) and not remembered.changed_since(exercise):
        bonus = [name for name in remembered.checked[exercise.id].open_tasks if name in names]
        terminal.say(f"{exercise.id} has passed: it needs no hint.")
        terminal.say(f"One all the same: kata hint {exercise.id} {(bonus or names)[0]}", "dim")
        return
    if task is None:
        seen = remembered.checked.get(exercise.id)
        task = seen.open_tasks[0] if seen and seen.open_tasks else names[0]
    if task not in names:
        raise UserError(f"{exercise.id} has no task {task!r}; there are {', '.join(names)}")
    hints, key = exercise.task(task).hints, f"{exercise.id}.{task}"
    shown = min(remembered.hints.get(key, 0), len(hints))
    level = max(1, shown) if again else min(shown + 1, len(hints))
    terminal.say(f"{exercise.id}, {task}: hint {level} of {len(hints)}", "bold")
    for number in range(1 if again else level, level + 1):
        terminal.indented(hints[number - 1], 2)
    if level < len(hints):
        terminal.say(f"Another one: kata hint {exercise.id} {task}", "dim")
    elif shown >= len(hints):
        terminal.say("That was the last one already. Compare the lesson's formula with your code line by line.", "dim")
    remembered.hints[key] = level
    remembered.save()


def reset(name: OneExercise) -> None:
    """Put an exercise's stub and notebook back; your files are kept aside first."""
    exercise, terminal = course().exercise(name), Terminal()
    for file in derived(exercise):
        if file.path.is_dir():
            raise UserError(
                f"{show.relative(file.path)} is a folder: move it away, then run `kata reset {exercise.id}`"
            )
    for file in derived(exercise):
        if not file.is_stale:
            terminal.say(f"{show.relative(file.path)} is as it was in the beginning already.")
            continue
        kept = back_up(file.path, exercise.course.backups)
        write_atomically(file.path, file.text)
        terminal.say(f"{show.relative(file.path)} is as it was in the beginning again.")
        if kept is not None:
            terminal.say(f"Your file was kept as {show.relative(kept)}")


def solution(
    name: OneExercise,
    whole: Annotated[bool, typer.Option("--whole", help="Show the whole model answer, not what differs.")] = False,
) -> None:
    """Compare your functions with the model answer's, task by task, once you have passed."""
    from grading.commandline.compared import differences

    exercise, terminal = course().exercise(name), Terminal()
    if not progress.load().passed(exercise):
        terminal.say(f"{exercise.id} has not passed yet: the model answer is for comparing, after your own.")
        terminal.say(f"Stuck? kata hint {exercise.id}")
        raise typer.Exit(1)
    from grading.issuing.bundle import answers_are_here

    if not answers_are_here(exercise):
        raise UserError("this copy of the kata holds no model answers: ask whoever gave it to you")
    text = exercise.solution.read_text(encoding="utf-8")
    if whole:
        terminal.code(text, "python")
        return
    for task, difference in differences(exercise, own(exercise).data.decode("utf-8", "replace"), text):
        terminal.say(f"\n{task}{'' if difference else ': the same'}", "bold")
        if difference:
            terminal.code(difference, "diff")
    terminal.say("\n- yours, + the model answer's. Both are right; which one would you rather read in a year?", "dim")
    terminal.say(f"The whole of it: kata solution {exercise.id} --whole", "dim")


def figure(
    name: OneExercise,
    subject: SubjectOption = "exercises",
    out: Annotated[Path | None, typer.Option(help="Where to write the PNG; figures/EX.png if not said.")] = None,
    *,
    target: Annotated[bool, typer.Option("--target", help="Show where the exercise leads.")] = False,
) -> None:
    """Draw the exercise's picture from your own functions; with your own fruits where KATA_FRUITS names a folder."""
    from grading.commandline.checking import source_of
    from grading.errors import NoPictureError, SubmissionError
    from grading.marking.picture import fruits_of, picture
    from reference.datasets.images import FRUITS_VARIABLE

    file = file_named([name]) if subject == "exercises" else None
    exercise, terminal = file.exercise if file else course().exercise(name), Terminal()
    subject = str(file.path) if file else subject
    place = out if out is not None else course().figures / f"{exercise.module}{'_target' if target else ''}.png"
    if place.is_dir():
        raise UserError(f"--out {place} is a folder: name a file in it, such as {place / exercise.id}.png")
    if target:
        _show_target(terminal, exercise, place)
        return
    fruits = os.environ.get(FRUITS_VARIABLE)
    try:
        with terminal.waiting(f"drawing {exercise.id}"):
            data = picture(exercise, source_of(subject, exercise), fruits=Path(fruits) if fruits else None)
    except (NoPictureError, SubmissionError) as problem:
        terminal.say(str(problem))
        raise typer.Exit(1) from None
    try:
        write_atomically(place, data)
    except OSError as problem:
        raise UserError(f"{place} cannot be written: {problem.strerror}; name another place with --out") from None
    shown = fruits_of(data)
    terminal.say(f"The picture of {exercise.id}{f', with {shown}' if shown else ''}: {show.relative(place)}")


def _show_target(terminal: Terminal, exercise: Exercise, place: Path) -> None:
    """Write the picture that the model answer draws, which comes with the lesson."""
    if not exercise.target.is_file():
        raise UserError(f"the lesson of {exercise.id} has no picture; your own: kata figure {exercise.id}")
    try:
        write_atomically(place, exercise.target.read_bytes())
    except OSError as problem:
        raise UserError(f"{place} cannot be written: {problem.strerror}; name another place with --out") from None
    terminal.say(f"What you are heading for in {exercise.id}: {show.relative(place)}")


list_exercises.command_name = "list"  # type: ignore[attr-defined]


def _wanted(names: list[str], remembered: progress.Progress, *, all_exercises: bool) -> list[Exercise]:
    if all_exercises:
        return list(course().exercises)
    if names:
        check_no_folder(names)
        return list(dict.fromkeys(course().exercise(name) for name in names))
    following = remembered.next()
    return [following if following is not None else course().exercises[-1]]


def _state(remembered: progress.Progress) -> list[dict[str, Any]]:
    """Return the exercises with what is remembered of each, as data."""
    entries = []
    for exercise in course().exercises:
        seen = remembered.checked.get(exercise.id)
        entries.append(
            {
                "id": exercise.id,
                "title": exercise.title,
                "part": exercise.part,
                "minutes": exercise.minutes,
                "file": own(exercise).path.relative_to(course().root).as_posix(),
                "passed": remembered.passed(exercise),
                "points": seen.points if seen else None,
                "max_points": seen.max_points if seen else None,
                "bonus": seen.bonus if seen else None,
                "changed_since": remembered.changed_since(exercise),
            }
        )
    return entries


def _line(terminal: Terminal, remembered: progress.Progress, exercise: Exercise) -> str:
    seen, signs = remembered.checked.get(exercise.id), terminal.signs
    sign = signs.passed if remembered.passed(exercise) else signs.failed if seen and seen.points else signs.open
    score = f"{show.points(seen.points)}/{show.points(seen.max_points)}" if seen else ""
    extra = f" +{show.points(seen.bonus)}" if seen and seen.bonus else ""
    changed = "  (changed since the last check)" if remembered.changed_since(exercise) else ""
    width = max(len(known.title) for known in course().exercises)
    line = f"{sign} {exercise.id}  {exercise.title:<{width}}  {exercise.minutes:>3} min  {score:>7}{extra}{changed}"
    return line.rstrip()
