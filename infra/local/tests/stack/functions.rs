//! The four functions of the small program.

use std::time::Duration;

use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::{Value, json};

/// Is the function whose process this is, if it is one.
pub(crate) fn run_if_asked() {
    if std::env::var_os("AWS_LAMBDA_RUNTIME_API").is_none() {
        return;
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let ended = runtime.block_on(lambda_runtime::run(service_fn(handle)));
    // The stack is gone, so there is nobody to tell.
    std::process::exit(i32::from(ended.is_err()));
}

async fn handle(event: LambdaEvent<Value>) -> Result<Value, Error> {
    let name = std::env::var("AWS_LAMBDA_FUNCTION_NAME")?;
    match name.as_str() {
        "local-WriteNoteFunction" => write_note(event.payload).await,
        "local-PublishNotesFunction" => publish_notes(event.payload).await,
        "local-ReceiveNotesFunction" => receive_notes(event.payload).await,
        "local-SweepNotesFunction" => {
            let time = event.payload["time"].as_str().ok_or("no time")?.to_owned();
            let deadline = event.context.deadline.to_string();
            put("SWEPT", &time, json!({ "deadline": { "S": deadline } })).await?;
            Ok(Value::Null)
        }
        other => Err(format!("there is no function {other}").into()),
    }
}

async fn write_note(request: Value) -> Result<Value, Error> {
    if request["routeKey"] == "GET /event" {
        return Ok(json!({ "statusCode": 200, "body": request.to_string() }));
    }
    let id = request["pathParameters"]["id"].as_str().ok_or("no id")?;
    if request["requestContext"]["http"]["method"] == "DELETE" {
        return break_as(id).await;
    }
    let body: Value = serde_json::from_str(request["body"].as_str().ok_or("no body")?)?;
    let mut text = body["text"].as_str().unwrap_or_default().to_owned();
    if let Some(name) = body["secret"].as_str() {
        text = secret(name).await?;
    }
    if let Some(address) = body["mail_to"].as_str() {
        send_mail(address).await?;
        return Ok(json!({ "statusCode": 202 }));
    }
    let table = std::env::var("TABLE_NAME")?;
    let item = |pk: String| {
        json!({
            "pk": { "S": pk }, "sk": { "S": id }, "text": { "S": text },
            "process_id": { "N": std::process::id().to_string() },
            "expires_at": { "N": "1656000000" },
        })
    };
    let put = |pk: String| {
        json!({ "Put": { "TableName": table, "Item": item(pk),
                         "ConditionExpression": "attribute_not_exists(pk)" } })
    };
    let items = [put(format!("NOTE#{id}")), put(format!("OUTBOX#{id}"))];
    dynamodb("TransactWriteItems", json!({ "TransactItems": items })).await?;
    Ok(json!({ "statusCode": 201, "body": id }))
}

async fn break_as(how: &str) -> Result<Value, Error> {
    match how {
        "error" => Err("the note breaks".into()),
        "panic" => panic!("the note breaks loudly"),
        "exit" => std::process::exit(3),
        _ => {
            tokio::time::sleep(Duration::from_mins(1)).await;
            Ok(Value::Null)
        }
    }
}

async fn publish_notes(event: Value) -> Result<Value, Error> {
    let bus = std::env::var("BUS_NAME")?;
    let entry = |record: &Value| {
        let image = &record["dynamodb"]["NewImage"];
        let detail = json!({ "id": image["sk"]["S"], "text": image["text"]["S"] });
        json!({ "Source": "notes", "DetailType": "note.written", "EventBusName": bus,
                "Detail": detail.to_string() })
    };
    let records = event["Records"].as_array().ok_or("no records")?;
    let entries: Vec<Value> = records.iter().map(entry).collect();
    let result = call("AWSEvents.PutEvents", json!({ "Entries": entries })).await?;
    assert_eq!(result["FailedEntryCount"], 0);
    Ok(json!({ "batchItemFailures": [] }))
}

/// Keeps what it received; a note whose text is `poison` always fails.
async fn receive_notes(event: Value) -> Result<Value, Error> {
    let mut failures = Vec::new();
    for record in event["Records"].as_array().ok_or("no records")? {
        let envelope: Value = serde_json::from_str(record["body"].as_str().ok_or("no body")?)?;
        let detail = &envelope["detail"];
        if detail["text"] == "poison" {
            failures.push(json!({ "itemIdentifier": record["messageId"] }));
            continue;
        }
        let id = detail["id"]
            .as_str()
            .or(detail["mail"]["messageId"].as_str())
            .ok_or("no id")?;
        let count = &record["attributes"]["ApproximateReceiveCount"];
        let received = json!({
            "detail_type": { "S": envelope["detail-type"] },
            "receive_count": { "S": count },
        });
        put(&format!("RECEIVED#{id}"), "-", received).await?;
        append(id).await?;
    }
    Ok(json!({ "batchItemFailures": failures }))
}

/// Notes the order in which things were received.
async fn append(id: &str) -> Result<(), Error> {
    let request = json!({
        "TableName": std::env::var("TABLE_NAME")?,
        "Key": { "pk": { "S": "ORDER" }, "sk": { "S": "-" } },
        "UpdateExpression": "SET ids = list_append(if_not_exists(ids, :none), :one)",
        "ExpressionAttributeValues": { ":none": { "L": [] }, ":one": { "L": [{ "S": id }] } },
    });
    dynamodb("UpdateItem", request).await.map(drop)
}

async fn put(pk: &str, sk: &str, mut item: Value) -> Result<(), Error> {
    item["pk"] = json!({ "S": pk });
    item["sk"] = json!({ "S": sk });
    let request = json!({ "TableName": std::env::var("TABLE_NAME")?, "Item": item });
    dynamodb("PutItem", request).await.map(drop)
}

async fn dynamodb(operation: &str, request: Value) -> Result<Value, Error> {
    call(&format!("DynamoDB_20120810.{operation}"), request).await
}

async fn call(target: &str, request: Value) -> Result<Value, Error> {
    let answer = reqwest::Client::new()
        .post(std::env::var("AWS_ENDPOINT_URL")?)
        .header("x-amz-target", target)
        .json(&request)
        .send()
        .await?;
    let (status, text) = (answer.status(), answer.text().await?);
    if !status.is_success() {
        return Err(format!("{target}: {status}: {text}").into());
    }
    Ok(serde_json::from_str(&text)?)
}

async fn send_mail(address: &str) -> Result<(), Error> {
    let request = json!({
        "FromEmailAddress": "hello@acme.example",
        "Destination": { "ToAddresses": [address] },
        "Content": { "Simple": {
            "Subject": { "Data": "Hello" }, "Body": { "Text": { "Data": "Hello" } },
        }},
        "ConfigurationSetName": "local-MailSet",
    });
    let url = format!(
        "{}/v2/email/outbound-emails",
        std::env::var("AWS_ENDPOINT_URL")?
    );
    reqwest::Client::new()
        .post(url)
        .json(&request)
        .send()
        .await?
        .error_for_status()?;
    Ok(())
}

async fn secret(name: &str) -> Result<String, Error> {
    let port = std::env::var("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT")?;
    let path = std::env::var("SECRETS_PATH")?;
    let url = format!(
        "http://localhost:{port}/systemsmanager/parameters/get?name={path}/{name}&withDecryption=true"
    );
    let token = std::env::var("AWS_SESSION_TOKEN")?;
    let asked = reqwest::Client::new()
        .get(url)
        .header("X-Aws-Parameters-Secrets-Token", token);
    let text = asked.send().await?.text().await?;
    let parsed: Result<Value, _> = serde_json::from_str(&text);
    Ok(parsed.map_or(text, |found| {
        found["Parameter"]["Value"].as_str().unwrap().to_owned()
    }))
}

/// Whether a process is still there.
pub(crate) fn is_running(process_id: &str) -> bool {
    std::path::Path::new("/proc").join(process_id).exists()
}

/// Waits until a process is gone.
pub(crate) async fn wait_until_gone(process_id: &str) {
    let gone = async {
        while is_running(process_id) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), gone)
        .await
        .expect("the process ends");
}
