"""A repository in which everything that its people may write is hostile: records, pages, names of files, history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import GitRepo
from tests.threats.hostile_docs import docs_beside, site_docs
from tests.threats.hostile_records import broken_records, placed_records, whole_records
from tests.threats.payloads import ALL, INVISIBLE, Marks

File = tuple[str, str | bytes]


@dataclass(frozen=True)
class Hostile:
    """The repository, what its marks mean, and how many files it has."""

    folder: Path
    marks: Marks
    files: int


def make_repository(repository: GitRepo) -> Hostile:
    """Write and commit everything; the branch, the commits' authors and their messages are hostile too."""
    marks = Marks([])
    files = dict(hostile_files(marks))
    repository.git("symbolic-ref", "HEAD", "refs/heads/" + marks.put('x"onmouseover=RUN', "branch"))
    repository.git("remote", "add", "origin", "https://github.com/acme/portal")
    for at, folder in enumerate(sorted({path.split("/")[0] for path in files})):
        for path, content in files.items():
            if path.split("/")[0] == folder:
                data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
                repository.write(path, data)
        payload = ALL[(at * 7) % len(ALL)].replace("\0", "").replace("\ud800", "")
        repository.commit(
            marks.put(f"{payload} <img src=x onerror=RUN>", "git message"),
            author=marks.put(f'Eve" onmouseover="RUN {{{{1337*7331}}}} {INVISIBLE[0]} {at}', "git author"),
        )
    _malformed_author(repository, marks)
    return Hostile(repository.path, marks, len(files))


def hostile_files(marks: Marks) -> Iterator[File]:
    """Every file of the repository by its path."""
    yield from whole_records(marks)
    yield from broken_records(marks)
    yield from placed_records(marks)
    yield from site_docs(marks)
    yield from docs_beside(marks)


def _malformed_author(repository: GitRepo, marks: Marks) -> None:
    """A commit as no git command would write it: brackets in the author's name."""
    crew = repository.path / "catalog/crew.yaml"
    crew.write_text(crew.read_text() + "\n")
    repository.git("add", "--all")
    tree, parent = repository.git("write-tree"), repository.git("rev-parse", "HEAD")
    author = marks.put('<img src=x onerror=RUN> "><script>RUN</script> <eve@a.example> 1767700000 +0000', "raw author")
    text = f"tree {tree}\nparent {parent}\nauthor {author}\ncommitter {author}\n\n<svg onload=1>\n"
    raw = repository.path.parent / "raw-commit"
    raw.write_text(text)
    sha = repository.git("hash-object", "-t", "commit", "-w", "--literally", str(raw))
    repository.git("update-ref", "HEAD", sha)
