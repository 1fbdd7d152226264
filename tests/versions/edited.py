"""Articles edited as desks edit them, with where each claim truly is afterwards."""

import random
import re
from dataclasses import dataclass, field

from annotator.importers.blocks import Piece, compose
from annotator.model import Article, Block, Claim, Document, Marks, Span
from annotator.sentences import sentences
from annotator.text import WORD
from annotator.vocabulary import BlockKind

FILLING = ("reportedly", "since", "that", "later")
SHORT = ("He declined.", "She denied it.", "He did not comment.", "It was false.")
NAMES = ("Warren", "Okafor", "Lindqvist", "Tanaka", "Ferreira", "Novak")


@dataclass
class Piecework:
    """A sentence on its way from one version to the next; `origin` is its place in the old."""

    words: str
    origin: int | None
    is_rewritten: bool = False
    typo: tuple[int, str] | None = None
    """Where in the old sentence a letter became another, and which."""


@dataclass
class Story:
    """Paragraphs of sentences."""

    paragraphs: list[list[Piecework]]
    done: list[str] = field(default_factory=list)

    @property
    def sentences(self) -> list[Piecework]:
        """Return every sentence in order."""
        return [one for paragraph in self.paragraphs for one in paragraph]

    @property
    def starts(self) -> list[int]:
        """Return where each begins in the text."""
        found, at = [], len("A headline of its own\n\n")
        for paragraph in filter(None, self.paragraphs):
            for one in paragraph:
                found.append(at)
                at += len(one.words) + 1
            at += 1
        return found

    def laid_out(self) -> tuple[str, tuple[Block, ...], dict[int, list[tuple[int, Piecework]]]]:
        """Return text, blocks and, by origin, where the sentences stand now."""
        pieces = [
            Piece(BlockKind.PARAGRAPH, " ".join(one.words for one in paragraph))
            for paragraph in self.paragraphs
            if paragraph
        ]
        text, blocks = compose([Piece(BlockKind.HEADLINE, "A headline of its own"), *pieces])
        places: dict[int, list[tuple[int, Piecework]]] = {}
        at = len("A headline of its own\n\n")
        for paragraph in filter(None, self.paragraphs):
            for one in paragraph:
                if one.origin is not None:
                    places.setdefault(one.origin, []).append((at, one))
                at += len(one.words) + 1
            at += 1
        return text, blocks, places


def story_of(text: str, blocks: tuple[Block, ...]) -> Story:
    """Return an article as paragraphs of sentences, numbered through."""
    paragraphs: list[list[Piecework]] = []
    number = 0
    for block in blocks:
        if block.is_furniture or block.paragraph == 0:
            continue
        words = re.sub(r"\s+", " ", block.span.of(text))
        found = [span.of(words) for span in sentences(words, Span(0, len(words)))]
        paragraphs.append([Piecework(one, number + n) for n, one in enumerate(found)])
        number += len(found)
    return Story(paragraphs)


def edited(story: Story, chance: random.Random, times: int) -> Story:
    """Return a new version of a story after some edits."""
    new = Story([[Piecework(o.words, o.origin) for o in p] for p in story.paragraphs])
    for _ in range(times):
        deed = chance.choice(DEEDS)
        deed(new, chance)
        new.done.append(deed.__name__)
    new.paragraphs = [paragraph for paragraph in new.paragraphs if paragraph]
    return new


def _anywhere(story: Story, chance: random.Random) -> tuple[list[Piecework], int] | None:
    full = [paragraph for paragraph in story.paragraphs if paragraph]
    if not full:
        return None
    paragraph = chance.choice(full)
    return paragraph, chance.randrange(len(paragraph))


def typo(story: Story, chance: random.Random) -> None:
    """Change a letter of a longer word in lower case."""
    place = _anywhere(story, chance)
    if place is None:
        return
    one = place[0][place[1]]
    words = list(re.finditer(r"\b[a-z]{6,}\b", one.words))
    if not words or one.typo or one.is_rewritten:
        return
    word = chance.choice(words)
    at = chance.randrange(word.start() + 2, word.end() - 1)
    letter = chance.choice([c for c in "aeiou" if c != one.words[at]])
    one.typo = (at, letter)
    one.words = one.words[:at] + letter + one.words[at + 1 :]


def drop(story: Story, chance: random.Random) -> None:
    """Take a sentence out."""
    place = _anywhere(story, chance)
    if place:
        del place[0][place[1]]


def drop_paragraph(story: Story, chance: random.Random) -> None:
    """Take a paragraph out."""
    if len(story.paragraphs) > 1:
        story.paragraphs.pop(chance.randrange(len(story.paragraphs)))


def move_paragraph(story: Story, chance: random.Random) -> None:
    """Put a paragraph elsewhere."""
    paragraph = story.paragraphs.pop(chance.randrange(len(story.paragraphs)))
    story.paragraphs.insert(chance.randrange(len(story.paragraphs) + 1), paragraph)


def move_sentence(story: Story, chance: random.Random) -> None:
    """Put a sentence elsewhere."""
    place = _anywhere(story, chance)
    if place:
        one = place[0].pop(place[1])
        goal = chance.choice(story.paragraphs)
        goal.insert(chance.randrange(len(goal) + 1), one)


def split_paragraph(story: Story, chance: random.Random) -> None:
    """Begin a new paragraph at a sentence."""
    at = chance.randrange(len(story.paragraphs))
    paragraph = story.paragraphs[at]
    cut = chance.randrange(len(paragraph) + 1)
    story.paragraphs[at : at + 1] = [paragraph[:cut], paragraph[cut:]]


def look_alike(story: Story, chance: random.Random) -> None:
    """Put a sentence somewhere that differs from another in one word alone."""
    place = _anywhere(story, chance)
    if place is None:
        return
    words = list(WORD.finditer(place[0][place[1]].words))
    word = chance.choice(words) if words else None
    if word is None:
        return
    source = place[0][place[1]].words
    twin = source[: word.start()] + chance.choice(NAMES) + source[word.end() :]
    goal = chance.choice(story.paragraphs)
    goal.insert(chance.randrange(len(goal) + 1), Piecework(twin, None))


def replace_by_look_alike(story: Story, chance: random.Random) -> None:
    """Take a sentence out, and put one somewhere that differs from it in one word alone."""
    place = _anywhere(story, chance)
    if place is None:
        return
    one = place[0].pop(place[1])
    words = list(WORD.finditer(one.words))
    if words:
        word = chance.choice(words)
        twin = one.words[: word.start()] + chance.choice(NAMES) + one.words[word.end() :]
        goal = chance.choice(story.paragraphs)
        goal.insert(chance.randrange(len(goal) + 1), Piecework(twin, None))


def rewrite(story: Story, chance: random.Random) -> None:
    """Say a sentence in other words, in its place."""
    place = _anywhere(story, chance)
    if place is None:
        return
    one = place[0][place[1]]
    words = one.words.split(" ")
    if len(words) < 4 or one.typo:
        return
    for _ in range(max(1, len(words) // 5)):
        words[chance.randrange(len(words))] = chance.choice(FILLING)
    one.words, one.is_rewritten = " ".join(words), True


def short(story: Story, chance: random.Random) -> None:
    """Put a short sentence somewhere that often stands in stories."""
    words = chance.choice(SHORT)
    goal = chance.choice(story.paragraphs)
    goal.insert(chance.randrange(len(goal) + 1), Piecework(words, None))


DEEDS = (typo, typo, drop, drop_paragraph, move_paragraph, move_sentence, split_paragraph,
         look_alike, replace_by_look_alike, rewrite, short)  # fmt: skip


def marked(
    story: Story, chance: random.Random, count: int
) -> tuple[Marks, list[tuple[int, Span]]]:
    """Return a story with claims, and for each its sentence and where it is in that."""
    text, blocks, places = story.laid_out()
    claims, truths = [], []
    for number in range(count):
        origin = chance.choice(sorted(places))
        ((at, one),) = places[origin]
        words = list(WORD.finditer(one.words))
        if not words:
            continue
        if chance.random() < 0.3:
            within = Span(0, len(one.words))
        else:
            first = chance.randrange(len(words))
            last = chance.randrange(first, len(words))
            within = Span(words[first].start(), words[last].end())
        start, end = at + within.start, at + within.end
        claims.append((Claim(f"c{number}", "a", start, end, text[start:end]), (origin, within)))
    claims.sort(key=lambda pair: (pair[0].start, -pair[0].end, pair[0].id))
    truths = [truth for _, truth in claims]
    article = Article("a", 1, "A headline of its own", "", 0)
    document = Document("a", text, blocks, "story.txt", "")
    return Marks(article, document, tuple(claim for claim, _ in claims)), truths
