"""What each measure is, how it is worked out and why newsrooms care: the only place for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure as the program and its pages explain it; `keys` are its names in JSON."""

    id: str
    title: str
    definition: str
    formula: str
    unit: str
    exception: str
    reason: str
    keys: tuple[str, ...]


_EVERY = (
    Measure(
        "COV",
        "Coverage",
        "How much of the story is claims at all.",
        "words in the union of all claims / words of the article",
        "share, 0 to 1",
        "An article without words has none.",
        "A low figure means much that was not marked: read the other figures with that in mind.",
        ("article_words", "body_words", "claims", "claim_words", "coverage"),
    ),
    Measure(
        "ATTR",
        "Attribution rate",
        "How many claims tell the reader who says so. A reporter who saw it counts as a source.",
        "claims with a source of any kind but unattributed / claims",
        "share, 0 to 1",
        "An article without claims has none; it is neither 0 nor 1.",
        "Handbooks ask for a source for whatever is not common knowledge or seen by the reporter.",
        ("attributed_claims", "attributed_words", "attribution_rate"),
    ),
    Measure(
        "ANON",
        "Unnamed share",
        "How much of what is attributed comes from anonymous sources. A spokesperson without a "
        "name speaks for an office and is not one of them.",
        "claims (words) of anonymous sources / attributed claims (words)",
        "share, 0 to 1",
        "Without attributed claims there is none.",
        "Readers cannot weigh a source whom they do not know; handbooks make it the last resort.",
        ("anonymous_share_claims", "anonymous_share_words"),
    ),
    Measure(
        "TAGMIX",
        "Claims by tag",
        "Claims and words of each of the four tags. A claim with two tags is counted by both, so "
        "they add up to more than all claims.",
        "claims (words in their union) with the tag",
        "number",
        "All four tags are always given.",
        "Shows at a glance whether a story accuses, answers, announces or relays.",
        ("tag_counts", "tag_words", "untagged", "multi_tagged"),
    ),
    Measure(
        "NSRC",
        "Sources heard",
        "How many sources have at least one claim, by kind. “Officials” is one source, however "
        "many they are. Fully identified are named sources with a position or an affiliation.",
        "sources with an attributed claim",
        "number",
        "Kinds that are not heard are left out.",
        "Few sources, or few with names, leave a story open to the error of one.",
        ("distinct_sources", "sources_by_kind", "fully_identified_sources"),
    ),
    Measure(
        "TOP1",
        "Loudest source",
        "The share of the source that has most of the story, and who that is. Ties name all.",
        "max p, where p is the claims (words) of a source / those of all sources added up",
        "share, 0 to 1",
        "Without attributed claims (words) there is none.",
        "A story that one source tells by itself shows here first.",
        (
            "top_source_share_claims",
            "top_source_share_words",
            "top_sources_claims",
            "top_sources_words",
        ),
    ),
    Measure(
        "HHI",
        "Concentration",
        "The Herfindahl-Hirschman index: how few voices have most of a story.",
        "sum of p ** 2 over sources, or over sides",
        "1/k (k voices, equally loud) to 1 (one voice)",
        "Nobody heard: none. One voice: 1.",
        "One figure for what a long list of sources hides: ten sources of which one has it all.",
        ("source_hhi_claims", "source_hhi_words", "side_hhi_claims", "side_hhi_words"),
    ),
    Measure(
        "HHI*",
        "Concentration, normalized",
        "The same from 0 to 1, so that stories with few and with many sources compare.",
        "(HHI - 1/k) / (1 - 1/k), k being the sources heard",
        "share, 0 to 1",
        "With fewer than two sources there is none.",
        "A story with three sources cannot be as spread as one with ten; this takes it into "
        "account.",
        ("source_hhi_normalized_claims", "source_hhi_normalized_words"),
    ),
    Measure(
        "H",
        "Entropy and evenness",
        "Shannon's entropy H of the shares, and J, how close it comes to all being equally loud.",
        "H = -sum of p * log2 p; J = H / log2 k",
        "bits; share, 0 to 1",
        "Nobody heard: none. One source: H is 0, and there is no J.",
        "Content analysis uses both; they make this newsroom's figures comparable to studies.",
        (
            "source_entropy_bits_claims",
            "source_entropy_bits_words",
            "source_evenness_claims",
            "source_evenness_words",
        ),
    ),
    Measure(
        "N_eff",
        "Effective sources",
        "How many equally loud voices would share the story as evenly as these do.",
        "2 ** H",
        "sources, or sides",
        "Nobody heard: none.",
        "The figure to tell people: a story with ten sources may have three that matter.",
        (
            "source_effective_number_claims",
            "source_effective_number_words",
            "side_effective_number_claims",
            "side_effective_number_words",
        ),
    ),
    Measure(
        "SIDE",
        "Words by side",
        "How much each side has of what is attributed; what is of unknown side stays visible. "
        "Where claims of two sides cross, shares add up to more than 1.",
        "words of the side / attributed words; at most, words of the side and of all unknown",
        "share, 0 to 1",
        "Only sides that are heard; without attributed words there is none.",
        "Readers and those concerned count the lines that each side gets.",
        ("side_claims", "side_words", "side_share_words"),
    ),
    Measure(
        "BAL",
        "Balance of two sides",
        "How alike two sides are in length. Which two is yours to say: the program knows no main "
        "sides.",
        "1 - |a - b| / (a + b), a and b being the words of the sides",
        "0 (one has all) to 1 (equally long)",
        "Without two sides named, or without a word of either, there is none.",
        "Fair is not equal; but where a story should be even, this says how far it is from it.",
        ("side_balance",),
    ),
    Measure(
        "OFFDOM",
        "Official dominance",
        "How much of what is attributed comes from the sectors government, military, police and "
        "court. Sources of an unstated sector are not among them.",
        "words (claims) of these sectors / attributed words (claims)",
        "share, 0 to 1",
        "Without attributed claims there is none.",
        "Known as indexing: news tends to move within what officials say about each other.",
        (
            "government_claims",
            "government_words",
            "government_share_claims",
            "government_share_words",
        ),
    ),
    Measure(
        "REPLY_RATE",
        "Answered",
        "How many allegations are answered, counted for each target: by a reply of the target or "
        "of somebody who speaks for it, or by a recorded outcome that settles it.",
        "answered pairs / pairs of allegation and target",
        "share, 0 to 1",
        "Without pairs there is none; a pair that is “not applicable” is in neither number.",
        "Right of reply is what courts and readers ask about first.",
        ("reply_rate", "reply_pairs", "reply_pairs_answered"),
    ),
    Measure(
        "REPLY_RATIO",
        "Room for the reply",
        "How long the replies are beside the allegations, over all pairs and for each target.",
        "words in the union of the replies / words in the union of the allegations",
        "ratio, 0 or more",
        "Without words of allegations there is none.",
        "A denial of three words under four paragraphs of charges is no fair hearing.",
        ("reply_word_ratio", "reply_word_ratio_by_target"),
    ),
    Measure(
        "REPLY_LAG",
        "Distance of the reply",
        "How far below an allegation its first reply begins. What stands before the allegation "
        "counts below 0, what crosses it is 0.",
        "words (paragraphs) from the end of the allegation to the start of the reply",
        "words; paragraphs",
        "Only pairs with a reply.",
        "Many stop reading before a reply that stands far below.",
        ("reply_lag",),
    ),
    Measure(
        "FIRST",
        "First heard",
        "Where each source, side and kind of source is heard for the first time. The headline is "
        "paragraph 0, the lede 1.",
        "paragraph of the first claim; words before it / words of the article",
        "paragraph; share, 0 to 1",
        "Who is not there is never heard; furniture has no paragraph.",
        "Who comes first sets what the story is about.",
        (
            "first_paragraph_by_side",
            "first_paragraph_by_source",
            "first_paragraph_by_kind",
            "first_depth_by_side",
            "first_depth_by_source",
            "first_depth_by_kind",
        ),
    ),
    Measure(
        "PROM",
        "Prominence",
        "How prominent each side is: its words, those further up weighing more. A rule of thumb, "
        "and no finding about readers.",
        "sum over the side's words of 1 / (1 + paragraph), by the sum over all sides",
        "share, 0 to 1",
        "Only sides that are heard; without words there is none.",
        "Equal words can be of unequal weight, where one side has the top of the story.",
        ("prominence_by_side",),
    ),
    Measure(
        "DEPTH1",
        "Words before anybody on the record",
        "How much is read before the first source that is named, speaks for an office, is an "
        "institution or a document, and before the first person with a name.",
        "words before the start of the first such claim",
        "words",
        "Where none of them is heard, there is none.",
        "A story that opens on nobody asks for trust before it gives a reason.",
        ("words_before_first_on_record_source", "words_before_first_named_person"),
    ),
    Measure(
        "SINGLE",
        "Resting on one source",
        "The allegations, and the claims in headline and lede, that one source alone bears out. "
        "Whoever supports a claim, or supports what supports it, bears it out; who supports it "
        "partly or repeats it does not. What has no source, and what a reporter saw, is left out.",
        "material claims whose support set is one source",
        "list of claims",
        "An empty list where there is none.",
        "Two independent sources is the oldest rule there is.",
        ("single_source_claims",),
    ),
    Measure(
        "QUOTE",
        "Direct quotation",
        "How much of the story is in the words of those who speak: all of a direct claim, and of "
        "a mixed one what stands in quotation marks.",
        "directly quoted words / words of the article",
        "share, 0 to 1",
        "An article without words has none.",
        "Paraphrase is the reporter's voice; sides that are only paraphrased notice.",
        ("direct_quote_words", "direct_quote_share", "direct_quote_words_by_side"),
    ),
    Measure(
        "DESC",
        "Descriptor score",
        "What a reader is told about each anonymous source: one point each for affiliation, how "
        "they know, how many they are, and why they are not named.",
        "affiliation + basis of knowledge + count + reason",
        "0 to 4; mean and lowest over the anonymous sources",
        "Where nobody noted what is told, there is none.",
        "Handbooks ask for as much about an unnamed source as can be told.",
        ("descriptor_scores", "descriptor_score_mean", "descriptor_score_min"),
    ),
    Measure(
        "VER",
        "Verification",
        "Claims by how far they have been checked, and how many allegations have evidence.",
        "claims of each status; allegations with evidence / allegations",
        "number; share, 0 to 1",
        "Only statuses that there are; without allegations there is no share.",
        "What is not checked at export is what a lawyer will ask about.",
        ("verification_counts", "allegations_with_evidence_share"),
    ),
)

MEASURES = {measure.id: measure for measure in _EVERY}
"""Every measure by its id, in the order in which they are explained."""
