"""Raw lines of a byte stream, without ever holding more than one, and none of more than a fixed length.

Invariant: the lines joined are the bytes that were there, except for what a line that is too long left behind.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

#: bytes of the longest line that is read; a book has a few million
LONGEST_LINE = 64 * 2**20

#: what reading a compressed or a broken file can raise
UNREADABLE = (OSError, EOFError, zlib.error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line with its end."""

    number: int
    #: offset of its first byte in the (unpacked) stream
    offset: int
    content: bytes
    #: whether it was longer than `LONGEST_LINE` and `content` is only its beginning
    cut: bool = False


def raw_lines(stream: BinaryIO) -> Iterator[Line]:
    """The lines of a stream, numbered from 1.

    Raises:
        OSError, EOFError, zlib.error: the stream cannot be read on (see `UNREADABLE`).
    """
    number, offset = 0, 0
    while content := stream.readline(LONGEST_LINE + 1):
        number += 1
        length = len(content)
        cut = length > LONGEST_LINE and not content.endswith(b"\n")
        if cut:
            while rest := stream.readline(LONGEST_LINE):
                length += len(rest)
                if rest.endswith(b"\n"):
                    break
        yield Line(number=number, offset=offset, content=content, cut=cut)
        offset += length


def explain(error: BaseException) -> str:
    """What a failure to read comes to, for a person."""
    match error:
        case EOFError() | zlib.error():
            return "the compressed file is cut off or damaged: fetch it again"
        case FileNotFoundError():
            return "the file is gone: it was there when reading began"
        case PermissionError():
            return "no permission to read it: change its access rights"
        case IsADirectoryError():
            return "it is a folder, not a file"
    if type(error).__name__ == "BadGzipFile":
        return f"its name says gzip, but its bytes do not ({error}): unpack or rename it"
    return f"it cannot be read: {error}"
