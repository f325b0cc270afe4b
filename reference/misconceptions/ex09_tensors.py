"""Wrong ways of ex09.

TensorFlow is imported where it is used, so that naming a mistake needs it only where the mistake does.
"""

from __future__ import annotations

import numpy as np

from reference.catalogue import misconception


@misconception(
    "rank_and_shape",
    rejected_by="test_slide_example",
    says="counted independent rows: that is the rank of linear algebra. A tensor's rank is its number of axes.",
)
def rank_of_linear_algebra(value):
    return (np.linalg.matrix_rank(value) if np.ndim(value) else 0), np.shape(value)


@misconception(
    "rank_and_shape",
    rejected_by="test_slide_example",
    says="gave the length of the first axis as the rank: a vector of three numbers has three entries, but one axis.",
)
def rank_is_the_length(value):
    shape = np.shape(value)
    return (shape[0] if shape else 0), shape


@misconception(
    "rank_and_shape",
    rejected_by="test_slide_example",
    says="counted the numbers; the rank counts the axes: how many indices lead to one number?",
)
def rank_is_the_size(value):
    return np.size(value), np.shape(value)


@misconception(
    "rank_and_shape",
    rejected_by="test_a_number_has_no_axes",
    says="made a vector of a number: a single number has no axis at all, rank 0 and shape ().",
)
def number_as_a_vector(value):
    shape = np.atleast_1d(np.asarray(value)).shape
    return len(shape), shape


@misconception(
    "rank_and_shape",
    rejected_by="test_every_axis_counts",
    says="left out the axes of length 1: a batch of one image is still a batch.",
)
def axes_of_one_left_out(value):
    shape = np.squeeze(value).shape
    return len(shape), shape


@misconception(
    "rank_and_shape",
    rejected_by="test_slide_example",
    says="gave the shape as TensorFlow's own TensorShape; the caller asked for a plain tuple of numbers. "
    "What makes a tuple of anything that can be gone through?",
)
def a_tensorshape(value):
    import tensorflow as tf

    tensor = tf.convert_to_tensor(value)
    return len(tensor.shape), tensor.shape


@misconception(
    "as_tensor",
    rejected_by="test_a_ragged_list_is_an_error",
    says="filled the short rows up with zeros, without being asked: the caller never learns that data was missing.",
)
def ragged_rows_filled_up(nested):
    try:
        return np.asarray(nested)
    except ValueError:
        longest = max(len(row) for row in nested)
        return np.array([list(row) + [0] * (longest - len(row)) for row in nested])


@misconception(
    "as_tensor",
    rejected_by="test_nested_lists_become_one_tensor",
    says="cut the fractions off: whole numbers are only right where all numbers are whole.",
)
def numbers_cut_to_whole_ones(nested):
    return np.asarray(nested).astype(np.int32)


@misconception(
    "as_tensor",
    rejected_by="test_nested_lists_become_one_tensor",
    says="put every number into a byte, as if all were pixels: what is below 0 or above 255 wraps round, and what "
    "lies between whole numbers is cut off.",
)
def numbers_as_bytes(nested):
    return np.asarray(nested).astype(int).astype(np.uint8)


@misconception(
    "as_tensor",
    rejected_by="test_what_comes_back_is_tensorflows",
    says="returned numbers of NumPy's or Python's: right, but no tensor, so TensorFlow could neither put them on a "
    "graphics card nor take their gradient. Which of its functions makes a tensor of nearly anything?",
)
def an_array_of_numpy(nested):
    return np.array(nested)


@misconception(
    "as_tensor",
    rejected_by="test_nested_lists_become_one_tensor",
    says="poured all numbers into one long vector: the nesting is the shape, and it is lost.",
)
def all_in_one_row(nested):
    return np.asarray(nested).reshape(-1)


@misconception(
    "as_tensor",
    rejected_by="test_nested_lists_become_one_tensor",
    says="stacked the rows as columns: the outermost list is the first axis.",
)
def rows_become_columns(nested):
    array = np.asarray(nested)
    return np.stack(list(array), axis=-1) if array.ndim > 1 else array


@misconception(
    "gradient_of",
    rejected_by="test_gradient_of_a_cubic",
    says="has no record of how the result came from x: a plain tensor must be watched before f is called, and f be "
    "called while the tape runs.",
)
def tape_did_not_watch(f, x):
    import tensorflow as tf

    x = tf.cast(x, tf.float32)
    with tf.GradientTape() as tape:
        y = f(x)
    return tape.gradient(y, x, unconnected_gradients="zero").numpy()


@misconception(
    "gradient_of",
    rejected_by="test_gradient_of_a_cubic",
    says="has no record of how the result came from x",
    recognised_as="tape-did-not-watch",
)
def computed_before_the_tape(f, x):
    import tensorflow as tf

    x = tf.Variable(x, dtype=tf.float32)
    y = f(x)
    with tf.GradientTape() as tape:
        pass
    return tape.gradient(y, x).numpy()


@misconception(
    "gradient_of",
    rejected_by="test_a_constant_has_a_gradient_of_zeros",
    says="got None for a function that does not depend on x. The tape says None where no way leads back to x; as "
    "a slope, that is 0 for every number of x. Which argument of `tape.gradient` asks for zeros?",
)
def none_for_a_constant(f, x):
    import tensorflow as tf

    x = tf.Variable(x, dtype=tf.float32)
    with tf.GradientTape() as tape:
        y = f(x)
    return tape.gradient(y, x)


@misconception(
    "gradient_of",
    rejected_by="test_gradient_of_a_cubic",
    says="gave the value of f; the question was how fast it grows.",
)
def value_of_the_function(f, x):
    import tensorflow as tf

    return f(tf.cast(x, tf.float32)).numpy()


@misconception(
    "gradient_of",
    rejected_by="test_gradient_of_a_cubic",
    says="points downhill: the gradient itself points to where f grows. The minus sign belongs to the step of a "
    "descent, not to the gradient.",
)
def downhill(f, x):
    import tensorflow as tf

    x = tf.cast(x, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return -tape.gradient(y, x, unconnected_gradients="zero").numpy()


@misconception(
    "gradient_of",
    rejected_by="test_whole_numbers_have_gradients",
    says="found no slope at a place of whole numbers: they cannot change a little, so the tape does not watch them. "
    "Make floats of them first.",
)
def whole_numbers_stand_still(f, x):
    import tensorflow as tf

    x = tf.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.gradient(y, x, unconnected_gradients="zero").numpy()


@misconception(
    "gradient_of",
    rejected_by="test_f_is_run_once",
    says="that is a difference quotient for each number of x. The tape needs a single run, however many numbers there "
    "are; this is why networks can be trained at all.",
)
def difference_quotient(f, x):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        ahead, behind = x.copy(), x.copy()
        ahead[place] += 1e-5
        behind[place] -= 1e-5
        gradient[place] = (np.asarray(f(ahead)) - np.asarray(f(behind))) / 2e-5
    return gradient


@misconception(
    "fit_line",
    rejected_by="test_one_step_from_zero",
    says="walked uphill: a step goes against the gradient.",
)
def line_uphill(x, y, steps, learning_rate):
    return _descend(x, y, steps, -learning_rate)


@misconception(
    "fit_line",
    rejected_by="test_one_step_from_zero",
    says="took the sum of the squared errors instead of their mean: the step grows with the number of points, and with "
    "enough of them the line flies off.",
)
def sum_of_squares(x, y, steps, learning_rate):
    return _descend(x, y, steps, learning_rate * len(x))


@misconception(
    "fit_line",
    rejected_by="test_one_step_from_zero",
    says="steps half as far as it should: the derivative of a square has a factor of 2, which the tape knows.",
)
def half_a_step(x, y, steps, learning_rate):
    return _descend(x, y, steps, learning_rate / 2)


@misconception(
    "fit_line",
    rejected_by="test_one_step_from_zero",
    says="gave the intercept first: the slope comes first, then the intercept.",
)
def intercept_first(x, y, steps, learning_rate):
    return _descend(x, y, steps, learning_rate)[::-1]


@misconception(
    "fit_line",
    rejected_by="test_one_step_from_zero",
    says="moved the slope first and then worked out the intercept's gradient on the line that had already moved. Both "
    "gradients belong to the line before the step: ask one tape for both.",
)
def one_after_the_other(x, y, steps, learning_rate):
    x, y = np.asarray(x, dtype=np.float32), np.asarray(y, dtype=np.float32)
    slope, intercept = np.float32(0), np.float32(0)
    for _ in range(steps):
        slope -= np.float32(learning_rate) * 2 * np.mean((slope * x + intercept - y) * x)
        intercept -= np.float32(learning_rate) * 2 * np.mean(slope * x + intercept - y)
    return slope, intercept


@misconception(
    "fit_line",
    rejected_by="test_one_step_from_zero",
    says="turns the line about the origin, and never lifts it: is the intercept moved as well?",
)
def intercept_never_moves(x, y, steps, learning_rate):
    x, y = np.asarray(x, dtype=np.float32), np.asarray(y, dtype=np.float32)
    slope = np.float32(0)
    for _ in range(steps):
        slope -= np.float32(learning_rate) * 2 * np.mean((slope * x - y) * x)
    return slope, np.float32(0)


@misconception(
    "fit_line",
    rejected_by="test_so_many_steps",
    says="took one step, whatever `steps` says: does the `return` stand inside the loop, or do the variables begin "
    "anew in each turn?",
)
def one_step_only(x, y, steps, learning_rate):
    return _descend(x, y, min(steps, 1), learning_rate)


@misconception(
    "fit_line",
    rejected_by="test_one_step_from_zero",
    says="gave the best line at once, by a formula. Here the way is wanted: the line after so many steps from (0, 0).",
)
def best_line_at_once(x, y, steps, learning_rate):
    return tuple(np.polyfit(np.asarray(x, dtype=float), np.asarray(y, dtype=float), 1).astype(np.float32))


def _descend(x, y, steps, learning_rate):
    x, y = np.asarray(x, dtype=np.float32), np.asarray(y, dtype=np.float32)
    slope, intercept = np.float32(0), np.float32(0)
    for _ in range(steps):
        error = slope * x + intercept - y
        slope = slope - np.float32(learning_rate) * 2 * np.mean(error * x)
        intercept = intercept - np.float32(learning_rate) * 2 * np.mean(error)
    return slope, intercept


@misconception(
    "traced",
    rejected_by="test_python_does_not_run_again",
    says="returned a function that runs f in Python at every call, even for a shape that it has seen before: there is "
    "no graph, or a new one is drawn up each time. Make the graph once, and return that.",
)
def python_runs_every_time(f):
    return f


@misconception(
    "traced",
    rejected_by="test_python_does_not_run_again",
    says="returned a function that runs f in Python at every call",
    recognised_as="python-runs-every-time",
)
def a_new_graph_at_every_call(f):
    import tensorflow as tf

    return lambda x: tf.function(f)(x)


@misconception(
    "traced",
    rejected_by="test_a_new_batch_size_is_no_new_trace",
    says="traces f anew for every batch size that it has not seen. How do you let an axis have any length?",
)
def retraced_for_each_size(f):
    import tensorflow as tf

    return tf.function(f)


@misconception(
    "traced",
    rejected_by="test_graph_gives_what_f_gives",
    says="takes matrices only: f may take a tensor of any rank, a batch of images too.",
    recognised=False,
)
def matrices_only(f):
    import tensorflow as tf

    return tf.function(f, input_signature=[tf.TensorSpec([None, None], tf.float32)])


@misconception(
    "write_graph",
    rejected_by="test_a_graph_is_in_the_event_file",
    says="wrote nothing into log_dir: is the folder's name taken from the argument, and is the writer in use while "
    "the graph is written?",
)
def another_folder(f, example, log_dir):
    import tempfile

    import tensorflow as tf

    graph = tf.function(f).get_concrete_function(tf.cast(example, tf.float32)).graph
    with tf.summary.create_file_writer(tempfile.mkdtemp()).as_default():
        tf.summary.graph(graph)


@misconception(
    "write_graph",
    rejected_by="test_a_graph_is_in_the_event_file",
    says="wrote a file, but none that TensorBoard looks into: it reads event files, which a summary writer makes.",
)
def graph_as_text(f, example, log_dir):
    import tensorflow as tf

    graph = tf.function(f).get_concrete_function(tf.cast(example, tf.float32)).graph
    tf.io.write_graph(graph, log_dir, "graph.pbtxt")


@misconception(
    "write_graph",
    rejected_by="test_a_graph_is_in_the_event_file",
    says="wrote an empty graph: f ran line by line in Python, or was not traced while TensorFlow was looking. Which "
    "object holds the graph of f, and from when on?",
)
def nothing_was_traced(f, example, log_dir):
    import tensorflow as tf

    tf.summary.trace_on(graph=True)
    f(tf.cast(example, tf.float32))
    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.trace_export(name="f", step=0)


@misconception(
    "write_graph",
    rejected_by="test_a_graph_is_in_the_event_file",
    says="wrote an empty graph",
    recognised_as="nothing-was-traced",
)
def the_default_graph(f, example, log_dir):
    import tensorflow as tf

    f(tf.cast(example, tf.float32))
    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.graph(tf.compat.v1.get_default_graph())


@misconception(
    "write_graph",
    rejected_by="test_graph_is_drawn_up_for_the_example",
    says="drew up the graph for another input than the example: the shapes on its arrows are those of that one.",
)
def another_example(f, example, log_dir):
    import tensorflow as tf

    graph = tf.function(f).get_concrete_function(tf.constant(1.0)).graph
    with tf.summary.create_file_writer(log_dir).as_default():
        tf.summary.graph(graph)
