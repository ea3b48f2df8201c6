"""The dialog of one turn: a state machine of small steps (guide "understanding-new-flows", spec 3.5)."""
