# What the gateway itself could not answer: a task that was lost before Cloud Map knew. Counted by its log, since its own metric counts the
# wake page's answers too; paid for only where somebody is told.
locals {
  gateway_alarm = length(local.http_api) == 1 ? var.notices.topic_arn[*] : []
}

resource "aws_cloudwatch_log_metric_filter" "gateway" {
  count = length(local.gateway_alarm)

  name           = "${var.name}-gateway-fails"
  log_group_name = aws_cloudwatch_log_group.gateway[0].name
  pattern        = "{ $.status = \"5*\" && $.error != \"-\" && $.routeKey != \"GET /__probe/*\" }"

  metric_transformation {
    namespace = "BookmarkManager"
    name      = "${var.name}-gateway-fails"
    value     = "1"
    unit      = "Count"
  }
}

resource "aws_cloudwatch_metric_alarm" "gateway" {
  count = length(local.gateway_alarm)

  alarm_name          = "${var.name}-gateway-fails"
  alarm_description   = "The gateway answered five requests within five minutes by an error of its own: no task was there. `staging events` says why."
  namespace           = aws_cloudwatch_log_metric_filter.gateway[0].metric_transformation[0].namespace
  metric_name         = aws_cloudwatch_log_metric_filter.gateway[0].metric_transformation[0].name
  statistic           = "Sum"
  period              = 300
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 5
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.gateway_alarm
  ok_actions          = local.gateway_alarm
}
