"""What create-link does at least: reads a request, makes a code, puts the link unless there is one,
and answers. No caller is checked and no secret read, which is to this peer's advantage."""

import hashlib
import hmac
import http.client
import json
import os
from datetime import datetime, timezone

import boto3

TABLE = os.environ["TABLE_NAME"]
BASE = "/2018-06-01/runtime/invocation"
client = boto3.client("dynamodb")
platform = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])


def send(method, path, body=None):
    platform.request(method, path, body)
    response = platform.getresponse()
    return response, response.read()


def handle(event):
    if not event.get("body"):
        return {"statusCode": 404}
    request = json.loads(event["body"])
    account, who = request["account_id"], request["participant_id"]
    fact = f"clientjoy#{account}#{who}#0".encode()
    code = hmac.new(b"a key", fact, hashlib.sha256).hexdigest()[:10]
    seconds = event["requestContext"]["timeEpoch"] / 1000
    created_at = datetime.fromtimestamp(seconds, timezone.utc).isoformat()
    client.put_item(
        TableName=TABLE,
        Item={
            "pk": {"S": f"PEER#{code}"},
            "sk": {"S": "LINK"},
            "code": {"S": code},
            "program_id": {"S": "clientjoy"},
            "account_id": {"S": account},
            "participant_id": {"S": who},
            "created_at": {"S": created_at},
        },
        ConditionExpression="attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure="ALL_OLD",
    )
    url = f"https://go.example.com/r/{code}"
    link = {"code": code, "url": url, "program_id": "clientjoy", "created_at": created_at}
    return {
        "statusCode": 201,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(link),
    }


# As create-link does it: the connection is open when the first request comes.
client.get_item(TableName=TABLE, Key={"pk": {"S": "NONE"}, "sk": {"S": "NONE"}})
while True:
    response, event = send("GET", f"{BASE}/next")
    invocation = response.headers["Lambda-Runtime-Aws-Request-Id"]
    try:
        send("POST", f"{BASE}/{invocation}/response", json.dumps(handle(json.loads(event))))
    except Exception as error:  # whatever it is, the platform is told
        send("POST", f"{BASE}/{invocation}/error", str(error))
