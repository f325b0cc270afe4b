"""Graded tests of ex09."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reference.ex09_tensors import cases, oracle
from reference.kit.author import Draw, Expect, Subject

SINGLE = 1e-4
"""Stands between what float32 leaves after some operations (1e-6) and the smallest mistake (1e-2). A float32 that was
made a Python float no longer shows its precision, so it is said here."""


TENSORS = ("EagerTensor", "ResourceVariable")
"""Names that TensorFlow gives tensors and variables."""


@pytest.mark.task("rank_and_shape", points=0.5)
def test_slide_example(subject: Subject, expect: Expect) -> None:
    vector = [1, 2, 3]
    matrix = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    for value in (matrix, vector, [matrix, matrix]):
        is_rank_and_shape(subject, expect, value, why="The slide: a vector has 1 axis, a matrix 2, a 3-dim. array 3")


@pytest.mark.task("rank_and_shape", points=0.5)
def test_a_number_has_no_axes(subject: Subject, expect: Expect, draw: Draw) -> None:
    for number in (int(draw.integers(2, 9)), float(cases.one_decimal(draw)), np.array(cases.one_decimal(draw))):
        is_rank_and_shape(subject, expect, number, why="No index is needed to reach it: rank 0, the empty shape ()")


@pytest.mark.task("rank_and_shape", points=0.5)
def test_every_axis_counts(subject: Subject, expect: Expect, draw: Draw) -> None:
    is_rank_and_shape(subject, expect, cases.one_decimal(draw, (1, 2, 1)), why="An axis of length 1 is an axis")
    for rank in (2, 4, 5):
        shape = tuple(draw.permutation([2, 3, 5, 7, 11])[:rank])
        is_rank_and_shape(subject, expect, np.zeros(shape, dtype=np.float32), why="In the order of the indices")
    is_rank_and_shape(subject, expect, [], why="A list without an entry has one axis, of length 0")
    is_rank_and_shape(subject, expect, np.zeros((2, 0, 3)), why="An axis of length 0 is an axis")


@pytest.mark.task("as_tensor", points=0.25)
def test_nested_lists_become_one_tensor(subject: Subject, expect: Expect, draw: Draw) -> None:
    for shape in ((3,), (2, 3), (2, 1, 3), (1,)):
        is_tensor_of(subject, expect, cases.one_decimal(draw, shape, scale=5).tolist())


@pytest.mark.task("as_tensor", points=0.25)
def test_what_comes_back_is_tensorflows(subject: Subject, expect: Expect, draw: Draw) -> None:
    is_tensor_of(subject, expect, cases.one_decimal(draw, (2, 2)).tolist())
    name = subject.calls[-1].type_name
    expect.unless(name == "ndarray", "an-array-of-numpy")
    expect.that(name in TENSORS, f"returned a {name}; expected a tensor of TensorFlow's")


@pytest.mark.task("as_tensor", points=0.5)
def test_numbers_keep_their_values(subject: Subject, expect: Expect, draw: Draw) -> None:
    whole, half = int(draw.integers(300, 999)), float(draw.integers(1, 9)) + 0.5
    for nested in ([-whole, 0, whole], whole, half, [[whole, half], [-half, 1]]):
        is_tensor_of(subject, expect, nested)


@pytest.mark.task("as_tensor", points=0.5)
def test_a_ragged_list_is_an_error(subject: Subject, expect: Expect, draw: Draw) -> None:
    lengths = draw.permutation([1, 2, 3]).tolist()
    rows = [draw.integers(1, 9, size=length).tolist() for length in lengths]
    square = draw.integers(1, 9, size=(2, 2)).tolist()
    one, two, three = (rows[lengths.index(length)] for length in (1, 2, 3))
    # the last holds as many numbers as three rows of 2 would
    for ragged in (rows, [square, [square[0], three]], [two, one, three]):
        with expect.raises(ValueError, why="Its rows are not equally long, so it has no shape"):
            cases.tensor_of(subject, expect, ragged)
    for nested in (square, [square, square]):
        is_tensor_of(subject, expect, nested)


CUBIC = "cases.cubic(a, b, c) is the sum of a x^3 + b x^2 + c x, so its gradient is 3 a x^2 + 2 b x + c"


@pytest.mark.task("gradient_of", points=0.5)
def test_gradient_of_a_cubic(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, first, second = cases.one_decimal(draw, 5), *cases.two_cubics(subject, draw)
    is_gradient(subject, expect, first, x, why=CUBIC)
    gradient_is(expect, cases.gradient(subject, expect, second, x, earlier=first), second, x, why=CUBIC)


@pytest.mark.task("gradient_of", points=0.5)
def test_gradient_has_the_shape_of_x(subject: Subject, expect: Expect, draw: Draw) -> None:
    sine = subject.functions.sine(float(np.round(draw.uniform(0.5, 1.5), 1)))
    for shape in ((2, 3), (1, 2, 1), ()):
        why = "sine(k) is the sum of sin(k x), so its gradient is k cos(k x)"
        is_gradient(subject, expect, sine, cases.one_decimal(draw, shape), why=why)
    is_gradient(subject, expect, sine, cases.batch(draw, 2, 3), why="float32, as networks have it")
    rows, x = subject.functions.row_products(), cases.one_decimal(draw, (2, 3))
    got = cases.gradient(subject, expect, rows, x, earlier=sine)
    gradient_is(expect, got, rows, x, why="row_products() multiplies the numbers of each row and adds these up")


@pytest.mark.task("gradient_of", points=0.5)
def test_a_constant_has_a_gradient_of_zeros(subject: Subject, expect: Expect, draw: Draw) -> None:
    f, x = subject.functions.constant(float(draw.integers(2, 9))), cases.one_decimal(draw, (3, 2))
    got = cases.gradient(subject, expect, f, x)
    expect.unless(got is None, "none-for-a-constant")
    mistakes = {"value-of-the-function": oracle.value_of(f, x), "one-zero-for-a-constant": 0.0}
    expect.close(got, oracle.gradient_of(f, x), why="However x moves, the result stays", mistakes=mistakes)


@pytest.mark.task("gradient_of", points=0.25)
def test_whole_numbers_have_gradients(subject: Subject, expect: Expect, draw: Draw) -> None:
    f, x = subject.functions.product(), draw.integers(2, 7, size=3)
    is_gradient(subject, expect, f, x + 0.5, why="Each number's slope is the product of the others")
    for place in (x, x.tolist()):
        got = cases.gradient(subject, expect, f, place)
        expect.unless(got is None or expect.alike(got, np.zeros(3)), "whole-numbers-stand-still")
        why = "Each number's slope is the product of the others"
        expect.close(got, oracle.gradient_of(f, place), rtol=SINGLE, why=why)


@pytest.mark.task("gradient_of", points=0.25)
def test_f_is_run_once(subject: Subject, expect: Expect, draw: Draw) -> None:
    f, x = cases.cubic(subject, draw), draw.normal(size=(11, 7))
    before = subject.probes.traces(f)
    got = cases.gradient(subject, expect, f, x)
    runs = subject.probes.traces(f) - before
    # twice stands between once, with a look at the result's shape beforehand, and once for each of 77 numbers
    expect.unless(runs > 2, "difference-quotient", f"It ran f {runs} times")
    gradient_is(expect, got, f, x)


@pytest.mark.task("fit_line", points=0.5)
def test_one_step_from_zero(subject: Subject, expect: Expect, draw: Draw) -> None:
    rate = float(draw.integers(3, 9)) / 100
    is_line(subject, expect, *cases.points(draw), 1, rate, why="(slope, intercept) after one step against the gradient")


@pytest.mark.task("fit_line", points=0.5)
def test_so_many_steps(subject: Subject, expect: Expect, draw: Draw) -> None:
    is_line(subject, expect, *cases.points(draw), int(draw.integers(5, 10)), float(draw.integers(3, 9)) / 100)


@pytest.mark.task("fit_line", points=0.25)
def test_no_step_leaves_zero(subject: Subject, expect: Expect, draw: Draw) -> None:
    is_line(subject, expect, *cases.points(draw), 0, 0.1, why="It starts at (0, 0) and takes no step")


@pytest.mark.task("fit_line", points=0.25)
def test_many_steps_reach_the_least_squares_line(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, y = cases.points(draw, 7)
    got = cases.line(subject, expect, x, y, 200, 0.1)
    # to 1e-4 of both numbers together: who stops where the loss changes by 1e-6 is 1e-3 off
    expect.unless(cases.stops_on_the_way(expect, got, x, y, 200, 0.1), "stops-on-the-way")
    # 200 steps come within 1e-5 of the end; float32 keeps 1e-6
    is_close(
        expect,
        got,
        tuple(np.polyfit(x, y, 1)),
        rtol=1e-3,
        why="After many steps no other line has a smaller mean of squares (numpy.polyfit)",
    )


@pytest.mark.task("fit_line", points=0.25)
def test_points_may_be_whole_numbers(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, y = draw.permutation([-2, -1, 0, 1, 3]), draw.integers(-9, 9, size=5)
    is_line(subject, expect, x.tolist(), y.tolist(), 3, 0.05)
    is_line(subject, expect, x, y, 3, 0.05)


@pytest.mark.task("fit_line", points=0.25)
def test_one_point_and_float32_are_points_too(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, y = (each.astype(np.float32) for each in cases.points(draw))
    is_line(subject, expect, x, y, 3, 0.05)
    is_line(subject, expect, x[:1] + 3, y[:1], 2, 0.05, why="The mean of one square is the square itself")


@pytest.mark.task("traced", points=0.5)
def test_graph_gives_what_f_gives(subject: Subject, expect: Expect, draw: Draw) -> None:
    f, g = cases.affine(subject, draw), subject.functions.row_sums(2.0)
    for function, rest in ((f, (3,)), (g, (2,)), (f, (2, 1, 1))):
        graph = subject.traced(function)
        for size in (3, 2):
            x = cases.batch(draw, size, *rest)
            got = cases.answer_of(subject, expect, graph, x)
            of_f = function is g and expect.alike(got, oracle.value_of(f, x), rtol=SINGLE)
            expect.unless(of_f, "one-graph-for-all-functions")
            is_same_function(subject, expect, graph, function, x)
        runs = subject.probes.traces(function)
        is_same_function(subject, expect, graph, function, cases.batch(draw, 2, *rest))
        again = subject.probes.traces(function) - runs
        problem = "ran f in Python again for a batch of a size that it had seen"
        expect.unless(again > 0, "python-runs-every-time", problem)  # f itself gives what f gives, and is no graph
    share, batches = subject.functions.share(), [cases.batch(draw, size, 3) + 2 for size in (5, 3)]
    graph = subject.traced(share)
    of_each = expect.alike(cases.answer_of(subject, expect, graph, batches[0]), batches[0] / 3, rtol=SINGLE)
    expect.unless(of_each, "each-example-alone", "share() divides by the size of the batch")
    is_same_function(subject, expect, graph, share, batches[0])
    of_the_first = expect.alike(subject.probes.call(graph, batches[1]), batches[1] / 5, rtol=SINGLE)
    expect.unless(of_the_first, "graph-of-the-first-size", "share() divides by the size of the batch")
    is_same_function(subject, expect, graph, share, batches[1])
    graph = subject.traced(f)
    for x in (cases.batch(draw, 1).reshape(()), cases.batch(draw, 5)):  # a single number, as in the docstring
        is_same_function(subject, expect, graph, f, x)


@pytest.mark.task("traced", points=0.5)
def test_python_does_not_run_again(subject: Subject, expect: Expect, draw: Draw) -> None:
    f = cases.affine(subject, draw)
    graph, before = subject.traced(f), subject.probes.traces(f)
    for _ in range(2):
        is_same_function(subject, expect, graph, f, cases.batch(draw, 5, 3))
    first = subject.probes.traces(f)
    for _ in range(3):
        is_same_function(subject, expect, graph, f, cases.batch(draw, 5, 3))
    more = subject.probes.traces(f) - first
    problem = f"Three more batches of shape (5, 3) made Python run f {more} times more"
    expect.unless(more > 0, "python-runs-every-time", problem)
    # what runs before the first call is a look ahead, so that a signature may be traced beforehand
    expect.that(first - before <= 2, f"traced f {first - before} times for one shape; once will do")


@pytest.mark.task("traced", points=0.5)
def test_a_new_batch_size_is_no_new_trace(subject: Subject, expect: Expect, draw: Draw) -> None:
    for rest in ((3,), (4, 3, 2)):
        f = cases.affine(subject, draw)
        graph = subject.traced(f)
        sizes = [5, *draw.permutation([2, 3, 7, 11, 13]).tolist(), 1]
        runs = []
        for size in sizes:
            is_same_function(subject, expect, graph, f, cases.batch(draw, size, *rest))
            runs.append(subject.probes.traces(f))
        is_same_function(subject, expect, graph, f, cases.batch(draw, 5, *rest))
        seen_before = subject.probes.traces(f) == runs[-1]
        name = "retraced-for-each-size" if seen_before else "python-runs-every-time"
        problem = f"Batches of {', '.join(map(str, sizes))} led to {runs[-1]} traces; "
        problem += f"at most {runs[0] + 1} are allowed"
        expect.unless(runs[1] > runs[0] + 1 or runs[-1] > runs[1], name, problem)


@pytest.mark.task("write_graph", points=0.5)
def test_a_graph_is_in_the_event_file(subject: Subject, expect: Expect, draw: Draw, tmp_path: Path) -> None:
    graphs = written(subject, expect, cases.cubic(subject, draw), cases.one_decimal(draw, 1), tmp_path)
    shapes = [shape for graph in graphs for shape in graph.input_shapes()]
    fits = any(shape in ((1,), (None,)) for shape in shapes)
    problem = f"The graph's input has the shape {shapes[0] if shapes else ()}; the example's is (1,)"
    expect.unless(shapes and not fits, "another-example", problem)


@pytest.mark.task("write_graph", points=0.5)
def test_graph_shows_the_operations_of_f(subject: Subject, expect: Expect, draw: Draw, tmp_path: Path) -> None:
    # the graph of sine has no AddV2 and that of affine no Sin: neither can stand for the other
    functions = {
        "sine": subject.functions.sine(float(np.round(draw.uniform(1, 2), 1))),
        "affine": cases.affine(subject, draw),
    }
    for name, operation in draw.permutation([("sine", "Sin"), ("affine", "AddV2")]).tolist():
        folder = tmp_path / name
        folder.mkdir()
        graphs = written(subject, expect, functions[name], cases.batch(draw, 3), folder)
        shown = sorted(set().union(*(graph.operations for graph in graphs)))
        expect.that(
            operation in shown,
            f"wrote a graph without the operation {operation} that {name} is made of; it has {', '.join(shown)}",
        )


@pytest.mark.task("write_graph", points=0.5)
def test_graph_is_drawn_up_for_the_example(subject: Subject, expect: Expect, draw: Draw, tmp_path: Path) -> None:
    example = draw.integers(1, 9, size=(2, 3))
    graphs = written(subject, expect, cases.cubic(subject, draw), example.tolist(), tmp_path)
    shapes = [shape for graph in graphs for shape in graph.input_shapes()]
    fits = [
        len(shape) == example.ndim and all(n in (None, m) for n, m in zip(shape, example.shape, strict=True))
        for shape in shapes
    ]
    problem = f"The graph's input has the shape {shapes[0] if shapes else ()}; the example's is {example.shape}"
    expect.unless(shapes and not any(fits), "another-example", problem)


def is_rank_and_shape(subject: Subject, expect: Expect, value: Any, why: str = "") -> None:
    """Ask for rank and shape of a value and fail unless they are right."""
    got = subject.rank_and_shape(value)
    _, shape = expect.sequence(got, 2, of="results", why="They are the rank and the shape")
    kind = getattr(shape, "type_name", type(shape).__name__)  # a handle knows what it stands for
    expect.unless(kind == "TensorShape", "a-tensorshape")
    expect.equal(got, oracle.rank_and_shape(value), why=why)


def is_tensor_of(subject: Subject, expect: Expect, nested: Any) -> None:
    """Ask for a tensor and fail unless it holds the numbers of `nested`; a list that does is named."""
    got, right = cases.tensor_of(subject, expect, nested), oracle.as_tensor(nested)
    expect.unless(type(got) is list and expect.alike(got, right.tolist(), rtol=SINGLE), "an-array-of-numpy")
    expect.close(got, right, rtol=SINGLE)


def is_gradient(subject: Subject, expect: Expect, f: Any, x: Any, why: str = "") -> None:
    """Ask for a gradient and fail unless it is right; what is known to go wrong is named."""
    gradient_is(expect, cases.gradient(subject, expect, f, x), f, x, why)


def gradient_is(expect: Expect, got: Any, f: Any, x: Any, why: str = "") -> None:
    """Fail unless a gradient is right; what is known to go wrong is named."""
    right = oracle.gradient_of(f, x)
    expect.unless(got is None, "tape-did-not-watch", "The tape gave None")
    zeros = np.any(right) and expect.alike(got, np.zeros(right.shape))
    expect.unless(zeros, "tape-did-not-watch", "The tape gave zeros")
    expect.close(got, right, rtol=SINGLE, why=why, mistakes=cases.wrong_gradients(f, x, right))


def is_line(subject: Subject, expect: Expect, x: Any, y: Any, steps: int, rate: float, why: str = "") -> None:
    """Ask for a line and fail unless it is the one after so many steps."""
    got = cases.line(subject, expect, x, y, steps, rate)
    is_close(expect, got, oracle.fit_line(x, y, steps, rate), rtol=SINGLE, why=why)


def is_close(expect: Expect, got: Any, want: tuple[float, float], rtol: float, why: str) -> None:
    """Fail unless slope and intercept are close; both in one array unpack as a pair does."""
    if isinstance(got, np.ndarray) and got.shape == (2,):
        got = tuple(got)
    expect.close(got, want, rtol=rtol, why=why)


def is_same_function(subject: Subject, expect: Expect, graph: Any, f: Any, x: np.ndarray) -> None:
    """Call what `traced` returned and fail unless it gives what f gives."""
    got, right = cases.answer_of(subject, expect, graph, x), oracle.value_of(f, x)
    shape, where = np.shape(got), f"for a batch of shape {x.shape}"
    expect.that(shape == right.shape, f"returned a function that gives shape {shape} {where}; f gives {right.shape}")
    alike = expect.alike(got, right, rtol=SINGLE)
    expect.that(alike, f"returned a function that does not give what f gives {where}")


def written(subject: Subject, expect: Expect, f: Any, example: Any, folder: Path) -> list[oracle.ShownGraph]:
    """Have a graph written; return what TensorBoard shows of it, once it shows a graph that is not empty."""
    cases.write(subject, expect, f, example, folder)
    files = subject.probes.files(folder)
    expect.unless(not files, "another-folder")
    names = ", ".join(sorted(files))
    expect.unless(not oracle.event_files(files), "graph-as-text", f"It wrote {names}")
    graphs = oracle.shown_graphs(files)
    expect.unless(not graphs and cases.holds_a_recording(files), "nothing-was-traced")
    expect.unless(not graphs, "no-graph-in-the-file", f"It wrote {names}")
    graphs = [graph for graph in graphs if graph.computes]
    expect.unless(not graphs, "nothing-was-traced")
    return graphs
