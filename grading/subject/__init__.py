"""The code under test, wherever it runs: one interface, a local and an isolated binding."""

from grading.subject.calls import Call, LoadedSource
from grading.subject.choice import bind
from grading.subject.isolated import IsolatedBinding
from grading.subject.local import LocalBinding
from grading.subject.proxy import Subject
from grading.subject.sandbox import Sandbox
from reference.ground.errors import SandboxMissingError

__all__ = [
    "Call",
    "IsolatedBinding",
    "LoadedSource",
    "LocalBinding",
    "Sandbox",
    "SandboxMissingError",
    "Subject",
    "bind",
]
