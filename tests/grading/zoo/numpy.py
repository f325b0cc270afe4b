"""The zoo of ex02: a worker with NumPy alone."""

from __future__ import annotations

from tests.grading.zoo.animal import Animal, at_import, when_called

EXIT = [
    when_called("exit", "os-exit", "ends the interpreter with code 0", "os._exit(0)"),
    at_import("exit", "os-exit-at-import", "the same while it is loaded", "os._exit(0)"),
    when_called("exit", "sys-exit", "leaves politely", "sys.exit(0)"),
    when_called("exit", "kills-itself", "sends itself SIGKILL", "import signal\nos.kill(os.getpid(), 9)\nreturn x"),
    when_called("exit", "kills-all", "sends SIGKILL to whatever it can reach", "os.kill(-1, 9)\nreturn x"),
    when_called("exit", "kills-parent", "ends whoever started it", "os.kill(os.getppid(), 9)\nreturn x"),
    when_called(
        "exit", "kills-process-1", "ends the sandbox's first process", "os.kill(1, 9)\nos.kill(1, 2)\nreturn x"
    ),
    at_import(
        "exit", "at-exit", "reports success as it leaves", "import atexit\natexit.register(os._exit, 0)\nsys.exit(0)"
    ),
    when_called("exit", "keyboard-interrupt", "raises what `except Exception` lets through", "raise KeyboardInterrupt"),
    when_called("exit", "system-exit", "raises SystemExit from a generator", "return next(exit() for _ in [1])"),
    when_called("exit", "segfault", "reads from address 0", "import ctypes\nctypes.string_at(0)\nreturn x"),
    when_called("exit", "abort", "aborts", "os.abort()"),
    at_import(
        "exit",
        "a-thread-ends-it",
        "a thread that ends the interpreter a little later",
        """
        import threading
        threading.Timer(0.05, os._exit, (0,)).start()
        """,
    ),
]

PATCH = [
    at_import(
        "patch",
        "numpy-allclose",
        "makes everything close to everything",
        """
        import numpy as np
        np.allclose = np.array_equal = lambda *a, **k: True
        np.testing.assert_allclose = lambda *a, **k: None
        """,
    ),
    at_import(
        "patch",
        "pytest",
        "replaces pytest's reports",
        """
        import types
        fake = types.ModuleType("pytest")
        sys.modules["pytest"] = sys.modules["_pytest"] = sys.modules["_pytest.reports"] = fake
        """,
    ),
    at_import(
        "patch",
        "builtins",
        "makes every comparison true",
        """
        import builtins
        builtins.abs = lambda value: 0
        builtins.all = builtins.any = builtins.isinstance = lambda *a: True
        """,
    ),
    at_import(
        "patch",
        "worker-student",
        "replaces what calls the student's functions",
        """
        for name, module in list(sys.modules.items()):
            if name.endswith("student"):
                module.call = lambda *a, **k: {"kind": "value", "value": 1.0, "steps": 0}
        """,
    ),
    at_import(
        "patch",
        "worker-loop",
        "replaces the worker's answers",
        """
        import gc
        for thing in gc.get_objects():
            if type(thing).__name__ == "Loop":
                thing._call = lambda request: {"kind": "value", "value": request["args"][0], "type": "x"}
        """,
    ),
    at_import(
        "patch",
        "encoder",
        "encodes something else than was returned",
        """
        import gc
        for thing in gc.get_objects():
            if type(thing).__name__ == "Encoder":
                thing._plain = lambda value: None
        """,
    ),
    at_import(
        "patch",
        "import-hook",
        "takes the guard of imports away",
        """
        sys.meta_path.clear()
        import builtins, importlib
        builtins.__import__ = importlib.__import__
        """,
    ),
    at_import(
        "patch",
        "dunder-main",
        "writes into the main module",
        """
        main = sys.modules["__main__"]
        for name in list(vars(main)):
            if callable(vars(main)[name]):
                setattr(main, name, lambda *a, **k: None)
        """,
    ),
    at_import(
        "patch",
        "excepthook",
        "answers errors with silence",
        """
        sys.excepthook = lambda *a: os._exit(0)
        sys.stdout = sys.stderr = None
        """,
    ),
    at_import(
        "patch",
        "json",
        "replaces the library that writes frames",
        """
        import json
        json.dumps = lambda *a, **k: '{"message": {"id": 1, "kind": "value", "value": 1}, "arrays": []}'
        """,
    ),
    Animal(
        "patch",
        "conftest",
        "brings files that pytest, or Python, would load",
        "def softmax(x):\n    return x\n",
        {
            "conftest.py": b"import os\nos._exit(0)\n",
            "pytest.ini": b"[pytest]\naddopts = -k nothing\n",
            "sitecustomize.py": b"import os\nos._exit(0)\n",
            "numpy.py": b"def exp(x):\n    return x\n",
            "usercustomize.py": b"import os\nos._exit(0)\n",
            "evil.pth": b"import os; os._exit(0)\n",
        },
    ),
]

READ = [
    at_import(
        "read",
        "the-course",
        "imports what holds the answers",
        """
        for name in ("reference", "solutions.ex02_softmax", "reference.ex02_softmax.oracle", "grading", "tests"):
            try:
                __import__(name)
                say(name)
            except Exception:
                pass
        """,
    ),
    at_import(
        "read",
        "all-files",
        "looks for answers on the disk",
        """
        for root, folders, files in os.walk("/", onerror=lambda error: None):
            folders[:] = [name for name in folders if name not in ("proc", "sys", "usr", "lib", "dev")]
            for name in files:
                if name.startswith(("oracle", "ex0", "misconceptions", "run.json", "shadow")):
                    say(os.path.join(root, name))
        """,
    ),
    at_import(
        "read",
        "environment",
        "reads the environments of all processes",
        """
        for pid in [name for name in os.listdir("/proc") if name.isdigit()]:
            for what in ("environ", "cmdline"):
                try:
                    with open(f"/proc/{pid}/{what}") as file:
                        text = file.read()
                    if "KATA" in text or "work" in text or "submissions" in text:
                        say(text)
                except OSError:
                    pass
        """,
    ),
    at_import(
        "read",
        "descriptors",
        "reads whatever was left open",
        """
        for number in range(3, 64):
            try:
                where = os.readlink(f"/proc/self/fd/{number}")
                if not where.startswith("pipe:"):
                    say(where)
            except OSError:
                pass
        """,
    ),
    at_import(
        "read",
        "frames",
        "walks up the frames for what is expected",
        """
        frame = sys._getframe()
        while frame:
            for name, value in frame.f_locals.items():
                if name in ("expected", "oracle", "seed", "rng", "draw"):
                    say(f"{name}={value!r}")
            frame = frame.f_back
        """,
    ),
    when_called(
        "read",
        "garbage",
        "searches all objects for what is expected",
        """
        import gc
        for thing in gc.get_objects():
            if type(thing) is dict and {"seed", "expected", "oracle"} & {key for key in thing if type(key) is str}:
                if "kata" in str(thing.get("__name__", "")):
                    say(thing)
        return x
        """,
    ),
    at_import(
        "read",
        "mounts",
        "reads where things come from on the machine",
        """
        with open("/proc/self/mountinfo") as file:
            for line in file:
                if "/home/" in line or "/work" in line or "/root" in line:
                    say(line)
        """,
    ),
    at_import(
        "read",
        "others",
        "reads the files of the other students",
        """
        for place in ("..", "/submissions", "/class", "/home", "/root", "/tmp"):
            try:
                for name in os.listdir(place):
                    if name.endswith((".py", ".ipynb", ".json")):
                        say(name)
            except OSError:
                pass
        """,
    ),
    at_import(
        "read",
        "memory-of-process-1",
        "reads the memory of the sandbox's first process",
        """
        for pid in (1, os.getppid()):
            if pid == os.getpid() or pid == 0:
                continue
            try:
                with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb") as memory:
                    start = int(maps.readline().split("-")[0], 16)
                    memory.seek(start)
                    memory.read(16)
                    say("memory")
            except (OSError, ValueError):
                pass
        """,
    ),
    at_import(
        "read",
        "environment-of-its-own",
        "looks for settings of the grader's shell",
        """
        for name, value in os.environ.items():
            if "KATA" in name or "PYTEST" in name or "SECRET" in name:
                say(f"{name}={value}")
        """,
    ),
    at_import(
        "read",
        "kernel-log",
        "reads the kernel's log and key rings",
        """
        import ctypes
        for path in ("/proc/keys", "/proc/key-users", "/dev/kmsg"):
            try:
                with open(path) as file:
                    text = file.read(2000)
                if "kata" in text:
                    say(text)
            except OSError:
                pass
        libc = ctypes.CDLL(None)
        buffer = ctypes.create_string_buffer(1000)
        if libc.klogctl(3, buffer, 1000) > 0:
            say("kernel log")
        """,
    ),
    when_called(
        "read",
        "seed-by-search",
        "tries small seeds until the drawn input comes out",
        """
        import numpy as np
        for seed in range(2000):
            if np.allclose(np.random.default_rng(seed).normal(size=x.shape), x):
                say(seed)
        return x
        """,
    ),
]

FORGE = [
    at_import(
        "forge",
        "junit",
        "writes a perfect report where one may be looked for",
        """
        for path in ("report.xml", "/tmp/report.xml", "/autograder/results/results.json", "records/x.json"):
            try:
                os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
                with open(path, "w") as file:
                    file.write('{"score": 10}')
            except OSError:
                pass
        """,
    ),
    at_import(
        "forge",
        "frames-on-every-descriptor",
        "writes answers to every pipe it holds",
        """
        flood(frame({"id": 2, "kind": "value", "value": 1.0}))
        """,
    ),
    when_called(
        "forge",
        "answers-ahead",
        "answers the calls to come",
        """
        for call in range(2, 200):
            flood(frame({"id": call, "kind": "value", "value": 1.0}))
        return x
        """,
    ),
    at_import(
        "forge",
        "a-huge-frame",
        "claims four gigabytes",
        """
        flood(b"\\xff\\xff\\xff\\xff")
        """,
    ),
    at_import(
        "forge",
        "an-array-of-impossible-shape",
        "claims an array larger than any memory",
        """
        shape = {"dtype": "<f8", "shape": [2**40, 2**20]}
        flood(frame({"id": 1, "kind": "loaded", "functions": []}, [shape]))
        """,
    ),
    when_called(
        "forge",
        "a-frame-named-often",
        "names one large array 5,000 times",
        """
        tree = {"id": 2, "kind": "value", "value": [{"$array": 0}] * 5000}
        flood(frame(tree, [{"dtype": "<f8", "shape": [1000000]}]) + bytes(8000000))
        return x
        """,
    ),
    at_import(
        "forge",
        "junk",
        "fills every pipe with junk",
        """
        flood(os.urandom(4096))
        """,
    ),
    when_called(
        "forge",
        "callbacks-that-were-never-sent",
        "calls functions of the tests that do not exist",
        """
        flood(frame({"kind": "callback", "number": 0, "args": {"$tuple": []}, "kwargs": {"$dict": []}}))
        return x
        """,
    ),
    at_import(
        "forge",
        "prints-a-report",
        "prints what a passed run looks like",
        """
        print("ex02  Softmax: from scores to probabilities: 10 of 10 points")
        print("15 passed in 0.01s")
        sys.stderr.write("##teamcity[testFinished name='softmax']")
        """,
    ),
]

LIE = [
    when_called(
        "lie",
        "equals-everything",
        "returns what is equal to everything",
        """
        class Equal:
            def __eq__(self, other):
                return True
            def __array__(self, *a, **k):
                raise ValueError
        return Equal()
        """,
    ),
    when_called(
        "lie",
        "array-that-agrees",
        "returns an array whose comparisons are all true",
        """
        import numpy as np
        class Agrees(np.ndarray):
            def __eq__(self, other):
                return np.ones(self.shape, bool)
            def __array_ufunc__(self, *a, **k):
                return np.ones(self.shape, bool)
            def __array_function__(self, *a, **k):
                return True
        return np.zeros_like(x, dtype=float).view(Agrees)
        """,
    ),
    when_called(
        "lie", "changes-its-argument", "changes the argument so that the oracle sees another", "x *= 0\nreturn x"
    ),
    when_called(
        "lie",
        "float-that-agrees",
        "returns a number that is close to all",
        """
        class Number(float):
            def __eq__(self, other):
                return True
            def __sub__(self, other):
                return 0.0
            __rsub__ = __sub__
        return Number(1)
        """,
    ),
    when_called(
        "lie", "objects", "returns an array of objects", "import numpy as np\nreturn np.array([object()] * len(x))"
    ),
    when_called("lie", "nothing-is-a-number", "returns NaN, which is unequal to itself", "return x * float('nan')"),
    when_called(
        "lie",
        "masked",
        "returns an array that hides all its entries",
        "import numpy as np\nreturn np.ma.masked_all(x.shape)",
    ),
    when_called("lie", "endless-list", "returns a list that holds itself", "a = []\na.append(a)\nreturn a"),
    when_called(
        "lie",
        "a-type-with-a-name",
        "returns a class that is called ndarray",
        "return type('ndarray', (list,), {})(x.tolist())",
    ),
    when_called(
        "lie",
        "a-message-that-says-pass",
        "raises what looks like a pass",
        "raise Exception('outcome: pass, points: 10')",
    ),
    when_called(
        "lie",
        "not-written-yet",
        "raises NotImplementedError of a huge text",
        "raise NotImplementedError('x' * 8_000_000)",
    ),
    when_called("lie", "always-raises", "raises ValueError whatever is asked", "raise ValueError('one axis too many')"),
]

LOOP = [
    when_called("loop", "endless", "never ends", "while True:\n    pass"),
    at_import("loop", "endless-at-import", "never finishes loading", "while True:\n    pass"),
    when_called("loop", "sleeps", "sleeps for three hours", "import time\ntime.sleep(10_000)"),
    when_called(
        "loop",
        "ignores-alarms",
        "ignores signals and never ends",
        """
        import signal
        for number in range(1, 64):
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass
        """,
    ),
    when_called(
        "loop",
        "deadlock",
        "waits for itself",
        "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()",
    ),
    when_called(
        "loop",
        "just-under-the-limit",
        "stays under the limit of a call, each time",
        "import time\ntime.sleep(0.9)\nreturn x",
    ),
    when_called(
        "loop", "deep", "recurses without end", "sys.setrecursionlimit(10**9)\ndef f():\n    return f()\nreturn f()"
    ),
    when_called("loop", "reads-for-ever", "waits for input", "return sys.stdin.read() or os.read(0, 1) or input()"),
    at_import("loop", "large-number", "computes a power with a billion digits", "9 ** 9 ** 9"),
]

EXHAUST = [
    when_called("exhaust", "memory", "takes 100 GB", "a = []\nwhile True:\n    a.append(bytearray(2**26))"),
    when_called(
        "exhaust",
        "memfd",
        "takes memory that is no process's",
        """
        held = []
        for _ in range(100):
            number = os.memfd_create("x")
            held.append(number)
            os.write(number, bytes(2**26))
        say("memfd")
        return x
        """,
    ),
    when_called(
        "exhaust",
        "shared-memory",
        "takes 6 GB of shared memory",
        """
        import mmap
        held = []
        for _ in range(12):
            part = mmap.mmap(-1, 2**29)
            for at in range(0, 2**29, 4096):
                part[at] = 1
            held.append(part)
        say("shared")
        return x
        """,
    ),
    when_called(
        "exhaust",
        "system-v",
        "takes shared memory that outlives it",
        """
        import ctypes
        libc = ctypes.CDLL(None)
        if libc.shmget(0x6B617461, 2**20, 0o1666) >= 0:
            say("System V")
        return x
        """,
    ),
    when_called(
        "exhaust",
        "disk",
        "fills the temporary folder",
        """
        for number in range(100):
            with open(f"/tmp/{number}", "wb") as file:
                file.write(bytes(2**23))
        say("disk")
        return x
        """,
    ),
    when_called(
        "exhaust",
        "one-file",
        "writes one endless file",
        """
        with open("/tmp/x", "wb") as file:
            while True:
                file.write(bytes(2**22))
        """,
    ),
    when_called(
        "exhaust",
        "many-files",
        "makes a million empty files",
        """
        for number in range(1_000_000):
            open(f"/tmp/{number}", "w").close()
        say("files")
        return x
        """,
    ),
    when_called(
        "exhaust",
        "processes",
        "forks without end",
        """
        for _ in range(1000):
            os.fork()
        say("forks")
        return x
        """,
    ),
    when_called(
        "exhaust",
        "threads",
        "starts threads without end",
        """
        import threading, time
        for _ in range(10_000):
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        say("threads")
        return x
        """,
    ),
    when_called("exhaust", "prints", "prints without end", "while True:\n    print('x' * 10_000)"),
    when_called(
        "exhaust", "descriptors", "opens files without end", "return [open('/dev/null') for _ in range(100_000)]"
    ),
    when_called("exhaust", "returns-a-lot", "returns four gigabytes", "import numpy as np\nreturn np.zeros(2**29)"),
    when_called("exhaust", "nested", "returns a million lists", "return [[] for _ in range(3_000_000)]"),
]

ESCAPE = [
    when_called(
        "escape",
        "network",
        "calls home",
        """
        import socket
        for where in (("1.1.1.1", 53), ("127.0.0.1", 22), ("169.254.169.254", 80)):
            try:
                socket.create_connection(where, timeout=0.2)
                say(where)
            except OSError:
                pass
        return x
        """,
    ),
    when_called(
        "escape",
        "vsock",
        "speaks to the machine's host",
        """
        import socket
        for family in (40, 38, 16, 17):
            try:
                socket.socket(family, socket.SOCK_STREAM if family == 40 else socket.SOCK_RAW)
                say(family)
            except OSError:
                pass
        return x
        """,
    ),
    when_called(
        "escape",
        "programs",
        "starts a shell",
        """
        import subprocess
        say(subprocess.run(["sh", "-c", "id"], capture_output=True).stdout)
        return x
        """,
    ),
    when_called("escape", "system", "starts a program by way of C", "say(os.popen('id').read())\nreturn x"),
    when_called(
        "escape",
        "daemon",
        "leaves a process behind",
        """
        if os.fork() == 0:
            os.setsid()
            import time
            time.sleep(600)
        return x
        """,
    ),
    when_called(
        "escape",
        "namespaces",
        "makes namespaces of its own, with all rights",
        """
        import ctypes
        libc = ctypes.CDLL(None)
        for flag in (0x10000000, 0x20000, 0x40000000, 0x20000000):
            if libc.unshare(flag) == 0:
                say(hex(flag))
        return x
        """,
    ),
    when_called(
        "escape",
        "mount",
        "mounts",
        """
        import ctypes
        libc = ctypes.CDLL(None)
        if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0 or libc.chroot(b"/tmp") == 0:
            say("mounted")
        return x
        """,
    ),
    when_called(
        "escape",
        "ptrace",
        "traces another process",
        """
        import ctypes
        libc = ctypes.CDLL(None)
        for pid in (1, os.getppid()):
            if pid not in (0, os.getpid()) and libc.ptrace(16, pid, None, None) == 0:
                say(pid)
        return x
        """,
    ),
    when_called(
        "escape",
        "becomes-root",
        "changes its user",
        """
        for change in (os.setuid, os.seteuid, os.setgid):
            try:
                if os.getuid() != 0:
                    change(0)
                    say("root")
            except OSError:
                pass
        return x
        """,
    ),
    when_called(
        "escape",
        "writes-everywhere",
        "writes into every folder",
        """
        for root, folders, _ in os.walk("/"):
            folders[:] = [name for name in folders if name not in ("proc", "sys", "tmp")][:40]
            if root.count("/") > 4:
                folders[:] = []
            try:
                with open(os.path.join(root, "x.pth"), "w") as file:
                    file.write("import os")
                say(root)
            except OSError:
                pass
        return x
        """,
    ),
    when_called(
        "escape",
        "links",
        "reaches out by links",
        """
        for target in ("/etc/shadow", "/root", "/home", "/proc/1/root"):
            try:
                os.symlink(target, "/tmp/link")
                say(os.listdir("/tmp/link") if target != "/etc/shadow" else open("/tmp/link").read())
            except OSError:
                pass
            finally:
                try:
                    os.unlink("/tmp/link")
                except OSError:
                    pass
        return x
        """,
    ),
    when_called(
        "escape",
        "core-dump",
        "leaves a core file",
        "import resource\nresource.setrlimit(resource.RLIMIT_CORE, (2**20, 2**20))\nos.abort()",
    ),
    when_called(
        "escape",
        "limits",
        "lifts its limits",
        """
        import resource
        for kind in (resource.RLIMIT_AS, resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_CPU):
            try:
                resource.setrlimit(kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
                say(kind)
            except (OSError, ValueError):
                pass
        return x
        """,
    ),
]

SMUGGLE = [
    Animal(
        "smuggle",
        "utf-7",
        "hides code in another encoding",
        "# -*- coding: utf-7 -*-\n#+AAo-import os+AAo-os._exit(0)\n",
    ),
    Animal("smuggle", "scipy", "lets a library do the exercise", "from scipy.special import softmax, log_softmax\n"),
    Animal(
        "smuggle",
        "importlib",
        "imports a library by its name",
        "import importlib\nsoftmax = importlib.import_module('scipy.special').softmax\n",
    ),
    Animal("smuggle", "exec", "imports it in a text", "exec('from scipy.special import softmax')\n"),
    Animal(
        "smuggle",
        "beside",
        "imports a file of its own",
        "from helper import softmax\n",
        {"helper.py": b"def softmax(x):\n    return x\n"},
    ),
    Animal(
        "smuggle",
        "pickle",
        "carries code in a pickle",
        "import pickle\nsoftmax = pickle.loads(b'cos\\nsystem\\n(S\"id\"\\ntR.')\n",
    ),
    Animal("smuggle", "compiled", "is compiled code under the module's name", "\x00\x00\x00"),
    Animal("smuggle", "a-long-line", "costs the parser its memory", "x = " + "(" * 90_000 + ")" * 90_000 + "\n"),
    Animal("smuggle", "deep-expression", "costs the parser its stack", "x = " + "-" * 100_000 + "1\n"),
    Animal("smuggle", "many-names", "is two megabytes of code", "x = 1\n" * 350_000),
    Animal(
        "smuggle",
        "decorators",
        "hides an import in a decorator",
        "@__import__('os')._exit\ndef softmax(x):\n    return x\n",
    ),
    Animal(
        "smuggle",
        "a-lambda",
        "answers with one line for all",
        "softmax = log_softmax = predict_classes = lambda x, *a, **k: x\n",
    ),
]

ZOO = [*EXIT, *PATCH, *READ, *FORGE, *LIE, *LOOP, *EXHAUST, *ESCAPE, *SMUGGLE]
