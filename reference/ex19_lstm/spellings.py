"""Wrong ways of ex19 in other spellings."""

from __future__ import annotations

import random

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from reference.kit.catalogue import spelling

# lstm_cell


def _s(z):
    """The sigmoid, from the side on which nothing overflows."""
    z = np.asarray(z, dtype=float)
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small) / (1 + small)


def _sums(x, h, kernel, recurrent_kernel, bias):
    """One product of the word and what was said, side by side."""
    both = np.hstack([np.asarray(x, dtype=float), np.asarray(h, dtype=float)])
    return both @ np.vstack([np.asarray(kernel), np.asarray(recurrent_kernel)]) + np.asarray(bias)


def _quarters(x, h, kernel, recurrent_kernel, bias, order="ifco"):
    """Cut by hand; `order` says which gate is in which quarter. Return those of i, f, c, o."""
    sums = _sums(x, h, kernel, recurrent_kernel, bias)
    units = sums.shape[1] // 4
    return [sums[:, units * order.index(gate) : units * (order.index(gate) + 1)] for gate in "ifco"]


def _stepped(parts, c):
    """Make (h, c) of the four quarters."""
    i, f, z, o = parts
    c = np.asarray(c, dtype=float) * _s(f) + np.tanh(z) * _s(i)
    return np.tanh(c) * _s(o), c


def _text_by_text(x, h, c, kernel, recurrent_kernel, bias, order="ifco", sigmoid=_s):
    """Read one text of the batch after the other, a number at a time."""
    kernel, recurrent_kernel, bias = (np.asarray(value, dtype=float) for value in (kernel, recurrent_kernel, bias))
    units = len(recurrent_kernel)
    said, kept = [], []
    for word, heard, memory in zip(x, h, c, strict=True):
        sums = np.asarray(word) @ kernel + np.asarray(heard) @ recurrent_kernel + bias
        gate = {name: sums[units * place : units * (place + 1)] for place, name in enumerate(order)}
        new = sigmoid(gate["f"]) * np.asarray(memory) + sigmoid(gate["i"]) * np.tanh(gate["c"])
        kept.append(new)
        said.append(sigmoid(gate["o"]) * np.tanh(new))
    return np.array(said), np.array(kept)


@spelling("forget-gate-first")
def quarters_f_i_c_o(x, h, c, kernel, recurrent_kernel, bias):
    return _stepped(_quarters(x, h, kernel, recurrent_kernel, bias, "fico"), c)


@spelling("forget-gate-first")
def text_by_text_f_i_c_o(x, h, c, kernel, recurrent_kernel, bias):
    return _text_by_text(x, h, c, kernel, recurrent_kernel, bias, "fico")


@spelling("new-notes-last")
def quarters_i_f_o_c(x, h, c, kernel, recurrent_kernel, bias):
    return _stepped(_quarters(x, h, kernel, recurrent_kernel, bias, "ifoc"), c)


@spelling("new-notes-last")
def text_by_text_i_f_o_c(x, h, c, kernel, recurrent_kernel, bias):
    return _text_by_text(x, h, c, kernel, recurrent_kernel, bias, "ifoc")


@spelling("new-notes-second")
def quarters_i_c_f_o(x, h, c, kernel, recurrent_kernel, bias):
    return _stepped(_quarters(x, h, kernel, recurrent_kernel, bias, "icfo"), c)


@spelling("new-notes-second")
def text_by_text_i_c_f_o(x, h, c, kernel, recurrent_kernel, bias):
    return _text_by_text(x, h, c, kernel, recurrent_kernel, bias, "icfo")


@spelling("forget-input-output-notes")
def quarters_f_i_o_c(x, h, c, kernel, recurrent_kernel, bias):
    return _stepped(_quarters(x, h, kernel, recurrent_kernel, bias, "fioc"), c)


@spelling("forget-input-output-notes")
def text_by_text_f_i_o_c(x, h, c, kernel, recurrent_kernel, bias):
    return _text_by_text(x, h, c, kernel, recurrent_kernel, bias, "fioc")


@spelling("output-gate-first")
def quarters_o_f_i_c(x, h, c, kernel, recurrent_kernel, bias):
    return _stepped(_quarters(x, h, kernel, recurrent_kernel, bias, "ofic"), c)


@spelling("output-gate-first")
def text_by_text_o_f_i_c(x, h, c, kernel, recurrent_kernel, bias):
    return _text_by_text(x, h, c, kernel, recurrent_kernel, bias, "ofic")


@spelling("gates-taken-in-turns")
def reshaped_with_gates_last(x, h, c, kernel, recurrent_kernel, bias):
    sums = _sums(x, h, kernel, recurrent_kernel, bias)
    return _stepped(np.moveaxis(sums.reshape(len(sums), -1, 4), -1, 0), c)


@spelling("gates-taken-in-turns")
def every_fourth_column(x, h, c, kernel, recurrent_kernel, bias):
    sums = _sums(x, h, kernel, recurrent_kernel, bias).T
    return _stepped([sums[place::4].T for place in range(4)], c)


@spelling("tanh-and-sigmoid-exchanged")
def functions_named_wrongly(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    gate, note = np.tanh, _s
    c = gate(f) * np.asarray(c) + gate(i) * note(z)
    return gate(o) * note(c), c


@spelling("tanh-and-sigmoid-exchanged")
def tanh_over_all_gates(x, h, c, kernel, recurrent_kernel, bias):
    sums = _sums(x, h, kernel, recurrent_kernel, bias)
    i, f, _, o = np.split(np.tanh(sums), 4, axis=1)
    c = i * np.split(_s(sums), 4, axis=1)[2] + f * c
    return _s(c) * o, c


@spelling("new-notes-through-a-sigmoid")
def sigmoid_over_everything(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = np.split(_s(_sums(x, h, kernel, recurrent_kernel, bias)), 4, axis=1)
    c = f * c + i * z
    return o * np.tanh(c), c


@spelling("new-notes-through-a-sigmoid")
def sigmoid_for_the_notes(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    c = np.add(np.multiply(_s(f), c), np.multiply(_s(i), _s(z)))
    return np.multiply(_s(o), np.tanh(c)), c


@spelling("no-tanh-on-the-way-out")
def memory_times_the_gate(x, h, c, kernel, recurrent_kernel, bias):
    parts = _quarters(x, h, kernel, recurrent_kernel, bias)
    memory = _stepped(parts, c)[1]
    return memory * _s(parts[3]), memory


@spelling("no-tanh-on-the-way-out")
def gate_times_the_sum(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    kept, new = _s(f) * c, _s(i) * np.tanh(z)
    return _s(o) * kept + _s(o) * new, kept + new


@spelling("forgets-what-it-knew")
def new_notes_alone(x, h, c, kernel, recurrent_kernel, bias):
    i, _, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    memory = np.tanh(z) * _s(i)
    return np.tanh(memory) * _s(o), memory


@spelling("forgets-what-it-knew")
def memory_of_zeros(x, h, c, kernel, recurrent_kernel, bias):
    return _text_by_text(x, h, np.zeros(np.shape(c)), kernel, recurrent_kernel, bias)


@spelling("tanh-after-the-output-gate")
def tanh_around_the_product(x, h, c, kernel, recurrent_kernel, bias):
    parts = _quarters(x, h, kernel, recurrent_kernel, bias)
    memory = _stepped(parts, c)[1]
    return np.tanh(memory * _s(parts[-1])), memory


@spelling("tanh-after-the-output-gate")
def brackets_around_everything(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = np.split(_sums(x, h, kernel, recurrent_kernel, bias), 4, axis=1)
    c = _s(f) * c + _s(i) * np.tanh(z)
    h = np.tanh(_s(o) * c)
    return h, c


@spelling("memory-squashed")
def tanh_kept_as_memory(x, h, c, kernel, recurrent_kernel, bias):
    parts = _quarters(x, h, kernel, recurrent_kernel, bias)
    memory = np.tanh(_stepped(parts, c)[1])
    return memory * _s(parts[3]), memory


@spelling("memory-squashed")
def tanh_over_the_sum(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = np.split(_sums(x, h, kernel, recurrent_kernel, bias), 4, axis=1)
    c = np.tanh(np.tanh(z) * _s(i) + np.asarray(c) * _s(f))
    h = c * _s(o)
    return h, c


@spelling("relu-for-tanh")
def negative_notes_cut_off(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    memory = _s(f) * c + _s(i) * np.clip(z, 0, None)
    return np.clip(memory, 0, None) * _s(o), memory


@spelling("relu-for-tanh")
def relu_as_a_function(x, h, c, kernel, recurrent_kernel, bias):
    def relu(z):
        return z * (z > 0)

    i, f, z, o = np.split(_sums(x, h, kernel, recurrent_kernel, bias), 4, axis=1)
    c = _s(f) * c + _s(i) * relu(z)
    return _s(o) * relu(c), c


def _sixth(z):
    return np.minimum(np.maximum(np.asarray(z) / 6 + 0.5, 0), 1)


def _fifth(z):
    return np.minimum(np.maximum(0.2 * np.asarray(z) + 0.5, 0), 1)


@spelling("hard-sigmoid")
def three_straight_pieces(x, h, c, kernel, recurrent_kernel, bias):
    return _text_by_text(x, h, c, kernel, recurrent_kernel, bias, sigmoid=_sixth)


@spelling("hard-sigmoid")
def relu_of_six(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    i, f, o = (np.clip(gate + 3, 0, 6) / 6 for gate in (i, f, o))
    c = f * c + i * np.tanh(z)
    return o * np.tanh(c), c


@spelling("hard-sigmoid-of-keras-2")
def a_fifth_and_a_half(x, h, c, kernel, recurrent_kernel, bias):
    return _text_by_text(x, h, c, kernel, recurrent_kernel, bias, sigmoid=_fifth)


@spelling("hard-sigmoid-of-keras-2")
def clipped_line(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    i, f, o = (np.clip((2 * gate + 5) / 10, 0, 1) for gate in (i, f, o))
    c = f * c + i * np.tanh(z)
    return o * np.tanh(c), c


@spelling("forget-bias-added")
def one_more_for_the_forget_gate(x, h, c, kernel, recurrent_kernel, bias):
    bias, units = np.array(bias, dtype=float), np.shape(h)[1]
    bias[units : 2 * units] += 1
    return _text_by_text(x, h, c, kernel, recurrent_kernel, bias)


@spelling("forget-bias-added")
def sigmoid_of_f_and_one(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    forget_bias = 1.0
    return _stepped((i, forget_bias + f, z, o), c)


@spelling("takes-every-note")
def input_gate_not_used(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    return _stepped((np.full(i.shape, np.inf), f, z, o), c)


@spelling("takes-every-note")
def candidate_added_as_it_is(x, h, c, kernel, recurrent_kernel, bias):
    _, f, z, o = np.split(_sums(x, h, kernel, recurrent_kernel, bias), 4, axis=1)
    c = np.tanh(z) + c * _s(f)
    return np.tanh(c) * _s(o), c


@spelling("forget-gate-turned-round")
def as_much_as_is_forgotten(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    return _stepped((i, -f, z, o), c)


@spelling("forget-gate-turned-round")
def memory_minus_what_is_forgotten(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = np.split(_sums(x, h, kernel, recurrent_kernel, bias), 4, axis=1)
    c = c - _s(f) * c + _s(i) * np.tanh(z)
    return _s(o) * np.tanh(c), c


@spelling("one-gate-for-both")
def coupled_gates(x, h, c, kernel, recurrent_kernel, bias):
    _, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    return _stepped((-f, f, z, o), c)


@spelling("one-gate-for-both")
def mixture_of_old_and_new(x, h, c, kernel, recurrent_kernel, bias):
    _, f, z, o = np.split(_sums(x, h, kernel, recurrent_kernel, bias), 4, axis=1)
    new = np.tanh(z)
    c = new + _s(f) * (c - new)
    return _s(o) * np.tanh(c), c


@spelling("says-the-old-memory")
def said_before_it_is_written(x, h, c, kernel, recurrent_kernel, bias):
    parts = _quarters(x, h, kernel, recurrent_kernel, bias)
    said = np.tanh(c) * _s(parts[3])
    return said, _stepped(parts, c)[1]


@spelling("says-the-old-memory")
def both_in_one_line(x, h, c, kernel, recurrent_kernel, bias):
    i, f, _z, o = (_s(part) for part in _quarters(x, h, kernel, recurrent_kernel, bias))
    notes = np.tanh(_quarters(x, h, kernel, recurrent_kernel, bias)[2])
    h, c = o * np.tanh(c), f * c + i * notes
    return h, c


@spelling("one-bias-for-all-gates")
def first_numbers_for_each_gate(x, h, c, kernel, recurrent_kernel, bias):
    units, bias = np.shape(c)[1], np.asarray(bias)
    parts = _quarters(x, h, kernel, recurrent_kernel, np.zeros(4 * units))
    return _stepped([part + bias[:units] for part in parts], c)


@spelling("one-bias-for-all-gates")
def bias_repeated(x, h, c, kernel, recurrent_kernel, bias):
    first = list(bias)[: len(bias) // 4]
    return _text_by_text(x, h, c, kernel, recurrent_kernel, first * 4)


@spelling("bias-forgotten")
def products_alone(x, h, c, kernel, recurrent_kernel, bias):
    return _stepped(_quarters(x, h, kernel, recurrent_kernel, 0), c)


@spelling("bias-forgotten")
def bias_of_zeros(x, h, c, kernel, recurrent_kernel, bias):
    return _text_by_text(x, h, c, kernel, recurrent_kernel, np.zeros(len(bias)))


@spelling("what-was-said-is-not-heard")
def word_alone(x, h, c, kernel, recurrent_kernel, bias):
    sums = np.asarray(x) @ np.asarray(kernel) + np.asarray(bias)
    return _stepped(np.split(sums, 4, axis=-1), c)


@spelling("what-was-said-is-not-heard")
def nothing_said_before(x, h, c, kernel, recurrent_kernel, bias):
    return _text_by_text(x, np.zeros(np.shape(h)), c, kernel, recurrent_kernel, bias)


@spelling("memory-heard-instead")
def recurrent_kernel_times_memory(x, h, c, kernel, recurrent_kernel, bias):
    return _stepped(_quarters(x, c, kernel, recurrent_kernel, bias), c)


@spelling("memory-heard-instead")
def memory_for_both(x, h, c, kernel, recurrent_kernel, bias):
    return _text_by_text(x, c, c, kernel, recurrent_kernel, bias)


@spelling("memory-first")
def c_and_then_h(x, h, c, kernel, recurrent_kernel, bias):
    h, c = _stepped(_quarters(x, h, kernel, recurrent_kernel, bias), c)
    return c, h


@spelling("memory-first")
def turned_round_at_the_end(x, h, c, kernel, recurrent_kernel, bias):
    return _text_by_text(x, h, c, kernel, recurrent_kernel, bias)[::-1]


@spelling("memory-cut-to-whole-numbers")
def array_like_the_memory(x, h, c, kernel, recurrent_kernel, bias):
    parts = _quarters(x, h, kernel, recurrent_kernel, bias)
    new = np.empty_like(c)
    new[...] = _stepped(parts, c)[1]
    return _s(parts[3]) * np.tanh(new), new


@spelling("memory-cut-to-whole-numbers")
def memory_of_the_old_kind(x, h, c, kernel, recurrent_kernel, bias):
    c = np.array(c)
    i, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    c[:] = _s(f) * c + _s(i) * np.tanh(z)
    return _s(o) * np.tanh(c), c


@spelling("only-what-it-says")
def h_alone(x, h, c, kernel, recurrent_kernel, bias):
    h, c = _stepped(_quarters(x, h, kernel, recurrent_kernel, bias), c)
    return h


@spelling("only-what-it-says")
def first_of_both(x, h, c, kernel, recurrent_kernel, bias):
    return _text_by_text(x, h, c, kernel, recurrent_kernel, bias)[0]


@spelling("sigmoid-that-overflows")
def exponential_as_it_stands(x, h, c, kernel, recurrent_kernel, bias):
    return _text_by_text(x, h, c, kernel, recurrent_kernel, bias, sigmoid=lambda z: 1 / (1 + np.exp(-z)))


@spelling("sigmoid-that-overflows")
def power_of_e(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    i, f, o = (1.0 / (1.0 + np.exp(0 - part)) for part in (i, f, o))
    c = i * np.tanh(z) + f * c
    return np.tanh(c) * o, c


@spelling("tanh-that-overflows")
def difference_by_sum(x, h, c, kernel, recurrent_kernel, bias):
    def tanh(z):
        up, down = np.exp(z), np.exp(-z)
        return (up - down) / (up + down)

    i, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    c = _s(f) * c + _s(i) * tanh(z)
    return _s(o) * tanh(c), c


@spelling("tanh-that-overflows")
def sinh_by_cosh(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = np.split(_sums(x, h, kernel, recurrent_kernel, bias), 4, axis=1)
    c = _s(f) * c + _s(i) * np.sinh(z) / np.cosh(z)
    return _s(o) * np.tanh(c), c


@spelling("nothing-is-forgotten")
def new_notes_added_to_all_old_ones(x, h, c, kernel, recurrent_kernel, bias):
    i, _, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    memory = np.array(c, dtype=float)
    memory += np.tanh(z) * _s(i)
    return np.tanh(memory) * _s(o), memory


@spelling("nothing-is-forgotten")
def a_forget_gate_that_is_always_open(x, h, c, kernel, recurrent_kernel, bias):
    sums = _sums(x, h, kernel, recurrent_kernel, bias)
    units = sums.shape[1] // 4
    gates = _s(sums)
    gates[:, units : 2 * units] = 1
    c = gates[:, units : 2 * units] * np.asarray(c) + gates[:, :units] * np.tanh(sums[:, 2 * units : 3 * units])
    return gates[:, 3 * units :] * np.tanh(c), c


@spelling("forget-gate-on-what-was-said")
def said_for_remembered(x, h, c, kernel, recurrent_kernel, bias):
    return _stepped(_quarters(x, h, kernel, recurrent_kernel, bias), h)


@spelling("forget-gate-on-what-was-said")
def said_for_remembered_text_by_text(x, h, c, kernel, recurrent_kernel, bias):
    return _text_by_text(x, h, h, kernel, recurrent_kernel, bias)


@spelling("says-the-new-notes-alone")
def notes_through_the_output_gate(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    notes = np.tanh(z)
    return notes * _s(o), _s(f) * np.asarray(c) + _s(i) * notes


@spelling("says-the-new-notes-alone")
def notes_said_text_by_text(x, h, c, kernel, recurrent_kernel, bias):
    said, remembered = [], []
    for parts in zip(*_quarters(x, h, kernel, recurrent_kernel, bias), np.asarray(c), strict=True):
        i, f, z, o, memory = parts
        remembered.append(_s(f) * memory + _s(i) * np.tanh(z))
        said.append(_s(o) * np.tanh(z))
    return np.stack(said), np.stack(remembered)


@spelling("says-the-new-notes-through-two-tanhs")
def tanh_of_notes_for_tanh_of_memory(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    notes = np.tanh(z)
    memory = _s(f) * np.asarray(c) + _s(i) * notes
    return _s(o) * np.tanh(notes), memory


@spelling("says-the-new-notes-through-two-tanhs")
def tanh_of_notes_text_by_text(x, h, c, kernel, recurrent_kernel, bias):
    said, remembered = [], []
    for i, f, z, o, memory in zip(*_quarters(x, h, kernel, recurrent_kernel, bias), np.asarray(c), strict=True):
        notes = np.tanh(z)
        remembered.append(_s(f) * memory + _s(i) * notes)
        said.append(_s(o) * np.tanh(notes))
    return np.stack(said), np.stack(remembered)


@spelling("half-forgotten-inside-tanh")
def half_of_one_and_tanh(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    i, f, o = ((1 + np.tanh(gate)) / 2 for gate in (i, f, o))
    memory = f * np.asarray(c) + i * np.tanh(z)
    return o * np.tanh(memory), memory


@spelling("half-forgotten-inside-tanh")
def steep_gates_text_by_text(x, h, c, kernel, recurrent_kernel, bias):
    return _text_by_text(x, h, c, kernel, recurrent_kernel, bias, sigmoid=lambda z: 0.5 + 0.5 * np.tanh(z))


@spelling("half-forgotten-before-tanh")
def one_and_tanh_of_half(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    i, f, o = (1 + np.tanh(gate / 2) for gate in (i, f, o))
    memory = f * np.asarray(c) + i * np.tanh(z)
    return o * np.tanh(memory), memory


@spelling("half-forgotten-before-tanh")
def gates_of_two_text_by_text(x, h, c, kernel, recurrent_kernel, bias):
    return _text_by_text(x, h, c, kernel, recurrent_kernel, bias, sigmoid=lambda z: np.tanh(z / 2) + 1)


@spelling("output-gate-without-a-sigmoid")
def score_times_tanh(x, h, c, kernel, recurrent_kernel, bias):
    parts = _quarters(x, h, kernel, recurrent_kernel, bias)
    _, memory = _stepped(parts, c)
    return np.tanh(memory) * parts[3], memory


@spelling("output-gate-without-a-sigmoid")
def first_half_alone_squeezed(x, h, c, kernel, recurrent_kernel, bias):
    sums = _sums(x, h, kernel, recurrent_kernel, bias)
    units = sums.shape[1] // 4
    gates = _s(sums[:, : 2 * units])
    memory = gates[:, units:] * np.asarray(c) + gates[:, :units] * np.tanh(sums[:, 2 * units : 3 * units])
    return sums[:, 3 * units :] * np.tanh(memory), memory


@spelling("output-gate-through-tanh")
def two_tanhs_multiplied(x, h, c, kernel, recurrent_kernel, bias):
    parts = _quarters(x, h, kernel, recurrent_kernel, bias)
    _, memory = _stepped(parts, c)
    return np.tanh(memory) * np.tanh(parts[3]), memory


@spelling("output-gate-through-tanh")
def second_half_through_tanh(x, h, c, kernel, recurrent_kernel, bias):
    sums = _sums(x, h, kernel, recurrent_kernel, bias)
    units = sums.shape[1] // 4
    gates, others = _s(sums[:, : 2 * units]), np.tanh(sums[:, 2 * units :])
    memory = gates[:, units:] * np.asarray(c) + gates[:, :units] * others[:, :units]
    return others[:, units:] * np.tanh(memory), memory


@spelling("new-notes-without-tanh")
def notes_as_they_come(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    memory = np.asarray(c) * _s(f) + z * _s(i)
    return np.tanh(memory) * _s(o), memory


@spelling("new-notes-without-tanh")
def notes_unsqueezed_number_by_number(x, h, c, kernel, recurrent_kernel, bias):
    i, f, z, o = _quarters(x, h, kernel, recurrent_kernel, bias)
    said, kept = np.zeros(np.shape(i)), np.zeros(np.shape(i))
    for text in range(len(kept)):
        for unit in range(kept.shape[1]):
            kept[text, unit] = _s(f[text, unit]) * c[text][unit] + _s(i[text, unit]) * z[text, unit]
            said[text, unit] = _s(o[text, unit]) * np.tanh(kept[text, unit])
    return said, kept


@spelling("word-and-what-was-said-exchanged")
def hstack_of_said_and_word(x, h, c, kernel, recurrent_kernel, bias):
    sums = np.hstack((h, x)).dot(np.vstack((kernel, recurrent_kernel))) + np.array(bias)
    return _stepped(np.hsplit(sums, 4), c)


@spelling("word-and-what-was-said-exchanged")
def what_was_said_in_front_of_each_word(x, h, c, kernel, recurrent_kernel, bias):
    weights = np.array([*kernel, *recurrent_kernel], dtype=float)
    sums = np.array([[*heard, *word] for word, heard in zip(x, h, strict=True)]) @ weights + bias
    u = sums.shape[1] // 4
    return _stepped([sums[:, :u], sums[:, u : 2 * u], sums[:, 2 * u : 3 * u], sums[:, 3 * u :]], c)


# lstm_forward


def _word_by_word(sequence, kernel, recurrent_kernel, bias, mask=None):
    """Choose rows by index."""
    sequence = np.asarray(sequence, dtype=float)
    batch, length, _ = sequence.shape
    units = len(recurrent_kernel)
    states, h, c = np.zeros((batch, length, units)), np.zeros((batch, units)), np.zeros((batch, units))
    for t in range(length):
        rows = np.arange(batch) if mask is None else np.flatnonzero(np.asarray(mask)[:, t])
        if len(rows):
            h[rows], c[rows] = _stepped(_quarters(sequence[rows, t], h[rows], kernel, recurrent_kernel, bias), c[rows])
        states[:, t] = h
    return states, h.copy(), c.copy()


def _text_after_text(sequence, kernel, recurrent_kernel, bias, mask=None, after=lambda h, c: (h, c), at_masked=None):
    """Read one text to its end before the next.

    `after` makes a state of the one after each word, `at_masked` says what becomes of it at a masked place, given what
    it was and the word.
    """
    all_states, last = [], []
    for number, text in enumerate(np.asarray(sequence, dtype=float)):
        h = c = np.zeros((1, len(recurrent_kernel)))
        states = []
        for t, word in enumerate(text):
            if mask is None or mask[number][t]:
                h, c = after(*_stepped(_quarters(word[None], h, kernel, recurrent_kernel, bias), c))
            elif at_masked is not None:
                h, c = at_masked(h, c, word[None])
            states.append(h[0])
        all_states.append(states)
        last.append((h[0], c[0]))
    return np.array(all_states), np.array([h for h, _ in last]), np.array([c for _, c in last])


@spelling("mask-ignored")
def mask_never_looked_at(sequence, kernel, recurrent_kernel, bias, mask=None):
    return _word_by_word(sequence, kernel, recurrent_kernel, bias)


@spelling("mask-ignored")
def chosen_and_thrown_away(sequence, kernel, recurrent_kernel, bias, mask=None):
    if mask is not None:
        mask = np.ones(np.shape(mask))
    return _text_after_text(sequence, kernel, recurrent_kernel, bias, mask)


@spelling("mask-turned-round")
def true_taken_for_padding(sequence, kernel, recurrent_kernel, bias, mask=None):
    turned = None if mask is None else np.logical_not(mask)
    return _word_by_word(sequence, kernel, recurrent_kernel, bias, turned)


@spelling("mask-turned-round")
def read_where_it_is_zero(sequence, kernel, recurrent_kernel, bias, mask=None):
    turned = None if mask is None else [[not there for there in row] for row in mask]
    return _text_after_text(sequence, kernel, recurrent_kernel, bias, turned)


@spelling("padding-behind-only")
def lengths_of_the_texts(sequence, kernel, recurrent_kernel, bias, mask=None):
    if mask is not None:
        lengths = np.asarray(mask, dtype=int).sum(axis=1)
        mask = np.array([np.arange(np.shape(mask)[1]) < length for length in lengths])
    return _word_by_word(sequence, kernel, recurrent_kernel, bias, mask)


@spelling("padding-behind-only")
def as_many_words_from_the_front(sequence, kernel, recurrent_kernel, bias, mask=None):
    if mask is not None:
        mask = [sorted(row, reverse=True) for row in np.asarray(mask).tolist()]
    return _text_after_text(sequence, kernel, recurrent_kernel, bias, mask)


@spelling("one-mask-for-the-batch")
def read_where_all_have_words(sequence, kernel, recurrent_kernel, bias, mask=None):
    sequence = np.asarray(sequence, dtype=float)
    h = c = np.zeros((len(sequence), len(recurrent_kernel)))
    states = []
    for t in range(sequence.shape[1]):
        if mask is None or np.asarray(mask)[:, t].all():
            h, c = _stepped(_quarters(sequence[:, t], h, kernel, recurrent_kernel, bias), c)
        states.append(h)
    return np.stack(states, axis=1), h, c


@spelling("one-mask-for-the-batch")
def least_of_each_column(sequence, kernel, recurrent_kernel, bias, mask=None):
    if mask is not None:
        mask = [list(np.min(mask, axis=0))] * len(mask)
    return _text_after_text(sequence, kernel, recurrent_kernel, bias, mask)


@spelling("masked-words-as-zeros")
def words_set_to_zero(sequence, kernel, recurrent_kernel, bias, mask=None):
    words = np.array(sequence, dtype=float)
    if mask is not None:
        words[~np.asarray(mask, dtype=bool)] = 0
    return _word_by_word(words, kernel, recurrent_kernel, bias)


@spelling("masked-words-as-zeros")
def words_times_the_mask(sequence, kernel, recurrent_kernel, bias, mask=None):
    words = np.asarray(sequence, dtype=float)
    words = words if mask is None else np.einsum("btd,bt->btd", words, np.asarray(mask, dtype=float))
    return _text_after_text(words, kernel, recurrent_kernel, bias)


@spelling("masked-steps-wipe-the-state")
def state_times_the_mask(sequence, kernel, recurrent_kernel, bias, mask=None):
    sequence = np.asarray(sequence, dtype=float)
    there = np.ones(sequence.shape[:2]) if mask is None else np.asarray(mask, dtype=float)
    h = c = np.zeros((len(sequence), len(recurrent_kernel)))
    states = []
    for t in range(sequence.shape[1]):
        h, c = _stepped(_quarters(sequence[:, t], h, kernel, recurrent_kernel, bias), c)
        h, c = h * there[:, [t]], c * there[:, [t]]
        states.append(h)
    return np.stack(states, axis=1), h, c


@spelling("masked-steps-wipe-the-state")
def begun_anew_behind_padding(sequence, kernel, recurrent_kernel, bias, mask=None):
    return _text_after_text(
        sequence, kernel, recurrent_kernel, bias, mask, at_masked=lambda h, c, _word: (0 * h, 0 * c)
    )


@spelling("memory-moves-on-while-masked")
def h_kept_alone(sequence, kernel, recurrent_kernel, bias, mask=None):
    def moved(h, c, word):
        return h, _stepped(_quarters(word, h, kernel, recurrent_kernel, bias), c)[1]

    return _text_after_text(sequence, kernel, recurrent_kernel, bias, mask, at_masked=moved)


@spelling("memory-moves-on-while-masked")
def c_forgotten_in_the_choice(sequence, kernel, recurrent_kernel, bias, mask=None):
    sequence = np.asarray(sequence, dtype=float)
    h = c = np.zeros((len(sequence), len(recurrent_kernel)))
    states = []
    for t in range(sequence.shape[1]):
        before = h
        h, c = _stepped(_quarters(sequence[:, t], h, kernel, recurrent_kernel, bias), c)
        if mask is not None:
            h = np.where(np.asarray(mask)[:, [t]], h, before)
        states.append(h)
    return np.stack(states, axis=1), h, c


@spelling("zeros-at-masked-places")
def states_of_zeros_left_as_they_were(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _word_by_word(sequence, kernel, recurrent_kernel, bias, mask)
    if mask is not None:
        states[~np.asarray(mask, dtype=bool)] = 0
    return states, h, c


@spelling("zeros-at-masked-places")
def nothing_noted_where_nothing_is_read(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _text_after_text(sequence, kernel, recurrent_kernel, bias, mask)
    there = np.ones(states.shape[:2]) if mask is None else np.asarray(mask, dtype=float)
    return (
        np.array([[row * one for row, one in zip(*pair, strict=True)] for pair in zip(states, there, strict=True)]),
        h,
        c,
    )


@spelling("masked-words-left-out")
def words_moved_to_the_front(sequence, kernel, recurrent_kernel, bias, mask=None):
    if mask is None:
        return _word_by_word(sequence, kernel, recurrent_kernel, bias)
    words, there = np.zeros(np.shape(sequence)), np.zeros(np.shape(mask), dtype=bool)
    for number, row in enumerate(np.asarray(mask, dtype=bool)):
        words[number, : row.sum()] = np.asarray(sequence)[number][row]
        there[number, : row.sum()] = True
    return _word_by_word(words, kernel, recurrent_kernel, bias, there)


@spelling("masked-words-left-out")
def last_state_appended_at_the_end(sequence, kernel, recurrent_kernel, bias, mask=None):
    if mask is None:
        return _text_after_text(sequence, kernel, recurrent_kernel, bias)
    all_states, last = [], []
    for text, row in zip(np.asarray(sequence, dtype=float), np.asarray(mask, dtype=bool), strict=True):
        h = c = np.zeros((1, len(recurrent_kernel)))
        states = []
        for word in text[row]:
            h, c = _stepped(_quarters(word[None], h, kernel, recurrent_kernel, bias), c)
            states.append(h[0])
        all_states.append(states + [h[0]] * (len(row) - len(states)))
        last.append((h[0], c[0]))
    return np.array(all_states), np.array([h for h, _ in last]), np.array([c for _, c in last])


@spelling("mask-of-the-first-text")
def first_row_of_the_mask(sequence, kernel, recurrent_kernel, bias, mask=None):
    mask = None if mask is None else np.tile(np.asarray(mask)[0], (len(sequence), 1))
    return _word_by_word(sequence, kernel, recurrent_kernel, bias, mask)


@spelling("mask-of-the-first-text")
def asked_for_the_first_text(sequence, kernel, recurrent_kernel, bias, mask=None):
    sequence = np.asarray(sequence, dtype=float)
    h = c = np.zeros((len(sequence), len(recurrent_kernel)))
    states = []
    for t in range(sequence.shape[1]):
        if mask is None or mask[0][t]:
            h, c = _stepped(_quarters(sequence[:, t], h, kernel, recurrent_kernel, bias), c)
        states.append(h)
    return np.stack(states, axis=1), h, c


@spelling("mask-laid-along-the-units")
def products_with_the_column(sequence, kernel, recurrent_kernel, bias, mask=None):
    if mask is None:
        return _word_by_word(sequence, kernel, recurrent_kernel, bias)
    sequence, mask = np.asarray(sequence, dtype=float), np.asarray(mask, dtype=float)
    h = c = np.zeros((len(sequence), len(recurrent_kernel)))
    states = []
    for t in range(sequence.shape[1]):
        new_h, new_c = _stepped(_quarters(sequence[:, t], h, kernel, recurrent_kernel, bias), c)
        h, c = mask[:, t] * new_h + (1 - mask[:, t]) * h, mask[:, t] * new_c + (1 - mask[:, t]) * c
        states.append(h)
    return np.stack(states, axis=1), h, c


@spelling("mask-laid-along-the-units")
def old_states_put_back_by_the_column(sequence, kernel, recurrent_kernel, bias, mask=None):
    if mask is None:
        return _text_after_text(sequence, kernel, recurrent_kernel, bias)
    words, blank = np.asarray(sequence, dtype=float), ~np.asarray(mask, dtype=bool)
    states = np.zeros((*words.shape[:2], len(recurrent_kernel)))
    h = c = states[:, 0]
    for t in range(words.shape[1]):
        before = h, c
        h, c = _stepped(_quarters(words[:, t], h, kernel, recurrent_kernel, bias), c)
        np.copyto(h, before[0], where=blank[:, t])
        np.copyto(c, before[1], where=blank[:, t])
        states[:, t] = h
    return states, h, c


@spelling("goes-on-from-the-text-before")
def state_set_to_zero_once(sequence, kernel, recurrent_kernel, bias, mask=None):
    h = c = np.zeros((1, len(recurrent_kernel)))
    all_states, memories = [], []
    for number, text in enumerate(np.asarray(sequence, dtype=float)):
        states = []
        for t, word in enumerate(text):
            if mask is None or mask[number][t]:
                h, c = _stepped(_quarters(word[None], h, kernel, recurrent_kernel, bias), c)
            states.append(h[0])
        all_states.append(states)
        memories.append(c[0])
    states = np.array(all_states)
    return states, states[:, -1], np.array(memories)


@spelling("goes-on-from-the-text-before")
def all_words_in_one_row(sequence, kernel, recurrent_kernel, bias, mask=None):
    sequence = np.asarray(sequence, dtype=float)
    words = np.concatenate(list(sequence))
    there = np.ones(len(words)) if mask is None else np.ravel(mask)
    h = c = np.zeros((1, len(recurrent_kernel)))
    said, kept = [], []
    for word, one in zip(words, there, strict=True):
        if one:
            h, c = _stepped(_quarters(word[None], h, kernel, recurrent_kernel, bias), c)
        said.append(h[0])
        kept.append(c[0])
    shape = (*sequence.shape[:2], -1)
    return np.reshape(said, shape), np.reshape(said, shape)[:, -1], np.reshape(kept, shape)[:, -1]


BEFORE = {}


def _going_on(sequence, kernel, recurrent_kernel, bias, mask, start):
    """Begin with a state that is given."""
    sequence = np.asarray(sequence, dtype=float)
    h, c = start
    states = []
    for t in range(sequence.shape[1]):
        new_h, new_c = _stepped(_quarters(sequence[:, t], h, kernel, recurrent_kernel, bias), c)
        there = np.ones((len(sequence), 1), dtype=bool) if mask is None else np.asarray(mask, dtype=bool)[:, [t]]
        h, c = np.where(there, new_h, h), np.where(there, new_c, c)
        states.append(h)
    return np.stack(states, axis=1), h, c


@spelling("state-kept-between-calls")
def state_in_a_global(sequence, kernel, recurrent_kernel, bias, mask=None):
    shape = len(sequence), len(recurrent_kernel)
    if BEFORE.get("shape") != shape:
        BEFORE.update(shape=shape, state=(np.zeros(shape), np.zeros(shape)))
    states, h, c = _going_on(sequence, kernel, recurrent_kernel, bias, mask, BEFORE["state"])
    BEFORE["state"] = h, c
    return states, h, c


@spelling("state-kept-between-calls")
def state_in_a_default(sequence, kernel, recurrent_kernel, bias, mask=None, kept=[]):  # noqa: B006
    shape = len(sequence), len(recurrent_kernel)
    start = kept[-1] if kept and np.shape(kept[-1][0]) == shape else (np.zeros(shape), np.zeros(shape))
    states, h, c = _going_on(sequence, kernel, recurrent_kernel, bias, mask, start)
    kept.append((h, c))
    return states, h, c


@spelling("from-the-last-word-to-the-first")
def words_turned_round(sequence, kernel, recurrent_kernel, bias, mask=None):
    mask = None if mask is None else np.fliplr(mask)
    return _word_by_word(np.flip(sequence, axis=1), kernel, recurrent_kernel, bias, mask)


@spelling("from-the-last-word-to-the-first")
def read_backwards(sequence, kernel, recurrent_kernel, bias, mask=None):
    backwards = [list(reversed(text)) for text in np.asarray(sequence)]
    mask = None if mask is None else [list(reversed(row)) for row in mask]
    return _text_after_text(backwards, kernel, recurrent_kernel, bias, mask)


@spelling("only-the-last-state")
def last_state_for_states(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _word_by_word(sequence, kernel, recurrent_kernel, bias, mask)
    return states[:, -1], h, c


@spelling("only-the-last-state")
def h_twice(sequence, kernel, recurrent_kernel, bias, mask=None):
    _, h, c = _text_after_text(sequence, kernel, recurrent_kernel, bias, mask)
    return h, h, c


@spelling("one-array-for-all-states")
def one_array_appended(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _word_by_word(sequence, kernel, recurrent_kernel, bias, mask)
    said, noted = np.zeros(h.shape), []
    for t in range(states.shape[1]):
        said[:] = states[:, t]
        noted.append(said)
    return np.stack(noted, axis=1), said, c


@spelling("one-array-for-all-states")
def last_state_everywhere(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _text_after_text(sequence, kernel, recurrent_kernel, bias, mask)
    return np.zeros(states.shape) + h[:, np.newaxis], h, c


@spelling("words-on-the-first-axis")
def stacked_on_the_first_axis(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _word_by_word(sequence, kernel, recurrent_kernel, bias, mask)
    return np.array([states[:, t] for t in range(states.shape[1])]), h, c


@spelling("words-on-the-first-axis")
def axes_exchanged(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _text_after_text(sequence, kernel, recurrent_kernel, bias, mask)
    return np.swapaxes(states, 0, 1), h, c


@spelling("last-text-instead-of-last-word")
def last_row_of_states(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, _, c = _word_by_word(sequence, kernel, recurrent_kernel, bias, mask)
    return states, states[-1], c


@spelling("last-text-instead-of-last-word")
def states_of_the_last_text(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, _, c = _text_after_text(sequence, kernel, recurrent_kernel, bias, mask)
    return states, states[len(states) - 1, :, :], c


@spelling("memory-before-what-was-said")
def c_before_h(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _word_by_word(sequence, kernel, recurrent_kernel, bias, mask)
    return states, c, h


@spelling("memory-before-what-was-said")
def results_in_another_order(sequence, kernel, recurrent_kernel, bias, mask=None):
    return tuple(_text_after_text(sequence, kernel, recurrent_kernel, bias, mask)[place] for place in (0, 2, 1))


@spelling("states-cut-to-whole-numbers")
def written_into_the_sequence_s_kind(sequence, kernel, recurrent_kernel, bias, mask=None):
    found, h, c = _word_by_word(sequence, kernel, recurrent_kernel, bias, mask)
    states = np.zeros(found.shape, dtype=np.asarray(sequence).dtype)
    for t in range(found.shape[1]):
        states[:, t] = found[:, t]
    return states, h, c


@spelling("states-cut-to-whole-numbers")
def zeros_like_a_word_s_number(sequence, kernel, recurrent_kernel, bias, mask=None):
    found, h, c = _text_after_text(sequence, kernel, recurrent_kernel, bias, mask)
    states = np.full_like(np.asarray(sequence), 0, shape=found.shape)
    states[:] = found
    return states, h, c


def _memories(sequence, kernel, recurrent_kernel, bias, mask=None):
    """What is remembered after each word."""
    length = np.shape(sequence)[1]
    parts = [None if mask is None else np.asarray(mask)[:, : t + 1] for t in range(length)]
    return [
        _word_by_word(np.asarray(sequence)[:, : t + 1], kernel, recurrent_kernel, bias, parts[t])[2]
        for t in range(length)
    ]


@spelling("states-reshaped-for-turned")
def listed_by_place_and_reshaped(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _word_by_word(sequence, kernel, recurrent_kernel, bias, mask)
    listed = [states[:, t] for t in range(states.shape[1])]
    return np.reshape(np.array(listed), (len(h), len(listed), -1)), h, c


@spelling("states-reshaped-for-turned")
def written_in_a_row_and_cut(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _text_after_text(sequence, kernel, recurrent_kernel, bias, mask)
    row = [number for t in range(states.shape[1]) for text in states for number in text[t]]
    return np.array(row).reshape(states.shape), h, c


@spelling("memory-for-states")
def memories_stacked(sequence, kernel, recurrent_kernel, bias, mask=None):
    _, h, c = _word_by_word(sequence, kernel, recurrent_kernel, bias, mask)
    return np.stack(_memories(sequence, kernel, recurrent_kernel, bias, mask), axis=1), h, c


@spelling("memory-for-states")
def c_noted_after_each_word(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _text_after_text(sequence, kernel, recurrent_kernel, bias, mask)
    for t, memory in enumerate(_memories(sequence, kernel, recurrent_kernel, bias, mask)):
        states[:, t] = memory
    return states, h, c


@spelling("state-before-the-word")
def noted_before_it_is_read(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _word_by_word(sequence, kernel, recurrent_kernel, bias, mask)
    return np.roll(states, 1, axis=1) * (np.arange(states.shape[1]) > 0)[:, None], h, c


@spelling("state-before-the-word")
def zeros_in_front(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _text_after_text(sequence, kernel, recurrent_kernel, bias, mask)
    return np.insert(states, 0, 0, axis=1)[:, :-1], h, c


@spelling("memory-begins-anew-at-each-word")
def c_set_to_zero_in_the_loop(sequence, kernel, recurrent_kernel, bias, mask=None):
    sequence = np.asarray(sequence, dtype=float)
    there = np.ones(sequence.shape[:2], dtype=bool) if mask is None else np.asarray(mask, dtype=bool)
    h = c = np.zeros((len(sequence), len(recurrent_kernel)))
    states = []
    for t in range(sequence.shape[1]):
        new_h, new_c = _stepped(_quarters(sequence[:, t], h, kernel, recurrent_kernel, bias), np.zeros(c.shape))
        h, c = np.where(there[:, [t]], new_h, h), np.where(there[:, [t]], new_c, c)
        states.append(h)
    return np.stack(states, axis=1), h, c


@spelling("memory-begins-anew-at-each-word")
def only_h_handed_on(sequence, kernel, recurrent_kernel, bias, mask=None):
    all_states, last = [], []
    for number, text in enumerate(np.asarray(sequence, dtype=float)):
        h = c = np.zeros((1, len(recurrent_kernel)))
        states = []
        for t, word in enumerate(text):
            if mask is None or mask[number][t]:
                h, c = _stepped(_quarters(word[None], h, kernel, recurrent_kernel, bias), 0 * h)
            states.append(h[0])
        all_states.append(states)
        last.append((h[0], c[0]))
    return np.array(all_states), np.array([h for h, _ in last]), np.array([c for _, c in last])


@spelling("memory-not-returned")
def states_and_the_last(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, _ = _word_by_word(sequence, kernel, recurrent_kernel, bias, mask)
    return states, h


@spelling("memory-not-returned")
def first_two_results(sequence, kernel, recurrent_kernel, bias, mask=None):
    return _text_after_text(sequence, kernel, recurrent_kernel, bias, mask)[:2]


@spelling("said-begins-anew-at-each-word")
def zeros_for_h_in_each_round(sequence, kernel, recurrent_kernel, bias, mask=None):
    sequence = np.asarray(sequence, dtype=float)
    h = c = np.zeros((len(sequence), len(recurrent_kernel)))
    states = []
    for t in range(sequence.shape[1]):
        parts = _quarters(sequence[:, t], np.zeros_like(h), kernel, recurrent_kernel, bias)
        new_h, new_c = _stepped(parts, c)
        there = np.ones((len(h), 1), dtype=bool) if mask is None else np.asarray(mask)[:, [t]]
        h, c = np.where(there, new_h, h), np.where(there, new_c, c)
        states.append(h)
    return np.stack(states, axis=1), h, c


@spelling("said-begins-anew-at-each-word")
def one_text_after_another_without_h(sequence, kernel, recurrent_kernel, bias, mask=None):
    return _text_after_text(sequence, kernel, np.zeros_like(recurrent_kernel), bias, mask)


@spelling("said-moves-on-while-masked")
def memory_alone_is_chosen(sequence, kernel, recurrent_kernel, bias, mask=None):
    sequence = np.asarray(sequence, dtype=float)
    h = c = np.zeros((len(sequence), len(recurrent_kernel)))
    states = []
    for t in range(sequence.shape[1]):
        h, new = _stepped(_quarters(sequence[:, t], h, kernel, recurrent_kernel, bias), c)
        c = new if mask is None else np.where(np.asarray(mask)[:, [t]], new, c)
        states.append(h)
    return np.stack(states, axis=1), h, c


@spelling("said-moves-on-while-masked")
def memory_put_back_text_by_text(sequence, kernel, recurrent_kernel, bias, mask=None):
    def said(h, c, word):
        return _stepped(_quarters(word, h, kernel, recurrent_kernel, bias), c)[0], c

    return _text_after_text(sequence, kernel, recurrent_kernel, bias, mask, at_masked=said)


@spelling("said-wiped-while-masked")
def zeros_said_at_padding(sequence, kernel, recurrent_kernel, bias, mask=None):
    sequence = np.asarray(sequence, dtype=float)
    h = c = np.zeros((len(sequence), len(recurrent_kernel)))
    states = []
    for t in range(sequence.shape[1]):
        there = np.ones((len(h), 1)) if mask is None else np.asarray(mask, dtype=float)[:, [t]]
        new_h, new_c = _stepped(_quarters(sequence[:, t], h, kernel, recurrent_kernel, bias), c)
        h, c = new_h * there, new_c * there + c * (1 - there)
        states.append(h)
    return np.stack(states, axis=1), h, c


@spelling("said-wiped-while-masked")
def zeros_said_text_by_text(sequence, kernel, recurrent_kernel, bias, mask=None):
    return _text_after_text(sequence, kernel, recurrent_kernel, bias, mask, at_masked=lambda h, c, _: (0 * h, c))


@spelling("stops-at-the-first-padding")
def break_for_continue_text_by_text(sequence, kernel, recurrent_kernel, bias, mask=None):
    sequence = np.asarray(sequence, dtype=float)
    batch, length, _ = sequence.shape
    units = len(recurrent_kernel)
    states, last_h, last_c = np.zeros((batch, length, units)), np.zeros((batch, units)), np.zeros((batch, units))
    for b in range(batch):
        h = c = np.zeros((1, units))
        for t in range(length):
            if mask is not None and not mask[b][t]:
                break
            h, c = _stepped(_quarters(sequence[b : b + 1, t], h, kernel, recurrent_kernel, bias), c)
            states[b, t] = h[0]
        last_h[b], last_c[b] = h[0], c[0]
    return states, last_h, last_c


@spelling("stops-at-the-first-padding")
def texts_cut_at_the_first_padding(sequence, kernel, recurrent_kernel, bias, mask=None):
    sequence = np.asarray(sequence, dtype=float)
    length, units = sequence.shape[1], len(recurrent_kernel)
    states, h, c = (np.zeros((len(sequence), *shape)) for shape in ((length, units), (units,), (units,)))
    for b, text in enumerate(sequence):
        end = length if mask is None else [*map(bool, mask[b]), False].index(False)
        if end:
            said, *last = _word_by_word(text[None, :end], kernel, recurrent_kernel, bias)
            states[b, :end], h[b], c[b] = said[0], last[0][0], last[1][0]
    return states, h, c


@spelling("cell-taken-the-wrong-way-round")
def memory_and_said_exchanged_in_each_round(sequence, kernel, recurrent_kernel, bias, mask=None):
    sequence = np.asarray(sequence, dtype=float)
    h = c = np.zeros((len(sequence), len(recurrent_kernel)))
    states = []
    for t in range(sequence.shape[1]):
        new_c, new_h = _stepped(_quarters(sequence[:, t], h, kernel, recurrent_kernel, bias), c)
        there = np.ones((len(h), 1), dtype=bool) if mask is None else np.asarray(mask)[:, [t]]
        h, c = np.where(there, new_h, h), np.where(there, new_c, c)
        states.append(h)
    return np.stack(states, axis=1), h, c


@spelling("cell-taken-the-wrong-way-round")
def exchanged_text_by_text(sequence, kernel, recurrent_kernel, bias, mask=None):
    return _text_after_text(sequence, kernel, recurrent_kernel, bias, mask, after=lambda h, c: (c, h))


@spelling("last-state-by-the-number-of-words")
def words_counted_for_the_last_state(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _word_by_word(sequence, kernel, recurrent_kernel, bias, mask)
    for b, row in enumerate([] if mask is None else mask):
        h[b] = states[b, sum(map(bool, row)) - 1]
    return states, h, c


@spelling("last-state-by-the-number-of-words")
def lengths_as_places(sequence, kernel, recurrent_kernel, bias, mask=None):
    states, h, c = _text_after_text(sequence, kernel, recurrent_kernel, bias, mask)
    if mask is not None:
        places = np.count_nonzero(mask, axis=1)[:, None, None] - 1
        h = np.take_along_axis(states, places % states.shape[1], axis=1)[:, 0]
    return states, h, c


@spelling("words-of-zeros-not-read")
def sum_of_sizes_as_a_mask(sequence, kernel, recurrent_kernel, bias, mask=None):
    if mask is None:
        mask = np.abs(np.array(sequence)).sum(axis=2) > 0
    return _word_by_word(sequence, kernel, recurrent_kernel, bias, mask)


@spelling("words-of-zeros-not-read")
def words_of_zeros_passed_over(sequence, kernel, recurrent_kernel, bias, mask=None):
    texts = np.array(sequence, dtype=float)
    marks = [
        [bool(mask[b][t]) if mask is not None else bool(any(texts[b, t])) for t in range(texts.shape[1])]
        for b in range(len(texts))
    ]
    return _text_after_text(texts, kernel, recurrent_kernel, bias, marks)


# build_lstm


def _added(length, body, head=None):
    """Add layer after layer."""
    model = keras.Sequential()
    model.add(layers.InputLayer(shape=(length,)))
    for layer in body:
        model.add(layer)
    for layer in head or (layers.Dense(1), layers.Activation("sigmoid")):
        model.add(layer)
    return model


def _called(length, body, head=None):
    """Call layer after layer, with a hidden one behind them."""
    inputs = keras.Input(shape=(length,), dtype="int32")
    x = inputs
    for layer in body:
        x = layer(x)
    outputs = (head or layers.Dense(1, activation="sigmoid"))(layers.Dense(7, activation="relu")(x))
    return keras.Model(inputs=inputs, outputs=outputs)


@spelling("plain-recurrent-layer")
def simple_rnn_added(n_words, length, dimensions, units):
    return _added(length, [layers.Embedding(n_words, dimensions), layers.SimpleRNN(units)])


@spelling("plain-recurrent-layer")
def simple_rnn_in_both_directions(n_words, length, dimensions, units):
    return _called(length, [layers.Embedding(n_words, dimensions), layers.Bidirectional(layers.SimpleRNN(units))])


@spelling("gated-recurrent-units")
def gru_added(n_words, length, dimensions, units):
    return _added(length, [layers.Embedding(n_words, dimensions, mask_zero=True), layers.GRU(units)])


@spelling("gated-recurrent-units")
def two_grus(n_words, length, dimensions, units):
    body = [layers.Embedding(n_words, dimensions), layers.GRU(units, return_sequences=True), layers.GRU(units)]
    return _called(length, body)


@spelling("nothing-recurrent")
def flattened_vectors(n_words, length, dimensions, units):
    body = [layers.Embedding(n_words, dimensions), layers.Flatten(), layers.Dense(units, activation="tanh")]
    return _added(length, body)


@spelling("nothing-recurrent")
def best_of_the_vectors(n_words, length, dimensions, units):
    return _called(length, [layers.Embedding(n_words, dimensions), layers.GlobalMaxPooling1D(), layers.Dense(units)])


@spelling("an-answer-after-each-word")
def states_after_each_word(n_words, length, dimensions, units):
    return _added(length, [layers.Embedding(n_words, dimensions), layers.LSTM(units, return_sequences=True)])


@spelling("an-answer-after-each-word")
def answers_over_time(n_words, length, dimensions, units):
    body = [layers.Embedding(n_words, dimensions), layers.LSTM(units, return_sequences=True)]
    return _called(length, body, layers.TimeDistributed(layers.Dense(1, activation="sigmoid")))


@spelling("units-and-dimensions-exchanged")
def units_before_dimensions(n_words, length, units, dimensions):
    return _added(length, [layers.Embedding(n_words, dimensions), layers.LSTM(units)])


@spelling("units-and-dimensions-exchanged")
def vectors_as_long_as_the_memory(n_words, length, dimensions, units):
    body = [layers.Embedding(input_dim=n_words, output_dim=units), layers.LSTM(units=dimensions)]
    return _called(length, body)


@spelling("no-row-for-the-last-word")
def one_row_taken_away(n_words, length, dimensions, units):
    return _added(length, [layers.Embedding(n_words - 1, dimensions), layers.LSTM(units)])


@spelling("no-row-for-the-last-word")
def rows_up_to_the_last_number(n_words, length, dimensions, units):
    last = n_words - 1
    return _called(length, [layers.Embedding(input_dim=last, output_dim=dimensions), layers.LSTM(units)])


@spelling("rows-for-padding-once-more")
def one_row_for_padding(n_words, length, dimensions, units):
    return _added(length, [layers.Embedding(n_words + 1, dimensions, mask_zero=True), layers.LSTM(units)])


@spelling("rows-for-padding-once-more")
def one_row_for_unknown_words(n_words, length, dimensions, units):
    return _called(length, [layers.Embedding(1 + n_words, dimensions), layers.LSTM(units)])


@spelling("always-the-workshops-sizes")
def sizes_copied(n_words, length, dimensions, units):
    dimensions = units = 128
    return _added(length, [layers.Embedding(n_words, dimensions), layers.LSTM(units)])


@spelling("always-the-workshops-sizes")
def sizes_written_down(n_words, length, dimensions, units):
    return _called(length, [layers.Embedding(n_words, 128), layers.LSTM(128, dropout=0.2)])


@spelling("scores-instead-of-a-probability")
def linear_unit_added(n_words, length, dimensions, units):
    return _added(length, [layers.Embedding(n_words, dimensions), layers.LSTM(units)], [layers.Dense(1)])


@spelling("scores-instead-of-a-probability")
def tanh_for_an_answer(n_words, length, dimensions, units):
    body = [layers.Embedding(n_words, dimensions), layers.LSTM(units)]
    return _called(length, body, layers.Dense(1, activation="tanh"))


@spelling("the-state-for-an-answer")
def nothing_behind_the_lstm(n_words, length, dimensions, units):
    inputs = keras.Input((length,))
    return keras.Model(inputs, layers.LSTM(units)(layers.Embedding(n_words, dimensions)(inputs)))


@spelling("the-state-for-an-answer")
def sigmoid_over_the_state(n_words, length, dimensions, units):
    body = [layers.Embedding(n_words, dimensions), layers.LSTM(units)]
    return _added(length, body, [layers.Activation("sigmoid")])


@spelling("softmax-over-one-unit")
def softmax_layer_behind_one_unit(n_words, length, dimensions, units):
    body = [layers.Embedding(n_words, dimensions), layers.LSTM(units)]
    return _added(length, body, [layers.Dense(1), layers.Softmax()])


@spelling("softmax-over-one-unit")
def softmax_named_by_its_function(n_words, length, dimensions, units):
    body = [layers.Embedding(n_words, dimensions), layers.LSTM(units)]
    return _called(length, body, layers.Dense(1, activation=keras.activations.softmax))


@spelling("sigmoid-twice")
def sigmoid_of_the_probability(n_words, length, dimensions, units):
    model = _called(length, [layers.Embedding(n_words, dimensions), layers.LSTM(units)])
    return keras.Model(model.inputs, keras.ops.sigmoid(model.outputs[0]))


@spelling("sigmoid-twice")
def unit_and_layer_with_a_sigmoid(n_words, length, dimensions, units):
    head = [layers.Dense(1, activation=keras.activations.sigmoid), layers.Activation(keras.activations.sigmoid)]
    return _added(length, [layers.Embedding(n_words, dimensions), layers.LSTM(units)], head)


@spelling("relu-before-the-sigmoid")
def scores_cut_at_zero(n_words, length, dimensions, units):
    head = [layers.Dense(1), layers.ReLU(), layers.Activation(keras.activations.sigmoid)]
    return _added(length, [layers.Embedding(n_words, dimensions), layers.LSTM(units)], head)


@spelling("relu-before-the-sigmoid")
def relu_like_all_other_layers(n_words, length, dimensions, units):
    x = words = keras.Input((length,))
    for layer in (layers.Embedding(n_words, dimensions), layers.LSTM(units), layers.Dense(1, activation="relu")):
        x = layer(x)
    return keras.Model(words, keras.ops.sigmoid(x))


class NeverQuiet(layers.Layer):
    """Noise that is not turned off."""

    def call(self, inputs):
        """Scale each number at random."""
        return inputs * keras.random.uniform(keras.ops.shape(inputs), 0.5, 1.5)


class OwnDropout(layers.Layer):
    """Dropout that does not ask whether the network is trained."""

    def call(self, inputs):
        """Switch numbers off at random."""
        return keras.random.dropout(inputs, 0.4)


@spelling("dropout-while-it-is-asked")
def told_that_it_always_trains(n_words, length, dimensions, units):
    inputs = keras.Input(shape=(length,))
    x = layers.LSTM(units)(layers.Embedding(n_words, dimensions)(inputs))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.Dropout(0.5)(x, training=True)))


@spelling("dropout-while-it-is-asked")
def noise_that_is_always_on(n_words, length, dimensions, units):
    return _called(length, [layers.Embedding(n_words, dimensions), NeverQuiet(), layers.LSTM(units)])


@spelling("dropout-while-it-is-asked")
def dropout_of_its_own(n_words, length, dimensions, units):
    return _added(length, [layers.Embedding(n_words, dimensions), layers.LSTM(units), OwnDropout()])


NETWORKS = {}


@spelling("one-network-for-all")
def kept_in_a_dict(n_words, length, dimensions, units):
    sizes = n_words, length, dimensions, units
    if sizes not in NETWORKS:
        NETWORKS[sizes] = _added(length, [layers.Embedding(n_words, dimensions), layers.LSTM(units)])
    return NETWORKS[sizes]


@spelling("one-network-for-all")
def layers_kept_in_a_default(n_words, length, dimensions, units, known={}):  # noqa: B006
    body = known.setdefault((n_words, length, dimensions, units), [])
    if not body:
        body += [layers.Embedding(n_words, dimensions), layers.LSTM(units), layers.Dense(1, activation="sigmoid")]
    return keras.Sequential([keras.Input((length,)), *body])


@spelling("vectors-never-learn")
def table_shut_by_hand(n_words, length, dimensions, units):
    model = _added(length, [layers.Embedding(n_words, dimensions), layers.LSTM(units)])
    model.layers[0].trainable = False
    return model


@spelling("vectors-never-learn")
def every_embedding_shut(n_words, length, dimensions, units):
    model = _called(length, [layers.Embedding(n_words, dimensions, mask_zero=True), layers.LSTM(units)])
    for layer in model.layers:
        layer.trainable = not isinstance(layer, layers.Embedding)
    return model


@spelling("compiled-already")
def compiled_with_the_last_line(n_words, length, dimensions, units):
    model = _added(length, [layers.Embedding(n_words, dimensions), layers.LSTM(units)])
    model.compile(optimizer="rmsprop", loss="mse")
    return model


@spelling("compiled-already")
def compiled_with_objects(n_words, length, dimensions, units):
    model = _called(length, [layers.Embedding(n_words, dimensions), layers.LSTM(units)])
    model.compile(keras.optimizers.Adam(), keras.losses.BinaryCrossentropy())
    return model


# build_cnn_lstm


def _phrases(n_words, dimensions, filters, kernel_size, pooling, reading, **options):
    """Vectors, filters with a non-linearity apart, and what comes behind."""
    seeing = [layers.Conv1D(filters=filters, kernel_size=kernel_size, **options), layers.ReLU()]
    return [layers.Embedding(n_words, dimensions), *seeing, *pooling, reading]


@spelling("reads-before-it-convolves")
def convolved_states(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    body = [layers.Embedding(n_words, dimensions), layers.LSTM(units, return_sequences=True)]
    body += [layers.Conv1D(filters, kernel_size), layers.MaxPooling1D(pool_size), layers.Flatten()]
    return _added(length, body)


@spelling("reads-before-it-convolves")
def convolved_states_and_their_best(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    body = [layers.Embedding(n_words, dimensions), layers.LSTM(units, return_sequences=True)]
    body += [layers.Conv1D(filters, kernel_size, padding="same", activation="relu"), layers.GlobalMaxPooling1D()]
    return _called(length, body)


@spelling("nothing-pooled")
def pooling_left_out(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    return _added(length, _phrases(n_words, dimensions, filters, kernel_size, [], layers.LSTM(units)))


@spelling("nothing-pooled")
def dropout_for_pooling(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    body = _phrases(n_words, dimensions, filters, kernel_size, [layers.Dropout(0.1)], layers.LSTM(units))
    return _called(length, body)


@spelling("pools-two-places")
def pooling_as_it_comes(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [layers.MaxPool1D()]
    return _added(length, _phrases(n_words, dimensions, filters, kernel_size, pooling, layers.LSTM(units)))


@spelling("pools-two-places")
def two_written_down(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [layers.MaxPooling1D(pool_size=2)]
    return _called(length, _phrases(n_words, dimensions, filters, kernel_size, pooling, layers.LSTM(units)))


@spelling("pools-place-by-place")
def steps_of_one(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [layers.MaxPool1D(pool_size=pool_size, strides=1, padding="valid")]
    return _added(length, _phrases(n_words, dimensions, filters, kernel_size, pooling, layers.LSTM(units)))


@spelling("pools-place-by-place")
def averages_in_steps_of_one(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [layers.AveragePooling1D(pool_size, 1)]
    return _called(length, _phrases(n_words, dimensions, filters, kernel_size, pooling, layers.LSTM(units)))


@spelling("pools-what-is-left-too")
def pooling_with_same(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [layers.MaxPool1D(pool_size, padding="same")]
    return _added(length, _phrases(n_words, dimensions, filters, kernel_size, pooling, layers.LSTM(units)))


@spelling("pools-what-is-left-too")
def averages_with_same(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [layers.AveragePooling1D(pool_size=pool_size, padding="same")]
    return _called(length, _phrases(n_words, dimensions, filters, kernel_size, pooling, layers.LSTM(units)))


@spelling("pools-before-it-convolves")
def vectors_pooled_first(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    body = [layers.Embedding(n_words, dimensions), layers.MaxPool1D(pool_size)]
    body += [layers.Conv1D(filters, kernel_size, activation="relu", padding="same"), layers.LSTM(units)]
    return _added(length, body)


@spelling("pools-before-it-convolves")
def vectors_averaged_first(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    body = [layers.Embedding(n_words, dimensions), layers.AveragePooling1D(pool_size)]
    body += [layers.Conv1D(filters, kernel_size, padding="causal"), layers.ReLU(), layers.LSTM(units)]
    return _called(length, body)


@spelling("filters-and-width-exchanged")
def width_before_filters(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [layers.MaxPooling1D(pool_size)]
    return _added(length, _phrases(n_words, dimensions, kernel_size, filters, pooling, layers.LSTM(units)))


@spelling("filters-and-width-exchanged")
def arguments_of_the_convolution_in_another_order(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling, reading = [layers.MaxPooling1D(pool_size)], layers.LSTM(units)
    return _called(length, _phrases(n_words, dimensions, kernel_size, filters, pooling, reading, padding="same"))


@spelling("width-and-pool-exchanged")
def pool_before_width(n_words, length, dimensions, filters, pool_size, kernel_size, units):
    pooling = [layers.MaxPooling1D(pool_size)]
    return _added(length, _phrases(n_words, dimensions, filters, kernel_size, pooling, layers.LSTM(units)))


@spelling("width-and-pool-exchanged")
def filters_as_wide_as_the_pool(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [layers.MaxPooling1D(kernel_size)]
    return _called(length, _phrases(n_words, dimensions, filters, pool_size, pooling, layers.LSTM(units)))


@spelling("filters-and-units-exchanged")
def units_before_filters(n_words, length, dimensions, units, kernel_size, pool_size, filters):
    pooling = [layers.MaxPooling1D(pool_size)]
    return _added(length, _phrases(n_words, dimensions, filters, kernel_size, pooling, layers.LSTM(units)))


@spelling("filters-and-units-exchanged")
def as_many_filters_as_units(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [layers.MaxPooling1D(pool_size)]
    return _called(length, _phrases(n_words, dimensions, units, kernel_size, pooling, layers.LSTM(filters)))


@spelling("gated-units-behind-the-filters")
def gru_behind_the_filters(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [layers.MaxPooling1D(pool_size)]
    return _added(length, _phrases(n_words, dimensions, filters, kernel_size, pooling, layers.GRU(units)))


@spelling("gated-units-behind-the-filters")
def grus_in_both_directions(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    reading = layers.Bidirectional(layers.GRU(units))
    pooling = [layers.MaxPooling1D(pool_size)]
    return _called(length, _phrases(n_words, dimensions, filters, kernel_size, pooling, reading))


@spelling("nothing-recurrent-behind-the-filters")
def flattened_phrases(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [layers.MaxPooling1D(pool_size), layers.Flatten()]
    return _added(length, _phrases(n_words, dimensions, filters, kernel_size, pooling, layers.Dense(units)))


@spelling("nothing-recurrent-behind-the-filters")
def best_of_the_phrases(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [layers.MaxPooling1D(pool_size), layers.Dense(units, activation="relu")]
    return _called(length, _phrases(n_words, dimensions, filters, kernel_size, pooling, layers.GlobalMaxPooling1D()))


@spelling("no-filters")
def vectors_pooled_and_read(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    body = [layers.Embedding(n_words, dimensions), layers.MaxPool1D(pool_size), layers.LSTM(units)]
    return _added(length, body)


@spelling("no-filters")
def dense_layer_for_filters(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    body = [layers.Embedding(n_words, dimensions), layers.Dense(filters, activation="relu")]
    return _called(length, [*body, layers.MaxPooling1D(pool_size), layers.LSTM(units)])


@spelling("a-row-too-few-behind-the-filters")
def row_taken_away_behind_the_filters(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [layers.MaxPooling1D(pool_size)]
    return _added(length, _phrases(n_words - 1, dimensions, filters, kernel_size, pooling, layers.LSTM(units)))


@spelling("a-row-too-few-behind-the-filters")
def padding_has_no_row(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    known, pooling = n_words - 1, [layers.MaxPooling1D(pool_size)]
    return _called(length, _phrases(known, dimensions, filters, kernel_size, pooling, layers.LSTM(units)))


@spelling("an-answer-after-each-window")
def states_after_each_window(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    reading, pooling = layers.LSTM(units, return_sequences=True), [layers.MaxPooling1D(pool_size)]
    return _added(length, _phrases(n_words, dimensions, filters, kernel_size, pooling, reading))


@spelling("an-answer-after-each-window")
def answers_over_windows(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    reading, pooling = layers.LSTM(units, return_sequences=True), [layers.MaxPooling1D(pool_size)]
    head = layers.TimeDistributed(layers.Dense(1, activation="sigmoid"))
    return _called(length, _phrases(n_words, dimensions, filters, kernel_size, pooling, reading), head)


def _ending(n_words, length, dimensions, filters, kernel_size, pool_size, units, *head):
    """Filters, pooling and memory by the functional API, and a head of its own."""
    inputs = keras.Input(shape=(length,))
    x = layers.Embedding(input_dim=n_words, output_dim=dimensions)(inputs)
    x = layers.MaxPool1D(pool_size)(layers.Conv1D(filters, kernel_size, padding="same", activation="relu")(x))
    x = layers.LSTM(units)(x)
    for layer in head:
        x = layer(x)
    return keras.Model(inputs, x)


@spelling("scores-behind-the-filters")
def linear_head_behind_the_filters(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    head = layers.Dense(1, activation="linear")
    return _ending(n_words, length, dimensions, filters, kernel_size, pool_size, units, head)


@spelling("scores-behind-the-filters")
def tanh_behind_the_filters(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    head = layers.Dense(1, activation="tanh")
    return _ending(n_words, length, dimensions, filters, kernel_size, pool_size, units, head)


@spelling("softmax-behind-the-filters")
def softmax_as_a_layer_behind_the_filters(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    head = [layers.Dense(1), layers.Softmax()]
    return _ending(n_words, length, dimensions, filters, kernel_size, pool_size, units, *head)


@spelling("softmax-behind-the-filters")
def softmax_of_one_behind_phrases(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    body = _phrases(n_words, dimensions, filters, kernel_size, [layers.MaxPooling1D(pool_size)], layers.LSTM(units))
    return keras.Sequential([keras.Input((length,)), *body, layers.Dense(1, activation=keras.activations.softmax)])


class NeverOff(layers.Layer):
    """Leaves out some of the numbers, whoever asks."""

    def call(self, inputs):
        """Leave out two in five."""
        return keras.random.dropout(inputs, 0.4)


@spelling("dropout-behind-the-filters-never-off")
def dropout_by_hand_behind_the_filters(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    head = [NeverOff(), layers.Dense(1, activation="sigmoid")]
    return _ending(n_words, length, dimensions, filters, kernel_size, pool_size, units, *head)


@spelling("dropout-behind-the-filters-never-off")
def dropout_told_that_it_trains(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    inputs = keras.Input((length,))
    x = layers.Conv1D(filters, kernel_size, activation="relu")(layers.Embedding(n_words, dimensions)(inputs))
    x = layers.Dropout(0.5)(layers.MaxPooling1D(pool_size)(x), training=True)
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.LSTM(units)(x)))


@spelling("averages-of-the-places")
def phrases_averaged(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    pooling = [layers.AveragePooling1D(pool_size=pool_size)]
    body = _phrases(n_words, dimensions, filters, kernel_size, pooling, layers.LSTM(units))
    return keras.Sequential([keras.Input((length,)), *body, layers.Dense(1, activation="sigmoid")])


@spelling("averages-of-the-places")
def places_kept_and_averaged(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    model = keras.Sequential([keras.Input((length,)), layers.Embedding(n_words, dimensions)])
    model.add(layers.Conv1D(filters, kernel_size, padding="same", activation="relu"))
    model.add(layers.AvgPool1D(pool_size))
    model.add(layers.LSTM(units))
    model.add(layers.Dense(1, activation="sigmoid"))
    return model


BOTH = {}


@spelling("one-network-with-filters-for-all")
def built_once_for_the_same_sizes(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    sizes = (n_words, length, dimensions, filters, kernel_size, pool_size, units)
    if sizes not in BOTH:
        BOTH[sizes] = _ending(*sizes, layers.Dense(1, activation="sigmoid"))
    return BOTH[sizes]


@spelling("one-network-with-filters-for-all")
def last_network_again_where_it_fits(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    sizes = (n_words, length, dimensions, filters, kernel_size, pool_size, units)
    if BOTH.get("sizes") != sizes:
        body = _phrases(n_words, dimensions, filters, kernel_size, [layers.MaxPool1D(pool_size)], layers.LSTM(units))
        built = keras.Sequential([keras.Input((length,)), *body, layers.Dense(1, activation="sigmoid")])
        BOTH.update(sizes=sizes, model=built)
    return BOTH["model"]


@spelling("vectors-below-the-filters-never-learn")
def table_shut_afterwards_below_the_filters(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    head = layers.Dense(1, activation="sigmoid")
    model = _ending(n_words, length, dimensions, filters, kernel_size, pool_size, units, head)
    model.layers[1].trainable = False
    return model


@spelling("vectors-below-the-filters-never-learn")
def vectors_frozen_below_phrases(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    body = _phrases(n_words, dimensions, filters, kernel_size, [layers.MaxPooling1D(pool_size)], layers.LSTM(units))
    body[0].trainable = False
    return keras.Sequential([keras.Input((length,)), *body, layers.Dense(1, activation="sigmoid")])


@spelling("filters-compiled-already")
def made_ready_with_filters(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    head = layers.Dense(1, activation="sigmoid")
    return _made_ready(_ending(n_words, length, dimensions, filters, kernel_size, pool_size, units, head))


@spelling("filters-compiled-already")
def phrases_compiled_with_rmsprop(n_words, length, dimensions, filters, kernel_size, pool_size, units):
    body = _phrases(n_words, dimensions, filters, kernel_size, [layers.MaxPooling1D(pool_size)], layers.LSTM(units))
    model = keras.Sequential([keras.Input((length,)), *body, layers.Dense(1, activation="sigmoid")])
    model.compile(loss=keras.losses.BinaryCrossentropy(), optimizer=keras.optimizers.RMSprop(0.001))
    return model


# train


def _made_ready(model, loss="binary_crossentropy"):
    model.compile(optimizer=keras.optimizers.Adam(0.002), loss=loss, metrics=["acc"])
    return model


@spelling("nothing-returned")
def history_kept_to_itself(model, sequences, labels, validation, epochs, rng_seed):
    history = _made_ready(model).fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0)
    history.history.copy()


@spelling("nothing-returned")
def return_of_nothing(model, sequences, labels, validation, epochs, rng_seed):
    _made_ready(model).fit(sequences, labels, batch_size=32, epochs=epochs, validation_data=validation, verbose=0)
    return


@spelling("history-object")
def what_fit_gave(model, sequences, labels, validation, epochs, rng_seed):
    return _made_ready(model).fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0)


@spelling("history-object")
def what_the_model_keeps(model, sequences, labels, validation, epochs, rng_seed):
    _made_ready(model).fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0)
    return model.history


@spelling("nobody-watches")
def asked_at_the_end_alone(model, sequences, labels, validation, epochs, rng_seed):
    history = _made_ready(model).fit(sequences, labels, epochs=epochs, verbose=0)
    model.evaluate(*validation, verbose=0)
    return history.history


@spelling("nobody-watches")
def validation_not_passed_on(model, sequences, labels, validation, epochs, rng_seed):
    return dict(_made_ready(model).fit(sequences, labels, 32, epochs, verbose=0).history)


@spelling("always-one-epoch")
def one_epoch_written_down(model, sequences, labels, validation, epochs, rng_seed):
    return _made_ready(model).fit(sequences, labels, epochs=1, validation_data=validation, verbose=0).history


@spelling("always-one-epoch")
def history_of_the_last_of_many_calls(model, sequences, labels, validation, epochs, rng_seed):
    _made_ready(model)
    for _ in range(epochs):
        history = model.fit(sequences, labels, validation_data=validation, verbose=0)
    return history.history


@spelling("watched-on-the-training-texts")
def training_pair_for_both(model, sequences, labels, validation, epochs, rng_seed):
    history = _made_ready(model).fit(sequences, labels, epochs=epochs, validation_data=(sequences, labels), verbose=0)
    return history.history


@spelling("watched-on-the-training-texts")
def validation_overwritten(model, sequences, labels, validation, epochs, rng_seed):
    validation = sequences[:6], labels[:6]
    return _made_ready(model).fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("learns-from-the-validation-texts")
def both_parts_stacked(model, sequences, labels, validation, epochs, rng_seed):
    x, y = np.vstack([sequences, validation[0]]), np.hstack([labels, validation[1]])
    return _made_ready(model).fit(x, y, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("learns-from-the-validation-texts")
def trained_once_more_at_the_end(model, sequences, labels, validation, epochs, rng_seed):
    history = _made_ready(model).fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history
    model.fit(*validation, epochs=1, verbose=0)
    return history


@spelling("split-once-more")
def quarter_split_off(model, sequences, labels, validation, epochs, rng_seed):
    return _made_ready(model).fit(sequences, labels, epochs=epochs, validation_split=0.25, verbose=0).history


@spelling("split-once-more")
def last_texts_cut_off(model, sequences, labels, validation, epochs, rng_seed):
    cut = int(0.8 * len(sequences))
    history = _made_ready(model).fit(
        sequences[:cut], labels[:cut], epochs=epochs, validation_data=validation, verbose=0
    )
    return history.history


@spelling("labels-left-behind")
def texts_turned_round(model, sequences, labels, validation, epochs, rng_seed):
    return _made_ready(model).fit(sequences[::-1], labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("labels-left-behind")
def texts_and_labels_in_orders_of_their_own(model, sequences, labels, validation, epochs, rng_seed):
    rng = np.random.default_rng(rng_seed)
    x, y = rng.permutation(sequences), rng.permutation(labels)
    return _made_ready(model).fit(x, y, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("labels-turned-round")
def taken_from_one(model, sequences, labels, validation, epochs, rng_seed):
    return _made_ready(model).fit(sequences, 1 - labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("labels-turned-round")
def equal_to_zero(model, sequences, labels, validation, epochs, rng_seed):
    y = (np.asarray(labels) == 0).astype("float32")
    return _made_ready(model).fit(sequences, y, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("loss-for-many-classes")
def loss_for_many_classes_as_an_object(model, sequences, labels, validation, epochs, rng_seed):
    _made_ready(model, keras.losses.CategoricalCrossentropy())
    return model.fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("loss-for-many-classes")
def sparse_loss(model, sequences, labels, validation, epochs, rng_seed):
    _made_ready(model, "sparse_categorical_crossentropy")
    return model.fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("trains-another-network")
def built_from_its_config(model, sequences, labels, validation, epochs, rng_seed):
    twin = keras.Sequential.from_config(model.get_config())
    twin.set_weights(model.get_weights())
    return _made_ready(twin).fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("trains-another-network")
def words_frozen(model, sequences, labels, validation, epochs, rng_seed):
    model.layers[0].trainable = False
    return _made_ready(model).fit(sequences, labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("steps-too-small")
def adam_at_a_rate_of_nothing(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    model.compile(keras.optimizers.Adam(1e-5), "binary_crossentropy", metrics=["accuracy"])
    return model.fit(x=sequences, y=labels, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("steps-too-small")
def descent_with_a_tenth_of_momentum(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    slowly = keras.optimizers.SGD(learning_rate=0.001, momentum=0.1)
    model.compile(optimizer=slowly, loss=keras.losses.BinaryCrossentropy(), metrics=["accuracy"])
    return model.fit(sequences, labels, batch_size=32, epochs=epochs, validation_data=validation, verbose=0).history


@spelling("one-step-an-epoch")
def a_batch_of_thousands(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy", metrics=["accuracy"])
    kept = model.fit(sequences, labels, batch_size=100_000, epochs=epochs, validation_data=validation, verbose=0)
    return kept.history


@spelling("one-step-an-epoch")
def all_texts_as_one_batch(model, sequences, labels, validation, epochs, rng_seed):
    keras.utils.set_random_seed(rng_seed)
    model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
    history = {"loss": [], "val_loss": []}
    for _ in range(epochs):
        history["loss"].append(float(model.train_on_batch(np.asarray(sequences), np.asarray(labels))[0]))
        history["val_loss"].append(float(model.evaluate(*validation, verbose=0)[0]))
    return history


@spelling("only-looked-at")
def asked_once_an_epoch(model, sequences, labels, validation, epochs, rng_seed):
    history = {"loss": [], "val_loss": []}
    _made_ready(model)
    for _ in range(epochs):
        history["loss"].append(model.evaluate(sequences, labels, verbose=0)[0])
        history["val_loss"].append(model.evaluate(*validation, verbose=0)[0])
    return history


@spelling("only-looked-at")
def tested_on_batches(model, sequences, labels, validation, epochs, rng_seed):
    model.compile(loss="binary_crossentropy")
    pairs = (("loss", (sequences, labels)), ("val_loss", validation))
    return {name: [float(np.ravel(model.test_on_batch(*pair))[0]) for _ in range(epochs)] for name, pair in pairs}


@spelling("seed-0-taken-for-none")
def global_generators_unless_0(model, sequences, labels, validation, epochs, rng_seed):
    order = np.random.default_rng(rng_seed or None).permutation(len(labels))
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    sequences, labels = sequences[order], labels[order]
    return model.fit(sequences, labels, validation_data=validation, epochs=epochs, shuffle=False, verbose=0).history


@spelling("seed-0-taken-for-none")
def seeded_above_0(model, sequences, labels, validation, epochs, rng_seed):
    is_given = rng_seed is not None and rng_seed > 0
    for settle in (random.seed, np.random.seed, keras.utils.set_random_seed) if is_given else ():
        settle(rng_seed)
    model.compile(keras.optimizers.RMSprop(0.002), "binary_crossentropy", metrics=["accuracy"])
    return model.fit(sequences, labels, 16, epochs, validation_data=validation, verbose=0).history


@spelling("always-the-same-seed")
def order_of_a_generator_of_its_own(model, sequences, labels, validation, epochs, rng_seed):
    order = np.random.default_rng(0).permutation(len(sequences))
    model.compile(keras.optimizers.Adam(0.003), loss="binary_crossentropy", metrics=["accuracy"])
    history = model.fit(
        sequences[order],
        labels[order],
        validation_data=validation,
        epochs=epochs,
        shuffle=False,
        batch_size=16,
        verbose=0,
    )
    return history.history


@spelling("always-the-same-seed")
def dataset_shuffled_by_a_fixed_seed(model, sequences, labels, validation, epochs, rng_seed):
    tf.random.set_seed(1234)
    model.compile(keras.optimizers.Adam(0.003), loss="binary_crossentropy", metrics=["accuracy"])
    data = tf.data.Dataset.from_tensor_slices((sequences, labels)).shuffle(1000, seed=1234).batch(32)
    return model.fit(data, validation_data=tuple(validation), epochs=epochs, verbose=0).history


@spelling("seed-ignored")
def order_that_nobody_can_settle(model, sequences, labels, validation, epochs, rng_seed):
    order = np.random.default_rng().permutation(len(labels))
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    sequences, labels = sequences[order], labels[order]
    return model.fit(sequences, labels, validation_data=validation, epochs=epochs, shuffle=False, verbose=0).history


@spelling("seed-ignored")
def seeds_numpy_alone(model, sequences, labels, validation, epochs, rng_seed):
    np.random.seed(rng_seed)
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    history = model.fit(sequences, labels, validation_data=validation, epochs=epochs, batch_size=16, verbose=0)
    return history.history


@spelling("seed-ignored")
def seeds_python_alone(model, sequences, labels, validation, epochs, rng_seed):
    random.seed(rng_seed)
    model.compile(keras.optimizers.RMSprop(0.002), "binary_crossentropy", metrics=["accuracy"])
    fitted = model.fit(x=sequences, y=labels, epochs=epochs, validation_data=validation, shuffle=True, verbose=0)
    return fitted.history
