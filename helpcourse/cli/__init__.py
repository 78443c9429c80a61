"""The `helpcourse` command: one module a subcommand, each with `add_to(subcommands)` and `run(args)`."""

import argparse
import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

# By what is typed, in the order of the help. Only the module that is needed is imported: all of them take a second.
_MODULES = {
    **{name: name for name in ("check", "translations", "bank", "preview", "publish", "editions", "serve")},
    "worker": "serve",
    "rollback": "editions",
    **{name: name for name in ("demo", "migrate", "users", "keys", "verify", "backup", "restore", "maintenance")},
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; what it returns is the exit status."""
    typed = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="helpcourse", description="Human-rights courses for lawyers.")
    subcommands = parser.add_subparsers(required=True, metavar="command")
    for module in _imported(_needed(typed)):
        module.add_to(subcommands)
    args = parser.parse_args(typed)
    status: int = args.run(args)
    return status


def _needed(typed: Sequence[str]) -> list[str]:
    """The module of the command; all of them if none is named."""
    named = [_MODULES[word] for word in typed[:1] if word in _MODULES]
    return named or list(dict.fromkeys(_MODULES.values()))


def _imported(names: Sequence[str]) -> list[ModuleType]:
    """What is imported stays: to look for garbage in it meanwhile takes a sixth of the time."""
    gc.disable()
    try:
        return [import_module(f"helpcourse.cli.{name}") for name in names]
    finally:
        gc.enable()
