"""Each function: its platform, its timeout, its secrets; and the table and logs they share."""

from template_lint.translated import Finding, as_list, target, texts

SECRETS = {
    "admin-api-key",
    "participant-token-keys",
    "public-url",
    "signing-key",
    "stripe-secret-key",
    "stripe-webhook-secrets",
}

TABLE = {
    "BillingMode": "PAY_PER_REQUEST",
    "DeletionProtectionEnabled": True,
    "StreamSpecification": {"StreamViewType": "NEW_IMAGE"},
    "TimeToLiveSpecification": {"AttributeName": "expires_at_epoch", "Enabled": True},
}


def findings(template):
    yield from platform(template)
    yield from timeouts(template)
    yield from secrets(template)
    yield from environments(template)
    yield from table(template)
    yield from logs(template)


def platform(template):
    expected = {"Runtime": "provided.al2023", "Architectures": ["arm64"], "Handler": "bootstrap"}
    for name, properties in template.of_type("AWS::Lambda::Function"):
        for setting, value in expected.items():
            if properties.get(setting) != value:
                yield Finding(name, f"{setting} is {properties.get(setting)}", f"make it {value}")
        if template.resources[name].get("Metadata", {}).get("BuildMethod") != "rust-cargolambda":
            yield Finding(
                name,
                "sam build does not know how to build it",
                "Metadata: {BuildMethod: rust-cargolambda}",
            )
        if not 256 <= properties.get("MemorySize", 128) <= 512:
            yield Finding(
                name, f"has {properties.get('MemorySize')} MB", "256 to 512 MB serve best"
            )


def variables(properties):
    return properties.get("Environment", {}).get("Variables", {})


def timeouts(template):
    """Queue and stream functions take the time from the deadline less this timeout."""
    for name, properties in template.of_type("AWS::Lambda::Function"):
        told = variables(properties).get("FUNCTION_TIMEOUT_SECONDS")
        if told != str(properties.get("Timeout")):
            yield Finding(
                name,
                f"Timeout is {properties.get('Timeout')}, FUNCTION_TIMEOUT_SECONDS {told}",
                "make them equal",
            )


def secrets(template):
    """The path, the right to read and the extension's layer come together or not at all."""
    readable = readable_secrets(template)
    for name, properties in template.of_type("AWS::Lambda::Function"):
        granted = readable.get(template.role_of(name), set())
        has = {
            "SECRETS_PATH": "SECRETS_PATH" in variables(properties),
            "layer": bool(properties.get("Layers")),
            "right": bool(granted),
        }
        if len(set(has.values())) != 1:
            missing = [part for part, present in has.items() if not present]
            yield Finding(
                name,
                f"reads secrets but lacks {missing}",
                "give it SECRETS_PATH, the layer and ssm:GetParameter",
            )
        for secret in sorted(granted - SECRETS):
            yield Finding(
                name, f"may read {secret}, which is no secret of ours", f"one of {sorted(SECRETS)}"
            )


def readable_secrets(template):
    found = {}
    for name, statement, allows in template.statements():
        if allows and "ssm:GetParameter" in as_list(statement["Action"]):
            found.setdefault(name, set()).update(
                text.rsplit("/", 1)[1] for text in texts(statement["Resource"])
            )
    return found


def environments(template):
    """Secret values come from the parameter store, never from an environment."""
    for name, properties in template.of_type("AWS::Lambda::Function"):
        for variable in variables(properties):
            if (
                any(word in variable for word in ("SECRET", "PASSWORD", "_KEY"))
                and variable != "SECRETS_PATH"
            ):
                yield Finding(name, f"{variable} looks like a secret", "read it below SECRETS_PATH")


def table(template):
    tables = template.of_type("AWS::DynamoDB::Table")
    for name, properties in tables:
        for setting, value in TABLE.items():
            if properties.get(setting) != value:
                yield Finding(name, f"{setting} is {properties.get(setting)}", f"make it {value}")
        if not properties.get("PointInTimeRecoverySpecification", {}).get(
            "PointInTimeRecoveryEnabled"
        ):
            yield Finding(
                name, "cannot be restored to a point in time", "PointInTimeRecoveryEnabled: true"
            )
        for policy in ("DeletionPolicy", "UpdateReplacePolicy"):
            if template.resources[name].get(policy) != "Retain":
                yield Finding(name, f"{policy} is not Retain", "an account's money is in it")
    if [name for name, _ in tables] != ["Table"]:
        yield Finding("Table", "is not the only table", "one table, named Table")


def logs(template):
    for name, properties in template.of_type("AWS::Logs::LogGroup"):
        if properties.get("RetentionInDays") != 30:
            yield Finding(name, "keeps logs for another time than 30 days", "RetentionInDays: 30")
    for name, properties in template.of_type("AWS::Lambda::Function"):
        group = target(properties.get("LoggingConfig", {}).get("LogGroup"))
        if template.resources.get(group, {}).get("Type") != "AWS::Logs::LogGroup":
            yield Finding(
                name, "logs to a group that keeps logs for ever", "LoggingConfig with FunctionLogs"
            )
