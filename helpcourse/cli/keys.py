"""`helpcourse keys`: what papers are signed with, and new keys in their place."""

import argparse

from helpcourse.certification.keys import KeyFolder
from helpcourse.config import read_settings


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    keys = subcommands.add_parser("keys", help="list or replace the keys that sign papers")
    commands = keys.add_subparsers(required=True, metavar="command")
    shown = commands.add_parser("list", help="the names of all keys; /.well-known/did.json publishes them")
    shown.set_defaults(run=show)
    rotated = commands.add_parser("rotate", help="sign with new keys from now on; what is signed stays verifiable")
    rotated.set_defaults(run=rotate)
    for command in (shown, rotated):
        command.add_argument("--data", help="the data directory; else HELPCOURSE_DATA, else var")


def show(args: argparse.Namespace) -> int:
    folder = _folder(args)
    for name in folder.public():
        print(f"{name}  {'in force' if folder.is_in_force(name) else 'retired: verifies only'}")
    return 0


def rotate(args: argparse.Namespace) -> int:
    names = _folder(args).rotate()
    print(f"signing with {' and '.join(names)} from now on; the private keys before them are deleted")
    return 0


def _folder(args: argparse.Namespace) -> KeyFolder:
    return KeyFolder(read_settings(data=args.data).keys)
