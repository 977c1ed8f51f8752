"""Each check of functions.py notices what it is for."""

from template_lint import functions
from template_lint.broken import BrokenTemplate, statement


class BrokenFunctions(BrokenTemplate):
    def test_another_platform(self):
        self.set(
            functions,
            "PortalFunction",
            "Architectures is ['x86_64']",
            "PortalFunction",
            Architectures=["x86_64"],
        )
        self.set(functions, "PortalFunction", "has 128 MB", "PortalFunction", MemorySize=128)
        self.noticed(
            functions,
            "PortalFunction",
            "how to build it",
            lambda r: r["PortalFunction"].pop("Metadata"),
        )

    def test_a_timeout_the_function_is_not_told(self):
        self.set(
            functions,
            "RunDueFunction",
            "Timeout is 60, FUNCTION_TIMEOUT_SECONDS 120",
            "RunDueFunction",
            Timeout=60,
        )

    def test_secrets_by_halves(self):
        self.drop(functions, "PortalFunction", "lacks ['layer']", "PortalFunction", "Layers")
        self.drop(
            functions,
            "PortalFunction",
            "lacks ['SECRETS_PATH']",
            "PortalFunction",
            "Environment",
            "Variables",
            "SECRETS_PATH",
        )
        self.noticed(
            functions,
            "StripeWebhookFunction",
            "may read password",
            lambda r: statement(r, "StripeWebhookRole", "Secrets").update(
                Resource="arn:x:parameter/goodword/password"
            ),
        )
        self.set(
            functions,
            "PortalFunction",
            "STRIPE_SECRET looks like",
            "PortalFunction",
            Environment={"Variables": {"STRIPE_SECRET": "x"}},
        )

    def test_a_table_that_forgets(self):
        self.set(
            functions,
            "Table",
            "DeletionProtectionEnabled is False",
            "Table",
            DeletionProtectionEnabled=False,
        )
        self.drop(functions, "Table", "point in time", "Table", "PointInTimeRecoverySpecification")
        self.noticed(
            functions,
            "Table",
            "DeletionPolicy is not Retain",
            lambda r: r["Table"].pop("DeletionPolicy"),
        )
        self.noticed(
            functions, "Table", "is not the only table", lambda r: r.update(Other=r["Table"])
        )

    def test_logs_for_ever(self):
        self.drop(
            functions,
            "FunctionLogs",
            "another time than 30 days",
            "FunctionLogs",
            "RetentionInDays",
        )
        self.drop(
            functions, "PortalFunction", "keeps logs for ever", "PortalFunction", "LoggingConfig"
        )
