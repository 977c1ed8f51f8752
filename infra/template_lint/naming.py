"""Parameters a person fills in, and names that leave room for a second stack."""

from template_lint.translated import Finding, texts

REQUIRED = ["ProductName", "SignupUrl", "FromEmail"]

# Properties that fix a physical name; two stacks in one account would collide.
NAMES = {
    "AlarmName",
    "ConfigurationSetName",
    "FunctionName",
    "LogGroupName",
    "ManagedPolicyName",
    "Name",
    "QueueName",
    "RoleName",
    "TableName",
    "TopicName",
}


def findings(template):
    yield from required(template)
    yield from explained(template)
    yield from fixed_names(template)
    yield from partitions(template)


def required(template):
    needed = [
        name
        for name, parameter in template.document["Parameters"].items()
        if "Default" not in parameter
    ]
    if needed != REQUIRED:
        yield Finding(
            "Parameters", f"{needed} have no default", f"require {REQUIRED} and nothing else"
        )


def explained(template):
    interface = template.document["Metadata"]["AWS::CloudFormation::Interface"]
    grouped = [name for group in interface["ParameterGroups"] for name in group["Parameters"]]
    for name, parameter in template.document["Parameters"].items():
        rules = {"AllowedPattern", "AllowedValues"} & set(parameter)
        if not rules or not {"ConstraintDescription", "Description"} <= set(parameter):
            yield Finding(
                name,
                "takes any value, or does not say what it takes",
                "add a pattern, ConstraintDescription, Description",
            )
        if name not in grouped or name not in interface["ParameterLabels"]:
            yield Finding(name, "has no group or label", "add it to AWS::CloudFormation::Interface")


def fixed_names(template):
    for name, resource in template.resources.items():
        for key in NAMES & set(resource.get("Properties", {})):
            value = resource["Properties"][key]
            if isinstance(value, str) and value != "$default":
                yield Finding(
                    name,
                    f"{key} is always {value}",
                    "leave it out, or build it from AWS::StackName",
                )


def partitions(template):
    for section in ("Resources", "Outputs"):
        for name, entry in template.document[section].items():
            for text in texts(entry):
                if "arn:aws:" in text or ".amazonaws.com/" in text:
                    yield Finding(
                        name,
                        f"{text} holds for one partition only",
                        "use ${AWS::Partition} and ${AWS::URLSuffix}",
                    )
