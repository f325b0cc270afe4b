"""The graded suites, one file an exercise."""
