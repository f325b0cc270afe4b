"""Unpacks what students hand in as an archive: every entry is judged by name, kind and size before a byte is written.

Modules and notebooks are written with their content, and archives inside the archive of a whole class; of all other
files the name alone, so that whoever surveys the folder can speak of them. An entry that is left out costs itself, and
is told with its reason; limits count for each student of a class apart, so that nobody's archive costs another's work.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from grading.classroom.packed import BROKEN, ArchiveError, Content, Entry, read_archive, suffix_of
from grading.classroom.placing import DEPTH_LIMIT, NOT_ANSWERS, listed
from grading.results import Remark
from grading.subject.handed_in import FILE_LIMIT, SUFFIXES, shown

ENTRIES_LIMIT = 20_000
"""Entries of one student; a data set beside the answers may have some thousands."""
SIZE_LIMIT = 200 * 2**20
"""Bytes that are written for one student."""
ARCHIVES_LIMIT = 20
"""Archives of one student that are unpacked: one an exercise."""
ARCHIVE_LIMIT = 100 * 2**20
"""Bytes of a student's archive inside that of a class."""
STREAM_LIMIT = 2**30
"""Bytes that a student's tar may have unpacked: all of them are gone through, which takes some seconds."""
CLASS_STREAM_LIMIT = 2**36
"""Bytes that the tar of a whole class may have."""
RATIO_LIMIT, RATIO_FROM = 200, 4 * 2**20
"""How many times its packed size an entry may have, if it is larger than so many bytes: code is packed to a fifth,
a notebook of one number printed ten thousand times to a hundredth, a bomb to a thousandth."""
NAME_LIMIT, PATH_LIMIT = 255, 1024
"""Bytes of a name, and of a path in the archive."""
KEPT_WHOLE = ("submission_metadata.yml",)
"""What a portal says of the students whose work it packed."""
_SAID = {
    "outside": ("leads out of the archive", "lead out of the archive"),
    "absolute": ("begins at the root of a drive", "begin at the root of a drive"),
    "link": ("is a link", "are links"),
    "device": ("is a device, a pipe or a file with holes", "are devices, pipes or files with holes"),
    "long": ("has a longer name than a system can take", "have longer names than a system can take"),
    "locked": ("is locked with a password", "are locked with a password"),
    "twice": ("has the name of another entry in other letters", "have the names of other entries in other letters"),
    "folder": ("has the name of a folder", "have the names of folders"),
    "large": ("would take more room than an answer can need", "would take more room than answers can need"),
    "bomb": (f"would grow to more than {RATIO_LIMIT} times its size", f"would grow to more than {RATIO_LIMIT} times"),
    "many": (f"comes after {ENTRIES_LIMIT:,} others", f"come after {ENTRIES_LIMIT:,} others"),
    "full": (f"comes after {SIZE_LIMIT // 2**20} MB of others", f"come after {SIZE_LIMIT // 2**20} MB of others"),
    "broken": ("is damaged", "are damaged"),
}
"""Why an entry is left out, said of one and of several."""


@dataclass
class Share:
    """What has been taken for one student so far."""

    entries: int = 0
    bytes: int = 0
    left_out: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Names by the reason."""
    replaced: list[str] = field(default_factory=list)
    """Names that stand twice in the archive, of which the last was taken."""


@dataclass
class Plan:
    """What will be written, decided before anything is."""

    name: str
    """Of the archive, for sentences."""
    of_class: bool
    before: int = 0
    """Bytes that other archives of the same student have taken."""
    files: dict[str, Entry] = field(default_factory=dict)
    """By path."""
    whole: set[str] = field(default_factory=set)
    """Paths of files whose content is written."""
    folders: set[str] = field(default_factory=set)
    shares: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    """By the first part of the path that tells students apart; "" in a student's own archive."""
    above: tuple[str, ...] = ()
    """Folders that hold all of a class."""
    _seen: dict[str, str] = field(default_factory=dict)
    """Paths as a system reads them that knows no capitals."""

    def add(self, entry: Entry) -> None:
        """Take an entry, or note why not."""
        parts, reason = _parts(entry.name)
        if any(part in NOT_ANSWERS or part.startswith(".") for part in parts[:-1] if part != ".."):
            return  # a program's own, which nobody speaks of
        share = self.shares[self.owner(parts)]
        share.entries += 1
        path = "/".join(parts)
        reason = reason or self._reason(entry, parts, share)
        if reason:
            if reason in _SAID:
                share.left_out[reason].append(shown(parts[-1] if parts else entry.name))
                self._keep_owner(parts)
            return
        if entry.kind == "folder":
            self.folders.add(path)
            return
        if path in self.files and path in self.whole:
            share.replaced.append(shown(parts[-1]))
        self.files[path] = entry
        self._seen[_as_one(path)] = path
        if self._wants(parts):
            self.whole.add(path)
            share.bytes += entry.size

    def _keep_owner(self, parts: list[str]) -> None:
        """Make the folder of a student of whom an entry is left out, who may have handed in nothing else."""
        count = len(self.above) + 1
        if self.owner(parts) and len(parts) > count and ".." not in parts:
            self.folders.add("/".join(parts[:count]))

    def _reason(self, entry: Entry, parts: list[str], share: Share) -> str:
        """Return why an entry is left out, as a key of the sentences; "" where it is taken, "-" to say nothing."""
        path = "/".join(parts)
        if not parts:
            return "-"
        if entry.kind in ("link", "device"):
            return entry.kind
        if share.entries > ENTRIES_LIMIT:
            return "many"
        if any(len(part.encode("utf-8")) > NAME_LIMIT for part in parts) or len(path.encode("utf-8")) > PATH_LIMIT:
            return "long"
        if entry.kind == "folder":
            return "-" if path in self.files else ""
        above = ["/".join(parts[:count]) for count in range(1, len(parts))]
        if path in self.folders or any(one in self.files for one in above):
            return "folder"
        self.folders.update(above)
        if self._seen.get(_as_one(path), path) != path:
            return "twice"
        return self._reason_of_content(entry, parts, share)

    def _reason_of_content(self, entry: Entry, parts: list[str], share: Share) -> str:
        if not self._wants(parts):
            return ""
        if entry.is_locked:
            return "locked"
        if entry.size > RATIO_FROM and entry.size > RATIO_LIMIT * max(1, entry.packed):
            return "bomb"
        if entry.size > (ARCHIVE_LIMIT if suffix_of(Path(parts[-1])) else FILE_LIMIT):
            return "large"
        return "full" if self.before + share.bytes + entry.size > SIZE_LIMIT else ""

    def _wants(self, parts: list[str]) -> bool:
        name = Path(parts[-1])
        is_inner = self.of_class and bool(suffix_of(name))
        return name.suffix.lower() in SUFFIXES or is_inner or name.name in KEPT_WHOLE

    def owner(self, parts: list[str]) -> str:
        """Return the part of a path that tells a class's students apart; "" where all is one student's."""
        count = len(self.above)
        return parts[count] if self.of_class and len(parts) > count and tuple(parts[:count]) == self.above else ""

    @property
    def bytes(self) -> int:
        """How many bytes are written, those of other archives of the same student among them."""
        return self.before + sum(share.bytes for share in self.shares.values())

    def remarks(self) -> dict[str, list[Remark]]:
        """Return what is to be said, by owner."""
        return {owner: told for owner, share in self.shares.items() if (told := list(self._told(share)))}

    def _told(self, share: Share) -> list[Remark]:
        told = []
        for reason, names in share.left_out.items():
            said = _SAID[reason][len(names) > 1]
            kept = "were not unpacked" if len(names) > 1 else "was not unpacked"
            text = f"{listed(names)} in {self.name} {said} and {kept}"
            told.append(Remark("link" if reason == "link" else "archive", text, names[:1]))
        if share.replaced:
            said = f"{listed(share.replaced)} stands more than once in {self.name}: the last one was taken"
            told.append(Remark("two versions", said, share.replaced[:1]))
        return told


def _parts(name: str) -> tuple[list[str], str]:
    """Return the parts of an entry's path, fit for any system, and why it is left out for its path alone."""
    path = name.replace("\\", "/")
    reason = "absolute" if path.startswith("/") or re.match(r"[A-Za-z]:", path) else ""
    parts = [_fit(part) for part in path.split("/") if part not in ("", ".")]
    return parts, reason or ("outside" if ".." in parts else "")


def _fit(part: str) -> str:
    """Return a name with "_" for each character that is none, or that no file's name may hold somewhere."""
    text = unicodedata.normalize("NFC", part)
    return "".join("_" if unicodedata.category(c) in ("Cc", "Cf", "Cs") or c in '<>:"|?*' else c for c in text)


def _as_one(path: str) -> str:
    return unicodedata.normalize("NFKC", path).casefold()


def unpack(
    archive: Path,
    into: Path,
    *,
    of_class: bool = False,
    is_owner: Callable[[str], bool] = bool,
    before: int = 0,
) -> Plan:
    """Unpack an archive into a folder, and return what was decided.

    Args:
        archive: a file with one of the endings that are `READABLE`.
        into: a folder, which is made.
        of_class: whether it holds a folder or a file for each student.
        is_owner: tells whether a folder's name is that of a student in a portal's download, for a class.
        before: bytes that other archives of the same student have taken.

    Raises ArchiveError where it cannot be read as a whole, and OSError where nothing can be written.
    """
    plan = Plan(shown(archive.name), of_class, before)

    def decide(entries: list[Entry]) -> Callable[[Entry, Content], None]:
        if not entries:
            raise ArchiveError("is empty")
        if of_class:
            sound = [parts for parts, reason in (_parts(entry.name) for entry in entries) if not reason]
            plan.above = _above(sound, is_owner)
        for entry in entries:
            plan.add(entry)
        into.mkdir(parents=True, exist_ok=True)
        for folder in sorted(plan.folders):
            (into / folder).mkdir(parents=True, exist_ok=True)
        places = {id(entry): path for path, entry in plan.files.items()}
        return lambda entry, content: _write(plan, into, places.get(id(entry)), entry, content)

    limit = CLASS_STREAM_LIMIT if of_class else STREAM_LIMIT
    read_archive(archive, limit, decide)
    return plan


def _above(paths: list[list[str]], is_owner: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the folders that hold all of a class; a student's own, as a portal names it, is none of them."""
    paths = [parts for parts in paths if parts and not set(parts[:1]) & NOT_ANSWERS]
    above: list[str] = []
    while len(above) < DEPTH_LIMIT:
        names = {parts[len(above)] for parts in paths if len(parts) > len(above)}
        is_folder = all(len(parts) != len(above) + 1 or _is_folder(parts, paths) for parts in paths)
        if len(names) != 1 or not is_folder or is_owner(next(iter(names))):
            break
        above.append(names.pop())
    return tuple(above)


def _is_folder(parts: list[str], paths: list[list[str]]) -> bool:
    return any(len(other) > len(parts) and other[: len(parts)] == parts for other in paths)


def _write(plan: Plan, into: Path, path: str | None, entry: Entry, content: Content) -> None:
    """Write an entry's content, or its name alone. Raises OSError where the machine has no room for it."""
    if path is None:
        return
    try:
        data = content.read(entry.size) if path in plan.whole else b""
        if len(data) != (entry.size if path in plan.whole else 0):
            raise EOFError
    except (*BROKEN, RuntimeError):  # the second where it is packed in a way that nobody knows
        owner = plan.owner(path.split("/"))
        plan.shares[owner].left_out["broken"].append(shown(PurePosixPath(path).name))
        return
    place = into / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
