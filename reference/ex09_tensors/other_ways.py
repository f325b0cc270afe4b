"""Other right ways of ex09. TensorFlow is imported where it is used, so that reading the catalogue needs none."""

from __future__ import annotations

import numpy as np

from reference.kit.catalogue import other_way


@other_way("rank_and_shape", how="tf.rank, and the shape as a list")
def rank_as_a_tensor(value):
    import tensorflow as tf

    tensor = tf.constant(value)
    return tf.rank(tensor), tensor.shape.as_list()


@other_way("as_tensor", how="through NumPy, in float64")
def as_tensor_through_numpy(nested):
    import tensorflow as tf

    return tf.constant(np.array(nested), dtype=tf.float64)


@other_way("gradient_of", how="a variable in float64, zeros put in by hand")
def gradient_with_a_variable(f, x):
    import tensorflow as tf

    x = tf.Variable(np.asarray(x, dtype=float))
    with tf.GradientTape() as tape:
        y = f(x)
    gradient = tape.gradient(y, x)
    return tf.zeros_like(x) if gradient is None else gradient


@other_way("gradient_of", how="tf.gradients in a graph")
def gradient_in_a_graph(f, x):
    import tensorflow as tf

    @tf.function
    def both(x):
        return tf.gradients(f(x), x, unconnected_gradients=tf.UnconnectedGradients.ZERO)[0]

    return both(tf.cast(x, tf.float32))


@other_way("fit_line", how="Keras's optimizer, a variable of two weights, Python floats")
def fit_line_with_an_optimizer(x, y, steps, learning_rate):
    import keras
    import tensorflow as tf

    design = tf.stack([tf.cast(x, tf.float32), tf.ones(len(x))], axis=1)
    weights = keras.Variable(np.zeros((2, 1), dtype=np.float32))
    optimizer = keras.optimizers.SGD(learning_rate=learning_rate)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(design @ weights.value - tf.reshape(tf.cast(y, tf.float32), (-1, 1))))
        optimizer.apply(tape.gradient(loss, [weights.value]), [weights])
    slope, intercept = weights.numpy()[:, 0].tolist()
    return [slope, intercept]


@other_way("fit_line", how="gradients by hand, in float64")
def fit_line_by_hand(x, y, steps, learning_rate):
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    weights = np.zeros(2)
    design = np.stack([x, np.ones_like(x)], axis=1)
    for _ in range(steps):
        weights -= learning_rate * 2 / len(x) * design.T @ (design @ weights - y)
    return tuple(weights)


@other_way("fit_line", how="one variable of two weights, returned as it is")
def fit_line_in_one_variable(x, y, steps, learning_rate):
    import tensorflow as tf

    x, y = tf.cast(x, tf.float32), tf.cast(y, tf.float32)
    weights = tf.Variable([0.0, 0.0])
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(weights[0] * x + weights[1] - y))
        weights.assign_sub(learning_rate * tape.gradient(loss, weights))
    return weights.numpy()


@other_way("traced", how="a signature of any shape")
def traced_by_signature(f):
    import tensorflow as tf

    return tf.function(f, input_signature=[tf.TensorSpec(shape=None, dtype=tf.float32)])


@other_way("traced", how="a graph by rank, traced beforehand, in a function of its own")
def traced_by_rank(f):
    import tensorflow as tf

    graphs = {}

    def serve(x):
        x = tf.convert_to_tensor(x)
        if x.ndim not in graphs:
            spec = tf.TensorSpec([None, *x.shape[1:]], x.dtype)
            graphs[x.ndim] = tf.function(f).get_concrete_function(spec)
        return graphs[x.ndim](x)

    return serve


@other_way("write_graph", how="recorded while it is traced")
def write_graph_by_recording(f, example, log_dir):
    import tensorflow as tf

    writer = tf.summary.create_file_writer(log_dir)
    tf.summary.trace_on(graph=True)
    tf.function(f)(tf.cast(example, tf.float32))
    with writer.as_default():
        tf.summary.trace_export(name="f", step=0)
    writer.close()


@other_way("write_graph", how="recorded, with a number and a text beside it, which TensorBoard itself writes")
def write_graph_with_more_beside_it(f, example, log_dir):
    import tensorflow as tf

    writer = tf.summary.create_file_writer(log_dir)
    with writer.as_default(step=0):
        tf.summary.scalar("size", np.size(example))
        tf.summary.text("about", "a graph")
        tf.summary.trace_on(graph=True)
        tf.function(f)(tf.cast(example, tf.float32))
        tf.summary.trace_export(name="f", step=0)
    writer.close()


@other_way("write_graph", how="the old writer, in a subfolder, sizes left open")
def write_graph_with_the_old_writer(f, example, log_dir):
    import tensorflow as tf

    spec = tf.TensorSpec([None] * np.ndim(example), tf.float32)
    graph = tf.function(f).get_concrete_function(spec).graph
    with tf.Graph().as_default():
        tf.compat.v1.summary.FileWriter(log_dir + "/train", graph=graph).close()
