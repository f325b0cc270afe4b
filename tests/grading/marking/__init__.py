"""Tests of who runs a suite: the parent, its child, records."""
