"""The project's own tests of reference."""
