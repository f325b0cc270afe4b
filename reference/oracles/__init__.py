"""Trusted answers: other people's libraries behind the exercises' own signatures, or slow plain loops."""
