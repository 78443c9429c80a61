"""Who may import whom, who commits, who asks the clock: the architecture, held."""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "helpcourse"

# A package may import itself and those with a lower rank.
RANKS = {
    "__init__": 0, "turns": 0, "disk": 1, "errors": 0, "languages": 0, "config": 0,
    "assessment": 1, "content": 2, "interop": 3, "db": 3,
    "messages": 4, "files": 4, "jobs": 4,
    "accounts": 5, "catalogue": 6, "learning": 7, "tutoring": 8, "certification": 9, "reporting": 10,
    "tables": 11, "migrating": 12, "revision": 12, "writing": 12, "web": 13, "paper_maker": 13, "mailer": 14,
    "worker": 15, "app": 16, "demo": 16, "cli": 17, "wsgi": 18,
}  # fmt: skip
CORE = {"errors", "languages", "assessment", "content", "interop"}
DOMAIN = {"messages", "files", "jobs", "accounts", "catalogue", "learning", "tutoring", "certification", "reporting"}
WEB = {"web", "paper_maker", "mailer", "worker", "app", "cli", "wsgi"}
COMMITTERS = WEB | {"migrating", "writing"}

FRAMEWORKS = {"flask", "flask_wtf", "wtforms", "jinja2", "werkzeug", "markupsafe", "waitress"}
DRIVERS = {"sqlite3", "pysqlite3", "apsw", "psycopg"}
CLOCKS = {"datetime.now", "datetime.utcnow", "date.today", "time.time"}
CHANCE = {
    "secrets",
    "uuid.uuid4",
    "random.random",
    "random.choice",
    "random.shuffle",
    "random.sample",
    "random.randint",
}
LONGEST_MODULE = 300  # lines


@dataclass(frozen=True)
class Module:
    """One source file, parsed."""

    path: Path
    tree: ast.Module

    @property
    def package(self) -> str:
        """The part of the product that it belongs to: the folder, or the file itself at the top."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return parts[1] if len(parts) > 1 else parts[0]

    @property
    def is_pure(self) -> bool:
        return self.package in CORE or self.path.name == "rules.py"

    @property
    def imported(self) -> set[str]:
        """Dotted names of all that is imported."""
        nodes = list(ast.walk(self.tree))
        plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
        return plain | {
            f"{node.module}.{alias.name}" for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names
        }

    @property
    def libraries(self) -> set[str]:
        return {name.split(".")[0] for name in self.imported}

    @property
    def ours(self) -> set[str]:
        """Packages of the product that are imported."""
        return {name.split(".")[1] for name in self.imported if name.startswith("helpcourse.")}

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def length(self) -> int:
        return len(self.path.read_text("utf-8").splitlines())

    @property
    def calls(self) -> set[str]:
        """`select`, `session.commit`, `datetime.now`: what is called, the last two names of it."""
        calls = [node.func for node in ast.walk(self.tree) if isinstance(node, ast.Call)]
        return {".".join(ast.unparse(function).split(".")[-2:]) for function in calls}


@cache
def modules(*patterns: str) -> tuple[Module, ...]:
    """The files of these patterns; of the product without any."""
    files = {file for pattern in patterns or ("helpcourse/**/*.py", "wsgi.py") for file in ROOT.glob(pattern)}
    return tuple(Module(file, ast.parse(file.read_text("utf-8"))) for file in sorted(files) if file.stat().st_size)


def test_a_package_imports_only_what_lies_below():
    assert {module.name: above for module in modules() if (above := _above(module))} == {}


def _above(module: Module) -> set[str]:
    return {other for other in module.ours - {module.package} if RANKS[other] >= RANKS[module.package]}


def test_flask_lives_in_the_web_only():
    outside = {module.name: module.libraries & FRAMEWORKS for module in modules() if module.package not in WEB}
    assert {name: found for name, found in outside.items() if found} == {}


def test_the_core_knows_no_database():
    known = {module.name: {"sqlalchemy", "alembic"} & module.libraries | {"db"} & module.ours for module in _core()}
    assert {name: found for name, found in known.items() if found} == {}


def _core() -> list[Module]:
    return [module for module in modules() if module.is_pure]


def test_rules_take_plain_values_not_rows():
    rows = {module.name: {name for name in module.imported if _is_row(name)} for module in _core()}
    assert {name: found for name, found in rows.items() if found} == {}


def _is_row(name: str) -> bool:
    """Whether this comes from a module that reads or writes rows; the codes in models.py are plain values."""
    *path, member = name.split(".")
    return (
        {"models", "queries", "actions"} & set(path) != set() and path[0] == "helpcourse" and not _is_code(path, member)
    )


def _is_code(path: list[str], member: str) -> bool:
    trees = [module.tree for module in modules("/".join(path) + ".py")]
    classes = {node.name: node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)}
    return member in classes and [ast.unparse(base) for base in classes[member].bases] == ["StrEnum"]


def test_only_one_file_imports_a_database_driver():
    assert [module.name for module in modules() if module.libraries & DRIVERS] == ["helpcourse/db.py"]


def test_only_views_commands_and_the_worker_commit():
    committing = [module for module in modules() if {call for call in module.calls if call.endswith(".commit")}]
    assert [module.name for module in committing if module.package not in COMMITTERS] == []


def test_neither_core_nor_domain_asks_the_clock():
    asking = [module for module in modules() if module.calls & CLOCKS]
    assert [module.name for module in asking if module.package in CORE | DOMAIN] == []


def test_the_core_leaves_nothing_to_chance():
    assert [module.name for module in _core() if (module.calls | module.libraries) & CHANCE] == []


def test_views_have_no_queries_of_their_own():
    queries = {"sqlalchemy.select", "sqlalchemy.insert", "sqlalchemy.update", "sqlalchemy.delete"}
    assert [module.name for module in modules() if module.package == "web" and module.imported & queries] == []


def test_nothing_is_imported_inside_functions():
    assert [module.name for module in modules() if _has_inner_import(module)] == []


def _has_inner_import(module: Module) -> bool:
    functions = [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = [node for function in functions for node in ast.walk(function)]
    return any(isinstance(node, ast.Import | ast.ImportFrom) for node in inside)


def test_a_view_that_is_only_read_writes_nothing():
    views = [node for module in modules("helpcourse/web/**/*.py") for node in ast.walk(module.tree) if _is_get(node)]
    assert [view.name for view in views if _WRITES.search(ast.unparse(view))] == []


_WRITES = re.compile(r"begin_write\(|\.commit\(")


def _is_get(node: ast.AST) -> bool:
    decorators = [ast.unparse(decorator) for decorator in getattr(node, "decorator_list", [])]
    return any("blueprint.get(" in text for text in decorators) and not any(".post(" in text for text in decorators)


def test_modules_are_short():
    all_of_ours = modules("helpcourse/**/*.py", "tests/**/*.py", ".ci/*.py", "wsgi.py")
    assert {module.name: module.length for module in all_of_ours if module.length > LONGEST_MODULE} == {}


def test_importing_a_package_imports_nothing_else():
    """So that the core loads without Flask; the command's entry and a blueprint's package are what they are."""
    starts = [module for module in modules("helpcourse/**/__init__.py") if module.package not in {"cli", "web"}]
    assert [module.name for module in starts if module.ours - {module.package}] == []


def test_every_module_says_what_is_in_it():
    assert [module.name for module in modules() if not ast.get_docstring(module.tree)] == []
