"""The figure of each exercise, drawn from a student's own functions: a module an exercise with `draw(subject)`."""
