"""What a student's code may hold beside its functions: magics, scratch cells that fail, imports that lead nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest

from grading.errors import SubjectError
from grading.subject import LoadedSource, Sandbox, Subject, bind
from grading.subject.calls import Binding
from grading.subject.notebook import CHECK_TAG, code_of, python_of
from reference.kit.exercise import Exercise

Loaded = Callable[..., Subject]


def notebook(*cells: str) -> bytes:
    """Return a notebook of these code cells."""
    code = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": cell} for cell in cells]
    return json.dumps({"cells": code, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


@pytest.fixture
def loaded(softmax: Exercise, sandbox: Sandbox | None) -> Iterator[Loaded]:
    """Make a subject of a module's text, or of a notebook's cells, on each binding."""
    bindings: list[Binding] = []

    def make(*texts: str, is_notebook: bool = True, seconds: float = 10.0) -> Subject:
        if is_notebook:
            code = code_of(notebook(*texts), "answer.ipynb")
            source = LoadedSource(softmax.id, softmax.module, code.data, None, code.cells)
        else:
            source = LoadedSource(softmax.id, softmax.module, "\n".join(texts).encode())
        bindings.append(bind(source, softmax.hurried(seconds), sandbox))
        return Subject(bindings[-1], softmax)

    yield make
    for binding in bindings:
        binding.close()


@pytest.mark.parametrize(
    "cell",
    [
        "%%time\ndef double(x):\n    return 2 * x",
        "\n\n%%capture out\n%%time\ndef double(x):\n    return 2 * x",
        "%%timeit -n 1 unused = 0\ndef double(x):\n    return 2 * x",
        "%%prun -l 3\ndef double(x):\n    return 2 * x",
        "files = !ls\ndef double(x):\n    return 2 * x",
        "def double(x):\n    return 2 * x\ndouble?\nhelp = !echo 1\ndouble??",
        "t = %timeit -o sum([1])\ndef double(x):\n    return 2 * x\nprint(f'{t.best:.3f} s')",
        "%timeit sum([1, \\\n    2])\ndef double(x):\n    return 2 * x",
        "%matplotlib inline\n%load_ext autoreload\ndef double(x):\n    %time sum([x])\n    return 2 * x",
        "%time two = 2\ndef double(x):\n    return two * x",
        "def double(x):\n    return (x\n% 1000 * 2)",
        ">>> def double(x):\n...     return 2 * x",
        "    def double(x):\n        return 2 * x",
        "text = '''\n%not a magic\n!nor this\n'''\ndef double(x):\n    return 2 * x",
        "get_ipython().run_line_magic('pip', 'install x')\ndisplay(1)\ndef double(x):\n    return 2 * x",
        "def double(x):\n    return 2 * x\nexit()",
        "def double(x):\n    return 2 * x\nimport sys\nsys.exit(1)",
        "def double(x):\n    return 2 * x\nquit()\n",
    ],
)
def test_a_magic_costs_no_function(loaded: Loaded, cell: str) -> None:
    assert loaded(cell, "").double(3) == 6


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%writefile answer.py", "%%javascript", "%%latex", "%%sh -e"])
def test_a_cell_of_another_language_is_no_code(magic: str) -> None:
    assert python_of(f"{magic}\nx = 1") is None


@pytest.mark.parametrize(
    "scratch",
    [
        "undefined + 1",
        "assert double(3) == 7",
        "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()",
        "exit()",
        "raise SystemExit(3)",
        "def broken(:\n    pass",
        "pip install numpy",
        "%time undefined()",
        "class Odd(Exception):\n    def __str__(self): raise ValueError\nraise Odd",
        "input('your name?')",
        "from IPython.display import display, Image\ndisplay(Image('x.png'))",
        "x = '" + "(" * 300,
    ],
)
def test_a_scratch_cell_costs_nothing_of_what_stands_around_it(loaded: Loaded, scratch: str) -> None:
    subject = loaded("def double(x):\n    return 2 * x", scratch, "def triple(x):\n    return 3 * x")
    assert (subject.double(3), subject.triple(3)) == (6, 9)


def test_a_cell_that_computes_for_ever_is_left_and_costs_no_other(loaded: Loaded) -> None:
    subject = loaded(
        "def double(x):\n    return 2 * x",
        "while True:\n    try:\n        pass\n    except Exception:\n        pass",
        "def triple(x):\n    return 3 * x",
        "while True:\n    pass\ndef half(x):\n    return x / 2",
    )
    assert (subject.double(3), subject.triple(3)) == (6, 9)
    with pytest.raises(SubjectError, match=r"cell 4, line \d was still computing when the time was over"):
        subject.half(3)


def test_a_function_whose_cell_failed_says_so_with_the_cell_s_error(loaded: Loaded) -> None:
    subject = loaded("import numpy as np", "start = 5", "x = 1\ny = undefined\ndef double(x):\n    return 2 * x")
    with pytest.raises(SubjectError) as caught:
        subject.double(3)
    assert str(caught.value) == (
        "ex02_softmax.ipynb has no function double, because its cell failed: ex02_softmax.ipynb, cell 3, line 2 "
        "raised NameError: name 'undefined' is not defined: `y = undefined`"
    )


def test_a_function_in_a_cell_that_is_no_python_says_so(loaded: Loaded) -> None:
    subject = loaded("start = 5", "def double(x):\n    return 2 * * x")
    with pytest.raises(SubjectError, match=r"cell 2, line 2 is not valid Python: invalid syntax: `return 2 \* \* x`"):
        subject.double(3)


def test_a_function_that_another_cell_defines_again_is_not_missed(loaded: Loaded) -> None:
    assert loaded("def double(x):\n    return undefined(", "def double(x):\n    return 2 * x").double(3) == 6


def test_an_error_s_place_is_given_in_the_notebook(loaded: Loaded) -> None:
    subject = loaded(
        "import numpy as np", "%%time\n\ndef inner(x):\n    return [][x]", "def outer(x):\n    return inner(x)"
    )
    with pytest.raises(SubjectError) as caught:
        subject.outer(3)
    assert "(ex02_softmax.ipynb, cell 2, line 4: `return [][x]`)" in str(caught.value)
    assert caught.value.trace.splitlines() == [
        "ex02_softmax.ipynb, cell 2, line 4, in inner: return [][x]",
        "ex02_softmax.ipynb, cell 3, line 2, in outer: return inner(x)",
    ]


def test_what_the_code_itself_formats_of_a_traceback_names_the_cell(loaded: Loaded) -> None:
    subject = loaded(
        "import traceback",
        "def told():\n    try:\n        1 / 0\n    except ZeroDivisionError:\n        return traceback.format_exc()",
    )
    assert 'cell 2", line 3, in told\n    1 / 0' in subject.told()


def test_cells_are_counted_as_a_kernel_counts_those_that_run() -> None:
    code = [
        {"cell_type": "markdown", "source": "# Title"},
        {"cell_type": "code", "source": ["x = 1\n", "y = 2"]},
        {"cell_type": "code", "source": ""},
        {"cell_type": "code", "source": "!kata check", "metadata": {"tags": [CHECK_TAG]}},
        {"cell_type": "code", "source": "z = 3"},
    ]
    code_here = code_of(json.dumps({"cells": code}).encode(), "answer.ipynb")
    assert [cell.number for cell in code_here.cells] == [1, 3]
    assert code_here.data.decode().split("\n")[code_here.cells[1].line - 1] == "z = 3"


def test_annotations_of_the_future_hold_for_the_cells_below(loaded: Loaded) -> None:
    subject = loaded("from __future__ import annotations", "def double(x: Undefined):\n    return 2 * x")
    assert subject.double(3) == 6


REFUSED = "imports scipy.special, which this exercise does not allow; it may use numpy, jaxtyping and the standard libr"


def test_an_import_inside_a_function_costs_that_function_alone(loaded: Loaded) -> None:
    subject = loaded(
        "def double(x):\n    from scipy.special import erf\n    return 2 * x\n\ndef triple(x):\n    return 3 * x\n",
        is_notebook=False,
    )
    assert subject.triple(3) == 9
    with pytest.raises(SubjectError, match=f"^ex02_softmax.py, line 2 {REFUSED}"):
        subject.double(3)


@pytest.mark.parametrize(
    ("statement", "use"),
    [
        ("import scipy.special", "scipy.special.erf(x)"),
        ("import scipy.special as sp", "sp.erf(x)"),
        ("from scipy.special import erf", "erf(x)"),
        ("from scipy.special import erf as e", "e(x)"),
        ("from scipy.special import *", "erf(x)"),
        ("from scipy.special import pi", "x * pi"),
        ("from scipy.special import pi", "np.exp(pi)"),
        ("from scipy.special import table", "table[x]"),
        ("from scipy.special import table", "[y for y in table]"),
        ("from scipy.special import table\nhalf = table.half / 2", "half"),
    ],
)
def test_an_import_at_the_top_costs_the_functions_that_reach_it(loaded: Loaded, statement: str, use: str) -> None:
    subject = loaded(
        f"import numpy as np\n{statement}\n",
        f"def helper(x):\n    return {use} + 0\n\ndef double(x):\n    return helper(x)\n",
        "def triple(x):\n    return 3 * x\n",
        is_notebook=False,
    )
    assert subject.triple(3) == 9
    with pytest.raises(SubjectError, match=f"^ex02_softmax.py, line 2 {REFUSED}"):
        subject.double(3)


@pytest.mark.parametrize(
    "top",
    [
        "import matplotlib.pyplot as plt",
        "import matplotlib.pyplot as plt\nplt.style.use('ggplot')\nplt.rcParams['figure.figsize'] = (8, 4)",
        "import torch\ndevice = 'cuda' if torch.cuda.is_available() else 'cpu'",
        "import torch\nclass Net(torch.nn.Module):\n    def __init__(self):\n        super().__init__()",
        "import pandas as pd\ndef table(x: pd.DataFrame) -> pd.DataFrame | None:\n    return x",
        "import numba\n@numba.njit\ndef fast(x):\n    return x",
        "try:\n    import cupy as np\nexcept ImportError:\n    import numpy as np\nnp.zeros(3)",
        "from . import helper",
        "from ex01_neuron import neuron",
        "import scipy\nwith scipy.errstate():\n    pass",
    ],
)
@pytest.mark.parametrize("is_notebook", [False, True])
def test_an_import_that_no_function_uses_costs_nothing(loaded: Loaded, top: str, is_notebook: bool) -> None:
    assert loaded(top, "def double(x):\n    return 2 * x\n", is_notebook=is_notebook).double(3) == 6


def test_an_import_that_is_caught_inside_a_function_may_fail(loaded: Loaded) -> None:
    subject = loaded("def double(x):\n    try:\n        import scipy\n    except ImportError:\n        return 2 * x")
    assert subject.double(3) == 6


def test_libraries_may_import_what_the_student_may_not(loaded: Loaded) -> None:
    subject = loaded("import numpy as np, json, dataclasses\ndef double(x):\n    import numpy.linalg\n    return 2 * x")
    assert subject.double(3) == 6


def test_who_asks_for_typed_input_is_told_in_our_words(loaded: Loaded) -> None:
    subject = loaded("def double(x):\n    return 2 * int(input('x'))")
    with pytest.raises(SubjectError, match=r"raised EOFError: input\(\) waits for somebody to type"):
        subject.double(3)
    subject = loaded("base = input()\ndef double(x):\n    return base * x", is_notebook=False)
    with pytest.raises(SubjectError, match=r"base is missing because .* line 1 raised EOFError: input\(\) waits"):
        subject.double(3)
