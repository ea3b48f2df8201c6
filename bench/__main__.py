"""All benchmarks: ``python -m bench``."""

from bench import lex_server, nlu, turns

turns.main()
lex_server.main()
nlu.main()
