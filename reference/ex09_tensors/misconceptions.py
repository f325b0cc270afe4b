"""Wrong ways of ex09.

TensorFlow is imported where it is used, so that naming a mistake needs it only where the mistake does.
"""

from __future__ import annotations

import numpy as np

from reference.kit.catalogue import misconception

_FOR_ALL = {}
"""What stays from one call to the next: where `fit_line` has got to, and graphs by the name of their function."""


@misconception
def rank_of_linear_algebra(value):
    return (np.linalg.matrix_rank(value) if np.ndim(value) else 0), np.shape(value)


@misconception
def rank_of_linear_algebra_for_numbers_too(value):
    return np.linalg.matrix_rank(value), np.shape(value)


@misconception
def rank_of_linear_algebra_as_a_number(value):
    return (int(np.linalg.matrix_rank(value)) if np.ndim(value) else 0), np.shape(value)


@misconception
def rank_of_linear_algebra_as_a_number_for_numbers_too(value):
    return int(np.linalg.matrix_rank(value)), np.shape(value)


@misconception
def rank_is_the_length(value):
    shape = np.shape(value)
    return (shape[0] if shape else 0), shape


@misconception
def rank_is_the_length_of_the_last_axis(value):
    shape = np.shape(value)
    return (shape[-1] if shape else 0), shape


@misconception
def rank_is_the_size(value):
    return np.size(value), np.shape(value)


@misconception
def number_as_a_vector(value):
    shape = np.atleast_1d(np.asarray(value)).shape
    return len(shape), shape


@misconception
def one_axis_at_least(value):
    shape = np.shape(value)
    return max(len(shape), 1), shape


@misconception
def lists_alone_looked_into(value):
    shape = []
    while isinstance(value, list | tuple):
        shape.append(len(value))
        value = value[0] if value else 0
    return len(shape), tuple(shape)


@misconception
def first_entry_of_nothing(value):
    shape = []
    while np.ndim(value):
        shape.append(len(value))
        value = value[0]
    return len(shape), tuple(shape)


@misconception
def first_entry_of_an_empty_array(value):
    shape, value = [], np.asarray(value)
    while value.ndim:
        shape.append(len(value))
        value = value[0]
    return len(shape), tuple(shape)


@misconception
def ends_at_an_empty_axis(value):
    shape = []
    while np.ndim(value):
        shape.append(len(value))
        value = value[0] if len(value) else 0
    return len(shape), tuple(shape)


@misconception
def ends_before_an_empty_axis(value):
    shape = []
    while np.ndim(value) and len(value):
        shape.append(len(value))
        value = value[0]
    return len(shape), tuple(shape)


@misconception
def axes_of_one_left_out(value):
    shape = np.squeeze(value).shape
    return len(shape), shape


@misconception
def a_tensorshape(value):
    import tensorflow as tf

    tensor = tf.convert_to_tensor(value)
    return len(tensor.shape), tensor.shape


@misconception
def ragged_rows_filled_up(nested):
    try:
        return np.asarray(nested)
    except ValueError:
        longest = max(len(row) for row in nested)
        return np.array([list(row) + [0] * (longest - len(row)) for row in nested])


@misconception
def ragged_rows_cut(nested):
    import tensorflow as tf

    if isinstance(nested, list) and all(isinstance(row, list) for row in nested):
        shortest = min(len(row) for row in nested)
        nested = [row[:shortest] for row in nested]
    return tf.convert_to_tensor(nested)


@misconception
def a_ragged_tensor(nested):
    import tensorflow as tf

    return tf.ragged.constant(nested)


@misconception
def none_for_a_ragged_list(nested):
    import tensorflow as tf

    try:
        return tf.convert_to_tensor(nested)
    except ValueError:
        return None


@misconception
def numbers_counted_alone(nested):
    shape, part = [], nested
    while isinstance(part, list):
        shape.append(len(part))
        part = part[0]
    numbers = _numbers(nested)
    if len(numbers) != np.prod(shape, dtype=int):
        raise ValueError("the list is ragged")
    return np.array(numbers).reshape(shape)


def _numbers(nested):
    return [number for part in nested for number in _numbers(part)] if isinstance(nested, list) else [nested]


@misconception
def another_error_for_a_ragged_list(nested):
    import tensorflow as tf

    if not isinstance(nested, list):
        return tf.constant(nested)
    return tf.stack([tf.constant(np.asarray(row)) for row in nested])


@misconception
def one_number_decides_the_type(nested):
    first = nested
    while isinstance(first, list):
        first = first[0]
    return np.asarray(nested).astype(type(first))


@misconception
def whole_numbers_demanded(nested):
    import tensorflow as tf

    return tf.constant(nested, dtype=tf.int32)


@misconception
def a_list_of_tensors(nested):
    import tensorflow as tf

    return [tf.constant(row) for row in nested]


@misconception
def numbers_cut_to_whole_ones(nested):
    return np.asarray(nested).astype(np.int32)


@misconception
def numbers_as_bytes(nested):
    return np.asarray(nested).astype(int).astype(np.uint8)


@misconception
def an_array_of_numpy(nested):
    return np.array(nested)


@misconception
def all_in_one_row(nested):
    return np.asarray(nested).reshape(-1)


@misconception
def rows_become_columns(nested):
    array = np.asarray(nested)
    return np.stack(list(array), axis=-1) if array.ndim > 1 else array


@misconception
def tape_did_not_watch(f, x):
    import tensorflow as tf

    x = tf.cast(x, tf.float32)
    with tf.GradientTape() as tape:
        y = f(x)
    return tape.gradient(y, x, unconnected_gradients="zero").numpy()


@misconception
def computed_before_the_tape(f, x):
    import tensorflow as tf

    x = tf.Variable(x, dtype=tf.float32)
    y = f(x)
    with tf.GradientTape() as tape:
        pass
    return tape.gradient(y, x).numpy()


@misconception
def numpy_on_the_way(f, x):
    import tensorflow as tf

    x = tf.Variable(x, dtype=tf.float32)
    with tf.GradientTape() as tape:
        y = tf.convert_to_tensor(f(x.numpy()))
    return tape.gradient(y, x, unconnected_gradients="zero").numpy()


@misconception
def none_for_a_constant(f, x):
    import tensorflow as tf

    x = tf.Variable(x, dtype=tf.float32)
    with tf.GradientTape() as tape:
        y = f(x)
    return tape.gradient(y, x)


@misconception
def one_zero_for_a_constant(f, x):
    import tensorflow as tf

    x = tf.Variable(x, dtype=tf.float32)
    with tf.GradientTape() as tape:
        y = f(x)
    slopes = tape.gradient(y, x)
    return 0.0 if slopes is None else slopes.numpy()


@misconception
def tape_asked_twice(f, x):
    import tensorflow as tf

    x = tf.Variable(x, dtype=tf.float32)
    with tf.GradientTape() as tape:
        y = f(x)
    if tape.gradient(y, x) is None:
        return tf.zeros_like(x)
    return tape.gradient(y, x)


@misconception
def the_place_by_the_result(f, x):
    import tensorflow as tf

    x = tf.Variable(x, dtype=tf.float32)
    with tf.GradientTape() as tape:
        y = f(x)
    return tape.gradient(x, y)


@misconception
def value_of_the_function(f, x):
    import tensorflow as tf

    return f(tf.cast(x, tf.float32)).numpy()


@misconception
def downhill(f, x):
    import tensorflow as tf

    x = tf.cast(x, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return -tape.gradient(y, x, unconnected_gradients="zero").numpy()


@misconception
def cut_to_length_one(f, x):
    import tensorflow as tf

    x = tf.Variable(x, dtype=tf.float32)
    with tf.GradientTape() as tape:
        y = f(x)
    slopes = tape.gradient(y, x, unconnected_gradients="zero").numpy()
    return slopes / (np.linalg.norm(slopes) or 1)


@misconception
def whole_numbers_stand_still(f, x):
    import tensorflow as tf

    x = tf.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.gradient(y, x, unconnected_gradients="zero").numpy()


@misconception
def each_number_alone(f, x):
    import tensorflow as tf

    slopes = []
    for number in tf.Variable(tf.reshape(tf.cast(x, tf.float32), [-1])).numpy():
        place = tf.Variable(number)
        with tf.GradientTape() as tape:
            y = f(place)
        slopes.append(tf.convert_to_tensor(tape.gradient(y, place, unconnected_gradients="zero")))
    return tf.reshape(slopes, np.shape(x))


@misconception
def f_given_a_flat_copy(f, x):
    import tensorflow as tf

    flat = tf.Variable(np.ravel(x), dtype=tf.float32)
    with tf.GradientTape() as tape:
        y = f(flat)
    slopes = tape.gradient(y, flat, unconnected_gradients="zero")
    return tf.reshape(slopes, np.shape(x))


@misconception
def gradient_of_an_earlier_function(f, x):
    import tensorflow as tf

    kept = _FOR_ALL.setdefault("gradients", {})
    f = kept.setdefault(np.shape(x), f)
    x = tf.Variable(x, dtype=tf.float32)
    with tf.GradientTape() as tape:
        y = f(x)
    return tape.gradient(y, x, unconnected_gradients="zero")


@misconception
def difference_quotient(f, x):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        ahead, behind = x.copy(), x.copy()
        ahead[place] += 1e-5
        behind[place] -= 1e-5
        gradient[place] = (np.asarray(f(ahead)) - np.asarray(f(behind))) / 2e-5
    return gradient


@misconception
def line_uphill(x, y, steps, learning_rate):
    return _descend(x, y, steps, -learning_rate)


@misconception
def sum_of_squares(x, y, steps, learning_rate):
    return _descend(x, y, steps, learning_rate * len(x))


@misconception
def sum_of_squares_by_numpy(x, y, steps, learning_rate):
    """The points keep their precision: what flies off does so further in float64."""
    single = np.asarray(x).dtype == np.float32 == np.asarray(y).dtype
    return _descend(x, y, steps, learning_rate * len(x), dtype=np.float32 if single else np.float64)


@misconception
def half_a_step(x, y, steps, learning_rate):
    return _descend(x, y, steps, learning_rate / 2)


@misconception
def absolute_errors(x, y, steps, learning_rate):
    x, y = np.asarray(x, dtype=np.float32), np.asarray(y, dtype=np.float32)
    slope, intercept = np.float32(0), np.float32(0)
    for _ in range(steps):
        signs = np.sign(slope * x + intercept - y)
        slope = slope - np.float32(learning_rate) * np.mean(signs * x)
        intercept = intercept - np.float32(learning_rate) * np.mean(signs)
    return slope, intercept


@misconception
def errors_not_squared(x, y, steps, learning_rate):
    slope = intercept = 0.0
    for _ in range(steps):
        slope -= learning_rate * np.mean(x)
        intercept -= learning_rate
    return slope, intercept


@misconception
def root_of_the_mean(x, y, steps, learning_rate):
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    slope, intercept = 0.0, 0.0
    for _ in range(steps):
        error = slope * x + intercept - y
        size = np.sqrt(np.mean(error**2))
        slope, intercept = (
            slope - learning_rate * np.mean(error * x) / size,
            intercept - learning_rate * np.mean(error) / size,
        )
    return slope, intercept


@misconception
def rate_left_out(x, y, steps, learning_rate):
    return _descend(x, y, steps, 1.0)


@misconception
def old_value_thrown_away(x, y, steps, learning_rate):
    x, y = np.asarray(x, dtype=np.float32), np.asarray(y, dtype=np.float32)
    slope, intercept = np.float32(0), np.float32(0)
    for _ in range(steps):
        error = slope * x + intercept - y
        slope = -np.float32(learning_rate) * 2 * np.mean(error * x)
        intercept = -np.float32(learning_rate) * 2 * np.mean(error)
    return slope, intercept


@misconception
def a_step_for_each_point(x, y, steps, learning_rate):
    slope = intercept = 0.0
    for _ in range(steps):
        for place, height in zip(np.asarray(x, dtype=float), np.asarray(y, dtype=float), strict=True):
            error = slope * place + intercept - height
            slope -= learning_rate * 2 * error * place
            intercept -= learning_rate * 2 * error
    return slope, intercept


@misconception
def slope_begins_at_one(x, y, steps, learning_rate):
    return _descend(x, y, steps, learning_rate, begin=(1, 0))


@misconception
def one_step_too_few(x, y, steps, learning_rate):
    return _descend(x, y, max(0, steps - 1), learning_rate)


@misconception
def one_step_too_many(x, y, steps, learning_rate):
    return _descend(x, y, steps + 1, learning_rate)


@misconception
def steps_of_adam(x, y, steps, learning_rate):
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    weights, mean, square = np.zeros((3, 2))
    for step in range(1, steps + 1):
        error = weights[0] * x + weights[1] - y
        gradient = 2 * np.array([np.mean(error * x), np.mean(error)])
        mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        weights = weights - learning_rate * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-7)
    return tuple(weights.astype(np.float32))


@misconception
def intercept_first(x, y, steps, learning_rate):
    return _descend(x, y, steps, learning_rate)[::-1]


@misconception
def one_after_the_other(x, y, steps, learning_rate):
    x, y = np.asarray(x, dtype=np.float32), np.asarray(y, dtype=np.float32)
    slope, intercept = np.float32(0), np.float32(0)
    for _ in range(steps):
        slope -= np.float32(learning_rate) * 2 * np.mean((slope * x + intercept - y) * x)
        intercept -= np.float32(learning_rate) * 2 * np.mean(slope * x + intercept - y)
    return slope, intercept


@misconception
def the_other_after_the_one(x, y, steps, learning_rate):
    x, y = np.asarray(x, dtype=np.float32), np.asarray(y, dtype=np.float32)
    slope, intercept = np.float32(0), np.float32(0)
    for _ in range(steps):
        intercept -= np.float32(learning_rate) * 2 * np.mean(slope * x + intercept - y)
        slope -= np.float32(learning_rate) * 2 * np.mean((slope * x + intercept - y) * x)
    return slope, intercept


@misconception
def tape_asked_for_each_weight(x, y, steps, learning_rate):
    import tensorflow as tf

    x, y = tf.cast(x, tf.float32), tf.cast(y, tf.float32)
    slope, intercept = tf.Variable(0.0), tf.Variable(0.0)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((slope * x + intercept - y) ** 2)
        d_slope = tape.gradient(loss, slope)
        d_intercept = tape.gradient(loss, intercept)
        slope.assign_sub(learning_rate * d_slope)
        intercept.assign_sub(learning_rate * d_intercept)
    return slope.numpy(), intercept.numpy()


@misconception
def intercept_never_moves(x, y, steps, learning_rate):
    x, y = np.asarray(x, dtype=np.float32), np.asarray(y, dtype=np.float32)
    slope = np.float32(0)
    for _ in range(steps):
        slope -= np.float32(learning_rate) * 2 * np.mean((slope * x - y) * x)
    return slope, np.float32(0)


@misconception
def one_step_only(x, y, steps, learning_rate):
    return _descend(x, y, min(steps, 1), learning_rate)


@misconception
def one_step_at_least(x, y, steps, learning_rate):
    return _descend(x, y, max(steps, 1), learning_rate)


@misconception
def no_line_without_a_step(x, y, steps, learning_rate):
    for step in range(steps):
        line = _descend(x, y, step + 1, learning_rate)
    return line


@misconception
def stops_on_the_way(x, y, steps, learning_rate):
    loss = np.inf
    for step in range(steps):
        slope, intercept = _descend(x, y, step, learning_rate)
        before, loss = loss, np.mean((slope * np.asarray(x) + intercept - np.asarray(y)) ** 2)
        if before - loss < 1e-4:
            return slope, intercept
    return _descend(x, y, steps, learning_rate)


@misconception
def goes_on_from_the_last_call(x, y, steps, learning_rate):
    begin = _FOR_ALL.get("line", (0, 0))
    _FOR_ALL["line"] = _descend(x, y, steps, learning_rate, begin=begin)
    return _FOR_ALL["line"]


@misconception
def returned_inside_the_loop(x, y, steps, learning_rate):
    return _descend(x, y, 1, learning_rate) if steps else None


@misconception
def best_line_at_once(x, y, steps, learning_rate):
    return tuple(np.polyfit(np.asarray(x, dtype=float), np.asarray(y, dtype=float), 1).astype(np.float32))


def _descend(x, y, steps, learning_rate, dtype=np.float32, begin=(0, 0)):
    x, y = np.asarray(x, dtype=dtype), np.asarray(y, dtype=dtype)
    slope, intercept = map(dtype, begin)
    for _ in range(steps):
        error = slope * x + intercept - y
        slope = slope - dtype(learning_rate) * 2 * np.mean(error * x)
        intercept = intercept - dtype(learning_rate) * 2 * np.mean(error)
    return slope, intercept


@misconception
def python_runs_every_time(f):
    return f


@misconception
def a_new_graph_at_every_call(f):
    import tensorflow as tf

    return lambda x: tf.function(f)(x)


@misconception
def retraced_for_each_size(f):
    import tensorflow as tf

    return tf.function(f)


@misconception
def graph_of_the_first_size(f):
    import tensorflow as tf

    graphs = []

    def serve(x):
        x = tf.convert_to_tensor(x)
        if not graphs:
            graphs.append(tf.function(f).get_concrete_function(tf.TensorSpec(x.shape, x.dtype)))
        return graphs[0](x)

    return serve


@misconception
def one_graph_for_all_functions(f):
    import tensorflow as tf

    name = type(f).__name__
    if name not in _FOR_ALL:
        _FOR_ALL[name] = tf.function(f, input_signature=[tf.TensorSpec(None, tf.float32)])
    return _FOR_ALL[name]


@misconception
def each_example_alone(f):
    import tensorflow as tf

    return tf.function(lambda batch: tf.map_fn(f, batch), reduce_retracing=True)


@misconception
def matrices_only(f):
    import tensorflow as tf

    return tf.function(f, input_signature=[tf.TensorSpec([None, None], tf.float32)])


@misconception
def vectors_only(f):
    import tensorflow as tf

    return tf.function(f, input_signature=[tf.TensorSpec([None], tf.float32)])


@misconception
def rank_of_the_first_batch(f):
    import tensorflow as tf

    graphs = []

    def serve(x):
        if not graphs:
            spec = tf.TensorSpec([None, *x.shape[1:]], tf.float32)
            graphs.append(tf.function(f, input_signature=[spec]))
        return graphs[0](x)

    return serve


@misconception
def float64_promised(f):
    import tensorflow as tf

    return tf.function(f, input_signature=[tf.TensorSpec(None, tf.float64)])


@misconception
def called_at_once(f):
    import tensorflow as tf

    return tf.function(f)(tf.constant([[1.0, 2.0, 3.0]]))


@misconception
def nothing_comes_back(f):
    import tensorflow as tf

    @tf.function(reduce_retracing=True)
    def graph(x):
        f(x)

    return graph


@misconception
def another_folder(f, example, log_dir):
    import tempfile

    import tensorflow as tf

    graph = tf.function(f).get_concrete_function(tf.cast(example, tf.float32)).graph
    with tf.summary.create_file_writer(tempfile.mkdtemp()).as_default():
        tf.summary.graph(graph)


@misconception
def graph_as_text(f, example, log_dir):
    import tensorflow as tf

    graph = tf.function(f).get_concrete_function(tf.cast(example, tf.float32)).graph
    tf.io.write_graph(graph, log_dir, "graph.pbtxt")


@misconception
def no_graph_in_the_file(f, example, log_dir):
    import tensorflow as tf

    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.trace_on(graph=True)
        tf.function(f)(tf.cast(example, tf.float32))


@misconception
def recorded_and_not_exported(f, example, log_dir):
    import tensorflow as tf

    tf.summary.trace_on(graph=True)
    tf.function(f)(tf.cast(example, tf.float32))


@misconception
def nothing_was_traced(f, example, log_dir):
    import tensorflow as tf

    tf.summary.trace_on(graph=True)
    f(tf.cast(example, tf.float32))
    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.trace_export(name="f", step=0)


@misconception
def the_default_graph(f, example, log_dir):
    import tensorflow as tf

    f(tf.cast(example, tf.float32))
    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.graph(tf.compat.v1.get_default_graph())


@misconception
def example_as_it_came(f, example, log_dir):
    import tensorflow as tf

    graph = tf.function(f).get_concrete_function(tf.convert_to_tensor(example)).graph
    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.graph(graph)


@misconception
def folder_made_anew(f, example, log_dir):
    import os

    import tensorflow as tf

    os.mkdir(log_dir)  # noqa: PTH102 -- as students write it
    graph = tf.function(f).get_concrete_function(tf.cast(example, tf.float32)).graph
    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.graph(graph)


@misconception
def function_for_a_graph(f, example, log_dir):
    import tensorflow as tf

    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.graph(tf.function(f))


@misconception
def f_asked_for_its_graph(f, example, log_dir):
    import tensorflow as tf

    graph = f.get_concrete_function(tf.cast(example, tf.float32)).graph
    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.graph(graph)


@misconception
def another_example(f, example, log_dir):
    import tensorflow as tf

    graph = tf.function(f).get_concrete_function(tf.constant(1.0)).graph
    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.graph(graph)
