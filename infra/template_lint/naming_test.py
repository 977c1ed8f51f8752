"""Each check of naming.py notices what it is for."""

from template_lint import naming
from template_lint.broken import TEMPLATE, BrokenTemplate

SCHEDULE = "RunDueFunctionRunDue"


class BrokenNaming(BrokenTemplate):
    def test_a_fourth_required_parameter(self):
        broken = TEMPLATE.changed(
            lambda _, document: document["Parameters"]["Stage"].pop("Default")
        )
        self.assertIn("require", " ".join(map(str, naming.findings(broken))))

    def test_an_unexplained_parameter(self):
        broken = TEMPLATE.changed(
            lambda _, document: document["Parameters"].update(New={"Type": "String", "Default": ""})
        )
        found = " ".join(map(str, naming.findings(broken)))
        self.assertIn("New: takes any value", found)
        self.assertIn("New: has no group or label", found)

    def test_a_fixed_name(self):
        self.set(naming, SCHEDULE, "Name is always nightly", SCHEDULE, Name="nightly")

    def test_a_fixed_partition(self):
        self.set(naming, "PublicUrl", "one partition only", "PublicUrl", Value="arn:aws:x")
