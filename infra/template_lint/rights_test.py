"""Each check of rights.py notices what it is for."""

from template_lint import rights
from template_lint.broken import BrokenTemplate, properties, statement


class BrokenRights(BrokenTemplate):
    def test_a_star(self):
        for part, words in (("Action", "holds a star"), ("Resource", "on *")):
            self.noticed(
                rights,
                "CreateLinkRole",
                words,
                lambda r, part=part: statement(r, "CreateLinkRole", "Table").update({part: "*"}),
            )

    def test_a_scan(self):
        def change(resources):
            statement(resources, "PortalRole", "Table")["Action"].append("dynamodb:Scan")

        self.noticed(rights, "PortalRole", "may dynamodb:Scan", change)

    def test_a_delete_without_leading_keys(self):
        def unlist(resources):
            statement(resources, "PortalRole", "Table")["Action"].append("dynamodb:DeleteItem")

        self.noticed(rights, "PortalRole", "may delete items of the whole table", unlist)
        self.noticed(
            rights,
            "PublishEventsRole",
            "may delete items of the whole table",
            lambda r: statement(r, "PublishEventsRole", "DeleteOutbox").pop("Condition"),
        )

    def test_a_managed_policy_of_aws(self):
        self.noticed(
            rights,
            "CreateLinkRole",
            "has the managed policy",
            lambda r: properties(r, "CreateLinkRole")["ManagedPolicyArns"].append(
                "arn:aws:iam::aws:policy/X"
            ),
        )

    def test_a_borrowed_role(self):
        role = {"Fn::GetAtt": ["DeliverMailRole", "Arn"]}
        self.set(
            rights, "CreateLinkFunction", "runs as DeliverMailRole", "CreateLinkFunction", Role=role
        )
        self.set(
            rights, "CreateLinkRole", "is the role of no function", "CreateLinkFunction", Role=role
        )

    def test_an_unguarded_journal(self):
        self.set(rights, "RunDueRole", "journal entries", "RunDueRole", ManagedPolicyArns=[])
        self.drop(
            rights,
            "RunDueRole",
            "journal entries",
            "AppendsToTheJournalPolicy",
            "PolicyDocument",
            "Statement",
            0,
            "Condition",
        )
