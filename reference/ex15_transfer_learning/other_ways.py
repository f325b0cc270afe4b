"""Other right ways of ex15. Keras is imported inside, so that reading this catalogue costs nothing."""

from __future__ import annotations

from reference.kit.catalogue import other_way


@other_way("freeze", how="the whole shut first, then the last opened inside it")
def whole_shut_last_opened(model, keep_last=0):
    model.trainable = True
    model.trainable = False
    for layer in model.layers[len(model.layers) - keep_last :]:
        layer.trainable = True
    return model


@other_way("freeze", how="counted from the end")
def from_the_end(model, keep_last=0):
    for place, layer in enumerate(reversed(model.layers)):
        layer.trainable = place < keep_last
    return model


@other_way(
    "build_transfer_model", how="on the base's own tensors, so that its layers are shared; activations as layers"
)
def shared_layers(base, n_classes, hidden, dropout):
    import keras

    x = keras.layers.Flatten(name="row")(base.output)
    x = keras.layers.Activation("relu")(keras.layers.Dense(hidden)(x))
    x = keras.layers.Dropout(dropout)(x)
    outputs = keras.layers.Softmax()(keras.layers.Dense(n_classes)(x))
    return keras.Model(base.input, outputs)


@other_way("build_transfer_model", how="Sequential, with the base as its first layer")
def in_a_line(base, n_classes, hidden, dropout):
    import keras

    return keras.Sequential(
        [
            keras.Input(base.input_shape[1:]),
            base,
            keras.layers.Flatten(),
            keras.layers.Dense(hidden, "relu"),
            keras.layers.Dropout(dropout),
            keras.layers.Dense(n_classes, "softmax"),
        ]
    )


@other_way("build_transfer_model", how="the base called with training=False, as the guides have it")
def called_in_inference_mode(base, n_classes, hidden, dropout):
    import keras

    inputs = keras.Input(base.input_shape[1:])
    x = keras.layers.Flatten()(base(inputs, training=False))
    x = keras.layers.Dropout(dropout)(keras.layers.Dense(hidden, activation="relu")(x))
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))


@other_way(
    "train_head", how="switched on and off as a whole, so that the switch works; RMSprop, small batches, loss object"
)
def on_and_off(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    keras.utils.set_random_seed(rng_seed)
    base.trainable = True
    base.trainable = False
    loss = keras.losses.SparseCategoricalCrossentropy()
    model.compile(keras.optimizers.RMSprop(learning_rate), loss, metrics=["sparse_categorical_accuracy"])
    found = model.fit(images, labels, batch_size=16, epochs=epochs, validation_data=tuple(validation), verbose=0)
    return {name: [float(value) for value in values] for name, values in found.history.items()}


@other_way("train_head", how="the base asked once about all images, the head alone trained on its answers")
def base_asked_once(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    keras.utils.set_random_seed(rng_seed)
    inside = {id(base), *(id(layer) for layer in base.layers)}
    inputs = x = keras.Input(base.output_shape[1:])
    for layer in model.layers:
        if id(layer) not in inside and not isinstance(layer, keras.layers.InputLayer):
            x = layer(x)
    head = keras.Model(inputs, x)
    head.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    seen, watched = base.predict(images, verbose=0), base.predict(validation[0], verbose=0)
    return head.fit(seen, labels, epochs=epochs, validation_data=(watched, validation[1]), verbose=0).history


@other_way("train_head", how="gradient descent with momentum, batches of 8")
def head_with_momentum(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    keras.utils.set_random_seed(rng_seed)
    for layer in base.layers:
        layer.trainable = False
    descent = keras.optimizers.SGD(learning_rate, momentum=0.9)
    model.compile(descent, "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, 8, epochs, validation_data=validation, verbose=0).history


@other_way("train_head", how="mirrored copies as further images")
def with_mirrored_images(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras
    import numpy as np

    keras.utils.set_random_seed(rng_seed)
    for layer in base.layers:
        layer.trainable = False
    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    both, twice = np.concatenate([images, images[:, :, ::-1]]), np.concatenate([labels, labels])
    return model.fit(both, twice, epochs=epochs, validation_data=validation, verbose=0).history


@other_way("train_head", how="stops where val_loss no longer falls, and goes back to the best weights")
def head_stopped_early(model, base, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    keras.utils.set_random_seed(rng_seed)
    for layer in base.layers:
        layer.trainable = False
    stop = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
    model.compile(keras.optimizers.Adam(learning_rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, epochs=epochs, validation_data=validation, callbacks=[stop], verbose=0).history


@other_way("fine_tune", how="in batches of 8, with an average of the weights")
def tuned_in_small_batches(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    keras.utils.set_random_seed(rng_seed)
    border = len(base.layers) - last_layers
    for i, layer in enumerate(base.layers):
        layer.trainable = i >= border and not isinstance(layer, keras.layers.BatchNormalization)
    calm = keras.optimizers.Adam(learning_rate, use_ema=True, ema_momentum=0.9)
    model.compile(calm, "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, 8, epochs, validation_data=validation, verbose=0).history


@other_way("fine_tune", how="opened layer by layer, BatchNormalization passed over, RMSprop")
def layer_by_layer(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    keras.utils.set_random_seed(rng_seed)
    border = len(base.layers) - last_layers
    for i, layer in enumerate(base.layers):
        layer.trainable = i >= border and "BatchNormalization" not in type(layer).__name__
    model.compile(keras.optimizers.RMSprop(learning_rate), "sparse_categorical_crossentropy", metrics=["acc"])
    return dict(model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history)


@other_way("fine_tune", how="the base switched off and on as a whole, so that the switch works, then the first shut")
def off_and_on(model, base, last_layers, images, labels, validation, epochs, learning_rate, rng_seed):
    import keras

    keras.utils.set_random_seed(rng_seed)
    base.trainable = False
    base.trainable = True
    for layer in base.layers[:-last_layers]:
        layer.trainable = False
    for layer in base.layers[-last_layers:]:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = False
    rate = keras.optimizers.Adam(learning_rate)
    model.compile(optimizer=rate, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(images, labels, epochs=epochs, validation_data=validation, verbose=0).history
