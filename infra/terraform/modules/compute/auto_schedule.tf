# Sleep and wake: the scheduler makes true what the calendar and the leases say, each minute and at each edge of the
# office hours; the wake function answers for the environment while it sleeps. What they are told, by environment variable:
#
#   both       SCHEDULE               {"calendar": …, "schedule": …} of shapes.json
#              PARAMETER_PREFIX       /bookmark-manager/staging: leases/<id>, images/<service>, migrations lie below it
#   scheduler  CLUSTER                the ECS cluster's name
#              SERVICES               [{ "name", "service", … }]: and what the door knows of it (doors.tf)
#              WAKE_TARGET_GROUP_ARN  of a load balancer: the wake function's target group
#              DOOR                   of a gateway: where its parts are
#              CAPACITY               spot: what tasks are placed on; without it, on demand
#              DATABASE_ID            the RDS instance or Aurora cluster
#              DATABASE_ENGINE        which of the two: rds, aurora-serverless-v2
#              ADDRESS                where people open the environment, for links in notices
#              NOTICE_TOPIC_ARN       an SNS topic for notices, if any
#              NOTICE_WEBHOOK_PARAMETER  the parameter that holds a webhook's address, if any
#   wake       SCHEDULER_FUNCTION     the scheduler's name
#              HOSTS                  the environment's own names: only their pages may wake it. A rehearsal adds EXTRA_HOSTS
locals {
  scheduler = "${var.name}-ecs-scheduler"

  services = [for service in keys(var.shape.services) : merge({
    name    = service
    service = aws_ecs_service.this[service].name
  }, local.entrance.services[service])]

  functions = {
    scheduler = {
      name    = local.scheduler
      bundle  = "ecs_scheduler"
      timeout = 60 # the next call comes within the minute
      environment = merge(
        {
          CLUSTER         = aws_ecs_cluster.this.name
          SERVICES        = jsonencode(local.services)
          DATABASE_ID     = var.database_id
          DATABASE_ENGINE = var.shape.database.engine
          ADDRESS         = local.url
        },
        local.entrance.settings,
        var.shape.fargate_spot ? { CAPACITY = "spot" } : {},
        { for arn in var.notices.topic_arn[*] : "NOTICE_TOPIC_ARN" => arn },
        var.notices.webhook ? { NOTICE_WEBHOOK_PARAMETER = "${var.parameter_prefix}/NOTICE_WEBHOOK" } : {},
      )
    }
    wake = {
      name    = "${var.name}-wake"
      bundle  = "wake"
      timeout = 10
      environment = {
        SCHEDULER_FUNCTION = local.scheduler
        HOSTS              = jsonencode(concat([local.entrance.host], keys(local.domain)))
      }
    }
  }
}

resource "aws_cloudwatch_log_group" "function" {
  for_each = local.functions

  name              = "/aws/lambda/${each.value.name}"
  retention_in_days = var.shape.log_retention_days
}

resource "aws_lambda_function" "this" {
  for_each = local.functions

  function_name    = each.value.name
  description      = each.key == "wake" ? "Answers while the environment sleeps" : "Puts the environment to sleep and wakes it"
  role             = aws_iam_role.function[each.key].arn
  runtime          = "nodejs22.x"
  architectures    = ["arm64"]
  handler          = "${each.value.bundle}.handler"
  filename         = "${path.module}/lambda/${each.value.bundle}.zip"
  source_code_hash = fileexists("${path.module}/lambda/${each.value.bundle}.zip") ? filebase64sha256("${path.module}/lambda/${each.value.bundle}.zip") : null
  timeout          = each.value.timeout
  memory_size      = 256 # half as much would take twice as long for a cold start, and cost the same

  environment {
    variables = merge({ SCHEDULE = var.schedule, PARAMETER_PREFIX = var.parameter_prefix }, each.value.environment)
  }

  depends_on = [aws_cloudwatch_log_group.function, aws_iam_role_policy.function]

  lifecycle {
    precondition {
      condition     = fileexists("${path.module}/lambda/${each.value.bundle}.zip")
      error_message = "The Lambda ${each.value.bundle}.ts is not bundled yet: run `node scripts/build_lambdas.mjs` in the repository."
    }
  }
}

resource "aws_lambda_permission" "wake" {
  statement_id  = local.door.caller.id
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this["wake"].function_name
  principal     = local.door.caller.principal
  source_arn    = local.entrance.caller_arn
}
