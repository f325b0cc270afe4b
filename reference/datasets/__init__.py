"""Data that exercises and tests use."""
