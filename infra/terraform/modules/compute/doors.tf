# The two ways in, a row for each: a load balancer, or an HTTP API of API Gateway (docs/decisions/0064). Whatever differs between
# them stands here; everything else asks `door` for what is decided, and `entrance` for what AWS made of it.
locals {
  alb      = var.shape.front_door == "alb" ? ["this"] : []
  http_api = var.shape.front_door == "http-api" ? ["this"] : []

  door = {
    alb = {
      tls          = false
      discovered   = { api = "The API's tasks" }
      stop_timeout = 30
      environment  = {}
      caller       = { id = "load-balancer", principal = "elasticloadbalancing.amazonaws.com" }
    }
    http-api = {
      tls = true
      # It asks Cloud Map for address and port of both.
      discovered = { api = "The API's tasks", web = "Web's tasks" }
      # It goes on asking tasks that are gone for a time that AWS does not publish: they serve on that long.
      stop_timeout = 120
      environment  = { FRONT_DOOR = "http-api", DRAIN_SECONDS = "90" }
      caller       = { id = "gateway", principal = "apigateway.amazonaws.com" }
    }
  }[var.shape.front_door]

  entrance = {
    alb = one([for balancer in aws_lb.this : {
      host       = balancer.dns_name
      alias      = { name = balancer.dns_name, zone_id = balancer.zone_id }
      caller_arn = aws_lb_target_group.wake[0].arn
      settings   = { WAKE_TARGET_GROUP_ARN = aws_lb_target_group.wake[0].arn }
      # A ruleArn of null stands for the listener's default action.
      services = { for service in keys(var.shape.services) : service => {
        appTargetGroupArn = aws_lb_target_group.service[service].arn
        listenerArn       = aws_lb_listener.front[0].arn
        ruleArn           = service == "api" ? aws_lb_listener_rule.api[0].arn : null
      } }
      statements = [
        {
          actions   = concat(["elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeTargetHealth"], local.looks_at_use ? ["cloudwatch:GetMetricData"] : [])
          resources = ["*"] # why: these actions know no resource
        },
        { actions = ["elasticloadbalancing:ModifyListener"], resources = [aws_lb_listener.front[0].arn] },
        { actions = ["elasticloadbalancing:ModifyRule"], resources = [aws_lb_listener_rule.api[0].arn] },
      ]
    }])

    http-api = one([for api in aws_apigatewayv2_api.this : {
      host       = trimprefix(api.api_endpoint, "https://")
      alias      = one([for name in aws_apigatewayv2_domain_name.this : { name = name.domain_name_configuration[0].target_domain_name, zone_id = name.domain_name_configuration[0].hosted_zone_id }])
      caller_arn = "${api.execution_arn}/*"
      settings = { DOOR = jsonencode({
        kind              = "http-api"
        apiId             = api.id
        stage             = aws_apigatewayv2_stage.this[0].name
        linkId            = aws_apigatewayv2_vpc_link.this[0].id
        wakeIntegrationId = aws_apigatewayv2_integration.wake[0].id
        accessLogGroup    = aws_cloudwatch_log_group.gateway[0].name
        revision          = local.http_api_revision
      }) }
      services = { for service in keys(var.shape.services) : service => {
        integrationId = aws_apigatewayv2_integration.service[service].id
        routeIds      = [for key, of in local.http_api_routes : aws_apigatewayv2_route.service[key].id if of == service]
      } }
      statements = local.http_api_statements
    }])
  }[var.shape.front_door]
}
