"""Tests of a class: what was handed in, who marks it, what lies in its folder."""
