"""Keys for tests: made once a run, since an RSA key takes a second."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from helpcourse.certification.keys import KeyFolder


@cache
def _made() -> Path:
    root = Path(tempfile.mkdtemp(prefix="helpcourse-keys-")) / "keys"
    KeyFolder(root).signer()
    return root


def give_keys(root: Path) -> KeyFolder:
    """A folder with keys that are there already; each the same within a run."""
    shutil.copytree(_made(), root)
    return KeyFolder(root)
