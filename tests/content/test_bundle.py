"""The style sheet that ships is the one that the sources say, and KERN's traps stay shut."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
STATIC = ROOT / "site/static"
BUNDLE = (STATIC / "css/site.css").read_text(encoding="utf-8")
KERN = STATIC / "vendor/kern"
KERN_FORMS = "site/static/vendor/kern/kern-forms.css"


def bundle_css(script: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )


def test_the_committed_bundle_is_fresh():
    result = bundle_css(ROOT / "script/bundle-css")

    assert (result.returncode, result.stderr) == (0, "")


def test_a_stale_bundle_is_found(tmp_path):
    sheets = ("site/static/css/site.css", "site/static/css/lending.css")
    for name in ("script/bundle-css", *sheets, KERN_FORMS):
        copy = tmp_path / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    sources = tmp_path / "site/static/css/source"
    sources.mkdir()
    for path in (STATIC / "css/source").glob("*.css"):
        (sources / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (sources / "base.css").write_text("@layer base { p { margin: 1px; } }", encoding="utf-8")

    result = bundle_css(tmp_path / "script/bundle-css")

    assert result.returncode == 1
    assert "stale" in result.stderr


def test_the_layers_come_first_and_in_order():
    first_rule = re.sub(r"/\*.*?\*/", "", BUNDLE, flags=re.DOTALL).strip().partition(";")[0]

    assert first_rule == "@layer reset, kern, tokens, base, layout, components, utilities"


def test_the_style_sheet_asks_for_nothing_but_our_fonts():
    addresses = re.findall(r"url\(\"?([^\")]+)", BUNDLE)

    assert addresses
    assert all(address.startswith("../fonts/") for address in addresses)
    assert all((STATIC / "css" / address).resolve().exists() for address in addresses)
    assert "@import" not in BUNDLE


def test_fonts_stay_within_their_budget_and_carry_no_reserved_name():
    fonts = sorted((STATIC / "fonts").glob("*.woff2"))

    assert len(fonts) == 3
    assert sum(path.stat().st_size for path in fonts) <= 42 * 1024
    assert not [path.name for path in fonts if "fira" in path.name.lower()]


def test_kern_keeps_the_rule_that_fills_its_contextual_colours():
    """Without it links turn blue and dark mode breaks, and nothing says so."""
    kern = (ROOT / KERN_FORMS).read_text(encoding="utf-8")

    rule = re.search(r":is\(body[^{]*\{([^}]*)\}", kern)

    assert rule
    assert "--kern-color-action-default-contextual: var(--kern-color-action-default)" in rule[1]
    assert "--kern-color-action-default: var(--color-brand)" in BUNDLE


def test_every_property_that_kern_uses_without_a_fallback_is_filled():
    kern = (ROOT / KERN_FORMS).read_text(encoding="utf-8")
    used = set(re.findall(r"var\((--kern-[a-z0-9-]+)\)", kern))
    filled = set(re.findall(r"(--kern-[a-z0-9-]+):", kern))

    assert used
    assert used - filled == set()


def test_kern_says_nothing_about_every_element():
    kern = (ROOT / KERN_FORMS).read_text(encoding="utf-8")
    selectors = [
        part.strip() for group in re.findall(r"([^{};]+)\{", kern) for part in group.split(",")
    ]

    assert [one for one in selectors if re.match(r"(\*|html|body)", one)] == []
    assert "url(" not in kern


def test_the_vendored_files_are_the_ones_of_their_checksums():
    for line in (KERN / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        checksum, name = line.split()
        assert hashlib.sha256((KERN / name).read_bytes()).hexdigest() == checksum
