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

run "is_a_gateway_with_a_link_and_nothing_of_a_load_balancer" {
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

  assert {
    condition     = length(aws_lb.this) + length(aws_lb_target_group.service) + length(aws_lb_target_group.wake) + length(aws_lb_listener.front) + length(aws_lb_listener_rule.api) + length(aws_lb_target_group_attachment.wake) == 0
    error_message = "a part of a load balancer is made too"
  }

  # answers over tls at a name of its own
  assert {
    condition     = output.url == "https://a1.execute-api.ap-northeast-1.amazonaws.com" && output.alb_dns_name == null && jsondecode(local.functions.wake.environment.HOSTS) == ["a1.execute-api.ap-northeast-1.amazonaws.com"]
    error_message = "another address, or the wake function does not know it"
  }

  # sends paths where they belong, by routes that ask the authorizer, and answers no preflight past it
  assert {
    condition     = { for key, route in aws_apigatewayv2_route.service : key => local.http_api_routes[key] } == { "$default" = "web", "ANY /api" = "api", "ANY /api/{proxy+}" = "api", "ANY /health/api" = "api" }
    error_message = "other routes"
  }

  assert {
    condition     = alltrue([for route in concat(values(aws_apigatewayv2_route.service), aws_apigatewayv2_route.wake) : route.authorization_type == "CUSTOM" && route.authorizer_id == "auth"])
    error_message = "a route that strangers may ask"
  }

  assert {
    condition     = length(aws_apigatewayv2_api.this[0].cors_configuration) == 0 && aws_apigatewayv2_api.this[0].disable_execute_api_endpoint == false
    error_message = "the gateway answers preflights by itself, or not at its own name"
  }

  # lets its own scheduler alone ask for health
  assert {
    condition     = { for key, route in aws_apigatewayv2_route.probe : route.route_key => route.authorization_type } == { "GET /__probe/api" = "AWS_IAM", "GET /__probe/web" = "AWS_IAM" }
    error_message = "other probes"
  }

  # goes through the link to cloud map, with headers that no client can set
  assert {
    condition     = alltrue([for integration in aws_apigatewayv2_integration.service : integration.integration_type == "HTTP_PROXY" && integration.connection_type == "VPC_LINK" && integration.timeout_milliseconds == 30000])
    error_message = "another way to the tasks"
  }

  assert {
    condition     = alltrue([for key, integration in aws_apigatewayv2_integration.service : integration.request_parameters["overwrite:header.x-door-client"] == "$context.identity.sourceIp" && integration.request_parameters["overwrite:header.x-door-host"] == "$context.domainName" && integration.request_parameters["overwrite:header.x-door-proto"] == "https" && try(integration.request_parameters["overwrite:path"], null) == (startswith(key, "probe-") ? "/health" : null)])
    error_message = "other headers, or another path"
  }

  assert {
    condition     = aws_apigatewayv2_integration.wake[0].integration_uri == "arn:aws:lambda:ap-northeast-1:123456789012:function:bookmark-manager-staging-wake" && aws_apigatewayv2_integration.wake[0].payload_format_version == "2.0"
    error_message = "asleep, another function is asked"
  }

  assert {
    condition     = aws_apigatewayv2_vpc_link.this[0].subnet_ids == toset(["subnet-a", "subnet-c"]) && aws_apigatewayv2_vpc_link.this[0].security_group_ids == toset(["sg-link"])
    error_message = "another link"
  }
}
