# AWS counts what was spent and what the month will come to, and writes to people. It costs nothing, and stops nothing.
locals {
  budgets = var.budget == null ? {} : { month = var.budget }
  # Spent already, and where it is going.
  budget_notices = { ACTUAL = 80, FORECASTED = 100 }
}

resource "aws_budgets_budget" "this" {
  for_each = local.budgets

  name         = "${var.name}-${each.key}"
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_unit   = "USD"
  limit_amount = format("%.1f", each.value.usd_per_month)

  dynamic "cost_filter" {
    for_each = each.value.by_tag ? ["Project"] : []

    content {
      name   = "TagKeyValue"
      values = [format("user:%s$%s", cost_filter.value, data.aws_default_tags.this.tags[cost_filter.value])]
    }
  }

  dynamic "notification" {
    for_each = local.budget_notices

    content {
      notification_type          = notification.key
      comparison_operator        = "GREATER_THAN"
      threshold                  = notification.value
      threshold_type             = "PERCENTAGE"
      subscriber_email_addresses = each.value.emails
    }
  }
}
