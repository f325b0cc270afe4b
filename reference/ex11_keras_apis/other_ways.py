"""Other right ways of ex11. Keras is imported inside, so that reading this catalogue costs nothing."""

from __future__ import annotations

from reference.kit.catalogue import other_way


@other_way("sequential_mlp", how="one list, Reshape instead of Flatten, activations as layers of their own")
def activations_as_layers(input_shape, hidden, n_classes):
    import keras

    layers = [keras.Input(input_shape), keras.layers.Reshape((-1,))]
    for width in hidden:
        layers += [keras.layers.Dense(width), keras.layers.ReLU()]
    return keras.Sequential([*layers, keras.layers.Dense(n_classes), keras.layers.Activation("softmax")])


@other_way("sequential_mlp", how="built afterwards with the shape of a batch, functions as activations")
def built_afterwards(input_shape, hidden, n_classes):
    import keras

    model = keras.Sequential(name="perceptron")
    model.add(keras.layers.Flatten())
    for width in hidden:
        model.add(keras.layers.Dense(units=width, activation=keras.activations.relu, kernel_initializer="he_normal"))
    model.add(keras.layers.Dense(n_classes, keras.activations.softmax))
    model.build((None, *input_shape))
    return model


@other_way("functional_mlp", how="operations of keras.ops between the layers")
def with_operations(input_shape, hidden, n_classes):
    import keras

    inputs = keras.Input(shape=list(input_shape))
    x = keras.layers.Flatten()(inputs)
    for width in hidden:
        x = keras.ops.relu(keras.layers.Dense(width)(x))
    return keras.Model(inputs=[inputs], outputs=keras.ops.softmax(keras.layers.Dense(n_classes)(x)))


@other_way("functional_mlp", how="a class of its own; the output layer is made first")
def as_a_class(input_shape, hidden, n_classes):
    import keras

    class Perceptron(keras.Model):
        def __init__(self):
            super().__init__()
            self.last = keras.layers.Dense(n_classes, activation="softmax")
            self.flatten = keras.layers.Flatten()
            self.inner = [keras.layers.Dense(width, activation="relu") for width in hidden]

        def call(self, x):
            x = self.flatten(x)
            for layer in self.inner:
                x = layer(x)
            return self.last(x)

    model = Perceptron()
    model(keras.Input(input_shape))
    return model


@other_way("two_inputs_two_outputs", how="a convolution, dropout, outputs as a dict, loss objects, RMSprop")
def with_a_convolution(image_shape, n_words, n_classes):
    import keras

    image, words = keras.Input(image_shape, name="image"), keras.Input((n_words,), name="words")
    seen = keras.layers.Conv2D(8, 3, padding="same", activation="relu")(image)
    seen = keras.layers.GlobalAveragePooling2D()(seen)
    both = keras.layers.concatenate([keras.layers.Dense(12, activation="tanh")(words), seen])
    both = keras.layers.Dropout(0.25)(both)
    ripe = keras.layers.Activation("sigmoid", name="ripe")(keras.layers.Dense(1)(both))
    fruit = keras.layers.Softmax(name="class")(keras.layers.Dense(n_classes)(both))
    model = keras.Model({"words": words, "image": image}, {"ripe": ripe, "class": fruit})
    losses = {"class": keras.losses.SparseCategoricalCrossentropy(), "ripe": keras.losses.BinaryCrossentropy()}
    model.compile(optimizer=keras.optimizers.RMSprop(1e-4), loss=losses, metrics={"class": "accuracy"})
    return model


@other_way("two_inputs_two_outputs", how="joined from the start, words first, losses as a list, plain SGD")
def joined_from_the_start(image_shape, n_words, n_classes):
    import keras

    words, image = keras.Input(shape=(n_words,), name="words"), keras.Input(shape=image_shape, name="image")
    both = keras.layers.Concatenate()([words, keras.layers.Flatten()(image)])
    both = keras.layers.BatchNormalization()(keras.layers.Dense(24, activation="relu")(both))
    ripe = keras.layers.Dense(1, "sigmoid", name="ripe")(both)
    fruit = keras.layers.Dense(n_classes, "softmax", name="class")(both)
    model = keras.Model([words, image], [ripe, fruit])
    model.compile("sgd", ["binary_crossentropy", "sparse_categorical_crossentropy"])
    return model


@other_way("shared_layers", how="a list of layers, each called twice, no model inside")
def layers_called_twice(input_shape, hidden):
    import keras

    layers = [keras.layers.Flatten()]
    layers += [keras.layers.Dense(width, activation="relu") for width in hidden]
    inputs = [keras.Input(input_shape), keras.Input(input_shape)]
    codes = list(inputs)
    for layer in layers:
        codes = [layer(code) for code in codes]
    return keras.Model(inputs, codes)


@other_way("shared_layers", how="through the layers of a functional model, named and as a tuple")
def through_a_functional_model(input_shape, hidden):
    import keras

    x = photo = keras.Input(input_shape)
    x = keras.layers.Reshape((-1,))(x)
    for width in hidden:
        x = keras.layers.Activation("relu")(keras.layers.Dense(width)(x))
    encoder = keras.Model(photo, x, name="encoder")
    left, right = keras.Input(input_shape, name="left"), keras.Input(input_shape, name="right")
    return keras.Model(inputs=(left, right), outputs=(encoder(left), encoder(right)))
