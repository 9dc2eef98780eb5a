mock_provider "aws" {
  source = "../../testing/aws"
}

variables {
  shape = {
    cpu_architecture   = "ARM64"
    container_insights = false
    log_retention_days = 7
    database           = { engine = "rds" }
    services           = { web = { cpu = 256, memory = 512, awake_count = 1 }, api = { cpu = 256, memory = 512, awake_count = 2 } }
    front_door         = "http-api"
    fargate_spot       = true
  }
  schedule   = "{\"calendar\":{},\"schedule\":{\"mode\":\"never\",\"database_sleeps\":true,\"stay_awake_while_used\":true}}"
  allow_http = false
}

run "has_tasks_and_an_authorizer_to_match" {
  command = plan

  override_resource {
    target          = aws_apigatewayv2_api.this[0]
    values          = { id = "a1", api_endpoint = "https://a1.execute-api.ap-northeast-1.amazonaws.com", execution_arn = "arn:aws:execute-api:ap-northeast-1:123456789012:a1" }
    override_during = plan
  }

  override_resource {
    target          = aws_apigatewayv2_authorizer.allow_list[0]
    values          = { id = "auth" }
    override_during = plan
  }

  # finds both services by address and port
  assert {
    condition     = { for name, service in aws_service_discovery_service.this : name => sort([for record in service.dns_config[0].dns_records : record.type]) } == { api = tolist(["A", "SRV"]), web = tolist(["A", "SRV"]) }
    error_message = "other records, which cannot be changed later"
  }

  assert {
    condition     = alltrue([for service in aws_ecs_service.this : length(service.load_balancer) == 0 && length(service.service_registries) == 1 && one(service.capacity_provider_strategy).capacity_provider == "FARGATE_SPOT"])
    error_message = "a service is not registered, or not on Spot"
  }

  # serves what the scheduler deploys, slowly enough, and writes a log of seven days without anybody's query
  assert {
    condition     = aws_apigatewayv2_stage.this[0].auto_deploy == false && one(aws_apigatewayv2_stage.this[0].default_route_settings).throttling_rate_limit == 50 && one(aws_apigatewayv2_stage.this[0].default_route_settings).throttling_burst_limit == 100
    error_message = "another stage"
  }

  assert {
    condition     = aws_cloudwatch_log_group.gateway[0].retention_in_days == 7 && !strcontains(jsonencode(local.access_log), "querystring")
    error_message = "a log kept longer, or one with keys in it"
  }

  # drains for as long as the gateway may remember a task
  assert {
    condition     = local.containers.web.stopTimeout == 120 && local.containers.api.stopTimeout == 120 && local.containers.migrate.stopTimeout == 30
    error_message = "another time to stop"
  }

  assert {
    condition     = alltrue([for kind in ["web", "api"] : contains(local.containers[kind].environment, { name = "FRONT_DOOR", value = "http-api" }) && contains(local.containers[kind].environment, { name = "DRAIN_SECONDS", value = "90" })])
    error_message = "the application does not know its door"
  }

  # asks a small function who may come in, which knows the list and may do nothing
  assert {
    condition     = jsondecode(aws_lambda_function.authorizer[0].environment[0].variables.ALLOW_LIST) == ["203.0.113.10/32", "198.51.100.0/24"] && aws_lambda_function.authorizer[0].memory_size == 128 && length(aws_lambda_function.authorizer[0].vpc_config) == 0
    error_message = "another list, or another function"
  }

  assert {
    condition     = aws_apigatewayv2_authorizer.allow_list[0].identity_sources == toset(["$context.identity.sourceIp"]) && aws_apigatewayv2_authorizer.allow_list[0].authorizer_result_ttl_in_seconds == 300 && aws_apigatewayv2_authorizer.allow_list[0].enable_simple_responses
    error_message = "what is kept is not what was decided by"
  }

  assert {
    condition     = aws_lambda_permission.wake.source_arn == "arn:aws:execute-api:ap-northeast-1:123456789012:a1/*" && aws_lambda_permission.authorizer[0].source_arn == "arn:aws:execute-api:ap-northeast-1:123456789012:a1/authorizers/auth"
    error_message = "another API may call the functions"
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.gateway) == 0
    error_message = "an alarm that tells nobody"
  }

  # tells the scheduler what it moves visitors with
  assert {
    condition     = local.functions.scheduler.environment.CAPACITY == "spot" && !contains(keys(local.functions.scheduler.environment), "WAKE_TARGET_GROUP_ARN") && contains(keys(local.functions.scheduler.environment), "DOOR")
    error_message = "the scheduler is told of another door"
  }
}
