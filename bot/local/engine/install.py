"""Install the embedded DynamoDB: dynoxide by npm where there is a binary for this platform, else ministack by pip.

Both are pinned by version and hash: ``package-lock.json`` here, ``requirements/ministack.txt``.
"""

import os
import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from bot.local.dynamodb import DYNOXIDE, MINISTACK_VENV

HERE = Path(__file__).parent
MINISTACK = Path(__file__).parents[3] / "requirements" / "ministack.txt"


def main() -> None:
    """Install whichever server this machine can run; say which, and why if it is the second choice."""
    if os.access(DYNOXIDE, os.X_OK) or _install_dynoxide():
        print("embedded DynamoDB: dynoxide")
        return
    _install_ministack()
    print("embedded DynamoDB: ministack (a crash of the machine may lose what it holds)")


def _install_ministack() -> None:
    """In an environment of its own: it pins another botocore than ours."""
    venv.create(MINISTACK_VENV, with_pip=True)
    pip = [str(MINISTACK_VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", str(MINISTACK)], check=True)


def _install_dynoxide() -> bool:
    npm = shutil.which("npm")
    if npm is None:
        print("npm is not installed, so dynoxide cannot be had", file=sys.stderr)
        return False
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        print("dynoxide has no binary for this platform", file=sys.stderr)
        return False
    command = [npm, "ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund"]
    installed = subprocess.run(command, cwd=HERE, check=False)
    return installed.returncode == 0 and os.access(DYNOXIDE, os.X_OK)


if __name__ == "__main__":
    main()
