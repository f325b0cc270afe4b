"""Graded tests of ex13. The networks are the tests' own: small, built here with drawn or planted weights."""

import numpy as np
import pytest

from reference.ex13_see_what_it_sees import oracle
from reference.kit.course import Course

MODULE = "ex13_see_what_it_sees"
ALIKE = 0.7
"""Correlation of our heat with a student's, averaged over the pixels of each place of the layer. Ways of making a map
larger (bilinear, bicubic, nearest, centres on centres or corners on corners) reach 0.83 and more; a map that was
mirrored, transposed or put in a corner stays below 0.65."""
AT_THE_MARK = 0.6
"""Share of the heat in the frame around the mark. The frame has 0.05 of the image; of a right map, however it was made
larger, 0.99 lies in it."""


def few(draw, *shape):
    """Draw pixels that can be read: 0 to 1, one decimal."""
    return draw.integers(0, 11, size=shape) / 10


def built(model, draw):
    """Give a network drawn weights; what it spreads by (a variance, a scale) stays above 0."""
    model.set_weights(
        [draw.uniform(0.2, 0.8, w.shape) if w.ndim == 1 else normal(draw, w) for w in model.get_weights()]
    )
    return model


def normal(draw, weight):
    return draw.normal(scale=1.5 / np.sqrt(weight[..., 0].size), size=weight.shape)


def ask(subject, expect, task, model, *args):
    """Call a task with a copy of `model` that is placed beside the student's code.

    The call is noted with the network itself, so that a mistake can be recognised here wherever the code runs.
    """
    placed = subject.place(model)
    try:
        return getattr(subject, task)(placed, *args)
    except Exception as error:
        seen = "raised", (error.types[:1], error.text) if getattr(error, "types", ()) else None
        name_mistake(subject, expect, task, (model, *args), seen)
        raise
    finally:
        if subject.calls:
            subject.calls[-1].args = (model, *args)


def right(subject, expect, got, want, why=""):
    """Fail unless `got` is what is wanted of the newest call; name the mistake where it is a known one."""
    call = subject.calls[-1]
    name_mistake(subject, expect, call.function, call.args, ("value", got), ("value", want))
    expect.close(got, want, why=why)


def name_mistake(subject, expect, task, args, seen, wanted=None):
    """Fail if a call led to what a catalogued wrong way leads to, and not to what is wanted."""
    if same(seen, wanted):
        return
    for known in Course.here().exercise(MODULE).misconceptions:
        if known.task == task and known.recognised_as:
            wrong = outcome(known.function, args)
            if same(wrong, seen) and not same(wrong, wanted):  # a wrong way may be right for these arguments
                subject.calls[-1].args = args
                what = (
                    f"raised {seen[1][0][0]}: {seen[1][1][:200]}" if seen[0] == "raised" else told(seen[1], wanted[1])
                )
                expect.fail(f"{known.says}\nIt {what}", diagnosis=known.recognised_as)


def outcome(function, args):
    """Return what a wrong way leads to, run on a copy of the network."""
    from keras.models import model_from_json

    model = model_from_json(args[0].to_json())
    model.set_weights(args[0].get_weights())
    try:
        with np.errstate(all="ignore"):
            return "value", function(model, *args[1:])
    except Exception as error:  # noqa: BLE001 -- a wrong way may fail in any way
        return "raised", ((type(error).__name__,), str(error))


def same(one, other):
    """Tell whether two calls led to the same."""
    if one is None or other is None or one[0] != other[0]:
        return False
    return one == other if one[0] == "raised" else alike(one[1], other[1])


def alike(one, other):
    """Tell whether two results are the same at the precision of a network."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if not (isinstance(one, np.ndarray) and isinstance(other, np.ndarray)) or one.shape != other.shape:
        return False
    return np.allclose(one, other, rtol=1e-3, atol=1e-4, equal_nan=True)


def told(got, want):
    """Say what came back and what was expected, in the few digits that can be compared at a glance."""
    if isinstance(got, np.ndarray) and isinstance(want, np.ndarray) and got.shape == want.shape:
        if got.size <= 24:
            return f"returned {short(got)}; expected {short(want)}"
        return (
            f"returned other numbers than expected in {np.mean(~np.isclose(got, want, 1e-3, 1e-4)):.0%} of all places"
        )
    return f"returned {shape(got)}; expected {shape(want)}"


def short(values):
    return str(np.round(values.astype(float), 3).tolist())


def shape(thing):
    if isinstance(thing, np.ndarray):
        return f"an array of shape {thing.shape}"
    if isinstance(thing, dict):
        return "{" + ", ".join(f"{name!r}: {shape(each)}" for name, each in thing.items()) + "}"
    return f"a {type(thing).__name__}"


def classifier(draw, ending="softmax", size=(3, 5, 2), filters=4, stride=1):
    """Build a convolution called "maps" and a head for three classes."""
    from keras import Input, Sequential, layers

    end = {
        "softmax": [layers.Dense(3, activation="softmax")],
        "activation": [layers.Dense(3), layers.Activation("softmax")],
        "scores": [layers.Dense(3)],
    }
    maps = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu", name="maps")
    return built(Sequential([Input(size), maps, layers.Flatten(), *end[ending]]), draw)


def with_evidence(draw, model, size=(3, 5, 2)):
    """Draw weights, an image and a class until many of its places, but not all, hold evidence for the class."""
    while True:
        built(model, draw)
        image, class_index = few(draw, *size), int(draw.integers(3))
        heat = oracle.evidence(model, image, class_index, "maps")
        if 0.3 < (heat > 0.05 * heat.max()).mean() < 1 and heat.max() > 0.05:
            return image, class_index


# feature_maps


@pytest.mark.task("feature_maps", points=0.5)
def test_maps_are_what_the_layers_pass_on(subject, expect, draw):
    from keras import Input, Sequential, layers

    model = built(
        Sequential(
            [
                Input((3, 5, 2)),
                layers.Conv2D(3, 2, activation="relu", name="first"),
                layers.Conv2D(2, (1, 3), name="second"),
                layers.Flatten(),
                layers.Dense(3, activation="softmax"),
            ]
        ),
        draw,
    )
    image = few(draw, 3, 5, 2)
    for names in (["first", "second"], ["second"]):
        got = ask(subject, expect, "feature_maps", model, image, names)
        right(subject, expect, got, oracle.feature_maps(model, image, names))


@pytest.mark.task("feature_maps", points=0.25)
def test_names_come_in_the_order_asked(subject, expect, draw):
    from keras import Input, Sequential, layers

    model = built(Sequential([Input((5, 7, 3)), *(layers.Conv2D(2, 2, name=name) for name in "abcd")]), draw)
    names = list(draw.permutation(["a", "b", "c"]))
    while names == sorted(names):
        names = list(draw.permutation(["a", "b", "c"]))
    names = [str(name) for name in names]
    image = few(draw, 5, 7, 3)
    got = ask(subject, expect, "feature_maps", model, image, names)
    right(subject, expect, got, oracle.feature_maps(model, image, names))
    expect.that(
        list(got) == names,
        f"returned the names in the order {', '.join(got)}; expected the order asked for: {', '.join(names)}",
        diagnosis="names-in-the-networks-order" if list(got) == sorted(names) else None,
    )


@pytest.mark.task("feature_maps", points=0.25)
def test_network_is_used_not_trained(subject, expect, draw):
    from keras import Input, Sequential, layers

    model = built(
        Sequential(
            [
                Input((3, 5, 2)),
                layers.Conv2D(2, 2, name="conv"),
                layers.BatchNormalization(name="norm"),
                layers.Dropout(0.5, name="drop"),
            ]
        ),
        draw,
    )
    image = few(draw, 3, 5, 2)
    for name in ("norm", "drop"):
        got = ask(subject, expect, "feature_maps", model, image, [name])
        right(
            subject,
            expect,
            got,
            oracle.feature_maps(model, image, [name]),
            why="Compared: a network in use, not in training",
        )


@pytest.mark.task("feature_maps", points=0.25)
def test_network_with_two_paths(subject, expect, draw):
    from keras import Input, Model, layers

    pixels = Input((3, 5, 2))
    first = layers.Conv2D(2, 3, padding="same", activation="relu", name="first")(pixels)
    second = layers.Conv2D(2, 3, padding="same", name="second")(first)
    model = built(Model(pixels, layers.Add(name="sum")([first, second])), draw)
    image = few(draw, 3, 5, 2)
    for name in ("second", "sum"):
        got = ask(subject, expect, "feature_maps", model, image, [name])
        right(
            subject,
            expect,
            got,
            oracle.feature_maps(model, image, [name]),
            why="Layer sum adds what first and second pass on",
        )


def nested(draw):
    """Build a network whose first part is a network of its own, as in transfer learning."""
    from keras import Input, Model, Sequential, layers

    base = Sequential(
        [
            Input((3, 5, 2)),
            layers.Conv2D(3, 3, padding="same", activation="relu", name="inner"),
            layers.Conv2D(4, 3, padding="same", activation="relu", name="maps"),
        ],
        name="base",
    )
    pixels = Input((3, 5, 2))
    hidden = layers.Rescaling(2.0, offset=-0.5, name="rescale")(pixels)
    hidden = layers.Flatten()(base(hidden))
    return built(Model(pixels, layers.Dense(3, activation="softmax")(hidden)), draw)


@pytest.mark.task("feature_maps", points=0.5)
def test_layers_of_a_model_inside_the_model(subject, expect, draw):
    model, image = nested(draw), few(draw, 3, 5, 2)
    names = ["maps", "rescale"]
    got = ask(subject, expect, "feature_maps", model, image, names)
    right(subject, expect, got, oracle.feature_maps(model, image, names), why="The layer maps stands in the model base")


# tile_maps


@pytest.mark.task("tile_maps", points=0.5)
def test_maps_stand_row_by_row(subject, expect, draw):
    maps = draw.permutation(24).reshape(2, 3, 4) / 10
    expect.close(subject.tile_maps(maps, 2), oracle.tile_maps(maps, 2))
    maps = draw.normal(size=(5, 3, 6)).round(1)
    expect.close(subject.tile_maps(maps, 3), oracle.tile_maps(maps, 3))


@pytest.mark.task("tile_maps", points=0.5)
def test_each_map_is_scaled_alone(subject, expect, draw):
    maps = draw.permutation(12).reshape(2, 3, 2) / 10 * [1, 10] + draw.integers(1, 5, size=2) * [1, -1]
    expect.close(subject.tile_maps(maps, 2), oracle.tile_maps(maps, 2), why="In each map 0 is darkest, 1 brightest")


@pytest.mark.task("tile_maps", points=0.25)
def test_dead_map_is_black(subject, expect, draw):
    maps = few(draw, 2, 3, 3)
    maps[0, 0], maps[0, 1] = 0.0, 1.0
    dead, one = draw.permutation(3)[:2]
    maps[:, :, dead], maps[:, :, one] = 0.0, round(draw.uniform(0.2, 0.8), 1)
    expect.close(subject.tile_maps(maps, 3), oracle.tile_maps(maps, 3), why="A map of one value only is 0 all over")
    expect.no_warning(why="The largest value minus the smallest is 0 there", diagnosis="dead-maps-divided-by-zero")


@pytest.mark.task("tile_maps", points=0.25)
def test_last_row_need_not_be_full(subject, expect, draw):
    for channels, columns in ((3, 2), (2, 3), (7, 3)):
        maps = draw.permutation(6 * channels).reshape(3, 2, channels) / 10
        expect.close(subject.tile_maps(maps, columns), oracle.tile_maps(maps, columns))


# filters_as_images


def filters_of(draw, kernel):
    """Build a network with a convolution called "filters" of this kernel."""
    from keras import Input, Sequential, layers

    height, width, channels, filters = kernel.shape
    model = Sequential(
        [
            Input((5, 7, channels)),
            layers.Conv2D(filters, (height, width), name="filters"),
            layers.Conv2D(2, 2, name="more"),
        ]
    )
    built(model, draw)
    model.get_layer("filters").set_weights([kernel, draw.normal(size=filters)])
    return model


@pytest.mark.task("filters_as_images", points=0.5)
def test_filters_come_first_and_stay_whole(subject, expect, draw):
    for shape in ((2, 3, 1, 4), (3, 2, 3, 5)):
        kernel = (draw.permutation(np.prod(shape)).reshape(shape) - np.prod(shape) // 2) / 10
        model = filters_of(draw, kernel)
        got = ask(subject, expect, "filters_as_images", model, "filters")
        why = f"The kernel's shape (kh, kw, channels, filters) is {shape}"
        right(subject, expect, got, oracle.filters_as_images(model, "filters"), why=why)


@pytest.mark.task("filters_as_images", points=0.25)
def test_each_filter_is_scaled_alone(subject, expect, draw):
    kernel = draw.permutation(24).reshape(2, 3, 1, 4) / 10 * [1, 5, 0.1, 2] - draw.integers(0, 3, size=4)
    model = filters_of(draw, kernel)
    got = ask(subject, expect, "filters_as_images", model, "filters")
    right(
        subject, expect, got, oracle.filters_as_images(model, "filters"), why="In each filter 0 is darkest, 1 brightest"
    )


@pytest.mark.task("filters_as_images", points=0.25)
def test_channels_of_a_filter_share_one_scale(subject, expect, draw):
    kernel = draw.permutation(24).reshape(2, 2, 3, 2) / 10 * np.array([[1.0], [0.2], [0.1]]) + 0.5
    model = filters_of(draw, kernel)
    got = ask(subject, expect, "filters_as_images", model, "filters")
    right(subject, expect, got, oracle.filters_as_images(model, "filters"), why="A reddish filter must stay reddish")


@pytest.mark.task("filters_as_images", points=0.25)
def test_filter_of_equal_weights_is_black(subject, expect, draw):
    kernel = draw.permutation(18).reshape(2, 3, 1, 3) / 10
    kernel[..., draw.integers(3)] = round(draw.uniform(-1, 1), 1)
    model = filters_of(draw, kernel)
    got = ask(subject, expect, "filters_as_images", model, "filters")
    right(
        subject, expect, got, oracle.filters_as_images(model, "filters"), why="A filter of equal weights is 0 all over"
    )
    expect.no_warning(why="The largest weight minus the smallest is 0 there", diagnosis="flat-filters-divided-by-zero")


# class_activation_map


@pytest.mark.task("class_activation_map", points=0.5)
def test_maps_are_weighted_by_their_mean_gradient(subject, expect, draw):
    model = classifier(draw, "scores")
    image, class_index = with_evidence(draw, model)
    got = ask(subject, expect, "class_activation_map", model, image, class_index, "maps")
    right(subject, expect, got, oracle.class_activation_map(model, image, class_index, "maps"))


@pytest.mark.task("class_activation_map", points=0.5)
def test_softmax_is_left_out(subject, expect, draw):
    for ending in ("softmax", "activation"):
        model = classifier(draw, ending)
        image, class_index = with_evidence(draw, model)
        got = ask(subject, expect, "class_activation_map", model, image, class_index, "maps")
        want = oracle.class_activation_map(model, image, class_index, "maps")
        right(subject, expect, got, want, why="Compared: from the gradient of the score before the softmax")


def sure(model, image, class_index):
    """Scale the last weights until a probability is 1 to the last digit, or not the largest."""
    scores = oracle.scores(model, image)
    gap = np.abs(scores - scores[class_index])
    *rest, kernel, bias = model.get_weights()
    factor = 500 / max(np.sort(gap)[1], 1e-3)
    model.set_weights([*rest, kernel * factor, bias * factor])
    return model


@pytest.mark.task("class_activation_map", points=0.25)
def test_network_that_is_sure_has_a_map_too(subject, expect, draw):
    model = classifier(draw)
    image, _ = with_evidence(draw, model)
    class_index = int(oracle.scores(model, image).argmax())
    while not oracle.evidence(model, image, class_index, "maps").any():
        image, _ = with_evidence(draw, model)
        class_index = int(oracle.scores(model, image).argmax())
    sure(model, image, class_index)
    got = ask(subject, expect, "class_activation_map", model, image, class_index, "maps")
    want = oracle.class_activation_map(model, image, class_index, "maps")
    right(subject, expect, got, want, why="The network gives this class a probability of 1")


@pytest.mark.task("class_activation_map", points=0.25)
def test_model_keeps_its_softmax(subject, expect, draw):
    model = classifier(draw)
    image, class_index = with_evidence(draw, model)
    placed = subject.place(model)
    subject.class_activation_map(placed, image, class_index, "maps")
    subject.calls[-1].args = (model, *subject.calls[-1].args[1:])
    right, after = np.asarray(model(image[np.newaxis]))[0], subject.probes.predict(placed, image[np.newaxis])[0]
    scores = oracle.scores(model, image)
    expect.that(
        np.allclose(after, right, atol=1e-4),
        f"changed the model it was given: for this image the model gave {shown(right)} before and gives {shown(after)} "
        "after. Whoever called you still needs it: work on a copy",
        diagnosis="softmax-taken-off-for-good" if np.allclose(after, scores, rtol=1e-3, atol=1e-3) else None,
    )


def shown(values):
    return "(" + ", ".join(f"{value:.2f}" for value in values) + ")"


@pytest.mark.task("class_activation_map", points=0.25)
def test_map_is_of_the_class_asked_for(subject, expect, draw):
    model = classifier(draw)
    image, class_index = with_evidence(draw, model)
    while class_index == oracle.scores(model, image).argmax():
        image, class_index = with_evidence(draw, model)
    got = ask(subject, expect, "class_activation_map", model, image, class_index, "maps")
    want = oracle.class_activation_map(model, image, class_index, "maps")
    right(subject, expect, got, want, why=f"Asked for was class {class_index}, which is not the predicted one")


@pytest.mark.task("class_activation_map", points=0.25)
def test_no_evidence_gives_zeros(subject, expect, draw):
    model = classifier(draw)
    against, silent = model.get_weights(), model.get_weights()
    against[0], against[2] = np.abs(against[0]), -np.abs(against[2])
    silent[1] = np.full(4, -99.0)
    for weights, why in (
        (against, "Whatever a filter finds here lowers the score: nothing speaks for the class"),
        (silent, "No filter answers to this image"),
    ):
        model.set_weights(weights)
        image, class_index = few(draw, 3, 5, 2), int(draw.integers(3))
        got = ask(subject, expect, "class_activation_map", model, image, class_index, "maps")
        right(subject, expect, got, np.zeros((3, 5)), why=why)


@pytest.mark.task("class_activation_map", points=0.25)
def test_largest_value_is_one_and_zero_stays_zero(subject, expect, draw):
    model = classifier(draw, "scores", filters=3)
    weights = model.get_weights()
    weights[0], weights[2] = np.abs(weights[0]), np.abs(weights[2])
    model.set_weights(weights)
    image, class_index = few(draw, 3, 5, 2), int(draw.integers(3))
    got = ask(subject, expect, "class_activation_map", model, image, class_index, "maps")
    want = oracle.class_activation_map(model, image, class_index, "maps")
    right(subject, expect, got, want, why="There is evidence everywhere here: the smallest value is not 0")


@pytest.mark.task("class_activation_map", points=0.25)
def test_map_has_the_size_of_the_image(subject, expect, draw):
    size, stride = (20, 35, 2), 5
    model = classifier(draw, "scores", size=size, stride=stride)
    image, class_index = with_evidence(draw, model, size)
    got = ask(subject, expect, "class_activation_map", model, image, class_index, "maps")
    want = oracle.class_activation_map(model, image, class_index, "maps")
    name_mistake(subject, expect, "class_activation_map", subject.calls[-1].args, ("value", got), ("value", want))
    got = expect.array(got, size[:2], why="The maps of the layer are of shape (4, 7), the image of (20, 35)")
    expect.that(np.isfinite(got).all() and got.min() >= 0 and got.max() <= 1 + 1e-6, "must lie in 0..1")
    places = got.reshape(4, stride, 7, stride).mean(axis=(1, 3))
    want = oracle.evidence(model, image, class_index, "maps")
    correlation = np.corrcoef(places.ravel(), want.ravel())[0, 1] if places.std() > 0 else 0.0
    expect.that(
        correlation > ALIKE,
        f"has heat in other places than the layer's map: a correlation of {correlation:.2f} with ours. "
        "Was it made larger along the right axes?",
    )


@pytest.mark.task("class_activation_map", points=0.5)
def test_map_of_a_layer_in_a_model_inside_the_model(subject, expect, draw):
    model = nested(draw)
    image, class_index = with_evidence(draw, model)
    got = ask(subject, expect, "class_activation_map", model, image, class_index, "maps")
    want = oracle.class_activation_map(model, image, class_index, "maps")
    right(subject, expect, got, want, why="The layer maps stands in the model base")


def marked(draw, mark, place, size=(29, 37)):
    """Draw an image of soft noise with the mark in its place."""
    image = draw.uniform(0.4, 0.6, size=(*size, 3))
    y, x = place
    image[y : y + 3, x : x + 3] = 0.5 + 0.5 * mark
    return image


def detective(draw, mark, class_index):
    """Build a network whose class follows from the mark alone: one filter is the mark, three look for anything else.

    To the mark the filter answers about 0.5, to noise or to a mark half seen less than the 0.4 that are subtracted.
    """
    from keras import Input, Sequential, layers

    model = built(
        Sequential(
            [
                Input((29, 37, 3)),
                layers.Conv2D(4, 3, padding="same", activation="relu", name="marks"),
                layers.MaxPooling2D(2, name="pooled"),
                layers.GlobalAveragePooling2D(),
                layers.Dense(3, activation="softmax"),
            ]
        ),
        draw,
    )
    kernel, bias, _, _ = model.get_weights()
    place = draw.integers(4)
    kernel[..., place], bias[place] = mark / 27, -0.4
    head = draw.uniform(0.2, 0.6, size=(4, 3))
    head[:, class_index], head[place] = 0.0, 0.0
    head[place, class_index] = 60000.0  # the mean over 252 places, of which one answers, is small
    model.set_weights([kernel, bias, head, np.zeros(3)])
    return model


def case_of_the_mark(draw):
    """Draw mark, place, class, image and the network that finds the mark."""
    mark = draw.permutation(np.repeat([-1.0, 1.0], 14)[:27]).reshape(3, 3, 3)
    place, class_index = (int(draw.integers(5, 21)), int(draw.integers(5, 29))), int(draw.integers(3))
    return place, class_index, marked(draw, mark, place), detective(draw, mark, class_index)


@pytest.mark.task("class_activation_map", points=0.5)
def test_heat_lies_where_the_mark_was_planted(subject, expect, draw):
    (y, x), class_index, image, model = case_of_the_mark(draw)
    got = ask(subject, expect, "class_activation_map", model, image, class_index, "pooled")
    want = oracle.class_activation_map(model, image, class_index, "pooled")
    name_mistake(subject, expect, "class_activation_map", subject.calls[-1].args, ("value", got), ("value", want))
    heat = expect.array(got, (29, 37))
    share = heat[y - 2 : y + 5, x - 2 : x + 5].sum() / max(heat.sum(), 1e-9)
    expect.that(
        share > AT_THE_MARK,
        f"has {share:.0%} of its heat around the mark at rows {y} to {y + 2}, columns {x} to {x + 2}, which alone "
        f"makes it class {class_index}; expected more than {AT_THE_MARK:.0%}",
    )


# overlay


@pytest.mark.task("overlay", points=0.25)
def test_without_heat_it_is_the_image(subject, expect, draw):
    image, heat = few(draw, 2, 3, 3), few(draw, 2, 3)
    got = subject.overlay(image, heat, 0.0)
    got = expect.array(got, (2, 3, 3), why="Colours have three channels")
    turned = np.allclose(subject.overlay(image, heat, 1.0), image, atol=1e-6)
    got = subject.overlay(image, heat, 0.0)
    expect.that(
        np.allclose(got, image, atol=1e-6),
        "is not the image; with alpha 0 there is no heat in it"
        + ". With alpha 1 it is: which share is alpha?" * turned,
        diagnosis="alpha-the-wrong-way-round" if turned else None,
    )


@pytest.mark.task("overlay", points=0.25)
def test_colours_stay_in_range(subject, expect, draw):
    image, heat = few(draw, 5, 7, 3), few(draw, 5, 7)
    image[0, 0], image[0, 1], heat[0, :2] = 1.0, 0.0, (1.0, 0.0)
    for alpha in (0.3, 0.7, 1.0):
        got = expect.array(subject.overlay(image, heat, alpha), (5, 7, 3), why="Colours have three channels")
        expect.that(
            np.isfinite(got).all() and got.min() >= -1e-6 and got.max() <= 1 + 1e-6,
            f"has values from {got.min():.3g} to {got.max():.3g}; expected colours in 0..1",
            diagnosis="heat-in-0-to-255" if got.max() > 2 else "sum-that-is-not-cut" if got.min() >= 0 else None,
        )


@pytest.mark.task("overlay", points=0.25)
def test_hot_and_cold_can_be_told_apart(subject, expect, draw):
    image, heat = np.full((5, 7, 3), round(draw.uniform(0.3, 0.7), 1)), np.zeros((5, 7))
    y, x = draw.integers(5), draw.integers(7)
    heat[y, x] = 1.0
    apart = []
    for alpha in (0.3, 0.8):
        got = expect.array(subject.overlay(image, heat, alpha), (5, 7, 3))
        cold = got[np.arange(5) != y].reshape(-1, 3)
        apart.append(np.abs(got[y, x] - cold[0]).max())
        expect.that(
            apart[-1] > 0.05 and np.allclose(cold, cold[0], atol=1e-6),
            f"must show the one hot place at [{y}, {x}], and only it: the image has one colour everywhere",
        )
    expect.that(apart[1] > apart[0], f"shows heat no better with alpha 0.8 ({apart[1]:.2f}) than with 0.3")


@pytest.mark.task("overlay", points=0.25)
def test_image_shows_through(subject, expect, draw):
    image, heat = 0.2 + 0.3 * draw.random((5, 7, 3)), np.full((5, 7), round(draw.uniform(0.2, 0.8), 1))
    got = expect.array(subject.overlay(image, heat, 0.4), (5, 7, 3))
    channels = [
        np.corrcoef(got[..., c].ravel(), image[..., c].ravel())[0, 1] for c in range(3) if got[..., c].std() > 1e-3
    ]
    expect.that(
        len(channels) > 0 and min(channels) > 0.9,
        "does not show the image: the heat is the same everywhere, so what is left is the image, paler",
        diagnosis="only-the-heat" if not channels else None,
    )


# saliency


def up_to_a_factor(got, want):
    """Scale what is right to what was given."""
    return want * (got.max() / want.max())


@pytest.mark.task("saliency", points=0.5)
def test_saliency_is_the_size_of_the_gradient(subject, expect, draw):
    model = classifier(draw, "scores", size=(3, 5, 1))
    image, class_index = with_evidence(draw, model, (3, 5, 1))
    got = ask(subject, expect, "saliency", model, image, class_index)
    want = oracle.saliency(model, image, class_index)
    name_mistake(subject, expect, "saliency", subject.calls[-1].args, ("value", got), ("value", want))
    scaled = up_to_a_factor(expect.array(got, (3, 5)), want)
    right(subject, expect, got, scaled if np.isfinite(scaled).all() and scaled.max() > 0 else want)


@pytest.mark.task("saliency", points=0.25)
def test_channels_become_one_number_a_pixel(subject, expect, draw):
    model = classifier(draw, size=(3, 5, 3))
    image, class_index = with_evidence(draw, model, (3, 5, 3))
    got = ask(subject, expect, "saliency", model, image, class_index)
    meant = oracle.saliencies(model, image, class_index)
    name_mistake(subject, expect, "saliency", subject.calls[-1].args, ("value", got), ("value", meant[0]))
    array = expect.array(got, (3, 5), why="One number a pixel")
    if not any(np.allclose(array, up_to_a_factor(array, want), rtol=1e-3, atol=1e-3 * array.max()) for want in meant):
        right(
            subject,
            expect,
            got,
            meant[0],
            why="Compared: the largest over the channels; their sum or length is right too",
        )


@pytest.mark.task("saliency", points=0.25)
def test_only_pixels_of_the_mark_matter(subject, expect, draw):
    (y, x), class_index, image, model = case_of_the_mark(draw)
    got = ask(subject, expect, "saliency", model, image, class_index)
    want = oracle.saliency(model, image, class_index)
    name_mistake(subject, expect, "saliency", subject.calls[-1].args, ("value", got), ("value", want))
    heat = expect.array(got, (29, 37))
    share = heat[y : y + 3, x : x + 3].sum() / max(heat.sum(), 1e-30)
    expect.that(
        share > AT_THE_MARK,
        f"has {share:.0%} of itself in the mark at rows {y} to {y + 2}, columns {x} to {x + 2}, which alone makes it "
        f"class {class_index}, and of which the network is sure; expected more than {AT_THE_MARK:.0%}",
    )
