"""Errors of Keras and TensorFlow whose own words leave no other cause: said in the course's words."""

from __future__ import annotations

import re

import numpy as np

from grading.judging.mistake import Mistake

NO_LAYER = r"Only instances of `keras\.Layer` can be added to a Sequential model\. Received: "

ERRORS = {
    "a-layer-for-a-tensor": re.compile(
        r"(?:All `(?:in|out)puts` values must be KerasTensors\..*including invalid value"
        r"|Only input tensors may be passed as positional arguments\..*keyword argument:) <(?P<kind>\w+) name=",
        re.DOTALL,
    ),
    "no-way-from-the-inputs": re.compile(r"Output with path `\S*` is not connected to `inputs`"),
    "numbers-asked-of-a-plan": re.compile(
        r"A KerasTensor (?:cannot be used as input to a TensorFlow function|is symbolic)"
        r"|A symbolic KerasTensor cannot be used|'KerasTensor' object has no attribute 'numpy'"
    ),
    "rows-of-another-length": re.compile(
        r"expected axis -1 of input shape to have value (?P<wanted>\d+), "
        r"but received input with shape (?P<shape>\(.*?\))"
    ),
    "no-batch-axis": re.compile(
        r"Expected shape \(None, (?P<wanted>[\d, ]+?),?\), but input has incompatible shape \((?P<shape>[\d, ]+?),?\)"
    ),
    "other-axes-than-a-layer-takes": re.compile(
        r"of layer '(?P<layer>\w+)' is incompatible with the layer: "
        r"expected (?:min_)?ndim=(?P<wanted>\d+), found ndim=\d+\. Full shape received: (?P<shape>\(.*?\))"
    ),
    "an-axis-too-many-for-a-convolution": re.compile(
        r"Kernel shape must have the same length as input, .* and input of shape (?P<shape>\(.*?\))"
    ),
    "unequal-counts": re.compile(r"Data cardinality is ambiguous.*sizes: (?P<one>\d+)\n'\w+' sizes: (?P<other>\d+)"),
    "one-hot-labels-for-a-sparse-loss": re.compile(r"Argument `output` must have rank \(ndim\) `target\.ndim - 1`"),
    "loss-and-labels-of-other-shapes": re.compile(
        r"Arguments `target` and `output` must have the same (?:rank \(ndim\)|shape)\. "
        r"Received: target\.shape=(?P<labels>\(.*?\)), output\.shape=(?P<answers>\(.*?\))"
    ),
    "not-compiled-yet": re.compile(r"You must call `compile\(\)` before using the model"),
    "a-class-for-a-layer": re.compile(NO_LAYER + r"<class '[\w.]*?(?P<kind>\w+)'>"),
    "a-class-for-an-object": re.compile(
        r"Could not interpret (?:loss|metric|optimizer) identifier: <class '[\w.]*?(?P<name>\w+)'>"
    ),
    "a-tensor-for-a-layer": re.compile(NO_LAYER + r"<KerasTensor"),
    "a-word-for-a-layer": re.compile(NO_LAYER + r"(?P<name>\w+) \(of type <class 'str'"),
    "a-number-for-a-shape": re.compile(r"Cannot convert '(?P<number>\d+)' to a shape"),
    "layers-without-a-list": re.compile(r"Expected `trainable` to be a boolean\. Received: trainable=<"),
    "nothing-left-to-look-at": re.compile(r"Computed output size would be (?:zero or )?negative"),
    "unknown-option": re.compile(
        r"(?:Unrecognized keyword arguments? passed to \w+|Argument\(s\) not recognized): \{'(?P<name>\w+)'"
    ),
    "unknown-to-keras": re.compile(
        r"Could not interpret (?P<kind>activation function|loss|metric|optimizer) identifier: (?P<name>[\w -]+)$"
    ),
    "one-name-for-two-layers": re.compile(
        r"(?:Name '|The name \")(?P<name>\w+)(?:' is already the name of a layer|\" is used \d+ times in the model)"
    ),
    "no-weights-yet": re.compile(r"but the layer isn't built|has never been called and thus has no defined"),
    "nothing-to-join": re.compile(r"A `(?P<kind>\w+)` layer should be called on a list of at least"),
    "joins-what-does-not-fit": re.compile(
        r"layer requires inputs with matching shapes except for the concatenation axis\. "
        r"Received: input_shape=\[(?P<shapes>.*)\]"
    ),
    "texts-for-numbers": re.compile(r"Invalid dtype: (?:<U|str)\d*"),
    "lists-for-arrays": re.compile(r"Unrecognized data type: \w+=.*\(of type <class 'list'>\)", re.DOTALL),
    "labels-beyond-the-classes": re.compile(
        r"Received a label value of (?P<label>-?\d+) which is outside the valid range of \[0, (?P<classes>\d+)\)"
    ),
    "an-id-beyond-the-table": re.compile(r"indices\[[\d,]+\] = (?P<id>-?\d+) is not in \[0, (?P<rows>\d+)\)"),
    "several-inputs": re.compile(r"expects (?P<wanted>\d+) named input\(s\).* but it received (?P<given>\d+) input"),
    "a-tensor-for-an-array": re.compile(
        r"EagerTensor'? object has no attribute '(?P<name>(?!__)\w+)'"
        r"|EagerTensor' object does not support item assignment"
    ),
    "numbers-of-two-kinds": re.compile(
        r"cannot compute \w+ as input #\d+\(zero-based\) was expected to be an? (?P<one>\w+) tensor "
        r"but is an? (?P<other>\w+) tensor"
    ),
    "a-width-that-is-no-number": re.compile(
        r"invalid value for `units`, expected a positive integer\. Received: units=(?P<given>.+)$"
    ),
}
"""Errors whose words name their cause."""


def of_keras(text: str) -> Mistake | None:
    """Return the mistake that an error of Keras or TensorFlow tells of, and what fills the places in its words."""
    for name, pattern in ERRORS.items():
        match = pattern.search(text)
        if match is None:
            continue
        fields = match.groupdict()
        if name == "a-tensor-for-an-array" and not hasattr(np.ndarray, fields["name"] or "__setitem__"):
            return None
        if name == "no-batch-axis" and fields["shape"] != fields["wanted"]:
            return Mistake("input-of-another-shape", fields)
        if name == "unknown-option" and fields["name"] == "lr":
            return Mistake("learning-rate-cut-short")
        return Mistake(name, fields)
    return None
