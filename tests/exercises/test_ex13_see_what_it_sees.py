"""Graded tests of ex13. The networks are the tests' own: small, built here with drawn or planted weights."""

from typing import Any

import numpy as np
import pytest

from reference.ex13_see_what_it_sees import cases, oracle
from reference.ex13_see_what_it_sees.oracle import up_to_a_factor
from reference.kit.author import Draw, Expect, Subject

ALIKE = 0.7
"""Correlation of our heat with a student's, averaged over the pixels of each place of the layer. Ways of making a map
larger (bilinear, bicubic, nearest, centres on centres or corners on corners) reach 0.83 and more; a map that was
mirrored, transposed or put in a corner stays below 0.65."""
SALIENCY_SLIPS = (
    "saliency-after-relu",
    "gradient-times-pixels",
    "squared-gradient",
    "saliency-of-the-best-class",
    "saliency-in-training",
    "saliency-stretched-to-zero",
    "saliency-of-all-classes",
    "saliency-of-the-class-before",
    "saliency-of-the-layer-before",
    "saliency-of-the-layer-before-a-softmax",
    "softmax-layer-kept-for-saliency",
)
"""Mistakes that show in a saliency, whatever it was divided by. The loss and the probability then look the same."""
CHANGED = "changed the model it was given: for this image it gives something else now. Work on a copy"
AT_THE_MARK = 0.6
"""Share of the heat in the frame around the mark. The frame has 0.05 of the image; of a right map, however it was made
larger, 0.99 lies in it."""


# feature_maps


@pytest.mark.task("feature_maps", points=0.25)
def test_maps_are_what_the_layers_pass_on(subject: Subject, expect: Expect, draw: Draw) -> None:
    from keras import layers

    model = cases.line(
        draw,
        layers.Conv2D(3, 2, activation="relu", name="first"),
        layers.Conv2D(2, (1, 3), name="second"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    )
    image = cases.few(draw, 3, 5, 2)
    for names in (["first", "second"], ["second"]):
        got = subject.feature_maps(subject.place(model), image, names)
        expect.unless(isinstance(got, dict) and set(got) > set(names), "maps-of-all-layers")
        expect.close(got, oracle.feature_maps(model, image, names))
    expect.close(subject.feature_maps(subject.place(model), image, []), {}, why="No layer was asked for")


@pytest.mark.task("feature_maps", points=0.25)
def test_image_may_be_a_list_whole_numbers_or_one_row(subject: Subject, expect: Expect, draw: Draw) -> None:
    from keras import layers

    model = cases.line(draw, layers.Conv2D(3, 3, padding="same", name="first"), size=(None, 5, 2))
    for image in (*cases.forms(draw, 3, 5, 2), cases.few(draw, 1, 5, 2)):
        got = subject.feature_maps(subject.place(model), image, ["first"])
        expect.close(got, oracle.feature_maps(model, image, ["first"]))


@pytest.mark.task("feature_maps", points=0.25)
def test_names_come_in_the_order_asked(subject: Subject, expect: Expect, draw: Draw) -> None:
    from keras import layers

    model = cases.line(draw, *(layers.Conv2D(2, 2, name=name) for name in "abcd"), size=(5, 7, 3))
    names = list(draw.permutation(["a", "b", "c"]))
    while names == sorted(names):
        names = list(draw.permutation(["a", "b", "c"]))
    names = [str(name) for name in names]
    image = cases.few(draw, 5, 7, 3)
    got = subject.feature_maps(subject.place(model), image, names)
    expect.close(got, oracle.feature_maps(model, image, names))
    problem = f"returned the names in the order {', '.join(got)}; expected the order asked for: {', '.join(names)}"
    expect.unless(list(got) == sorted(names), "names-in-the-networks-order", f"It {problem}")
    expect.that(list(got) == names, problem)


@pytest.mark.task("feature_maps", points=0.25)
def test_network_is_used_not_trained(subject: Subject, expect: Expect, draw: Draw) -> None:
    from keras import layers

    model = cases.line(
        draw,
        layers.Conv2D(2, 2, name="conv"),
        layers.BatchNormalization(name="norm"),
        layers.Dropout(0.5, name="drop"),
    )
    image = cases.few(draw, 3, 5, 2)
    for name in ("norm", "drop"):
        got = subject.feature_maps(subject.place(model), image, [name])
        expect.close(
            got,
            oracle.feature_maps(model, image, [name]),
            why="Compared: a network in use, not in training",
        )


@pytest.mark.task("feature_maps", points=0.25)
def test_network_with_two_paths(subject: Subject, expect: Expect, draw: Draw) -> None:
    model, image = cases.two_paths(draw), cases.few(draw, 3, 5, 2)
    for name in ("second", "sum"):
        got = subject.feature_maps(subject.place(model), image, [name])
        expect.close(
            got,
            oracle.feature_maps(model, image, [name]),
            why="Layer sum adds what first and second pass on",
        )


@pytest.mark.task("feature_maps", points=0.25)
def test_each_network_has_maps_of_its_own(subject: Subject, expect: Expect, draw: Draw) -> None:
    def ask(placed: Any, image: np.ndarray, _class_index: int) -> Any:
        return subject.feature_maps(placed, image, ["maps"])

    def right(model: Any, image: np.ndarray, _class_index: int) -> Any:
        return oracle.feature_maps(model, image, ["maps"])

    cases.each_is_asked_anew(subject, expect, draw, ask, right, "maps-of-an-earlier-network")


@pytest.mark.task("feature_maps", points=0.25)
def test_layers_of_a_model_inside_the_model(subject: Subject, expect: Expect, draw: Draw) -> None:
    model, image = cases.nested(draw), cases.few(draw, 3, 5, 2)
    names = ["maps", "rescale"]
    try:
        got = subject.feature_maps(subject.place(model), image, names)
    except Exception as error:  # of whichever kind: what counts is that the outer layer alone is found
        subject.feature_maps(subject.place(model), image, ["rescale"])
        what = getattr(error, "text", "") or " ".join(getattr(error, "types", ())[:1])
        missed = what and "connected" not in what
        expect.unless(missed, "layers-of-the-outer-model-only", f"It raised an error: {what[:300]}")
        raise
    expect.close(got, oracle.feature_maps(model, image, names), why="The layer maps stands in the model base")


# tile_maps


@pytest.mark.task("tile_maps", points=0.5)
def test_maps_stand_row_by_row(subject: Subject, expect: Expect, draw: Draw) -> None:
    maps = draw.permutation(24).reshape(2, 3, 4) / 10
    got, want = subject.tile_maps(maps, 2), oracle.tile_maps(maps, 2)
    grey = isinstance(got, np.ndarray) and got.shape == want.shape and np.allclose(got, 255 * want, atol=1)
    expect.unless(grey, "grid-in-0-to-255")
    expect.unless(cases.more_below(maps, 2, got), "small-number-below")
    expect.close(got, want)
    maps = draw.normal(size=(5, 3, 6)).round(1)
    expect.close(subject.tile_maps(maps, 3), oracle.tile_maps(maps, 3))
    forms: tuple[Any, ...] = maps[:1], draw.permutation(24).reshape(2, 3, 4), maps[:2].tolist()
    for form in (*forms, maps.astype(np.float32)):
        expect.close(subject.tile_maps(form, 2), oracle.tile_maps(form, 2))


@pytest.mark.task("tile_maps", points=0.5)
def test_each_map_is_scaled_alone(subject: Subject, expect: Expect, draw: Draw) -> None:
    maps = draw.permutation(12).reshape(2, 3, 2) / 10 * [1, 10] + draw.integers(1, 5, size=2) * [1, -1]
    got = subject.tile_maps(maps, 2)
    expect.unless(cases.more_below(maps, 2, got), "small-number-below")
    expect.close(got, oracle.tile_maps(maps, 2), why="In each map 0 is darkest, 1 brightest")


@pytest.mark.task("tile_maps", points=0.25)
def test_dead_map_is_black(subject: Subject, expect: Expect, draw: Draw) -> None:
    maps = cases.few(draw, 2, 3, 3)
    maps[0, 0], maps[0, 1] = 0.0, 1.0
    dead, one = draw.permutation(3)[:2]
    maps[:, :, dead], maps[:, :, one] = 0.0, round(draw.uniform(0.2, 0.8), 1)
    try:
        got = subject.tile_maps(maps, 3)
    except Exception as error:
        by_zero = "ZeroDivisionError" in getattr(error, "types", ())
        expect.unless(by_zero, "dead-maps-divided-by-zero")
        raise
    expect.unless(cases.more_below(maps, 3, got), "small-number-below")
    expect.close(got, oracle.tile_maps(maps, 3), why="A map of one value only is 0 all over")
    expect.no_warning(why="The largest value minus the smallest is 0 there", diagnosis="dead-maps-divided-by-zero")


@pytest.mark.task("tile_maps", points=0.25)
def test_last_row_need_not_be_full(subject: Subject, expect: Expect, draw: Draw) -> None:
    for channels, columns in ((6, 3), (3, 2), (2, 3), (7, 3)):
        maps = draw.permutation(6 * channels).reshape(3, 2, channels) / 10
        try:
            got = subject.tile_maps(maps, columns)
        except Exception as error:
            what = getattr(error, "text", "")
            missed = "into shape (0,2)" in what and channels % columns > 0  # maps that fill their rows found room
            expect.unless(missed, "last-row-left-out", f"A map found no room: {what[:300]}")
            raise
        expect.unless(channels % columns == 0 and cases.more_below(maps, columns, got), "small-number-below")
        expect.close(got, oracle.tile_maps(maps, columns))


# filters_as_images


@pytest.mark.task("filters_as_images", points=0.5)
def test_filters_come_first_and_stay_whole(subject: Subject, expect: Expect, draw: Draw) -> None:
    for shape in ((2, 3, 1, 4), (3, 2, 3, 5)):
        kernel = (draw.permutation(np.prod(shape)).reshape(shape) - np.prod(shape) // 2) / 10
        model = cases.filters_of(draw, kernel)
        got = subject.filters_as_images(subject.place(model), "filters")
        want = oracle.filters_as_images(model, "filters")
        grey = isinstance(got, np.ndarray) and got.shape == want.shape and np.allclose(got, 255 * want, atol=1)
        expect.unless(grey, "filters-in-0-to-255")
        expect.close(got, want, why=f"The kernel's shape (kh, kw, channels, filters) is {shape}")


@pytest.mark.task("filters_as_images", points=0.25)
def test_each_filter_is_scaled_alone(subject: Subject, expect: Expect, draw: Draw) -> None:
    kernel = draw.permutation(24).reshape(2, 3, 1, 4) / 10 * [1, 5, 0.1, 2] - draw.integers(0, 3, size=4)
    model = cases.filters_of(draw, kernel)
    got = subject.filters_as_images(subject.place(model), "filters")
    expect.close(got, oracle.filters_as_images(model, "filters"), why="In each filter 0 is darkest, 1 brightest")
    got = subject.filters_as_images(subject.place(model), "more")
    expect.close(got, oracle.filters_as_images(model, "more"), why="Asked for was the second layer")


@pytest.mark.task("filters_as_images", points=0.25)
def test_channels_of_a_filter_share_one_scale(subject: Subject, expect: Expect, draw: Draw) -> None:
    kernel = draw.permutation(24).reshape(2, 2, 3, 2) / 10 * np.array([[1.0], [0.2], [0.1]]) + 0.5
    model = cases.filters_of(draw, kernel)
    got = subject.filters_as_images(subject.place(model), "filters")
    expect.close(got, oracle.filters_as_images(model, "filters"), why="A reddish filter must stay reddish")


@pytest.mark.task("filters_as_images", points=0.25)
def test_filter_of_equal_weights_is_black(subject: Subject, expect: Expect, draw: Draw) -> None:
    kernel = draw.permutation(18).reshape(2, 3, 1, 3) / 10
    kernel[..., draw.integers(3)] = round(draw.uniform(-1, 1), 1)
    model = cases.filters_of(draw, kernel)
    got = subject.filters_as_images(subject.place(model), "filters")
    expect.close(got, oracle.filters_as_images(model, "filters"), why="A filter of equal weights is 0 all over")
    expect.no_warning(why="The largest weight minus the smallest is 0 there", diagnosis="flat-filters-divided-by-zero")


# class_activation_map


@pytest.mark.task("class_activation_map", points=0.25)
def test_maps_are_weighted_by_their_mean_gradient(subject: Subject, expect: Expect, draw: Draw) -> None:
    model = cases.classifier(draw, "scores")
    image, class_index = cases.with_evidence(draw, model)
    placed = subject.place(model)
    got = subject.class_activation_map(placed, image, class_index, "maps")
    expect.close(got, oracle.class_activation_map(model, image, class_index, "maps"))
    before, after = oracle.scores(model, image), subject.probes.predict(placed, image[np.newaxis])[0]
    expect.unless(expect.alike(after, cases.softmax(before), rtol=1e-3), "softmax-put-on-for-a-map")
    expect.that(np.allclose(after, before, atol=1e-4), CHANGED)


@pytest.mark.task("class_activation_map", points=0.25)
def test_map_of_an_image_in_another_form(subject: Subject, expect: Expect, draw: Draw) -> None:
    sizes = cases.SMALL, (1, 5, 2)
    for size, form in (
        (sizes[0], np.rint),
        (sizes[0], np.ndarray.tolist),
        (sizes[0], np.float32),
        (sizes[1], np.array),
    ):
        model = cases.classifier(draw, "scores", size=size)
        drawn, class_index = cases.with_evidence(draw, model, size, whole=form is np.rint)
        image: Any = drawn if form is np.rint else form(drawn)
        got = subject.class_activation_map(subject.place(model), image, class_index, "maps")
        expect.close(got, oracle.class_activation_map(model, image, class_index, "maps"))


@pytest.mark.task("class_activation_map", points=0.25)
def test_network_is_asked_for_its_map_not_trained(subject: Subject, expect: Expect, draw: Draw) -> None:
    from keras import layers

    # BatchNormalization gives the same each time, in training too
    chances = (layers.BatchNormalization(), "copy-with-random-weights"), (layers.Dropout(0.5), "map-in-training")
    for then, name in chances:
        model = cases.classifier(draw, then=[then])
        image, class_index = cases.with_evidence(draw, model)
        got = subject.class_activation_map(subject.place(model), image, class_index, "maps")
        again = subject.class_activation_map(subject.place(model), image, class_index, "maps")
        strange = repr(again) != repr(got) and not expect.alike(again, got, rtol=1e-3)
        expect.unless(strange, name, "Asked again, it gave another map")
        want = oracle.class_activation_map(model, image, class_index, "maps")
        expect.close(got, want, why="Compared: a network in use, not in training")


@pytest.mark.task("class_activation_map", points=0.25)
def test_softmax_is_left_out(subject: Subject, expect: Expect, draw: Draw) -> None:
    for ending in ("softmax", "activation"):
        model = cases.classifier(draw, ending)
        image, class_index = cases.with_evidence(draw, model)
        got = subject.class_activation_map(subject.place(model), image, class_index, "maps")
        want = oracle.class_activation_map(model, image, class_index, "maps")
        expect.close(got, want, why="Compared: from the gradient of the score before the softmax")


@pytest.mark.task("class_activation_map", points=0.25)
def test_network_that_is_sure_has_a_map_too(subject: Subject, expect: Expect, draw: Draw) -> None:
    model = cases.classifier(draw)
    image, _ = cases.with_evidence(draw, model)
    class_index = int(oracle.scores(model, image).argmax())
    while not oracle.evidence(model, image, class_index, "maps").any():
        image, _ = cases.with_evidence(draw, model)
        class_index = int(oracle.scores(model, image).argmax())
    cases.sure(model, image, class_index)
    got = subject.class_activation_map(subject.place(model), image, class_index, "maps")
    want = oracle.class_activation_map(model, image, class_index, "maps")
    expect.close(got, want, why="The network gives this class a probability of 1")


@pytest.mark.task("class_activation_map", points=0.25)
def test_model_keeps_its_softmax(subject: Subject, expect: Expect, draw: Draw) -> None:
    model = cases.classifier(draw)
    image, class_index = cases.with_evidence(draw, model)
    placed = subject.place(model)
    seen = subject.class_activation_map(placed, image, class_index, "maps")
    expect.array(seen, oracle.class_activation_map(model, image, class_index, "maps").shape)
    before, after = np.asarray(model(image[np.newaxis]))[0], subject.probes.predict(placed, image[np.newaxis])[0]
    given, gives = (f"({', '.join(f'{value:.2f}' for value in values)})" for values in (before, after))
    problem = f"for this image the model gave {given} before and gives {gives} after"
    taken_off = expect.alike(after, oracle.scores(model, image), rtol=1e-3)
    expect.unless(taken_off, "softmax-taken-off-for-good", f"The change shows: {problem}")
    expect.that(
        np.allclose(after, before, atol=1e-4),
        f"changed the model it was given: {problem}. Whoever called you still needs it: work on a copy",
    )


@pytest.mark.task("class_activation_map", points=0.25)
def test_map_is_of_the_class_asked_for(subject: Subject, expect: Expect, draw: Draw) -> None:
    model = cases.classifier(draw)
    image, class_index = cases.with_evidence(draw, model)
    while class_index == oracle.scores(model, image).argmax():
        image, class_index = cases.with_evidence(draw, model)
    got = subject.class_activation_map(subject.place(model), image, class_index, "maps")
    want = oracle.class_activation_map(model, image, class_index, "maps")
    expect.close(got, want, why=f"Asked for was class {class_index}, which is not the predicted one")


@pytest.mark.task("class_activation_map", points=0.25)
def test_no_evidence_gives_zeros(subject: Subject, expect: Expect, draw: Draw) -> None:
    model = cases.classifier(draw)
    against, silent = model.get_weights(), model.get_weights()
    against[0], against[2] = np.abs(against[0]), -np.abs(against[2])
    silent[1] = np.full(4, -99.0)
    for weights, why in (
        (against, "Whatever a filter finds here lowers the score: nothing speaks for the class"),
        (silent, "No filter answers to this image"),
    ):
        model.set_weights(weights)
        image, class_index = cases.few(draw, 3, 5, 2), int(draw.integers(3))
        got = subject.class_activation_map(subject.place(model), image, class_index, "maps")
        below = isinstance(got, np.ndarray) and got.dtype.kind == "f" and bool(np.any(got < 0))
        expect.unless(below, "map-without-relu", "It has numbers below 0")
        expect.close(got, np.zeros((3, 5)), why=why)


@pytest.mark.task("class_activation_map", points=0.25)
def test_largest_value_is_one_and_zero_stays_zero(subject: Subject, expect: Expect, draw: Draw) -> None:
    model = cases.classifier(draw, "scores", filters=3)
    weights = model.get_weights()
    weights[0], weights[2] = np.abs(weights[0]), np.abs(weights[2])
    model.set_weights(weights)
    image, class_index = cases.few(draw, 3, 5, 2), int(draw.integers(3))
    got = subject.class_activation_map(subject.place(model), image, class_index, "maps")
    want = oracle.class_activation_map(model, image, class_index, "maps")
    expect.close(got, want, why="There is evidence everywhere here: the smallest value is not 0")


@pytest.mark.task("class_activation_map", points=0.25)
def test_map_has_the_size_of_the_image(subject: Subject, expect: Expect, draw: Draw) -> None:
    size, stride = (20, 35, 2), 5
    model = cases.classifier(draw, "scores", size=size, stride=stride)
    image, class_index = cases.with_evidence(draw, model, size)
    got = subject.class_activation_map(subject.place(model), image, class_index, "maps")
    want = oracle.class_activation_map(model, image, class_index, "maps")
    expect.no_known_mistake(got, want)
    expect.unless(np.shape(got) == size[1::-1], "width-and-height-exchanged", f"It is of shape {np.shape(got)}")
    got = expect.array(got, size[:2], why="The maps of the layer are of shape (4, 7), the image of (20, 35)")
    centres = got[stride // 2 :: stride, stride // 2 :: stride]
    overshoots = np.any((got < 0) | (got > 1 + 1e-6)) and np.all((centres > -1e-5) & (centres < 1 + 1e-5))
    expect.unless(overshoots, "map-that-overshoots", f"It has values from {got.min():.3g} to {got.max():.3g}")
    expect.that(np.isfinite(got).all() and got.min() >= 0 and got.max() <= 1 + 1e-6, "must lie in 0..1")
    places = got.reshape(4, stride, 7, stride).mean(axis=(1, 3))
    want = oracle.evidence(model, image, class_index, "maps")
    correlation = np.corrcoef(places.ravel(), want.ravel())[0, 1] if places.std() > 0 else 0.0
    expect.that(
        correlation > ALIKE,
        f"has heat in other places than the layer's map: a correlation of {correlation:.2f} with ours. "
        "Was it made larger along the right axes?",
    )


@pytest.mark.task("class_activation_map", points=0.25)
def test_each_network_has_a_map_of_its_own(subject: Subject, expect: Expect, draw: Draw) -> None:
    def ask(placed: Any, image: np.ndarray, class_index: int) -> Any:
        return subject.class_activation_map(placed, image, class_index, "maps")

    def right(model: Any, image: np.ndarray, class_index: int) -> Any:
        return oracle.class_activation_map(model, image, class_index, "maps")

    cases.each_is_asked_anew(subject, expect, draw, ask, right, "map-of-an-earlier-network")


@pytest.mark.task("class_activation_map", points=0.25)
def test_map_of_a_layer_in_a_model_inside_the_model(subject: Subject, expect: Expect, draw: Draw) -> None:
    model = cases.nested(draw)
    image, class_index = cases.with_evidence(draw, model)
    got = subject.class_activation_map(subject.place(model), image, class_index, "maps")
    want = oracle.class_activation_map(model, image, class_index, "maps")
    expect.close(got, want, why="The layer maps stands in the model base")


@pytest.mark.task("class_activation_map", points=0.5)
def test_heat_lies_where_the_mark_was_planted(subject: Subject, expect: Expect, draw: Draw) -> None:
    (y, x), class_index, image, model = cases.case_of_the_mark(draw)
    got = subject.class_activation_map(subject.place(model), image, class_index, "pooled")
    want = oracle.class_activation_map(model, image, class_index, "pooled")
    expect.no_known_mistake(got, want)
    heat = expect.array(got, (29, 37))
    share = heat[y - 2 : y + 5, x - 2 : x + 5].sum() / max(heat.sum(), 1e-9)
    expect.that(
        share > AT_THE_MARK,
        f"has {share:.0%} of its heat around the mark at rows {y} to {y + 2}, columns {x} to {x + 2}, which alone "
        f"makes it class {class_index}; expected more than {AT_THE_MARK:.0%}",
    )


# overlay


@pytest.mark.task("overlay", points=0.25)
def test_without_heat_it_is_the_image(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, heat = cases.few(draw, 2, 3, 3) / 2, cases.few(draw, 2, 3)
    try:
        got = subject.overlay(image, heat, 0.0)
    except Exception as error:
        what = getattr(error, "text", "")
        expect.unless("(2,3,4)" in what, "opacity-kept", f"It raised an error: {what[:300]}")
        raise
    expect.unless(np.shape(got) == (2, 3, 4), "opacity-kept", f"It is of shape {np.shape(got)}")
    got = expect.array(got, (2, 3, 3), why="Colours have three channels")
    full = expect.array(subject.overlay(image, heat, 1.0), (2, 3, 3))
    turned = np.allclose(full, image, atol=1e-6)
    got = subject.overlay(image, heat, 0.0)
    for seen, within, name in (
        (full, 1e-6, "alpha-left-out"),
        (255 * image, 1, "overlay-in-0-to-255"),
        (image / 2, 1e-6, "image-at-half-strength"),
        (image / image.max(), 1e-6, "overlay-divided-by-its-largest"),
    ):
        expect.unless(np.allclose(got, seen, atol=within) and not np.allclose(got, image, atol=1e-6), name)
    expect.that(
        np.allclose(got, image, atol=1e-6),
        "is not the image; with alpha 0 there is no heat in it"
        + ". With alpha 1 it is: which share is alpha?" * turned,
        diagnosis="alpha-the-wrong-way-round" if turned else None,
    )
    for image, heat in zip(cases.forms(draw, 1, 3, 3), cases.forms(draw, 1, 3), strict=True):
        got = expect.array(subject.overlay(image, heat, 0.0), (1, 3, 3))
        expect.that(np.allclose(got, image, atol=1e-6), "is not the image; with alpha 0 there is no heat in it")


@pytest.mark.task("overlay", points=0.25)
def test_colours_stay_in_range(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, heat = cases.few(draw, 5, 7, 3), cases.few(draw, 5, 7)
    image[0, 0], image[0, 1], heat[0, :2] = 1.0, 0.0, (1.0, 0.0)
    bare, faint = (
        expect.array(subject.overlay(image, heat, alpha), (5, 7, 3), why="Colours have three channels")
        for alpha in (0.0, 0.005)
    )
    brighter = (faint - bare).max() > 0.5 and (faint - bare).min() > -0.01 and np.allclose(bare, image, atol=1e-6)
    expect.unless(brighter and faint.max() <= 1 + 1e-6, "heat-in-bytes-cut-off", "So it did with alpha 0.005")
    for alpha in (0.0, 0.3, 0.7, 1.0):
        got = expect.array(subject.overlay(image, heat, alpha), (5, 7, 3))
        bytes_of = "heat-in-0-to-255" if alpha else "overlay-in-0-to-255"
        expect.that(
            np.isfinite(got).all() and got.min() >= -1e-6 and got.max() <= 1 + 1e-6,
            f"has values from {got.min():.3g} to {got.max():.3g}; expected colours in 0..1",
            diagnosis=bytes_of if got.max() > 2 else "sum-that-is-not-cut" if got.min() >= 0 else None,
        )
        other = expect.array(subject.overlay(image, 1 - heat, alpha), (5, 7, 3))
        expect.that(
            alpha == 0 or not np.allclose(got, other), "is what another heat map gave: nobody sees where it was hot"
        )


@pytest.mark.task("overlay", points=0.25)
def test_hot_and_cold_can_be_told_apart(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, heat = np.full((5, 7, 3), round(draw.uniform(0.3, 0.7), 1)), np.zeros((5, 7))
    y, x = draw.integers(5), draw.integers(7)
    heat[y, x] = 1.0
    got = expect.array(subject.overlay(image, heat.astype(int), 0.5), (5, 7, 3))
    lost = np.abs(got[y, x] - got[y - 1, x]).max() <= 0.05
    with_floats = expect.array(subject.overlay(image, heat, 0.5), (5, 7, 3))
    lost = lost and np.abs(with_floats[y, x] - with_floats[y - 1, x]).max() > 0.05
    expect.unless(lost, "heat-as-a-place-in-the-table", "The heat was given as the whole numbers 0 and 1")
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
    dark = expect.array(subject.overlay(0 * image, heat, 0.5), (5, 7, 3))
    expect.unless(np.abs(dark[y, x] - dark[y - 1, x]).max() <= 0.05, "heat-times-the-image")


@pytest.mark.task("overlay", points=0.25)
def test_image_shows_through(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, heat = 0.2 + 0.3 * draw.random((5, 7, 3)), np.full((5, 7), round(draw.uniform(0.2, 0.8), 1))
    got = expect.array(subject.overlay(image, heat, 0.4), (5, 7, 3))
    channels = [
        np.corrcoef(got[..., c].ravel(), image[..., c].ravel())[0, 1] for c in range(3) if got[..., c].std() > 1e-3
    ]
    expect.that(
        len(channels) > 0 and min(channels) > 0.9,
        "does not show the image: the heat is the same everywhere, so what is left is the image, paler",
        diagnosis="only-the-heat" if not channels and got.min() < 1 - 1e-6 else None,
    )
    rising = heat * np.linspace(0, 1, 7)
    faint, strong, falling = (subject.overlay(image, each, 0.4) for each in (rising / 2, rising, rising[:, ::-1]))
    stretched = expect.alike(faint, strong) and not expect.alike(strong, falling)
    expect.unless(stretched, "heat-divided-by-its-largest", "Half the heat gave the same colours")
    other = expect.array(subject.overlay(image, 1 - heat / 2, 0.4), (5, 7, 3))
    expect.that(not np.allclose(got, other), "is what another heat map gave: nobody sees where it was hot")


# saliency


def is_as_wrong(expect: Expect, array: np.ndarray, model: Any, image: Any, class_index: int, *names: str) -> None:
    """Fail if a saliency, up to a factor, is what one of the wrong ways of these names gives."""
    for name, way in expect.wrong_ways(*names).items() if array.any() else ():
        wrong = way(cases.copy(model), image, class_index)
        expect.unless(expect.alike(array, up_to_a_factor(array, wrong), rtol=1e-3), name)


def is_saliency(expect: Expect, got: Any, model: Any, image: Any, class_index: int) -> None:
    """Fail unless a saliency is right up to a factor; so is a wrong one known."""
    want = oracle.saliency(model, image, class_index)
    expect.no_known_mistake(got, want)
    array = expect.array(got, want.shape)
    scaled = up_to_a_factor(array, want)
    signed = bool(np.any(array < 0)) and expect.alike(np.abs(array), up_to_a_factor(np.abs(array), want), rtol=1e-3)
    expect.unless(signed, "saliency-with-sign")
    if not expect.alike(got, scaled):
        is_as_wrong(expect, array, model, image, class_index, *SALIENCY_SLIPS)
    expect.close(got, scaled)


@pytest.mark.task("saliency", points=0.25)
def test_saliency_is_the_size_of_the_gradient(subject: Subject, expect: Expect, draw: Draw) -> None:
    model = cases.classifier(draw, "scores", size=(3, 5, 1))
    image, class_index = cases.with_evidence(draw, model, (3, 5, 1))
    placed = subject.place(model)
    try:
        got = subject.saliency(placed, image, class_index)
    except Exception as error:
        what = getattr(error, "text", "")
        without = "None" in what and "callable" not in what
        expect.unless(without, "pixels-not-watched", f"It raised an error: {what[:300]}")
        raise
    is_saliency(expect, got, model, image, class_index)
    before, after = oracle.scores(model, image), subject.probes.predict(placed, image[np.newaxis])[0]
    expect.unless(expect.alike(after, cases.softmax(before), rtol=1e-3), "softmax-put-where-there-was-none")
    expect.that(np.allclose(after, before, atol=1e-4), CHANGED)
    row, rows = (1, 5, 1), (3, 5, 1)
    for size, form in ((row, np.array), (rows, np.ndarray.tolist), (rows, np.float32), (rows, np.rint)):
        model = cases.classifier(draw, "scores", size=size)
        drawn, class_index = cases.with_evidence(draw, model, size, whole=form is np.rint)
        given: Any = drawn if form is np.rint else form(drawn)
        got = subject.saliency(subject.place(model), given, class_index)
        is_saliency(expect, got, model, given, class_index)
    model = cases.silent(model)
    got = expect.array(subject.saliency(subject.place(model), image, class_index), rows[:2])
    expect.unless(np.isnan(got).any(), "saliency-divided-by-zero", "No filter answers to this image")
    expect.close(got, np.zeros(rows[:2]), why="No filter answers to this image: no pixel changes the score")


@pytest.mark.task("saliency", points=0.25)
def test_network_is_asked_for_its_gradient_not_trained(subject: Subject, expect: Expect, draw: Draw) -> None:
    from keras import layers

    # BatchNormalization gives the same each time, in training too
    chances = (layers.BatchNormalization(), "copy-with-random-weights"), (layers.Dropout(0.5), "saliency-in-training")
    for then, name in chances:
        model = cases.classifier(draw, "activation", size=(3, 5, 1), then=[then])
        image, class_index = cases.with_evidence(draw, model, (3, 5, 1))
        got, again = (subject.saliency(subject.place(model), image, class_index) for _ in range(2))
        strange = repr(again) != repr(got) and not expect.alike(again, got, rtol=1e-3)
        expect.unless(strange, name, "Asked again, it gave another")
        is_saliency(expect, got, model, image, class_index)
    model = cases.classifier(draw, "scores", size=(3, 5, 1))
    image, class_index = cases.with_evidence(draw, model, (3, 5, 1))
    former: list[np.ndarray] = []
    for placed, why in cases.in_turn(subject, draw, model, image, class_index):
        got = subject.saliency(placed, image, class_index)
        array = expect.array(got, image.shape[:2])
        earlier = any(expect.alike(array, up_to_a_factor(array, each), rtol=1e-3) for each in former)
        expect.unless(earlier, "saliency-of-an-earlier-network", why)
        is_saliency(expect, got, model, image, class_index)
        former.append(oracle.saliency(model, image, class_index))


@pytest.mark.task("saliency", points=0.25)
def test_channels_become_one_number_a_pixel(subject: Subject, expect: Expect, draw: Draw) -> None:
    model = cases.classifier(draw, size=(3, 5, 3))
    image, class_index = cases.with_evidence(draw, model, (3, 5, 3))
    placed = subject.place(model)
    got = subject.saliency(placed, image, class_index)
    after = subject.probes.predict(placed, image[np.newaxis])[0]
    taken_off = expect.alike(after, oracle.scores(model, image), rtol=1e-3)
    expect.unless(taken_off, "softmax-taken-off-for-good")
    expect.that(np.allclose(after, np.asarray(model(image[np.newaxis]))[0], atol=1e-4), CHANGED)
    meant = oracle.saliencies(model, image, class_index)
    expect.no_known_mistake(got, meant[0])
    expect.unless(np.shape(got) == (3, 5, 3), "saliency-of-each-channel", "It is of shape (3, 5, 3)")
    array = expect.array(got, (3, 5), why="One number a pixel")
    if not any(np.allclose(array, up_to_a_factor(array, want), rtol=1e-3, atol=1e-3 * array.max()) for want in meant):
        slips = "mean-over-the-channels", "size-taken-last", "one-channel-alone", "smallest-over-the-channels"
        is_as_wrong(expect, array, model, image, class_index, *slips)
        expect.close(
            got,
            meant[0],
            why="Compared: the largest over the channels; their sum or length is right too",
        )


@pytest.mark.task("saliency", points=0.25)
def test_only_pixels_of_the_mark_matter(subject: Subject, expect: Expect, draw: Draw) -> None:
    (y, x), class_index, image, model = cases.case_of_the_mark(draw)
    got = subject.saliency(subject.place(model), image, class_index)
    want = oracle.saliency(model, image, class_index)
    expect.no_known_mistake(got, want)
    heat = expect.array(got, (29, 37))
    share = heat[y : y + 3, x : x + 3].sum() / max(heat.sum(), 1e-30)
    expect.that(
        share > AT_THE_MARK,
        f"has {share:.0%} of itself in the mark at rows {y} to {y + 2}, columns {x} to {x + 2}, which alone makes it "
        f"class {class_index}, and of which the network is sure; expected more than {AT_THE_MARK:.0%}",
    )
