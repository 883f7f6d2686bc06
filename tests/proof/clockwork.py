"""A clock that counts the statements, commits and file operations of a process, and ends it at one of them."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any, BinaryIO, Self

from sqlalchemy import Engine, event

GONE = 77
"""What a process that was cut off ends with."""


class Clockwork:
    """Counts the points of a run, and ends the process at one of them."""

    def __init__(self, end: int | None) -> None:
        self.end, self.count, self.names = end, 0, Counter[str]()

    def passes(self, name: str) -> None:
        """One more point."""
        self.count += 1
        self.names[name] += 1
        if self.count == self.end:
            os._exit(GONE)

    def watch(self, engine: Engine, folder: Path) -> None:
        """Count statements and commits of an engine, and what happens to files in a folder."""
        event.listen(engine, "before_cursor_execute", lambda *_: self.passes("before a statement"))
        event.listen(engine, "after_cursor_execute", lambda *_: self.passes("after a statement"))
        commit = engine.dialect.do_commit

        def committed(connection: Any) -> None:  # noqa: ANN401 -- the driver's own
            self.passes("before a commit")
            commit(connection)
            self.passes("after a commit")

        engine.dialect.do_commit = committed  # type: ignore[assignment,method-assign]  # the only place around a commit
        self._watch_files(str(folder))

    def _watch_files(self, folder: str) -> None:
        def touched(name: str, arguments: tuple[object, ...]) -> None:
            if name in FILES and any(
                str(each).startswith(folder) for each in arguments if isinstance(each, str | Path)
            ):
                self.passes(f"at {name}")

        sys.addaudithook(touched)
        opened, synced = os.fdopen, os.fsync

        def torn(handle: int, mode: str = "r", *rest: Any, **named: Any) -> Any:  # noqa: ANN401 -- as `os.fdopen`
            file = opened(handle, mode, *rest, **named)
            return Torn(file, self) if mode == "wb" else file  # type: ignore[arg-type]  # opened for bytes

        def sync(handle: int) -> None:
            synced(handle)
            self.passes("after a file is on the disk")

        os.fdopen, os.fsync = torn, sync  # type: ignore[assignment]  # in a child process that ends soon


FILES = {"open", "os.mkdir", "os.link", "os.rename", "os.remove", "os.chmod"}


class Torn:
    """A file of which only half is written when the process ends."""

    def __init__(self, file: BinaryIO, clockwork: Clockwork) -> None:
        self.file, self.clockwork = file, clockwork

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever the file has
        return getattr(self.file, name)

    def write(self, content: bytes) -> int:
        half = len(content) // 2
        self.file.write(content[:half])
        self.file.flush()
        self.clockwork.passes("with half a file written")
        return half + self.file.write(content[half:])
