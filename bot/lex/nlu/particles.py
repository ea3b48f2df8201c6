"""Korean particles and copula endings that stick to a noun."""

import re

_CASE = (
    "에서부터|에서|에게서|에게|한테|께서|께|으로부터|로부터|으로써|로써|으로서|로서|으로|로|에|의|과|와|이랑|랑|하고|"
    "처럼|보다|만큼|대로|부터|까지|마다|조차|마저|밖에|이나|나|이든지|든지|이든|든"
)
_TOPIC = "은요|는요|이요|가요|도요|만요|은|는|이|가|을|를|도|만|요"
_COPULA = (
    "이라는게|라는게|이라는건|라는건|이란게|란게|이란건|란건|이라는|라는|이란|란|이라고|라고|이라면|라면|이라도|라도|"
    "이에요|예요|이예요|에요|이야|야|입니다|이다|인가요|인가|인지|인데|이고|이며|이면|이지|이죠|죠|이요|임|이냐|냐|이니|"
    "이었어|였어|이던데|던데|인건|인게|인"
)
_PARTICLES = re.compile(f"(?:들)?(?:(?:{_CASE})?(?:{_TOPIC})?|(?:{_COPULA})(?:{_TOPIC})?)")
_LONGEST_FIRST = sorted({*_CASE.split("|"), *_TOPIC.split("|"), *_COPULA.split("|")}, key=len, reverse=True)
_ATTACHED = re.compile("|".join(_LONGEST_FIRST))
_SAID_OF_A_NOUN = re.compile(
    "뭐|뭔|뭡|무엇|무슨|머|왜|어떻|어떤|어때|언제|어디|누구|얼마|몇|알려|설명|가르|말해|좀|대해|대한|관해|관련|있|없|"
    "쓰|써|사용|이용|하는|하면|하려|할|되|될|된|주|줘|부탁|궁금|차이|비교|뜻|의미|장점|단점|함수|서비스"
)


def is_particles(run: str) -> bool:
    """Whether a run of Hangul behind a noun is nothing but particles or a copula; true for an empty one."""
    return _PARTICLES.fullmatch(run) is not None


def ends_a_noun(run: str) -> bool:
    """Whether a noun may end before this run of Hangul, even if the asker wrote without spaces."""
    if is_particles(run) or _SAID_OF_A_NOUN.match(run):
        return True
    attached = _ATTACHED.match(run)
    return attached is not None and _SAID_OF_A_NOUN.match(run, attached.end()) is not None


def particle_length(run: str) -> int:
    """How many characters at the start of the run belong to the noun before it as particles."""
    if is_particles(run):
        return len(run)
    attached = _ATTACHED.match(run)
    if attached is not None and _SAID_OF_A_NOUN.match(run, attached.end()):
        return attached.end()
    return 0


def without_particles(word: str) -> str:
    """The word without the longest particle ending that leaves at least two syllables; otherwise the word."""
    for cut in range(2, len(word)):
        if is_particles(word[cut:]):
            return word[:cut]
    return word
