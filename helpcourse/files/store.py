"""Files under their hashes: each is written once, and never changed."""

import hashlib
import os
import re
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Store:
    """One folder of the data directory; the same content lies in it once, whoever uses it."""

    root: Path

    def find(self, digest: str) -> Path | None:
        """Where the file with this sha256 lies; None: there is none."""
        path = self._path(digest) if _DIGEST.fullmatch(digest) else None
        return path if path and path.is_file() else None

    def keep(self, source: Path, digest: str) -> None:
        """Take a copy that is whole on the disk before it is found; again is no error."""
        path = self._path(digest)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            with source.open("rb") as there, draft.open("wb") as here:
                shutil.copyfileobj(there, here)
                here.flush()
                os.fsync(here.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def put(self, content: bytes) -> str:
        """Keep this content; the answer is its sha256, by which it is found."""
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with draft.open("wb") as here:
            here.write(content)
            here.flush()
            os.fsync(here.fileno())
        draft.replace(path)
        return digest

    def drop(self, digest: str) -> None:
        """Forget a file that nobody needs any more; again is no error."""
        if path := self.find(digest):
            path.unlink(missing_ok=True)

    def drop_before(self, moment: datetime) -> None:
        """Forget what was put here before."""
        for path in self.root.glob("??/*"):
            if path.stat().st_mtime < moment.timestamp():
                path.unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        return self.root / digest[:2] / digest
