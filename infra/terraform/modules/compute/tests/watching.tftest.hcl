mock_provider "aws" {
  source = "../../testing/aws"
}

run "watches_the_bill_and_the_hours_when_asked" {
  command = plan

  variables {
    notices            = { topic_arn = "arn:aws:sns:ap-northeast-1:123456789012:staging" }
    budget             = { usd_per_month = 60, emails = ["team@example.com"], by_tag = true }
    hours_beyond_alarm = 4
  }

  assert {
    condition     = aws_budgets_budget.this["month"].limit_amount == "60.0" && one(aws_budgets_budget.this["month"].cost_filter).values == tolist(["user:Project$bookmark-manager"])
    error_message = "another budget"
  }

  assert {
    condition     = { for notice in aws_budgets_budget.this["month"].notification : notice.notification_type => notice.threshold } == { ACTUAL = 80, FORECASTED = 100 }
    error_message = "other notifications"
  }

  assert {
    condition     = alltrue([for notice in aws_budgets_budget.this["month"].notification : notice.subscriber_email_addresses == toset(["team@example.com"])])
    error_message = "somebody else is told"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.beyond[0].threshold == 240 && aws_cloudwatch_metric_alarm.beyond[0].period == 86400 && aws_cloudwatch_metric_alarm.beyond[0].alarm_actions == toset([var.notices.topic_arn])
    error_message = "other hours, or nobody is told"
  }

  assert {
    condition     = aws_cloudwatch_log_metric_filter.beyond[0].log_group_name == "/aws/lambda/bookmark-manager-staging-ecs-scheduler"
    error_message = "it counts lines of another log"
  }
}
