"""A light Korean stemmer: it takes off the particles and endings that people glue to a word, nothing else.

No morphological analyser is worth its cold start here: on unseen questions this with syllable pairs finds as much as
one.
"""

from functools import lru_cache

_PARTICLES = """은 는 이 가 을 를 의 에 에서 에게 에는 에도 에만 로 으로 으로는 로는 와 과 랑 이랑 하고 도 만 까지 부터
    보다 처럼 마다 란 이란 이라는 라는 이라고 라고 이라 라 이나 나 든 이든 야 이야 요 이요 예요 이에요 에요
    인가 인가요 인지 인데 인데요 임 이고 고 이며 며 한테 께 께서 이라도 라도 조차 밖에 뿐 대로 용 별 들 들은
    들이 들을 들의 이냐 냐 이니 니 입니까 입니다 이죠 죠 이지 지 이었 였 이면 면 때문 때문에 에서는 에서도
    에서의 으로도 로도 만큼 이랑은 랑은 이란게 란게 이뭐야 뭐야 뭐임 뭐예요 뭔가요 뭐지 뭐에요 뭔데 뭐냐 무엇
    무엇인가요 관련 쪽 측 상 간 중""".split()

_ENDINGS = """습니다 습니까 ㅂ니다 합니다 합니까 됩니다 됩니까 입니다 입니까 하나요 되나요 인가요 나요 가요 까요
    을까요 할까요 될까요 ㄹ까요 을까 할까 될까 해요 돼요 되요 어요 아요 예요 에요 세요 하세요 주세요 줘요
    해주세요 해줘요 해줘 해줄래 해줄래요 해봐 주라 줘 줄래 줄래요 주실래요 주시겠어요 주시면 해주시겠어요
    한가요 한지 한데 한데요 하는데 되는데 는데 은데 ㄴ데 는지 은지 인지 하는지 되는지 을지 할지 될지 하는 되는
    하던 했던 던 하고 되고 고 하며 하면 되면 으면 면 하면서 면서 하려면 되려면 으려면 려면 하려고 려고 하기
    되기 기 하게 되게 게 하지 되지 지 하죠 되죠 죠 하니 되니 으니 니 하냐 되냐 냐 하나 되나 나 한다 된다 ㄴ다
    는다 다 했어 됐어 했어요 됐어요 었어 았어 였어 었어요 았어요 했다 됐다 었다 았다 했는데 됐는데 었는데
    았는데 했나요 됐나요 해서 돼서 어서 아서 해도 돼도 어도 아도 해야 돼야 어야 아야 해 돼 된 될 됨 한 할 함
    임 음 은 는 을 ㄹ 던데 더라 더라고 더라고요 거든 거든요 잖아 잖아요 네 네요 군요 구나 구요 라구 다고 다는
    다면 라면 자고 자면 대요 래요 대 래 건가 건가요 거야 거예요 거임 거지 건지 것인가요 싶어 싶어요 싶은데
    싶은데요 싶습니다 봐요 봐 볼까 볼까요 보고 버려 버려요 버리""".split()


def _longest_first(endings: list[str]) -> tuple[str, ...]:
    whole = {ending for ending in endings if not 0x3131 <= ord(ending[0]) <= 0x3163}
    return tuple(sorted(whole, key=len, reverse=True))


_PARTICLE_SET = frozenset(_PARTICLES)
_PARTICLES_BY_LENGTH = _longest_first(_PARTICLES)
_ENDINGS_BY_LENGTH = _longest_first(_ENDINGS)
_SHORTEST_STEM = 1
_SHORTEST_NOUN = 2


def is_hangul(char: str) -> bool:
    return "가" <= char <= "힣"


def is_particle(text: str) -> bool:
    """Whether a text is nothing but a particle, or one on another (에서 + 는)."""
    if text in _PARTICLE_SET:
        return True
    return any(text[:cut] in _PARTICLE_SET and text[cut:] in _PARTICLE_SET for cut in range(1, len(text)))


@lru_cache(maxsize=4_096)
def stem_korean(word: str) -> str:
    """Take off one ending and one particle, in either order, and leave at least a syllable."""
    once = _without(word, _ENDINGS_BY_LENGTH, _SHORTEST_STEM)
    twice = _without(once, _PARTICLES_BY_LENGTH, _SHORTEST_NOUN)
    return _without(twice, _ENDINGS_BY_LENGTH, _SHORTEST_NOUN) if twice != once else twice


def _without(word: str, endings: tuple[str, ...], shortest: int) -> str:
    for ending in endings:
        if len(word) - len(ending) >= shortest and word.endswith(ending):
            return word[: -len(ending)]
    return word
