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

run "tells_a_topic_what_the_gateway_could_not_answer_and_takes_ipv6" {
  command = plan

  variables {
    notices = { topic_arn = "arn:aws:sns:ap-northeast-1:123456789012:staging" }
    security = {
      security_group_ids  = { link = "sg-link", web = "sg-web", api = "sg-api", database = "sg-database" }
      execution_role_arns = { web = "arn:aws:iam::123456789012:role/we", api = "arn:aws:iam::123456789012:role/ae", migrate = "arn:aws:iam::123456789012:role/me", tunnel = "arn:aws:iam::123456789012:role/ue" }
      task_role_arns      = { web = "arn:aws:iam::123456789012:role/wt", api = "arn:aws:iam::123456789012:role/at", migrate = "arn:aws:iam::123456789012:role/mt", tunnel = "arn:aws:iam::123456789012:role/ut" }
      allowed_cidr_blocks = ["2001:db8::/32"]
    }
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.gateway[0].alarm_actions == toset([var.notices.topic_arn]) && strcontains(aws_cloudwatch_log_metric_filter.gateway[0].pattern, "$.error != \"-\"")
    error_message = "nobody is told, or of the wake page's answers too"
  }

  assert {
    condition     = aws_apigatewayv2_api.this[0].ip_address_type == "dualstack"
    error_message = "IPv6 is on the list and cannot come in"
  }
}

run "gets_a_name_of_its_own_with_a_domain" {
  command = plan

  override_resource {
    target          = aws_apigatewayv2_api.this[0]
    values          = { api_endpoint = "https://a1.execute-api.ap-northeast-1.amazonaws.com", execution_arn = "arn:aws:execute-api:ap-northeast-1:123456789012:a1" }
    override_during = plan
  }

  variables {
    domain = { name = "staging.example.com", zone_id = "Z1" }
  }

  assert {
    condition     = output.url == "https://staging.example.com" && aws_route53_record.front["staging.example.com"].zone_id == "Z1" && length(aws_apigatewayv2_domain_name.this) == 1
    error_message = "no name, or no record"
  }

  assert {
    condition     = jsondecode(local.functions.wake.environment.HOSTS) == ["a1.execute-api.ap-northeast-1.amazonaws.com", "staging.example.com"]
    error_message = "the wake function does not know both names"
  }
}

run "refuses_a_certificate_and_zones_without_links" {
  command = plan

  variables {
    certificate_arn = "arn:aws:acm:ap-northeast-1:123456789012:certificate/1"
    network         = { vpc_id = "vpc-1", public_subnet_ids = ["subnet-a", "subnet-c"], private_subnet_ids = ["subnet-b", "subnet-d"], public_zone_ids = ["apne1-az3", "apne1-az3"] }
  }

  expect_failures = [aws_apigatewayv2_api.this, aws_apigatewayv2_vpc_link.this]
}
