"""Errors of Keras and TensorFlow are told in a sentence, where their words leave no other cause.

The words are those of Keras 3.15 and TensorFlow 2.21; `test_words_of_keras.py` asks whether they still are.
"""

from __future__ import annotations

import pytest

from grading.judging.telling_keras import of_keras

SEQUENTIAL = "Only instances of `keras.Layer` can be added to a Sequential model. Received: "
TRACED = "Output with path `` is not connected to `inputs`"


def told(text: str) -> str:
    """Return the name of the mistake and what is said of it."""
    mistake = of_keras(text)
    return f"{mistake.id}: {mistake.says}" if mistake else ""


@pytest.mark.parametrize(
    ("text", "name", "part"),
    [
        (
            "All `outputs` values must be KerasTensors. Received: outputs=<Dense name=dense, built=False> including "
            "invalid value <Dense name=dense, built=False> of type <class 'keras.src.layers.core.dense.Dense'>",
            "a-layer-for-a-tensor",
            "Dense gives a tensor",
        ),
        (
            "Only input tensors may be passed as positional arguments. The following argument value should be passed "
            "as a keyword argument: <Flatten name=flatten, built=False> (of type <class 'keras.Flatten'>)",
            "a-layer-for-a-tensor",
            "Flatten gives a tensor",
        ),
        (TRACED, "no-way-from-the-inputs", "do not lead to its outputs"),
        ("Output with path `a.0` is not connected to `inputs`", "no-way-from-the-inputs", "do not lead"),
        ("A KerasTensor is symbolic: it's a placeholder for a shape an a dtype.", "numbers-asked-of-a-plan", "drawn"),
        ("A KerasTensor cannot be used as input to a TensorFlow function.", "numbers-asked-of-a-plan", "drawn"),
        ("A symbolic KerasTensor cannot be used as a boolean.", "numbers-asked-of-a-plan", "`if`"),
        ("'KerasTensor' object has no attribute 'numpy'", "numbers-asked-of-a-plan", "no numbers yet"),
        (
            "Input 0 with name 'None' of layer 'dense_11' is incompatible with the layer: expected axis -1 of input "
            "shape to have value 4, but received input with shape (2, 5)",
            "rows-of-another-length",
            "4 numbers each, and what came in has the shape (2, 5).",
        ),
        (
            "Invalid input shape for input Tensor. Expected shape (None, 20, 20, 3), but input has incompatible shape "
            "(20, 20, 3)",
            "no-batch-axis",
            "the shape (20, 20, 3) one by one",
        ),
        (
            "Invalid input shape for input Tensor. Expected shape (None, 4), but input has incompatible shape (4,)",
            "no-batch-axis",
            "the shape (4) one by one",
        ),
        (
            "Invalid input shape for input Tensor. Expected shape (None, 20, 20, 3), but input has incompatible shape "
            "(6, 20, 20)",
            "input-of-another-shape",
            "the shape (6, 20, 20), the batch in front, where each example has the shape (20, 20, 3).",
        ),
        (
            "Invalid input shape for input Tensor. Expected shape (None, 20, 20, 3), but input has incompatible shape "
            "(10, 20, 20)",
            "input-of-another-shape",
            "the shape (10, 20, 20)",
        ),
        (
            "Input 0 with name 'None' of layer 'lstm' is incompatible with the layer: expected ndim=3, found ndim=2. "
            "Full shape received: (None, 4)",
            "other-axes-than-a-layer-takes",
            "the layer lstm on a tensor of the shape (None, 4): it needs 3 axes",
        ),
        (
            "Input 0 with name 'None' of layer 'conv2d' is incompatible with the layer: expected min_ndim=4, found "
            "ndim=2. Full shape received: (None, 1200)",
            "other-axes-than-a-layer-takes",
            "it needs 4 axes",
        ),
        (
            "Data cardinality is ambiguous. Make sure all arrays contain the same number of samples.'x' sizes: 6\n"
            "'y' sizes: 4\n",
            "unequal-counts",
            "arrays of 6 and of 4 rows",
        ),
        (
            "Argument `output` must have rank (ndim) `target.ndim - 1`. Received: target.shape=(None, 3), "
            "output.shape=(None, 3)",
            "one-hot-labels-for-a-sparse-loss",
            "whole numbers",
        ),
        (
            "Arguments `target` and `output` must have the same rank (ndim). Received: target.shape=(None,), "
            "output.shape=(None, 3)",
            "loss-and-labels-of-other-shapes",
            "the labels have the shape (None,), the answers (None, 3).",
        ),
        (
            "Arguments `target` and `output` must have the same shape. Received: target.shape=(3, 2), "
            "output.shape=(3, 1)",
            "loss-and-labels-of-other-shapes",
            "the answers (3, 1).",
        ),
        ("You must call `compile()` before using the model.", "not-compiled-yet", "not compiled"),
        (
            f"{SEQUENTIAL}<class 'keras.src.layers.Flatten'> (of type <class 'type'>)",
            "a-class-for-a-layer",
            "`Flatten`",
        ),
        (f"{SEQUENTIAL}<KerasTensor shape=(None, 3)> (of type KerasTensor)", "a-tensor-for-a-layer", "themselves"),
        (f"{SEQUENTIAL}relu (of type <class 'str'>)", "a-word-for-a-layer", "the word `relu`"),
        (f"{SEQUENTIAL}[<Dense name=dense>] (of type <class 'list'>)", "", ""),
        ("Cannot convert '4' to a shape.", "a-number-for-a-shape", "`(4,)` for rows of 4 numbers"),
        (
            "Expected `trainable` to be a boolean. Received: trainable=<Dense name=d>",
            "layers-without-a-list",
            "one list",
        ),
        ("Expected `trainable` to be a boolean. Received: trainable=3", "", ""),
        ("Computed output size would be zero or negative. Received `inputs", "nothing-left-to-look-at", "window"),
        ("Computed output size would be negative. Received `inputs", "nothing-left-to-look-at", "window"),
        ("Unrecognized keyword arguments passed to Dense: {'activaton': 'relu'}", "unknown-option", "`activaton`"),
        ("Argument(s) not recognized: {'rate': 0.1}", "unknown-option", "`rate`"),
        ("Argument(s) not recognized: {'lr': 0.1}", "learning-rate-cut-short", "`learning_rate`"),
        ("Could not interpret activation function identifier: rleu", "unknown-to-keras", "activation function `rleu`"),
        (
            "Could not interpret optimizer identifier: <class 'keras.src.optimizers.adam.Adam'>",
            "a-class-for-an-object",
            "the class `Adam` where",
        ),
        (
            "Kernel shape must have the same length as input, but received kernel of shape (3, 3, 3, 16) and input of "
            "shape (None, 1, 13, 11, 3).",
            "an-axis-too-many-for-a-convolution",
            "the shape (None, 1, 13, 11, 3), which",
        ),
        ("Could not interpret optimizer identifier: lr", "unknown-to-keras", "optimizer `lr`"),
        ("Could not interpret loss identifier: <function f at 0x7f>", "", ""),
        (
            "All layers added to a Sequential model should have unique names. Name 'a' is already the name of a layer "
            "in this model.",
            "one-name-for-two-layers",
            "`a`",
        ),
        ('The name "b" is used 2 times in the model. All', "one-name-for-two-layers", "`b`"),
        (
            "You tried to call `count_params` on layer 's', but the layer isn't built. You can",
            "no-weights-yet",
            "`keras.Input`",
        ),
        ("The layer s has never been called and thus has no defined output.", "no-weights-yet", "`keras.Input`"),
        ("A `Add` layer should be called on a list of at least 1 input. Received", "nothing-to-join", "`Add` a single"),
        (
            "A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis. Received: "
            "input_shape=[(None, 4, 4, 2), (None, 5)]",
            "joins-what-does-not-fit",
            "the shapes (None, 4, 4, 2), (None, 5), which",
        ),
        ("Invalid dtype: str96", "texts-for-numbers", "texts"),
        ("Invalid dtype: <U3", "texts-for-numbers", "texts"),
        ("Invalid dtype: object", "", ""),
        ("Unrecognized data type: x=[[1,\n2], [3]] (of type <class 'list'>)", "lists-for-arrays", "arrays and tensors"),
        (
            "Received a label value of 3 which is outside the valid range of [0, 3).  Label values: 3 3",
            "labels-beyond-the-classes",
            "the label 3 where the network knows 3 classes",
        ),
        ("indices[0,0] = 11 is not in [0, 10)", "an-id-beyond-the-table", "looked up 11 in a table of 10 rows"),
        ("indices[4] = -1 is not in [0, 10)", "an-id-beyond-the-table", "looked up -1"),
        (
            "Layer \"m\" expects 2 named input(s) with keys ['a', 'b'], but it received 1 input tensors. Pass",
            "several-inputs",
            "gave 1 to a model that has 2 inputs",
        ),
        ("EagerTensor object has no attribute 'reshape'. \n  If you", "a-tensor-for-an-array", "`.numpy()`"),
        ("'EagerTensor' object has no attribute 'shpae'", "", ""),
        ("'EagerTensor' object does not support item assignment", "a-tensor-for-an-array", "`.numpy()`"),
        (
            "'tensorflow.python.framework.ops.EagerTensor' object does not support item assignment",
            "a-tensor-for-an-array",
            "`.numpy()`",
        ),
        (
            "cannot compute Mul as input #1(zero-based) was expected to be a int32 tensor but is a float tensor",
            "numbers-of-two-kinds",
            "of int32 and one of float numbers",
        ),
        (
            "Received an invalid value for `units`, expected a positive integer. Received: units=[3, 4]",
            "a-width-that-is-no-number",
            "gave a layer [3, 4] for its width",
        ),
        ("x", "", ""),
    ],
)
def test_an_error_is_told_in_a_sentence(text: str, name: str, part: str) -> None:
    found = told(text)
    assert found.split(":")[0] == name
    assert part in found
