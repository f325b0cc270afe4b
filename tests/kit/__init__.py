"""Tests of what a course is made of."""
