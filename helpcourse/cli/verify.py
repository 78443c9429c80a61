"""`helpcourse verify`: what a credential, a badge or a square code is worth by its signature, without the network."""

import argparse
import json
from pathlib import Path

from helpcourse.certification.credentials.examine import Finding, examine
from helpcourse.certification.keys import KeyFolder
from helpcourse.config import read_settings

_WORDS = {
    Finding.GENUINE: "genuine: signed with a key of this site (whether it was revoked since, only the site knows)",
    Finding.ALTERED: "altered: the key that it names did not sign this",
    Finding.WRONG_KEY: "wrong key: it is signed with one that this site never had",
    Finding.NOTHING: "no credential is in it",
}


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subcommands.add_parser("verify", help="verify a credential, a badge or a square code without the network")
    parser.add_argument("what", help="a file (JSON, JWT, PNG, SVG), or the address that a square code holds")
    parser.add_argument("--data", help="the data directory with the keys; else HELPCOURSE_DATA, else var")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0: genuine; 1: it is not."""
    is_address = args.what.startswith(("http://", "https://"))
    content = args.what.encode() if is_address else Path(args.what).read_bytes()
    examined = examine(content, KeyFolder(read_settings(data=args.data).keys).public())
    print(_WORDS[examined.finding])
    if examined.finding is Finding.GENUINE:
        print(json.dumps(examined.said, ensure_ascii=False, indent=2))
    return 0 if examined.finding is Finding.GENUINE else 1
