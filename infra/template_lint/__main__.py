"""Runs every linter and check over the template; exits with 1 when any of them complains."""

import json
import os
import subprocess
import sys
import time
import unittest
from pathlib import Path

from cloudformation_validate import CompositeEngine

from template_lint import delivery, functions, naming, rights
from template_lint.translated import Template, translate

# One commercial and one European region, and GovCloud for the partition.
REGIONS = ["us-east-1", "eu-central-1", "us-gov-west-1"]


def cfn_lint(paths):
    """cfn-lint's findings, as lines."""
    command = [str(Path(sys.executable).with_name("cfn-lint")), "--format", "parseable"]
    command += ["--regions", *REGIONS, "--template", *map(str, paths)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return (run.stdout + run.stderr).splitlines() if run.returncode else []


def cloudformation_validate(paths):
    """What CloudFormation's own validator finds, above the level of advice."""
    engine = CompositeEngine()
    return [
        f"{path}: {found.rule_id}: {found.message} ({found.entity})"
        for path in paths
        for found in engine.validate_template(str(path)).diagnostics
        if found.severity.name != "INFO"
    ]


def own_tests(_paths):
    """Breaks the template in one place after another: each check must notice."""
    suite = unittest.defaultTestLoader.discover("template_lint", "*_test.py", ".")
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        result = unittest.TextTestRunner(stream=nowhere).run(suite)
    broken = [trace for _, trace in result.failures + result.errors]
    return broken if result.testsRun else ["no test of the checks was found"]


def own_checks(paths):
    """What no linter looks at."""
    template = Template(json.loads(paths[1].read_text(encoding="utf-8")))
    modules = [rights, delivery, functions, naming]
    return [str(found) for module in modules for found in module.findings(template)]


def main(source, translated):
    started = time.monotonic()
    translated.parent.mkdir(exist_ok=True)
    translated.write_text(json.dumps(translate(source), indent=1), encoding="utf-8")
    failed = False
    for step in (cfn_lint, cloudformation_validate, own_checks, own_tests):
        found = step([source, translated])
        failed = failed or bool(found)
        verdict = f"{len(found)} findings" if found else "ok"
        print(
            f"template lint: {step.__name__}: {verdict} ({time.monotonic() - started:.1f} s)",
            flush=True,
        )
        for line in found:
            print(f"  {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
