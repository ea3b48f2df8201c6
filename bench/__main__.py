"""All benchmarks: ``python -m bench``."""

from bench import nlu, turns

turns.main()
nlu.main()
