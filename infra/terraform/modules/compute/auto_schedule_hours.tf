# How long the environment runs although its calendar alone would let it sleep, a minute for each line of the scheduler's log that
# says so: leases, visits, and what does not fall asleep. docs/decisions/0037 tells why it is counted there.
locals {
  hours_alarm = var.notices.hours_beyond == null ? [] : [local.scheduler]
}

resource "aws_cloudwatch_log_metric_filter" "beyond" {
  count = length(local.hours_alarm)

  name           = "${local.scheduler}-beyond-calendar"
  log_group_name = aws_cloudwatch_log_group.function["scheduler"].name
  pattern        = "{ $.action = \"reconcile\" && $.beyondCalendar IS TRUE }"

  metric_transformation {
    namespace = "BookmarkManager"
    name      = "${var.name}-minutes-beyond-calendar"
    value     = "1"
    unit      = "Count"
  }
}

resource "aws_cloudwatch_metric_alarm" "beyond" {
  count = length(local.hours_alarm)

  alarm_name          = "${local.scheduler}-beyond-calendar"
  alarm_description   = "It ran more than ${var.notices.hours_beyond} hours of a day outside its calendar. `staging status` says why, `staging lease list` for whom."
  namespace           = aws_cloudwatch_log_metric_filter.beyond[0].metric_transformation[0].namespace
  metric_name         = aws_cloudwatch_log_metric_filter.beyond[0].metric_transformation[0].name
  statistic           = "Sum"
  period              = 86400
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.notices.hours_beyond * 60
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.notices.topic_arn[*]
  ok_actions          = var.notices.topic_arn[*]
}
