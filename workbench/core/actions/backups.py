"""Backups as a person meets them: listed, made, compared with what there is, restored; what is damaged, salvaged."""

from __future__ import annotations

from pathlib import Path

from workbench.core.errors import BadInput, ProjectLocked, WorkbenchError
from workbench.core.model.backup import Backup, PartDifference, Reason, Restored, Salvaged
from workbench.core.project import SUFFIX, Project
from workbench.core.store import backups, restoring
from workbench.core.store import salvage as saving
from workbench.core.store.copying import Cancel, Progress, never, unseen
from workbench.core.words import mark, tr, trn

_WHY = {
    Reason.WORK: mark("while working"),
    Reason.CLOSING: mark("on closing"),
    Reason.ASKED: mark("asked for"),
    Reason.MIGRATION: mark("before it was brought up to date"),
    Reason.IMPORT: mark("before an import"),
    Reason.MERGE: mark("before a merge"),
    Reason.BULK: mark("before a change of many"),
    Reason.RESTORE: mark("before another state was restored"),
}


def why(reason: Reason) -> str:
    """The reason in the user's language."""
    return tr(_WHY[reason])


def listed(path: Path) -> list[Backup]:
    """The backups of a project, newest first, also of one that is open elsewhere, damaged or gone."""
    if path.exists():
        try:
            with Project.open(path, read_only=True) as project:
                return project.backups()
        except WorkbenchError:  # then by its place alone
            pass
    return backups.found(path.absolute())


def newest(path: Path) -> Backup | None:
    """The newest sound backup of this very file, also while another window has it."""
    place = str(path.resolve())
    found = backups.found(path.absolute())
    return next(
        (one for one in found if one.whole and one.project and str(Path(one.project).resolve()) == place), None
    )


def clock(backup: Backup) -> str:
    """When it was made, as the clock on the wall showed it."""
    return f"{backup.when.astimezone():%Y-%m-%d %H:%M}"


def named(path: Path, name: str) -> Path:
    """The file of a backup: by its place in the list (1 is the newest), else a path."""
    if name.isdecimal():
        known = listed(path)
        if not 1 <= int(name) <= len(known):
            raise BadInput(
                trn("There is {n} backup of {name}.", "There are {n} backups of {name}.", len(known), name=path)
            )
        return known[int(name) - 1].path
    return Path(name)


def asked_for(path: Path) -> list[Backup]:
    """As `listed`; BadInput where there is neither such a file nor a backup of it, as when a name is mistyped."""
    found = listed(path)
    if not found and not path.exists():
        raise BadInput(tr("There is no file {name}, and no backup of it.", name=path))
    return found


def what_differs(path: Path, chosen: Path, *, cancelled: Cancel = never) -> list[PartDifference]:
    """What came, went and changed since a backup was made, in a project that is not open."""
    return restoring.differences(chosen, path, cancelled=cancelled)


def since(chosen: Path, now: Path, *, progress: Progress = unseen, cancelled: Cancel = never) -> list[PartDifference]:
    """In a worker: the same between two files, where `now` is a backup of what is open."""
    del progress  # it takes a second at most
    return restoring.differences(chosen, now, cancelled=cancelled)


def sentences(parts: list[PartDifference]) -> list[str]:
    """A line for each kind of thing that differs."""
    lines = [_sentence(part) for part in parts if part]
    return lines or [tr("Nothing differs: sources, figures, notes and verdicts are the same.")]


def _sentence(part: PartDifference) -> str:
    counts = {"added": part.added, "removed": part.removed, "changed": part.changed}
    if part.part == "article":
        return tr("Sources since then: {added} added, {removed} removed, {changed} changed", **counts)
    if part.part == "figure":
        return tr("Figures since then: {added} added, {removed} removed, {changed} changed", **counts)
    if part.part == "note":
        return tr("Notes since then: {added} added, {removed} removed, {changed} changed", **counts)
    return tr("Verdicts since then: {added} added, {removed} removed, {changed} changed", **counts)


def restore(
    path: Path, chosen: Path, to: Path | None = None, *, progress: Progress = unseen, cancelled: Cancel = never
) -> Restored:
    """Puts a backup in the place of a project that is not open, or beside it as `to`."""
    if to is None:
        return restoring.restore(path, chosen, progress=progress, cancelled=cancelled)
    if to.suffix.lower() != SUFFIX:
        to = to.with_name(to.name + SUFFIX)
    return restoring.copy_out(chosen, to, progress=progress, cancelled=cancelled)


def told(done: Restored) -> str:
    """What became of the former state."""
    if done.kept is not None:
        return tr("{name} is restored. What it was before is kept as a backup: {file}", name=done.path,
                  file=done.kept.path.name)  # fmt: skip
    if done.aside is not None:
        return tr("{name} is restored. The damaged file is put aside: {file}", name=done.path, file=done.aside)
    return tr("The backup stands at {name}.", name=done.path)


def salvage(path: Path, new: Path, *, progress: Progress = unseen, cancelled: Cancel = never) -> Salvaged:
    """Puts all that can be read of a damaged project, and what its backups still have of it, into a new one."""
    if new.suffix.lower() != SUFFIX:
        new = new.with_name(new.name + SUFFIX)
    _check_closed(path)
    known = [one.path for one in listed(path) if one.whole]
    return saving.salvage(path, new, backups=known, progress=progress, cancelled=cancelled)


def _check_closed(path: Path) -> None:
    """What somebody writes just now is not read page by page."""
    try:
        Project.open(path, read_only=True).close()
    except ProjectLocked:
        raise
    except WorkbenchError:  # that is what it is here for
        pass


_TABLES = {
    "article": mark("sources"),
    "article_version": mark("former versions"),
    "figure": mark("figures"),
    "note": mark("notes"),
    "verdict": mark("verdicts"),
    "option": mark("options"),
    "original": mark("files"),
    "body": mark("texts"),
    "reading": mark("readings"),
    "operation": mark("steps"),
    "change": mark("changed rows"),
}


def kind_of(table: str) -> str:
    """The name of what a table holds."""
    return tr(_TABLES[table])


def report(done: Salvaged) -> list[str]:
    """What was saved and what not, as lines: counts, then names, then remarks."""
    lines = [tr("{name}: {bad} of {pages} pages could not be read.", name=done.path, bad=done.bad_pages,
                pages=done.pages)]  # fmt: skip
    for table in done.tables:
        if table.saved or table.lost:
            lines.append(tr("{what}: {saved} saved, {lost} lost", what=tr(_TABLES[table.table]), saved=table.saved,
                            lost=table.lost))  # fmt: skip
            if table.from_history:
                lines.append("   " + trn("{n} from the history", "{n} from the history", table.from_history))
            if table.from_backup:
                lines.append("   " + trn("{n} from a backup", "{n} from backups", table.from_backup))
            lines += [f"   - {' '.join(name.split())}" for name in table.names_lost]
    return [*lines, *done.remarks]
