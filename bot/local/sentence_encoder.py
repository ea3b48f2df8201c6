"""The sentence encoder that the local Lex and the search share, where it is installed."""

from pathlib import Path

from fulfillment.knowledge.meaning import Encoder


def open_sentence_encoder(wanted: str, data_dir: Path | None) -> Encoder | None:
    """The encoder, or None if it is not wanted (``none``) or not installed."""
    from bot.lex.nlu.encoder import encoder_is_installed, open_encoder

    if wanted == "none" or not encoder_is_installed():
        return None
    return open_encoder(data_dir / "models" if data_dir else None)
