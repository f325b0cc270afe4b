"""What a worker may not ask of the kernel, as programs for it that bubblewrap and the worker hand over.

Limits and namespaces leave gaps: memory that belongs to no process, keys that outlive one, a signal or a limit for
the server that the next student's code is forked from. An answer to an exercise needs none of that.
"""

from __future__ import annotations

import errno
import functools
import sys
import tempfile
from typing import Any

from grading.worker.__main__ import ONESELF

NAMESPACES = (0x80, 0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)
"""Flags of clone(2) that ask for namespaces of one's own: time, mount, cgroup, uts, ipc, user, pid, net."""
THREAD = 0x10000
"""The flag of clone(2) for a thread."""
LOCAL = (1, 2, 10)
"""Families of sockets that stay in the sandbox: Unix, and the two of a network that is not there."""
PUSHING_INPUT = (0x5412, 0x541C)
"""Requests to a terminal that make it read what was never typed."""
WORD = 0xFFFFFFFF
"""What the kernel looks at of such a request: the half above it may be anything."""

UNCOUNTED = (
    *("memfd_create", "memfd_secret", "shmget", "shmat", "shmctl", "semget", "semctl", "msgget", "msgctl"),
    *("mq_open", "mq_unlink", "add_key", "request_key", "keyctl"),
)
"""Memory and state that no limit of a process counts, or that stays when it has ended."""
OTHERS = (
    *("ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "process_mrelease", "kcmp"),
    *("pidfd_open", "pidfd_getfd", "pidfd_send_signal", "move_pages", "migrate_pages", "ioprio_set", "setns"),
)
"""Other processes."""
MACHINE = (
    *(
        "unshare",
        "mount",
        "umount2",
        "pivot_root",
        "chroot",
        "open_tree",
        "move_mount",
        "fsopen",
        "fsconfig",
        "fsmount",
    ),
    *("fspick", "mount_setattr", "name_to_handle_at", "open_by_handle_at", "bpf", "perf_event_open", "userfaultfd"),
    *("io_uring_setup", "io_uring_enter", "io_uring_register", "syslog", "personality", "quotactl", "acct", "swapon"),
    *("swapoff", "reboot", "kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module"),
    *("fanotify_init", "lookup_dcookie", "settimeofday", "clock_settime", "adjtimex", "clock_adjtime"),
)
"""The machine, and parts of the kernel that are large and of no use to an answer."""
OWN_ALONE = ("prlimit64", "sched_setaffinity", "sched_setscheduler", "sched_setparam", "sched_setattr")
"""Calls whose first argument is a process: 0 is oneself, and no other is allowed."""
NEW_PROCESSES = ("execve", "execveat", "fork", "vfork")
SIGNALS = ("kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo")
"""Calls whose first argument is the process that a signal goes to."""
SIGNALS_OF_FILES = {"fcntl": (8, 10, 15), "ioctl": (0x8901, 0x8902)}
"""Requests by which the kernel signals a process when a file is ready: any process of the same user."""


def problem() -> str:
    """Return why no program can be written here, or "" where it can."""
    if not sys.platform.startswith("linux"):
        return "the sandbox needs Linux"
    try:
        walls()
    except (ImportError, OSError, RuntimeError) as error:
        return f"libseccomp is not installed (Debian, Ubuntu: apt-get install libseccomp2): {error}"
    return ""


@functools.cache
def walls() -> bytes:
    """Return the program for a whole sandbox; starting programs is allowed, since bubblewrap starts one under it."""
    rules = _Rules()
    for name in (*UNCOUNTED, *OTHERS, *MACHINE):
        rules.refuse(name)
    rules.refuse("clone3", error=errno.ENOSYS)  # its flags lie in memory, out of sight; libraries then use clone
    for flag in NAMESPACES:
        rules.refuse("clone", (0, "MASKED_EQ", flag, flag))
    for name in OWN_ALONE:
        rules.refuse(name, (0, "NE", 0))
    rules.refuse("setpriority", (0, "NE", 0))  # of a whole group, or of all that a user has
    rules.refuse("setpriority", (1, "NE", 0))
    rules.refuse("socket", (0, "GT", max(LOCAL)), error=errno.EAFNOSUPPORT)
    for family in set(range(max(LOCAL))) - set(LOCAL):
        rules.refuse("socket", (0, "EQ", family), error=errno.EAFNOSUPPORT)
    for request in PUSHING_INPUT:
        rules.refuse("ioctl", (1, "MASKED_EQ", WORD, request))
    return rules.program()


@functools.cache
def no_new_processes() -> bytes:
    """Return the program for a worker that is ready: threads at most, no process, no other program, no signal to one.

    The worker puts its own number where `ONESELF` stands.
    """
    rules = _Rules()
    for name in NEW_PROCESSES:
        rules.refuse(name)
    for name in SIGNALS:
        rules.refuse(name, (0, "NE", ONESELF))
    rules.refuse("tkill")
    for name, requests in SIGNALS_OF_FILES.items():
        for request in requests:
            rules.refuse(name, (1, "MASKED_EQ", WORD, request))
    rules.refuse("clone3", error=errno.ENOSYS)
    rules.refuse("clone", (0, "MASKED_EQ", THREAD, 0))
    return rules.program()


class _Rules:
    """A filter that allows what no rule refuses."""

    def __init__(self) -> None:
        import pyseccomp

        self._library: Any = pyseccomp
        self._filter = pyseccomp.SyscallFilter(pyseccomp.ALLOW)

    def refuse(self, name: str, *arguments: tuple[Any, ...], error: int = errno.EPERM) -> None:
        """Have a call fail with this error where all conditions hold; one that is not known here is skipped."""
        tests = [self._library.Arg(place, getattr(self._library, test), *values) for place, test, *values in arguments]
        if self._library.resolve_syscall(self._library.system_arch(), name) >= 0:
            self._filter.add_rule(self._library.ERRNO(error), name, *tests)

    def program(self) -> bytes:
        """Return the filter as the kernel takes it."""
        with tempfile.TemporaryFile() as file:
            self._filter.export_bpf(file)
            file.seek(0)
            return file.read()
