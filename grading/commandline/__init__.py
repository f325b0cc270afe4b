"""The command `kata`: what a student, a grader and an instructor type, and what they see."""
