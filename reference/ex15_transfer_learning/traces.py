"""What a training leaves behind in a head that has no opinion yet, of which every image can be read off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from reference.ex15_transfer_learning.cases import CLASSES, SHAPE, Drawn, Run, pictures
from reference.kit.author import Expect, Subject
from reference.kit.chance import mistake_of_seed

LIT = (6, 5)
"""Rows and columns of an image's upper left corner, in which pixels are lit: mirrored copies light others."""
MANY = 300
"""Images in so many batches, whatever their size, that a shuffle leaves the first four in one in a run of 1,000."""


def see_through() -> Any:
    """A base that gives its images back."""
    from keras import Input, Sequential, layers

    base = Sequential([Input(SHAPE), layers.Conv2D(3, 1, name="first"), layers.Activation("linear")], name="base")
    base.set_weights([np.eye(3).reshape(1, 1, 3, 3), np.zeros(3)])
    return base


class Dots(Run):
    """Images of one lit pixel each, another for each image, and a head that has no opinion yet.

    The weights of an image's own pixel move for its sake alone: up for the class that it is said to show.
    """

    def __init__(self, subject: Subject, draw: Drawn) -> None:
        super().__init__(subject, draw, see_through())
        self.values[-4:] = np.zeros((np.prod(SHAPE), 5)), np.zeros(5), np.eye(5, CLASSES), np.zeros(CLASSES)
        pixels = draw.permutation(np.prod(LIT))
        self.own = pixels[:12]
        self.validation = self._lit(pixels[12:17])
        self.start_again(self.seed, self._lit(self.own))
        self.note()

    def votes(self) -> np.ndarray:
        """How far the weights of each training image's own pixel have moved for each class, (12, CLASSES)."""
        moved = (self.weights()["hidden/kernel"] - self.before["hidden/kernel"]).reshape(*SHAPE, 5)
        votes: np.ndarray = moved[*np.unravel_index(self.own, LIT)].sum(axis=1)[:, :CLASSES]
        return votes

    def _lit(self, pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        images = np.zeros((len(pixels), *SHAPE), dtype=np.float32)
        images[np.arange(len(pixels)), *np.unravel_index(pixels, LIT)] = 1
        return images, self.draw.permutation(np.arange(len(pixels)) % CLASSES)


def are_learned_with_their_labels(expect: Expect, run: Dots) -> None:
    """Fail unless each image made the class likelier that it is said to show."""
    votes, moved = run.votes(), run.moved(head=True)
    tell(expect, run.stayed())
    expect.unless(not any(name.startswith("hidden/") for name in moved), "hidden-layer-shut")
    left = np.flatnonzero(~votes.any(axis=1))
    problem = f"learned nothing from {left.size} of {len(votes)} images, the first of them image {left[:1]}"
    expect.that(not left.size, problem)
    if not np.array_equal(votes.argmax(axis=1), run.training[1]):
        # a step makes one class likelier and all others less; what else has happened is not said by that
        expect.unless(np.all((votes > 0).sum(axis=1) == 1), "labels-left-behind")
        expect.fail("moved the head's weights otherwise than a step for these images and labels does")


def uses_the_seed(subject: Subject, expect: Expect, run: Run, train: Callable[..., Any]) -> None:
    """Fail for a training in which chance decides, or a seed of its own, and the seed that is given does not."""
    images, labels = pictures(run.draw, MANY)

    def steps(seed: int, places: np.ndarray) -> np.ndarray:
        run.start_again(seed, (images[places], labels[places]))
        train()
        tell(expect, run.stayed())
        return run.steps()

    mistake = mistake_of_seed(subject, steps, run.seed or 1, MANY)
    tell(expect, "not-compiled-again" if mistake and run.keeps_accounts() else mistake)


def trained_on_one_image(expect: Expect, run: Run, train: Callable[..., Any], **how: Any) -> Any:
    """Have the student's code train on one image; who fails because it does not show all classes is told so."""
    run.training = pictures(run.draw, 1)
    try:
        return train(**how)
    except Exception as error:
        raised = f"It raised {str(error).partition(' raised ')[2]}"
        expect.unless(run.needs_all_classes(), "classes-that-occur-counted", raised)
        raise


def tell(expect: Expect, mistake: Any) -> None:
    """Fail with what is said of this mistake, if it is one."""
    if mistake:
        expect.unless(mistake, mistake)
