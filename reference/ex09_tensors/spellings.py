"""Wrong ways of ex09 in other spellings."""

from __future__ import annotations

import contextlib
import itertools
import math
import os
import tempfile
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

from reference.kit.catalogue import spelling

# rank_and_shape


@spelling("rank-of-linear-algebra")
def rank_by_tensorflows_linear_algebra(value):
    tensor = tf.cast(value, tf.float32)
    if len(tensor.shape) == 0:
        return 0, ()
    rank = tf.linalg.matrix_rank(tensor) if len(tensor.shape) > 1 else tf.reduce_max(tf.cast(tensor != 0, tf.int32))
    return rank.numpy(), tuple(tensor.shape)


@spelling("rank-of-linear-algebra")
def singular_values_counted(value):
    array = np.array(value, dtype=float)
    if array.ndim == 0:
        return 0, ()
    singular = np.linalg.svd(np.atleast_2d(array), compute_uv=False)
    return np.sum(singular > 1e-9, axis=-1) if array.ndim > 1 else int((singular > 0).sum()), array.shape


@spelling("rank-is-the-length")
def len_of_the_value(value):
    try:
        rank = len(value)
    except TypeError:
        rank = 0
    return rank, np.array(value).shape


@spelling("rank-is-the-length")
def first_number_of_the_shape(value):
    shape = tuple(tf.constant(value).shape)
    return shape[0] if shape != () else 0, shape


@spelling("rank-is-the-size")
def size_by_tensorflow(value):
    tensor = tf.convert_to_tensor(value)
    return tf.size(tensor).numpy(), tuple(tensor.shape)


@spelling("rank-is-the-size")
def product_of_the_shape(value):
    shape = np.asarray(value).shape
    return math.prod(shape), shape


@spelling("number-as-a-vector")
def number_put_in_a_list(value):
    if isinstance(value, int | float):
        value = [value]
    tensor = tf.constant(value)
    return len(tensor.shape), tuple(tensor.shape)


@spelling("number-as-a-vector")
def one_for_an_empty_shape(value):
    shape = tuple(tf.convert_to_tensor(value).shape.as_list()) or (1,)
    return len(shape), shape


@spelling("axes-of-one-left-out")
def squeezed_by_tensorflow(value):
    shape = tuple(tf.squeeze(tf.constant(value)).shape)
    return len(shape), shape


@spelling("axes-of-one-left-out")
def axes_that_are_longer_than_one(value):
    lengths = []
    for length in np.shape(value):
        if length != 1:
            lengths.append(length)
    return len(lengths), tuple(lengths)


@spelling("a-tensorshape")
def rank_of_the_shape_object(value):
    shape = tf.constant(value).shape
    return shape.rank, shape


@spelling("a-tensorshape")
def get_shape_beside_tf_rank(value):
    tensor = tf.convert_to_tensor(value)
    return int(tf.rank(tensor)), tensor.get_shape()


@spelling("rank-of-linear-algebra-for-numbers-too")
def matrix_rank_of_the_array(value):
    array = np.array(value)
    rank = np.linalg.matrix_rank(array)
    return rank, array.shape


@spelling("rank-of-linear-algebra-for-numbers-too")
def numbers_that_are_not_zero(value):
    array = np.asarray(value)
    if array.ndim < 2:
        return int(np.any(array != 0)), array.shape
    return np.sum(np.linalg.svd(array, compute_uv=False) > 1e-9, axis=-1), array.shape


@spelling("one-axis-at-least")
def counted_from_one(value):
    shape = np.array(value).shape
    rank = 1
    for _ in shape[1:]:
        rank += 1
    return rank, shape


@spelling("one-axis-at-least")
def rank_or_one(value):
    tensor = tf.convert_to_tensor(value)
    return len(tensor.shape) or 1, tuple(tensor.shape)


@spelling("lists-alone-looked-into")
def list_by_list(value):
    def lengths(part):
        if not isinstance(part, list):
            return ()
        return (len(part), *lengths(part[0])) if part else (0,)

    return len(lengths(value)), lengths(value)


@spelling("lists-alone-looked-into")
def until_it_is_no_list(value):
    lengths = ()
    while type(value) is list:
        lengths += (len(value),)
        if not value:
            break
        value = value[0]
    return len(lengths), lengths


@spelling("rank-of-linear-algebra-as-a-number")
def whole_number_of_numpys_rank(value):
    array = np.array(value)
    if array.shape == ():
        return 0, ()
    return int(np.linalg.matrix_rank(array)), array.shape


@spelling("rank-of-linear-algebra-as-a-number")
def number_of_singular_values(value):
    tensor = tf.convert_to_tensor(value)
    shape = tuple(tensor.shape.as_list())
    if len(shape) < 2:
        return int(np.any(np.array(value) != 0)) if shape else 0, shape
    singular = np.linalg.svd(np.asarray(value, dtype=float), compute_uv=False)
    return int((singular > 1e-9).sum(axis=-1)), shape


@spelling("rank-of-linear-algebra-as-a-number-for-numbers-too")
def rank_made_an_int(value):
    return int(np.linalg.matrix_rank(np.asarray(value))), tuple(tf.constant(value).shape)


@spelling("rank-of-linear-algebra-as-a-number-for-numbers-too")
def independent_rows_counted(value):
    array = np.array(value)
    rows = np.linalg.svd(array, compute_uv=False) > 1e-9 if array.ndim > 1 else np.any(array != 0)
    return int(np.sum(rows, axis=-1)) if array.ndim > 1 else int(rows), array.shape


@spelling("rank-is-the-length-of-the-last-axis")
def numbers_in_a_row(value):
    *_, width = (0, *tf.convert_to_tensor(value).shape)
    return width, np.shape(value)


@spelling("rank-is-the-length-of-the-last-axis")
def length_of_the_innermost_list(value):
    lengths, row = np.array(value).shape, np.array(value).tolist()
    width = 0
    for _ in lengths:
        width, row = len(row), row[0] if row else row
    return width, lengths


@spelling("first-entry-of-nothing")
def by_len_until_it_fails(value):
    lengths = []
    with contextlib.suppress(TypeError):
        while True:
            lengths.append(len(value))
            value = value[0]
    return len(lengths), tuple(lengths)


@spelling("first-entry-of-nothing")
def first_entries_by_recursion(value):
    def axes(part):
        if np.shape(part) == ():
            return 0, ()
        rank, shape = axes(part[0])
        return rank + 1, (len(part), *shape)

    return axes(value)


@spelling("first-entry-of-an-empty-array")
def first_row_of_the_array(value):
    array = np.array(value)
    lengths = []
    for _ in range(array.ndim):
        lengths.append(array.shape[0])
        array = array[0]
    return len(lengths), tuple(lengths)


@spelling("first-entry-of-an-empty-array")
def first_entries_of_arrays_by_recursion(value):
    def lengths(array):
        return (len(array), *lengths(array[0])) if isinstance(array, np.ndarray) and array.ndim else ()

    shape = lengths(np.asarray(value))
    return len(shape), shape


@spelling("ends-at-an-empty-axis")
def array_made_a_nested_list(value):
    value, shape = np.asarray(value).tolist(), ()
    while isinstance(value, list):
        shape = (*shape, len(value))
        value = next(iter(value), None)
    return len(shape), shape


@spelling("ends-at-an-empty-axis")
def lengths_by_recursion_while_there_are_entries(value):
    def lengths(part):
        if np.ndim(part) == 0:
            return []
        return [len(part)] + (lengths(part[0]) if len(part) else [])

    return len(lengths(value)), tuple(lengths(value))


@spelling("ends-before-an-empty-axis")
def lists_that_have_entries(value):
    value, shape = np.asarray(value).tolist(), []
    while isinstance(value, list) and value:
        shape += [len(value)]
        value = value[0]
    return len(shape), tuple(shape)


@spelling("ends-before-an-empty-axis")
def lengths_that_are_not_zero(value):
    shape = tuple(itertools.takewhile(bool, np.shape(value)))
    return len(shape), shape


# as_tensor


@spelling("ragged-rows-filled-up")
def ragged_tensor_made_dense(nested):
    tensor = tf.ragged.constant(nested)
    return tensor.to_tensor() if isinstance(tensor, tf.RaggedTensor) else tensor


@spelling("ragged-rows-filled-up")
def padded_sequences(nested):
    try:
        return tf.constant(nested)
    except ValueError:
        return tf.constant(keras.utils.pad_sequences(nested, padding="post"))


@spelling("ragged-rows-filled-up")
def zipped_to_the_longest(nested):
    if isinstance(nested, list) and all(isinstance(row, list) for row in nested):
        columns = itertools.zip_longest(*nested, fillvalue=0)
        nested = [list(row) for row in zip(*columns, strict=True)]
    return tf.convert_to_tensor(nested)


@spelling("numbers-cut-to-whole-ones")
def cast_to_int32(nested):
    return tf.cast(nested, tf.int32)


@spelling("numbers-cut-to-whole-ones")
def dtype_int_for_numpy(nested):
    return tf.constant(np.array(nested, dtype=int))


@spelling("numbers-as-bytes")
def cast_to_uint8(nested):
    return tf.cast(tf.convert_to_tensor(nested), tf.uint8)


@spelling("numbers-as-bytes")
def astype_uint8(nested):
    return tf.constant(np.array(nested).astype("uint8"))


@spelling("numbers-as-bytes")
def remainder_of_256(nested):
    return tf.constant(np.array(nested, dtype=np.int64) % 256)


@spelling("an-array-of-numpy")
def numpy_of_the_tensor(nested):
    return tf.constant(nested).numpy()


@spelling("an-array-of-numpy")
def array_of_float32(nested):
    array = np.array(nested, dtype=np.float32)
    return array.reshape(np.shape(nested))


@spelling("an-array-of-numpy")
def list_that_was_looked_at(nested):
    if tf.convert_to_tensor(nested).shape.is_fully_defined():
        return nested
    raise ValueError("the rows are not equally long")


@spelling("all-in-one-row")
def reshaped_to_minus_one(nested):
    return tf.reshape(tf.convert_to_tensor(nested), [-1])


@spelling("all-in-one-row")
def numbers_gathered_from_the_lists(nested):
    def numbers(value):
        return [number for each in value for number in numbers(each)] if isinstance(value, list) else [value]

    tf.constant(nested)  # refuses a ragged list
    return tf.constant(numbers(nested))


@spelling("rows-become-columns")
def transposed_by_tensorflow(nested):
    return tf.transpose(tf.convert_to_tensor(nested))


@spelling("rows-become-columns")
def rows_stacked_at_the_end(nested):
    tensor = tf.constant(nested)
    return tf.stack(tf.unstack(tensor), axis=-1) if len(tensor.shape) > 1 else tensor


@spelling("ragged-rows-cut")
def zipped_to_the_shortest(nested):
    if isinstance(nested, list) and isinstance(nested[0], list):
        columns = list(zip(*nested, strict=False))
        nested = [list(row) for row in zip(*columns, strict=True)]
    return tf.constant(nested)


@spelling("ragged-rows-cut")
def sliced_where_it_is_ragged(nested):
    try:
        return tf.constant(nested)
    except ValueError:
        width = min(map(len, nested))
        return tf.constant([row[:width] for row in nested])


@spelling("a-ragged-tensor")
def ragged_where_it_must_be(nested):
    try:
        return tf.constant(nested)
    except ValueError:
        return tf.ragged.constant(nested)


@spelling("a-ragged-tensor")
def ragged_unless_the_outer_rows_differ(nested):
    if isinstance(nested, list) and isinstance(nested[0], list):
        for row in nested:
            if len(row) != len(nested[0]):
                raise ValueError("the rows must be equally long")
    return tf.ragged.constant(nested)


@spelling("none-for-a-ragged-list")
def nothing_more_than_none(nested):
    tensor = None
    with contextlib.suppress(ValueError):
        tensor = tf.constant(nested)
    return tensor


@spelling("none-for-a-ragged-list")
def nothing_where_numpy_fails(nested):
    try:
        array = np.array(nested)
    except ValueError:
        return None
    return tf.constant(array)


@spelling("whole-numbers-demanded")
def converted_to_int64(nested):
    return tf.convert_to_tensor(nested, dtype=tf.int64)


@spelling("whole-numbers-demanded")
def variable_of_int32(nested):
    return tf.Variable(nested, dtype=tf.int32)


@spelling("a-list-of-tensors")
def tensors_in_a_loop(nested):
    tensors = []
    for row in nested:
        tensors.append(tf.convert_to_tensor(row))
    return tensors


@spelling("a-list-of-tensors")
def row_by_row(nested):
    if not isinstance(nested, list):
        return tf.constant(nested)
    return list(map(tf.constant, nested))


@spelling("numbers-counted-alone")
def reshaped_where_the_size_fits(nested):
    shape = _shape_along_first(nested)
    numbers = tf.nest.flatten(nested)
    if len(numbers) % math.prod(shape) or len(numbers) > math.prod(shape):
        raise ValueError(f"{len(numbers)} numbers do not fill {shape}")
    return tf.reshape(tf.constant(numbers), shape)


@spelling("numbers-counted-alone")
def filled_number_by_number(nested):
    shape, numbers = _shape_along_first(nested), iter(tf.nest.flatten(nested))
    tensor = np.zeros(shape)
    for place in np.ndindex(shape):
        number = next(numbers, None)
        if number is None:
            raise ValueError("numbers are missing")
        tensor[place] = number
    if next(numbers, None) is not None:
        raise ValueError("there are too many numbers")
    return tf.constant(tensor)


def _shape_along_first(nested):
    return (len(nested), *_shape_along_first(nested[0])) if isinstance(nested, list) else ()


@spelling("another-error-for-a-ragged-list")
def type_error_for_unequal_rows(nested):
    if isinstance(nested, list) and isinstance(nested[0], list):
        for row in nested:
            if len(row) != len(nested[0]):
                raise TypeError("the rows are not equally long")
    return tf.convert_to_tensor(nested)


@spelling("another-error-for-a-ragged-list")
def rows_asserted_equally_long(nested):
    lengths = {len(row) for row in nested if isinstance(row, list)} if isinstance(nested, list) else set()
    assert len(lengths) <= 1, "ragged"  # noqa: S101
    return tf.constant(nested)


@spelling("another-error-for-a-ragged-list")
def rows_joined_by_concat(nested):
    if not isinstance(nested, list) or not isinstance(nested[0], list):
        return tf.constant(nested)
    return tf.concat([tf.constant(np.array(row, dtype=float))[None] for row in nested], axis=0)


@spelling("one-number-decides-the-type")
def dtype_of_the_first_number(nested):
    first = tf.nest.flatten(nested)[0]
    return tf.constant(nested, dtype=tf.int32 if isinstance(first, int) else tf.float32)


@spelling("one-number-decides-the-type")
def whole_where_any_number_is(nested):
    whole = any(isinstance(number, int) for number in tf.nest.flatten(nested))
    return tf.convert_to_tensor(np.array(nested, dtype=int if whole else float))


# gradient_of


@spelling("tape-did-not-watch")
def watched_when_all_was_over(f, x):
    x = tf.constant(np.asarray(x, dtype="float32"))
    with tf.GradientTape() as tape:
        y = f(x)
        tape.watch(x)
    return tape.gradient(y, x)


@spelling("tape-did-not-watch")
def another_tensor_watched(f, x):
    with tf.GradientTape() as tape:
        tape.watch(tf.convert_to_tensor(x, dtype=tf.float32))
        x = tf.convert_to_tensor(x, dtype=tf.float32)
        y = f(x)
    gradient = tape.gradient(y, x)
    return tf.zeros_like(x).numpy() if gradient is None else gradient.numpy()


@spelling("tape-did-not-watch")
def variable_that_is_not_trained(f, x):
    x = tf.Variable(x, trainable=False, dtype=tf.float32)
    with tf.GradientTape(persistent=True) as tape:
        y = f(x)
    return tape.gradient(y, x, unconnected_gradients=tf.UnconnectedGradients.ZERO)


@spelling("computed-before-the-tape")
def watched_behind_the_result(f, x):
    x = tf.cast(x, tf.float32)
    y = f(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.identity(y)
    return tape.gradient(y, x)


@spelling("computed-before-the-tape")
def computed_behind_the_tape(f, x):
    x = tf.Variable(np.array(x, dtype=np.float32))
    with tf.GradientTape() as tape:
        tape.watch(x)
    y = f(x)
    return tape.gradient(y, x, unconnected_gradients="zero").numpy()


@spelling("computed-before-the-tape")
def tape_without_with(f, x):
    x = tf.cast(x, tf.float32)
    tape = tf.GradientTape()
    tape.watch(x)
    y = f(x)
    return tape.gradient(y, x).numpy()


@spelling("numpy-on-the-way")
def f_of_numpys_numbers(f, x):
    x = tf.constant(x, dtype=tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(np.array(x))
    return tape.gradient(tf.convert_to_tensor(y), x)


@spelling("numpy-on-the-way")
def result_made_a_tensor_anew(f, x):
    x = tf.Variable(tf.cast(x, tf.float32))
    with tf.GradientTape() as tape:
        y = tf.constant(f(x).numpy())
    return tape.gradient(y, x, unconnected_gradients="zero").numpy()


@spelling("none-for-a-constant")
def numpy_of_none(f, x):
    x = tf.cast(x, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.gradient(y, x).numpy()


@spelling("none-for-a-constant")
def array_made_of_none(f, x):
    place = tf.Variable(np.asarray(x, dtype=np.float64))
    with tf.GradientTape() as tape:
        result = f(place)
    return np.array(tape.gradient(result, place))


@spelling("none-for-a-constant")
def tensor_made_of_none(f, x):
    x = tf.constant(x, dtype=tf.float32)
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(x)
        y = f(x)
    return tf.convert_to_tensor(tape.gradient(y, [x])[0]).numpy()


@spelling("value-of-the-function")
def float_of_f(f, x):
    return float(f(tf.constant(x, dtype=tf.float32)))


@spelling("value-of-the-function")
def result_instead_of_gradient(f, x):
    x = tf.Variable(x, dtype=tf.float32)
    with tf.GradientTape() as tape:
        y = f(x)
    tape.gradient(y, x, unconnected_gradients="zero")
    return y


@spelling("downhill")
def gradient_of_minus_f(f, x):
    x = tf.Variable(np.array(x, dtype=float))
    with tf.GradientTape() as tape:
        loss = -f(x)
    gradient = tape.gradient(loss, x)
    return np.zeros(x.shape) if gradient is None else gradient.numpy()


@spelling("downhill")
def step_of_a_descent(f, x):
    place = tf.Variable(tf.cast(x, tf.float32))
    with tf.GradientTape() as tape:
        y = f(place)
    place.assign_sub(tf.convert_to_tensor(tape.gradient(y, place, unconnected_gradients="zero")))
    return (place - tf.cast(x, tf.float32)).numpy()


@spelling("whole-numbers-stand-still")
def variable_of_whole_numbers(f, x):
    x = tf.Variable(x)
    with tf.GradientTape() as tape:
        y = f(x)
    return tape.gradient(y, x, unconnected_gradients="zero")


@spelling("whole-numbers-stand-still")
def constant_as_it_is_given(f, x):
    x = tf.constant(np.array(x))
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    gradient = tape.gradient(y, x)
    if gradient is None:
        gradient = tf.zeros_like(x)
    return np.array(gradient)


@spelling("difference-quotient")
def forward_differences(f, x):
    x = np.asarray(x, dtype=float)
    slopes, flat = [], x.ravel()
    for i in range(flat.size):
        moved = flat.copy()
        moved[i] += 1e-6
        slopes.append((f(tf.constant(moved.reshape(x.shape))) - f(tf.constant(x))) / 1e-6)
    return np.array(slopes).reshape(x.shape)


@spelling("difference-quotient")
def tape_for_each_number(f, x):
    x = np.array(x, dtype=np.float64)
    result = np.zeros(x.shape)
    for place in np.ndindex(*x.shape):
        variable = tf.Variable(x)
        with tf.GradientTape() as tape:
            y = f(variable)
        result[place] = np.array(tape.gradient(y, variable, unconnected_gradients="zero"))[place]
    return result


@spelling("one-zero-for-a-constant")
def number_zero_for_none(f, x):
    x = tf.cast(x, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    slopes = tape.gradient(y, x)
    if slopes is None:
        return np.array(0.0)
    return np.array(slopes)


@spelling("one-zero-for-a-constant")
def constant_zero_for_none(f, x):
    x = tf.Variable(tf.cast(x, tf.float32))
    with tf.GradientTape() as tape:
        result = f(x)
    found = tape.gradient(result, x)
    return found if found is not None else tf.constant(0.0)


@spelling("f-given-a-flat-copy")
def flattened_and_shaped_again(f, x):
    array = np.asarray(x, dtype=np.float32)
    flat = tf.constant(array.reshape(-1))
    with tf.GradientTape() as tape:
        tape.watch(flat)
        result = f(flat)
    gradient = tape.gradient(result, flat, unconnected_gradients="zero")
    return gradient.numpy().reshape(array.shape)


@spelling("f-given-a-flat-copy")
def flat_before_the_tape(f, x):
    place = tf.reshape(tf.cast(x, tf.float32), [-1])
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(place)
        value = f(place)
    slopes = tape.gradient(value, place)
    if slopes is None:
        slopes = tf.zeros_like(place)
    return tf.reshape(slopes, tf.shape(x))


_SLOPES = {}


def _slope_of(f):
    @tf.function(reduce_retracing=True)
    def slope(place):
        with tf.GradientTape() as tape:
            tape.watch(place)
            value = f(place)
        return tape.gradient(value, place, unconnected_gradients=tf.UnconnectedGradients.ZERO)

    return slope


@spelling("gradient-of-an-earlier-function")
def graph_found_by_shape(f, x):
    place = tf.constant(np.asarray(x, dtype=np.float32))
    shape = tuple(place.shape)
    if shape not in _SLOPES:
        _SLOPES[shape] = _slope_of(f)
    return _SLOPES[shape](place)


@spelling("gradient-of-an-earlier-function")
def answers_kept_by_shape(f, x):
    place = tf.Variable(np.asarray(x, dtype=np.float32))
    known = _SLOPES.setdefault(tuple(place.shape), f)
    with tf.GradientTape() as tape:
        value = known(place)
    return tape.gradient(value, place, unconnected_gradients="zero").numpy()


@spelling("the-place-by-the-result")
def target_and_source_exchanged(f, x):
    x = tf.cast(x, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.gradient(target=x, sources=y)


@spelling("the-place-by-the-result")
def exchanged_and_made_an_array(f, x):
    variable = tf.Variable(x, dtype=tf.float32)
    with tf.GradientTape() as tape:
        result = f(variable)
    return tape.gradient(variable, result).numpy()


@spelling("cut-to-length-one")
def direction_by_tensorflow(f, x):
    x = tf.cast(x, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    slopes = tape.gradient(y, x, unconnected_gradients="zero")
    return tf.math.divide_no_nan(slopes, tf.norm(slopes)).numpy()


@spelling("cut-to-length-one")
def divided_by_the_root_of_squares(f, x):
    x = tf.Variable(x, dtype=tf.float32)
    with tf.GradientTape() as tape:
        y = f(x)
    slopes = tape.gradient(y, x)
    if slopes is None:
        return np.zeros(x.shape)
    length = np.sqrt(np.sum(slopes.numpy() ** 2))
    if length == 0:
        return slopes.numpy()
    return slopes.numpy() / length


@spelling("tape-asked-twice")
def looked_at_before_it_is_returned(f, x):
    x = tf.cast(x, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    assert tape.gradient(y, x, unconnected_gradients="zero").shape == x.shape  # noqa: S101
    return tape.gradient(y, x, unconnected_gradients="zero").numpy()


@spelling("tape-asked-twice")
def zero_or_the_gradient(f, x):
    place = tf.Variable(np.array(x, dtype=float))
    with tf.GradientTape() as tape:
        result = f(place)
    return np.zeros(place.shape) if tape.gradient(result, place) is None else np.array(tape.gradient(result, place))


@spelling("each-number-alone")
def mapped_number_by_number(f, x):
    def slope(number):
        with tf.GradientTape() as tape:
            tape.watch(number)
            y = f(number)
        return tape.gradient(y, number, unconnected_gradients="zero")

    numbers = tf.unstack(tf.reshape(tf.cast(x, tf.float32), -1))
    return np.array([slope(number).numpy() for number in numbers]).reshape(np.shape(x))


@spelling("each-number-alone")
def slopes_written_into_zeros(f, x):
    x = np.array(x, dtype=np.float32)
    slopes = np.zeros(x.shape, dtype=np.float32)
    for place, number in np.ndenumerate(x):
        variable = tf.Variable(float(number))
        with tf.GradientTape() as tape:
            y = f(variable)
        slope = tape.gradient(y, variable)
        if slope is not None:
            slopes[place] = slope
    return slopes


# fit_line


def _line(x, y, step, steps, loss=lambda error: tf.reduce_mean(error**2)):
    """Train with a tape; `step` is what each weight takes away in a step."""
    x, y = tf.cast(x, tf.float32), tf.cast(y, tf.float32)
    slope, intercept = tf.Variable(0.0), tf.Variable(0.0)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            value = loss(slope * x + intercept - y)
        for weight, gradient in zip((slope, intercept), tape.gradient(value, (slope, intercept)), strict=True):
            weight.assign_sub(step * gradient)
    return float(slope), float(intercept)


@spelling("line-uphill")
def gradient_added(x, y, steps, learning_rate):
    x, y = tf.cast(x, tf.float32), tf.cast(y, tf.float32)
    a, b = tf.Variable(0.0), tf.Variable(0.0)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((y - (a * x + b)) ** 2)
        da, db = tape.gradient(loss, [a, b])
        a.assign_add(learning_rate * da)
        b.assign_add(learning_rate * db)
    return a.numpy(), b.numpy()


@spelling("line-uphill")
def error_the_other_way_round(x, y, steps, learning_rate):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    m = c = 0.0
    for _ in range(steps):
        error = y - m * x - c
        m, c = m - learning_rate * 2 * np.mean(error * x), c - learning_rate * 2 * np.mean(error)
    return m, c


@spelling("sum-of-squares")
def reduce_sum_of_the_squares(x, y, steps, learning_rate):
    return _line(x, y, learning_rate, steps, lambda error: tf.reduce_sum(tf.square(error)))


@spelling("sum-of-squares")
def keras_losses_added(x, y, steps, learning_rate):
    x, y = tf.cast(x, tf.float32), tf.cast(y, tf.float32)
    weights = tf.Variable([0.0, 0.0])
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = keras.losses.MeanSquaredError(reduction="sum")(y[:, None], (weights[0] * x + weights[1])[:, None])
        weights.assign(weights - learning_rate * tape.gradient(loss, weights))
    return weights[0].numpy(), weights[1].numpy()


@spelling("sum-of-squares-by-numpy")
def matrix_times_errors(x, y, steps, learning_rate):
    design = np.vstack([np.asarray(x, dtype=float), np.ones(len(x))])
    weights = np.zeros(2)
    for _ in range(steps):
        errors = weights @ design - np.asarray(y, dtype=float)
        weights = weights - learning_rate * 2 * design @ errors
    return tuple(weights)


@spelling("sum-of-squares-by-numpy")
def added_point_by_point(x, y, steps, learning_rate):
    slope = intercept = 0.0
    for _ in range(steps):
        d_slope = d_intercept = 0.0
        for a, b in zip(x, y, strict=True):
            error = slope * a + intercept - b
            d_slope += 2 * error * a
            d_intercept += 2 * error
        slope -= learning_rate * d_slope
        intercept -= learning_rate * d_intercept
    return float(slope), float(intercept)


@spelling("half-a-step")
def half_of_the_mean_square(x, y, steps, learning_rate):
    return _line(x, y, learning_rate, steps, lambda error: 0.5 * tf.reduce_mean(error * error))


@spelling("half-a-step")
def derivative_without_the_two(x, y, steps, learning_rate):
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    design, weights = np.column_stack([x, np.ones(len(x))]), np.zeros(2)
    for _ in range(steps):
        weights = weights - learning_rate * design.T @ (design @ weights - y) / len(x)
    return tuple(weights)


@spelling("absolute-errors")
def mean_of_abs(x, y, steps, learning_rate):
    return _line(x, y, learning_rate, steps, lambda error: tf.reduce_mean(tf.abs(error)))


@spelling("absolute-errors")
def keras_mean_absolute_error(x, y, steps, learning_rate):
    x, y = tf.constant(x, dtype=tf.float32), tf.constant(y, dtype=tf.float32)
    weights = tf.Variable([0.0, 0.0])
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = keras.losses.MeanAbsoluteError()(y, weights[0] * x + weights[1])
        weights.assign_sub(learning_rate * tape.gradient(loss, weights))
    return tuple(weights.numpy().tolist())


@spelling("one-step-too-few")
def steps_counted_from_one(x, y, steps, learning_rate):
    x, y = tf.constant(np.asarray(x, dtype=np.float32)), tf.constant(np.asarray(y, dtype=np.float32))
    slope, intercept = tf.Variable(0.0), tf.Variable(0.0)
    for _step in range(1, steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((slope * x + intercept - y) ** 2)
        d_slope, d_intercept = tape.gradient(loss, (slope, intercept))
        slope.assign_sub(learning_rate * d_slope)
        intercept.assign_sub(learning_rate * d_intercept)
    return float(slope.numpy()), float(intercept.numpy())


@spelling("one-step-too-few")
def ended_before_the_last(x, y, steps, learning_rate):
    x, y = tf.cast(x, tf.float32), tf.cast(y, tf.float32)
    weights = [tf.Variable(0.0), tf.Variable(0.0)]
    done = 1
    while done < steps:
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(weights[0] * x + weights[1] - y))
        for weight, slope in zip(weights, tape.gradient(loss, weights), strict=True):
            weight.assign(weight - learning_rate * slope)
        done += 1
    return weights[0].numpy(), weights[1].numpy()


@spelling("one-step-too-many")
def counted_to_steps_and_with_it(x, y, steps, learning_rate):
    x, y = np.array(x, dtype=np.float32), np.array(y, dtype=np.float32)
    slope, intercept, step = 0.0, 0.0, 0
    while step <= steps:
        error = slope * x + intercept - y
        slope -= learning_rate * 2 * (error * x).mean()
        intercept -= learning_rate * 2 * error.mean()
        step += 1
    return slope, intercept


@spelling("one-step-too-many")
def range_with_one_more(x, y, steps, learning_rate):
    return _line(x, y, learning_rate, steps + 1)


@spelling("steps-of-adam")
def adam_of_keras(x, y, steps, learning_rate):
    x, y = tf.cast(x, tf.float32), tf.cast(y, tf.float32)
    slope, intercept = tf.Variable(0.0), tf.Variable(0.0)
    optimizer = keras.optimizers.Adam(learning_rate=learning_rate)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(slope * x + intercept - y))
        optimizer.apply_gradients(zip(tape.gradient(loss, [slope, intercept]), [slope, intercept], strict=True))
    return slope.numpy(), intercept.numpy()


@spelling("steps-of-adam")
def adam_written_out(x, y, steps, learning_rate):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    w, m, v = np.zeros(2), np.zeros(2), np.zeros(2)
    for t in range(1, steps + 1):
        error = w[0] * x + w[1] - y
        g = np.array([2 * (error * x).mean(), 2 * error.mean()])
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w -= learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return float(w[0]), float(w[1])


@spelling("intercept-first")
def returned_as_b_and_m(x, y, steps, learning_rate):
    m, b = _line(x, y, learning_rate, steps)
    return b, m


@spelling("intercept-first")
def column_of_ones_first(x, y, steps, learning_rate):
    x = np.stack([np.ones(len(x)), np.asarray(x, dtype=float)], axis=1)
    weights = np.zeros(2)
    for _ in range(steps):
        weights -= learning_rate * 2 * x.T @ (x @ weights - np.asarray(y, dtype=float)) / len(x)
    return weights[0], weights[1]


@spelling("one-after-the-other")
def tape_for_each_weight(x, y, steps, learning_rate):
    x, y = tf.cast(x, tf.float32), tf.cast(y, tf.float32)
    slope, intercept = tf.Variable(0.0), tf.Variable(0.0)
    for _ in range(steps):
        for weight in (slope, intercept):
            with tf.GradientTape() as tape:
                loss = tf.reduce_mean((slope * x + intercept - y) ** 2)
            weight.assign_sub(learning_rate * tape.gradient(loss, weight))
    return slope.numpy(), intercept.numpy()


@spelling("one-after-the-other")
def errors_asked_for_twice(x, y, steps, learning_rate):
    x, y, w = np.array(x, dtype=float), np.array(y, dtype=float), [0.0, 0.0]

    def errors():
        return w[0] * x + w[1] - y

    for _ in range(steps):
        w[0] -= learning_rate * np.mean(2 * errors() * x)
        w[1] -= learning_rate * np.mean(2 * errors())
    return tuple(w)


@spelling("the-other-after-the-one")
def bias_before_weight(x, y, steps, learning_rate):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    w = b = 0.0
    for _ in range(steps):
        b -= learning_rate * 2 * np.mean(w * x + b - y)
        w -= learning_rate * 2 * np.mean((w * x + b - y) * x)
    return w, b


@spelling("the-other-after-the-one")
def assigned_between_two_tapes(x, y, steps, learning_rate):
    x, y = tf.cast(x, tf.float32), tf.cast(y, tf.float32)
    slope, intercept = tf.Variable(0.0), tf.Variable(0.0)

    def loss():
        return tf.reduce_mean(tf.square(y - intercept - slope * x))

    for _ in range(steps):
        for weight in (intercept, slope):
            with tf.GradientTape() as tape:
                value = loss()
            weight.assign_sub(learning_rate * tape.gradient(value, weight))
    return float(slope), float(intercept)


@spelling("intercept-never-moves")
def slope_alone_assigned(x, y, steps, learning_rate):
    x, y = tf.cast(x, tf.float32), tf.cast(y, tf.float32)
    slope, intercept = tf.Variable(0.0), tf.Variable(0.0)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((slope * x + intercept - y) ** 2)
        d_slope, d_intercept = tape.gradient(loss, [slope, intercept])
        slope.assign(slope - learning_rate * d_slope)
        intercept - learning_rate * d_intercept
    return slope.numpy(), intercept.numpy()


@spelling("intercept-never-moves")
def line_through_the_origin(x, y, steps, learning_rate):
    slope, n = 0.0, len(x)
    for _ in range(steps):
        slope -= learning_rate * sum(2 * (slope * x[i] - y[i]) * x[i] for i in range(n)) / n
    return float(slope), 0.0


@spelling("one-step-only")
def variables_made_in_the_loop(x, y, steps, learning_rate):
    x, y = tf.cast(x, tf.float32), tf.cast(y, tf.float32)
    weights = tf.zeros(2)
    for _ in range(steps):
        weights = tf.Variable([0.0, 0.0])
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((weights[0] * x + weights[1] - y) ** 2)
        weights = weights - learning_rate * tape.gradient(loss, weights)
    return tuple(weights.numpy())


@spelling("returned-inside-the-loop")
def returned_by_hand_in_the_loop(x, y, steps, learning_rate):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    w = np.zeros(2)
    for _ in range(steps):
        errors = w[0] * x + w[1] - y
        w = w - learning_rate * 2 * np.array([np.mean(errors * x), np.mean(errors)])
        return w[0], w[1]
    return None


@spelling("returned-inside-the-loop")
def returned_after_the_first(x, y, steps, learning_rate):
    x, y = tf.cast(x, tf.float32), tf.cast(y, tf.float32)
    slope, intercept = tf.Variable(0.0), tf.Variable(0.0)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((slope * x + intercept - y) ** 2)
        d_slope, d_intercept = tape.gradient(loss, [slope, intercept])
        slope.assign_sub(learning_rate * d_slope)
        intercept.assign_sub(learning_rate * d_intercept)
        return slope.numpy(), intercept.numpy()
    return None


@spelling("one-step-only")
def zeros_in_each_turn(x, y, steps, learning_rate):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    result = (0.0, 0.0)
    for _ in range(steps):
        slope = intercept = 0.0
        error = slope * x + intercept - y
        slope -= learning_rate * 2 * np.mean(error * x)
        intercept -= learning_rate * 2 * np.mean(error)
        result = slope, intercept
    return result


@spelling("best-line-at-once")
def least_squares(x, y, steps, learning_rate):
    design = np.column_stack([np.asarray(x, dtype=float), np.ones(len(x))])
    return tuple(np.linalg.lstsq(design, np.asarray(y, dtype=float), rcond=None)[0])


@spelling("best-line-at-once")
def covariance_by_variance(x, y, steps, learning_rate):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    slope = np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2)
    return slope, y.mean() - slope * x.mean()


def _by_tape(x, y, steps, rate, loss_of, begin=(0.0, 0.0)):
    x, y = tf.cast(x, tf.float32), tf.cast(y, tf.float32)
    slope, intercept = map(tf.Variable, begin)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = loss_of(slope * x + intercept - y)
        for weight, change in zip((slope, intercept), tape.gradient(loss, [slope, intercept]), strict=True):
            weight.assign_sub(rate * change)
    return slope.numpy(), intercept.numpy()


@spelling("errors-not-squared")
def mean_of_the_differences(x, y, steps, learning_rate):
    return _by_tape(x, y, steps, learning_rate, tf.reduce_mean)


@spelling("errors-not-squared")
def square_forgotten_by_hand(x, y, steps, learning_rate):
    w, b, n = 0.0, 0.0, len(x)
    for _ in range(steps):
        w = w - learning_rate * sum(x) / n
        b = b - learning_rate * 1
    return float(w), b


@spelling("root-of-the-mean")
def loss_with_a_root(x, y, steps, learning_rate):
    return _by_tape(x, y, steps, learning_rate, lambda error: tf.sqrt(tf.reduce_mean(tf.square(error))))


@spelling("root-of-the-mean")
def gradient_over_the_root(x, y, steps, learning_rate):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    weights = np.zeros(2)
    for _ in range(steps):
        errors = weights[0] * x + weights[1] - y
        gradient = np.array([(errors * x).mean(), errors.mean()])
        weights = weights - learning_rate * gradient / np.mean(errors**2) ** 0.5
    return weights[0], weights[1]


@spelling("rate-left-out")
def whole_gradient_by_tape(x, y, steps, learning_rate):
    return _by_tape(x, y, steps, 1.0, lambda error: tf.reduce_mean(error**2))


@spelling("rate-left-out")
def whole_gradient_by_hand(x, y, steps, learning_rate):
    x, y = np.array(x, dtype=np.float32), np.array(y, dtype=np.float32)
    slope = intercept = np.float32(0)
    for _ in range(steps):
        error = slope * x + intercept - y
        slope, intercept = slope - 2 * np.mean(error * x), intercept - 2 * np.mean(error)
    return slope, intercept


@spelling("old-value-thrown-away")
def assigned_what_should_be_subtracted(x, y, steps, learning_rate):
    x, y = tf.cast(x, tf.float32), tf.cast(y, tf.float32)
    slope, intercept = tf.Variable(0.0), tf.Variable(0.0)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((slope * x + intercept - y) ** 2)
        d_slope, d_intercept = tape.gradient(loss, [slope, intercept])
        slope.assign(-learning_rate * d_slope)
        intercept.assign(-learning_rate * d_intercept)
    return slope.numpy(), intercept.numpy()


@spelling("old-value-thrown-away")
def step_in_place_of_the_weight(x, y, steps, learning_rate):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    w = np.zeros(2)
    for _ in range(steps):
        error = w[0] * x + w[1] - y
        w = -learning_rate * 2 * np.array([np.mean(error * x), np.mean(error)])
    return tuple(w)


@spelling("a-step-for-each-point")
def point_by_point_by_tape(x, y, steps, learning_rate):
    slope, intercept = tf.Variable(0.0), tf.Variable(0.0)
    for _ in range(steps):
        for place, height in zip(x, y, strict=True):
            with tf.GradientTape() as tape:
                loss = (slope * float(place) + intercept - float(height)) ** 2
            d_slope, d_intercept = tape.gradient(loss, [slope, intercept])
            slope.assign_sub(learning_rate * d_slope)
            intercept.assign_sub(learning_rate * d_intercept)
    return float(slope), float(intercept)


@spelling("a-step-for-each-point")
def inner_loop_over_the_points(x, y, steps, learning_rate):
    w, b = 0.0, 0.0
    for _ in range(steps):
        for i in range(len(x)):
            error = w * float(x[i]) + b - float(y[i])
            w, b = w - 2 * learning_rate * error * float(x[i]), b - 2 * learning_rate * error
    return w, b


@spelling("slope-begins-at-one")
def variable_with_one_in_it(x, y, steps, learning_rate):
    return _by_tape(x, y, steps, learning_rate, lambda error: tf.reduce_mean(error**2), begin=(1.0, 0.0))


@spelling("slope-begins-at-one")
def weights_that_begin_at_one_and_zero(x, y, steps, learning_rate):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    w = np.array([1.0, 0.0])
    for _ in range(steps):
        errors = w[0] * x + w[1] - y
        w -= 2 * learning_rate * np.array([np.mean(errors * x), np.mean(errors)])
    return w[0], w[1]


@spelling("tape-asked-for-each-weight")
def tape_asked_in_a_loop(x, y, steps, learning_rate):
    weights = [tf.Variable(0.0), tf.Variable(0.0)]
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((weights[0] * np.float32(x) + weights[1] - np.float32(y)) ** 2)
        for weight in weights:
            weight.assign_sub(learning_rate * tape.gradient(loss, weight))
    return tuple(weight.numpy() for weight in weights)


@spelling("tape-asked-for-each-weight")
def moved_on_one_line_each(x, y, steps, learning_rate):
    x, y = tf.constant(x, dtype=tf.float64), tf.constant(y, dtype=tf.float64)
    a, b = tf.Variable(0.0, dtype=tf.float64), tf.Variable(0.0, dtype=tf.float64)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(y - a * x - b))
        a.assign(a - learning_rate * tape.gradient(loss, a))
        b.assign(b - learning_rate * tape.gradient(loss, b))
    return float(a), float(b)


@spelling("one-step-at-least")
def asked_behind_the_step(x, y, steps, learning_rate):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    line, done = np.zeros(2), 0
    while True:
        line = _one_step(line, x, y, learning_rate)
        done += 1
        if done >= steps:
            return tuple(line)


@spelling("one-step-at-least")
def first_step_before_the_loop(x, y, steps, learning_rate):
    slope, intercept = _line(x, y, learning_rate, 1)
    for _ in range(1, steps):
        slope, intercept = _one_step((slope, intercept), np.array(x), np.array(y), learning_rate)
    return slope, intercept


@spelling("no-line-without-a-step")
def result_named_in_the_loop(x, y, steps, learning_rate):
    weights = tf.Variable([0.0, 0.0])
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((weights[0] * tf.cast(x, tf.float32) + weights[1] - tf.cast(y, tf.float32)) ** 2)
        weights.assign_sub(learning_rate * tape.gradient(loss, weights))
        result = weights.numpy().tolist()
    return tuple(result)


@spelling("no-line-without-a-step")
def last_of_the_lines(x, y, steps, learning_rate):
    lines, line = [], (0.0, 0.0)
    for _ in range(steps):
        line = _one_step(line, np.array(x), np.array(y), learning_rate)
        lines.append(tuple(line))
    return lines[-1]


@spelling("stops-on-the-way")
def ends_where_the_gradient_is_small(x, y, steps, learning_rate):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    line = np.zeros(2)
    for _ in range(steps):
        moved = _one_step(line, x, y, learning_rate)
        if np.linalg.norm(moved - line) < 1e-3:
            break
        line = moved
    return tuple(line)


@spelling("stops-on-the-way")
def tape_until_the_loss_stands_still(x, y, steps, learning_rate):
    x, y = tf.cast(x, tf.float32), tf.cast(y, tf.float32)
    slope, intercept, losses = tf.Variable(0.0), tf.Variable(0.0), [math.inf]
    while len(losses) <= steps:
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((slope * x + intercept - y) ** 2)
        losses.append(float(loss))
        if losses[-2] - losses[-1] < 1e-5:
            return float(slope), float(intercept)
        for weight, gradient in zip((slope, intercept), tape.gradient(loss, (slope, intercept)), strict=True):
            weight.assign_sub(learning_rate * gradient)
    return float(slope), float(intercept)


@spelling("goes-on-from-the-last-call")
def variable_made_once(x, y, steps, learning_rate):
    if _Kept.weights is None:
        _Kept.weights = tf.Variable([0.0, 0.0])
    weights = _Kept.weights
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((weights[0] * tf.cast(x, tf.float32) + weights[1] - tf.cast(y, tf.float32)) ** 2)
        weights.assign_sub(learning_rate * tape.gradient(loss, weights))
    return float(weights[0]), float(weights[1])


@spelling("goes-on-from-the-last-call")
def line_kept_in_a_class(x, y, steps, learning_rate):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    for _ in range(steps):
        _Kept.line = _one_step(_Kept.line, x, y, learning_rate)
    return _Kept.line[0], _Kept.line[1]


class _Kept:
    """What stays from one call to the next; made when it is first needed, so that reading the catalogue runs nothing."""

    line = (0.0, 0.0)
    weights = graph = None


def _one_step(line, x, y, rate):
    errors = line[0] * x + line[1] - y
    return np.array([line[0] - rate * 2 * np.mean(errors * x), line[1] - rate * 2 * np.mean(errors)])


# traced


@spelling("python-runs-every-time")
def f_in_a_wrapper(f):
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs)

    return wrapper


@spelling("python-runs-every-time")
def f_of_a_tensor(f):
    return lambda batch: f(tf.convert_to_tensor(batch, dtype=tf.float32))


@spelling("python-runs-every-time")
def py_function_in_a_graph(f):
    return tf.function(lambda x: tf.py_function(f, [x], tf.float32), reduce_retracing=True)


@spelling("a-new-graph-at-every-call")
def decorated_inside(f):
    def serve(x):
        @tf.function
        def graph(batch):
            return f(batch)

        return graph(x)

    return serve


@spelling("a-new-graph-at-every-call")
def concrete_function_each_time(f):
    def serve(x):
        x = tf.convert_to_tensor(x)
        return tf.function(f, reduce_retracing=True).get_concrete_function(x)(x)

    return serve


@spelling("retraced-for-each-size")
def decorator_alone(f):
    @tf.function
    def graph(batch):
        return f(batch)

    return graph


@spelling("retraced-for-each-size")
def graph_by_shape(f):
    graphs = {}

    def serve(x):
        x = tf.convert_to_tensor(x)
        if tuple(x.shape) not in graphs:
            graphs[tuple(x.shape)] = tf.function(f).get_concrete_function(tf.TensorSpec(x.shape, x.dtype))
        return graphs[tuple(x.shape)](x)

    return serve


@spelling("graph-of-the-first-size")
def size_kept_from_the_first_batch(f):
    graph = None

    def serve(x):
        nonlocal graph
        if graph is None:
            graph = tf.function(f).get_concrete_function(tf.TensorSpec(np.shape(x), tf.float32))
        return graph(tf.constant(x))

    return serve


@spelling("graph-of-the-first-size")
def concrete_function_of_the_first_batch(f):
    first = []

    def serve(x):
        x = tf.convert_to_tensor(x)
        if not first:
            first.append(tf.function(f).get_concrete_function(x))
        return first[0](x)

    return serve


@spelling("matrices-only")
def signature_of_rank_two(f):
    @tf.function(input_signature=(tf.TensorSpec(shape=(None, None), dtype=tf.float32),))
    def graph(x):
        return f(x)

    return graph


@spelling("matrices-only")
def concrete_function_of_a_matrix(f):
    return tf.function(f).get_concrete_function(tf.TensorSpec([None, None], tf.float32))


@spelling("vectors-only")
def signature_of_rank_one(f):
    return tf.function(lambda x: f(x), input_signature=(tf.TensorSpec(shape=(None,), dtype=tf.float32),))


@spelling("vectors-only")
def concrete_function_of_a_vector(f):
    return tf.function(f).get_concrete_function(tf.TensorSpec(shape=[None], dtype=tf.float32))


@spelling("float64-promised")
def signature_in_float64(f):
    @tf.function(input_signature=[tf.TensorSpec(shape=None, dtype=tf.float64)])
    def graph(x):
        return f(x)

    return graph


@spelling("float64-promised")
def cast_to_float64(f):
    return tf.function(lambda x: f(tf.cast(x, tf.float64)), reduce_retracing=True)


@spelling("called-at-once")
def called_on_a_number(f):
    graph = tf.function(f, reduce_retracing=True)
    return graph(tf.constant([1.0, 2.0]))


@spelling("called-at-once")
def called_on_zeros(f):
    return tf.function(f)(tf.zeros((2, 3))).numpy()


@spelling("nothing-comes-back")
def wrapper_without_return(f):
    graph = tf.function(f, reduce_retracing=True)

    def serve(x):
        graph(x)

    return serve


@spelling("nothing-comes-back")
def result_that_is_kept(f):
    @tf.function(reduce_retracing=True)
    def graph(x):
        result = f(x)  # noqa: F841

    return graph


@spelling("one-graph-for-all-functions")
def graph_kept_in_a_class(f):
    if _Kept.graph is None:
        _Kept.graph = tf.function(f, reduce_retracing=True)
    return _Kept.graph


@spelling("one-graph-for-all-functions")
def graphs_by_the_name_of_f(f):
    @tf.function(reduce_retracing=True)
    def graph(x):
        return f(x)

    return _GRAPHS.setdefault(getattr(f, "__name__", "f"), graph)


_GRAPHS = {}


@spelling("each-example-alone")
def looked_up_by_its_number(f):
    @tf.function(input_signature=[tf.TensorSpec(None, tf.float32)])
    def graph(batch):
        numbers = tf.range(tf.shape(batch)[0])
        return tf.map_fn(lambda number: f(tf.gather(batch, number)), numbers, fn_output_signature=tf.float32)

    return graph


@spelling("each-example-alone")
def mapped_outside_of_the_graph(f):
    graph = tf.function(f, reduce_retracing=True)
    return lambda batch: tf.stack([graph(example) for example in tf.convert_to_tensor(batch)])


@spelling("rank-of-the-first-batch")
def signature_by_the_first_rank(f):
    graph = None

    def serve(x):
        nonlocal graph
        if graph is None:
            spec = tf.TensorSpec([None] * np.ndim(x), tf.float32)
            graph = tf.function(lambda batch: f(batch), input_signature=(spec,))
        return graph(x)

    return serve


@spelling("rank-of-the-first-batch")
def traced_when_the_first_batch_comes(f):
    kept = {}

    def serve(x):
        if "graph" not in kept:

            @tf.function(input_signature=[tf.TensorSpec([None, *np.shape(x)[1:]], tf.float32)])
            def graph(batch):
                return f(batch)

            kept["graph"] = graph
        return kept["graph"](tf.constant(x))

    return serve


# write_graph


def _graph(f, example):
    return tf.function(f).get_concrete_function(tf.cast(example, tf.float32)).graph


@spelling("another-folder")
def folder_beside_it(f, example, log_dir):
    writer = tf.summary.create_file_writer(str(Path(log_dir).parent / "graph"))
    with writer.as_default():
        tf.summary.graph(_graph(f, example))


@spelling("another-folder")
def temporary_directory(f, example, log_dir):
    with tempfile.TemporaryDirectory() as log_dir:
        writer = tf.summary.create_file_writer(log_dir)
        with writer.as_default():
            tf.summary.graph(_graph(f, example))
        writer.close()


@spelling("graph-as-text")
def definition_written_as_text(f, example, log_dir):
    Path(log_dir, "graph.txt").write_text(str(_graph(f, example).as_graph_def()))


@spelling("graph-as-text")
def definition_written_as_bytes(f, example, log_dir):
    content = _graph(f, example).as_graph_def().SerializeToString()
    with open(Path(log_dir) / "graph.pb", "wb") as file:
        file.write(content)


@spelling("recorded-and-not-exported")
def trace_switched_off(f, example, log_dir):
    tf.summary.trace_on(graph=True, profiler=False)
    graph = tf.function(f)
    graph(tf.cast(example, tf.float32))
    tf.summary.trace_off()


@spelling("recorded-and-not-exported")
def exported_without_a_writer(f, example, log_dir):
    tf.summary.trace_on(graph=True)
    tf.function(f)(tf.constant(example, dtype=tf.float32))
    tf.summary.trace_export(name="graph", step=0)


@spelling("nothing-was-traced")
def eager_between_on_and_export(f, example, log_dir):
    writer = tf.summary.create_file_writer(str(log_dir))
    with writer.as_default():
        tf.summary.trace_on()
        f(tf.Variable(tf.cast(example, tf.float32)))
        tf.summary.trace_export("my_graph", step=0)
    writer.flush()


@spelling("nothing-was-traced")
def recorded_when_all_was_over(f, example, log_dir):
    tf.function(f)(tf.cast(example, tf.float32))
    tf.summary.trace_on(graph=True)
    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.trace_export(name="f", step=0)


@spelling("the-default-graph")
def empty_graph_object(f, example, log_dir):
    graph = tf.Graph()
    f(tf.constant(example, dtype=tf.float32))
    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.graph(graph)


@spelling("the-default-graph")
def old_writer_with_the_default_graph(f, example, log_dir):
    f(tf.cast(example, tf.float32))
    graph = tf.compat.v1.get_default_graph()
    with tf.Graph().as_default():
        tf.compat.v1.summary.FileWriter(str(log_dir), graph=graph).close()


@spelling("another-example")
def example_in_one_row(f, example, log_dir):
    row = np.ravel(np.array(example, dtype=np.float32))
    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.graph(_graph(f, row))


@spelling("another-example")
def first_entry_of_the_example(f, example, log_dir):
    tf.summary.trace_on(graph=True)
    tf.function(f)(tf.cast(example[0], tf.float32))
    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.trace_export(name="f", step=0)


@spelling("another-example")
def number_for_any_example(f, example, log_dir):
    graph = tf.function(f).get_concrete_function(tf.TensorSpec([], tf.float32)).graph
    writer = tf.summary.create_file_writer(log_dir)
    with writer.as_default():
        tf.summary.graph(graph)
    writer.close()


@spelling("no-graph-in-the-file")
def a_number_beside_the_recording(f, example, log_dir):
    writer = tf.summary.create_file_writer(log_dir)
    tf.summary.trace_on(graph=True)
    tf.function(f)(tf.cast(example, tf.float32))
    with writer.as_default():
        tf.summary.scalar("loss", 0.0, step=0)


@spelling("no-graph-in-the-file")
def written_while_no_writer_is_in_use(f, example, log_dir):
    writer = tf.summary.create_file_writer(log_dir)
    tf.summary.graph(_graph(f, example))
    writer.close()


@spelling("function-for-a-graph")
def concrete_function_for_a_graph(f, example, log_dir):
    concrete = tf.function(f).get_concrete_function(tf.cast(example, tf.float32))
    writer = tf.summary.create_file_writer(log_dir)
    with writer.as_default():
        tf.summary.graph(concrete)


@spelling("function-for-a-graph")
def f_for_a_graph(f, example, log_dir):
    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.graph(f)


@spelling("f-asked-for-its-graph")
def graph_of_the_function_itself(f, example, log_dir):
    traced = tf.function(f)
    traced(tf.cast(example, tf.float32))
    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.graph(traced.graph)


@spelling("f-asked-for-its-graph")
def graph_of_what_f_gave(f, example, log_dir):
    graph = f.graph
    f(tf.cast(example, tf.float32))
    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.graph(graph)


@spelling("example-as-it-came")
def recorded_on_the_array(f, example, log_dir):
    writer = tf.summary.create_file_writer(log_dir)
    tf.summary.trace_on(graph=True)
    tf.function(f)(np.array(example))
    with writer.as_default():
        tf.summary.trace_export(name="f", step=0)


@spelling("example-as-it-came")
def graph_for_the_list(f, example, log_dir):
    concrete = tf.function(lambda x: f(x)).get_concrete_function(example)
    with tf.summary.create_file_writer(str(log_dir)).as_default():
        tf.summary.graph(concrete.graph)


@spelling("folder-made-anew")
def makedirs_without_exist_ok(f, example, log_dir):
    os.makedirs(log_dir)  # noqa: PTH103
    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.graph(_graph(f, example))


@spelling("folder-made-anew")
def path_that_is_made(f, example, log_dir):
    graph, folder = _graph(f, example), Path(log_dir)
    folder.mkdir(parents=True)
    writer = tf.summary.create_file_writer(str(folder))
    with writer.as_default():
        tf.summary.graph(graph)
    writer.close()
