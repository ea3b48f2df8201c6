"""Words that stand for what was talked about before."""

from fulfillment.knowledge.text import normalise

_WORDS = frozenset(
    """그거 그건 그게 그것 그것은 그것의 그것도 그걸 그거는 그거의 그거도 이거 이건 이게 이것 이것은 이걸 걔는 그놈
    it its itself they them their that those this these""".split()
)


def refers_back(text: str) -> bool:
    """Whether a text says "it" or the like."""
    return not _WORDS.isdisjoint(normalise(text).split())
