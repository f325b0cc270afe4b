"""Tests: the graded suites, and the project's own."""
