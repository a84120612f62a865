"""What frames a story, and sentences of stories that look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.furniture import furniture
from onrecord.record import PartKind

STORY = "The mayors of Anville and Beeville signed a truce on Sunday, officials said."

ANYWHERE = [
    (PartKind.LINK, "Read more: Mayors sign truce"),
    (PartKind.LINK, "READ MORE: Mayors sign truce, minister says"),
    (PartKind.LINK, "Also read | Mayors sign truce"),
    (PartKind.LINK, "See also: A bridge too far"),
    (PartKind.LINK, "Related: A bridge too far"),
    (PartKind.LINK, "Read more"),
    (PartKind.LINK, "Read more here »"),
    (PartKind.LINK, "Click here to read the full text of the accord"),
    (PartKind.LINK, "Click here for more news."),
    (PartKind.LINK, "https://example.org/a/1"),
    (PartKind.LINK, "For more information, visit www.example.org/truce"),
    (PartKind.NOTICE, "Sign up for our newsletter"),
    (PartKind.NOTICE, "Click here to sign up for our daily newsletter."),
    (PartKind.NOTICE, "Subscribe to the Example Times newsletter and get the news in your inbox every morning"),
    (PartKind.NOTICE, "Join our WhatsApp channel"),
    (PartKind.NOTICE, "This site uses cookies. Read our policy."),
    (PartKind.NOTICE, "This website uses cookies to improve your experience."),
    (PartKind.NOTICE, "We use cookies to improve your experience on our site."),
    (PartKind.NOTICE, "By continuing to use this site you agree to our use of cookies."),
    (PartKind.NOTICE, "ADVERTISEMENT"),
    (PartKind.NOTICE, "Story continues below advertisement"),
    (PartKind.NOTICE, "Photo: Jane Doe/Reuters"),
    (PartKind.NOTICE, "Image: Jane Doe / AP"),
    (PartKind.NOTICE, "Photo credit: Getty Images"),
    (PartKind.NOTICE, "Image source, Getty Images"),
    (PartKind.NOTICE, "(AP Photo/Jane Doe)"),
    (PartKind.NOTICE, "(This story has been updated with comments from the mayor.)"),
    (PartKind.NOTICE, "This article was updated on 3 March to correct a name."),
    (PartKind.NOTICE, "(Adds quotes, background)"),
    (PartKind.NOTICE, "Follow Jane Doe on Twitter @janedoe."),
    (PartKind.BYLINE, "(Reporting by Jane Doe in Anville and John Roe; Editing by Max Poe)"),
    (PartKind.BYLINE, "Reporting by Jane Doe; additional reporting by John van der Roe; writing by Max Poe; editing by Al Hoe"),
    (PartKind.BYLINE, "Contributing: Jane Doe and John Roe"),
    (PartKind.BYLINE, "Associated Press writers Jane Doe in Anville and John Roe in Beeville contributed to this report."),
    (PartKind.BYLINE, "Jane Doe contributed reporting."),
    (PartKind.FOOTER, "Copyright 2024 The Associated Press. All rights reserved."),
    (PartKind.FOOTER, "© 2024 Example Times Ltd. All rights reserved."),
    (PartKind.FOOTER, "Copyright (c) 2024. Example Radio, Inc. Reprinted with the permission of Example Radio, 1 High Street."),
    (PartKind.FOOTER, "All rights reserved. This material may not be published, broadcast, rewritten or redistributed."),
    (PartKind.FOOTER, "This article is republished from The Example under a Creative Commons license. Read the original article."),
    (PartKind.FOOTER, "This article first appeared in the Example Times."),
    (
        PartKind.FOOTER,
        "The views expressed in this article are the author's own and do not necessarily reflect our editorial policy.",
    ),
]

HEAD = [
    (PartKind.BYLINE, "By Jane Doe"),
    (PartKind.BYLINE, "By Jane Doe and John Roe"),
    (PartKind.BYLINE, "By JANE DOE, Associated Press"),
    (PartKind.BYLINE, "By Jane al-Doe, John van der Roe and Max Poe"),
    (PartKind.BYLINE, "By The Associated Press"),
    (PartKind.BYLINE, "By Reuters Staff"),
    (PartKind.BYLINE, "By Our Correspondent"),
    (PartKind.BYLINE, "By Jane Doe | March 3, 2024"),
    (PartKind.NOTICE, "ATTENTION - ADDS quotes ///"),
    (PartKind.NOTICE, "Eds: Updates with mayor's remarks."),
    (PartKind.NOTICE, "Published: March 3, 2024 10:15 GMT"),
]

TAIL = [
    ("Reuters", "Reuters"),
    ("- Reuters", "Reuters"),
    ("(AFP)", "Agence France-Presse"),
    ("AP", "Associated Press"),
    ("--IANS", "IANS"),
    ("Source: Xinhua", "Xinhua"),
    ("(With inputs from PTI)", "PTI"),
]

#: each could be a sentence of a story, and stays in it
SENTENCES = [
    "Read more than 200 pages, the judge said.",
    "Read more slowly, he told the clerk: the court has time.",
    "Click here to fight, said the recruiters' advertisement.",
    "Sign up for military service, the president urged young men.",
    "Sign up for the newsletter of the rebels and you will be jailed, he told reporters.",
    "Get out, the soldiers shouted.",
    "This site was bombed twice in May.",
    "This site uses centrifuges to enrich uranium.",
    "We use cookies to lure the children out of the shelters.",
    "Photo: a soldier stands guard after the attack that destroyed the bridge.",
    "Photos of the massacre were sent to the court.",
    "Image is everything for the party, which lost the vote.",
    "Reporting by the BBC found that soldiers had shot the villagers.",
    "Reporting by Jane Doe led to the minister's fall.",
    "Editing by the army's censors left nothing of the article.",
    "Copyright law was tightened by parliament on Sunday.",
    "Copyright 2024 rules were rejected by lawmakers.",
    "This story has been told many times in Anville.",
    "This report was updated by the UN in March, and now lists 300 dead.",
    "This article of the constitution was suspended by the junta.",
    "This article was used to jail the opposition's leaders.",
    "The article was published in the daily on Monday and accused the minister of theft.",
    "By Monday morning the troops had left.",
    "By Friday evening, Jane Doe and John Roe were dead.",
    "By Jane Doe's account, the soldiers fired first.",
    "By attacking Anville, the rebels broke the truce.",
    "Rice contributed to this report on torture, which the senate rejected.",
    "Follow the money, the prosecutor said on Sunday.",
    "Follow us or die, the gunmen told the villagers.",
    "Reuters was not able to verify the report.",
    "Reuters and AP reporters were expelled on Sunday.",
    "AFP journalists saw two bodies.",
    "Attention turned to Anville on Sunday.",
    "Published figures for 2024 show that deaths doubled.",
    "Subscribe to peace or face sanctions, the envoy warned both sides.",
    "Advertisements for the party were banned on Sunday.",
    "All rights were suspended when the army took power.",
    "Related attacks killed four people in Beeville.",
    "Watch towers were built along the border.",
    "Share this land or lose it, the chief warned.",
    "Trending hashtags were blocked by the regulator.",
    "Join our fight, the rebels urged farmers in a broadcast.",
    "Contributing troops to the mission, Kenya sent 300 men.",
    "Video: the army says its drones struck two depots.",
    "Ends of the bridge were held by both armies.",
]


@pytest.mark.parametrize(("kind", "line"), ANYWHERE)
def test_a_line_of_furniture_is_told_wherever_it_stands(kind: PartKind, line: str) -> None:
    text = f"{STORY}\n{STORY}\n\n  {line}\u200b\n\n{STORY}"
    parts = furniture(text).parts
    assert [(part.kind, part.span.text) for part in parts] == [(kind, line)]


@pytest.mark.parametrize(("kind", "line"), HEAD)
def test_a_line_of_the_head_is_told_at_the_head_only(kind: PartKind, line: str) -> None:
    above = furniture(f"Mayors sign truce\n{line}\n{STORY}").parts
    assert [(part.kind, part.span.text) for part in above] == [(kind, line)]
    assert furniture(f"{STORY * 3}\n{STORY * 3}\n{STORY}\n{line}\n{STORY}").parts == ()


@pytest.mark.parametrize(("line", "agency"), TAIL)
def test_a_signature_is_told_at_the_end_only(line: str, agency: str) -> None:
    found = furniture(f"{STORY}\n\n{line}\n")
    assert [(part.kind, part.span.text) for part in found.parts] == [(PartKind.AGENCY, line)]
    assert found.agency == agency
    assert furniture(f"{STORY}\n{line}\n{STORY}").agency is None


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("frame", ["{}\n" + STORY, STORY + "\n{}\n" + STORY, STORY + "\n\n{}"])
def test_a_sentence_of_the_story_stays_in_it(sentence: str, frame: str) -> None:
    found = furniture(frame.format(sentence))
    assert found.parts == ()
    assert found.agency is None
    assert found.byline is None


def test_a_wrapped_sentence_is_no_byline() -> None:
    assert furniture(f"{STORY}\nBy President Jane Doe\nand her ministers the truce was hailed.").parts == ()


def test_credits_in_brackets_end_a_paragraph() -> None:
    text = f"{STORY} (Reporting by Jane Doe; Editing by John Roe)"
    (part,) = furniture(text).parts
    assert part.span.text == "(Reporting by Jane Doe; Editing by John Roe)"
    assert text[part.span.start : part.span.end] == part.span.text


def test_a_caption_keeps_its_sentence() -> None:
    (part,) = furniture(f"{STORY}\nA soldier guards the bridge on Sunday. (AP Photo/Jane Doe)").parts
    assert part.span.text == "(AP Photo/Jane Doe)"


def test_byline_and_rights_name_the_agency() -> None:
    found = furniture(f"By JANE DOE, Associated Press\n{STORY}")
    assert (found.byline, found.agency) == ("JANE DOE", "Associated Press")
    assert furniture(f"{STORY}\nCopyright 2024 The Associated Press. All rights reserved.").agency == "Associated Press"


@pytest.mark.parametrize(
    "text",
    [
        "القدس (رويترز) - قال مسؤولون إن الجيش دخل المدينة يوم الأحد.",
        "\u202bأعلن الجيش\u202c\n\u200f(AFP)\u200f\n",
        "🕊️ MOSCOW, March 3 (Reuters) - 👩‍👩‍👧 talks began\n📸 Photo: Jane Doe/AP",
        "\u200bBEIRUT (AP) \u2014\u200b Troops entered.\u2028Read more: truce\u2029(AP)",
    ],
)
def test_any_script_keeps_its_offsets(text: str) -> None:
    for part in furniture(text).parts:
        assert text[part.span.start : part.span.end] == part.span.text


LINES = st.sampled_from(
    [line for _, line in [*ANYWHERE, *HEAD]] + [line for line, _ in TAIL] + ["KYIV, March 3 (AP) — Troops", STORY]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=12), st.sampled_from(["\n", "\r\n", "\n\n", "\u2028", " "]))
def test_parts_are_disjoint_and_true_to_the_text(lines: list[str], between: str) -> None:
    text = between.join(lines)
    reached = 0
    for part in furniture(text).parts:
        assert part.span.start >= reached
        assert text[part.span.start : part.span.end] == part.span.text
        reached = part.span.end


@pytest.mark.parametrize("piece", ["A.", "By A", "Doe, ", "AP/", "(", "© 2024 ", "Reporting by A. ", "cookies "])
def test_no_line_makes_the_patterns_run_long(piece: str) -> None:
    """Fails by never ending: a pattern that tries every way to cut a line would need 2^300 steps."""
    for lead in ("", "By ", "Reporting by ", "Photo: ", "Copyright "):
        furniture(lead + piece * 300 + "!")
