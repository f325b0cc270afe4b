"""The programs that keep calls from the kernel, run here as the kernel runs them, call by call: nothing is installed.

`tests/grading/test_sandboxes.py` attacks the walls from inside a sandbox.
"""

from __future__ import annotations

import errno
import importlib
import operator
import platform
import struct
import sys
from collections.abc import Callable
from typing import Any

import pytest

from grading.subject import syscalls
from grading.worker.__main__ import ONESELF

try:
    pyseccomp: Any = importlib.import_module("pyseccomp")
except (ImportError, OSError, RuntimeError) as missing:
    pytest.skip(f"libseccomp is not here: {missing}", allow_module_level=True)

ALLOWED, REFUSES = 0x7FFF0000, 0x00050000
"""What a program answers: a call is let through, or fails with the error in the lower half."""
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
JUMPS: dict[int, Callable[[int, int], Any]] = {
    0x15: operator.eq,
    0x25: operator.gt,
    0x35: operator.ge,
    0x45: operator.and_,
}
LOAD, AND, JUMP, ANSWER = 0x20, 0x54, 0x05, 0x06
ABOVE = 2**32
"""Half of an argument that the kernel does not look at where it takes 32 bits."""


def answer(program: bytes, name: str, *arguments: int) -> int:
    """Return what the program answers to a call: 0 where it is let through, else the error."""
    number = pyseccomp.resolve_syscall(pyseccomp.system_arch(), name)
    assert number >= 0, name
    given = [argument % 2**64 for argument in arguments] + [0] * (6 - len(arguments))
    data = struct.pack("=iIQ6Q", number, ARCHITECTURES[platform.machine()], 0, *given)
    steps = list(struct.iter_unpack("=HBBI", program))
    at = held = 0
    while True:
        code, yes, no, value = steps[at]
        at += 1
        if code == LOAD:
            (held,) = struct.unpack_from("=I", data, value)
        elif code == AND:
            held &= value
        elif code == JUMP:
            at += value
        elif code == ANSWER:
            assert value == ALLOWED or value & 0xFFFF0000 == REFUSES
            return 0 if value == ALLOWED else value & 0xFFFF
        else:
            at += yes if JUMPS[code](held, value) else no


def written_for(process: int, program: bytes) -> bytes:
    """Return the program as the worker with this number hands it to the kernel."""
    assert ONESELF.to_bytes(4, sys.byteorder) in program
    return program.replace(ONESELF.to_bytes(4, sys.byteorder), process.to_bytes(4, sys.byteorder))


@pytest.fixture(scope="module")
def walls() -> bytes:
    """The program of a whole sandbox."""
    return syscalls.walls()


@pytest.fixture(scope="module")
def ready(walls: bytes) -> bytes:
    """The program of a worker that is ready."""
    return syscalls.no_new_processes()


def known(name: str) -> bool:
    """Tell whether there is such a call here."""
    return bool(pyseccomp.resolve_syscall(pyseccomp.system_arch(), name) >= 0)


@pytest.mark.parametrize("name", [*syscalls.UNCOUNTED, *syscalls.OTHERS, *syscalls.MACHINE])
def test_what_no_limit_counts_what_is_of_others_and_the_machine_are_refused(walls: bytes, name: str) -> None:
    assert not known(name) or answer(walls, name, 1, 2, 3) == errno.EPERM


def test_calls_are_listed_by_names_that_the_library_knows() -> None:
    names = (*syscalls.UNCOUNTED, *syscalls.OTHERS, *syscalls.MACHINE, *syscalls.OWN_ALONE, *syscalls.SIGNALS)
    assert [name for name in names if pyseccomp.resolve_syscall(pyseccomp.system_arch(), name) == -1] == []


@pytest.mark.parametrize("name", ["read", "write", "openat", "mmap", "futex", "execve", "exit_group", "kill", "wait4"])
def test_what_an_answer_needs_is_let_through(walls: bytes, name: str) -> None:
    assert answer(walls, name, 1, 2, 3) == 0


NEW = {"time": 7, "mount": 17, "cgroup": 25, "uts": 26, "ipc": 27, "user": 28, "pid": 29, "net": 30}
"""By kind of namespace the bit of clone(2) that asks for one, as the kernel counts them."""
THREAD, OF_A_THREAD = 1 << 16, 0x3D0F00


@pytest.mark.parametrize("kind", NEW)
def test_no_namespace_of_ones_own_can_be_had(walls: bytes, kind: str) -> None:
    assert answer(walls, "clone", 1 << NEW[kind]) == errno.EPERM
    assert answer(walls, "clone", 1 << NEW[kind] | OF_A_THREAD) == errno.EPERM


def test_processes_and_threads_can_be_had_until_a_worker_is_ready(walls: bytes, ready: bytes) -> None:
    sigchld = 17
    assert answer(walls, "clone", sigchld) == answer(walls, "clone", OF_A_THREAD) == 0
    assert answer(ready, "clone", OF_A_THREAD) == answer(ready, "clone", THREAD) == 0
    for flags in (sigchld, 0, OF_A_THREAD & ~THREAD, 0xFFFF, 0xFFFF << 17):
        assert answer(ready, "clone", flags) == errno.EPERM
    for name in syscalls.NEW_PROCESSES:
        assert not known(name) or answer(ready, name) == errno.EPERM
    assert answer(ready, "read") == 0


def test_a_clone_whose_flags_lie_in_memory_is_said_to_be_missing(walls: bytes, ready: bytes) -> None:
    assert answer(walls, "clone3") == answer(ready, "clone3") == errno.ENOSYS


@pytest.mark.parametrize("name", syscalls.OWN_ALONE)
@pytest.mark.parametrize("process", [1, 2, -1, ABOVE])
def test_limits_and_cores_of_another_process_stay_as_they_are(walls: bytes, name: str, process: int) -> None:
    assert answer(walls, name, process, 5, 5) == errno.EPERM
    assert answer(walls, name, 0, 5, 5) == 0


def test_the_priority_of_another_process_stays_as_it_is(walls: bytes) -> None:
    assert answer(walls, "setpriority", 0, 0, 5) == 0
    assert [answer(walls, "setpriority", 0, other, 0) for other in (1, 2, -1)] == [errno.EPERM] * 3


@pytest.mark.parametrize("whose", [1, 2, ABOVE])
def test_the_priority_of_a_group_or_of_all_of_a_user_stays_as_it_is(walls: bytes, whose: int) -> None:
    assert answer(walls, "setpriority", whose, 0, 5) == errno.EPERM, "the server is among them"


@pytest.mark.parametrize("name", syscalls.SIGNALS)
def test_a_worker_that_is_ready_signals_itself_alone(ready: bytes, name: str) -> None:
    itself = 7
    program = written_for(itself, ready)
    assert answer(program, name, itself, 9, 9) == 0
    for other in (0, 1, 2, -1, -itself, ONESELF, ABOVE + itself):
        assert answer(program, name, other, 9, 9) == errno.EPERM, "the server would stop"
    assert answer(program, "tkill", itself, 9) == errno.EPERM, "its number may be a process of another"


@pytest.mark.parametrize(
    ("name", "request_"), [("fcntl", 8), ("fcntl", 10), ("fcntl", 15), ("ioctl", 0x8901), ("ioctl", 0x8902)]
)
def test_no_file_has_the_kernel_signal_another_process(ready: bytes, name: str, request_: int) -> None:
    for above in (0, ABOVE):
        assert answer(ready, name, 3, above + request_, 1) == errno.EPERM
    assert answer(ready, name, 3, 3, 1) == 0


def test_sockets_are_those_that_stay_inside(walls: bytes) -> None:
    let_through = [family for family in range(64) if answer(walls, "socket", family, 1, 1) == 0]
    assert let_through == [1, 2, 10]
    for family in (0, 3, 16, 17, 40, -1, ABOVE + 1):
        assert answer(walls, "socket", family, 1, 1) == errno.EAFNOSUPPORT


@pytest.mark.parametrize("request_", [0x5412, 0x541C])
def test_nothing_is_typed_into_a_terminal(walls: bytes, request_: int) -> None:
    for above in (0, ABOVE, 2**64 - ABOVE):
        assert answer(walls, "ioctl", 0, above + request_, 0) == errno.EPERM
    for other in (request_ - 1, request_ + 1, 0x5401):
        assert answer(walls, "ioctl", 0, other, 0) == 0


@pytest.mark.parametrize("error", [ImportError, OSError, RuntimeError])
def test_a_library_that_is_missing_is_said_with_the_package_that_brings_it(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> bytes:
        raise error("not there")

    monkeypatch.setattr(syscalls, "walls", broken)
    monkeypatch.setattr(sys, "platform", "linux")
    assert "apt-get install libseccomp2): not there" in syscalls.problem()
    monkeypatch.setattr(sys, "platform", "darwin")
    assert syscalls.problem() == "the sandbox needs Linux"


def test_there_is_no_problem_where_a_program_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syscalls, "walls", lambda: b"")
    monkeypatch.setattr(sys, "platform", "linux")
    assert syscalls.problem() == ""


def test_a_call_that_no_kernel_has_is_skipped() -> None:
    rules = syscalls._Rules()
    rules.refuse("no_such_call")
    rules.refuse("read")  # number 0 on most machines
    rules.refuse("read")
    program = rules.program()
    assert answer(program, "read") == errno.EPERM
    assert answer(program, "write") == 0


def test_a_program_is_written_once(walls: bytes, ready: bytes) -> None:
    assert syscalls.walls() is walls
    assert syscalls.no_new_processes() is ready
