"""The project's own tests that exercises are sound: the four-sided proofs."""
