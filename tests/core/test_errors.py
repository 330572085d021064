"""Tests of the two kinds of error."""

from __future__ import annotations

import inspect

from workbench.core import errors


def test_every_error_of_the_world_has_one_root() -> None:
    """The shells catch WorkbenchError and nothing else, so each of the world's errors is one."""
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    strangers = [k.__name__ for k in kinds if not issubclass(k, errors.WorkbenchError) and k is not errors.Cancelled]
    assert strangers == []


def test_cancelling_is_not_an_error_of_the_world() -> None:
    """A wish of the user must not be shown to the user as a failure."""
    assert not issubclass(errors.Cancelled, errors.WorkbenchError)


def test_each_error_says_when_it_is_raised() -> None:
    """Whoever adds an error writes down what it means."""
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    assert [kind.__name__ for kind in kinds if not inspect.getdoc(kind)] == []


def test_an_error_speaks_its_sentence() -> None:
    """What is shown is the sentence it was made with."""
    assert str(errors.NotAProject("«a.txt» is not a project. Open a .workbench file.")).startswith("«a.txt»")
