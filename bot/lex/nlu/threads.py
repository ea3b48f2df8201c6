"""Keeps numpy's matrix library from using threads.

Our matrices are small, and threads that wait for each other on a busy machine make a turn fifty times slower (measured:
150 ms instead of 2 ms).
"""

import ctypes
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np

_SETTERS = ("scipy_openblas_set_num_threads64_", "scipy_openblas_set_num_threads", "openblas_set_num_threads")


@cache
def compute_in_one_thread() -> None:
    """Tell the OpenBLAS that numpy brought along; with any other library nothing happens."""
    for library in _bundled_libraries():
        for name in _SETTERS:
            if setter := getattr(library, name, None):
                setter(ctypes.c_int(1))
                return


def _bundled_libraries() -> Iterator[ctypes.CDLL]:
    package = Path(np.__file__).parent
    for folder in (package.parent / "numpy.libs", package / ".dylibs"):
        for path in sorted(folder.glob("*openblas*")):
            try:
                yield ctypes.CDLL(str(path))
            except OSError:
                continue
