"""Styles, scripts and fonts: addressed by their hash, compressed once, kept by browsers for a year."""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import zstandard
from flask import Flask, Response, abort, request

from helpcourse.web.compression import encoding_taken

_FOLDER = Path(__file__).resolve().parent.parent / "static"
_COMPRESSED = {".css", ".js", ".svg", ".json"}
_YEAR = "public, max-age=31536000, immutable"
_DAY = "public, max-age=86400"
_ZSTD_LEVEL = 19  # once, when the server starts; what is above asks browsers for more memory than they give

_NAMED = re.compile(r"url\(([^)]+)\)")
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACED = re.compile(r"\s*([{};])\s*")  # no text in our styles has these signs

mimetypes.add_type("font/woff2", ".woff2")


@dataclass(frozen=True, slots=True)
class StaticFile:
    content: bytes
    packed: Mapping[str, bytes]  # by encoding; empty: does not shrink
    mimetype: str
    digest: str


class StaticFiles:
    """All files of the static folder, in memory: there are few, and they are small."""

    def __init__(self) -> None:
        paths = sorted((path for path in _FOLDER.rglob("*") if path.is_file()), key=lambda path: path.suffix == ".css")
        self.files: dict[str, StaticFile] = {}
        for path in paths:  # styles last: they name fonts and pictures by their hashes
            self.files[str(path.relative_to(_FOLDER))] = self._read(path)
        self.digest = hashlib.sha256("".join(file.digest for file in self.files.values()).encode()).hexdigest()[:12]

    def init_app(self, app: Flask) -> None:
        app.add_url_rule("/static/<path:name>", "static", self.serve)
        app.jinja_env.globals["static_url"] = self.url
        app.extensions["static_files"] = self

    def _read(self, path: Path) -> StaticFile:
        content = path.read_bytes()
        if path.suffix == ".css":
            content = _NAMED.sub(lambda found: f"url({self.url(found[1])})", _squeezed(content.decode())).encode()
        return StaticFile(
            content=content,
            packed=_packed(content) if path.suffix in _COMPRESSED else {},
            mimetype=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
            digest=hashlib.sha256(content).hexdigest()[:12],
        )

    def url(self, name: str) -> str:
        return f"/static/{name}?v={self.files[name].digest}"

    def serve(self, name: str) -> Response:
        file = self.files.get(name)
        if file is None:
            abort(404)
        encoding = encoding_taken() if file.packed else ""
        response = Response(file.packed.get(encoding, file.content), mimetype=file.mimetype)
        if encoding:
            response.headers["Content-Encoding"] = encoding
        response.headers["Cache-Control"] = _YEAR if request.args.get("v") == file.digest else _DAY
        response.set_etag(file.digest)
        response.make_conditional(request)
        return response


def _packed(content: bytes) -> dict[str, bytes]:
    return {"gzip": gzip.compress(content, 9, mtime=0), "zstd": zstandard.compress(content, _ZSTD_LEVEL)}


def _squeezed(styles: str) -> str:
    """The same rules without remarks and the spaces that are there for whoever reads them."""
    return _SPACED.sub(r"\1", _REMARK.sub("", styles)).strip()
