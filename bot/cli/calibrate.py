"""``bot calibrate``: make the confidences of the search mean what they say for this knowledge."""

import json
from pathlib import Path

import click

from bot.cli.options import plain_errors


@click.command("calibrate")
def command() -> None:
    """Fit the weights of the search to the knowledge (two minutes) and write them beside it.

    Ways of asking are hidden from the index and asked of it; questions out of scope must be turned away.
    """
    from bot.knowledge.calibrate import fit_weights
    from bot.knowledge.content import read_content
    from bot.local.sentence_encoder import open_sentence_encoder
    from bot.local.stack import DATA_DIR
    from fulfillment.knowledge import ranking

    encoder = open_sentence_encoder("auto", DATA_DIR)
    if encoder is None:
        click.echo("without the sentence encoder the weights of the meaning stay as they are", err=True)
    with plain_errors():
        weights = {**ranking.load_weights(), **fit_weights(read_content(), encoder)}
    path = Path(ranking.__file__).with_name("ranking.json")
    path.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")
    click.echo(f"written: {path.name}")
