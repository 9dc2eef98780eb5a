# Where requests go. Each route of a service leads to it while it is awake and to the wake function while it sleeps.
locals {
  http_api_routes = length(local.http_api) == 0 ? {} : {
    "$default"          = "web"
    "ANY /api"          = "api"
    "ANY /api/{proxy+}" = "api"
    "ANY /health/api"   = "api"
  }

  http_api_services = length(local.http_api) == 0 ? {} : var.shape.services

  # What the application believes of a request: whatever a client sends under these names is overwritten.
  # https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
  door_headers = {
    "overwrite:header.x-door-client" = "$context.identity.sourceIp"
    "overwrite:header.x-door-host"   = "$context.domainName"
    "overwrite:header.x-door-proto"  = "https"
  }

  # Of a service itself, and of what asks for its health through the same link.
  private_integrations = merge(
    { for service in keys(local.http_api_services) : service => { service = service, method = "ANY", parameters = local.door_headers } },
    { for service in keys(local.http_api_services) : "probe-${service}" => { service = service, method = "GET", parameters = merge(local.door_headers, { "overwrite:path" = "/health" }) } },
  )
}

resource "aws_apigatewayv2_integration" "service" {
  for_each = local.private_integrations

  api_id                 = aws_apigatewayv2_api.this[0].id
  description            = each.key
  integration_type       = "HTTP_PROXY"
  integration_method     = each.value.method
  integration_uri        = aws_service_discovery_service.this[each.value.service].arn
  connection_type        = "VPC_LINK"
  connection_id          = aws_apigatewayv2_vpc_link.this[0].id
  payload_format_version = "1.0"
  request_parameters     = each.value.parameters
  timeout_milliseconds   = 30000 # the longest that there is
}

resource "aws_apigatewayv2_integration" "wake" {
  count = length(local.http_api)

  api_id             = aws_apigatewayv2_api.this[0].id
  description        = "wake"
  integration_type   = "AWS_PROXY"
  integration_method = "POST"
  # By its name, not by its resource: the function beside it is told which integration this is.
  integration_uri        = "arn:aws:lambda:${local.region}:${local.account}:function:${var.name}-wake"
  payload_format_version = "2.0"
  timeout_milliseconds   = 15000
}

resource "aws_apigatewayv2_route" "service" {
  for_each = local.http_api_routes

  api_id             = aws_apigatewayv2_api.this[0].id
  route_key          = each.key
  target             = "integrations/${aws_apigatewayv2_integration.wake[0].id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.allow_list[0].id

  lifecycle {
    ignore_changes = [target] # the scheduler owns it: the service's integration awake, the wake function's asleep
  }
}

# The wake page's own paths, awake and asleep.
resource "aws_apigatewayv2_route" "wake" {
  count = length(local.http_api)

  api_id             = aws_apigatewayv2_api.this[0].id
  route_key          = "ANY /_staging/{proxy+}"
  target             = "integrations/${aws_apigatewayv2_integration.wake[0].id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.allow_list[0].id
}

# The scheduler's alone, by its role: is a service healthy, as a visitor would find it?
resource "aws_apigatewayv2_route" "probe" {
  for_each = local.http_api_services

  api_id             = aws_apigatewayv2_api.this[0].id
  route_key          = "GET /__probe/${each.key}"
  target             = "integrations/${aws_apigatewayv2_integration.service["probe-${each.key}"].id}"
  authorization_type = "AWS_IAM"
}

locals {
  # Of all that a deployment takes a picture of, and of what the authorizer answers by. Another one makes the scheduler deploy, and
  # forget what the authorizer answered before. It is known only after the authorizer has its list.
  http_api_revision = one([for authorizer in aws_lambda_function.authorizer : substr(sha256(jsonencode([
    authorizer.environment[0].variables,
    authorizer.source_code_hash,
    aws_apigatewayv2_authorizer.allow_list[0],
    local.http_api_routes,
    local.private_integrations,
    aws_apigatewayv2_vpc_link.this[0].id,
    { for key, integration in aws_apigatewayv2_integration.service : key => integration.id },
    { for key, route in aws_apigatewayv2_route.probe : key => route.id },
    [aws_apigatewayv2_integration.wake[0].id, aws_apigatewayv2_route.wake[0].id],
  ])), 0, 12)])
}
