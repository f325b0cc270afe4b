"""The model answers: the single source of lessons, stubs and notebooks."""
