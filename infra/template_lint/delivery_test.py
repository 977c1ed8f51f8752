"""Each check of delivery.py notices what it is for."""

from template_lint import delivery
from template_lint.broken import BrokenTemplate

STREAM = "PublishEventsMapping"
SCHEDULE = "RunDueFunctionRunDue"


class BrokenDelivery(BrokenTemplate):
    def test_a_rule_without_pattern_or_dead_letters(self):
        self.drop(
            delivery,
            "DeliverMailRule",
            "does not filter by source",
            "DeliverMailRule",
            "EventPattern",
            "source",
        )
        self.drop(
            delivery,
            "DeliverMailRule",
            "loses what",
            "DeliverMailRule",
            "Targets",
            0,
            "DeadLetterConfig",
        )
        self.drop(
            delivery,
            "DeliverMailRule",
            "has no RetryPolicy",
            "DeliverMailRule",
            "Targets",
            0,
            "RetryPolicy",
        )

    def test_a_queue_that_others_may_fill(self):
        path = ("PolicyDocument", "Statement", 0, "Condition")
        self.drop(
            delivery, "DeliverMailQueuePolicy", "is open to others", "DeliverMailQueuePolicy", *path
        )
        self.drop(
            delivery,
            "UndeliveredQueue",
            "does not name its rules",
            "UndeliveredQueuePolicy",
            *path,
            "ArnEquals",
            "aws:SourceArn",
            0,
        )

    def test_a_queue_that_forgets(self):
        self.drop(
            delivery,
            "PostCreditsQueue",
            "has no dead-letter queue",
            "PostCreditsQueue",
            "RedrivePolicy",
        )
        self.set(
            delivery,
            "PostCreditsQueue",
            "does not retry for a day",
            "PostCreditsQueue",
            VisibilityTimeout=60,
        )
        self.set(
            delivery,
            "PostCreditsQueue",
            "less than 14 days",
            "PostCreditsQueue",
            MessageRetentionPeriod=60,
        )
        self.drop(
            delivery,
            "PostCreditsQueue",
            "is not encrypted",
            "PostCreditsQueue",
            "SqsManagedSseEnabled",
        )

    def test_a_function_slower_than_its_queue(self):
        self.set(delivery, "PostCreditsMapping", "may run 51 s", "PostCreditsFunction", Timeout=51)

    def test_a_mapping_that_loses_or_repeats(self):
        self.drop(
            delivery,
            "PostCreditsMapping",
            "repeats a whole batch",
            "PostCreditsMapping",
            "FunctionResponseTypes",
        )
        self.set(
            delivery, "PostCreditsMapping", "another number", "PostCreditsMapping", BatchSize=11
        )
        self.drop(delivery, STREAM, "drops records", STREAM, "DestinationConfig")
        self.drop(
            delivery,
            STREAM,
            "BisectBatchOnFunctionError is not set",
            STREAM,
            "BisectBatchOnFunctionError",
        )
        self.drop(delivery, STREAM, "its filter is not JSON", STREAM, "FilterCriteria")

    def test_a_schedule_that_never_runs(self):
        for expression in (
            "rate(1 hours)",
            "rate(5 minute)",
            "rate(0 days)",
            "cron(0 12 * * *)",
            "cron(0 12 * * * *)",
            "daily",
        ):
            self.set(delivery, SCHEDULE, expression, SCHEDULE, ScheduleExpression=expression)
        for expression in (
            "rate(1 hour)",
            "rate(5 minutes)",
            "cron(0/5 8-17 ? * MON-FRI *)",
            "at(2027-01-01T00:00:00)",
        ):
            self.assertIsNone(delivery.schedule_problem(expression))

    def test_a_schedule_without_time_or_dead_letters(self):
        self.drop(
            delivery, SCHEDULE, "does not tell the function the time", SCHEDULE, "Target", "Input"
        )
        self.drop(delivery, SCHEDULE, "loses what", SCHEDULE, "Target", "DeadLetterConfig")
        self.drop(delivery, SCHEDULE, "has no RetryPolicy", SCHEDULE, "Target", "RetryPolicy")

    def test_a_failed_run_that_is_forgotten(self):
        self.noticed(
            delivery,
            SCHEDULE,
            "a run that fails is forgotten",
            lambda r: r.pop("RunDueFunctionEventInvokeConfig"),
        )

    def test_a_silent_dead_letter_queue(self):
        self.noticed(
            delivery, "UndeliveredQueue", "nobody hears", lambda r: r.pop("UndeliveredQueueAlarm")
        )
