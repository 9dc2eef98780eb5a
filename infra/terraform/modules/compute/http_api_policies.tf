# What the scheduler does at this door: looks at routes, stage and link, changes targets and deploys, and asks for the services' health
# through routes that no other role may ask.
locals {
  http_api_statements = flatten([for api in aws_apigatewayv2_api.this : [
    {
      actions = ["apigateway:GET"]
      resources = concat(
        [for path in ["routes", "deployments/*", "stages/${local.http_api_stage}"] : "arn:aws:apigateway:${local.region}::/apis/${api.id}/${path}"],
        ["arn:aws:apigateway:${local.region}::/vpclinks/${aws_apigatewayv2_vpc_link.this[0].id}"],
      )
    },
    {
      actions   = ["apigateway:PATCH"]
      resources = [for key in keys(local.http_api_routes) : "arn:aws:apigateway:${local.region}::/apis/${api.id}/routes/${aws_apigatewayv2_route.service[key].id}"]
    },
    {
      actions   = ["apigateway:POST"]
      resources = ["arn:aws:apigateway:${local.region}::/apis/${api.id}/deployments"]
    },
    {
      actions   = ["apigateway:DELETE"]
      resources = ["arn:aws:apigateway:${local.region}::/apis/${api.id}/stages/${local.http_api_stage}/cache/authorizers"]
    },
    {
      actions   = ["execute-api:Invoke"]
      resources = [for service in keys(var.shape.services) : "${api.execution_arn}/${local.http_api_stage}/GET/__probe/${service}"]
    },
    local.looks_at_use ? [{ actions = ["logs:FilterLogEvents"], resources = ["${aws_cloudwatch_log_group.gateway[0].arn}:*"] }] : [],
  ]])
}
