"""Have Chromium for the browser tests: ``python -m tests.widget.install_browser`` installs Debian's where it may."""

import os
import shutil
import subprocess
import sys

PACKAGES = ("chromium", "fonts-noto-cjk")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def found() -> str | None:
    """The path of a Chromium, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def main() -> None:
    """Install it with apt-get where it is missing and we are root; else say what will be skipped."""
    if found():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        _say("Chromium is missing: the browser tests are skipped. Install the package chromium to run them.")
        return
    _say("installing Chromium for the browser tests …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=True)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    main()
