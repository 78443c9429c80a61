"""`helpcourse maintenance`: a page in the site's place while it is renewed or restored."""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from waitress.server import create_server

from helpcourse.cli.serving import listen
from helpcourse.config import read_settings
from helpcourse.web.maintenance import POLICY, maintenance_page

TRY_AGAIN_S = 120

StandIn = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subcommands.add_parser("maintenance", help="show that the site is being renewed, in its place")
    parser.add_argument("--to", type=Path, help="write the page to this file, for the web server to show; then end")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--data", help="the data directory; else HELPCOURSE_DATA, else var")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    page = maintenance_page(read_settings(data=args.data).support_email)
    if args.to:
        args.to.write_text(page, "utf-8")
        print(f"written to {args.to}; have it sent with status 503")
        return 0
    try:
        listener = listen(args.host, args.port)
    except OSError as error:
        print(f"port {args.port} cannot be had ({error.strerror}); stop the site first")
        return 1
    print(f"standing in for the site on http://{args.host}:{args.port}  (Ctrl+C ends it)", flush=True)
    create_server(stand_in(page), sockets=[listener], ident="").run()
    return 0


def stand_in(page: str) -> StandIn:
    """Answers everything with this page; 503 tells phones to show what they keep, and to send again later."""
    content = page.encode()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(content))),
        ("Content-Security-Policy", POLICY),
        ("Cache-Control", "no-store"),
        ("Retry-After", str(TRY_AGAIN_S)),
    ]

    def answer(_environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("503 Service Unavailable", headers)
        return [content]

    return answer
