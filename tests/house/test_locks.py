"""The lock files: the same versions for everybody, from whatever index is at hand."""

import json
import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.checkout import read

LOCKS = ["requirements.txt", "requirements-dev.txt", "requirements-wagtail8.txt"]


def requirements(lock):
    """The entries of a lock file, each as one line."""
    return read(lock).replace("\\\n", " ").splitlines()


def versions(lock):
    """Every package and its one version (more than one only for different Pythons)."""
    pinned = {}
    for line in requirements(lock):
        requirement = Requirement(line.split("--hash")[0])
        pinned.setdefault(canonicalize_name(requirement.name), set()).add(
            str(requirement.specifier)
        )
    return pinned


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_one_version_and_a_hash(lock):
    loose = [
        line
        for line in requirements(lock)
        if not re.match(r"[a-z0-9][a-z0-9._-]*(\[[a-z0-9,-]+\])?==\S+ .*--hash=sha256:", line)
    ]

    assert loose == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_requirement_names_an_address(lock):
    assert re.findall(r"\S*://\S*|--(?:extra-)?index-url|--find-links", read(lock)) == []


def test_the_test_requirements_contain_the_others_in_the_same_version():
    installed, tested = versions("requirements.txt"), versions("requirements-dev.txt")

    assert {name: tested.get(name) for name in installed} == installed


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_the_lock_file_answers_what_is_asked_for(name):
    pinned = versions(f"{name}.txt")
    asked = [
        Requirement(line)
        for line in read(f"{name}.in").splitlines()
        if line and not line.startswith(("#", "-r"))
    ]

    unanswered = [
        str(requirement)
        for requirement in asked
        for version in pinned.get(canonicalize_name(requirement.name), {"==0"})
        if not requirement.specifier.contains(version.removeprefix("=="), prereleases=True)
    ]

    assert unanswered == []


@pytest.fixture
def node_tools():
    """Every entry of npm's lock file but the first, which is the repository itself."""
    return dict(list(json.loads(read("package-lock.json"))["packages"].items())[1:])


def test_the_node_tools_are_locked_by_hash_and_name_no_address(node_tools):
    assert [name for name, tool in node_tools.items() if "resolved" in tool] == []
    assert [name for name, tool in node_tools.items() if "integrity" not in tool] == []


def test_the_node_tools_are_locked_in_the_version_asked_for(node_tools):
    asked = json.loads(read("package.json"))["devDependencies"]

    assert {name: node_tools[f"node_modules/{name}"]["version"] for name in asked} == asked
