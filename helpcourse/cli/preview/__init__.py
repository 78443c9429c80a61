"""`helpcourse preview`: courses as learners would see them, straight from the files that are being written."""

import argparse
import tempfile
import threading
import time
from pathlib import Path

from flask import Flask
from waitress.server import create_server

from helpcourse.app import create_app
from helpcourse.cli.check import course_folders, without_files_beside
from helpcourse.cli.preview.desk import Desk
from helpcourse.cli.preview.pages import set_up
from helpcourse.cli.renewing import migrated
from helpcourse.cli.serving import listen
from helpcourse.config import Settings

HOST = "127.0.0.1"
LOOK_EVERY_S = 0.3
_THREADS = 4  # open pages ask every second whether there is something new


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subcommands.add_parser("preview", help="see courses as learners would, while you write them")
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("courses")], help="courses, or folders of courses")
    parser.add_argument("--sources", type=Path, help="instead of the sources.yaml beside the course")
    parser.add_argument("--port", type=int, default=8010)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    folders = [folder for path in without_files_beside(args.paths) for folder in course_folders(path)]
    if not all(folder.is_dir() for folder in folders) or not folders:
        print("no course there: give a folder that has a course.yaml")
        return 1
    try:
        listener = listen(HOST, args.port)
    except OSError as error:
        print(f"port {args.port} cannot be had ({error.strerror}); choose another with --port")
        return 1
    with tempfile.TemporaryDirectory(prefix="helpcourse-preview-") as data:
        app, desk = make_preview(Path(data), args.port, folders, args.sources)
        desk.look()
        threading.Thread(target=_keep_looking, args=(desk,), daemon=True).start()
        print(f"the preview is on http://{HOST}:{args.port}/  (Ctrl+C ends it)", flush=True)
        create_server(app, sockets=[listener], threads=_THREADS, ident="").run()
    return 0


def make_preview(data: Path, port: int, folders: list[Path], sources: Path | None) -> tuple[Flask, Desk]:
    """The site on an empty database in `data`, and the desk that fills it from the folders."""
    settings = Settings(data=data, site_url=f"http://{HOST}:{port}")
    migrated(settings).dispose()
    app = create_app(settings)
    desk = Desk(app, folders, sources)
    set_up(app, desk)
    return app, desk


def _keep_looking(desk: Desk) -> None:
    while True:
        time.sleep(LOOK_EVERY_S)
        desk.look()
