"""The two kinds of error: the world's, told to the user in a sentence, and ours, which must crash loudly."""

from __future__ import annotations


class WorkbenchError(Exception):
    """The world is not as it should be: bad file, full disk, lock held elsewhere.

    `str(error)` is one or two plain sentences that name the file and the way out. The window shows it, the
    command line prints it and exits with 2. Whatever else is raised is a fault of ours and is not caught.
    """


class UnreadableFile(WorkbenchError):
    """A source file that cannot be read: missing, empty, binary, protected, cut off or too large."""


class NotAProject(WorkbenchError):
    """The file is not a project of this program."""


class NewerProject(WorkbenchError):
    """The project was written by a newer version of the program."""


class ProjectLocked(WorkbenchError):
    """Another window or command holds the project."""


class ProjectReadOnly(WorkbenchError):
    """The project, or the folder it lies in, cannot be written."""


class StorageFailed(WorkbenchError):
    """The disk did not take a write (full, removed, failing); nothing acknowledged was lost."""


class DamagedProject(StorageFailed):
    """The project's file is damaged or cut off: it is read as far as it can be, and never written."""


class BrokenBackup(WorkbenchError):
    """A backup that is damaged, cut off or of something else: it is not used."""


class NothingSuchInProject(WorkbenchError):
    """An id, name or article that the project does not hold."""


class TookTooLong(WorkbenchError):
    """A question to the project that was given up; nothing was changed."""


class StillWriting(WorkbenchError):
    """A step that is written in slices is not whole yet: nothing else can be changed until it is."""


class CannotWriteFile(WorkbenchError):
    """An export target that cannot be written; what stood there before is untouched."""


class BadLexicon(WorkbenchError):
    """A lexicon or layout file with a mistake; the message names file, line and column."""


class BadModel(WorkbenchError):
    """A file of an optional language model that is damaged."""


class BadInput(WorkbenchError):
    """Something typed by the user that cannot be understood."""


class Cancelled(Exception):
    """Not an error: the user stopped long work; nothing of it was kept."""
