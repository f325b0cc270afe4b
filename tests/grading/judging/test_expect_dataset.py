"""What `expect` says of one pass over a dataset; a stand-in gives the batches here.

`test_models_are_asked.py` has datasets of TensorFlow.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pytest

from grading.errors import Wrong
from grading.judging.expect import Expect
from grading.subject import Subject
from grading.subject.calls import Call
from grading.subject.reports import Value
from reference.kit.course import Course
from reference.kit.exercise import HEAVY_ONLY, Exercise

DATASET = object()


class Asked:
    """A subject with one call that gave a dataset, and the batches that one pass over it gives."""

    def __init__(self, *batches: Any) -> None:
        self.calls = [Call("build", (), {}, Value(0, DATASET)), Call("other", (), {}, Value(0, 1))]
        self.batches = list(batches)
        self.asked_for: list[int] = []

    @property
    def probes(self) -> Asked:
        """What may be asked."""
        return self

    def take(self, _dataset: object, count: int) -> list[Any]:
        """Report batches."""
        self.asked_for.append(count)
        return self.batches


def pair(size: int, first: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return a batch of so many examples, each with a number of its own from `first` on."""
    return np.arange(first, first + size)[:, np.newaxis] * np.ones(2), np.zeros(size)


def about(exercise: Exercise, *batches: Any) -> Expect:
    """Return the expectations about a dataset of such batches."""
    return Expect(cast(Subject, Asked(*batches)), exercise, "test_double")


def said(exercise: Exercise, count: int, *batches: Any) -> str:
    """Return what is said of such batches."""
    with pytest.raises(Wrong) as caught:
        about(exercise, *batches).batches(DATASET, count)
    return str(caught.value)


@pytest.mark.parametrize(("count", "given"), [(6, [pair(4), pair(2, 4)]), (7, [pair(1)])])
def test_a_pass_over_a_dataset_is_pairs_of_arrays(exercise: Exercise, count: int, given: list[Any]) -> None:
    asked = Asked(*given)
    assert Expect(cast(Subject, asked), exercise, "test_double").batches(DATASET, count) == given
    assert asked.asked_for == [count + 1], "one more, so that a dataset without end is noticed"


@pytest.mark.parametrize(
    "batch",
    [
        np.zeros(3),
        (np.zeros(3),),
        (np.zeros(3), np.zeros(3), np.zeros(3)),
        [np.zeros(3), np.zeros(3)],
        (np.zeros(3), [1, 2, 3]),
        ([1, 2, 3], np.zeros(3)),
        (np.array(3.0), np.zeros(3)),
        (np.zeros(3), np.array(3.0)),
    ],
)
def test_a_batch_of_another_form_is_told(exercise: Exercise, batch: Any) -> None:
    assert said(exercise, 9, pair(2), batch) == "build() does not give batches of two arrays, images and labels"


@pytest.mark.parametrize("classes", [3, 5])
def test_an_image_and_its_label_are_no_batch(exercise: Exercise, classes: int) -> None:
    single = (np.zeros((4, 4, 3)), np.eye(classes)[1])
    shapes = f"arrays of the shapes (4, 4, 3) and ({classes},)"
    assert said(exercise, 9, pair(2), single) == (
        f"build() gives {shapes}; expected batches, with as many labels as images"
    )


@pytest.mark.parametrize("nothing", [[], [pair(0)], [pair(0), pair(0)]])
def test_a_pass_without_an_example_is_told(exercise: Exercise, nothing: list[Any]) -> None:
    assert said(exercise, 3, *nothing) == "build() gives no example at all"


@pytest.mark.parametrize("count", [3, 4])
def test_more_examples_than_there_are_are_told(exercise: Exercise, count: int) -> None:
    more = f"build() gives more than its {count} examples in a pass"
    assert said(exercise, count, pair(3), pair(count - 2, 3)) == more, "what was never seen before is no repetition"
    again = f"{more}: it gives some of them again. Does it repeat?"
    assert said(exercise, count, pair(3), pair(count - 2, 2)) == again


def test_the_same_image_with_another_label_is_another_example(exercise: Exercise) -> None:
    images, labels = pair(2)
    assert "again" not in said(exercise, 3, (images, labels), (images, labels + 1))


def test_only_suites_of_tensorflow_exercises_go_through_datasets() -> None:
    assert HEAVY_ONLY == ("expect_dataset.py", "telling_keras.py")
    for exercise in Course.here().exercises:
        files = [exercise.suite, *exercise.folder.glob("*.py")]
        if not exercise.is_heavy:
            assert not [path for path in files if ".batches(" in path.read_text(encoding="utf-8")]
        assert exercise.is_heavy == any(path.name in HEAVY_ONLY for path in exercise.rests_on())
