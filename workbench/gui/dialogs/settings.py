"""The user's settings in one place: name, language, theme, the readers' letters and lines, keys. All hold at once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from workbench.core.settings import Settings
from workbench.core.words import language, tr
from workbench.gui import theme
from workbench.gui.reading.reader import SIZES, WIDTHS
from workbench.gui.widgets import hint

if TYPE_CHECKING:
    from workbench.gui.window import Window

_LANGUAGES = (("en", "English"), ("ru", "Русский"), ("kk", "Қазақша"))  # each in its own words
_BUNDLED = (theme.READER_FONT, theme.UI_FONT)


def fonts() -> list[str]:
    """The two that come with the program, then those of the system that have Cyrillic letters."""
    theme.load_font(theme.READER_FONT)
    known = QFontDatabase.families(QFontDatabase.WritingSystem.Cyrillic)
    own = (name for name in known if name not in _BUNDLED and not QFontDatabase.isPrivateFamily(name))
    return [*_BUNDLED, *own]


class SettingsWindow(QDialog):
    """Stays open beside the window; every change is seen and kept at once."""

    def __init__(self, window: Window) -> None:
        super().__init__(window, modal=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Settings"))
        self._window = window
        self._session = window.session
        self.author = QLineEdit(self)
        self.language, self.theme, self.font_box = QComboBox(self), QComboBox(self), QComboBox(self)
        self.size_box = QDoubleSpinBox(self, decimals=1, singleStep=0.5, minimum=SIZES[0], maximum=SIZES[1])
        self.line_width = QSpinBox(self, singleStep=2, minimum=int(WIDTHS[0]), maximum=int(WIDTHS[1]))
        self.pages, self.places = QCheckBox(self), QCheckBox(self)
        self.minutes = QSpinBox(self, minimum=1, maximum=24 * 60, singleStep=5)
        self.megabytes = QSpinBox(self, minimum=100, maximum=1_000_000, singleStep=500)
        self.folder = QLineEdit(self)
        self._fill()
        self._place()
        self._show()
        self._connect()

    def _fill(self) -> None:
        self.author.setPlaceholderText(self._session.settings._replace(author="").author_name)
        for code, name in _LANGUAGES:
            self.language.addItem(name, code)
        for code, name in (("", tr("As the system")), ("light", tr("Light")), ("dark", tr("Dark"))):
            self.theme.addItem(name, code)
        self.font_box.addItems(fonts())
        self.size_box.setSuffix(tr(" pt"))
        self.line_width.setSuffix(tr(" letters"))
        self.pages.setText(tr("Show PDF sources as their pages"))
        self.places.setText(tr("Say when a project lies on a share or in a cloud folder"))
        self.minutes.setSuffix(tr(" minutes of work"))
        self.megabytes.setGroupSeparatorShown(True)
        self.megabytes.setSuffix(tr(" MB a project"))
        self.folder.setPlaceholderText(tr("The program's own folder for data"))

    def _place(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        rows: tuple[tuple[str, QWidget], ...] = (
            (tr("Your &name"), self.author),
            (tr("&Language"), self.language),
            (tr("&Theme"), self.theme),
            (tr("&Font of the readers"), self.font_box),
            (tr("&Size of the letters"), self.size_box),
            (tr("Longest l&ine"), self.line_width),
            (tr("A &backup every"), self.minutes),
            (tr("Room for back&ups"), self.megabytes),
            (tr("F&older of backups"), self.folder),
        )
        for words, box in rows:
            label = QLabel(words, self)
            label.setBuddy(box)
            box.setAccessibleName(words.replace("&", ""))
            form.addRow(label, box)
            if box is self.author:
                form.addRow("", hint(self, tr("Written beside every step and verdict.")))
            if box is self.megabytes:
                form.addRow("", hint(self, _kept()))
        form.addRow("", self.pages)
        form.addRow("", self.places)
        self.keys = QPushButton(tr("Change &keys…"), self, autoDefault=False)
        self.first = QPushButton(tr("&Readers as at first"), self, autoDefault=False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        for button in (self.keys, self.first):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(buttons)
        self.resize(max(440, self.sizeHint().width()), self.sizeHint().height())

    def _connect(self) -> None:
        self.author.editingFinished.connect(self._take_name)
        self.language.activated.connect(lambda _: self._take_language())
        self.theme.activated.connect(lambda _: self._window.use_theme(self.theme.currentData()))
        self.font_box.textActivated.connect(lambda name: self._session.change_settings(reader_font=name))
        self.size_box.valueChanged.connect(lambda size: self._session.change_settings(reader_size=size))
        self.line_width.valueChanged.connect(lambda n: self._session.change_settings(reader_width=float(n)))
        self.pages.toggled.connect(lambda on: self._session.change_settings(pdf_view="pages" if on else "text"))
        self.places.toggled.connect(lambda on: self._session.change_settings(place_notices="on" if on else "off"))
        self.minutes.valueChanged.connect(lambda n: self._session.change_settings(backup_minutes=float(n)))
        self.megabytes.valueChanged.connect(lambda n: self._session.change_settings(backup_megabytes=float(n)))
        self.folder.editingFinished.connect(self._take_folder)
        self.keys.clicked.connect(self._window.show_key_editor)
        self.first.clicked.connect(self._readers_as_at_first)
        self._session.settings_changed.connect(self._show)

    def _show(self) -> None:
        """The settings as they are, also when a key or a menu changed them."""
        now = self._session.settings
        if not self.author.isModified():
            self.author.setText(now.author)
        self.language.setCurrentIndex(self.language.findData(language()))
        self.theme.setCurrentIndex(self.theme.findData(now.theme))
        if self.font_box.findText(now.reader_font) < 0:
            self.font_box.addItem(now.reader_font)
        self.font_box.setCurrentText(now.reader_font)
        if not self.folder.isModified():
            self.folder.setText(now.backup_folder)
        boxes = (self.size_box, self.line_width, self.pages, self.places, self.minutes, self.megabytes)
        for box in boxes:
            box.blockSignals(True)  # what is shown here was not chosen here
        self.size_box.setValue(now.reader_size)
        self.line_width.setValue(int(now.reader_width))
        self.pages.setChecked(now.pdf_view == "pages")
        self.places.setChecked(now.place_notices != "off")
        self.minutes.setValue(_whole(now.backup_minutes))
        self.megabytes.setValue(_whole(now.backup_megabytes))
        for box in boxes:
            box.blockSignals(False)

    def _take_name(self) -> None:
        name = " ".join(self.author.text().split())
        self.author.setModified(False)
        if name != self._session.settings.author:
            self._session.change_author(name)

    def _take_folder(self) -> None:
        """A folder that is not there is made with the first backup; one that cannot be made is told then."""
        if self.folder.isModified():
            self.folder.setModified(False)
            self._session.change_settings(backup_folder=self.folder.text().strip())

    def _take_language(self) -> None:
        """All words are said anew, also those of this window: it comes again in its place."""
        self._take_name()
        chosen = self.language.currentData()
        if chosen == language():
            return
        self._window.use_language(chosen)
        again = SettingsWindow(self._window)
        again.move(self.pos())
        again.show()
        again.language.setFocus()
        self.close()

    def _readers_as_at_first(self) -> None:
        first = Settings()
        self._session.change_settings(
            reader_font=first.reader_font, reader_size=first.reader_size, reader_width=first.reader_width
        )


def _kept() -> str:
    from workbench.core.store.backups import DAYS, RECENT, WEEKS

    return tr(
        "The newest {recent} are kept, then the last one of each of {days} days and {weeks} weeks, as far as there "
        "is room. How often holds from the next opening on.",
        recent=RECENT,
        days=DAYS,
        weeks=WEEKS,
    )


def _whole(number: float) -> int:
    """What a box can show of a number in a file of settings that anyone may write."""
    return int(min(max(number, 0.0), 1e6)) if math.isfinite(number) else 0
