"""Which columns of the record's views the index keeps; what is not here (texts, offsets) the pages take from the record itself."""


def _same(names: str) -> dict[str, str]:
    return {name: name for name in names.split()}


#: by table of the index: each column, and what it is in the view
COLUMNS: dict[str, dict[str, str]] = {
    "articles": _same("id entry doc publisher agency headline published reader"),
    "reports": _same(
        "id article_id number entry publisher agency headline published type mode quad trigger actors actor_countries actor_text "
        "recipients recipient_countries recipient_text status happened speaker speaker_kind manner medium date_first date_last "
        "place_name place_country latitude longitude score reader verdict judge judged"
    ),
    "quotes": _same("article_id number speaker speaker_kind manner medium cue") | {"words": "array_to_string(content, ' … ')"},
    "unread": _same("id entry doc url origin stage error excerpt"),
}
