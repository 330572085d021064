"""The command line as scripts meet it: exit codes, sentences on standard error, nothing left behind."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from workbench.__main__ import main
from workbench.cli import grammar
from workbench.core.extraction.ner import russian_names


def piped(data: bytes) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")


def refused(capsys: pytest.CaptureFixture[str], *argv: object) -> str:
    """Runs a command that has to fail with exit code 2 and gives its sentence."""
    capsys.readouterr()
    assert main([str(a) for a in argv]) == 2
    return capsys.readouterr().err


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.workbench"
    assert main(["new", str(path)]) == 0
    return path


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "статья.txt"
    path.write_text("Запасы меди в Казахстане составляют 2,6 млн тонн.\nЭто 5 % мировых запасов.", "utf-8")
    return path


@pytest.mark.parametrize("content", [None, b"", b"SQLite format 3\0 and no more", b"plain words"])
def test_what_is_no_project_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    """A missing, empty or foreign file gives a sentence with its name and stays as it was."""
    path = tmp_path / "other.workbench"
    if content is not None:
        path.write_bytes(content)
    assert "other.workbench" in refused(capsys, "figures", path)
    assert path.exists() == (content is not None)
    assert content is None or path.read_bytes() == content


def test_new_never_overwrites(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An existing file is refused and kept."""
    before = project.read_bytes()
    assert "p.workbench" in refused(capsys, "new", project)
    assert project.read_bytes() == before


def test_a_bad_file_does_not_keep_the_good_ones_out(
    project: Path, article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What can be read comes in; what cannot is named; the exit code says that something failed."""
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert "empty.txt" in refused(capsys, "import", project, empty, article)
    assert main(["sources", str(project), "--json"]) == 0
    assert [s["file_name"] for s in json.loads(capsys.readouterr().out)] == ["статья.txt"]


def test_a_folder_with_nothing_to_read_does_not_keep_the_good_files_out(
    project: Path, article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder is one more thing that may not be readable, like a file."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    assert "pictures" in refused(capsys, "import", project, folder, article)
    assert main(["sources", str(project), "--json"]) == 0
    assert [s["file_name"] for s in json.loads(capsys.readouterr().out)] == ["статья.txt"]


@pytest.mark.parametrize(
    "words",
    [["x"], ["99"], ["1", "--set", "colour=red"], ["1", "--set", "amount=many"], ["1", "--set", "period=soon"]],
)
def test_settle_says_what_it_did_not_understand(
    project: Path, article: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    """A wrong id, field or value is refused before anything changes."""
    assert main(["import", str(project), str(article)]) == 0
    assert refused(capsys, "settle", project, *words, "--accept")
    assert main(["figures", str(project), "--json"]) == 0
    assert {f["status"] for f in json.loads(capsys.readouterr().out)} == {"suggested"}


def test_pasted_text_comes_from_standard_input(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`import P -` reads what is piped in, in whatever encoding a Windows clipboard had."""
    monkeypatch.setattr("sys.stdin", piped("Добыча меди выросла в 2025 году до 5 млн тонн.".encode("cp1251")))
    assert main(["import", str(project), "-"]) == 0
    assert main(["figures", str(project), "--json"]) == 0
    (figure,) = json.loads(capsys.readouterr().out.split("\n", 1)[1])
    assert (figure["value"], figure["unit"]) == (5_000_000, "t")


def test_extract_answers_line_by_line_in_order(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine interface keeps ids and order, and its keys are the promised ones."""
    lines = [{"id": "b", "text": "цена 12 млрд долларов"}, {"id": "a", "text": "nothing here"}]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(json.dumps(x) for x in lines)))
    assert main(["extract", "--jsonl"]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["id"], second) == ("b", {"id": "a", "pred": []})
    keys = "start end full_start full_end value low high qualifier unit kind measure subject item period attribution"
    assert list(first["pred"][0])[:17] == [*keys.split(), "doubts", "rule"]
    assert first["pred"][0]["value"] == 12e9


@pytest.mark.parametrize("command", [["extract", "--jsonl"], ["import", "PROJECT", "-"]], ids=lambda words: words[0])
def test_names_that_cannot_be_recognised_are_not_left_out_in_silence(
    command: list[str], project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked for --names without the model, a command says so and does nothing."""
    monkeypatch.setattr("workbench.core.extraction.ner.find_spec", lambda package: None)
    russian_names.cache_clear()
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id": 1, "text": "5 т"}'))
    words = [str(project) if word == "PROJECT" else word for word in command]
    assert "--names" in refused(capsys, *words, "--names")
    russian_names.cache_clear()


@pytest.mark.skipif(russian_names() is None, reason="the names model is not installed")
def test_names_are_recognised_only_where_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A place that is in no lexicon is the subject with --names alone."""
    line = json.dumps({"id": 1, "text": "В Башкортостане добыто 80 тонн золота.", "lang": "ru"})
    found = []
    for words in ([], ["--names"]):
        monkeypatch.setattr("sys.stdin", io.StringIO(line))
        assert main(["extract", "--jsonl", *words]) == 0
        found.append(json.loads(capsys.readouterr().out)["pred"][0]["subject"])
    assert found == [None, "Башкортостане"]


def test_a_bad_line_is_named_by_its_number(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken JSON on the second line ends with exit code 2 and says so."""
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id": 1, "text": "x"}\n{"id": 2'))
    assert "2" in refused(capsys, "extract", "--jsonl")


def test_what_is_not_utf_8_is_said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine interface speaks UTF-8 only."""
    monkeypatch.setattr("sys.stdin", piped(b'{"id": 1, "text": "\xff"}\n'))
    assert "UTF-8" in refused(capsys, "extract", "--jsonl")


@pytest.mark.parametrize("ids", ["9-5", "99999999999999999999", "0"])
def test_ids_that_cannot_be_are_refused(project: Path, capsys: pytest.CaptureFixture[str], ids: str) -> None:
    """Nothing is settled in silence."""
    assert refused(capsys, "settle", project, ids, "--accept")


def test_the_same_file_twice_is_said(project: Path, article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A copy in the same import is named, not dropped."""
    copy = article.with_name("copy.txt")
    copy.write_bytes(article.read_bytes())
    assert main(["import", str(project), str(article), str(copy)]) == 0
    assert "copy.txt: already" in capsys.readouterr().out


def test_all_settles_what_can_be_settled(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One vague amount does not keep the rest open, and is left open itself."""
    file = tmp_path / "a.txt"
    file.write_text("Добыто несколько миллионов тонн руды. Запасы меди составляют 5 млн тонн.", "utf-8")
    assert main(["import", str(project), str(file)]) == 0
    assert main(["settle", str(project), "all", "--accept"]) == 0
    capsys.readouterr()
    assert main(["figures", str(project), "--json"]) == 0
    found = {f["kind"]: f["status"] for f in json.loads(capsys.readouterr().out)}
    assert found == {"indefinite": "suggested", "quantity": "accepted"}


@pytest.mark.parametrize("axes", [[], ["--rows", "measure", "--columns", "article"], ["--columns", "publisher"]])
def test_tables_over_any_axes(
    project: Path, article: Path, capsys: pytest.CaptureFixture[str], axes: list[str]
) -> None:
    """Sources as columns, publishers, subjects: each gives the number that was found."""
    assert main(["import", str(project), str(article)]) == 0
    assert main(["table", str(project), *axes]) == 0
    assert "2.6" in capsys.readouterr().out


def test_a_source_is_changed_whole_or_not_at_all(
    project: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong language takes the new title back with it."""
    assert main(["import", str(project), str(article)]) == 0
    refused(capsys, "source", project, "1", "--title", "Новый", "--language", "zz")
    assert main(["sources", str(project), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["title"] != "Новый"


def test_reading_again_in_the_same_encoding_keeps_the_verdicts(
    project: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same text needs no new figures."""
    assert main(["import", str(project), str(article)]) == 0
    assert main(["settle", str(project), "1", "--accept"]) == 0
    assert main(["source", str(project), "1", "--encoding", "utf-8"]) == 0
    capsys.readouterr()
    assert main(["figures", str(project), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["status"] == "accepted"


def test_the_direction_of_a_change_is_set_and_cleared(
    project: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--set change=fall says what the number is in a change; an empty value takes it back."""
    assert main(["import", str(project), str(article)]) == 0
    for typed, kept in (("fall", "fall"), ("", None)):
        assert main(["settle", str(project), "1", "--set", f"change={typed}"]) == 0
        capsys.readouterr()
        assert main(["figures", str(project), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)[0]["change"] == kept
    assert "sideways" in refused(capsys, "settle", project, "1", "--set", "change=sideways")


def test_a_correction_teaches_the_next_article(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The words corrected once are known in what is imported afterwards, and can be forgotten."""
    for n in (1, 2):
        file = tmp_path / f"{n}.txt"
        file.write_text(f"Рудник Тасбулак дал в 2024 году {n},5 млн тонн руды.", "utf-8")
    assert main(["import", str(project), str(tmp_path / "1.txt")]) == 0
    capsys.readouterr()
    assert main(["settle", str(project), "1", "--set", "subject=Tasbulak mine"]) == 0
    assert "learned: “Тасбулак” means Tasbulak mine" in capsys.readouterr().out
    assert main(["learn", str(project), "--teach", "subject", "Тасбулак", "Tasbulak mine"]) == 0
    assert main(["import", str(project), str(tmp_path / "2.txt")]) == 0
    capsys.readouterr()
    assert main(["figures", str(project), "--json"]) == 0
    assert {f["subject"] for f in json.loads(capsys.readouterr().out)} == {"Tasbulak mine"}
    assert "9" in refused(capsys, "learn", project, "--forget", "9")
    assert "taught" in refused(capsys, "learn", project, "--teach", "colour", "a", "b")


def test_every_command_has_a_function_and_help() -> None:
    """A command in the grammar without code, or code without a command, is a mistake."""
    top = grammar.parser("0")
    (commands,) = [a.choices for a in top._actions if a.dest == "command"]
    assert commands is not None
    assert set(commands) - {"open"} == set(grammar._COMMANDS)
    for name, sub in commands.items():
        assert sub.description, name
        if name != "open":
            assert callable(grammar.command(name))


def test_the_list_of_commands_can_be_printed() -> None:
    """A percent sign in a command's words is no place to fill in."""
    top = grammar.parser("0")
    (commands,) = [a.choices for a in top._actions if a.dest == "command"]
    assert commands is not None
    assert "75 %" in top.format_help()
    for name, sub in commands.items():
        assert name in sub.format_help()
