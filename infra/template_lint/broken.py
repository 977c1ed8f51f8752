"""A way to break the translated template in one place, for the tests of the checks."""

import unittest
from pathlib import Path

from template_lint.translated import Template, translate

TEMPLATE = Template(translate(Path(__file__).parents[2] / "template.yaml"))


def properties(resources, name):
    return resources[name]["Properties"]


def statement(resources, role, sid):
    statements = properties(resources, role)["Policies"][0]["PolicyDocument"]["Statement"]
    return next(entry for entry in statements if entry["Sid"] == sid)


class BrokenTemplate(unittest.TestCase):
    """Each test breaks one thing; `noticed` fails when the module's checks do not say so."""

    def noticed(self, module, resource, words, change):
        broken = TEMPLATE.changed(lambda resources, _: change(resources))
        found = [str(finding) for finding in module.findings(broken)]
        hits = [line for line in found if line.startswith(resource) and words in line]
        self.assertTrue(hits, f"expected «{resource}: {words}», found {found}")

    def set(self, module, resource, words, name, **values):
        self.noticed(
            module, resource, words, lambda resources: properties(resources, name).update(values)
        )

    def drop(self, module, resource, words, name, *path):
        def change(resources):
            inner = properties(resources, name)
            for step in path[:-1]:
                inner = inner[step]
            del inner[path[-1]]

        self.noticed(module, resource, words, change)
