"""The operators of mutation testing change what they say, one place at a time."""

from __future__ import annotations

import pytest

from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.meta.keras_operators import edited
from tests.meta.mutation import _marked_lines, mutants, score

KERAS = [pytest.param(e, id=e.id) for e in Course.here().exercises if "ex09" <= e.id <= "ex15"]
ENOUGH = 40


def changed(source: str) -> set[str]:
    return {text for _, text in edited(source)}


def test_an_option_becomes_another_one_of_its_family() -> None:
    assert "Dense(3, activation='sigmoid')" in changed("Dense(3, activation='relu')")
    assert "Conv2D(3, padding='valid')" in changed("Conv2D(3, padding='same')")


def test_a_name_becomes_one_that_nobody_knows() -> None:
    assert changed("outputs['class']") == {"outputs['class_']"}


def test_sentences_docstrings_and_parts_of_f_strings_stay() -> None:
    assert changed('def f():\n    """ONE"""\n    x = "two words"\n    y = f"three{x}"') == set()


def test_a_keyword_argument_is_left_out() -> None:
    assert {"f(1, a=2)", "f(1, b=3)"} <= changed("f(1, a=2, b=3)")


def test_two_arguments_are_exchanged() -> None:
    assert changed("y = f(1, x, 3)") == {"y = f(x, 1, 3)"}


def test_a_layer_is_left_out_of_a_list() -> None:
    assert changed("[Flatten(), ReLU()]") == {"[ReLU()]", "[Flatten()]"}
    assert changed("[Flatten()]") == set()


def test_a_layer_is_left_out_of_a_graph() -> None:
    assert changed("y = Dense(3)(x)") == {"y = x"}


def test_a_step_is_left_out_of_a_chain() -> None:
    assert changed("y = d.cache().batch(2)") == {"y = d.cache()", "y = d.batch(2)"}


def test_a_function_of_a_module_is_no_step() -> None:
    assert changed("import tensorflow as tf\ny = tf.nn.relu(x)") == set()


def test_a_statement_is_left_out() -> None:
    assert "if x:\n    pass" in changed("if x:\n    model.add(y)")
    assert changed("layer.trainable = z") == {"pass"}


def test_letters_beyond_ascii_shift_nothing() -> None:
    assert changed("x = f('ä ö'); y = g(a=1)") == {"x = f('ä ö'); y = g()"}


def test_a_change_is_counted_by_its_first_line() -> None:
    assert [line for line, _ in edited("x = 1\nf(\n    a=2,\n)")] == [1, 1]


@pytest.mark.parametrize("exercise", KERAS)
def test_a_keras_exercise_has_mutants_that_all_can_be_read(exercise: Exercise) -> None:
    source = exercise.solution.read_text(encoding="utf-8")
    made = mutants(source, _marked_lines(source), builds_networks=True)
    for mutant in made:
        compile(mutant.text, mutant.became, "exec")
    assert len(made) >= ENOUGH


def test_of_several_exceptions_those_with_a_plain_name_are_replaced() -> None:
    made = {mutant.became for mutant in mutants("try:\n    f()\nexcept (a.B, C):\n    pass\n", range(4))}
    assert made == {"except (a.B, CosmicRayTestingException):"}


def test_a_share_is_asked_of_the_mutants_that_are_wrong_answers() -> None:
    survivors = [{"reason": "", "equal": True}, {"reason": "", "free": True}, {"reason": ""}]
    assert score({"mutants": 10, "killed": 7, "survivors": survivors}) == 7 / 8
