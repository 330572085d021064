"""Names by the model, for the commands that take --names."""

from __future__ import annotations

from argparse import Namespace

from workbench.core.errors import BadInput
from workbench.core.extraction.ner import NameProvider, russian_names
from workbench.core.words import tr


def asked_for(args: Namespace) -> NameProvider | None:
    """The provider where it is wanted, to be asked for before a project is opened.

    BadInput where it is wanted and not installed: less would be found, and nobody would know.
    """
    if not args.names:
        return None
    provider = russian_names()
    if provider is None:
        raise BadInput(
            tr("The names model is not installed. Start packaging/bootstrap.py with a network, or leave out --names.")
        )
    return provider
