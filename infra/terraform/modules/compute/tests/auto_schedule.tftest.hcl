mock_provider "aws" {
  source = "../../testing/aws"
}

run "keeps_its_promises_with_nothing_else_said" {
  command = plan

  # calls the scheduler each minute and at each edge in tokyo
  assert {
    condition = { for name, call in aws_scheduler_schedule.this : name => call.schedule_expression } == {
      tick        = "rate(1 minute)"
      "edge-0900" = "cron(0 9 ? * FRI,MON *)"
      "edge-1230" = "cron(30 12 ? * FRI *)"
      "edge-2000" = "cron(0 20 ? * FRI *)"
      "edge-2200" = "cron(0 22 ? * MON *)"
      "edge-0200" = "cron(0 2 ? * SAT *)"
    }
    error_message = jsonencode({ for name, call in aws_scheduler_schedule.this : name => call.schedule_expression })
  }

  assert {
    condition     = alltrue([for call in aws_scheduler_schedule.this : call.schedule_expression_timezone == "Asia/Tokyo"])
    error_message = "another time zone"
  }

  # makes both functions with a log of their own
  assert {
    condition     = { for kind, function in aws_lambda_function.this : kind => function.function_name } == { scheduler = "bookmark-manager-staging-ecs-scheduler", wake = "bookmark-manager-staging-wake" }
    error_message = "other functions"
  }

  assert {
    condition     = alltrue([for function in aws_lambda_function.this : function.runtime == "nodejs22.x" && function.architectures[0] == "arm64"])
    error_message = "another runtime"
  }

  assert {
    condition     = sort([for group in aws_cloudwatch_log_group.function : group.name]) == tolist(["/aws/lambda/bookmark-manager-staging-ecs-scheduler", "/aws/lambda/bookmark-manager-staging-wake"])
    error_message = "other log groups"
  }

  # repeats no call and keeps what failed
  assert {
    condition     = alltrue([for call in aws_scheduler_schedule.this : call.target[0].retry_policy[0].maximum_retry_attempts == 0 && call.target[0].retry_policy[0].maximum_event_age_in_seconds == 60])
    error_message = "a call is repeated, though the next one comes within the minute"
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.scheduler.maximum_retry_attempts == 0 && aws_lambda_function_event_invoke_config.scheduler.maximum_event_age_in_seconds == 60
    error_message = "Lambda repeats a call that failed"
  }

  assert {
    condition     = aws_sqs_queue.dead_letters.message_retention_seconds == 14 * 24 * 3600
    error_message = "dead letters are kept for two weeks"
  }

  assert {
    condition     = { for name, alarm in aws_cloudwatch_metric_alarm.scheduler : name => [alarm.metric_name, alarm.treat_missing_data] } == { fails = ["Errors", "notBreaching"], silent = ["Invocations", "breaching"] }
    error_message = "other alarms"
  }

  # tells nobody unless asked to
  assert {
    condition     = !contains(keys(local.functions.scheduler.environment), "NOTICE_TOPIC_ARN") && !contains(keys(local.functions.scheduler.environment), "NOTICE_WEBHOOK_PARAMETER")
    error_message = "the scheduler is told of a place for notices"
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.scheduler : length(alarm.alarm_actions) == 0])
    error_message = "an alarm has an action"
  }
}

run "knows_no_edges_when_it_never_sleeps" {
  command = plan

  variables {
    schedule = "{\"calendar\":{},\"schedule\":{\"mode\":\"always\",\"office_hours\":{\"mon\":[[\"09:00\",\"22:00\"]]}}}"
  }

  assert {
    condition     = keys(aws_scheduler_schedule.this) == ["tick"]
    error_message = "an edge of hours that do not count"
  }
}

run "leaves_midnight_to_the_tick" {
  command = plan

  variables {
    schedule = "{\"calendar\":{},\"schedule\":{\"mode\":\"office-hours\",\"office_hours\":{\"mon\":[[\"09:00\",\"24:00\"]]}}}"
  }

  assert {
    condition     = keys(aws_scheduler_schedule.this) == ["edge-0900", "tick"]
    error_message = "EventBridge knows no hour 24"
  }
}

run "tells_the_functions_where_everything_is" {
  command = plan

  override_resource {
    target          = aws_lb.this[0]
    values          = { arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/lb/1", dns_name = "lb-1.ap-northeast-1.elb.amazonaws.com" }
    override_during = plan
  }

  assert {
    condition     = aws_lambda_function.this["wake"].environment[0].variables == tomap({ PARAMETER_PREFIX = "/bookmark-manager/staging", SCHEDULE = var.schedule, SCHEDULER_FUNCTION = "bookmark-manager-staging-ecs-scheduler", HOSTS = "[\"lb-1.ap-northeast-1.elb.amazonaws.com\"]" })
    error_message = "the wake function is told something else"
  }

  assert {
    condition     = local.functions.scheduler.environment.CLUSTER == "bookmark-manager-staging-cluster" && local.functions.scheduler.environment.DATABASE_ID == "bookmark-manager-staging-db"
    error_message = "the scheduler is told something else"
  }

  assert {
    condition     = { for service in local.services : service.name => service.service } == { api = "bookmark-manager-staging-api", web = "bookmark-manager-staging-web" }
    error_message = "the scheduler is told of other services"
  }
}

run "tells_a_topic_and_a_webhook" {
  command = plan

  variables {
    notices = { topic_arn = "arn:aws:sns:ap-northeast-1:123456789012:staging", webhook = true, hours_beyond = 4 }
  }

  assert {
    condition     = local.functions.scheduler.environment.NOTICE_TOPIC_ARN == var.notices.topic_arn && local.functions.scheduler.environment.NOTICE_WEBHOOK_PARAMETER == "/bookmark-manager/staging/NOTICE_WEBHOOK"
    error_message = "the scheduler does not know where to tell"
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.scheduler : alarm.alarm_actions == toset([var.notices.topic_arn]) && alarm.ok_actions == toset([var.notices.topic_arn])])
    error_message = "the alarms tell somebody else"
  }

  # and of hours beyond the calendar, counted in the scheduler's log
  assert {
    condition     = aws_cloudwatch_metric_alarm.beyond[0].threshold == 240 && aws_cloudwatch_metric_alarm.beyond[0].period == 86400 && aws_cloudwatch_metric_alarm.beyond[0].alarm_actions == toset([var.notices.topic_arn]) && aws_cloudwatch_log_metric_filter.beyond[0].log_group_name == "/aws/lambda/bookmark-manager-staging-ecs-scheduler"
    error_message = "other hours, another log, or nobody is told"
  }
}
