"""Somebody's mkdocs.yml: followed as far as it can be, and what cannot be is told and left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection
from tests.portal.conftest import BuildSite, component, write

from headland.core.finding import Finding
from headland.core.run import Trust
from headland.core.settings import Settings, SiteSettings
from headland.core.span import Span
from headland.portal.engines.mkdocs.config import Derived, derive

DeriveConfig = Callable[..., Derived]


@pytest.fixture
def derived(tmp_path: Path) -> DeriveConfig:
    """Derives the configuration of a folder with these files."""

    def make(files: Mapping[str, str], settings: Settings | None = None, trust: Trust = Trust.WORKING_TREE) -> Derived:
        folder = write(tmp_path / "folder", files)
        spare = tmp_path / "spare"
        spare.mkdir()
        text = (folder / "mkdocs.yml").read_text() if (folder / "mkdocs.yml").exists() else ""

        def locate(part: str) -> Span:
            start = max(0, text.find(part))
            return Span("folder", "mkdocs.yml", start, start + len(part))

        return derive(folder, spare, settings=settings or Settings(), trust=trust, locate=locate)

    return make


def extensions(config: MkDocsConfig) -> set[str]:
    return set(config.markdown_extensions)


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def test_without_mkdocs_yml_there_are_defaults_and_nothing_to_say(derived: DeriveConfig) -> None:
    found = derived({"headland.yaml": ""})
    assert found.findings == ()
    assert found.config.site_name == "folder"
    assert found.config.theme.name == "material"
    assert found.config.theme["font"] is False
    assert {"admonition", "pymdownx.superfences", "pymdownx.tabbed"} <= extensions(found.config)
    assert list(found.config.plugins) == []


def test_the_settings_name_and_address_rule_over_those_of_mkdocs_yml(derived: DeriveConfig) -> None:
    settings = Settings(site=SiteSettings(name="Ours", url="https://ours.example/"))
    found = derived({"mkdocs.yml": "site_name: Theirs\nsite_url: https://theirs.example/\n"}, settings)
    assert (found.config.site_name, found.config.site_url) == ("Ours", "https://ours.example/")


def test_inherited_files_and_environment_variables_count(
    derived: DeriveConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_NAME", "From outside")
    found = derived(
        {"mkdocs.yml": "INHERIT: base.yml\nsite_name: !ENV PORTAL_NAME\n", "base.yml": "copyright: Nobody\n"}
    )
    assert found.findings == ()
    assert (found.config.site_name, found.config.copyright) == ("From outside", "Nobody")


def test_a_plugin_that_is_not_installed_is_told_at_its_line_and_left_out(derived: DeriveConfig) -> None:
    found = derived({"mkdocs.yml": "site_name: S\nplugins:\n  - search\n  - no-such: {a: 1}\n"})
    [finding] = found.findings
    assert finding.rule == "plugin-not-installed"
    assert "'no-such' is not installed" in finding.message
    assert finding.span.start == len("site_name: S\nplugins:\n  - search\n  - ")
    assert list(found.config.plugins) == ["material/search"]


def test_a_plugin_with_options_that_it_refuses_is_left_out(derived: DeriveConfig) -> None:
    found = derived({"mkdocs.yml": "site_name: S\nplugins:\n  - search: {lang: 5}\n  - tags\n"})
    assert rules(found.findings) == ["mkdocs-setting"]
    assert list(found.config.plugins) == ["material/tags"]


def test_our_own_plugins_are_not_loaded_twice(derived: DeriveConfig) -> None:
    found = derived({"mkdocs.yml": "site_name: S\nplugins: [search, headland/docs, headland/catalog]\n"})
    assert list(found.config.plugins) == ["material/search"]
    assert found.findings == ()


def test_a_theme_that_is_not_installed_gives_way_to_material(derived: DeriveConfig) -> None:
    found = derived({"mkdocs.yml": "site_name: S\ntheme: {name: no-such}\n"})
    assert rules(found.findings) == ["plugin-not-installed"]
    assert found.config.theme.name == "material"


def test_another_theme_that_is_installed_stays(derived: DeriveConfig) -> None:
    assert derived({"mkdocs.yml": "site_name: S\ntheme: readthedocs\n"}).config.theme.name == "readthedocs"


def test_techdocs_core_is_read_as_its_equivalent_settings(derived: DeriveConfig) -> None:
    text = "site_name: S\nplugins: [techdocs-core]\nmarkdown_extensions: [meta, {toc: {permalink: '#'}}]\n"
    found = derived({"mkdocs.yml": text})
    assert found.findings == ()
    assert found.config.theme.name == "material"
    assert {"meta", "admonition", "pymdownx.superfences", "pymdownx.emoji"} <= extensions(found.config)
    assert found.config.mdx_configs["toc"]["permalink"] == "#"


def test_an_extension_that_cannot_be_used_is_left_out_and_the_others_stay(derived: DeriveConfig) -> None:
    found = derived({"mkdocs.yml": "site_name: S\nmarkdown_extensions: [admonition, no_such.extension]\n"})
    assert rules(found.findings) == ["plugin-not-installed"]
    assert "admonition" in extensions(found.config)
    assert "no_such.extension" not in extensions(found.config)


def test_a_python_object_that_is_not_installed_costs_only_its_option(derived: DeriveConfig) -> None:
    text = """\
site_name: S
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:no_such_package.index
      emoji_generator: !!python/name:materialx.emoji.to_svg
"""
    found = derived({"mkdocs.yml": text})
    assert rules(found.findings) == ["plugin-not-installed"]
    assert "no_such_package.index" in found.findings[0].message
    assert found.config.mdx_configs["pymdownx.emoji"]["emoji_generator"].__module__ == "material.extensions.emoji"


WRONG = (
    "site_name: [",
    "- a\n- b\n",
    "INHERIT: nowhere.yml\n",
    "site_name: S\nhooks: [nowhere.py]\n",
    "site_url: not a url\n",
    "theme: 5\n",
    "plugins: 5\n",
    "validation: 7\n",
    "extra_css: x\n",
    "exclude_docs: [1]\n",
    "watch: [nowhere]\n",
    *(f"{key}: {{a: 1}}\n" for key in ("nav", "theme", "docs_dir", "markdown_extensions", "copyright", "site_name")),
)


@pytest.mark.parametrize("text", WRONG)
def test_whatever_is_wrong_in_it_there_is_a_configuration_that_mkdocs_accepts(derived: DeriveConfig, text: str) -> None:
    found = derived({"mkdocs.yml": text})
    assert found.config.site_name in ("folder", "S")
    assert found.config.theme.name == "material"
    assert isinstance(found.config.plugins, PluginCollection)


def test_a_theme_folder_that_does_not_exist_is_told(derived: DeriveConfig) -> None:
    found = derived({"mkdocs.yml": "site_name: S\ntheme: {name: material, custom_dir: nowhere}\n"})
    assert rules(found.findings) == ["mkdocs-setting"]
    assert found.config.theme.name == "material"


def test_without_trust_nothing_of_the_file_is_run(derived: DeriveConfig, tmp_path: Path) -> None:
    files = {"mkdocs.yml": "site_name: S\nhooks: [hook.py]\n", "hook.py": "open('ran', 'w')\n"}
    found = derived({**files, "hook.py": f"open({str(tmp_path / 'ran')!r}, 'w')\n"}, trust=Trust.NONE)
    assert list(found.config.plugins) == []
    assert not (tmp_path / "ran").exists()


def test_hooks_of_the_working_tree_run(build_site: BuildSite) -> None:
    hook = "def on_page_markdown(markdown, **kwargs):\n    return markdown + '\\n\\nFrom the hook.\\n'\n"
    site = build_site(
        {
            "ship.yaml": component("ferry"),
            "docs/index.md": "# Hi",
            "mkdocs.yml": "site_name: S\nhooks: [hook.py]\n",
            "hook.py": hook,
        }
    )
    assert "From the hook." in site.article("")


@pytest.mark.parametrize("docs_dir", ["nowhere", "../elsewhere", "/etc"])
def test_a_docs_folder_that_is_missing_or_outside_is_told_and_the_catalog_is_built(
    build_site: BuildSite, docs_dir: str
) -> None:
    site = build_site({"ship.yaml": component("ferry"), "mkdocs.yml": f"site_name: S\ndocs_dir: {docs_dir}\n"})
    assert [finding.span.path for finding in site.findings("mkdocs-setting")] == ["mkdocs.yml"]
    assert site.has("catalog/default/component/ferry")


def test_a_page_on_which_mkdocs_fails_is_shown_as_written_and_the_others_are_built(build_site: BuildSite) -> None:
    hook = (
        "def on_page_markdown(markdown, **kwargs):\n"
        "    if markdown.startswith('bad'):\n"
        "        raise OSError('a bad page')\n"
    )
    site = build_site(
        {
            "ship.yaml": component("ferry"),
            "docs/index.md": "# Hi",
            "docs/one.md": "---\ntitle: One\n---\nbad\n\n<b>[x](javascript:y)</b>\n```\n    # z",
            "docs/two.md": "bad",
            "mkdocs.yml": "site_name: S\nhooks: [hook.py]\n",
            "hook.py": hook,
        }
    )
    assert [finding.span.path for finding in site.findings("page-as-written")] == ["docs/one.md", "docs/two.md"]
    assert "a bad page" in site.findings("page-as-written")[0].message
    assert "&lt;b&gt;[x](javascript:y)&lt;/b&gt;" in site.article("one")
    assert "<b>" not in site.article("one")
    assert site.has("two")
    assert "Hi" in site.article("")
    assert site.findings("docs-not-built") == []


def test_a_page_on_which_mkdocs_fails_whatever_is_on_it_is_left_out(build_site: BuildSite) -> None:
    hook = (
        "def on_page_markdown(markdown, page, **kwargs):\n"
        "    if page.file.src_uri == 'one.md':\n"
        "        raise OSError('no')\n"
    )
    files = {"ship.yaml": component("ferry"), "docs/one.md": "one", "docs/index.md": "# Hi"}
    site = build_site({**files, "mkdocs.yml": "site_name: S\nhooks: [hook.py]\n", "hook.py": hook})
    assert [finding.span.path for finding in site.findings("page-left-out")] == ["docs/one.md"]
    assert not site.has("one")
    assert "Hi" in site.article("")
    assert site.findings("docs-not-built") == site.findings("page-as-written") == []


def test_snippets_are_found_from_the_folder_of_mkdocs_yml(build_site: BuildSite) -> None:
    site = build_site(
        {
            "ship.yaml": component("ferry"),
            "docs/index.md": '# Hi\n\n--8<-- "parts/part.md"\n',
            "parts/part.md": "From a part.",
            "mkdocs.yml": "site_name: S\nmarkdown_extensions:\n  - pymdownx.snippets: {check_paths: true}\n",
        }
    )
    assert "From a part." in site.article("")


def test_when_mkdocs_fails_on_the_docs_the_catalog_is_built_without_them_and_says_so(build_site: BuildSite) -> None:
    hook = "def on_nav(nav, **kwargs):\n    raise OSError('the hook is broken')\n"
    site = build_site(
        {
            "ship.yaml": component("ferry"),
            "docs/index.md": "# Hi",
            "mkdocs.yml": "site_name: The name stays\nhooks: [hook.py]\n",
            "hook.py": hook,
        }
    )
    [finding] = site.findings("docs-not-built")
    assert "the hook is broken" in finding.message
    assert site.has("catalog/default/component/ferry")
    assert "The name stays" in site.html("")
    assert "the hook is broken" in site.html("findings")


def test_an_explicit_search_of_materials_stays_and_ours_stands_beside_it(build_site: BuildSite) -> None:
    site = build_site(
        {
            "ship.yaml": component("ferry"),
            "docs/index.md": "# Hi",
            "mkdocs.yml": "site_name: S\ntheme: material\nplugins: [search]\n",
        }
    )
    html = site.html("catalog/default/component/ferry")
    assert 'data-md-component="search"' in html
    assert 'class="hl-search-button"' in html
    index = (site.folder / "search/search_index.json").read_text()
    assert "headland" not in index


def test_another_theme_shows_records_too(build_site: BuildSite) -> None:
    site = build_site(
        {
            "ship.yaml": component("ferry", title="The ferry"),
            "docs/index.md": "# Hi",
            "mkdocs.yml": "site_name: S\ntheme: readthedocs\n",
        }
    )
    assert "The ferry" in site.html("catalog/default/component/ferry")
    assert site.findings("docs-not-built") == []
