"""Nothing gets lost: rules, queues, schedules and mappings have somewhere for failures to go."""

import json
import re

from template_lint.translated import Finding, as_list, target

FOURTEEN_DAYS = 1_209_600
ADD_DEAD_LETTERS = "add DeadLetterConfig with the ARN of a queue of this stack"


def findings(template):
    yield from rules(template)
    yield from rule_rights(template)
    yield from queues(template)
    yield from mappings(template)
    yield from schedules(template)
    yield from alarms(template)


def is_queue(template, reference):
    resource = template.resources.get(target(reference), {})
    return resource.get("Type") == "AWS::SQS::Queue"


def rules(template):
    for name, properties in template.of_type("AWS::Events::Rule"):
        pattern = properties.get("EventPattern", {})
        for field in ("source", "detail-type"):
            if not isinstance(pattern.get(field), list) or not pattern[field]:
                yield Finding(name, f"does not filter by {field}", f"list the values of {field}")
        for goal in properties.get("Targets", []):
            if not is_queue(template, goal.get("DeadLetterConfig", {}).get("Arn")):
                yield Finding(name, "loses what it cannot deliver", ADD_DEAD_LETTERS)
            if "RetryPolicy" not in goal:
                yield Finding(name, "has no RetryPolicy", "state age and attempts")


def rule_rights(template):
    """Each queue a rule sends to, dead letters included, lets in exactly the rules that use it."""
    wanted = {}
    for name, properties in template.of_type("AWS::Events::Rule"):
        for goal in properties.get("Targets", []):
            for arn in (goal["Arn"], goal.get("DeadLetterConfig", {}).get("Arn")):
                wanted.setdefault(target(arn), set()).add(name)
    given = {}
    for name, properties in template.of_type("AWS::SQS::QueuePolicy"):
        for statement in properties["PolicyDocument"]["Statement"]:
            sources = statement.get("Condition", {}).get("ArnEquals", {}).get("aws:SourceArn", [])
            for queue in properties["Queues"]:
                given.setdefault(target(queue), set()).update(map(target, as_list(sources)))
            if not sources or as_list(statement["Action"]) != ["sqs:SendMessage"]:
                yield Finding(
                    name,
                    "is open to others than its rule",
                    "allow sqs:SendMessage if aws:SourceArn is the rule",
                )
    for queue in sorted(filter(None, set(wanted) | set(given))):
        if wanted.get(queue, set()) != given.get(queue, set()):
            listed = sorted(wanted.get(queue, set()))
            yield Finding(queue, "its policy does not name its rules", f"allow exactly {listed}")


def queues(template):
    dead_letters = dead_letter_queues(template)
    for name, properties in template.of_type("AWS::SQS::Queue"):
        redrive = properties.get("RedrivePolicy", {})
        if name not in dead_letters:
            if not is_queue(template, redrive.get("deadLetterTargetArn")):
                yield Finding(name, "has no dead-letter queue", "add RedrivePolicy")
            if redrive.get("maxReceiveCount") != 300 or properties.get("VisibilityTimeout") != 300:
                yield Finding(
                    name, "does not retry for a day", "maxReceiveCount 300, VisibilityTimeout 300"
                )
        if properties.get("MessageRetentionPeriod") != FOURTEEN_DAYS:
            yield Finding(
                name,
                "keeps messages for less than 14 days",
                f"MessageRetentionPeriod: {FOURTEEN_DAYS}",
            )
        if (
            properties.get("SqsManagedSseEnabled") is not True
            and "KmsMasterKeyId" not in properties
        ):
            yield Finding(name, "is not encrypted", "SqsManagedSseEnabled: true")


def dead_letter_queues(template):
    found = set()
    for _, properties in template.of_type("AWS::SQS::Queue"):
        found.add(target(properties.get("RedrivePolicy", {}).get("deadLetterTargetArn")))
    for _, properties in template.of_type("AWS::Events::Rule"):
        found.update(
            target(goal.get("DeadLetterConfig", {}).get("Arn"))
            for goal in properties.get("Targets", [])
        )
    for _, properties in template.of_type("AWS::Scheduler::Schedule"):
        found.add(target(properties["Target"].get("DeadLetterConfig", {}).get("Arn")))
    for _, properties in template.of_type("AWS::Lambda::EventSourceMapping"):
        found.add(
            target(properties.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination"))
        )
    found.update(queue for _, queue in failed_runs(template))
    return found - {None}


def mappings(template):
    for name, properties in template.of_type("AWS::Lambda::EventSourceMapping"):
        if properties.get("FunctionResponseTypes") != ["ReportBatchItemFailures"]:
            yield Finding(
                name,
                "repeats a whole batch for one failure",
                "FunctionResponseTypes: [ReportBatchItemFailures]",
            )
        if properties.get("BatchSize") != 10:
            yield Finding(name, "takes another number of records than 10", "BatchSize: 10")
        if is_queue(template, properties["EventSourceArn"]):
            yield from visibility(template, name, properties)
        else:
            yield from stream(template, name, properties)


def visibility(template, name, properties):
    queue = template.resources[target(properties["EventSourceArn"])]["Properties"]
    timeout = template.resources[target(properties["FunctionName"])]["Properties"]["Timeout"]
    if queue.get("VisibilityTimeout", 30) < 6 * timeout:
        yield Finding(
            name,
            f"the function may run {timeout} s",
            "make VisibilityTimeout at least six times as long",
        )


def stream(template, name, properties):
    if not is_queue(
        template, properties.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination")
    ):
        yield Finding(name, "drops records that keep failing", "add DestinationConfig.OnFailure")
    for setting in ("BisectBatchOnFunctionError", "MaximumRecordAgeInSeconds"):
        if not properties.get(setting):
            yield Finding(
                name, f"{setting} is not set", "one bad record would hold up its shard for a day"
            )
    filters = properties.get("FilterCriteria", {}).get("Filters", [])
    for pattern in [entry["Pattern"] for entry in filters] or ["no filter"]:
        try:
            json.loads(pattern)
        except ValueError:
            yield Finding(name, f"its filter is not JSON: {pattern}", "write one JSON object")


def schedules(template):
    watched = {function for function, queue in failed_runs(template) if queue}
    for name, properties in template.of_type("AWS::Scheduler::Schedule"):
        problem = schedule_problem(properties["ScheduleExpression"])
        if problem:
            yield Finding(name, problem, "see EventBridge Scheduler: schedule types")
        goal = properties["Target"]
        if json.loads(goal.get("Input", "{}")) != {"time": "<aws.scheduler.scheduled-time>"}:
            yield Finding(
                name,
                "does not tell the function the time",
                'Input: \'{"time":"<aws.scheduler.scheduled-time>"}\'',
            )
        if not is_queue(template, goal.get("DeadLetterConfig", {}).get("Arn")):
            yield Finding(name, "loses what it cannot deliver", ADD_DEAD_LETTERS)
        if "RetryPolicy" not in goal:
            yield Finding(name, "has no RetryPolicy", "state age and attempts")
        if target(goal["Arn"]) not in watched:
            yield Finding(
                name, "a run that fails is forgotten", "add EventInvokeConfig with OnFailure"
            )


def failed_runs(template):
    """Pairs of a function that is invoked asynchronously and the queue of its failed runs."""
    for _, properties in template.of_type("AWS::Lambda::EventInvokeConfig"):
        goal = properties.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination")
        yield target(properties["FunctionName"]), target(goal)


def schedule_problem(expression):
    """Why EventBridge Scheduler would refuse the expression, or None."""
    rate = re.fullmatch(r"rate\(([1-9]\d*) (minute|hour|day)(s?)\)", expression)
    if rate:
        return (
            None
            if (rate[1] == "1") != bool(rate[3])
            else f"{expression}: one minute, but two minutes"
        )
    cron = re.fullmatch(r"cron\((.*)\)", expression)
    if cron:
        return cron_problem(expression, cron[1].split(" "))
    if re.fullmatch(r"at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)", expression):
        return None
    return f"{expression} is not rate(…), cron(…) or at(…)"


def cron_problem(expression, fields):
    if len(fields) != 6:
        return f"{expression} has {len(fields)} fields, not 6"
    allowed = [
        r"[\d,*/-]+",
        r"[\d,*/-]+",
        r"[\d,*/?LW-]+",
        r"[\dA-Z,*/-]+",
        r"[\dA-Z,*/?#L-]+",
        r"[\d,*/-]+",
    ]
    if not all(re.fullmatch(form, field) for form, field in zip(allowed, fields)):
        return f"{expression} has a field that cannot be read"
    if (fields[2] == "?") == (fields[4] == "?"):
        return f"{expression} needs a ? as day of month or as day of week"
    return None


def alarms(template):
    """Every queue that should stay empty has an alarm."""
    watched = set()
    for _, properties in template.of_type("AWS::CloudWatch::Alarm"):
        watched.update(target(dimension["Value"]) for dimension in dimensions(properties))
    for name in sorted(dead_letter_queues(template) - watched):
        yield Finding(
            name,
            "nobody hears of its messages",
            "add an alarm on ApproximateNumberOfMessagesVisible",
        )


def dimensions(alarm):
    """The dimensions of an alarm's metric, or of each metric of its expression."""
    yield from alarm.get("Dimensions", [])
    for metric in alarm.get("Metrics", []):
        yield from metric.get("MetricStat", {}).get("Metric", {}).get("Dimensions", [])
