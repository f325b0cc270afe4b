"""The zoo of ex09: a child of a server that has imported TensorFlow, from which the next student's child comes too."""

from __future__ import annotations

from tests.grading.zoo.animal import PRELUDE, Animal

FUNCTIONS = ("as_tensor", "gradient_of", "fit_line", "traced", "write_graph")


def warm(name: str, tries: str, code: str) -> Animal:
    """Return one that acts while it is loaded, and leaves something for who comes next."""
    wrong = "".join(f"\ndef {function}(*a, **k):\n    return None\n" for function in FUNCTIONS)
    return Animal("warm", name, tries, PRELUDE + code + wrong)


KERAS_ZOO = [
    warm(
        "closed-folder",
        "fills /tmp with a folder that cannot be deleted",
        """
os.makedirs("/tmp/full/deep")
try:
    with open("/tmp/full/deep/file", "wb") as file:
        while True:
            file.write(bytes(2**20))
except OSError:
    pass
os.chmod("/tmp/full/deep", 0)
os.chmod("/tmp/full", 0)
""",
    ),
    warm(
        "the-folder-itself", "closes /tmp for everybody", "try:\n    os.chmod('/tmp', 0)\nexcept OSError:\n    pass\n"
    ),
    warm(
        "system-v",
        "leaves shared memory",
        """
import ctypes
libc = ctypes.CDLL(None)
libc.shmget(0x6B617461, 2**20, 0o1666)
libc.msgget(0x6B617461, 0o1666)
libc.semget(0x6B617461, 1, 0o1666)
""",
    ),
    warm(
        "limits-of-the-server",
        "takes the server's limits away",
        """
import resource
for pid in (1, os.getppid()):
    for kind, value in ((resource.RLIMIT_NOFILE, 8), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_AS, 2**20)):
        try:
            resource.prlimit(pid, kind, (value, value))
            say(f"limit of {pid}")
        except OSError:
            pass
""",
    ),
    warm(
        "signals",
        "sends every signal to everybody",
        """
for pid in (1, os.getppid()):
    for number in (1, 2, 3, 10, 12, 13, 14, 15, 19, 20):
        try:
            os.kill(pid, number)
        except OSError:
            pass
""",
    ),
    warm(
        "libraries",
        "changes the libraries that were imported",
        """
import numpy as np
import tensorflow as tf
np.exp = np.sin
tf.constant = tf.convert_to_tensor = lambda *a, **k: None
tf.GradientTape = None
sys.modules["tensorflow"].Variable = None
""",
    ),
    warm("descriptors", "closes everything that is open", "os.closerange(3, 256)\n"),
    warm(
        "a-process",
        "leaves a process that waits for the next student",
        """
try:
    if os.fork() == 0:
        import time
        while True:
            time.sleep(0.01)
except OSError:
    pass
""",
    ),
    warm(
        "threads",
        "leaves threads that never end",
        """
import threading
def run():
    while True:
        pass
for _ in range(4):
    threading.Thread(target=run, daemon=True).start()
""",
    ),
    warm("ends", "ends the interpreter", "os._exit(0)\n"),
    warm(
        "memory",
        "takes memory in a thread, while nobody looks",
        """
import threading
held = []
def take():
    while True:
        held.append(bytearray(2**26))
threading.Thread(target=take, daemon=True).start()
""",
    ),
    warm(
        "keras-files",
        "writes settings that Keras reads at its start",
        """
for folder in ("/tmp/.keras", os.path.expanduser("~/.keras")):
    try:
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "keras.json"), "w") as file:
            file.write('{"image_data_format": "channels_first", "floatx": "float16"}')
    except OSError:
        pass
""",
    ),
]
