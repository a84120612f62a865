"""Which columns of the record's views the index keeps; what is not here (texts, offsets) the pages take from the record itself."""


def _same(names: str) -> dict[str, str]:
    return {name: name for name in names.split()}


#: by table of the index: each column, and what it is in the view
COLUMNS: dict[str, dict[str, str]] = {
    "articles": _same("id entry doc publisher agency headline published reader"),
    "reports": _same(
        "id article_id number entry publisher agency headline published type mode quad trigger trigger_start trigger_end "
        "also_start also_end actors actor_countries actor_text recipients recipient_countries recipient_text status happened "
        "degree polarity setting factuality speaker speaker_kind manner medium attribution date_first date_last date_basis "
        "place_name place_country latitude longitude score reader verdict judge judged"
    ),
    "participants": _same("report_id article_id number role code sectors name capacity basis text text_start text_end"),
    "quotes": _same("article_id number speaker speaker_kind manner medium cue") | {"words": "array_to_string(content, ' … ')"},
    "unread": _same("id entry doc url origin stage error excerpt"),
}

#: views of the linking, taken whole
LINKED = ("events", "event_reports", "origins", "accounts", "copies")
