"""The figure of ex15: what a head and then fine-tuning reach with twelve images a class, and what chance weights do."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reference import backbone
from reference.datasets.images import ImageSet
from reference.datasets.shown import shown_fruits
from reference.kit.look import COLOURS, panel

FRUITS = ("Banana", "Cocos", "Kiwi", "Lemon", "Peach", "Pineapple", "Raspberry", "Strawberry")
PER_CLASS, WATCHED = 12, 12
HEAD_EPOCHS, TUNED_EPOCHS = 12, 6
HIDDEN, DROPOUT, LAST, SEED = 64, 0.3, 4, 15


def draw(subject: Any) -> Figure:
    """Draw accuracy on unseen images, epoch by epoch, and at the end of each stage.

    Where a test has just trained, it is that network's, and none is trained from scratch beside it.
    """
    scratch: list[float] = []
    per_class = subject.kept.get("per_class", PER_CLASS)
    if "histories" in subject.kept:
        classes = subject.kept["classes"]
        ready, tuned = map(accuracies, subject.kept["histories"])
    else:
        data = shown_fruits(backbone.SIZE, PER_CLASS, WATCHED, SEED, FRUITS)
        classes = len(data.class_names)
        ready, tuned = trained(subject, data, pretrained=True)
        scratch = trained(subject, data, pretrained=False)[1]
    figure = Figure(figsize=(10.5, 4.2), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(3, 2))
    first, last = len(ready), len(ready) + len(tuned)
    if scratch:
        left.plot(range(1, last + 1), scratch, color=COLOURS[5], label="the same network, from scratch")
    left.plot(range(1, first + 1), ready, color=COLOURS[0], label="head alone")
    left.plot(range(first, last + 1), [ready[-1], *tuned], color=COLOURS[1], label=f"and the last {LAST} layers")
    left.axvline(first, color="0.8", linewidth=1, linestyle="--")
    left.set_ylim(0, 1.02)
    left.set_xticks(range(3, last + 1, 3))
    left.set_xlabel("epoch")
    left.legend(frameon=False, fontsize=9, loc="lower right")
    panel(left, f"accuracy on images it never saw: {classes} fruits, {per_class} images of each")
    trained_anew = {"from scratch": scratch[-1]} if scratch else {}
    bars(right, {"chance": 1 / classes, **trained_anew, "head": ready[-1], "fine-tuned": tuned[-1]})
    return figure


def bars(axes: Axes, reached: dict[str, float]) -> None:
    """Draw what was reached at the end as bars."""
    colours = {"from scratch": COLOURS[5], "head": COLOURS[0], "fine-tuned": COLOURS[1]}
    for place, (name, value) in enumerate(reached.items()):
        axes.bar(place, value, color=colours.get(name, "0.8"), width=0.7)
        axes.text(place, value + 0.015, f"{value:.0%}", ha="center", fontsize=10)
        axes.text(place, -0.03, name, ha="center", va="top", fontsize=9)
    axes.set_ylim(0, 1.1)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    panel(axes, "at the end")


def trained(subject: Any, data: ImageSet, *, pretrained: bool) -> tuple[list[float], list[float]]:
    """Return validation accuracies of both stages; from scratch there is one stage, in which every layer is open."""
    images, watched = (backbone.prepare(255 * part) for part in (data.train_images, data.test_images))
    work = images, data.train_labels, (watched, data.test_labels)
    base = subject.place(backbone.without_top(backbone.WEIGHTS if pretrained else None))
    model = subject.build_transfer_model(base, len(data.class_names), HIDDEN, DROPOUT)
    if not pretrained:
        all_layers = len(subject.probes.describe(base)["layers"])
        return [], accuracies(subject.fine_tune(model, base, all_layers, *work, HEAD_EPOCHS + TUNED_EPOCHS, 1e-3, SEED))
    head = accuracies(subject.train_head(model, base, *work, HEAD_EPOCHS, 2e-3, SEED))
    return head, accuracies(subject.fine_tune(model, base, LAST, *work, TUNED_EPOCHS, 3e-4, SEED))


def accuracies(history: dict[str, list[float]]) -> list[float]:
    """Return the accuracies on the watched images, whatever their name is."""
    return next(values for name, values in history.items() if name.startswith("val_") and "acc" in name)
