"""The least that such a server can do: bare Flask, one row by its key, one row inserted, on the product's engine."""

from pathlib import Path
from typing import Any

from flask import Flask, render_template, request
from jinja2 import DictLoader
from sqlalchemy import Engine, insert
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from helpcourse.db import begin_write, make_engine

PAGE = "<!doctype html>\n<html lang=kk>\n<title>{{ row.title }}</title>\n{{ body | safe }}\n</html>\n"


class Base(DeclarativeBase):
    """The reference's own two tables."""


class Row(Base):
    __tablename__ = "row"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column()


class Saved(Base):
    __tablename__ = "saved"

    id: Mapped[int] = mapped_column(primary_key=True)
    answer: Mapped[str] = mapped_column()


def prepare(data: Path, body: str) -> None:
    """A database with one row, and the ready-made body of the page."""
    data.mkdir(parents=True)
    (data / "body.html").write_text(body, "utf-8")
    engine = _engine(data)
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Row(id=1, title="Азаптау дегеніміз не?"))
        session.commit()
    engine.dispose()


def _engine(data: Path) -> Engine:
    return make_engine(f"sqlite:///{data / 'reference.db'}")


def make_app(data: Path) -> Flask:
    app = Flask("reference")
    app.jinja_loader = DictLoader({"page.html": PAGE})
    engine = _engine(data)
    body = (data / "body.html").read_text("utf-8")

    @app.get("/healthz")
    def healthz() -> str:
        return "ok"

    @app.get("/rows/<int:key>")
    def page(key: int) -> str:
        with Session(engine) as session:
            return render_template("page.html", row=session.get_one(Row, key), body=body)

    @app.post("/saved")
    def save() -> dict[str, Any]:
        with Session(engine) as session:
            begin_write(session)
            session.add(Saved(answer=request.form["answer"]))
            session.commit()
        return {"saved": True}

    @app.post("/saved/core")
    def save_by_core() -> dict[str, Any]:
        with Session(engine) as session:
            begin_write(session)
            session.execute(insert(Saved.__table__), {"answer": request.form["answer"]})  # type: ignore[arg-type]  # a mapped class has a Table
            session.commit()
        return {"saved": True}

    @app.post("/saved/unqueued")
    def save_unqueued() -> dict[str, Any]:
        """Without begin_write: writers meet in SQLite's own busy handler."""
        with Session(engine) as session:
            session.add(Saved(answer=request.form["answer"]))
            session.commit()
        return {"saved": True}

    return app
