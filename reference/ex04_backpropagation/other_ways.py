"""Other right ways of ex04."""

from __future__ import annotations

import numpy as np

from reference.kit.catalogue import other_way


@other_way("dense_backward", how="three loops that follow each product of the forward formula")
def dense_backward_with_loops(upstream, x, weights):
    (images, units), features = np.shape(upstream), np.shape(weights)[0]
    d_x, d_weights, d_bias = np.zeros((images, features)), np.zeros((features, units)), np.zeros(units)
    for b in range(images):
        for k in range(units):
            d_bias[k] += upstream[b][k]
            for d in range(features):
                d_x[b, d] += upstream[b][k] * weights[d][k]
                d_weights[d, k] += upstream[b][k] * x[b][d]
    return d_x, d_weights, d_bias


@other_way("dense_backward", how="einsum in float32, as a list, in Fortran order")
def dense_backward_with_einsum(upstream, x, weights):
    upstream, x, weights = (np.asarray(each, dtype=np.float32) for each in (upstream, x, weights))
    d_weights = np.einsum("bk,bd->dk", upstream, x)
    return [np.einsum("bk,dk->bd", upstream, weights), np.asfortranarray(d_weights), np.einsum("bk->k", upstream)]


@other_way("dense_backward", how="bias as the weights of a feature that is always 1")
def dense_backward_with_a_constant_feature(upstream, x, weights):
    extended = np.hstack([x, np.ones((len(x), 1))])
    d_extended = extended.T @ upstream
    return np.dot(upstream, np.transpose(weights)), d_extended[:-1], d_extended[-1]


@other_way("relu_backward", how="np.where")
def relu_backward_with_where(upstream, z):
    return np.where(np.asarray(z) > 0, upstream, 0)


@other_way("relu_backward", how="a copy in float32 with zeros written into it")
def relu_backward_on_a_copy(upstream, z):
    result = np.array(upstream, dtype=np.float32)
    result[np.asarray(z) <= 0] = 0
    return result


@other_way("softmax_cross_entropy_backward", how="one-hot truth from an identity matrix")
def softmax_cross_entropy_backward_one_hot(scores, labels):
    scores = np.asarray(scores, dtype=float)
    probabilities = np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))
    truth = np.eye(scores.shape[1])[labels]
    return (probabilities - truth) / scores.shape[0]


@other_way("softmax_cross_entropy_backward", how="image by image, float32")
def softmax_cross_entropy_backward_by_image(scores, labels):
    result = np.zeros(np.shape(scores), dtype=np.float32)
    for row, label, out in zip(scores, labels, result, strict=True):
        exponentials = np.exp(row - np.max(row))
        out[:] = exponentials / exponentials.sum()
        out[label] -= 1
    return result / np.float32(len(result))


@other_way("numerical_gradient", how="one number moved in place, its old value put back, x in Fortran order")
def numerical_gradient_put_back(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float, order="F")
    gradient = np.zeros_like(x)
    places = np.nditer(x, flags=["multi_index"])
    for _ in places:
        place = places.multi_index
        old = x[place]
        x[place] = old + epsilon
        above = f(x)
        x[place] = old - epsilon
        below = f(x)
        x[place] = old
        gradient[place] = (above - below) / (2 * epsilon)
    return gradient


@other_way("numerical_gradient", how="four points, error of order epsilon to the fourth")
def numerical_gradient_four_points(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    slopes = []
    for step in epsilon * np.eye(x.size).reshape(x.size, *x.shape):
        near, far = f(x + step) - f(x - step), f(x + 2 * step) - f(x - 2 * step)
        slopes.append((8 * near - far) / (12 * epsilon))
    return np.reshape(slopes, x.shape)


@other_way("numerical_gradient", how="half a step to either side")
def numerical_gradient_half_steps(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for place in np.ndindex(*x.shape):
        above, below = x.copy(), x.copy()
        above[place] += epsilon / 2
        below[place] -= epsilon / 2
        gradient[place] = (f(above) - f(below)) / epsilon
    return gradient


@other_way("mlp_loss_and_gradients", how="on its own, without the other tasks; masked by the hidden layer's output")
def mlp_on_its_own(x, labels, layers):
    (w1, b1), (w2, b2) = [(np.asarray(w, dtype=float), np.asarray(b, dtype=float)) for w, b in layers]
    x, labels = np.asarray(x, dtype=float), np.asarray(labels)
    hidden = np.maximum(0, x @ w1 + b1)
    scores = hidden @ w2 + b2
    log_p = scores - np.logaddexp.reduce(scores, axis=1)[:, None]
    truth = np.eye(scores.shape[1])[labels]
    loss = -(np.where(truth > 0, log_p, 0)).sum() / len(x)
    d_scores = (np.exp(log_p) - truth) / len(x)
    d_z = (d_scores @ w2.T) * (hidden > 0)
    return [float(loss), ([x.T @ d_z, d_z.sum(0)], [hidden.T @ d_scores, d_scores.sum(0)])]


@other_way("mlp_loss_and_gradients", how="image by image, the gradients averaged at the end, float32")
def mlp_image_by_image(x, labels, layers):
    (w1, b1), (w2, b2) = [(np.asarray(w, dtype=np.float32), np.asarray(b, dtype=np.float32)) for w, b in layers]
    gradients = [np.zeros_like(w1), np.zeros_like(b1), np.zeros_like(w2), np.zeros_like(b2)]
    loss = np.float32(0)
    for row, label in zip(np.asarray(x, dtype=np.float32), labels, strict=True):
        z = row @ w1 + b1
        hidden = np.maximum(z, 0)
        shifted = hidden @ w2 + b2
        shifted -= shifted.max()
        total = np.exp(shifted).sum()
        loss += np.log(total) - shifted[label]
        d_scores = np.exp(shifted) / total
        d_scores[label] -= 1
        d_z = (w2 @ d_scores) * (z > 0)
        for sum_, part in zip(gradients, (np.outer(row, d_z), d_z, np.outer(hidden, d_scores), d_scores), strict=True):
            sum_ += part
    d_w1, d_b1, d_w2, d_b2 = (each / len(labels) for each in gradients)
    return loss / len(labels), [(d_w1, d_b1), (d_w2, d_b2)]
