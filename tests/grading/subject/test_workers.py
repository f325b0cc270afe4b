"""Processes that hold a module: which one is started, how it ends, what is left; the processes are stand-ins here.

`test_forkserver.py` and `test_sandbox.py` have real ones.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from grading.subject import workers
from grading.subject.sandbox import Bare, Bubblewrap, Launch, Limits
from grading.subject.workers import ForkServer, OwnProcess, end_servers, how_it_ended, prepare
from reference.kit.course import Course

start_worker: Any = workers.start_worker
"""What stands for a worker here is compared with what it was made from."""
HEAVY = ["matplotlib", "numpy", "pillow", "scipy", "tensorflow"]
NOBODY = 99_999_999
"""Larger than the number of any process."""


class Server:
    """Stands for a fork server."""

    made: list[Server]
    is_ready = True

    def __init__(self, sandbox: Any, libraries: list[str]) -> None:
        self.sandbox, self.libraries = sandbox, libraries
        self.alive, self.killed = True, 0
        self.asked: list[int] = []
        self.problem: type[OSError] | None = None
        Server.made.append(self)

    def is_alive(self) -> bool:
        """Tell whether it runs."""
        return self.alive

    def wait_until_ready(self) -> bool:
        """Tell whether it is ready."""
        return self.is_ready

    def fork(self, cpu_seconds: int) -> str:
        """Give a child."""
        self.asked.append(cpu_seconds)
        if self.problem is not None:
            raise self.problem
        return "a child"

    def kill(self) -> None:
        """Note it."""
        self.killed += 1


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Server]]:
    """The servers that are made; none is there before."""
    monkeypatch.setattr(workers, "_servers", {})
    monkeypatch.setattr(workers, "ForkServer", Server)
    monkeypatch.setattr(workers, "OwnProcess", lambda *asked: ("own", asked))
    monkeypatch.setattr(Server, "is_ready", True)
    Server.made = []
    yield Server.made
    workers._servers.clear()


# Which process


def test_a_worker_is_a_process_of_its_own_where_there_is_no_server(servers: list[Server]) -> None:
    assert start_worker(Bare(), ["numpy"], 5) == ("own", (Bare(), ["numpy"], 5))
    assert servers == []


def test_a_worker_is_a_child_of_the_server_of_its_libraries_and_sandbox(servers: list[Server]) -> None:
    prepare([Bare()], HEAVY)
    (server,) = servers
    assert (server.sandbox, server.libraries) == (Bare(), HEAVY)
    assert start_worker(Bare(), HEAVY, 7) == "a child"
    assert server.asked == [7]
    more = sorted([*HEAVY, "pytest"])
    assert start_worker(Bare(), more, 7) == ("own", (Bare(), more, 7))
    assert start_worker(Bubblewrap(), HEAVY, 7) == ("own", (Bubblewrap(), HEAVY, 7))


@pytest.mark.skipif(find_spec("tensorflow") is None, reason="TensorFlow is not installed")
def test_exercises_share_a_server_where_the_same_can_be_imported(servers: list[Server]) -> None:
    """TensorFlow needs NumPy: both is there, whichever of them a list leaves out."""
    for libraries in (["numpy", "tensorflow"], ["tensorflow"], ["tensorflow", "numpy"], ["tensorflow", "pytest"]):
        prepare([Bubblewrap()], libraries)
    assert [server.libraries for server in servers] == [
        HEAVY,
        ["matplotlib", "pillow", "pytest", "scipy", "tensorflow"],
    ]
    assert start_worker(Bubblewrap(), ["tensorflow"], 7) == "a child"
    assert [server.asked for server in servers] == [[7], []]


@pytest.mark.skipif(find_spec("tensorflow") is None, reason="TensorFlow is not installed")
def test_all_exercises_with_tensorflow_share_a_server(servers: list[Server]) -> None:
    heavy = [exercise for exercise in Course.here().exercises if exercise.is_heavy]
    for exercise in heavy:
        prepare([Bubblewrap()], list(exercise.libraries))
    assert len(heavy) > 5
    assert len(servers) == 1
    light = [exercise for exercise in Course.here().exercises if not exercise.is_heavy]
    for exercise in light:
        prepare([Bubblewrap()], list(exercise.libraries))
    assert {name for server in servers[1:] for name in server.libraries} <= {
        name for exercise in light for name in exercise.libraries
    }, "what needs no TensorFlow sees what its exercise allows, and no more"


def test_what_takes_long_to_import_is_imported_before_children_are_made() -> None:
    ex20 = Course.here().exercise("ex20")
    assert workers._preloaded(list(ex20.libraries)) == ("lime.lime_image", "numpy", "jaxtyping")
    assert workers._preloaded(["numpy"]) == ("numpy",)


def test_a_server_that_cannot_fork_is_done_without(servers: list[Server]) -> None:
    prepare([Bare()], HEAVY)
    servers[0].problem = BrokenPipeError
    assert start_worker(Bare(), HEAVY, 7) == ("own", (Bare(), HEAVY, 7))


@pytest.mark.parametrize(("sandbox", "libraries"), [(None, HEAVY), (Bare(), ["numpy"]), (Bare(), []), (None, [])])
def test_no_server_is_made_where_none_is_needed(servers: list[Server], sandbox: Any, libraries: list[str]) -> None:
    prepare([sandbox], libraries)
    assert servers == []


def test_where_modules_are_kept_apart_all_are_served(servers: list[Server]) -> None:
    prepare([Bubblewrap()], ["numpy"])
    assert [(server.sandbox, server.libraries) for server in servers] == [(Bubblewrap(), ["numpy"])]
    assert start_worker(Bubblewrap(), ["numpy"], 7) == "a child"


def test_a_server_is_made_once_and_anew_when_it_has_ended(servers: list[Server]) -> None:
    prepare([Bare()], HEAVY)
    prepare([Bare()], HEAVY)
    assert len(servers) == 1
    servers[0].alive = False
    prepare([Bare()], HEAVY)
    assert [server.killed for server in servers] == [1, 0]
    start_worker(Bare(), HEAVY, 7)
    assert [server.asked for server in servers] == [[], [7]]


def test_a_server_that_does_not_become_ready_is_ended(servers: list[Server], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Server, "is_ready", False)
    prepare([Bare()], HEAVY)
    assert servers[0].killed == 1
    assert start_worker(Bare(), HEAVY, 7)[0] == "own"


def test_all_servers_can_be_ended(servers: list[Server]) -> None:
    prepare([Bare()], HEAVY)
    prepare([Bubblewrap()], HEAVY)
    end_servers()
    assert [server.killed for server in servers] == [1, 1]
    assert workers._servers == {}
    end_servers()


# Processes


class Popen:
    """Stands for a process."""

    made: list[Popen]

    def __init__(self, command: list[str], **options: Any) -> None:
        self.command, self.options = command, options
        self.pid = NOBODY
        self.codes: list[int | None] = []
        self.did: list[str] = []
        Popen.made.append(self)

    def poll(self) -> int | None:
        """Return its exit code, if it has ended."""
        return self.codes.pop(0) if len(self.codes) > 1 else (self.codes or [None])[0]

    def kill(self) -> None:
        """Note it."""
        self.did.append("kill")

    def wait(self) -> None:
        """Note it."""
        self.did.append("wait")


class Box:
    """A sandbox whose processes are stand-ins."""

    kind, walls = "box", frozenset({"processes left behind"})

    def __init__(self, folder: Path, *, is_own: bool, walled: bool = True) -> None:
        self.folder, self.is_own = folder, is_own
        self.walls = self.walls if walled else frozenset()
        self.asked: list[tuple[Any, ...]] = []

    def launch(self, words: list[str], libraries: list[str], limits: Limits) -> Launch:
        """Note what is started."""
        self.asked.append((words, libraries, limits))
        self.descriptor = os.open(os.devnull, os.O_RDONLY)
        return Launch(["command", *words], {"A": "b"}, str(self.folder), self.is_own, [self.descriptor])


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Which process groups were ended; no process is started."""
    groups: list[Any] = []
    Popen.made = []
    monkeypatch.setattr(workers, "subprocess", SimpleNamespace(Popen=Popen, DEVNULL=subprocess.DEVNULL))
    monkeypatch.setattr(os, "killpg", lambda *asked: groups.append(asked))
    return groups


@pytest.fixture
def pipes(monkeypatch: pytest.MonkeyPatch) -> Pipes:
    """The pipes that are made from now on, and which of their ends are open."""
    return Pipes(monkeypatch)


class Pipes:
    """Notes what is opened and closed: a number that was closed may be another descriptor's at once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made: list[tuple[int, int]] = []
        self.open: set[int] = set()
        pipe, close = os.pipe, os.close

        def noted() -> tuple[int, int]:
            self.made.append(pipe())
            self.open.update(self.made[-1])
            return self.made[-1]

        def closed(descriptor: int) -> None:
            close(descriptor)
            self.open.discard(descriptor)

        monkeypatch.setattr(os, "pipe", noted)
        monkeypatch.setattr(os, "close", closed)


def is_open(descriptor: int) -> bool:
    """Tell whether a descriptor of this process is open."""
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def process(box: Box) -> Any:
    """Start a process in a box."""
    return workers._Process(box, ["word"], [5, 6], ["numpy"], Limits(1, 2, 3))  # type: ignore[arg-type]


def test_a_process_inherits_its_descriptors_and_has_a_session_of_its_own(ended: list[Any], tmp_path: Path) -> None:
    box = Box(tmp_path, is_own=False)
    process(box)
    (started,) = Popen.made
    assert started.command == ["command", "word"]
    assert started.options == {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "env": {"A": "b"},
        "cwd": str(tmp_path),
        "pass_fds": [5, 6, box.descriptor],
        "start_new_session": True,
    }
    assert not is_open(box.descriptor)
    assert box.asked == [(["word"], ["numpy"], Limits(1, 2, 3))]
    assert ended == []


@pytest.mark.parametrize("is_own", [True, False])
def test_a_process_is_killed_with_its_group_and_its_own_folder_goes(
    ended: list[Any], tmp_path: Path, is_own: bool
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "left").touch()
    killed = process(Box(folder, is_own=is_own))
    killed.kill()
    assert ended == [(NOBODY, signal.SIGKILL)]
    assert Popen.made[0].did == ["kill", "wait"]
    assert folder.exists() is not is_own


@pytest.mark.parametrize("problem", [ProcessLookupError, PermissionError])
def test_a_group_that_is_gone_is_none_the_worse(
    ended: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: type[OSError]
) -> None:
    def gone(*_: Any) -> None:
        raise problem

    killed = process(Box(tmp_path, is_own=False))
    monkeypatch.setattr(os, "killpg", gone)
    killed.kill()
    assert Popen.made[0].did == ["kill", "wait"]


def test_another_process_than_its_parent_does_not_wait_for_it(
    ended: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = process(Box(tmp_path, is_own=False))
    for other in (os.getpid() + 1, os.getpid() - 1):
        with monkeypatch.context() as patched:
            patched.setattr(os, "getpid", lambda other=other: other)
            killed.kill()
    assert ended == [(NOBODY, signal.SIGKILL)] * 2
    assert Popen.made[0].did == []


def test_a_process_runs_until_it_has_an_exit_code(ended: list[Any], tmp_path: Path) -> None:
    running = process(Box(tmp_path, is_own=False))
    assert running.is_alive()
    for code in (0, 1, -9):
        Popen.made[0].codes = [code]
        assert not running.is_alive()


@pytest.mark.parametrize(
    ("codes", "seconds", "said"),
    [
        ([None], 0.0, "it closed its pipes"),
        ([None], 0.02, "it closed its pipes"),
        ([None, None, -9], 60.0, "signal SIGKILL"),
        ([3], 0.0, "exit code 3"),
        ([0], 0.0, "exit code 0"),
    ],
)
def test_how_a_process_ended_is_waited_for(
    ended: list[Any], tmp_path: Path, codes: list[int | None], seconds: float, said: str
) -> None:
    waiting = process(Box(tmp_path, is_own=False))
    Popen.made[0].codes = codes
    assert waiting.ending(seconds) == said


@pytest.mark.parametrize("shown", [(10.0, 10.5, 11.0), (10.0, 10.5, 11.5)])
@pytest.mark.usefixtures("ended")
def test_its_end_is_looked_for_until_the_time_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown: tuple[float, ...]
) -> None:
    waiting = process(Box(tmp_path, is_own=False))
    clock, slept = iter(shown), list[float]()
    monkeypatch.setattr(workers, "time", SimpleNamespace(monotonic=lambda: next(clock), sleep=slept.append))
    assert waiting.ending(1.0) == "it closed its pipes"
    assert slept == [0.005]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (0, "exit code 0"),
        (1, "exit code 1"),
        (127, "exit code 127"),
        (128, "exit code 128"),
        (137, "signal SIGKILL"),
        (139, "signal SIGSEGV"),
        (-9, "signal SIGKILL"),
        (-11, "signal SIGSEGV"),
        (-200, "exit code -200"),
        (255, "exit code 255"),
    ],
)
def test_an_exit_code_is_written_in_words(code: int, words: str) -> None:
    assert how_it_ended(code) == words


def test_a_worker_of_its_own_has_four_pipes_and_ends_at_once(ended: list[Any], pipes: Pipes, tmp_path: Path) -> None:
    box = Box(tmp_path, is_own=False)
    worker: Any = OwnProcess(box, ["numpy"], 7)  # type: ignore[arg-type]
    (request_end, requests), (replies, reply_end), (stdout, stdout_end), (stderr, stderr_end) = pipes.made
    words, libraries, limits = box.asked[0]
    assert words == ["pipes", str(request_end), str(reply_end)]
    assert (libraries, limits) == (["numpy"], Limits.of(["numpy"], 7))
    assert Popen.made[0].options["pass_fds"][:2] == [request_end, reply_end]
    assert (Popen.made[0].options["stdout"], Popen.made[0].options["stderr"]) == (stdout_end, stderr_end)
    assert pipes.open == {requests, replies, stdout, stderr}
    assert worker.meter.pid == NOBODY
    worker.release()
    assert ended == [(NOBODY, signal.SIGKILL)]
    assert pipes.open == set()


# Servers


class Socket:
    """Our end of the socket to a server: gives what was laid ready."""

    def __init__(self) -> None:
        self.ready: list[bytes | OSError] = []
        self.sent: list[Any] = []
        self.problem: OSError | None = None
        self.waited: list[float] = []
        self.is_closed = False

    def fileno(self) -> int:
        """Give a number."""
        return 77

    def sendmsg(self, messages: list[bytes], beside: list[Any]) -> None:
        """Note a message and the descriptors that go with it."""
        self.sent.append((messages, [list(each[2]) for each in beside]))
        if self.problem is not None:
            raise self.problem

    def sendall(self, message: bytes) -> None:
        """Note a message."""
        self.sent.append(message)
        if self.problem is not None:
            raise self.problem

    def recv(self, size: int) -> bytes:
        """Give what lies there."""
        assert size == 200
        got = self.ready.pop(0)
        if isinstance(got, OSError):
            raise got
        return got

    def close(self) -> None:
        """Note it."""
        self.is_closed = True


@pytest.fixture
def control(monkeypatch: pytest.MonkeyPatch) -> Socket:
    """What servers are spoken to through."""
    ours = Socket()

    def select(reading: list[Any], _writing: Any, _odd: Any, seconds: float) -> Any:
        ours.waited.append(seconds)
        return (reading if ours.ready else []), [], []

    monkeypatch.setattr("grading.subject.workers.socket.socketpair", lambda *_: (ours, Socket()))
    monkeypatch.setattr(workers, "select", SimpleNamespace(select=select))
    return ours


@pytest.mark.parametrize(("walled", "room"), [(True, "alone"), (False, "shared")])
@pytest.mark.usefixtures("ended", "control")
def test_a_server_is_told_what_to_import_and_whether_it_is_alone(tmp_path: Path, walled: bool, room: str) -> None:
    box = Box(tmp_path, is_own=False, walled=walled)
    ForkServer(box, HEAVY)  # type: ignore[arg-type]
    words, libraries, limits = box.asked[0]
    assert words == ["fork", "77", "tensorflow,numpy", room]
    assert (libraries, limits) == (HEAVY, Limits.of(HEAVY, 0))
    assert limits.cpu_seconds == 0
    assert Popen.made[0].options["pass_fds"][0] == 77


@pytest.fixture
def server(ended: list[Any], control: Socket, tmp_path: Path) -> ForkServer:
    """A server whose process is a stand-in."""
    return ForkServer(Box(tmp_path, is_own=False), HEAVY)  # type: ignore[arg-type]


def test_a_server_is_ready_once_it_says_so(server: ForkServer, control: Socket) -> None:
    control.ready = [b"ready"]
    assert server.wait_until_ready()
    assert 119 < control.waited[0] <= 120
    assert server.wait_until_ready()
    assert len(control.waited) == 1, "it says so once"


def test_a_server_that_has_ended_is_not_waited_for(server: ForkServer, control: Socket) -> None:
    Popen.made[0].codes = [1]
    assert not server.wait_until_ready()
    assert len(control.waited) == 1


def test_a_server_has_so_many_seconds_to_become_ready(
    server: ForkServer, control: Socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = iter([3.0, 1.0, 0.0])
    monkeypatch.setattr(workers, "Allowance", lambda _seconds, _read: SimpleNamespace(left=lambda: next(left)))
    assert not server.wait_until_ready()
    assert control.waited == [3.0, 1.0]


def ready(server: ForkServer, control: Socket) -> None:
    """Have a server say that it is ready."""
    control.ready = [b"ready"]
    assert server.wait_until_ready()


def test_a_server_that_is_not_ready_yet_is_not_asked_whether_it_is_there(server: ForkServer, control: Socket) -> None:
    assert server.is_alive()
    assert control.sent == []
    Popen.made[0].codes = [1]
    assert not server.is_alive()


@pytest.mark.parametrize(
    ("heard", "alive"),
    [
        ([b"here"], True),
        ([b"exit code 0", b"signal SIGKILL", b"here"], True),
        ([b"exit code 0"], False),
        ([b"signal SIGKILL"], False),
        ([b""], False),
        ([], False),
    ],
)
def test_a_server_is_there_where_it_says_so(
    server: ForkServer, control: Socket, heard: list[bytes | OSError], alive: bool
) -> None:
    ready(server, control)
    control.ready = list(heard)
    assert server.is_alive() is alive
    assert control.sent == [b'"are you there?"']
    assert set(control.waited[1:]) == {10.0}


def test_a_server_whose_socket_is_closed_or_whose_process_has_ended_is_gone(
    server: ForkServer, control: Socket
) -> None:
    ready(server, control)
    control.problem = BrokenPipeError()
    control.ready = [b"here"]
    assert not server.is_alive()
    control.problem = None
    Popen.made[0].codes = [1]
    assert not server.is_alive()


def test_a_server_that_says_it_is_over_is_ended_and_forks_no_more(
    server: ForkServer, control: Socket, ended: list[Any]
) -> None:
    child = forked(server, control)
    control.ready = [b"exit code 0, and nothing more"]
    assert child._ending(0.5) == "exit code 0"
    assert ended == [(NOBODY, signal.SIGKILL)]
    with pytest.raises(OSError, match="one child at a time"):
        server.fork(9)


def test_a_child_is_asked_for_with_its_ends_of_four_pipes(server: ForkServer, control: Socket, pipes: Pipes) -> None:
    control.ready = [b"exit code 0", b""]
    child: Any = server.fork(9)
    (request_end, requests), (replies, reply_end), (stdout, stdout_end), (stderr, stderr_end) = pipes.made
    theirs = [request_end, reply_end, stdout_end, stderr_end]
    assert control.sent == [([b'{"cpu": 9}'], [theirs])]
    assert pipes.open == {requests, replies, stdout, stderr}
    assert (control.ready, control.waited[0]) == ([], 0.0), "what was said of a child before is heard first"
    assert child.meter is server.meter
    with pytest.raises(OSError, match="one child at a time"):
        server.fork(9)
    control.ready = [b"exit code 0"]
    child.release()
    assert control.waited[-1] == 5.0
    assert pipes.open == set()
    server.fork(9).release()


def test_a_server_that_is_gone_leaves_no_pipe_open(server: ForkServer, control: Socket, pipes: Pipes) -> None:
    control.problem = BrokenPipeError()
    for _ in range(2):
        with pytest.raises(BrokenPipeError):
            server.fork(9)
    assert len(pipes.made) == 8
    assert pipes.open == set()


@pytest.mark.parametrize(
    ("heard", "said"), [(b"signal SIGKILL", "signal SIGKILL"), (b"", None), (OSError(), None), (b"\xff", "\ufffd")]
)
def test_how_a_child_ended_is_heard(server: ForkServer, control: Socket, heard: Any, said: str | None) -> None:
    control.ready = [heard]
    assert server.wait_for_end(0.5) == said
    assert control.waited == [0.5]
    assert server.wait_for_end(0.25) is None
    assert control.waited == [0.5, 0.25]


def forked(server: ForkServer, control: Socket) -> Any:
    """Return a child of the server."""
    control.ready = []
    return server.fork(9)


def test_a_child_that_does_not_leave_is_ended_with_its_server(
    server: ForkServer, control: Socket, ended: list[Any]
) -> None:
    forked(server, control).release()
    assert ended == [(NOBODY, signal.SIGKILL)]
    assert control.is_closed


def test_a_child_that_has_left_leaves_the_server_to_the_next(
    server: ForkServer, control: Socket, ended: list[Any]
) -> None:
    child = forked(server, control)
    control.ready = [b"exit code 3"]
    assert child._ending(0.5) == "exit code 3"
    assert control.waited[-1] == 0.5
    before = len(control.waited)
    child.release()
    assert len(control.waited) == before, "its end is known"
    forked(server, control).kill()
    assert len(ended) == 1


def test_a_child_that_is_killed_takes_its_server_with_it_unless_it_has_ended(
    server: ForkServer, control: Socket, ended: list[Any]
) -> None:
    child = forked(server, control)
    control.ready = [b"exit code 3"]
    child._ending(0.5)
    child.kill()
    assert ended == []
    child = forked(server, control)
    assert child._ending(0.5) == "it closed its pipes"
    child.kill()
    assert ended == [(NOBODY, signal.SIGKILL)]
