# What becomes of a call of the scheduler that fails. The next one comes within the minute, so none is repeated; what could
# not be delivered or ended with an error is kept for two weeks, and two alarms tell of a scheduler that fails or is silent.
resource "aws_sqs_queue" "dead_letters" {
  name                      = "${local.scheduler}-dead-letters"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_lambda_function_event_invoke_config" "scheduler" {
  function_name                = aws_lambda_function.this["scheduler"].function_name
  maximum_retry_attempts       = 0
  maximum_event_age_in_seconds = 60

  destination_config {
    on_failure {
      destination = aws_sqs_queue.dead_letters.arn
    }
  }

  depends_on = [aws_iam_role_policy.dead_letters]
}

data "aws_iam_policy_document" "dead_letters" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.dead_letters.arn]
  }
}

resource "aws_iam_role_policy" "dead_letters" {
  name   = "dead-letters"
  role   = aws_iam_role.function["scheduler"].id
  policy = data.aws_iam_policy_document.dead_letters.json
}

locals {
  # By name: metric, how often in how many minutes, and what a minute without data means.
  alarms = {
    fails  = { metric = "Errors", operator = "GreaterThanOrEqualToThreshold", datapoints = 3, minutes = 5, missing = "notBreaching", text = "The scheduler fails: the environment may not sleep or wake." }
    silent = { metric = "Invocations", operator = "LessThanThreshold", datapoints = 5, minutes = 5, missing = "breaching", text = "Nobody has called the scheduler for five minutes." }
  }
}

resource "aws_cloudwatch_metric_alarm" "scheduler" {
  for_each = local.alarms

  alarm_name          = "${local.scheduler}-${each.key}"
  alarm_description   = each.value.text
  namespace           = "AWS/Lambda"
  metric_name         = each.value.metric
  dimensions          = { FunctionName = local.scheduler }
  statistic           = "Sum"
  period              = 60
  comparison_operator = each.value.operator
  threshold           = 1
  evaluation_periods  = each.value.minutes
  datapoints_to_alarm = each.value.datapoints
  treat_missing_data  = each.value.missing
  alarm_actions       = var.notices.topic_arn[*]
  ok_actions          = var.notices.topic_arn[*]
}
