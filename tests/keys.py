"""Keys for tests: made once a run, since an RSA key takes a second."""

import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from helpcourse.certification.keys import KeyFolder, PublicKey, Signer


@cache
def _made(whose: str = "ours") -> Path:
    root = Path(tempfile.mkdtemp(prefix="helpcourse-keys-")) / whose
    KeyFolder(root).signer()
    return root


@cache
def signer() -> Signer:
    return KeyFolder(_made()).signer()


@cache
def foreign_signer() -> Signer:
    """Somebody else's keys, called as ours are."""
    return KeyFolder(_made("theirs")).signer()


def public_keys() -> Mapping[str, PublicKey]:
    return KeyFolder(_made()).public()


def give_keys(root: Path) -> KeyFolder:
    """A folder with keys that are there already; each the same within a run."""
    shutil.copytree(_made(), root)
    return KeyFolder(root)
