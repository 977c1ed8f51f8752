// What create-link does at least: reads a request, makes a code, puts the link unless there is one,
// and answers. No caller is checked and no secret read, which is to this peer's advantage.

import { createHmac } from "node:crypto";
import http from "node:http";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
const agent = new http.Agent({ keepAlive: true });
const table = process.env.TABLE_NAME;
const client = new DynamoDBClient({});

function send(method, path, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host, port, method, path, agent }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => resolve({ headers: response.headers, text: Buffer.concat(chunks).toString() }));
    });
    request.on("error", reject);
    request.end(body);
  });
}

async function handle(event) {
  if (!event.body) return { statusCode: 404 };
  const { account_id: account, participant_id: who } = JSON.parse(event.body);
  const mac = createHmac("sha256", "a key").update(`clientjoy#${account}#${who}#0`).digest("hex");
  const code = mac.slice(0, 10);
  const createdAt = new Date(event.requestContext.timeEpoch).toISOString();
  await client.send(new PutItemCommand({
    TableName: table,
    Item: {
      pk: { S: `PEER#${code}` },
      sk: { S: "LINK" },
      code: { S: code },
      program_id: { S: "clientjoy" },
      account_id: { S: account },
      participant_id: { S: who },
      created_at: { S: createdAt },
    },
    ConditionExpression: "attribute_not_exists(pk)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  }));
  const url = `https://go.example.com/r/${code}`;
  return {
    statusCode: 201,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ code, url, program_id: "clientjoy", created_at: createdAt }),
  };
}

// As create-link does it: the connection is open when the first request comes.
await client.send(new GetItemCommand({ TableName: table, Key: { pk: { S: "NONE" }, sk: { S: "NONE" } } }));
const base = "/2018-06-01/runtime/invocation";
for (;;) {
  const { headers, text } = await send("GET", `${base}/next`);
  const id = headers["lambda-runtime-aws-request-id"];
  try {
    await send("POST", `${base}/${id}/response`, JSON.stringify(await handle(JSON.parse(text))));
  } catch (error) {
    await send("POST", `${base}/${id}/error`, String(error));
  }
}
