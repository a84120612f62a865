"""The nouns: what a record is made of. Frozen, slotted, keyword-only; they know nothing of how they are found."""

from onrecord.record.article import Article, Dateline, Part, PartKind, article_id
from onrecord.record.attribution import Attribution, Manner, Medium, Speaker, SpeakerKind
from onrecord.record.certainty import Certainty, Cue, Degree, Polarity, Setting, Status
from onrecord.record.entity import Entity, RunnerUp
from onrecord.record.event import Event, event_id, founder, is_event_id
from onrecord.record.judgement import Judgement, Verdict
from onrecord.record.mention import Form, Kind, Mention
from onrecord.record.place import OtherPlace, Place, Precision
from onrecord.record.reading import Reading, Unread
from onrecord.record.report import Participant, Report, Role
from onrecord.record.sentence import sentence_around
from onrecord.record.span import Span
from onrecord.record.timeexpression import TimeExpression, TimeKind
from onrecord.record.timerange import Basis, TimeRange

__all__ = [
    "Article",
    "Attribution",
    "Basis",
    "Certainty",
    "Cue",
    "Dateline",
    "Degree",
    "Entity",
    "Event",
    "Form",
    "Judgement",
    "Kind",
    "Manner",
    "Medium",
    "Mention",
    "OtherPlace",
    "Part",
    "PartKind",
    "Participant",
    "Place",
    "Polarity",
    "Precision",
    "Reading",
    "Report",
    "Role",
    "RunnerUp",
    "Setting",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Status",
    "TimeExpression",
    "TimeKind",
    "TimeRange",
    "Unread",
    "Verdict",
    "article_id",
    "event_id",
    "founder",
    "is_event_id",
    "sentence_around",
]
