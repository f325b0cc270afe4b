"""What a user is told in one sentence when a command cannot be done: it ends with exit code 2, without a traceback.

The family, with who raises what; the engine's own errors, about a student's code, are drawn in `grading.errors`:

    UserError                    a person's mistake, or something a machine lacks
    |-- NotACourseError          a folder that holds no exercises            reference.kit.course
    |   `-- UnknownExerciseError no exercise of that name                    reference.kit.course
    |-- DataError                a folder of images or a text table          reference.datasets
    |-- NoGapError               a threshold that nothing can stand in       grading.authoring.calibration
    |-- SourceError              a solution that breaks the format           grading.authoring.stubs
    `-- SandboxMissingError      no sandbox on this machine                  grading.subject.sandbox
    DamagedError                 a file of ours that cannot be read back; whoever reads it says what to do
                                                                             grading.results
"""

from __future__ import annotations


class UserError(Exception):
    """The message says what is wrong, where, and what to do."""


class NotACourseError(UserError):
    """A folder that holds no exercises."""


class UnknownExerciseError(NotACourseError):
    """No exercise has that name; the message lists those that exist."""


class DataError(UserError, ValueError):
    """Data that somebody brings is not what it must be."""


class NoGapError(UserError):
    """Something that must stay below the threshold reaches what the model answer reaches."""


class SourceError(UserError, ValueError):
    """A solution file that breaks the single-source format; the message says where."""


class SandboxMissingError(UserError):
    """No sandbox can be had on this machine; the message says why and what to do."""


class DamagedError(Exception):
    """A file of ours is not what was written; the message says in a few words what is wrong with it."""
