"""Graded tests of ex14. ImageNet's weights are never needed, and VGG16, of 550 MB, is never built."""

import shutil

import numpy as np
import pytest

from reference import backbone
from reference.datasets.images import rendered_source_objects
from reference.ex14_pretrained import oracle
from reference.kit.course import Course

NAMES = tuple(oracle.SIZES)
FRUITS = ["Apricot", "Banana", "Cocos", "Kiwi", "Lemon", "Plum", "Raspberry"]


@pytest.mark.filterwarnings("ignore:__array__:DeprecationWarning")  # Keras writes a file
@pytest.mark.task("load_pretrained", points=1)
def test_fruitbowl_has_the_weights_of_the_file(subject, expect, draw, tmp_path):
    right = backbone.build(None)
    right.set_weights([w + draw.normal(scale=0.05, size=w.shape) for w in right.get_weights()])
    right.save_weights(tmp_path / "drawn.weights.h5")
    model = subject.load_pretrained(backbone.NAME, f"{subject.probes.location(tmp_path)}/drawn.weights.h5")
    inputs = draw.uniform(size=(3, backbone.SIZE, backbone.SIZE, 3)).astype(np.float32)
    answers_alike(subject, expect, model, right, inputs, "The file says how it must answer")


@pytest.mark.task("load_pretrained", points=0.5)
def test_fruitbowl_as_it_ships(subject, expect, draw, tmp_path):
    shutil.copy(backbone.WEIGHTS, tmp_path)
    model = subject.load_pretrained(backbone.NAME, f"{subject.probes.location(tmp_path)}/{backbone.WEIGHTS.name}")
    images, names = things(draw, 3)
    inputs = oracle.prepare(images, backbone.NAME)
    answers_alike(subject, expect, model, backbone.build(), inputs, f"The images show: {', '.join(names)}")


@pytest.mark.task("load_pretrained", points=0.5)
def test_without_a_file_fruitbowl_is_random(subject, expect, draw):
    inputs = draw.uniform(size=(2, backbone.SIZE, backbone.SIZE, 3)).astype(np.float32)
    first, second = (subject.probes.predict(subject.load_pretrained(backbone.NAME, None), inputs) for _ in range(2))
    expect.that(
        first.shape == (2, len(backbone.CLASS_NAMES)),
        f"gives {first.shape} for two images; expected {(2, len(backbone.CLASS_NAMES))}: a probability for each class",
    )
    expect.that(
        not np.array_equal(first, second),
        "gives the same answers each time: without a file, the weights are drawn anew",
    )


@pytest.mark.task("load_pretrained", points=0.5)
def test_network_of_keras_applications_comes_with_its_top(subject, expect, draw):
    name = str(draw.choice(["ResNet50", "Xception"]))  # the two that are built in about a second
    described = subject.probes.describe(subject.load_pretrained(name, None))
    (output,) = described["outputs"]
    expect.that(
        len(output["shape"]) == 2,
        f"gives maps of shape {output['shape']}: it came without its top, and `include_top` is what leaves it out. "
        "Where are the 1,000 classes?",
        diagnosis="network-without-its-top",
    )
    got = (described["inputs"][0]["shape"], output["shape"], described["parameters"])
    size = oracle.SIZES[name]
    want = ([None, size, size, 3], [None, 1000], oracle.PARAMETERS[name])
    expect.that(got == want, f"has input, output and parameters {got}; {name} has {want}")


@pytest.mark.task("load_pretrained", points=0.25)
def test_missing_file_is_an_error(subject, expect, draw, tmp_path):
    for name in (backbone.NAME, str(draw.choice(["ResNet50", "Xception"]))):
        path = f"{subject.probes.location(tmp_path)}/{draw.integers(1000)}.weights.h5"
        with expect.raises(ValueError, OSError, why="Who asks for weights must not be given random ones"):
            subject.load_pretrained(name, path)


@pytest.mark.task("load_pretrained", points=0.25)
def test_unknown_name_lists_the_known_ones(subject, expect, draw):
    name = str(draw.choice(["VGG17", "ResNet", "Exception", "Inception", "gong", "fruitbasket"]))
    with expect.raises(ValueError, mentions=NAMES, why="Which names are known?"):
        subject.load_pretrained(name, None)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.task("prepare", points=0.4)
def test_pixels_are_what_the_network_was_trained_on(subject, expect, draw, name):
    images = noise(draw, 2, oracle.SIZES[name])
    expect.close(subject.prepare(images, name), oracle.prepare(images, name))


@pytest.mark.task("prepare", points=0.5)
def test_one_image_stays_one_image(subject, expect, draw):
    for name in (backbone.NAME, str(draw.choice(["VGG16", "ResNet50", "Xception", "InceptionV3"]))):
        image = plain(draw, 13, 7)
        expect.close(subject.prepare(image, name), oracle.prepare(image, name), why="One image in, one image out")
        batch = np.stack([plain(draw, 11, 17) for _ in range(3)])
        expect.close(subject.prepare(batch, name), oracle.prepare(batch, name), why="A batch in, a batch out")


@pytest.mark.task("prepare", points=0.5)
def test_whole_image_is_squeezed_into_the_square(subject, expect, draw):
    name = str(draw.choice(NAMES))
    image, middles = stripes(draw, oracle.SIZES[name])
    why = "The image has three stripes, one after the other: all must be there, equally wide. These are their middles"
    got = expect.array(subject.prepare(image, name), (oracle.SIZES[name], oracle.SIZES[name], 3))
    expect.close(got[7, middles], oracle.prepare(image, name)[7, middles], why=why)
    upright = image.transpose(1, 0, 2).copy()
    got = expect.array(subject.prepare(upright, name), (oracle.SIZES[name], oracle.SIZES[name], 3))
    expect.close(got[middles, 7], oracle.prepare(upright, name)[middles, 7], why=why)


@pytest.mark.task("prepare", points=0.5)
def test_result_is_float32(subject, expect, draw):
    for name in (backbone.NAME, str(draw.choice(NAMES[:-1]))):
        got = expect.array(subject.prepare(plain(draw, 5, 6), name))
        known = "twice-the-memory" if got.dtype == np.float64 else None
        expect.that(got.dtype == np.float32, f"is {got.dtype}; networks compute in float32", diagnosis=known)


@pytest.mark.task("top_predictions", points=0.5)
def test_best_class_comes_first(subject, expect, draw):
    shares = probabilities(draw, len(FRUITS))
    got = subject.top_predictions(shares, FRUITS)
    expect.close(got, oracle.top_predictions(shares, FRUITS), why="The three largest, each with its name")


@pytest.mark.task("top_predictions", points=0.5)
def test_k_says_how_many(subject, expect, draw):
    shares = probabilities(draw, len(FRUITS))
    for k in (1, 2, int(draw.integers(4, 7))):
        expect.close(subject.top_predictions(shares, FRUITS, k), oracle.top_predictions(shares, FRUITS, k))


@pytest.mark.task("top_predictions", points=0.5)
def test_fewer_classes_than_k(subject, expect, draw):
    shares = probabilities(draw, 2)
    expect.close(subject.top_predictions(shares, FRUITS[:2]), oracle.top_predictions(shares, FRUITS[:2]))


@pytest.mark.task("classify", points=1)
def test_thing_that_fruitbowl_has_learned(subject, expect, draw):
    images, names = things(draw, 2)
    right = backbone.build()
    model = subject.place(right)
    for image, name in zip(images, names, strict=True):
        got = subject.classify(model, backbone.NAME, image, list(backbone.CLASS_NAMES))
        same_answer(expect, got, (right, backbone.NAME, image, list(backbone.CLASS_NAMES)), f"The image shows: {name}")


@pytest.mark.task("classify", points=0.5)
@pytest.mark.parametrize("family", [("VGG16", "ResNet50"), ("Xception", "InceptionV3")], ids=["mean", "range"])
def test_each_network_sees_the_pixels_it_was_trained_on(subject, expect, draw, family):
    name = str(draw.choice(family))
    right = planted(draw, name)
    image = plain(draw, 19, 23)
    got = subject.classify(subject.place(right), name, image, FRUITS)
    same_answer(
        expect, got, (right, name, image, FRUITS), "The model has this network's input and seven classes of its own"
    )


def answers_alike(subject, expect, model, right, inputs, why):
    """Fail unless the student's model answers as the right one does."""
    got, want = subject.probes.predict(model, inputs), np.asarray(right(inputs, training=False))
    kernels = {w["value"].tobytes() for w in subject.probes.weights(model) if w["value"].ndim > 1}
    expect.that(
        np.shape(got) != want.shape or kernels & {w.tobytes() for w in right.get_weights()},
        "built the architecture and left its weights random: it has learned nothing yet. Who reads the file?",
        diagnosis="weights-left-random",
    )
    rtol = 1e-3  # between other orders of float32's sums in nine layers and other weights
    expect.close(got, want, rtol=rtol, why=why)


def same_answer(expect, got, arguments, why):
    """Fail unless `got` is what the oracle says for these arguments, the model among them being this side's.

    A wrong way is recognised here: the engine would run it with the model that stays with the student's code.
    """
    want = oracle.classify(*arguments)
    if not alike(got, want):
        for known in Course.here().exercise("ex14_pretrained").misconceptions:
            if known.task == "classify" and known.recognised_as and alike(got, known.function(*arguments)):
                expect.that(False, f"{known.says}\nIt returned {got}; expected {want}", diagnosis=known.id)
    expect.close(got, want, rtol=1e-3, why=why)


def alike(one, other):
    """Tell whether two answers name the same classes with the same probabilities."""
    try:
        (names, shares), (other_names, other_shares) = zip(*one, strict=True), zip(*other, strict=True)
        return names == other_names and bool(np.allclose(shares, other_shares, rtol=1e-3))
    except (TypeError, ValueError):
        return False


def things(draw, n):
    """Images (uint8) of n kinds of things that fruitbowl has learned, and what they show."""
    names = [str(name) for name in draw.choice(backbone.CLASS_NAMES, size=n, replace=False)]
    seed = int(draw.integers(2**32))
    made = rendered_source_objects(backbone.SIZE, 1, 0, seed, names, cache=False, processes=1)
    return np.rint(255 * made.train_images).astype(np.uint8), names


def noise(draw, n, size):
    """Images of this size, each pixel drawn."""
    return draw.integers(0, 256, size=(n, size, size, 3), dtype=np.uint8)


def plain(draw, height, width):
    """An image of one colour: however it is resized, it stays that."""
    return np.broadcast_to(draw.integers(0, 256, size=3, dtype=np.uint8), (height, width, 3)).copy()


def stripes(draw, size):
    """A long image of three stripes, and where their middles are once it is `size` pixels wide.

    There, every way of resizing gives the stripe's own colour: even the widest kernel reaches 5 pixels of the result,
    and to the next stripe it is 8.
    """
    colours = draw.integers(0, 256, size=(1, 3, 3), dtype=np.uint8)
    return np.tile(colours.repeat(24, axis=1), (11, 1, 1)), size * np.array([1, 3, 5]) // 6


def probabilities(draw, n):
    """Probabilities of n classes, no two alike."""
    shares = draw.permutation(n) + draw.uniform(0.2, 0.8, size=n)
    return shares / shares.sum()


def planted(draw, name):
    """A model with the input of this network that tells seven classes by the mean colour it is given."""
    import keras

    size = oracle.SIZES[name]
    model = keras.Sequential([keras.Input((size, size, 3)), keras.layers.GlobalAveragePooling2D()])
    model.add(keras.layers.Dense(len(FRUITS), activation="softmax"))
    spread = 100 if name in ("VGG16", "ResNet50") else 1  # of the pixels as prepared: so no class has it all
    model.set_weights([draw.normal(size=(3, len(FRUITS))) / spread, draw.normal(size=len(FRUITS))])
    return model
