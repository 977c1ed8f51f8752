"""The translated template, and how the checks ask about it."""

import copy
import logging
import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, where, and how to put it right."""

    resource: str
    problem: str
    fix: str

    def __str__(self):
        return f"{self.resource}: {self.problem}; {self.fix}"


class NoManagedPolicies:
    """SAM asks for AWS's managed policies; the roles here use none."""

    @staticmethod
    def load():
        return {}


def translate(source):
    """What CloudFormation deploys: SAM's resources replaced by plain ones."""
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    logging.getLogger("samtranslator").setLevel(logging.ERROR)
    from samtranslator.translator.transform import transform
    from samtranslator.yaml_helper import yaml_parse

    template = yaml_parse(source.read_text(encoding="utf-8"))
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://built/by-sam-build"
    return transform(template, {}, NoManagedPolicies())


def as_list(value):
    """A list, whether one value was written or several."""
    return value if isinstance(value, list) else [value]


def target(value):
    """The logical id that a Ref, GetAtt or Sub points at, if it points at one."""
    if not isinstance(value, dict):
        return None
    if "Ref" in value:
        return value["Ref"]
    if "Fn::GetAtt" in value:
        return as_list(value["Fn::GetAtt"])[0].split(".")[0]
    return None


def texts(value):
    """Every string inside a value, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


class Template:
    """Resources by type, and the statements of each policy."""

    def __init__(self, document):
        self.document = document
        self.resources = document["Resources"]

    def changed(self, change):
        """A copy that `change` has broken; for the tests of the checks."""
        document = copy.deepcopy(self.document)
        change(document["Resources"], document)
        return Template(document)

    def of_type(self, *types):
        """Pairs of logical id and properties."""
        return [
            (name, resource.get("Properties", {}))
            for name, resource in self.resources.items()
            if resource["Type"] in types
        ]

    def statements(self):
        """Triples of resource, policy statement and whether it allows, conditional ones too."""
        for name, properties in self.of_type("AWS::IAM::Role", "AWS::IAM::ManagedPolicy"):
            documents = [policy["PolicyDocument"] for policy in properties.get("Policies", [])]
            documents += [properties["PolicyDocument"]] if "PolicyDocument" in properties else []
            for document in documents:
                for statement in document["Statement"]:
                    branch = statement.get("Fn::If", [None, statement])[1]
                    yield name, branch, branch["Effect"] == "Allow"

    def role_of(self, function):
        """The logical id of a function's role."""
        return target(self.resources[function]["Properties"].get("Role"))
