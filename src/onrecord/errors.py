"""What can go wrong, as a tree. Every message says what, where, and what to do.

OnRecordError
├── InputError      an article, file or option that cannot be read as given
├── WeightsError    a model's weights are missing, or are not those that were recorded
├── CodebookError   the codebook holds a type, mode or code that does not fit the rest of it
└── StoreError      a record on disk that cannot be opened, written or asked as wished
"""


class OnRecordError(Exception):
    """The root: catch this to catch all that onrecord raises on purpose."""


class InputError(OnRecordError):
    """An article, a file or an option cannot be read as given."""


class WeightsError(OnRecordError):
    """A model's weights are missing or are not those that were recorded."""


class CodebookError(OnRecordError):
    """The codebook is not consistent with itself."""


class StoreError(OnRecordError):
    """A record cannot be opened, written or asked as wished."""
