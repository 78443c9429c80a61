"""The `helpcourse` command: one module a subcommand, each with `add_to(subcommands)` and `run(args)`."""

import argparse
from collections.abc import Sequence

from helpcourse.cli import backup, check, demo, editions, migrate, preview, publish, serve, translations, users

_COMMANDS = (check, translations, preview, publish, editions, serve, demo, migrate, users, backup)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; what it returns is the exit status."""
    parser = argparse.ArgumentParser(prog="helpcourse", description="Human-rights courses for lawyers.")
    subcommands = parser.add_subparsers(required=True, metavar="command")
    for command in _COMMANDS:
        command.add_to(subcommands)
    args = parser.parse_args(argv)
    status: int = args.run(args)
    return status
