"""The engine: runs the suites against a student's code, keeps results, and speaks with three kinds of people."""
