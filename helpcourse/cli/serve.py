"""`helpcourse serve`: the production server; `helpcourse worker`: the background work alone, on another machine."""

import argparse
import threading

from helpcourse.cli.renewing import migrated
from helpcourse.cli.serving import THREADS, default_processes, listen, serve
from helpcourse.config import read_settings
from helpcourse.worker import run_worker


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subcommands.add_parser("serve", help="run the site")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--processes", type=int, default=default_processes())
    parser.add_argument("--threads", type=int, default=THREADS, help="in each process")
    parser.add_argument("--data", help="the data directory; else HELPCOURSE_DATA, else var")
    parser.set_defaults(run=run)
    worker = subcommands.add_parser("worker", help="run the background work alone (`serve` has one of its own)")
    worker.add_argument("--data", help="the data directory; else HELPCOURSE_DATA, else var")
    worker.set_defaults(run=work)


def run(args: argparse.Namespace) -> int:
    settings = read_settings(data=args.data)
    if not settings.site_url:
        print("set HELPCOURSE_SITE_URL to the site's address, such as https://courses.example.kz")
        print("(mails and the QR codes of certificates need it)")
        return 2
    listener = listen(args.host, args.port)
    migrated(settings).dispose()
    print(f"serving {settings.site_url} on http://{args.host}:{args.port}", flush=True)
    serve(settings, listener, processes=args.processes, threads=args.threads)
    return 0


def work(args: argparse.Namespace) -> int:
    settings = read_settings(data=args.data)
    migrated(settings).dispose()
    run_worker(settings, threading.Event())
    return 0
