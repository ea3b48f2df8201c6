"""From the knowledge to the generated parts of ``lex_definitions/``."""
