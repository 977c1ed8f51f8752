//! What a template means, on small templates.

use super::*;

fn parsed(text: &str) -> Template {
    try_parsed(text).unwrap()
}

fn try_parsed(text: &str) -> Result<Template> {
    Template::parse(text, &BTreeMap::new(), "http://127.0.0.1:8787")
}

/// The message of the error and of all its causes.
fn refused(text: &str) -> String {
    format!("{:#}", try_parsed(text).unwrap_err())
}

const FUNCTION: &str = r"
Parameters:
  ProductName: { Type: String, Default: Acme }
  Stage: { Type: String, Default: test, AllowedValues: [live, test] }
Conditions:
  Live: !Equals [!Ref Stage, live]
Globals:
  Function:
    Timeout: 15
    MemorySize: 256
    Environment:
      Variables:
        TABLE_NAME: !Ref Table
        STAGE: !Ref Stage
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - { AttributeName: pk, AttributeType: S }
        - { AttributeName: sk, AttributeType: S }
      KeySchema:
        - { AttributeName: sk, KeyType: RANGE }
        - { AttributeName: pk, KeyType: HASH }
      StreamSpecification: { StreamViewType: NEW_IMAGE }
      TimeToLiveSpecification: { AttributeName: expires_at, Enabled: true }
  Api:
    Type: AWS::Serverless::HttpApi
  Bus:
    Type: AWS::Events::EventBus
    Properties: { Name: !Sub '${AWS::StackName}-bus' }
  Url:
    Type: AWS::SSM::Parameter
    Properties:
      Name: !Sub /goodword/${AWS::StackName}/public-url
      Type: String
      Value: !Sub 'https://${Api}.execute-api.${AWS::Region}.amazonaws.com'
  CreateLinkFunction:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 5
      Environment:
        Variables:
          PRODUCT: !Join ['-', [!Ref ProductName, !If [Live, live, !Ref 'AWS::NoValue']]]
          BUS: !GetAtt Bus.Name
      Events:
        Create:
          Type: HttpApi
          Properties: { ApiId: !Ref Api, Method: post, Path: /v1/links }
";

#[test]
fn a_function_gets_globals_and_its_own_environment() {
    let template = parsed(FUNCTION);
    let function = &template.functions[0];
    assert_eq!(function.name, "create-link");
    assert_eq!(function.timeout.as_secs(), 5);
    assert_eq!(function.memory_mb, 256);
    let environment: Vec<_> = function
        .environment
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    assert_eq!(
        environment,
        [
            "BUS=local-bus",
            "PRODUCT=Acme",
            "STAGE=test",
            "TABLE_NAME=local-Table"
        ]
    );
}

#[test]
fn a_route_names_its_function() {
    let route = RouteSpec {
        method: "POST".to_owned(),
        path: "/v1/links".to_owned(),
        function: "create-link".to_owned(),
    };
    assert_eq!(parsed(FUNCTION).routes, [route]);
}

#[test]
fn the_api_s_address_is_the_stack_s_own() {
    let parameters = parsed(FUNCTION).ssm_parameters;
    assert_eq!(
        parameters["/goodword/local/public-url"],
        "http://127.0.0.1:8787"
    );
}

#[test]
fn a_table_knows_its_keys_stream_and_time_to_live() {
    let table = &parsed(FUNCTION).tables[0];
    assert_eq!(table.keys, ["pk", "sk"]);
    assert_eq!(table.stream.as_ref().unwrap().view, "NEW_IMAGE");
    assert_eq!(table.expires_at.as_deref(), Some("expires_at"));
    assert!(table.create.get("StreamSpecification").is_none());
}

#[test]
fn given_parameters_win_and_are_checked() {
    let given = |stage: &str| BTreeMap::from([("Stage".to_owned(), stage.to_owned())]);
    let live = Template::parse(FUNCTION, &given("live"), "http://127.0.0.1:1").unwrap();
    assert_eq!(live.functions[0].environment["PRODUCT"], "Acme-live");
    assert!(Template::parse(FUNCTION, &given("staging"), "http://127.0.0.1:1").is_err());
}

#[test]
fn an_unknown_key_is_named_with_its_resource() {
    let message = refused(
        "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: { FifoQueue: true }\n",
    );
    assert_eq!(
        message,
        "resource Q: the local stack does not know FifoQueue"
    );
}

#[test]
fn an_unknown_resource_type_is_named() {
    let message = refused("Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n");
    assert!(
        message.contains("resource M: Type") && message.contains("StateMachine"),
        "{message}"
    );
}

#[test]
fn a_name_that_does_not_exist_is_named() {
    let message = refused(
        "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: { QueueName: !Ref Nothing }\n",
    );
    assert!(message.contains("resource Q: QueueName"), "{message}");
    assert!(message.contains("Nothing is neither"), "{message}");
}

#[test]
fn a_resource_whose_condition_fails_is_absent() {
    let template = parsed(
        "Conditions:\n  No: !Equals [a, b]\nResources:\n  Q:\n    Type: AWS::SQS::Queue\n    Condition: No\n",
    );
    assert!(template.queues.is_empty());
}

#[test]
fn queues_rules_and_schedules_are_read() {
    let template = parsed(
        r#"
Resources:
  Bus: { Type: AWS::Events::EventBus }
  Dead: { Type: AWS::SQS::Queue }
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 300
      RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5 }
  Rule:
    Type: AWS::Events::Rule
    Properties:
      EventBusName: !Ref Bus
      EventPattern: { detail-type: [invite.created] }
      Targets: [{ Id: queue, Arn: !GetAtt Queue.Arn }]
  RunDueFunction:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Queue:
          Type: SQS
          Properties:
            Queue: !GetAtt Queue.Arn
            BatchSize: 3
            FunctionResponseTypes: [ReportBatchItemFailures]
        Clock:
          Type: ScheduleV2
          Properties:
            ScheduleExpression: rate(5 minutes)
            Input: '{"time":"<aws.scheduler.scheduled-time>"}'
"#,
    );
    assert_eq!(template.queues[1].redrive.as_ref().unwrap().max_receives, 5);
    assert_eq!(template.rules[0].bus, "local-Bus");
    assert_eq!(template.rules[0].targets[0].arn, template.queues[1].arn);
    assert_eq!(template.queue_mappings[0].batch_size, 3);
    assert!(template.queue_mappings[0].reports_failures);
    assert_eq!(template.schedules[0].name, "RunDueFunction-Clock");
}

#[test]
fn a_rule_without_its_bus_is_refused() {
    let message = refused(
        "Resources:\n  R:\n    Type: AWS::Events::Rule\n    Properties: { EventBusName: other, EventPattern: { source: [x] }, Targets: [] }\n",
    );
    assert!(message.contains("there is no bus other"), "{message}");
}

#[test]
fn this_repository_s_template_can_be_served() {
    let text = include_str!("../../../../template.yaml");
    let given = ["ProductName", "SignupUrl", "FromEmail"]
        .map(|name| (name.to_owned(), "someone@example.com".to_owned()))
        .into();
    let template = Template::parse(text, &given, "http://127.0.0.1:8787").unwrap();
    assert!(
        template
            .routes
            .iter()
            .any(|route| route.path == "/webhooks/stripe")
    );
    assert!(
        template
            .stream_mappings
            .iter()
            .any(|mapping| mapping.function == "publish-events")
    );
    assert!(!template.schedules.is_empty());
}
