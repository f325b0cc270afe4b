"""The project's own tests of grading."""
