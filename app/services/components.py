"""What the program is made of: the packages it uses with their versions and licences, from their own metadata.

In the frozen program the metadata is not there; `build.spec` writes `resources/components.json` into it, which is read
instead.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import metadata

from app.paths import program_folder, resource
from app.version import LICENCE, VERSION

FILE = "components.json"
UNKNOWN = "zie het pakket"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LONGEST = 120  # characters of a licence by name; longer is its text


@dataclass(frozen=True, slots=True)
class Component:
    """A package: its name, version and licence as it states them itself."""

    name: str
    version: str
    licence: str


@cache
def components() -> tuple[Component, ...]:
    """Everything that the program is made of, by name."""
    shipped = resource(FILE)
    if shipped.is_file():
        return tuple(Component(**each) for each in json.loads(shipped.read_text("utf-8")))
    return installed()


def bill_of_materials() -> str:
    """The components as a software bill of materials (CycloneDX 1.5, JSON); equal components give equal text."""
    stated = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": "Bolwerk",
                "version": VERSION,
                "licenses": [{"license": {"id": LICENCE}}],
            }
        },
        "components": [
            {
                "type": "library",
                "name": each.name,
                "version": each.version,
                "purl": f"pkg:pypi/{each.name.lower().replace('_', '-')}@{each.version}",
                "licenses": [{"license": {"name": each.licence}}],
            }
            for each in components()
        ],
    }
    return json.dumps(stated, indent=2, ensure_ascii=False) + "\n"


def installed() -> tuple[Component, ...]:
    """What the metadata of the installed packages says: what the project asks for, and what those ask for."""
    project = tomllib.loads((program_folder() / "pyproject.toml").read_text("utf-8"))["project"]
    waiting, found = list(project["dependencies"]), dict[str, Component]()
    while waiting:
        name = _NAME.match(waiting.pop())
        if name is None or (key := re.sub(r"[-_.]+", "-", name[0]).lower()) in found:
            continue
        try:
            told = metadata.metadata(name[0])
        except metadata.PackageNotFoundError:  # for another system than this one
            continue
        found[key] = Component(told["Name"], told["Version"], _licence(told))
        waiting += [each for each in metadata.requires(name[0]) or () if "extra ==" not in each]
    return tuple(found[key] for key in sorted(found))


def _licence(told: metadata.PackageMetadata) -> str:
    """The SPDX expression when there is one; otherwise a short name, or what the classifiers say."""
    stated = next((told[name] for name in ("License-Expression", "License") if name in told), "")
    if stated and len(stated) <= _LONGEST and "\n" not in stated:
        return stated
    classified = [each.rpartition("::")[2].strip() for each in told.get_all("Classifier") or () if "License ::" in each]
    return re.sub(r"\s*\(.*\)$", "", classified[0]) if classified else UNKNOWN
