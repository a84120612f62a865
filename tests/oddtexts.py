"""Texts as the world sends them: wire sentences mixed with emoji, changes of writing direction, odd marks, for hypothesis."""

from hypothesis import strategies as st

PIECES = (
    "The minister said", "troops attacked the village", "on Monday", "last Friday", "in Aleppo", "Iran", "Israel's", "Putin",
    "the rebels", "he", "she", "it", "they", "who", "I", "we will", "according to two officials", "accused of killing",
    "was quoted by Reuters as saying that", "denied", "protesters", "arrested 12", "not", "if", "would", "n't", "’s",
    "“", "”", '"', "'", "«", "»", "„", "''", "``", "‘", "’", "6\"", ".", ",", ";", "—", "…", "?", "!", "U.S.", "Mr.",
    "\n\n", "\n", "\t", "\r\n", "\xa0", "\u200b", "\u202e", "\u200f", "\u2028", "\x0b", "\x85", "\x00", "\ufeff",
    "😀", "👨‍👩‍👧", "🇺🇸", "مصر", "שלום", "中国", "e\u0301", "ß", "İ", "ﬁ", "\x1b[31m", "<script>", "&amp;",
    "http://example.org/a", "@desk", "#tag", "$5bn", "(Reuters) -", "MOSCOW, March 3", "[", "}", "1.5", "%",
)  # fmt: skip

odd_texts = st.lists(
    st.tuples(st.sampled_from(PIECES) | st.text(max_size=4), st.sampled_from([" ", " ", ""])), min_size=1, max_size=40
).map(lambda drawn: "".join(piece + gap for piece, gap in drawn))
#: what can be stored: no lone surrogates
storable_texts = odd_texts.filter(lambda text: bool(text.strip()) and not any("\ud800" <= letter <= "\udfff" for letter in text))
