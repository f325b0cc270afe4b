"""Tests of what a test says: the plugin, expectations, comparisons, diagnoses, rebuilt models."""
