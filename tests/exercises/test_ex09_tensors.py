"""Graded tests of ex09."""

import numpy as np
import pytest

from reference.ex09_tensors import oracle
from reference.kit.course import Course

SAYS = {each.id: each.says for each in Course.here().exercise("ex09_tensors").misconceptions}
SINGLE = 1e-4
"""Stands between what float32 leaves after some operations (1e-6) and the smallest mistake (1e-2). A float32 that was
made a Python float no longer shows its precision, so it is said here."""


TENSORS = ("EagerTensor", "ResourceVariable")
"""Names that TensorFlow gives tensors and variables."""


def one_decimal(draw, size=(), scale=1.0):
    """Draw numbers with one decimal: an array, or a number where no size is given."""
    return np.round(draw.normal(scale=scale, size=size), 1)


def kind(thing):
    """Name what came back, whether it is the object or its handle."""
    return getattr(thing, "type_name", type(thing).__name__)


def is_rank_and_shape(subject, expect, value, why=""):
    """Ask for rank and shape of a value and fail unless they are right."""
    got = subject.rank_and_shape(value)
    pair = expect.sequence(got, 2, of="results", why="They are the rank and the shape")
    if kind(pair[1]) == "TensorShape":
        expect.fail(SAYS["a-tensorshape"], diagnosis="a-tensorshape")
    expect.equal(got, oracle.rank_and_shape(value), why=why)


@pytest.mark.task("rank_and_shape", points=0.5)
def test_slide_example(subject, expect):
    vector = [1, 2, 3]
    matrix = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    for value in (matrix, vector, [matrix, matrix]):
        is_rank_and_shape(subject, expect, value, why="The slide: a vector has 1 axis, a matrix 2, a 3-dim. array 3")


@pytest.mark.task("rank_and_shape", points=0.5)
def test_a_number_has_no_axes(subject, expect, draw):
    for number in (int(draw.integers(2, 9)), float(one_decimal(draw)), np.array(one_decimal(draw))):
        is_rank_and_shape(subject, expect, number, why="No index is needed to reach it: rank 0, the empty shape ()")


@pytest.mark.task("rank_and_shape", points=0.5)
def test_every_axis_counts(subject, expect, draw):
    is_rank_and_shape(subject, expect, one_decimal(draw, (1, 2, 1)), why="An axis of length 1 is an axis")
    for rank in (2, 4, 5):
        shape = tuple(draw.permutation([2, 3, 5, 7, 11])[:rank])
        is_rank_and_shape(subject, expect, np.zeros(shape, dtype=np.float32), why="In the order of the indices")


@pytest.mark.task("as_tensor", points=0.25)
def test_nested_lists_become_one_tensor(subject, expect, draw):
    for shape in ((3,), (2, 3), (2, 1, 3)):
        nested = one_decimal(draw, shape, scale=5).tolist()
        expect.close(subject.as_tensor(nested), oracle.as_tensor(nested), rtol=SINGLE)


@pytest.mark.task("as_tensor", points=0.25)
def test_what_comes_back_is_tensorflows(subject, expect, draw):
    nested = one_decimal(draw, (2, 2)).tolist()
    got = subject.as_tensor(nested)
    name = subject.calls[-1].type_name
    expect.close(got, oracle.as_tensor(nested), rtol=SINGLE)
    expect.that(name not in ("ndarray", "list"), SAYS["an-array-of-numpy"], diagnosis="an-array-of-numpy")
    expect.that(name in TENSORS, f"returned a {name}; expected a tensor of TensorFlow's")


@pytest.mark.task("as_tensor", points=0.5)
def test_numbers_keep_their_values(subject, expect, draw):
    whole, half = int(draw.integers(300, 999)), float(draw.integers(1, 9)) + 0.5
    for nested in ([-whole, 0, whole], whole, half, [[whole, half], [-half, 1]]):
        expect.close(subject.as_tensor(nested), oracle.as_tensor(nested), rtol=SINGLE)


@pytest.mark.task("as_tensor", points=0.5)
def test_a_ragged_list_is_an_error(subject, expect, draw):
    lengths = draw.permutation([1, 2, 3]).tolist()
    rows = [draw.integers(1, 9, size=length).tolist() for length in lengths]
    square = draw.integers(1, 9, size=(2, 2)).tolist()
    for ragged in (rows, [square, [square[0], rows[lengths.index(3)]]]):
        with expect.raises(ValueError, why="Its rows are not equally long, so it has no shape"):
            subject.as_tensor(ragged)


def alike(one, other):
    """Tell whether two results have the same shape and numbers."""
    return np.shape(one) == np.shape(other) and np.allclose(one, other, rtol=SINGLE, atol=SINGLE)


def gradient(subject, f, x):
    """Ask for a gradient; None where the tape gave None, also if the call ended at `None.numpy()`."""
    try:
        return subject.gradient_of(f, x)
    except Exception as error:
        if "'NoneType' object" in getattr(error, "text", ""):
            return None
        raise


def is_gradient(subject, expect, f, x, why=""):
    """Ask for a gradient and fail unless it is right; what is known to go wrong is named."""
    got = gradient(subject, f, x)
    right = oracle.gradient_of(f, x)
    if got is None or (np.shape(got) == right.shape and not np.any(got) and np.any(right)):
        expect.fail(
            f"{SAYS['tape-did-not-watch']}\nThe tape gave {'None' if got is None else 'zeros'}",
            diagnosis="tape-did-not-watch",
        )
    for name, wrong in (("value-of-the-function", oracle.value_of(f, x)), ("downhill", -right)):
        if alike(got, wrong) and not alike(got, right):
            expect.fail(f"{SAYS[name]}\nIt returned {np.round(got, 4)!s}", diagnosis=name)
    expect.close(got, right, rtol=SINGLE, why=why)


def cubic(subject, draw):
    """Draw a function of three terms."""
    return subject.functions.cubic(*(float(n) for n in draw.choice([-3, -2, -1, 1, 2, 3], size=3)))


CUBIC = "cubic(a, b, c) is the sum of a x^3 + b x^2 + c x, so its gradient is 3 a x^2 + 2 b x + c"


@pytest.mark.task("gradient_of", points=0.5)
def test_gradient_of_a_cubic(subject, expect, draw):
    is_gradient(subject, expect, cubic(subject, draw), one_decimal(draw, 5), why=CUBIC)


@pytest.mark.task("gradient_of", points=0.5)
def test_gradient_has_the_shape_of_x(subject, expect, draw):
    frequency = float(np.round(draw.uniform(0.5, 1.5), 1))
    for shape in ((2, 3), (1, 2, 1), ()):
        is_gradient(
            subject,
            expect,
            subject.functions.sine(frequency),
            one_decimal(draw, shape),
            why="sine(k) is the sum of sin(k x), so its gradient is k cos(k x)",
        )


@pytest.mark.task("gradient_of", points=0.5)
def test_a_constant_has_a_gradient_of_zeros(subject, expect, draw):
    f, x = subject.functions.constant(float(draw.integers(2, 9))), one_decimal(draw, (2, 3))
    got = gradient(subject, f, x)
    if got is None:
        expect.fail(SAYS["none-for-a-constant"], diagnosis="none-for-a-constant")
    expect.close(got, oracle.gradient_of(f, x), why="However x moves, the result stays")


@pytest.mark.task("gradient_of", points=0.25)
def test_whole_numbers_have_gradients(subject, expect, draw):
    f, x = subject.functions.product(), draw.integers(2, 7, size=3)
    is_gradient(subject, expect, f, x + 0.5, why="Each number's slope is the product of the others")
    for place in (x, x.tolist()):
        got = gradient(subject, f, place)
        if got is None or (np.shape(got) == (3,) and not np.any(got)):
            expect.fail(SAYS["whole-numbers-stand-still"], diagnosis="whole-numbers-stand-still")
        expect.close(
            got, oracle.gradient_of(f, place), rtol=SINGLE, why="Each number's slope is the product of the others"
        )


@pytest.mark.task("gradient_of", points=0.25)
def test_f_is_run_once(subject, expect, draw):
    f, x = cubic(subject, draw), draw.normal(size=(11, 7))
    before = subject.probes.traces(f)
    is_gradient(subject, expect, f, x)
    runs = subject.probes.traces(f) - before
    # twice stands between once, with a look at the result's shape beforehand, and once for each of 77 numbers
    expect.that(runs <= 2, f"ran f {runs} times: {SAYS['difference-quotient']}", diagnosis="difference-quotient")


def points(draw, n=5):
    """Draw points about a line, their places in a random order."""
    x = draw.permutation(np.linspace(-2, 2, n)).round(1)
    slope, intercept = draw.choice([-3, -2, 2, 3]) + draw.uniform(), draw.choice([-2, -1, 1, 2]) + draw.uniform(0, 0.5)
    return x + 0.5, (slope * x + intercept + draw.normal(scale=0.3, size=n)).round(1)


def is_line(subject, expect, x, y, steps, rate, why=""):
    """Ask for a line and fail unless it is the one after so many steps."""
    got = subject.fit_line(x, y, steps, rate)
    expect.close(got, oracle.fit_line(x, y, steps, rate), rtol=SINGLE, why=why)


@pytest.mark.task("fit_line", points=0.5)
def test_one_step_from_zero(subject, expect, draw):
    rate = float(draw.integers(3, 9)) / 100
    is_line(subject, expect, *points(draw), 1, rate, why="(slope, intercept) after one step against the gradient")


@pytest.mark.task("fit_line", points=0.5)
def test_so_many_steps(subject, expect, draw):
    is_line(subject, expect, *points(draw), int(draw.integers(5, 10)), float(draw.integers(3, 9)) / 100)


@pytest.mark.task("fit_line", points=0.25)
def test_no_step_leaves_zero(subject, expect, draw):
    is_line(subject, expect, *points(draw), 0, 0.1, why="It starts at (0, 0) and takes no step")


@pytest.mark.task("fit_line", points=0.5)
def test_many_steps_reach_the_least_squares_line(subject, expect, draw):
    x, y = points(draw, 7)
    got = subject.fit_line(x, y, 200, 0.1)
    best = np.polyfit(x, y, 1)
    expect.close(
        got,
        tuple(best),
        rtol=1e-3,  # 200 steps come within 1e-5 of the end; float32 keeps 1e-6
        why="After many steps no other line has a smaller mean of squares (numpy.polyfit)",
    )


@pytest.mark.task("fit_line", points=0.25)
def test_points_may_be_whole_numbers(subject, expect, draw):
    x, y = draw.permutation([-2, -1, 0, 1, 3]), draw.integers(-9, 9, size=5)
    is_line(subject, expect, x.tolist(), y.tolist(), 3, 0.05)
    is_line(subject, expect, x, y, 3, 0.05)


def affine(subject, draw):
    """Draw a function that gives as many numbers as it is given."""
    return subject.functions.affine(float(np.round(draw.uniform(1, 3), 2)), float(np.round(draw.uniform(1, 3), 2)))


def batch(draw, size, *rest):
    """Draw a batch as float32."""
    return one_decimal(draw, (size, *rest)).astype(np.float32)


def is_same_function(subject, expect, graph, f, x):
    """Call what `traced` returned and fail unless it gives what f gives."""
    got, right = subject.probes.call(graph, x), oracle.value_of(f, x)
    expect.that(got is not None, "returned a function that gives None: is a `return` missing in it?")
    expect.that(
        np.shape(got) == right.shape,
        f"returned a function that gives shape {np.shape(got)} for a batch of shape {x.shape}; f gives {right.shape}",
    )
    expect.that(
        np.allclose(got, right, rtol=SINGLE, atol=SINGLE),
        f"returned a function that does not give what f gives for a batch of shape {x.shape}",
    )


@pytest.mark.task("traced", points=0.5)
def test_graph_gives_what_f_gives(subject, expect, draw):
    f, g = affine(subject, draw), subject.functions.row_sums(2.0)
    for function, rest in ((f, (3,)), (g, (2,)), (f, (2, 1, 1))):
        graph = subject.traced(function)
        for size in (3, 2):
            is_same_function(subject, expect, graph, function, batch(draw, size, *rest))


@pytest.mark.task("traced", points=0.5)
def test_python_does_not_run_again(subject, expect, draw):
    f = affine(subject, draw)
    graph, before = subject.traced(f), subject.probes.traces(f)
    for _ in range(2):
        is_same_function(subject, expect, graph, f, batch(draw, 5, 3))
    first = subject.probes.traces(f)
    for _ in range(3):
        is_same_function(subject, expect, graph, f, batch(draw, 5, 3))
    more = subject.probes.traces(f) - first
    expect.that(
        more == 0,
        f"{SAYS['python-runs-every-time']}\nThree more batches of shape (5, 3) made Python run f {more} times more",
        diagnosis="python-runs-every-time",
    )
    # what runs before the first call is a look ahead, so that a signature may be traced beforehand
    expect.that(first - before <= 2, f"traced f {first - before} times for one shape; once will do")


@pytest.mark.task("traced", points=0.5)
def test_a_new_batch_size_is_no_new_trace(subject, expect, draw):
    for rest in ((3,), (4, 3, 2)):
        f = affine(subject, draw)
        graph = subject.traced(f)
        sizes = [5, *draw.permutation([2, 3, 7, 11, 13]).tolist(), 1]
        runs = []
        for size in sizes:
            is_same_function(subject, expect, graph, f, batch(draw, size, *rest))
            runs.append(subject.probes.traces(f))
        is_same_function(subject, expect, graph, f, batch(draw, 5, *rest))
        seen_before = subject.probes.traces(f) == runs[-1]
        name = "retraced-for-each-size" if seen_before else "python-runs-every-time"
        expect.that(
            runs[1] <= runs[0] + 1 and runs[-1] == runs[1],
            f"{SAYS[name]}\nBatches of {', '.join(map(str, sizes))} led to {runs[-1]} traces; "
            f"at most {runs[0] + 1} are allowed",
            diagnosis=name,
        )


def written(subject, expect, f, example, folder):
    """Have a graph written; return what TensorBoard shows of it, once it shows a graph that is not empty."""
    subject.write_graph(f, example, folder)
    files = subject.probes.files(folder)
    if not files:
        expect.fail(SAYS["another-folder"], diagnosis="another-folder")
    names = ", ".join(sorted(files))
    if not oracle.event_files(files):
        expect.fail(f"{SAYS['graph-as-text']}\nIt wrote {names}", diagnosis="graph-as-text")
    graphs = oracle.shown_graphs(files)
    expect.that(
        graphs,
        f"wrote {names}, but no graph is in it, so that TensorBoard's tab stays empty: "
        "is one handed over, and is the writer flushed or closed?",
    )
    graphs = [graph for graph in graphs if graph.computes]
    if not graphs:
        expect.fail(SAYS["nothing-was-traced"], diagnosis="nothing-was-traced")
    return graphs


@pytest.mark.task("write_graph", points=0.5)
def test_a_graph_is_in_the_event_file(subject, expect, draw, tmp_path):
    written(subject, expect, cubic(subject, draw), one_decimal(draw, 3), tmp_path)


@pytest.mark.task("write_graph", points=0.5)
def test_graph_shows_the_operations_of_f(subject, expect, draw, tmp_path):
    # the graph of sine has no AddV2 and that of affine no Sin: neither can stand for the other
    functions = {
        "sine": subject.functions.sine(float(np.round(draw.uniform(1, 2), 1))),
        "affine": affine(subject, draw),
    }
    for name, operation in draw.permutation([("sine", "Sin"), ("affine", "AddV2")]).tolist():
        folder = tmp_path / name
        folder.mkdir()
        graphs = written(subject, expect, functions[name], batch(draw, 3), folder)
        shown = sorted(set().union(*(graph.operations for graph in graphs)))
        expect.that(
            operation in shown,
            f"wrote a graph without the operation {operation} that {name} is made of; it has {', '.join(shown)}",
        )


@pytest.mark.task("write_graph", points=0.5)
def test_graph_is_drawn_up_for_the_example(subject, expect, draw, tmp_path):
    example = draw.integers(1, 9, size=(2, 3))
    graphs = written(subject, expect, cubic(subject, draw), example.tolist(), tmp_path)
    shapes = [shape for graph in graphs for shape in graph.input_shapes()]
    fits = [
        len(shape) == example.ndim and all(n in (None, m) for n, m in zip(shape, example.shape, strict=True))
        for shape in shapes
    ]
    expect.that(
        any(fits) or not shapes,
        f"{SAYS['another-example']}\nThe graph's input has the shape {shapes[0] if shapes else ()}; "
        f"the example's is {example.shape}",
        diagnosis="another-example",
    )
