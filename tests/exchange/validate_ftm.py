"""Run with the interpreter of .venv/ftm: checks the entities on standard input with followthemoney itself."""

from __future__ import annotations

import json
import sys


def main() -> int:
    from followthemoney import model  # type: ignore[import-not-found]  # noqa: PLC0415 - installed only there

    problems = []
    kinds = {}
    entities = [json.loads(line) for line in sys.stdin if line.strip()]
    for entity in entities:
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        cleaned = proxy.to_dict()
        lost = {
            name: values
            for name, values in entity["properties"].items()
            if sorted(map(str.casefold, cleaned["properties"].get(name, []))) != sorted(map(str.casefold, values))
        }
        if lost:
            problems.append([entity["id"], "lost", lost, cleaned["properties"]])
        kinds[proxy.id] = proxy.schema
    for entity in entities:
        schema = kinds[entity["id"]]
        if not schema.edge:
            continue
        for end in (schema.source_prop, schema.target_prop):
            problems += [
                [entity["id"], end.name, other, "is not a", end.range.name]
                for other in entity["properties"][end.name]
                if other not in kinds or not kinds[other].is_a(end.range)
            ]
    json.dump({"count": len(entities), "problems": problems}, sys.stdout)
    return 0


sys.exit(main())
