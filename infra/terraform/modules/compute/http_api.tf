# The door without a balancer: an HTTP API, and a link into the VPC that its private integrations go through. Both are free of
# charge by the hour; what is paid is each request.
locals {
  http_api_stage = "$default"
  # The zones in which a link can have its interfaces. Names of zones differ from account to account, ids do not.
  # https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html
  link_zones   = ["apne1-az1", "apne1-az2", "apne1-az4"]
  link_subnets = [for index, zone in var.network.public_zone_ids : var.network.public_subnet_ids[index] if contains(local.link_zones, zone)]
}

resource "aws_apigatewayv2_api" "this" {
  count = length(local.http_api)

  name                         = var.name
  description                  = "The front door"
  protocol_type                = "HTTP"
  disable_execute_api_endpoint = false
  ip_address_type              = anytrue([for block in var.security.allowed_cidr_blocks : strcontains(block, ":")]) ? "dualstack" : "ipv4"

  lifecycle {
    precondition {
      condition     = var.certificate_arn == null
      error_message = "certificate_arn belongs to a load balancer: an HTTP API has a certificate of its own. For a name of yours give domain in env.hcl."
    }

    precondition {
      condition     = var.shape.front_door != "http-api" || length(var.security.allowed_cidr_blocks) > 0
      error_message = "The allow-list is empty: nobody could come in."
    }
  }
}

resource "aws_apigatewayv2_vpc_link" "this" {
  count = length(local.http_api)

  name               = var.name
  subnet_ids         = local.link_subnets
  security_group_ids = [var.security.security_group_ids.link]

  lifecycle {
    create_before_destroy = true # it cannot be changed, and the integrations name it

    precondition {
      condition     = length(local.link_subnets) > 0
      error_message = "No public subnet lies in a zone where a VPC link can be (${join(", ", local.link_zones)}); they lie in ${join(", ", var.network.public_zone_ids)}. Name other availability_zones in env.hcl."
    }
  }
}

# Nothing is served before the scheduler's first firing: a deployment is a picture of the routes' targets, which it owns too.
resource "aws_apigatewayv2_stage" "this" {
  count = length(local.http_api)

  api_id      = aws_apigatewayv2_api.this[0].id
  name        = local.http_api_stage
  auto_deploy = false

  default_route_settings {
    throttling_rate_limit  = 50
    throttling_burst_limit = 100
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.gateway[0].arn
    format          = jsonencode(local.access_log)
  }

  lifecycle {
    ignore_changes = [deployment_id] # the scheduler owns it: it deploys what it has changed
  }
}

# Vended logs: below this prefix AWS needs no policy of the log group.
resource "aws_cloudwatch_log_group" "gateway" {
  count = length(local.http_api)

  name              = "/aws/vendedlogs/${var.name}-gateway"
  retention_in_days = var.shape.log_retention_days
}

locals {
  # A line for each request. No query: feeds have their key in it. `error` is the gateway's own, "-" where there is none.
  access_log = {
    requestId          = "$context.requestId"
    ip                 = "$context.identity.sourceIp"
    requestTime        = "$context.requestTime"
    httpMethod         = "$context.httpMethod"
    path               = "$context.path"
    routeKey           = "$context.routeKey"
    status             = "$context.status"
    responseLength     = "$context.responseLength"
    responseLatency    = "$context.responseLatency"
    integrationStatus  = "$context.integrationStatus"
    integrationLatency = "$context.integrationLatency"
    error              = "$context.error.message"
  }
}

resource "aws_apigatewayv2_domain_name" "this" {
  for_each = length(local.http_api) == 1 ? local.domain : {}

  domain_name = each.key

  domain_name_configuration {
    certificate_arn = local.certificate_arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_apigatewayv2_api_mapping" "this" {
  for_each = aws_apigatewayv2_domain_name.this

  api_id      = aws_apigatewayv2_api.this[0].id
  domain_name = each.value.id
  stage       = aws_apigatewayv2_stage.this[0].id
}
