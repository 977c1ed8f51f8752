"""Least privilege: one role per function, exact actions on exact resources."""

from template_lint.translated import Finding, as_list, target, texts

# What AWS offers no exact resource for, and why.
STARS = {
    ("PublishEventsRole", "dynamodb:ListStreams"): "a stream's name holds its time of creation",
}

# The only items a function may delete; everything else stays or expires by itself.
DELETES = {
    # A person who is erased, with the codes of their choice.
    "AdministerRole": ["ACCOUNT#*", "LINK#*"],
    "PublishEventsRole": ["OUTBOX#*"],
    "SettlePaymentsRole": ["STRIPECUSTOMER#*"],
    "UnsubscribeRole": ["SUPPRESSION#*"],
}

# Reading or writing more than the one item that was asked for.
TOO_WIDE = {
    "dynamodb:Scan",
    "dynamodb:BatchWriteItem",
    "dynamodb:PartiQLSelect",
    "ssm:GetParametersByPath",
}

# Who may all the same, and why.
WIDE = {
    ("AdministerRole", "dynamodb:Scan"): "an export reads every record, page by page",
    ("ReconcileRole", "dynamodb:Scan"): "the books are compared record by record, page by page",
}

JOURNAL = "JOURNAL#*"
LEADING_KEYS = "dynamodb:LeadingKeys"


def findings(template):
    yield from stars(template)
    yield from wide_actions(template)
    yield from deletes(template)
    yield from open_roles(template)
    yield from shared_roles(template)
    yield from journals(template)


def stars(template):
    for name, statement, allows in template.statements():
        actions = as_list(statement["Action"])
        for action in actions:
            if "*" in action:
                yield Finding(name, f"{action} holds a star", "name each action")
        starred = [text for text in texts(statement.get("Resource", "*")) if "*" in text]
        excused = all((name, action) in STARS for action in actions)
        if allows and starred and not excused:
            yield Finding(
                name, f"{actions} on {starred[0]}", "name the resource by !GetAtt or !Sub"
            )


def wide_actions(template):
    for name, statement, allows in template.statements():
        for action in as_list(statement["Action"]):
            if allows and action in TOO_WIDE and (name, action) not in WIDE:
                yield Finding(name, f"may {action}", "ask for single items or query one partition")


def deletes(template):
    for name, statement, allows in template.statements():
        if not allows or "dynamodb:DeleteItem" not in as_list(statement["Action"]):
            continue
        condition = statement.get("Condition", {}).get("ForAllValues:StringLike", {})
        keys = as_list(condition.get(LEADING_KEYS, []))
        alone = as_list(statement["Action"]) == ["dynamodb:DeleteItem"]
        if not alone or not keys or keys != DELETES.get(name):
            yield Finding(
                name,
                f"may delete items of {keys or 'the whole table'}",
                "delete by dynamodb:LeadingKeys in a statement of its own, listed in rights.py",
            )


def open_roles(template):
    """AWS's managed policies grant actions on every resource of the account."""
    for name, properties in template.of_type("AWS::IAM::Role"):
        for policy in properties.get("ManagedPolicyArns", []):
            if target(policy) not in template.resources:
                yield Finding(
                    name, f"has the managed policy {policy}", "write out what the function calls"
                )


def shared_roles(template):
    owners = {}
    for name, _ in template.of_type("AWS::Lambda::Function"):
        expected = name.removesuffix("Function") + "Role"
        role = template.role_of(name)
        owners.setdefault(role, name)
        if role != expected:
            yield Finding(name, f"runs as {role}", f"give it {expected}, a role of its own")
    for name, properties in template.of_type("AWS::IAM::Role"):
        principals = list(texts(properties["AssumeRolePolicyDocument"]))
        if "lambda.amazonaws.com" in principals and name not in owners:
            yield Finding(name, "is the role of no function", "remove it")


def journals(template):
    """No function changes or removes a journal entry."""
    denying = {}
    for name, statement, allows in template.statements():
        keys = statement.get("Condition", {}).get("ForAnyValue:StringLike", {}).get(LEADING_KEYS)
        is_kept = JOURNAL in as_list(keys or [])
        if not allows and is_kept and target(statement["Resource"]) == "Table":
            denying[name] = set(as_list(statement["Action"]))
    for name, _ in template.of_type("AWS::Lambda::Function"):
        role = template.role_of(name)
        policies = (
            template.resources.get(role, {}).get("Properties", {}).get("ManagedPolicyArns", [])
        )
        denied = set().union(*(denying.get(target(policy), set()) for policy in policies))
        if not {"dynamodb:DeleteItem", "dynamodb:UpdateItem"} <= denied:
            yield Finding(
                role or name,
                "is not kept from changing journal entries",
                "add AppendsToTheJournalPolicy or LeavesTheJournalAlonePolicy",
            )
