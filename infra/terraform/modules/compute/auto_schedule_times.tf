# When the scheduler is called: each minute, and at the very minute of each edge.
locals {
  hours = jsondecode(var.schedule).schedule.mode == "office-hours" ? jsondecode(var.schedule).schedule.office_hours : {}

  next_day = { mon = "tue", tue = "wed", wed = "thu", thu = "fri", fri = "sat", sat = "sun", sun = "mon" }
  minutes  = { for time in distinct(flatten(values(local.hours))) : time => tonumber(replace(time, ":", "")) }

  # "09:00" → the days on which the calendar changes then. A span that ends before it starts ends on the next day.
  edges = {
    for edge in flatten([for day, spans in local.hours : [for span in spans : [
      { time = span[0], day = day },
      { time = span[1], day = local.minutes[span[1]] > local.minutes[span[0]] ? day : local.next_day[day] },
    ]]]) : edge.time => upper(edge.day)... if edge.time != "24:00" # the tick a minute later is soon enough
  }

  calls = merge(
    { tick = "rate(1 minute)" },
    { for time, days in local.edges : "edge-${replace(time, ":", "")}" => format("cron(%d %d ? * %s *)", tonumber(split(":", time)[1]), tonumber(split(":", time)[0]), join(",", distinct(days))) },
  )
}

resource "aws_scheduler_schedule_group" "this" {
  name = var.name
}

resource "aws_scheduler_schedule" "this" {
  for_each = local.calls

  name                         = "${local.scheduler}-${each.key}"
  group_name                   = aws_scheduler_schedule_group.this.name
  schedule_expression          = each.value
  schedule_expression_timezone = "Asia/Tokyo"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_function.this["scheduler"].arn
    role_arn = aws_iam_role.clock.arn
    input    = jsonencode({ action = "reconcile" })

    retry_policy {
      maximum_retry_attempts       = 0 # the next minute is the retry
      maximum_event_age_in_seconds = 60
    }

    dead_letter_config {
      arn = aws_sqs_queue.dead_letters.arn
    }
  }
}
