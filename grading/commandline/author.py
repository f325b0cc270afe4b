"""What an author of exercises asks for: a new one, what is derived, whether it is proven, where thresholds stand."""

from __future__ import annotations

from typing import Annotated

import typer

from grading.commandline import show
from grading.commandline.chosen import course
from grading.commandline.terminal import Terminal
from grading.wording import plural
from reference.kit.exercise import Exercise
from reference.kit.thresholds import Threshold


def new(
    module: Annotated[str, typer.Argument(metavar="EXNN_NAME", help="Such as ex21_attention.")],
    task: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A function to write; may be given again.")
    ] = None,
    title: Annotated[str, typer.Option(help="What it is about.")] = "To be written",
    part: Annotated[str, typer.Option(help="The part of the course.")] = "A",
) -> None:
    """Write the skeleton of a new exercise; it builds at once, and its proofs say what is still to write."""
    from grading.authoring.build import build as write_all
    from grading.authoring.build import derived
    from grading.authoring.skeleton import write_skeleton

    terminal = Terminal()
    exercise = write_skeleton(course(may_be_empty=True), module, task or ["first_task"], title, part)
    places = [exercise.solution, exercise.settings_file, *sorted(exercise.folder.iterdir()), exercise.suite]
    mine = {file.path for file in derived(exercise)}
    places += [path for path, _ in write_all(exercise.course) if path in mine]
    for place in places:
        terminal.say(f"wrote {show.relative(place)}")
    terminal.say(f"{terminal.signs.arrow} What is still to write: kata build --check {exercise.id}", "bold")


def build(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[EX]...", help="With --check: prove these from all four sides too.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail where something is stale or still to write.")
    ] = False,
    pictures: Annotated[
        bool, typer.Option("--pictures", help="Draw the lessons' pictures, too, where they are stale.")
    ] = False,
) -> None:
    """Derive stubs and notebooks from the solutions; with --check, say what is stale, missing or not proven."""
    from grading.authoring.build import build as write_all
    from grading.authoring.build import problems
    from grading.authoring.completeness import still_to_write

    terminal, here = Terminal(), course()
    wanted = [here.exercise(name) for name in names or []]
    if not check:
        for path, kept in write_all(here, pictures=pictures):
            terminal.say(f"wrote {show.relative(path)}" + (f" (the former: {show.relative(kept)})" if kept else ""))
    sentences = list(problems(here))
    if check:
        sentences += [sentence for exercise in wanted or here.exercises for sentence in still_to_write(exercise)]
        for exercise in wanted:
            sentences += _not_proven(terminal, exercise)
    for sentence in sentences:
        terminal.say(sentence)
    if sentences:
        raise typer.Exit(1)
    terminal.say(f"{plural(len(here.exercises), 'exercise')}: stubs and notebooks are up to date.")
    if wanted:
        terminal.say(f"Proven from four sides: {', '.join(exercise.id for exercise in wanted)}.")


def _not_proven(terminal: Terminal, exercise: Exercise) -> list[str]:
    from grading.authoring.proofs import not_proven, steps

    with terminal.progress() as bar:
        running = bar.add_task(f"proving {exercise.id}", total=steps(exercise))

        def on_step(what: str) -> None:
            bar.update(running, advance=1, description=f"{exercise.id} {what}", refresh=True)

        return list(not_proven(exercise, on_step))


def calibrate(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[EX]...", help="All that train, if none is named.")
    ] = None,
    seeds: Annotated[int, typer.Option(min=2, help="Runs of each way.")] = 50,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Processes at work, each on one core; as many as there are cores.")
    ] = None,
) -> None:
    """Measure what sound ways, naive baselines and broken variants reach, and put each threshold in the gap."""
    from grading.authoring import calibration

    terminal = Terminal()
    for exercise in [course().exercise(name) for name in names] if names else list(course().exercises):
        ways = calibration.contenders(exercise)
        if not ways:
            continue
        thresholds = _calibrate(terminal, exercise, seeds, jobs, len(ways))
        calibration.store(exercise, thresholds)
        for name, threshold in thresholds.items():
            low, high = threshold.gap
            terminal.say(f"{name}: {threshold.needed}, in the gap from {low:.4f} to {high:.4f}", "bold")
            for way in threshold.distributions:
                mean = sum(way.values) / len(way.values)
                terminal.say(f"  {way.kind:<9} {way.name:<60} {way.span:<12} mean {mean:.2f}")


def _calibrate(
    terminal: Terminal, exercise: Exercise, seeds: int, jobs: int | None, contenders: int
) -> dict[str, Threshold]:
    from grading.authoring.calibration import calibrate as measure

    with terminal.progress() as bar:
        running = bar.add_task(f"{exercise.id}: {seeds} seeds", total=seeds * contenders)
        return measure(exercise, seeds, lambda _contender: bar.update(running, advance=1, refresh=True), jobs)
