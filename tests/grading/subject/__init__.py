"""Tests of the code under test: bindings, workers, pipes, sandboxes, what was handed in."""
